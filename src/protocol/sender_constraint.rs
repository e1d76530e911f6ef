//! Who may use a token besides having it: whoever holds a key (DPoP, RFC 9449 §6) or a certificate (mutual TLS, RFC
//! 8705 §3).

use serde::Serialize;

use super::dpop::{NoThumbprint, Thumbprint};

/// What a token is bound to. It is written as `cnf` of the token (RFC 7800 §3.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum SenderConstraint {
    /// A public key, by its thumbprint (RFC 9449 §6).
    #[serde(rename = "jkt")]
    Key(Thumbprint),
    /// A client certificate, by the SHA-256 digest of its DER encoding (RFC 8705 §3.1).
    #[serde(rename = "x5t#S256")]
    Certificate(Thumbprint),
}

/// What stands before the digest of a certificate where it is stored. Thumbprints of keys stand alone: a node of a
/// version that knows nothing else cannot read this, and so takes no such token for one that is bound to nothing.
const CERTIFICATE: &str = "x5t#S256 ";

impl SenderConstraint {
    /// What to store.
    pub fn stored(&self) -> String {
        match self {
            Self::Key(thumbprint) => thumbprint.as_str().to_owned(),
            Self::Certificate(thumbprint) => format!("{CERTIFICATE}{thumbprint}"),
        }
    }

    /// What was stored.
    ///
    /// # Errors
    /// It is neither.
    pub fn from_stored(text: &str) -> Result<Self, NoThumbprint> {
        match text.strip_prefix(CERTIFICATE) {
            Some(certificate) => Thumbprint::parse(certificate).map(Self::Certificate),
            None => Thumbprint::parse(text).map(Self::Key),
        }
    }
}

/// `token_type` of an access token that is bound to this, or to nothing (RFC 9449 §5, RFC 6750 §4). RFC 8705 has no
/// type of its own: a token that is bound to a certificate is sent as any other.
pub fn token_type(bound_to: Option<&SenderConstraint>) -> &'static str {
    match bound_to {
        Some(SenderConstraint::Key(_)) => "DPoP",
        Some(SenderConstraint::Certificate(_)) | None => "Bearer",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const DIGEST: &str = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    #[test]
    fn what_is_stored_is_read_as_what_it_was() {
        let thumbprint = Thumbprint::parse(DIGEST).unwrap();
        for constraint in [SenderConstraint::Key(thumbprint.clone()), SenderConstraint::Certificate(thumbprint)] {
            assert_eq!(SenderConstraint::from_stored(&constraint.stored()), Ok(constraint));
        }
        for other in ["", "x5t#S256", "x5t#S256 ", "jkt x", &format!("x5t#S256  {DIGEST}"), &format!("{DIGEST} ")] {
            assert!(SenderConstraint::from_stored(other).is_err(), "{other}");
        }
    }

    #[test]
    fn a_version_that_knows_keys_alone_cannot_read_a_certificate() {
        let certificate = SenderConstraint::Certificate(Thumbprint::parse(DIGEST).unwrap());
        assert!(Thumbprint::parse(&certificate.stored()).is_err());
    }

    #[test]
    fn each_says_in_cnf_what_it_is_and_has_its_token_type() {
        let thumbprint = Thumbprint::parse(DIGEST).unwrap();
        let (key, certificate) = (SenderConstraint::Key(thumbprint.clone()), SenderConstraint::Certificate(thumbprint));
        assert_eq!(serde_json::to_value(&key).unwrap(), json!({"jkt": DIGEST}));
        assert_eq!(serde_json::to_value(&certificate).unwrap(), json!({"x5t#S256": DIGEST}));
        assert_eq!(
            (token_type(Some(&key)), token_type(Some(&certificate)), token_type(None)),
            ("DPoP", "Bearer", "Bearer")
        );
    }
}
