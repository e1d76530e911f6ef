//! What people change of their own account, and all that is stored about them.

use async_trait::async_trait;

use super::connection::{Connection, params};
use super::factors::is_said_by;
use super::people::{is_last_administrator, remove};
use super::rows::{self, SESSION, SESSION_COLUMNS, get, json, octets, time};
use super::standing::{hold_person, is_proven};
use super::users::{by_sub, names_are_free, replace_profile, void_invitations};
use super::{PostgresStore, audit, locks, mails, profile, sign_ups};
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
impl SelfService for PostgresStore {
    async fn change_own_profile(
        &self,
        sub: &Subject,
        change: &ProfileChange,
        by: &By,
        now: Timestamp,
    ) -> StoreResult<Option<ProfileChanged>> {
        let (sub, change, by) = (sub.clone(), change.clone(), by.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                hold(connection, &sub).await?;
                if !is_said_by(connection, &sub, &by, now).await? {
                    return Ok(None);
                }
                // Nobody says of themselves who administers.
                profile::change(connection, &sub, &change, WaysIn::BOTH, now).await.map(Some)
            })
            .await
    }

    async fn ask_email(&self, sub: &Subject, email: &str, by: &By, now: Timestamp) -> StoreResult<AskEmail> {
        let (sub, email, by) = (sub.clone(), email.to_owned(), by.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                hold_person(connection, &sub).await?;
                if !is_said_by(connection, &sub, &by, now).await? {
                    return Ok(AskEmail::NotProven);
                }
                let Some(user) = by_sub(connection, &sub).await? else { return Ok(AskEmail::NotProven) };
                if !user.is_the_databases() {
                    return Ok(AskEmail::Pinned);
                }
                ask(connection, &sub, (&email, user.credentials_revision), now).await?;
                Ok(AskEmail::Asked)
            })
            .await
    }

    async fn link_email(&self, sub: &Subject, id: &str, link: &Digest, now: Timestamp) -> StoreResult<EmailLink> {
        let (sub, id, link) = (sub.clone(), id.to_owned(), *link);
        self.engine
            .transaction(async move |connection: &Connection| {
                hold(connection, &sub).await?;
                let asked = "SELECT email, revision FROM email_changes WHERE sub = $1 AND id = $2 AND expires_at > $3";
                let found = connection.first(asked, params![sub.as_str(), id, now.seconds()]).await?;
                let Some(row) = found else { return Ok(EmailLink::Gone) };
                let (email, revision): (String, i64) = (get(&row, 0)?, get(&row, 1)?);
                let Some(user) = would_be(connection, &sub, &email, revision, now).await? else {
                    return Ok(EmailLink::Gone);
                };
                // Whoever asked sees the same of either.
                let is_free = names_are_free(connection, &user).await?;
                let link = is_free.then(|| octets(&link));
                let update = "UPDATE email_changes SET digest = $3, expires_at = $4 WHERE sub = $1 AND id = $2";
                let parameters = params![sub.as_str(), id, link, now.after(LIFETIME).seconds()];
                connection.execute(update, parameters).await?;
                Ok(if is_free { EmailLink::Made(user.username, email) } else { EmailLink::Taken(email) })
            })
            .await
    }

    async fn email_of_link(&self, sub: &Subject, link: &Digest, now: Timestamp) -> StoreResult<Option<String>> {
        let (sub, link) = (sub.clone(), *link);
        self.engine
            .read(async move |connection: &Connection| {
                let Some((email, revision)) = linked(connection, &sub, &link, now).await? else { return Ok(None) };
                let user = by_sub(connection, &sub).await?;
                let is_good = user.is_some_and(|user| user.may_sign_in() && user.credentials_revision == revision);
                Ok(is_good.then_some(email))
            })
            .await
    }

    async fn email_change(&self, sub: &Subject, now: Timestamp) -> StoreResult<Option<EmailChange>> {
        let sub = sub.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT email_changes.email, asked_at, expires_at FROM email_changes \
                     JOIN users ON users.sub = email_changes.sub \
                     WHERE email_changes.sub = $1 AND expires_at > $2 AND revision = credentials_revision";
                let found = connection.first(asked, params![sub.as_str(), now.seconds()]).await?;
                let change = |row| {
                    let (asked_at, expires_at) = (Timestamp(get(&row, 1)?), Timestamp(get(&row, 2)?));
                    Ok(EmailChange { email: get(&row, 0)?, asked_at, expires_at })
                };
                found.map(change).transpose()
            })
            .await
    }

    async fn confirm_email(&self, sub: &Subject, link: &Digest, by: &By, now: Timestamp) -> StoreResult<ConfirmEmail> {
        let (sub, link, by) = (sub.clone(), *link, by.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                hold(connection, &sub).await?;
                if !is_said_by(connection, &sub, &by, now).await? {
                    return Ok(ConfirmEmail::Gone);
                }
                let Some((email, revision)) = linked(connection, &sub, &link, now).await? else {
                    return Ok(ConfirmEmail::Gone);
                };
                let Some(user) = would_be(connection, &sub, &email, revision, now).await? else {
                    return Ok(ConfirmEmail::Gone);
                };
                let before = by_sub(connection, &sub).await?;
                void_email(connection, &sub).await?;
                if replace_profile(connection, &user).await? != AddUser::Added {
                    return Ok(ConfirmEmail::Taken);
                }
                void_invitations(connection, &sub).await?;
                if let Some(was) = before.and_then(|before| before.leaves_mailbox(&email)) {
                    mails::queue(connection, &Mail::EmailChanged { sub: sub.clone(), was }, now).await?;
                }
                Ok(ConfirmEmail::Confirmed(Box::new(user)))
            })
            .await
    }

    async fn remove_own_account(&self, sub: &Subject, by: &By, ways: WaysIn, now: Timestamp) -> StoreResult<RemoveOwn> {
        let (sub, by) = (sub.clone(), by.clone());
        self.engine
            .long_transaction(async move |connection: &Connection| {
                hold(connection, &sub).await?;
                if !is_said_by(connection, &sub, &by, now).await? {
                    return Ok(RemoveOwn::NotProven);
                }
                let Some(user) = by_sub(connection, &sub).await? else { return Ok(RemoveOwn::NotProven) };
                if !user.is_the_databases() {
                    return Ok(RemoveOwn::Pinned);
                }
                if is_last_administrator(connection, &sub, ways).await? {
                    return Ok(RemoveOwn::LastAdministrator);
                }
                let is_gone = remove(connection, &sub, now).await?;
                Ok(if is_gone { RemoveOwn::Removed } else { RemoveOwn::NotProven })
            })
            .await
    }

    async fn held_about(&self, sub: &Subject) -> StoreResult<Held> {
        let sub = sub.clone();
        self.engine
            .long_transaction(async move |connection: &Connection| {
                let Some(user) = by_sub(connection, &sub).await? else { return Ok(Held::default()) };
                let sub = sub.as_str();
                let mut held = Held { sign_up: sign_ups::own(connection, sub).await?, ..Held::default() };
                let asked =
                    format!("SELECT {SESSION}, ended_at FROM sessions WHERE sub = $1 ORDER BY created_at DESC, id");
                for row in &connection.rows(&asked, params![sub]).await? {
                    held.sessions.push((rows::session(row, 0)?, time(row, SESSION_COLUMNS)?));
                }
                let asked = "SELECT detail, revoked_at FROM grants WHERE sub = $1 ORDER BY created_at DESC, id";
                for row in &connection.rows(asked, params![sub]).await? {
                    held.grants.push((json(get(row, 0)?)?, time(row, 1)?));
                }
                let asked =
                    "SELECT invitation, expires_at, used_at FROM invitations WHERE sub = $1 ORDER BY expires_at";
                for row in &connection.rows(asked, params![sub]).await? {
                    held.links.push((json(get(row, 0)?)?, Timestamp(get(row, 1)?), time(row, 2)?));
                }
                let asked = "SELECT id, mail, queued_at, attempts FROM mails ORDER BY id";
                for row in &connection.rows(asked, &[]).await? {
                    let Kept { mail, language } = json(get(row, 1)?)?;
                    if mail.is_for(&user) {
                        let attempts = u32::try_from(get::<i64>(row, 3)?).map_err(rows::unreadable)?;
                        let (id, queued_at) = (get(row, 0)?, Timestamp(get(row, 2)?));
                        held.mails.push(QueuedMail { id, mail, language, queued_at, attempts });
                    }
                }
                Ok(held)
            })
            .await
    }
}

/// What changes a name waits for names first, and then for the person.
async fn hold(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    locks::take(connection, locks::NAMES).await?;
    hold_person(connection, sub).await
}

/// Has a link sent to an address that a person says is theirs, whose credentials are at that revision.
pub async fn ask(
    connection: &Connection,
    sub: &Subject,
    (email, revision): (&str, i64),
    now: Timestamp,
) -> StoreResult<()> {
    let id = random::dated_identifier(now);
    let insert = "INSERT INTO email_changes (sub, id, email, revision, asked_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sub) DO UPDATE SET id = excluded.id, \
         email = excluded.email, revision = excluded.revision, asked_at = excluded.asked_at, \
         expires_at = excluded.expires_at, digest = NULL";
    let parameters = params![sub.as_str(), id, email, revision, now.seconds(), now.after(LIFETIME).seconds()];
    connection.execute(insert, parameters).await?;
    audit::append(connection, &Event::of(What::EmailAsk, sub), now).await?;
    mails::queue(connection, &Mail::ConfirmEmail { sub: sub.clone(), id }, now).await
}

/// What a person would confirm with that link, and the revision of their credentials when they asked.
async fn linked(
    connection: &Connection,
    sub: &Subject,
    link: &Digest,
    now: Timestamp,
) -> StoreResult<Option<(String, i64)>> {
    let asked = "SELECT email, revision FROM email_changes WHERE sub = $1 AND digest = $2 AND expires_at > $3";
    let found = connection.first(asked, params![sub.as_str(), octets(link), now.seconds()]).await?;
    found.map(|row| Ok((get(&row, 0)?, get(&row, 1)?))).transpose()
}

/// The person with the address, if what they proved when they asked still holds and no file defines them.
async fn would_be(
    connection: &Connection,
    sub: &Subject,
    email: &str,
    revision: i64,
    now: Timestamp,
) -> StoreResult<Option<User>> {
    if !is_proven(connection, sub, revision).await? {
        return Ok(None);
    }
    let user = by_sub(connection, sub).await?.filter(User::is_the_databases);
    Ok(user.map(|user| User { email: Some(email.to_owned()), email_verified: true, updated_at: now, ..user }))
}

/// Voids what was asked for.
pub async fn void_email(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    connection.execute("DELETE FROM email_changes WHERE sub = $1", params![sub.as_str()]).await?;
    Ok(())
}
