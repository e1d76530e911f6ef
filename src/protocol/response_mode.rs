//! Where the parameters of an authorization response travel (OAuth 2.0 Multiple Response Type Encoding Practices §2.1, Form
//! Post Response Mode), and whether inside a JWT (JWT Secured Authorization Response Mode, JARM §2.3).

use serde::{Deserialize, Serialize};

/// `response_mode`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResponseMode {
    /// In the query of the redirect URI; the default of `response_type=code`.
    #[default]
    #[serde(rename = "query")]
    Query,
    /// In its fragment.
    #[serde(rename = "fragment")]
    Fragment,
    /// In the body of a form that the browser posts.
    #[serde(rename = "form_post")]
    FormPost,
    /// A JWT in the query.
    #[serde(rename = "query.jwt")]
    QueryJwt,
    /// A JWT in the fragment.
    #[serde(rename = "fragment.jwt")]
    FragmentJwt,
    /// A JWT in the body of a form.
    #[serde(rename = "form_post.jwt")]
    FormPostJwt,
}

/// A JWT, wherever the response type has its answers (JARM §2.3.4).
pub const JWT: &str = "jwt";

impl ResponseMode {
    /// Every enabled mode.
    const ALL: [Self; 6] =
        [Self::Query, Self::Fragment, Self::FormPost, Self::QueryJwt, Self::FragmentJwt, Self::FormPostJwt];

    /// Every name that a request may use; discovery is generated from this list.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().map(Self::as_str).chain([JWT])
    }

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Fragment => "fragment",
            Self::FormPost => "form_post",
            Self::QueryJwt => "query.jwt",
            Self::FragmentJwt => "fragment.jwt",
            Self::FormPostJwt => "form_post.jwt",
        }
    }

    /// The mode of that name, where `usual` is that of the response type.
    pub fn parse(text: &str, usual: Self) -> Option<Self> {
        match text {
            JWT => Some(usual.as_jwt()),
            text => Self::ALL.into_iter().find(|mode| mode.as_str() == text),
        }
    }

    /// The same place, inside a JWT.
    pub fn as_jwt(self) -> Self {
        match self {
            Self::Query | Self::QueryJwt => Self::QueryJwt,
            Self::Fragment | Self::FragmentJwt => Self::FragmentJwt,
            Self::FormPost | Self::FormPostJwt => Self::FormPostJwt,
        }
    }

    /// Whether the parameters are the claims of a JWT.
    pub fn is_jwt(self) -> bool {
        self == self.as_jwt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_is_known_by_its_name_and_jwt_follows_the_response_type() {
        for mode in ResponseMode::ALL {
            assert_eq!(ResponseMode::parse(mode.as_str(), ResponseMode::Query), Some(mode));
            assert_eq!(serde_json::to_value(mode).unwrap(), mode.as_str());
            assert_eq!(mode.is_jwt(), mode.as_str().ends_with(".jwt"));
        }
        for (usual, mode) in
            [(ResponseMode::Query, ResponseMode::QueryJwt), (ResponseMode::Fragment, ResponseMode::FragmentJwt)]
        {
            assert_eq!(ResponseMode::parse("jwt", usual), Some(mode));
        }
        for other in ["", "JWT", "jwt.query", "query.JWT", "form_post.", "query.jwt.jwt", "web_message"] {
            assert_eq!(ResponseMode::parse(other, ResponseMode::Query), None, "{other:?}");
        }
    }
}
