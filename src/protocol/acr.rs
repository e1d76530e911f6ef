//! Authentication context (`acr`, Core §2) and methods (`amr`, RFC 8176): what a sign-in proves.

/// A password alone.
pub const PASSWORD: &str = "urn:latchkey:acr:password";

/// Every context that can be reached; discovery is generated from this list.
pub const SUPPORTED: [&str; 1] = [PASSWORD];

/// `amr` of a password (RFC 8176 §2).
pub const AMR_PASSWORD: &str = "pwd";
