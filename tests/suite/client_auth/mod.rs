//! Clients that prove themselves by assertions (RFC 7523, OpenID Connect Core §9): every rule with what it refuses.

pub mod assertions;
mod attacks;
mod grants;
mod keys;
mod libraries;
mod lowering;
mod rules;

use std::sync::Arc;

use latchkey::jose::jwk::JwkSet;
use latchkey::protocol::client::{Client, ClientAuthMethod, ClientSecret};
use latchkey::secret::Secret;
use serde_json::{Value, json};

use crate::support::TestProvider;
use crate::support::browser::Page;
use crate::support::provider::client;

/// Long enough for every MAC.
pub const LONG_SECRET: &str = "a-secret-of-sixty-four-bytes-or-more-as-hs512-wants-it-for-its-macs";

/// A client that makes MACs with [`LONG_SECRET`].
pub fn with_macs(client_id: &str) -> Client {
    Client {
        token_endpoint_auth_method: Some(ClientAuthMethod::ClientSecretJwt),
        secrets: [ClientSecret::Clear(Secret::new(LONG_SECRET))].into(),
        ..client(client_id)
    }
}

/// A client that signs with these keys.
pub fn with_keys(client_id: &str, keys: &[Value]) -> Client {
    Client { jwks: Some(Arc::new(JwkSet::from_value(&json!({"keys": keys})).unwrap())), ..signing(client_id) }
}

/// A client that signs with the keys that are served here.
pub fn with_keys_at(client_id: &str, jwks_uri: &str) -> Client {
    Client { jwks_uri: Some(jwks_uri.to_owned()), ..signing(client_id) }
}

fn signing(client_id: &str) -> Client {
    Client {
        token_endpoint_auth_method: Some(ClientAuthMethod::PrivateKeyJwt),
        secrets: [].into(),
        ..client(client_id)
    }
}

/// Posts to the token endpoint.
async fn post(provider: &TestProvider, fields: &[(&str, &str)]) -> Page {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    Page::read(http.post(provider.url("/token")).form(fields).send().await.unwrap()).await
}

/// Tries an assertion on a grant that fails: whoever is authenticated is told so.
async fn outcome(provider: &TestProvider, assertion: &str) -> Page {
    let mut fields = vec![("grant_type", "refresh_token"), ("refresh_token", "unknown")];
    fields.extend(assertions::fields(assertion));
    post(provider, &fields).await
}

/// Whether the assertion authenticates, or the reason that the client is told.
pub async fn try_out(provider: &TestProvider, assertion: &str) -> Result<(), String> {
    let page = outcome(provider, assertion).await;
    let answer = page.json();
    let error = answer["error"].as_str().unwrap();
    match (page.status.as_u16(), error) {
        (400, "invalid_grant") => Ok(()),
        (401, "invalid_client") => Err(answer["error_description"].as_str().unwrap().to_owned()),
        // Nobody knows; why is told to the log alone.
        (503, "temporarily_unavailable") => {
            assert_eq!(page.header("retry-after"), "5");
            Err(answer["error_description"].as_str().unwrap().to_owned())
        }
        other => panic!("{other:?}: {}", page.body),
    }
}
