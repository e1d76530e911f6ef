//! Encrypting to a client's key.

use aws_lc_rs::agreement::{self, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::key_wrap::{AesKek, BlockCipher as _, KeyWrap as _};
use aws_lc_rs::rsa::{OaepAlgorithm, OaepPublicEncryptingKey, PublicEncryptingKey};
use aws_lc_rs::signature::RsaPublicKeyComponents;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use super::algorithms::{ContentEncryption, KeyAlgorithm, KeyScheme};
use super::{Cek, content, kdf, random_cek};
use crate::jose::jwk::{Curve, JwkSet, PublicKey};

/// Whom to encrypt to.
#[derive(Debug, Clone, Copy)]
pub struct Recipient<'a> {
    /// `kid`, if the key has one.
    pub kid: Option<&'a str>,
    /// The key.
    pub key: &'a PublicKey,
}

/// Why nothing was encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncryptError {
    /// The set holds no key for this.
    #[error("the client's key set has no encryption key for {0}: publish one with `use` \"enc\"")]
    NoKey(KeyAlgorithm),
    /// The library refused.
    #[error("the content could not be encrypted")]
    Failed,
}

/// Encrypts to the first key of the set that is meant for it.
pub fn encrypt_to_set(
    keys: &JwkSet,
    algorithm: KeyAlgorithm,
    encryption: ContentEncryption,
    cty: Option<&str>,
    payload: &[u8],
) -> Result<String, EncryptError> {
    let key = keys.encryption_key(algorithm).ok_or(EncryptError::NoKey(algorithm))?;
    encrypt(Recipient { kid: key.kid.as_deref(), key: &key.key }, algorithm, encryption, cty, payload)
}

/// Encrypts to one key. `cty` is `JWT` where the payload is a signed token (RFC 7519 §5.2).
pub fn encrypt(
    recipient: Recipient<'_>,
    algorithm: KeyAlgorithm,
    encryption: ContentEncryption,
    cty: Option<&str>,
    payload: &[u8],
) -> Result<String, EncryptError> {
    let mut header = Map::new();
    header.insert("alg".to_owned(), json!(algorithm.as_str()));
    header.insert("enc".to_owned(), json!(encryption.as_str()));
    let optional = [("kid", recipient.kid), ("cty", cty)];
    header.extend(optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), json!(value?)))));
    let (cek, encrypted_key) = match algorithm.scheme() {
        KeyScheme::Oaep(oaep) => transport(recipient.key, oaep, encryption),
        KeyScheme::Agreement(_) => agree(recipient.key, algorithm, encryption, &mut header),
    }
    .ok_or(EncryptError::Failed)?;
    let header = URL_SAFE_NO_PAD.encode(Value::Object(header).to_string());
    let sealed = content::seal(encryption, &cek, header.as_bytes(), payload).ok_or(EncryptError::Failed)?;
    let mut token = header;
    for part in [encrypted_key, sealed.iv, sealed.ciphertext, sealed.tag] {
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(part, &mut token);
    }
    Ok(token)
}

/// A fresh key, and the same encrypted by RSA.
fn transport(key: &PublicKey, oaep: &'static OaepAlgorithm, encryption: ContentEncryption) -> Option<(Cek, Vec<u8>)> {
    let PublicKey::Rsa { n, e } = key else { return None };
    let components = RsaPublicKeyComponents { n: n.as_slice(), e: e.as_slice() };
    let key: PublicEncryptingKey = components.try_into().ok()?;
    let key = OaepPublicEncryptingKey::new(key).ok()?;
    let cek = random_cek(encryption.key_octets());
    let mut encrypted = vec![0; key.ciphertext_size()];
    let encrypted = key.encrypt(oaep, &cek, &mut encrypted, None).ok()?.to_vec();
    Some((cek, encrypted))
}

/// A key agreed on with an ephemeral one, which the header names, or a fresh one wrapped by that.
fn agree(
    key: &PublicKey,
    algorithm: KeyAlgorithm,
    encryption: ContentEncryption,
    header: &mut Map<String, Value>,
) -> Option<(Cek, Vec<u8>)> {
    let KeyScheme::Agreement(wrap) = algorithm.scheme() else { return None };
    let (group, point, curve) = group(key)?;
    let ephemeral = PrivateKey::generate(group).ok()?;
    let epk = public_half(&ephemeral, curve)?;
    header.insert("epk".to_owned(), Value::Object(epk.members()));
    let (name, octets) = kdf::purpose(algorithm, encryption, wrap.map(|cipher| cipher.key_len()));
    let agreed = agreement::agree(&ephemeral, UnparsedPublicKey::new(group, point), (), |secret| {
        Ok(kdf::derive(secret, name, b"", b"", octets))
    })
    .ok()?;
    let Some(cipher) = wrap else { return Some((agreed, Vec::new())) };
    let cek = random_cek(encryption.key_octets());
    let mut wrapped = vec![0; cek.len() + 8];
    let wrapped = AesKek::new(cipher, &agreed).ok()?.wrap(&cek, &mut wrapped).ok()?.to_vec();
    Some((cek, wrapped))
}

/// The group of a key, the key as a point of it, and the curve unless it is X25519.
pub(super) fn group(key: &PublicKey) -> Option<(&'static agreement::Algorithm, Vec<u8>, Option<Curve>)> {
    if let PublicKey::X25519 { x } = key {
        return Some((&agreement::X25519, x.to_vec(), None));
    }
    let (curve, point) = key.point()?;
    Some((curve.agreement(), point, Some(curve)))
}

/// The public half of a private key on `curve`, or of X25519.
pub(super) fn public_half(private: &PrivateKey, curve: Option<Curve>) -> Option<PublicKey> {
    let public = private.compute_public_key().ok()?;
    match curve {
        Some(curve) => PublicKey::from_point(curve, public.as_ref()),
        None => Some(PublicKey::X25519 { x: public.as_ref().try_into().ok()? }),
    }
}
