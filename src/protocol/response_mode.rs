//! Where the parameters of an authorization response travel
//! (OAuth 2.0 Multiple Response Type Encoding Practices §2.1, Form Post Response Mode).

use serde::{Deserialize, Serialize};

/// `response_mode`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseMode {
    /// In the query of the redirect URI; the default of `response_type=code`.
    #[default]
    Query,
    /// In its fragment.
    Fragment,
    /// In the body of a form that the browser posts.
    FormPost,
}

impl ResponseMode {
    /// Every enabled mode; discovery is generated from this list.
    pub const ALL: [Self; 3] = [Self::Query, Self::Fragment, Self::FormPost];

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Fragment => "fragment",
            Self::FormPost => "form_post",
        }
    }

    /// The mode of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == text)
    }
}
