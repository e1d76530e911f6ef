//! `[smtp]`.

use crate::secret::Secret;

/// How mail leaves.
#[derive(Debug, Clone)]
pub struct SmtpSettings {
    /// The mail server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub encryption: SmtpEncryption,
    /// User name and password, where the mail server wants them.
    pub credentials: Option<(String, Secret)>,
    /// Further certificates that may vouch for it, in PEM; empty for those of the system alone.
    pub ca: Vec<u8>,
    /// The sender, checked to be an address with or without a name.
    pub from: String,
}

/// How the connection to a mail server is encrypted (RFC 8314).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpEncryption {
    /// From the first octet.
    Implicit,
    /// By STARTTLS, which must succeed before anything is sent.
    StartTls,
    /// Not at all.
    None,
}
