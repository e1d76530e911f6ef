//! Browsers that are known for people. A sign-in makes them known, in the transaction that begins it
//! ([`super::sessions::Visit`]).

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::known_browser::KnownBrowser;
use crate::protocol::user::Subject;
use crate::secret::Digest;

/// Known browsers by the digests of their tokens. Those that were not used for
/// [`crate::protocol::known_browser::LIFETIME`] are not known any more.
#[async_trait]
pub trait KnownBrowsers {
    /// Those of these that are known for anybody.
    async fn known_browsers(&self, tokens: &[Digest], now: Timestamp) -> StoreResult<Vec<KnownBrowser>>;
    /// Those of a person, last used first.
    async fn browsers_of(&self, sub: &Subject, now: Timestamp) -> StoreResult<Vec<KnownBrowser>>;
    /// Forgets the second factor that is remembered in one of a person's browsers, or in all of them.
    async fn forget_factor(&self, sub: &Subject, browser: Option<&Digest>, now: Timestamp) -> StoreResult<()>;
    /// Forgets one of a person's browsers.
    async fn forget_browser(&self, sub: &Subject, browser: &Digest, now: Timestamp) -> StoreResult<()>;
    /// Forgets all of a person's browsers but `keep`.
    async fn forget_browsers(&self, sub: &Subject, keep: Option<&Digest>, now: Timestamp) -> StoreResult<()>;
}
