//! Public keys as JWK (RFC 7517, RFC 7518 §6) and their thumbprints (RFC 7638). Private members have no place here.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::algorithms::Algorithm;

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// RSA: modulus and exponent, big-endian without leading zeros.
    Rsa {
        /// `n`.
        n: Vec<u8>,
        /// `e`.
        e: Vec<u8>,
    },
    /// A point on P-256.
    P256 {
        /// `x`, 32 octets.
        x: [u8; 32],
        /// `y`, 32 octets.
        y: [u8; 32],
    },
}

impl PublicKey {
    /// The required members, in the lexicographic order of RFC 7638 §3.2.
    fn required(&self) -> String {
        let encode = |octets: &[u8]| URL_SAFE_NO_PAD.encode(octets);
        match self {
            Self::Rsa { n, e } => format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, encode(e), encode(n)),
            Self::P256 { x, y } => {
                format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, encode(x), encode(y))
            }
        }
    }

    /// The SHA-256 thumbprint (RFC 7638), which serves as `kid`.
    pub fn thumbprint(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.required().as_bytes()))
    }

    /// The JWK for a key set.
    pub fn to_jwk(&self, kid: &str, algorithm: Algorithm) -> Value {
        let mut jwk = json!({"kid": kid, "use": "sig", "alg": algorithm.as_str()});
        let encode = |octets: &[u8]| json!(URL_SAFE_NO_PAD.encode(octets));
        let mut add = |name: &str, value: Value| {
            if let Some(members) = jwk.as_object_mut() {
                members.insert(name.to_owned(), value);
            }
        };
        match self {
            Self::Rsa { n, e } => {
                add("kty", json!("RSA"));
                add("n", encode(n));
                add("e", encode(e));
            }
            Self::P256 { x, y } => {
                add("kty", json!("EC"));
                add("crv", json!("P-256"));
                add("x", encode(x));
                add("y", encode(y));
            }
        }
        jwk
    }

    /// Whether `signature` over `message` is this key's, by `algorithm`. A key of another type never verifies.
    pub fn verifies(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        match (self, algorithm) {
            (Self::Rsa { n, e }, Algorithm::RS256) => {
                let key = aws_lc_rs::signature::RsaPublicKeyComponents { n: n.as_slice(), e: e.as_slice() };
                key.verify(&aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
            }
            (Self::P256 { x, y }, Algorithm::ES256) => {
                let mut point = vec![4];
                point.extend_from_slice(x);
                point.extend_from_slice(y);
                let key = aws_lc_rs::signature::UnparsedPublicKey::new(algorithm.verification(), point);
                key.verify(message, signature).is_ok()
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url_decode;

    /// RFC 7638 §3.1.
    #[test]
    fn the_thumbprint_of_rfc_7638() {
        let n = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        let key = PublicKey::Rsa { n: base64url_decode(n.as_bytes()).unwrap(), e: vec![1, 0, 1] };
        assert_eq!(key.thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }
}
