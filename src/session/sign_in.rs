//! Beginning a login, or renewing one by re-authentication (SEC-43, SEC-44).

use std::net::IpAddr;

use super::browser::Browser;
use super::browser_state;
use crate::logout;
use crate::protocol::acr;
use crate::protocol::session::{Cause, Session};
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::random;
use crate::store::StoreError;

/// What is known of the browser at sign-in.
pub struct Device {
    /// `User-Agent`, shortened to 255 bytes.
    pub user_agent: String,
    /// Address.
    pub ip: IpAddr,
}

/// Signs `user` in on this browser and returns the login's id. The same person proving the password again keeps the
/// login with a new `auth_time`; another person's login ends first.
pub async fn sign_in(
    provider: &Provider,
    browser: &Browser,
    user: &User,
    remember: bool,
    device: Device,
) -> Result<String, StoreError> {
    let now = provider.now();
    let amr = vec![acr::AMR_PASSWORD.to_owned()];
    let current = match browser.login() {
        Some(id) => provider.store.live_session(&id, now).await?,
        None => None,
    };
    match current {
        Some(current) if current.user.sub == user.sub => {
            provider.store.reauthenticate_session(&current.session.id, now, &amr, acr::PASSWORD).await?;
            browser.renew();
            return Ok(current.session.id);
        }
        Some(other) => {
            logout::end(provider, &other.session.id, Cause::Replaced).await?;
        }
        None => {}
    }
    let live = provider.live();
    let session = Session {
        id: random::token(),
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
    let left = browser_state::left_behind(browser.request(), provider);
    provider.store.begin_session(&session, left).await?;
    provider.ended.ring();
    browser.begin_login(provider, &session);
    Ok(session.id)
}
