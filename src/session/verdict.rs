//! A question about a `session_state`, and what can be said of it.

use std::sync::Arc;

/// Octets of the longest text: what a page may post, and its origin.
const LONGEST: usize = 1_400;

/// A `session_state` with the client and the origin that ask about it, as the iframe sends it:
/// `origin SP client_id SP session_state`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    text: Arc<str>,
}

impl Question {
    /// Reads the text; `None` unless it has three parts and at most 1,400 octets.
    pub fn parse(text: &str) -> Option<Self> {
        let is_one = text.len() <= LONGEST && text.split(' ').count() == 3;
        is_one.then(|| Self { text: text.into() })
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The `client_id`.
    pub fn client_id(&self) -> &str {
        self.part(1)
    }

    /// The origin of the page that asks.
    pub fn origin(&self) -> &str {
        self.part(0)
    }

    /// The `session_state`.
    pub fn session_state(&self) -> &str {
        self.part(2)
    }

    fn part(&self, at: usize) -> &str {
        self.text.split(' ').nth(at).unwrap_or_default()
    }
}

/// What is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Live,
    /// It held once and never will again.
    Ended,
    /// Genuine, but issued to another client or for another origin: it never held, and never will.
    Mismatch,
    /// It does not hold now: not ours, tampered with, of a client or a redirect URI that is not registered, or of a
    /// person whom the client does not admit. It may hold again when the configuration or a group changes.
    Bad,
}

impl Verdict {
    /// The word that the iframe reads.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Ended => "ended",
            Self::Mismatch => "mismatch",
            Self::Bad => "bad",
        }
    }

    /// Whether it stays, whatever happens.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Ended | Self::Mismatch)
    }
}
