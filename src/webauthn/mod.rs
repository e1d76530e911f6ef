//! Passkeys: what a browser answers to `navigator.credentials.create()` and `.get()` is verified by Web Authentication
//! Level 3 §7 (<https://www.w3.org/TR/webauthn-3/>). Pure functions: whoever calls them issues each challenge, takes it
//! back once, and keeps the credentials. Attestation is not judged (conveyance "none"), and client extensions but
//! `credProps` are not read.

mod aaguid;
mod assertion;
mod authenticator_data;
mod cbor;
mod client_data;
mod credential;
mod error;
mod public_key;
mod registration;

pub use aaguid::authenticator_name;
pub use assertion::{Asserted, Assertion, KnownCredential, verify_assertion};
pub use cbor::CborError;
pub use error::WebauthnError;
pub use public_key::ALGORITHMS;
pub use registration::{NewCredential, Registration, verify_registration};

/// For whom credentials are made (§4, Relying Party). A credential works for its `id`, and only on pages of its
/// `origin`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelyingParty {
    /// The RP ID: a host such as `example.com`, without scheme and port.
    pub id: String,
    /// The origin of the pages, such as `https://example.com`. It is compared as an exact string.
    pub origin: String,
}

/// Whether the authenticator must have verified the person, by PIN or biometrics (§5.8.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserVerification {
    /// An answer without it is refused.
    Required,
    /// An answer without it is taken, and says so.
    Preferred,
}

#[cfg(test)]
#[path = "../../tests/suite/support/authenticator.rs"]
mod authenticator;
#[cfg(test)]
mod vectors;
