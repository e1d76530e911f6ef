//! What may stand in a name that people read, and when two names look alike. By Unicode's own data: characters that show
//! nothing (Default_Ignorable_Code_Point, UAX #44), scripts that are mixed in one word and skeletons of what looks alike
//! (UTS #39 §4, §5); nothing is listed here.

use icu_properties::props::{
    CanonicalCombiningClass, DefaultIgnorableCodePoint, Emoji, ExtendedPictographic, GeneralCategory,
    GeneralCategoryGroup, JoiningType,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_normalization::UnicodeNormalization as _;
use unicode_security::confusable_detection::skeleton;
use unicode_security::mixed_script::AugmentedScriptSet;

/// Why a name is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// It shows nothing, turns the direction of writing, or means nothing.
    #[error("it contains the invisible character {}: remove it", code_point(*.0))]
    Invisible(char),
    /// Letters of several scripts in one word.
    #[error("`{0}` mixes letters of several scripts, which may look the same: write each word in one script")]
    MixedScripts(String),
}

/// A character by its number, such as U+200B.
pub fn code_point(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

/// Checks a text that people are shown: a name, a group, a description. Words of several languages may stand in it.
pub fn check_shown(text: &str) -> Result<(), NameError> {
    let mut before = None;
    for letter in text.chars() {
        let is_blank = letter.is_whitespace() && GeneralCategory::SpaceSeparator == category(letter);
        if !is_blank && is_invisible(letter) && !before.is_some_and(|before| belongs_after(before, letter)) {
            return Err(NameError::Invisible(letter));
        }
        before = Some(letter);
    }
    check_words(text)
}

/// The same for what is typed to name somebody: there is nothing in it that is not seen.
pub fn check_typed(text: &str) -> Result<(), NameError> {
    match text.chars().find(|letter| letter.is_whitespace() || is_invisible(*letter)) {
        Some(letter) => Err(NameError::Invisible(letter)),
        None => check_words(text),
    }
}

/// Whether all letters of `text` are of one script, or of Latin beside what Chinese, Japanese or Korean is written in
/// (UTS #39 §5.2, "highly restrictive").
pub fn is_of_one_script(text: &str) -> bool {
    if !AugmentedScriptSet::for_str(text).is_empty() {
        return true;
    }
    let goes_with_latin = |letter: char| !AugmentedScriptSet::for_str(&format!("a{letter}")).is_empty();
    let others: String = text.chars().filter(|letter| !goes_with_latin(*letter)).collect();
    let others = AugmentedScriptSet::for_str(&others);
    !others.is_empty() && (others.hanb || others.jpan || others.kore)
}

/// What a name looks like: names that can be taken for each other, in whatever case, have the same (UTS #39 §4).
pub fn look(name: &str) -> String {
    let of = |text: &str| skeleton(text).filter(|letter| !is_ignorable(*letter)).collect::<String>();
    // Capitals look like other letters than small ones do: `I` like `l`.
    let as_written = of(&name.trim().nfkc().collect::<String>());
    of(&as_written.chars().flat_map(char::to_lowercase).collect::<String>())
}

fn check_words(text: &str) -> Result<(), NameError> {
    let is_part = |letter: char| letter.is_alphanumeric() || GeneralCategoryGroup::Mark.contains(category(letter));
    match text.split(|letter| !is_part(letter)).find(|word| !is_of_one_script(word)) {
        Some(word) => Err(NameError::MixedScripts(word.to_owned())),
        None => Ok(()),
    }
}

/// Whether a character shows nothing by itself, or means nothing to anybody.
fn is_invisible(letter: char) -> bool {
    let is_nothing = matches!(
        category(letter),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::Unassigned
            | GeneralCategory::PrivateUse
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    );
    // U+2800 is a pattern of Braille without a dot: a symbol to Unicode, and blank to everybody.
    is_nothing || letter == '\u{2800}' || is_ignorable(letter)
}

fn is_ignorable(letter: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(letter)
}

fn category(letter: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(letter)
}

/// Whether an invisible character changes what is seen after `before`: a joiner in scripts that join their letters
/// (UAX #31 §2.3), or what makes one picture of several.
fn belongs_after(before: char, invisible: char) -> bool {
    let joins = matches!(
        CodePointMapData::<JoiningType>::new().get(before),
        JoiningType::DualJoining | JoiningType::LeftJoining | JoiningType::Transparent
    ) && GeneralCategoryGroup::Letter.union(GeneralCategoryGroup::Mark).contains(category(before));
    let has_virama = CodePointMapData::<CanonicalCombiningClass>::new().get(before) == CanonicalCombiningClass::Virama;
    let is_picture = CodePointSetData::new::<ExtendedPictographic>().contains(before);
    match invisible {
        '\u{200c}' => joins || has_virama,
        '\u{200d}' => joins || has_virama || is_picture || before == '\u{fe0f}',
        '\u{fe0f}' => is_picture || CodePointSetData::new::<Emoji>().contains(before),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of each kind of character that shows nothing, not those alone that are known for it.
    const INVISIBLE: [char; 22] = [
        '\0',
        '\n',
        '\u{85}',
        '\u{ad}',
        '\u{34f}',
        '\u{61c}',
        '\u{115f}',
        '\u{17b4}',
        '\u{180e}',
        '\u{200b}',
        '\u{200e}',
        '\u{2028}',
        '\u{202e}',
        '\u{2060}',
        '\u{2066}',
        '\u{2800}',
        '\u{3164}',
        '\u{feff}',
        '\u{ffa0}',
        '\u{e000}',
        '\u{e0061}',
        '\u{e0100}',
    ];

    #[test]
    fn what_nobody_sees_is_refused_wherever_it_stands() {
        for letter in INVISIBLE {
            for text in [format!("a{letter}da"), format!("{letter}ada"), format!("ada{letter}"), letter.to_string()] {
                assert_eq!(check_shown(&text), Err(NameError::Invisible(letter)), "{letter:?}");
                assert_eq!(check_typed(&text), Err(NameError::Invisible(letter)), "{letter:?}");
            }
        }
        for joiner in ['\u{200c}', '\u{200d}', '\u{fe0f}'] {
            assert!(check_shown(&format!("Pay{joiner}Pal")).is_err(), "{joiner:?}");
            assert!(check_typed(&format!("می{joiner}خواهم")).is_err(), "{joiner:?}");
        }
    }

    #[test]
    fn a_word_is_of_one_script() {
        for text in
            ["p\u{430}ypal", "G\u{3bf}\u{3bf}gle", "\u{405}hop of all", "日本\u{430}", "Аpp", "ελlada", "g\u{585}d"]
        {
            assert!(matches!(check_shown(text), Err(NameError::MixedScripts(_))), "{text}");
        }
    }

    #[test]
    fn what_people_and_apps_are_really_called_is_taken() {
        for text in [
            "",
            "Ada Lovelace",
            "Zoë O’Brien-Škoda",
            "Jürgen Müller (Büro)",
            "Иван Петров",
            "Яндекс Mail",
            "Ελλάδα Wiki",
            "山田太郎",
            "日本語Wiki",
            "サクラ",
            "한국어 App",
            "東京タワー",
            "محمد علي",
            "نمی\u{200c}خواهم",
            "क्\u{200d}ष",
            "שרה כהן",
            "Nguyễn Văn A",
            "Photos 📷",
            "I ❤\u{fe0f} Wiki",
            "👩\u{200d}💻 Lab",
            "C++ & Co. #1",
            "Łódź",
            "Ngũgĩ",
            "ʻOkina",
            "1Password",
            "ไทย",
        ] {
            assert_eq!(check_shown(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn names_that_can_be_taken_for_each_other_look_the_same() {
        for (one, other) in [
            ("ada", "\u{430}d\u{430}"),
            ("paul", "PauI"),
            ("paul", "pau1"),
            ("bob", "b0b"),
            ("scope", "ѕсоре"),
            ("modern", "modem"),
            ("ada@example.com", "\u{430}d\u{430}@example.com"),
            ("ada", "Ａｄａ"),
            ("ada", "a\u{200b}da"),
        ] {
            assert_eq!(look(one), look(other), "{one} {other}");
        }
        for (one, other) in [("ada", "ida"), ("anna", "hanna"), ("user2", "user3"), ("Ivan", "Evan"), ("山", "川")] {
            assert_ne!(look(one), look(other), "{one} {other}");
        }
    }
}
