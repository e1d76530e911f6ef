//! `response_type` (RFC 6749 §3.1.1), as far as it is enabled.

use serde::{Deserialize, Serialize};

/// What the authorization endpoint returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseType {
    /// An authorization code.
    Code,
}

impl ResponseType {
    /// Every enabled type; discovery is generated from this list.
    pub const ALL: [Self; 1] = [Self::Code];

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
        }
    }

    /// The type of that name; the order of words inside a value means nothing (RFC 6749 §3.1.1).
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|response_type| response_type.as_str() == text.trim())
    }
}
