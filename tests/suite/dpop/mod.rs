//! DPoP (RFC 9449) over HTTP: who may have and use what is bound to a key, at every endpoint, grant and node (row 31, SEC-26).

mod codes;
mod exchange;
mod grants;
mod nonces;
mod operators;
mod pushed;
mod resources;

use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::jose::jwk::JwkSet;
use latchkey::protocol::claims::ScopeDefinition;
use latchkey::protocol::client::{Client, GrantType};
use latchkey::protocol::scope::ScopeSet;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::client_auth::assertions::Key;
use crate::support::browser::Page;
use crate::support::provider::{SECRET, client, public_client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const OFFLINE: (&str, &str) = ("scope", "openid email offline_access");
/// RFC 7636 appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: [(&str, &str); 2] =
    [("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")];

/// Whoever holds a key.
pub struct Holder(Key);

impl Holder {
    pub fn new() -> Self {
        Self(Key::new("device"))
    }

    /// The thumbprint of the key.
    fn jkt(&self) -> String {
        let keys = JwkSet::from_value(&json!({"keys": [self.0.jwk()]})).unwrap();
        keys.keys()[0].key.thumbprint()
    }

    /// A proof for one request, with other claims where `changes` has some; null takes one away.
    pub fn proof_with(&self, provider: &TestProvider, (method, path): (&str, &str), changes: &Value) -> String {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let jti = format!("proof-{}", COUNT.fetch_add(1, Ordering::SeqCst));
        let now = provider.provider.now().seconds();
        let mut claims = json!({"htm": method, "htu": provider.url(path), "iat": now, "jti": jti});
        for (name, value) in changes.as_object().unwrap() {
            match value {
                Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
                value => claims[name] = value.clone(),
            }
        }
        self.sign(&claims)
    }

    fn sign(&self, claims: &Value) -> String {
        self.0.sign_as(&json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": self.0.nameless_jwk()}), claims)
    }

    /// A proof for the token endpoint.
    fn for_token(&self, provider: &TestProvider) -> String {
        self.proof_with(provider, ("POST", "/token"), &json!({}))
    }

    /// A proof for userinfo with this access token.
    fn for_userinfo(&self, provider: &TestProvider, access_token: &str) -> String {
        self.proof_with(provider, ("GET", "/userinfo"), &json!({"ath": ath(access_token)}))
    }
}

/// The hash of an access token.
pub fn ath(access_token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(access_token))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// Asks the token endpoint, with these proofs.
async fn token(app: &RelyingParty<'_>, fields: &[(&str, &str)], proofs: &[&str]) -> Page {
    let mut request = app.http.post(format!("{}/token", app.address));
    for proof in proofs {
        request = request.header("DPoP", *proof);
    }
    let request = match app.client_id {
        "phone" => request.form(&[fields, &[("client_id", "phone"), ("code_verifier", VERIFIER)]].concat()),
        confidential => request.basic_auth(confidential, Some(SECRET)).form(fields),
    };
    Page::read(request.send().await.unwrap()).await
}

async fn redeem(app: &RelyingParty<'_>, code: &str, proofs: &[&str]) -> Page {
    let fields = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", &app.redirect_uri)];
    token(app, &fields, proofs).await
}

async fn refresh(app: &RelyingParty<'_>, tokens: &Value, proofs: &[&str]) -> Page {
    token(app, &[("grant_type", "refresh_token"), ("refresh_token", text(&tokens["refresh_token"]))], proofs).await
}

/// Signs ada in, and redeems the code with a proof of `holder`.
async fn tokens(app: &RelyingParty<'_>, holder: &Holder) -> Value {
    let code = app.code(&Browser::new(), &[&[OFFLINE][..], &CHALLENGE].concat()).await;
    let answer = redeem(app, &code, &[&holder.for_token(app.provider)]).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["token_type"]), (200, &"DPoP".into()), "{}", answer.body);
    answer.json()
}

/// Asks userinfo: `authorization` headers and proofs as they are.
async fn userinfo(app: &RelyingParty<'_>, authorization: &[&str], proofs: &[&str]) -> Page {
    let mut request = app.http.get(format!("{}/userinfo", app.address));
    for value in authorization {
        request = request.header("Authorization", *value);
    }
    for proof in proofs {
        request = request.header("DPoP", *proof);
    }
    Page::read(request.send().await.unwrap()).await
}

/// Asks userinfo as it is right.
async fn ask(app: &RelyingParty<'_>, tokens: &Value, holder: &Holder) -> Page {
    let access_token = text(&tokens["access_token"]);
    let proof = holder.for_userinfo(app.provider, access_token);
    userinfo(app, &[&format!("DPoP {access_token}")], &[&proof]).await
}

async fn introspect(app: &RelyingParty<'_>, token: &str) -> Value {
    let request = app.http.post(app.provider.url("/introspect")).basic_auth(app.client_id, Some(SECRET));
    Page::read(request.form(&[("token", token)]).send().await.unwrap()).await.json()
}

fn assert_refused(page: &Page, status: u16, error: &str, what: &str) {
    let json = page.json();
    assert_eq!((page.status.as_u16(), &json["error"]), (status, &error.into()), "{what}: {}", page.body);
    assert!(json.get("access_token").is_none());
}

/// A client that asks for itself.
fn machine() -> Client {
    Client {
        grant_types: vec![GrantType::ClientCredentials],
        redirect_uris: Vec::new(),
        scope: Some(ScopeSet::parse("jobs:read")),
        defined_at: Some("config.toml:1".into()),
        ..client("machine")
    }
}

/// The confidential `app`, the public `phone` and `machine`.
fn builder() -> Builder {
    Builder::new()
        .client(public_client("phone"))
        .client(machine())
        .settings(|settings| drop(settings.catalogue.scopes.insert("jobs:read".into(), ScopeDefinition::default())))
}

/// A request of each grant that would be answered, by its name.
async fn requests<'a>(provider: &'a TestProvider, holder: &Holder) -> Vec<(RelyingParty<'a>, Vec<(String, String)>)> {
    let own =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let mut requests = Vec::new();
    for client_id in ["app", "phone"] {
        let app = RelyingParty::of(provider, client_id);
        let code = app.code(&Browser::new(), &[&[OFFLINE][..], &CHALLENGE].concat()).await;
        let redirect_uri = app.redirect_uri.clone();
        let mut fields =
            vec![("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", redirect_uri.as_str())];
        if client_id == "app" {
            fields.push(("code_verifier", VERIFIER));
        }
        requests.push((app, own(&fields)));
        let app = RelyingParty::of(provider, client_id);
        let code = app.code(&Browser::new(), &[&[OFFLINE][..], &CHALLENGE].concat()).await;
        let mut fields =
            vec![("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", redirect_uri.as_str())];
        if client_id == "app" {
            fields.push(("code_verifier", VERIFIER));
        }
        let tokens = token(&app, &fields, &[&holder.for_token(provider)]).await.json();
        let refresh_token = text(&tokens["refresh_token"]).to_owned();
        requests.push((app, own(&[("grant_type", "refresh_token"), ("refresh_token", &refresh_token)])));
    }
    requests.push((RelyingParty::of(provider, "machine"), own(&[("grant_type", "client_credentials")])));
    requests
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
