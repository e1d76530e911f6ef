//! What people are told by mail. A mail that waits says what it is about and nothing more: its words, and the link in it, are
//! made when it is sent, so that no link rests anywhere.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::user::{Subject, User, UsernameKey};
use crate::clock::Timestamp;
use crate::secret::Digest;

/// What a mail is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mail {
    /// A link to choose a new password, for whoever has this name or address: nobody, it may be.
    PasswordReset {
        /// The key of what was typed ([`super::user::UsernameKey`]).
        name: String,
    },
    /// A link to choose a first password, or a new one, as the operator says.
    Invitation {
        /// Whose.
        sub: Subject,
    },
    /// The password changed.
    PasswordChanged {
        /// Whose.
        sub: Subject,
    },
    /// A link to confirm an address that a person says is theirs. It goes there.
    ConfirmEmail {
        /// Who says so.
        sub: Subject,
        /// What they asked for, by its name.
        id: String,
    },
    /// The address of an account changed. This goes to the one of before.
    EmailChanged {
        /// Whose.
        sub: Subject,
        /// The address of before.
        was: String,
    },
    /// A link to make an account, for whoever asked for one with this address: nobody who has one already.
    SignUp {
        /// The address.
        email: String,
        /// The request that waits in the browser of whoever asked, sealed for it.
        interaction: Option<String>,
    },
    /// An administrator let somebody in who had made an account.
    Approved {
        /// Whom.
        sub: Subject,
        /// The address that they named and that nobody has confirmed; `None` where the account has one.
        to: Option<String>,
    },
    /// Something that a person can prove themselves with was added, removed or replaced.
    FactorsChanged {
        /// Whose.
        sub: Subject,
        /// What.
        change: FactorChange,
    },
    /// An app asks for the person that it named; nobody, it may be.
    RequestWaiting {
        /// The request.
        request: Digest,
    },
    /// A sign-in in a browser that was not known for the person, who may say that it was somebody else.
    NewSignIn {
        /// Whose.
        sub: Subject,
        /// The login that began.
        session_id: String,
    },
}

/// What changed of somebody's factors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum FactorChange {
    /// An authenticator app was added.
    TotpAdded,
    /// It was removed.
    TotpRemoved,
    /// A passkey was added.
    PasskeyAdded {
        /// Its name.
        name: String,
    },
    /// A passkey was removed.
    PasskeyRemoved {
        /// Its name.
        name: String,
    },
    /// There are new recovery codes.
    CodesReplaced,
    /// The password was removed: only passkeys sign in.
    PasswordRemoved,
    /// The operator removed everything.
    Reset,
    /// What was added since a sign-in that the person disowned was removed.
    Disowned,
}

impl Mail {
    /// Whether it is about this person.
    pub fn is_for(&self, user: &User) -> bool {
        match self {
            Self::PasswordReset { name } => user.names().any(|own| UsernameKey::of(own).as_str() == name),
            Self::SignUp { email, .. } => user.names().any(|own| UsernameKey::of(own) == UsernameKey::of(email)),
            Self::Invitation { sub }
            | Self::PasswordChanged { sub }
            | Self::ConfirmEmail { sub, .. }
            | Self::EmailChanged { sub, .. }
            | Self::NewSignIn { sub, .. }
            | Self::Approved { sub, .. }
            | Self::FactorsChanged { sub, .. } => *sub == user.sub,
            // It is gone within minutes, and names nobody itself.
            Self::RequestWaiting { .. } => false,
        }
    }

    /// What it is about, in a word.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::PasswordReset { .. } => "password_reset",
            Self::Invitation { .. } => "invitation",
            Self::PasswordChanged { .. } => "password_changed",
            Self::ConfirmEmail { .. } => "confirm_email",
            Self::EmailChanged { .. } => "email_changed",
            Self::FactorsChanged { .. } => "factors_changed",
            Self::NewSignIn { .. } => "new_sign_in",
            Self::SignUp { .. } => "sign_up",
            Self::Approved { .. } => "approved",
            Self::RequestWaiting { .. } => "request_waiting",
        }
    }

    /// Whether whoever causes it is the one who gets it, unless an administrator does it for them. Who signed in where nobody knows
    /// them may be anybody.
    pub fn is_to_who_caused_it(&self) -> bool {
        match self {
            Self::PasswordReset { .. }
            | Self::PasswordChanged { .. }
            | Self::ConfirmEmail { .. }
            | Self::EmailChanged { .. }
            | Self::SignUp { .. }
            | Self::FactorsChanged { .. } => true,
            Self::Invitation { .. } | Self::NewSignIn { .. } | Self::Approved { .. } | Self::RequestWaiting { .. } => {
                false
            }
        }
    }

    /// How long it is tried to send it: a link that somebody waits for is of no use tomorrow.
    pub fn patience(&self) -> Duration {
        match self {
            Self::PasswordReset { .. } | Self::ConfirmEmail { .. } | Self::SignUp { .. } => {
                Duration::from_secs(60 * 60)
            }
            // Longer than any request may wait.
            Self::RequestWaiting { .. } => Duration::from_secs(30 * 60),
            Self::Invitation { .. }
            | Self::PasswordChanged { .. }
            | Self::EmailChanged { .. }
            | Self::FactorsChanged { .. }
            | Self::NewSignIn { .. }
            | Self::Approved { .. } => Duration::from_secs(3 * 24 * 60 * 60),
        }
    }
}

/// What is kept of a mail that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What it is about.
    #[serde(flatten)]
    pub mail: Mail,
    /// The language that whoever caused it read, where that is the one who gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A mail that waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedMail {
    /// Its name.
    pub id: String,
    /// What it is about.
    pub mail: Mail,
    /// The language that whoever caused it read, where that is the one who gets it.
    pub language: Option<String>,
    /// Since when it waits.
    pub queued_at: Timestamp,
    /// How often it was tried in vain.
    pub attempts: u32,
}

impl QueuedMail {
    /// When it is tried again after one more failure; `None` where it is given up.
    pub fn next_try(&self, now: Timestamp) -> Option<Timestamp> {
        let wait = Duration::from_secs(15_u64.saturating_mul(4_u64.saturating_pow(self.attempts)).min(60 * 60));
        let next = now.after(wait);
        (next < self.queued_at.after(self.mail.patience())).then_some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_again_ever_later_until_it_is_of_no_use() {
        let at = |attempts| QueuedMail {
            id: "id".into(),
            mail: Mail::PasswordReset { name: "ada".into() },
            language: None,
            queued_at: Timestamp(0),
            attempts,
        };
        let waits: Vec<i64> =
            (0..4).filter_map(|attempts| at(attempts).next_try(Timestamp(100))).map(|at| at.seconds() - 100).collect();
        assert_eq!(waits, [15, 60, 240, 960]);
        assert_eq!(at(0).next_try(Timestamp(3_600)), None);
        let notice = QueuedMail { mail: Mail::PasswordChanged { sub: Subject::new("a") }, ..at(9) };
        assert_eq!(notice.next_try(Timestamp(100_000)), Some(Timestamp(103_600)));
    }

    #[test]
    fn what_waits_is_read_as_it_was_written() {
        let change = FactorChange::PasskeyAdded { name: "Phone".into() };
        for mail in [
            Mail::PasswordReset { name: "ada".into() },
            Mail::FactorsChanged { sub: Subject::new("a"), change },
            Mail::Invitation { sub: Subject::new("a") },
            Mail::NewSignIn { sub: Subject::new("a"), session_id: "s".into() },
            Mail::ConfirmEmail { sub: Subject::new("a"), id: "1".into() },
            Mail::SignUp { email: "a@example.com".into(), interaction: None },
            Mail::Approved { sub: Subject::new("a"), to: None },
            Mail::EmailChanged { sub: Subject::new("a"), was: "ada@example.com".into() },
        ] {
            let text = serde_json::to_string(&mail).unwrap();
            assert_eq!(serde_json::from_str::<Mail>(&text).unwrap(), mail, "{text}");
            // As earlier versions wrote it, and as later ones do, which both read.
            let mut kept = Kept { mail: mail.clone(), language: None };
            assert_eq!(serde_json::to_string(&kept).unwrap(), text);
            assert_eq!(serde_json::from_str::<Kept>(&text).unwrap(), kept, "{text}");
            kept.language = Some("en".into());
            let text = serde_json::to_string(&kept).unwrap();
            assert_eq!(serde_json::from_str::<Kept>(&text).unwrap(), kept, "{text}");
            assert_eq!(serde_json::from_str::<Mail>(&text).unwrap(), mail, "{text}");
        }
    }
}
