//! The browser's cookie session (what actix-session keeps) and the login sessions within it.

use std::collections::HashMap;
use std::time::Duration;

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::session::{Cause, Session, SignedIn};
use crate::protocol::session_state::BrowserStateId;
use crate::protocol::user::Subject;
use crate::secret::Digest;

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
