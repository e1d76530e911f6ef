//! Sends the mail that waits: a few at a time, again after faults. Of several nodes, one sends each; a mail that was on its
//! way when its node died is sent again.

use std::time::Duration;

use futures_util::future::join_all;

use super::repeat;
use crate::clock::Timestamp;
use crate::config::settings::SmtpSettings;
use crate::mail::{self, words, words::Words};
use crate::pages::device;
use crate::protocol::invitation::Invitation;
use crate::protocol::mail::{Mail, QueuedMail};
use crate::protocol::polled::{PolledRequest, PolledState};
use crate::protocol::revision::Age;
use crate::protocol::user::{Subject, User, UsernameKey};
use crate::protocol::user_agent::device_name;
use crate::provider::{Provider, SharedProvider};
use crate::random;
use crate::secret::Digest;
use crate::store::StoreError;
use crate::store::self_service::EmailLink;
use crate::store::sign_ups::LinkMailed;
use crate::words::reader;

/// How often the queue is looked into.
const EVERY: Duration = Duration::from_secs(1);
/// Mails on their way at once.
const MOST: u32 = 10;
/// After how long a mail on its way counts as lost: longer than a mail server is given for all its answers.
const LEASE: Duration = Duration::from_secs(5 * 60);
/// How long a link to choose a new password works.
const RESET: Duration = Duration::from_secs(60 * 60);
/// How long an operator's link works.
const INVITATION: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How long somebody may say that a sign-in was not theirs.
const NOT_ME: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How long mail waits for a mail server to be named.
const UNSENT: Duration = Duration::from_secs(60 * 60);

/// Runs for as long as the runtime does.
pub fn start(provider: &SharedProvider) {
    repeat(provider, EVERY, async |provider| {
        if let Err(error) = send_what_is_due(&provider).await {
            tracing::warn!(%error, "the queue of mails cannot be read");
        }
    });
}

async fn send_what_is_due(provider: &Provider) -> Result<(), StoreError> {
    let now = provider.now();
    let Some(due) = provider.store.next_mail().await?.filter(|due| *due <= now) else { return Ok(()) };
    let live = provider.live().clone();
    let Some(smtp) = &live.settings.smtp else {
        // A file that is cut off for a moment names none, either.
        if now.since(due) > UNSENT {
            let before = Timestamp(now.seconds().saturating_sub(i64::try_from(UNSENT.as_secs()).unwrap_or(i64::MAX)));
            provider.store.forget_mails(before).await?;
        }
        return Ok(());
    };
    let taken = provider.store.take_mails(now, now.after(LEASE), MOST).await?;
    let outcomes = join_all(taken.iter().map(|queued| deliver(provider, smtp, queued))).await;
    outcomes.into_iter().collect()
}

/// Sends one, and settles what became of it.
async fn deliver(provider: &Provider, smtp: &SmtpSettings, queued: &QueuedMail) -> Result<(), StoreError> {
    if is_for_another_node(provider, &queued.mail).await? {
        return postpone(provider, queued).await;
    }
    let composed = match &queued.mail {
        Mail::SignUp { .. } => sign_up(provider, &queued.mail).await?.map(|(to, saying)| (None, to, saying)),
        mail => compose(provider, mail).await?.map(|(user, to, saying)| (Some(user), to, saying)),
    };
    let Some((user, to, saying)) = composed else {
        return provider.store.forget_mail(&queued.id).await;
    };
    let live = provider.live();
    // Who is not known to have the mailbox is not greeted by a name that anybody may have chosen.
    let name = user.as_ref().filter(|user| user.email.as_ref() == Some(&to) && user.email_verified);
    let name = name.map(User::display_name);
    let sub = user.as_ref().map(|user| tracing::field::display(&user.sub));
    let (pages, default) = (provider.pages.load(), &live.settings.branding.language);
    let locale = user.as_ref().and_then(User::locale);
    let language = mail::language(locale.as_ref(), queued.language.as_deref(), default);
    let letter = reader::to(pages.words(), language, || mail::letter(&pages, &live.settings, (&to, name), &saying()));
    let about = queued.mail.kind();
    let letter = match letter {
        Ok(letter) => letter,
        Err(error) => {
            tracing::error!(%error, "mail could not be rendered");
            return postpone(provider, queued).await;
        }
    };
    let domain = live.settings.server.issuer.domain().unwrap_or("localhost").to_owned();
    drop(live);
    let sent = mail::send(smtp, &letter, (&queued.id, &domain)).await;
    provider.metrics.mail_tried(sent.is_ok(), provider.now());
    match sent {
        Ok(()) => {
            tracing::info!(sub, about, "mail sent");
            provider.store.forget_mail(&queued.id).await
        }
        Err(error) if error.is_final() => {
            tracing::error!(sub, about, %error, "mail given up");
            provider.store.forget_mail(&queued.id).await
        }
        Err(error) => {
            tracing::warn!(sub, about, %error, "mail not sent yet");
            postpone(provider, queued).await
        }
    }
}

/// Whether this node's configuration has not, or no longer, what a mail is about, while another node's may: during a roll-out,
/// whichever looks first does not give it up.
async fn is_for_another_node(provider: &Provider, mail: &Mail) -> Result<bool, StoreError> {
    match mail {
        Mail::RequestWaiting { request } => match waiting(provider, request).await? {
            Some(asked) => Ok(provider.client(&asked.client_id).await?.is_none()),
            None => Ok(false),
        },
        Mail::SignUp { email, .. } => {
            let live = provider.live().clone();
            let settings = &live.settings.login.sign_up;
            if settings.is_open() && settings.admits(email) {
                return Ok(false);
            }
            let newest = provider.store.newest_revision().await?;
            Ok(Age::of(live.settings.revision, newest) != Age::Newest)
        }
        _ => Ok(false),
    }
}

async fn postpone(provider: &Provider, queued: &QueuedMail) -> Result<(), StoreError> {
    match queued.next_try(provider.now()) {
        Some(due_at) => provider.store.postpone_mail(&queued.id, due_at).await,
        None => {
            tracing::error!("mail given up: it was tried for as long as it is of use");
            provider.store.forget_mail(&queued.id).await
        }
    }
}

/// Says a mail in the language of whoever reads.
type Saying = Box<dyn FnOnce() -> Words>;

/// To whom a mail goes and where, and what it says, as things are now; `None` where there is nobody to tell.
async fn compose(provider: &Provider, mail: &Mail) -> Result<Option<(User, String, Saying)>, StoreError> {
    if let Mail::ConfirmEmail { sub, id } = mail {
        return confirmation(provider, sub, id).await;
    }
    let live = provider.live();
    let site = live.settings.branding.name.clone();
    let account = format!("{}/", live.settings.server.issuer.as_str());
    let Some((user, to)) = recipient(provider, mail).await? else { return Ok(None) };
    let saying: Saying = match mail {
        Mail::PasswordReset { .. } => {
            let passwords = provider.ways_in().password;
            let link = link(provider, Invitation::Forgot { sub: user.sub.clone() }, RESET).await?;
            Box::new(move || match passwords {
                true => words::password_reset(&site, &link),
                false => words::passkey_link(&site, &link),
            })
        }
        Mail::Invitation { .. } => {
            let passwords = provider.ways_in().password;
            // Without passwords it goes to nobody who has anything.
            let (sub, is_first) = (user.sub.clone(), !passwords || user.password_hash.is_none());
            let invitation = if is_first { Invitation::Invite { sub } } else { Invitation::Reset { sub } };
            let link = link(provider, invitation, INVITATION).await?;
            Box::new(move || match passwords {
                true => words::invitation(&site, &link, is_first),
                false => words::invitation_to_passkey(&site, &link),
            })
        }
        Mail::PasswordChanged { .. } => Box::new(move || words::password_changed(&site, &account)),
        Mail::FactorsChanged { change, .. } => {
            let change = change.clone();
            Box::new(move || words::factors_changed(&site, &account, &change))
        }
        Mail::NewSignIn { session_id, .. } => {
            let token = random::token();
            let expires_at = provider.now().after(NOT_ME);
            let sign_in = provider.store.link_new_sign_in(session_id, &Digest::of(&token), expires_at).await?;
            let Some(sign_in) = sign_in else {
                tracing::info!(sub = %user.sub, "no mail: the password was changed since that sign-in");
                return Ok(None);
            };
            let link = live.settings.server.issuer.url(&format!("/not-me?t={token}"));
            let device = device_name(&sign_in.user_agent);
            let passwords = provider.ways_in().password;
            let saying = move || {
                let told = words::new_sign_in(&site, &link, &device::in_words(&device), sign_in.at, &sign_in.ip);
                if passwords { told } else { words::without_new_password(told) }
            };
            // Not where an intruder would have it sent.
            return Ok(Some((user, sign_in.email, Box::new(saying))));
        }
        Mail::RequestWaiting { request } => {
            let Some(asked) = waiting(provider, request).await? else { return Ok(None) };
            let Some(client) = provider.client(&asked.client_id).await? else { return Ok(None) };
            let (app, page) = (client.client_name.clone(), live.settings.server.issuer.url("/account/requests"));
            Box::new(move || words::request_waiting(&site, &app, &page))
        }
        Mail::EmailChanged { .. } => {
            let username = user.username.clone();
            Box::new(move || words::email_changed(&site, &username))
        }
        Mail::Approved { .. } => {
            let (username, login) = (user.username.clone(), live.settings.server.issuer.url("/login"));
            Box::new(move || mail::sign_up::approved(&site, &username, &login))
        }
        Mail::ConfirmEmail { .. } | Mail::SignUp { .. } => return Ok(None),
    };
    Ok(Some((user, to, saying)))
}

/// A request that nobody has answered.
async fn waiting(provider: &Provider, request: &Digest) -> Result<Option<PolledRequest>, StoreError> {
    let found = provider.store.polled(request).await?;
    let is_open = |(asked, state): &(PolledRequest, PolledState)| {
        *state == PolledState::Pending && asked.expires_at > provider.now()
    };
    Ok(found.filter(is_open).map(|(asked, _)| asked))
}

/// What goes to an address with which somebody wants to make an account: a link, unless it has one. Either way a mail goes, so
/// that whoever asked learns nothing. Nothing goes where nobody may sign up with it any more.
async fn sign_up(provider: &Provider, about: &Mail) -> Result<Option<(String, Saying)>, StoreError> {
    let Mail::SignUp { email, interaction } = about else { return Ok(None) };
    let live = provider.live().clone();
    let (settings, issuer) = (&live.settings.login.sign_up, &live.settings.server.issuer);
    if !settings.is_open() || !settings.admits(email) {
        tracing::info!("no mail: nobody may sign up with this address any more");
        return Ok(None);
    }
    let (token, site) = (random::token(), live.settings.branding.name.clone());
    let made =
        provider.store.add_mailed_link(&Digest::of(&token), email, interaction.as_deref(), provider.now()).await?;
    let (link, login) = (issuer.url(&format!("/sign-up/account?t={token}")), issuer.url("/login"));
    let saying = move || match made {
        LinkMailed::Made => mail::sign_up::link(&site, &link),
        LinkMailed::HasAccount => mail::sign_up::has_account(&site, &login),
        LinkMailed::Unfit => mail::sign_up::unfit(&site),
    };
    Ok(Some((email.clone(), Box::new(saying))))
}

/// What goes to an address that somebody says is theirs: a link, unless it is another account's. Either way a mail goes, so
/// that nobody learns whose an address is.
async fn confirmation(
    provider: &Provider,
    sub: &Subject,
    id: &str,
) -> Result<Option<(User, String, Saying)>, StoreError> {
    let live = provider.live();
    let site = live.settings.branding.name.clone();
    let token = random::token();
    Ok(match provider.store.link_email(sub, id, &Digest::of(&token), provider.now()).await? {
        EmailLink::Made(username, to) => {
            let link = live.settings.server.issuer.url(&format!("/account/email?t={token}"));
            let saying: Saying = Box::new(move || words::confirm_email(&site, &username, &link));
            provider.store.user(sub).await?.map(|user| (user, to, saying))
        }
        EmailLink::Taken(to) => {
            tracing::info!(%sub, "the address is another account's: no link is sent");
            let saying: Saying = Box::new(move || words::email_in_use(&site));
            provider.store.user(sub).await?.map(|user| (user, to, saying))
        }
        EmailLink::Gone => {
            tracing::info!(%sub, "no mail: something newer was asked for, or the account changed");
            None
        }
    })
}

/// Whoever the mail is for, and an address that is known to be theirs, or was. A link to choose a password goes to nobody who could
/// not use it.
async fn recipient(provider: &Provider, mail: &Mail) -> Result<Option<(User, String)>, StoreError> {
    let store = &provider.store;
    let by_sub = async |sub: &Subject| store.user(sub).await;
    let (user, is_link) = match mail {
        Mail::PasswordReset { name } => (store.user_named(&UsernameKey::of(name)).await?, true),
        Mail::Invitation { sub } => (by_sub(sub).await?, true),
        Mail::PasswordChanged { sub }
        | Mail::FactorsChanged { sub, .. }
        | Mail::NewSignIn { sub, .. }
        | Mail::EmailChanged { sub, .. }
        | Mail::Approved { sub, .. }
        | Mail::ConfirmEmail { sub, .. } => (by_sub(sub).await?, false),
        Mail::SignUp { .. } => (None, false),
        Mail::RequestWaiting { request } => match waiting(provider, request).await?.and_then(|asked| asked.sub) {
            Some(sub) => (by_sub(&sub).await?, false),
            None => (None, false),
        },
    };
    let Some(user) = user else {
        tracing::info!("no mail: there is no such account");
        return Ok(None);
    };
    if let Mail::EmailChanged { was: to, .. } | Mail::Approved { to: Some(to), .. } = mail {
        return Ok(Some((user, to.clone())));
    }
    let ways = provider.ways_in();
    let why_not = match () {
        () if user.email.is_none() || !user.email_verified => Some("no email address is known to be theirs"),
        () if is_link && !user.may_sign_in() => Some("the account is locked, or was removed from the configuration"),
        () if is_link && ways.password && user.pins_password() => Some("the configuration sets the password"),
        () if is_link && !ways.password && !user.has_nothing_to_prove(ways) => {
            Some("there are no passwords, and no link replaces a passkey or an authenticator app")
        }
        () => None,
    };
    if let Some(why) = why_not {
        tracing::info!(sub = %user.sub, why, "no mail");
    }
    let to = user.email.clone().filter(|_| why_not.is_none());
    Ok(to.map(|to| (user, to)))
}

/// A new link, in the place of those that it may void.
async fn link(provider: &Provider, invitation: Invitation, lives: Duration) -> Result<String, StoreError> {
    let token = random::token();
    let now = provider.now();
    let expires_at = now.after(lives);
    provider.store.add_invitation(&Digest::of(&token), &invitation, expires_at, now).await?;
    Ok(provider.live().settings.server.issuer.url(&format!("/invite?t={token}")))
}
