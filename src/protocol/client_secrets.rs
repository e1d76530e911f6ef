//! The secrets of a client, each beside the name that is kept with what it was used for.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::client::ClientSecret;
use super::proven_by::ProvenBy;

/// The live secrets of a client, the present one first. They never change: a client with other secrets has other
/// `ClientSecrets`. That is why their names can be worked out once, and not at each use of a token.
#[derive(Clone, Default)]
pub struct ClientSecrets {
    secrets: Vec<ClientSecret>,
    proofs: OnceLock<Vec<ProvenBy>>,
}

impl ClientSecrets {
    /// The secrets, in their order.
    pub fn as_slice(&self) -> &[ClientSecret] {
        &self.secrets
    }

    /// What proves the client where each of them was used, in the same order.
    pub fn proofs(&self) -> &[ProvenBy] {
        self.proofs.get_or_init(|| self.secrets.iter().map(ProvenBy::secret).collect())
    }
}

impl Deref for ClientSecrets {
    type Target = [ClientSecret];

    fn deref(&self) -> &[ClientSecret] {
        &self.secrets
    }
}

impl From<Vec<ClientSecret>> for ClientSecrets {
    fn from(secrets: Vec<ClientSecret>) -> Self {
        Self { secrets, proofs: OnceLock::new() }
    }
}

impl<const COUNT: usize> From<[ClientSecret; COUNT]> for ClientSecrets {
    fn from(secrets: [ClientSecret; COUNT]) -> Self {
        Vec::from(secrets).into()
    }
}

impl FromIterator<ClientSecret> for ClientSecrets {
    fn from_iter<I: IntoIterator<Item = ClientSecret>>(secrets: I) -> Self {
        Vec::from_iter(secrets).into()
    }
}

impl PartialEq for ClientSecrets {
    fn eq(&self, other: &Self) -> bool {
        self.secrets == other.secrets
    }
}

impl Eq for ClientSecrets {}

impl fmt::Debug for ClientSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.secrets, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::{Digest, Secret};

    #[test]
    fn each_secret_has_its_own_proof_however_often_it_is_asked_for() {
        let one = ClientSecret::Sha256(Digest::of("one"));
        let two = ClientSecret::Clear(Secret::new("two"));
        let secrets = ClientSecrets::from([one.clone(), two.clone()]);
        for _ in 0..2 {
            assert_eq!(secrets.proofs(), [ProvenBy::secret(&one), ProvenBy::secret(&two)]);
        }
        let same = ClientSecrets::from(vec![one.clone(), two]);
        assert_eq!(secrets, same, "what was worked out of them makes no difference");
        assert_ne!(secrets, ClientSecrets::from([one]));
        assert!(ClientSecrets::default().proofs().is_empty());
    }

    #[test]
    fn what_is_printed_holds_neither_a_secret_nor_what_is_kept_of_it() {
        let secrets = ClientSecrets::from([ClientSecret::Clear(Secret::new("one"))]);
        let proof = secrets.proofs().first().map(|proof| proof.as_str().to_owned()).unwrap();
        let printed = format!("{secrets:?}");
        assert!(!printed.contains("one") && !printed.contains(&proof), "{printed}");
    }
}
