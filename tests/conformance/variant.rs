//! What a plan varies: the words of the suite, as it prints them.

use std::fmt;

use latchkey::protocol::response_type::ResponseType;

/// How the relying party is known to the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registration {
    /// It stands in the configuration.
    Static,
    /// It registers itself for each module, and is deleted afterwards.
    Dynamic,
}

/// How it proves itself at the token endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientAuth {
    SecretBasic,
    SecretPost,
    SecretJwt,
    PrivateKeyJwt,
}

impl ClientAuth {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SecretBasic => "client_secret_basic",
            Self::SecretPost => "client_secret_post",
            Self::SecretJwt => "client_secret_jwt",
            Self::PrivateKeyJwt => "private_key_jwt",
        }
    }
}

/// One column of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variant {
    pub response_type: ResponseType,
    pub form_post: bool,
    pub registration: Registration,
    pub client_auth: ClientAuth,
}

impl Variant {
    pub fn new(response_type: ResponseType, form_post: bool, registration: Registration) -> Self {
        Self { response_type, form_post, registration, client_auth: ClientAuth::SecretBasic }
    }

    pub fn is_dynamic(self) -> bool {
        self.registration == Registration::Dynamic
    }

    /// Whether an access token comes at all.
    pub fn has_access_token(self) -> bool {
        self.response_type.has_code() || self.response_type.has_token()
    }
}

impl fmt::Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mode = if self.form_post { ", form_post" } else { "" };
        let registration = if self.is_dynamic() { "dynamic_client" } else { "static_client" };
        let auth = match self.client_auth {
            ClientAuth::SecretBasic => String::new(),
            other => format!(", {}", other.as_str()),
        };
        write!(f, "{}{mode}, {registration}{auth}", self.response_type.as_str())
    }
}
