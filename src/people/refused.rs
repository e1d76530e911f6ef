//! Why something is not done for a person, and what to do instead.

use crate::protocol::names::{NameError, code_point};
use crate::protocol::user::UsernameError;
use crate::say;

/// A refusal: as it is written, in words for whoever uses the command line; to people it is [said](Refused::said).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A file says it.
    #[error("{username} is defined in {place} ([[users]]): change {} there", named(keys))]
    Pinned {
        /// Whose account.
        username: String,
        /// Where.
        place: String,
        /// The keys that say it; none of the account as a whole.
        keys: Vec<&'static str>,
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
    /// Nobody could administer any more: passkeys are all that this account signs in with.
    #[error(
        "{username} is the last administrator who can sign in, and has no password: send a link to choose one first, and reset the factors after it was used"
    )]
    LastWayIn {
        /// Whose account.
        username: String,
    },
    /// Nothing else signs this account in.
    #[error(
        "{username} has no password, and no other passkey signs them in: send a link to choose a password first, or reset the factors"
    )]
    OnlyWayIn {
        /// Whose account.
        username: String,
    },
    /// Nothing else signs this account in, and there are no passwords.
    #[error("no other passkey signs {username} in: reset the factors instead, and make a link then")]
    OnlyPasskey {
        /// Whose account.
        username: String,
    },
    /// Without passwords a link leads to a first passkey, and to nothing else.
    #[error(
        "{username} has a passkey or an authenticator app, which no link replaces: reset the factors first, and make a link then"
    )]
    HasFactor {
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
    #[error("{text}: {error}")]
    Unfit {
        /// The field.
        field: &'static str,
        /// What was given.
        text: String,
        /// Why not.
        error: NameError,
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

    /// The refusal as a sentence for whoever reads the page.
    pub fn said(&self) -> String {
        match self {
            Self::Pinned { username, place, keys } if keys.is_empty() => {
                say!("admin-refused-pinned-all", username = username.as_str(), place = place.as_str())
            }
            Self::Pinned { username, place, keys } => {
                say!("admin-refused-pinned", username = username.as_str(), place = place.as_str(), keys = named(keys))
            }
            Self::Defined { username, place } => {
                say!("admin-refused-defined", username = username.as_str(), place = place.as_str())
            }
            Self::Left { username, file } => {
                say!("admin-refused-left", username = username.as_str(), file = file.as_str())
            }
            Self::Taken => say!("admin-refused-taken"),
            Self::Meanwhile { username } => say!("admin-refused-meanwhile", username = username.as_str()),
            Self::SignUpIsOff => say!("admin-refused-sign-up-off"),
            Self::NotWaiting { username } => say!("admin-refused-not-waiting", username = username.as_str()),
            Self::LastAdministrator { username } => {
                say!("admin-refused-last-administrator", username = username.as_str())
            }
            Self::LastWayIn { username } => say!("admin-refused-last-way-in", username = username.as_str()),
            Self::OnlyWayIn { username } => say!("admin-refused-only-way-in", username = username.as_str()),
            Self::OnlyPasskey { username } => say!("admin-refused-only-passkey", username = username.as_str()),
            Self::HasFactor { username } => say!("admin-refused-has-factor", username = username.as_str()),
            Self::Username { error, .. } => match error {
                UsernameError::Length => say!("admin-refused-username-length"),
                UsernameError::Character => say!("admin-refused-username-character"),
                UsernameError::MixedScripts => say!("admin-refused-username-scripts"),
            },
            Self::NoEmail { text } => say!("admin-refused-email", text = text.as_str()),
            Self::Unfit { text, error, .. } => match error {
                NameError::Invisible(letter) => {
                    say!("admin-refused-invisible", text = text.as_str(), code = code_point(*letter))
                }
                NameError::MixedScripts(word) => {
                    say!("admin-refused-scripts", text = text.as_str(), word = word.as_str())
                }
            },
            Self::NoAddress { username } => say!("admin-refused-no-address", username = username.as_str()),
        }
    }
}

/// Keys as they are written in the configuration.
fn named(keys: &[&str]) -> String {
    let named: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    if named.is_empty() { "it".to_owned() } else { named.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_what_the_command_line_says() {
        let username = || "ada".to_owned();
        let place = || "config.toml:8".to_owned();
        let unfit = |error| Refused::Unfit { field: "name", text: "Ada".to_owned(), error };
        let refusals = [
            Refused::Pinned { username: username(), place: place(), keys: vec!["name", "email"] },
            Refused::Pinned { username: username(), place: place(), keys: Vec::new() },
            Refused::Defined { username: username(), place: place() },
            Refused::Left { username: username(), file: "people.toml".to_owned() },
            Refused::Taken,
            Refused::Meanwhile { username: username() },
            Refused::LastAdministrator { username: username() },
            Refused::LastWayIn { username: username() },
            Refused::OnlyWayIn { username: username() },
            Refused::OnlyPasskey { username: username() },
            Refused::HasFactor { username: username() },
            Refused::of("username", UsernameError::Length),
            Refused::of("username", UsernameError::Character),
            Refused::of("username", UsernameError::MixedScripts),
            Refused::NoEmail { text: "ada".to_owned() },
            unfit(NameError::Invisible('\u{200b}')),
            unfit(NameError::MixedScripts("Ada".to_owned())),
            Refused::NoAddress { username: username() },
            Refused::SignUpIsOff,
            Refused::NotWaiting { username: username() },
        ];
        for refused in refusals {
            assert_eq!(refused.said().to_lowercase(), format!("{refused}.").to_lowercase());
        }
    }
}
