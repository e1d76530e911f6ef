//! The public keys of clients, from `jwks` or from behind `jwks_uri` (Dynamic Client Registration §2, RFC 7517), to
//! verify what they sign and to encrypt what they read.
//!
//! A set that was fetched is kept as long as its server says, within bounds. A key that is not in it makes it be
//! fetched again, at most every ten seconds for each client; and while its server is out of order, the set that was
//! fetched before goes on counting (REL-23).

mod issuer;
mod remote;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::Timestamp;
use crate::jose::Algorithm;
use crate::jose::jwk::JwkSet;
use crate::jose::jws::{JwsError, TypRule, VerifiedClaims, VerifySetError, verify_with_set};
use crate::outbound::{Outbound, OutboundError};
use crate::protocol::client::{Client, ClientId};
use crate::protocol::workload::{self, IssuerKeys, WorkloadIssuer};
use issuer::Discovered;
use remote::Remote;

/// Clients whose sets are kept; past this, the one that was not asked for longest goes.
const MOST: usize = 1_000;

/// Why a client has no keys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClientKeysError {
    /// It registered none.
    #[error("it has no keys: set `jwks_uri` or `jwks`")]
    NoneRegistered,
    /// They cannot be fetched.
    #[error("its keys cannot be fetched: {uri} {problem}")]
    Unavailable {
        /// `jwks_uri`.
        uri: String,
        /// Why.
        problem: String,
    },
    /// They could not be fetched a moment ago.
    #[error("its keys could not be fetched from {0} within the last seconds")]
    Resting(String),
}

impl ClientKeysError {
    /// Whether the keys may be had when it is tried again: nothing is known of what they would prove.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::NoneRegistered => false,
            Self::Unavailable { .. } | Self::Resting(_) => true,
        }
    }

    fn unavailable(uri: &str, error: &OutboundError) -> Self {
        Self::Unavailable { uri: uri.to_owned(), problem: error.to_string() }
    }
}

/// Why a token of a client was not verified.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotVerified {
    /// There are no keys to verify it with.
    #[error(transparent)]
    Keys(#[from] ClientKeysError),
    /// The token, or its signature.
    #[error(transparent)]
    Token(#[from] VerifySetError),
}

/// The keys of every client.
pub struct ClientKeys {
    outbound: Arc<Outbound>,
    remotes: Mutex<HashMap<Owner, Arc<Remote>>>,
    discovered: Mutex<HashMap<String, Arc<Discovered>>>,
}

/// Whose key set is fetched.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Owner {
    Client(ClientId),
    /// An issuer of assertions, by its URL.
    Issuer(String),
}

/// Where the keys of a client or an issuer are.
enum Source {
    Here(Arc<JwkSet>),
    Fetched(Arc<Remote>),
}

impl ClientKeys {
    /// Keys, fetched by `outbound`.
    pub fn new(outbound: Arc<Outbound>) -> Self {
        Self { outbound, remotes: Mutex::default(), discovered: Mutex::default() }
    }

    /// The client's keys.
    pub async fn for_client(&self, client: &Client, now: Timestamp) -> Result<Arc<JwkSet>, ClientKeysError> {
        self.keys(&self.source(client, now)?, now).await
    }

    /// Other keys than `seen`, in which one was missing; `None` when there are none. Whether there are is not known
    /// while they cannot be fetched.
    pub async fn refreshed(
        &self,
        client: &Client,
        seen: &Arc<JwkSet>,
        now: Timestamp,
    ) -> Result<Option<Arc<JwkSet>>, ClientKeysError> {
        match self.source(client, now) {
            Ok(source) => self.other_than(seen, &source, now).await,
            Err(_) => Ok(None),
        }
    }

    /// The claims of a token that the client signed by one of these algorithms. Where its key is missing, or made
    /// another signature, the client may have other keys by now: they are fetched again, once.
    pub async fn verify(
        &self,
        client: &Client,
        token: &str,
        allowed: &[Algorithm],
        typ: TypRule<'_>,
        now: Timestamp,
    ) -> Result<VerifiedClaims, NotVerified> {
        self.verify_by(&self.source(client, now)?, token, allowed, typ, now).await
    }

    /// The claims of an assertion of this issuer, by one of its algorithms. Its keys are fetched as those of clients are.
    pub async fn verify_of_issuer(
        &self,
        issuer: &WorkloadIssuer,
        token: &str,
        now: Timestamp,
    ) -> Result<VerifiedClaims, NotVerified> {
        let of_issuer = |uri: &str| Source::Fetched(self.remote(&Owner::Issuer(issuer.issuer.clone()), uri, now));
        let source = match &issuer.keys {
            IssuerKeys::Here(keys) => Source::Here(keys.clone()),
            IssuerKeys::At(uri) => of_issuer(uri),
            IssuerKeys::Discovered => {
                let discovered = self.discovered_of(&issuer.issuer);
                of_issuer(&discovered.jwks_uri(&issuer.issuer, &self.outbound, now).await?)
            }
        };
        self.verify_by(&source, token, &issuer.algorithms, TypRule::AbsentOr(&workload::TYP), now).await
    }

    async fn verify_by(
        &self,
        source: &Source,
        token: &str,
        allowed: &[Algorithm],
        typ: TypRule<'_>,
        now: Timestamp,
    ) -> Result<VerifiedClaims, NotVerified> {
        let keys = self.keys(source, now).await?;
        let mut outcome = verify_with_set(token, &keys, allowed, typ);
        if let Err(VerifySetError::UnknownKey | VerifySetError::Token(JwsError::Signature)) = outcome
            && let Some(keys) = self.other_than(&keys, source, now).await?
        {
            outcome = verify_with_set(token, &keys, allowed, typ);
        }
        Ok(outcome?)
    }

    async fn keys(&self, source: &Source, now: Timestamp) -> Result<Arc<JwkSet>, ClientKeysError> {
        match source {
            Source::Here(keys) => Ok(keys.clone()),
            Source::Fetched(remote) => remote.keys(&self.outbound, now).await,
        }
    }

    async fn other_than(
        &self,
        seen: &Arc<JwkSet>,
        source: &Source,
        now: Timestamp,
    ) -> Result<Option<Arc<JwkSet>>, ClientKeysError> {
        match source {
            Source::Here(_) => Ok(None),
            Source::Fetched(remote) => remote.other_than(seen, &self.outbound, now).await,
        }
    }

    fn source(&self, client: &Client, now: Timestamp) -> Result<Source, ClientKeysError> {
        let fetched = |uri: &str| Source::Fetched(self.remote(&Owner::Client(client.client_id.clone()), uri, now));
        match (&client.jwks, &client.jwks_uri) {
            (Some(jwks), _) => Ok(Source::Here(jwks.clone())),
            (None, Some(uri)) => Ok(fetched(uri)),
            (None, None) => Err(ClientKeysError::NoneRegistered),
        }
    }

    /// Only configured issuers come here: they are few.
    fn discovered_of(&self, issuer: &str) -> Arc<Discovered> {
        let mut discovered = self.discovered.lock().unwrap_or_else(PoisonError::into_inner);
        discovered.entry(issuer.to_owned()).or_default().clone()
    }

    fn remote(&self, owner: &Owner, uri: &str, now: Timestamp) -> Arc<Remote> {
        let mut remotes = self.remotes.lock().unwrap_or_else(PoisonError::into_inner);
        // A client that registered another address has other keys.
        if let Some(known) = remotes.get(owner).filter(|remote| remote.uri() == uri) {
            known.touch(now);
            return known.clone();
        }
        if remotes.len() >= MOST && !remotes.contains_key(owner) {
            let oldest = remotes.iter().min_by_key(|(_, remote)| remote.touched()).map(|(id, _)| id.clone());
            oldest.and_then(|oldest| remotes.remove(&oldest));
        }
        let remote = Arc::new(Remote::new(uri, now));
        remotes.insert(owner.clone(), remote.clone());
        remote
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_bounded_and_who_was_asked_for_lately_stays() {
        let keys = ClientKeys::new(Arc::new(Outbound::new(crate::outbound::OutboundSettings::default())));
        let id = |number: usize| Owner::Client(ClientId::parse(&format!("client-{number}")).unwrap());
        let first = keys.remote(&id(0), "https://0.example/", Timestamp(0));
        for number in 1..5_000 {
            let now = Timestamp(i64::try_from(number).unwrap());
            keys.remote(&id(number), "https://app.example/", now);
            assert!(Arc::ptr_eq(&first, &keys.remote(&id(0), "https://0.example/", now)));
        }
        assert_eq!(keys.remotes.lock().unwrap().len(), MOST);
        let moved = keys.remote(&id(0), "https://elsewhere.example/", Timestamp(0));
        assert!(!Arc::ptr_eq(&first, &moved), "another address, other keys");
    }
}
