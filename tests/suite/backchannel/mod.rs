//! Client-Initiated Backchannel Authentication (CIBA Core 1.0, FAPI-CIBA): an app names a person, who answers on a page of theirs.

mod answers;
mod pings;
mod requests;
mod signed;
mod user_codes;

use latchkey::jose::Algorithm;
use latchkey::protocol::client::{Client, ConsentMode, DeliveryMode, GrantType};
use serde_json::{Value, json};

use crate::client_auth::assertions::Key;
use crate::client_auth::with_keys;
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, SECRET, client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const GRANT: &str = "urn:openid:params:grant-type:ciba";
const PATH: &str = "/backchannel_authentication";

fn grants() -> Vec<GrantType> {
    vec![GrantType::Ciba, GrantType::RefreshToken]
}

/// A bank that asks by name.
fn bank() -> Client {
    Client {
        client_name: "The bank".to_owned(),
        redirect_uris: Vec::new(),
        response_types: Vec::new(),
        grant_types: grants(),
        consent: ConsentMode::Remember,
        ..client("bank")
    }
}

/// The same with keys, whose requests must be signed by ES256.
fn signer(key: &Key) -> Client {
    Client {
        grant_types: grants(),
        backchannel_authentication_request_signing_alg: Some(Algorithm::ES256),
        ..with_keys("signer", &[key.jwk()])
    }
}

fn builder() -> Builder {
    Builder::new().client(bank())
}

fn provider() -> TestProvider {
    builder().start()
}

/// An app that asks, with its secret.
struct Asker<'a>(RelyingParty<'a>);

impl<'a> Asker<'a> {
    fn bank(provider: &'a TestProvider) -> Self {
        Self(RelyingParty::of(provider, "bank"))
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.0.http.post(format!("{}{path}", self.0.address)).basic_auth(self.0.client_id, Some(SECRET));
        Page::read(request.form(fields).send().await.unwrap()).await
    }

    /// Asks for ada; `changes` replace parameters, and an empty value removes one.
    async fn try_to_ask(&self, changes: &[(&str, &str)]) -> Page {
        let mut fields = vec![("scope", "openid email"), ("login_hint", "ada")];
        fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        fields.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
        self.post(PATH, &fields).await
    }

    async fn ask(&self, changes: &[(&str, &str)]) -> String {
        let page = self.try_to_ask(changes).await;
        assert_eq!(page.status, 200, "{}", page.body);
        page.json()["auth_req_id"].as_str().unwrap().to_owned()
    }

    async fn poll(&self, auth_req_id: &str) -> Page {
        self.post("/token", &[("grant_type", GRANT), ("auth_req_id", auth_req_id)]).await
    }

    async fn poll_error(&self, auth_req_id: &str) -> String {
        error(&self.poll(auth_req_id).await)
    }
}

fn error(page: &Page) -> String {
    assert_eq!(page.status, 400, "{}", page.body);
    page.json()["error"].as_str().unwrap().to_owned()
}

/// Somebody with their page of requests open.
async fn signed_in(provider: &TestProvider, username: &str) -> (Browser, Page) {
    let browser = Browser::new();
    let page = browser.visit(&provider.url("/account/requests")).await;
    let page = browser.submit(&page, &[("username", username), ("password", PASSWORD)]).await;
    assert!(page.body.contains("data-waiting"), "{} {}", page.status, page.body);
    (browser, page)
}

/// The page that asks whether they allow the newest request.
async fn look(browser: &Browser, provider: &TestProvider) -> Page {
    let page = browser.visit(&provider.url("/account/requests")).await;
    assert!(page.body.contains("name=\"request\""), "{}", page.body);
    browser.submit(&page, &[]).await
}

async fn decide(browser: &Browser, provider: &TestProvider, decision: &str) -> Page {
    let page = look(browser, provider).await;
    assert!(page.body.contains("id=\"allow\""), "{} {}", page.status, page.body);
    browser.submit(&page, &[("decision", decision)]).await
}

fn signed_claims(provider: &TestProvider, changes: &Value) -> Value {
    let now = provider.provider.now().seconds();
    let jti = format!("request-{}", latchkey::random::identifier());
    let mut claims = json!({
        "iss": "signer", "aud": provider.issuer, "iat": now, "nbf": now, "exp": now + 300, "jti": jti,
        "scope": "openid", "login_hint": "ada",
    });
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
            value => claims[name] = value.clone(),
        }
    }
    claims
}
