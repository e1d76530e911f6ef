//! Content encryption (RFC 7518 §5): AES-CBC with HMAC, whose tag is checked before anything is decrypted, and AES-GCM.

use aws_lc_rs::aead::{Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::cipher::{
    DecryptionContext, EncryptionContext, PaddedBlockDecryptingKey, PaddedBlockEncryptingKey, UnboundCipherKey,
};
use aws_lc_rs::hmac;
use aws_lc_rs::iv::FixedLength;
use subtle::ConstantTimeEq as _;

use super::algorithms::{ContentEncryption, ContentScheme};
use crate::random;

/// Octets of a GCM tag.
const GCM_TAG: usize = 16;

/// What stands in the last three parts.
pub(super) struct Sealed {
    pub(super) iv: Vec<u8>,
    pub(super) ciphertext: Vec<u8>,
    pub(super) tag: Vec<u8>,
}

/// Encrypts; `None` when the library refuses, or the key is of another length.
pub(super) fn seal(encryption: ContentEncryption, key: &[u8], aad: &[u8], plaintext: &[u8]) -> Option<Sealed> {
    match encryption.scheme() {
        ContentScheme::CbcHmac(cipher, hmac) => {
            let keys = CbcHmac::new(encryption, hmac, key)?;
            let iv = random::bytes::<16>();
            let mut ciphertext = plaintext.to_vec();
            let encrypting = PaddedBlockEncryptingKey::cbc_pkcs7(UnboundCipherKey::new(cipher, keys.encryption).ok()?);
            let context = EncryptionContext::Iv128(FixedLength::from(iv));
            encrypting.ok()?.less_safe_encrypt(&mut ciphertext, context).ok()?;
            let tag = keys.tag(aad, &iv, &ciphertext);
            Some(Sealed { iv: iv.to_vec(), ciphertext, tag })
        }
        ContentScheme::Gcm(algorithm) => {
            let key = LessSafeKey::new(UnboundKey::new(algorithm, key).ok()?);
            let iv = random::bytes::<NONCE_LEN>();
            let mut ciphertext = plaintext.to_vec();
            let nonce = Nonce::assume_unique_for_key(iv);
            let tag = key.seal_in_place_separate_tag(nonce, Aad::from(aad), &mut ciphertext).ok()?;
            Some(Sealed { iv: iv.to_vec(), ciphertext, tag: tag.as_ref().to_vec() })
        }
    }
}

/// Decrypts; `None` for whatever was wrong.
pub(super) fn open(encryption: ContentEncryption, key: &[u8], aad: &[u8], sealed: &Sealed) -> Option<Vec<u8>> {
    let Sealed { iv, ciphertext, tag } = sealed;
    match encryption.scheme() {
        ContentScheme::CbcHmac(cipher, hmac) => {
            let keys = CbcHmac::new(encryption, hmac, key)?;
            let iv: [u8; 16] = iv.as_slice().try_into().ok()?;
            if !bool::from(keys.tag(aad, &iv, ciphertext).as_slice().ct_eq(tag)) {
                return None;
            }
            let decrypting = PaddedBlockDecryptingKey::cbc_pkcs7(UnboundCipherKey::new(cipher, keys.encryption).ok()?);
            let mut plaintext = ciphertext.clone();
            let context = DecryptionContext::Iv128(FixedLength::from(iv));
            Some(decrypting.ok()?.decrypt(&mut plaintext, context).ok()?.to_vec())
        }
        ContentScheme::Gcm(algorithm) => {
            let key = LessSafeKey::new(UnboundKey::new(algorithm, key).ok()?);
            let nonce = Nonce::try_assume_unique_for_key(iv).ok()?;
            if tag.len() != GCM_TAG {
                return None;
            }
            let mut sealed = [ciphertext.as_slice(), tag].concat();
            Some(key.open_in_place(nonce, Aad::from(aad), &mut sealed).ok()?.to_vec())
        }
    }
}

/// The two halves of the key (RFC 7518 §5.2.2.1).
struct CbcHmac<'a> {
    mac: hmac::Key,
    encryption: &'a [u8],
}

impl<'a> CbcHmac<'a> {
    fn new(encryption: ContentEncryption, hmac: hmac::Algorithm, key: &'a [u8]) -> Option<Self> {
        let (mac, cipher) = key.split_at_checked(encryption.key_octets() / 2)?;
        (mac.len() == cipher.len()).then(|| Self { mac: hmac::Key::new(hmac, mac), encryption: cipher })
    }

    /// The first half of the HMAC over `aad || iv || ciphertext || bits of aad`.
    fn tag(&self, aad: &[u8], iv: &[u8], ciphertext: &[u8]) -> Vec<u8> {
        let mut context = hmac::Context::with_key(&self.mac);
        let bits = u64::try_from(aad.len()).unwrap_or(u64::MAX).saturating_mul(8);
        for field in [aad, iv, ciphertext, &bits.to_be_bytes()] {
            context.update(field);
        }
        let tag = context.sign();
        tag.as_ref().iter().copied().take(tag.as_ref().len() / 2).collect()
    }
}
