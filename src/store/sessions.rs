//! The browser's cookie session (what actix-session keeps) and the login sessions within it.

use std::collections::HashMap;
use std::time::Duration;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::session_state::BrowserStateId;
use crate::protocol::user::{Subject, User};
use crate::secret::Digest;

/// One login: a person signed in on one browser, from sign-in to its end.
#[derive(Debug, Clone)]
pub struct Session {
    /// Random identifier, never sent to anybody; `sid` values derive from it.
    pub id: String,
    /// Who is signed in.
    pub sub: Subject,
    /// `auth_time`: the last active authentication.
    pub auth_time: Timestamp,
    /// `amr` (RFC 8176).
    pub amr: Vec<String>,
    /// `acr`.
    pub acr: String,
    /// "Keep me signed in" was ticked: the cookie outlives the browser.
    pub remember: bool,
    /// When the login began.
    pub created_at: Timestamp,
    /// Last use, kept to within a minute.
    pub last_seen: Timestamp,
    /// The end that no use postpones.
    pub expires_at: Timestamp,
    /// The end unless used before then.
    pub idle_expires_at: Timestamp,
    /// `User-Agent` at sign-in, at most 255 bytes.
    pub user_agent: String,
    /// Client address at sign-in.
    pub ip: String,
    /// What the browser-state cookie holds while this login lives (OpenID Connect Session Management §3.2).
    pub browser_state: String,
}

/// A live session with its live, unlocked user.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The login.
    pub session: Session,
    /// The person.
    pub user: User,
}

/// Why a session ends; recorded, and told to operators (architecture rule 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The relying party sent the user to `end_session_endpoint`.
    RelyingParty,
    /// The user signed out on Latchkey's own page.
    User,
    /// An operator ended it.
    Operator,
    /// Another account signed in on the same browser.
    Replaced,
    /// The password changed.
    PasswordChange,
    /// The account was locked.
    Locked,
    /// The account was removed.
    Removed,
    /// Idle or absolute limit.
    Expired,
}

/// The state of one browser's cookie session: small strings by name, as actix-session keeps them.
pub type CookieState = HashMap<String, String>;

/// Sessions of both kinds.
#[async_trait]
pub trait Sessions {
    /// State of the cookie session with this key, unless it expired.
    async fn cookie_session(&self, key: &Digest, now: Timestamp) -> StoreResult<Option<CookieState>>;
    /// Writes the state under this key until `expires_at`.
    async fn save_cookie_session(&self, key: &Digest, state: &CookieState, expires_at: Timestamp) -> StoreResult<()>;
    /// Deletes a cookie session.
    async fn delete_cookie_session(&self, key: &Digest) -> StoreResult<()>;

    /// Begins a login. What the browser state without a login said that it began from is over with that.
    async fn begin_session(&self, session: &Session, from: Option<BrowserStateId>) -> StoreResult<()>;
    /// The login `id` with its user, when neither limit passed, it was not ended, and the user is not locked.
    async fn live_session(&self, id: &str, now: Timestamp) -> StoreResult<Option<SignedIn>>;
    /// The live login that this client knows by this `sid`, from a grant that it holds or held in it.
    async fn live_session_named(
        &self,
        client_id: &ClientId,
        sid: &str,
        now: Timestamp,
    ) -> StoreResult<Option<SignedIn>>;
    /// Records use: moves `last_seen` and `idle_expires_at`. Callers do this at most once a minute.
    async fn touch_session(&self, id: &str, now: Timestamp, idle: Duration) -> StoreResult<()>;
    /// Records a re-authentication of the same user: `auth_time`, `amr`, `acr`.
    async fn reauthenticate_session(
        &self,
        id: &str,
        auth_time: Timestamp,
        amr: &[String],
        acr: &str,
    ) -> StoreResult<()>;
    /// Ends a login: in one transaction the session, its unused codes, and its grants that lack `offline_access`
    /// (with their tokens) end, and each client that was signed in from it enters the outbox
    /// ([`super::logouts::Logouts`]). Returns whether it was live. Flows end logins by [`crate::logout::end`].
    async fn end_session(&self, id: &str, cause: Cause, now: Timestamp) -> StoreResult<bool>;
    /// A person's live logins, newest use first.
    async fn sessions_of(&self, sub: &Subject, now: Timestamp) -> StoreResult<Vec<Session>>;
    /// How many logins live.
    async fn count_sessions(&self, now: Timestamp) -> StoreResult<u64>;
    /// Every live login with its username, newest use first, at most `limit`.
    async fn list_sessions(&self, now: Timestamp, limit: u32) -> StoreResult<Vec<(Session, String)>>;
}
