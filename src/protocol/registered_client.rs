//! A client that registered itself (RFC 7591), and the tokens that let clients register.

use serde_json::{Map, Value};

use super::client::ClientId;
use crate::clock::Timestamp;
use crate::secret::{Digest, KeyMaterial};

/// A registered client as it is stored.
#[derive(Debug, Clone)]
pub struct RegisteredClient {
    /// `client_id`.
    pub client_id: ClientId,
    /// Every registered value by its name, those that the server chose included.
    pub metadata: Map<String, Value>,
    /// `client_secret`, all that is kept of it for Basic and post.
    pub secret: Option<Digest>,
    /// `client_secret` itself, only for a client that proves itself by a MAC made with it (`client_secret_jwt`).
    pub sealed_secret: Option<KeyMaterial>,
    /// `registration_access_token`.
    pub registration_token: Digest,
    /// Origins from which its pages may call token and userinfo.
    pub origins: Vec<String>,
    /// `client_id_issued_at`.
    pub created_at: Timestamp,
    /// When it was last changed, or enabled again.
    pub updated_at: Timestamp,
    /// When the operator disabled it: to everybody else it is not there.
    pub disabled_at: Option<Timestamp>,
    /// When it last got something, to within a day.
    pub last_used_at: Option<Timestamp>,
    /// The number of its present look, from 1.
    pub look: i64,
    /// When a person first allowed it something, or an administrator approved it, as it looks now.
    pub approved_at: Option<Timestamp>,
}

/// An initial access token as it is listed; the token itself is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitialAccessToken {
    /// What to call it by.
    pub id: String,
    /// How many registrations it was made for.
    pub uses: u32,
    /// How many are left.
    pub uses_left: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}
