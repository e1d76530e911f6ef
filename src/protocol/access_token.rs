//! JWT access tokens (RFC 9068): what they say, and by which type nothing else passes for one.

use serde::{Deserialize, Serialize};

use super::authorization_details::AuthorizationDetails;
use super::client::ClientId;
use super::grant::Grant;
use super::resource::Resource;
use super::scope::ScopeSet;
use super::sender_constraint::SenderConstraint;
use super::token_exchange::{Act, MayAct};
use super::user::Subject;
use crate::clock::Timestamp;

/// `typ` of the header, by which it never passes for an ID token (SEC-27).
pub const TYPE: &str = "at+jwt";

/// What an access token looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AccessTokenFormat {
    /// Random text; whoever gets it asks the introspection or the userinfo endpoint.
    #[default]
    Opaque,
    /// A signed JWT (RFC 9068) that an API can check by itself.
    Jwt,
}

/// `aud`: one text, or several (RFC 7519 §4.1.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Audience<'a> {
    /// One.
    One(&'a str),
    /// Several.
    Several(Vec<&'a str>),
}

impl<'a> Audience<'a> {
    /// The resources, or else this provider (RFC 9068 §3).
    pub fn new(resources: &'a [Resource], issuer: &'a str) -> Self {
        match resources {
            [] => Self::One(issuer),
            [one] => Self::One(one.as_str()),
            several => Self::Several(several.iter().map(Resource::as_str).collect()),
        }
    }
}

/// The claims (RFC 9068 §2.2). Of the person they name the subject and the sign-in, and nothing else.
#[derive(Debug, Serialize)]
pub struct AccessTokenClaims<'a> {
    /// The issuer, byte for byte.
    pub iss: &'a str,
    /// `sub`: the person as the client knows them, or the client itself.
    pub sub: &'a Subject,
    /// Whom it is for.
    pub aud: Audience<'a>,
    /// End of life.
    pub exp: Timestamp,
    /// Now.
    pub iat: Timestamp,
    /// Its own identifier.
    pub jti: &'a str,
    /// The client it was issued to.
    pub client_id: &'a ClientId,
    /// Scope.
    #[serde(skip_serializing_if = "ScopeSet::is_empty")]
    pub scope: &'a ScopeSet,
    /// `authorization_details` (RFC 9396 §9.1).
    #[serde(skip_serializing_if = "AuthorizationDetails::is_empty")]
    pub authorization_details: &'a AuthorizationDetails,
    /// `cnf`: what it is bound to (RFC 9449 §6.1, RFC 8705 §3.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cnf: Option<&'a SenderConstraint>,
    /// `act`: who acts for the person (RFC 8693 §4.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Act>,
    /// `may_act`: who alone may (RFC 8693 §4.4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_act: Option<MayAct<'a>>,
    /// How the person signed in.
    #[serde(flatten)]
    pub sign_in: Option<SignIn<'a>>,
}

/// RFC 9068 §2.2.1: the sign-in behind a person's grant.
#[derive(Debug, Serialize)]
pub struct SignIn<'a> {
    auth_time: Timestamp,
    acr: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    amr: &'a [String],
}

impl<'a> SignIn<'a> {
    /// The sign-in of `grant`.
    pub fn of(grant: &'a Grant) -> Self {
        Self { auth_time: grant.auth_time, acr: &grant.acr, amr: &grant.amr }
    }
}
