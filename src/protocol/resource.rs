//! `resource` (RFC 8707 §2): the protected resource that a token shall be good for; it becomes `aud`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ascii_uri::host_remark;
use super::client::Client;

/// The longest identifier accepted, in bytes.
const MAX_BYTES: usize = super::caps::TEXT;

/// A resource's identifier, compared byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Resource(String);

/// Not an identifier of a resource.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a resource must be an absolute URI without a fragment, such as https://api.example.com{host}")]
pub struct ResourceError {
    /// A remark on a host that is not ASCII, else nothing.
    host: String,
}

impl Resource {
    /// RFC 8707 §2: "an absolute URI … MUST NOT include a fragment component".
    pub fn parse(text: &str) -> Result<Self, ResourceError> {
        let printable = text.len() <= MAX_BYTES && text.bytes().all(|byte| (0x21..=0x7e).contains(&byte));
        let absolute = url::Url::parse(text).is_ok_and(|url| url.fragment().is_none());
        // The parser mends what it can; what it would have to mend is no absolute URI.
        let scheme = text.split_once(':').is_some_and(|(scheme, rest)| {
            scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
                && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
                && !rest.is_empty()
                && (!matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") || rest.starts_with("//"))
        });
        let allowed = !text.contains(['"', '<', '>', '\\', '^', '`', '{', '|', '}']);
        if printable && absolute && scheme && allowed {
            Ok(Self(text.to_owned()))
        } else {
            Err(ResourceError { host: if text.len() <= MAX_BYTES { host_remark(text) } else { String::new() } })
        }
    }

    /// The identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a request for resources is refused (`invalid_target`, RFC 8707 §2).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// No absolute URI, or one with a fragment.
    #[error(transparent)]
    Malformed(#[from] ResourceError),
    /// Not among the client's `resources`.
    #[error("the client is not registered for the resource {0}")]
    NotRegistered(Resource),
}

/// Whether the client may have tokens for `resource`: one of its `resources`, or this provider itself.
pub fn is_for(client: &Client, resource: &Resource, issuer: &str) -> bool {
    resource.as_str() == issuer || client.resources.contains(resource)
}

/// The resources that a request of `client` names, each registered for it.
pub fn requested<'a>(
    values: impl IntoIterator<Item = &'a str>,
    client: &Client,
    issuer: &str,
) -> Result<Vec<Resource>, TargetError> {
    let resources = parse(values)?;
    match resources.iter().find(|resource| !is_for(client, resource, issuer)) {
        Some(foreign) => Err(TargetError::NotRegistered(foreign.clone())),
        None => Ok(resources),
    }
}

/// Reads every value of the parameter `resource`, each once, in order.
pub fn parse<'a>(values: impl IntoIterator<Item = &'a str>) -> Result<Vec<Resource>, ResourceError> {
    let mut resources = Vec::new();
    for value in values {
        let resource = Resource::parse(value)?;
        if !resources.contains(&resource) {
            resources.push(resource);
        }
    }
    Ok(resources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_uris_are_resources_and_each_counts_once() {
        let sent =
            ["https://api.example.com", "urn:example:api", "https://api.example.com", "https://a.example/v1?x=1"];
        let read = parse(sent).unwrap();
        let read: Vec<&str> = read.iter().map(Resource::as_str).collect();
        assert_eq!(read, ["https://api.example.com", "urn:example:api", "https://a.example/v1?x=1"]);
        assert_eq!(parse([]), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_absolute_uri_without_a_fragment_is_refused() {
        let long = format!("https://a.example/{}", "x".repeat(MAX_BYTES));
        for text in [
            "",
            "api",
            "/api",
            "//a.example",
            "https://a.example#",
            "https://a.example/#x",
            "https:a.example",
            "https:///",
            "https://a.example/\u{e9}",
            " https://a.example",
            "https://a.example/a b",
            "https://a\n.example",
            "1ttps://a.example",
            ":",
            "urn:",
            "https:\\\\a.example",
            "https://a.example/<x>",
            long.as_str(),
        ] {
            assert!(Resource::parse(text).is_err(), "{text}");
            assert!(parse(["https://api.example.com", text]).is_err(), "{text}");
        }
    }

    #[test]
    fn a_host_beyond_ascii_is_named_as_it_is_written() {
        let error = Resource::parse("https://bücher.example").unwrap_err().to_string();
        assert!(error.ends_with("here xn--bcher-kva.example") && error.is_ascii(), "{error}");
        assert!(Resource::parse("urn:bücher").unwrap_err().to_string().ends_with("https://api.example.com"));
    }
}
