//! `user_code` (RFC 8628 §3.2, §6.1): what a person reads on a device and types elsewhere.
//!
//! Eight letters of twenty, all upper case, none of them a vowel, so that no word comes up and no letter is taken for a digit.
//! People type it as they like: in lower case, with or without the dash, with what looks like a letter in its place, or on a
//! Cyrillic keyboard.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::secret::Digest;

/// The letters of codes (RFC 8628 §6.1).
pub const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
/// How many of them a code has: 34.6 bits (docs/decisions/0042).
pub const LENGTH: usize = 8;
/// The longest text that may be a code: whoever types a space after each letter is still read.
const LONGEST: usize = 64;

/// A code in its one form, letters without a dash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserCode(String);

impl UserCode {
    /// The code that somebody typed; `None` where it is none.
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.len() > LONGEST {
            return None;
        }
        let letters: Option<String> = typed.chars().filter(|typed| !is_between(*typed)).map(letter).collect();
        letters.filter(|letters| letters.len() == LENGTH).map(Self)
    }

    /// What the store knows it by.
    pub fn digest(&self) -> Digest {
        Digest::of(&format!("user_code\n{}", self.0))
    }
}

/// As people read it: `WDJB-MJHT`.
impl fmt::Display for UserCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at_checked(LENGTH / 2).unwrap_or((&self.0, ""));
        write!(f, "{first}-{second}")
    }
}

/// What people put between letters: spaces, dashes of every length, dots.
fn is_between(typed: char) -> bool {
    typed.is_whitespace()
        || matches!(typed, '-' | '_' | '.' | ',' | '·' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー' | '－' | '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}')
}

/// The letter that was meant.
fn letter(typed: char) -> Option<char> {
    // Full-width letters and digits of East Asian keyboards.
    let narrow = match typed {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(typed) - 0xfee0).unwrap_or(typed),
        other => other,
    };
    let upper = narrow.to_uppercase().next().unwrap_or(narrow);
    let meant = match upper {
        '0' | 'O' => 'Q',
        '1' | 'I' | '|' => 'L',
        '2' => 'Z',
        '5' => 'S',
        '6' => 'G',
        '8' => 'B',
        'U' => 'V',
        // Cyrillic and Greek letters that look the same.
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Н' | 'Η' => 'H',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'Р' | 'Ρ' => 'P',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'Ζ' => 'Z',
        other => other,
    };
    u8::try_from(meant).is_ok_and(|octet| LETTERS.contains(&octet)).then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8628 §6.1: "the authorization server should … strip dashes and other punctuation and compare case-insensitively".
    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for typed in [
            "WDJB-MJHT",
            "WDJBMJHT",
            "wdjb-mjht",
            " wdjb mjht ",
            "W D J B M J H T",
            "wdjb–mjht",
            "wdjb.mjht",
            "WD-JB-MJ-HT",
            "WDJ8-MJHT",
            "ＷＤＪＢ－ＭＪＨＴ",
            "WDJВ-МJНТ",
        ] {
            assert_eq!(UserCode::parse(typed).map(|code| code.to_string()).as_deref(), Some("WDJB-MJHT"), "{typed}");
        }
        assert_eq!(UserCode::parse("0125-68ui"), UserCode::parse("QLZS-GBVL"));
    }

    #[test]
    fn what_is_no_code_is_none() {
        for typed in ["", "WDJB", "WDJB-MJH", "WDJB-MJHTX", "WDJB-MJH!", "WDJB-MJHA", "WDJB-MJHE", "WDJB-MJH3"] {
            assert_eq!(UserCode::parse(typed), None, "{typed}");
        }
        assert_eq!(UserCode::parse(&format!("WDJBMJHT{}", " ".repeat(100))), None);
    }

    #[test]
    fn a_digest_is_that_of_the_code_and_not_of_how_it_was_typed() {
        let digest = |typed: &str| UserCode::parse(typed).unwrap().digest();
        assert_eq!(digest("WDJB-MJHT"), digest("wdjb mjht"));
        assert_ne!(digest("WDJB-MJHT"), digest("WDJB-MJHL"));
    }
}
