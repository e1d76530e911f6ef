//! Keys as JSON (RFC 7517, RFC 7518 §6, RFC 8037 §2): one public key, and the key set of a client. Private members and
//! symmetric keys have no place here.

mod curve;
mod public_key;
mod set;

pub use curve::Curve;
pub use public_key::{JwkError, PublicKey};
pub use set::{Jwk, JwkSet, JwkSetError, KeyUse};
