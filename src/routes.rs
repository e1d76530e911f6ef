//! Every path and its handler. Each answers with and without a trailing slash, and neither redirects to the other. HEAD,
//! preflights and answers that are ready come before all of them (`endpoints::{request_log, head, cors, route}`).

use std::sync::Arc;

use actix_web::cookie::Key;
use actix_web::http::header::ALLOW;
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Resource};

use crate::endpoints::error::{PageError, json_error};
use crate::endpoints::offers::{Visitors, offer};
use crate::endpoints::protected_resource::WELL_KNOWN;
use crate::endpoints::route::{Ready, Route, RouteTable};
use crate::endpoints::{
    account, activity, admin, apps, authorize, automated_approval, backchannel_authentication, check_session_iframe,
    consent, device, device_authorization, discovery, email, end_session, enrolment, forgot, health, introspect,
    invitation, jwks, language, login, login_events, metrics, new_account, not_me, own_data, par, profile,
    protected_resource, register, requests, resource_for_tests, revoke, second_factor, security, select_account,
    session_check, session_status, sign_up, signed_out, static_files, token, userinfo, webfinger, welcome,
};
use crate::protocol::error::ErrorCode;
use crate::provider::{Provider, SharedProvider};
use crate::session::cookies::{CookieKey, only_ours};
use crate::session::middleware::{cookie_session, remember};

/// What a listener serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// All there is.
    Everything,
    /// What is for everybody: the pages of administrators are at a listener of their own.
    Public,
}

/// Registers everything below the issuer's path. Each path has one pattern, which the router compares as it is; what
/// matches in other ways comes last.
pub fn configure(service: &mut ServiceConfig, provider: &SharedProvider, cookie_key: &Key, places: Places) {
    let base = provider.live().settings.server.issuer.path().to_owned();
    let at = |path: &str| web::resource(format!("{base}{path}")).default_service(web::to(method_not_allowed));
    let behind_the_session = |resource: Resource| {
        resource
            .wrap(cookie_session(provider.clone(), cookie_key.clone()))
            .wrap(from_fn(only_ours))
            .wrap(from_fn(remember))
    };

    service
        .app_data(Data::new(CookieKey::of(cookie_key)))
        // What is asked most, since the router compares a path with one pattern after another.
        .service(at("/token").route(web::post().to(token::token)))
        .service(at("/userinfo").route(web::get().to(userinfo::userinfo)).route(web::post().to(userinfo::userinfo)))
        .service(behind_the_session(
            at("/authorize").route(web::get().to(authorize::authorize)).route(web::post().to(authorize::authorize)),
        ))
        .service(at("/introspect").route(web::post().to(introspect::introspection)))
        // Clients. No cookie is read or set here, nor at `/token`, `/userinfo` and `/introspect`.
        .service(at("/par").route(web::post().to(par::push)))
        .service(at("/device_authorization").route(web::post().to(device_authorization::device_authorization)))
        .service(
            at("/backchannel_authentication")
                .route(web::post().to(backchannel_authentication::backchannel_authentication)),
        )
        .service(
            at(automated_approval::PATH)
                .route(web::get().to(automated_approval::approve))
                .route(web::post().to(automated_approval::approve)),
        )
        .service(
            at(resource_for_tests::PATH)
                .route(web::get().to(resource_for_tests::resource))
                .route(web::post().to(resource_for_tests::resource)),
        )
        .service(at("/revoke").route(web::post().to(revoke::revocation)))
        .service(at("/check-session-iframe/status").route(web::post().to(session_status::status)))
        .service(at("/check-session-iframe/events").route(web::get().to(session_status::events)))
        .service(at("/register").route(web::post().to(register::register)))
        .service(at("/livez").route(web::get().to(health::livez)))
        .service(at("/readyz").route(web::get().to(health::readyz)));
    // Their answers to GET are ready before a request is routed; here they answer what else is asked.
    for path in ["/check-session-iframe", "/check-session-iframe/watch.js", "/jwks", WELL_KNOWN].iter().chain(&METADATA)
    {
        service.service(at(path).route(web::get().to(not_found)));
    }
    // Browsers: behind the session middleware.
    for page in [
        at("/login").route(web::get().to(login::show)).route(web::post().to(login::submit)),
        at("/second-factor").route(web::get().to(second_factor::show)).route(web::post().to(second_factor::submit)),
        at("/second-factor/set-up").route(web::get().to(enrolment::show)).route(web::post().to(enrolment::submit)),
        at("/step-up")
            .route(web::get().to(second_factor::show_step_up))
            .route(web::post().to(second_factor::submit_step_up)),
        at("/consent").route(web::get().to(consent::show)).route(web::post().to(consent::submit)),
        at("/device").route(web::get().to(device::show)).route(web::post().to(device::submit)),
        at("/select-account").route(web::get().to(select_account::show)).route(web::post().to(select_account::submit)),
        at("/end-session")
            .route(web::get().to(end_session::end_session))
            .route(web::post().to(end_session::end_session)),
        at("/signed-out").route(web::get().to(signed_out::show)),
        at("/signed-out/results").route(web::get().to(signed_out::results)),
        at("/session-check").route(web::get().to(session_check::show)),
        at("/setup").route(web::get().to(invitation::show_setup)).route(web::post().to(invitation::submit_setup)),
        at("/invite").route(web::get().to(invitation::show_invite)).route(web::post().to(invitation::submit_invite)),
        at("/forgot").route(web::get().to(forgot::show)).route(web::post().to(forgot::submit)),
        at("/sign-up").route(web::get().to(sign_up::show)).route(web::post().to(sign_up::submit)),
        at("/sign-up/account").route(web::get().to(new_account::show)).route(web::post().to(new_account::submit)),
        at("/not-me").route(web::get().to(not_me::show)).route(web::post().to(not_me::submit)),
        at("/language").route(web::post().to(language::submit)),
        at(if base.is_empty() { "/" } else { "" }).route(web::get().to(welcome::welcome)),
        at(ACCOUNT).route(web::post().to(account::submit)),
        at("/account/security").route(web::get().to(security::show)),
        at("/account/activity").route(web::get().to(activity::show)),
        at("/account/requests").route(web::get().to(requests::show)).route(web::post().to(requests::submit)),
        at("/account/requests/waiting").route(web::get().to(requests::waiting)),
        at("/account/this-login/events").route(web::get().to(login_events::events)),
        at("/account/apps").route(web::get().to(apps::show)),
        at("/account/apps/remove").route(web::get().to(apps::show_remove)).route(web::post().to(apps::submit_remove)),
        at("/account/apps/remember").route(web::post().to(apps::submit_remember)),
        at("/account/totp").route(web::get().to(enrolment::show_totp)).route(web::post().to(enrolment::submit_totp)),
        at("/account/profile").route(web::get().to(profile::show)),
        at("/account/email").route(web::get().to(email::show)).route(web::post().to(email::submit)),
        at("/account/data.json").route(web::post().to(own_data::download)),
        at(PROFILE).route(web::post().to(profile::submit)),
        at(FACTORS).route(web::post().to(security::submit)),
    ] {
        service.service(behind_the_session(page));
    }
    if places == Places::Everything {
        service.app_data(admin::Here);
        for page in [
            at("/admin").route(web::get().to(admin::overview::show)),
            at("/admin/people").route(web::get().to(admin::people::show)),
            at("/admin/add-person")
                .route(web::get().to(admin::add_person::show))
                .route(web::post().to(admin::add_person::submit)),
            at("/admin/sign-up-link").route(web::post().to(admin::sign_up_link::submit)),
            at("/admin/people/{sub}").route(web::get().to(admin::person::show)),
            at("/admin/people/{sub}/{what}").route(web::post().to(admin::person_forms::submit)),
            at("/admin/groups").route(web::get().to(admin::groups::show)),
            at("/admin/apps").route(web::get().to(admin::apps::show)),
            at("/admin/app").route(web::get().to(admin::apps::show_one)).route(web::post().to(admin::apps::submit)),
            at("/admin/app/connect").route(web::get().to(admin::connect::show)),
            at("/admin/app/try").route(web::get().to(admin::try_it::show)),
            at("/admin/sessions").route(web::get().to(admin::sessions::show)),
            at("/admin/sessions/end").route(web::post().to(admin::sessions::end)),
            at("/admin/deliveries").route(web::get().to(admin::deliveries::show)),
            at("/admin/activity").route(web::get().to(admin::activity::show)),
            at("/admin/keys").route(web::get().to(admin::keys::show)),
            at("/admin/health").route(web::get().to(admin::health::show)),
        ] {
            service.service(behind_the_session(page));
        }
    }
    // RFC 7033 §4 has it at the origin's root, whatever path the issuer has; below that it is for who follows a redirect.
    for base in webfinger_bases(&base) {
        let resource = web::resource(format!("{base}/.well-known/webfinger"));
        service
            .service(resource.route(web::get().to(webfinger::webfinger)).default_service(web::to(method_not_allowed)));
    }
    for path in inserted_metadata(&base).into_iter().chain(inserted(&base, WELL_KNOWN)) {
        let inserted = web::resource(path).route(web::get().to(not_found));
        service.service(inserted.default_service(web::to(method_not_allowed)));
    }
    service
        .service(
            at("/register/{client_id}")
                .route(web::get().to(register::read))
                .route(web::put().to(register::replace))
                .route(web::delete().to(register::remove)),
        )
        .service(at(STATIC).route(web::get().to(static_files::static_file)))
        .default_service(web::to(not_found));
}

/// The paths of the provider's metadata.
const METADATA: [&str; 2] = ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"];
/// Files.
const STATIC: &str = "/static/{name}";
/// What forms of the account page post to.
const ACCOUNT: &str = "/account/{what:sessions/end|sessions/end-others|sessions/end-app|password}";
const ACCOUNT_FORMS: [&str; 4] =
    ["/account/sessions/end", "/account/sessions/end-others", "/account/sessions/end-app", "/account/password"];
/// What forms of the page of what is said of the person post to.
const PROFILE: &str = "/account/profile/{what:save|email|remove}";
const PROFILE_FORMS: [&str; 3] = ["/account/profile/save", "/account/profile/email", "/account/profile/remove"];
/// What forms of the page of the account's factors post to.
const FACTORS: &str = "/account/factors/{what:totp/remove|recovery-codes|passkeys/add|passkeys/rename|passkeys/remove|password/remove|user-code/make|user-code/remove|\
     devices/forget|devices/forget-all}";
const FACTOR_FORMS: [&str; 10] = [
    "/account/factors/totp/remove",
    "/account/factors/recovery-codes",
    "/account/factors/passkeys/add",
    "/account/factors/passkeys/rename",
    "/account/factors/passkeys/remove",
    "/account/factors/password/remove",
    "/account/factors/user-code/make",
    "/account/factors/user-code/remove",
    "/account/factors/devices/forget",
    "/account/factors/devices/forget-all",
];

fn webfinger_bases(base: &str) -> Vec<&str> {
    if base.is_empty() { vec![""] } else { vec!["", base] }
}

/// RFC 8414 §3.1 puts the well-known part before the issuer's path, and clients look for either document there (§5).
fn inserted_metadata(base: &str) -> Vec<String> {
    METADATA.iter().filter_map(|well_known| inserted(base, well_known)).collect()
}

/// The well-known part before the issuer's path, where it has one.
fn inserted(base: &str, well_known: &str) -> Option<String> {
    (!base.is_empty()).then(|| format!("{well_known}{base}"))
}

/// The pages of administrators whose path is always the same.
const ADMIN: [&str; 15] = [
    "/admin",
    "/admin/people",
    "/admin/add-person",
    "/admin/sign-up-link",
    "/admin/groups",
    "/admin/apps",
    "/admin/app",
    "/admin/app/connect",
    "/admin/app/try",
    "/admin/sessions",
    "/admin/sessions/end",
    "/admin/deliveries",
    "/admin/activity",
    "/admin/keys",
    "/admin/health",
];

/// The same routes, to look up where a request goes, and the answers that are ready.
pub fn table(provider: &Provider, places: Places) -> RouteTable {
    let base = provider.live().settings.server.issuer.path().to_owned();
    let mut table = RouteTable::default();
    let mut add = |path: &str, ready: Option<Ready>| {
        let path = format!("{base}{path}");
        table.add(&path, Route::new(&path, ready));
    };
    for path in [
        "/token",
        "/par",
        "/device_authorization",
        "/backchannel_authentication",
        automated_approval::PATH,
        "/userinfo",
        resource_for_tests::PATH,
        "/introspect",
        "/revoke",
        "/check-session-iframe/status",
        "/check-session-iframe/events",
        "/register",
        "/livez",
        "/readyz",
        "/authorize",
        "/login",
        "/second-factor",
        "/second-factor/set-up",
        "/step-up",
        "/account/security",
        "/account/activity",
        "/account/requests",
        "/account/requests/waiting",
        "/account/this-login/events",
        "/account/apps",
        "/account/apps/remove",
        "/account/apps/remember",
        "/account/totp",
        "/account/profile",
        "/account/email",
        "/account/data.json",
        "/consent",
        "/device",
        "/select-account",
        "/end-session",
        "/signed-out",
        "/signed-out/results",
        "/session-check",
        "/setup",
        "/invite",
        "/forgot",
        "/sign-up",
        "/sign-up/account",
        "/not-me",
        "/language",
    ] {
        add(path, None);
    }
    ADMIN.iter().filter(|_| places == Places::Everything).for_each(|path| add(path, None));
    add(if base.is_empty() { "/" } else { "" }, None);
    let frame = check_session_iframe::Page::new(&provider.cookies.browser_state.name);
    let frame: Ready = Arc::new(move |asked, provider| frame.as_ref()?.answer(asked, provider));
    add("/check-session-iframe", Some(frame));
    add("/check-session-iframe/watch.js", Some(Arc::new(check_session_iframe::watch)));
    add("/jwks", Some(Arc::new(jwks::jwks)));
    METADATA.iter().for_each(|path| add(path, Some(Arc::new(discovery::discovery))));
    add(WELL_KNOWN, Some(Arc::new(protected_resource::metadata)));
    for path in inserted_metadata(&base) {
        table.add(&path, Route::new(&path, Some(Arc::new(discovery::discovery))));
    }
    if let Some(path) = inserted(&base, WELL_KNOWN) {
        table.add(&path, Route::new(&path, Some(Arc::new(protected_resource::metadata))));
    }
    for name in static_files::names() {
        let file: Ready = Arc::new(move |asked, provider| static_files::ready(name, asked, provider));
        table.add(&format!("{base}/static/{name}"), Route::new(&format!("{base}{STATIC}"), Some(file)));
    }
    for base in webfinger_bases(&base) {
        let path = format!("{base}/.well-known/webfinger");
        table.add(&path, Route::new(&path, None));
    }
    for (pattern, forms) in
        [(ACCOUNT, ACCOUNT_FORMS.as_slice()), (FACTORS, FACTOR_FORMS.as_slice()), (PROFILE, PROFILE_FORMS.as_slice())]
    {
        for form in forms {
            table.add(&format!("{base}{form}"), Route::new(&format!("{base}{pattern}"), None));
        }
    }
    table.add_named(&format!("{base}/register/"), Route::new(&format!("{base}/register/{{client_id}}"), None));
    table.add_named(&format!("{base}/static/"), Route::new(&format!("{base}{STATIC}"), None));
    table
}

/// Registers what operators' programs ask, at an address that is not public. HEAD is answered around it.
pub fn configure_metrics(service: &mut ServiceConfig) {
    service
        .service(web::resource("/metrics").route(web::get().to(metrics::metrics)))
        .service(web::resource("/livez").route(web::get().to(health::livez)))
        // Nothing listens there before the database is open and the keys are loaded.
        .service(web::resource("/startupz").route(web::get().to(health::livez)))
        .service(web::resource("/readyz").route(web::get().to(health::readyz)))
        .default_service(web::to(no_such_probe));
}

async fn no_such_probe() -> HttpResponse {
    HttpResponse::NotFound().body("there is /metrics, /livez, /readyz and /startupz\n")
}

async fn not_found(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    PageError::NotFound.respond(&request, &provider)
}

/// 405 with what is allowed (SEC-61): JSON where programs come, a page where people do.
async fn method_not_allowed(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    let pattern = request.match_pattern().unwrap_or_default();
    if admin::is_hidden(&pattern, &provider) {
        return not_found(request, provider).await;
    }
    let offer = offer(&pattern);
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
