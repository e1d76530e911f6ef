//! Which of the cookies that a browser sends are ours. A page of a parent domain can set cookies for this host too, of
//! any name, in any octets, as many as it likes; none of them may make a sign-in fail or stand in for ours.
//!
//! Over https the prefix `__Host-` of the name decides: only this very host can set such a cookie (SEC-42). Over http
//! anybody near can set one of our name; then only a session cookie that verifies counts, and where several do, none:
//! nobody can tell whose login it is.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, CookieJar, Key};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{COOKIE, HeaderMap, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;

use super::browser_state;
use super::middleware::cookie_name;
use crate::clock::Timestamp;
use crate::protocol::cookie::values;
use crate::protocol::session_state::is_browser_state;
use crate::provider::Provider;

/// The key that session cookies are signed with.
pub struct CookieKey(pub Key);

/// The middleware before actix-session, which reads no cookie at all where one of them is not UTF-8, and the first of
/// several: it gets to see ours alone.
pub async fn only_ours(
    key: Data<CookieKey>,
    provider: Data<Provider>,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let https = provider.live().settings.server.issuer.is_https();
    let kept = kept(request.headers(), https, &key.0);
    let headers = request.headers_mut();
    headers.remove(COOKIE);
    if let Some(kept) = kept {
        headers.insert(COOKIE, kept);
    }
    next.call(request).await
}

/// The values of the cookie `name` in all `Cookie` headers, each once.
pub fn sent<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a str> {
    values(headers.get_all(COOKIE).map(HeaderValue::as_bytes), name).into_iter()
}

/// The one of these values; `None` where there is none, and where there are several.
pub fn only<'a>(mut values: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = values.next()?;
    values.next().is_none().then_some(first)
}

fn kept(headers: &HeaderMap, https: bool, key: &Key) -> Option<HeaderValue> {
    let name = cookie_name(https);
    let session = only(sent(headers, name).filter(|value| verifies(name, value, key)));
    let state_name = browser_state::cookie_name(https);
    let states = sent(headers, state_name).filter(|value| is_browser_state(value));
    let session = session.map(|value| format!("{name}={value}"));
    let pairs: Vec<String> = session.into_iter().chain(states.map(|value| format!("{state_name}={value}"))).collect();
    if pairs.is_empty() { None } else { HeaderValue::from_str(&pairs.join("; ")).ok() }
}

/// Whether `value` carries our signature.
fn verifies(name: &str, value: &str, key: &Key) -> bool {
    let Ok(cookie) = Cookie::parse_encoded(format!("{name}={value}")) else { return false };
    let mut jar = CookieJar::new();
    jar.add_original(cookie.into_owned());
    jar.signed(key).get(name).is_some()
}

/// `Max-Age` of a cookie that is to live until then.
pub fn max_age(until: Timestamp, now: Timestamp) -> Duration {
    Duration::seconds(i64::try_from(until.remaining(now).as_secs()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(key: &Key, value: &str) -> String {
        let mut jar = CookieJar::new();
        jar.signed_mut(key).add(Cookie::new("lk_sid", value.to_owned()));
        jar.get("lk_sid").unwrap().encoded().to_string()
    }

    fn kept_of(key: &Key, lines: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        lines.iter().for_each(|line| headers.append(COOKIE, HeaderValue::from_bytes(line.as_bytes()).unwrap()));
        kept(&headers, false, key).map(|kept| kept.to_str().unwrap().to_owned())
    }

    #[test]
    fn of_several_session_cookies_the_one_that_verifies_counts_and_of_two_such_none() {
        let key = Key::generate();
        let (ours, other) = (signed(&key, "ours"), signed(&key, "other"));
        let foreign = signed(&Key::generate(), "ours");
        let expected = Some(ours.clone());
        for lines in
            [&[&*ours][..], &[&foreign, &ours], &[&ours, &foreign], &["lk_sid=; lk_sid=x; é=ü", &ours], &[&ours, &ours]]
        {
            assert_eq!(kept_of(&key, lines), expected, "{lines:?}");
        }
        assert_eq!(kept_of(&key, &[&ours, &other]), None);
        assert_eq!(kept_of(&key, &[&foreign]), None);
        let state = "s".repeat(22);
        let with_state = kept_of(&key, &[&format!("x=ü; lk_bs={state}; lk_bs=short"), &ours]);
        assert_eq!(with_state, Some(format!("{ours}; lk_bs={state}")));
    }
}
