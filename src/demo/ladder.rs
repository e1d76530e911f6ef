//! The ladder: every request and answer of one sign-in or sign-out, in the order in which they happened.

use crate::clock::Timestamp;

/// The most rungs kept of one ladder.
const MOST: usize = 40;
/// Values that would let somebody else sign in or out; shown shortened.
const SECRET: [&str; 7] =
    ["code", "code_verifier", "access_token", "id_token", "refresh_token", "id_token_hint", "logout_token"];
/// The longest value shown whole.
const LONGEST: usize = 160;

/// Who sends to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The demo app's server asks the provider's.
    Asks,
    /// The provider's server answers.
    Answers,
    /// The demo app sends the browser to the provider.
    SendsBrowser,
    /// The browser comes back.
    BrowserBack,
    /// The provider's server calls the demo app's.
    Calls,
}

/// One request or answer.
#[derive(Debug, Clone)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// Between whom.
    pub way: Way,
    /// Like `POST http://localhost:8000/token`.
    pub call: String,
    /// What it is for, in plain words.
    pub words: String,
    /// Names and values, shortened.
    pub fields: Vec<(String, String)>,
    /// Whether it went wrong.
    pub failed: bool,
}

impl Step {
    /// A step that went well.
    pub fn new(at: Timestamp, way: Way, call: impl Into<String>, words: impl Into<String>) -> Self {
        Self { at, way, call: call.into(), words: words.into(), fields: Vec::new(), failed: false }
    }

    /// With these names and values.
    pub fn with<N: AsRef<str>, V: AsRef<str>>(mut self, fields: impl IntoIterator<Item = (N, V)>) -> Self {
        self.fields.extend(
            fields
                .into_iter()
                .map(|(name, value)| (name.as_ref().to_owned(), shortened(name.as_ref(), value.as_ref()))),
        );
        self
    }

    /// Gone wrong, if so.
    pub fn failed(mut self, failed: bool) -> Self {
        self.failed = failed;
        self
    }
}

/// A ladder.
#[derive(Debug, Clone, Default)]
pub struct Ladder {
    /// Which button began it.
    pub title: &'static str,
    /// The rungs.
    pub steps: Vec<Step>,
}

impl Ladder {
    /// An empty ladder.
    pub fn new(title: &'static str) -> Self {
        Self { title, steps: Vec::new() }
    }

    /// Adds a rung, up to a bound.
    pub fn push(&mut self, step: Step) {
        if self.steps.len() < MOST {
            self.steps.push(step);
        }
    }
}

/// A value as it may be shown.
pub fn shortened(name: &str, value: &str) -> String {
    let length = value.chars().count();
    if SECRET.contains(&name) {
        let head: String = value.chars().take(length.min(24) / 4).collect();
        return format!("{head}… ({length} characters)");
    }
    if length > LONGEST {
        let head: String = value.chars().take(LONGEST).collect();
        return format!("{head}…");
    }
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grants_something_is_never_shown_whole() {
        for name in SECRET {
            let secret = "0123456789abcdefghijklmnopqrstuvwxyz";
            assert_eq!(shortened(name, secret), "012345… (36 characters)");
            assert_eq!(shortened(name, "abcd"), "a… (4 characters)");
        }
        assert_eq!(shortened("state", "abcdef"), "abcdef");
        assert_eq!(shortened("x", &"é".repeat(200)).chars().count(), LONGEST + 1);
    }
}
