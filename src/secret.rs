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

/// When something was made, as its name and the key of its row begin: the low 32 bits of the seconds, then 16 bits of parts
/// of a second, big-endian. Keys of one busy second lie in order, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date([u8; 6]);

impl Date {
    /// The second `at`, and `part` 65,536ths of one.
    pub fn new(at: Timestamp, part: u16) -> Self {
        let [a, b, c, d] = u32::try_from(at.seconds() & i64::from(u32::MAX)).unwrap_or_default().to_be_bytes();
        let [e, f] = part.to_be_bytes();
        Self([a, b, c, d, e, f])
    }

    /// The date as 12 hexadecimal digits, which sort as it does, with room for the 22 characters of an identifier.
    pub fn hex(self) -> String {
        let mut text = String::with_capacity(34);
        push_hex(&mut text, &self.0);
        text
    }
}

/// Octets in hexadecimal.
pub fn hex(octets: &[u8]) -> String {
    let mut text = String::with_capacity(2 * octets.len());
    push_hex(&mut text, octets);
    text
}

fn push_hex(text: &mut String, octets: &[u8]) {
    for octet in octets {
        for digit in [octet >> 4, octet & 15] {
            text.extend(char::from_digit(digit.into(), 16));
        }
    }
}

/// A credential of 256 secret bits behind its date, 8 and 43 characters of base64url.
pub fn dated_credential(date: Date, secret: &[u8; 32]) -> String {
    prefixed_credential("", date, secret)
}

/// The same behind `prefix`, which says what it is.
pub fn prefixed_credential(prefix: &str, date: Date, secret: &[u8; 32]) -> String {
    credential(prefix, &date.0, secret)
}

fn credential(prefix: &str, date: &[u8], secret: &[u8; 32]) -> String {
    let mut credential = String::with_capacity(prefix.len() + 8 + SECRET);
    credential.push_str(prefix);
    URL_SAFE_NO_PAD.encode_string(date, &mut credential);
    URL_SAFE_NO_PAD.encode_string(secret, &mut credential);
    credential
}

/// How many octets of a dated credential are its date, and in how many characters: in those made now, and in those of
/// earlier versions, which knew whole seconds only.
const DATES: [(usize, usize); 2] = [(6, 8), (4, 6)];
/// Characters of the secret behind the date.
const SECRET: usize = 43;

/// SHA-256 of a credential with at least 128 random bits: all that is stored of it (SEC-28).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `credential`.
    pub fn of(credential: &str) -> Self {
        Self(Sha256::digest(credential.as_bytes()).into())
    }

    /// The digest of a credential made by [`crate::random::dated_token`], under an optional prefix that ends in `_`:
    /// the octets of its date, then SHA-256 over all of it, cut off to 32 octets in all. Rows with such keys lie in the
    /// order in which they came, so that one page of the database takes many of them, where purely random keys dirty a
    /// page each. Whatever is not of that shape gets its plain digest, and is found nowhere.
    pub fn of_dated(credential: &str) -> Self {
        let Self(mut digest) = Self::of(credential);
        let shape = |text: &str| DATES.into_iter().find(|(_, characters)| text.len() == characters + SECRET);
        let prefixed = credential.split_once('_').filter(|(prefix, _)| prefix.len() == 3);
        let dated = prefixed.map(|(_, rest)| rest).filter(|rest| shape(rest).is_some()).unwrap_or(credential);
        let Some((octets, characters)) = shape(dated) else { return Self(digest) };
        let mut date = [0; 6];
        let decoded = dated.get(..characters).map(|text| URL_SAFE_NO_PAD.decode_slice(text, &mut date));
        if let Some(Ok(_)) = decoded {
            digest.copy_within(..32 - octets, octets);
            digest.iter_mut().zip(date).take(octets).for_each(|(octet, date)| *octet = date);
        }
        Self(digest)
    }

    /// The credential of these secret bits, behind `prefix` and whatever date, that this is the
    /// [digest](Self::of_dated) of.
    pub fn credential(&self, prefix: &str, secret: &[u8; 32]) -> Option<String> {
        let dates = DATES.into_iter().filter_map(|(octets, _)| self.0.get(..octets));
        dates.map(|date| credential(prefix, date, secret)).find(|credential| Self::of_dated(credential).matches(self))
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

    /// What versions before this one made, with a date of whole seconds: it is in clients' hands for as long as a refresh
    /// token lives.
    #[test]
    fn a_credential_with_an_earlier_versions_date_has_the_digest_it_had() {
        let credential = format!("lkr_a0nSAA{}", URL_SAFE_NO_PAD.encode([7; 32]));
        let digest = Digest::of_dated(&credential);
        assert_eq!(digest.as_bytes()[..4], [0x6b, 0x49, 0xd2, 0x00]);
        assert_eq!(digest.as_bytes()[4..], Digest::of(&credential).as_bytes()[..28]);
        assert_eq!(digest.credential("lkr_", &[7; 32]), Some(credential));
        assert_eq!(digest.credential("lkr_", &[8; 32]), None);
        assert_eq!(digest.credential("lka_", &[7; 32]), None);
    }

    #[test]
    fn a_prefix_stands_before_a_credential_and_changes_nothing_of_it() {
        let date = Date::new(Timestamp(1_800_000_000), 256);
        let bare = dated_credential(date, &[7; 32]);
        assert_eq!(prefixed_credential("lka_", date, &[7; 32]), format!("lka_{bare}"));
        assert_eq!(prefixed_credential("", date, &[7; 32]), bare);
    }

    #[test]
    fn what_is_made_within_one_second_sorts_too() {
        let [early, late] = [1, 256].map(|part| Date::new(Timestamp(1_800_000_000), part));
        assert_eq!((early.hex().as_str(), late.hex().as_str()), ("6b49d2000001", "6b49d2000100"));
        let [early, late] = [early, late].map(|date| Digest::of_dated(&dated_credential(date, &[7; 32])));
        assert!(early.as_bytes() < late.as_bytes());
        assert_eq!(
            late.credential("", &[7; 32]),
            Some(dated_credential(Date::new(Timestamp(1_800_000_000), 256), &[7; 32]))
        );
    }

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
