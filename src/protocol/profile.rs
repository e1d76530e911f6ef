//! What people say of themselves on their own page: standard claims (OpenID Connect Core §5.1) that are texts, each optional.

use super::client_rules::is_web_uri;
use super::names::{self, NameError};

/// The longest of them, in characters; a website has [`LONGEST_URI`].
const LONGEST: usize = 100;
/// The longest website, in octets.
const LONGEST_URI: usize = 2_000;

/// A claim, and what a browser may fill in (HTML §4.10.18.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The claim.
    pub claim: &'static str,
    /// The `autocomplete` of its field.
    pub autocomplete: &'static str,
}

const fn field(claim: &'static str, autocomplete: &'static str) -> Field {
    Field { claim, autocomplete }
}

/// Those that may be changed, in the order of the page.
pub const FIELDS: [Field; 7] = [
    field("name", "name"),
    field("given_name", "given-name"),
    field("family_name", "family-name"),
    field("nickname", "nickname"),
    field("website", "url"),
    field("zoneinfo", "off"),
    field("locale", "language"),
];

/// Why a field cannot hold what somebody wrote into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// No address of a website.
    Website,
    /// No name of a time zone.
    Zoneinfo,
    /// No tag of a language.
    Locale,
    /// More characters than this.
    TooLong(usize),
    /// Nobody could read it.
    Unreadable(NameError),
}

/// Checks what somebody wrote into a field.
pub fn check(claim: &str, text: &str) -> Result<(), Unfit> {
    match claim {
        "website" if text.len() > LONGEST_URI || !is_web_uri(text) => Err(Unfit::Website),
        "zoneinfo" if text.len() > LONGEST || !is_zoneinfo(text) => Err(Unfit::Zoneinfo),
        "locale" if text.len() > LONGEST || !is_locale(text) => Err(Unfit::Locale),
        _ if text.chars().count() > LONGEST => Err(Unfit::TooLong(LONGEST)),
        _ => names::check_shown(text).map_err(Unfit::Unreadable),
    }
}

/// Whether `text` has the shape of a time zone's name (Core §5.1 `zoneinfo`).
pub fn is_zoneinfo(text: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_alphabetic())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'))
    };
    (text.contains('/') || text == "UTC") && text.split('/').all(part)
}

/// Whether `text` has the shape of a language's tag (Core §5.1 `locale`).
pub fn is_locale(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_takes_what_its_claim_is() {
        for (claim, right) in [
            ("name", "Ada Example"),
            ("nickname", "Ада"),
            ("website", "https://ada.example/~ada"),
            ("zoneinfo", "America/Argentina/Buenos_Aires"),
            ("zoneinfo", "UTC"),
            ("locale", "zh-Hant-TW"),
        ] {
            assert_eq!(check(claim, right), Ok(()), "{claim} {right}");
        }
        let long = "x".repeat(LONGEST + 1);
        for (claim, wrong) in [
            ("name", "a\u{202e}b"),
            ("given_name", "a\nb"),
            ("family_name", &*long),
            ("website", "javascript:alert(1)"),
            ("website", "ada.example"),
            ("zoneinfo", "Paris"),
            ("zoneinfo", "Europe/Paris?"),
            ("locale", "english (British)"),
        ] {
            assert!(check(claim, wrong).is_err(), "{claim} {wrong}");
        }
    }
}
