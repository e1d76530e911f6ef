//! The devices of the account page: logins of one browser on one system are one row, which is signed out as one.

use serde_json::{Value, json};

use super::error::PageError;
use crate::logout;
use crate::pages::device::in_words;
use crate::pages::happened::method_in_words;
use crate::pages::page::name_context;
use crate::protocol::client::ClientId;
use crate::protocol::language::Languages;
use crate::protocol::session::{Cause, Session, SignedIn};
use crate::protocol::user_agent::device_name;
use crate::provider::Provider;
use crate::secret::Digest;
use crate::session::known_browsers::Known;
use crate::words::list;

/// How many logins of one device are listed one by one, newest first.
const LISTED: usize = 20;

/// The rows: this device first, then the one that was used last.
pub async fn rows(provider: &Provider, signed_in: &SignedIn, languages: &Languages) -> Result<Vec<Value>, PageError> {
    let sessions = provider.store.sessions_of(&signed_in.user.sub, provider.now()).await?;
    let mut rows = Vec::new();
    for (device, sessions) in by_device(sessions, &signed_in.session.id) {
        rows.push(row(provider, device, &sessions, &signed_in.session.id, languages).await?);
    }
    Ok(rows)
}

/// Sessions by the name of their device, in their order, with that of the session `here` first.
fn by_device(sessions: Vec<Session>, here: &str) -> Vec<(String, Vec<Session>)> {
    let mut devices: Vec<(String, Vec<Session>)> = Vec::new();
    for session in sessions {
        let name = device_name(&session.user_agent);
        match devices.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sessions)) => sessions.push(session),
            None => devices.push((name, vec![session])),
        }
    }
    devices.sort_by_key(|(_, sessions)| sessions.iter().all(|session| session.id != here));
    devices
}

async fn row(
    provider: &Provider,
    device: String,
    sessions: &[Session],
    here: &str,
    languages: &Languages,
) -> Result<Value, PageError> {
    let mut client_ids: Vec<ClientId> = Vec::new();
    for session in sessions {
        for client_id in provider.store.clients_of_session(&session.id).await? {
            if !client_ids.contains(&client_id) {
                client_ids.push(client_id);
            }
        }
    }
    let mut apps = Vec::new();
    for client_id in client_ids {
        let client = provider.client(&client_id).await?;
        apps.push(client.map_or_else(|| json!({"client_name": client_id}), |client| name_context(&client, languages)));
    }
    Ok(json!({
        "device": device,
        "shown": in_words(&device),
        "here": sessions.iter().any(|session| session.id == here),
        "apps": apps,
        "count": sessions.len(),
        "since": sessions.iter().map(|session| session.created_at).min().map(|at| at.to_string()),
        "last_seen": sessions.iter().map(|session| session.last_seen).max().map(|at| at.to_string()),
        "sign_ins": sessions.iter().take(LISTED).map(|session| sign_in(session, here)).collect::<Vec<_>>(),
    }))
}

fn sign_in(session: &Session, here: &str) -> Value {
    json!({
        "here": session.id == here,
        "since": session.created_at.to_string(),
        "last_seen": session.last_seen.to_string(),
        "methods": list(&session.amr.iter().filter_map(|method| method_in_words(method)).collect::<Vec<_>>()),
        "ip": session.ip,
        // Never the id itself: whoever reads the page must not learn what sid values derive from.
        "id": Digest::of(&session.id).text(),
    })
}

/// What a form of a row asks to end.
pub enum Wish<'a> {
    /// Every login of the device of that name.
    Device(&'a str),
    /// The one login whose id has this digest.
    One(&'a str),
}

/// Forgets the browsers of that device, but never the one that asks: whoever has them now is asked for everything.
pub async fn forget(provider: &Provider, signed_in: &SignedIn, known: &Known, device: &str) -> Result<(), PageError> {
    let sub = &signed_in.user.sub;
    let here = known.for_person(sub).map(|here| here.digest);
    for browser in provider.store.browsers_of(sub, provider.now()).await? {
        if device_name(&browser.user_agent) == device && Some(browser.digest) != here {
            provider.store.forget_browser(sub, &browser.digest, provider.now()).await?;
        }
    }
    Ok(())
}

/// Ends these logins of the person, but never the one that asks: that is signed out with the button on top of the page.
pub async fn end(provider: &Provider, signed_in: &SignedIn, wish: Wish<'_>) -> Result<(), PageError> {
    for session in provider.store.sessions_of(&signed_in.user.sub, provider.now()).await? {
        let is_meant = match wish {
            Wish::Device(name) => device_name(&session.user_agent) == name,
            Wish::One(digest) => Digest::of(&session.id).text() == digest,
        };
        if is_meant && session.id != signed_in.session.id {
            logout::end(provider, &session.id, Cause::User).await?;
        }
    }
    Ok(())
}
