//! Second factors and passkeys.

use async_trait::async_trait;
use tokio_postgres::Row;

use super::connection::{Connection, params};
use super::known_browsers::forget_browsers;
use super::people::is_last_administrator;
use super::rows::{get, octets, unreadable, words};
use super::sessions::end_sessions_of;
use super::standing::{hold_person, is_proven, login_lives};
use super::users::{by_sub, end_what_was_proven, revoke_all};
use super::{PostgresStore, audit, locks, mails};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::factors::{AMR_CODE, AMR_PASSKEY, Factors, Passkey, PasskeyUse, Totp, WaysIn, counters_of_codes};
use crate::protocol::mail::{FactorChange, Mail};
use crate::protocol::session::Cause;
use crate::protocol::user::{Subject, User};
use crate::secret::{Digest, KeyMaterial};
use crate::store::StoreResult;
use crate::store::audit::factors_changed;
use crate::store::factors::{AddFactor, By, FirstPasskey, MOST_PASSKEYS, RemovePasskey, RemovePassword, SecondFactors};
use crate::store::people::Guarded;
use crate::store::sessions::Visit;

const PASSKEY: &str = "id, sub, name, public_key, sign_count, aaguid, backup_eligible, backed_up, transports, created_at, last_used, \
     signs_in";

#[async_trait]
impl SecondFactors for PostgresStore {
    async fn factors(&self, sub: &Subject) -> StoreResult<Factors> {
        let sub = sub.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let totp = "SELECT secret, created_at, last_used FROM totp WHERE sub = $1";
                let codes = "SELECT count(*) FROM recovery_codes WHERE sub = $1";
                let passkeys = format!("SELECT {PASSKEY} FROM passkeys WHERE sub = $1 ORDER BY created_at, id");
                let asked = params![sub.as_str()];
                let (totp, codes, passkeys) = futures_util::future::try_join3(
                    connection.first(totp, asked),
                    connection.first(codes, asked),
                    connection.rows(&passkeys, asked),
                )
                .await?;
                let codes: i64 = codes.map(|row| get(&row, 0)).transpose()?.unwrap_or_default();
                Ok(Factors {
                    totp: totp.map(|row| totp_of(&row)).transpose()?,
                    passkeys: passkeys.iter().map(passkey).collect::<StoreResult<_>>()?,
                    recovery_codes: u32::try_from(codes).unwrap_or(u32::MAX),
                })
            })
            .await
    }

    async fn add_totp(
        &self,
        sub: &Subject,
        secret: &KeyMaterial,
        step: i64,
        codes: &[Digest],
        by: &By,
        now: Timestamp,
    ) -> StoreResult<AddFactor> {
        let (sub, secret, codes, by) = (sub.clone(), secret.to_bytes(), codes.to_vec(), by.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                hold_person(connection, &sub).await?;
                if !is_said_by(connection, &sub, &by, now).await? {
                    return Ok(AddFactor::NotProven);
                }
                let insert = "INSERT INTO totp (sub, secret, last_step, created_at, last_used, added_in) \
                     VALUES ($1, $2, $3, $4, $4, $5) ON CONFLICT DO NOTHING";
                let added_in = added_in(connection, &by).await?;
                let parameters = params![sub.as_str(), secret, step, now.seconds(), added_in];
                let added = connection.execute(insert, parameters).await?;
                if added == 0 {
                    return Ok(AddFactor::Known);
                }
                put_codes(connection, &sub, &codes).await?;
                let revision = changed(connection, &sub, FactorChange::TotpAdded, now).await?;
                Ok(AddFactor::Added { revision })
            })
            .await
    }

    async fn use_totp(&self, sub: &Subject, step: i64, now: Timestamp) -> StoreResult<bool> {
        let sub = sub.clone();
        self.engine
            .transaction(async move |connection: &Connection| {
                let update = "UPDATE totp SET last_step = $2, last_used = $3 WHERE sub = $1 AND last_step < $2";
                Ok(connection.execute(update, params![sub.as_str(), step, now.seconds()]).await? > 0)
            })
            .await
    }

    async fn remove_totp(&self, sub: &Subject, by: &By, now: Timestamp) -> StoreResult<bool> {
        let (sub, by) = (sub.clone(), by.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                hold_person(connection, &sub).await?;
                if !is_said_by(connection, &sub, &by, now).await? {
                    return Ok(false);
                }
                let removed = connection.execute("DELETE FROM totp WHERE sub = $1", params![sub.as_str()]).await?;
                if removed > 0 {
                    changed(connection, &sub, FactorChange::TotpRemoved, now).await?;
                    if matches!(by, By::Operator) {
                        forget_wrong_codes(connection, &sub).await?;
                    }
                }
                Ok(removed > 0)
            })
            .await
    }

    async fn use_recovery_code(&self, sub: &Subject, code: &Digest, now: Timestamp) -> StoreResult<bool> {
        let (sub, code) = (sub.clone(), *code);
        self.engine
            .transaction(async move |connection: &Connection| {
                let delete = "DELETE FROM recovery_codes WHERE sub = $1 AND digest = $2";
                let is_used = connection.execute(delete, params![sub.as_str(), octets(&code)]).await? > 0;
                if is_used {
                    audit::append(connection, &Event::of(What::RecoveryCodeUse, &sub), now).await?;
                }
                Ok(is_used)
            })
            .await
    }

    async fn replace_recovery_codes(
        &self,
        sub: &Subject,
        codes: &[Digest],
        by: &By,
        now: Timestamp,
    ) -> StoreResult<bool> {
        let (sub, codes, by) = (sub.clone(), codes.to_vec(), by.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                hold_person(connection, &sub).await?;
                let asked = "SELECT 1 FROM users WHERE sub = $1 AND factors > 0";
                let has_any = connection.exists(asked, params![sub.as_str()]).await?;
                if !has_any || !is_said_by(connection, &sub, &by, now).await? {
                    return Ok(false);
                }
                put_codes(connection, &sub, &codes).await?;
                tell(connection, &sub, FactorChange::CodesReplaced, now).await?;
                Ok(true)
            })
            .await
    }

    async fn add_passkey(
        &self,
        passkey: &Passkey,
        codes: &[Digest],
        by: &By,
        now: Timestamp,
    ) -> StoreResult<AddFactor> {
        let (passkey, codes, by) = (passkey.clone(), codes.to_vec(), by.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                let sub = &passkey.sub;
                hold_person(connection, sub).await?;
                if !is_said_by(connection, sub, &by, now).await? {
                    return Ok(AddFactor::NotProven);
                }
                let asked = "SELECT count(*) FROM passkeys WHERE sub = $1";
                let has = connection.first(asked, params![sub.as_str()]).await?;
                let has: i64 = has.map(|row| get(&row, 0)).transpose()?.unwrap_or_default();
                if has >= i64::from(MOST_PASSKEYS) {
                    return Ok(AddFactor::Full);
                }
                let added_in = added_in(connection, &by).await?;
                if !insert_passkey(connection, &passkey, added_in).await? {
                    return Ok(AddFactor::Known);
                }
                put_codes(connection, sub, &codes).await?;
                let change = FactorChange::PasskeyAdded { name: passkey.name.clone() };
                let revision = changed(connection, sub, change, now).await?;
                Ok(AddFactor::Added { revision })
            })
            .await
    }

    async fn passkey(&self, id: &[u8]) -> StoreResult<Option<Passkey>> {
        let id = id.to_vec();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!("SELECT {PASSKEY} FROM passkeys WHERE id = $1");
                connection.first(&asked, params![id]).await?.map(|row| passkey(&row)).transpose()
            })
            .await
    }

    async fn use_passkey(&self, id: &[u8], was: u32, used: PasskeyUse, now: Timestamp) -> StoreResult<bool> {
        let id = id.to_vec();
        self.engine
            .transaction(async move |connection: &Connection| {
                let update = "UPDATE passkeys SET sign_count = $3, backed_up = $4, signs_in = signs_in OR $5, last_used = $6 \
                     WHERE id = $1 AND sign_count = $2";
                let (was, count) = (i64::from(was), i64::from(used.sign_count));
                let parameters = params![id, was, count, used.backed_up, used.alone, now.seconds()];
                Ok(connection.execute(update, parameters).await? > 0)
            })
            .await
    }

    async fn rename_passkey(&self, sub: &Subject, id: &[u8], name: &str, by: &By, now: Timestamp) -> StoreResult<bool> {
        let (sub, id, name, by) = (sub.clone(), id.to_vec(), name.to_owned(), by.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                if !is_said_by(connection, &sub, &by, now).await? {
                    return Ok(false);
                }
                let update = "UPDATE passkeys SET name = $3 WHERE id = $1 AND sub = $2";
                let is_named = connection.execute(update, params![id, sub.as_str(), name]).await? > 0;
                if is_named {
                    audit::append(connection, &Event::of(What::PasskeyRename, &sub).with("name", &name), now).await?;
                }
                Ok(is_named)
            })
            .await
    }

    async fn remove_passkey(
        &self,
        sub: &Subject,
        id: &[u8],
        by: &By,
        ways: WaysIn,
        now: Timestamp,
    ) -> StoreResult<RemovePasskey> {
        let (sub, id, by) = (sub.clone(), id.to_vec(), by.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                // Whether somebody administers beside this person is looked at under the same lock.
                locks::take(connection, locks::NAMES).await?;
                hold_person(connection, &sub).await?;
                if !is_said_by(connection, &sub, &by, now).await? {
                    return Ok(RemovePasskey::NotDone);
                }
                let another = "SELECT 1 FROM passkeys WHERE sub = $1 AND id <> $2 AND signs_in";
                let is_last = !connection.exists(another, params![sub.as_str(), id]).await?;
                if is_last && !signs_in_by_password(connection, &sub, ways).await? {
                    return Ok(RemovePasskey::OnlyWayIn);
                }
                let delete = "DELETE FROM passkeys WHERE id = $1 AND sub = $2 RETURNING name";
                let Some(row) = connection.first(delete, params![id, sub.as_str()]).await? else {
                    return Ok(RemovePasskey::NotDone);
                };
                let change = FactorChange::PasskeyRemoved { name: get(&row, 0)? };
                changed(connection, &sub, change, now).await?;
                Ok(RemovePasskey::Removed)
            })
            .await
    }

    async fn any_passkey(&self) -> StoreResult<bool> {
        let asked = "SELECT 1 FROM passkeys LIMIT 1";
        self.engine
            .read(async move |connection: &Connection| Ok(connection.first(asked, params![]).await?.is_some()))
            .await
    }

    async fn remove_password(&self, sub: &Subject, by: &By, now: Timestamp) -> StoreResult<RemovePassword> {
        let (sub, by) = (sub.clone(), by.clone());
        self.engine
            .long_transaction(async move |connection: &Connection| {
                hold_person(connection, &sub).await?;
                let user = by_sub(connection, &sub).await?.filter(|user| user.password_hash.is_some());
                let Some(user) = user.filter(User::may_sign_in) else { return Ok(RemovePassword::NotProven) };
                if !is_said_by(connection, &sub, &by, now).await? {
                    return Ok(RemovePassword::NotProven);
                }
                if user.pins_password() {
                    return Ok(RemovePassword::Pinned);
                }
                let signs_in = "SELECT 1 FROM passkeys WHERE sub = $1 AND signs_in";
                if connection.first(signs_in, params![sub.as_str()]).await?.is_none() {
                    return Ok(RemovePassword::NoPasskey);
                }
                let update = "UPDATE users SET password_hash = NULL WHERE sub = $1";
                connection.execute(update, params![sub.as_str()]).await?;
                changed(connection, &sub, FactorChange::PasswordRemoved, now).await?;
                end_what_was_proven(connection, &sub, by.login(), now).await?;
                Ok(RemovePassword::Removed)
            })
            .await
    }

    async fn reset_factors(&self, sub: &Subject, ways: WaysIn, now: Timestamp) -> StoreResult<Guarded> {
        let sub = sub.clone();
        self.engine
            .long_transaction(async move |connection: &Connection| {
                locks::take(connection, locks::NAMES).await?;
                hold_person(connection, &sub).await?;
                if !signs_in_by_password(connection, &sub, ways).await?
                    && is_last_administrator(connection, &sub, ways).await?
                {
                    return Ok(Guarded::LastAdministrator);
                }
                let mut removed = 0;
                for table in ["totp", "passkeys", "recovery_codes"] {
                    let delete = format!("DELETE FROM {table} WHERE sub = $1");
                    removed += connection.execute(&delete, params![sub.as_str()]).await?;
                }
                if removed > 0 {
                    changed(connection, &sub, FactorChange::Reset, now).await?;
                    forget_wrong_codes(connection, &sub).await?;
                    forget_browsers(connection, &sub, None).await?;
                    end_sessions_of(connection, &sub, None, Cause::Operator, now).await?;
                    revoke_all(connection, &sub, None, now).await?;
                }
                Ok(if removed > 0 { Guarded::Done } else { Guarded::Gone })
            })
            .await
    }
}

/// Wrong codes of an app that the operator removed do not count against the next one. An app that its owner removes keeps the
/// count: whoever guesses must not clear it.
async fn forget_wrong_codes(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    for counter in counters_of_codes(sub) {
        let counter = Digest::of(&counter);
        connection.execute("DELETE FROM tries WHERE counter = $1", params![octets(&counter)]).await?;
    }
    Ok(())
}

/// Whether it is still so, on whose word something changes.
pub async fn is_said_by(connection: &Connection, sub: &Subject, by: &By, now: Timestamp) -> StoreResult<bool> {
    match by {
        By::Login { id, revision } => {
            Ok(login_lives(connection, id, now).await? && is_proven(connection, sub, *revision).await?)
        }
        By::Proof(revision) => is_proven(connection, sub, *revision).await,
        By::Operator => Ok(true),
    }
}

/// Whether somebody has the passkey with this credential id.
pub async fn is_known(connection: &Connection, id: &[u8]) -> StoreResult<bool> {
    connection.exists("SELECT 1 FROM passkeys WHERE id = $1", params![id]).await
}

/// Adds the passkey that somebody begins with who chooses no password, and its recovery codes; the revision
/// of their credentials then.
pub async fn add_first(connection: &Connection, first: &FirstPasskey, now: Timestamp) -> StoreResult<i64> {
    let passkey = &first.passkey;
    if !insert_passkey(connection, passkey, None).await? {
        return Err(FirstPasskey::met_another());
    }
    put_codes(connection, &passkey.sub, &first.codes).await?;
    changed(connection, &passkey.sub, FactorChange::PasskeyAdded { name: passkey.name.clone() }, now).await
}

/// `false`, with nothing stored, where it is known.
async fn insert_passkey(connection: &Connection, passkey: &Passkey, added_in: Option<Vec<u8>>) -> StoreResult<bool> {
    let insert = "INSERT INTO passkeys (id, sub, name, public_key, sign_count, aaguid, backup_eligible, backed_up, \
         transports, created_at, last_used, signs_in, added_in) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING";
    let parameters = params![
        passkey.id,
        passkey.sub.as_str(),
        passkey.name,
        passkey.public_key,
        i64::from(passkey.sign_count),
        passkey.aaguid.as_slice(),
        passkey.backup_eligible,
        passkey.backed_up,
        passkey.transports.join(" "),
        passkey.created_at.seconds(),
        passkey.last_used.seconds(),
        passkey.signs_in,
        added_in,
    ];
    Ok(connection.execute(insert, parameters).await? > 0)
}

/// Whether the person has a password, and passwords sign in here.
async fn signs_in_by_password(connection: &Connection, sub: &Subject, ways: WaysIn) -> StoreResult<bool> {
    if !ways.password {
        return Ok(false);
    }
    let asked = "SELECT 1 FROM users WHERE sub = $1 AND password_hash IS NOT NULL";
    connection.exists(asked, params![sub.as_str()]).await
}

/// In which browser a factor is added that somebody adds in a login. On the way to a login nobody knows before it begins.
async fn added_in(connection: &Connection, by: &By) -> StoreResult<Option<Vec<u8>>> {
    let By::Login { id, .. } = by else { return Ok(None) };
    let found = connection.first("SELECT browser FROM sessions WHERE id = $1", params![id]).await?;
    Ok(found.map(|row| get::<Option<Vec<u8>>>(&row, 0)).transpose()?.flatten())
}

/// A login begins, or is proven again, in this browser: what was added on the way was added there. No other sign-in of the person
/// that was under way comes to anything after a factor was added.
pub async fn note_added_on_the_way(
    connection: &Connection,
    sub: &Subject,
    amr: &[String],
    visit: &Visit,
) -> StoreResult<()> {
    if !amr.iter().any(|method| method == AMR_CODE || method == AMR_PASSKEY) {
        return Ok(());
    }
    for table in ["totp", "passkeys"] {
        let update =
            format!("UPDATE {table} SET added_in = $2 WHERE sub = $1 AND added_in IS NULL AND created_at >= $3");
        let parameters = params![sub.as_str(), octets(&visit.browser), visit.since.seconds()];
        connection.execute(&update, parameters).await?;
    }
    Ok(())
}

async fn put_codes(connection: &Connection, sub: &Subject, codes: &[Digest]) -> StoreResult<()> {
    if codes.is_empty() {
        return Ok(());
    }
    connection.execute("DELETE FROM recovery_codes WHERE sub = $1", params![sub.as_str()]).await?;
    for code in codes {
        let insert = "INSERT INTO recovery_codes (sub, digest) VALUES ($1, $2)";
        connection.execute(insert, params![sub.as_str(), octets(code)]).await?;
    }
    Ok(())
}

/// Has the person told.
async fn tell(connection: &Connection, sub: &Subject, change: FactorChange, now: Timestamp) -> StoreResult<()> {
    audit::append(connection, &factors_changed(sub, &change), now).await?;
    mails::queue(connection, &Mail::FactorsChanged { sub: sub.clone(), change }, now).await
}

/// Notes which kinds there are now, in a new revision of the credentials, which it returns. Recovery codes stand in for
/// something: without any factor there are none.
pub async fn changed(connection: &Connection, sub: &Subject, change: FactorChange, now: Timestamp) -> StoreResult<i64> {
    tell(connection, sub, change, now).await?;
    let update = "UPDATE users SET credentials_revision = credentials_revision + 1, factors = \
         EXISTS (SELECT 1 FROM totp WHERE totp.sub = users.sub)::int \
         + 2 * EXISTS (SELECT 1 FROM passkeys WHERE passkeys.sub = users.sub)::int \
         WHERE sub = $1 RETURNING credentials_revision, factors";
    let found = connection.first(update, params![sub.as_str()]).await?;
    let row = found.ok_or_else(|| unreadable("users.credentials_revision"))?;
    if get::<i64>(&row, 1)? == 0 {
        connection.execute("DELETE FROM recovery_codes WHERE sub = $1", params![sub.as_str()]).await?;
    }
    get(&row, 0)
}

fn totp_of(row: &Row) -> StoreResult<Totp> {
    let secret = KeyMaterial::from_bytes(get(row, 0)?).ok_or_else(|| unreadable("totp.secret"))?;
    Ok(Totp { secret, created_at: Timestamp(get(row, 1)?), last_used: Timestamp(get(row, 2)?) })
}

fn passkey(row: &Row) -> StoreResult<Passkey> {
    let aaguid: &[u8] = get(row, 5)?;
    Ok(Passkey {
        id: get(row, 0)?,
        sub: Subject::new(get::<String>(row, 1)?),
        name: get(row, 2)?,
        public_key: get(row, 3)?,
        sign_count: u32::try_from(get::<i64>(row, 4)?).map_err(unreadable)?,
        aaguid: aaguid.try_into().map_err(unreadable)?,
        backup_eligible: get(row, 6)?,
        backed_up: get(row, 7)?,
        transports: words(get(row, 8)?),
        created_at: Timestamp(get(row, 9)?),
        last_used: Timestamp(get(row, 10)?),
        signs_in: get(row, 11)?,
    })
}
