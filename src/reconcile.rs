//! Brings the store in line with what the configuration names: its users, and its clients. What a client holds that is
//! named no longer ends after `server.removal_grace`, not before: a file may be cut off for a moment.

use crate::clock::Timestamp;
use crate::config::settings::{ConfiguredUser, Settings};
use crate::protocol::client::ClientId;
use crate::protocol::user::{Subject, User};
use crate::random;
use crate::store::configured::{TakenIn, UserFault};
use crate::store::lowered::Credentials;
use crate::store::{Store, StoreError};

/// Adds and updates configured users, releases those that are no longer configured, and notes the clients that are gone.
///
/// A configured user who finds an account of the same name takes it over with its `sub`: the file is the truth for
/// what it names. An account that leaves the file stays, no longer pinned.
pub async fn reconcile(store: &dyn Store, settings: &Settings, now: Timestamp) -> Result<(), StoreError> {
    let taken = note_again(store, settings, now).await?;
    for (place, fault) in taken.faults {
        if let Some(ConfiguredUser { username, defined_at, .. }) = settings.users.get(place) {
            tracing::error!(%username, %defined_at, "{}", in_words(fault));
        }
    }
    for username in taken.released {
        tracing::warn!(%username, "user removed from the configuration; the account stays in the database");
    }
    Ok(())
}

/// The same without a word on users, for once more after the configuration is in force: until then something could be
/// given under what is gone from it. Only what is noted now is told.
pub async fn note_again(store: &dyn Store, settings: &Settings, now: Timestamp) -> Result<TakenIn, StoreError> {
    let users: Vec<User> = settings.users.iter().map(|configured| described(configured, now)).collect();
    let grace = settings.server.removal_grace;
    let taken = store.take_in(&users, &known_clients(settings), grace, now).await?;
    tell(&taken, store.note_lowered(&credentials(settings), grace, now).await?, settings, now);
    Ok(taken)
}

/// Tells the operator whose grants end when.
fn tell(taken: &TakenIn, lowered: Vec<ClientId>, settings: &Settings, now: Timestamp) {
    let grace = settings.server.removal_grace;
    for client_id in &taken.withdrawn {
        tracing::warn!(
            %client_id, ends_at = %now.after(grace),
            "client removed from the configuration: it is refused from now on, and its grants are revoked then, unless it is restored"
        );
    }
    for client_id in &taken.returned {
        tracing::info!(%client_id, "client restored in the configuration, with all its grants");
    }
    for client_id in lowered {
        tracing::warn!(
            %client_id, ends_at = %now.after(grace),
            "client became public, or a key or secret was removed: grants under it are refused from now on, and are \
             revoked then, unless it is restored"
        );
    }
}

/// Ends what clients were granted that have been out of the configuration for long enough.
pub async fn end_withdrawn(store: &dyn Store, settings: &Settings, now: Timestamp) -> Result<(), StoreError> {
    for client_id in store.end_withdrawn(&known_clients(settings), settings.server.removal_grace, now).await? {
        tracing::warn!(%client_id, "client missing from the configuration for `server.removal_grace`: its grants are revoked");
    }
    Ok(())
}

/// Ends what was granted under proofs that clients have not had for long enough.
pub async fn end_lowered(store: &dyn Store, settings: &Settings, now: Timestamp) -> Result<(), StoreError> {
    // Nearly always there is nothing, and then nobody's credentials are looked at.
    if !store.has_lowered().await? {
        return Ok(());
    }
    for client_id in store.end_lowered(&credentials(settings), settings.server.removal_grace, now).await? {
        tracing::warn!(%client_id, "credentials removed for `server.removal_grace`: the client's grants under them are revoked");
    }
    Ok(())
}

fn credentials(settings: &Settings) -> Vec<Credentials> {
    settings.clients.iter().map(|client| (client.client_id.clone(), client.credentials())).collect()
}

fn known_clients(settings: &Settings) -> Vec<ClientId> {
    settings.clients.iter().map(|client| client.client_id.clone()).collect()
}

fn in_words(fault: UserFault) -> &'static str {
    match fault {
        UserFault::NameTaken => "the username or email address belongs to another account: rename one of them",
        UserFault::EmailTaken => "the email address belongs to another account: change one of them",
        UserFault::HashCutOff => {
            "the password hash is truncated, so the previous one stays in force: copy the complete output of `latchkey hash-password`"
        }
    }
}

/// The account that the configuration wants, with a fresh `sub` in case that there is none yet.
fn described(configured: &ConfiguredUser, now: Timestamp) -> User {
    User {
        sub: Subject::new(random::identifier()),
        username: configured.username.clone(),
        claims: configured.claims.clone(),
        email: configured.email.clone(),
        email_verified: configured.email_verified,
        groups: configured.groups.clone(),
        attributes: configured.attributes.clone(),
        password_hash: configured.password_hash.clone(),
        locked: configured.locked,
        is_admin: configured.is_admin,
        from_config: true,
        credentials_revision: 1,
        created_at: now,
        updated_at: now,
    }
}
