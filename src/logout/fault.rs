//! What may be wrong with a logout request. None of it keeps anybody signed in: the person is asked, the login ends if
//! they say so, and what could not be validated is not used (RP-Initiated Logout 1.0 §4).

use crate::say;

/// Why part of a request is not used. The text is for the app's developer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Its parameters could not be read at all.
    #[error("the request could not be read: {0}")]
    Unreadable(String),
    /// No ID token of ours.
    #[error("id_token_hint is not valid: it is not an ID token signed by this provider")]
    HintNotOurs,
    /// An ID token that only its client can read.
    #[error("id_token_hint is not valid: it is encrypted; decrypt it and send the signed ID token inside")]
    HintEncrypted,
    /// An ID token of another client than `client_id` names (§2).
    #[error("id_token_hint is not valid: it was issued to another client than client_id names")]
    HintOfAnotherClient,
    /// No such client.
    #[error("client_id is not registered")]
    ClientUnknown,
    /// Nothing says whose address it is.
    #[error("post_logout_redirect_uri needs an id_token_hint or client_id")]
    ReturnWithoutClient,
    /// Not among the client's addresses; with a remark on how it is written, or none.
    #[error("post_logout_redirect_uri is not registered{0}")]
    ReturnNotRegistered(String),
    /// A client that registered itself, and that nobody allowed anything yet (RFC 9700 §4.11.2).
    #[error("post_logout_redirect_uri is not followed: nobody has approved this client yet")]
    NotVouchedFor,
}

impl Fault {
    /// Which one it is, for [`in_words`]: what a browser keeps until the page is shown, in whatever language that will be.
    pub fn mark(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::HintNotOurs | Self::HintEncrypted => "hint",
            Self::HintOfAnotherClient => "two_apps",
            Self::ClientUnknown => "unknown_app",
            Self::ReturnWithoutClient => "no_app",
            Self::ReturnNotRegistered(_) => "address",
            Self::NotVouchedFor => "not_approved",
        }
    }
}

/// The fault of this mark for the person who signs out: what follows "You will not be taken back to the app, because".
pub fn in_words(mark: &str) -> String {
    match mark {
        "unreadable" => say!("no-way-back-unreadable"),
        "hint" => say!("no-way-back-hint"),
        "two_apps" => say!("no-way-back-two-apps"),
        "unknown_app" => say!("no-way-back-unknown-app"),
        "no_app" => say!("no-way-back-no-app"),
        "address" => say!("no-way-back-address"),
        "not_approved" => say!("no-way-back-not-approved"),
        // An earlier version kept the words themselves.
        words => words.to_owned(),
    }
}
