//! One-time codes: those of an authenticator app, and recovery codes. Each counts once, and wrong ones are limited by
//! themselves, over all networks (SEC-60, rows 54, 55).

use std::time::Duration;

use super::hasher::Busy;
use super::throttle::{LASTING, NoAttempt, network};
use crate::config::settings::{Rate, Settings};
use crate::keys::wrap::{self, WrapError};
use crate::protocol::client_address::ClientAddress;
use crate::protocol::factors::{Method, counter_in_all, counter_of_codes};
use crate::protocol::known_browser::KnownBrowser;
use crate::protocol::recovery_code::{self, CODES, LETTERS};
use crate::protocol::totp;
use crate::protocol::user::{Subject, User};
use crate::provider::Provider;
use crate::random;
use crate::secret::{Digest, KeyMaterial, Secret, SecretOctets};
use crate::store::StoreError;

/// Over a month, so many times the limit of a quarter of an hour: patience shall not guess a code, either (NIST SP 800-63B
/// §5.2.2 has one hundred failures in a row).
const SLOWER: (u32, Duration) = (10, LASTING);

/// What became of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeLogin {
    /// The code was right, and is used up.
    Proven(Method),
    /// The code was wrong.
    Refused,
    /// The code is right and was used before.
    Used,
    /// Too many failures; the next try is possible after this long.
    Throttled(Duration),
}

impl CodeLogin {
    /// The word for it in the metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proven(_) => "ok",
            Self::Refused | Self::Used => "failed",
            Self::Throttled(_) => "throttled",
        }
    }
}

/// Why no answer could be found.
#[derive(Debug, thiserror::Error)]
pub enum CodeError {
    /// Too many tries are under way.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What somebody typed.
enum Typed {
    Totp(String),
    Recovery(Digest),
    Neither,
}

impl Typed {
    fn of(text: &str) -> Self {
        match (totp::typed(text), recovery_code::digest(text)) {
            (Some(code), _) => Self::Totp(code),
            (None, Some(digest)) => Self::Recovery(digest),
            (None, None) => Self::Neither,
        }
    }
}

/// Tries a code for a person who was proven by another method.
pub async fn try_code(
    provider: &Provider,
    user: &User,
    text: &str,
    (address, known): (ClientAddress, Option<&KnownBrowser>),
) -> Result<CodeLogin, CodeError> {
    let typed = Typed::of(text);
    let known = match known {
        Some(known) if has_proven_since(provider, user, known).await? => Some(known),
        _ => None,
    };
    // A million codes are soon tried from many networks; nobody guesses a recovery code, and who has lost a phone shall not
    // be kept out by others. Nor shall the person in a browser that is known for them by whoever knows the password.
    let counted = match (&typed, known) {
        (_, Some(known)) => format!("code\nbrowser\n{}", known.digest.text()),
        (Typed::Totp(_), None) => counter_of_codes(&user.sub),
        (Typed::Recovery(_) | Typed::Neither, None) => format!("recovery code\n{}\n{}", network(address), user.sub),
    };
    let (now, rate) = (provider.now(), provider.live().settings.limits.code_per_account);
    let slow = Rate { events: rate.events.saturating_mul(SLOWER.0), window: SLOWER.1 };
    let in_all = counter_in_all(&counted);
    let mut attempts = Vec::with_capacity(2);
    for (counter, rate) in [(&in_all, slow), (&counted, rate)] {
        match provider.throttle.reserve(counter, rate, now).await {
            Ok(attempt) => attempts.push(attempt),
            Err(NoAttempt::Busy) => return Err(Busy.into()),
            Err(NoAttempt::Blocked(wait)) => {
                provider.metrics.rate_limited("code_per_account");
                return Ok(CodeLogin::Throttled(wait));
            }
        }
    }
    let attempts: Vec<_> = attempts.into_iter().map(|attempt| attempt.judging(now)).collect();
    let tried = match typed {
        Typed::Totp(code) => try_totp(provider, user, &code).await,
        Typed::Recovery(code) => try_recovery_code(provider, user, &code).await,
        Typed::Neither => Ok(CodeLogin::Refused),
    };
    for attempt in attempts {
        match &tried {
            Ok(CodeLogin::Proven(_)) => attempt.succeeded(),
            Ok(_) => attempt.failed(provider.now()),
            Err(_) => attempt.release(),
        }
    }
    if matches!(tried, Ok(CodeLogin::Refused | CodeLogin::Used)) {
        provider.failed_sign_ins.note(Some(&user.sub), "code", address, provider.now());
    }
    tried.map_err(CodeError::from)
}

/// Whether somebody completed a sign-in in this browser since there is an authenticator app: browsers from before it would each
/// bring further tries along, for whoever collected them with the password alone.
async fn has_proven_since(provider: &Provider, user: &User, known: &KnownBrowser) -> Result<bool, StoreError> {
    let totp = provider.store.factors(&user.sub).await?.totp;
    Ok(totp.is_none_or(|totp| totp.created_at < known.last_seen))
}

async fn try_totp(provider: &Provider, user: &User, code: &str) -> Result<CodeLogin, StoreError> {
    let Some(stored) = provider.store.factors(&user.sub).await?.totp else { return Ok(CodeLogin::Refused) };
    let secret = open(&stored.secret, &user.sub, &provider.live().settings)?;
    let now = provider.now();
    match totp::matching_step(&secret, code, now) {
        None => Ok(CodeLogin::Refused),
        Some(step) if provider.store.use_totp(&user.sub, step, now).await? => Ok(CodeLogin::Proven(Method::Totp)),
        Some(_) => Ok(CodeLogin::Used),
    }
}

async fn try_recovery_code(provider: &Provider, user: &User, code: &Digest) -> Result<CodeLogin, StoreError> {
    Ok(match provider.store.use_recovery_code(&user.sub, code, provider.now()).await? {
        true => CodeLogin::Proven(Method::RecoveryCode),
        false => CodeLogin::Refused,
    })
}

/// A secret for an authenticator app.
pub fn new_totp_secret() -> SecretOctets {
    SecretOctets::new(random::bytes::<{ totp::SECRET_OCTETS }>().to_vec())
}

/// Recovery codes as they are shown, once, and what is kept of them.
pub fn new_recovery_codes() -> Vec<(Secret, Digest)> {
    let draw = || {
        let code = recovery_code::shown(&Secret::new(random::spoken(LETTERS)));
        recovery_code::digest(&code).map(|digest| (Secret::new(code), digest))
    };
    std::iter::repeat_with(draw).flatten().take(CODES).collect()
}

/// The secret of a person's authenticator app, for rest: under the operator's `keys.wrap_key_file` where there is one.
pub fn seal(secret: &SecretOctets, sub: &Subject, settings: &Settings) -> Result<KeyMaterial, StoreError> {
    let wrap_key_file = settings.keys.wrap_key_file.as_deref();
    wrap::seal_at_rest(secret.expose(), &bound_to(sub), wrap_key_file).map_err(unavailable)
}

fn open(sealed: &KeyMaterial, sub: &Subject, settings: &Settings) -> Result<SecretOctets, StoreError> {
    let wrap_key_file = settings.keys.wrap_key_file.as_deref();
    let octets = wrap::open_at_rest(sealed, &bound_to(sub), wrap_key_file).map_err(unavailable)?;
    Ok(SecretOctets::new(octets.to_vec()))
}

/// What a secret is wrapped for, so that no row is of use to another person.
fn bound_to(sub: &Subject) -> String {
    format!("totp\n{sub}")
}

fn unavailable(error: WrapError) -> StoreError {
    StoreError::Unavailable(error.to_string())
}
