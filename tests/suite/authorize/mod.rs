//! The authorization endpoint.

mod pkce_by_default;
mod plain_oauth;
mod pushed_requests;
mod request_objects;
mod response_jwt;
mod response_types;
mod whole_path;
