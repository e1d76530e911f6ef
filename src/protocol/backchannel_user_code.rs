//! `user_code` of backchannel authentication (CIBA Core 1.0 §7.1): a few digits that somebody tells an app, by telephone for
//! example, and that the app sends along. A person has one at most; without it no app that needs one can ask them.

use crate::secret::Secret;

/// How many digits there are: enough for the few guesses that an app has.
pub const DIGITS: usize = 8;
/// Of what they are.
pub const ALPHABET: &[u8] = b"0123456789";

/// A code as it was sent, without what people put between the digits.
#[derive(Debug, Clone)]
pub struct Typed(Secret);

impl Typed {
    /// What somebody typed.
    pub fn of(text: &str) -> Self {
        let bare: String =
            text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').take(DIGITS + 1).collect();
        Self(Secret::new(bare))
    }

    /// What is hashed, and compared.
    pub fn secret(&self) -> &Secret {
        &self.0
    }
}

impl PartialEq for Typed {
    fn eq(&self, other: &Self) -> bool {
        self.0.matches(other.0.expose())
    }
}

impl Eq for Typed {}

/// The code as it is shown, in two halves on one line, from left to right wherever it stands.
pub fn shown(code: &Secret) -> Secret {
    let (first, second) = code.expose().split_at_checked(DIGITS / 2).unwrap_or((code.expose(), ""));
    Secret::new(format!("{first}\u{a0}{second}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_counts_however_people_part_it() {
        let code = Secret::new("12345678");
        for typed in ["12345678", "1234 5678", " 12-34-56-78 ", shown(&code).expose()] {
            assert!(Typed::of(typed) == Typed::of("12345678"), "{typed}");
        }
        for typed in ["1234567", "123456789", "1234567x", "", "12345678 9"] {
            assert!(Typed::of(typed) != Typed::of("12345678"), "{typed}");
        }
        assert_eq!(shown(&code).expose(), "1234\u{a0}5678");
    }
}
