//! What a key is for: it signs by one algorithm, or content is encrypted to it.

use std::time::Duration;

use aws_lc_rs::agreement::{ECDH_P256, PrivateKey};
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use zeroize::Zeroizing;

use super::TAKEN_IN_WITHIN;
use super::signer::generate_rsa;
use crate::jose::Algorithm;
use crate::jose::jwe::DecryptionKey;
use crate::jose::jwk::Curve;

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// It signs, by this algorithm only.
    Signature(Algorithm),
    /// Clients encrypt request objects to it.
    Encryption(EncryptionKeyType),
}

/// The types of encryption keys; each works with every key management algorithm of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EncryptionKeyType {
    /// RSA, 2048 bits.
    Rsa,
    /// P-256.
    Ec,
}

impl Purpose {
    /// `use` (RFC 7517 §4.2).
    pub fn key_use(self) -> &'static str {
        match self {
            Self::Signature(_) => "sig",
            Self::Encryption(_) => "enc",
        }
    }

    /// The algorithm of a signing key, the `kty` of an encryption key.
    pub fn algorithm(self) -> &'static str {
        match self {
            Self::Signature(algorithm) => algorithm.as_str(),
            Self::Encryption(EncryptionKeyType::Rsa) => "RSA",
            Self::Encryption(EncryptionKeyType::Ec) => "EC",
        }
    }

    /// How long a key for this is in the key set before it takes over, where signing keys are for `publish_ahead`. Whoever kept the
    /// key set goes on encrypting to the former key, which still decrypts: an encryption key only needs to be known to every
    /// server.
    pub fn ahead(self, publish_ahead: Duration) -> Duration {
        match self {
            Self::Signature(_) => publish_ahead,
            Self::Encryption(_) => publish_ahead.min(TAKEN_IN_WITHIN),
        }
    }

    /// The purpose that these two name; `None` for what this version does not know.
    pub fn from_names(key_use: &str, algorithm: &str) -> Option<Self> {
        match key_use {
            "sig" => algorithm.parse().ok().map(Self::Signature),
            "enc" => EncryptionKeyType::ALL
                .into_iter()
                .map(Self::Encryption)
                .find(|purpose| purpose.algorithm() == algorithm),
            _ => None,
        }
    }
}

impl std::fmt::Display for Purpose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.key_use(), self.algorithm())
    }
}

impl EncryptionKeyType {
    /// Every type.
    pub const ALL: [Self; 2] = [Self::Rsa, Self::Ec];

    /// Makes a key; returns it with its PKCS#8 encoding. `None` when the system cannot.
    pub fn generate(self) -> Option<(DecryptionKey, Zeroizing<Vec<u8>>)> {
        let pkcs8 = match self {
            Self::Rsa => generate_rsa()?,
            Self::Ec => {
                let der: Pkcs8V1Der<'static> = PrivateKey::generate(&ECDH_P256).ok()?.as_der().ok()?;
                Zeroizing::new(der.as_ref().to_vec())
            }
        };
        Some((self.from_pkcs8(&pkcs8)?, pkcs8))
    }

    /// Reads PKCS#8. `None` when it is not a key of this type, or too weak.
    pub fn from_pkcs8(self, pkcs8: &[u8]) -> Option<DecryptionKey> {
        match self {
            Self::Rsa => DecryptionKey::rsa_from_pkcs8(pkcs8),
            Self::Ec => DecryptionKey::ec_from_pkcs8(pkcs8, Curve::P256),
        }
    }
}
