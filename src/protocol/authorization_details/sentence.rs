//! What the consent page says of an element, in the operator's words: a sentence into which values of the element are put
//! by the names of their members, as in `Pay {amount} {currency} to {creditor.name}`.

use serde_json::{Map, Value};

/// The longest sentence, in characters.
pub const LONGEST: usize = 500;

/// A sentence with places for values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    /// The names of the member, from the outermost inwards.
    Member(Vec<String>),
}

/// A piece of a sentence about one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filled<'a> {
    /// The operator's.
    Words(&'a str),
    /// The client's.
    Value(&'a Value),
}

/// Why a sentence cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SentenceError {
    /// `{` without `}`, or the other way round.
    #[error("a brace is open, or closed, that has no other one")]
    Brace,
    /// `{}`, or a name with an empty part.
    #[error("`{{{0}}}` is not the name of a member")]
    Name(String),
    /// More than so many characters.
    #[error("the sentence is longer than {LONGEST} characters")]
    TooLong,
}

impl Sentence {
    /// Reads a sentence. `{{` and `}}` stand for the braces themselves.
    pub fn parse(text: &str) -> Result<Self, SentenceError> {
        if text.chars().count() > LONGEST {
            return Err(SentenceError::TooLong);
        }
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, brace) = rest.split_at(at);
            words.push_str(before);
            if let Some(behind) = brace.strip_prefix("{{") {
                words.push('{');
                rest = behind;
            } else if let Some(behind) = brace.strip_prefix("}}") {
                words.push('}');
                rest = behind;
            } else {
                let (name, behind) =
                    brace.strip_prefix('{').and_then(|inner| inner.split_once('}')).ok_or(SentenceError::Brace)?;
                if name.split('.').any(str::is_empty) || name.contains('{') {
                    return Err(SentenceError::Name(name.to_owned()));
                }
                if !words.is_empty() {
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                }
                pieces.push(Piece::Member(name.split('.').map(str::to_owned).collect()));
                rest = behind;
            }
        }
        words.push_str(rest);
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        Ok(Self(pieces))
    }

    /// The members whose values it has, each by its names from the outermost inwards.
    pub fn members(&self) -> impl Iterator<Item = &[String]> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Member(names) => Some(names.as_slice()),
            Piece::Words(_) => None,
        })
    }

    /// The sentence about this element, in pieces. A member that the element does not have leaves its place empty.
    pub fn about<'a>(&'a self, element: &'a Map<String, Value>) -> Vec<Filled<'a>> {
        let filled = |piece: &'a Piece| match piece {
            Piece::Words(words) => Filled::Words(words),
            Piece::Member(names) => Filled::Value(find(element, names).unwrap_or(&Value::Null)),
        };
        self.0.iter().map(filled).collect()
    }
}

fn find<'a>(element: &'a Map<String, Value>, names: &[String]) -> Option<&'a Value> {
    let (first, rest) = names.split_first()?;
    rest.iter().try_fold(element.get(first)?, |value, name| value.get(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(sentence: &str, element: &Value) -> String {
        let sentence = Sentence::parse(sentence).unwrap();
        let pieces = sentence.about(element.as_object().unwrap());
        let text = |piece: &Filled<'_>| match piece {
            Filled::Words(words) => (*words).to_owned(),
            Filled::Value(value) => format!("<{value}>"),
        };
        pieces.iter().map(text).collect()
    }

    #[test]
    fn values_stand_where_their_members_are_named() {
        let element = json!({"amount": 5, "creditor": {"name": "Bob {amount}"}});
        assert_eq!(said("Pay {amount} to {creditor.name}.", &element), "Pay <5> to <\"Bob {amount}\">.");
        assert_eq!(said("{amount}{amount}", &element), "<5><5>");
        assert_eq!(said("{{amount}} }}{{", &element), "{amount} }{");
        assert_eq!(said("{creditor.iban}{other}", &element), "<null><null>");
        assert_eq!(said("No value", &element), "No value");
    }

    #[test]
    fn a_sentence_that_cannot_be_meant_is_refused() {
        for text in ["{", "}", "a { b", "a } b", "{{}", "{a", "a}", "{}}"] {
            assert!(Sentence::parse(text).is_err(), "{text}");
        }
        for text in ["{}", "{.}", "{a.}", "{.a}", "{a..b}", "{a{b}"] {
            assert!(matches!(Sentence::parse(text), Err(SentenceError::Name(_))), "{text}");
        }
        assert!(Sentence::parse(&"x".repeat(LONGEST)).is_ok());
        assert_eq!(Sentence::parse(&"x".repeat(LONGEST + 1)), Err(SentenceError::TooLong));
    }
}
