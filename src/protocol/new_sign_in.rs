//! A sign-in in a browser that was not known for its person, who is told of it and may say that it was somebody else.

use super::user::Subject;
use crate::clock::Timestamp;

/// Such a sign-in, for as long as its person may disown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSignIn {
    /// The login that began.
    pub session_id: String,
    /// Whose it is.
    pub sub: Subject,
    /// When the first proof was given that led to it. Whatever was set up from then on may be of whoever signed in.
    pub since: Timestamp,
    /// When the login began.
    pub at: Timestamp,
    /// `User-Agent`, at most 255 bytes.
    pub user_agent: String,
    /// Client address.
    pub ip: String,
    /// The email address that was known to be the person's when the login began: they are told there, whatever it is now.
    pub email: String,
}
