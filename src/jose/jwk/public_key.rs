//! One public key: how it is written and read as JWK, its thumbprint (RFC 7638), and what it verifies.

use aws_lc_rs::agreement::{self, ParsedPublicKey};
use aws_lc_rs::signature::{ED25519, KeyPair as _, RsaKeyPair, RsaPublicKeyComponents, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::curve::Curve;
use crate::jose::algorithms::{Algorithm, Scheme};
use crate::jose::base64url_decode;

/// The sizes of RSA keys that are used, in bits (SEC-35).
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;
/// The longest RSA exponent, in octets: four hold 65537 and every other that is in use.
const MAX_EXPONENT: usize = 4;
/// Members that only private and symmetric keys have (RFC 7518 §6.2.2, §6.3.2, §6.4).
const PRIVATE_MEMBERS: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

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
    /// A point on P-384.
    P384 {
        /// `x`, 48 octets.
        x: [u8; 48],
        /// `y`, 48 octets.
        y: [u8; 48],
    },
    /// A point on P-521.
    P521 {
        /// `x`, 66 octets.
        x: [u8; 66],
        /// `y`, 66 octets.
        y: [u8; 66],
    },
    /// Ed25519, which signs (RFC 8037).
    Ed25519 {
        /// `x`, 32 octets.
        x: [u8; 32],
    },
    /// X25519, which encrypts (RFC 8037).
    X25519 {
        /// `x`, 32 octets.
        x: [u8; 32],
    },
}

/// What is wrong with a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JwkError {
    /// Not a JSON object.
    #[error("is not an object")]
    NotAnObject,
    /// A private key was given away.
    #[error("contains the private member `{0}`: replace the key, and publish the public key only")]
    Private(&'static str),
    /// `oct`.
    #[error("is a symmetric key (`oct`), not a public key: use RSA, EC or OKP")]
    Symmetric,
    /// A required member is missing or not text.
    #[error("has no string member `{0}`")]
    Missing(&'static str),
    /// A member has no value that it may have.
    #[error("has an invalid member `{0}` (RFC 7517, RFC 7518)")]
    Malformed(&'static str),
    /// RSA of a size that is not used.
    #[error("is an RSA key of {0} bits: use 2048 to 8192")]
    RsaSize(usize),
    /// Coordinates that are no point.
    #[error("is not a point on its curve")]
    NotOnCurve,
}

fn encode(octets: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(octets)
}

impl PublicKey {
    /// The public half of an RSA key.
    pub fn of_rsa(pair: &RsaKeyPair) -> Self {
        let key = pair.public_key();
        let n = key.modulus().big_endian_without_leading_zero().to_vec();
        Self::Rsa { n, e: key.exponent().big_endian_without_leading_zero().to_vec() }
    }

    /// A point in its uncompressed encoding (SEC 1 §2.3.3); `None` when it is not of this length.
    pub fn from_point(curve: Curve, point: &[u8]) -> Option<Self> {
        let (&4, coordinates) = point.split_first()? else { return None };
        let (x, y) = coordinates.split_at_checked(curve.octets())?;
        Some(match curve {
            Curve::P256 => Self::P256 { x: x.try_into().ok()?, y: y.try_into().ok()? },
            Curve::P384 => Self::P384 { x: x.try_into().ok()?, y: y.try_into().ok()? },
            Curve::P521 => Self::P521 { x: x.try_into().ok()?, y: y.try_into().ok()? },
        })
    }

    /// Reads a JWK. `Ok(None)` for types and curves that are not known, which RFC 7517 §5 says to leave alone.
    pub fn from_jwk(jwk: &Map<String, Value>) -> Result<Option<Self>, JwkError> {
        if let Some(name) = PRIVATE_MEMBERS.into_iter().find(|name| jwk.contains_key(*name)) {
            return Err(JwkError::Private(name));
        }
        match text(jwk, "kty")? {
            "oct" => Err(JwkError::Symmetric),
            "RSA" => read_rsa(jwk).map(Some),
            "EC" => match Curve::from_name(text(jwk, "crv")?) {
                Some(curve) => read_point(jwk, curve).map(Some),
                None => Ok(None),
            },
            "OKP" => match text(jwk, "crv")? {
                "Ed25519" => Ok(Some(Self::Ed25519 { x: octets_of(jwk, "x")? })),
                "X25519" => Ok(Some(Self::X25519 { x: octets_of(jwk, "x")? })),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// The curve and the coordinates of a point.
    fn coordinates(&self) -> Option<(Curve, &[u8], &[u8])> {
        match self {
            Self::P256 { x, y } => Some((Curve::P256, x, y)),
            Self::P384 { x, y } => Some((Curve::P384, x, y)),
            Self::P521 { x, y } => Some((Curve::P521, x, y)),
            Self::Rsa { .. } | Self::Ed25519 { .. } | Self::X25519 { .. } => None,
        }
    }

    /// A point with its curve, in the uncompressed encoding.
    pub(crate) fn point(&self) -> Option<(Curve, Vec<u8>)> {
        let (curve, x, y) = self.coordinates()?;
        Some((curve, [&[4], x, y].concat()))
    }

    /// The required members by name (RFC 7518 §6, RFC 8037 §2).
    pub(crate) fn members(&self) -> Map<String, Value> {
        let mut members = Map::new();
        let mut add = |name: &str, value: &str| members.insert(name.to_owned(), json!(value));
        match self {
            Self::Rsa { n, e } => {
                add("kty", "RSA");
                add("n", &encode(n));
                add("e", &encode(e));
            }
            Self::Ed25519 { x } | Self::X25519 { x } => {
                add("kty", "OKP");
                add("crv", if matches!(self, Self::Ed25519 { .. }) { "Ed25519" } else { "X25519" });
                add("x", &encode(x));
            }
            Self::P256 { .. } | Self::P384 { .. } | Self::P521 { .. } => {
                if let Some((curve, x, y)) = self.coordinates() {
                    add("kty", "EC");
                    add("crv", curve.as_str());
                    add("x", &encode(x));
                    add("y", &encode(y));
                }
            }
        }
        members
    }

    /// The SHA-256 thumbprint (RFC 7638), which serves as `kid`: over the required members in lexicographic order.
    pub fn thumbprint(&self) -> String {
        // Nothing in these values is escaped in JSON.
        let ec = |curve: Curve, x: &[u8], y: &[u8]| {
            format!(r#"{{"crv":"{}","kty":"EC","x":"{}","y":"{}"}}"#, curve.as_str(), encode(x), encode(y))
        };
        let okp = |curve: &str, x: &[u8]| format!(r#"{{"crv":"{curve}","kty":"OKP","x":"{}"}}"#, encode(x));
        let required = match self {
            Self::Rsa { n, e } => format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, encode(e), encode(n)),
            Self::P256 { x, y } => ec(Curve::P256, x, y),
            Self::P384 { x, y } => ec(Curve::P384, x, y),
            Self::P521 { x, y } => ec(Curve::P521, x, y),
            Self::Ed25519 { x } => okp("Ed25519", x),
            Self::X25519 { x } => okp("X25519", x),
        };
        encode(&Sha256::digest(required))
    }

    /// The JWK of a signing key, for a key set.
    pub fn to_jwk(&self, kid: &str, algorithm: Algorithm) -> Value {
        let mut jwk = self.members();
        jwk.extend([
            ("kid".to_owned(), json!(kid)),
            ("use".to_owned(), json!("sig")),
            ("alg".to_owned(), json!(algorithm.as_str())),
        ]);
        Value::Object(jwk)
    }

    /// The JWK of an encryption key, for a key set. It names no `alg`: every algorithm of its type works with it.
    pub fn to_encryption_jwk(&self, kid: &str) -> Value {
        let mut jwk = self.members();
        jwk.extend([("kid".to_owned(), json!(kid)), ("use".to_owned(), json!("enc"))]);
        Value::Object(jwk)
    }

    /// Whether signatures of this algorithm can be this key's at all.
    pub fn fits(&self, algorithm: Algorithm) -> bool {
        match algorithm.scheme() {
            Scheme::Rsa(..) => matches!(self, Self::Rsa { .. }),
            Scheme::Ecdsa(curve, ..) => self.coordinates().is_some_and(|(own, ..)| own == curve),
            Scheme::Ed25519 => matches!(self, Self::Ed25519 { .. }),
        }
    }

    /// Whether `signature` over `message` is this key's, by `algorithm`. A key of another type never verifies.
    pub fn verifies(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        match (algorithm.scheme(), self) {
            (Scheme::Rsa(parameters, _), Self::Rsa { n, e }) => {
                let key = RsaPublicKeyComponents { n: n.as_slice(), e: e.as_slice() };
                key.verify(parameters, message, signature).is_ok()
            }
            (Scheme::Ecdsa(curve, verification, _), key) => key.point().is_some_and(|(own, point)| {
                own == curve && UnparsedPublicKey::new(verification, point).verify(message, signature).is_ok()
            }),
            (Scheme::Ed25519, Self::Ed25519 { x }) => {
                UnparsedPublicKey::new(&ED25519, x).verify(message, signature).is_ok()
            }
            _ => false,
        }
    }
}

fn text<'a>(jwk: &'a Map<String, Value>, name: &'static str) -> Result<&'a str, JwkError> {
    jwk.get(name).and_then(Value::as_str).ok_or(JwkError::Missing(name))
}

fn octets(jwk: &Map<String, Value>, name: &'static str) -> Result<Vec<u8>, JwkError> {
    base64url_decode(text(jwk, name)?.as_bytes()).ok_or(JwkError::Malformed(name))
}

fn octets_of<const N: usize>(jwk: &Map<String, Value>, name: &'static str) -> Result<[u8; N], JwkError> {
    octets(jwk, name)?.try_into().map_err(|_| JwkError::Malformed(name))
}

fn read_rsa(jwk: &Map<String, Value>) -> Result<PublicKey, JwkError> {
    let (n, e) = (octets(jwk, "n")?, octets(jwk, "e")?);
    // Base64urlUInt: as few octets as possible (RFC 7518 §2).
    let (Some(&first), Some(1..)) = (n.first(), e.first()) else { return Err(JwkError::Malformed("e")) };
    if first == 0 {
        return Err(JwkError::Malformed("n"));
    }
    let is_odd_and_not_one = e.last().is_some_and(|last| last % 2 == 1) && e != [1];
    if e.len() > MAX_EXPONENT || !is_odd_and_not_one {
        return Err(JwkError::Malformed("e"));
    }
    let bits = n.len() * 8 - usize::try_from(first.leading_zeros()).unwrap_or(0);
    if RSA_BITS.contains(&bits) { Ok(PublicKey::Rsa { n, e }) } else { Err(JwkError::RsaSize(bits)) }
}

fn read_point(jwk: &Map<String, Value>, curve: Curve) -> Result<PublicKey, JwkError> {
    let coordinate = |name| {
        octets(jwk, name)
            .and_then(|octets| if octets.len() == curve.octets() { Ok(octets) } else { Err(JwkError::Malformed(name)) })
    };
    let point = [&[4], coordinate("x")?.as_slice(), coordinate("y")?.as_slice()].concat();
    let unparsed = agreement::UnparsedPublicKey::new(curve.agreement(), &point);
    ParsedPublicKey::try_from(unparsed).map_err(|_| JwkError::NotOnCurve)?;
    PublicKey::from_point(curve, &point).ok_or(JwkError::NotOnCurve)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// RFC 7638 §3: no member but these, in lexicographic order, without spaces.
    #[test]
    fn a_thumbprint_is_of_the_members_of_the_key_in_their_order() {
        for key in [
            PublicKey::Rsa { n: vec![0xfb; 256], e: vec![1, 0, 1] },
            PublicKey::P256 { x: [1; 32], y: [0xff; 32] },
            PublicKey::P384 { x: [2; 48], y: [0xfe; 48] },
            PublicKey::P521 { x: [3; 66], y: [0xfd; 66] },
            PublicKey::Ed25519 { x: [4; 32] },
            PublicKey::X25519 { x: [4; 32] },
        ] {
            let members: BTreeMap<String, Value> = key.members().into_iter().collect();
            let canonical = serde_json::to_string(&members).unwrap();
            assert_eq!(key.thumbprint(), encode(&Sha256::digest(&canonical)), "{canonical}");
        }
    }
}
