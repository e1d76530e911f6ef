//! Text that is not ours, made fit for a log line or a terminal (SEC-71): whatever would end a line, move the cursor,
//! turn the direction of writing, or not be seen at all, is written as its number.
//!
//! Which characters these are is Unicode's to say: the general categories of controls, formats, separators of lines
//! and paragraphs, private use and unassigned, and `Default_Ignorable_Code_Point`
//! (<https://www.unicode.org/reports/tr44/>).

use std::borrow::Cow;
use std::fmt::Write as _;

use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};

/// How a character is written that may not stand for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `\u{1b}`, for people.
    Text,
    /// `\u001b`, inside the strings of a JSON document; elsewhere such a document has none of these characters.
    Json,
}

/// `text` with every character escaped that a reader could not see or that would do something.
pub fn escaped(text: &str, notation: Notation) -> Cow<'_, str> {
    if text.chars().all(is_seen) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    text.chars().for_each(|character| escape_into(&mut escaped, character, notation));
    Cow::Owned(escaped)
}

/// Writes a character, escaped where a reader could not see it or it would do something.
pub fn escape_into(text: &mut String, character: char, notation: Notation) {
    if is_seen(character) {
        return text.push(character);
    }
    match notation {
        Notation::Text => certain(write!(text, "\\u{{{:x}}}", u32::from(character))),
        Notation::Json => {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                certain(write!(text, "\\u{unit:04x}"));
            }
        }
    }
}

/// Writing to a string cannot fail.
pub fn certain(_: std::fmt::Result) {}

/// Whether a character stands for itself and does nothing else.
fn is_seen(character: char) -> bool {
    if character.is_ascii() {
        return !character.is_ascii_control();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    let acts = matches!(
        category,
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
            | GeneralCategory::PrivateUse
            | GeneralCategory::Unassigned
    );
    !acts && !CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_acts_or_hides_is_written_as_its_number_and_all_else_stays() {
        let text = "Zoë 名前 🦦\r\n\u{1b}[2J\u{7f}\u{85}\u{2028}\u{202e}\u{2066}\u{200b}\u{ad}\u{feff}\u{e0041}";
        let shown = escaped(text, Notation::Text);
        assert_eq!(
            shown,
            "Zoë 名前 🦦\\u{d}\\u{a}\\u{1b}[2J\\u{7f}\\u{85}\\u{2028}\\u{202e}\\u{2066}\\u{200b}\\u{ad}\\u{feff}\\u{e0041}"
        );
        let json = escaped("\u{85}\u{e0041}", Notation::Json);
        assert_eq!(json, "\\u0085\\udb40\\udc41");
        let quoted = format!("\"{json}\"");
        assert_eq!(serde_json::from_str::<String>(&quoted).unwrap(), "\u{85}\u{e0041}");
        assert!(matches!(escaped("plain words, 100 %", Notation::Text), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn a_json_document_says_the_same_before_and_after(text in any::<String>()) {
            let document = serde_json::to_string(&text).unwrap();
            let shown = escaped(&document, Notation::Json);
            prop_assert!(shown.chars().all(is_seen));
            prop_assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
        }
    }
}
