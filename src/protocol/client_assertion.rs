//! What a client assertion must say (RFC 7523 §3, OpenID Connect Core §9; SEC-33). Whether it is genuine is another
//! question, answered before; what a client registers to send one stands in [`super::client_proof`].

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::client::ClientId;
use crate::clock::Timestamp;

/// The only `client_assertion_type` (RFC 7523 §2.2).
pub const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// What `typ` may say, if it is there.
pub const TYP: [&str; 2] = ["JWT", "client-authentication+jwt"];

/// How far ahead the `exp` of an assertion may lie: as far as authlib sets it without being told. Its `jti` is remembered for
/// as long, so that it is good once all the same. A profile may allow less.
pub const LONGEST: Duration = Duration::from_secs(60 * 60);
/// How far the client's clock may be from ours when the assertion ends.
pub(super) const SKEW: Duration = Duration::from_secs(10);
/// How far ahead `nbf` and `iat` of whatever a client signs may lie, here, in request objects and in DPoP proofs: clocks that are
/// 10 seconds ahead work, those a minute ahead do not (FAPI 2.0 Security Profile §5.3.2.1, 13 and its note 3; SEC-39).
pub const AHEAD: Duration = Duration::from_secs(30);
/// The longest `jti`, in bytes.
pub(super) const MAX_JTI: usize = 255;
/// How much of a wrong `aud` is told.
const SHOWN: usize = 200;

/// Whom a client may address its assertions to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AssertionAudience {
    /// The issuer, as one text: nobody else can be meant (row 37).
    Issuer,
    /// The issuer or the endpoint (the token endpoint, and for pushed requests theirs), alone or in a list that stays within
    /// this server.
    #[default]
    IssuerOrTokenEndpoint,
}

/// What an assertion is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The client that `sub` named.
    pub client_id: &'a ClientId,
    /// The issuer of this server.
    pub issuer: &'a str,
    /// The token endpoint of this server, and that of pushed requests where it is the one that is asked (RFC 9126 §2).
    pub endpoints: &'a [String],
    /// Which of them it may be addressed to.
    pub audience: AssertionAudience,
    /// How far ahead its `exp` may lie.
    pub longest: Duration,
    /// Now.
    pub now: Timestamp,
}

/// An assertion that says what it must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// `jti`, to be used once.
    pub jti: String,
    /// Until when the `jti` must stay known.
    pub until: Timestamp,
}

/// Which claim is wrong. The client may know: it wrote the assertion, and proved so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssertionFault {
    /// `iss`.
    #[error("iss of client_assertion is not the client_id")]
    Issuer,
    /// `sub`.
    #[error("sub of client_assertion is not the client_id")]
    Subject,
    /// `aud`.
    #[error("aud of client_assertion is {sent}, and it must be {wanted}")]
    Audience {
        /// What stands there.
        sent: String,
        /// What should.
        wanted: String,
    },
    /// No `exp`.
    #[error("client_assertion has no exp")]
    NoExpiry,
    /// `exp` has passed.
    #[error("client_assertion has expired")]
    Expired,
    /// `exp` is far away.
    #[error("client_assertion is good for too long: exp may be {} minutes ahead", .0.as_secs() / 60)]
    TooLong(Duration),
    /// `nbf` or `iat` lies in the future.
    #[error("{0} of client_assertion is in the future: compare the clocks")]
    Future(&'static str),
    /// `nbf` or `iat` is not a number.
    #[error("{0} of client_assertion is not a number of seconds")]
    NotATime(&'static str),
    /// No usable `jti`.
    #[error("client_assertion needs a jti of 1 to 255 bytes")]
    NoJti,
    /// `jti` came before.
    #[error("client_assertion was used before: create a new one, with a new jti, for each request")]
    Used,
}

/// Judges the claims of an assertion whose signature was verified.
pub fn judge(claims: &Value, expected: &Expected<'_>) -> Result<Judged, AssertionFault> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("iss") != Some(expected.client_id.as_str()) {
        return Err(AssertionFault::Issuer);
    }
    if text("sub") != Some(expected.client_id.as_str()) {
        return Err(AssertionFault::Subject);
    }
    let aud = claims.get("aud").unwrap_or(&Value::Null);
    if !is_addressed_here(aud, expected) {
        let sent = aud.to_string().chars().take(SHOWN).collect();
        return Err(AssertionFault::Audience { sent, wanted: expected.issuer.to_owned() });
    }
    let exp = time(claims, "exp")?.ok_or(AssertionFault::NoExpiry)?;
    if exp.after(SKEW) <= expected.now {
        return Err(AssertionFault::Expired);
    }
    if exp > expected.now.after(expected.longest + SKEW) {
        return Err(AssertionFault::TooLong(expected.longest));
    }
    for name in ["nbf", "iat"] {
        if time(claims, name)?.is_some_and(|time| time > expected.now.after(AHEAD)) {
            return Err(AssertionFault::Future(name));
        }
    }
    let jti = text("jti").filter(|jti| (1..=MAX_JTI).contains(&jti.len())).ok_or(AssertionFault::NoJti)?;
    // One second more, for the fraction that `exp` may have.
    Ok(Judged { jti: jti.to_owned(), until: exp.after(SKEW + Duration::from_secs(1)) })
}

fn is_addressed_here(aud: &Value, expected: &Expected<'_>) -> bool {
    let is_ours = |aud: &str| aud == expected.issuer || expected.endpoints.iter().any(|endpoint| endpoint == aud);
    // A list that names another server too would be good there as well, for whoever gets hold of it here.
    let stays_here = |aud: &str| {
        let below = aud.strip_prefix(expected.issuer).is_some_and(|rest| rest.starts_with('/'));
        is_ours(aud) || below
    };
    match (expected.audience, aud) {
        (AssertionAudience::Issuer, Value::String(aud)) => aud == expected.issuer,
        (AssertionAudience::IssuerOrTokenEndpoint, Value::String(aud)) => is_ours(aud),
        (AssertionAudience::IssuerOrTokenEndpoint, Value::Array(list)) => {
            let named: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            named.is_some_and(|named| named.iter().any(|aud| is_ours(aud)) && named.iter().all(|aud| stays_here(aud)))
        }
        _ => false,
    }
}

/// A NumericDate (RFC 7519 §2), which may have a fraction.
fn time(claims: &Value, name: &'static str) -> Result<Option<Timestamp>, AssertionFault> {
    let Some(value) = claims.get(name) else { return Ok(None) };
    let fault = match name {
        "exp" => AssertionFault::NoExpiry,
        _ => AssertionFault::NotATime(name),
    };
    whole_seconds(value).map(Some).ok_or(fault)
}

/// A NumericDate without its fraction.
pub(super) fn whole_seconds(value: &Value) -> Option<Timestamp> {
    let text = value.as_number()?.to_string();
    // What lies beyond all times is written with an exponent.
    let whole = text.split('.').next().filter(|_| !text.contains('e'));
    whole.and_then(|whole| whole.parse().ok()).map(Timestamp)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_800_000_000;
    const ISSUER: &str = "https://auth.example.com";

    fn judged(audience: AssertionAudience, change: impl FnOnce(&mut Value)) -> Result<Judged, AssertionFault> {
        let client_id = ClientId::parse("app").unwrap();
        let mut claims = json!({"iss": "app", "sub": "app", "aud": ISSUER, "exp": NOW + 60, "iat": NOW, "jti": "j"});
        change(&mut claims);
        judge(
            &claims,
            &Expected {
                client_id: &client_id,
                issuer: ISSUER,
                endpoints: &["https://auth.example.com/token".to_owned()],
                audience,
                longest: LONGEST,
                now: Timestamp(NOW),
            },
        )
    }

    fn with(name: &str, value: Value) -> Result<Judged, AssertionFault> {
        judged(AssertionAudience::default(), |claims| claims[name] = value)
    }

    fn without(name: &str) -> Result<Judged, AssertionFault> {
        judged(AssertionAudience::default(), |claims| drop(claims.as_object_mut().unwrap().remove(name)))
    }

    #[test]
    fn issuer_and_subject_are_the_client() {
        for wrong in [json!("other"), json!("APP"), json!("app "), json!(["app"]), json!(null), json!(1)] {
            assert_eq!(with("iss", wrong.clone()), Err(AssertionFault::Issuer), "{wrong}");
            assert_eq!(with("sub", wrong.clone()), Err(AssertionFault::Subject), "{wrong}");
        }
        assert_eq!(without("iss"), Err(AssertionFault::Issuer));
        assert_eq!(without("sub"), Err(AssertionFault::Subject));
    }

    #[test]
    fn the_audience_is_this_server_and_no_other() {
        use AssertionAudience::{Issuer, IssuerOrTokenEndpoint};
        let endpoint = format!("{ISSUER}/token");
        for (aud, by_default, strictly) in [
            (json!(ISSUER), true, true),
            (json!(endpoint), true, false),
            (json!([ISSUER]), true, false),
            (json!([endpoint]), true, false),
            (json!([ISSUER, endpoint, format!("{ISSUER}/par")]), true, false),
            (json!([ISSUER, "https://other.example"]), false, false),
            (json!([ISSUER, "https://auth.example.com.evil.example"]), false, false),
            (json!([ISSUER, 1]), false, false),
            (json!([format!("{ISSUER}/par")]), false, false),
            (json!([]), false, false),
            (json!("https://other.example"), false, false),
            (json!("https://evil.example/token"), false, false),
            (json!(format!("{ISSUER}/")), false, false),
            (json!("https://AUTH.example.com"), false, false),
            (json!("http://auth.example.com"), false, false),
            (json!(format!("{ISSUER}/token/")), false, false),
            (json!(format!("{ISSUER}/authorize")), false, false),
            (json!({ISSUER: 1}), false, false),
            (json!(""), false, false),
            (json!(null), false, false),
        ] {
            let is_right = |audience| judged(audience, |claims| claims["aud"] = aud.clone()).is_ok();
            assert_eq!(is_right(IssuerOrTokenEndpoint), by_default, "{aud}");
            assert_eq!(is_right(Issuer), strictly, "{aud}");
        }
        assert!(matches!(without("aud"), Err(AssertionFault::Audience { sent, .. }) if sent == "null"));
    }

    #[test]
    fn times_are_close_to_now() {
        for (exp, outcome) in [
            (json!(NOW + 1), Ok(())),
            (json!(NOW - 9), Ok(())),
            (json!(NOW + 3600), Ok(())),
            (json!(NOW + 3610), Ok(())),
            (json!(f64::from(1_800_000_060) + 0.5), Ok(())),
            (json!(NOW - 10), Err(AssertionFault::Expired)),
            (json!(0), Err(AssertionFault::Expired)),
            (json!(-1), Err(AssertionFault::Expired)),
            (json!(NOW + 3611), Err(AssertionFault::TooLong(LONGEST))),
            (json!(NOW * 1000), Err(AssertionFault::TooLong(LONGEST))),
            (json!("1800000060"), Err(AssertionFault::NoExpiry)),
            (json!(1e300), Err(AssertionFault::NoExpiry)),
            (json!(1.8e20), Err(AssertionFault::NoExpiry)),
            (json!(null), Err(AssertionFault::NoExpiry)),
        ] {
            assert_eq!(with("exp", exp.clone()).map(drop), outcome, "{exp}");
        }
        assert_eq!(without("exp"), Err(AssertionFault::NoExpiry));
        for name in ["nbf", "iat"] {
            assert!(without(name).is_ok(), "{name} may be missing");
            assert!(with(name, json!(NOW - 100_000)).is_ok() && with(name, json!(NOW + 10)).is_ok());
            assert_eq!(with(name, json!(NOW + 61)), Err(AssertionFault::Future(name)));
            assert_eq!(with(name, json!("now")), Err(AssertionFault::NotATime(name)));
        }
    }

    #[test]
    fn a_jti_is_needed_and_outlives_the_assertion() {
        let judged = with("exp", json!(NOW + 300)).unwrap();
        assert_eq!((judged.jti.as_str(), judged.until), ("j", Timestamp(NOW + 311)));
        assert_eq!(
            with("exp", json!(NOW + 3600)).unwrap().until,
            Timestamp(NOW + 3611),
            "an hour, where it lives an hour"
        );
        assert_eq!(without("jti"), Err(AssertionFault::NoJti));
        for wrong in [json!(""), json!(1), json!(["j"]), json!("x".repeat(256))] {
            assert_eq!(with("jti", wrong), Err(AssertionFault::NoJti));
        }
    }
}
