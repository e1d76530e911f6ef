//! What a new password must be like (NIST SP 800-63B-4 §3.1.1.2): long enough; no row or repetition; not made of what is known
//! of its person or this site, or of words that the operator lists; not known from breaches. The whole of it is compared: a
//! long password may hold any of these. Passwords that people have are not looked at again.

mod breached;

use unicode_normalization::UnicodeNormalization as _;

use super::password::normalised;
use crate::config::settings::{Blocklist, Settings};
use crate::protocol::user::User;
use crate::say;
use crate::secret::Secret;

/// A word of fewer letters says nothing of a person: it is in other words by chance.
const SHORTEST_WORD: usize = 3;
/// How much must be left of a password besides words that are known of its person.
const LEAST_REST: usize = 4;
/// As many digits as a date has. Beside a name they are the first thing that is tried.
const DATE: usize = 8;
/// As many characters as the shortest password may have (SEC-59): of a shorter piece, repetition makes no longer one.
const SHORTEST_PIECE: usize = 8;

/// Why a new password was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NewPasswordError {
    /// Fewer characters than `password.min_length`.
    #[error("Choose a password with at least {0} characters. A few words in a row make a good one.")]
    TooShort(usize),
    /// More bytes than can be kept.
    #[error("This password is longer than {0} bytes. Choose a shorter one.")]
    TooLong(usize),
    /// Something short over and over, or a row such as `abcdef` or `654321`.
    #[error(
        "This password is too easy to guess: it only repeats a few characters or follows their order. Choose a few unrelated words."
    )]
    Pattern,
    /// Little more than what is known of the person, or of this site.
    #[error(
        "This password is too easy to guess. Choose one that has nothing to do with your name, your email address or this site."
    )]
    Personal,
    /// Little more than words of `password.blocklist_file`.
    #[error(
        "This password is too easy to guess: it consists of words that are not allowed in passwords here. Choose other words."
    )]
    Blocked,
    /// Known from breaches.
    #[error(
        "This password is on lists of stolen passwords, which attackers try first. Choose a different one, such as a few unrelated words."
    )]
    Breached,
}

impl NewPasswordError {
    /// Why, to the person who chose it.
    pub fn for_people(self) -> String {
        match self {
            Self::TooShort(length) => say!("new-password-too-short", length = length),
            Self::TooLong(bytes) => say!("new-password-too-long", bytes = bytes),
            Self::Pattern => say!("new-password-pattern"),
            Self::Personal => say!("new-password-personal"),
            Self::Blocked => say!("new-password-blocked"),
            Self::Breached => say!("new-password-breached"),
        }
    }
}

/// Checks a new password of a person of whom `known` texts are known (username, name, email address), and normalises it as
/// signing in does.
pub fn check(password: &Secret, known: &[&str], settings: &Settings) -> Result<Secret, NewPasswordError> {
    let rules = &settings.login.password;
    let password = normalised(password);
    let text = password.expose();
    if text.chars().count() < rules.min_length {
        return Err(NewPasswordError::TooShort(rules.min_length));
    }
    if text.len() > rules.max_length {
        return Err(NewPasswordError::TooLong(rules.max_length));
    }
    let text = folded(text);
    if is_pattern(&text) {
        return Err(NewPasswordError::Pattern);
    }
    let mut words = words_of(known);
    words.extend(words_of(&site(settings)));
    if is_made_of(&text, &words) {
        return Err(NewPasswordError::Personal);
    }
    words.extend(rules.blocked_words.iter().map(|word| folded(word)));
    if is_made_of(&text, &words) {
        return Err(NewPasswordError::Blocked);
    }
    match rules.blocklist {
        Blocklist::Builtin if breached::is_listed(&text) => Err(NewPasswordError::Breached),
        _ => Ok(password),
    }
}

/// What is known of a person who has an account.
pub fn known_of(user: &User) -> Vec<&str> {
    let claims = ["name", "given_name", "family_name", "middle_name", "nickname"];
    let named = claims.into_iter().filter_map(|claim| user.claims.get(claim)?.as_str());
    [user.username.as_str()].into_iter().chain(user.email.as_deref()).chain(named).collect()
}

/// What new passwords of a person must not consist of, for the script that judges them while they are typed.
pub fn words_shown(known: &[&str], settings: &Settings) -> String {
    let mut words = words_of(known);
    words.extend(words_of(&site(settings)));
    words.dedup();
    words.join(" ")
}

/// What this site is called.
fn site(settings: &Settings) -> [&str; 2] {
    [settings.server.issuer.host(), settings.branding.name.as_str()]
}

/// What differs by case, width or composition only is one password to whoever guesses.
fn folded(text: &str) -> String {
    text.trim().nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

/// The words of these texts, folded: what stands between spaces, dots and other marks, where it is not only digits.
fn words_of(texts: &[&str]) -> Vec<String> {
    let mut words = Vec::new();
    for text in texts {
        let text = folded(text);
        let parts = text.split(|letter: char| !letter.is_alphanumeric());
        let is_word = |part: &&str| part.chars().any(char::is_alphabetic);
        words.extend(parts.filter(is_word).map(str::to_owned));
    }
    words
}

/// Whether little or nothing is left of a password without these words.
fn is_made_of(text: &str, words: &[String]) -> bool {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.retain(|word| word.chars().count() >= SHORTEST_WORD && text.contains(word));
    if words.is_empty() {
        return false;
    }
    // So that no word is cut out of the middle of a longer one.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = words.into_iter().fold(text.to_owned(), |rest, word| rest.replace(word, " "));
    let rest: Vec<char> = rest.chars().filter(|letter| letter.is_alphanumeric()).collect();
    rest.len() < LEAST_REST || (rest.len() <= DATE && rest.iter().all(|letter| letter.is_numeric()))
}

/// Whether this is one short piece over and over, few characters, or rows of neighbours in the order of characters.
fn is_pattern(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let is_repeated = (1..SHORTEST_PIECE.min(letters.len()))
        .any(|length| letters.iter().zip(letters.iter().skip(length)).all(|(one, again)| one == again));
    let far = |one: &char, next: &char| u32::from(*one).abs_diff(u32::from(*next)) > 1;
    let leaps = letters.iter().zip(letters.iter().skip(1)).filter(|(one, next)| far(one, next)).count();
    let mut distinct = letters.clone();
    distinct.sort_unstable();
    distinct.dedup();
    is_repeated || leaps < 3 || distinct.len() < 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_repetitions_are_patterns_and_words_and_random_letters_are_not() {
        let patterns = [
            "aaaaaaaaaaaa",
            "abababababab",
            "xk3!9qxk3!9q",
            "passpasspassp",
            "1234abcd5678",
            "abcdefghijklm",
            "987654321098",
            "zazzazazzaza",
            "112233445566",
            "\u{430}\u{431}\u{432}\u{433}\u{434}\u{435}\u{436}\u{437}\u{438}\u{439}\u{43a}\u{43b}",
            "",
        ];
        for text in patterns {
            assert!(is_pattern(text), "{text}");
        }
        for text in
            ["four quiet otters", "nj7#qpwx92!m", "baba yaga baba", "correct horse correct horse", "83920174658291"]
        {
            assert!(!is_pattern(text), "{text}");
        }
    }

    #[test]
    fn little_more_than_what_is_known_of_a_person_is_refused_and_more_is_not() {
        let words = words_of(&["ada.lovelace", "ada@analytical-engine.example", "Ada Lovelace", "Example Home", "al"]);
        let refused = [
            "ada.lovelace12",
            "lovelace1815!",
            "lovelace10121815",
            "adalovelaceada",
            "ada@analytical-engine.example",
            "!!examplehome!!",
            "engine analytical 99",
            "lovelace-xyz",
        ];
        for text in refused {
            assert!(is_made_of(text, &words), "{text}");
        }
        let taken = [
            "lovelace likes tea",
            "ada 4711 8150 2391",
            "canada maple leaf",
            "al al al al al al",
            "my home is a castle",
            "four quiet otters",
        ];
        for text in taken {
            assert!(!is_made_of(text, &words), "{text}");
        }
        assert!(!is_made_of("four quiet otters", &[]));
    }

    #[test]
    fn case_width_and_composition_make_no_other_password() {
        for text in ["Passw\u{d6}rd", "passwo\u{308}rd", "PASSW\u{d6}RD ", "\u{ff30}assw\u{f6}rd"] {
            assert_eq!(folded(text), "passw\u{f6}rd");
        }
    }
}
