//! The rules that requests which the server makes keep.

use std::time::Duration;

/// `[outbound]`: requests that the server itself makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboundSettings {
    /// Whether private and loopback addresses are called (default: in development mode only).
    pub allow_private_ips: bool,
    /// Hosts that may be at such addresses all the same.
    pub allowed_hosts: Vec<String>,
    /// Whether plain http is spoken: in development mode, as far as private addresses are called.
    pub allow_http: bool,
    /// Certificates, PEM, that are trusted besides the system's.
    pub extra_ca: Vec<u8>,
    /// How long each request may take in all (5 s).
    pub timeout: Duration,
    /// How long a URI that failed is left alone (10 s).
    pub retry_after: Duration,
}

impl Default for OutboundSettings {
    fn default() -> Self {
        Self {
            allow_private_ips: false,
            allowed_hosts: Vec::new(),
            allow_http: false,
            extra_ca: Vec::new(),
            timeout: Duration::from_secs(5),
            retry_after: Duration::from_secs(10),
        }
    }
}
