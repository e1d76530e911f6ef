//! Which of the cookies that a browser sends are ours. A page of a parent domain can set cookies for this host too, of
//! any name, in any octets, as many as it likes; none of them may make a sign-in fail or stand in for ours.
//!
//! Over https the prefix `__Host-` of the name decides: only this very host can set such a cookie (SEC-42). Over http
//! anybody near can set one of our name; then only a session cookie that verifies counts, and where several do, none:
//! nobody can tell whose login it is.
//!
//! Before names told the providers of one host apart, they all had the same one. A session cookie under that name which
//! verifies under our own key is ours and counts until there is one under the new name; any other is a neighbour's.

use actix_web::body::MessageBody;
use actix_web::cookie::Key;
use actix_web::cookie::time::Duration;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{COOKIE, HeaderMap, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage as _, HttpRequest};
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode;

use crate::clock::Timestamp;
use crate::protocol::cookie::{Sent, values};
use crate::protocol::cookie_names::CookieNames;
use crate::protocol::known_browser::Tokens;
use crate::protocol::session_state::is_browser_state;
use crate::provider::Provider;

/// The key that session cookies are verified with.
pub struct CookieKey(hmac::Key);

impl CookieKey {
    /// What verifies cookies that are signed with `key`.
    pub fn of(key: &Key) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key.signing()))
    }
}

/// The middleware before actix-session, which reads no cookie at all where one of them is not UTF-8, and the first of
/// several: it gets to see the session cookie alone. What else is ours is read here, once, for whoever asks later.
pub async fn only_ours(
    key: Data<CookieKey>,
    provider: Data<Provider>,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let (session, beside) = kept(request.headers(), &provider.cookies, &key.0);
    let headers = request.headers_mut();
    match session {
        Some(session) => drop(headers.insert(COOKIE, session)),
        None => drop(headers.remove(COOKIE)),
    }
    request.extensions_mut().insert(beside);
    next.call(request).await
}

/// What is ours beside the session cookie.
struct Beside {
    /// The browser state, where there is one and not several.
    state: Option<String>,
    /// For whom the browser is known, by one cookie and not by several.
    known: Tokens,
    /// Whether any cookie of ours came at all.
    is_any: bool,
    under: Under,
}

/// Under which name the session cookie came, if at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Under {
    Name,
    FormerName,
}

/// Whether a cookie of ours came with `request`, as [`only_ours`] saw it: then a browser has sent it.
pub fn came_with_ours(request: &HttpRequest) -> bool {
    request.extensions().get::<Beside>().is_some_and(|beside| beside.is_any)
}

/// Whether the cookies that [`only_ours`] found came under the names that earlier versions gave them. What is set
/// has its name of now, so what came thus is to be set again.
pub fn came_under_former_name(request: &HttpRequest) -> bool {
    request.extensions().get::<Beside>().is_some_and(|beside| beside.under == Under::FormerName)
}

/// The browser state that came with `request`, as [`only_ours`] saw it, if it has the right form and there are not several.
pub fn browser_state(request: &HttpRequest) -> Option<String> {
    request.extensions().get::<Beside>()?.state.clone()
}

/// For whom the browser that sent `request` is known, as far as it says; nobody where several cookies say it, and where
/// [`only_ours`] has not been around.
pub fn known_browser(request: &HttpRequest) -> Tokens {
    request.extensions().get::<Beside>().map(|beside| beside.known.clone()).unwrap_or_default()
}

/// The values of the cookie `name` in all `Cookie` headers, each once.
pub fn sent<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a str> {
    values(headers.get_all(COOKIE).map(HeaderValue::as_bytes), name).into_iter()
}

/// The one of these values; `None` where there is none, and where there are several.
fn only<T>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.next().is_none().then_some(first)
}

/// The cookies that are ours, the session cookie as the header that it would be sent in under its name of now. A browser
/// state has no signature: under the former name it is ours where the session cookie beside it is.
fn kept(headers: &HeaderMap, names: &CookieNames, key: &hmac::Key) -> (Option<HeaderValue>, Beside) {
    let CookieNames { session, browser_state, known_browser, language: _ } = names;
    let is_ours = |sent: &[u8]| {
        let former = [&session.former, &browser_state.former].into_iter().flatten();
        former.chain([&session.name, &browser_state.name, known_browser]).any(|ours| ours.as_bytes() == sent)
    };
    let sent = Sent::of(headers.get_all(COOKIE).map(HeaderValue::as_bytes), is_ours);
    let ours = |name: &str| -> Vec<&str> { sent.values(name).filter(|value| verifies(value, key)).collect() };
    let states = |name: &str| -> Vec<&str> { sent.values(name).filter(|value| is_browser_state(value)).collect() };
    let (mut sessions, mut under) = (ours(&session.name), Under::Name);
    if let (true, Some(former)) = (sessions.is_empty(), &session.former) {
        sessions = ours(former);
        under = if sessions.is_empty() { Under::Name } else { Under::FormerName };
    }
    let mut kept_states = states(&browser_state.name);
    if let (true, Under::FormerName, Some(former)) = (kept_states.is_empty(), under, &browser_state.former) {
        kept_states = states(former);
    }
    let header = |value: &str| HeaderValue::try_from(format!("{}={value}", session.name)).ok();
    let header = only(sessions.into_iter()).and_then(header);
    let mut is_any = header.is_some() || !kept_states.is_empty();
    let state = only(kept_states.into_iter()).map(str::to_owned);
    // Whoever plants one makes the browser known for themselves, or for nobody.
    let mut known = sent.values(known_browser).map(Tokens::parse).filter(|tokens| !tokens.is_empty()).peekable();
    is_any |= known.peek().is_some();
    let known = only(known).unwrap_or_default();
    (header, Beside { state, known, is_any, under })
}

/// Characters of a signature in front of a cookie's value: 32 octets in base64.
const SIGNATURE: usize = 44;

/// Whether `value` carries our signature, which is over the value alone: a cookie may change its name. As the crate
/// `cookie` signs: that, which actix-session verifies again, would copy the cookie four times to tell.
fn verifies(value: &str, key: &hmac::Key) -> bool {
    let mut decoded = Vec::with_capacity(value.len());
    decoded.extend(percent_decode(value.as_bytes()));
    let Some((signature, signed)) = decoded.split_at_checked(SIGNATURE) else { return false };
    STANDARD.decode(signature).is_ok_and(|signature| hmac::verify(key, signed, &signature).is_ok())
}

/// `Max-Age` of a cookie that is to live until then.
pub fn max_age(until: Timestamp, now: Timestamp) -> Duration {
    Duration::seconds(i64::try_from(until.remaining(now).as_secs()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use actix_web::cookie::{Cookie, CookieJar};

    use super::*;

    /// A session cookie's `value` as it is sent under `name`.
    fn signed(key: &Key, name: &str, value: &str) -> String {
        let mut jar = CookieJar::new();
        jar.signed_mut(key).add(Cookie::new(name.to_owned(), value.to_owned()));
        jar.get(name).unwrap().encoded().to_string()
    }

    fn kept_of(issuer: &str, key: &Key, lines: &[&str]) -> (Option<String>, Under) {
        let mut headers = HeaderMap::new();
        lines.iter().for_each(|line| headers.append(COOKIE, HeaderValue::from_bytes(line.as_bytes()).unwrap()));
        let names = CookieNames::of(issuer);
        let (session, beside) = kept(&headers, &names, &CookieKey::of(key).0);
        let session = session.map(|session| session.to_str().unwrap().to_owned());
        let state = beside.state.map(|state| format!("{}={state}", names.browser_state.name));
        let known = Some(beside.known).filter(|known| !known.is_empty());
        let known = known.map(|known| format!("{}={}", names.known_browser, known.value()));
        let all: Vec<String> = session.into_iter().chain(state).chain(known).collect();
        (Some(all.join("; ")).filter(|all| !all.is_empty()), beside.under)
    }

    #[test]
    fn of_several_session_cookies_the_one_that_verifies_counts_and_of_two_such_none() {
        let key = Key::generate();
        let (ours, other) = (signed(&key, "lk_sid", "ours"), signed(&key, "lk_sid", "other"));
        let foreign = signed(&Key::generate(), "lk_sid", "ours");
        let kept_of = |lines: &[&str]| kept_of("http://localhost", &key, lines).0;
        let expected = Some(ours.clone());
        for lines in
            [&[&*ours][..], &[&foreign, &ours], &[&ours, &foreign], &["lk_sid=; lk_sid=x; é=ü", &ours], &[&ours, &ours]]
        {
            assert_eq!(kept_of(lines), expected, "{lines:?}");
        }
        assert_eq!(kept_of(&[&ours, &other]), None);
        assert_eq!(kept_of(&[&foreign]), None);
        let state = "s".repeat(22);
        let with_state = kept_of(&[&format!("x=ü; lk_bs={state}; lk_bs=short"), &ours]);
        assert_eq!(with_state, Some(format!("{ours}; lk_bs={state}")));
        let two_states = kept_of(&[&format!("lk_bs={state}; lk_bs={}", "t".repeat(22)), &ours]);
        assert_eq!(two_states, expected, "nobody can tell which");
        let known = "k".repeat(43);
        let with_known = kept_of(&[&format!("lk_known=x; lk_known={known}; lk_known_1={known}"), &ours]);
        assert_eq!(with_known, Some(format!("{ours}; lk_known={known}")));
        let two_known = kept_of(&[&format!("lk_known={known}; lk_known={}", "l".repeat(43)), &ours]);
        assert_eq!(two_known, expected, "nobody can tell which");
    }

    #[test]
    fn under_the_former_name_only_what_is_ours_counts_and_only_while_there_is_none_under_the_new_one() {
        for (issuer, sid, bs, former_sid, former_bs) in [
            ("http://localhost:8000", "lk_sid_8000", "lk_bs_8000", "lk_sid", "lk_bs"),
            ("https://a.example:8443", "__Host-lk_sid_8443", "__Host-lk_bs_8443", "__Host-lk_sid", "__Host-lk_bs"),
        ] {
            let key = Key::generate();
            let kept_of = |lines: &[&str]| kept_of(issuer, &key, lines);
            let state = "s".repeat(22);
            let former = format!("{}; {former_bs}={state}", signed(&key, former_sid, "old"));
            let renamed = signed(&key, sid, "old");
            assert_eq!(kept_of(&[&former]), (Some(format!("{renamed}; {bs}={state}")), Under::FormerName));
            let neighbour = format!("{}; {former_bs}={state}", signed(&Key::generate(), former_sid, "old"));
            assert_eq!(kept_of(&[&neighbour]), (None, Under::Name), "a neighbour's");
            let (now, second) = (signed(&key, sid, "now"), signed(&key, sid, "second"));
            assert_eq!(kept_of(&[&former, &now]), (Some(now.clone()), Under::Name), "{former}");
            assert_eq!(kept_of(&[&former, &now, &second]), (None, Under::Name), "nobody can tell which");
            let own_state = format!("{bs}={}", "n".repeat(22));
            assert_eq!(kept_of(&[&former, &own_state]).0, Some(format!("{renamed}; {own_state}")));
            let two = [&*former, &signed(&key, former_sid, "other")];
            assert_eq!(kept_of(&two).0, Some(format!("{bs}={state}")), "nobody can tell which");
            let another_port = format!("{}; lk_bs_1={state}", signed(&key, "lk_sid_1", "x"));
            assert_eq!(kept_of(&[&another_port]), (None, Under::Name));
        }
        let key = Key::generate();
        let ours = signed(&key, "lk_sid", "ours");
        assert_eq!(
            kept_of("http://localhost", &key, &[&ours]),
            (Some(ours.clone()), Under::Name),
            "it has no other name"
        );
    }
}
