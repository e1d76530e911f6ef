//! Recovery codes: what stands in for a second factor that is lost. Each counts once; a digest is all that is kept (SEC-60).

use crate::secret::{Digest, Secret};

/// How many a person gets at a time.
pub const CODES: usize = 10;
/// Letters of a code: 74 random bits, so that a plain digest gives nothing away.
pub const LETTERS: usize = 16;

/// A code that was just drawn, as it is shown: four groups of four.
pub fn shown(letters: &Secret) -> String {
    let mut text = String::with_capacity(LETTERS + 3);
    for (at, letter) in letters.expose().chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            text.push('-');
        }
        text.push(letter);
    }
    text
}

/// What is kept of a code, however it was typed: letters of any case, with dashes and spaces or without. `None` for what
/// cannot be one.
pub fn digest(typed: &str) -> Option<Digest> {
    let letters: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '\u{2010}'..='\u{2015}'))
        .map(|letter| letter.to_ascii_uppercase())
        .take(LETTERS + 1)
        .collect();
    let is_one = letters.len() == LETTERS && letters.bytes().all(|octet| octet.is_ascii_alphanumeric());
    is_one.then(|| Digest::of(&format!("recovery code\n{letters}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let code = shown(&Secret::new("BCDFGHJKLMNPQRST"));
        assert_eq!(code, "BCDF-GHJK-LMNP-QRST");
        let known = digest(&code);
        assert!(known.is_some());
        for typed in ["bcdf ghjk lmnp qrst", "BCDFGHJKLMNPQRST", " bcdf–ghjk–lmnp–qrst "] {
            assert_eq!(digest(typed), known, "{typed}");
        }
        for other in ["", "BCDF-GHJK-LMNP-QRS", "BCDF-GHJK-LMNP-QRSTT", "BCDF-GHJK-LMNP-QRS!"] {
            assert_eq!(digest(other), None, "{other}");
        }
        assert_ne!(digest("BCDF-GHJK-LMNP-QRSS"), known);
    }
}
