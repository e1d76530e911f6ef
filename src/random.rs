//! Randomness: the only caller of the random number generator.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::Rng as _;

use crate::clock::{self, Timestamp};
use crate::secret::{self, Date};

/// `N` bytes from the thread's cryptographically secure generator (ChaCha, seeded and reseeded by the system).
#[expect(clippy::disallowed_methods, reason = "the one caller of the generator")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// 256 random bits as 43 characters of base64url: an identifier or credential nobody can guess (SEC-30).
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>())
}

/// The date of what is made in the second `now`; which part of that second it is says the system's clock.
pub fn date(now: Timestamp) -> Date {
    Date::new(now, clock::part_of_second())
}

/// 256 random bits behind the time of issue, 8 and 43 characters of base64url: a credential that many are made of.
/// The time lets the store keep rows in the order in which they came ([`crate::secret::Digest::of_dated`]).
pub fn dated_token(now: Timestamp) -> String {
    prefixed_token("", now)
}

/// The same behind `prefix`, which says what it is.
pub fn prefixed_token(prefix: &str, now: Timestamp) -> String {
    secret::prefixed_credential(prefix, date(now), &bytes())
}

/// 128 random bits behind the time of issue, as an identifier of 12 and 22 characters that sorts by time.
pub fn dated_identifier(now: Timestamp) -> String {
    let mut identifier = date(now).hex();
    URL_SAFE_NO_PAD.encode_string(bytes::<16>(), &mut identifier);
    identifier
}

/// 128 random bits as 22 characters of base64url, for identifiers that are looked up but grant nothing alone. It never
/// begins with `-`: on a command line that would be an option.
pub fn identifier() -> String {
    loop {
        let identifier = URL_SAFE_NO_PAD.encode(bytes::<16>());
        if !identifier.starts_with('-') {
            return identifier;
        }
    }
}

/// `length` letters, each of `alphabet` and as likely as every other. `alphabet` has between 1 and 256.
pub fn drawn_from(alphabet: &[u8], length: usize) -> String {
    // Rejecting what is beyond a multiple of their number keeps every letter equally likely.
    let fair = 256 - 256 % alphabet.len().max(1);
    let mut drawn = String::with_capacity(length);
    while drawn.len() < length {
        let octets = bytes::<16>();
        let kept = octets.iter().map(|octet| usize::from(*octet)).filter(|octet| *octet < fair);
        let letters = kept.filter_map(|octet| alphabet.get(octet % alphabet.len().max(1)).copied().map(char::from));
        drawn.extend(letters.take(length - drawn.len()));
    }
    drawn
}

/// Letters and digits without look-alikes and vowels.
const SPOKEN: &[u8; 25] = b"BCDFGHJKLMNPQRSTVWXZ23479";

/// A short code that a person can read aloud.
pub fn spoken(letters: usize) -> String {
    let mut code = String::with_capacity(letters);
    while code.len() < letters {
        let drawn = spoken_letters::<8>();
        code.extend(drawn.iter().take(letters - code.len()).copied().map(char::from));
    }
    code
}

/// `N` letters and digits of ASCII that a person can read aloud.
pub fn spoken_letters<const N: usize>() -> [u8; N] {
    let mut letters = [0; N];
    let mut drawn = bytes::<16>().into_iter();
    for letter in &mut letters {
        *letter = loop {
            // 250 = 10 * 25: rejecting the rest keeps every letter equally likely.
            match drawn.next() {
                Some(byte @ ..250) => break SPOKEN.get(usize::from(byte) % SPOKEN.len()).copied().unwrap_or(b'B'),
                Some(_) => {}
                None => drawn = bytes::<16>().into_iter(),
            }
        };
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_an_alphabet_is_drawn_and_none_beside() {
        let drawn = drawn_from(b"BCDFGHJKLMNPQRSTVWXZ", 20_000);
        assert_eq!(drawn.len(), 20_000);
        for letter in b"BCDFGHJKLMNPQRSTVWXZ" {
            let times = drawn.bytes().filter(|drawn| drawn == letter).count();
            assert!((800..1_200).contains(&times), "{letter}: {times}");
        }
    }

    #[test]
    fn an_identifier_is_never_taken_for_an_option() {
        assert!((0..2000).all(|_| !identifier().starts_with('-')));
    }
}
