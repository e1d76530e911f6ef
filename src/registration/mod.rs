//! Clients that register themselves (OpenID Connect Dynamic Client Registration 1.0, RFC 7591, RFC 7592): what they
//! may register, what they are told, and how the rest of the provider finds them.

pub mod client;
pub mod complete;
pub mod directory;
pub mod discovery;
pub mod documents;
pub mod error;
pub mod introduce;
pub mod metadata;
pub mod register;
pub mod sealed_secret;
pub mod sector;
pub mod software_statement;
pub mod supported;
pub mod unused;

pub use directory::Directory;
pub use documents::Documents;
pub use error::RegistrationError;
