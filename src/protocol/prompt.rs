//! The `prompt` parameter (OpenID Connect Core §3.1.2.1, and `create` of Initiating User Registration via OpenID Connect 1.0).

use serde::{Deserialize, Serialize};

/// What the client asks the user to be shown. `none` excludes all others, so it is a case of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Prompt {
    /// `prompt=none`: no page at all; answer with an error where one would be needed.
    None,
    /// Any combination of the interactive values; all false when `prompt` was not sent.
    Ask {
        /// Re-authenticate even where a session lives.
        login: bool,
        /// Ask for consent even where it was given.
        consent: bool,
        /// Let the user choose an account.
        select_account: bool,
        /// Let the user make an account, where that is possible (Initiating User Registration §4).
        #[serde(default)]
        create: bool,
    },
}

/// Why a `prompt` was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PromptError {
    /// Core §3.1.2.1: "If this parameter contains none with any other value, an error is returned."
    #[error("prompt=none cannot be combined with another value")]
    NoneWithOthers,
    /// A value that the specification does not define.
    #[error("prompt has an unknown value")]
    Unknown,
}

impl Prompt {
    /// Reads the parameter. Whether there is anything to create is for whoever knows the settings.
    pub fn parse(text: Option<&str>) -> Result<Self, PromptError> {
        let (mut none, mut login, mut consent, mut select_account, mut create) = (false, false, false, false, false);
        for value in text.unwrap_or_default().split(' ').filter(|value| !value.is_empty()) {
            match value {
                "none" => none = true,
                "login" => login = true,
                "consent" => consent = true,
                "select_account" => select_account = true,
                "create" => create = true,
                _ => return Err(PromptError::Unknown),
            }
        }
        match (none, login || consent || select_account || create) {
            (true, true) => Err(PromptError::NoneWithOthers),
            (true, false) => Ok(Self::None),
            (false, _) => Ok(Self::Ask { login, consent, select_account, create }),
        }
    }

    /// Whether no page may be shown.
    pub fn is_none(self) -> bool {
        self == Self::None
    }

    /// Whether re-authentication was asked for.
    pub fn asks_login(self) -> bool {
        matches!(self, Self::Ask { login: true, .. })
    }

    /// Whether consent was asked for.
    pub fn asks_consent(self) -> bool {
        matches!(self, Self::Ask { consent: true, .. })
    }

    /// Whether the choice of an account was asked for.
    pub fn asks_select_account(self) -> bool {
        matches!(self, Self::Ask { select_account: true, .. })
    }

    /// Whether a new account was asked for.
    pub fn asks_create(self) -> bool {
        matches!(self, Self::Ask { create: true, .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_stands_alone() {
        assert_eq!(Prompt::parse(Some("none")), Ok(Prompt::None));
        assert_eq!(Prompt::parse(Some("none login")), Err(PromptError::NoneWithOthers));
        assert_eq!(Prompt::parse(Some("none create")), Err(PromptError::NoneWithOthers));
        assert_eq!(Prompt::parse(Some("creates")), Err(PromptError::Unknown));
    }

    #[test]
    fn a_request_that_was_sealed_before_accounts_could_be_created_is_read() {
        let before = r#"{"Ask":{"login":true,"consent":false,"select_account":false}}"#;
        let prompt: Prompt = serde_json::from_str(before).unwrap();
        assert!(prompt.asks_login() && !prompt.asks_create());
        assert!(Prompt::parse(Some("create")).unwrap().asks_create());
    }

    #[test]
    fn interactive_values_combine() {
        let prompt = Prompt::parse(Some("login consent")).unwrap();
        assert!(prompt.asks_login() && prompt.asks_consent() && !prompt.asks_select_account() && !prompt.is_none());
        assert!(!Prompt::parse(None).unwrap().asks_login());
    }
}
