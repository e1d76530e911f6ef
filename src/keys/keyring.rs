//! The keys in use at one moment: which one signs, which ones verify and decrypt, and the key set that says so.

use actix_web::web::Bytes;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{KEY_SET_MAX_AGE, KeyError, KeyRecord, Purpose, SigningKey, WrapKey, wrap};
use crate::clock::Timestamp;
use crate::jose::Algorithm;
use crate::jose::jwe::{self, ContentEncryption, DecryptionKey, JweError, KeyAlgorithm};
use crate::jose::jws::{self, VerificationKey};

/// A key with its times.
#[derive(Debug)]
struct Entry<Key> {
    key: Key,
    created_at: Timestamp,
    signs_from: Timestamp,
    retired: bool,
    /// When it leaves the key set, or decrypts no longer.
    leaves_at: Option<Timestamp>,
    /// Out of the key set, and good for hints alone.
    left: bool,
}

impl<Key> Entry<Key> {
    /// The moments at which it does something else than before.
    fn changes(&self) -> [Option<Timestamp>; 2] {
        [Some(self.signs_from), self.leaves_at]
    }
}

/// An immutable set of keys; replaced as a whole when one is added or retired.
#[derive(Debug)]
pub struct Keyring {
    signing: Vec<Entry<SigningKey>>,
    encryption: Vec<Entry<DecryptionKey>>,
    jwks: Bytes,
    /// What it was opened from ([`basis`]).
    basis: [u8; 32],
}

/// A digest of all that a keyring follows from: another one means that it must be opened anew, which takes as long as some
/// thousand requests.
fn basis(records: &[KeyRecord], wrap_key: Option<&WrapKey>, now: Timestamp) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(wrap_key.map(|key| key.derived().expose()).unwrap_or_default());
    for record in records {
        let KeyRecord { kid, purpose, material, created_at, signs_from, retired_at, leaves_at } = record;
        let left = has_left(record, now);
        let times = (created_at, signs_from, retired_at, leaves_at, left);
        digest.update(format!("{kid} {purpose:?} {times:?} {}\n", material.to_bytes().len()));
        digest.update(material.to_bytes());
    }
    digest.finalize().into()
}

impl Keyring {
    /// Opens stored keys, to be used until the next look at them.
    pub fn open(records: &[KeyRecord], wrap_key: Option<&WrapKey>, now: Timestamp) -> Result<Self, KeyError> {
        let (mut signing, mut encryption) = (Vec::new(), Vec::new());
        for record in records {
            let pkcs8 = wrap::open(&record.material, wrap_key, &record.kid)?;
            let unreadable = || KeyError::Unreadable { kid: record.kid.clone() };
            match record.purpose {
                Purpose::Signature(algorithm) => {
                    let key = SigningKey::from_pkcs8(algorithm, &pkcs8).filter(|key| key.kid() == record.kid);
                    signing.push(entry(key.ok_or_else(unreadable)?, record, now));
                }
                Purpose::Encryption(kind) => {
                    let key = kind.from_pkcs8(&pkcs8).filter(|key| key.kid() == record.kid);
                    encryption.push(entry(key.ok_or_else(unreadable)?, record, now));
                }
            }
        }
        let jwks = Bytes::from(json!({"keys": published(&signing, &encryption)}).to_string());
        Ok(Self { signing, encryption, jwks, basis: basis(records, wrap_key, now) })
    }

    /// Whether opening these would give the same keyring.
    pub fn is_of(&self, records: &[KeyRecord], wrap_key: Option<&WrapKey>, now: Timestamp) -> bool {
        self.basis == basis(records, wrap_key, now)
    }

    /// The ids of stored keys that are none of these, though others sign with them, or will before a key set without them is
    /// fetched anew. What is good for hints alone does not count.
    pub fn lacks(&self, records: &[KeyRecord], now: Timestamp) -> Vec<String> {
        let signing = self.signing.iter().map(|entry| entry.key.kid());
        let held: Vec<&str> = signing.chain(self.encryption.iter().map(|entry| entry.key.kid())).collect();
        let counts = |record: &&KeyRecord| {
            record.signs_from.before(KEY_SET_MAX_AGE) <= now
                && !has_left(record, now)
                && !held.contains(&record.kid.as_str())
        };
        records.iter().filter(counts).map(|record| record.kid.clone()).collect()
    }

    /// The next moment after `now` at which one of these takes over, or leaves the key set.
    pub fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        let signing = self.signing.iter().flat_map(Entry::changes);
        let changes = signing.chain(self.encryption.iter().flat_map(Entry::changes));
        changes.flatten().filter(|at| *at > now).min()
    }

    /// The key set (RFC 7517 §5): everything that may still verify, what will sign next, and what to encrypt to.
    pub fn jwks(&self) -> Bytes {
        self.jwks.clone()
    }

    /// Whether a key of this algorithm signs now.
    pub fn can_sign(&self, algorithm: Algorithm, now: Timestamp) -> bool {
        self.signer(algorithm, now).is_some()
    }

    /// Signs with the newest key of the algorithm that has begun to sign. `None` when there is none.
    pub fn sign(&self, algorithm: Algorithm, typ: &str, payload: &[u8], now: Timestamp) -> Option<String> {
        self.signer(algorithm, now)?.sign(typ, payload)
    }

    /// The same for an ID token, which may come back as a hint.
    pub fn sign_id_token(&self, algorithm: Algorithm, typ: &str, payload: &[u8], now: Timestamp) -> Option<String> {
        self.signer(algorithm, now)?.sign_and_remember(typ, payload)
    }

    /// The claims of a JWT that one of these keys signed as an ID token; `None` for anything else.
    pub fn verify_own(&self, token: &str) -> Option<Value> {
        self.verify_own_typ(token, "JWT")
    }

    /// The claims of a JWT of this `typ` that one of these keys signed; `None` for anything else.
    pub fn verify_own_typ(&self, token: &str, typ: &str) -> Option<Value> {
        let keys: Vec<VerificationKey<'_>> = self
            .signing
            .iter()
            .map(|entry| VerificationKey {
                kid: entry.key.kid(),
                algorithm: entry.key.algorithm(),
                key: entry.key.public(),
            })
            .collect();
        let is_known = |kid: &str| {
            let signed = self.signing.iter().find(|entry| entry.key.kid() == kid);
            signed.is_some_and(|entry| entry.key.signed_lately(token))
        };
        jws::verify_unless_known(token, &keys, Some(typ), is_known).ok().map(jws::VerifiedClaims::into_inner)
    }

    /// The content of a JWE that was encrypted to one of these keys, by any algorithm that is supported.
    pub fn decrypt(&self, token: &str) -> Result<Vec<u8>, JweError> {
        self.decrypt_with(token, &KeyAlgorithm::ALL, &ContentEncryption::ALL)
    }

    /// The content of a JWE that was encrypted to one of these keys by one of these algorithms, as the client
    /// registered them (row 35).
    pub fn decrypt_with(
        &self,
        token: &str,
        algorithms: &[KeyAlgorithm],
        encryptions: &[ContentEncryption],
    ) -> Result<Vec<u8>, JweError> {
        let keys: Vec<&DecryptionKey> = self.encryption.iter().map(|entry| &entry.key).collect();
        jwe::decrypt(token, &keys, algorithms, encryptions)
    }

    /// Since when the key that signs by this algorithm has done so.
    pub fn signs_since(&self, algorithm: Algorithm, now: Timestamp) -> Option<Timestamp> {
        self.entry_that_signs(algorithm, now).map(|entry| entry.signs_from)
    }

    fn signer(&self, algorithm: Algorithm, now: Timestamp) -> Option<&SigningKey> {
        self.entry_that_signs(algorithm, now).map(|entry| &entry.key)
    }

    fn entry_that_signs(&self, algorithm: Algorithm, now: Timestamp) -> Option<&Entry<SigningKey>> {
        let of_algorithm = || self.signing.iter().filter(|entry| entry.key.algorithm() == algorithm && !entry.retired);
        let signing = of_algorithm().filter(|entry| entry.signs_from <= now).max_by_key(|entry| entry.signs_from);
        // A clock that stands before those that are not retired was set back (REL-21): what signed then signs again while it is
        // published, though it is marked as retired until the next look.
        let waits = || of_algorithm().any(|entry| entry.signs_from > now);
        let former = || {
            let published = self.signing.iter().filter(|entry| entry.key.algorithm() == algorithm && !entry.left);
            published.filter(|entry| entry.signs_from <= now).max_by_key(|entry| entry.signs_from)
        };
        // One that stands before all keys: the first of them signs, as it did.
        let first = || of_algorithm().filter(|entry| entry.created_at > now).min_by_key(|entry| entry.signs_from);
        signing.or_else(|| waits().then(former).flatten()).or_else(first)
    }
}

fn entry<Key>(key: Key, record: &KeyRecord, now: Timestamp) -> Entry<Key> {
    Entry {
        key,
        created_at: record.created_at,
        signs_from: record.signs_from,
        retired: record.retired_at.is_some(),
        leaves_at: record.leaves_at,
        left: has_left(record, now),
    }
}

fn has_left(record: &KeyRecord, now: Timestamp) -> bool {
    record.leaves_at.is_some_and(|leaves_at| leaves_at <= now)
}

/// The public halves. A retired encryption key still decrypts what is on its way, but nobody is to begin with it.
fn published(signing: &[Entry<SigningKey>], encryption: &[Entry<DecryptionKey>]) -> Vec<Value> {
    let served = signing.iter().filter(|entry| !entry.left);
    let signing = served.map(|Entry { key, .. }| key.public().to_jwk(key.kid(), key.algorithm()));
    let current = encryption.iter().filter(|entry| !entry.retired);
    signing.chain(current.map(|Entry { key, .. }| key.public().to_encryption_jwk(key.kid()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::generate;

    const ALGORITHM: Algorithm = Algorithm::ES256;

    fn key(signs_from: i64, retired_at: Option<i64>) -> KeyRecord {
        let at = Timestamp(signs_from);
        let record = generate(Purpose::Signature(ALGORITHM), None, at, at).unwrap();
        let leaves_at = retired_at.map(|at| Timestamp(at + 3_600));
        KeyRecord { retired_at: retired_at.map(Timestamp), leaves_at, ..record }
    }

    /// The kid of what signs then, of a keyring that was opened at `opened`.
    fn signs(records: &[KeyRecord], opened: i64, at: i64) -> Option<String> {
        let keyring = Keyring::open(records, None, Timestamp(opened)).unwrap();
        keyring.signer(ALGORITHM, Timestamp(at)).map(|key| key.kid().to_owned())
    }

    /// A clock that is set back by some seconds just after a key has begun to sign (REL-21, REL-24).
    #[test]
    fn before_the_newest_key_the_one_signs_that_signed_then() {
        let records = [key(0, Some(100)), key(100, Some(200)), key(200, None)];
        let kid = |at: usize| Some(records[at].kid.clone());
        for (now, expected) in [(250, 2), (200, 2), (199, 1), (100, 1), (99, 0), (0, 0)] {
            assert_eq!(signs(&records, 250, now), kid(expected), "{now}");
        }
    }

    #[test]
    fn a_token_that_was_signed_here_is_claims_like_one_that_is_verified_and_no_other_passes_for_it() {
        let records = [key(0, None)];
        let open = || Keyring::open(&records, None, Timestamp(0)).unwrap();
        let (here, elsewhere) = (open(), open());
        let sign = |typ| here.sign_id_token(ALGORITHM, typ, br#"{"sub":"ada","exp":1}"#, Timestamp(0)).unwrap();
        let token = sign("JWT");
        let claims = here.verify_own(&token);
        assert!(claims.is_some());
        assert_eq!(claims, elsewhere.verify_own(&token), "after a restart, and at other nodes");
        assert_eq!(here.verify_own(&sign("logout+jwt")), None, "of another type");
        // The last character of a signature has bits that say nothing, so the first one is changed.
        let at = token.rfind('.').unwrap() + 1;
        let other = if token[at..].starts_with('A') { "B" } else { "A" };
        let forged = format!("{}{other}{}", &token[..at], &token[at + 1..]);
        let of_nobody = Keyring::open(&[key(0, None)], None, Timestamp(0)).unwrap();
        for (keyring, token) in [(&here, &forged), (&elsewhere, &forged), (&of_nobody, &token)] {
            assert_eq!(keyring.verify_own(token), None);
        }
    }

    #[test]
    fn an_algorithm_that_is_not_wanted_any_more_signs_nothing_whatever_the_clock_says() {
        let records = [key(0, Some(100)), key(100, Some(200))];
        for now in [250, 150, 50] {
            assert_eq!(signs(&records, 250, now), None, "{now}");
        }
    }

    #[test]
    fn a_key_that_left_the_key_set_signs_nothing() {
        let records = [key(0, Some(100)), key(10_000, None)];
        assert_eq!(signs(&records, 10_050, 9_000), Some(records[1].kid.clone()), "the first that is left");
    }

    #[test]
    fn the_next_change_is_when_a_key_takes_over_or_leaves_the_key_set() {
        let keyring = Keyring::open(&[key(0, Some(100)), key(90, None), key(200, None)], None, Timestamp(100)).unwrap();
        let next = |now| keyring.next_change(Timestamp(now));
        assert_eq!([0, 89, 90, 199].map(next), [90, 90, 200, 200].map(|at| Some(Timestamp(at))));
        assert_eq!([200, 3_699].map(next), [3_700, 3_700].map(|at| Some(Timestamp(at))));
        assert_eq!(next(3_700), None);
    }

    #[test]
    fn a_stored_key_is_missing_from_a_moment_before_others_sign_with_it_until_it_left_the_key_set() {
        let records = [key(0, Some(1_000)), key(1_000, Some(2_000))];
        let keyring = Keyring::open(&records[..1], None, Timestamp(0)).unwrap();
        let missing = |now| keyring.lacks(&records, Timestamp(now)) == [records[1].kid.clone()];
        let moments = [0, 699, 700, 1_000, 5_599, 5_600];
        assert_eq!(moments.map(missing), [false, false, true, true, true, false]);
        let all = Keyring::open(&records, None, Timestamp(0)).unwrap();
        assert!(all.lacks(&records, Timestamp(1_000)).is_empty());
    }
}
