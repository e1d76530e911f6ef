//! DPoP at the endpoints (RFC 9449): the proof of a request is verified by the pure rule ([`dpop::verify`]), then by what only
//! the server knows: whether its nonce is one of ours, and whether it came before.
//!
//! Nonces are sealed times. Every node can tell those of every other, nothing is stored, and none can be made before the
//! server gives it out (§8).

use super::TokenError;
use crate::clock::Timestamp;
use crate::jose::jws;
use crate::protocol::dpop::{self, Expected, NONCE_LIFETIME, NonceRule, Once, Proof, ProofFault, Thumbprint};
use crate::protocol::error::ErrorCode;
use crate::protocol::security_profile::Rules;
use crate::provider::Provider;
use crate::store::{StoreError, StoreResult};

/// What nonces are sealed for.
const PURPOSE: &str = "DPoP nonce";

/// A key that the sender of a request holds; only [`prove`] makes one. Its proof may have come before: whoever acts on it
/// uses that up, by [`use_up`] or in the transaction of what is done.
#[derive(Debug, Clone)]
pub struct ProvenKey(Proof);

impl ProvenKey {
    /// Which key.
    pub fn thumbprint(&self) -> &Thumbprint {
        self.0.key()
    }

    /// What is remembered of the proof.
    pub fn once(&self) -> Once {
        self.0.once()
    }
}

/// Why a proof does not count.
#[derive(Debug, thiserror::Error)]
pub enum DpopError {
    /// RFC 9449 §4.3: "There is not more than one DPoP HTTP request header field."
    #[error("the request has more than one DPoP header")]
    Several,
    /// It is not right for this request.
    #[error(transparent)]
    Fault(#[from] ProofFault),
    /// It has no nonce, or none that still counts.
    #[error("the DPoP proof needs the nonce of the header DPoP-Nonce")]
    NonceNeeded,
    /// It came before.
    #[error("the DPoP proof was used before: create a new one, with a new jti, for each request")]
    Used,
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl DpopError {
    /// RFC 9449 §5, §8.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::NonceNeeded => ErrorCode::UseDpopNonce,
            Self::Store(_) => ErrorCode::TemporarilyUnavailable,
            Self::Several | Self::Fault(_) | Self::Used => ErrorCode::InvalidDpopProof,
        }
    }
}

impl From<DpopError> for TokenError {
    fn from(error: DpopError) -> Self {
        match error {
            DpopError::Store(error) => Self::Store(error),
            other => Self::Dpop(other),
        }
    }
}

/// A request, as far as it concerns its proof.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Every `DPoP` header.
    pub proofs: &'a [&'a str],
    /// Its method.
    pub method: &'a str,
    /// The path of its endpoint below the issuer, as `/token`.
    pub path: &'a str,
    /// The access token that it presents.
    pub access_token: Option<&'a str>,
    /// What the client must keep to that sends it.
    pub rules: Rules,
}

/// The key that whoever sent the request proved to hold; `None` where it has no proof.
///
/// # Errors
/// Its proof is none, or not for this request. Nothing is used up.
pub async fn prove(provider: &Provider, request: Request<'_>) -> Result<Option<ProvenKey>, DpopError> {
    let proof = match request.proofs {
        [] => return Ok(None),
        [proof] => proof,
        _ => return Err(DpopError::Several),
    };
    let live = provider.live();
    let settings = &live.settings.tokens.dpop;
    let now = provider.now();
    let addresses = live.settings.server.addresses(request.path);
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let algorithms = request.rules.allowed(&settings.algorithms);
    let expected = Expected {
        method: request.method,
        uris: &addresses,
        access_token: request.access_token,
        algorithms: &algorithms,
        lifetime: settings.proof_lifetime,
        now,
    };
    let proof = dpop::verify(proof, &expected)?;
    if settings.nonce == NonceRule::Required && !is_ours(provider, proof.nonce(), now).await? {
        return Err(DpopError::NonceNeeded);
    }
    Ok(Some(ProvenKey(proof)))
}

/// Whether the one proof of a request needs a nonce and says none of ours, whatever else it is. This is asked before a client
/// assertion is used up: the client sends the same request again, with another proof (RFC 9449 §8).
///
/// # Errors
/// Storage.
pub async fn lacks_nonce(provider: &Provider, proofs: &[&str]) -> StoreResult<bool> {
    let [proof] = proofs else { return Ok(false) };
    if provider.live().settings.tokens.dpop.nonce != NonceRule::Required {
        return Ok(false);
    }
    let Ok(unverified) = jws::peek(proof) else { return Ok(false) };
    if unverified.nonce.as_ref().is_some_and(|nonce| nonce.len() > dpop::MAX_TEXT) {
        return Ok(false);
    }
    Ok(!is_ours(provider, unverified.nonce.as_deref(), provider.now()).await?)
}

/// Uses the proof of a key up, for what has no transaction that does so.
///
/// # Errors
/// It came before.
pub async fn use_up(provider: &Provider, key: &ProvenKey) -> Result<(), DpopError> {
    match provider.store.use_dpop_proof(&key.once()).await? {
        true => Ok(()),
        false => Err(DpopError::Used),
    }
}

/// A nonce for the next proof, where proofs need one. `None` elsewhere.
pub fn next_nonce(provider: &Provider) -> Option<String> {
    let now = provider.now();
    let is_needed = provider.live().settings.tokens.dpop.nonce == NonceRule::Required;
    is_needed.then(|| provider.sealer.seal_text(PURPOSE, &[], &now.seconds().to_be_bytes(), now)).flatten()
}

/// Whether it is a nonce that this provider gave out not long ago, at whatever node.
async fn is_ours(provider: &Provider, nonce: Option<&str>, now: Timestamp) -> StoreResult<bool> {
    let Some(nonce) = nonce else { return Ok(false) };
    let opened = provider.sealer.find_text(provider.store.as_ref(), (PURPOSE, &[], nonce), now).await?;
    let given_out = opened.and_then(|octets| octets.try_into().ok()).map(i64::from_be_bytes).map(Timestamp);
    // The clock of another node may be ahead.
    Ok(given_out.is_some_and(|at| at.after(NONCE_LIFETIME) > now && at <= now.after(NONCE_LIFETIME)))
}
