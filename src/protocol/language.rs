//! Languages by their BCP 47 names: the tag of a value that is written in one, and what somebody wants to read, most
//! wanted first. Which of several values that is, lookup decides (RFC 4647 §3.4).

use serde::Serialize;

/// Languages that the pages speak.
pub const UI_LOCALES: [&str; 13] = ["en", "ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "tr", "uk", "zh-Hans"];

/// The longest tag (RFC 5646 §4.4.1).
const MAX_TAG: usize = 35;
/// The most languages that are looked for on behalf of one reader.
const MOST: usize = 20;

/// A language tag by its shape (RFC 5646 §2.1): words of 1 to 8 letters and digits, joined by hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct LanguageTag(String);

impl LanguageTag {
    /// Reads a tag; `None` for what has another shape.
    pub fn parse(text: &str) -> Option<Self> {
        let is_word =
            |word: &str| (1..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let starts_well =
            text.split('-').next().is_some_and(|first| first.bytes().all(|byte| byte.is_ascii_alphabetic()));
        (text.len() <= MAX_TAG && starts_well && text.split('-').all(is_word)).then(|| Self(text.to_owned()))
    }

    /// The tag as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag, then with its last word taken away until nothing is left; a word of one letter, which only introduces
    /// others, goes with them (RFC 4647 §3.4).
    fn and_shorter(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(Some(self.as_str()), |tag| {
            let (shorter, _) = tag.rsplit_once('-')?;
            match shorter.rsplit_once('-') {
                Some((before, introducer)) if introducer.len() == 1 => Some(before),
                _ => Some(shorter),
            }
        })
    }
}

impl std::fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What somebody wants to read, most wanted first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Languages(Vec<LanguageTag>);

impl Languages {
    /// The `ui_locales` of a request (OpenID Connect Core §3.1.2.1), then the browser's `Accept-Language` (RFC 9110
    /// §12.5.4). What is no language in either is passed over.
    pub fn of(ui_locales: Option<&str>, accept_language: Option<&str>) -> Self {
        let asked = ui_locales.unwrap_or_default().split(' ').filter_map(LanguageTag::parse).take(MOST);
        Self(asked.chain(accepted(accept_language.unwrap_or_default())).collect())
    }

    /// The same, and after them those others.
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// The same, and before them the language of this tag.
    pub fn led_by(mut self, tag: &str) -> Self {
        self.0.splice(0..0, LanguageTag::parse(tag));
        self
    }

    /// The languages, most wanted first.
    pub fn tags(&self) -> impl Iterator<Item = &LanguageTag> {
        self.0.iter()
    }

    /// The one of the values `written` in languages that serves best; `None` where the value that is written in none
    /// does. That is so, too, once English comes up, in which it mostly is: who reads English before French gets the app's name
    /// as it is, and not in French because there is no English one.
    pub fn best<'a, T>(&self, written: &[(&'a LanguageTag, T)]) -> Option<(&'a LanguageTag, T)>
    where
        T: Copy,
    {
        let find = |wanted: &str| written.iter().copied().find(|(tag, _)| tag.as_str().eq_ignore_ascii_case(wanted));
        for language in &self.0 {
            let found = language.and_shorter().find_map(find);
            let is_english = || language.and_shorter().any(|tag| tag.eq_ignore_ascii_case("en"));
            if found.is_some() || is_english() {
                return found;
            }
        }
        None
    }
}

/// The languages of an `Accept-Language`, by their weight and else in their order.
fn accepted(header: &str) -> Vec<LanguageTag> {
    let weighted = |item: &str| {
        let (range, weight) = item.split_once(';').unwrap_or((item, "q=1"));
        let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
        Some((LanguageTag::parse(range.trim())?, weight)).filter(|(_, weight)| *weight > 0.0)
    };
    let mut accepted: Vec<(LanguageTag, f32)> = header.split(',').take(MOST).filter_map(weighted).collect();
    accepted.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    accepted.into_iter().map(|(tag, _)| tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> LanguageTag {
        LanguageTag::parse(text).unwrap()
    }

    #[test]
    fn a_tag_is_words_of_letters_and_digits() {
        for right in ["fr", "fr-CA", "zh-Hant-TW", "ja-Kana-JP", "sl-rozaj-biske", "de-1996", "x-pirate", "i-klingon"] {
            assert_eq!(tag(right).as_str(), right);
        }
        let long = format!("fr{}", "-variants".repeat(4));
        for wrong in
            ["", "-", "fr-", "-fr", "fr--CA", "fr_CA", "fr CA", "1fr", "französisch", "fr\"", "*", "languages", &long]
        {
            assert_eq!(LanguageTag::parse(wrong), None, "{wrong}");
        }
    }

    /// The example of RFC 4647 §3.4.
    #[test]
    fn a_range_is_shortened_from_its_end() {
        let range = tag("zh-Hant-CN-x-private1-priv2");
        let shorter: Vec<&str> = range.and_shorter().collect();
        assert_eq!(shorter, ["zh-Hant-CN-x-private1-priv2", "zh-Hant-CN-x-private1", "zh-Hant-CN", "zh-Hant", "zh"]);
    }

    #[test]
    fn the_best_value_is_looked_up() {
        let (fr, fr_ca, de) = (tag("fr"), tag("fr-CA"), tag("de"));
        let written = [(&fr, 1), (&fr_ca, 2), (&de, 3)];
        for (ui_locales, accept, best) in [
            ("fr", "", Some(1)),
            ("FR-ca", "", Some(2)),
            ("fr-CH", "", Some(1)),
            ("de-CH-1996 fr", "", Some(3)),
            ("ja fr-CA", "", Some(2)),
            ("ja", "de", Some(3)),
            ("fr", "de", Some(1)),
            ("", "fr;q=0.5, de;q=0.8", Some(3)),
            ("", "ja,fr-CH;q=0.9,de;q=0.9", Some(1)),
            ("", "de;q=0, fr;q=0.1", Some(1)),
            ("", "", None),
            ("ja", "", None),
            ("f", "", None),
            ("fra", "", None),
            ("*", "*;q=0.5", None),
            ("", "de;q=x", None),
            // What the pages speak ends the search.
            ("en", "fr", None),
            ("en-GB fr", "", None),
            ("", "en-US,en;q=0.9,fr;q=0.8", None),
            ("", "fr,en;q=0.9", Some(1)),
        ] {
            let languages = Languages::of(Some(ui_locales), Some(accept));
            assert_eq!(languages.best(&written).map(|(_, value)| value), best, "{ui_locales:?} {accept:?}");
        }
    }

    #[test]
    fn a_value_in_a_language_of_the_pages_is_chosen_like_any_other() {
        let (en, fr) = (tag("en"), tag("fr"));
        let written = [(&fr, 1), (&en, 2)];
        assert_eq!(Languages::of(Some("en-GB fr"), None).best(&written), Some((&en, 2)));
        assert_eq!(Languages::of(Some("fr en"), None).best(&written), Some((&fr, 1)));
    }

    /// Row 64.
    #[test]
    fn of_endless_lists_only_the_beginning_is_read() {
        let many = "xx ".repeat(10_000) + "fr";
        let fr = tag("fr");
        assert_eq!(Languages::of(Some(&many), Some(&many.replace(' ', ","))).best(&[(&fr, 1)]), None);
    }
}
