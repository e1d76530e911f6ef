//! What introspection tells (RFC 7662 §2.2, RFC 9701), and whom.

use std::fmt;

use serde::Serialize;

use super::access_token::Audience;
use super::authorization_details::AuthorizationDetails;
use super::client::ClientId;
use super::resource::Resource;
use super::scope::ScopeSet;
use super::sender_constraint::SenderConstraint;
use super::token_exchange::{Act, MayAct};
use super::user::Subject;
use crate::clock::Timestamp;

/// `typ` of a signed answer and, behind `application/`, its media type (RFC 9701 §5).
pub const TYPE: &str = "token-introspection+jwt";
/// The media type of a signed answer.
pub const MEDIA_TYPE: &str = "application/token-introspection+jwt";

/// Whose access tokens a client may look into, besides its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntrospectionRight {
    /// Everybody's.
    Every,
    /// Those issued to this client.
    IssuedTo(ClientId),
    /// Those for this resource, whoever they were issued to.
    For(Resource),
}

impl IntrospectionRight {
    /// Whether it covers an access token issued to `client_id` for `audience`.
    pub fn covers(&self, client_id: &ClientId, audience: &[Resource]) -> bool {
        match self {
            Self::Every => true,
            Self::IssuedTo(owner) => owner == client_id,
            Self::For(resource) => audience.contains(resource),
        }
    }
}

impl fmt::Display for IntrospectionRight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Every => f.write_str("*"),
            Self::IssuedTo(client_id) => write!(f, "{client_id}"),
            Self::For(resource) => write!(f, "{resource}"),
        }
    }
}

/// A live token, as RFC 7662 §2.2 describes one.
#[derive(Debug, Serialize)]
pub struct ActiveToken<'a> {
    /// Always `true`: a token that is not active has no other members.
    pub active: True,
    /// `token_type`: `Bearer`, or `DPoP` for one that is bound to a key. A refresh token has none, so that nothing takes it for an access token (SEC-27).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type: Option<&'static str>,
    /// Scope.
    #[serde(skip_serializing_if = "ScopeSet::is_empty")]
    pub scope: &'a ScopeSet,
    /// `authorization_details`, as far as they concern whoever asks (RFC 9396 §9.2).
    #[serde(skip_serializing_if = "AuthorizationDetails::is_empty")]
    pub authorization_details: AuthorizationDetails,
    /// The client it was issued to.
    pub client_id: &'a ClientId,
    /// The person's name, within the scope `profile`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<&'a str>,
    /// `sub`, the same as in its ID token.
    pub sub: &'a Subject,
    /// Whom it is for.
    pub aud: Audience<'a>,
    /// The issuer.
    pub iss: &'a str,
    /// End of life.
    pub exp: Timestamp,
    /// When it was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iat: Option<Timestamp>,
    /// From when on it is good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nbf: Option<Timestamp>,
    /// Its own identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jti: Option<&'a str>,
    /// `cnf`: what it is bound to (RFC 9449 §6.2, RFC 8705 §3.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cnf: Option<&'a SenderConstraint>,
    /// `act`: who acts for the person (RFC 8693 §4.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Act>,
    /// `may_act`: who alone may (RFC 8693 §4.4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_act: Option<MayAct<'a>>,
    /// When the person signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<Timestamp>,
    /// How.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acr: Option<&'a str>,
}

/// `true`.
#[derive(Debug, Clone, Copy, Default)]
pub struct True;

impl Serialize for True {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(true)
    }
}

/// Whether an `Accept` header asks for a signed answer (RFC 9701 §4).
pub fn wants_jwt(accept: &str) -> bool {
    accept.split(',').any(|range| {
        let mut parts = range.split(';').map(str::trim);
        let named = parts.next().is_some_and(|media_type| media_type.eq_ignore_ascii_case(MEDIA_TYPE));
        named && !parts.any(|parameter| matches!(parameter, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_covers_what_it_names_and_nothing_else() {
        let (app, other) = (ClientId::parse("app").unwrap(), ClientId::parse("other").unwrap());
        let (api, files) = (Resource::parse("urn:api").unwrap(), Resource::parse("urn:files").unwrap());
        let to_app = IntrospectionRight::IssuedTo(app.clone());
        assert!(to_app.covers(&app, &[]) && !to_app.covers(&other, std::slice::from_ref(&api)));
        let for_api = IntrospectionRight::For(api.clone());
        assert!(for_api.covers(&other, &[files.clone(), api]) && !for_api.covers(&app, &[files]));
        assert!(!for_api.covers(&app, &[]) && IntrospectionRight::Every.covers(&other, &[]));
    }

    #[test]
    fn a_signed_answer_is_given_to_whoever_names_its_media_type() {
        for accept in [MEDIA_TYPE, "application/json, Application/Token-Introspection+JWT;q=0.9"] {
            assert!(wants_jwt(accept), "{accept}");
        }
        let zero = format!("{MEDIA_TYPE};q=0");
        for accept in
            ["", "*/*", "application/json", "application/*", "application/jwt", "token-introspection+jwt", &zero]
        {
            assert!(!wants_jwt(accept), "{accept}");
        }
    }
}
