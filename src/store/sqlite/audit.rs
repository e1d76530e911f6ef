//! The audit.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, params};

use super::SqliteStore;
use super::rows::to_json;
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, Record};
use crate::protocol::audit_chain::Link;
use crate::store::StoreResult;
use crate::store::audit::{
    Audits, Concerned, MOST_FAILURES, MOST_RECORDS, MOST_SIGN_INS, RECORD, SignInsOfSpan, Wanted, chain_shortened,
    record,
};

#[async_trait]
impl Audits for SqliteStore {
    async fn record(&self, event: &Event, now: Timestamp) -> StoreResult<()> {
        let event = event.clone();
        self.writer.write(move |connection| append(connection, &event, now)).await
    }

    async fn records(&self, wanted: &Wanted) -> StoreResult<Vec<Record>> {
        self.reader.read(|connection| {
            let sub = wanted.sub.as_ref().map(|_| "sub = ?1 AND ").unwrap_or_default();
            let (events, order) = (of_events(wanted), wanted.order());
            let concerned = concerned(wanted, &format!("{sub}{events}"));
            let asked =
                format!("SELECT {RECORD} FROM audit WHERE {concerned}{sub}{events} ORDER BY id {order} LIMIT ?5");
            let sub = wanted.sub.as_ref().map(|sub| sub.as_str());
            let low = wanted.low();
            let all = params![sub, wanted.event, wanted.before, low, wanted.limit];
            match &wanted.concerned {
                None => rows(connection, &asked, all),
                Some(Concerned { people, clients }) => {
                    let (people, clients) = (to_json(people)?, to_json(clients)?);
                    rows(connection, &asked, &[all, params![people, clients]].concat())
                }
            }
        })
    }

    async fn sign_ins_by(&self, seconds: i64, first: Timestamp, spans: u32) -> StoreResult<Vec<SignInsOfSpan>> {
        self.reader.read(|connection| {
            let last = first.seconds() + seconds * (i64::from(spans) - 1);
            let mut statement = connection.prepare_cached(SIGN_INS)?;
            let asked = params![first.seconds(), last, seconds, MOST_SIGN_INS, MOST_FAILURES, MOST_RECORDS];
            let mut found = statement.query(asked)?;
            let mut counted = Vec::new();
            while let Some(row) = found.next()? {
                let from = Timestamp(row.get(0)?);
                counted.push(SignInsOfSpan::counted(from, [row.get(1)?, row.get(2)?, row.get(3)?]));
            }
            Ok(counted)
        })
    }

    async fn chain(&self, after: i64, limit: u32) -> StoreResult<Vec<Record>> {
        self.reader.read(|connection| {
            let asked = sql!("SELECT {RECORD} FROM audit WHERE number > ?1 ORDER BY number LIMIT ?2");
            rows(connection, asked, params![after, limit])
        })
    }

    async fn chain_start(&self) -> StoreResult<Link> {
        self.reader.read(start)
    }

    async fn extend_chain(&self, limit: u32) -> StoreResult<Vec<Record>> {
        let waits = self.reader.read(|connection| {
            Ok(connection.prepare_cached("SELECT 1 FROM audit WHERE number IS NULL LIMIT 1")?.exists([])?)
        })?;
        if !waits {
            return Ok(Vec::new());
        }
        self.writer.write(move |connection| extend(connection, limit)).await
    }

    async fn shorten_chain(&self, before: Timestamp, limit: u32, now: Timestamp) -> StoreResult<u32> {
        self.writer.write(move |connection| shorten(connection, before, limit, now)).await
    }
}

/// The sign-ins of each span: 1 and 2 are where the first and the last begin, 3 is how long each is, the others are the most that
/// are counted. The id of a record begins with its second, in hexadecimal.
const SIGN_INS: &str = "\
    WITH RECURSIVE spans (begins) AS (SELECT ?1 UNION ALL SELECT begins + ?3 FROM spans WHERE begins < ?2), \
    bounds AS (SELECT begins, printf('%08x', begins) AS low, printf('%08x', begins + ?3) AS high FROM spans) \
    SELECT begins, \
    (SELECT count(*) FROM (SELECT 1 FROM audit WHERE event = 'login.ok' AND id >= low AND id < high LIMIT ?4)), \
    (SELECT coalesce(sum(count), 0) FROM (SELECT coalesce(CASE WHEN json_valid(details) \
    THEN CAST(json_extract(details, '$.count') AS INTEGER) END, 1) AS count \
    FROM audit WHERE event = 'login.fail' AND id >= low AND id < high LIMIT ?5)), \
    (SELECT count(*) FROM (SELECT 1 FROM audit WHERE event = 'login.fail' AND id >= low AND id < high LIMIT ?6)) \
    FROM bounds ORDER BY begins";

/// The condition that a record is of the wanted events: 2 is the event, 3 and 4 are bounds, and 5 is the limit.
fn of_events(wanted: &Wanted) -> String {
    const BOUNDS: &str = "id < coalesce(?3, 'g') AND id > coalesce(?4, '')";
    let each = wanted.each_event();
    if each.is_empty() {
        return format!("(?2 IS NULL OR event = ?2 OR substr(event, 1, length(?2) + 1) = ?2 || '.') AND {BOUNDS}");
    }
    let order = wanted.order();
    let looks: Vec<String> = each
        .iter()
        .enumerate()
        .map(|(i, name)| {
            // The first is what was asked for, and all others are names of ours.
            let name = if i == 0 { "?2".to_owned() } else { format!("'{name}'") };
            let look = format!("SELECT id FROM audit WHERE event = {name} AND {BOUNDS} ORDER BY id {order} LIMIT ?5");
            format!("SELECT id FROM ({look}) AS one")
        })
        .collect();
    format!("id IN ({})", looks.join(" UNION ALL "))
}

/// The condition that a record concerns one of those that are wanted: 6 is the people, 7 the apps. Of each as many are looked
/// up as are wanted of all, for which `others` holds too.
fn concerned(wanted: &Wanted, others: &str) -> String {
    if wanted.concerned.is_none() {
        return String::new();
    }
    let order = wanted.order();
    let looks = [("?6", "sub = asked.value"), ("?6", ACTED), ("?7", "client_id = asked.value")].map(|(of, is)| {
        format!(
            "SELECT one.value FROM json_each({of}) AS asked, json_each((SELECT json_group_array(id) FROM \
             (SELECT id FROM audit WHERE {is} AND {others} ORDER BY id {order} LIMIT ?5))) AS one"
        )
    });
    format!("id IN ({}) AND ", looks.join(" UNION ALL "))
}

/// The condition that a person did something that does not concern themselves, in the words of the index that has those.
const ACTED: &str = "actor = 'person:' || asked.value AND actor >= 'person:' AND actor < 'person;' \
     AND (sub IS NULL OR actor <> 'person:' || sub)";

/// Records what happens, in the transaction in which it does.
pub fn append(connection: &Connection, event: &Event, now: Timestamp) -> StoreResult<()> {
    let record = record(event, now);
    connection
        .prepare_cached(sql!(
            "INSERT INTO audit ({RECORD}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, NULL)"
        ))?
        .execute(params![
            record.id,
            record.at.seconds(),
            record.event,
            record.actor,
            record.sub,
            record.client_id,
            record.ip,
            record.agent,
            record.request_id,
            record.details,
        ])?;
    Ok(())
}

fn extend(connection: &Connection, limit: u32) -> StoreResult<Vec<Record>> {
    let mut last =
        match link(connection, "SELECT number, hash FROM audit WHERE number IS NOT NULL ORDER BY number DESC")? {
            Some(last) => last,
            None => start(connection)?,
        };
    let asked = sql!("SELECT {RECORD} FROM audit WHERE number IS NULL ORDER BY id LIMIT ?1");
    let mut added = rows(connection, asked, params![limit])?;
    let mut update = connection.prepare_cached("UPDATE audit SET number = ?2, hash = ?3 WHERE id = ?1")?;
    for record in &mut added {
        last = record.behind(&last);
        update.execute(params![record.id, last.number, last.hash])?;
        record.link = Some(last);
    }
    Ok(added)
}

fn shorten(connection: &Connection, before: Timestamp, limit: u32, now: Timestamp) -> StoreResult<u32> {
    // In order: a record that a clock dated back does not go before those in front of it.
    let asked = "SELECT number, hash, at FROM audit WHERE number > ?1 ORDER BY number LIMIT ?2";
    let mut statement = connection.prepare_cached(asked)?;
    let first = start(connection)?;
    let mut found = statement.query(params![first.number, limit])?;
    let (mut last, mut count) = (None, 0);
    while let Some(row) = found.next()? {
        if row.get::<_, i64>(2)? >= before.seconds() {
            break;
        }
        last = Some(Link { number: row.get(0)?, hash: row.get(1)? });
        count += 1;
    }
    let Some(last) = last else { return Ok(0) };
    connection.prepare_cached("DELETE FROM audit_start")?.execute([])?;
    connection.prepare_cached("INSERT INTO audit_start VALUES (?1, ?2)")?.execute(params![last.number, last.hash])?;
    connection.prepare_cached("DELETE FROM audit WHERE number <= ?1")?.execute([last.number])?;
    append(connection, &chain_shortened(&first, &last), now)?;
    Ok(count)
}

fn start(connection: &Connection) -> StoreResult<Link> {
    Ok(link(connection, "SELECT number, hash FROM audit_start ORDER BY number DESC")?.unwrap_or(Link::START))
}

fn link(connection: &Connection, asked: &str) -> StoreResult<Option<Link>> {
    let mut statement = connection.prepare_cached(&format!("{asked} LIMIT 1"))?;
    let found = statement.query_row([], |row| Ok(Link { number: row.get(0)?, hash: row.get(1)? }));
    Ok(found.optional()?)
}

fn rows(connection: &Connection, asked: &str, parameters: &[&dyn ToSql]) -> StoreResult<Vec<Record>> {
    let mut statement = connection.prepare_cached(asked)?;
    let mut found = statement.query(parameters)?;
    let mut records = Vec::new();
    while let Some(row) = found.next()? {
        records.push(read(row)?);
    }
    Ok(records)
}

fn read(row: &Row<'_>) -> StoreResult<Record> {
    let (number, hash): (Option<i64>, Option<[u8; 32]>) = (row.get(10)?, row.get(11)?);
    Ok(Record {
        id: row.get(0)?,
        at: Timestamp(row.get(1)?),
        event: row.get(2)?,
        actor: row.get(3)?,
        sub: row.get(4)?,
        client_id: row.get(5)?,
        ip: row.get(6)?,
        agent: row.get(7)?,
        request_id: row.get(8)?,
        details: row.get(9)?,
        link: number.zip(hash).map(|(number, hash)| Link { number, hash }),
    })
}
