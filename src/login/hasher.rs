//! Argon2id away from the event loop: one hash per core at a time, a bounded queue, and everything else unharmed
//! by a login storm (SEC-29, SEC-58, REL-15).

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::Semaphore;

use super::argon2id::{self, Memory, NoMemory};
use super::foreign::{self, Work};
use crate::config::settings::Argon2Cost;
use crate::protocol::password_hash::{HashCost, PasswordHash};
use crate::secret::Secret;
use crate::telemetry::series::Histogram;

/// Hashes and verifies passwords.
#[derive(Clone)]
pub struct Hasher(Arc<Shared>);

struct Shared {
    cost: Argon2Cost,
    slots: Arc<Semaphore>,
    waiting: AtomicUsize,
    queue: usize,
    /// What one hash leaves to the next: in fresh memory it takes half as long again.
    memory: Mutex<Vec<Memory>>,
    /// Whether anybody hashed since [`Hasher::let_memory_go`] was called last.
    in_use: AtomicBool,
    /// The costliest of the costs that some password is hashed at, by kind, which every try takes as long as together.
    costliest: Mutex<Costliest>,
    durations: Histogram,
}

/// The most work that some password asks for.
#[derive(Clone, Copy)]
struct Costliest {
    argon2: Argon2Cost,
    foreign: Work,
}

/// The queue is full: answer 503 with `Retry-After`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many sign-ins are waiting")]
pub struct Busy;

/// What a password check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It matches; `outdated` when the hash was made at another cost, or by another program, and should be made anew.
    Match {
        /// Made otherwise.
        outdated: bool,
    },
    /// It does not match, or there was nothing to match.
    Mismatch,
}

impl Hasher {
    /// A hasher with `slots` parallel hashes and at most `queue` waiting.
    pub fn new(cost: Argon2Cost, slots: usize, queue: usize) -> Self {
        let waiting = AtomicUsize::new(0);
        let slots = Arc::new(Semaphore::new(slots.max(1)));
        Self(Arc::new(Shared {
            cost,
            slots,
            waiting,
            queue,
            memory: Mutex::default(),
            in_use: AtomicBool::new(false),
            costliest: Mutex::new(Costliest { argon2: cost, foreign: Work::default() }),
            durations: Histogram::default(),
        }))
    }

    /// How long hashing took, without the wait for a slot.
    pub fn durations(&self) -> &Histogram {
        &self.0.durations
    }

    /// The Argon2id PHC string of `password`.
    pub async fn hash(&self, password: Secret) -> Result<Secret, Busy> {
        let cost = self.0.cost;
        self.run(move |memory| argon2id::hash(cost, password.expose(), memory)).await?.ok_or(Busy)
    }

    /// Takes note of the cost of somebody's hash: from now on every try takes as long as the costliest of each kind that
    /// is known.
    pub fn expect(&self, cost: HashCost) {
        let mut costliest = self.0.costliest.lock().unwrap_or_else(PoisonError::into_inner);
        match cost {
            HashCost::Argon2id(cost) if cost.work() > costliest.argon2.work() => costliest.argon2 = cost,
            HashCost::Argon2id(_) => {}
            foreign => costliest.foreign = costliest.foreign.max(Work::of(foreign)),
        }
    }

    /// Compares. Whether there is a hash, of which kind, and at which cost it was made, does not show in how long it takes
    /// (row 58): whatever is not done for this hash is done for nobody.
    pub async fn verify(&self, hash: Option<&Secret>, password: Secret) -> Result<Verdict, Busy> {
        let cost = self.0.cost;
        let of_hash = hash.and_then(|hash| HashCost::of(hash.expose()));
        if let Some(cost) = of_hash {
            self.expect(cost);
        }
        let costliest = self.costliest();
        let hash = hash.cloned();
        self.run(move |memory| {
            let matches = |hash: &Secret| match of_hash {
                Some(HashCost::Argon2id(_)) | None => argon2id::matches(cost, hash, password.expose(), memory),
                Some(_) => Ok(PasswordHash::parse(hash.expose())
                    .ok()
                    .and_then(|parsed| foreign::matches(&parsed, hash.expose(), password.expose()).then_some(true))),
            };
            let verdict = match hash.as_ref().map_or(Ok(None), matches)? {
                Some(outdated) => Verdict::Match { outdated },
                None => Verdict::Mismatch,
            };
            let done_argon2 = of_hash.and_then(|cost| match cost {
                HashCost::Argon2id(cost) => Some(cost),
                _ => None,
            });
            argon2id::fill_up(done_argon2, costliest.argon2, password.expose(), memory);
            costliest.foreign.fill_up(of_hash.map(Work::of).unwrap_or_default());
            Ok(verdict)
        })
        .await?
        .map_err(|NoMemory| Busy)
    }

    /// Compares a client's secret, whose hash is Argon2id: what people brought along from elsewhere is no business of it.
    pub async fn verify_secret(&self, hash: &Secret, secret: Secret) -> Result<bool, Busy> {
        let (cost, hash) = (self.0.cost, hash.clone());
        let whole = self.costliest().argon2;
        self.run(move |memory| {
            let matched = argon2id::matches(cost, &hash, secret.expose(), memory)?.is_some();
            argon2id::fill_up(Argon2Cost::of(hash.expose()), whole, secret.expose(), memory);
            Ok(matched)
        })
        .await?
        .map_err(|NoMemory| Busy)
    }

    /// Whether this processor hashes as all others do.
    pub fn is_right(&self) -> bool {
        argon2id::is_right()
    }

    fn costliest(&self) -> Costliest {
        *self.0.costliest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives back the memory in which nobody hashed since the last call; to be called now and then.
    pub fn let_memory_go(&self) {
        if !self.0.in_use.swap(false, Ordering::SeqCst) {
            self.0.memory().clear();
        }
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce(&mut Memory) -> T + Send + 'static) -> Result<T, Busy> {
        let waiting = Waiting::enter(&self.0)?;
        let slot = self.0.slots.clone().acquire_owned().await.map_err(|_| Busy)?;
        drop(waiting);
        let shared = self.0.clone();
        let timed = move || {
            // Until the work is done: a request that goes away meanwhile frees no slot.
            let _slot = slot;
            let started = Instant::now();
            let mut memory = shared.memory().pop().unwrap_or_default();
            let outcome = work(&mut memory);
            // As many pieces as there are slots at the most, for each slot has one.
            shared.memory().push(memory);
            shared.in_use.store(true, Ordering::SeqCst);
            shared.durations.observe(started.elapsed());
            outcome
        };
        tokio::task::spawn_blocking(timed).await.map_err(|_| Busy)
    }
}

impl Shared {
    fn memory(&self) -> MutexGuard<'_, Vec<Memory>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the queue, given back when a slot is had or the request went away.
struct Waiting<'a>(&'a Shared);

impl<'a> Waiting<'a> {
    fn enter(shared: &'a Shared) -> Result<Self, Busy> {
        if shared.waiting.fetch_add(1, Ordering::SeqCst) >= shared.queue {
            shared.waiting.fetch_sub(1, Ordering::SeqCst);
            return Err(Busy);
        }
        Ok(Self(shared))
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Hashes on the calling thread; for the command line.
pub fn hash_now(cost: Argon2Cost, password: &str) -> Option<Secret> {
    argon2id::hash(cost, password, &mut Memory::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn memory_serves_the_next_hash_and_goes_when_nobody_hashed_for_a_while() {
        let hasher = Hasher::new(Argon2Cost { memory_kib: 64, iterations: 1, parallelism: 1 }, 2, 10);
        for _ in 0..3 {
            hasher.hash(Secret::new("seven calm herons")).await.unwrap();
            assert_eq!(hasher.0.memory().len(), 1);
        }
        hasher.let_memory_go();
        assert_eq!(hasher.0.memory().len(), 1, "it was in use until now");
        hasher.let_memory_go();
        assert_eq!(hasher.0.memory().len(), 0);
    }
}
