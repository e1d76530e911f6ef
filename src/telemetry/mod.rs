//! What operators see of a running server: log lines ([`logs`]), some of them once ([`noted`]), and numbers ([`metrics`]).

pub mod claims_unread;
pub mod escape;
pub mod hours;
pub mod lines;
mod logs;
pub mod metrics;
mod moment;
pub mod noted;
pub mod recent_refusals;
pub mod refusals;
pub mod series;

pub use logs::{RequestId, complain, hush, is_hushed, log_panics, request_id, start, tell};
