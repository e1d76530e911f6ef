//! Taking the configuration in. Every look and what follows from it are one transaction, so that nothing that another
//! process changed meanwhile is written over.

use std::time::Duration;

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{SqliteStore, audit, left, people, revisions, rows, users, withdrawn};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::names;
use crate::protocol::people_of_the_file::{Account, Match, Named, leaving, match_people};
use crate::protocol::revision::Age;
use crate::protocol::user::{Definition, Subject, User, UsernameKey};
use crate::secret::Secret;
use crate::store::audit::definition_changed;
use crate::store::configured::{Configured, TakenIn, Terms, UserFault, WantedUser, Withdrawn, same_profile};
use crate::store::users::AddUser;
use crate::store::{StoreError, StoreResult};

#[async_trait]
impl Configured for SqliteStore {
    async fn take_in_by(&self, users: &[WantedUser], clients: &[ClientId], terms: Terms<'_>) -> StoreResult<TakenIn> {
        let Terms { keeps_administrator, ways, grace, now, .. } = terms;
        let revision = terms.revision.cloned();
        let (users, known) = (users.to_vec(), rows::to_json(&clients)?);
        // The long look is not the writer's; who registers or is noted meanwhile is told apart below.
        let unknown = self.reader.read(|connection| withdrawn::unknown_holders(connection, &known))?;
        let taken = self
            .writer
            .write(move |connection| {
                let newest = revisions::newest(connection)?;
                let number = revision.as_ref().map(|revision| revision.number);
                let age = Age::of(number, newest.as_ref().map(|newest| newest.number));
                let mut taken = TakenIn { age, ..TakenIn::default() };
                if age != Age::Newest {
                    return Ok(taken);
                }
                let administered = keeps_administrator && people::somebody_administers(connection, ways)?;
                take_in_users(connection, &users, grace, now, &mut taken)?;
                if administered && !people::somebody_administers(connection, ways)? {
                    return Err(StoreError::NobodyAdministers);
                }
                withdrawn::remember_configured(connection, &known, now)?;
                taken.returned = withdrawn::forget_known(connection, &known)?;
                for client_id in &unknown {
                    if withdrawn::note(connection, client_id, now, grace)? {
                        taken.withdrawn.extend(ClientId::parse(client_id));
                    }
                }
                if let Some(revision) = revision.as_ref().filter(|revision| newest.as_ref() != Some(*revision)) {
                    taken.is_unraised = newest.is_some_and(|newest| newest.number == revision.number);
                    revisions::remember(connection, revision)?;
                }
                Ok(taken)
            })
            .await;
        // Health checks say at once what this node knows by now.
        self.readiness.forget().await;
        taken
    }

    async fn newest_revision(&self) -> StoreResult<Option<u64>> {
        let newest = self.reader.read(revisions::newest)?;
        Ok(newest.map(|newest| newest.number))
    }

    async fn accounts_of(&self, named: &[Named]) -> StoreResult<Vec<Account>> {
        self.reader.read(|connection| left::accounts(connection, named))
    }

    async fn end_left(
        &self,
        revision: Option<u64>,
        named: &[Named],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<Vec<String>> {
        // Nearly always there is nobody, and then nothing is written.
        if !self.reader.read(left::any_leaving)? {
            return Ok(Vec::new());
        }
        let named = named.to_vec();
        self.writer
            .write(move |connection| match revisions::age(connection, revision)? {
                Age::Newest => left::end_due(connection, &named, grace, now),
                Age::Older { .. } | Age::Unnumbered { .. } => Ok(Vec::new()),
            })
            .await
    }

    async fn configured_clients(&self) -> StoreResult<Vec<ClientId>> {
        self.reader.read(withdrawn::configured)
    }

    async fn unknown_holders(&self, clients: &[ClientId]) -> StoreResult<Vec<ClientId>> {
        let known = rows::to_json(&clients)?;
        let unknown = self.reader.read(|connection| withdrawn::unknown_holders(connection, &known))?;
        Ok(unknown.iter().filter_map(|client_id| ClientId::parse(client_id)).collect())
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

/// Notes who left, and brings everybody who is named in line: the file is the truth for what it names.
fn take_in_users(
    connection: &Connection,
    users: &[WantedUser],
    grace: Duration,
    now: Timestamp,
    taken: &mut TakenIn,
) -> StoreResult<()> {
    let named: Vec<Named> = users.iter().map(WantedUser::named).collect();
    let accounts = left::accounts(connection, &named)?;
    let matches = match_people(&named, &accounts);
    for account in leaving(&matches, &accounts) {
        left::note(connection, account, now, grace)?;
        if let Definition::File { file, .. } = &account.definition {
            taken.left.push((account.username.clone(), file.clone()));
        }
    }
    // First whoever is called otherwise from now on gives up the former names: two may exchange theirs.
    for (wanted, matched) in users.iter().zip(&matches) {
        if let Match::Account(sub) = matched {
            give_up_names(connection, sub, &wanted.user)?;
        }
    }
    for (place, (wanted, matched)) in users.iter().zip(&matches).enumerate() {
        let faults = match matched {
            Match::New => add(connection, &wanted.user)?,
            Match::Account(sub) => bring_in_line(connection, sub, &wanted.user, now, taken)?,
            Match::GetsSub { was } => {
                give_sub(connection, was, &wanted.user.sub, now)?;
                bring_in_line(connection, &wanted.user.sub, &wanted.user, now, taken)?
            }
            Match::SubOfAnother { username } => vec![UserFault::SubOfAnother { username: username.clone() }],
            Match::OtherSub { sub } => vec![UserFault::OtherSub { sub: sub.clone() }],
            Match::SignedUp { sub } => vec![UserFault::SignedUp { sub: sub.clone() }],
        };
        taken.faults.extend(faults.into_iter().map(|fault| (place, fault)));
    }
    Ok(())
}

fn add(connection: &Connection, wanted: &User) -> StoreResult<Vec<UserFault>> {
    left::yield_names(connection, wanted)?;
    Ok(match users::insert(connection, wanted)? {
        AddUser::Added => Vec::new(),
        AddUser::Taken | AddUser::Gone => vec![UserFault::NameTaken],
    })
}

/// Takes names away from an account that it will not have any more.
fn give_up_names(connection: &Connection, sub: &Subject, wanted: &User) -> StoreResult<()> {
    let texts = wanted.names();
    let keys: Vec<UsernameKey> = texts.clone().map(UsernameKey::of).collect();
    let keys: Vec<&str> = keys.iter().map(UsernameKey::as_str).collect();
    let looks: Vec<String> = texts.map(names::look).collect();
    connection
        .prepare_cached("DELETE FROM user_names WHERE sub = ?1 AND key NOT IN (SELECT value FROM json_each(?2))")?
        .execute(params![sub.as_str(), rows::to_json(&keys)?])?;
    connection
        .prepare_cached("DELETE FROM user_looks WHERE sub = ?1 AND look NOT IN (SELECT value FROM json_each(?2))")?
        .execute(params![sub.as_str(), rows::to_json(&looks)?])?;
    Ok(())
}

/// An account that nobody has signed in with gets another `sub`, and keeps its outstanding invitation.
fn give_sub(connection: &Connection, was: &Subject, sub: &Subject, now: Timestamp) -> StoreResult<()> {
    for table in ["users", "user_names", "user_looks"] {
        connection
            .prepare_cached(&format!("UPDATE {table} SET sub = ?2 WHERE sub = ?1"))?
            .execute([was.as_str(), sub.as_str()])?;
    }
    connection
        .prepare_cached(
            "UPDATE invitations SET sub = ?2, invitation = json_set(invitation, '$.sub', ?2) WHERE sub = ?1",
        )?
        .execute([was.as_str(), sub.as_str()])?;
    audit::append(connection, &definition_changed(sub, Some(was)), now)
}

/// Brings an account in line with what is wanted of it.
fn bring_in_line(
    connection: &Connection,
    sub: &Subject,
    wanted: &User,
    now: Timestamp,
    taken: &mut TakenIn,
) -> StoreResult<Vec<UserFault>> {
    let Some(existing) = users::by_sub(connection, sub)? else { return Ok(vec![UserFault::NameTaken]) };
    let mut faults = Vec::new();
    let wanted = User { sub: existing.sub.clone(), created_at: existing.created_at, ..wanted.clone() };
    left::yield_names(connection, &wanted)?;
    if existing.leaves_mailbox(wanted.email.as_deref().unwrap_or_default()).is_some() {
        users::void_links(connection, &existing.sub)?;
    }
    if !same_profile(&wanted, &existing) {
        if users::replace_profile(connection, &wanted)? == AddUser::Taken {
            faults.push(UserFault::EmailTaken);
            // What it gave up for names that it cannot have is its own again, and it is defined all the same.
            users::rename(connection, &existing)?;
            define(connection, &wanted)?;
            if matches!(existing.definition, Definition::Left { .. }) {
                audit::append(connection, &definition_changed(&existing.sub, None), now)?;
            }
        } else if existing.username != wanted.username {
            taken.renamed.push((existing.username.clone(), wanted.username.clone()));
        }
        if matches!(existing.definition, Definition::Left { .. }) {
            taken.back.push(existing.username.clone());
        }
    }
    if let Some(fault) = take_in_password(connection, &existing, wanted.password_hash.as_ref(), now)? {
        faults.push(fault);
    }
    if wanted.locked != existing.locked {
        people::lock(connection, &wanted.sub, wanted.locked, now)?;
    }
    Ok(faults)
}

/// Whatever else cannot be taken in: who is named has not left.
fn define(connection: &Connection, wanted: &User) -> StoreResult<()> {
    let (from_config, defined_in, left_at, left_ends_at) = rows::definition_columns(&wanted.definition);
    connection
        .prepare_cached(
            "UPDATE users SET from_config = ?2, defined_in = ?3, left_at = ?4, left_ends_at = ?5 WHERE sub = ?1",
        )?
        .execute(params![wanted.sub.as_str(), from_config, defined_in, left_at, left_ends_at])?;
    Ok(())
}

/// Takes a password hash in where the file has another one than before. The one in use may be a better one of the same
/// password, made at a sign-in: it stays until the file changes.
fn take_in_password(
    connection: &Connection,
    existing: &User,
    new: Option<&Secret>,
    now: Timestamp,
) -> StoreResult<Option<UserFault>> {
    let pinned: Option<String> = connection
        .prepare_cached("SELECT pinned_hash FROM users WHERE sub = ?1")?
        .query_row([existing.sub.as_str()], |row| row.get(0))
        .optional()?
        .flatten();
    let before = pinned.as_deref().or(existing.password_hash.as_ref().map(|hash| hash.expose()));
    match (new, before) {
        (Some(new), Some(before)) if new.expose() == before => {}
        (Some(new), Some(before)) if before.starts_with(new.expose()) => return Ok(Some(UserFault::HashCutOff)),
        (Some(new), _) => {
            let ends_sessions = existing.password_hash.is_some();
            users::replace_password(connection, &existing.sub, new, ends_sessions, None, now)?;
        }
        (None, _) => {}
    }
    let new = new.map(|new| new.expose());
    if pinned.as_deref() != new {
        connection
            .prepare_cached("UPDATE users SET pinned_hash = ?2 WHERE sub = ?1")?
            .execute(params![existing.sub.as_str(), new])?;
    }
    Ok(None)
}
