//! Whether an app has the code of the person whom it names (CIBA Core 1.0 §7.1). What is wrong is not told: nobody has no code,
//! and takes as long.

use super::hasher::{Busy, Verdict};
use super::throttle::NoAttempt;
use crate::protocol::backchannel_user_code::{ALPHABET, DIGITS, Typed};
use crate::protocol::client::ClientId;
use crate::protocol::user::Subject;
use crate::provider::Provider;
use crate::random;
use crate::secret::{Digest, Secret};
use crate::store::StoreError;

/// Why a code does not count.
#[derive(Debug, thiserror::Error)]
pub enum UserCodeError {
    /// It is not the person's, or they have none.
    #[error("user_code is not valid")]
    Wrong,
    /// Too many were wrong; the next try is possible after this long.
    #[error("too many wrong user codes for this person")]
    TooMany(std::time::Duration),
    /// Nothing is known now.
    #[error("user_code cannot be verified at the moment")]
    Busy,
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Busy> for UserCodeError {
    fn from(_: Busy) -> Self {
        Self::Busy
    }
}

/// Tries a code that a client sent for a person; `named` is how it named them, whoever that is.
///
/// # Errors
/// It does not count, or that cannot be found out now.
pub async fn prove(
    provider: &Provider,
    client_id: &ClientId,
    (named, sub): (&str, Option<&Subject>),
    typed: &Typed,
) -> Result<(), UserCodeError> {
    let (now, rate) = (provider.now(), provider.live().settings.limits.code_per_account);
    // By the name that was sent, so that a limit tells nothing of who has an account.
    let counter = format!("user code\n{client_id}\n{}", Digest::of(named).text());
    let attempt = match provider.throttle.reserve(&counter, rate, now).await {
        Ok(attempt) => attempt.judging(now),
        Err(NoAttempt::Busy) => return Err(UserCodeError::Busy),
        Err(NoAttempt::Blocked(wait)) => {
            provider.metrics.rate_limited("code_per_account");
            return Err(UserCodeError::TooMany(wait));
        }
    };
    // Nobody's is looked for, too: over a network that is a time that can be measured.
    let nobody = Subject::new("");
    let verdict = match provider.store.user_code(sub.unwrap_or(&nobody)).await {
        Ok(stored) => {
            let hash = stored.filter(|_| sub.is_some()).map(|code| code.hash);
            provider.hasher.verify(hash.as_ref(), typed.secret().clone()).await.map_err(UserCodeError::from)
        }
        Err(error) => Err(error.into()),
    };
    match verdict {
        Ok(Verdict::Match { .. }) => {
            attempt.succeeded();
            Ok(())
        }
        Ok(Verdict::Mismatch) => {
            attempt.failed(provider.now());
            Err(UserCodeError::Wrong)
        }
        Err(error) => {
            attempt.release();
            Err(error)
        }
    }
}

/// A new code.
pub fn new() -> Secret {
    Secret::new(random::drawn_from(ALPHABET, DIGITS))
}
