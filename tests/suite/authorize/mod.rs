//! The authorization endpoint.

mod whole_path;
