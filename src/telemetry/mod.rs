//! What operators see of a running server: log lines ([`logs`]) and numbers ([`metrics`]).

mod logs;
pub mod metrics;
pub mod series;

pub use logs::{RequestId, request_id, start};
