//! Latchkey, a standalone OpenID Provider.
//!
//! Arrows between folders point inward only (a test enforces it):
//!
//! ```text
//! main -> cli -> server -> routes -> endpoints -> flows -> protocol
//! flows = authorization token client_auth login session logout
//! ```

pub mod authorization;
pub mod clock;
pub mod config;
pub mod jose;
pub mod keys;
pub mod protocol;
pub mod random;
pub mod secret;
pub mod store;
