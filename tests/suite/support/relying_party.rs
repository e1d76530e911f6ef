//! A relying party: sends a browser to the provider and redeems what comes back.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::browser::{Browser, Page};
use super::provider::{PASSWORD, SECRET, TestProvider};

/// One client's side of the protocol.
pub struct RelyingParty<'a> {
    pub provider: &'a TestProvider,
    pub client_id: &'a str,
    pub redirect_uri: String,
    pub http: reqwest::Client,
    /// Where its own requests go: the issuer, or one node of it.
    pub address: String,
}

impl<'a> RelyingParty<'a> {
    /// The client `app`.
    pub fn new(provider: &'a TestProvider) -> Self {
        Self::of(provider, "app")
    }

    /// The client of that id.
    pub fn of(provider: &'a TestProvider, client_id: &'a str) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .tls_certs_only([])
            .build()
            .unwrap();
        Self {
            provider,
            client_id,
            redirect_uri: format!("https://{client_id}.example/cb"),
            http,
            address: provider.issuer.clone(),
        }
    }

    /// The authorization URL with the usual parameters; `changes` replace them, an empty value removes one.
    pub fn authorization_url(&self, changes: &[(&str, &str)]) -> String {
        let mut parameters: BTreeMap<&str, &str> = BTreeMap::from([
            ("response_type", "code"),
            ("client_id", self.client_id),
            ("redirect_uri", self.redirect_uri.as_str()),
            ("scope", "openid"),
            ("state", "st4te"),
            ("nonce", "n0nce"),
        ]);
        for (name, value) in changes {
            match *value {
                "" => drop(parameters.remove(name)),
                value => drop(parameters.insert(name, value)),
            }
        }
        let query: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
        format!("{}/authorize?{query}", self.provider.issuer)
    }

    /// Sends the browser to the provider; whatever page or redirect comes.
    pub async fn authorize(&self, browser: &Browser, changes: &[(&str, &str)]) -> Page {
        browser.visit(&self.authorization_url(changes)).await
    }

    /// Signs ada in by the login page and returns the redirect back.
    pub async fn sign_in(&self, browser: &Browser, changes: &[(&str, &str)]) -> Page {
        self.sign_in_as("ada", browser, changes).await
    }

    /// Signs a user in by the login page and returns the redirect back, or the page after it.
    pub async fn sign_in_as(&self, username: &str, browser: &Browser, changes: &[(&str, &str)]) -> Page {
        let login = self.authorize(browser, changes).await;
        assert!(login.body.contains("id=\"password\""), "no login page: {} {}", login.status, login.body);
        browser.submit(&login, &[("username", username), ("password", PASSWORD)]).await
    }

    /// A code for ada.
    pub async fn code(&self, browser: &Browser, changes: &[(&str, &str)]) -> String {
        let answer = self.sign_in(browser, changes).await.answer();
        answer.get("code").unwrap_or_else(|| panic!("no code: {answer:?}")).clone()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Posts to the token endpoint with client_secret_basic.
    pub async fn token(&self, fields: &[(&str, &str)]) -> Page {
        let request = self.http.post(self.url("/token")).basic_auth(self.client_id, Some(SECRET)).form(fields);
        Page::read(request.send().await.unwrap()).await
    }

    /// Redeems a code.
    pub async fn redeem(&self, code: &str) -> Page {
        self.token(&[("grant_type", "authorization_code"), ("code", code), ("redirect_uri", &self.redirect_uri)]).await
    }

    /// Signs ada in and redeems the code.
    pub async fn tokens(&self, browser: &Browser, changes: &[(&str, &str)]) -> Value {
        let code = self.code(browser, changes).await;
        let answer = self.redeem(&code).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// Uses a refresh token.
    pub async fn refresh(&self, refresh_token: &str) -> Page {
        self.token(&[("grant_type", "refresh_token"), ("refresh_token", refresh_token)]).await
    }

    /// Asks userinfo with the token in the header.
    pub async fn userinfo(&self, access_token: &str) -> Page {
        let request = self.http.get(self.url("/userinfo")).bearer_auth(access_token);
        Page::read(request.send().await.unwrap()).await
    }

    /// The public keys that the provider serves.
    pub async fn jwks(&self) -> Value {
        Page::read(self.http.get(self.url("/jwks")).send().await.unwrap()).await.json()
    }
}

/// Header and claims of a JWT, unverified.
pub fn decode(token: &str) -> (Value, Value) {
    let parts: Vec<&str> = token.split('.').collect();
    assert_eq!(parts.len(), 3, "{token}");
    let json = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
    (json(parts[0]), json(parts[1]))
}
