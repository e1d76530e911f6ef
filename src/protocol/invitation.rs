//! What a one-time link is for: the first administrator's set-up, an invitation, a password reset.
//!
//! Every link of a person is void once one of them was used. Making one voids others only where whoever made it may: an
//! administrator's takes the place of all, and one that anybody can ask for takes the place of its like.

use serde::{Deserialize, Serialize};

use super::factors::WaysIn;
use super::user::Subject;

/// What a link is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub enum Invitation {
    /// Make the first administrator.
    Setup,
    /// Choose a first password.
    Invite {
        /// Whose.
        sub: Subject,
    },
    /// Choose a new password, as an administrator says.
    Reset {
        /// Whose.
        sub: Subject,
    },
    /// Choose a new password, since somebody asked for it by the name alone: the person, or anybody.
    Forgot {
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
    /// Whether this person may begin by it with a passkey alone. With passwords only an invitation: another link chooses a
    /// password, and a passkey would be more than that. Without them it is any, since no link leads to anything else.
    pub fn takes_passkey_of(&self, sub: &Subject, ways: WaysIn) -> bool {
        let is_invitation = matches!(self, Self::Invite { .. });
        (is_invitation || !ways.password) && self.sub() == Some(sub)
    }

    /// Whose password it sets; `None` for the set-up.
    pub fn sub(&self) -> Option<&Subject> {
        match self {
            Self::Setup => None,
            Self::Invite { sub } | Self::Reset { sub } | Self::Forgot { sub } | Self::Regain { sub } => Some(sub),
        }
    }
}

/// An invitation as it is written. A version that knows no [`Invitation::Forgot`] reads one as a reset.
#[derive(Clone, Serialize, Deserialize)]
struct Written {
    kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sub: Option<Subject>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    forgot: bool,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Setup,
    Invite,
    Reset,
    Regain,
}

impl From<Invitation> for Written {
    fn from(invitation: Invitation) -> Self {
        let kind = match &invitation {
            Invitation::Setup => Kind::Setup,
            Invitation::Invite { .. } => Kind::Invite,
            Invitation::Reset { .. } | Invitation::Forgot { .. } => Kind::Reset,
            Invitation::Regain { .. } => Kind::Regain,
        };
        let forgot = matches!(invitation, Invitation::Forgot { .. });
        Self { kind, sub: invitation.sub().cloned(), forgot }
    }
}

impl TryFrom<Written> for Invitation {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        Ok(match (written.kind, written.sub) {
            (Kind::Setup, _) => Self::Setup,
            (_, None) => return Err("a link without its person"),
            (Kind::Invite, Some(sub)) => Self::Invite { sub },
            (Kind::Reset, Some(sub)) if written.forgot => Self::Forgot { sub },
            (Kind::Reset, Some(sub)) => Self::Reset { sub },
            (Kind::Regain, Some(sub)) => Self::Regain { sub },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_is_for_is_read_as_it_was_written_by_earlier_versions_too() {
        let sub = || Subject::new("a");
        for (invitation, text) in [
            (Invitation::Setup, r#"{"kind":"setup"}"#),
            (Invitation::Invite { sub: sub() }, r#"{"kind":"invite","sub":"a"}"#),
            (Invitation::Reset { sub: sub() }, r#"{"kind":"reset","sub":"a"}"#),
            (Invitation::Forgot { sub: sub() }, r#"{"kind":"reset","sub":"a","forgot":true}"#),
            (Invitation::Regain { sub: sub() }, r#"{"kind":"regain","sub":"a"}"#),
        ] {
            assert_eq!(serde_json::to_string(&invitation).unwrap(), text);
            assert_eq!(serde_json::from_str::<Invitation>(text).unwrap(), invitation);
        }
        assert!(serde_json::from_str::<Invitation>(r#"{"kind":"reset"}"#).is_err());
    }
}
