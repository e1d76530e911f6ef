//! Clients that register themselves.

mod assertions;
mod directory;
mod documents;
mod endpoint;
mod localized;
mod management;
mod rules;
mod statements;
mod unapproved;
mod unused;

use latchkey::config::settings::{Rate, RegistrationSettings, Settings};
use serde_json::{Value, json};

use crate::support::browser::Page;
use crate::support::{Builder, TestProvider};

/// Lets anybody register.
pub fn open(settings: &mut Settings) {
    let rate = Rate { events: 1_000, window: std::time::Duration::from_secs(60 * 60) };
    settings.registration = RegistrationSettings {
        enabled: true,
        require_initial_access_token: false,
        rate,
        // Tests of unapproved clients say so.
        redirect_to_unapproved: true,
        ..RegistrationSettings::default()
    };
}

/// A provider where anybody may register.
pub fn open_provider() -> TestProvider {
    Builder::new().settings(open).start()
}

/// A registration request that needs nothing more.
pub fn minimal() -> Value {
    json!({"redirect_uris": ["https://guest.example/cb"], "client_name": "The guest"})
}

/// `minimal` with other members; `null` takes one away.
pub fn with(changes: Value) -> Value {
    let mut metadata = minimal();
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(metadata.as_object_mut().unwrap().remove(name)),
            value => metadata[name] = value.clone(),
        }
    }
    metadata
}

/// Whoever registers.
pub struct Registrar<'a> {
    pub provider: &'a TestProvider,
    pub http: reqwest::Client,
}

impl<'a> Registrar<'a> {
    pub fn new(provider: &'a TestProvider) -> Self {
        Self { provider, http: reqwest::Client::builder().no_proxy().build().unwrap() }
    }

    pub async fn register(&self, metadata: &Value) -> Page {
        Page::read(json_body(self.http.post(self.provider.url("/register")), metadata).send().await.unwrap()).await
    }

    /// Registers, and expects to succeed.
    pub async fn registered(&self, metadata: &Value) -> Value {
        let answer = self.register(metadata).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.json()
    }

    pub async fn read(&self, uri: &str, token: &str) -> Page {
        Page::read(self.http.get(uri).bearer_auth(token).send().await.unwrap()).await
    }

    pub async fn replace(&self, uri: &str, token: &str, metadata: &Value) -> Page {
        Page::read(json_body(self.http.put(uri).bearer_auth(token), metadata).send().await.unwrap()).await
    }

    pub async fn remove(&self, uri: &str, token: &str) -> Page {
        Page::read(self.http.delete(uri).bearer_auth(token).send().await.unwrap()).await
    }
}

/// The request with a JSON body.
pub fn json_body(request: reqwest::RequestBuilder, body: &Value) -> reqwest::RequestBuilder {
    request.header("content-type", "application/json").body(body.to_string())
}

/// A member that is a text.
pub fn text<'a>(answer: &'a Value, name: &str) -> &'a str {
    answer[name].as_str().unwrap_or_else(|| panic!("{name} in {answer}"))
}
