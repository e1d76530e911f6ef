//! What people change of their own account, and all that is stored about them.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::factors::is_said_by;
use super::people::{is_last_administrator, remove};
use super::rows::{self, SESSION, json, unreadable};
use super::standing::is_proven;
use super::users::{by_sub, names_are_free, replace_profile, void_invitations};
use super::{SqliteStore, audit, mails, profile, sign_ups};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::email_change::{EmailChange, LIFETIME};
use crate::protocol::factors::WaysIn;
use crate::protocol::mail::{Kept, Mail, QueuedMail};
use crate::protocol::user::{Subject, User};
use crate::random;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::factors::By;
use crate::store::self_service::{AskEmail, ConfirmEmail, EmailLink, Held, RemoveOwn, SelfService};
use crate::store::users::{AddUser, ProfileChange, ProfileChanged};

#[async_trait]
impl SelfService for SqliteStore {
    async fn change_own_profile(
        &self,
        sub: &Subject,
        change: &ProfileChange,
        by: &By,
        now: Timestamp,
    ) -> StoreResult<Option<ProfileChanged>> {
        let (sub, change, by) = (sub.clone(), change.clone(), by.clone());
        self.writer
            .write(move |connection| {
                if !is_said_by(connection, &sub, &by, now)? {
                    return Ok(None);
                }
                // Nobody says of themselves who administers.
                profile::change(connection, &sub, &change, WaysIn::BOTH, now).map(Some)
            })
            .await
    }

    async fn ask_email(&self, sub: &Subject, email: &str, by: &By, now: Timestamp) -> StoreResult<AskEmail> {
        let (sub, email, by) = (sub.clone(), email.to_owned(), by.clone());
        self.writer
            .write(move |connection| {
                if !is_said_by(connection, &sub, &by, now)? {
                    return Ok(AskEmail::NotProven);
                }
                let Some(user) = by_sub(connection, &sub)? else { return Ok(AskEmail::NotProven) };
                if !user.is_the_databases() {
                    return Ok(AskEmail::Pinned);
                }
                ask(connection, &sub, (&email, user.credentials_revision), now)?;
                Ok(AskEmail::Asked)
            })
            .await
    }

    async fn link_email(&self, sub: &Subject, id: &str, link: &Digest, now: Timestamp) -> StoreResult<EmailLink> {
        let (sub, id, link) = (sub.clone(), id.to_owned(), *link);
        self.writer
            .write(move |connection| {
                let asked: Option<(String, i64)> = connection
                    .prepare_cached(
                        "SELECT email, revision FROM email_changes WHERE sub = ?1 AND id = ?2 AND expires_at > ?3",
                    )?
                    .query_row(params![sub.as_str(), id, now.seconds()], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()?;
                let Some((email, revision)) = asked else { return Ok(EmailLink::Gone) };
                let Some(user) = would_be(connection, &sub, &email, revision, now)? else { return Ok(EmailLink::Gone) };
                // Whoever asked sees the same of either.
                let is_free = names_are_free(connection, &user)?;
                connection
                    .prepare_cached("UPDATE email_changes SET digest = ?3, expires_at = ?4 WHERE sub = ?1 AND id = ?2")?
                    .execute(params![
                        sub.as_str(),
                        id,
                        is_free.then_some(link.as_bytes()),
                        now.after(LIFETIME).seconds()
                    ])?;
                Ok(if is_free { EmailLink::Made(user.username, email) } else { EmailLink::Taken(email) })
            })
            .await
    }

    async fn email_of_link(&self, sub: &Subject, link: &Digest, now: Timestamp) -> StoreResult<Option<String>> {
        self.reader.read(|connection| {
            let Some((email, revision)) = linked(connection, sub, link, now)? else { return Ok(None) };
            Ok(is_proven(connection, sub, revision)?.then_some(email))
        })
    }

    async fn email_change(&self, sub: &Subject, now: Timestamp) -> StoreResult<Option<EmailChange>> {
        self.reader.read(|connection| {
            let found = connection
                .prepare_cached(
                    "SELECT email_changes.email, asked_at, expires_at FROM email_changes JOIN users ON users.sub = email_changes.sub \
                     WHERE email_changes.sub = ?1 AND expires_at > ?2 AND revision = credentials_revision",
                )?
                .query_row(params![sub.as_str(), now.seconds()], |row| {
                    let (asked_at, expires_at) = (Timestamp(row.get(1)?), Timestamp(row.get(2)?));
                    Ok(EmailChange { email: row.get(0)?, asked_at, expires_at })
                })
                .optional()?;
            Ok(found)
        })
    }

    async fn confirm_email(&self, sub: &Subject, link: &Digest, by: &By, now: Timestamp) -> StoreResult<ConfirmEmail> {
        let (sub, link, by) = (sub.clone(), *link, by.clone());
        self.writer
            .write(move |connection| {
                if !is_said_by(connection, &sub, &by, now)? {
                    return Ok(ConfirmEmail::Gone);
                }
                let Some((email, revision)) = linked(connection, &sub, &link, now)? else {
                    return Ok(ConfirmEmail::Gone);
                };
                let Some(user) = would_be(connection, &sub, &email, revision, now)? else {
                    return Ok(ConfirmEmail::Gone);
                };
                let before = by_sub(connection, &sub)?;
                void_email(connection, &sub)?;
                if replace_profile(connection, &user)? != AddUser::Added {
                    return Ok(ConfirmEmail::Taken);
                }
                void_invitations(connection, &sub)?;
                if let Some(was) = before.and_then(|before| before.leaves_mailbox(&email)) {
                    mails::queue(connection, &Mail::EmailChanged { sub: sub.clone(), was }, now)?;
                }
                Ok(ConfirmEmail::Confirmed(Box::new(user)))
            })
            .await
    }

    async fn remove_own_account(&self, sub: &Subject, by: &By, ways: WaysIn, now: Timestamp) -> StoreResult<RemoveOwn> {
        let (sub, by) = (sub.clone(), by.clone());
        self.writer
            .write(move |connection| {
                if !is_said_by(connection, &sub, &by, now)? {
                    return Ok(RemoveOwn::NotProven);
                }
                let Some(user) = by_sub(connection, &sub)? else { return Ok(RemoveOwn::NotProven) };
                if !user.is_the_databases() {
                    return Ok(RemoveOwn::Pinned);
                }
                if is_last_administrator(connection, &sub, ways)? {
                    return Ok(RemoveOwn::LastAdministrator);
                }
                let is_gone = remove(connection, &sub, now)?;
                Ok(if is_gone { RemoveOwn::Removed } else { RemoveOwn::NotProven })
            })
            .await
    }

    async fn held_about(&self, sub: &Subject) -> StoreResult<Held> {
        self.reader.read(|connection| {
            let Some(user) = by_sub(connection, sub)? else { return Ok(Held::default()) };
            let mut held = Held { sign_up: sign_ups::own(connection, sub)?, ..Held::default() };
            let asked = sql!("SELECT {SESSION}, ended_at FROM sessions WHERE sub = ?1 ORDER BY created_at DESC, id");
            let mut statement = connection.prepare_cached(asked)?;
            let mut found = statement.query([sub.as_str()])?;
            while let Some(row) = found.next()? {
                held.sessions.push((rows::session(row, 0)?, row.get::<_, Option<i64>>("ended_at")?.map(Timestamp)));
            }
            let asked = "SELECT detail, revoked_at FROM grants WHERE sub = ?1 ORDER BY created_at DESC, id";
            let mut statement = connection.prepare_cached(asked)?;
            let mut found = statement.query([sub.as_str()])?;
            while let Some(row) = found.next()? {
                let grant = json(row.get_ref(0)?.as_str().map_err(unreadable)?)?;
                held.grants.push((grant, row.get::<_, Option<i64>>(1)?.map(Timestamp)));
            }
            let asked = "SELECT invitation, expires_at, used_at FROM invitations WHERE sub = ?1 ORDER BY expires_at";
            let mut statement = connection.prepare_cached(asked)?;
            let mut found = statement.query([sub.as_str()])?;
            while let Some(row) = found.next()? {
                let invitation = json(row.get_ref(0)?.as_str().map_err(unreadable)?)?;
                let (expires_at, used_at) = (Timestamp(row.get(1)?), row.get::<_, Option<i64>>(2)?.map(Timestamp));
                held.links.push((invitation, expires_at, used_at));
            }
            let mut statement =
                connection.prepare_cached("SELECT id, mail, queued_at, attempts FROM mails ORDER BY id")?;
            let mut found = statement.query([])?;
            while let Some(row) = found.next()? {
                let Kept { mail, language } = json(row.get_ref(1)?.as_str().map_err(unreadable)?)?;
                if mail.is_for(&user) {
                    let (id, queued_at, attempts) = (row.get(0)?, Timestamp(row.get(2)?), row.get(3)?);
                    held.mails.push(QueuedMail { id, mail, language, queued_at, attempts });
                }
            }
            Ok(held)
        })
    }
}

/// Has a link sent to an address that a person says is theirs, whose credentials are at that revision.
pub fn ask(connection: &Connection, sub: &Subject, (email, revision): (&str, i64), now: Timestamp) -> StoreResult<()> {
    let id = random::dated_identifier(now);
    connection
        .prepare_cached("INSERT OR REPLACE INTO email_changes VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL)")?
        .execute(params![sub.as_str(), id, email, revision, now.seconds(), now.after(LIFETIME).seconds()])?;
    audit::append(connection, &Event::of(What::EmailAsk, sub), now)?;
    mails::queue(connection, &Mail::ConfirmEmail { sub: sub.clone(), id }, now)
}

/// What a person would confirm with that link, and the revision of their credentials when they asked.
fn linked(connection: &Connection, sub: &Subject, link: &Digest, now: Timestamp) -> StoreResult<Option<(String, i64)>> {
    let found = connection
        .prepare_cached("SELECT email, revision FROM email_changes WHERE sub = ?1 AND digest = ?2 AND expires_at > ?3")?
        .query_row(params![sub.as_str(), link.as_bytes(), now.seconds()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found)
}

/// The person with the address, if what they proved when they asked still holds and no file defines them.
fn would_be(
    connection: &Connection,
    sub: &Subject,
    email: &str,
    revision: i64,
    now: Timestamp,
) -> StoreResult<Option<User>> {
    if !is_proven(connection, sub, revision)? {
        return Ok(None);
    }
    let user = by_sub(connection, sub)?.filter(User::is_the_databases);
    Ok(user.map(|user| User { email: Some(email.to_owned()), email_verified: true, updated_at: now, ..user }))
}

/// Voids what was asked for.
pub fn void_email(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    connection.prepare_cached("DELETE FROM email_changes WHERE sub = ?1")?.execute([sub.as_str()])?;
    Ok(())
}
