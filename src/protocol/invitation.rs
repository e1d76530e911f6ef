//! What a one-time link is for: the first administrator's set-up, an invitation, a password reset.

use serde::{Deserialize, Serialize};

use super::user::Subject;

/// What a link is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Invitation {
    /// Make the first administrator.
    Setup,
    /// Choose a first password.
    Invite {
        /// Whose.
        sub: Subject,
    },
    /// Choose a new password.
    Reset {
        /// Whose.
        sub: Subject,
    },
    /// Choose a new password after a sign-in that was somebody else's: the one before opens nothing any more.
    Regain {
        /// Whose.
        sub: Subject,
    },
}

impl Invitation {
    /// Whose password it sets; `None` for the set-up.
    pub fn sub(&self) -> Option<&Subject> {
        match self {
            Self::Setup => None,
            Self::Invite { sub } | Self::Reset { sub } | Self::Regain { sub } => Some(sub),
        }
    }
}
