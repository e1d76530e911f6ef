//! The languages that the pages speak.

use crate::protocol::language::{LanguageTag, UI_LOCALES};

/// One of [`UI_LOCALES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PageLanguage(usize);

impl PageLanguage {
    /// English, which has every message.
    pub const ENGLISH: Self = Self(0);

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..UI_LOCALES.len()).map(Self)
    }

    /// The one that somebody can read who asked for `tag`: the tag, or else one of the same language (RFC 4647 §3.4). Chinese of
    /// any region is read in the simplified script, and Portuguese is one.
    pub fn for_tag(tag: &LanguageTag) -> Option<Self> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let wanted = primary(tag.as_str());
        UI_LOCALES.iter().position(|own| primary(own) == wanted).map(Self)
    }

    /// The one of exactly this tag.
    pub fn named(tag: &str) -> Option<Self> {
        UI_LOCALES.iter().position(|own| *own == tag).map(Self)
    }

    /// Its tag (BCP 47).
    pub fn tag(self) -> &'static str {
        UI_LOCALES.get(self.0).copied().unwrap_or("en")
    }

    /// Which one of [`UI_LOCALES`] it is.
    pub fn place(self) -> usize {
        self.0
    }

    /// Its own name for itself.
    pub fn name(self) -> &'static str {
        match self.tag() {
            "ar" => "العربية",
            "de" => "Deutsch",
            "es" => "Español",
            "fr" => "Français",
            "it" => "Italiano",
            "ja" => "日本語",
            "nl" => "Nederlands",
            "pl" => "Polski",
            "pt" => "Português",
            "tr" => "Türkçe",
            "uk" => "Українська",
            "zh-Hans" => "简体中文",
            _ => "English",
        }
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(self) -> bool {
        self.tag() == "ar"
    }

    /// `dir` of HTML.
    pub fn dir(self) -> &'static str {
        if self.is_right_to_left() { "rtl" } else { "ltr" }
    }

    /// What stands between groups of three digits, and from which number on.
    fn group(self) -> (&'static str, u64) {
        match self.tag() {
            "de" | "it" | "nl" | "tr" => (".", 1_000),
            "es" | "pt" => (".", 10_000),
            "fr" => ("\u{202f}", 1_000),
            "pl" => ("\u{a0}", 10_000),
            "uk" => ("\u{a0}", 1_000),
            _ => (",", 1_000),
        }
    }
}

/// A number as people write it in that language.
pub fn grouped(number: f64, language: PageLanguage) -> String {
    let plain = number.to_string();
    let (separator, from) = language.group();
    // Exact below 2^53; numbers here count people and sign-ins.
    if number.fract() != 0.0 || number < from as f64 {
        return plain;
    }
    let digits: Vec<char> = plain.chars().collect();
    let mut text = String::new();
    for (i, digit) in digits.iter().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(*digit);
    }
    text
}
