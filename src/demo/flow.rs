//! The client's side of the authorization code flow with PKCE, as pure rules: what is sent, and what must hold of
//! every answer before it is believed (OpenID Connect Core §3.1, RFC 7636, RFC 9207). The demo app goes by them, and so does
//! `latchkey client test`, which plays any client.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::client::CLIENT_ID;
use super::jwks::{Keys, KeysError};
use crate::clock::Timestamp;
use crate::protocol::parameters::Parameters;
use crate::random;

/// How far clocks may differ, in seconds.
const LEEWAY: i64 = 60;
/// What it asks to know.
const SCOPE: &str = "openid profile email";

/// The parts of the discovery document that the demo app uses.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Endpoints {
    /// `issuer`.
    pub issuer: String,
    /// `authorization_endpoint`.
    pub authorization_endpoint: String,
    /// `token_endpoint`.
    pub token_endpoint: String,
    /// `userinfo_endpoint`.
    pub userinfo_endpoint: String,
    /// `jwks_uri`.
    pub jwks_uri: String,
    /// `end_session_endpoint`.
    pub end_session_endpoint: Option<String>,
    /// `check_session_iframe`.
    pub check_session_iframe: Option<String>,
    /// `pushed_authorization_request_endpoint`.
    pub pushed_authorization_request_endpoint: Option<String>,
}

/// Which client asks, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// `client_id`.
    pub client_id: String,
    /// `scope`.
    pub scope: String,
}

impl Asker {
    /// The demo app.
    pub fn demo() -> Self {
        Self { client_id: CLIENT_ID.to_owned(), scope: SCOPE.to_owned() }
    }
}

/// Which button was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Sign in.
    Plain,
    /// Sign in again: `max_age=0`.
    Again,
    /// Ask without showing anything: `prompt=none`.
    Silent,
}

impl Kind {
    /// Reads the form field.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "plain" => Some(Self::Plain),
            "again" => Some(Self::Again),
            "silent" => Some(Self::Silent),
            _ => None,
        }
    }

    /// What the ladder is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Plain => "Sign in",
            Self::Again => "Sign in again",
            Self::Silent => "Silent check",
        }
    }
}

/// A request on its way; kept until its answer comes.
#[derive(Debug, Clone)]
pub struct Pending {
    /// Which button.
    pub kind: Kind,
    /// Which client, and for what.
    pub asker: Asker,
    /// `state`.
    pub state: String,
    /// `nonce`.
    pub nonce: String,
    /// `code_verifier`.
    pub code_verifier: String,
    /// `redirect_uri`.
    pub redirect_uri: String,
    /// Where to.
    pub endpoints: Endpoints,
    /// When it was sent.
    pub sent_at: Timestamp,
}

/// Why an answer was not believed; each sentence names the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FlowError {
    /// Not an answer to a request of this browser.
    #[error(
        "state does not match the one that this browser was sent with: the response belongs to another browser or an older sign-in. Start again here"
    )]
    State,
    /// RFC 9207: another provider answered.
    #[error(
        "iss is not the provider that the request went to, as in a mix-up attack. Start again here, and do not follow links to this page"
    )]
    Issuer,
    /// Neither a code nor an error.
    #[error("the response has neither code nor error: the provider must send one of them")]
    Empty,
    /// The discovery document is another provider's.
    #[error("the discovery document names the issuer {0}, not the one it came from: correct the issuer")]
    Discovery(String),
    /// Not a URL.
    #[error("the discovery document has no usable {0}: correct the issuer")]
    Endpoint(&'static str),
    /// The signature or the form.
    #[error(
        "the ID token cannot be verified: {0}. Sign in again; if that does not help, the keys at jwks_uri are wrong"
    )]
    Signature(#[from] KeysError),
    /// A claim.
    #[error("the ID token’s {claim} has an unexpected value: {found}. It belongs to another sign-in: start again")]
    Claim {
        /// Which.
        claim: &'static str,
        /// What it says.
        found: String,
    },
    /// Core §5.3.2.
    #[error("userinfo has another sub than the ID token, so neither is accepted: sign in again")]
    OtherSubject,
}

impl Pending {
    /// A fresh request, with its own state, nonce and proof key.
    pub fn new(kind: Kind, asker: Asker, redirect_uri: String, endpoints: Endpoints, now: Timestamp) -> Self {
        let (state, nonce, code_verifier) = (random::identifier(), random::identifier(), random::token());
        Self { kind, asker, state, nonce, code_verifier, redirect_uri, endpoints, sent_at: now }
    }

    /// The parameters of the authorization request.
    pub fn parameters(&self, id_token_hint: Option<&str>) -> Vec<(&'static str, String)> {
        let mut parameters = vec![
            ("response_type", "code".to_owned()),
            ("client_id", self.asker.client_id.clone()),
            ("redirect_uri", self.redirect_uri.clone()),
            ("scope", self.asker.scope.clone()),
            ("state", self.state.clone()),
            ("nonce", self.nonce.clone()),
            ("code_challenge", code_challenge(&self.code_verifier)),
            ("code_challenge_method", "S256".to_owned()),
        ];
        match self.kind {
            Kind::Plain => {}
            Kind::Again => parameters.push(("max_age", "0".to_owned())),
            Kind::Silent => {
                parameters.push(("prompt", "none".to_owned()));
                parameters.extend(id_token_hint.map(|hint| ("id_token_hint", hint.to_owned())));
            }
        }
        parameters
    }

    /// The parameters of the token request.
    pub fn token_parameters(&self, code: &str) -> Vec<(&'static str, String)> {
        vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", self.redirect_uri.clone()),
            ("client_id", self.asker.client_id.clone()),
            ("code_verifier", self.code_verifier.clone()),
        ]
    }
}

/// The `S256` challenge of a verifier (RFC 7636 §4.2).
pub fn code_challenge(code_verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(code_verifier.as_bytes()))
}

/// `endpoint` with these parameters in its query.
pub fn with_query(endpoint: &str, parameters: &[(&'static str, String)]) -> Result<String, FlowError> {
    let mut url = url::Url::parse(endpoint).map_err(|_| FlowError::Endpoint("endpoint"))?;
    url.query_pairs_mut().extend_pairs(parameters);
    Ok(url.into())
}

/// An answer that came back by the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A code, with the session state where the provider sends one.
    Code {
        /// `code`.
        code: String,
        /// `session_state`.
        session_state: Option<String>,
    },
    /// A refusal.
    Error {
        /// `error`.
        error: String,
        /// `error_description`.
        description: String,
    },
}

/// Reads what came to the redirect URI in answer to `pending`.
pub fn answer(parameters: &Parameters, pending: &Pending) -> Result<Answer, FlowError> {
    if parameters.get("state") != Some(pending.state.as_str()) {
        return Err(FlowError::State);
    }
    if parameters.get("iss") != Some(pending.endpoints.issuer.as_str()) {
        return Err(FlowError::Issuer);
    }
    let text = |name: &str| parameters.get(name).map(str::to_owned);
    match (text("error"), text("code")) {
        (Some(error), _) => Ok(Answer::Error { error, description: text("error_description").unwrap_or_default() }),
        (None, Some(code)) => Ok(Answer::Code { code, session_state: text("session_state") }),
        (None, None) => Err(FlowError::Empty),
    }
}

/// Verifies an ID token that answers `pending` (Core §3.1.3.7) and returns its claims.
pub fn verify_id_token(token: &str, keys: &Keys, pending: &Pending, now: Timestamp) -> Result<Value, FlowError> {
    let claims = keys.verify(token)?;
    let client_id = pending.asker.client_id.as_str();
    let wrong = |claim: &'static str| FlowError::Claim {
        claim,
        found: claims.get(claim).map_or_else(|| "it is missing".to_owned(), |value| format!("it is {value}")),
    };
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let number = |name: &str| claims.get(name).and_then(Value::as_i64);
    if text("iss") != Some(pending.endpoints.issuer.as_str()) {
        return Err(wrong("iss"));
    }
    if !is_for(&claims, client_id) {
        return Err(wrong("aud"));
    }
    if text("azp").is_some_and(|azp| azp != client_id) {
        return Err(wrong("azp"));
    }
    if text("nonce") != Some(pending.nonce.as_str()) {
        return Err(wrong("nonce"));
    }
    if number("exp").is_none_or(|exp| exp.saturating_add(LEEWAY) <= now.seconds()) {
        return Err(wrong("exp"));
    }
    if number("iat").is_none_or(|iat| iat.saturating_sub(LEEWAY) > now.seconds()) {
        return Err(wrong("iat"));
    }
    let asked_again = pending.kind == Kind::Again;
    if asked_again && number("auth_time").is_none_or(|time| time.saturating_add(LEEWAY) < pending.sent_at.seconds()) {
        return Err(wrong("auth_time"));
    }
    if text("sub").is_none_or(str::is_empty) {
        return Err(wrong("sub"));
    }
    Ok(claims)
}

/// Whether `aud`, one or several, is this client alone or among others.
pub fn is_for(claims: &Value, client_id: &str) -> bool {
    match claims.get("aud") {
        Some(Value::String(one)) => one == client_id,
        Some(Value::Array(several)) => several.iter().any(|audience| audience.as_str() == Some(client_id)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pending() -> Pending {
        let endpoints: Endpoints = serde_json::from_value(serde_json::json!({
            "issuer": "http://op", "authorization_endpoint": "http://op/a", "token_endpoint": "http://op/t",
            "userinfo_endpoint": "http://op/u", "jwks_uri": "http://op/j",
        }))
        .unwrap();
        Pending::new(Kind::Plain, Asker::demo(), "http://rp/demo/callback".into(), endpoints, Timestamp(1_000))
    }

    #[test]
    fn the_challenge_is_that_of_rfc_7636() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(code_challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn an_answer_needs_this_requests_state_and_this_providers_iss() {
        let pending = pending();
        let state = pending.state.as_str();
        let read = |parameters: &[(&str, &str)]| answer(&parameters.iter().copied().collect(), &pending);
        assert_eq!(read(&[("code", "c"), ("iss", "http://op")]), Err(FlowError::State));
        assert_eq!(read(&[("code", "c"), ("state", "x"), ("iss", "http://op")]), Err(FlowError::State));
        assert_eq!(read(&[("code", "c"), ("state", state)]), Err(FlowError::Issuer));
        assert_eq!(read(&[("code", "c"), ("state", state), ("iss", "http://evil")]), Err(FlowError::Issuer));
        assert_eq!(read(&[("state", state), ("iss", "http://op")]), Err(FlowError::Empty));
        assert!(matches!(read(&[("code", "c"), ("state", state), ("iss", "http://op")]), Ok(Answer::Code { .. })));
    }
}
