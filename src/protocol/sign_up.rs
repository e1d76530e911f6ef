//! Accounts that people make for themselves: by a link in a mail to their address, or by one of an administrator.

use std::time::Duration;

use crate::clock::Timestamp;

/// How long a mail with a link waits to be sent, and how long the link in it works.
pub const LIFETIME: Duration = Duration::from_secs(60 * 60);
/// The longest request that a link leads back to, in octets; behind a link without one is the account page.
pub const LONGEST_INTERACTION: usize = 8 * 1024;
/// How many accounts a link of an administrator makes, and how many days it works, where they do not say.
pub const USES: u32 = 1;
/// See [`USES`].
pub const DAYS: u32 = 7;
/// Most accounts by one link of an administrator.
pub const MOST_USES: u32 = 1_000;
/// Most days that such a link works.
pub const MOST_DAYS: u32 = 365;

/// A link that lets somebody make an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUpLink {
    /// The address that it was mailed to, which is known to be theirs by it; `None` for a link of an administrator.
    pub email: Option<String>,
    /// The request that waits in the browser in which the mail was asked for, sealed for it.
    pub interaction: Option<String>,
    /// How many accounts it makes from now on.
    pub uses_left: u32,
    /// When it is void.
    pub expires_at: Timestamp,
}

impl SignUpLink {
    /// How an account came about that was made with it, as the audit has it.
    pub fn how(&self) -> &'static str {
        if self.email.is_some() { "mail" } else { "link" }
    }
}
