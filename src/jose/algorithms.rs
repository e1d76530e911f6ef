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
