//! By which credential a client proved itself when it got something: kept with what it got, which ends when that
//! credential is withdrawn, or the client need not prove itself any more.

use super::client::{Client, ClientAuthMethod, ClientSecret};
use super::client_certificate::CertificateSubject;
use super::workload::Workload;
use crate::secret::Digest;

/// Names a credential without giving it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenBy(String);

impl ProvenBy {
    /// By nothing: a public client.
    pub fn nothing() -> Self {
        Self("none".to_owned())
    }

    /// By nothing yet, at the authorization endpoint, but asked for by a client that proves itself elsewhere.
    pub fn confidential() -> Self {
        Self("confidential".to_owned())
    }

    /// By a secret, sent or used for a MAC.
    pub fn secret(secret: &ClientSecret) -> Self {
        let digest = match secret {
            ClientSecret::Sha256(digest) => *digest,
            ClientSecret::Clear(secret) => Digest::of(secret.expose()),
            ClientSecret::Argon2id(hash) => Digest::of(hash.expose()),
        };
        Self(format!("secret {}", Digest::of_bytes(digest.as_bytes()).text()))
    }

    /// By a key of its `jwks`, named by its thumbprint (RFC 7638).
    pub fn key(thumbprint: &str) -> Self {
        Self(format!("key {thumbprint}"))
    }

    /// By a key from behind its `jwks_uri`. Which keys are there is the client's to say, and changes as they rotate.
    pub fn keys_at(jwks_uri: &str) -> Self {
        Self(format!("keys at {}", Digest::of(jwks_uri).text()))
    }

    /// By an assertion of a workload.
    pub fn workload(workload: &Workload) -> Self {
        let Workload { issuer, subject, claims } = workload;
        let named = serde_json::json!([issuer.issuer, subject.as_str(), claims]);
        Self(format!("workload {}", Digest::of(&named.to_string()).text()))
    }

    /// By a certificate of an issuer that is trusted here, with this registered name. Certificates are replaced long
    /// before the name is.
    pub fn certificate_of(subject: &CertificateSubject) -> Self {
        Self(format!("certificate of {}", Digest::of(&subject.to_string()).text()))
    }

    /// What was stored.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// What to store.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Client {
    /// Whether it is among what this client may prove itself by now. One that proved itself by nothing then may have to
    /// prove itself now: that takes nothing from what it has.
    pub fn still_has(&self, proven_by: &ProvenBy) -> bool {
        match proven_by.0.as_str() {
            "none" => true,
            "confidential" => !self.is_public(),
            _ if self.is_public() => false,
            _ => self.by_secret().contains(proven_by) || self.by_others().any(|credential| credential == *proven_by),
        }
    }

    /// Everything of which [`Client::still_has`] says so.
    pub fn credentials(&self) -> Vec<ProvenBy> {
        let levels = [ProvenBy::nothing(), ProvenBy::confidential()].into_iter();
        let levels = levels.filter(|level| self.still_has(level));
        if self.is_public() {
            return levels.collect();
        }
        levels.chain(self.by_secret().iter().cloned()).chain(self.by_others()).collect()
    }

    /// Its secrets, where it does not prove itself otherwise.
    fn by_secret(&self) -> &[ProvenBy] {
        match self.token_endpoint_auth_method {
            Some(
                ClientAuthMethod::TlsClientAuth
                | ClientAuthMethod::PrivateKeyJwt
                | ClientAuthMethod::SelfSignedTlsClientAuth,
            ) => &[],
            _ => self.secrets.proofs(),
        }
    }

    /// Whatever it proves itself by that is no secret.
    fn by_others(&self) -> impl Iterator<Item = ProvenBy> {
        self.by_method().chain(self.workloads.iter().map(ProvenBy::workload))
    }

    fn by_method(&self) -> Box<dyn Iterator<Item = ProvenBy> + '_> {
        match self.token_endpoint_auth_method {
            Some(ClientAuthMethod::TlsClientAuth) => {
                Box::new(self.tls_client_auth.iter().map(ProvenBy::certificate_of))
            }
            Some(ClientAuthMethod::PrivateKeyJwt | ClientAuthMethod::SelfSignedTlsClientAuth) => {
                match (&self.jwks, &self.jwks_uri) {
                    (Some(jwks), _) => Box::new(jwks.keys().iter().map(|jwk| ProvenBy::key(&jwk.key.thumbprint()))),
                    (None, uri) => Box::new(uri.iter().map(|uri| ProvenBy::keys_at(uri))),
                }
            }
            _ => Box::new(std::iter::empty()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::client::ClientId;
    use crate::secret::Secret;

    fn client(method: Option<ClientAuthMethod>, secrets: &[&str]) -> Client {
        Client {
            token_endpoint_auth_method: method,
            secrets: secrets.iter().map(|secret| ClientSecret::Sha256(Digest::of(secret))).collect(),
            ..Client::bare(ClientId::parse("app").unwrap())
        }
    }

    #[test]
    fn a_secret_counts_while_it_is_registered_and_the_client_proves_itself_by_secrets() {
        let one = ProvenBy::secret(&ClientSecret::Sha256(Digest::of("one")));
        assert!(!one.as_str().contains(&Digest::of("one").text()), "not what is compared at sign-in");
        assert!(client(None, &["one"]).still_has(&one));
        assert!(client(Some(ClientAuthMethod::ClientSecretBasic), &["two", "one"]).still_has(&one));
        assert!(!client(None, &["two"]).still_has(&one));
        assert!(!client(Some(ClientAuthMethod::None), &["one"]).still_has(&one), "it became public");
        assert!(!client(Some(ClientAuthMethod::PrivateKeyJwt), &["one"]).still_has(&one));
        let clear = Client {
            secrets: [ClientSecret::Clear(Secret::new("one"))].into(),
            ..client(Some(ClientAuthMethod::ClientSecretJwt), &[])
        };
        assert!(clear.still_has(&one), "the same secret, kept otherwise");
    }

    #[test]
    fn what_a_public_client_got_is_not_lost_when_it_has_to_prove_itself() {
        for method in [None, Some(ClientAuthMethod::None), Some(ClientAuthMethod::PrivateKeyJwt)] {
            assert!(client(method, &["one"]).still_has(&ProvenBy::nothing()));
        }
    }

    #[test]
    fn a_workload_counts_while_it_is_configured_as_it_was() {
        use crate::protocol::workload::{IssuerKeys, SubjectPattern, WorkloadIssuer};
        let issuer = std::sync::Arc::new(WorkloadIssuer {
            name: "cluster".into(),
            issuer: "https://cluster.example".into(),
            keys: IssuerKeys::Discovered,
            audience: Vec::new(),
            algorithms: Vec::new(),
            max_lifetime: std::time::Duration::ZERO,
            single_use: true,
        });
        let workload = |subject: &str| Workload {
            issuer: issuer.clone(),
            subject: SubjectPattern::parse(subject).unwrap(),
            claims: Default::default(),
        };
        let with = |subject: &str, method| Client { workloads: vec![workload(subject)], ..client(method, &["one"]) };
        let proven = ProvenBy::workload(&workload("a:b:c"));
        assert!(with("a:b:c", None).still_has(&proven));
        assert!(with("a:b:c", Some(ClientAuthMethod::PrivateKeyJwt)).still_has(&proven));
        assert!(!with("a:b:*", None).still_has(&proven));
        assert!(!with("a:b:c", Some(ClientAuthMethod::None)).still_has(&proven), "it became public");
    }

    #[test]
    fn keys_behind_an_address_count_while_it_is_registered() {
        let at =
            |uri: &str| Client { jwks_uri: Some(uri.to_owned()), ..client(Some(ClientAuthMethod::PrivateKeyJwt), &[]) };
        let proven = ProvenBy::keys_at("https://app.example/jwks");
        assert!(at("https://app.example/jwks").still_has(&proven));
        assert!(!at("https://app.example/other").still_has(&proven));
        assert!(!at("https://app.example/jwks").still_has(&ProvenBy::key("thumbprint")));
    }
}
