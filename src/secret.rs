//! Values that must not be printed, and how they are compared and stored.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroize as _;

use crate::clock::Timestamp;

/// A secret string: never printed by `Debug`, wiped when dropped.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Wraps `value`.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The secret itself. Every caller is a place to review.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Equality in time independent of where the values differ (SEC-30).
    pub fn matches(&self, candidate: &str) -> bool {
        self.0.as_bytes().ct_eq(candidate.as_bytes()).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Secret octets: never printed by `Debug`, wiped when dropped.
#[derive(Clone)]
pub struct SecretOctets(Vec<u8>);

impl SecretOctets {
    /// Wraps `octets`.
    pub fn new(octets: Vec<u8>) -> Self {
        Self(octets)
    }

    /// The octets themselves. Every caller is a place to review.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl PartialEq for SecretOctets {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for SecretOctets {}

impl fmt::Debug for SecretOctets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretOctets(…)")
    }
}

impl Drop for SecretOctets {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// A credential of 256 secret bits behind its time of issue, 6 and 43 characters of base64url.
pub fn dated_credential(date: [u8; 4], secret: &[u8; 32]) -> String {
    let mut credential = URL_SAFE_NO_PAD.encode(date);
    URL_SAFE_NO_PAD.encode_string(secret, &mut credential);
    credential
}

/// The low 32 bits of the time in seconds, big-endian.
pub fn date(at: Timestamp) -> [u8; 4] {
    u32::try_from(at.seconds() & i64::from(u32::MAX)).unwrap_or_default().to_be_bytes()
}

/// SHA-256 of a credential with at least 128 random bits: all that is stored of it (SEC-28).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `credential`.
    pub fn of(credential: &str) -> Self {
        Self(Sha256::digest(credential.as_bytes()).into())
    }

    /// The digest of a credential made by [`crate::random::dated_token`], under an optional prefix that ends in `_`:
    /// its 4 octets of time, then 28 of SHA-256 over all of it. Rows with such keys lie in the order in which they
    /// came, so that one page of the database takes many of them, where purely random keys dirty a page each.
    /// Whatever is not of that shape gets its plain digest, and is found nowhere.
    pub fn of_dated(credential: &str) -> Self {
        let Self(mut digest) = Self::of(credential);
        let dated = match credential.split_once('_') {
            Some((prefix, rest)) if prefix.len() == 3 && rest.len() == 49 => rest,
            _ => credential,
        };
        let date = dated.get(..6).filter(|_| dated.len() == 49).and_then(|date| URL_SAFE_NO_PAD.decode(date).ok());
        if let Some(date) = date.filter(|date| date.len() == 4) {
            digest.copy_within(..28, 4);
            digest.iter_mut().zip(date).for_each(|(octet, date)| *octet = date);
        }
        Self(digest)
    }

    /// The time of issue of the credential that this is the [digest](Self::of_dated) of, as the credential writes it.
    pub fn date(&self) -> [u8; 4] {
        let [a, b, c, d, ..] = self.0;
        [a, b, c, d]
    }

    /// The digest of any octets.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// A digest read back from storage.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes to store.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The digest as 43 characters of base64url.
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Equality in constant time (SEC-30).
    pub fn matches(&self, other: &Digest) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({}…)", URL_SAFE_NO_PAD.encode(&self.0[..4]))
    }
}

/// A secret that is needed again as it is — a private key, a secret that makes MACs — as it lies in the database: plain,
/// or wrapped under the operator's `keys.wrap_key_file` (SEC-75).
#[derive(Clone)]
pub struct KeyMaterial(Vec<u8>);

const PLAIN: u8 = 0;
const WRAPPED: u8 = 1;

impl fmt::Debug for KeyMaterial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_wrapped() { "KeyMaterial(wrapped)" } else { "KeyMaterial(…)" })
    }
}

impl KeyMaterial {
    /// Stored as it is.
    pub fn plain(secret: &[u8]) -> Self {
        Self([&[PLAIN], secret].concat())
    }

    /// Stored encrypted.
    pub fn wrapped(sealed: &[u8]) -> Self {
        Self([&[WRAPPED], sealed].concat())
    }

    /// What to store.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.clone()
    }

    /// What was stored; `None` when it is neither plain nor wrapped.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        matches!(bytes.first(), Some(&PLAIN | &WRAPPED)).then(|| Self(bytes.to_vec()))
    }

    /// Whether a wrap key is needed.
    pub fn is_wrapped(&self) -> bool {
        self.0.first() == Some(&WRAPPED)
    }

    /// The secret, or what it is sealed as. Every caller is a place to review.
    pub fn body(&self) -> &[u8] {
        self.0.get(1..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::random::dated_token;

    #[test]
    fn dated_digests_sort_by_time_and_differ_by_every_character() {
        let early = dated_token(Timestamp(1_800_000_000));
        let late = dated_token(Timestamp(1_800_000_001));
        assert!(Digest::of_dated(&early).as_bytes() < Digest::of_dated(&late).as_bytes());
        assert!(
            Digest::of_dated(&format!("lka_{early}")).as_bytes() < Digest::of_dated(&format!("lka_{late}")).as_bytes()
        );
        let digest = Digest::of_dated(&early);
        for at in 0..early.len() {
            let mut other = early.clone().into_bytes();
            other[at] = if other[at] == b'A' { b'B' } else { b'A' };
            assert_ne!(Digest::of_dated(std::str::from_utf8(&other).unwrap()), digest);
        }
        assert_ne!(Digest::of_dated(&format!("lka_{early}")), digest);
        for odd in ["", "x", "lka_", "é", &early[1..], &format!("{early}x")] {
            assert_eq!(Digest::of_dated(odd), Digest::of(odd));
        }
    }
}
