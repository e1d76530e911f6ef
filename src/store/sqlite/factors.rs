//! Second factors and passkeys.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::known_browsers::forget_browsers;
use super::people::is_last_administrator;
use super::rows::{unreadable, words};
use super::sessions::end_sessions_of;
use super::standing::{is_proven, login_lives};
use super::users::{by_sub, end_what_was_proven, revoke_all};
use super::{SqliteStore, audit, mails};
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
impl SecondFactors for SqliteStore {
    async fn factors(&self, sub: &Subject) -> StoreResult<Factors> {
        self.reader.read(|connection| {
            let totp = connection
                .prepare_cached("SELECT secret, created_at, last_used FROM totp WHERE sub = ?1")?
                .query_row([sub.as_str()], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            let totp = totp.map(|(secret, created_at, last_used)| {
                let secret = KeyMaterial::from_bytes(&secret).ok_or_else(|| unreadable("totp.secret"))?;
                StoreResult::Ok(Totp { secret, created_at: Timestamp(created_at), last_used: Timestamp(last_used) })
            });
            let recovery_codes = connection
                .prepare_cached("SELECT count(*) FROM recovery_codes WHERE sub = ?1")?
                .query_row([sub.as_str()], |row| row.get(0))?;
            let asked = sql!("SELECT {PASSKEY} FROM passkeys WHERE sub = ?1 ORDER BY created_at, id");
            let mut statement = connection.prepare_cached(asked)?;
            let mut found = statement.query([sub.as_str()])?;
            let mut passkeys = Vec::new();
            while let Some(row) = found.next()? {
                passkeys.push(passkey(row)?);
            }
            Ok(Factors { totp: totp.transpose()?, passkeys, recovery_codes })
        })
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
        self.writer
            .write(move |connection| {
                if !is_said_by(connection, &sub, &by, now)? {
                    return Ok(AddFactor::NotProven);
                }
                let added = connection
                    .prepare_cached(
                        "INSERT OR IGNORE INTO totp (sub, secret, last_step, created_at, last_used, added_in) \
                         VALUES (?1, ?2, ?3, ?4, ?4, ?5)",
                    )?
                    .execute(params![sub.as_str(), secret, step, now.seconds(), added_in(connection, &by)?])?;
                if added == 0 {
                    return Ok(AddFactor::Known);
                }
                put_codes(connection, &sub, &codes)?;
                let revision = changed(connection, &sub, FactorChange::TotpAdded, now)?;
                Ok(AddFactor::Added { revision })
            })
            .await
    }

    async fn use_totp(&self, sub: &Subject, step: i64, now: Timestamp) -> StoreResult<bool> {
        let sub = sub.clone();
        self.writer
            .write(move |connection| {
                let used = connection
                    .prepare_cached("UPDATE totp SET last_step = ?2, last_used = ?3 WHERE sub = ?1 AND last_step < ?2")?
                    .execute(params![sub.as_str(), step, now.seconds()])?;
                Ok(used > 0)
            })
            .await
    }

    async fn remove_totp(&self, sub: &Subject, by: &By, now: Timestamp) -> StoreResult<bool> {
        let (sub, by) = (sub.clone(), by.clone());
        self.writer
            .write(move |connection| {
                if !is_said_by(connection, &sub, &by, now)? {
                    return Ok(false);
                }
                let removed = connection.prepare_cached("DELETE FROM totp WHERE sub = ?1")?.execute([sub.as_str()])?;
                if removed > 0 {
                    changed(connection, &sub, FactorChange::TotpRemoved, now)?;
                    if matches!(by, By::Operator) {
                        forget_wrong_codes(connection, &sub)?;
                    }
                }
                Ok(removed > 0)
            })
            .await
    }

    async fn use_recovery_code(&self, sub: &Subject, code: &Digest, now: Timestamp) -> StoreResult<bool> {
        let (sub, code) = (sub.clone(), *code);
        self.writer
            .write(move |connection| {
                let used = connection
                    .prepare_cached("DELETE FROM recovery_codes WHERE sub = ?1 AND digest = ?2")?
                    .execute(params![sub.as_str(), code.as_bytes()])?;
                if used > 0 {
                    audit::append(connection, &Event::of(What::RecoveryCodeUse, &sub), now)?;
                }
                Ok(used > 0)
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
        self.writer
            .write(move |connection| {
                let has_any = connection
                    .prepare_cached("SELECT 1 FROM users WHERE sub = ?1 AND factors > 0")?
                    .exists([sub.as_str()])?;
                if !has_any || !is_said_by(connection, &sub, &by, now)? {
                    return Ok(false);
                }
                put_codes(connection, &sub, &codes)?;
                tell(connection, &sub, FactorChange::CodesReplaced, now)?;
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
        self.writer
            .write(move |connection| {
                let sub = &passkey.sub;
                if !is_said_by(connection, sub, &by, now)? {
                    return Ok(AddFactor::NotProven);
                }
                let has: u32 = connection
                    .prepare_cached("SELECT count(*) FROM passkeys WHERE sub = ?1")?
                    .query_row([sub.as_str()], |row| row.get(0))?;
                if has >= MOST_PASSKEYS {
                    return Ok(AddFactor::Full);
                }
                let added_in = added_in(connection, &by)?;
                if !insert_passkey(connection, &passkey, added_in)? {
                    return Ok(AddFactor::Known);
                }
                put_codes(connection, sub, &codes)?;
                let change = FactorChange::PasskeyAdded { name: passkey.name.clone() };
                let revision = changed(connection, sub, change, now)?;
                Ok(AddFactor::Added { revision })
            })
            .await
    }

    async fn passkey(&self, id: &[u8]) -> StoreResult<Option<Passkey>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(sql!("SELECT {PASSKEY} FROM passkeys WHERE id = ?1"))?;
            let mut found = statement.query([id])?;
            found.next()?.map(passkey).transpose()
        })
    }

    async fn any_passkey(&self) -> StoreResult<bool> {
        self.reader.read(|connection| Ok(connection.prepare_cached("SELECT 1 FROM passkeys LIMIT 1")?.exists([])?))
    }

    async fn use_passkey(&self, id: &[u8], was: u32, used: PasskeyUse, now: Timestamp) -> StoreResult<bool> {
        let id = id.to_vec();
        self.writer
            .write(move |connection| {
                let noted = connection
                    .prepare_cached(
                        "UPDATE passkeys SET sign_count = ?3, backed_up = ?4, signs_in = signs_in OR ?5, last_used = ?6 \
                         WHERE id = ?1 AND sign_count = ?2",
                    )?
                    .execute(params![id, was, used.sign_count, used.backed_up, used.alone, now.seconds()])?;
                Ok(noted > 0)
            })
            .await
    }

    async fn rename_passkey(&self, sub: &Subject, id: &[u8], name: &str, by: &By, now: Timestamp) -> StoreResult<bool> {
        let (sub, id, name, by) = (sub.clone(), id.to_vec(), name.to_owned(), by.clone());
        self.writer
            .write(move |connection| {
                if !is_said_by(connection, &sub, &by, now)? {
                    return Ok(false);
                }
                let named = connection
                    .prepare_cached("UPDATE passkeys SET name = ?3 WHERE id = ?1 AND sub = ?2")?
                    .execute(params![id, sub.as_str(), name])?;
                if named > 0 {
                    audit::append(connection, &Event::of(What::PasskeyRename, &sub).with("name", &name), now)?;
                }
                Ok(named > 0)
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
        self.writer
            .write(move |connection| {
                if !is_said_by(connection, &sub, &by, now)? {
                    return Ok(RemovePasskey::NotDone);
                }
                let another = "SELECT 1 FROM passkeys WHERE sub = ?1 AND id <> ?2 AND signs_in";
                let is_last = !connection.prepare_cached(another)?.exists(params![sub.as_str(), id])?;
                if is_last && !signs_in_by_password(connection, &sub, ways)? {
                    return Ok(RemovePasskey::OnlyWayIn);
                }
                let removed: Option<String> = connection
                    .prepare_cached("DELETE FROM passkeys WHERE id = ?1 AND sub = ?2 RETURNING name")?
                    .query_row(params![id, sub.as_str()], |row| row.get(0))
                    .optional()?;
                let Some(name) = removed else { return Ok(RemovePasskey::NotDone) };
                changed(connection, &sub, FactorChange::PasskeyRemoved { name }, now)?;
                Ok(RemovePasskey::Removed)
            })
            .await
    }

    async fn remove_password(&self, sub: &Subject, by: &By, now: Timestamp) -> StoreResult<RemovePassword> {
        let (sub, by) = (sub.clone(), by.clone());
        self.writer
            .write(move |connection| {
                let user = by_sub(connection, &sub)?.filter(|user| user.password_hash.is_some());
                let Some(user) = user.filter(User::may_sign_in) else { return Ok(RemovePassword::NotProven) };
                if !is_said_by(connection, &sub, &by, now)? {
                    return Ok(RemovePassword::NotProven);
                }
                if user.pins_password() {
                    return Ok(RemovePassword::Pinned);
                }
                let signs_in = "SELECT 1 FROM passkeys WHERE sub = ?1 AND signs_in";
                if !connection.prepare_cached(signs_in)?.exists([sub.as_str()])? {
                    return Ok(RemovePassword::NoPasskey);
                }
                connection
                    .prepare_cached("UPDATE users SET password_hash = NULL WHERE sub = ?1")?
                    .execute([sub.as_str()])?;
                changed(connection, &sub, FactorChange::PasswordRemoved, now)?;
                end_what_was_proven(connection, &sub, by.login(), now)?;
                Ok(RemovePassword::Removed)
            })
            .await
    }

    async fn reset_factors(&self, sub: &Subject, ways: WaysIn, now: Timestamp) -> StoreResult<Guarded> {
        let sub = sub.clone();
        self.writer
            .write(move |connection| {
                if !signs_in_by_password(connection, &sub, ways)? && is_last_administrator(connection, &sub, ways)? {
                    return Ok(Guarded::LastAdministrator);
                }
                let mut removed = 0;
                for table in ["totp", "passkeys", "recovery_codes"] {
                    removed += connection
                        .prepare_cached(&format!("DELETE FROM {table} WHERE sub = ?1"))?
                        .execute([sub.as_str()])?;
                }
                if removed > 0 {
                    changed(connection, &sub, FactorChange::Reset, now)?;
                    forget_wrong_codes(connection, &sub)?;
                    forget_browsers(connection, &sub, None)?;
                    end_sessions_of(connection, &sub, None, Cause::Operator, now)?;
                    revoke_all(connection, &sub, None, now)?;
                }
                Ok(if removed > 0 { Guarded::Done } else { Guarded::Gone })
            })
            .await
    }
}

/// Wrong codes of an app that the operator removed do not count against the next one. An app that its owner removes keeps the
/// count: whoever guesses must not clear it.
fn forget_wrong_codes(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    for counter in counters_of_codes(sub) {
        let counter = Digest::of(&counter);
        connection.prepare_cached("DELETE FROM tries WHERE counter = ?1")?.execute([counter.as_bytes()])?;
    }
    Ok(())
}

/// Whether it is still so, on whose word something changes.
pub fn is_said_by(connection: &Connection, sub: &Subject, by: &By, now: Timestamp) -> StoreResult<bool> {
    match by {
        By::Login { id, revision } => Ok(login_lives(connection, id, now)? && is_proven(connection, sub, *revision)?),
        By::Proof(revision) => is_proven(connection, sub, *revision),
        By::Operator => Ok(true),
    }
}

/// Whether somebody has the passkey with this credential id.
pub fn is_known(connection: &Connection, id: &[u8]) -> StoreResult<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM passkeys WHERE id = ?1")?.exists([id])?)
}

/// Adds the passkey that somebody begins with who chooses no password, and its recovery codes; the revision
/// of their credentials then.
pub fn add_first(connection: &Connection, first: &FirstPasskey, now: Timestamp) -> StoreResult<i64> {
    let passkey = &first.passkey;
    if !insert_passkey(connection, passkey, None)? {
        return Err(FirstPasskey::met_another());
    }
    put_codes(connection, &passkey.sub, &first.codes)?;
    changed(connection, &passkey.sub, FactorChange::PasskeyAdded { name: passkey.name.clone() }, now)
}

/// `false`, with nothing stored, where it is known.
fn insert_passkey(connection: &Connection, passkey: &Passkey, added_in: Option<Vec<u8>>) -> StoreResult<bool> {
    let added = connection
        .prepare_cached(
            "INSERT OR IGNORE INTO passkeys (id, sub, name, public_key, sign_count, aaguid, backup_eligible, backed_up, \
             transports, created_at, last_used, signs_in, added_in) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            passkey.id,
            passkey.sub.as_str(),
            passkey.name,
            passkey.public_key,
            passkey.sign_count,
            passkey.aaguid,
            passkey.backup_eligible,
            passkey.backed_up,
            passkey.transports.join(" "),
            passkey.created_at.seconds(),
            passkey.last_used.seconds(),
            passkey.signs_in,
            added_in,
        ])?;
    Ok(added > 0)
}

/// Whether the person has a password, and passwords sign in here.
fn signs_in_by_password(connection: &Connection, sub: &Subject, ways: WaysIn) -> StoreResult<bool> {
    if !ways.password {
        return Ok(false);
    }
    let asked = "SELECT 1 FROM users WHERE sub = ?1 AND password_hash IS NOT NULL";
    Ok(connection.prepare_cached(asked)?.exists([sub.as_str()])?)
}

/// In which browser a factor is added that somebody adds in a login. On the way to a login nobody knows before it begins.
fn added_in(connection: &Connection, by: &By) -> StoreResult<Option<Vec<u8>>> {
    let By::Login { id, .. } = by else { return Ok(None) };
    let browser = connection
        .prepare_cached("SELECT browser FROM sessions WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(browser.flatten())
}

/// A login begins, or is proven again, in this browser: what was added on the way was added there. No other sign-in of the person
/// that was under way comes to anything after a factor was added.
pub fn note_added_on_the_way(connection: &Connection, sub: &Subject, amr: &[String], visit: &Visit) -> StoreResult<()> {
    if !amr.iter().any(|method| method == AMR_CODE || method == AMR_PASSKEY) {
        return Ok(());
    }
    for table in ["totp", "passkeys"] {
        let update =
            format!("UPDATE {table} SET added_in = ?2 WHERE sub = ?1 AND added_in IS NULL AND created_at >= ?3");
        let parameters = params![sub.as_str(), visit.browser.as_bytes(), visit.since.seconds()];
        connection.prepare_cached(&update)?.execute(parameters)?;
    }
    Ok(())
}

fn put_codes(connection: &Connection, sub: &Subject, codes: &[Digest]) -> StoreResult<()> {
    if codes.is_empty() {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM recovery_codes WHERE sub = ?1")?.execute([sub.as_str()])?;
    let mut insert = connection.prepare_cached("INSERT INTO recovery_codes VALUES (?1, ?2)")?;
    for code in codes {
        insert.execute(params![sub.as_str(), code.as_bytes()])?;
    }
    Ok(())
}

/// Has the person told.
fn tell(connection: &Connection, sub: &Subject, change: FactorChange, now: Timestamp) -> StoreResult<()> {
    audit::append(connection, &factors_changed(sub, &change), now)?;
    mails::queue(connection, &Mail::FactorsChanged { sub: sub.clone(), change }, now)
}

/// Notes which kinds there are now, in a new revision of the credentials, which it returns. Recovery codes stand in for
/// something: without any factor there are none.
pub fn changed(connection: &Connection, sub: &Subject, change: FactorChange, now: Timestamp) -> StoreResult<i64> {
    tell(connection, sub, change, now)?;
    let (revision, factors): (i64, i64) = connection
        .prepare_cached(
            "UPDATE users SET credentials_revision = credentials_revision + 1, factors = \
             EXISTS (SELECT 1 FROM totp WHERE totp.sub = users.sub) \
             + 2 * EXISTS (SELECT 1 FROM passkeys WHERE passkeys.sub = users.sub) \
             WHERE sub = ?1 RETURNING credentials_revision, factors",
        )?
        .query_row([sub.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if factors == 0 {
        connection.prepare_cached("DELETE FROM recovery_codes WHERE sub = ?1")?.execute([sub.as_str()])?;
    }
    Ok(revision)
}

fn passkey(row: &Row<'_>) -> StoreResult<Passkey> {
    Ok(Passkey {
        id: row.get(0)?,
        sub: Subject::new(row.get::<_, String>(1)?),
        name: row.get(2)?,
        public_key: row.get(3)?,
        sign_count: row.get(4)?,
        aaguid: row.get(5)?,
        backup_eligible: row.get(6)?,
        backed_up: row.get(7)?,
        transports: words(row.get_ref(8)?.as_str().map_err(unreadable)?),
        created_at: Timestamp(row.get(9)?),
        last_used: Timestamp(row.get(10)?),
        signs_in: row.get(11)?,
    })
}
