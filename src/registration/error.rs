//! Why a registration, or a change of one, was refused.

use crate::protocol::client_rules::Fault;
use crate::protocol::error::ErrorCode;
use crate::store::StoreError;

/// What went wrong. Sentences go to whoever registers; nothing of the server's inside is in them.
#[derive(Debug, thiserror::Error)]
pub enum RegistrationError {
    /// A value.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The body is no JSON object, or one that two readers could understand differently.
    #[error("the body must be one JSON object without repeated members")]
    Malformed,
    /// A change that names what only the server decides, or another client or secret (RFC 7592 §2.2).
    #[error("{0}")]
    InvalidChange(&'static str),
    /// The software statement does not hold.
    #[error("software_statement: {0}")]
    InvalidStatement(String),
    /// Nobody's statements are trusted here.
    #[error("software_statement: this server trusts no issuer of software statements; leave it out")]
    UnapprovedStatement,
    /// The token is missing, or does not open this.
    #[error("the token is missing, unknown, expired or revoked")]
    Unauthorized {
        /// Whether one was sent.
        sent: bool,
    },
    /// As many clients as there may be.
    #[error("no further client can be registered now")]
    Full,
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl RegistrationError {
    /// The code (RFC 7591 §3.2.2).
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Fault(fault) if fault.field == "redirect_uris" => ErrorCode::InvalidRedirectUri,
            Self::Fault(_) | Self::Malformed => ErrorCode::InvalidClientMetadata,
            Self::InvalidChange(_) => ErrorCode::InvalidRequest,
            Self::InvalidStatement(_) => ErrorCode::InvalidSoftwareStatement,
            Self::UnapprovedStatement => ErrorCode::UnapprovedSoftwareStatement,
            Self::Unauthorized { .. } => ErrorCode::InvalidToken,
            Self::Full | Self::Store(_) => ErrorCode::TemporarilyUnavailable,
        }
    }
}
