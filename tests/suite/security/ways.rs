//! Every way to ask the authorization endpoint: each response type, in each mode, with the parameters outside or
//! inside a request object.

use std::collections::BTreeMap;
use std::sync::Arc;

use latchkey::jose::Algorithm;
use latchkey::jose::jwk::JwkSet;
use latchkey::keys::SigningKey;
use latchkey::protocol::client::{Client, GrantType};
use latchkey::protocol::response_type::ResponseType;
use serde_json::{Map, Value, json};

use crate::support::browser::Page;
use crate::support::provider::client;
use crate::support::{Browser, RelyingParty, TestProvider};

/// Every parameter that the authorization endpoint knows, and one that nobody does.
pub const PARAMETERS: [&str; 25] = [
    "dpop_jkt",
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "nonce",
    "response_mode",
    "prompt",
    "max_age",
    "display",
    "ui_locales",
    "claims_locales",
    "id_token_hint",
    "login_hint",
    "acr_values",
    "claims",
    "code_challenge",
    "code_challenge_method",
    "request",
    "request_uri",
    "registration",
    "resource",
    "authorization_details",
    "unknown",
];

/// What the answer may travel by; the last one is no mode of ours.
pub const MODES: [&str; 9] =
    ["", "query", "fragment", "form_post", "jwt", "query.jwt", "fragment.jwt", "form_post.jwt", "x"];

/// One way to ask.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    pub response_type: ResponseType,
    pub mode: &'static str,
    pub inside: bool,
}

/// All of them.
pub fn all() -> impl Iterator<Item = Way> {
    ResponseType::ALL.into_iter().flat_map(|response_type| {
        MODES.into_iter().flat_map(move |mode| [false, true].map(|inside| Way { response_type, mode, inside }))
    })
}

impl Way {
    /// Each response type in its own mode, outside.
    pub fn plain(response_type: ResponseType) -> Self {
        Self { response_type, mode: "", inside: false }
    }

    /// Whether the answer comes as a JWT: what is in it, `authorize/response_jwt.rs` looks at.
    pub fn is_jwt(&self) -> bool {
        self.mode.ends_with("jwt")
    }

    /// Whether an answer may be sent this way, as it is.
    pub fn is_answerable(&self) -> bool {
        match self.mode {
            "" | "fragment" | "form_post" => true,
            "query" => !self.response_type.is_front_channel(),
            _ => false,
        }
    }
}

/// Signs the request objects of the client that it makes.
pub struct Signer(SigningKey);

impl Signer {
    pub fn new() -> Self {
        Self(SigningKey::generate(Algorithm::ES256).unwrap().0)
    }

    /// A client that may use every response type.
    pub fn client(&self, client_id: &str) -> Client {
        let jwk = self.0.public().to_jwk(self.0.kid(), self.0.algorithm());
        Client {
            response_types: ResponseType::ALL.to_vec(),
            grant_types: vec![GrantType::AuthorizationCode, GrantType::RefreshToken, GrantType::Implicit],
            jwks: Some(Arc::new(JwkSet::from_value(&json!({"keys": [jwk]})).unwrap())),
            ..client(client_id)
        }
    }

    /// Its key for signatures, and the same one for what is encrypted to it.
    pub fn both_keys(&self) -> Arc<JwkSet> {
        let jwk = self.0.public().to_jwk(self.0.kid(), self.0.algorithm());
        let keys = json!({"keys": [jwk, self.0.public().to_encryption_jwk("for-me")]});
        Arc::new(JwkSet::from_value(&keys).unwrap())
    }

    pub fn sign(&self, claims: &Value) -> String {
        self.sign_octets("oauth-authz-req+jwt", claims.to_string().as_bytes())
    }

    /// Signs what may not even be claims.
    pub fn sign_octets(&self, typ: &str, payload: &[u8]) -> String {
        self.0.sign(typ, payload).unwrap()
    }

    /// The public key, in every form that somebody might take for a secret.
    pub fn public_forms(&self) -> Vec<Vec<u8>> {
        let jwk = self.0.public().to_jwk(self.0.kid(), self.0.algorithm());
        vec![
            jwk.to_string().into_bytes(),
            json!({"keys": [jwk]}).to_string().into_bytes(),
            jwk["x"].as_str().unwrap().as_bytes().to_vec(),
            Vec::new(),
        ]
    }

    /// Sends the browser with the usual parameters, changed by `changes`; an empty value removes one.
    pub async fn ask(&self, app: &RelyingParty<'_>, browser: &Browser, way: Way, changes: &[(&str, &str)]) -> Page {
        browser.visit(&self.url(app, way, changes)).await
    }

    /// The URL of that request.
    pub fn url(&self, app: &RelyingParty<'_>, way: Way, changes: &[(&str, &str)]) -> String {
        let response_type = way.response_type.as_str();
        let usual = [("response_type", response_type), ("response_mode", way.mode)];
        let asked: Vec<(&str, &str)> = usual.iter().chain(changes).copied().collect();
        let url = app.authorization_url(&asked);
        if !way.inside {
            return url;
        }
        let (endpoint, query) = url.split_once('?').unwrap();
        let mut claims: Map<String, Value> = url::form_urlencoded::parse(query.as_bytes())
            .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
            .collect();
        let named = claims.get("response_type").cloned();
        claims.insert("iss".into(), app.client_id.into());
        claims.insert("aud".into(), app.provider.issuer.clone().into());
        let object = self.sign(&Value::Object(claims));
        let mut outside = url::form_urlencoded::Serializer::new(String::new());
        outside.append_pair("client_id", app.client_id).append_pair("scope", "openid").append_pair("request", &object);
        if let Some(Value::String(response_type)) = named {
            outside.append_pair("response_type", &response_type);
        }
        format!("{endpoint}?{}", outside.finish())
    }
}

/// Every parameter that the app gets, wherever it stands, as often as it stands there; `None` for a page of ours.
pub fn received(page: &Page) -> Option<Vec<(String, String)>> {
    if page.body.contains("id=\"form-post\"") {
        return Some(page.hidden_fields());
    }
    let (uri, fragment) = page.raw_location().map(|location| location.split_once('#').unwrap_or((location, "")))?;
    let query = uri.split_once('?').map_or("", |(_, query)| query);
    let parts = [query, fragment].map(|part| url::form_urlencoded::parse(part.as_bytes()).into_owned());
    Some(parts.into_iter().flatten().collect())
}

/// The same, each once.
pub fn answer(page: &Page) -> BTreeMap<String, String> {
    let received = received(page).unwrap_or_else(|| panic!("no answer: {} {}", page.status, page.body));
    let count = received.len();
    let answer: BTreeMap<_, _> = received.into_iter().collect();
    assert_eq!(answer.len(), count, "a parameter twice: {:?}", page.raw_location());
    answer
}

/// An error page: no `Location`, no form that leads away, no code and no token.
pub fn assert_page(page: &Page, what: &str) {
    assert_eq!((page.status.as_u16(), page.raw_location()), (400, None), "{what}: {}", page.body);
    assert!(!page.body.contains("form-post"), "{what}: {}", page.body);
    for token in ["lka_", "eyJ"] {
        assert!(!page.body.contains(token), "{what}: {}", page.body);
    }
}

/// Nothing that is worth anything.
pub fn assert_nothing_granted(page: &Page, what: &str) {
    for (name, _) in received(page).unwrap_or_default() {
        assert!(!["code", "id_token", "access_token"].contains(&name.as_str()), "{what}: {name} was given");
    }
}

/// A provider of `app` and `other`, both of which may do everything, changed by `change`.
pub fn start(signer: &Signer, change: impl Fn(&mut Client)) -> TestProvider {
    let clients = ["app", "other"].map(|client_id| {
        let mut client = signer.client(client_id);
        change(&mut client);
        client
    });
    crate::support::Builder::new().with(|settings| settings.clients = clients.to_vec()).start()
}
