//! The authentication request of Client-Initiated Backchannel Authentication (CIBA Core 1.0 §7.1): what stands in it, and what a
//! signed one must say of itself (§7.1.1, FAPI-CIBA §5.2.2).

use std::time::Duration;

use serde_json::Value;

use super::backchannel_user_code::Typed;
use super::client::{Client, DeliveryMode};
use super::client_assertion::AHEAD;
use super::names::check_shown;
use super::parameters::Parameters;
use super::request_object::{self, Expected, RequestObjectError};
use crate::clock::Timestamp;

/// The longest `client_notification_token`, in characters (§7.1).
const MAX_TOKEN: usize = 1024;
/// The longest `binding_message`, in characters: it must be read on a small screen, and compared.
pub const MAX_MESSAGE: usize = 64;
/// What a signed request has to say of itself (§7.1.1).
const REQUIRED: [&str; 6] = ["aud", "iss", "exp", "iat", "nbf", "jti"];
/// The longest life of a signed request, and the greatest age (FAPI-CIBA §5.2.2).
const SIGNED_LIFE: i64 = 60 * 60;
/// The longest `jti`.
const MAX_JTI: usize = 255;
/// What a client proves itself with beside a signed request (§7.1.1).
const CREDENTIALS: [&str; 4] = ["client_id", "client_secret", "client_assertion", "client_assertion_type"];

/// Why a request was refused (§13).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A parameter is missing or wrong.
    #[error("{0}")]
    Request(String),
    /// `scope` lacks `openid`.
    #[error("scope must have the value openid")]
    Scope,
    /// The message cannot be shown.
    #[error(
        "binding_message must be at most {MAX_MESSAGE} characters of one line, without invisible characters or mixed scripts"
    )]
    BindingMessage,
    /// `user_code` is missing.
    #[error("user_code is missing: this client is registered with backchannel_user_code_parameter")]
    UserCodeMissing,
}

/// Which person is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// `login_hint`: a username or an email address.
    Login(String),
    /// `id_token_hint`.
    IdToken(String),
    /// `login_hint_token`: a JWT that the client signed.
    LoginToken(String),
}

/// What is asked beside what every request asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Who is meant.
    pub hint: Hint,
    /// `binding_message`.
    pub binding_message: Option<String>,
    /// `client_notification_token`, where the client is pinged.
    pub client_notification_token: Option<String>,
    /// `requested_expiry`.
    pub requested_expiry: Option<Duration>,
    /// `user_code`, of a client whose requests need one.
    pub user_code: Option<Typed>,
}

/// Reads the parameters of a request of this client.
///
/// # Errors
/// One of them is missing or wrong.
pub fn read(parameters: &Parameters, client: &Client) -> Result<Asked, Refusal> {
    if !parameters.get("scope").unwrap_or_default().split(' ').any(|value| value == "openid") {
        return Err(Refusal::Scope);
    }
    Ok(Asked {
        hint: hint(parameters)?,
        binding_message: binding_message(parameters)?,
        client_notification_token: client_notification_token(parameters, client.backchannel_token_delivery_mode)?,
        requested_expiry: requested_expiry(parameters)?,
        user_code: user_code(parameters, client.backchannel_user_code_parameter)?,
    })
}

/// §7.1: "it is REQUIRED that the Client provides one (and only one) of the hints".
fn hint(parameters: &Parameters) -> Result<Hint, Refusal> {
    let text = |name: &str| parameters.get(name).map(str::to_owned);
    let hints = [
        text("login_hint").map(Hint::Login),
        text("id_token_hint").map(Hint::IdToken),
        text("login_hint_token").map(Hint::LoginToken),
    ];
    let mut present = hints.into_iter().flatten();
    match (present.next(), present.next()) {
        (Some(hint), None) => Ok(hint),
        _ => Err(Refusal::Request(
            "exactly one of login_hint, id_token_hint and login_hint_token must be sent".to_owned(),
        )),
    }
}

fn binding_message(parameters: &Parameters) -> Result<Option<String>, Refusal> {
    let Some(message) = parameters.get("binding_message") else { return Ok(None) };
    let is_short = message.chars().count() <= MAX_MESSAGE;
    if is_short && check_shown(message).is_ok() { Ok(Some(message.to_owned())) } else { Err(Refusal::BindingMessage) }
}

/// §7.1: needed by clients that are pinged, and a Bearer credential (RFC 6750 §2.1).
fn client_notification_token(parameters: &Parameters, mode: DeliveryMode) -> Result<Option<String>, Refusal> {
    match (mode, parameters.get("client_notification_token")) {
        (DeliveryMode::Poll, _) => Ok(None),
        (DeliveryMode::Ping, None) => Err(Refusal::Request("client_notification_token is missing".to_owned())),
        (DeliveryMode::Ping, Some(token)) if is_bearer(token) => Ok(Some(token.to_owned())),
        (DeliveryMode::Ping, Some(_)) => {
            let words = format!("client_notification_token must be a Bearer token of at most {MAX_TOKEN} characters");
            Err(Refusal::Request(words))
        }
    }
}

/// `b64token` of RFC 6750 §2.1.
fn is_bearer(token: &str) -> bool {
    let bare = token.trim_end_matches('=');
    let allowed = |octet: u8| octet.is_ascii_alphanumeric() || b"-._~+/".contains(&octet);
    !bare.is_empty() && token.len() <= MAX_TOKEN && bare.bytes().all(allowed)
}

/// §7.1: "a positive integer", also as a text.
fn requested_expiry(parameters: &Parameters) -> Result<Option<Duration>, Refusal> {
    let Some(sent) = parameters.get("requested_expiry") else { return Ok(None) };
    let digits = sent.len() <= 9 && sent.bytes().all(|octet| octet.is_ascii_digit());
    match sent.parse::<u64>() {
        Ok(seconds) if digits && seconds > 0 => Ok(Some(Duration::from_secs(seconds))),
        _ => Err(Refusal::Request("requested_expiry must be a positive whole number of seconds".to_owned())),
    }
}

/// §7.1. Of the others it means nothing.
fn user_code(parameters: &Parameters, is_needed: bool) -> Result<Option<Typed>, Refusal> {
    if !is_needed {
        return Ok(None);
    }
    match parameters.get("user_code").filter(|sent| !sent.trim().is_empty()) {
        Some(sent) => Ok(Some(Typed::of(sent))),
        None => Err(Refusal::UserCodeMissing),
    }
}

/// Which signed request it is, and until when it could come again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedRequest {
    /// Its parameters.
    pub parameters: Parameters,
    /// `jti`.
    pub jti: String,
    /// `exp`.
    pub expires_at: Timestamp,
}

/// The request that the claims of a verified JWT are. Nothing may stand beside it but how the client proves itself (§7.1.1).
///
/// # Errors
/// A claim is missing or wrong, or a parameter stands outside.
pub fn signed(claims: &Value, expected: &Expected<'_>) -> Result<SignedRequest, Refusal> {
    let refused = |words: String| Refusal::Request(words);
    let beside = expected.outside.names().find(|name| *name != "request" && !CREDENTIALS.contains(name));
    if let Some(name) = beside {
        return Err(refused(format!("{name} must stand in the signed request, and not beside it")));
    }
    if let Some(missing) = REQUIRED.into_iter().find(|name| claims.get(name).is_none_or(Value::is_null)) {
        return Err(refused(format!("the signed request has no {missing}")));
    }
    let parameters = request_object::parameters(claims, expected).map_err(|fault| refused(words(&fault)))?;
    let date = |name: &str| claims.get(name).and_then(request_object::numeric_date).unwrap_or_default();
    let (nbf, exp, now) = (date("nbf"), date("exp"), expected.now.seconds());
    if exp.saturating_sub(nbf) > SIGNED_LIFE || now.saturating_sub(nbf) > SIGNED_LIFE {
        return Err(refused("the signed request lives for more than an hour: exp is too far behind nbf".to_owned()));
    }
    let jti = claims.get("jti").and_then(Value::as_str).filter(|jti| (1..=MAX_JTI).contains(&jti.len()));
    let jti = jti.ok_or_else(|| refused("the jti of the signed request is no text of 1 to 255 octets".to_owned()))?;
    Ok(SignedRequest { parameters, jti: jti.to_owned(), expires_at: Timestamp(exp) })
}

fn words(fault: &RequestObjectError) -> String {
    fault.to_string()
}

/// What is wrong with the times in a `login_hint_token`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HintTimes {
    /// `exp` is over.
    Expired,
    /// `exp` is missing, or this one is no date.
    NotADate(&'static str),
    /// By this one, it counts only later.
    TooEarly(&'static str),
}

/// Whether a `login_hint_token` counts now (CIBA Core §7.1, RFC 7519 §4.1): until its `exp`, and from its `nbf` and `iat` where it
/// has them; clocks may differ by [`AHEAD`].
///
/// # Errors
/// One of them is over, yet to come, or no date.
pub fn hint_counts(claims: &Value, now: Timestamp) -> Result<(), HintTimes> {
    let date = |name: &'static str| match claims.get(name) {
        None => Ok(None),
        Some(value) => request_object::numeric_date(value).map(Some).ok_or(HintTimes::NotADate(name)),
    };
    let exp = date("exp")?.ok_or(HintTimes::NotADate("exp"))?;
    if exp <= now.seconds() {
        return Err(HintTimes::Expired);
    }
    for name in ["nbf", "iat"] {
        if date(name)?.is_some_and(|at| at > now.after(AHEAD).seconds()) {
            return Err(HintTimes::TooEarly(name));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::client::ClientId;
    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000);

    #[test]
    fn a_hint_counts_from_its_nbf_and_iat_until_its_exp() {
        let counts = |claims: Value| hint_counts(&claims, NOW);
        let now = NOW.seconds();
        for counted in [
            json!({"exp": now + 1}),
            json!({"exp": 1_000_000.5 + 1.0}),
            json!({"exp": now + 60, "nbf": now + 30, "iat": now + 30}),
            json!({"exp": now + 60, "nbf": now - 600, "iat": now - 600}),
        ] {
            assert_eq!(counts(counted.clone()), Ok(()), "{counted}");
        }
        for (refused, why) in [
            (json!({}), HintTimes::NotADate("exp")),
            (json!({"exp": null}), HintTimes::NotADate("exp")),
            (json!({"exp": "soon"}), HintTimes::NotADate("exp")),
            (json!({"exp": now}), HintTimes::Expired),
            (json!({"exp": now + 60, "nbf": now + 31}), HintTimes::TooEarly("nbf")),
            (json!({"exp": now + 60, "iat": now + 31}), HintTimes::TooEarly("iat")),
            (json!({"exp": now + 60, "iat": "now"}), HintTimes::NotADate("iat")),
        ] {
            assert_eq!(counts(refused.clone()), Err(why), "{refused}");
        }
    }

    fn sent(pairs: &[(&str, &str)]) -> Parameters {
        let mut all = vec![("scope", "openid"), ("login_hint", "ada")];
        all.retain(|(name, _)| pairs.iter().all(|(changed, _)| changed != name));
        all.extend(pairs.iter().filter(|(_, value)| !value.is_empty()));
        all.into_iter().collect()
    }

    fn client(backchannel_token_delivery_mode: DeliveryMode) -> Client {
        Client { backchannel_token_delivery_mode, ..Client::bare(ClientId::parse("app").unwrap()) }
    }

    fn read(sent: &Parameters, mode: DeliveryMode) -> Result<Asked, Refusal> {
        super::read(sent, &client(mode))
    }

    fn refusal(pairs: &[(&str, &str)], mode: DeliveryMode) -> Option<Refusal> {
        read(&sent(pairs), mode).err()
    }

    #[test]
    fn a_user_code_counts_where_the_client_is_registered_for_it() {
        let needs = Client { backchannel_user_code_parameter: true, ..client(DeliveryMode::Poll) };
        for without in [&[][..], &[("user_code", "")], &[("user_code", "  ")]] {
            assert_eq!(super::read(&sent(without), &needs), Err(Refusal::UserCodeMissing));
        }
        let with = sent(&[("user_code", "1234 5678")]);
        assert_eq!(super::read(&with, &needs).unwrap().user_code, Some(Typed::of("12345678")));
        assert_eq!(read(&with, DeliveryMode::Poll).unwrap().user_code, None, "of others it means nothing");
    }

    #[test]
    fn exactly_one_hint_says_who_is_meant() {
        assert_eq!(read(&sent(&[]), DeliveryMode::Poll).unwrap().hint, Hint::Login("ada".to_owned()));
        let one = sent(&[("login_hint", ""), ("id_token_hint", "a.b.c")]);
        assert_eq!(read(&one, DeliveryMode::Poll).unwrap().hint, Hint::IdToken("a.b.c".to_owned()));
        for pairs in [
            &[("login_hint", "")][..],
            &[("id_token_hint", "a.b.c")],
            &[("login_hint_token", "a.b.c")],
            &[("login_hint", ""), ("id_token_hint", "x"), ("login_hint_token", "y")],
        ] {
            assert!(matches!(refusal(pairs, DeliveryMode::Poll), Some(Refusal::Request(_))), "{pairs:?}");
        }
    }

    #[test]
    fn a_message_is_one_short_line_that_people_can_read() {
        for message in ["W4SCT", "Pay 12.30 € to the shop", &"x".repeat(MAX_MESSAGE), "\u{4f60}\u{597d}"] {
            let asked = read(&sent(&[("binding_message", message)]), DeliveryMode::Poll).unwrap();
            assert_eq!(asked.binding_message.as_deref(), Some(message));
        }
        for message in ["two\nlines", "tab\there", "hid\u{200b}den", "\u{202e}drawkcab", &"x".repeat(MAX_MESSAGE + 1)] {
            assert_eq!(refusal(&[("binding_message", message)], DeliveryMode::Poll), Some(Refusal::BindingMessage));
        }
    }

    #[test]
    fn a_client_that_is_pinged_says_by_which_token() {
        assert!(matches!(refusal(&[], DeliveryMode::Ping), Some(Refusal::Request(_))));
        for token in ["8d67dc78-7faa-4d41-aabd-67707b374255", "abc+/~._-==", &"a".repeat(MAX_TOKEN)] {
            let asked = read(&sent(&[("client_notification_token", token)]), DeliveryMode::Ping).unwrap();
            assert_eq!(asked.client_notification_token.as_deref(), Some(token));
        }
        for token in ["two words", "a=b", "==", "t\u{f6}ken", &"a".repeat(MAX_TOKEN + 1)] {
            assert!(refusal(&[("client_notification_token", token)], DeliveryMode::Ping).is_some(), "{token}");
        }
    }

    #[test]
    fn an_expiry_is_a_positive_number_of_seconds() {
        let asked = read(&sent(&[("requested_expiry", "30")]), DeliveryMode::Poll).unwrap();
        assert_eq!(asked.requested_expiry, Some(Duration::from_secs(30)));
        for wrong in ["0", "-1", "1.5", "1e3", "soon", "99999999999"] {
            assert!(refusal(&[("requested_expiry", wrong)], DeliveryMode::Poll).is_some(), "{wrong}");
        }
        assert_eq!(refusal(&[("scope", "email")], DeliveryMode::Poll), Some(Refusal::Scope));
    }

    fn claims() -> Value {
        json!({
            "iss": "app", "aud": "https://auth.example", "iat": 1_000_000, "nbf": 1_000_000, "exp": 1_000_300, "jti": "1",
            "scope": "openid", "login_hint": "ada", "requested_expiry": 30,
        })
    }

    fn judge(claims: &Value, outside: &[(&str, &str)]) -> Result<SignedRequest, Refusal> {
        let client_id = ClientId::parse("app").unwrap();
        let outside: Parameters = outside.iter().copied().collect();
        signed(
            claims,
            &Expected {
                client_id: &client_id,
                issuer: "https://auth.example",
                outside: &outside,
                dated: None,
                now: NOW,
            },
        )
    }

    /// §7.1.1.
    #[test]
    fn a_signed_request_says_all_of_itself_and_nothing_stands_beside_it() {
        let read = judge(&claims(), &[("request", "x"), ("client_id", "app"), ("client_assertion", "y")]).unwrap();
        assert_eq!(read.parameters.get("requested_expiry"), Some("30"));
        assert_eq!((read.jti.as_str(), read.expires_at), ("1", Timestamp(1_000_300)));
        for name in REQUIRED {
            let mut without = claims();
            without.as_object_mut().unwrap().remove(name);
            assert!(judge(&without, &[]).is_err(), "{name}");
        }
        for name in ["scope", "login_hint", "binding_message", "state"] {
            assert!(judge(&claims(), &[("request", "x"), (name, "y")]).is_err(), "{name}");
        }
        for (name, wrong) in [
            ("iss", json!("other")),
            ("aud", json!("https://other.example")),
            ("exp", json!(1_000_000)),
            ("exp", json!(1_003_601)),
            ("exp", json!("soon")),
            ("nbf", json!(1_000_060)),
            ("nbf", json!(996_000)),
            ("iat", json!("now")),
            ("jti", json!("")),
            ("jti", json!(1)),
        ] {
            let mut changed = claims();
            changed[name] = wrong.clone();
            assert!(judge(&changed, &[]).is_err(), "{name} {wrong}");
        }
    }
}
