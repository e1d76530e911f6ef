//! An email address that somebody says is theirs, until they open the link in a mail to it.

use std::time::Duration;

use crate::clock::Timestamp;

/// How long it waits for its mail to be sent, and how long the link in that mail works.
pub const LIFETIME: Duration = Duration::from_secs(60 * 60);

/// What a person asked for last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailChange {
    /// The address.
    pub email: String,
    /// When they asked.
    pub asked_at: Timestamp,
    /// When it is void.
    pub expires_at: Timestamp,
}
