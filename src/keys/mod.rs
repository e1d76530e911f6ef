//! The provider's own keys: made at first start, published before use, retired after the last token they signed, or
//! that was encrypted to them (SEC-75).

pub mod keyring;
mod not_taken_in;
pub mod purpose;
pub mod rotation;
pub mod sealing;
mod settings;
mod signed_here;
pub mod signer;
pub mod state;
mod token_life;
pub mod wrap;

use std::time::Duration;

pub use keyring::Keyring;
pub use not_taken_in::NotTakenIn;
pub use purpose::{EncryptionKeyType, Purpose};
pub use settings::{KeySettings, Lives};
pub use signer::SigningKey;
pub use token_life::TokenLife;
pub use wrap::{WrapError, WrapKey};

use crate::clock::Timestamp;
use crate::secret::KeyMaterial;

/// A key as it is stored.
#[derive(Debug, Clone)]
pub struct KeyRecord {
    /// `kid`: the RFC 7638 thumbprint.
    pub kid: String,
    /// What it is for.
    pub purpose: Purpose,
    /// PKCS#8, plain or wrapped.
    pub material: KeyMaterial,
    /// When it was made; published from then on.
    pub created_at: Timestamp,
    /// When it begins to sign, or to be the one that content is encrypted to.
    pub signs_from: Timestamp,
    /// When it stopped signing, or left the key set as an encryption key.
    pub retired_at: Option<Timestamp>,
    /// When a signing key leaves the key set, and an encryption key decrypts no longer.
    pub leaves_at: Option<Timestamp>,
}

/// Why keys cannot be used; each sentence names the remedy.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Wrapping.
    #[error(transparent)]
    Wrap(#[from] WrapError),
    /// The system could not make a key.
    #[error("a key could not be generated")]
    Generate,
    /// The stored key is not PKCS#8 of its algorithm.
    #[error("the key {kid} in the database cannot be read: restore a backup")]
    Unreadable {
        /// Which.
        kid: String,
    },
}

/// How long clients may keep the key set without asking again; a key that signs sooner than that after it was published
/// is unknown to some of them.
pub const KEY_SET_MAX_AGE: Duration = Duration::from_secs(300);
/// How long others may encrypt to a key beyond what the key set's `Cache-Control` says.
const CACHE_ALLOWANCE: Duration = Duration::from_secs(60 * 60);
/// How often a running server looks for what another process stored.
pub const TAKEN_IN_EVERY: Duration = Duration::from_secs(5);
/// How soon after a key was made every running server serves it: it counts as published from then on. The look comes every
/// [`TAKEN_IN_EVERY`]; storing the key and taking it in takes seconds, too, on a machine that has much else to do. A key is in the
/// key set for twice as long beyond what the operator asked for, so this bounds how many there are (REL-9).
pub const TAKEN_IN_WITHIN: Duration = Duration::from_secs(12);

/// A fresh key for `purpose`, wrapped where there is a wrap key.
pub fn generate(
    purpose: Purpose,
    wrap_key: Option<&WrapKey>,
    now: Timestamp,
    signs_from: Timestamp,
) -> Result<KeyRecord, KeyError> {
    let (kid, pkcs8) = match purpose {
        Purpose::Signature(algorithm) => {
            SigningKey::generate(algorithm).map(|(key, pkcs8)| (key.kid().to_owned(), pkcs8))
        }
        Purpose::Encryption(kind) => kind.generate().map(|(key, pkcs8)| (key.kid().to_owned(), pkcs8)),
    }
    .ok_or(KeyError::Generate)?;
    let material = match wrap_key {
        Some(wrap_key) => wrap_key.wrap(&pkcs8, &kid)?,
        None => KeyMaterial::plain(&pkcs8),
    };
    Ok(KeyRecord { kid, purpose, material, created_at: now, signs_from, retired_at: None, leaves_at: None })
}
