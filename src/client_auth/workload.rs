//! Workloads (RFC 7523): a program proves by an assertion of the platform that runs it which client it is. Who signed it, by an
//! algorithm and a key of an issuer that the operator named; what it must say; once, where it has a `jti`; and the one client
//! whose workload it is.
//!
//! An assertion may stand for the client alone, as `client_assertion` (§2.2), or be the grant, too (§2.1). There is no secret
//! to guess, so failed tries are not counted against a client.

use std::sync::Arc;

use crate::client_keys::{ClientKeys, ClientKeysError, NotVerified};
use crate::clock::Timestamp;
use crate::config::settings::Settings;
use crate::jose::jws::{self, JwsError, VerifySetError};
use crate::protocol::client::Client;
use crate::protocol::client_assertion;
use crate::protocol::parameters::Parameters;
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::workload::{WorkloadFault, WorkloadIssuer, judge, shown};
use crate::secret::Digest;
use crate::store::{Store, StoreError};

/// Why an assertion proves nothing.
#[derive(Debug, thiserror::Error)]
pub enum WorkloadError {
    /// It is no JWT.
    #[error("the assertion cannot be read: {0}")]
    Malformed(#[from] JwsError),
    /// `iss` is no issuer that is configured.
    #[error("the issuer of the assertion is not among the workload issuers of this server")]
    UnknownIssuer,
    /// The signature, its key or its algorithm.
    #[error("the assertion was not verified: {0}")]
    NotVerified(VerifySetError),
    /// The keys of the issuer cannot be had just now; why is told to the log alone, and all reasons are told alike (row 43).
    #[error("the keys of the issuer of the assertion cannot be fetched just now: try again in a few seconds")]
    Keys(ClientKeysError),
    /// It is genuine, and says something wrong.
    #[error(transparent)]
    Fault(#[from] WorkloadFault),
    /// Whether it was used before cannot be found out.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl WorkloadError {
    /// Whether nothing is known: it may be right when it is tried again.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Keys(_) | Self::Store(_))
    }

    /// Why, for the log alone.
    pub fn cause(&self) -> String {
        match self {
            Self::Keys(fault) => format!("{self} ({fault})"),
            other => other.to_string(),
        }
    }
}

/// What an assertion proves.
pub struct Workload {
    /// Whose workload it is.
    pub client: Arc<Client>,
    /// By what.
    pub proven_by: ProvenBy,
    /// The name by which the use of the assertion is remembered, where it counts once.
    pub spent: Option<Digest>,
}

/// What proving a workload takes.
pub struct Context<'a> {
    issuers: &'a [Arc<WorkloadIssuer>],
    keys: &'a ClientKeys,
    assertions: &'a dyn Store,
    now: Timestamp,
}

impl<'a> Context<'a> {
    /// Under these settings.
    pub fn of(settings: &'a Settings, keys: &'a ClientKeys, assertions: &'a dyn Store, now: Timestamp) -> Self {
        Self { issuers: &settings.workload_issuers, keys, assertions, now }
    }
}

/// The `client_assertion` of a request that is a workload's: one of a configured issuer, which never is its own subject. Whatever
/// else the request may be wrong in is left to [`super::Presented::read`].
pub fn client_assertion<'a>(
    has_authorization: bool,
    parameters: &'a Parameters,
    issuers: &[Arc<WorkloadIssuer>],
) -> Option<&'a str> {
    let assertion = parameters.get("client_assertion").filter(|_| !issuers.is_empty())?;
    let is_typed = parameters.get("client_assertion_type") == Some(client_assertion::TYPE);
    if has_authorization || parameters.has("client_secret") || !is_typed {
        return None;
    }
    let says = jws::peek(assertion).ok()?;
    let is_known = issuers.iter().any(|issuer| Some(issuer.issuer.as_str()) == says.iss.as_deref());
    (is_known && says.iss != says.sub).then_some(assertion)
}

/// The one of `clients` whose workload the assertion is, and by what it is proven.
///
/// # Errors
/// The assertion is not genuine, says something wrong, was used before, or is of none or of several of them.
pub async fn prove<'c>(
    assertion: &str,
    clients: impl Iterator<Item = &'c Arc<Client>>,
    context: &Context<'_>,
) -> Result<Workload, WorkloadError> {
    let says = jws::peek(assertion)?;
    let named = |issuer: &&Arc<WorkloadIssuer>| Some(issuer.issuer.as_str()) == says.iss.as_deref();
    let issuer = context.issuers.iter().find(named).ok_or(WorkloadError::UnknownIssuer)?;
    let verified =
        context.keys.verify_of_issuer(issuer, assertion, context.now).await.map_err(|fault| match fault {
            NotVerified::Keys(fault) => WorkloadError::Keys(fault),
            NotVerified::Token(fault) => WorkloadError::NotVerified(fault),
        })?;
    let claims = verified.get();
    let judged = judge(claims, issuer, context.now)?;
    let mut found = clients.filter(|client| !client.is_public()).filter_map(|client| {
        let workload = client.workloads.iter().find(|workload| workload.admits(issuer, claims))?;
        Some(Workload { client: client.clone(), proven_by: ProvenBy::workload(workload), spent: None })
    });
    let subject = || shown(&says.sub.clone().unwrap_or_default());
    let mut proven = found.next().ok_or_else(|| WorkloadFault::NoClient(subject()))?;
    if found.next().is_some() {
        return Err(WorkloadFault::SeveralClients(subject()).into());
    }
    if let Some(jti) = judged.jti {
        let name = Digest::of(&format!("workload\n{}\n{jti}", issuer.issuer));
        if !context.assertions.use_assertion(&name, judged.until).await? {
            return Err(WorkloadFault::Used.into());
        }
        proven.spent = Some(name);
    }
    Ok(proven)
}
