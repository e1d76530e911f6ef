//! Algorithms of JWE (RFC 7518 §4.1, §5.1): what is not in these tables is neither offered nor read. AES key wrap with
//! 192 bits is missing because the cryptographic library has none.

use std::str::FromStr;

use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepAlgorithm};
use aws_lc_rs::{aead, cipher, hmac, key_wrap};
use serde::{Deserialize, Serialize};

use crate::jose::jwk::PublicKey;

/// Not an algorithm for encryption.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a supported encryption algorithm")]
pub struct UnknownJweAlgorithm;

/// How the content encryption key reaches the recipient, `alg`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub enum KeyAlgorithm {
    /// RSAES-OAEP with SHA-1.
    #[serde(rename = "RSA-OAEP")]
    RsaOaep,
    /// RSAES-OAEP with SHA-256.
    #[serde(rename = "RSA-OAEP-256")]
    RsaOaep256,
    /// Diffie-Hellman on an elliptic curve; what is agreed on is the key.
    #[serde(rename = "ECDH-ES")]
    EcdhEs,
    /// Diffie-Hellman, and the key wrapped by AES with 128 bits.
    #[serde(rename = "ECDH-ES+A128KW")]
    EcdhEsA128Kw,
    /// Diffie-Hellman, and the key wrapped by AES with 256 bits.
    #[serde(rename = "ECDH-ES+A256KW")]
    EcdhEsA256Kw,
}

/// The same, in parts.
pub(super) enum KeyScheme {
    Oaep(&'static OaepAlgorithm),
    Agreement(Option<&'static key_wrap::AesBlockCipher>),
}

impl KeyAlgorithm {
    /// Every algorithm.
    pub const ALL: [Self; 5] = [Self::RsaOaep, Self::RsaOaep256, Self::EcdhEs, Self::EcdhEsA128Kw, Self::EcdhEsA256Kw];

    fn row(self) -> (&'static str, KeyScheme) {
        use KeyScheme::{Agreement, Oaep};
        match self {
            Self::RsaOaep => ("RSA-OAEP", Oaep(&OAEP_SHA1_MGF1SHA1)),
            Self::RsaOaep256 => ("RSA-OAEP-256", Oaep(&OAEP_SHA256_MGF1SHA256)),
            Self::EcdhEs => ("ECDH-ES", Agreement(None)),
            Self::EcdhEsA128Kw => ("ECDH-ES+A128KW", Agreement(Some(&key_wrap::AES_128))),
            Self::EcdhEsA256Kw => ("ECDH-ES+A256KW", Agreement(Some(&key_wrap::AES_256))),
        }
    }

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        self.row().0
    }

    pub(super) fn scheme(self) -> KeyScheme {
        self.row().1
    }

    /// Whether content can be encrypted to this key so.
    pub fn fits(self, key: &PublicKey) -> bool {
        match (self.scheme(), key) {
            (KeyScheme::Oaep(_), PublicKey::Rsa { .. }) | (KeyScheme::Agreement(_), PublicKey::X25519 { .. }) => true,
            (KeyScheme::Agreement(_), key) => key.point().is_some(),
            (KeyScheme::Oaep(_), _) => false,
        }
    }

    /// Values of `key_ops` that allow it (RFC 7517 §4.3).
    pub(crate) fn operations(self) -> &'static [&'static str] {
        match self.scheme() {
            KeyScheme::Oaep(_) => &["wrapKey", "encrypt"],
            KeyScheme::Agreement(_) => &["deriveKey", "deriveBits"],
        }
    }
}

/// How the content is encrypted, `enc`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub enum ContentEncryption {
    /// AES-128 in CBC mode with HMAC SHA-256.
    #[serde(rename = "A128CBC-HS256")]
    A128CbcHs256,
    /// AES-192 in CBC mode with HMAC SHA-384.
    #[serde(rename = "A192CBC-HS384")]
    A192CbcHs384,
    /// AES-256 in CBC mode with HMAC SHA-512.
    #[serde(rename = "A256CBC-HS512")]
    A256CbcHs512,
    /// AES-128 in Galois/counter mode.
    #[serde(rename = "A128GCM")]
    A128Gcm,
    /// AES-192 in Galois/counter mode.
    #[serde(rename = "A192GCM")]
    A192Gcm,
    /// AES-256 in Galois/counter mode.
    #[serde(rename = "A256GCM")]
    A256Gcm,
}

/// The same, in parts.
pub(super) enum ContentScheme {
    CbcHmac(&'static cipher::Algorithm, hmac::Algorithm),
    Gcm(&'static aead::Algorithm),
}

impl ContentEncryption {
    /// Every algorithm; the first is the default (OpenID Connect Registration §2).
    pub const ALL: [Self; 6] =
        [Self::A128CbcHs256, Self::A192CbcHs384, Self::A256CbcHs512, Self::A128Gcm, Self::A192Gcm, Self::A256Gcm];

    /// Name, octets of the key, scheme.
    fn row(self) -> (&'static str, usize, ContentScheme) {
        use ContentScheme::{CbcHmac, Gcm};
        match self {
            Self::A128CbcHs256 => ("A128CBC-HS256", 32, CbcHmac(&cipher::AES_128, hmac::HMAC_SHA256)),
            Self::A192CbcHs384 => ("A192CBC-HS384", 48, CbcHmac(&cipher::AES_192, hmac::HMAC_SHA384)),
            Self::A256CbcHs512 => ("A256CBC-HS512", 64, CbcHmac(&cipher::AES_256, hmac::HMAC_SHA512)),
            Self::A128Gcm => ("A128GCM", 16, Gcm(&aead::AES_128_GCM)),
            Self::A192Gcm => ("A192GCM", 24, Gcm(&aead::AES_192_GCM)),
            Self::A256Gcm => ("A256GCM", 32, Gcm(&aead::AES_256_GCM)),
        }
    }

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        self.row().0
    }

    /// The length of its key, in octets.
    pub(super) fn key_octets(self) -> usize {
        self.row().1
    }

    pub(super) fn scheme(self) -> ContentScheme {
        self.row().2
    }
}

impl FromStr for KeyAlgorithm {
    type Err = UnknownJweAlgorithm;

    fn from_str(name: &str) -> Result<Self, UnknownJweAlgorithm> {
        Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == name).ok_or(UnknownJweAlgorithm)
    }
}

impl FromStr for ContentEncryption {
    type Err = UnknownJweAlgorithm;

    fn from_str(name: &str) -> Result<Self, UnknownJweAlgorithm> {
        Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == name).ok_or(UnknownJweAlgorithm)
    }
}

impl std::fmt::Display for KeyAlgorithm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Display for ContentEncryption {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
