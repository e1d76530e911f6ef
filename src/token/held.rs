//! What whoever sends a request for tokens proved to hold beside its credentials: a key by a DPoP proof, a certificate
//! by its connection. From that, and from what its client registered, follows what the tokens are bound to.

use super::TokenError;
use super::dpop::ProvenKey;
use crate::protocol::client::Client;
use crate::protocol::dpop::{Once, Thumbprint};
use crate::protocol::sender_constraint::SenderConstraint;

/// What the sender of a request holds.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// The key of its DPoP proof.
    pub key: Option<ProvenKey>,
    /// The digest of its certificate, whoever issued that: TLS proved that it holds the certificate's key.
    pub certificate: Option<Thumbprint>,
}

impl Held {
    /// What the tokens of this client are bound to: the key of a proof that came along, the certificate for a client
    /// that registered `tls_client_certificate_bound_access_tokens` (RFC 8705 §3.4), or nothing.
    ///
    /// # Errors
    /// The client may only have bound tokens, and what they would be bound to is missing; or it sent a proof of
    /// another kind.
    pub fn binds(&self, client: &Client) -> Result<Option<SenderConstraint>, TokenError> {
        let rules = client.rules();
        let key = self.key.as_ref().map(|key| key.thumbprint().clone());
        if client.tls_client_certificate_bound_access_tokens {
            return match (key, &self.certificate) {
                (None, Some(certificate)) => Ok(Some(SenderConstraint::Certificate(certificate.clone()))),
                (Some(_), _) => Err(TokenError::ProofBesideCertificate),
                (None, None) => Err(TokenError::CertificateMissing),
            };
        }
        // RFC 9449 §5.2.
        match key {
            None if client.dpop_bound_access_tokens || rules.bound_tokens => Err(TokenError::ProofMissing(rules.why())),
            key => Ok(key.map(SenderConstraint::Key)),
        }
    }

    /// Whether it is what something is bound to.
    pub fn is(&self, bound_to: &SenderConstraint) -> bool {
        match bound_to {
            SenderConstraint::Key(key) => self.key.as_ref().is_some_and(|held| held.thumbprint() == key),
            SenderConstraint::Certificate(certificate) => self.certificate.as_ref() == Some(certificate),
        }
    }

    /// The proof to use up with what is issued.
    pub fn once(&self) -> Option<Once> {
        self.key.as_ref().map(ProvenKey::once)
    }
}
