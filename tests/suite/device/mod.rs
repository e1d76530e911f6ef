//! The device authorization grant (RFC 8628): a device asks, a person types its code elsewhere and allows it, the device polls.

mod ends;
mod guesses;
mod pages;
mod polls;
mod requests;

use latchkey::protocol::client::{Client, ConsentMode, GrantType};
use latchkey::protocol::redirect_uri::ApplicationType;
use serde_json::Value;

use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, SECRET, client, public_client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// A television: it has no browser, and cannot keep a secret.
fn tv() -> Client {
    Client {
        client_name: "The television".to_owned(),
        application_type: ApplicationType::Native,
        redirect_uris: Vec::new(),
        response_types: Vec::new(),
        grant_types: vec![GrantType::DeviceCode, GrantType::RefreshToken],
        consent: ConsentMode::Remember,
        ..public_client("tv")
    }
}

/// A box that proves itself by a secret, and may do the same.
fn set_top_box() -> Client {
    Client { grant_types: vec![GrantType::DeviceCode, GrantType::RefreshToken], ..client("box") }
}

fn builder() -> Builder {
    Builder::new().client(tv()).client(set_top_box())
}

fn provider() -> TestProvider {
    builder().start()
}

/// A device, by the client that it is.
struct Device<'a> {
    app: RelyingParty<'a>,
    secret: Option<&'static str>,
}

impl<'a> Device<'a> {
    fn tv(provider: &'a TestProvider) -> Self {
        Self { app: RelyingParty::of(provider, "tv"), secret: None }
    }

    fn set_top_box(provider: &'a TestProvider) -> Self {
        Self { app: RelyingParty::of(provider, "box"), secret: Some(SECRET) }
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.app.http.post(format!("{}{path}", self.app.address));
        let mut fields = fields.to_vec();
        let request = match self.secret {
            Some(secret) => request.basic_auth(self.app.client_id, Some(secret)),
            None => {
                fields.push(("client_id", self.app.client_id));
                request
            }
        };
        Page::read(request.form(&fields).send().await.unwrap()).await
    }

    async fn ask(&self, fields: &[(&str, &str)]) -> Asked {
        let page = self.post("/device_authorization", fields).await;
        assert_eq!(page.status, 200, "{}", page.body);
        Asked(page.json())
    }

    async fn poll(&self, asked: &Asked) -> Page {
        self.post("/token", &[("grant_type", GRANT), ("device_code", asked.text("device_code"))]).await
    }

    /// Polls, and expects this error.
    async fn poll_error(&self, asked: &Asked) -> String {
        error(&self.poll(asked).await)
    }
}

fn error(page: &Page) -> String {
    assert_eq!(page.status, 400, "{}", page.body);
    page.json()["error"].as_str().unwrap().to_owned()
}

/// What a device was answered.
struct Asked(Value);

impl Asked {
    fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_else(|| panic!("no {name}: {}", self.0))
    }

    fn code(&self) -> &str {
        self.text("user_code")
    }
}

/// Signs somebody in and follows the link of the device; the page with the code.
async fn arrive(browser: &Browser, asked: &Asked, username: &str) -> Page {
    let page = browser.visit(asked.text("verification_uri_complete")).await;
    if page.body.contains("id=\"password\"") {
        return browser.submit(&page, &[("username", username), ("password", PASSWORD)]).await;
    }
    page
}

/// The page that asks whether ada allows it.
async fn confirmation(browser: &Browser, asked: &Asked) -> Page {
    let page = arrive(browser, asked, "ada").await;
    browser.submit(&page, &[("user_code", asked.code())]).await
}

/// Ada allows it.
async fn allow(browser: &Browser, asked: &Asked) -> Page {
    let page = confirmation(browser, asked).await;
    assert!(page.body.contains("id=\"allow\""), "{} {}", page.status, page.body);
    browser.submit(&page, &[("decision", "allow")]).await
}

/// What the device gets once ada has allowed it.
async fn tokens(device: &Device<'_>, browser: &Browser, fields: &[(&str, &str)]) -> Value {
    let asked = device.ask(fields).await;
    allow(browser, &asked).await;
    let page = device.poll(&asked).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.json()
}
