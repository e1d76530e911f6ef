//! Second factors and passkeys: sign-in, step-up, self-service (SEC-60; rows 52 to 55, 59).

mod demanded;
mod every_way;
mod first_passkey;
mod passkey_demanded;
mod passkey_settings;
mod passkeys;
mod passwords_off;
mod remembered;

mod resource_demands;
mod self_service;
mod switched_off;
mod totp;
mod without_password;

use aws_lc_rs::hmac;
use latchkey::protocol::user::{Definition, Subject, User, UsernameKey};

use crate::support::browser::{Page, attribute, hidden_in};
use crate::support::{Browser, RelyingParty, TestProvider};

/// An authenticator app.
#[derive(Clone)]
pub struct Phone(Vec<u8>);

impl Phone {
    /// Reads the key of the page that sets an app up.
    fn scan(page: &Page) -> Self {
        let key = page.body.split("id=\"key\">").nth(1).unwrap_or_else(|| panic!("no key: {}", page.body));
        let (mut octets, mut bits, mut held) = (Vec::new(), 0_u32, 0);
        for letter in key.split('<').next().unwrap().bytes().filter(|letter| *letter != b' ') {
            let value = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|known| *known == letter).unwrap();
            bits = (bits << 5 | u32::try_from(value).unwrap()) & 0xffff;
            held += 5;
            if held >= 8 {
                held -= 8;
                octets.push(u8::try_from(bits >> held & 0xff).unwrap());
            }
        }
        assert_eq!(octets.len(), 20);
        Self(octets)
    }

    /// The code of now, or of so many steps later.
    fn code_in(&self, provider: &TestProvider, steps: i64) -> String {
        let step = provider.provider.now().seconds() / 30 + steps;
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let octets = tag.as_ref();
        let at = usize::from(octets[19] & 15);
        let number = u32::from_be_bytes(octets[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }

    pub fn code(&self, provider: &TestProvider) -> String {
        self.code_in(provider, 0)
    }
}

/// Sends that form of a page which has `marker` in it.
pub async fn send_form_with(browser: &Browser, page: &Page, marker: &str, filled: &[(&str, &str)]) -> Page {
    let forms = page.body.split("<form").skip(1).map(|form| form.split("</form>").next().unwrap());
    let form =
        forms.into_iter().find(|form| form.contains(marker)).unwrap_or_else(|| panic!("no {marker}: {}", page.body));
    let action = attribute(form.split('>').next().unwrap(), "action").unwrap();
    let action = url::Url::parse(&page.url).unwrap().join(&action).unwrap().to_string();
    let mut fields = hidden_in(form);
    fields.retain(|(name, _)| filled.iter().all(|(given, _)| given != name));
    fields.extend(filled.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&action, &fields).await
}

/// The recovery codes that a page shows.
fn codes_of(page: &Page) -> Vec<String> {
    let list =
        page.body.split("class=\"codes\"").nth(1).unwrap_or_else(|| panic!("no codes: {} {}", page.status, page.body));
    let items = list.split("</ul>").next().unwrap().split("<code>").skip(1);
    items.map(|item| item.split('<').next().unwrap().to_owned()).collect()
}

/// Sets up an app for whoever is signed in on `browser`; the app, and the recovery codes. The clock goes on, so that the
/// next code is a new one.
pub async fn set_up_totp(provider: &TestProvider, browser: &Browser) -> (Phone, Vec<String>) {
    let page = browser.visit(&provider.url("/account/totp")).await;
    let phone = Phone::scan(&page);
    let done = send_form_with(browser, &page, "name=\"secret\"", &[("code", &phone.code(provider))]).await;
    assert_eq!(done.status, 200, "{}", done.body);
    provider.advance(30);
    (phone, codes_of(&done))
}

/// Ada, signed in with her password, with an app.
async fn ada_with_totp(provider: &TestProvider) -> (Browser, Phone, Vec<String>) {
    let browser = Browser::new();
    RelyingParty::new(provider).sign_in(&browser, &[]).await;
    let (phone, codes) = set_up_totp(provider, &browser).await;
    (browser, phone, codes)
}

/// Enters ada's password in a fresh browser, and returns the page that comes: of the second factor, if she has one.
async fn halfway(provider: &TestProvider) -> (Browser, Page) {
    let browser = Browser::new();
    let page = RelyingParty::new(provider).sign_in(&browser, &[]).await;
    (browser, page)
}

/// Whether a page asks for a code.
fn asks_for_code(page: &Page) -> bool {
    page.body.contains("id=\"code\"") && page.body.contains("id=\"confirm\"")
}

/// The redirect back to the app with a code.
fn is_granted(page: &Page) -> bool {
    page.location()
        .is_some_and(|location| location.starts_with("https://app.example/cb?") && location.contains("code="))
}

/// The ID token's claims for the code of a redirect.
async fn claims(provider: &TestProvider, granted: &Page) -> serde_json::Value {
    let answer = granted.answer();
    let code = answer.get("code").unwrap_or_else(|| panic!("{answer:?}"));
    let tokens = RelyingParty::new(provider).redeem(code).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    crate::support::relying_party::decode(tokens.json()["id_token"].as_str().unwrap()).1
}

async fn is_signed_in(provider: &TestProvider, browser: &Browser) -> bool {
    browser.get(&provider.url("/")).await.body.contains("id=\"logout\"")
}

/// What prompt=none says.
async fn silent(provider: &TestProvider, browser: &Browser, changes: &[(&str, &str)]) -> Page {
    let changes: Vec<(&str, &str)> = changes.iter().copied().chain([("prompt", "none")]).collect();
    RelyingParty::new(provider).authorize(browser, &changes).await
}

async fn person(provider: &TestProvider, username: &str) -> User {
    provider.provider.store.user_named(&UsernameKey::of(username)).await.unwrap().unwrap()
}

/// Somebody whom no file defines, with everybody's password.
async fn grace(provider: &TestProvider) -> User {
    let grace = User {
        sub: Subject::new("grace"),
        username: "grace".into(),
        email: None,
        definition: Definition::Database,
        credentials_revision: 1,
        groups: Vec::new(),
        is_admin: false,
        ..person(provider, "ada").await
    };
    provider.provider.store.add_user(&grace).await.unwrap();
    grace
}
