//! Formats of values that stay text: URIs, colours, dates and the other standard claims of a person.

use url::Url;

use crate::protocol::client_rules::is_web_uri;
use crate::protocol::language::UI_LOCALES;
use crate::protocol::names;
use crate::protocol::profile::{is_locale, is_zoneinfo};

/// Each format: its name in the schema, what to write, and whether a text is one.
type TextFormat = (&'static str, &'static str, fn(&str) -> bool);

const FORMATS: [TextFormat; 11] = [
    ("web-uri", "an https:// (or http://) URL", is_web_uri),
    (
        "link-target",
        "an https:// URL, mailto: and an address, or tel: and a number such as tel:+4930123456",
        is_link_target,
    ),
    (
        "page-language",
        "a language of the pages: en, ar, de, es, fr, it, ja, nl, pl, pt, tr, uk or zh-Hans",
        is_page_language,
    ),
    ("colour", "a colour such as \"#2f55d4\"", is_colour),
    ("birthdate", "a date such as \"1815-12-10\" (0000 for an unwritten year)", is_birthdate),
    ("zoneinfo", "a time zone name such as \"Europe/Paris\"", is_zoneinfo),
    ("locale", "a language tag such as \"en-GB\"", is_locale),
    ("email-address", "an email address", is_email_address),
    ("readable-text", "a text without invisible characters or words of several scripts", is_shown),
    (
        "readable-name",
        "a text that is not empty, without invisible characters or words of several scripts",
        is_shown_name,
    ),
    ("not-empty", "a text that is not empty", is_not_empty),
];

/// Checks `text` against the format. Unknown formats accept all.
pub fn check(format: &str, text: &str) -> Result<(), String> {
    match FORMATS.iter().find(|(name, ..)| *name == format) {
        Some((_, wanted, accepts)) if !accepts(text) => Err(format!("`{text}` is not {wanted}")),
        _ => Ok(()),
    }
}

/// What to write for the format.
pub fn wanted(format: &str) -> Option<&'static str> {
    FORMATS.iter().find(|(name, ..)| *name == format).map(|(_, wanted, _)| *wanted)
}

fn is_printable(text: &str) -> bool {
    text.bytes().all(|byte| (0x21..=0x7e).contains(&byte) && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'`'))
}

/// What a link may lead to. Nothing else is let through: `javascript:` and `data:` would act on our own page.
fn is_link_target(text: &str) -> bool {
    let mail = text.strip_prefix("mailto:").is_some_and(|address| is_printable(address) && address.contains('@'));
    mail || text.strip_prefix("tel:").is_some_and(is_telephone_number) || is_web_uri(text)
}

/// A number of RFC 3966, without parameters.
fn is_telephone_number(text: &str) -> bool {
    let number = text.strip_prefix('+').unwrap_or(text);
    let known = number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'(' | b')'));
    known && number.bytes().any(|byte| byte.is_ascii_digit())
}

/// Scheme, host and port as a browser writes them, and nothing else.
pub fn is_origin(text: &str) -> bool {
    is_web_uri(text) && Url::parse(text).is_ok_and(|url| url.origin().ascii_serialization() == text)
}

fn is_page_language(text: &str) -> bool {
    UI_LOCALES.contains(&text)
}

fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `YYYY-MM-DD`, `0000-MM-DD` for a birthday without its year, or a bare `YYYY` (Core §5.1).
fn is_birthdate(text: &str) -> bool {
    let shape = |pattern: &str| {
        text.len() == pattern.len()
            && text.bytes().zip(pattern.bytes()).all(|(byte, wanted)| match wanted {
                b'9' => byte.is_ascii_digit(),
                _ => byte == wanted,
            })
    };
    // A leap year in place of the unwritten one, so that 29 February is a birthday too.
    let date = text.strip_prefix("0000").map_or_else(|| text.to_owned(), |rest| format!("2000{rest}"));
    shape("9999") || (shape("9999-99-99") && date.parse::<jiff::civil::Date>().is_ok())
}

fn is_email_address(text: &str) -> bool {
    let visible = text.len() <= 254 && names::check_typed(text).is_ok();
    visible
        && text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !domain.is_empty() && !domain.contains('@') && !domain.starts_with('.')
        })
}

fn is_shown(text: &str) -> bool {
    names::check_shown(text).is_ok()
}

fn is_shown_name(text: &str) -> bool {
    is_not_empty(text) && is_shown(text)
}

fn is_not_empty(text: &str) -> bool {
    !text.trim().is_empty()
}
