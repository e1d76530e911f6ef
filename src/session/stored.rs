//! The cookie session in which a login begins is stored in the transaction that begins the login, so that a sign-in waits for
//! the disk one time fewer. actix-session stores a cookie session when the request is over: it is given the key of that one.

use std::cell::RefCell;

use actix_session::storage::SessionKey;

use super::cookie_store::{digest, until};
use crate::clock::Timestamp;
use crate::protocol::session::Session;
use crate::random;
use crate::store::sessions::{CookieState, NewCookieSession};

tokio::task_local! {
    /// What this request stored, until its key is taken.
    static STORED: RefCell<Option<Stored>>;
}

/// A cookie session with the key by which its browser is to name it.
pub struct Stored {
    /// The key.
    pub key: SessionKey,
    /// What the row holds.
    pub row: NewCookieSession,
}

impl Stored {
    /// A cookie session of this state, to be stored under a new key.
    pub fn fresh(state: CookieState, expires_at: Timestamp, now: Timestamp) -> Result<Self, anyhow::Error> {
        let key = SessionKey::try_from(random::dated_token(now))?;
        Ok(Self { row: NewCookieSession { key: digest(&key), state, expires_at }, key })
    }

    /// The same, to be stored together with the login in it. `None` where no request would take its key.
    pub fn with(login: &Session, state: CookieState, now: Timestamp) -> Option<Self> {
        STORED.try_with(|_| ()).ok()?;
        Self::fresh(state, until(login.expires_at), now).ok()
    }

    /// Notes that it is stored.
    pub fn keep(self) {
        STORED.try_with(|stored| stored.replace(Some(self))).ok();
    }

    /// What this request stored, if nobody took it before.
    pub fn take() -> Option<Self> {
        STORED.try_with(RefCell::take).ok().flatten()
    }

    /// Whether this request stored one, and nobody took it yet.
    pub fn waits() -> bool {
        STORED.try_with(|stored| stored.borrow().is_some()).unwrap_or_default()
    }
}

/// Runs a request, the middleware of its cookie session included.
pub async fn within<F: Future>(request: F) -> F::Output {
    STORED.scope(RefCell::default(), request).await
}
