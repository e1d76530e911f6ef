//! The authorization endpoint's rules (OpenID Connect Core §3.1.2, RFC 6749 §4.1, RFC 9700).
//!
//! What arrives becomes a [`ReplyTo`] — proof that an answer may be sent there — before anything else is looked at;
//! then the checks, in listed order, make it a [`VerifiedRequest`]. [`next_step`] decides what the person must see,
//! and [`issue`] grants. Nothing here knows of HTTP.

pub mod advice;
pub mod arrived;
pub mod assurance;
pub mod checks;
pub mod discovery;
pub mod issue;
pub mod next_step;
pub mod polled;
pub mod rehearsal;
pub mod reply_to;
pub mod respond;
pub mod verified;

pub use advice::Advice;
pub use arrived::{Arrived, ObjectFault};
pub use reply_to::{ReplyTo, Unanswerable};
pub use verified::{Destination, VerifiedRequest};

use crate::clock::Timestamp;
use crate::protocol::authorization_details::DetailTypes;
use crate::protocol::claims::ClaimCatalogue;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::error::ErrorCode;
use crate::protocol::id_token::{IdTokenHint, IdTokenHintError};
use crate::protocol::parameters::{ParameterError, Parameters};
use crate::protocol::scope::ScopeSet;

/// An error that goes to the client, and where.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// Who asked.
    pub client_id: ClientId,
    /// The proven place.
    pub reply_to: ReplyTo,
    /// The code.
    pub code: ErrorCode,
    /// For the client's developer.
    pub description: String,
    /// For the operator, where a line of the configuration would mend it.
    pub advice: Option<Advice>,
    /// Whether the answer is one of OpenID Connect, which carries `session_state`, and not one of OAuth 2.0 alone.
    pub is_openid: bool,
}

/// Why a request got no further.
#[derive(Debug, Clone)]
pub enum AuthorizationError {
    /// The client or the redirect URI is at fault: a page, never a redirect (SEC-4).
    Unanswerable(Unanswerable),
    /// Every other fault goes to the client.
    Refused(Refusal),
}

/// What a check says when it refuses.
pub type CheckError = (ErrorCode, String);

/// What all the checks say of a request that is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// For the client.
    pub code: ErrorCode,
    /// For the client's developer.
    pub description: String,
    /// For the operator.
    pub advice: Option<Advice>,
}

impl Fault {
    /// A fault that a line of the configuration would mend.
    pub fn with(code: ErrorCode, description: impl Into<String>, advice: Advice) -> Self {
        Self { code, description: description.into(), advice: Some(advice) }
    }
}

impl From<CheckError> for Fault {
    fn from((code, description): CheckError) -> Self {
        Self { code, description, advice: None }
    }
}

/// What the checks may consult.
pub struct Context<'a> {
    /// Finds an enabled client.
    pub client: &'a dyn Fn(&ClientId) -> Option<std::sync::Arc<Client>>,
    /// This server.
    pub issuer: &'a str,
    /// Known scopes and claims.
    pub catalogue: &'a ClaimCatalogue,
    /// Known types of `authorization_details`.
    pub detail_types: &'a DetailTypes,
    /// Verifies the signature of an `id_token_hint`.
    pub id_token_hint: &'a dyn Fn(&str) -> Result<IdTokenHint, IdTokenHintError>,
    /// Whether anybody may make an account.
    pub sign_up: bool,
    /// Now.
    pub now: Timestamp,
}

/// Makes a verified request of what arrived.
pub fn verify(arrived: &Arrived<'_>, context: &Context<'_>) -> Result<VerifiedRequest, AuthorizationError> {
    let outside = Parameters::parse(arrived.encoded);
    let (readable, fault) = match (outside, &arrived.object) {
        (Err(fault), _) => {
            let readable = parameters_despite(arrived.encoded, &fault).map_err(AuthorizationError::Unanswerable)?;
            (readable, Some((ErrorCode::InvalidRequest, fault.to_string())))
        }
        (Ok(_), Some(Ok(inside))) => (inside.clone(), None),
        (Ok(outside), Some(Err(fault))) => (outside, Some((fault.code, fault.description.clone()))),
        (Ok(outside), None) => (outside, None),
    };
    let proven = reply_to::prove(&readable, context.client);
    // What an object that cannot be read may have asked for is not known.
    let unread = matches!(arrived.object, Some(Err(_)));
    let is_openid = || unread || ScopeSet::parse(readable.get("scope").unwrap_or_default()).contains("openid");
    let (reply_to, client) = proven.map_err(|unanswerable| match &arrived.object {
        // The redirect URI may well stand in the object that could not be read: that is what must be mended.
        Some(Err(fault)) => AuthorizationError::Unanswerable(unanswerable.because_of_object(&fault.description)),
        _ => AuthorizationError::Unanswerable(unanswerable),
    })?;
    let checked = match fault {
        None => checks::run(&readable, &client, context),
        Some(fault) => Err(fault.into()),
    };
    match checked {
        Ok(checked) => Ok(VerifiedRequest::new(client.client_id.clone(), Destination::Browser(reply_to), checked)),
        Err(Fault { code, description, advice }) => Err(AuthorizationError::Refused(Refusal {
            client_id: client.client_id.clone(),
            reply_to,
            code,
            description,
            advice,
            is_openid: is_openid(),
        })),
    }
}

/// The parameters that an error may still be answered by. One that decides where the answer goes must be whole.
fn parameters_despite(encoded: &[u8], fault: &ParameterError) -> Result<Parameters, Unanswerable> {
    match fault.parameter() {
        Some(name) if !matches!(name, "client_id" | "redirect_uri" | "response_mode") => {
            let lenient = Parameters::parse_leniently(encoded);
            Ok(if name == "state" { lenient.without("state") } else { lenient })
        }
        _ => Err(Unanswerable::Unreadable(fault.clone())),
    }
}
