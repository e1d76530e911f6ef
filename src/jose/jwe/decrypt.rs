//! Decrypting what was encrypted to one of our keys.

use aws_lc_rs::agreement::{self, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::key_wrap::{AesKek, BlockCipher as _, KeyWrap as _};
use aws_lc_rs::rsa::{OaepAlgorithm, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use aws_lc_rs::signature::RsaKeyPair;

use super::algorithms::{ContentEncryption, KeyAlgorithm, KeyScheme};
use super::content::{self, Sealed};
use super::encrypt::{group, public_half};
use super::{Cek, JweError, kdf, random_cek};
use crate::jose::compact::{self, Header};
use crate::jose::jwk::{Curve, PublicKey};
use crate::jose::{MAX_TRIES, base64url_decode};

/// A private key that decrypts.
pub struct DecryptionKey {
    kid: String,
    private: Private,
    public: PublicKey,
}

enum Private {
    Rsa(OaepPrivateDecryptingKey),
    Ec(PrivateKey),
}

impl std::fmt::Debug for DecryptionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DecryptionKey({})", self.kid)
    }
}

impl DecryptionKey {
    /// Reads an RSA key from PKCS#8; `None` for other keys and for those of less than 2048 bits.
    pub fn rsa_from_pkcs8(pkcs8: &[u8]) -> Option<Self> {
        let public = PublicKey::of_rsa(&RsaKeyPair::from_pkcs8(pkcs8).ok()?);
        let private = PrivateDecryptingKey::from_pkcs8(pkcs8).ok().filter(|key| key.key_size_bits() >= 2048)?;
        let private = Private::Rsa(OaepPrivateDecryptingKey::new(private).ok()?);
        Some(Self { kid: public.thumbprint(), private, public })
    }

    /// Reads a key on `curve` from PKCS#8.
    pub fn ec_from_pkcs8(pkcs8: &[u8], curve: Curve) -> Option<Self> {
        let private = PrivateKey::from_private_key_der(curve.agreement(), pkcs8).ok()?;
        let public = public_half(&private, Some(curve))?;
        Some(Self { kid: public.thumbprint(), private: Private::Ec(private), public })
    }

    /// The same key under another `kid`, for one that did not come from here.
    pub fn with_kid(self, kid: impl Into<String>) -> Self {
        Self { kid: kid.into(), ..self }
    }

    /// `kid`: the RFC 7638 thumbprint, unless it was given another.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }
}

/// The content of a token that was encrypted to one of these keys. What is decrypted is not yet known to come from
/// anybody: it has to be a signed token itself (SEC-38).
pub fn decrypt(
    token: &str,
    keys: &[&DecryptionKey],
    algorithms: &[KeyAlgorithm],
    encryptions: &[ContentEncryption],
) -> Result<Vec<u8>, JweError> {
    let [encoded_header, encrypted_key, iv, ciphertext, tag] = compact::split(token, compact::MAX_LENGTH)?;
    let header = Header::read(encoded_header)?;
    if header.get("zip").is_some() {
        return Err(JweError::Critical);
    }
    let named = |name: &str| header.text(name).ok_or(JweError::Algorithm);
    let algorithm: KeyAlgorithm = named("alg")?.parse().map_err(|_| JweError::Algorithm)?;
    let encryption: ContentEncryption = named("enc")?.parse().map_err(|_| JweError::Algorithm)?;
    if !algorithms.contains(&algorithm) || !encryptions.contains(&encryption) {
        return Err(JweError::Algorithm);
    }
    let is_named = |key: &DecryptionKey| header.kid().is_none_or(|kid| kid == key.kid);
    let fitting = keys.iter().filter(|key| is_named(key) && algorithm.fits(&key.public)).take(MAX_TRIES);
    let encrypted_key = compact::decode(encrypted_key)?;
    let sealed =
        Sealed { iv: compact::decode(iv)?, ciphertext: compact::decode(ciphertext)?, tag: compact::decode(tag)? };
    let mut found = JweError::UnknownKey;
    for key in fitting {
        // A key that is not to be had is replaced by one that opens nothing, so that both take the same way.
        let cek = unwrap(key, algorithm, encryption, &header, &encrypted_key)?
            .filter(|cek| cek.len() == encryption.key_octets())
            .unwrap_or_else(|| random_cek(encryption.key_octets()));
        match content::open(encryption, &cek, encoded_header.as_bytes(), &sealed) {
            Some(content) => return Ok(content),
            None => found = JweError::Decryption,
        }
    }
    Err(found)
}

/// The content encryption key, if it is to be had; an error only for what anybody can see in the header.
fn unwrap(
    key: &DecryptionKey,
    algorithm: KeyAlgorithm,
    encryption: ContentEncryption,
    header: &Header,
    encrypted_key: &[u8],
) -> Result<Option<Cek>, JweError> {
    match (algorithm.scheme(), &key.private) {
        (KeyScheme::Oaep(oaep), Private::Rsa(private)) => Ok(decrypt_oaep(private, oaep, encrypted_key)),
        (KeyScheme::Agreement(wrap), Private::Ec(private)) => {
            let wrap_octets = wrap.map(|cipher| cipher.key_len());
            let Some(agreed) = agree(private, key, header, kdf::purpose(algorithm, encryption, wrap_octets))? else {
                return Ok(None);
            };
            match wrap {
                None if encrypted_key.is_empty() => Ok(Some(agreed)),
                None => Err(JweError::Malformed),
                Some(cipher) => {
                    let mut cek = Cek::new(vec![0; encrypted_key.len()]);
                    let unwrapped = AesKek::new(cipher, &agreed).and_then(|kek| kek.unwrap(encrypted_key, &mut cek));
                    Ok(unwrapped.ok().map(|cek| Cek::new(cek.to_vec())))
                }
            }
        }
        _ => Ok(None),
    }
}

fn decrypt_oaep(private: &OaepPrivateDecryptingKey, oaep: &'static OaepAlgorithm, encrypted: &[u8]) -> Option<Cek> {
    let mut cek = Cek::new(vec![0; private.min_output_size()]);
    let decrypted = private.decrypt(oaep, encrypted, &mut cek, None).ok()?;
    Some(Cek::new(decrypted.to_vec()))
}

/// Diffie-Hellman with the ephemeral key of the header, which must be a point on the very curve of ours.
fn agree(
    private: &PrivateKey,
    key: &DecryptionKey,
    header: &Header,
    (name, octets): (&str, usize),
) -> Result<Option<Cek>, JweError> {
    let epk = header.get("epk").and_then(serde_json::Value::as_object).ok_or(JweError::Malformed)?;
    let epk = PublicKey::from_jwk(epk).ok().flatten().ok_or(JweError::Malformed)?;
    let (Some((own, ..)), Some((theirs, point, _))) = (group(&key.public), group(&epk)) else {
        return Err(JweError::Malformed);
    };
    if own != theirs {
        return Ok(None);
    }
    let party = |member: &str| match header.get(member) {
        None => Ok(Vec::new()),
        Some(value) => value.as_str().and_then(|text| base64url_decode(text.as_bytes())).ok_or(JweError::Malformed),
    };
    let (apu, apv) = (party("apu")?, party("apv")?);
    let derive = |secret: &[u8]| Ok(kdf::derive(secret, name, &apu, &apv, octets));
    Ok(agreement::agree(private, UnparsedPublicKey::new(theirs, point), (), derive).ok())
}
