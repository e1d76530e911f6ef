//! Claims: what the `claims` parameter asks for (OpenID Connect Core §5.5) and what a person's account answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::caps::LIST;
use super::scope::{BUILT_IN, GROUPS, ScopeSet, built_in_claims};
use super::user::User;

/// Claims that are set by the provider itself and cannot come from an account.
pub const PROTOCOL_CLAIMS: [&str; 16] = [
    "iss",
    "sub",
    "aud",
    "exp",
    "iat",
    "nbf",
    "jti",
    "auth_time",
    "nonce",
    "acr",
    "amr",
    "azp",
    "at_hash",
    "c_hash",
    "sid",
    "events",
];

/// One requested claim: `null` or an object with any of three members (Core §5.5.1).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRequest {
    /// `essential`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub essential: bool,
    /// `value`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// `values`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<Value>>,
}

impl ClaimRequest {
    /// Whether `candidate` is acceptable to the client.
    pub fn accepts(&self, candidate: &Value) -> bool {
        self.value.as_ref().is_none_or(|value| value == candidate)
            && self.values.as_ref().is_none_or(|values| values.contains(candidate))
    }
}

/// The `claims` parameter. Members other than `userinfo` and `id_token` are ignored (Core §5.5).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimsRequest {
    /// Claims wanted at userinfo.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub userinfo: BTreeMap<String, ClaimRequest>,
    /// Claims wanted in the ID token.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub id_token: BTreeMap<String, ClaimRequest>,
}

/// The `claims` parameter is not what Core §5.5 describes, or asks for too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClaimsRequestError {
    /// Another form.
    #[error("claims must be a JSON object with userinfo and id_token members as in OpenID Connect Core section 5.5")]
    Form,
    /// Too many claims at one place.
    #[error("the parameter claims asks for more than {LIST} claims in {0}")]
    Claims(&'static str),
    /// Too many `values` of one claim.
    #[error("the parameter claims has more than {LIST} values for one claim")]
    Values,
}

impl ClaimsRequest {
    /// Reads the parameter's JSON.
    pub fn parse(text: &str) -> Result<Self, ClaimsRequestError> {
        let value = crate::jose::strict_json::parse(text.as_bytes()).map_err(|_| ClaimsRequestError::Form)?;
        let object = value.as_object().ok_or(ClaimsRequestError::Form)?;
        Ok(Self { userinfo: members(object, "userinfo")?, id_token: members(object, "id_token")? })
    }

    /// The names asked for at either place, sorted, each once.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.userinfo.keys().chain(self.id_token.keys()).cloned().collect();
        names.sort();
        names.dedup();
        names.retain(|name| !PROTOCOL_CLAIMS.contains(&name.as_str()));
        names
    }

    /// The request for `claim` in the ID token.
    pub fn in_id_token(&self, claim: &str) -> Option<&ClaimRequest> {
        self.id_token.get(claim)
    }
}

fn members(
    object: &Map<String, Value>,
    place: &'static str,
) -> Result<BTreeMap<String, ClaimRequest>, ClaimsRequestError> {
    match object.get(place) {
        None | Some(Value::Null) => Ok(BTreeMap::new()),
        Some(Value::Object(object)) if object.len() > LIST => Err(ClaimsRequestError::Claims(place)),
        Some(Value::Object(object)) => {
            object.iter().map(|(name, request)| Ok((name.clone(), member(request)?))).collect()
        }
        Some(_) => Err(ClaimsRequestError::Form),
    }
}

fn member(request: &Value) -> Result<ClaimRequest, ClaimsRequestError> {
    match request {
        Value::Null => Ok(ClaimRequest::default()),
        Value::Object(members)
            if members.get("values").and_then(Value::as_array).is_some_and(|all| all.len() > LIST) =>
        {
            Err(ClaimsRequestError::Values)
        }
        Value::Object(_) => ClaimRequest::deserialize(request).map_err(|_| ClaimsRequestError::Form),
        _ => Err(ClaimsRequestError::Form),
    }
}

/// Where a configured claim takes its value from (`[claims]` in the configuration).
#[derive(Debug, Clone, PartialEq)]
pub enum ClaimSource {
    /// A custom attribute of the account, or else the default.
    Attribute {
        /// The attribute's name.
        name: String,
        /// What an account without the attribute answers; `None` leaves the claim out.
        default: Option<Value>,
    },
    /// `true` for members of the group.
    InGroup(String),
    /// The same for everybody.
    Fixed(Value),
}

/// Which claims exist beyond the standard ones, and which scope values ask for them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClaimCatalogue {
    /// `[claims]`: name to source.
    pub claims: BTreeMap<String, ClaimSource>,
    /// `[scopes.*]`: scope value to what it is called on the consent page and the claims it asks for.
    pub scopes: BTreeMap<String, ScopeDefinition>,
}

/// A configured scope value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScopeDefinition {
    /// Words for the consent page.
    pub description: String,
    /// Claims it asks for.
    pub claims: Vec<String>,
}

impl ClaimCatalogue {
    /// Whether the scope value is built in or configured.
    pub fn knows_scope(&self, scope: &str) -> bool {
        BUILT_IN.contains(&scope) || self.scopes.contains_key(scope)
    }

    /// Every scope value, each once: the built-in ones first.
    pub fn known_scopes(&self) -> impl Iterator<Item = &str> {
        let configured = self.scopes.keys().map(String::as_str).filter(|name| !BUILT_IN.contains(name));
        BUILT_IN.into_iter().chain(configured)
    }

    /// The claims that a scope value asks for. What is configured of a standard one comes on top; of `groups`, instead.
    pub fn claims_of_scope<'a>(&'a self, scope: &'a str) -> Vec<&'a str> {
        let defined = self.scopes.get(scope);
        let built_in = if scope == GROUPS && defined.is_some() { &[] } else { built_in_claims(scope) };
        let configured = defined.map(|definition| definition.claims.as_slice()).unwrap_or_default();
        built_in.iter().copied().chain(configured.iter().map(String::as_str)).collect()
    }

    /// Every claim that can be answered, for `claims_supported`.
    pub fn supported_claims(&self) -> Vec<&str> {
        let mut names = vec!["sub", "iss", "auth_time", "acr", "amr", "sid"];
        names.extend(["profile", "email", "address", "phone"].iter().flat_map(|scope| built_in_claims(scope)).copied());
        names.push("groups");
        names.extend(self.claims.keys().map(String::as_str));
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The value of `claim` for `user`; `None` when the account has none. Never null or empty text (Core §5.3.2).
    pub fn value(&self, user: &User, claim: &str) -> Option<Value> {
        let value = match self.claims.get(claim) {
            Some(ClaimSource::Attribute { name, default }) => {
                user.attributes.get(name).cloned().or_else(|| default.clone())
            }
            Some(ClaimSource::InGroup(group)) => Some(json!(user.groups.contains(group))),
            Some(ClaimSource::Fixed(value)) => Some(value.clone()),
            None => standard_value(user, claim),
        }?;
        (!is_hollow(&value)).then_some(value)
    }

    /// The claims that `scope` asks for, with this user's values; those that the account has in one of the languages
    /// of `claims_locales` come in that language too, as `name#fr` (Core §5.2).
    pub fn for_scope(&self, user: &User, scope: &ScopeSet, claims_locales: Option<&str>) -> Map<String, Value> {
        let mut claims = Map::new();
        for name in scope.iter().flat_map(|scope| self.claims_of_scope(scope)) {
            if let Some(value) = self.value(user, name) {
                claims.insert(name.to_owned(), value);
            }
            claims.extend(localized(user, name, claims_locales.unwrap_or_default()));
        }
        claims
    }

    /// Adds the claims requested by name; a value the client would not accept is left out (Core §5.5.1).
    pub fn add_requested(
        &self,
        user: &User,
        requested: &BTreeMap<String, ClaimRequest>,
        claims: &mut Map<String, Value>,
    ) {
        for (name, request) in requested {
            if PROTOCOL_CLAIMS.contains(&name.as_str()) {
                continue;
            }
            if let Some(value) = self.value(user, name)
                && request.accepts(&value)
            {
                claims.insert(name.clone(), value);
            }
        }
    }
}

/// The standard claims that live in fields of their own; the others come from the account's claim map.
fn standard_value(user: &User, claim: &str) -> Option<Value> {
    match claim {
        "preferred_username" => Some(json!(user.username)),
        "email" => user.email.as_ref().map(|email| json!(email)),
        "email_verified" => user.email.as_ref().map(|_| json!(user.email_verified)),
        "groups" => Some(json!(user.groups)),
        "updated_at" => Some(json!(user.updated_at.seconds())),
        name if PROTOCOL_CLAIMS.contains(&name) => None,
        name => user.claims.get(name).cloned(),
    }
}

/// What the account has of a claim in the languages asked for: `fr` asks for `fr` and for `fr-CA` (RFC 4647 §3.3.1).
fn localized(user: &User, claim: &str, claims_locales: &str) -> Vec<(String, Value)> {
    if claims_locales.is_empty() {
        return Vec::new();
    }
    let is_wanted = |tag: &str| {
        claims_locales.split(' ').any(|range| {
            let start = tag.get(..range.len());
            !range.is_empty()
                && start.is_some_and(|start| start.eq_ignore_ascii_case(range))
                && tag.get(range.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    };
    let of_claim = |name: &str| name.split_once('#').is_some_and(|(name, tag)| name == claim && is_wanted(tag));
    let found = user.claims.iter().filter(|(name, value)| of_claim(name) && !is_hollow(value));
    found.map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn is_hollow(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_kept_apart_and_null_means_voluntary() {
        let request = ClaimsRequest::parse(
            r#"{"userinfo":{"name":{"essential":true},"email":null},"id_token":{"acr":{"values":["a"]}},"x":1}"#,
        )
        .unwrap();
        assert!(request.userinfo["name"].essential && !request.userinfo["email"].essential);
        assert!(request.in_id_token("acr").unwrap().accepts(&json!("a")));
        assert!(!request.in_id_token("acr").unwrap().accepts(&json!("b")));
        assert_eq!(request.names(), ["email", "name"]);
    }

    #[test]
    fn groups_is_there_unless_the_file_says_otherwise() {
        let mut catalogue = ClaimCatalogue::default();
        assert!(catalogue.knows_scope("groups") && catalogue.claims_of_scope("groups") == ["groups"]);
        for claims in [vec!["roles".to_owned()], Vec::new()] {
            let definition = ScopeDefinition { description: "Roles".to_owned(), claims: claims.clone() };
            catalogue.scopes.insert("groups".to_owned(), definition);
            assert_eq!(catalogue.claims_of_scope("groups"), claims);
        }
        assert_eq!(catalogue.known_scopes().filter(|name| *name == "groups").count(), 1);
    }

    #[test]
    fn what_is_not_a_claims_request_is_refused() {
        for text in
            ["", "[]", "1", "{", r#"{"userinfo":[]}"#, r#"{"userinfo":{"name":1}}"#, r#"{"id_token":{},"id_token":{}}"#]
        {
            assert_eq!(ClaimsRequest::parse(text), Err(ClaimsRequestError::Form), "{text}");
        }
        let deep = format!(r#"{{"userinfo":{{"name":{{"value":{}1{}}}}}}}"#, "[".repeat(500), "]".repeat(500));
        assert_eq!(ClaimsRequest::parse(&deep), Err(ClaimsRequestError::Form));
    }

    #[test]
    fn more_than_a_hundred_claims_or_values_are_refused_by_that_number() {
        let names = |count: usize| (0..count).map(|n| format!("\"c{n}\":null")).collect::<Vec<_>>().join(",");
        assert!(ClaimsRequest::parse(&format!(r#"{{"userinfo":{{{}}}}}"#, names(LIST))).is_ok());
        let error = ClaimsRequest::parse(&format!(r#"{{"id_token":{{{}}}}}"#, names(LIST + 1))).unwrap_err();
        assert_eq!(error.to_string(), "the parameter claims asks for more than 100 claims in id_token");
        let values = vec!["1"; LIST + 1].join(",");
        let error = ClaimsRequest::parse(&format!(r#"{{"id_token":{{"acr":{{"values":[{values}]}}}}}}"#)).unwrap_err();
        assert_eq!(error, ClaimsRequestError::Values);
    }
}
