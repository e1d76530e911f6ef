//! Proof that a response may be sent somewhere: no function redirects without a [`ReplyTo`], and only [`prove`]
//! makes one (RFC 6749 §3.1.2.4; SEC-4, I4).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::protocol::ascii_uri::host_remark;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::parameters::{ParameterError, Parameters};
use crate::protocol::response_mode::ResponseMode;
use crate::protocol::response_type::ResponseType;

/// A registered redirect URI of a known client, with the `response_mode` and `state` of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyTo {
    redirect_uri: String,
    response_mode: ResponseMode,
    state: Option<String>,
}

impl ReplyTo {
    /// The redirect URI, byte for byte as sent.
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// How parameters travel.
    pub fn response_mode(&self) -> ResponseMode {
        self.response_mode
    }

    /// `state`, byte for byte.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }
}

/// Why no answer may be sent to the client: the person sees a page instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unanswerable {
    /// The parameters that name client and redirect URI cannot be read.
    #[error("{0}")]
    Unreadable(ParameterError),
    /// No `client_id`.
    #[error("client_id is missing")]
    ClientIdMissing,
    /// Not registered, or disabled.
    #[error("client_id is not registered")]
    UnknownClient(String),
    /// No `redirect_uri`; Core §3.1.2.1 requires it, and none is guessed (SEC-5).
    #[error("redirect_uri is missing")]
    RedirectUriMissing(ClientId),
    /// The answer was to be a JWT, and there is no key for it.
    #[error("{words}")]
    NoKey {
        /// The client.
        client_id: ClientId,
        /// Which key is missing.
        words: String,
    },
    /// A request object that cannot be used, in a request that names no registered redirect URI beside it.
    #[error("{words}")]
    RequestObject {
        /// The client.
        client_id: ClientId,
        /// What is wrong with the object.
        words: String,
    },
    /// Not one of the registered ones.
    #[error("redirect_uri is not registered{}", host_remark(sent))]
    RedirectUriNotRegistered {
        /// The client.
        client: Arc<Client>,
        /// What was sent.
        sent: String,
    },
}

impl Unanswerable {
    /// The same fault, where a request object that could not be read may have held the missing part.
    pub(super) fn because_of_object(self, words: &str) -> Self {
        let client_id = match &self {
            Self::RedirectUriMissing(client_id) => client_id.clone(),
            Self::RedirectUriNotRegistered { client, .. } => client.client_id.clone(),
            _ => return self,
        };
        Self::RequestObject { client_id, words: words.to_owned() }
    }
}

/// Proves where the answer to `parameters` goes.
pub fn prove(
    parameters: &Parameters,
    find_client: &dyn Fn(&ClientId) -> Option<Arc<Client>>,
) -> Result<(ReplyTo, Arc<Client>), Unanswerable> {
    let sent_id = parameters.get("client_id").ok_or(Unanswerable::ClientIdMissing)?;
    let client = ClientId::parse(sent_id)
        .and_then(|client_id| find_client(&client_id))
        .ok_or_else(|| Unanswerable::UnknownClient(sent_id.to_owned()))?;
    let sent =
        parameters.get("redirect_uri").ok_or_else(|| Unanswerable::RedirectUriMissing(client.client_id.clone()))?;
    if client.registered_redirect_uri(sent).is_none() {
        return Err(Unanswerable::RedirectUriNotRegistered { client, sent: sent.to_owned() });
    }
    let response_mode = response_mode(parameters, &client);
    let state = parameters.get("state").map(str::to_owned);
    Ok((ReplyTo { redirect_uri: sent.to_owned(), response_mode, state }, client))
}

/// How the answer travels: as asked where that is allowed, else as the response type has it, in the query where even
/// that is unknown. An error goes the same way (Multiple Response Types §5), and in a JWT where one was asked for (JARM
/// §2.1) or the client gets nothing else.
fn response_mode(parameters: &Parameters, client: &Client) -> ResponseMode {
    let response_type = parameters.get("response_type").and_then(ResponseType::parse).unwrap_or_default();
    let usual = response_type.default_mode();
    let mode = match parameters.get("response_mode").and_then(|sent| ResponseMode::parse(sent, usual)) {
        Some(asked) if response_type.allows(asked) => asked,
        Some(asked) if asked.is_jwt() => usual.as_jwt(),
        _ => usual,
    };
    if client.rules().allows_response_mode(mode) { mode } else { mode.as_jwt() }
}
