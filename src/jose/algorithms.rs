//! Signature algorithms (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2), all in one table. `none` and the HMAC family are not values of
//! this type ([`super::hmac`] has the latter), so no public key can ever serve as a shared secret (row 32).

use std::str::FromStr;

use aws_lc_rs::digest;
use aws_lc_rs::signature::{
    self, EcdsaSigningAlgorithm, EcdsaVerificationAlgorithm, RsaParameters, RsaSignatureEncoding,
};
use serde::{Deserialize, Serialize};

use super::jwk::Curve;

/// A signature algorithm, by its registered name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256: what every client understands.
    RS256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    RS384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    RS512,
    /// RSASSA-PSS with SHA-256.
    PS256,
    /// RSASSA-PSS with SHA-384.
    PS384,
    /// RSASSA-PSS with SHA-512.
    PS512,
    /// ECDSA on P-256 with SHA-256: far cheaper to make than RSA's.
    ES256,
    /// ECDSA on P-384 with SHA-384.
    ES384,
    /// ECDSA on P-521 with SHA-512.
    ES512,
    /// Ed25519 by its older name (RFC 8037), and no other curve under it.
    EdDSA,
    /// Ed25519 by the name that says which curve (RFC 9864): the same signatures, another header.
    Ed25519,
}

/// Not an algorithm that Latchkey signs with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "is not a supported signature algorithm: use RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA or Ed25519"
)]
pub struct UnknownAlgorithm;

/// How signatures of an algorithm are made and checked.
#[derive(Clone, Copy)]
pub(crate) enum Scheme {
    /// RSA of 2048 to 8192 bits.
    Rsa(&'static RsaParameters, &'static RsaSignatureEncoding),
    /// ECDSA, the signature as two numbers of fixed length.
    Ecdsa(Curve, &'static EcdsaVerificationAlgorithm, &'static EcdsaSigningAlgorithm),
    /// Ed25519.
    Ed25519,
}

/// One line of the table.
type Row = (&'static str, &'static digest::Algorithm, Scheme);

impl Algorithm {
    /// Every algorithm.
    pub const ALL: [Self; 11] = [
        Self::RS256,
        Self::RS384,
        Self::RS512,
        Self::PS256,
        Self::PS384,
        Self::PS512,
        Self::ES256,
        Self::ES384,
        Self::ES512,
        Self::EdDSA,
        Self::Ed25519,
    ];

    fn row(self) -> Row {
        use digest::{SHA256, SHA384, SHA512};
        use signature as s;
        match self {
            Self::RS256 => ("RS256", &SHA256, Scheme::Rsa(&s::RSA_PKCS1_2048_8192_SHA256, &s::RSA_PKCS1_SHA256)),
            Self::RS384 => ("RS384", &SHA384, Scheme::Rsa(&s::RSA_PKCS1_2048_8192_SHA384, &s::RSA_PKCS1_SHA384)),
            Self::RS512 => ("RS512", &SHA512, Scheme::Rsa(&s::RSA_PKCS1_2048_8192_SHA512, &s::RSA_PKCS1_SHA512)),
            Self::PS256 => ("PS256", &SHA256, Scheme::Rsa(&s::RSA_PSS_2048_8192_SHA256, &s::RSA_PSS_SHA256)),
            Self::PS384 => ("PS384", &SHA384, Scheme::Rsa(&s::RSA_PSS_2048_8192_SHA384, &s::RSA_PSS_SHA384)),
            Self::PS512 => ("PS512", &SHA512, Scheme::Rsa(&s::RSA_PSS_2048_8192_SHA512, &s::RSA_PSS_SHA512)),
            Self::ES256 => (
                "ES256",
                &SHA256,
                Scheme::Ecdsa(Curve::P256, &s::ECDSA_P256_SHA256_FIXED, &s::ECDSA_P256_SHA256_FIXED_SIGNING),
            ),
            Self::ES384 => (
                "ES384",
                &SHA384,
                Scheme::Ecdsa(Curve::P384, &s::ECDSA_P384_SHA384_FIXED, &s::ECDSA_P384_SHA384_FIXED_SIGNING),
            ),
            Self::ES512 => (
                "ES512",
                &SHA512,
                Scheme::Ecdsa(Curve::P521, &s::ECDSA_P521_SHA512_FIXED, &s::ECDSA_P521_SHA512_FIXED_SIGNING),
            ),
            Self::EdDSA => ("EdDSA", &SHA512, Scheme::Ed25519),
            Self::Ed25519 => ("Ed25519", &SHA512, Scheme::Ed25519),
        }
    }

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        self.row().0
    }

    /// The digest that `at_hash` and `c_hash` are made with; for Ed25519 the one inside of it.
    pub fn digest(self) -> &'static digest::Algorithm {
        self.row().1
    }

    /// Whether a key whose `alg` is this name is meant for this algorithm. Two names are one algorithm: a key published
    /// as `EdDSA` signs as `Ed25519` once its owner's library has learnt the newer name.
    pub fn is_called(self, name: &str) -> bool {
        match self {
            Self::EdDSA | Self::Ed25519 => name == "EdDSA" || name == "Ed25519",
            _ => name == self.as_str(),
        }
    }

    /// How signatures are made and checked.
    pub(crate) fn scheme(self) -> Scheme {
        self.row().2
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
