//! actix-session over our own store. A cookie session in which somebody signed in, or out, is a row: its key is random,
//! only the digest is kept, and it can be ended from elsewhere (SEC-28, SEC-43). Before that, whoever comes has done
//! nothing yet and nothing of them is written to disk: what their session holds rests in the cookie itself, sealed, and
//! for a day.

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration;
use serde::{Deserialize, Serialize};

use super::browser::{is_anonymous, login_in};
use super::seal::COOKIE_SESSION;
use super::stored::Stored;
use crate::clock::Timestamp;
use crate::provider::SharedProvider;
use crate::secret::Digest;
use crate::store::StoreError;
use crate::store::sessions::CookieState;

/// What tells a sealed session from the key of a stored one, whose alphabet lacks it.
const SEALED: char = '~';
/// How long a sealed session lives.
const LIFETIME: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);

/// The store handed to actix-session.
#[derive(Clone)]
pub struct CookieStore(pub SharedProvider);

/// What a sealed session holds.
#[derive(Serialize, Deserialize)]
struct Sealed {
    state: CookieState,
    expires_at: Timestamp,
}

impl CookieStore {
    /// A day after any login in it has ended: by the end that the login was given when it began, for the setting may
    /// have been another one then.
    async fn expires_at(&self, state: &CookieState) -> Result<Timestamp, StoreError> {
        let now = self.0.now();
        let login = match login_in(state) {
            Some(id) => self.0.store.live_session(&id, now).await?,
            None => None,
        };
        let usual = now.after(self.0.live().settings.session.absolute);
        Ok(until(login.map_or(usual, |login| usual.max(login.session.expires_at))))
    }

    fn seal(&self, state: CookieState) -> Result<SessionKey, anyhow::Error> {
        let now = self.0.now();
        let text = serde_json::to_vec(&Sealed { state, expires_at: now.after(LIFETIME) })?;
        let sealed = self.0.sealer.seal_text(COOKIE_SESSION, &[], &text, now);
        let sealed = sealed.ok_or_else(|| anyhow::anyhow!("a cookie session could not be sealed"))?;
        Ok(SessionKey::try_from(format!("{SEALED}{sealed}"))?)
    }

    async fn open(&self, sealed: &str) -> Result<Option<CookieState>, StoreError> {
        let now = self.0.now();
        let text = self.0.sealer.find_text(self.0.store.as_ref(), (COOKIE_SESSION, &[], sealed), now).await?;
        let opened = text.and_then(|text| serde_json::from_slice(&text).ok());
        let opened = opened.filter(|sealed: &Sealed| sealed.expires_at > now).map(|sealed| sealed.state);
        // Where somebody signed in, a row says so, and nothing that a browser keeps.
        Ok(opened.filter(is_anonymous))
    }

    async fn store(&self, state: CookieState) -> Result<SessionKey, anyhow::Error> {
        if let Some(Stored { key, row }) = Stored::take()
            && (row.state == state || self.replace(&key, &state).await?)
        {
            return Ok(key);
        }
        let expires_at = self.expires_at(&state).await?;
        let Stored { key, row } = Stored::fresh(state, expires_at, self.0.now())?;
        self.0.store.save_cookie_session(&row).await?;
        Ok(key)
    }

    /// Writes the state under a key that is there; `false` where it was deleted meanwhile.
    async fn replace(&self, key: &SessionKey, state: &CookieState) -> Result<bool, StoreError> {
        let expires_at = self.expires_at(state).await?;
        self.0.store.update_cookie_session(&digest(key), state, expires_at).await
    }
}

/// What the store knows a key by.
pub fn digest(key: &SessionKey) -> Digest {
    Digest::of_dated(key.as_ref())
}

/// How long a cookie session is kept whose login ends at `end` at the latest.
pub fn until(end: Timestamp) -> Timestamp {
    end.after(LIFETIME)
}

impl SessionStore for CookieStore {
    async fn load(&self, key: &SessionKey) -> Result<Option<CookieState>, LoadError> {
        if let Some(sealed) = key.as_ref().strip_prefix(SEALED) {
            return self.open(sealed).await.map_err(|error| LoadError::Other(error.into()));
        }
        let state = self.0.store.cookie_session(&digest(key), self.0.now()).await;
        state.map_err(|error: StoreError| LoadError::Other(error.into()))
    }

    async fn save(&self, state: CookieState, _: &Duration) -> Result<SessionKey, SaveError> {
        let key = match is_anonymous(&state) {
            true => self.seal(state),
            false => self.store(state).await,
        };
        key.map_err(SaveError::Other)
    }

    async fn update(&self, key: SessionKey, state: CookieState, ttl: &Duration) -> Result<SessionKey, UpdateError> {
        let is_sealed = key.as_ref().starts_with(SEALED);
        // What was deleted while this request was under way stays dead, and the state gets another key.
        if !is_sealed && self.replace(&key, &state).await.map_err(|error| UpdateError::Other(error.into()))? {
            return Ok(key);
        }
        self.save(state, ttl).await.map_err(|error| UpdateError::Other(error.into()))
    }

    async fn update_ttl(&self, _: &SessionKey, _: &Duration) -> Result<(), anyhow::Error> {
        // The cookie session always outlives the login in it, whose own limits decide.
        Ok(())
    }

    async fn delete(&self, key: &SessionKey) -> Result<(), anyhow::Error> {
        if key.as_ref().starts_with(SEALED) {
            return Ok(());
        }
        match self.0.store.delete_cookie_session(&digest(key)).await {
            // The login that took its place has begun, and must not be lost to its browser; what is left names none that lives.
            Err(error) if Stored::waits() => tracing::warn!(%error, "a former cookie session stays until it expires"),
            deleted => deleted?,
        }
        Ok(())
    }
}
