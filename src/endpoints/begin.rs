//! Somebody begins by a link: with the password that they chose on its page, or with a passkey and no password. Then they are
//! signed in, and whoever began with a passkey notes their recovery codes, where there are passwords that these stand beside.

use actix_web::{HttpRequest, HttpResponse};

use super::client_address;
use super::error::PageError;
use super::field_errors::FieldErrors;
use super::interaction::Position;
use super::lead_on::{Onward, lead_on, next_address};
use super::login::device;
use super::recovery_codes::{codes_for, codes_page};
use super::second_factor::demanded;
use crate::clock::Timestamp;
use crate::login::first_passkey;
use crate::login::passkey::Registered;
use crate::protocol::factors::{Method, Methods};
use crate::protocol::user::{Subject, User};
use crate::provider::Provider;
use crate::random;
use crate::say;
use crate::secret::{Digest, Secret};
use crate::session::browser::Browser;
use crate::session::sign_in::{Progress, Underway, go_on};
use crate::store::StoreError;
use crate::store::factors::FirstPasskey;

/// A passkey that somebody begins with, and the recovery codes that they are shown.
pub struct Begun {
    /// As it is stored.
    pub first: FirstPasskey,
    codes: Vec<Secret>,
}

impl Begun {
    /// The same for somebody who is not signed in yet: they are not shown their codes, and make some later.
    pub fn without_codes(mut self) -> Self {
        self.codes.clear();
        self.first.codes.clear();
        self
    }
}

/// What the page of this link hands to the browser, so that `user` may begin with a passkey; `None` where nobody may.
pub fn offered(provider: &Provider, browser: &Browser, token: &str, user: &User) -> Option<String> {
    let options = first_passkey::options(provider, &browser.binding(), &Digest::of(token), user)?;
    Some(options.to_string())
}

/// Somebody whose account is made once they begin: all that is known of them is which `sub` it gets. A passkey that was made in
/// vain is replaced in its authenticator by the next one, since that is for the same `sub`.
pub fn newcomer(begun: Option<&Begun>) -> User {
    let sub = begun.map_or_else(|| Subject::new(random::identifier()), |begun| begun.first.passkey.sub.clone());
    User { sub, ..User::nobody("") }
}

/// The passkey that the browser made for whoever follows this link; or what the page says of it.
pub async fn passkey_made(
    provider: &Provider,
    browser: &Browser,
    token: &str,
    answer: &str,
) -> Result<Result<Begun, FieldErrors>, StoreError> {
    let made = first_passkey::made(provider, &browser.binding(), &Digest::of(token), answer).await?;
    Ok(made.map_err(refused).map(|passkey| {
        let (codes, digests) = codes_for(provider, &User::nobody(""));
        Begun { first: FirstPasskey { passkey, codes: digests }, codes }
    }))
}

/// What the page of a link says where nothing else than a passkey begins here, and none was sent.
pub fn needed() -> FieldErrors {
    FieldErrors::one("passkey", say!("security-passkey-field"), say!("passkey-needed"))
}

/// What the page says of a passkey that is not taken.
pub fn refused(registered: Registered) -> FieldErrors {
    FieldErrors::one("passkey", say!("security-passkey-field"), registered.in_words())
}

/// Signs the person in who has just chosen a password, and goes on with the request that waits or shows their account; or asks
/// for the second factor that a new password does not replace. Whoever's password or lock changed in the meantime comes to the
/// sign-in page. `method` is the word for it in the metrics.
pub async fn with_password(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    user: &User,
    (position, method): (Option<Position>, &'static str),
) -> Result<HttpResponse, PageError> {
    let proven = (Methods::one(Method::Password), provider.now());
    let progress = sign_in(request, provider, browser, (user, proven), (position.as_ref(), method)).await?;
    match lead_on(request, provider, browser, progress, onward(position)).await? {
        Some(answer) => Ok(answer),
        None => Onward::Account.via(provider, browser, "/login"),
    }
}

/// The same for somebody who has just made a passkey, which is no less than a sign-in with it. First they are shown their recovery
/// codes.
pub async fn with_passkey(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    (user, begun): (&User, &Begun),
    (position, method): (Option<Position>, &'static str),
) -> Result<HttpResponse, PageError> {
    let in_popup = position.as_ref().is_some_and(|position| position.pending.request.asked().display.is_some());
    let proven = (Methods::one(Method::Passkey { user_verified: true }), begun.first.passkey.created_at);
    // The passkey counts, whatever becomes of the sign-in: its codes are shown in any case.
    let progress = match sign_in(request, provider, browser, (user, proven), (position.as_ref(), method)).await {
        Ok(progress) => progress,
        Err(error) => {
            tracing::warn!(%error, "a passkey was made, and the sign-in did not go on");
            Progress::Changed
        }
    };
    let going_on = next_address(provider, browser, progress, onward(position))?;
    Ok(codes_page(request, provider, &begun.codes, &going_on, in_popup))
}

async fn sign_in(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    (user, (methods, since)): (&User, (Methods, Timestamp)),
    (position, method): (Option<&Position>, &'static str),
) -> Result<Progress, StoreError> {
    let device = device(request, client_address(request, &provider.live().settings));
    let least = demanded(provider, position, user);
    let underway = Underway { user, methods, remember: false, since, by_link: true, remember_factor: false };
    let progress = go_on(provider, browser, underway, least, device).await?;
    if let Progress::Begun(_) = progress {
        provider.metrics.login(method, "ok");
    }
    Ok(progress)
}

fn onward(position: Option<Position>) -> Onward {
    position.map_or(Onward::Account, |position| Onward::Request(Box::new(position.pending)))
}
