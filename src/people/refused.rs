//! Why something is not done for a person, and what to do instead.

use crate::protocol::user::UsernameError;

/// A refusal, in words for whoever looks after the provider.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A file says it.
    #[error("{username} is defined in {place} ([[users]]): change {what} there")]
    Pinned {
        /// Whose account.
        username: String,
        /// Where.
        place: String,
        /// The keys.
        what: String,
    },
    /// A file defines the account, and would make it again.
    #[error("{username} is defined in {place} ([[users]]): remove the entry there first")]
    Defined {
        /// Whose account.
        username: String,
        /// Where.
        place: String,
    },
    /// A file defined the account until a while ago.
    #[error(
        "{username} is no longer in {file}: restore the entry, or keep the account with `latchkey user keep {username}`"
    )]
    Left {
        /// Whose account.
        username: String,
        /// The file.
        file: String,
    },
    /// A name is somebody else's.
    #[error("the username or email address belongs to another account, or looks like that of one")]
    Taken,
    /// The account changed while the request was on its way.
    #[error("{username} was removed or changed meanwhile: try again")]
    Meanwhile {
        /// Whose account.
        username: String,
    },
    /// Nobody could administer any more.
    #[error("{username} is the last administrator who can sign in: make somebody else an administrator first")]
    LastAdministrator {
        /// Whose account.
        username: String,
    },
    /// The username cannot be one.
    #[error("{error}")]
    Username {
        /// The field.
        field: &'static str,
        /// Why.
        error: UsernameError,
    },
    /// This is no email address.
    #[error("{text} does not look like an email address")]
    NoEmail {
        /// What was given.
        text: String,
    },
    /// A text cannot be shown as it is.
    #[error("{text}: {why}")]
    Unfit {
        /// The field.
        field: &'static str,
        /// What was given.
        text: String,
        /// Why not.
        why: String,
    },
    /// Nobody may sign up.
    #[error("nobody may sign up: write signup = \"invite\" or \"open\" in [login] first")]
    SignUpIsOff,
    /// The person does not wait for anybody's approval.
    #[error("{username} does not wait for approval")]
    NotWaiting {
        /// Whose account.
        username: String,
    },
    /// There is no address to send mail to.
    #[error(
        "no email address is known to be that of {username}: set one first (`latchkey user set --email`), or hand a link over"
    )]
    NoAddress {
        /// Whose account.
        username: String,
    },
}

impl Refused {
    /// The refusal of a username.
    pub fn of(field: &'static str, error: UsernameError) -> Self {
        Self::Username { field, error }
    }

    /// The field of a form at fault, where one is.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Username { field, .. } | Self::Unfit { field, .. } => Some(field),
            Self::NoEmail { .. } => Some("email"),
            Self::Taken => Some("username"),
            _ => None,
        }
    }
}
