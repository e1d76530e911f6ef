//! Compact JWE (RFC 7516 §7.1): request objects that clients encrypt to us, ID tokens and userinfo that we encrypt to
//! them. RSA1_5, `dir`, PBES2 and `zip` do not exist here (SEC-38).

mod algorithms;
mod content;
mod decrypt;
mod encrypt;
mod kdf;

use super::compact::CompactError;

pub use algorithms::{ContentEncryption, KeyAlgorithm, UnknownJweAlgorithm};
pub use decrypt::{DecryptionKey, decrypt};
pub use encrypt::{EncryptError, Recipient, encrypt, encrypt_to_set};

/// Why a token was not decrypted. Whatever the cryptography found is one and the same error (no oracle, RFC 7516
/// §11.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JweError {
    /// Longer than 16 KiB.
    #[error("the encrypted token is too long")]
    TooLong,
    /// Not five parts of strict base64url with strict JSON in the first.
    #[error("the token is not a well-formed compact JWE")]
    Malformed,
    /// `alg` or `enc` missing, unknown, or not allowed here.
    #[error("the token's encryption algorithms are not allowed")]
    Algorithm,
    /// `crit`, or `zip`.
    #[error("the token requires an extension that is not supported")]
    Critical,
    /// No key has this `kid`, or none fits the algorithm.
    #[error("the token is encrypted with an unknown key")]
    UnknownKey,
    /// It does not decrypt.
    #[error("the token cannot be decrypted")]
    Decryption,
}

impl From<CompactError> for JweError {
    fn from(error: CompactError) -> Self {
        match error {
            CompactError::TooLong => Self::TooLong,
            CompactError::Malformed => Self::Malformed,
            CompactError::Critical => Self::Critical,
        }
    }
}

/// A content encryption key for algorithms that take at most 64 octets.
type Cek = zeroize::Zeroizing<Vec<u8>>;

/// A fresh key of so many octets, 64 at most.
fn random_cek(octets: usize) -> Cek {
    let random = zeroize::Zeroizing::new(crate::random::bytes::<64>());
    Cek::new(random.iter().copied().take(octets).collect())
}
