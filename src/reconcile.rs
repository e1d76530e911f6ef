//! Brings the store in line with what the configuration names: its users, and grants of clients that are gone.

use std::collections::HashSet;

use crate::clock::Timestamp;
use crate::config::settings::{ConfiguredUser, Settings};
use crate::protocol::client::ClientId;
use crate::protocol::user::{Subject, User, UsernameKey};
use crate::random;
use crate::store::users::AddUser;
use crate::store::{Store, StoreError};

/// Adds and updates configured users, releases those that are no longer configured, and revokes the grants of
/// clients that are gone.
///
/// A configured user who finds an account of the same name takes it over with its `sub`: the file is the truth for
/// what it names. An account that leaves the file stays, no longer pinned.
pub async fn reconcile(store: &dyn Store, settings: &Settings, now: Timestamp) -> Result<(), StoreError> {
    let mut named = HashSet::new();
    for configured in &settings.users {
        let key = UsernameKey::of(&configured.username);
        match store.user_named(&key).await? {
            Some(existing) if UsernameKey::of(&existing.username) == key => {
                update(store, configured, &existing, now).await?;
            }
            _ => add(store, configured, now).await?,
        }
        named.insert(key);
    }
    for user in store.list_users().await? {
        if user.from_config && !named.contains(&UsernameKey::of(&user.username)) {
            tracing::warn!(username = %user.username, "no longer in the configuration; the account stays in the database");
            store.update_profile(&User { from_config: false, ..user }).await?;
        }
    }
    let known: Vec<ClientId> = settings.clients.iter().map(|client| client.client_id.clone()).collect();
    let revoked = store.revoke_grants_of_unknown_clients(&known, now).await?;
    if revoked > 0 {
        tracing::info!(revoked, "grants of clients that are no longer configured are revoked");
    }
    Ok(())
}

async fn add(store: &dyn Store, configured: &ConfiguredUser, now: Timestamp) -> Result<(), StoreError> {
    let user = described(configured, Subject::new(random::identifier()), now, now);
    if store.add_user(&user).await? == AddUser::Taken {
        tracing::error!(
            username = %configured.username, defined_at = %configured.defined_at,
            "username or email address is another account's: rename one of them"
        );
    } else if user.locked {
        store.set_locked(&user.sub, true, now).await?;
    }
    Ok(())
}

async fn update(
    store: &dyn Store,
    configured: &ConfiguredUser,
    existing: &User,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut wanted = described(configured, existing.sub.clone(), existing.created_at, existing.updated_at);
    if !same_profile(&wanted, existing) {
        wanted.updated_at = now;
        if store.update_profile(&wanted).await? == AddUser::Taken {
            tracing::error!(
                username = %configured.username, defined_at = %configured.defined_at,
                "email address is another account's: change one of them"
            );
        }
    }
    if let Some(hash) = &configured.password_hash
        && existing.password_hash.as_ref().map(|hash| hash.expose()) != Some(hash.expose())
    {
        store.set_password(&existing.sub, hash, existing.password_hash.is_some(), None, now).await?;
    }
    if configured.locked != existing.locked {
        store.set_locked(&existing.sub, configured.locked, now).await?;
    }
    Ok(())
}

fn same_profile(one: &User, other: &User) -> bool {
    one.username == other.username
        && one.claims == other.claims
        && one.email == other.email
        && one.email_verified == other.email_verified
        && one.groups == other.groups
        && one.attributes == other.attributes
        && one.is_admin == other.is_admin
        && one.from_config == other.from_config
}

fn described(configured: &ConfiguredUser, sub: Subject, created_at: Timestamp, updated_at: Timestamp) -> User {
    User {
        sub,
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
        created_at,
        updated_at,
    }
}
