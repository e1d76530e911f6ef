//! What must hold of a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6).

use serde_json::Value;

use super::client::CLIENT_ID;
use super::flow::is_for;
use super::jwks::{Keys, KeysError};
use crate::clock::Timestamp;

/// The member of `events` that makes a token a logout token.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// How far clocks may differ, in seconds.
const LEEWAY: i64 = 60;

/// Whose session ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends {
    /// `sub`, where it came.
    pub sub: Option<String>,
    /// `sid`, where it came.
    pub sid: Option<String>,
}

impl Ends {
    /// Whether that is this session. Where a session is named, only that one ends.
    pub fn names(&self, sub: &str, sid: Option<&str>) -> bool {
        let same_sub = self.sub.as_deref().is_none_or(|named| named == sub);
        let same_sid = self.sid.as_deref().is_none_or(|named| Some(named) == sid);
        same_sub && same_sid && (self.sub.is_some() || self.sid.is_some())
    }
}

/// Why a logout token was refused; each sentence names the remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogoutTokenError {
    /// The signature or the form.
    #[error("its signature cannot be verified: {0}")]
    Signature(#[from] KeysError),
    /// `iss`.
    #[error("iss is not the provider of this app")]
    Issuer,
    /// `aud`.
    #[error("aud is another client")]
    Audience,
    /// `iat`.
    #[error("iat is missing or in the future: check the clock")]
    IssuedAt,
    /// `exp`.
    #[error("exp is missing or in the past: send a new token")]
    Expired,
    /// `events`.
    #[error("events does not contain the logout event, so this is not a logout token")]
    NoEvent,
    /// Neither `sub` nor `sid`.
    #[error("sub and sid are both missing: send one of them")]
    Nobody,
    /// A `nonce` makes it an ID token.
    #[error("it has a nonce, which a logout token must not have")]
    Nonce,
}

/// Verifies a token sent to the demo app by `issuer`. The claims come along even where they are refused, once the
/// signature holds, so that they can be shown.
pub fn verify(
    token: &str,
    keys: &Keys,
    issuer: &str,
    now: Timestamp,
) -> (Option<Value>, Result<Ends, LogoutTokenError>) {
    match keys.verify(token) {
        Ok(claims) => {
            let ends = check(&claims, issuer, now);
            (Some(claims), ends)
        }
        Err(error) => (None, Err(error.into())),
    }
}

fn check(claims: &Value, issuer: &str, now: Timestamp) -> Result<Ends, LogoutTokenError> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str).map(str::to_owned);
    let number = |name: &str| claims.get(name).and_then(Value::as_i64);
    if text("iss").as_deref() != Some(issuer) {
        return Err(LogoutTokenError::Issuer);
    }
    if !is_for(claims, CLIENT_ID) {
        return Err(LogoutTokenError::Audience);
    }
    if number("iat").is_none_or(|iat| iat.saturating_sub(LEEWAY) > now.seconds()) {
        return Err(LogoutTokenError::IssuedAt);
    }
    if number("exp").is_none_or(|exp| exp.saturating_add(LEEWAY) <= now.seconds()) {
        return Err(LogoutTokenError::Expired);
    }
    if !claims.get("events").and_then(|events| events.get(EVENT)).is_some_and(Value::is_object) {
        return Err(LogoutTokenError::NoEvent);
    }
    if claims.get("nonce").is_some() {
        return Err(LogoutTokenError::Nonce);
    }
    let ends = Ends { sub: text("sub"), sid: text("sid") };
    if ends.sub.is_none() && ends.sid.is_none() { Err(LogoutTokenError::Nobody) } else { Ok(ends) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_claim_is_checked() {
        let good = json!({
            "iss": "http://op", "aud": "demo", "sub": "s", "sid": "1", "iat": 1_000, "exp": 1_120, "events": {EVENT: {}},
        });
        let judge = |name: &str, value: Value| {
            let mut claims = good.clone();
            claims[name] = value;
            check(&claims, "http://op", Timestamp(1_000)).map(|_| ())
        };
        assert_eq!(judge("jti", json!("x")), Ok(()));
        assert_eq!(judge("aud", json!(["other", "demo"])), Ok(()));
        for (name, value, error) in [
            ("iss", json!("http://evil"), LogoutTokenError::Issuer),
            ("aud", json!("app"), LogoutTokenError::Audience),
            ("iat", json!(2_000), LogoutTokenError::IssuedAt),
            ("iat", Value::Null, LogoutTokenError::IssuedAt),
            ("exp", json!(900), LogoutTokenError::Expired),
            ("exp", Value::Null, LogoutTokenError::Expired),
            ("events", json!({"x": {}}), LogoutTokenError::NoEvent),
            ("events", json!({EVENT: true}), LogoutTokenError::NoEvent),
            ("nonce", json!("n"), LogoutTokenError::Nonce),
        ] {
            assert_eq!(judge(name, value), Err(error), "{name}");
        }
    }

    #[test]
    fn a_token_that_names_a_session_ends_that_one_alone() {
        let ends = |sub: Option<&str>, sid: Option<&str>| Ends { sub: sub.map(Into::into), sid: sid.map(Into::into) };
        assert!(ends(Some("s"), Some("1")).names("s", Some("1")));
        assert!(!ends(Some("s"), Some("2")).names("s", Some("1")));
        assert!(!ends(Some("t"), Some("1")).names("s", Some("1")));
        assert!(ends(Some("s"), None).names("s", Some("1")));
        assert!(!ends(None, None).names("s", None));
    }
}
