//! Sign-ins that people are told of, and may disown.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::factors::changed;
use super::known_browsers::forget_browsers;
use super::sessions::end_sessions_of;
use super::standing::may_sign_in;
use super::users::{by_sub, replace_profile, revoke_all, void_links};
use super::{SqliteStore, audit, invitations, mails, user_codes};
use crate::clock::Timestamp;
use crate::protocol::mail::{FactorChange, Mail};
use crate::protocol::new_sign_in::NewSignIn;
use crate::protocol::session::{Cause, Session};
use crate::protocol::user::{Subject, User};
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::audit::{disowned, link_made};
use crate::store::new_sign_ins::{Disowned, LIFETIME, MOST_A_DAY, NewSignIns, regain};
use crate::store::sessions::Visit;
use crate::store::users::AddUser;

const COLUMNS: &str = "session_id, sub, since, signed_in_at, user_agent, ip, email";
const DAY: i64 = 24 * 60 * 60;

#[async_trait]
impl NewSignIns for SqliteStore {
    async fn link_new_sign_in(
        &self,
        session_id: &str,
        link: &Digest,
        expires_at: Timestamp,
    ) -> StoreResult<Option<NewSignIn>> {
        let (session_id, link) = (session_id.to_owned(), *link);
        self.writer
            .write(move |connection| {
                let update = format!(
                    "UPDATE new_sign_ins SET link = ?2, expires_at = ?3 WHERE session_id = ?1 RETURNING {COLUMNS}"
                );
                let mut statement = connection.prepare_cached(&update)?;
                let found = statement
                    .query_row(params![session_id, link.as_bytes(), expires_at.seconds()], sign_in)
                    .optional()?;
                Ok(found)
            })
            .await
    }

    async fn new_sign_in(&self, link: &Digest, now: Timestamp) -> StoreResult<Option<NewSignIn>> {
        self.reader.read(|connection| find(connection, link, now))
    }

    async fn disown(
        &self,
        link: &Digest,
        (instead, expires_at): (&Digest, Timestamp),
        now: Timestamp,
    ) -> StoreResult<Option<Disowned>> {
        let (link, instead) = (*link, *instead);
        self.writer
            .write(move |connection| {
                let Some(sign_in) = find(connection, &link, now)? else { return Ok(None) };
                let sub = &sign_in.sub;
                let user = by_sub(connection, sub)?.filter(|user| user.may_sign_in());
                let Some(user) = user else { return Ok(None) };
                audit::append(connection, &disowned(&sign_in), now)?;
                let removed = remove_added_there(connection, sub)?;
                void_links(connection, sub)?;
                forget_browsers(connection, sub, None)?;
                // Nobody knows who made them.
                connection.prepare_cached("DELETE FROM recovery_codes WHERE sub = ?1")?.execute([sub.as_str()])?;
                user_codes::remove(connection, sub)?;
                if removed > 0 {
                    changed(connection, sub, FactorChange::Disowned, now)?;
                }
                if user.is_the_databases() && user.leaves_mailbox(&sign_in.email).is_some() {
                    give_address_back(connection, &user, &sign_in.email, now)?;
                }
                let keeps_password = user.pins_password();
                remove_password(connection, sub, keeps_password)?;
                if !keeps_password {
                    let invitation = regain(&sign_in);
                    invitations::insert(connection, &instead, &invitation, expires_at)?;
                    audit::append(connection, &link_made(&invitation), now)?;
                }
                end_sessions_of(connection, sub, None, Cause::PasswordChange, now)?;
                revoke_all(connection, sub, None, now)?;
                Ok(Some(Disowned { keeps_password, removed_factors: removed > 0, sign_in }))
            })
            .await
    }
}

fn find(connection: &Connection, link: &Digest, now: Timestamp) -> StoreResult<Option<NewSignIn>> {
    let asked = sql!("SELECT {COLUMNS} FROM new_sign_ins WHERE link = ?1 AND expires_at > ?2");
    let found = connection.prepare_cached(asked)?.query_row(params![link.as_bytes(), now.seconds()], sign_in);
    let found = found.optional()?;
    match &found {
        Some(sign_in) if !may_sign_in(connection, &sign_in.sub)? => Ok(None),
        _ => Ok(found),
    }
}

/// When the first of those sign-ins began that the person was told of and has not settled: what was set up from then on may be
/// somebody else's.
pub fn first_since(connection: &Connection, sub: &Subject) -> StoreResult<Option<Timestamp>> {
    let asked = "SELECT min(since) FROM new_sign_ins WHERE sub = ?1";
    let since: Option<i64> = connection.prepare_cached(asked)?.query_row([sub.as_str()], |row| row.get(0))?;
    Ok(since.map(Timestamp))
}

/// Makes the address the account's again that it had when the sign-in began. Where it is another account's by now, the present
/// one is not known to be the person's any more.
fn give_address_back(connection: &Connection, user: &User, email: &str, now: Timestamp) -> StoreResult<()> {
    let back = User { email: Some(email.to_owned()), email_verified: true, updated_at: now, ..user.clone() };
    if replace_profile(connection, &back)? == AddUser::Taken {
        replace_profile(connection, &User { email_verified: false, updated_at: now, ..user.clone() })?;
    }
    Ok(())
}

/// Removes the password, unless it is kept: what was proven before is proven no longer in either case.
fn remove_password(connection: &Connection, sub: &Subject, is_kept: bool) -> StoreResult<()> {
    connection
        .prepare_cached(
            "UPDATE users SET password_hash = CASE WHEN ?2 THEN password_hash END, \
             credentials_revision = credentials_revision + 1 WHERE sub = ?1",
        )?
        .execute(params![sub.as_str(), is_kept])?;
    Ok(())
}

/// Removes the factors that were added in a browser of which the person was told and which is not settled. Of one that an earlier
/// version added, or that somebody added on the way to no login, the time is all that is known.
fn remove_added_there(connection: &Connection, sub: &Subject) -> StoreResult<usize> {
    let mut removed = 0;
    for table in ["totp", "passkeys"] {
        removed += connection
            .prepare_cached(&format!(
                "DELETE FROM {table} WHERE sub = ?1 AND EXISTS (SELECT 1 FROM new_sign_ins AS told WHERE told.sub = ?1 \
                 AND CASE WHEN {table}.added_in IS NULL THEN {table}.created_at >= told.since \
                 ELSE {table}.added_in = told.browser END)"
            ))?
            .execute([sub.as_str()])?;
    }
    Ok(removed)
}

/// Has the person told of a login that has just begun, where there is an address to tell them at. Of more than so many in a day
/// they are not told, but what was added in their browsers goes with the others.
pub fn tell(connection: &Connection, session: &Session, visit: &Visit, now: Timestamp) -> StoreResult<()> {
    let sub = session.sub.as_str();
    let address: Option<String> = connection
        .prepare_cached("SELECT email FROM users WHERE sub = ?1 AND email IS NOT NULL AND email_verified = 1")?
        .query_row([sub], |row| row.get(0))
        .optional()?;
    let told: u32 = connection
        .prepare_cached("SELECT count(*) FROM new_sign_ins WHERE sub = ?1 AND signed_in_at > ?2")?
        .query_row(params![sub, now.seconds().saturating_sub(DAY)], |row| row.get(0))?;
    let Some(email) = address else { return Ok(()) };
    connection
        .prepare_cached(
            "INSERT INTO new_sign_ins (session_id, sub, since, signed_in_at, user_agent, ip, email, expires_at, browser) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            session.id,
            sub,
            visit.since.seconds(),
            now.seconds(),
            session.user_agent,
            session.ip,
            email,
            now.after(LIFETIME).seconds(),
            visit.browser.as_bytes(),
        ])?;
    if told >= MOST_A_DAY {
        return Ok(());
    }
    let mail = Mail::NewSignIn { sub: session.sub.clone(), session_id: session.id.clone() };
    mails::queue(connection, &mail, now)
}

fn sign_in(row: &Row<'_>) -> rusqlite::Result<NewSignIn> {
    Ok(NewSignIn {
        session_id: row.get(0)?,
        sub: Subject::new(row.get::<_, String>(1)?),
        since: Timestamp(row.get(2)?),
        at: Timestamp(row.get(3)?),
        user_agent: row.get(4)?,
        ip: row.get(5)?,
        email: row.get(6)?,
    })
}
