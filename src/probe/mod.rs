//! What is found out about an installation by looking at it, from wherever that is done: `latchkey doctor`, and
//! `latchkey check --online`.
//!
//! What was seen is judged by pure functions over typed values ([`issuer`], [`server`], [`apps`]); [`asking`] and [`chain`]
//! see it, and [`installation`] puts it together. Nothing is changed, no mail and no logout token is sent, and no finding holds a
//! secret.

pub mod apps;
pub mod asking;
pub mod chain;
mod finding;
pub mod installation;
pub mod issuer;
pub mod server;

pub use finding::{Finding, Status};

use crate::outbound::{Looked, OutboundError};

/// What an address answered, or why it did not.
pub type Answer = Result<Looked, OutboundError>;
