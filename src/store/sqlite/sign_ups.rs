//! Accounts that people make for themselves.

use std::collections::HashSet;

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::users::{insert_how, named, names_are_free};
use super::{SqliteStore, audit, factors, mails, people, rows, self_service};
use crate::clock::Timestamp;
use crate::protocol::mail::Mail;
use crate::protocol::sign_up::{LIFETIME, SignUpLink};
use crate::protocol::user::{Subject, User, UsernameKey};
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::audit::sign_up_link_made;
use crate::store::sign_ups::{LinkMailed, NewAccount, OwnSignUp, SignUps, SignedUp, Waiting};
use crate::store::users::AddUser;

#[async_trait]
impl SignUps for SqliteStore {
    async fn add_sign_up_link(&self, link: &Digest, sign_up: &SignUpLink, now: Timestamp) -> StoreResult<()> {
        let (link, sign_up) = (*link, sign_up.clone());
        self.writer
            .write(move |connection| {
                store(connection, &link, &sign_up)?;
                audit::append(connection, &sign_up_link_made(&sign_up), now)
            })
            .await
    }

    async fn add_mailed_link(
        &self,
        link: &Digest,
        email: &str,
        interaction: Option<&str>,
        now: Timestamp,
    ) -> StoreResult<LinkMailed> {
        let (link, sign_up) = (
            *link,
            SignUpLink {
                email: Some(email.to_owned()),
                interaction: interaction.map(str::to_owned),
                uses_left: 1,
                expires_at: now.after(LIFETIME),
            },
        );
        let email = email.to_owned();
        self.writer
            .write(move |connection| {
                let key = UsernameKey::of(&email);
                if let Some(owner) = named(connection, &key)? {
                    let is_theirs = owner.email.as_deref().is_some_and(|own| UsernameKey::of(own) == key);
                    return Ok(if is_theirs { LinkMailed::HasAccount } else { LinkMailed::Unfit });
                }
                if !names_are_free(connection, &User::nobody(&email))? {
                    return Ok(LinkMailed::Unfit);
                }
                store(connection, &link, &sign_up)?;
                Ok(LinkMailed::Made)
            })
            .await
    }

    async fn sign_up_link(&self, link: &Digest, now: Timestamp) -> StoreResult<Option<SignUpLink>> {
        self.reader.read(|connection| find(connection, link, now))
    }

    async fn sign_up(&self, link: &Digest, account: &NewAccount, now: Timestamp) -> StoreResult<SignedUp> {
        let (link, account) = (*link, account.clone());
        self.writer
            .write(move |connection| {
                let Some(sign_up) = find(connection, &link, now)? else { return Ok(SignedUp::LinkGone) };
                let user = &account.user;
                let without = User { email: None, ..user.clone() };
                if !names_are_free(connection, &without)? {
                    return Ok(SignedUp::UsernameTaken);
                }
                let first = account.first_passkey.as_ref();
                if let Some(first) = first
                    && factors::is_known(connection, &first.passkey.id)?
                {
                    return Ok(SignedUp::PasskeyKnown);
                }
                if insert_how(connection, user, Some(sign_up.how()))? != AddUser::Added {
                    return Ok(SignedUp::EmailTaken);
                }
                let revision = match first {
                    Some(first) => factors::add_first(connection, first, now)?,
                    None => user.credentials_revision,
                };
                use_up(connection, &link, &sign_up)?;
                connection.prepare_cached("INSERT INTO sign_ups VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
                    user.sub.as_str(),
                    sign_up.how(),
                    now.seconds(),
                    account.waits,
                    account.to_confirm.as_deref().filter(|_| account.waits),
                ])?;
                if let Some(email) = account.to_confirm.as_deref().filter(|_| !account.waits) {
                    self_service::ask(connection, &user.sub, (email, revision), now)?;
                }
                Ok(SignedUp::Added)
            })
            .await
    }

    async fn waiting(&self, sub: &Subject) -> StoreResult<Option<Waiting>> {
        self.reader.read(|connection| find_waiting(connection, sub))
    }

    async fn who_waits(&self, among: &[Subject]) -> StoreResult<HashSet<Subject>> {
        let among: Vec<&str> = among.iter().map(Subject::as_str).collect();
        let among = rows::to_json(&among)?;
        self.reader.read(|connection| {
            let asked = "SELECT sub FROM sign_ups WHERE waits = 1 AND sub IN (SELECT value FROM json_each(?1))";
            let mut statement = connection.prepare_cached(asked)?;
            let found = statement.query_map([&among], |row| row.get::<_, String>(0).map(Subject::new))?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }

    async fn count_waiting(&self) -> StoreResult<u64> {
        self.reader.read(|connection| {
            let asked = "SELECT count(*) FROM sign_ups WHERE waits = 1";
            let count: u32 = connection.prepare_cached(asked)?.query_row([], |row| row.get(0))?;
            Ok(count.into())
        })
    }

    async fn approve(&self, sub: &Subject, now: Timestamp) -> StoreResult<bool> {
        let sub = sub.clone();
        self.writer
            .write(move |connection| {
                if find_waiting(connection, &sub)?.is_none() {
                    return Ok(false);
                }
                people::lock(connection, &sub, false, now)
            })
            .await
    }
}

fn store(connection: &Connection, link: &Digest, sign_up: &SignUpLink) -> StoreResult<()> {
    connection.prepare_cached("INSERT INTO sign_up_links VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
        link.as_bytes(),
        sign_up.email,
        sign_up.interaction,
        sign_up.uses_left,
        sign_up.expires_at.seconds(),
    ])?;
    Ok(())
}

fn find(connection: &Connection, link: &Digest, now: Timestamp) -> StoreResult<Option<SignUpLink>> {
    let read = |row: &Row<'_>| {
        let (uses_left, expires_at) = (row.get(2)?, Timestamp(row.get(3)?));
        Ok(SignUpLink { email: row.get(0)?, interaction: row.get(1)?, uses_left, expires_at })
    };
    let found = connection
        .prepare_cached(
            "SELECT email, interaction, uses_left, expires_at FROM sign_up_links \
             WHERE digest = ?1 AND uses_left > 0 AND expires_at > ?2",
        )?
        .query_row(params![link.as_bytes(), now.seconds()], read)
        .optional()?;
    Ok(found)
}

/// Uses a link once; an address that has an account has no use for any other link to it.
fn use_up(connection: &Connection, link: &Digest, sign_up: &SignUpLink) -> StoreResult<()> {
    connection
        .prepare_cached("UPDATE sign_up_links SET uses_left = uses_left - 1 WHERE digest = ?1")?
        .execute([link.as_bytes()])?;
    if let Some(email) = &sign_up.email {
        connection.prepare_cached("DELETE FROM sign_up_links WHERE email = ?1")?.execute([email])?;
    }
    Ok(())
}

fn find_waiting(connection: &Connection, sub: &Subject) -> StoreResult<Option<Waiting>> {
    let found = connection
        .prepare_cached("SELECT email, made_at FROM sign_ups WHERE sub = ?1 AND waits = 1")?
        .query_row([sub.as_str()], |row| Ok(Waiting { email: row.get(0)?, since: Timestamp(row.get(1)?) }))
        .optional()?;
    Ok(found)
}

/// How the account came about, where its person made it.
pub fn own(connection: &Connection, sub: &Subject) -> StoreResult<Option<OwnSignUp>> {
    let found = connection
        .prepare_cached("SELECT how, made_at FROM sign_ups WHERE sub = ?1")?
        .query_row([sub.as_str()], |row| Ok(OwnSignUp { how: row.get(0)?, at: Timestamp(row.get(1)?) }))
        .optional()?;
    Ok(found)
}

/// Whoever is locked or unlocked waits no longer. Returns how they did.
pub fn stop_waiting(connection: &Connection, sub: &Subject) -> StoreResult<Option<Waiting>> {
    let waiting = find_waiting(connection, sub)?;
    if waiting.is_some() {
        let update = "UPDATE sign_ups SET waits = 0, email = NULL WHERE sub = ?1";
        connection.prepare_cached(update)?.execute([sub.as_str()])?;
    }
    Ok(waiting)
}

/// Tells a person that they were let in, and has the address confirmed that they named.
pub fn tell_approved(connection: &Connection, sub: &Subject, waiting: Waiting, now: Timestamp) -> StoreResult<()> {
    if let Some(email) = &waiting.email {
        let revision = connection
            .prepare_cached("SELECT credentials_revision FROM users WHERE sub = ?1")?
            .query_row([sub.as_str()], |row| row.get(0))?;
        self_service::ask(connection, sub, (email, revision), now)?;
    }
    mails::queue(connection, &Mail::Approved { sub: sub.clone(), to: waiting.email }, now)
}
