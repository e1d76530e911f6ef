//! The key derivation of ECDH-ES (RFC 7518 §4.6.2): Concat KDF of NIST SP 800-56A with SHA-256.

use sha2::{Digest as _, Sha256};

use super::Cek;
use super::algorithms::{ContentEncryption, KeyAlgorithm};

/// `octets` octets for the algorithm of this name, from the agreed secret.
pub(super) fn derive(secret: &[u8], algorithm: &str, apu: &[u8], apv: &[u8], octets: usize) -> Cek {
    let bits = u32::try_from(octets * 8).unwrap_or(u32::MAX);
    let mut derived = Cek::default();
    let mut round: u32 = 1;
    while derived.len() < octets {
        let mut hash = Sha256::new().chain_update(round.to_be_bytes()).chain_update(secret);
        for field in [algorithm.as_bytes(), apu, apv] {
            let length = u32::try_from(field.len()).unwrap_or(u32::MAX);
            hash = hash.chain_update(length.to_be_bytes()).chain_update(field);
        }
        derived.extend_from_slice(&hash.chain_update(bits.to_be_bytes()).finalize());
        round += 1;
    }
    derived.truncate(octets);
    derived
}

/// The name and the length that enter the derivation: those of the content encryption where what is agreed on is the
/// key itself, else those of the key wrap.
pub(super) fn purpose(
    algorithm: KeyAlgorithm,
    encryption: ContentEncryption,
    wrap_octets: Option<usize>,
) -> (&'static str, usize) {
    match wrap_octets {
        None => (encryption.as_str(), encryption.key_octets()),
        Some(octets) => (algorithm.as_str(), octets),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7518 appendix C.
    #[test]
    fn the_derivation_of_rfc_7518() {
        let secret = [
            158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49, 110, 163, 218, 128,
            106, 72, 246, 218, 167, 121, 140, 254, 144, 196,
        ];
        let key = derive(&secret, "A128GCM", b"Alice", b"Bob", 16);
        assert_eq!(key.as_slice(), [86, 170, 141, 234, 248, 35, 109, 32, 92, 34, 40, 205, 113, 167, 16, 26]);
        assert_ne!(derive(&secret, "A128GCM", b"Alic", b"eBob", 16), key, "lengths count");
        assert_eq!(derive(&secret, "A256CBC-HS512", b"", b"", 64).len(), 64);
    }
}
