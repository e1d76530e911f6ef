//! Taking the configuration in. Every look and what follows from it are one transaction, so that nothing that another
//! process changed meanwhile is written over.

use std::collections::HashSet;
use std::time::Duration;

use async_trait::async_trait;
use rusqlite::{Connection, params};

use super::{SqliteStore, rows, users, withdrawn};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::user::{User, UsernameKey};
use crate::store::StoreResult;
use crate::store::configured::{Configured, TakenIn, UserFault, Withdrawn};
use crate::store::users::AddUser;

#[async_trait]
impl Configured for SqliteStore {
    async fn take_in(
        &self,
        users: &[User],
        clients: &[ClientId],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<TakenIn> {
        let (users, known) = (users.to_vec(), rows::to_json(&clients)?);
        // The long look is not the writer's; who registers or is noted meanwhile is told apart below.
        let unknown = self.reader.read(|connection| withdrawn::unknown_holders(connection, &known))?;
        self.writer
            .write(move |connection| {
                let mut taken = TakenIn::default();
                for (place, user) in users.iter().enumerate() {
                    let faults = take_in_user(connection, user, now)?;
                    taken.faults.extend(faults.into_iter().map(|fault| (place, fault)));
                }
                taken.released = release(connection, &users)?;
                taken.returned = withdrawn::forget_known(connection, &known)?;
                for client_id in unknown {
                    if withdrawn::note(connection, &client_id, now, grace)? {
                        taken.withdrawn.extend(ClientId::parse(&client_id));
                    }
                }
                Ok(taken)
            })
            .await
    }

    async fn withdrawn_clients(&self) -> StoreResult<Vec<Withdrawn>> {
        self.reader.read(withdrawn::all)
    }

    async fn end_withdrawn(&self, clients: &[ClientId], grace: Duration, now: Timestamp) -> StoreResult<Vec<ClientId>> {
        // Nearly always there is none, and then nothing is written.
        if self.reader.read(withdrawn::all)?.is_empty() {
            return Ok(Vec::new());
        }
        let known = rows::to_json(&clients)?;
        self.writer.write(move |connection| withdrawn::end_due(connection, &known, grace, now)).await
    }
}

/// Adds the user, or brings the account of that name in line: the file is the truth for what it names.
fn take_in_user(connection: &Connection, wanted: &User, now: Timestamp) -> StoreResult<Vec<UserFault>> {
    let key = UsernameKey::of(&wanted.username);
    let existing = users::named(connection, &key)?.filter(|existing| UsernameKey::of(&existing.username) == key);
    let Some(existing) = existing else {
        return Ok(match users::insert(connection, wanted)? {
            AddUser::Added => Vec::new(),
            AddUser::Taken | AddUser::Gone => vec![UserFault::NameTaken],
        });
    };
    let mut faults = Vec::new();
    let wanted = User { sub: existing.sub.clone(), created_at: existing.created_at, ..wanted.clone() };
    if !same_profile(&wanted, &existing) && users::replace_profile(connection, &wanted)? == AddUser::Taken {
        faults.push(UserFault::EmailTaken);
    }
    let (new, old) = (wanted.password_hash.as_ref(), existing.password_hash.as_ref());
    match (new.map(|new| new.expose()), old.map(|old| old.expose())) {
        (Some(new), Some(old)) if new == old => {}
        (Some(new), Some(old)) if old.starts_with(new) => faults.push(UserFault::HashCutOff),
        (Some(_), _) => {
            if let Some(hash) = &wanted.password_hash {
                users::replace_password(connection, &wanted.sub, hash, existing.password_hash.is_some(), None, now)?;
            }
        }
        (None, _) => {}
    }
    if wanted.locked != existing.locked {
        users::lock(connection, &wanted.sub, wanted.locked, now)?;
    }
    Ok(faults)
}

/// Accounts that the configuration names no longer are the database's own from now on.
fn release(connection: &Connection, named: &[User]) -> StoreResult<Vec<String>> {
    let named: HashSet<UsernameKey> = named.iter().map(|user| UsernameKey::of(&user.username)).collect();
    let mut statement = connection.prepare_cached("SELECT sub, username FROM users WHERE from_config = 1")?;
    let pinned: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut released = Vec::new();
    for (sub, username) in pinned {
        if !named.contains(&UsernameKey::of(&username)) {
            connection.prepare_cached("UPDATE users SET from_config = 0 WHERE sub = ?1")?.execute(params![sub])?;
            released.push(username);
        }
    }
    Ok(released)
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
