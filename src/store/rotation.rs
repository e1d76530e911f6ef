//! What rotating a refresh token needs to know (SEC-22, SEC-24), whatever database it comes from.

use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::user::Subject;
use crate::secret::Digest;

/// How many tokens of one family may follow each other within the grace. Looking for more would keep others waiting.
pub const MOST_IN_A_CHAIN: usize = 100;

/// What a rotation needs to know of the presented token.
pub struct Presented {
    /// The grant that it belongs to.
    pub grant_id: String,
    /// Whose it is.
    pub client_id: ClientId,
    /// Whom it stands for.
    pub sub: Subject,
    /// When it was used.
    pub spent_at: Option<Timestamp>,
    /// Whether it was ended.
    pub dead: bool,
    /// The token that follows it.
    pub successor: Option<Digest>,
}

/// A token that followed the presented one.
pub struct Follower {
    /// Whether it was used.
    pub spent: bool,
    /// The token that follows it.
    pub successor: Option<Digest>,
    /// Neither dead nor over.
    pub good: bool,
    /// Whether it was used, or an access token that came with it.
    pub used: bool,
}
