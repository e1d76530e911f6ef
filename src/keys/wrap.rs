//! Signing keys at rest: plain, or wrapped by AES-256-GCM under the operator's `wrap_key_file` (SEC-75).

use std::path::{Path, PathBuf};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::random;
use crate::secret::{KeyMaterial, SecretOctets};

/// Why a key cannot be wrapped or unwrapped; each sentence names the remedy.
#[derive(Debug, thiserror::Error)]
pub enum WrapError {
    /// The file cannot be read.
    #[error("keys.wrap_key_file {}: {cause}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// Not a 256-bit key.
    #[error("keys.wrap_key_file {} must contain 32 random bytes, raw, in base64 or in hex: generate one with `latchkey gen-secret`", path.display())]
    NotAKey {
        /// Which.
        path: PathBuf,
    },
    /// The stored key is wrapped and no wrap key is configured.
    #[error("the signing key {0} is encrypted: set keys.wrap_key_file to the file it was encrypted with")]
    Missing(String),
    /// Another wrap key, or damaged.
    #[error("the signing key {0} cannot be decrypted: keys.wrap_key_file is not the file it was encrypted with")]
    Wrong(String),
    /// The library refused.
    #[error("the signing key could not be encrypted")]
    Failed,
}

/// The PKCS#8 inside `material`.
pub fn open(material: &KeyMaterial, wrap_key: Option<&WrapKey>, kid: &str) -> Result<Zeroizing<Vec<u8>>, WrapError> {
    match (material.is_wrapped(), wrap_key) {
        (false, _) => Ok(Zeroizing::new(material.body().to_vec())),
        (true, None) => Err(WrapError::Missing(kid.to_owned())),
        (true, Some(wrap_key)) => wrap_key.unwrap(material.body(), kid).ok_or_else(|| WrapError::Wrong(kid.to_owned())),
    }
}

/// A secret for rest, under the operator's key where there is one. `bound_to` says whose it is, and is said again when it is
/// opened, so that no row is of use to another.
pub fn seal_at_rest(secret: &[u8], bound_to: &str, wrap_key_file: Option<&Path>) -> Result<KeyMaterial, WrapError> {
    match wrap_key_file {
        Some(path) => WrapKey::read(path)?.wrap(secret, bound_to),
        None => Ok(KeyMaterial::plain(secret)),
    }
}

/// Opens what [`seal_at_rest`] made. The operator's key is read only where it is needed.
pub fn open_at_rest(
    material: &KeyMaterial,
    bound_to: &str,
    wrap_key_file: Option<&Path>,
) -> Result<Zeroizing<Vec<u8>>, WrapError> {
    let wrap_key = wrap_key_file.filter(|_| material.is_wrapped()).map(WrapKey::read).transpose()?;
    open(material, wrap_key.as_ref(), bound_to)
}

/// The operator's key.
pub struct WrapKey {
    key: LessSafeKey,
    /// What other keys are made with, so that they need this one.
    derived: SecretOctets,
}

impl WrapKey {
    /// Reads the file.
    pub fn read(path: &Path) -> Result<Self, WrapError> {
        let content = std::fs::read(path).map_err(|cause| WrapError::Read { path: path.to_owned(), cause })?;
        let content = Zeroizing::new(content);
        let not_a_key = || WrapError::NotAKey { path: path.to_owned() };
        let key = Zeroizing::new(decode(&content).ok_or_else(not_a_key)?);
        let derived = Sha256::new().chain_update(b"latchkey derived\n").chain_update(key.as_slice()).finalize();
        let key = UnboundKey::new(&AES_256_GCM, key.as_slice()).map_err(|_| not_a_key())?;
        Ok(Self { key: LessSafeKey::new(key), derived: SecretOctets::new(derived.to_vec()) })
    }

    /// Octets that follow from this key and tell nothing of it: who makes another key with them needs this one.
    pub fn derived(&self) -> &SecretOctets {
        &self.derived
    }

    /// Wraps PKCS#8 for this `kid`, which unwrapping must name again.
    pub fn wrap(&self, pkcs8: &[u8], kid: &str) -> Result<KeyMaterial, WrapError> {
        let nonce = random::bytes::<NONCE_LEN>();
        let mut sealed = pkcs8.to_vec();
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(kid.as_bytes()), &mut sealed)
            .map_err(|_| WrapError::Failed)?;
        Ok(KeyMaterial::wrapped(&[nonce.as_slice(), &sealed].concat()))
    }

    fn unwrap(&self, body: &[u8], kid: &str) -> Option<Zeroizing<Vec<u8>>> {
        let nonce: [u8; NONCE_LEN] = body.get(..NONCE_LEN)?.try_into().ok()?;
        let mut sealed = Zeroizing::new(body.get(NONCE_LEN..)?.to_vec());
        let nonce = Nonce::assume_unique_for_key(nonce);
        let opened = self.key.open_in_place(nonce, Aad::from(kid.as_bytes()), &mut sealed).ok()?;
        Some(Zeroizing::new(opened.to_vec()))
    }
}

/// 32 bytes: raw, as hex, or as base64 of either alphabet.
fn decode(content: &[u8]) -> Option<Vec<u8>> {
    if content.len() == 32 {
        return Some(content.to_vec());
    }
    let text = std::str::from_utf8(content).ok()?.trim();
    let text = text.strip_prefix("lks_").unwrap_or(text);
    let hex = || -> Option<Vec<u8>> {
        (text.len() == 64).then_some(())?;
        (0..32).map(|at| u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()).collect()
    };
    let base64 = || {
        let standard = text.replace('-', "+").replace('_', "/");
        STANDARD.decode(format!("{}=", standard.trim_end_matches('='))).ok().filter(|key| key.len() == 32)
    };
    hex().or_else(base64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(content: &[u8]) -> Result<WrapKey, WrapError> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), content).unwrap();
        WrapKey::read(file.path())
    }

    #[test]
    fn a_wrapped_key_opens_with_its_own_wrap_key_and_kid_only() {
        let own = key(&[7; 32]).unwrap();
        let wrapped = KeyMaterial::from_bytes(&own.wrap(b"secret", "kid-1").unwrap().to_bytes()).unwrap();
        assert_eq!(open(&wrapped, Some(&own), "kid-1").unwrap().as_slice(), b"secret");
        assert!(matches!(open(&wrapped, Some(&own), "kid-2"), Err(WrapError::Wrong(_))));
        assert!(matches!(open(&wrapped, Some(&key(&[8; 32]).unwrap()), "kid-1"), Err(WrapError::Wrong(_))));
        assert!(matches!(open(&wrapped, None, "kid-1"), Err(WrapError::Missing(_))));
    }

    #[test]
    fn a_wrap_key_is_read_raw_in_hex_and_in_base64() {
        let hex = "07".repeat(32);
        for content in [
            &[7; 32][..],
            hex.as_bytes(),
            STANDARD.encode([7; 32]).as_bytes(),
            b"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc\n",
        ] {
            assert!(key(content).is_ok());
        }
        for content in [&b""[..], b"short", &[7; 31], &[7; 33]] {
            assert!(matches!(key(content), Err(WrapError::NotAKey { .. })));
        }
    }
}
