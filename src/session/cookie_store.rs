//! actix-session over our own store: keys are random, only their digests are kept, and a session can be ended from
//! elsewhere (SEC-28, SEC-43).

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration;

use crate::clock::Timestamp;
use crate::provider::SharedProvider;
use crate::random;
use crate::secret::Digest;
use crate::store::sessions::CookieState;

/// The store handed to actix-session.
#[derive(Clone)]
pub struct CookieStore(pub SharedProvider);

impl CookieStore {
    fn expires_at(&self, ttl: &Duration) -> Timestamp {
        self.0.now().after(std::time::Duration::from_secs(ttl.whole_seconds().unsigned_abs()))
    }
}

fn digest(key: &SessionKey) -> Digest {
    Digest::of(key.as_ref())
}

impl SessionStore for CookieStore {
    async fn load(&self, key: &SessionKey) -> Result<Option<CookieState>, LoadError> {
        let state = self.0.store.cookie_session(&digest(key), self.0.now()).await;
        state.map_err(|error| LoadError::Other(error.into()))
    }

    async fn save(&self, state: CookieState, ttl: &Duration) -> Result<SessionKey, SaveError> {
        let key = SessionKey::try_from(random::token()).map_err(|error| SaveError::Other(error.into()))?;
        let saved = self.0.store.save_cookie_session(&digest(&key), &state, self.expires_at(ttl)).await;
        saved.map(|()| key).map_err(|error| SaveError::Other(error.into()))
    }

    async fn update(&self, key: SessionKey, state: CookieState, ttl: &Duration) -> Result<SessionKey, UpdateError> {
        let saved = self.0.store.save_cookie_session(&digest(&key), &state, self.expires_at(ttl)).await;
        saved.map(|()| key).map_err(|error| UpdateError::Other(error.into()))
    }

    async fn update_ttl(&self, _: &SessionKey, _: &Duration) -> Result<(), anyhow::Error> {
        // The cookie session always outlives the login in it, whose own limits decide.
        Ok(())
    }

    async fn delete(&self, key: &SessionKey) -> Result<(), anyhow::Error> {
        Ok(self.0.store.delete_cookie_session(&digest(key)).await?)
    }
}
