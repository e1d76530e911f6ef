//! The shape that the elements of one type have: as much of JSON Schema (2020-12) as can be explained to whoever sends an
//! element that does not fit, and to whoever writes the schema (`docs/decisions/0046`).
//!
//! Two rules are stricter than JSON Schema. A member that the schema does not name is refused, at every depth, unless
//! `additionalProperties` says otherwise (RFC 9396 §5). A keyword that speaks of one kind of value means that the value is of
//! that kind. References stay within the document and lead to no circle, so that every check ends.

mod judge;
mod read;

use regex::Regex;
use serde_json::{Map, Value};

use read::Reader;

use crate::protocol::names;

/// The member that every element has, whether the schema names it or not.
const TYPE: &str = "type";

/// A kind of value, in the words of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Object,
    Array,
    String,
    Number,
    Integer,
    Boolean,
    Null,
}

impl Kind {
    const ALL: [Self; 7] =
        [Self::Object, Self::Array, Self::String, Self::Number, Self::Integer, Self::Boolean, Self::Null];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Array => "array",
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Null => "null",
        }
    }

    fn includes(self, value: &Value) -> bool {
        match self {
            Self::Object => value.is_object(),
            Self::Array => value.is_array(),
            Self::String => value.is_string(),
            Self::Number => value.is_number(),
            Self::Integer => {
                value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
            }
            Self::Boolean => value.is_boolean(),
            Self::Null => value.is_null(),
        }
    }

    /// Whether a keyword that speaks of `other` may stand beside this.
    fn covers(self, other: Self) -> bool {
        self == other || (self == Self::Integer && other == Self::Number)
    }
}

/// A format that is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Date,
    DateTime,
    Uri,
    Email,
    Uuid,
}

impl Format {
    const ALL: [Self; 5] = [Self::Date, Self::DateTime, Self::Uri, Self::Email, Self::Uuid];

    fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Uri => "uri",
            Self::Email => "email",
            Self::Uuid => "uuid",
        }
    }

    fn fits(self, text: &str) -> bool {
        match self {
            Self::Date => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
            Self::DateTime => text.contains(['T', 't']) && text.parse::<jiff::Timestamp>().is_ok(),
            Self::Uri => text.is_ascii() && !text.contains(' ') && url::Url::parse(text).is_ok(),
            Self::Email => {
                names::check_typed(text).is_ok()
                    && text
                        .split_once('@')
                        .is_some_and(|(local, host)| !local.is_empty() && !host.is_empty() && !host.contains('@'))
            }
            Self::Uuid => {
                let is_dash = |at: usize| matches!(at, 8 | 13 | 18 | 23);
                let fits = |(at, byte): (usize, u8)| if is_dash(at) { byte == b'-' } else { byte.is_ascii_hexdigit() };
                text.len() == 36 && text.bytes().enumerate().all(fits)
            }
        }
    }
}

/// The shape of the elements of one type.
#[derive(Debug, Clone)]
pub struct Schema(Rule);

/// What one value may be.
#[derive(Debug, Clone, Default)]
struct Rule {
    /// Empty for any.
    kinds: Vec<Kind>,
    /// `enum`, or `const` as the only one.
    choices: Option<Vec<Value>>,
    text: TextRule,
    number: NumberRule,
    list: ListRule,
    members: Option<MembersRule>,
    alternatives: Option<Alternatives>,
}

#[derive(Debug, Clone, Default)]
struct TextRule {
    least: Option<usize>,
    most: Option<usize>,
    /// As it was written, and what it means.
    pattern: Option<(String, Regex)>,
    format: Option<Format>,
}

#[derive(Debug, Clone, Default)]
struct NumberRule {
    least: Option<f64>,
    most: Option<f64>,
    above: Option<f64>,
    below: Option<f64>,
}

#[derive(Debug, Clone, Default)]
struct ListRule {
    items: Option<Box<Rule>>,
    least: Option<usize>,
    most: Option<usize>,
    unique: bool,
}

#[derive(Debug, Clone)]
struct MembersRule {
    named: Vec<Member>,
    others: Others,
}

#[derive(Debug, Clone)]
struct Member {
    name: String,
    required: bool,
    rule: Rule,
}

/// `additionalProperties`.
#[derive(Debug, Clone)]
enum Others {
    Refused,
    Any,
    Like(Box<Rule>),
}

/// `anyOf` or `oneOf`.
#[derive(Debug, Clone)]
struct Alternatives {
    rules: Vec<Rule>,
    exactly_one: bool,
}

/// What is wrong with a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFault {
    /// Where, as keys from the top of the document.
    pub at: Vec<String>,
    /// What.
    pub fault: String,
    /// What to do.
    pub remedy: String,
}

/// What is wrong with an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The member, such as `creditor.iban` or `actions[1]`; empty for the element itself.
    pub member: String,
    /// What is wrong with it, as a sentence goes on behind its name.
    pub words: String,
}

/// What is known of a member by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Whether each element has it.
    pub always: bool,
    /// Whether it is a text, a number, `true` or `false`, or a list of such.
    pub is_plain: bool,
}

impl Schema {
    /// Reads a schema.
    ///
    /// # Errors
    /// The first thing in it that is wrong, or that is not understood: nothing is passed over.
    pub fn parse(document: &Value) -> Result<Self, SchemaFault> {
        let rule = Reader::read(document)?;
        match rule.is_object() {
            true => Ok(Self(rule)),
            false => Err(SchemaFault {
                at: Vec::new(),
                fault: "the schema allows what is not an object".to_owned(),
                remedy: "write `properties`, with each member that an element may have".to_owned(),
            }),
        }
    }

    /// Checks an element.
    pub fn check(&self, element: &Map<String, Value>) -> Result<(), Misfit> {
        self.0.check_element(element)
    }

    /// What is known of a member by its names from the outermost inwards; `None` where no element has it.
    pub fn shape(&self, names: &[&str]) -> Option<Shape> {
        match names {
            [TYPE] => Some(Shape { always: true, is_plain: true }),
            names => self.0.shape(names),
        }
    }
}

#[cfg(test)]
mod tests;
