//! The name of a URI scheme (RFC 3986 §3.1), as operators write it in `private_schemes`.

use super::format::Format;

/// A scheme in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeName(pub String);

impl Format for SchemeName {
    const NAME: &'static str = "uri-scheme";
    const WANTED: &'static str = "a scheme such as \"kitchenowl\", without the colon";

    fn parse(text: &str) -> Result<Self, String> {
        let letter = text.starts_with(|first: char| first.is_ascii_alphabetic());
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        match letter && plain {
            true => Ok(Self(text.to_ascii_lowercase())),
            false => Err(format!("`{text}` is not a scheme")),
        }
    }
}
