//! A grant: what a person allowed a client in one authorization, and the family that all its tokens belong to.

use serde::{Deserialize, Serialize};

use super::authorization_details::AuthorizationDetails;
use super::claims::ClaimsRequest;
use super::client::ClientId;
use super::proven_by::ProvenBy;
use super::resource::Resource;
use super::scope::ScopeSet;
use super::user::Subject;
use crate::clock::Timestamp;

/// What one authorization gave: the family that all its tokens belong to and end with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Random identifier.
    pub id: String,
    /// The client it was given to.
    pub client_id: ClientId,
    /// The person who gave it.
    pub sub: Subject,
    /// The login session it was given in.
    pub session_id: String,
    /// Whether the end of that login ends it, `offline_access` or not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ends_with_login: bool,
    /// Whether the client was one that proves itself when it asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confidential: bool,
    /// Granted scope.
    pub scope: ScopeSet,
    /// The resources that its tokens are for (RFC 8707); none means this provider.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resource: Vec<Resource>,
    /// What it allows in detail (RFC 9396), each shown to the person.
    #[serde(default, skip_serializing_if = "AuthorizationDetails::is_empty")]
    pub authorization_details: AuthorizationDetails,
    /// The `claims` parameter, when one was sent.
    pub claims: Option<ClaimsRequest>,
    /// `claims_locales`, as sent.
    pub claims_locales: Option<String>,
    /// `auth_time` of the session then.
    pub auth_time: Timestamp,
    /// Whether the request makes `auth_time` obligatory (`max_age`, `require_auth_time`, `claims`).
    pub auth_time_required: bool,
    /// `amr` of the session then.
    pub amr: Vec<String>,
    /// `acr` of the session then.
    pub acr: String,
    /// When it was given.
    pub created_at: Timestamp,
}

impl Grant {
    /// What its client had proven at the authorization endpoint.
    pub fn asked_by(&self) -> ProvenBy {
        if self.confidential { ProvenBy::confidential() } else { ProvenBy::nothing() }
    }
}
