//! For those who look after the provider.

use std::time::Duration;

use super::ListenAddress;

/// `[audit]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditSettings {
    /// How long records are kept.
    pub retention: Duration,
    /// Whether each record is a line of the log.
    pub log: bool,
    /// Whether each record is a line of standard output.
    pub stdout: bool,
}

/// `[admin]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdminSettings {
    /// Whether there are pages at `/admin`.
    pub enabled: bool,
    /// Where they are, and nowhere else; empty where they are wherever all other pages are.
    pub listen: Vec<ListenAddress>,
}

impl AdminSettings {
    /// Whether they have listeners of their own.
    pub fn are_apart(&self) -> bool {
        !self.listen.is_empty()
    }
}
