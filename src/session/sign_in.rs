//! Beginning a login, or renewing one by re-authentication (SEC-43, SEC-44).

use super::browser::Browser;
use super::browser_state;
use crate::logout;
use crate::protocol::acr;
use crate::protocol::client_address::ClientAddress;
use crate::protocol::session::Session;
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::random;
use crate::store::StoreError;
use crate::store::sessions::{Begin, NewLogin};

/// What is known of the browser at sign-in.
pub struct Device {
    /// `User-Agent`, shortened to 255 bytes.
    pub user_agent: String,
    /// Address.
    pub ip: ClientAddress,
}

/// Signs `user`, as they were when they were proven, in on this browser and returns the login's id. The same person
/// proving the password again keeps the login with a new `auth_time`; another person's login ends. `None`, with nothing
/// begun, when the password was changed or the person locked in the meantime.
pub async fn sign_in(
    provider: &Provider,
    browser: &Browser,
    user: &User,
    remember: bool,
    device: Device,
) -> Result<Option<String>, StoreError> {
    let now = provider.now();
    let amr = vec![acr::AMR_PASSWORD.to_owned()];
    let current = match browser.login() {
        Some(id) => provider.store.live_session(&id, now).await?,
        None => None,
    };
    let mut replaces = None;
    match current {
        Some(current) if current.user.sub == user.sub => {
            let (id, revision) = (current.session.id.clone(), user.credentials_revision);
            match provider.store.reauthenticate_session(&id, revision, &amr, acr::PASSWORD, now).await? {
                Begin::Begun => {
                    browser.renew(&current.session);
                    return Ok(Some(id));
                }
                Begin::CredentialsChanged => return Ok(None),
                Begin::LoginEnded => {}
            }
        }
        Some(other) => replaces = Some(other.session.id),
        None => {}
    }
    let live = provider.live();
    let session = Session {
        id: random::dated_identifier(now),
        sub: user.sub.clone(),
        auth_time: now,
        amr,
        acr: acr::PASSWORD.to_owned(),
        remember,
        created_at: now,
        last_seen: now,
        expires_at: now.after(live.settings.session.absolute),
        idle_expires_at: now.after(live.settings.session.idle),
        user_agent: device.user_agent,
        ip: device.ip.to_string(),
        browser_state: random::identifier(),
    };
    let from = browser_state::left_behind(browser.request(), provider);
    let login = NewLogin { session, credentials_revision: user.credentials_revision, replaces, from };
    if provider.store.begin_session(&login, now).await? != Begin::Begun {
        return Ok(None);
    }
    logout::announce(provider);
    browser.begin_login(provider, &login.session);
    Ok(Some(login.session.id))
}
