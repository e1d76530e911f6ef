//! Seals what the server lets browsers keep for it: the handles inside `session_state` values, requests that wait for a
//! person, cookie sessions in which nobody signed in. AES-256-GCM under keys that follow from stored secrets
//! ([`crate::keys::sealing`]), other ones for each purpose.
//!
//! Random nonces bound how much one key may seal, so each week has a key of its own. A handle opens for as long as its
//! secret is kept, whatever its age: what it proves of a login is for the store to say. Only one that names no login is
//! believed for some weeks and no longer, since what became of the browser state that it names is not kept for ever.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, MAX_TAG_LEN, NONCE_LEN, Nonce, Tag, UnboundKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::keys::WrapKey;
use crate::keys::sealing::{ANONYMOUS_WEEKS, SealingSecret, current, week_of};
use crate::protocol::authorization_code;
use crate::protocol::session_state::{Handle, Kind, SEALED};
use crate::random;
use crate::secret::SecretOctets;
use crate::store::{Store, StoreError};

/// What is sealed for a while.
#[derive(Serialize, Deserialize)]
struct Dated<T> {
    value: T,
    until: Timestamp,
}

/// What cookie sessions are sealed for.
pub const COOKIE_SESSION: &str = "cookie session";
/// The purpose of the handles.
const SESSION_STATE: &str = "session_state";
/// Octets of a sealed handle behind its nonce.
const SEALED_TEXT: usize = SEALED - NONCE_LEN;
/// Octets of a tag.
const TAG: usize = MAX_TAG_LEN;
/// Octets of a handle.
const HANDLE: usize = SEALED_TEXT - TAG;
/// What does not open is not called unknown before the store was looked at, but no more often than this.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Seals and opens, with the secrets as of the last look at the store.
pub struct Sealer {
    ring: ArcSwap<Ring>,
    /// What codes are sealed with besides a secret of the database, which alone is not to be enough to make one.
    wrap_key: Option<SecretOctets>,
    looked: tokio::sync::Mutex<Instant>,
    lost: AtomicBool,
}

/// The secrets with the keys that follow from them, made for one week of the clock.
struct Ring {
    secrets: Vec<SealingSecret>,
    week: i64,
    /// The keys of handles with their weeks: those that most values are sealed under first.
    keys: Vec<(i64, LessSafeKey)>,
    /// The keys of texts by their purpose, made when they are first needed: there are few purposes.
    texts: RwLock<HashMap<String, Arc<TextKeys>>>,
}

/// The keys that texts of one purpose are sealed with and opened by, in one week of the clock and while one secret seals.
struct TextKeys {
    /// Which secret that is.
    current: String,
    seals: Option<LessSafeKey>,
    /// Those of last week, of this one and of the next, which a clock may be ahead by; the newest secret's first.
    opens: Vec<LessSafeKey>,
}

impl Ring {
    fn new(secrets: Vec<SealingSecret>, now: Timestamp) -> Self {
        let mut keys = Vec::new();
        for secret in secrets.iter().rev() {
            for week in secret.weeks_to_open(&secrets, now).into_iter().rev() {
                keys.extend(key(&secret.secret, SESSION_STATE, week).map(|key| (week, key)));
            }
        }
        Self { secrets, week: week_of(now), keys, texts: RwLock::default() }
    }

    fn texts_of(&self, purpose: &str, wrap_key: Option<&SecretOctets>, now: Timestamp) -> Option<Arc<TextKeys>> {
        let current = current(&self.secrets, now)?;
        let known = self.texts.read().unwrap_or_else(PoisonError::into_inner).get(purpose).cloned();
        if let Some(known) = known.filter(|known| known.current == current.id) {
            return Some(known);
        }
        let opens = self.secrets.iter().rev().flat_map(|secret| {
            let mut weeks = secret.weeks_to_open(&self.secrets, now);
            weeks.retain(|week| (self.week - 1..=self.week + 1).contains(week));
            weeks.into_iter().filter_map(|week| key_of(&secret.secret, purpose, week, wrap_key))
        });
        let seals = key_of(&current.secret, purpose, self.week, wrap_key);
        let made = Arc::new(TextKeys { current: current.id.clone(), seals, opens: opens.collect() });
        self.texts.write().unwrap_or_else(PoisonError::into_inner).insert(purpose.to_owned(), made.clone());
        Some(made)
    }
}

impl Sealer {
    /// A sealer over the stored secrets.
    pub fn new(secrets: Vec<SealingSecret>, now: Timestamp) -> Self {
        Self {
            ring: ArcSwap::from_pointee(Ring::new(secrets, now)),
            wrap_key: None,
            looked: tokio::sync::Mutex::new(Instant::now()),
            lost: AtomicBool::new(false),
        }
    }

    /// The same where an operator's key protects the signing keys: then codes cannot be made without it either (SEC-75).
    pub fn with_wrap_key(self, wrap_key: Option<&WrapKey>) -> Self {
        Self { wrap_key: wrap_key.map(|wrap_key| wrap_key.derived().clone()), ..self }
    }

    /// Takes in what the store holds now. What cannot be read changes nothing.
    pub async fn refresh(&self, store: &dyn Store, now: Timestamp) -> Result<(), StoreError> {
        let mut looked = self.looked.lock().await;
        self.take(store.sealing_secrets().await?, now);
        *looked = Instant::now();
        Ok(())
    }

    /// Whether a secret went since this was asked last: what it sealed is not known any more.
    pub fn has_lost(&self) -> bool {
        self.lost.swap(false, Ordering::Relaxed)
    }

    /// Seals. `None` only if the library refuses.
    pub fn seal(&self, handle: Handle, now: Timestamp) -> Option<[u8; SEALED]> {
        let mut sealed = [0_u8; SEALED];
        let (nonce, rest) = sealed.split_first_chunk_mut::<NONCE_LEN>()?;
        let (text, tag) = rest.split_first_chunk_mut::<HANDLE>()?;
        *nonce = random::bytes();
        *text = handle.to_bytes();
        let tag: &mut [u8; TAG] = tag.try_into().ok()?;
        *tag = self.seals(SESSION_STATE, Aad::empty(), *nonce, text, now)?.as_ref().try_into().ok()?;
        Some(sealed)
    }

    /// Opens what was sealed under a secret that is known by now; `None` for everything else.
    /// [`Sealer::find`] is the one to conclude something from.
    pub fn open(&self, sealed: &[u8; SEALED], now: Timestamp) -> Option<Handle> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let text: &[u8; SEALED_TEXT] = text.try_into().ok()?;
        let opened = self.at(now).keys.iter().find_map(|(week, key)| {
            let mut text = *text;
            let nonce = Nonce::assume_unique_for_key(*nonce);
            let opened = key.open_in_place(nonce, Aad::empty(), &mut text).ok()?;
            Some((*week, Handle::from_bytes(opened)))
        });
        let (week, handle) = opened?;
        let present = week_of(now);
        handle.filter(|handle| handle.kind == Kind::Login || (present - ANONYMOUS_WEEKS..=present + 1).contains(&week))
    }

    /// The same, after another look at the store where it does not open: the secret may be another process's, and new.
    pub async fn find(
        &self,
        store: &dyn Store,
        sealed: &[u8; SEALED],
        now: Timestamp,
    ) -> Result<Option<Handle>, StoreError> {
        self.look_again_for(store, now, || self.open(sealed, now)).await
    }

    /// Seals `text` for one purpose and for whatever `bound_to` names, as base64url. `None` only if the library refuses.
    pub fn seal_text(&self, purpose: &str, bound_to: &[u8], text: &[u8], now: Timestamp) -> Option<String> {
        let nonce = random::bytes::<NONCE_LEN>();
        let mut sealed = Vec::with_capacity(NONCE_LEN + text.len() + TAG);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(text);
        let tag = self.seals(purpose, Aad::from(bound_to), nonce, sealed.get_mut(NONCE_LEN..)?, now)?;
        sealed.extend_from_slice(tag.as_ref());
        Some(URL_SAFE_NO_PAD.encode(sealed))
    }

    /// Encrypts `text` where it stands, and gives the tag that belongs behind it.
    fn seals<A: AsRef<[u8]>>(
        &self,
        purpose: &str,
        bound_to: Aad<A>,
        nonce: [u8; NONCE_LEN],
        text: &mut [u8],
        now: Timestamp,
    ) -> Option<Tag> {
        let keys = self.at(now).texts_of(purpose, self.wrap_key_for(purpose), now)?;
        let nonce = Nonce::assume_unique_for_key(nonce);
        keys.seals.as_ref()?.seal_in_place_separate_tag(nonce, bound_to, text).ok()
    }

    /// Opens what [`Sealer::seal_text`] sealed for the same purpose and the same `bound_to` within the last week; `None`
    /// for everything else. [`Sealer::find_text`] is the one to conclude something from.
    pub fn open_text(&self, purpose: &str, bound_to: &[u8], sealed: &str, now: Timestamp) -> Option<Vec<u8>> {
        let octets = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = octets.split_first_chunk::<NONCE_LEN>()?;
        self.at(now).texts_of(purpose, self.wrap_key_for(purpose), now)?.opens.iter().find_map(|key| {
            let mut text = sealed.to_vec();
            let nonce = Nonce::assume_unique_for_key(*nonce);
            let opened = key.open_in_place(nonce, Aad::from(bound_to), &mut text).ok()?;
            Some(opened.to_vec())
        })
    }

    /// The same, after another look at the store where it does not open.
    pub async fn find_text(
        &self,
        store: &dyn Store,
        (purpose, bound_to, sealed): (&str, &[u8], &str),
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.look_again_for(store, now, || self.open_text(purpose, bound_to, sealed, now)).await
    }

    /// Seals a value that is good until then; `None` only if the library refuses.
    pub fn seal_until<T: Serialize>(
        &self,
        (purpose, bound_to): (&str, &[u8]),
        value: T,
        until: Timestamp,
        now: Timestamp,
    ) -> Option<String> {
        let text = serde_json::to_vec(&Dated { value, until }).ok()?;
        self.seal_text(purpose, bound_to, &text, now)
    }

    /// A value that is still good, and until when.
    pub async fn find_until<T: DeserializeOwned>(
        &self,
        store: &dyn Store,
        named: (&str, &[u8], &str),
        now: Timestamp,
    ) -> Result<Option<(T, Timestamp)>, StoreError> {
        let text = self.find_text(store, named, now).await?;
        let opened: Option<Dated<T>> = text.and_then(|text| serde_json::from_slice(&text).ok());
        Ok(opened.filter(|opened| now < opened.until).map(|opened| (opened.value, opened.until)))
    }

    /// Codes stand for what somebody allowed, and a cookie session may say that somebody is halfway in. What else is sealed
    /// proves nothing of anybody.
    fn wrap_key_for(&self, purpose: &str) -> Option<&SecretOctets> {
        self.wrap_key.as_ref().filter(|_| matches!(purpose, authorization_code::PURPOSE | COOKIE_SESSION))
    }

    async fn look_again_for<T>(
        &self,
        store: &dyn Store,
        now: Timestamp,
        open: impl Fn() -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        let began = Instant::now();
        if let Some(opened) = open() {
            return Ok(Some(opened));
        }
        let mut looked = self.looked.lock().await;
        if looked.elapsed() >= LOOK_AGAIN {
            self.take(store.sealing_secrets().await?, now);
            *looked = Instant::now();
        }
        // Somebody else may have looked in the meantime.
        Ok(if *looked >= began { open() } else { None })
    }

    fn take(&self, secrets: Vec<SealingSecret>, now: Timestamp) {
        let ring = self.ring.load();
        // A server makes its secret before it serves: an empty table is no answer.
        if secrets.is_empty() || ring.secrets == secrets {
            return;
        }
        if ring.secrets.iter().any(|held| secrets.iter().all(|secret| secret.id != held.id)) {
            self.lost.store(true, Ordering::Relaxed);
        }
        self.ring.store(Arc::new(Ring::new(secrets, now)));
    }

    /// The ring for the week of `now`.
    fn at(&self, now: Timestamp) -> Arc<Ring> {
        let ring = self.ring.load_full();
        if ring.week == week_of(now) {
            return ring;
        }
        self.ring.rcu(|ring| Ring::new(ring.secrets.clone(), now));
        self.ring.load_full()
    }
}

fn key(secret: &SecretOctets, purpose: &str, week: i64) -> Option<LessSafeKey> {
    key_of(secret, purpose, week, None)
}

fn key_of(secret: &SecretOctets, purpose: &str, week: i64, wrap_key: Option<&SecretOctets>) -> Option<LessSafeKey> {
    let mut material = Sha256::new();
    material.update(format!("latchkey {purpose}\n").as_bytes());
    material.update(week.to_be_bytes());
    material.update(secret.expose());
    material.update(wrap_key.map(SecretOctets::expose).unwrap_or_default());
    Some(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &material.finalize()).ok()?))
}

#[cfg(test)]
mod tests;
