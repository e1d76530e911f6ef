//! Every path and its handler. Each answers with and without a trailing slash, and neither redirects to the other. HEAD
//! and preflights are answered around all of them (`endpoints::{head, cors}`).

use actix_web::cookie::Key;
use actix_web::http::header::ALLOW;
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Resource};

use crate::endpoints::error::{PageError, json_error};
use crate::endpoints::offers::{Visitors, offer};
use crate::endpoints::{
    account, authorize, check_session_iframe, consent, discovery, end_session, health, introspect, invitation, jwks,
    login, metrics, register, revoke, select_account, session_check, session_status, signed_out, static_files, token,
    userinfo, webfinger, welcome,
};
use crate::protocol::error::ErrorCode;
use crate::provider::{Provider, SharedProvider};
use crate::session::cookies::{CookieKey, only_ours};
use crate::session::middleware::{cookie_session, remember};

/// Registers everything below the issuer's path.
pub fn configure(service: &mut ServiceConfig, provider: &SharedProvider, cookie_key: &Key) {
    let base = provider.live().settings.server.issuer.path().to_owned();
    let both = |path: &str| [format!("{base}{path}"), format!("{base}{path}/")];
    let page = |path: &str, resource: fn(Resource) -> Resource| {
        resource(web::resource(both(path)))
            .default_service(web::to(method_not_allowed))
            .wrap(cookie_session(provider.clone(), cookie_key.clone()))
            .wrap(from_fn(only_ours))
            .wrap(from_fn(remember))
    };
    let plain = |path: &str, resource: fn(Resource) -> Resource| {
        resource(web::resource(both(path))).default_service(web::to(method_not_allowed))
    };

    service
        .app_data(Data::new(CookieKey(cookie_key.clone())))
        .app_data(Data::new(check_session_iframe::Page::new(&provider.cookies.browser_state.name)))
        // Browsers: behind the session middleware.
        .service(page("/authorize", |at| {
            at.route(web::get().to(authorize::authorize)).route(web::post().to(authorize::authorize))
        }))
        .service(page("/login", |at| at.route(web::get().to(login::show)).route(web::post().to(login::submit))))
        .service(page("/select-account", |at| {
            at.route(web::get().to(select_account::show)).route(web::post().to(select_account::submit))
        }))
        .service(page("/consent", |at| at.route(web::get().to(consent::show)).route(web::post().to(consent::submit))))
        .service(page("/end-session", |at| {
            at.route(web::get().to(end_session::end_session)).route(web::post().to(end_session::end_session))
        }))
        .service(page("/signed-out", |at| at.route(web::get().to(signed_out::show))))
        .service(page("/signed-out/results", |at| at.route(web::get().to(signed_out::results))))
        .service(page("/session-check", |at| at.route(web::get().to(session_check::show))))
        .service(page("/setup", |at| {
            at.route(web::get().to(invitation::show_setup)).route(web::post().to(invitation::submit_setup))
        }))
        .service(page("/invite", |at| {
            at.route(web::get().to(invitation::show_invite)).route(web::post().to(invitation::submit_invite))
        }))
        .service(page("/account/{what:sessions/end|sessions/end-others|apps/remove|password}", |at| {
            at.route(web::post().to(account::submit))
        }))
        .service(
            web::resource([format!("{base}/"), if base.is_empty() { "/".to_owned() } else { base.clone() }])
                .route(web::get().to(welcome::welcome))
                .default_service(web::to(method_not_allowed))
                .wrap(cookie_session(provider.clone(), cookie_key.clone()))
                .wrap(from_fn(only_ours))
                .wrap(from_fn(remember)),
        )
        // Clients: no cookie is read or set.
        .service(plain("/token", |at| at.route(web::post().to(token::token))))
        .service(plain("/revoke", |at| at.route(web::post().to(revoke::revocation))))
        .service(plain("/introspect", |at| at.route(web::post().to(introspect::introspection))))
        .service(plain("/userinfo", |at| {
            at.route(web::get().to(userinfo::userinfo)).route(web::post().to(userinfo::userinfo))
        }))
        .service(plain("/register", |at| at.route(web::post().to(register::register))))
        .service(plain("/register/{client_id}", |at| {
            at.route(web::get().to(register::read))
                .route(web::put().to(register::replace))
                .route(web::delete().to(register::remove))
        }))
        .service(plain("/check-session-iframe", |at| {
            at.route(web::get().to(check_session_iframe::check_session_iframe))
        }))
        .service(plain("/check-session-iframe/watch.js", |at| at.route(web::get().to(check_session_iframe::watch))))
        .service(plain("/check-session-iframe/status", |at| at.route(web::post().to(session_status::status))))
        .service(plain("/check-session-iframe/events", |at| at.route(web::get().to(session_status::events))))
        .service(plain("/jwks", |at| at.route(web::get().to(jwks::jwks))))
        .service(plain("/.well-known/openid-configuration", |at| at.route(web::get().to(discovery::discovery))))
        .service(plain("/.well-known/oauth-authorization-server", |at| at.route(web::get().to(discovery::discovery))))
        .service(plain("/livez", |at| at.route(web::get().to(health::livez))))
        .service(plain("/readyz", |at| at.route(web::get().to(health::readyz))))
        .service(
            web::resource(format!("{base}/static/{{name}}"))
                .route(web::get().to(static_files::static_file))
                .default_service(web::to(method_not_allowed)),
        );
    // RFC 7033 §4 has it at the origin's root, whatever path the issuer has; below that it is for who follows a redirect.
    let webfinger = ["", base.as_str()]
        .map(|base| [format!("{base}/.well-known/webfinger"), format!("{base}/.well-known/webfinger/")]);
    service.service(
        web::resource(webfinger.concat())
            .route(web::get().to(webfinger::webfinger))
            .default_service(web::to(method_not_allowed)),
    );
    if !base.is_empty() {
        // RFC 8414 §3.1 puts the well-known part before the issuer's path.
        let inserted = format!("/.well-known/oauth-authorization-server{base}");
        service.service(web::resource(inserted).route(web::get().to(discovery::discovery)));
    }
    service.default_service(web::to(not_found));
}

/// Registers what operators' programs ask, at an address that is not public. HEAD is answered around it.
pub fn configure_metrics(service: &mut ServiceConfig) {
    service
        .service(web::resource("/metrics").route(web::get().to(metrics::metrics)))
        .service(web::resource("/livez").route(web::get().to(health::livez)))
        .service(web::resource("/readyz").route(web::get().to(health::readyz)))
        .default_service(web::to(no_such_probe));
}

async fn no_such_probe() -> HttpResponse {
    HttpResponse::NotFound().body("there is /metrics, /livez and /readyz\n")
}

async fn not_found(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    PageError::NotFound.respond(&request, &provider)
}

/// 405 with what is allowed (SEC-61): JSON where programs come, a page where people do.
async fn method_not_allowed(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    let offer = offer(&request.match_pattern().unwrap_or_default());
    let allowed = offer.allow();
    let mut response = match offer.visitors {
        Visitors::Programs => {
            let words = format!("this endpoint answers {allowed}");
            json_error(actix_web::http::StatusCode::METHOD_NOT_ALLOWED, ErrorCode::InvalidRequest, &words)
        }
        Visitors::People => PageError::MethodNotAllowed(request.method().to_string()).respond(&request, &provider),
    };
    if let Ok(value) = allowed.parse() {
        response.headers_mut().insert(ALLOW, value);
    }
    response
}
