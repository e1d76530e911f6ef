//! Rich Authorization Requests (RFC 9396): what an app asks for in detail is shown, allowed this once, and in its tokens.

mod consent;
mod requests;
mod tokens;

use std::collections::BTreeMap;

use latchkey::protocol::access_token::AccessTokenFormat;
use latchkey::protocol::authorization_details::schema::Schema;
use latchkey::protocol::authorization_details::sentence::Sentence;
use latchkey::protocol::authorization_details::{DetailType, Users, Words};
use latchkey::protocol::client::{Client, ClientId, GrantType};
use latchkey::protocol::introspection::IntrospectionRight;
use latchkey::protocol::language::LanguageTag;
use latchkey::protocol::resource::Resource;
use serde_json::{Value, json};

use crate::support::browser::Page;
use crate::support::provider::{SECRET, client};
use crate::support::{Browser, Builder, RelyingParty};

const BANK: &str = "https://bank.example";
const FILES: &str = "urn:example:files";
const OFFLINE: (&str, &str) = ("scope", "openid offline_access");

fn resource(text: &str) -> Resource {
    Resource::parse(text).unwrap()
}

fn words(sentence: &str, labels: &[(&str, &str)]) -> Words {
    let labels = labels.iter().map(|(path, label)| ((*path).to_owned(), (*label).to_owned())).collect();
    Words { sentence: Sentence::parse(sentence).unwrap(), labels }
}

pub fn payment(users: Users) -> DetailType {
    DetailType {
        schema: Schema::parse(&json!({
            "required": ["amount", "creditor"],
            "properties": {
                "amount": {"type": "string", "pattern": r"^\d+\.\d\d$"},
                "creditor": {
                    "required": ["name"], "properties": {"name": {"type": "string"}, "iban": {"type": "string"}},
                },
                "actions": {"type": "array", "items": {"enum": ["initiate", "status"]}},
                "locations": {"type": "array", "items": {"type": "string", "format": "uri"}},
            },
        }))
        .unwrap(),
        users,
        words: words("Pay {amount} EUR to {creditor.name}", &[("creditor.iban", "Account")]),
        localized: BTreeMap::from([(
            LanguageTag::parse("de").unwrap(),
            words("{creditor.name} {amount} EUR zahlen", &[("creditor.iban", "Konto")]),
        )]),
    }
}

/// The app `app` may ask for payments, `machine` too for itself; `bank` is told of tokens for its resource.
fn builder() -> Builder {
    let listed = ["app", "machine"].map(|name| ClientId::parse(name).unwrap());
    let machine = Client {
        grant_types: vec![GrantType::ClientCredentials],
        redirect_uris: Vec::new(),
        resources: vec![resource(BANK)],
        defined_at: Some("config.toml:1".into()),
        ..client("machine")
    };
    let bank = Client { introspect: vec![IntrospectionRight::For(resource(BANK))], ..client("bank") };
    Builder::new()
        .app(|app| app.resources = vec![resource(BANK), resource(FILES)])
        .client(machine)
        .client(bank)
        .client(client("other"))
        .settings(|settings| settings.authorization_details.insert("payment", payment(Users::These(listed.into()))))
}

fn in_format(format: AccessTokenFormat) -> Builder {
    builder().settings(|settings| settings.tokens.access_token_format = format)
}

pub fn pay(amount: &str) -> Value {
    json!({"type": "payment", "amount": amount, "creditor": {"name": "Bücher & Co."}})
}

/// Signs ada in where she is not, allows what the page asks, and returns the redirect back.
async fn allowed(app: &RelyingParty<'_>, browser: &Browser, changes: &[(&str, &str)]) -> Page {
    let mut page = app.authorize(browser, changes).await;
    if page.body.contains("id=\"password\"") {
        page = app.sign_in(browser, changes).await;
    }
    assert!(page.body.contains("id=\"allow\""), "no question: {} {}", page.status, page.body);
    browser.submit(&page, &[("decision", "allow")]).await
}

async fn code(app: &RelyingParty<'_>, details: &Value, changes: &[(&str, &str)]) -> String {
    let sent = details.to_string();
    let changes = [&[("authorization_details", sent.as_str())], changes].concat();
    let answer = allowed(app, &Browser::new(), &changes).await.answer();
    answer.get("code").unwrap_or_else(|| panic!("no code: {answer:?}")).clone()
}

async fn redeem(app: &RelyingParty<'_>, code: &str, more: &[(&str, &str)]) -> Page {
    let fields = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", &app.redirect_uri)];
    app.token(&[&fields[..], more].concat()).await
}

async fn refresh(app: &RelyingParty<'_>, tokens: &Value, more: &[(&str, &str)]) -> Page {
    let fields = [("grant_type", "refresh_token"), ("refresh_token", tokens["refresh_token"].as_str().unwrap())];
    app.token(&[&fields[..], more].concat()).await
}

async fn introspected(app: &RelyingParty<'_>, token: &Value) -> Value {
    let form = [("token", token.as_str().unwrap())];
    let request = app.http.post(app.provider.url("/introspect")).basic_auth(app.client_id, Some(SECRET)).form(&form);
    Page::read(request.send().await.unwrap()).await.json()
}

#[track_caller]
fn assert_refused(page: &Page, words: &str) {
    let answer = page.json();
    assert_eq!((page.status.as_u16(), &answer["error"]), (400, &"invalid_authorization_details".into()), "{answer}");
    assert!(answer["error_description"].as_str().unwrap().contains(words), "{words}: {answer}");
}
