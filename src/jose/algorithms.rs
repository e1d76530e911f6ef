//! Algorithms.
use serde::{Deserialize, Serialize};
/// A signature algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Algorithm {
    /// RS256.
    RS256,
    /// ES256.
    ES256,
}
impl Algorithm {
    /// Name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RS256 => "RS256",
            Self::ES256 => "ES256",
        }
    }
}
