//! What keys need to know of the settings, which is theirs to define.

use std::path::PathBuf;
use std::time::Duration;

use super::rotation::Policy;
use super::{CACHE_ALLOWANCE, EncryptionKeyType, Purpose, TAKEN_IN_WITHIN};
use crate::jose::Algorithm;

/// `[keys]`.
#[derive(Debug, Clone)]
pub struct KeySettings {
    /// Algorithms to keep a signing key for; the first is the default, RS256 is among them.
    pub algorithms: Vec<Algorithm>,
    /// Age at which a key is replaced; `None` never.
    pub rotate_every: Option<Duration>,
    /// How long a key is published before it signs (default 24 hours).
    pub publish_ahead: Duration,
    /// Encrypts signing keys at rest; read at start.
    pub wrap_key_file: Option<PathBuf>,
}

/// What keys have to outlast.
#[derive(Debug, Clone, Copy)]
pub struct Lives {
    /// The longest life of anything that is signed; of what was signed lately, too, where the settings said more then
    /// ([`super::TokenLife`]).
    pub token: Duration,
    /// The longest life of a login, whose ID tokens are hints to the end (RP-Initiated Logout §2).
    pub login: Duration,
}

impl KeySettings {
    /// What to keep a key for.
    pub fn purposes(&self) -> Vec<Purpose> {
        let signatures = self.algorithms.iter().copied().map(Purpose::Signature);
        signatures.chain(EncryptionKeyType::ALL.into_iter().map(Purpose::Encryption)).collect()
    }

    /// How keys follow each other.
    pub fn policy(&self, lives: Lives) -> Policy {
        Policy {
            purposes: self.purposes(),
            rotate_every: self.rotate_every,
            publish_ahead: self.publish_ahead + TAKEN_IN_WITHIN,
            // Another server may sign with it for as long after it retired here.
            keep_after: lives.token + TAKEN_IN_WITHIN,
            decrypt_after: lives.token + CACHE_ALLOWANCE,
            remember_after: lives.login,
        }
    }
}
