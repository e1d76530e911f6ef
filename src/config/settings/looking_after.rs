//! For those who look after the provider.

use std::time::Duration;

/// `[audit]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditSettings {
    /// How long records are kept.
    pub retention: Duration,
    /// Whether each record is a line of the log.
    pub log: bool,
}

/// `[admin]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdminSettings {
    /// Whether there are pages at `/admin`.
    pub enabled: bool,
}
