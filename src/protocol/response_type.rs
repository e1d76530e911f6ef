//! `response_type` (RFC 6749 §3.1.1, OpenID Connect Core §3, OAuth 2.0 Multiple Response Type Encoding Practices).

use serde::{Deserialize, Serialize};

use super::client::GrantType;
use super::response_mode::ResponseMode;

/// What the authorization endpoint returns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub enum ResponseType {
    /// An authorization code (Core §3.1).
    #[default]
    #[serde(rename = "code")]
    Code,
    /// An ID token (Core §3.2, Implicit Flow).
    #[serde(rename = "id_token")]
    IdToken,
    /// An ID token and an access token (Core §3.2, Implicit Flow).
    #[serde(rename = "id_token token")]
    IdTokenToken,
    /// A code and an ID token (Core §3.3, Hybrid Flow).
    #[serde(rename = "code id_token")]
    CodeIdToken,
    /// A code and an access token (Core §3.3, Hybrid Flow).
    #[serde(rename = "code token")]
    CodeToken,
    /// All three (Core §3.3, Hybrid Flow).
    #[serde(rename = "code id_token token")]
    CodeIdTokenToken,
    /// Nothing: only that the person signed in and agreed (Multiple Response Types §4).
    #[serde(rename = "none")]
    None,
}

impl ResponseType {
    /// Every type; discovery is generated from this list.
    pub const ALL: [Self; 7] = [
        Self::Code,
        Self::IdToken,
        Self::IdTokenToken,
        Self::CodeIdToken,
        Self::CodeToken,
        Self::CodeIdTokenToken,
        Self::None,
    ];

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::IdToken => "id_token",
            Self::IdTokenToken => "id_token token",
            Self::CodeIdToken => "code id_token",
            Self::CodeToken => "code token",
            Self::CodeIdTokenToken => "code id_token token",
            Self::None => "none",
        }
    }

    /// The type of that name. The order of the words means nothing (RFC 6749 §3.1.1); a word may stand there once.
    pub fn parse(text: &str) -> Option<Self> {
        let words = || text.split(' ').filter(|word| !word.is_empty());
        Self::ALL.into_iter().find(|response_type| {
            let mut own = response_type.as_str().split(' ');
            own.clone().count() == words().count() && own.all(|own| words().any(|word| word == own))
        })
    }

    /// Whether a code comes from the authorization endpoint.
    pub fn has_code(self) -> bool {
        matches!(self, Self::Code | Self::CodeIdToken | Self::CodeToken | Self::CodeIdTokenToken)
    }

    /// Whether an ID token comes from the authorization endpoint.
    pub fn has_id_token(self) -> bool {
        matches!(self, Self::IdToken | Self::IdTokenToken | Self::CodeIdToken | Self::CodeIdTokenToken)
    }

    /// Whether an access token comes from the authorization endpoint.
    pub fn has_token(self) -> bool {
        matches!(self, Self::IdTokenToken | Self::CodeToken | Self::CodeIdTokenToken)
    }

    /// Whether something comes from the authorization endpoint that must not stand in a query.
    pub fn is_front_channel(self) -> bool {
        self.has_id_token() || self.has_token()
    }

    /// The grants that a client must have registered for this type (Dynamic Client Registration §2).
    pub fn grant_types(self) -> impl Iterator<Item = GrantType> {
        let code = self.has_code().then_some(GrantType::AuthorizationCode);
        let implicit = self.is_front_channel().then_some(GrantType::Implicit);
        code.into_iter().chain(implicit)
    }

    /// Where the answer travels unless the request says otherwise (Multiple Response Types §5).
    pub fn default_mode(self) -> ResponseMode {
        if self.is_front_channel() { ResponseMode::Fragment } else { ResponseMode::Query }
    }

    /// Whether the answer may travel so: tokens never in a query (Multiple Response Types §3.0, §5), nor in a JWT there, which
    /// need not be encrypted (JARM §2.3.1).
    pub fn allows(self, mode: ResponseMode) -> bool {
        !(self.is_front_channel() && mode.as_jwt() == ResponseMode::QueryJwt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_may_stand_in_any_order_and_each_once() {
        for response_type in ResponseType::ALL {
            let mut words: Vec<&str> = response_type.as_str().split(' ').collect();
            words.reverse();
            assert_eq!(ResponseType::parse(&words.join(" ")), Some(response_type));
            let name = serde_json::to_value(response_type).unwrap();
            assert_eq!(name, response_type.as_str());
        }
        for other in ["", "token", "Code", "code code", "code none", "id_token id_token", "code,token", "code x"] {
            assert_eq!(ResponseType::parse(other), None, "{other:?}");
        }
    }

    #[test]
    fn what_comes_from_the_front_channel_never_travels_in_a_query() {
        for response_type in ResponseType::ALL {
            let bare = matches!(response_type, ResponseType::Code | ResponseType::None);
            assert_eq!(response_type.allows(ResponseMode::Query), bare);
            assert_eq!(response_type.allows(ResponseMode::QueryJwt), bare);
            assert!(response_type.allows(ResponseMode::FormPostJwt) && response_type.allows(ResponseMode::FragmentJwt));
            assert!(response_type.allows(response_type.default_mode()));
            assert!(response_type.allows(ResponseMode::FormPost) && response_type.allows(ResponseMode::Fragment));
        }
    }
}
