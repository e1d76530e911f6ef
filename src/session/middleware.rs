//! The session middleware around the pages: actix-session over our store, with the cookie's name and attributes
//! that the issuer's scheme calls for (SEC-42), and a life beyond the browser where "keep me signed in" was ticked.

use actix_session::SessionMiddleware;
use actix_session::config::{BrowserSession, CookieContentSecurity};
use actix_session::storage::{LoadError, SaveError, UpdateError};
use actix_web::body::MessageBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, Key, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{HeaderValue, SET_COOKIE};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage as _};

use super::browser::Remembered;
use super::browser_state;
use super::cookie_store::CookieStore;
use super::{cookies, known_browsers, stored};
use crate::provider::{Provider, SharedProvider};

/// actix-session, set up for this provider. `key` signs the cookie.
pub fn cookie_session(provider: SharedProvider, key: Key) -> SessionMiddleware<CookieStore> {
    let live = provider.live();
    let https = live.settings.server.issuer.is_https();
    drop(live);
    let name = provider.cookies.session.name.clone();
    SessionMiddleware::builder(CookieStore(provider), key)
        .cookie_name(name)
        .cookie_secure(https)
        .cookie_http_only(true)
        .cookie_same_site(SameSite::Lax)
        .cookie_path("/".to_owned())
        .cookie_content_security(CookieContentSecurity::Signed)
        .session_lifecycle(BrowserSession::default())
        .build()
}

/// Whether `error` is actix-session's way to say that the cookie session could not be read or kept: storage failed,
/// and nothing is known of the browser.
pub fn is_storage_failure(error: &Error) -> bool {
    error.as_error::<InternalError<LoadError>>().is_some()
        || error.as_error::<InternalError<SaveError>>().is_some()
        || error.as_error::<InternalError<UpdateError>>().is_some()
        || error.as_error::<InternalError<anyhow::Error>>().is_some()
}

/// Session management around actix-session, which sees the cookies it set: sets the browser-state cookie where it
/// changed, and the one that makes the browser known, gives the session cookie a `Max-Age` where the person asked to stay
/// signed in, and takes every cookie off framed and `prompt=none` responses.
pub async fn remember(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let provider = request.app_data::<Data<Provider>>().cloned();
    let mut response = stored::within(next.call(request)).await?;
    let Some(provider) = provider else { return Ok(response) };
    if !browser_state::may_set_cookies(response.request()) {
        response.headers_mut().remove(SET_COOKIE);
        return Ok(response);
    }
    let states = browser_state::wanted(response.request(), &provider);
    let known = known_browsers::wanted(response.request(), &provider);
    for cookie in states.iter().chain(&known).filter_map(|cookie| HeaderValue::from_str(cookie).ok()) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    let until = response.request().extensions().get::<Remembered>().map(|Remembered(until)| *until);
    let Some(until) = until else { return Ok(response) };
    let name = &provider.cookies.session.name;
    let max_age = cookies::max_age(until, provider.now());
    let cookies: Vec<HeaderValue> = response.headers_mut().remove(SET_COOKIE).collect();
    for cookie in cookies {
        let kept = lengthened(&cookie, name, max_age).unwrap_or(cookie);
        response.headers_mut().append(SET_COOKIE, kept);
    }
    Ok(response)
}

fn lengthened(cookie: &HeaderValue, name: &str, max_age: Duration) -> Option<HeaderValue> {
    let mut parsed = Cookie::parse_encoded(cookie.to_str().ok()?.to_owned()).ok()?;
    if parsed.name() != name || parsed.value().is_empty() {
        return None;
    }
    parsed.set_max_age(max_age);
    HeaderValue::from_str(&parsed.to_string()).ok()
}
