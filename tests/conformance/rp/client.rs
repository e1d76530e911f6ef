//! A client: one of the configuration, or one that registers itself with what the suite sends
//! (OpenID Connect Dynamic Client Registration §3).

use reqwest::header::CONTENT_TYPE;
use serde_json::{Map, Value, json};

use super::key::RpKey;
use crate::op::ODD_SECRET;
use crate::run::Run;
use crate::support::browser::Page;
use crate::variant::{ClientAuth, Variant};

/// A client in hand.
#[derive(Debug, Clone)]
pub struct RpClient {
    pub client_id: String,
    pub client_secret: Option<String>,
    pub redirect_uri: String,
    pub auth: ClientAuth,
    /// What was registered, as the provider answered it; empty for a static client.
    pub metadata: Map<String, Value>,
    /// Its key, where it is not the usual one.
    pub key: Option<std::sync::Arc<RpKey>>,
}

impl RpClient {
    /// A client of the configuration.
    pub fn of_configuration(run: &Run<'_>, client_id: &str) -> Self {
        let (auth, secret) = match client_id {
            "client" => (ClientAuth::SecretBasic, "latchkey-conformance-first-client-secret"),
            "second-client" => (ClientAuth::SecretBasic, "latchkey-conformance-second-client-secret"),
            "client-secret-post" => (ClientAuth::SecretPost, "latchkey-conformance-post-client-secret"),
            "frontchannel-client" => (ClientAuth::SecretBasic, "latchkey-conformance-front-client-secret"),
            "backchannel-client" => (ClientAuth::SecretBasic, "latchkey-conformance-back-client-secret"),
            _ => (ClientAuth::SecretBasic, ODD_SECRET),
        };
        let redirect_uri =
            if client_id == "query-client" { run.op.rp.callback_with_query() } else { run.op.rp.callback() };
        Self {
            client_id: client_id.to_owned(),
            client_secret: Some(secret.to_owned()),
            redirect_uri,
            auth,
            metadata: Map::new(),
            key: None,
        }
    }

    /// The algorithm that its ID tokens must be signed with.
    pub fn id_token_alg(&self) -> &str {
        self.metadata.get("id_token_signed_response_alg").and_then(Value::as_str).unwrap_or("RS256")
    }
}

/// What the suite registers; the modules of refresh tokens add that grant ([`with_refresh_token`]).
pub fn metadata(run: &Run<'_>, variant: Variant) -> Value {
    let response_type = variant.response_type;
    let mut grant_types = Vec::new();
    if response_type.has_code() {
        grant_types.push("authorization_code");
    }
    if response_type.is_front_channel() {
        grant_types.push("implicit");
    }
    json!({
        "client_name": "latchkey conformance client",
        "grant_types": grant_types,
        "response_types": [response_type.as_str()],
        "redirect_uris": [run.op.rp.callback()],
        "token_endpoint_auth_method": variant.client_auth.as_str(),
        "jwks": run.op.key.jwks(),
        "contacts": ["certification@example.com"],
    })
}

/// The change that lets a client of this variant refresh.
pub fn with_refresh_token(run: &Run<'_>) -> Value {
    let mut grant_types = metadata(run, run.variant)["grant_types"].clone();
    grant_types.as_array_mut().unwrap().push(json!("refresh_token"));
    json!({"grant_types": grant_types})
}

impl Run<'_> {
    /// Sends a registration request, whatever it says.
    pub async fn post_registration(&self, metadata: &Value) -> Page {
        let endpoint = self.metadata["registration_endpoint"].as_str().expect("a registration_endpoint");
        let request = self.http.post(endpoint).header(CONTENT_TYPE, "application/json").body(metadata.to_string());
        Page::read(request.send().await.unwrap()).await
    }

    /// Registers a client: the suite's metadata with changes, where `null` leaves a member out.
    pub async fn register(&mut self, changes: Value) -> RpClient {
        let mut sent = metadata(self, self.variant);
        for (name, value) in changes.as_object().unwrap() {
            match value {
                Value::Null => drop(sent.as_object_mut().unwrap().remove(name)),
                value => sent[name] = value.clone(),
            }
        }
        let answer = self.post_registration(&sent).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        assert!(answer.header("content-type").starts_with("application/json"));
        let metadata = answer.json().as_object().unwrap().clone();
        self.to_delete.extend(management(&metadata));
        assert!(!metadata.contains_key("error"), "{metadata:?}");
        let text = |name: &str| metadata.get(name).map(|value| value.as_str().unwrap().to_owned());
        let client_id = text("client_id").filter(|id| !id.is_empty()).expect("a client_id");
        let client_secret = text("client_secret");
        if client_secret.is_some() {
            assert!(metadata["client_secret_expires_at"].is_u64(), "{metadata:?}");
        }
        for (name, value) in sent.as_object().unwrap() {
            assert_eq!(metadata.get(name), Some(value), "{name} is echoed");
        }
        let method = sent["token_endpoint_auth_method"].as_str().unwrap();
        let auth = ALL.into_iter().find(|auth| auth.as_str() == method).unwrap();
        let redirect_uri = sent["redirect_uris"][0].as_str().unwrap().to_owned();
        RpClient { client_id, client_secret, redirect_uri, auth, metadata, key: None }
    }

    /// Deletes what the module registered: 204 each (RFC 7592 §2.3).
    pub async fn delete_clients(&mut self) {
        for (uri, token) in std::mem::take(&mut self.to_delete) {
            let answer = self.http.delete(&uri).bearer_auth(&token).send().await.unwrap();
            assert_eq!(answer.status(), 204, "DELETE {uri}");
        }
    }
}

const ALL: [ClientAuth; 4] =
    [ClientAuth::SecretBasic, ClientAuth::SecretPost, ClientAuth::SecretJwt, ClientAuth::PrivateKeyJwt];

/// Where a client is managed, and by which token: both or neither.
fn management(metadata: &Map<String, Value>) -> Option<(String, String)> {
    let text = |name: &str| metadata.get(name).map(|value| value.as_str().unwrap().to_owned());
    match (text("registration_client_uri"), text("registration_access_token")) {
        (Some(uri), Some(token)) => {
            assert!(uri.starts_with("https://"), "{uri}");
            Some((uri, token))
        }
        (None, None) => None,
        _ => panic!("registration_client_uri and registration_access_token come together: {metadata:?}"),
    }
}
