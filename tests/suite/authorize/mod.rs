//! The authorization endpoint.

mod request_objects;
mod response_types;
mod whole_path;
