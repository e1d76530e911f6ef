//! Mail that waits to be sent.

use async_trait::async_trait;

use super::connection::{Connection, params};
use super::rows::{get, json, time, to_json, unreadable};
use super::{PostgresStore, audit};
use crate::clock::Timestamp;
use crate::protocol::mail::{Kept, Mail, QueuedMail};
use crate::protocol::user::Subject;
use crate::random;
use crate::store::StoreResult;
use crate::store::audit::mail_asked_for;
use crate::store::mails::{MOST_COUNTED, Mails, WaitingMails, kept};

#[async_trait]
impl Mails for PostgresStore {
    async fn queue_mail(&self, mail: &Mail, now: Timestamp) -> StoreResult<()> {
        let mail = mail.clone();
        self.engine
            .transaction(async move |connection: &Connection| {
                if let Some(mut event) = mail_asked_for(&mail) {
                    if let Mail::PasswordReset { name } = &mail {
                        event.sub = owner_of(connection, name).await?;
                    }
                    audit::append(connection, &event, now).await?;
                }
                queue(connection, &mail, now).await
            })
            .await
    }

    async fn take_mails(&self, now: Timestamp, lease_until: Timestamp, limit: u32) -> StoreResult<Vec<QueuedMail>> {
        self.engine
            .transaction(async move |connection: &Connection| {
                let update = "UPDATE mails SET due_at = $2 WHERE id IN (SELECT id FROM mails WHERE due_at <= $1 \
                     ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id, mail, queued_at, attempts";
                let parameters = params![now.seconds(), lease_until.seconds(), i64::from(limit)];
                let mut mails = Vec::new();
                for row in connection.rows_planned(update, parameters).await? {
                    let Kept { mail, language } = json(get(&row, 1)?)?;
                    mails.push(QueuedMail {
                        id: get(&row, 0)?,
                        mail,
                        language,
                        queued_at: Timestamp(get(&row, 2)?),
                        attempts: u32::try_from(get::<i64>(&row, 3)?).map_err(unreadable)?,
                    });
                }
                Ok(mails)
            })
            .await
    }

    async fn forget_mail(&self, id: &str) -> StoreResult<()> {
        let id = id.to_owned();
        self.engine
            .transaction(async move |connection: &Connection| {
                connection.execute("DELETE FROM mails WHERE id = $1", params![id]).await?;
                Ok(())
            })
            .await
    }

    async fn postpone_mail(&self, id: &str, due_at: Timestamp) -> StoreResult<()> {
        let id = id.to_owned();
        self.engine
            .transaction(async move |connection: &Connection| {
                let update = "UPDATE mails SET attempts = attempts + 1, due_at = $2 WHERE id = $1";
                connection.execute(update, params![id, due_at.seconds()]).await?;
                Ok(())
            })
            .await
    }

    async fn forget_mails(&self, before: Timestamp) -> StoreResult<()> {
        self.engine
            .transaction(async move |connection: &Connection| {
                connection.execute("DELETE FROM mails WHERE queued_at < $1", params![before.seconds()]).await?;
                Ok(())
            })
            .await
    }

    async fn waiting_mails(&self) -> StoreResult<WaitingMails> {
        self.engine
            .read(async |connection: &Connection| {
                let asked = "SELECT count(*), min(queued_at), count(*) FILTER (WHERE attempts > 0) \
                     FROM (SELECT queued_at, attempts FROM mails ORDER BY id LIMIT $1) AS counted";
                let row = connection.one(asked, params![i64::from(MOST_COUNTED)]).await?;
                let number = |at| u32::try_from(get::<i64>(&row, at)?).map_err(unreadable);
                Ok(WaitingMails { count: number(0)?, oldest: time(&row, 1)?, tried: number(2)? })
            })
            .await
    }

    async fn next_mail(&self) -> StoreResult<Option<Timestamp>> {
        self.engine
            .read(async |connection: &Connection| {
                let next = connection.first("SELECT due_at FROM mails ORDER BY due_at LIMIT 1", &[]).await?;
                next.map(|row| time(&row, 0)).transpose().map(Option::flatten)
            })
            .await
    }
}

/// Whom a name means; the look is the same whether or not it means anybody.
async fn owner_of(connection: &Connection, name: &str) -> StoreResult<Option<Subject>> {
    let found = connection.first("SELECT sub FROM user_names WHERE key = $1", params![name]).await?;
    found.map(|row| get::<String>(&row, 0).map(Subject::new)).transpose()
}

/// Has a mail sent, once what it tells of is durable.
pub async fn queue(connection: &Connection, mail: &Mail, now: Timestamp) -> StoreResult<()> {
    let insert = "INSERT INTO mails (id, mail, queued_at, attempts, due_at) VALUES ($1, $2, $3, 0, $3)";
    let parameters = params![random::dated_identifier(now), to_json(&kept(mail))?, now.seconds()];
    connection.execute(insert, parameters).await?;
    Ok(())
}
