//! What may be wrong with a logout request. None of it keeps anybody signed in: the person is asked, the login ends if
//! they say so, and what could not be validated is not used (RP-Initiated Logout 1.0 §4).

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
    /// The same for the person who signs out: what follows "You will not be taken back to the app, because".
    pub fn in_words(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "its request could not be read",
            Self::HintNotOurs | Self::HintEncrypted => "it did not prove which sign-in it means",
            Self::HintOfAnotherClient => "its request names two different apps",
            Self::ClientUnknown => "it is not known here",
            Self::ReturnWithoutClient => "its request does not say which app it is",
            Self::ReturnNotRegistered(_) => "the address it gave is not registered here",
            Self::NotVouchedFor => "nobody has approved it yet",
        }
    }
}
