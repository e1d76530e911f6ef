//! Randomness: the only caller of the random number generator.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::Rng as _;

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

/// 128 random bits as 22 characters of base64url, for identifiers that are looked up but grant nothing alone.
pub fn identifier() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<16>())
}

/// A short code that a person can read aloud: `letters` letters and digits without look-alikes and vowels.
pub fn spoken(letters: usize) -> String {
    const ALPHABET: &[u8; 25] = b"BCDFGHJKLMNPQRSTVWXZ23479";
    let mut code = String::with_capacity(letters);
    while code.len() < letters {
        // 250 = 10 * 25: rejecting the rest keeps every letter equally likely.
        let [byte] = bytes::<1>();
        if byte < 250
            && let Some(letter) = ALPHABET.get(usize::from(byte) % ALPHABET.len())
        {
            code.push(char::from(*letter));
        }
    }
    code
}
