//! `sub`, as one client knows a person (OpenID Connect Core §8). Every place that tells a client who somebody is asks
//! here, so that ID token, userinfo, introspection, logout and JWT access tokens cannot differ.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::client::Client;
use super::redirect_uri::RedirectUri;
use super::user::Subject;

/// `subject_type` (Core §8), with what it needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SubjectType {
    /// The same `sub` for every client.
    #[default]
    Public,
    /// Another `sub` for each sector, so that clients of different sectors cannot compare notes.
    Pairwise {
        /// The sector: a host name in lower case.
        sector: String,
    },
}

impl SubjectType {
    /// The registered name.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Pairwise { .. } => "pairwise",
        }
    }
}

/// The names that may be registered; discovery is generated from this list.
pub const SUBJECT_TYPES: [&str; 2] = ["public", "pairwise"];

/// What makes pairwise subjects unguessable; made once, kept in the store.
#[derive(Clone)]
pub struct PairwiseSalt(Vec<u8>);

impl PairwiseSalt {
    /// The name of the salt in the store.
    pub const SECRET_NAME: &'static str = "pairwise_salt";

    /// The salt as the store keeps it.
    pub fn new(octets: Vec<u8>) -> Self {
        Self(octets)
    }
}

impl std::fmt::Debug for PairwiseSalt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PairwiseSalt(…)")
    }
}

/// The `sub` of `person` towards `client`.
pub fn subject_for(client: &Client, person: &Subject, salt: &PairwiseSalt) -> Subject {
    let SubjectType::Pairwise { sector } = &client.subject_type else { return person.clone() };
    let mut hash = Sha256::new();
    for part in [sector.as_bytes(), person.as_str().as_bytes(), &salt.0] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    Subject::new(URL_SAFE_NO_PAD.encode(hash.finalize()))
}

/// Why no sector can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SectorError {
    /// Core §8.1: "If there are multiple hostnames in the registered redirect_uris, the Client MUST register a
    /// sector_identifier_uri."
    #[error("pairwise subjects need a sector_identifier_uri if redirect_uris have several hosts")]
    SeveralHosts,
    /// No redirect URI with a host, as those of private schemes have none.
    #[error("pairwise subjects need a sector_identifier_uri if no redirect URI has a host")]
    NoHost,
    /// Core §8.1 asks for https.
    #[error("sector_identifier_uri must be an https URL")]
    NotHttps,
}

/// The sector of a client (Core §8.1): the host of its `sector_identifier_uri`, else the one host of its redirect URIs.
pub fn sector(sector_identifier_uri: Option<&str>, redirect_uris: &[RedirectUri]) -> Result<String, SectorError> {
    let host = |uri: &str| Url::parse(uri).ok()?.host_str().map(str::to_lowercase);
    if let Some(uri) = sector_identifier_uri {
        return host(uri).filter(|_| uri.starts_with("https://")).ok_or(SectorError::NotHttps);
    }
    let mut hosts: Vec<String> = redirect_uris.iter().filter_map(|uri| host(uri.as_str())).collect();
    hosts.sort_unstable();
    hosts.dedup();
    match (hosts.pop(), hosts.is_empty()) {
        (None, _) => Err(SectorError::NoHost),
        (Some(_), false) => Err(SectorError::SeveralHosts),
        (Some(only), true) => Ok(only),
    }
}

#[cfg(test)]
mod tests {
    use super::super::client::ClientId;
    use super::super::redirect_uri::ApplicationType;
    use super::*;

    fn client(subject_type: SubjectType) -> Client {
        Client { subject_type, ..Client::bare(ClientId::parse("app").unwrap()) }
    }

    fn pairwise(sector: &str) -> Client {
        client(SubjectType::Pairwise { sector: sector.to_owned() })
    }

    #[test]
    fn a_pairwise_subject_is_one_for_its_sector_and_person_and_another_for_every_other() {
        let salt = PairwiseSalt::new(vec![7; 32]);
        let (ada, ben) = (Subject::new("ada"), Subject::new("ben"));
        assert_eq!(subject_for(&client(SubjectType::Public), &ada, &salt), ada);
        let one = subject_for(&pairwise("a.example"), &ada, &salt);
        assert_eq!(one.as_str().len(), 43);
        assert_eq!(one, subject_for(&pairwise("a.example"), &ada, &salt));
        assert_ne!(one, subject_for(&pairwise("b.example"), &ada, &salt));
        assert_ne!(one, subject_for(&pairwise("a.example"), &ben, &salt));
        assert_ne!(one, subject_for(&pairwise("a.example"), &ada, &PairwiseSalt::new(vec![8; 32])));
        // Parts cannot flow into each other.
        assert_ne!(
            subject_for(&pairwise("a.examplea"), &Subject::new("da"), &salt),
            subject_for(&pairwise("a.example"), &Subject::new("ada"), &salt)
        );
    }

    #[test]
    fn the_sector_is_the_one_host_or_that_of_the_sector_identifier_uri() {
        let uris = |uris: &[&str]| -> Vec<RedirectUri> {
            uris.iter().map(|uri| RedirectUri::parse(uri, ApplicationType::Native).unwrap()).collect()
        };
        let one = uris(&["https://A.example/cb", "https://a.example:8443/other"]);
        let several = uris(&["https://a.example/cb", "https://b.example/cb"]);
        assert_eq!(sector(None, &one).as_deref(), Ok("a.example"));
        assert_eq!(sector(None, &several), Err(SectorError::SeveralHosts));
        assert_eq!(sector(None, &uris(&["com.example.app:/cb"])), Err(SectorError::NoHost));
        assert_eq!(sector(Some("https://s.example/uris"), &several).as_deref(), Ok("s.example"));
        for wrong in ["http://s.example/", "s.example", "https://", "HTTPS://s.example"] {
            assert_eq!(sector(Some(wrong), &one), Err(SectorError::NotHttps), "{wrong}");
        }
    }
}
