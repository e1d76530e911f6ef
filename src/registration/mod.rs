//! Clients that register themselves (OpenID Connect Dynamic Client Registration 1.0, RFC 7591, RFC 7592): what they
//! registered, and how the rest of the provider finds them.

pub mod client;
pub mod directory;
pub mod metadata;

pub use directory::Directory;
