//! The browser-state cookie (OpenID Connect Session Management 1.0 §3.2; SEC-53): random, readable by the iframe's
//! script, worth nothing anywhere else. It changes with the login and never with the session id.
//!
//! No framed response sets it: browsers that partition cookies would keep a second, alien value for the frame, and the
//! iframe would report a change for ever.

use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpMessage as _, HttpRequest};

use crate::provider::Provider;
use crate::random;

/// The value that the response to a request shall set.
#[derive(Clone)]
pub struct Wanted(String);

/// The cookie's name.
pub fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-lk_bs" } else { "lk_bs" }
}

/// Sets the state of a login that begins or goes on; nothing happens where the browser has it already.
pub fn keep(request: &HttpRequest, provider: &Provider, state: &str) {
    let https = provider.live().settings.server.issuer.is_https();
    let has_it = request.cookie(cookie_name(https)).is_some_and(|cookie| cookie.value() == state);
    if !has_it {
        request.extensions_mut().insert(Wanted(state.to_owned()));
    }
}

/// Sets a fresh state that belongs to no login.
pub fn change(request: &HttpRequest) {
    request.extensions_mut().insert(Wanted(random::identifier()));
}

/// The cookie to set on the response to `request`, where one is wanted and the response is not framed.
pub fn wanted(request: &HttpRequest, https: bool) -> Option<String> {
    let framed = request.headers().get("sec-fetch-dest").and_then(|dest| dest.to_str().ok());
    if framed.is_some_and(|dest| matches!(dest, "iframe" | "frame" | "embed" | "object")) {
        return None;
    }
    let Wanted(state) = request.extensions().get::<Wanted>().cloned()?;
    let same_site = if https { SameSite::None } else { SameSite::Lax };
    let cookie = Cookie::build(cookie_name(https), state).path("/").secure(https).same_site(same_site).finish();
    Some(cookie.to_string())
}
