//! The password method: same bytes and same time for every kind of failure (SEC-57).

use std::time::Duration;

use unicode_normalization::UnicodeNormalization as _;

use super::hasher::{Busy, Verdict};
use super::throttle::{self, Attempt, NoAttempt};
use crate::clock::Timestamp;
use crate::protocol::client_address::ClientAddress;
use crate::protocol::known_browser::KnownBrowser;
use crate::protocol::user::{User, UsernameKey};
use crate::provider::Provider;
use crate::secret::Secret;
use crate::store::StoreError;

/// What became of a try.
#[derive(Debug)]
pub enum PasswordLogin {
    /// This is the person.
    Proven(Box<User>),
    /// Unknown name, wrong password, an account that is locked or gone from the configuration: nobody can tell which.
    Refused,
    /// This is the person, who made the account and waits for an administrator's approval.
    Waits,
    /// Too many failures; the next try is possible after this long.
    Throttled(Duration),
}

impl PasswordLogin {
    /// The word for it in the metrics.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Proven(_) => "ok",
            Self::Refused | Self::Waits => "failed",
            Self::Throttled(_) => "throttled",
        }
    }
}

/// Why no answer could be found.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too many hashes are waiting.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Tries `username` (or email address) and `password`, in a browser that is known for these. Where there are no passwords, none
/// is right.
pub async fn sign_in(
    provider: &Provider,
    username: &str,
    password: &Secret,
    (address, known): (ClientAddress, &[KnownBrowser]),
) -> Result<PasswordLogin, PasswordError> {
    let live = provider.live();
    // Nobody is looked up and nothing is hashed: it is the same for every name.
    if !live.settings.login.takes_passwords() {
        return Ok(PasswordLogin::Refused);
    }
    let key = UsernameKey::of(username);
    let user = provider.store.user_named(&key).await?;
    let known = user.as_ref().and_then(|user| known.iter().find(|known| known.sub == user.sub));
    let attempt = match Attempts::reserve(provider, user.as_ref(), &key, (address, known)).await? {
        Ok(attempt) => attempt,
        Err(wait) => return Ok(PasswordLogin::Throttled(wait)),
    };
    let password = normalised(password);
    let hash = user.as_ref().and_then(|user| user.password_hash.as_ref());
    let too_long = password.expose().len() > live.settings.login.password.max_length;
    let attempt = attempt.judging(provider.now());
    let verdict = match provider.hasher.verify(if too_long { None } else { hash }, truncated(&password)).await {
        Ok(verdict) => verdict,
        Err(busy) => {
            attempt.release();
            return Err(busy.into());
        }
    };
    let known = user.as_ref().map(|user| user.sub.clone());
    match (user, verdict) {
        (Some(user), Verdict::Match { outdated }) if user.may_sign_in() => {
            attempt.succeeded();
            if outdated {
                rehash(provider, &user, password).await?;
            }
            Ok(PasswordLogin::Proven(Box::new(user)))
        }
        // Whoever knows the password may hear it, and nobody else.
        (Some(user), Verdict::Match { .. }) if user.locked && provider.store.waiting(&user.sub).await?.is_some() => {
            tracing::info!(sub = %user.sub, "sign-in refused: the account waits for an administrator's approval");
            attempt.succeeded();
            Ok(PasswordLogin::Waits)
        }
        (user, verdict) => {
            if let (Some(user), Verdict::Match { .. }) = (user, verdict) {
                tracing::info!(sub = %user.sub, "sign-in refused: the account is locked, or was removed from the configuration");
            }
            attempt.failed(provider.now());
            provider.failed_sign_ins.note(known.as_ref(), "password", address, provider.now());
            Ok(PasswordLogin::Refused)
        }
    }
}

/// Hashes a password that was right at the present cost. Whoever changed it meanwhile is not overwritten.
async fn rehash(provider: &Provider, user: &User, password: Secret) -> Result<(), PasswordError> {
    let Some(was) = &user.password_hash else { return Ok(()) };
    // Where the queue is full the person is proven all the same, and the next sign-in hashes it.
    if let Ok(hash) = provider.hasher.hash(password).await {
        provider.store.rehash_password(&user.sub, was, &hash).await?;
    }
    Ok(())
}

/// A try that counts for the account and for the network until it is known what became of it.
struct Attempts<'a> {
    account: Attempt<'a>,
    network: Attempt<'a>,
}

impl<'a> Attempts<'a> {
    /// Before anything is hashed. Whatever somebody calls an account (username, email address, in any case or width),
    /// it counts for that account; only a name that is nobody's counts by itself. A browser that is known for the account
    /// counts by itself, wherever it is, so that nobody else can use its tries up. `Err` says how long to wait.
    async fn reserve(
        provider: &'a Provider,
        user: Option<&User>,
        key: &UsernameKey,
        (address, known): (ClientAddress, Option<&KnownBrowser>),
    ) -> Result<Result<Self, Duration>, Busy> {
        let (live, now) = (provider.live(), provider.now());
        let limits = &live.settings.limits;
        let network = throttle::network(address);
        let of_account = match (known, user) {
            (Some(known), _) => format!("account\nbrowser\n{}", known.digest.text()),
            (None, Some(user)) => format!("account\n{network}\nsub\n{}", user.sub),
            (None, None) => format!("account\n{network}\nname\n{}", key.as_str()),
        };
        let of_network = format!("network\n{network}");
        let blocked = |scope: &'static str, wait: Duration| {
            provider.metrics.rate_limited(scope);
            Ok(Err(wait))
        };
        let account = match provider.throttle.reserve(&of_account, limits.login_per_account, now).await {
            Ok(account) => account,
            Err(NoAttempt::Busy) => return Err(Busy),
            Err(NoAttempt::Blocked(wait)) => {
                let for_network = provider.throttle.blocked(&of_network, limits.login_per_ip, now);
                return blocked("login_per_account", wait.max(for_network.unwrap_or_default()));
            }
        };
        match provider.throttle.reserve(&of_network, limits.login_per_ip, now).await {
            Ok(network) => Ok(Ok(Self { account, network })),
            Err(NoAttempt::Busy) => Err(Busy),
            Err(NoAttempt::Blocked(wait)) => blocked("login_per_ip", wait),
        }
    }

    /// It was this person. What others fail at from the same network still counts.
    fn succeeded(self) {
        self.account.succeeded();
        self.network.release();
    }

    /// From now on, who hangs up has tried.
    fn judging(self, now: Timestamp) -> Self {
        Self { account: self.account.judging(now), network: self.network.judging(now) }
    }

    fn release(self) {
        self.account.release();
        self.network.release();
    }

    fn failed(self, now: Timestamp) {
        self.account.failed(now);
        self.network.failed(now);
    }
}

/// Passwords are compared in Unicode NFC (SEC-59).
pub fn normalised(password: &Secret) -> Secret {
    Secret::new(password.expose().nfc().collect::<String>())
}

/// No more than a password can have is ever hashed; what is longer was refused already, at the same cost.
fn truncated(password: &Secret) -> Secret {
    Secret::new(password.expose().chars().take(1024).collect::<String>())
}
