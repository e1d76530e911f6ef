//! Why a client was not authenticated: one sentence for the client, which gives nothing away, and one for the log,
//! which says what to change.

use super::authorities::IssuerFault;
use super::{BasicError, TooBusy, WorkloadError};
use crate::client_keys::ClientKeysError;
use crate::jose::jws::{JwsError, VerifySetError};
use crate::protocol::client_assertion::{self, AssertionFault};
use crate::protocol::security_profile::SecurityProfile;
use crate::store::StoreError;

/// Why a client was not authenticated; the sentence is for the client.
#[derive(Debug, thiserror::Error)]
pub enum ClientAuthError {
    /// RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
    #[error("the client used more than one authentication method")]
    SeveralMethods,
    /// The Authorization header is not Basic credentials.
    #[error("the Authorization header is not well-formed Basic credentials: {0}")]
    Malformed(#[from] BasicError),
    /// The assertion is no JWT.
    #[error("client_assertion cannot be read: {0}")]
    MalformedAssertion(#[from] JwsError),
    /// Assertion and type are not both there, or the type is another.
    #[error("client_assertion needs client_assertion_type {}", client_assertion::TYPE)]
    AssertionType,
    /// The assertion has no `sub`.
    #[error("client_assertion has no sub")]
    NobodysAssertion,
    /// `client_id` is not `sub`.
    #[error("client_id differs from sub of client_assertion")]
    OthersAssertion,
    /// Nothing says who asks.
    #[error("client authentication is missing")]
    Missing,
    /// Unknown client, or wrong secret or key: the client cannot tell which. What an assertion says wrong is told to
    /// whoever signed it.
    #[error("client authentication failed{}", reason.hint().map(|hint| format!(": {hint}")).unwrap_or_default())]
    Failed {
        /// For the log: whom it said it was.
        client_id: String,
        /// For the log: what an operator should know.
        reason: FailureReason,
    },
    /// Its secret cannot be compared just now. Never that it is wrong.
    #[error("too many authentications are waiting: try again in a few seconds")]
    Busy(#[from] TooBusy),
    /// Its keys cannot be fetched just now; why is told to the log alone, and all reasons are told alike (row 43).
    #[error("the keys of this client cannot be fetched just now: try again in a few seconds")]
    KeysUnavailable {
        /// For the log: whom it said it was.
        client_id: String,
        /// For the log: what an operator should know.
        fault: ClientKeysError,
    },
    /// The assertion of a workload.
    #[error(transparent)]
    Workload(#[from] WorkloadError),
    /// Whether the assertion was used before cannot be found out.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why authentication failed, in words for the operator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FailureReason {
    /// No such client.
    #[error("unknown client_id")]
    UnknownClient,
    /// The method is not the registered one.
    #[error("it used {sent}, but {registered} is registered: change the app, or token_endpoint_auth_method")]
    OtherMethod {
        /// Used.
        sent: &'static str,
        /// Registered.
        registered: &'static str,
    },
    /// The method is the registered one, and its profile does not have it.
    #[error("it used {sent}, which its profile {profile} does not allow: register another token_endpoint_auth_method")]
    NotInProfile {
        /// Used.
        sent: &'static str,
        /// Its profile.
        profile: SecurityProfile,
    },
    /// The secret is not one of its own.
    #[error("invalid client secret")]
    WrongSecret,
    /// The secret is known as a hash only.
    #[error(
        "its client_secret is stored as a hash, which cannot verify client_secret_jwt: configure the secret itself"
    )]
    NoClearSecret,
    /// Its keys are missing.
    #[error(transparent)]
    Keys(#[from] ClientKeysError),
    /// Its keys, or its secret, do not verify the assertion.
    #[error("its client_assertion is invalid: {0}")]
    Signature(VerifySetError),
    /// It proves itself by a certificate, and none came.
    #[error(
        "no client certificate came with the request: the app must ask at the endpoints of mtls_endpoint_aliases, and a proxy must pass its \
         certificate on"
    )]
    NoCertificate,
    /// Its time has not come, or is over.
    #[error("its certificate is not valid now: compare the dates in it with the clock")]
    CertificateOutOfTime,
    /// Who issued it.
    #[error("its certificate is not trusted: {0}")]
    Issuer(IssuerFault),
    /// It is somebody else's.
    #[error("its certificate has another name than the registered {registered}: {sent}")]
    OtherCertificate {
        /// What is registered.
        registered: String,
        /// What stands in it.
        sent: String,
    },
    /// It is not registered.
    #[error(
        "its certificate is not among its keys: `jwks` or `jwks_uri` must hold its public key and, where there is an x5c, the certificate itself"
    )]
    UnknownCertificate,
    /// The assertion is genuine, and says something wrong.
    #[error("{0}")]
    Assertion(AssertionFault),
}

impl FailureReason {
    /// What the client may know: what its own assertion says wrong, once it proved that the assertion is its own.
    fn hint(&self) -> Option<String> {
        match self {
            Self::Assertion(fault) => Some(fault.to_string()),
            _ => None,
        }
    }
}
