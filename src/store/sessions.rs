//! The browser's cookie session (what actix-session keeps) and the login sessions within it.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

use super::StoreResult;
use super::consents::Allowed;
use super::logouts::Addressees;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::session::{Cause, Session, SignedIn};
use crate::protocol::session_state::BrowserStateId;
use crate::protocol::user::Subject;
use crate::secret::Digest;

/// The state of one browser's cookie session: small strings by name, as actix-session keeps them.
pub type CookieState = HashMap<String, String>;

/// A cookie session that is stored anew.
#[derive(Clone)]
pub struct NewCookieSession {
    /// The digest of its key.
    pub key: Digest,
    /// What it holds.
    pub state: CookieState,
    /// When it is forgotten.
    pub expires_at: Timestamp,
}

impl fmt::Debug for NewCookieSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What it holds proves the browser.
        write!(f, "NewCookieSession(until {})", self.expires_at)
    }
}

/// A login that is to begin, and what must hold for it.
#[derive(Debug, Clone)]
pub struct NewLogin {
    /// The login.
    pub session: Session,
    /// What [`crate::protocol::user::User::credentials_revision`] was when the person was proven.
    pub credentials_revision: i64,
    /// The login of somebody else that it takes the place of.
    pub replaces: Option<String>,
    /// The browser state without a login that it begins from; what that said is over with it.
    pub from: Option<BrowserStateId>,
    /// The browser, as this person's.
    pub visit: Option<Visit>,
    /// The cookie session that it begins in, to be stored with it.
    pub cookie: Option<NewCookieSession>,
}

/// A sign-in of a person in a browser that is known for them, or is from now on.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The digest of its token.
    pub browser: Digest,
    /// Whether it came with that token. Where that was forgotten meanwhile, it is not known again by it.
    pub is_known: bool,
    /// Whether the login rests on a second factor that is remembered in it, which must hold still.
    pub rests_on_memory: bool,
    /// Until when a second factor that was proven just now is remembered in it.
    pub remembers_until: Option<Timestamp>,
    /// Whether the person is told by mail where the browser is new to them, and this is not their first login.
    pub is_told: bool,
    /// When the first proof was given that led to the login.
    pub since: Timestamp,
    /// `User-Agent`, at most 255 bytes.
    pub user_agent: String,
}

/// What a login rests on from now on.
#[derive(Debug, Clone)]
pub struct Proven {
    /// `auth_time`: of the last whole authentication, so one more factor leaves it as it is.
    pub auth_time: Timestamp,
    /// `amr`.
    pub amr: Vec<String>,
    /// What was reached ([`crate::protocol::acr::Level::stored`]).
    pub acr: String,
    /// The browser, as this person's; `None` where nothing of it changes.
    pub visit: Option<Visit>,
}

/// What became of beginning or renewing a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// The login lives.
    Begun,
    /// The password was changed, or the person locked, unlocked or removed, since the person was proven; or the second factor
    /// that was remembered in this browser is not any more.
    CredentialsChanged,
    /// The login that was to be renewed has ended.
    LoginEnded,
}

/// How much goes on at a moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InUse {
    /// Live logins.
    pub logins: u32,
    /// The people whose they are.
    pub people: u32,
    /// The apps that are, or were, signed in to in them.
    pub apps: u32,
}

/// Sessions of both kinds.
#[async_trait]
pub trait Sessions {
    /// State of the cookie session with this key, unless it expired.
    async fn cookie_session(&self, key: &Digest, now: Timestamp) -> StoreResult<Option<CookieState>>;
    /// Writes the state under a new key.
    async fn save_cookie_session(&self, session: &NewCookieSession) -> StoreResult<()>;
    /// Writes the state under a key that is there. `false`, with nothing written, when it was deleted meanwhile.
    async fn update_cookie_session(
        &self,
        key: &Digest,
        state: &CookieState,
        expires_at: Timestamp,
    ) -> StoreResult<bool>;
    /// Deletes a cookie session.
    async fn delete_cookie_session(&self, key: &Digest) -> StoreResult<()>;

    /// Begins a login, if the person's credentials are still those that were proven; see [`NewLogin`].
    async fn begin_session(&self, login: &NewLogin, now: Timestamp) -> StoreResult<Begin>;
    /// The login `id` with its user, when neither limit passed, it was not ended, and the user is not locked.
    async fn live_session(&self, id: &str, now: Timestamp) -> StoreResult<Option<SignedIn>>;
    /// The same, with what its person has allowed this client, as of one moment.
    async fn live_session_for(
        &self,
        id: &str,
        client_id: &ClientId,
        now: Timestamp,
    ) -> StoreResult<Option<(SignedIn, Allowed)>>;
    /// The live login that this client knows by this `sid`, from a grant that it holds or held in it.
    async fn live_session_named(
        &self,
        client_id: &ClientId,
        sid: &str,
        now: Timestamp,
    ) -> StoreResult<Option<SignedIn>>;
    /// Records use: moves `last_seen` and `idle_expires_at`. Callers do this at most once a minute.
    /// The end is never brought forward: a limit may be shorter for a moment, while its file is cut off.
    async fn touch_session(&self, id: &str, now: Timestamp, idle: Duration) -> StoreResult<()>;
    /// Records what its person proved in the login `id`, if it lives, its `acr` is still `was`, the one that was read, and the
    /// credentials are still those that were proven. Otherwise nothing is recorded.
    async fn record_authentication(
        &self,
        id: &str,
        credentials_revision: i64,
        was: &str,
        proven: &Proven,
        now: Timestamp,
    ) -> StoreResult<Begin>;
    /// Ends a login: in one transaction the session, its unused codes, and its grants that lack `offline_access`
    /// (with their tokens) end, and each client that was signed in from it enters the outbox
    /// ([`super::logouts::Logouts`]). Returns whether it was live. Flows end logins by [`crate::logout::end`].
    async fn end_session(&self, id: &str, cause: Cause, now: Timestamp) -> StoreResult<bool> {
        self.end_session_by(&Arc::default(), id, cause, now).await
    }
    /// The same by a node of whose configuration these are the clients. Word that it would close as soon as it looked
    /// ([`Logouts::take_due`](super::logouts::Logouts::take_due)) may be closed right away.
    async fn end_session_by(
        &self,
        clients: &Arc<Addressees>,
        id: &str,
        cause: Cause,
        now: Timestamp,
    ) -> StoreResult<bool>;
    /// Ends every login of a person at once. Returns how many.
    async fn end_every_session(&self, sub: &Subject, cause: Cause, now: Timestamp) -> StoreResult<usize>;
    /// A person's live logins, newest use first.
    async fn sessions_of(&self, sub: &Subject, now: Timestamp) -> StoreResult<Vec<Session>>;
    /// How many logins live; at most `most`, for each that is counted is looked at.
    async fn count_sessions(&self, now: Timestamp, most: u64) -> StoreResult<u64>;
    /// How many logins live, of how many people, with how many apps; at most `most` logins are looked at.
    async fn in_use(&self, now: Timestamp, most: u32) -> StoreResult<InUse>;
    /// When that live login began which has lasted longest; `None` where there is none.
    async fn oldest_login(&self, now: Timestamp) -> StoreResult<Option<Timestamp>>;
    /// Every live login with its username, newest use first, at most `limit`.
    async fn list_sessions(&self, now: Timestamp, limit: u32) -> StoreResult<Vec<(Session, String)>>;
}
