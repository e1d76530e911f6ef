//! `authorization_details` (RFC 9396): what an app may do, said element by element, such as one payment. Each element has a
//! type, which the operator defined: its shape, its words for people, and the clients that may use it.
//!
//! Who asks, at whichever endpoint, gets [`AuthorizationDetails`] by [`DetailTypes::requested`] alone: every element is of a
//! known type, fits it, and may be asked for by this client. What is stored was such a value, and is at most narrowed.

pub mod schema;
pub mod sentence;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use self::schema::{Misfit, Schema};
use self::sentence::Sentence;
use super::client::{Client, ClientId};
use super::language::{LanguageTag, Languages};
use super::resource::Resource;
use crate::jose::strict_json;

/// The parameter, and the member of responses and tokens.
pub const NAME: &str = "authorization_details";
/// The most elements of one request.
pub const MOST: usize = 10;
/// The deepest that values may lie in each other: the list of elements is the first level.
pub const DEEPEST: usize = 8;
/// The members that name several things, so that fewer of them is less (RFC 9396 §2.2).
const LISTS: [&str; 4] = ["locations", "actions", "datatypes", "privileges"];

/// One element (RFC 9396 §2.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AuthorizationDetail(Map<String, Value>);

/// What was asked for, or granted; empty where nothing was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AuthorizationDetails(Vec<AuthorizationDetail>);

/// Why `authorization_details` are refused: `invalid_authorization_details` (RFC 9396 §5), with the element and its member.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DetailsError {
    /// No JSON array of objects.
    #[error("authorization_details must be a JSON array of one or more objects (RFC 9396), no member twice in any")]
    Form,
    /// More than [`MOST`] elements.
    #[error("authorization_details has more than {MOST} elements")]
    TooMany,
    /// Nested deeper than [`DEEPEST`].
    #[error("authorization_details[{0}] is nested deeper than {DEEPEST} levels")]
    TooDeep(usize),
    /// No `type`.
    #[error("authorization_details[{0}].type is missing, or is not a text")]
    TypeMissing(usize),
    /// No such type.
    #[error("authorization_details[{index}].type: `{name}` is not a type of this server")]
    UnknownType {
        /// The element.
        index: usize,
        /// The type, shortened.
        name: String,
    },
    /// A type that this client may not use.
    #[error("authorization_details[{index}].type: this client may not use the type `{name}`")]
    NotForClient {
        /// The element.
        index: usize,
        /// The type.
        name: String,
    },
    /// An element that does not fit its type.
    #[error("authorization_details[{index}]{} {}", behind_dot(&misfit.member), misfit.words)]
    Misfit {
        /// The element.
        index: usize,
        /// Its fault.
        misfit: Misfit,
    },
}

/// `.member`, or nothing for the element itself.
fn behind_dot(member: &str) -> String {
    if member.is_empty() { String::new() } else { format!(".{member}") }
}

impl AuthorizationDetail {
    /// `type`.
    pub fn detail_type(&self) -> &str {
        self.0.get("type").and_then(Value::as_str).unwrap_or_default()
    }

    /// All members, `type` among them.
    pub fn members(&self) -> &Map<String, Value> {
        &self.0
    }

    /// `locations` (RFC 9396 §2.2): the resource servers that it is for; none means every one.
    fn locations(&self) -> Option<impl Iterator<Item = &str>> {
        let locations = self.0.get("locations")?.as_array()?;
        Some(locations.iter().filter_map(Value::as_str))
    }

    fn is_for(&self, audience: &[Resource]) -> bool {
        match self.locations() {
            Some(mut locations) if !audience.is_empty() => {
                locations.any(|location| audience.iter().any(|resource| resource.as_str() == location))
            }
            _ => true,
        }
    }

    /// Whether this is no more than `granted`: the same, or with fewer of what its lists name. What any other member means is
    /// known to the API alone, so it must be the same.
    fn is_within(&self, granted: &Self) -> bool {
        let names: BTreeSet<&String> = self.0.keys().chain(granted.0.keys()).collect();
        names.into_iter().all(|name| match (self.0.get(name), granted.0.get(name)) {
            (Some(Value::Array(asked)), Some(Value::Array(granted))) if LISTS.contains(&name.as_str()) => {
                asked == granted || (!asked.is_empty() && asked.iter().all(|item| granted.contains(item)))
            }
            (asked, granted) => asked == granted,
        })
    }
}

impl AuthorizationDetails {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The elements, in the order in which they were sent.
    pub fn iter(&self) -> impl Iterator<Item = &AuthorizationDetail> {
        self.0.iter()
    }

    /// Those that are for one of these resources. No resource at all means this provider, which keeps them all.
    #[must_use]
    pub fn for_audience(&self, audience: &[Resource]) -> Self {
        self.filtered(|detail| detail.is_for(audience))
    }

    /// Those whose types the client may still use.
    #[must_use]
    pub fn still_for(&self, client: &Client, types: &DetailTypes) -> Self {
        self.filtered(|detail| types.may_use(client, detail.detail_type()))
    }

    /// Whether these are no more than `granted`. Each is held against an element of its own: what was granted once, such as
    /// a payment, is not asked for twice.
    pub fn is_within(&self, granted: &Self) -> bool {
        let mut taken: Vec<Option<usize>> = vec![None; granted.0.len()];
        (0..self.0.len()).all(|asked| self.find_place(granted, asked, &mut taken, &mut BTreeSet::new()))
    }

    /// Finds an element of `granted` for that one, moving others where they fit elsewhere.
    fn find_place(
        &self,
        granted: &Self,
        asked: usize,
        taken: &mut Vec<Option<usize>>,
        tried: &mut BTreeSet<usize>,
    ) -> bool {
        let Some(wanted) = self.0.get(asked) else { return false };
        for (place, detail) in granted.0.iter().enumerate() {
            if !wanted.is_within(detail) || !tried.insert(place) {
                continue;
            }
            let holder = taken.get(place).copied().flatten();
            if holder.is_none_or(|holder| self.find_place(granted, holder, taken, tried)) {
                if let Some(of_place) = taken.get_mut(place) {
                    *of_place = Some(asked);
                }
                return true;
            }
        }
        false
    }

    /// Adds those of `others` that are not among these.
    pub fn add(&mut self, others: Self) {
        for detail in others.0 {
            if !self.0.contains(&detail) {
                self.0.push(detail);
            }
        }
    }

    /// As JSON text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    fn filtered(&self, keeps: impl Fn(&AuthorizationDetail) -> bool) -> Self {
        Self(self.0.iter().filter(|detail| keeps(detail)).cloned().collect())
    }
}

/// Which clients may use a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Users {
    /// Every one.
    Everybody,
    /// These.
    These(BTreeSet<ClientId>),
}

/// How a type is said to people, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The sentence on the consent page.
    pub sentence: Sentence,
    /// What members are called there, by their names from the outermost inwards, joined by dots.
    pub labels: BTreeMap<String, String>,
}

/// A type of the operator.
#[derive(Debug, Clone)]
pub struct DetailType {
    /// What its elements may be.
    pub schema: Schema,
    /// Which clients may use it.
    pub users: Users,
    /// Its words, in no language in particular.
    pub words: Words,
    /// In others.
    pub localized: BTreeMap<LanguageTag, Words>,
}

impl DetailType {
    /// Its words for a reader of these languages.
    pub fn words_in(&self, languages: &Languages) -> &Words {
        let written: Vec<(&LanguageTag, &Words)> = self.localized.iter().collect();
        languages.best(&written).map_or(&self.words, |(_, words)| words)
    }
}

/// The types of the operator, by their names.
#[derive(Debug, Clone, Default)]
pub struct DetailTypes(BTreeMap<String, DetailType>);

impl DetailTypes {
    /// Adds a type.
    pub fn insert(&mut self, name: &str, detail_type: DetailType) {
        self.0.insert(name.to_owned(), detail_type);
    }

    /// The type of that name.
    pub fn get(&self, name: &str) -> Option<&DetailType> {
        self.0.get(name)
    }

    /// Their names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The names of those that every client may use.
    pub fn open(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, known)| known.users == Users::Everybody).map(|(name, _)| name.as_str())
    }

    /// Whether the client may use that type: the operator says so, and it registered nothing else (RFC 9396 §10).
    pub fn may_use(&self, client: &Client, name: &str) -> bool {
        let admits = |known: &DetailType| match &known.users {
            Users::Everybody => true,
            Users::These(clients) => clients.contains(&client.client_id),
        };
        let registered = client.authorization_details_types.as_ref();
        self.get(name).is_some_and(admits)
            && registered.is_none_or(|registered| registered.iter().any(|known| known == name))
    }

    /// What the parameter of a request asks for.
    ///
    /// # Errors
    /// The first fault. An element of an unknown type, or one that does not fit, refuses the whole request (RFC 9396 §5).
    pub fn requested(&self, sent: Option<&str>, client: &Client) -> Result<AuthorizationDetails, DetailsError> {
        let Some(sent) = sent else { return Ok(AuthorizationDetails::default()) };
        let value = strict_json::parse(sent.as_bytes()).map_err(|_| DetailsError::Form)?;
        let Value::Array(elements) = value else { return Err(DetailsError::Form) };
        if elements.len() > MOST {
            return Err(DetailsError::TooMany);
        }
        let read = |(index, element)| self.element(index, element, client);
        let elements: Vec<AuthorizationDetail> =
            elements.into_iter().enumerate().map(read).collect::<Result<_, _>>()?;
        if elements.is_empty() { Err(DetailsError::Form) } else { Ok(AuthorizationDetails(elements)) }
    }

    fn element(&self, index: usize, element: Value, client: &Client) -> Result<AuthorizationDetail, DetailsError> {
        if depth(&element) >= DEEPEST {
            return Err(DetailsError::TooDeep(index));
        }
        let Value::Object(members) = element else { return Err(DetailsError::Form) };
        let name = members.get("type").and_then(Value::as_str).ok_or(DetailsError::TypeMissing(index))?;
        let shortened = || name.chars().take(100).collect();
        let known = self.get(name).ok_or_else(|| DetailsError::UnknownType { index, name: shortened() })?;
        if !self.may_use(client, name) {
            return Err(DetailsError::NotForClient { index, name: shortened() });
        }
        known.schema.check(&members).map_err(|misfit| DetailsError::Misfit { index, misfit })?;
        Ok(AuthorizationDetail(members))
    }
}

/// How many levels a value has: none for a text, a number and the like.
fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
