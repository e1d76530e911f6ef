//! Stored keys that a server cannot take in. It goes on with those in memory, for as long as these are all that others sign
//! with.

/// Why stored keys cannot be taken in, and what is missing by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotTakenIn {
    /// Why, with the remedy.
    pub cause: String,
    /// The ids of keys that others sign with, or are about to, and that are not in memory: tokens under them are taken for forged
    /// here, and the key set lacks them.
    pub missing: Vec<String>,
}
