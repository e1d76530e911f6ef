//! Sign-ins that people are told of, and may disown.

use async_trait::async_trait;
use tokio_postgres::Row;

use super::connection::{Connection, params};
use super::factors::changed;
use super::known_browsers::forget_browsers;
use super::rows::{get, octets, time};
use super::sessions::end_sessions_of;
use super::standing::hold_person;
use super::users::{by_sub, replace_profile, revoke_all, void_links};
use super::{PostgresStore, audit, invitations, locks, mails, user_codes};
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
impl NewSignIns for PostgresStore {
    async fn link_new_sign_in(
        &self,
        session_id: &str,
        link: &Digest,
        expires_at: Timestamp,
    ) -> StoreResult<Option<NewSignIn>> {
        let (session_id, link) = (session_id.to_owned(), *link);
        self.engine
            .transaction(async move |connection: &Connection| {
                let update = format!(
                    "UPDATE new_sign_ins SET link = $2, expires_at = $3 WHERE session_id = $1 RETURNING {COLUMNS}"
                );
                let parameters = params![session_id, octets(&link), expires_at.seconds()];
                connection.first(&update, parameters).await?.map(|row| sign_in(&row)).transpose()
            })
            .await
    }

    async fn new_sign_in(&self, link: &Digest, now: Timestamp) -> StoreResult<Option<NewSignIn>> {
        let link = *link;
        self.engine
            .read(async move |connection: &Connection| {
                let Some(found) = find(connection, &link, now).await? else { return Ok(None) };
                let user = by_sub(connection, &found.sub).await?;
                Ok(user.filter(|user| user.may_sign_in()).map(|_| found))
            })
            .await
    }

    async fn disown(
        &self,
        link: &Digest,
        (instead, expires_at): (&Digest, Timestamp),
        now: Timestamp,
    ) -> StoreResult<Option<Disowned>> {
        let (link, instead) = (*link, *instead);
        self.engine
            .long_transaction(async move |connection: &Connection| {
                let Some(sign_in) = find(connection, &link, now).await? else { return Ok(None) };
                let sub = &sign_in.sub;
                locks::take(connection, locks::NAMES).await?;
                hold_person(connection, sub).await?;
                let user = by_sub(connection, sub).await?.filter(|user| user.may_sign_in());
                let Some(user) = user else { return Ok(None) };
                // The row itself goes with all others below.
                let used = "UPDATE new_sign_ins SET link = NULL WHERE link = $1";
                if connection.execute(used, params![octets(&link)]).await? == 0 {
                    return Ok(None);
                }
                audit::append(connection, &disowned(&sign_in), now).await?;
                let removed = remove_added_there(connection, sub).await?;
                void_links(connection, sub).await?;
                forget_browsers(connection, sub, None).await?;
                // Nobody knows who made them.
                connection.execute("DELETE FROM recovery_codes WHERE sub = $1", params![sub.as_str()]).await?;
                user_codes::remove(connection, sub).await?;
                if removed > 0 {
                    changed(connection, sub, FactorChange::Disowned, now).await?;
                }
                if user.is_the_databases() && user.leaves_mailbox(&sign_in.email).is_some() {
                    give_address_back(connection, &user, &sign_in.email, now).await?;
                }
                let keeps_password = user.pins_password();
                remove_password(connection, sub, keeps_password).await?;
                if !keeps_password {
                    let invitation = regain(&sign_in);
                    invitations::insert(connection, &instead, &invitation, expires_at).await?;
                    audit::append(connection, &link_made(&invitation), now).await?;
                }
                end_sessions_of(connection, sub, None, Cause::PasswordChange, now).await?;
                revoke_all(connection, sub, None, now).await?;
                Ok(Some(Disowned { keeps_password, removed_factors: removed > 0, sign_in }))
            })
            .await
    }
}

async fn find(connection: &Connection, link: &Digest, now: Timestamp) -> StoreResult<Option<NewSignIn>> {
    let asked = format!("SELECT {COLUMNS} FROM new_sign_ins WHERE link = $1 AND expires_at > $2");
    let found = connection.first(&asked, params![octets(link), now.seconds()]).await?;
    found.map(|row| sign_in(&row)).transpose()
}

/// When the first of those sign-ins began that the person was told of and has not settled: what was set up from then on may be
/// somebody else's.
pub async fn first_since(connection: &Connection, sub: &Subject) -> StoreResult<Option<Timestamp>> {
    let asked = "SELECT min(since) FROM new_sign_ins WHERE sub = $1";
    time(&connection.one(asked, params![sub.as_str()]).await?, 0)
}

/// Makes the address the account's again that it had when the sign-in began. Where it is another account's by now, the present
/// one is not known to be the person's any more.
async fn give_address_back(connection: &Connection, user: &User, email: &str, now: Timestamp) -> StoreResult<()> {
    let back = User { email: Some(email.to_owned()), email_verified: true, updated_at: now, ..user.clone() };
    if replace_profile(connection, &back).await? == AddUser::Taken {
        replace_profile(connection, &User { email_verified: false, updated_at: now, ..user.clone() }).await?;
    }
    Ok(())
}

/// Removes the password, unless it is kept: what was proven before is proven no longer in either case.
async fn remove_password(connection: &Connection, sub: &Subject, is_kept: bool) -> StoreResult<()> {
    let update = "UPDATE users SET password_hash = CASE WHEN $2 THEN password_hash END, \
         credentials_revision = credentials_revision + 1 WHERE sub = $1";
    connection.execute(update, params![sub.as_str(), is_kept]).await?;
    Ok(())
}

/// Removes the factors that were added in a browser of which the person was told and which is not settled. Of one that an earlier
/// version added, or that somebody added on the way to no login, the time is all that is known.
async fn remove_added_there(connection: &Connection, sub: &Subject) -> StoreResult<u64> {
    let mut removed = 0;
    for table in ["totp", "passkeys"] {
        let delete = format!(
            "DELETE FROM {table} WHERE sub = $1 AND EXISTS (SELECT 1 FROM new_sign_ins AS told WHERE told.sub = $1 \
             AND CASE WHEN {table}.added_in IS NULL THEN {table}.created_at >= told.since \
             ELSE {table}.added_in = told.browser END)"
        );
        removed += connection.execute(&delete, params![sub.as_str()]).await?;
    }
    Ok(removed)
}

/// Has the person told of a login that has just begun, where there is an address to tell them at. Of more than so many in a day
/// they are not told, but what was added in their browsers goes with the others.
pub async fn tell(connection: &Connection, session: &Session, visit: &Visit, now: Timestamp) -> StoreResult<()> {
    let sub = session.sub.as_str();
    let address = "SELECT email FROM users WHERE sub = $1 AND email IS NOT NULL AND email_verified";
    let told = "SELECT count(*) FROM new_sign_ins WHERE sub = $1 AND signed_in_at > $2";
    let told = connection.one(told, params![sub, now.seconds().saturating_sub(DAY)]).await?;
    let Some(address) = connection.first(address, params![sub]).await? else { return Ok(()) };
    let insert = "INSERT INTO new_sign_ins (session_id, sub, since, signed_in_at, user_agent, ip, email, expires_at, browser) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let parameters = params![
        session.id,
        sub,
        visit.since.seconds(),
        now.seconds(),
        session.user_agent,
        session.ip,
        get::<&str>(&address, 0)?,
        now.after(LIFETIME).seconds(),
        octets(&visit.browser),
    ];
    connection.execute(insert, parameters).await?;
    if get::<i64>(&told, 0)? >= i64::from(MOST_A_DAY) {
        return Ok(());
    }
    let mail = Mail::NewSignIn { sub: session.sub.clone(), session_id: session.id.clone() };
    mails::queue(connection, &mail, now).await
}

fn sign_in(row: &Row) -> StoreResult<NewSignIn> {
    Ok(NewSignIn {
        session_id: get(row, 0)?,
        sub: Subject::new(get::<String>(row, 1)?),
        since: Timestamp(get(row, 2)?),
        at: Timestamp(get(row, 3)?),
        user_agent: get(row, 4)?,
        ip: get(row, 5)?,
        email: get(row, 6)?,
    })
}
