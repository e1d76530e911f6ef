//! Tokens beyond the code flow of one app: the grant without a person, tokens for other APIs, introspection and
//! revocation, and what ends them.

mod client_credentials;
mod codes;
mod exchange;
mod introspection;
mod refresh;
mod resource;
mod resource_for_tests;
mod revocation;
mod strangers;
mod workloads;

use latchkey::protocol::access_token::AccessTokenFormat;
use latchkey::protocol::claims::ScopeDefinition;
use latchkey::protocol::client::{Client, GrantType};
use latchkey::protocol::resource::Resource;
use latchkey::protocol::scope::ScopeSet;
use serde_json::{Value, json};

use crate::support::browser::Page;
use crate::support::provider::{SECRET, client};
use crate::support::{Builder, RelyingParty, TestProvider};

const API: &str = "https://api.example";
const FILES: &str = "urn:example:files";
const OFFLINE: (&str, &str) = ("scope", "openid email offline_access");

fn resource(text: &str) -> Resource {
    Resource::parse(text).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// An app that may have tokens for two APIs.
fn with_resources(client: &mut Client) {
    client.resources = vec![resource(API), resource(FILES)];
}

/// A client that asks for itself, for the scope values `jobs:read` and `jobs:write`.
fn machine() -> Client {
    Client {
        grant_types: vec![GrantType::ClientCredentials],
        redirect_uris: Vec::new(),
        scope: Some(ScopeSet::parse("openid email offline_access jobs:read jobs:write unknown")),
        resources: vec![resource(API)],
        defined_at: Some("config.toml:1".into()),
        ..client("machine")
    }
}

fn with_machine(format: AccessTokenFormat) -> TestProvider {
    Builder::new()
        .client(machine())
        .settings(|settings| {
            settings.tokens.access_token_format = format;
            for scope in ["jobs:read", "jobs:write", "jobs:delete"] {
                settings.catalogue.scopes.insert(scope.into(), ScopeDefinition::default());
            }
        })
        .start()
}

/// Posts a form with HTTP Basic.
async fn post(app: &RelyingParty<'_>, path: &str, fields: &[(&str, &str)]) -> Page {
    let request = app.http.post(app.provider.url(path)).basic_auth(app.client_id, Some(SECRET)).form(fields);
    Page::read(request.send().await.unwrap()).await
}

async fn introspect(app: &RelyingParty<'_>, token: &str) -> Value {
    let page = post(app, "/introspect", &[("token", token)]).await;
    assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"), "{}", page.body);
    page.json()
}

async fn revoke(app: &RelyingParty<'_>, token: &str) {
    let page = post(app, "/revoke", &[("token", token)]).await;
    assert_eq!((page.status.as_u16(), page.body.as_str()), (200, ""));
}

fn inactive() -> Value {
    json!({"active": false})
}

/// Both formats, for what must not depend on it.
const FORMATS: [AccessTokenFormat; 2] = [AccessTokenFormat::Opaque, AccessTokenFormat::Jwt];

fn in_format(format: AccessTokenFormat) -> TestProvider {
    Builder::new().settings(|settings| settings.tokens.access_token_format = format).start()
}
