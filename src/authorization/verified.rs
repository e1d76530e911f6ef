//! A request that passed every check; only [`super::verify`] makes one, and it rests in an interaction until granted.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::reply_to::ReplyTo;
use crate::protocol::claims::ClaimsRequest;
use crate::protocol::client::{Client, ClientId, GrantType};
use crate::protocol::dpop::Thumbprint;
use crate::protocol::pkce::CodeChallenge;
use crate::protocol::prompt::Prompt;
use crate::protocol::resource::Resource;
use crate::protocol::response_type::ResponseType;
use crate::protocol::scope::ScopeSet;
use crate::secret::Digest;

/// What the checks made of the parameters.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Checked {
    /// `response_type`, one that the client registered.
    #[serde(default)]
    pub response_type: ResponseType,
    /// Known values that the client may ask for. Without `openid`, the request is one of OAuth 2.0 alone.
    pub scope: ScopeSet,
    /// `resource` (RFC 8707), each registered for the client.
    #[serde(default)]
    pub resource: Vec<Resource>,
    /// Whether scope values were asked for and left out, so that the answer must say what was granted
    /// (RFC 6749 §4.2.2).
    #[serde(default)]
    pub scope_differs: bool,
    /// Those scope values, for the log.
    #[serde(skip)]
    pub left_out: Vec<String>,
    /// `nonce`, byte for byte.
    pub nonce: Option<String>,
    /// `prompt`.
    pub prompt: Prompt,
    /// `max_age`, or the client's `default_max_age`.
    pub max_age: Option<Duration>,
    /// Whether the ID token must have `auth_time`.
    pub auth_time_required: bool,
    /// `acr_values`, most wanted first.
    pub acr_values: Vec<String>,
    /// `login_hint`, at most 255 characters.
    pub login_hint: Option<String>,
    /// The `sub` that `id_token_hint` or the `claims` parameter insists on.
    pub required_sub: Option<String>,
    /// `display`; a popup keeps its opener.
    pub display: Option<String>,
    /// `ui_locales`, as sent.
    pub ui_locales: Option<String>,
    /// `claims_locales`, as sent.
    pub claims_locales: Option<String>,
    /// `claims`.
    pub claims: Option<ClaimsRequest>,
    /// PKCE.
    pub code_challenge: Option<CodeChallenge>,
    /// `dpop_jkt` (RFC 9449 §10): the key that the code is for.
    #[serde(default)]
    pub dpop_jkt: Option<Thumbprint>,
}

/// A verified authorization request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct VerifiedRequest {
    client_id: ClientId,
    reply_to: Destination,
    checked: Checked,
}

/// Where the answer goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Destination {
    /// With the browser back to the app.
    Browser(ReplyTo),
    /// To the client when it next asks the token endpoint; the browser stays here.
    Polled(Polled),
}

/// A request that its client polls for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Polled {
    /// The digest of what it polls with.
    pub polled: Digest,
    /// The grant that it polls with.
    pub grant_type: GrantType,
}

impl Checked {
    /// Whether this is an Authentication Request of OpenID Connect (Core §3.1.2.1) and not one of OAuth 2.0 alone.
    pub fn is_openid(&self) -> bool {
        self.scope.contains("openid")
    }
}

impl VerifiedRequest {
    pub(super) fn new(client_id: ClientId, reply_to: Destination, checked: Checked) -> Self {
        Self { client_id, reply_to, checked }
    }

    /// Who asks.
    pub fn client_id(&self) -> &ClientId {
        &self.client_id
    }

    /// Where the answer goes.
    pub fn destination(&self) -> &Destination {
        &self.reply_to
    }

    /// Where the browser goes with the answer; `None` where it stays here.
    pub fn reply_to(&self) -> Option<&ReplyTo> {
        match &self.reply_to {
            Destination::Browser(reply_to) => Some(reply_to),
            Destination::Polled(_) => None,
        }
    }

    /// What its client polls with; `None` where the browser carries the answer.
    pub fn polled(&self) -> Option<&Polled> {
        match &self.reply_to {
            Destination::Browser(_) => None,
            Destination::Polled(polled) => Some(polled),
        }
    }

    /// Whether the client is registered for what it asks by this request, as it is now.
    pub fn is_registered_for(&self, client: &Client) -> bool {
        match &self.reply_to {
            Destination::Browser(_) => client.may_ask_for(self.checked.response_type),
            Destination::Polled(polled) => client.may_use(polled.grant_type),
        }
    }

    /// What is asked.
    pub fn asked(&self) -> &Checked {
        &self.checked
    }
}
