//! The password method: same bytes and same time for every kind of failure (SEC-57).

use std::time::Duration;

use unicode_normalization::UnicodeNormalization as _;

use super::hasher::{Busy, Verdict};
use super::throttle;
use crate::protocol::client_address::ClientAddress;
use crate::protocol::user::{User, UsernameKey};
use crate::provider::Provider;
use crate::secret::Secret;
use crate::store::StoreError;

/// What became of a try.
#[derive(Debug)]
pub enum PasswordLogin {
    /// This is the person.
    Proven(Box<User>),
    /// Unknown name, wrong password, locked account: nobody can tell which.
    Refused,
    /// Too many failures; the next try is possible after this long.
    Throttled(Duration),
}

impl PasswordLogin {
    /// The word for it in the metrics.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Proven(_) => "ok",
            Self::Refused => "failed",
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

/// Tries `username` (or email address) and `password`.
pub async fn sign_in(
    provider: &Provider,
    username: &str,
    password: &Secret,
    address: ClientAddress,
) -> Result<PasswordLogin, PasswordError> {
    let live = provider.live();
    let limits = &live.settings.limits;
    let now = provider.now();
    let key = UsernameKey::of(username);
    let network = throttle::network(address);
    let account_counter = format!("account\n{network}\n{}", key.as_str());
    let network_counter = format!("network\n{network}");
    let for_account = provider.throttle.blocked(&account_counter, limits.login_per_account, now);
    let for_network = provider.throttle.blocked(&network_counter, limits.login_per_ip, now);
    if let Some(wait) = for_account.max(for_network) {
        let scope = if for_account.is_some() { "login_per_account" } else { "login_per_ip" };
        provider.metrics.rate_limited(scope);
        return Ok(PasswordLogin::Throttled(wait));
    }

    let user = provider.store.user_named(&key).await?;
    let password = normalised(password);
    let hash = user.as_ref().and_then(|user| user.password_hash.as_ref());
    let too_long = password.expose().len() > live.settings.login.password_max_length;
    let verdict = provider.hasher.verify(if too_long { None } else { hash }, truncated(&password)).await?;
    match (user, verdict) {
        (Some(user), Verdict::Match { outdated }) if !user.locked => {
            provider.throttle.succeeded(&account_counter);
            if outdated && !user.from_config {
                rehash(provider, &user, password).await?;
            }
            Ok(PasswordLogin::Proven(Box::new(user)))
        }
        _ => {
            provider.throttle.failed(&account_counter, limits.login_per_account, now);
            provider.throttle.failed(&network_counter, limits.login_per_ip, now);
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

/// Passwords are compared in Unicode NFC (SEC-59).
pub fn normalised(password: &Secret) -> Secret {
    Secret::new(password.expose().nfc().collect::<String>())
}

/// No more than a password can have is ever hashed; what is longer was refused already, at the same cost.
fn truncated(password: &Secret) -> Secret {
    Secret::new(password.expose().chars().take(1024).collect::<String>())
}

/// Why a new password was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NewPasswordError {
    /// Fewer characters than `password.min_length`.
    #[error("Choose a password with at least {0} characters. A few words in a row make a good one.")]
    TooShort(usize),
    /// More bytes than can be kept.
    #[error("This password is longer than {0} bytes. Choose a shorter one.")]
    TooLong(usize),
    /// The username, the email address, or one character over and over.
    #[error("This password is too easy to guess. Choose one that has nothing to do with your name.")]
    Guessable,
}

/// Checks a new password for `username`.
pub fn check_new(
    password: &Secret,
    username: &str,
    min_length: usize,
    max_length: usize,
) -> Result<Secret, NewPasswordError> {
    let password = normalised(password);
    let text = password.expose();
    if text.chars().count() < min_length {
        return Err(NewPasswordError::TooShort(min_length));
    }
    if text.len() > max_length {
        return Err(NewPasswordError::TooLong(max_length));
    }
    let lower = text.to_lowercase();
    let mut letters: Vec<char> = lower.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    let name = UsernameKey::of(username);
    let repeats_name = !name.as_str().is_empty() && lower.replace(name.as_str(), "").chars().count() < 4;
    if letters.len() < 4 || repeats_name { Err(NewPasswordError::Guessable) } else { Ok(password) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_password_is_long_enough_and_not_the_name() {
        let check = |password: &str| check_new(&Secret::new(password), "ada.lovelace", 12, 1024).map(|_| ());
        assert_eq!(check("four quiet otters"), Ok(()));
        assert_eq!(check("short"), Err(NewPasswordError::TooShort(12)));
        assert_eq!(check("aaaaaaaaaaaaaaaa"), Err(NewPasswordError::Guessable));
        assert_eq!(check("Ada.Lovelace12"), Err(NewPasswordError::Guessable));
        assert_eq!(check(&"four quiet otters ".repeat(60)), Err(NewPasswordError::TooLong(1024)));
    }
}
