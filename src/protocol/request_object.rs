//! Request objects (RFC 9101, OpenID Connect Core §6): an authorization request inside a signed JWT.
//!
//! Only what the object holds counts (RFC 9101 §5, SEC-40): parameters beside it could have been added by anybody on
//! the way. Unsigned objects do not get this far; where the object comes from and whose signature it has is decided by
//! [`crate::request_objects`].

use serde_json::{Map, Value};

use super::authorization_details;
use super::caps::CapError;
use super::client::ClientId;
use super::client_assertion::AHEAD;
use super::parameters::Parameters;
use crate::clock::Timestamp;

/// Members that speak of the JWT itself (RFC 7519 §4.1) and are no parameters.
const JWT_CLAIMS: [&str; 7] = ["iss", "aud", "sub", "exp", "nbf", "iat", "jti"];
/// Members that are parameters here, of any endpoint that takes request objects.
const PARAMETERS: [&str; 28] = [
    "acr_values",
    "authorization_details",
    "binding_message",
    "claims",
    "claims_locales",
    "client_notification_token",
    "code_challenge",
    "code_challenge_method",
    "display",
    "dpop_jkt",
    "id_token_hint",
    "login_hint",
    "login_hint_token",
    "max_age",
    "nonce",
    "prompt",
    "redirect_uri",
    "registration",
    "requested_expiry",
    "resource",
    "response_mode",
    "response_type",
    "scope",
    "state",
    "ui_locales",
    "user_code",
    "audience",
    "client_id",
];
/// How old `nbf` may be, and how long after it `exp` may lie, where an object must name both, in seconds (FAPI 2.0 Message Signing
/// §5.3.1, 3 and 4).
const HOUR: i64 = 60 * 60;

/// Why a request object was refused; the client's developer reads the sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestObjectError {
    /// Signature, algorithm, encryption or form.
    #[error("the request object is not valid: {0}")]
    NotValid(String),
    /// `iss`, or `client_id` inside, is another client's.
    #[error("the request object names another client in {0}")]
    OtherClient(&'static str),
    /// `aud` is another server's.
    #[error("the request object has another audience: aud must be the issuer {0}")]
    OtherAudience(String),
    /// `exp` has passed.
    #[error("the request object has expired")]
    Expired,
    /// `nbf` or `iat` lies ahead.
    #[error("the request object is not valid yet: {0} is in the future")]
    TooEarly(&'static str),
    /// `nbf` lies more than an hour back.
    #[error("the request object is too old: nbf may be an hour ago at the most")]
    TooOld,
    /// `exp` lies more than an hour behind `nbf`.
    #[error("the request object is good for too long: exp may be an hour after nbf at the most")]
    TooLong,
    /// `aud`, `nbf` or `exp` is not there, which this client must send.
    #[error("the request object has no {0}: this client must send aud, nbf and exp in it{1}")]
    Undated(&'static str, String),
    /// A numeric date that is none.
    #[error("the request object's {0} is not a number of seconds")]
    NotADate(&'static str),
    /// `request` or `request_uri` inside (RFC 9101 §4).
    #[error("the request object contains {0}, which is not allowed in a request object")]
    Nested(&'static str),
    /// `sub` is the client: this is a client assertion (RFC 9101 §10.8).
    #[error("the request object has the client as sub, like a client assertion: remove sub")]
    ClientAssertion,
    /// A parameter outside contradicts the object (Core §6.1).
    #[error("{0} in the request object differs from the request parameter")]
    Contradiction(&'static str),
    /// A value that is no text, number or object.
    #[error("the request object's {0} cannot be a parameter")]
    Value(String),
    /// A list that is longer than it may be.
    #[error("in the request object, {0}")]
    Cap(#[from] CapError),
}

/// What the claims are checked against.
pub struct Expected<'a> {
    /// Who asks, by the `client_id` outside.
    pub client_id: &'a ClientId,
    /// This server.
    pub issuer: &'a str,
    /// The parameters that came with the object.
    pub outside: &'a Parameters,
    /// Whether it must name its audience and its time, and why.
    pub dated: Option<String>,
    /// Now.
    pub now: Timestamp,
}

/// The parameters that the claims of a verified request object are.
pub fn parameters(claims: &Value, expected: &Expected<'_>) -> Result<Parameters, RequestObjectError> {
    let not_an_object = || RequestObjectError::NotValid("its claims are not a JSON object".to_owned());
    let claims = claims.as_object().ok_or_else(not_an_object)?;
    for name in ["request", "request_uri"] {
        if claims.contains_key(name) {
            return Err(RequestObjectError::Nested(name));
        }
    }
    if let Some(why) = &expected.dated
        && let Some(missing) = ["aud", "nbf", "exp"].into_iter().find(|name| !claims.contains_key(*name))
    {
        return Err(RequestObjectError::Undated(missing, why.clone()));
    }
    parties(claims, expected)?;
    dates(claims, expected)?;
    if let (Some(inside), Some(outside)) = (claims.get("response_type"), expected.outside.get("response_type"))
        && inside.as_str().is_none_or(|inside| !same_words(inside, outside))
    {
        return Err(RequestObjectError::Contradiction("response_type"));
    }
    let mut found = vec![("client_id".to_owned(), expected.client_id.to_string())];
    for (name, value) in claims {
        if !JWT_CLAIMS.contains(&name.as_str()) && name != "client_id" {
            match texts(name, value) {
                Ok(texts) => found.extend(texts.into_iter().map(|text| (name.clone(), text))),
                Err(fault) if PARAMETERS.contains(&name.as_str()) => return Err(fault),
                // What is no parameter here has no form to keep to, and is ignored (RFC 6749 §3.1).
                Err(_) => {}
            }
        }
    }
    found.retain(|(_, text)| !text.is_empty());
    Ok(found.into_iter().collect::<Parameters>().within_caps()?)
}

/// RFC 9101 §4, §5, §10.8: who made it, and for whom.
fn parties(claims: &Map<String, Value>, expected: &Expected<'_>) -> Result<(), RequestObjectError> {
    let client_id = expected.client_id.as_str();
    for name in ["iss", "client_id"] {
        if claims.get(name).is_some_and(|value| value.as_str() != Some(client_id)) {
            return Err(RequestObjectError::OtherClient(name));
        }
    }
    if claims.get("sub").and_then(Value::as_str) == Some(client_id) {
        return Err(RequestObjectError::ClientAssertion);
    }
    let is_ours = |value: &Value| value.as_str() == Some(expected.issuer);
    let meant_for_us = match claims.get("aud") {
        None => true,
        Some(Value::Array(several)) => several.iter().any(is_ours),
        Some(one) => is_ours(one),
    };
    if meant_for_us { Ok(()) } else { Err(RequestObjectError::OtherAudience(expected.issuer.to_owned())) }
}

fn dates(claims: &Map<String, Value>, expected: &Expected<'_>) -> Result<(), RequestObjectError> {
    let now = expected.now;
    let date = |name: &'static str| match claims.get(name) {
        None => Ok(None),
        Some(value) => numeric_date(value).map(Some).ok_or(RequestObjectError::NotADate(name)),
    };
    let (exp, nbf) = (date("exp")?, date("nbf")?);
    if exp.is_some_and(|exp| exp <= now.seconds()) {
        return Err(RequestObjectError::Expired);
    }
    for (name, at) in [("nbf", nbf), ("iat", date("iat")?)] {
        if at.is_some_and(|at| at > now.after(AHEAD).seconds()) {
            return Err(RequestObjectError::TooEarly(name));
        }
    }
    match (&expected.dated, exp, nbf) {
        (Some(_), _, Some(nbf)) if nbf < now.seconds().saturating_sub(HOUR) => Err(RequestObjectError::TooOld),
        (Some(_), Some(exp), Some(nbf)) if exp.saturating_sub(nbf) > HOUR => Err(RequestObjectError::TooLong),
        _ => Ok(()),
    }
}

/// A NumericDate (RFC 7519 §2), whole or with a fraction that is cut off.
pub(super) fn numeric_date(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let seconds = value.as_f64().filter(|seconds| seconds.is_finite() && seconds.abs() < 1e15)?;
        format!("{:.0}", seconds.trunc()).parse().ok()
    })
}

/// The order of the words of a `response_type` means nothing.
fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let mut words: Vec<String> = text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    words(one) == words(other)
}

/// A member as parameter values (Core §6.1): numbers as digits, `claims` and `authorization_details` as JSON text, an array
/// of resources as one value each.
fn texts(name: &str, value: &Value) -> Result<Vec<String>, RequestObjectError> {
    let refused = || RequestObjectError::Value(name.chars().take(40).collect());
    match value {
        Value::Null => Ok(Vec::new()),
        Value::String(text) if text.contains('\0') => Err(refused()),
        Value::String(text) => Ok(vec![text.clone()]),
        Value::Number(number) if number.is_u64() => Ok(vec![number.to_string()]),
        Value::Object(_) => Ok(vec![value.to_string()]),
        Value::Array(_) if name == authorization_details::NAME => Ok(vec![value.to_string()]),
        Value::Array(several) if name == "resource" => {
            several.iter().map(|one| one.as_str().map(str::to_owned).ok_or_else(refused)).collect()
        }
        _ => Err(refused()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000);

    fn read(claims: &Value, outside: &[(&str, &str)]) -> Result<Parameters, RequestObjectError> {
        read_as(claims, outside, None)
    }

    fn read_as(
        claims: &Value,
        outside: &[(&str, &str)],
        dated: Option<String>,
    ) -> Result<Parameters, RequestObjectError> {
        let outside: Parameters = outside.iter().copied().collect();
        let client_id = ClientId::parse("app").unwrap();
        let issuer = "https://op.example";
        parameters(claims, &Expected { client_id: &client_id, issuer, outside: &outside, dated, now: NOW })
    }

    /// FAPI 2.0 Message Signing §5.3.1.
    #[test]
    fn an_object_that_must_be_dated_names_its_audience_and_an_hour_at_the_most() {
        use RequestObjectError::*;
        let issuer = "https://op.example";
        let usual = json!({"aud": issuer, "nbf": 1_000_000, "exp": 1_000_300});
        let with = |name: &str, value: serde_json::Value| {
            let mut claims = usual.clone();
            claims[name] = value;
            read_as(&claims, &[], Some(" (why)".to_owned())).map(drop)
        };
        for (name, value) in [
            ("aud", json!(["https://other.example", issuer])),
            ("nbf", json!(1_000_030)),
            ("nbf", json!(996_700)),
            ("exp", json!(1_003_600)),
            ("exp", json!(1_000_001)),
        ] {
            assert_eq!(with(name, value.clone()), Ok(()), "{name} {value}");
        }
        for (name, value, error) in [
            ("aud", json!("https://other.example"), OtherAudience(issuer.into())),
            ("nbf", json!(996_399), TooOld),
            ("nbf", json!(996_400), TooLong),
            ("nbf", json!(1_000_031), TooEarly("nbf")),
            ("exp", json!(1_003_601), TooLong),
            ("exp", json!(1_000_000), Expired),
        ] {
            assert_eq!(with(name, value.clone()), Err(error), "{name} {value}");
        }
        for name in ["aud", "nbf", "exp"] {
            let mut claims = usual.clone();
            claims.as_object_mut().unwrap().remove(name);
            assert_eq!(read_as(&claims, &[], Some(" (why)".into())).unwrap_err(), Undated(name, " (why)".into()));
            assert!(read(&claims, &[]).is_ok(), "nobody else must");
        }
    }

    #[test]
    fn the_parameters_are_those_inside_and_no_others() {
        let claims = json!({
            "iss": "app", "aud": ["x", "https://op.example"], "exp": 1_000_001, "iat": 1_000_000, "jti": "1",
            "client_id": "app", "response_type": "id_token code", "max_age": 86400, "state": "", "nonce": "n",
            "claims": {"userinfo": {"name": null}},
        });
        let outside = [("response_type", "code id_token"), ("state", "outside"), ("prompt", "none")];
        let found = read(&claims, &outside).unwrap();
        let expected = [
            ("client_id", Some("app")),
            ("response_type", Some("id_token code")),
            ("max_age", Some("86400")),
            ("nonce", Some("n")),
            ("claims", Some(r#"{"userinfo":{"name":null}}"#)),
            ("state", None),
            ("prompt", None),
            ("iss", None),
            ("aud", None),
        ];
        for (name, value) in expected {
            assert_eq!(found.get(name), value, "{name}");
        }
    }

    #[test]
    fn what_is_not_meant_for_this_client_server_and_time_is_refused() {
        use RequestObjectError::*;
        for (claims, error) in [
            (json!({"iss": "other"}), OtherClient("iss")),
            (json!({"iss": ["app"]}), OtherClient("iss")),
            (json!({"client_id": "other"}), OtherClient("client_id")),
            (json!({"client_id": 1}), OtherClient("client_id")),
            (json!({"sub": "app"}), ClientAssertion),
            (json!({"aud": "https://op.example/"}), OtherAudience("https://op.example".into())),
            (json!({"aud": []}), OtherAudience("https://op.example".into())),
            (json!({"aud": {"https://op.example": 1}}), OtherAudience("https://op.example".into())),
            (json!({"exp": 1_000_000}), Expired),
            (json!({"exp": "1000001"}), NotADate("exp")),
            (json!({"nbf": 1_000_031}), TooEarly("nbf")),
            (json!({"iat": 1_000_031}), TooEarly("iat")),
            (json!({"request": "x"}), Nested("request")),
            (json!({"request_uri": "x"}), Nested("request_uri")),
            (json!({"response_type": "token"}), Contradiction("response_type")),
            (json!({"response_type": ["code"]}), Contradiction("response_type")),
            (json!({"max_age": -1}), Value("max_age".into())),
            (json!({"max_age": 1.5}), Value("max_age".into())),
            (json!({"prompt": ["none"]}), Value("prompt".into())),
            (json!({"state": true}), Value("state".into())),
            (json!({"state": "a\0b"}), Value("state".into())),
            (json!({"resource": [1]}), Value("resource".into())),
        ] {
            assert_eq!(read(&claims, &[("response_type", "code")]).unwrap_err(), error, "{claims}");
        }
        for claims in
            [json!({"nbf": 1_000_030, "iat": 1_000_030.9}), json!({"exp": 1_000_001.5}), json!({"sub": "ada"})]
        {
            assert!(read(&claims, &[]).is_ok(), "{claims}");
        }
        assert!(matches!(read(&json!([]), &[]), Err(NotValid(_))));
    }

    /// RFC 6749 §3.1, RFC 9101 §6.3.
    #[test]
    fn a_member_that_is_no_parameter_is_ignored_whatever_it_holds() {
        for value in [json!(true), json!(["Cl.Cm"]), json!(-1), json!(1.5), json!("a\0b"), json!([1, {"a": []}])] {
            let claims = json!({"vtr": value, "state": "s"});
            let parameters = read(&claims, &[]).unwrap();
            assert_eq!((parameters.get("state"), parameters.get("vtr")), (Some("s"), None), "{claims}");
        }
    }
}
