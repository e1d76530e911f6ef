//! The public key of a credential: a COSE key (RFC 9052 §7) of one of three algorithms, with the parameters that
//! §5.8.5 allows, and what it verifies (§6.5.5).

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};

use super::cbor::{self, Map, Value};
use super::error::WebauthnError;

/// ECDSA on P-256 with SHA-256 (RFC 9053 §2.1).
const ES256: i64 = -7;
/// EdDSA, with Ed25519 and no other curve (§5.8.5).
const EDDSA: i64 = -8;
/// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8812 §2).
const RS256: i64 = -257;

/// The COSE algorithms that are understood, in order of preference: for `pubKeyCredParams` (§5.4).
pub const ALGORITHMS: [i64; 3] = [ES256, EDDSA, RS256];

/// The sizes of RSA keys that are used, in bits.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;
/// The longest RSA exponent, in octets: four hold 65537 and every other that is in use.
const MAX_EXPONENT: usize = 4;

/// The labels of COSE key parameters (RFC 9053 §7.1, RFC 8230 §4); what -1 to -3 mean depends on `kty`.
mod label {
    pub(super) const KTY: i128 = 1;
    pub(super) const ALG: i128 = 3;
    pub(super) const CRV: i128 = -1;
    pub(super) const X: i128 = -2;
    pub(super) const Y: i128 = -3;
    pub(super) const N: i128 = -1;
    pub(super) const E: i128 = -2;
}

/// The key types and curves of COSE (RFC 9053 §7.1).
const OKP: i128 = 1;
const EC2: i128 = 2;
const RSA: i128 = 3;
const P_256: i128 = 1;
const CURVE_ED25519: i128 = 6;

/// A public key that verifies signatures.
#[derive(Debug)]
pub(super) struct PublicKey(ParsedPublicKey);

impl PublicKey {
    /// Reads a COSE key and checks it: on its curve, or of a size that is used. Of Ed25519 only the length is checked;
    /// a key that is no point there verifies nothing.
    pub(super) fn parse(cose: &[u8]) -> Result<Self, WebauthnError> {
        let Value::Map(key) = cbor::read(cose)? else { return Err(WebauthnError::PublicKey) };
        let parsed = match i64::try_from(integer(&key, label::ALG)?) {
            Ok(ES256) => p256(&key),
            Ok(EDDSA) => ed25519(&key),
            Ok(RS256) => rsa(&key),
            _ => Err(WebauthnError::Algorithm),
        };
        parsed.map(Self)
    }

    /// Whether `signature` over `message` is this key's. Those of ECDSA are ASN.1 DER (§6.5.5).
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify_sig(message, signature).is_ok()
    }
}

fn p256(key: &Map<'_>) -> Result<ParsedPublicKey, WebauthnError> {
    expect(key, label::KTY, EC2)?;
    expect(key, label::CRV, P_256)?;
    let (x, y): (&[u8; 32], &[u8; 32]) = (octets_of(key, label::X)?, octets_of(key, label::Y)?);
    let point = [&[4], x.as_slice(), y.as_slice()].concat();
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).parse().map_err(|_| WebauthnError::NotOnCurve)
}

fn ed25519(key: &Map<'_>) -> Result<ParsedPublicKey, WebauthnError> {
    expect(key, label::KTY, OKP)?;
    expect(key, label::CRV, CURVE_ED25519)?;
    let x: &[u8; 32] = octets_of(key, label::X)?;
    UnparsedPublicKey::new(&ED25519, x).parse().map_err(|_| WebauthnError::NotOnCurve)
}

fn rsa(key: &Map<'_>) -> Result<ParsedPublicKey, WebauthnError> {
    expect(key, label::KTY, RSA)?;
    let (n, e) = (octets(key, label::N)?, octets(key, label::E)?);
    // Both have as few octets as possible (RFC 8230 §4).
    let (Some(&(1..)), Some(&first @ 1..)) = (e.first(), n.first()) else { return Err(WebauthnError::PublicKey) };
    let leading = usize::try_from(first.leading_zeros()).unwrap_or(0);
    let bits = n.len().saturating_mul(8).saturating_sub(leading);
    if !is_odd(n) || !is_odd(e) || e == [1] || e.len() > MAX_EXPONENT {
        return Err(WebauthnError::PublicKey);
    }
    if !RSA_BITS.contains(&bits) {
        return Err(WebauthnError::RsaSize(bits));
    }
    let components = RsaPublicKeyComponents { n, e };
    components.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256).map_err(|_| WebauthnError::PublicKey)
}

fn is_odd(number: &[u8]) -> bool {
    number.last().is_some_and(|last| last % 2 == 1)
}

fn integer(key: &Map<'_>, label: i128) -> Result<i128, WebauthnError> {
    match key.labelled(label) {
        Some(Value::Integer(number)) => Ok(*number),
        _ => Err(WebauthnError::PublicKey),
    }
}

fn expect(key: &Map<'_>, label: i128, expected: i128) -> Result<(), WebauthnError> {
    if integer(key, label)? == expected { Ok(()) } else { Err(WebauthnError::PublicKey) }
}

fn octets<'a>(key: &Map<'a>, label: i128) -> Result<&'a [u8], WebauthnError> {
    match key.labelled(label) {
        Some(Value::Bytes(octets)) => Ok(octets),
        _ => Err(WebauthnError::PublicKey),
    }
}

fn octets_of<'a, const N: usize>(key: &Map<'a>, label: i128) -> Result<&'a [u8; N], WebauthnError> {
    octets(key, label)?.try_into().map_err(|_| WebauthnError::PublicKey)
}

#[cfg(test)]
mod tests {
    use super::super::authenticator::{Authenticator, cbor_bytes};
    use super::super::cbor::CborError;
    use super::*;

    fn refused(cose: &[u8]) -> WebauthnError {
        PublicKey::parse(cose).unwrap_err()
    }

    /// The COSE key of an RSA key.
    fn rsa_key(n: &[u8], e: &[u8]) -> Vec<u8> {
        [&b"\xa4\x01\x03\x03\x39\x01\x00\x20"[..], &cbor_bytes(n), &[0x21], &cbor_bytes(e)].concat()
    }

    /// A modulus of so many bits: the first and the last are set, which is all that is looked at.
    fn modulus(bits: usize) -> Vec<u8> {
        let mut n = vec![0; bits.div_ceil(8)];
        n[0] = 1 << ((bits - 1) % 8);
        *n.last_mut().unwrap() |= 1;
        n
    }

    #[test]
    fn keys_of_each_kind_verify_their_own_signatures_and_no_others() {
        for authenticator in [
            Authenticator::new("example.com", "https://example.com"),
            Authenticator::with_ed25519("example.com", "https://example.com"),
        ] {
            let key = PublicKey::parse(&authenticator.public_key()).unwrap();
            let signature = authenticator.sign(b"message");
            assert!(key.verifies(b"message", &signature));
            assert!(!key.verifies(b"massage", &signature));
            assert!(!key.verifies(b"message", &[]));
            for index in 0..signature.len() {
                let mut flipped = signature.clone();
                flipped[index] ^= 1;
                assert!(!key.verifies(b"message", &flipped), "{index}");
            }
        }
    }

    #[test]
    fn a_p_256_point_not_on_the_curve_is_refused() {
        let mut cose = Authenticator::new("example.com", "https://example.com").public_key();
        *cose.last_mut().unwrap() ^= 1;
        assert_eq!(refused(&cose), WebauthnError::NotOnCurve);
        let zero = [&cose[..10], &[0; 32], &cose[42..45], &[0; 32]].concat();
        assert_eq!(refused(&zero), WebauthnError::NotOnCurve);
    }

    #[test]
    fn coordinates_of_another_length_are_refused() {
        let x = cbor_bytes(&[7; 31]);
        let y = cbor_bytes(&[7; 32]);
        let short = [&b"\xa5\x01\x02\x03\x26\x20\x01\x21"[..], &x, &[0x22], &y].concat();
        assert_eq!(refused(&short), WebauthnError::PublicKey);
        // A compressed point: §5.8.5 does not allow it.
        let compressed = [&b"\xa5\x01\x02\x03\x26\x20\x01\x21"[..], &y, b"\x22\xf5"].concat();
        assert_eq!(refused(&compressed), WebauthnError::PublicKey);
        let long = [&b"\xa4\x01\x01\x03\x27\x20\x06\x21"[..], &cbor_bytes(&[7; 44])].concat();
        assert_eq!(refused(&long), WebauthnError::PublicKey);
    }

    #[test]
    fn another_key_type_or_curve_than_the_algorithms_is_refused() {
        for authenticator in [
            Authenticator::new("example.com", "https://example.com"),
            Authenticator::with_ed25519("example.com", "https://example.com"),
        ] {
            let cose = authenticator.public_key();
            // kty and crv, by their places.
            for place in [2, 6] {
                let mut other = cose.clone();
                other[place] ^= 3;
                assert_eq!(refused(&other), WebauthnError::PublicKey, "{place}");
            }
        }
        let mut rsa = rsa_key(&modulus(2048), &[1, 0, 1]);
        rsa[2] = 0x02;
        assert_eq!(refused(&rsa), WebauthnError::PublicKey);
    }

    #[test]
    fn algorithms_that_are_not_offered_are_refused() {
        let cose = Authenticator::new("example.com", "https://example.com").public_key();
        assert_eq!(cose[4], 0x26);
        // 7, -9 and -1: none is an algorithm that is offered.
        for other in [0x07, 0x28, 0x20] {
            let mut cose = cose.clone();
            cose[4] = other;
            assert_eq!(refused(&cose), WebauthnError::Algorithm);
        }
        // ES384 (-35), RS1 (-65535), and a number that no 64 bits hold.
        for number in [&b"\x38\x22"[..], b"\x39\xff\xfe", b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff"] {
            assert_eq!(refused(&[&cose[..4], number, &cose[5..]].concat()), WebauthnError::Algorithm);
        }
    }

    #[test]
    fn rsa_keys_of_2048_to_8192_bits_are_accepted_and_others_refused() {
        for bits in [2048, 2049, 3072, 4096, 8192] {
            assert!(PublicKey::parse(&rsa_key(&modulus(bits), &[1, 0, 1])).is_ok(), "{bits}");
        }
        for bits in [8, 512, 1024, 2047, 8193, 16_384] {
            assert_eq!(refused(&rsa_key(&modulus(bits), &[1, 0, 1])), WebauthnError::RsaSize(bits));
        }
    }

    #[test]
    fn rsa_numbers_that_are_none_are_refused() {
        let n = modulus(2048);
        for e in [&[][..], &[1], &[0, 3], &[2], &[1, 0, 0], &[1, 0, 0, 0, 1]] {
            assert_eq!(refused(&rsa_key(&n, e)), WebauthnError::PublicKey, "{e:?}");
        }
        for n in [vec![], [&[0], &n[..]].concat(), [&n[..255], &[0]].concat()] {
            assert_eq!(refused(&rsa_key(&n, &[1, 0, 1])), WebauthnError::PublicKey);
        }
    }

    #[test]
    fn what_is_no_complete_cose_key_is_refused() {
        let cose = Authenticator::new("example.com", "https://example.com").public_key();
        for other in [&b"\xa0"[..], b"\x80", b"\x01", b"\xa1\x03\x26", b"\xa2\x01\x02\x03\x26", b"\xa1\x01\x02"] {
            assert_eq!(refused(other), WebauthnError::PublicKey, "{other:?}");
        }
        assert_eq!(refused(&[]), WebauthnError::Cbor(CborError::Truncated));
        assert_eq!(refused(&[&cose[..], &[0]].concat()), WebauthnError::Cbor(CborError::Trailing));
    }

    /// Each octet of a key, as any other: an error or a key, and never a panic.
    #[test]
    fn no_mutation_of_a_key_makes_it_panic() {
        let keys = [
            Authenticator::new("example.com", "https://example.com").public_key(),
            Authenticator::with_ed25519("example.com", "https://example.com").public_key(),
            rsa_key(&modulus(2048), &[1, 0, 1]),
        ];
        for key in keys {
            for index in 0..key.len() {
                for value in [0x00, 0x01, 0x1f, 0x7f, 0x80, 0xbf, 0xff, key[index] ^ 1] {
                    let mut other = key.clone();
                    other[index] = value;
                    if let Ok(parsed) = PublicKey::parse(&other) {
                        assert!(!parsed.verifies(b"message", b"signature"));
                    }
                }
            }
        }
    }
}
