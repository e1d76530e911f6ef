//! The discovery document (OpenID Connect Discovery §3, RFC 8414 §2) as it is put together: each feature says of itself
//! what it offers, so that a value stands here exactly when the code accepts it (SEC-80). [`crate::discovery`] asks them.

use serde_json::{Map, Value};

/// The document so far.
#[derive(Debug, Clone)]
pub struct Metadata {
    issuer: String,
    members: Map<String, Value>,
}

impl Metadata {
    /// The document of this issuer, with nothing in it but the issuer.
    pub fn of(issuer: &str) -> Self {
        let members = Map::from_iter([("issuer".to_owned(), Value::from(issuer))]);
        Self { issuer: issuer.to_owned(), members }
    }

    /// Adds a member.
    pub fn say(&mut self, name: &str, value: impl Into<Value>) {
        self.members.insert(name.to_owned(), value.into());
    }

    /// Adds a member that is a list of words.
    pub fn list<'a>(&mut self, name: &str, words: impl IntoIterator<Item = &'a str>) {
        self.say(name, words.into_iter().collect::<Vec<_>>());
    }

    /// Adds the address of an endpoint; `path` begins with a slash.
    pub fn endpoint(&mut self, name: &str, path: &str) {
        let url = format!("{}{path}", self.issuer);
        self.say(name, url);
    }

    /// Adds a member with other addresses of those of these endpoints that the document has: below `base` instead of
    /// the issuer.
    pub fn aliases(&mut self, name: &str, base: &str, endpoints: &[&str]) {
        let alias = |endpoint: &&str| {
            let address = self.members.get(*endpoint).and_then(Value::as_str)?;
            let path = address.strip_prefix(self.issuer.as_str())?;
            Some(((*endpoint).to_owned(), Value::from(format!("{base}{path}"))))
        };
        let aliases: Map<String, Value> = endpoints.iter().filter_map(alias).collect();
        self.say(name, aliases);
    }

    /// The whole document.
    pub fn into_value(self) -> Value {
        Value::Object(self.members)
    }
}
