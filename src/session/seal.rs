//! Seals what the server lets browsers keep for it: the handles inside `session_state` values, requests that wait for a
//! person, cookie sessions in which nobody signed in. AES-256-GCM under keys that follow from one stored secret, other
//! ones for each purpose.
//!
//! Random nonces bound how much one key may seal, so each week has a key of its own. Keys of past weeks open what
//! they sealed for as long as the longest login lives.

use std::time::Duration;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::clock::Timestamp;
use crate::protocol::session_state::{Handle, SEALED};
use crate::random;

/// The name under which the store keeps the secret.
pub const SECRET_NAME: &str = "session_state_key";
/// The purpose of the handles.
const SESSION_STATE: &str = "session_state";
/// How long one key seals.
const WEEK: i64 = 7 * 86_400;

/// Seals and opens handles.
pub struct Sealer {
    secret: Vec<u8>,
    oldest: i64,
}

impl Sealer {
    /// A sealer over the stored secret, opening what is at most `longest` old.
    pub fn new(secret: Vec<u8>, longest: Duration) -> Self {
        let weeks = i64::try_from(longest.as_secs()).unwrap_or(i64::MAX) / WEEK;
        Self { secret, oldest: weeks.saturating_add(1) }
    }

    /// Seals. `None` only if the library refuses.
    pub fn seal(&self, handle: Handle, now: Timestamp) -> Option<[u8; SEALED]> {
        let nonce = random::bytes::<NONCE_LEN>();
        let mut text = handle.to_bytes().to_vec();
        let key = self.key(SESSION_STATE, now.seconds() / WEEK)?;
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut text).ok()?;
        [nonce.as_slice(), &text].concat().try_into().ok()
    }

    /// Opens what this sealer sealed; `None` for everything else.
    pub fn open(&self, sealed: &[u8; SEALED], now: Timestamp) -> Option<Handle> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let week = now.seconds() / WEEK;
        // One week ahead, for nodes whose clocks differ at midnight.
        (0..=self.oldest).map(|age| week - age).chain([week + 1]).find_map(|week| {
            let mut text = text.to_vec();
            let nonce = Nonce::assume_unique_for_key(*nonce);
            let opened = self.key(SESSION_STATE, week)?.open_in_place(nonce, Aad::empty(), &mut text).ok()?;
            Handle::from_bytes(opened)
        })
    }

    /// Seals `text` for one purpose and for whatever `bound_to` names, as base64url. `None` only if the library refuses.
    pub fn seal_text(&self, purpose: &str, bound_to: &[u8], text: &[u8], now: Timestamp) -> Option<String> {
        let nonce = random::bytes::<NONCE_LEN>();
        let mut sealed = text.to_vec();
        let key = self.key(purpose, now.seconds() / WEEK)?;
        let nonce_of_key = Nonce::assume_unique_for_key(nonce);
        key.seal_in_place_append_tag(nonce_of_key, Aad::from(bound_to), &mut sealed).ok()?;
        Some(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Opens what [`Sealer::seal_text`] sealed for the same purpose and the same `bound_to` within the last week; `None`
    /// for everything else.
    pub fn open_text(&self, purpose: &str, bound_to: &[u8], sealed: &str, now: Timestamp) -> Option<Vec<u8>> {
        let octets = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = octets.split_first_chunk::<NONCE_LEN>()?;
        let week = now.seconds() / WEEK;
        [week, week - 1, week + 1].into_iter().find_map(|week| {
            let mut text = sealed.to_vec();
            let nonce = Nonce::assume_unique_for_key(*nonce);
            let opened = self.key(purpose, week)?.open_in_place(nonce, Aad::from(bound_to), &mut text).ok()?;
            Some(opened.to_vec())
        })
    }

    fn key(&self, purpose: &str, week: i64) -> Option<LessSafeKey> {
        let mut material = Sha256::new();
        material.update(format!("latchkey {purpose}\n").as_bytes());
        material.update(week.to_be_bytes());
        material.update(&self.secret);
        Some(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &material.finalize()).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::session_state::Kind;

    const NOW: Timestamp = Timestamp(1_800_000_000);

    #[test]
    fn what_was_sealed_opens_for_as_long_as_a_login_lives_and_nothing_else_does() {
        let sealer = Sealer::new(vec![7; 32], Duration::from_secs(30 * 86_400));
        let handle = Handle::new(Kind::Login, "app", "https://app.example", "state");
        let sealed = sealer.seal(handle, NOW).unwrap();
        assert_ne!(sealer.seal(handle, NOW), Some(sealed), "fresh each time");
        for days in [0, 1, 29, 30] {
            assert_eq!(sealer.open(&sealed, NOW.after(Duration::from_secs(days * 86_400))), Some(handle), "{days}");
        }
        assert_eq!(sealer.open(&sealed, NOW.before(Duration::from_secs(86_400))), Some(handle), "a slow clock");
        assert_eq!(sealer.open(&sealed, NOW.after(Duration::from_secs(60 * 86_400))), None);
        for at in 0..SEALED {
            let mut other = sealed;
            other[at] ^= 1;
            assert_eq!(sealer.open(&other, NOW), None, "octet {at}");
        }
        assert_eq!(Sealer::new(vec![8; 32], Duration::from_secs(1)).open(&sealed, NOW), None, "another server's");
    }

    #[test]
    fn a_text_opens_for_its_purpose_and_its_browser_and_for_a_week() {
        let sealer = Sealer::new(vec![7; 32], Duration::from_secs(30 * 86_400));
        let sealed = sealer.seal_text("one", b"browser", b"a request", NOW).unwrap();
        let open = |purpose, bound_to: &[u8], days: u64| {
            sealer.open_text(purpose, bound_to, &sealed, NOW.after(Duration::from_secs(days * 86_400)))
        };
        assert_eq!(open("one", b"browser", 0).unwrap(), b"a request");
        assert_eq!(open("one", b"browser", 7).unwrap(), b"a request");
        assert_eq!(open("one", b"browser", 15), None);
        assert_eq!(open("two", b"browser", 0), None);
        assert_eq!(open("one", b"another", 0), None);
        for wrong in ["", "A", "!", &sealed[1..], &format!("{sealed}A"), &sealed.to_lowercase()] {
            assert_eq!(sealer.open_text("one", b"browser", wrong, NOW), None, "{wrong}");
        }
    }
}
