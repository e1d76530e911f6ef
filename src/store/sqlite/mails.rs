//! Mail that waits to be sent.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::{json, to_json, unreadable};
use super::{SqliteStore, audit};
use crate::clock::Timestamp;
use crate::protocol::mail::{Kept, Mail, QueuedMail};
use crate::protocol::user::Subject;
use crate::random;
use crate::store::StoreResult;
use crate::store::audit::mail_asked_for;
use crate::store::mails::{MOST_COUNTED, Mails, WaitingMails, kept};

#[async_trait]
impl Mails for SqliteStore {
    async fn queue_mail(&self, mail: &Mail, now: Timestamp) -> StoreResult<()> {
        let mail = mail.clone();
        self.writer
            .write(move |connection| {
                if let Some(mut event) = mail_asked_for(&mail) {
                    if let Mail::PasswordReset { name } = &mail {
                        event.sub = owner_of(connection, name)?;
                    }
                    audit::append(connection, &event, now)?;
                }
                queue(connection, &mail, now)
            })
            .await
    }

    async fn take_mails(&self, now: Timestamp, lease_until: Timestamp, limit: u32) -> StoreResult<Vec<QueuedMail>> {
        self.writer
            .write(move |connection| {
                let mut statement = connection.prepare_cached(
                    "UPDATE mails SET due_at = ?2 WHERE id IN \
                     (SELECT id FROM mails WHERE due_at <= ?1 ORDER BY due_at LIMIT ?3) \
                     RETURNING id, mail, queued_at, attempts",
                )?;
                let mut found = statement.query(params![now.seconds(), lease_until.seconds(), limit])?;
                let mut mails = Vec::new();
                while let Some(row) = found.next()? {
                    let Kept { mail, language } = json(row.get_ref(1)?.as_str().map_err(unreadable)?)?;
                    mails.push(QueuedMail {
                        id: row.get(0)?,
                        mail,
                        language,
                        queued_at: Timestamp(row.get(2)?),
                        attempts: row.get(3)?,
                    });
                }
                Ok(mails)
            })
            .await
    }

    async fn forget_mail(&self, id: &str) -> StoreResult<()> {
        let id = id.to_owned();
        self.writer
            .write(move |connection| {
                connection.prepare_cached("DELETE FROM mails WHERE id = ?1")?.execute([&id])?;
                Ok(())
            })
            .await
    }

    async fn postpone_mail(&self, id: &str, due_at: Timestamp) -> StoreResult<()> {
        let id = id.to_owned();
        self.writer
            .write(move |connection| {
                connection
                    .prepare_cached("UPDATE mails SET attempts = attempts + 1, due_at = ?2 WHERE id = ?1")?
                    .execute(params![id, due_at.seconds()])?;
                Ok(())
            })
            .await
    }

    async fn forget_mails(&self, before: Timestamp) -> StoreResult<()> {
        self.writer
            .write(move |connection| {
                connection.prepare_cached("DELETE FROM mails WHERE queued_at < ?1")?.execute([before.seconds()])?;
                Ok(())
            })
            .await
    }

    async fn waiting_mails(&self) -> StoreResult<WaitingMails> {
        self.reader.read(|connection| {
            let asked = "SELECT count(*), min(queued_at), count(*) FILTER (WHERE attempts > 0) \
                 FROM (SELECT queued_at, attempts FROM mails ORDER BY id LIMIT ?1)";
            let counted = connection.prepare_cached(asked)?.query_row([MOST_COUNTED], |row| {
                let oldest = row.get::<_, Option<i64>>(1)?.map(Timestamp);
                Ok(WaitingMails { count: row.get(0)?, oldest, tried: row.get(2)? })
            });
            Ok(counted?)
        })
    }

    async fn next_mail(&self) -> StoreResult<Option<Timestamp>> {
        self.reader.read(|connection| {
            let asked = "SELECT due_at FROM mails ORDER BY due_at LIMIT 1";
            Ok(connection.prepare_cached(asked)?.query_row([], |row| row.get(0)).optional()?.map(Timestamp))
        })
    }
}

/// Whom a name means; the look is the same whether or not it means anybody.
fn owner_of(connection: &Connection, name: &str) -> StoreResult<Option<Subject>> {
    let asked = "SELECT sub FROM user_names WHERE key = ?1";
    let found: Option<String> = connection.prepare_cached(asked)?.query_row([name], |row| row.get(0)).optional()?;
    Ok(found.map(Subject::new))
}

/// Has a mail sent, once what it tells of is durable.
pub fn queue(connection: &Connection, mail: &Mail, now: Timestamp) -> StoreResult<()> {
    connection
        .prepare_cached("INSERT INTO mails (id, mail, queued_at, attempts, due_at) VALUES (?1, ?2, ?3, 0, ?3)")?
        .execute(params![random::dated_identifier(now), to_json(&kept(mail))?, now.seconds()])?;
    Ok(())
}
