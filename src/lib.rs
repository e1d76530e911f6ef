//! Latchkey, a standalone OpenID Provider.
//!
//! Arrows between folders point inward only (a test enforces it):
//!
//! ```text
//! main -> cli -> server -> routes -> endpoints -> flows -> protocol
//! flows = authorization token client_auth login session logout
//! ```

pub mod clock;
pub mod random;
pub mod secret;
