//! Request parameters as they arrive in a query or a form body (RFC 6749 §3.1, §3.2; SEC-9).
//!
//! A parameter sent twice is refused — but for `resource` and `audience`, which may repeat (RFC 8707 §2, RFC 8693 §2.1) —, one sent empty counts as
//! absent, an unknown one is ignored.
//! Octets that are not UTF-8, and NUL, are refused: no rule further in has to think of them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::caps::{self, CapError, PARAMETERS as MAX_PARAMETERS};
use super::hex;

/// The parameters that may be sent more than once.
const REPEATABLE: [&str; 2] = ["resource", "audience"];

/// How many names are compared one by one, before the others are hashed.
const FEW: usize = 16;

/// Why a query or form could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParameterError {
    /// RFC 6749 §3.1: "Request and response parameters MUST NOT be included more than once."
    #[error("the parameter {0} was sent more than once")]
    Duplicate(String),
    /// A name or value is not UTF-8, holds a NUL octet, or a broken percent escape.
    #[error("the parameter {0} is not valid UTF-8 text")]
    Encoding(String),
    /// More than 1,000 parameters.
    #[error("the request has more than {MAX_PARAMETERS} parameters")]
    TooMany,
    /// A list that is longer than it may be.
    #[error(transparent)]
    Cap(#[from] CapError),
}

impl ParameterError {
    /// The parameter at fault, where it is one.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::Duplicate(name) | Self::Encoding(name) => Some(name),
            Self::Cap(CapError::Values { name, .. } | CapError::Octets { name, .. } | CapError::Times { name, .. }) => {
                Some(name)
            }
            Self::TooMany => None,
        }
    }
}

/// Decoded parameters, each name but the repeatable ones at most once, none empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads `application/x-www-form-urlencoded` octets.
    ///
    /// Fails on the first repeated, undecodable, surplus or oversized parameter ([`caps`]).
    pub fn parse(encoded: &[u8]) -> Result<Self, ParameterError> {
        let mut parameters: Vec<(String, String)> = Vec::with_capacity(12);
        let mut sent = Sent { few: Vec::with_capacity(FEW), others: HashMap::new() };
        for (index, pair) in encoded.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()).enumerate() {
            if index >= MAX_PARAMETERS {
                return Err(ParameterError::TooMany);
            }
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let raw_name = halves.next().unwrap_or_default();
            let name = decode(raw_name).ok_or_else(|| ParameterError::Encoding(printable(raw_name)))?;
            let value =
                decode(halves.next().unwrap_or_default()).ok_or_else(|| ParameterError::Encoding(name.to_string()))?;
            let times = sent.once_more(name.clone());
            if times > 1 && !REPEATABLE.contains(&name.as_ref()) {
                return Err(ParameterError::Duplicate(name.into_owned()));
            }
            caps::check(&name, &value, times)?;
            if !value.is_empty() {
                parameters.push((name.into_owned(), value.into_owned()));
            }
        }
        Ok(Self(parameters))
    }

    /// What could be read of `encoded`, first value wins: only to find out whom an error concerns.
    pub fn parse_leniently(encoded: &[u8]) -> Self {
        let mut parameters: Vec<(String, String)> = Vec::new();
        let mut known = HashSet::new();
        for pair in encoded.split(|byte| *byte == b'&').take(MAX_PARAMETERS) {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            if let (Some(name), Some(value)) =
                (decode(halves.next().unwrap_or_default()), decode(halves.next().unwrap_or_default()))
                && !value.is_empty()
                && known.insert(name.clone())
            {
                parameters.push((name.into_owned(), value.into_owned()));
            }
        }
        Self(parameters)
    }

    /// The value of `name`, when it was sent and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a parameter that may repeat, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The names of all of them, as often as each was sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Whether `name` was sent with a value.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// These parameters without `name`.
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    /// These parameters and one more.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Whether each is within its cap: for parameters that did not come through [`Self::parse`].
    pub fn within_caps(self) -> Result<Self, CapError> {
        let mut times: HashMap<&str, usize> = HashMap::new();
        for (name, value) in &self.0 {
            let nth = times.entry(name).or_default();
            *nth += 1;
            caps::check(name, value, *nth)?;
        }
        Ok(self)
    }

    /// Whether nothing was sent.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Parameters {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// How often each name was sent. The first ones are compared one by one, which is quicker than hashing them and enough for
/// nearly every request; with the others hashed, no request makes that slow.
struct Sent<'a> {
    few: Vec<(Cow<'a, str>, usize)>,
    others: HashMap<Cow<'a, str>, usize>,
}

impl<'a> Sent<'a> {
    /// How often `name` was sent, with this time.
    fn once_more(&mut self, name: Cow<'a, str>) -> usize {
        if let Some((_, times)) = self.few.iter_mut().find(|(known, _)| *known == name) {
            *times += 1;
            return *times;
        }
        if self.few.len() < FEW {
            self.few.push((name, 1));
            return 1;
        }
        let times = self.others.entry(name).or_default();
        *times += 1;
        *times
    }
}

/// Copies what has something to decode, and nothing else. `None` for a broken escape, and for what is no text.
fn decode(raw: &[u8]) -> Option<Cow<'_, str>> {
    let text = match raw.iter().position(|octet| matches!(octet, b'+' | b'%')) {
        None => Cow::Borrowed(std::str::from_utf8(raw).ok()?),
        Some(plain) => Cow::Owned(String::from_utf8(decoded(raw, plain)?).ok()?),
    };
    (!text.contains('\0')).then_some(text)
}

/// The octets that `raw` stands for, of which the first `plain` ones stand for themselves.
fn decoded(raw: &[u8], plain: usize) -> Option<Vec<u8>> {
    let (plain, rest) = raw.split_at_checked(plain)?;
    let mut decoded = Vec::with_capacity(raw.len());
    decoded.extend_from_slice(plain);
    let mut rest = rest.iter();
    while let Some(octet) = rest.next() {
        decoded.push(match octet {
            b'+' => b' ',
            b'%' => hex::octet(*rest.next()?, *rest.next()?)?,
            other => *other,
        });
    }
    Some(decoded)
}

fn printable(raw: &[u8]) -> String {
    String::from_utf8_lossy(raw).chars().filter(|letter| !letter.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plus_and_percent_are_decoded_once() {
        let parameters = Parameters::parse(b"state=a%2520b+c&scope=openid%20email").unwrap();
        assert_eq!(parameters.get("state"), Some("a%20b c"));
        assert_eq!(parameters.get("scope"), Some("openid email"));
    }

    /// By another reader of the same form, over all that can be put together of a few odd octets.
    #[test]
    fn whatever_has_whole_escapes_is_decoded_as_elsewhere_and_nothing_else_is() {
        let parts = [&b"a"[..], b"+", b"%", b"%2", b"2B", b"%c3", b"%A9", b"\xc3\xa9", b"fF", b"g", b"%25"];
        let pairs: Vec<Vec<u8>> = parts.into_iter().flat_map(|one| parts.map(|two| [one, two].concat())).collect();
        for raw in pairs.iter().flat_map(|pair| parts.map(|third| [pair.as_slice(), third].concat())) {
            let spaced: Vec<u8> = raw.iter().map(|octet| if *octet == b'+' { b' ' } else { *octet }).collect();
            let is_whole = spaced.iter().enumerate().filter(|(_, octet)| **octet == b'%').all(|(at, _)| {
                spaced.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            });
            let expected = percent_encoding::percent_decode(&spaced).decode_utf8().ok().filter(|_| is_whole);
            assert_eq!(decode(&raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn a_name_sent_twice_is_found_among_however_many_others() {
        let others: Vec<String> = (0..3 * FEW).map(|index| format!("p{index}=1")).collect();
        let others = others.join("&");
        assert!(Parameters::parse(others.as_bytes()).is_ok());
        for index in 0..3 * FEW {
            let query = format!("{others}&p{index}=");
            let error = Parameters::parse(query.as_bytes()).unwrap_err();
            assert_eq!(error, ParameterError::Duplicate(format!("p{index}")));
        }
        let repeated = format!("{others}&{}", "audience=a&".repeat(21));
        let error = Parameters::parse(repeated.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "the parameter audience was sent more than 20 times");
    }

    #[test]
    fn an_empty_parameter_is_absent() {
        assert_eq!(Parameters::parse(b"state=&nonce").unwrap().get("state"), None);
    }

    #[test]
    fn a_parameter_sent_twice_is_refused_even_when_unknown_or_empty() {
        for query in [&b"a=1&a=2"[..], b"a=&a=", b"a=1&a=", b"%61=1&a=1"] {
            assert_eq!(Parameters::parse(query), Err(ParameterError::Duplicate("a".into())));
        }
    }

    #[test]
    fn resource_and_audience_alone_may_repeat() {
        assert_eq!(Parameters::parse(b"audience=a&audience=b").unwrap().all("audience").count(), 2);
        let parameters = Parameters::parse(b"resource=a&x=1&resource=&resource=b&resource=a").unwrap();
        assert_eq!(parameters.all("resource").collect::<Vec<_>>(), ["a", "b", "a"]);
        assert_eq!(parameters.all("x").collect::<Vec<_>>(), ["1"]);
        assert_eq!(parameters.all("y").count(), 0);
        for query in [&b"Resource=a&Resource=b"[..], b"resources=a&resources=b"] {
            assert!(matches!(Parameters::parse(query), Err(ParameterError::Duplicate(_))));
        }
    }

    #[test]
    fn octets_that_are_not_text_are_refused() {
        for query in [&b"a=%ff"[..], b"a=%00", b"a=%", b"a=%4", b"a=%zz", b"%fe=1", b"a=\xff"] {
            assert!(matches!(Parameters::parse(query), Err(ParameterError::Encoding(_))), "{query:?}");
        }
    }

    #[test]
    fn a_list_beyond_its_cap_is_refused_by_its_name() {
        for (query, words) in [
            (format!("scope={}", "a+".repeat(101)), "the parameter scope has more than 100 values"),
            (format!("scope={}", "a".repeat(4_097)), "the parameter scope is longer than 4096 bytes"),
            (format!("%73cope={}", "a%20".repeat(101)), "the parameter scope has more than 100 values"),
            ("resource=urn:a&".repeat(21), "the parameter resource was sent more than 20 times"),
            ("resource=&".repeat(21), "the parameter resource was sent more than 20 times"),
            (format!("claims={}", "x".repeat(8_193)), "the parameter claims is longer than 8192 bytes"),
        ] {
            let error = Parameters::parse(query.as_bytes()).unwrap_err();
            assert_eq!(error.to_string(), words);
            assert_eq!(error.parameter().map(str::len), words.split(' ').nth(2).map(str::len));
        }
    }

    #[test]
    fn a_thousand_and_one_parameters_are_refused() {
        let query: Vec<String> = (0..1_001).map(|index| format!("p{index}=1")).collect();
        assert_eq!(Parameters::parse(query.join("&").as_bytes()), Err(ParameterError::TooMany));
    }
}
