//! What operators see of a running server: log lines ([`logs`]) and numbers ([`metrics`]).

pub mod escape;
mod lines;
mod logs;
pub mod metrics;
pub mod series;

pub use logs::{RequestId, log_panics, request_id, start, tell};
