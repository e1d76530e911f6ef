//! Signature algorithms (RFC 7518 §3.1). `none` and the HMAC family are not values of this type.

use std::str::FromStr;

use aws_lc_rs::{digest, signature};
use serde::{Deserialize, Serialize};

/// A signature algorithm, by its registered name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256: what every client understands.
    RS256,
    /// ECDSA on P-256 with SHA-256: far cheaper to make.
    ES256,
}

/// Not an algorithm that Latchkey signs with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a supported signature algorithm: use RS256 or ES256")]
pub struct UnknownAlgorithm;

impl Algorithm {
    /// Every algorithm, in order of preference for clients that name none.
    pub const ALL: [Self; 2] = [Self::RS256, Self::ES256];

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RS256 => "RS256",
            Self::ES256 => "ES256",
        }
    }

    /// The digest that `at_hash` is made with.
    pub fn digest(self) -> &'static digest::Algorithm {
        match self {
            Self::RS256 | Self::ES256 => &digest::SHA256,
        }
    }

    /// How signatures are checked; RSA keys shorter than 2048 bits fail.
    pub fn verification(self) -> &'static dyn signature::VerificationAlgorithm {
        match self {
            Self::RS256 => &signature::RSA_PKCS1_2048_8192_SHA256,
            Self::ES256 => &signature::ECDSA_P256_SHA256_FIXED,
        }
    }
}

impl FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    fn from_str(name: &str) -> Result<Self, UnknownAlgorithm> {
        Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == name).ok_or(UnknownAlgorithm)
    }
}

impl std::fmt::Display for Algorithm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
