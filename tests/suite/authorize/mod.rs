//! The authorization endpoint.

mod response_types;
mod whole_path;
