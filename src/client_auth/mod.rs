//! Client authentication (RFC 6749 §2.3, RFC 9700 §2.5; SEC-32, SEC-33).
//!
//! [`Presented::read`] finds the one method used; [`authenticate`] proves it and is the only maker of an
//! [`AuthenticatedClient`].

mod assertion;
pub mod authorities;
mod basic;
mod certificate;
pub mod discovery;
mod error;
mod presented;
pub mod workload;

use std::sync::Arc;

use crate::client_keys::ClientKeys;
use crate::clock::Timestamp;
use crate::config::settings::ServerSettings;
use crate::protocol::client::{Client, ClientAuthMethod, ClientId, ClientSecret};
use crate::protocol::client_certificate::ClientCertificate;
use crate::protocol::parameters::Parameters;
use crate::protocol::proven_by::ProvenBy;
use crate::secret::{Digest, Secret};
use crate::store::Store;
use authorities::Authorities;
use presented::Proof;

pub use basic::{BasicError, Reading};
pub use error::{ClientAuthError, FailureReason};
pub use presented::Presented;
use workload::Workload;
pub use workload::WorkloadError;

/// Proof that the client is who it says it is.
#[derive(Debug, Clone)]
pub struct AuthenticatedClient {
    client: Arc<Client>,
    method: ClientAuthMethod,
    proven_by: ProvenBy,
    by_grant: bool,
    spent: Option<Digest>,
}

impl AuthenticatedClient {
    /// The client.
    pub fn client(&self) -> &Arc<Client> {
        &self.client
    }

    /// The credential that it used.
    pub fn proven_by(&self) -> &ProvenBy {
        &self.proven_by
    }

    /// Whether the assertion that proved it is that of its grant (RFC 7523 §2.1), and no credential beside it.
    pub fn is_proven_by_grant(&self) -> bool {
        self.by_grant
    }

    /// The name by which the use of its assertion is remembered, where that counts once.
    pub fn spent(&self) -> Option<&Digest> {
        self.spent.as_ref()
    }

    /// The method it used.
    pub fn method(&self) -> ClientAuthMethod {
        self.method
    }
}

/// A slow comparison that the caller must make away from the event loop.
pub trait SlowSecrets {
    /// Whether `secret` is what the Argon2id PHC string `hash` was made from. To be too busy to tell is no answer.
    fn verify(&self, hash: &Secret, secret: &Secret) -> impl Future<Output = Result<bool, TooBusy>>;
}

/// There is no time to compare now: nothing is known, and nobody is refused for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many secrets are waiting to be compared")]
pub struct TooBusy;

/// What proving a client takes.
pub struct Context<'a, S> {
    /// Compares what is slow to compare.
    pub slow: &'a S,
    /// Public keys of clients.
    pub keys: &'a ClientKeys,
    /// Knows which assertions were used.
    pub assertions: &'a dyn Store,
    /// Whom assertions are addressed to, and where its endpoints are.
    pub server: &'a ServerSettings,
    /// The paths of the endpoints whom they may be addressed to as well, where the client's `assertion_audience` allows it.
    pub endpoints: &'static [&'static str],
    /// The certificate that came with the request.
    pub certificate: Option<&'a ClientCertificate>,
    /// Whose certificates are trusted.
    pub authorities: &'a Authorities,
    /// Now.
    pub now: Timestamp,
}

/// Proves what was presented against the registered client.
pub async fn authenticate(
    presented: Presented,
    client: Option<Arc<Client>>,
    context: &Context<'_, impl SlowSecrets>,
) -> Result<AuthenticatedClient, ClientAuthError> {
    let failed = |reason| ClientAuthError::Failed { client_id: presented.client_id.clone(), reason };
    let client = client.ok_or_else(|| failed(FailureReason::UnknownClient))?;
    let method = method(&presented, &client);
    if !fits(method, client.token_endpoint_auth_method) {
        let registered = client.token_endpoint_auth_method.map_or("a client_secret", ClientAuthMethod::as_str);
        return Err(failed(FailureReason::OtherMethod { sent: method.as_str(), registered }));
    }
    let rules = client.rules();
    if let Some(profile) = rules.profile.filter(|_| !rules.allows_method(method)) {
        return Err(failed(FailureReason::NotInProfile { sent: method.as_str(), profile }));
    }
    let (proven_by, spent) = match &presented.proof {
        Proof::Nothing if method.is_by_certificate() => (certificate::prove(&client, method, context).await?, None),
        Proof::Nothing => (ProvenBy::nothing(), None),
        Proof::Secrets(secrets) => {
            let right = right_secret(secrets, client.proofs_at(context.now), context.slow).await?;
            (right.cloned().ok_or_else(|| failed(FailureReason::WrongSecret))?, None)
        }
        Proof::Assertion(assertion) => {
            let (proven_by, name) = assertion::prove(assertion, &client, method, context).await?;
            (proven_by, Some(name))
        }
    };
    Ok(AuthenticatedClient { client, method, proven_by, by_grant: false, spent })
}

/// What the assertion of a workload is presented as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssertionUse {
    /// `client_assertion`.
    ClientAuthentication,
    /// `assertion`, with no other proof of the client.
    Grant,
}

/// Proves which of `clients` a workload is. Where the request names one by `client_id`, it is that one or none.
pub async fn authenticate_workload<'c>(
    assertion: &str,
    assertion_use: AssertionUse,
    client_id: Option<&str>,
    clients: impl Iterator<Item = &'c Arc<Client>>,
    context: &workload::Context<'_>,
) -> Result<AuthenticatedClient, WorkloadError> {
    let named = clients.filter(|client| client_id.is_none_or(|named| named == client.client_id.as_str()));
    let Workload { client, proven_by, spent } = workload::prove(assertion, named, context).await?;
    let by_grant = assertion_use == AssertionUse::Grant;
    Ok(AuthenticatedClient { client, method: ClientAuthMethod::PrivateKeyJwt, proven_by, by_grant, spent })
}

/// The method that was used. A certificate is presented by the connection alone, and one that comes along says nothing
/// by itself: it is what proves a client that registered so, where the request holds nothing else (RFC 8705 §2).
fn method(presented: &Presented, client: &Client) -> ClientAuthMethod {
    match (presented.method, client.token_endpoint_auth_method) {
        (ClientAuthMethod::None, Some(registered)) if registered.is_by_certificate() => registered,
        (sent, _) => sent,
    }
}

/// A client that registered no method may send its secret either way.
fn fits(sent: ClientAuthMethod, registered: Option<ClientAuthMethod>) -> bool {
    let by_secret = matches!(sent, ClientAuthMethod::ClientSecretBasic | ClientAuthMethod::ClientSecretPost);
    registered.map_or(by_secret, |registered| registered == sent)
}

/// What proves the client by the registered secret that was presented.
async fn right_secret<'a>(
    presented: &[Secret],
    registered: impl Iterator<Item = (&'a ClientSecret, &'a ProvenBy)> + Clone,
    slow: &impl SlowSecrets,
) -> Result<Option<&'a ProvenBy>, TooBusy> {
    for candidate in presented.iter().filter(|candidate| !candidate.expose().is_empty()) {
        for (secret, proven_by) in registered.clone() {
            let matches = match secret {
                ClientSecret::Sha256(digest) => Digest::of(candidate.expose()).matches(digest),
                ClientSecret::Argon2id(hash) => slow.verify(hash, candidate).await?,
                ClientSecret::Clear(secret) => secret.matches(candidate.expose()),
            };
            if matches {
                return Ok(Some(proven_by));
            }
        }
    }
    Ok(None)
}

/// The client that a request without proof names, for errors and logs only.
pub fn named_client(parameters: &Parameters) -> Option<ClientId> {
    parameters.get("client_id").and_then(ClientId::parse)
}
