//! The browser-state cookie (OpenID Connect Session Management 1.0 §3.2; SEC-53): random, readable by the iframe's
//! script, worth nothing anywhere else. It changes with the login and never with the session id.
//!
//! No framed response and no `prompt=none` response sets it, nor any other cookie: browsers that partition cookies
//! would keep a second, alien value for the frame, and the iframe would report a change for ever.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::HeaderName;
use actix_web::{HttpMessage as _, HttpRequest};

use super::cookies::{self, browser_state};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::session::{Session, SignedIn};
use crate::protocol::session_state::{self, BrowserStateId, Handle, Kind};
use crate::provider::Provider;
use crate::random;

/// Says what a response is for (Fetch Metadata Request Headers §2.1).
const SEC_FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// The value that the response to a request shall set.
#[derive(Clone)]
pub struct Wanted {
    state: String,
    /// How long it outlives the browser, if it does.
    until: Option<Timestamp>,
}

/// Marks a request whose response sets no cookie of any kind.
pub struct NoCookies;

/// The browser state that came with `request`, if the browser keeps it under the name that the cookie has by now.
fn kept(request: &HttpRequest) -> Option<String> {
    browser_state(request).filter(|_| !cookies::came_under_former_name(request))
}

/// Sets the state of a login that begins or goes on; nothing happens where the browser has it already.
pub fn keep(request: &HttpRequest, session: &Session) {
    if kept(request).as_ref() != Some(&session.browser_state) {
        want(request, session.browser_state.clone(), session.remember.then_some(session.expires_at));
    }
}

/// Sets a fresh state that belongs to no login.
pub fn change(request: &HttpRequest) {
    want(request, random::identifier(), None);
}

/// Gives a browser that came without a state a fresh one, and lets one that came under the former name be set anew.
pub fn ensure(request: &HttpRequest) {
    let is_due = !request.extensions().contains::<Wanted>();
    if is_due && kept(request).is_none() {
        want(request, browser_state(request).unwrap_or_else(random::identifier), None);
    }
}

fn want(request: &HttpRequest, state: String, until: Option<Timestamp>) {
    request.extensions_mut().insert(Wanted { state, until });
}

/// Whether the response to `request` may set cookies at all.
pub fn may_set_cookies(request: &HttpRequest) -> bool {
    let dest = request.headers().get(SEC_FETCH_DEST).and_then(|dest| dest.to_str().ok());
    let framed = dest.is_some_and(|dest| matches!(dest, "iframe" | "frame" | "embed" | "object"));
    !framed && !request.extensions().contains::<NoCookies>()
}

/// The cookies to set on the response to `request`: the state where one is wanted, and with it an end to our own one
/// under the former name, which a page of the iframe that was loaded before would go on reading.
pub fn wanted(request: &HttpRequest, provider: &Provider) -> Vec<String> {
    let live = provider.live();
    let wanted = request.extensions().get::<Wanted>().cloned();
    let is_on = live.settings.session_management.check_session_iframe;
    let Some(Wanted { state, until }) = wanted.filter(|_| is_on) else { return Vec::new() };
    let https = live.settings.server.issuer.is_https();
    let same_site = if https { SameSite::None } else { SameSite::Lax };
    let cookie = |name: &str, value: String, max_age: Option<Duration>| {
        let cookie = Cookie::build(name.to_owned(), value).path("/").secure(https).same_site(same_site);
        match max_age {
            Some(max_age) => cookie.max_age(max_age).finish().to_string(),
            None => cookie.finish().to_string(),
        }
    };
    let names = &provider.cookies.browser_state;
    let former = names.former.as_ref().filter(|_| cookies::came_under_former_name(request));
    let ended = former.map(|former| cookie(former, String::new(), Some(Duration::ZERO)));
    let max_age = until.map(|until| cookies::max_age(until, provider.now()));
    std::iter::once(cookie(&names.name, state, max_age)).chain(ended).collect()
}

/// The `session_state` of an authorization response (Session Management §2): of the login where somebody is signed
/// in, else of the anonymous state that the browser sent or is about to get. `None` where there is neither, where the
/// redirect URI has no origin, and where session management is off.
pub fn session_state(
    request: &HttpRequest,
    provider: &Provider,
    client_id: &ClientId,
    redirect_uri: &str,
    signed_in: Option<&SignedIn>,
) -> Option<String> {
    let is_on = provider.live().settings.session_management.check_session_iframe;
    let origin = session_state::origin(redirect_uri).filter(|_| is_on)?;
    let (kind, state) = match signed_in {
        Some(signed_in) => (Kind::Login, signed_in.session.browser_state.clone()),
        None => {
            let coming = request.extensions().get::<Wanted>().map(|wanted| wanted.state.clone());
            let coming = coming.filter(|_| may_set_cookies(request));
            (Kind::Anonymous, coming.or_else(|| browser_state(request))?)
        }
    };
    let handle = Handle::new(kind, client_id.as_str(), &origin, &state);
    let sealed = provider.sealer.seal(handle, provider.now())?;
    Some(session_state::session_state(client_id.as_str(), &origin, &state, &sealed))
}

/// The name of the browser state that a sign-in leaves behind.
pub fn left_behind(request: &HttpRequest) -> Option<BrowserStateId> {
    browser_state(request).map(|state| BrowserStateId::of(&state))
}
