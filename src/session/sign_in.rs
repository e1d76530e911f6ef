//! Beginning a login, or renewing one by re-authentication (SEC-43, SEC-44).

use super::browser::{Browser, Halfway};
use super::browser_state;
use super::known_browsers::Known;
use super::stored::Stored;
use crate::clock::Timestamp;
use crate::logout;
use crate::protocol::acr::Level;
use crate::protocol::client_address::ClientAddress;
use crate::protocol::factors::{Lacking, Method, Methods, lacking, stepped_up};
use crate::protocol::session::{Session, SignedIn};
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::random;
use crate::secret::{Digest, Secret};
use crate::store::StoreError;
use crate::store::sessions::{Begin, NewLogin, Proven, Visit};

/// What is known of the browser at sign-in.
pub struct Device {
    /// `User-Agent`, shortened to 255 bytes.
    pub user_agent: String,
    /// Address.
    pub ip: ClientAddress,
}

/// Where a sign-in stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The login of this id lives.
    Begun(String),
    /// The browser keeps what was proven so far, until more is.
    Halfway(Lacking),
    /// The credentials were changed or the person locked in the meantime: nothing is begun.
    Changed,
}

/// A sign-in that somebody is on their way through.
pub struct Underway<'a> {
    /// Who, as they were when they were proven.
    pub user: &'a User,
    /// What they went through.
    pub methods: Methods,
    /// Whether "Keep me signed in" was ticked.
    pub remember: bool,
    /// Since when they are on their way.
    pub since: Timestamp,
    /// Whether a link led here that set the password a moment ago: the person knows of this sign-in.
    pub by_link: bool,
    /// Whether a second factor shall be remembered in this browser, where the settings allow it.
    pub remember_factor: bool,
}

/// What a sign-in of `user` is to reach in this browser, where `asked` is what they sign in for: no less than the settings
/// demand of them, and than the login that it renews had reached (row 52).
pub async fn least(provider: &Provider, browser: &Browser, user: &User, asked: Level) -> Result<Level, StoreError> {
    Ok(least_beside(provider, current(provider, browser).await?.as_ref(), user, asked))
}

/// The login that lives in this browser, whoever's it is.
async fn current(provider: &Provider, browser: &Browser) -> Result<Option<SignedIn>, StoreError> {
    match browser.login() {
        Some(id) => provider.store.live_session(&id, provider.now()).await,
        None => Ok(None),
    }
}

fn least_beside(provider: &Provider, current: Option<&SignedIn>, user: &User, asked: Level) -> Level {
    let renewed = current.filter(|current| current.user.sub == user.sub);
    let reached = renewed.map_or(Level::Password, |current| Level::reached(&current.session.acr).to_renew());
    let means = provider.means(user);
    let floor = provider.live().settings.login.floor(user);
    asked.max(reached.min(means.highest())).min(means.reachable()).max(floor)
}

/// Goes on with a sign-in, where `asked` is demanded by what the person signs in for. Every login begins here, so that none
/// is below what [`least`] says.
pub async fn go_on(
    provider: &Provider,
    browser: &Browser,
    underway: Underway<'_>,
    asked: Level,
    device: Device,
) -> Result<Progress, StoreError> {
    let user = underway.user;
    // What was proven before a reload switched passwords off.
    if underway.methods.rest_on_password() && !provider.ways_in().password {
        return Ok(Progress::Changed);
    }
    let current = current(provider, browser).await?;
    let known = Known::of(provider, browser.request()).await?;
    let least = least_beside(provider, current.as_ref(), user, asked);
    let is_remembered = known.remembering(provider, user).is_some();
    match lacking(provider.means(user).has, &underway.methods, is_remembered, least) {
        Lacking::Nothing => Ok(match sign_in(provider, browser, (current, known), underway, device).await? {
            Some(session_id) => Progress::Begun(session_id),
            None => Progress::Changed,
        }),
        lacks => {
            let (sub, credentials_revision) = (user.sub.clone(), user.credentials_revision);
            let Underway { methods, remember, since, by_link, remember_factor, .. } = underway;
            let halfway = Halfway { sub, credentials_revision, methods, remember, at: since, by_link, remember_factor };
            browser.keep_halfway(&halfway);
            Ok(Progress::Halfway(lacks))
        }
    }
}

/// What this sign-in makes of the browser. A second factor is remembered where one was proven just now.
fn visit(
    provider: &Provider,
    known: &Known,
    underway: &Underway<'_>,
    reached: Level,
    device: &Device,
) -> (Visit, Secret) {
    let (live, now, fresh) = (provider.live(), provider.now(), Secret::new(random::token()));
    let here = known.for_person(&underway.user.sub);
    let remember = live.settings.login.mfa_remember;
    let remembers = underway.remember_factor && reached >= Level::MultiFactor && !remember.is_zero();
    let visit = Visit {
        browser: here.map_or_else(|| Digest::of(fresh.expose()), |here| here.digest),
        is_known: here.is_some(),
        rests_on_memory: reached == Level::Remembered,
        remembers_until: remembers.then(|| now.after(remember)),
        is_told: live.settings.smtp.is_some() && !underway.by_link,
        since: underway.since,
        user_agent: device.user_agent.clone(),
    };
    (visit, fresh)
}

/// A login of `user` that begins at `now`, by what was proven: its `amr` and its level.
pub fn begins(
    provider: &Provider,
    user: &User,
    (amr, acr): (Vec<String>, String),
    remember: bool,
    device: Device,
    now: Timestamp,
) -> Session {
    let live = provider.live();
    Session {
        id: random::dated_identifier(now),
        sub: user.sub.clone(),
        auth_time: now,
        amr,
        acr,
        remember,
        created_at: now,
        last_seen: now,
        expires_at: now.after(live.settings.session.absolute),
        idle_expires_at: now.after(live.settings.session.idle),
        user_agent: device.user_agent,
        ip: device.ip.to_string(),
        browser_state: random::identifier(),
    }
}

/// Signs somebody, as they were when they were proven, in on this browser and returns the login's id. The same person proving
/// themselves again keeps the login with a new `auth_time`; another person's login ends. `None`, with nothing begun, when the
/// credentials were changed or the person locked in the meantime.
async fn sign_in(
    provider: &Provider,
    browser: &Browser,
    (current, known): (Option<SignedIn>, Known),
    underway: Underway<'_>,
    device: Device,
) -> Result<Option<String>, StoreError> {
    let (user, now) = (underway.user, provider.now());
    let reached = underway.methods.reached(known.remembering(provider, user).is_some());
    let (visit, fresh) = visit(provider, &known, &underway, reached, &device);
    let here = visit.is_known.then_some(visit.browser);
    let acr = reached.stored().to_owned();
    let proven = Proven { auth_time: now, amr: underway.methods.amr(), acr, visit: Some(visit.clone()) };
    let mut replaces = None;
    match current {
        Some(current) if current.user.sub == user.sub => {
            let (id, revision) = (current.session.id.clone(), user.credentials_revision);
            let was = &current.session.acr;
            match provider.store.record_authentication(&id, revision, was, &proven, now).await? {
                Begin::Begun => {
                    browser.renew(&current.session);
                    known.keep(browser.request(), here.as_ref(), fresh);
                    return Ok(Some(id));
                }
                Begin::CredentialsChanged => return Ok(None),
                Begin::LoginEnded => {}
            }
        }
        Some(other) => replaces = Some(other.session.id),
        None => {}
    }
    let proven = (proven.amr, proven.acr);
    let session = begins(provider, user, proven, underway.remember, device, now);
    let from = browser_state::left_behind(browser.request());
    let credentials_revision = user.credentials_revision;
    let state = browser.with_login(&session);
    let stored = Stored::with(&session, state.clone(), now);
    let cookie = stored.as_ref().map(|stored| stored.row.clone());
    let login = NewLogin { session, credentials_revision, replaces, from, visit: Some(visit), cookie };
    if provider.store.begin_session(&login, now).await? != Begin::Begun {
        return Ok(None);
    }
    logout::announce(provider);
    browser.begin_login(&login.session, &state);
    if let Some(stored) = stored {
        stored.keep();
    }
    known.keep(browser.request(), here.as_ref(), fresh);
    Ok(Some(login.session.id))
}

/// Records one more factor that was proven in a login: a new session id, a higher `acr`, the same `auth_time` (SEC-43).
/// `false`, with nothing recorded, when the login ended or the credentials changed in the meantime.
pub async fn step_up(
    provider: &Provider,
    browser: &Browser,
    signed_in: &SignedIn,
    method: Method,
) -> Result<bool, StoreError> {
    let (session, revision) = (&signed_in.session, signed_in.user.credentials_revision);
    let (amr, level) = stepped_up(&session.amr, Level::reached(&session.acr), method);
    let proven = Proven { auth_time: session.auth_time, amr, acr: level.stored().to_owned(), visit: None };
    let (was, now) = (&session.acr, provider.now());
    let raised = provider.store.record_authentication(&session.id, revision, was, &proven, now).await?;
    if raised != Begin::Begun {
        return Ok(false);
    }
    browser.renew(session);
    Ok(true)
}
