//! An authorization request as the suite makes one.

use latchkey::protocol::response_type::ResponseType;

use super::client::RpClient;
use crate::run::Run;

/// An authorization request of a client.
#[derive(Debug, Clone)]
pub struct Request {
    pub client: RpClient,
    pub parameters: Vec<(String, String)>,
}

/// Text that no URL needs to escape and some do all the same.
const AWKWARD: &str = "-._~";

/// A `state` or `nonce` of that length; it ends in what is awkward.
pub fn awkward_text(length: usize) -> String {
    let mut text: String = std::iter::repeat_with(latchkey::random::token).take(length / 40 + 1).collect();
    text.truncate(length - AWKWARD.len());
    text + AWKWARD
}

impl Request {
    /// The usual one for the module's variant, with changes; an empty value removes a parameter.
    pub fn new(run: &Run<'_>, client: &RpClient, changes: &[(&str, &str)]) -> Self {
        let (state, nonce) = (awkward_text(16), awkward_text(43));
        let mut parameters: Vec<(String, String)> = [
            ("client_id", client.client_id.as_str()),
            ("redirect_uri", &client.redirect_uri),
            ("scope", "openid"),
            ("state", &state),
            ("nonce", &nonce),
            ("response_type", run.variant.response_type.as_str()),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        if run.variant.form_post {
            parameters.push(("response_mode".to_owned(), "form_post".to_owned()));
        }
        let mut request = Self { client: client.clone(), parameters };
        for (name, value) in changes {
            request.set(name, value);
        }
        request
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.parameters.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.parameters.push((name.to_owned(), value.to_owned()));
        }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// As a form or a query.
    pub fn encoded(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.parameters).finish()
    }

    /// The URL that the browser is sent to.
    pub fn url(&self, run: &Run<'_>) -> String {
        let endpoint = run.metadata["authorization_endpoint"].as_str().unwrap();
        format!("{endpoint}?{}", self.encoded())
    }

    pub fn response_type(&self) -> Option<ResponseType> {
        ResponseType::parse(self.get("response_type")?)
    }
}
