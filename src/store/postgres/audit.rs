//! The audit.

use async_trait::async_trait;
use tokio_postgres::Row;

use super::connection::{Connection, Parameter, params};
use super::rows::{get, unreadable};
use super::{PostgresStore, locks};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, Record};
use crate::protocol::audit_chain::Link;
use crate::protocol::client::ClientId;
use crate::protocol::user::Subject;
use crate::store::StoreResult;
use crate::store::audit::{
    Audits, Concerned, MOST_FAILURES, MOST_RECORDS, MOST_SIGN_INS, RECORD, SignInsOfSpan, Wanted, chain_shortened,
    record,
};

#[async_trait]
impl Audits for PostgresStore {
    async fn record(&self, event: &Event, now: Timestamp) -> StoreResult<()> {
        let event = event.clone();
        self.engine.once(async move |connection: &Connection| append(connection, &event, now).await).await
    }

    async fn records(&self, wanted: &Wanted) -> StoreResult<Vec<Record>> {
        let wanted = wanted.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let sub = wanted.sub.as_ref().map_or("$1::text IS NULL AND ", |_| "sub = $1 AND ");
                let (events, order) = (of_events(&wanted), wanted.order());
                let typed =
                    "($2::text IS NULL OR true) AND ($3::text IS NULL OR true) AND ($4::text IS NULL OR true) AND ";
                let concerned = concerned(&wanted, &format!("{sub}{events}"));
                let asked = format!(
                    "SELECT {RECORD} FROM audit WHERE {typed}{concerned}{sub}{events} ORDER BY id {order} LIMIT $5"
                );
                let sub = wanted.sub.as_ref().map(|sub| sub.as_str());
                let limit = i64::from(wanted.limit);
                let low = wanted.low();
                let all: &[Parameter<'_>] = params![sub, wanted.event, wanted.before, low, limit];
                match &wanted.concerned {
                    None => rows(connection, &asked, all).await,
                    Some(Concerned { people, clients }) => {
                        let people: Vec<&str> = people.iter().map(Subject::as_str).collect();
                        let clients: Vec<&str> = clients.iter().map(ClientId::as_str).collect();
                        let whom: &[Parameter<'_>] = params![people, clients];
                        rows(connection, &asked, &[all, whom].concat()).await
                    }
                }
            })
            .await
    }

    async fn sign_ins_by(&self, seconds: i64, first: Timestamp, spans: u32) -> StoreResult<Vec<SignInsOfSpan>> {
        self.engine
            .read(async move |connection: &Connection| {
                let last = first.seconds() + seconds * (i64::from(spans) - 1);
                let [ok, failures, records] = [MOST_SIGN_INS, MOST_FAILURES, MOST_RECORDS].map(i64::from);
                let asked = params![first.seconds(), last, seconds, ok, failures, records];
                let rows = connection.rows_planned(SIGN_INS, asked).await?;
                let counted = rows.iter().map(|row| {
                    let counted = [get(row, 1)?, get(row, 2)?, get(row, 3)?];
                    Ok(SignInsOfSpan::counted(Timestamp(get(row, 0)?), counted))
                });
                counted.collect()
            })
            .await
    }

    async fn chain(&self, after: i64, limit: u32) -> StoreResult<Vec<Record>> {
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!("SELECT {RECORD} FROM audit WHERE number > $1 ORDER BY number LIMIT $2");
                rows(connection, &asked, params![after, i64::from(limit)]).await
            })
            .await
    }

    async fn chain_start(&self) -> StoreResult<Link> {
        self.engine.read(async |connection: &Connection| start(connection).await).await
    }

    async fn extend_chain(&self, limit: u32) -> StoreResult<Vec<Record>> {
        let waits = self.engine.read(async |connection: &Connection| {
            connection.exists("SELECT 1 FROM audit WHERE number IS NULL ORDER BY id LIMIT 1", &[]).await
        });
        if !waits.await? {
            return Ok(Vec::new());
        }
        self.engine.transaction(async move |connection: &Connection| extend(connection, limit).await).await
    }

    async fn shorten_chain(&self, before: Timestamp, limit: u32, now: Timestamp) -> StoreResult<u32> {
        self.engine
            .transaction(async move |connection: &Connection| shorten(connection, before, limit, now).await)
            .await
    }
}

/// The sign-ins of each span: 1 and 2 are where the first and the last begin, 3 is how long each is, the others are the most that are counted. The id of a
/// record begins with its second, in hexadecimal. Compared by rows, the bounds
/// leave the planner one index to choose, which it stops to read at the limit.
const SIGN_INS: &str = "\
    SELECT begins, good.n, bad.n, records.n FROM generate_series($1::bigint, $2::bigint, $3::bigint) AS begins, \
    LATERAL (SELECT lpad(to_hex(begins), 8, '0') AS low, lpad(to_hex(begins + $3), 8, '0') AS high) AS bound, \
    LATERAL (SELECT count(*) AS n FROM (SELECT 1 FROM audit \
    WHERE (event, id) >= ('login.ok', low) AND (event, id) < ('login.ok', high) \
    ORDER BY event, id LIMIT $4) AS one) AS good, \
    LATERAL (SELECT coalesce(sum(coalesce((details::json ->> 'count')::bigint, 1)), 0)::bigint AS n \
    FROM (SELECT details FROM audit \
    WHERE (event, id) >= ('login.fail', low) AND (event, id) < ('login.fail', high) \
    ORDER BY event, id LIMIT $5) AS one) AS bad, \
    LATERAL (SELECT count(*) AS n FROM (SELECT 1 FROM audit \
    WHERE (event, id) >= ('login.fail', low) AND (event, id) < ('login.fail', high) \
    ORDER BY event, id LIMIT $6) AS one) AS records \
    ORDER BY begins";

/// The condition that a record is of the wanted events: 2 is the event, 3 and 4 are bounds, and 5 is the limit.
fn of_events(wanted: &Wanted) -> String {
    const BOUNDS: &str = "id < coalesce($3, 'g') AND id > coalesce($4, '')";
    let each = wanted.each_event();
    if each.is_empty() {
        return format!(
            "($2::text IS NULL OR event = $2 OR substr(event, 1, length($2) + 1) = $2 || '.') AND {BOUNDS}"
        );
    }
    let order = wanted.order();
    let looks: Vec<String> = each
        .iter()
        .enumerate()
        .map(|(i, name)| {
            // The first is what was asked for, and all others are names of ours.
            let name = if i == 0 { "$2".to_owned() } else { format!("'{name}'") };
            let look = format!("SELECT id FROM audit WHERE event = {name} AND {BOUNDS} ORDER BY id {order} LIMIT $5");
            format!("SELECT id FROM ({look}) AS one")
        })
        .collect();
    format!("id IN ({})", looks.join(" UNION ALL "))
}

/// The condition that a record concerns one of those that are wanted: 6 is the people, 7 the apps. Of each as many are looked
/// up as are wanted of all, for which `others` holds too. Compared by rows, the bounds leave the planner one index to choose.
fn concerned(wanted: &Wanted, others: &str) -> String {
    if wanted.concerned.is_none() {
        return String::new();
    }
    let order = wanted.order();
    let looks = [
        ("$6", "sub", "asked", "sub IS NOT NULL"),
        ("$6", "actor COLLATE \"C\"", "'person:' || asked", ACTED),
        ("$7", "client_id", "asked", "client_id IS NOT NULL"),
    ];
    let looks = looks.map(|(of, column, value, is)| {
        format!(
            "SELECT one.id FROM unnest({of}::text[]) AS asked, LATERAL (SELECT id FROM audit \
             WHERE ({column}, id) < ({value}, coalesce($3, 'g')) AND ({column}, id) > ({value}, coalesce($4, '')) \
             AND {is} AND {others} ORDER BY {column} {order}, id {order} LIMIT $5) AS one"
        )
    });
    format!("id IN ({}) AND ", looks.join(" UNION ALL "))
}

/// The condition that a person did something that does not concern themselves, in the words of the index that has those.
const ACTED: &str = "actor COLLATE \"C\" >= 'person:' AND actor COLLATE \"C\" < 'person;' \
     AND (sub IS NULL OR actor COLLATE \"C\" <> 'person:' || sub)";

/// Records what happens, in the transaction in which it does.
pub async fn append(connection: &Connection, event: &Event, now: Timestamp) -> StoreResult<()> {
    let record = record(event, now);
    let insert = format!("INSERT INTO audit ({RECORD}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, NULL)");
    let parameters = params![
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
    ];
    connection.execute(&insert, parameters).await?;
    Ok(())
}

async fn extend(connection: &Connection, limit: u32) -> StoreResult<Vec<Record>> {
    locks::take(connection, locks::AUDIT).await?;
    let newest = "SELECT number, hash FROM audit WHERE number IS NOT NULL ORDER BY number DESC";
    let mut last = match link(connection, newest).await? {
        Some(last) => last,
        None => start(connection).await?,
    };
    let asked = format!("SELECT {RECORD} FROM audit WHERE number IS NULL ORDER BY id LIMIT $1");
    let mut added = rows(connection, &asked, params![i64::from(limit)]).await?;
    let (mut ids, mut numbers, mut hashes) = (Vec::new(), Vec::new(), Vec::new());
    for record in &mut added {
        last = record.behind(&last);
        ids.push(record.id.clone());
        numbers.push(last.number);
        hashes.push(last.hash.to_vec());
        record.link = Some(last);
    }
    let update = "UPDATE audit SET number = given.number, hash = given.hash \
         FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS given (id, number, hash) WHERE audit.id = given.id";
    connection.execute(update, params![ids, numbers, hashes]).await?;
    Ok(added)
}

async fn shorten(connection: &Connection, before: Timestamp, limit: u32, now: Timestamp) -> StoreResult<u32> {
    locks::take(connection, locks::AUDIT).await?;
    // In order: a record that a clock dated back does not go before those in front of it.
    let asked = "SELECT number, hash, at FROM audit WHERE number > $1 ORDER BY number LIMIT $2";
    let first = start(connection).await?;
    let (mut last, mut count) = (None, 0);
    for row in &connection.rows(asked, params![first.number, i64::from(limit)]).await? {
        if get::<i64>(row, 2)? >= before.seconds() {
            break;
        }
        last = Some(link_of(row, 0)?);
        count += 1;
    }
    let Some(last) = last else { return Ok(0) };
    connection.execute("DELETE FROM audit_start", &[]).await?;
    let insert = "INSERT INTO audit_start VALUES ($1, $2)";
    connection.execute(insert, params![last.number, last.hash.as_slice()]).await?;
    connection.execute("DELETE FROM audit WHERE number <= $1", params![last.number]).await?;
    append(connection, &chain_shortened(&first, &last), now).await?;
    Ok(count)
}

async fn start(connection: &Connection) -> StoreResult<Link> {
    let asked = "SELECT number, hash FROM audit_start ORDER BY number DESC";
    Ok(link(connection, asked).await?.unwrap_or(Link::START))
}

async fn link(connection: &Connection, asked: &str) -> StoreResult<Option<Link>> {
    let found = connection.first(&format!("{asked} LIMIT 1"), &[]).await?;
    found.map(|row| link_of(&row, 0)).transpose()
}

fn link_of(row: &Row, at: usize) -> StoreResult<Link> {
    let hash: &[u8] = get(row, at + 1)?;
    Ok(Link { number: get(row, at)?, hash: hash.try_into().map_err(unreadable)? })
}

async fn rows(connection: &Connection, asked: &str, parameters: &[Parameter<'_>]) -> StoreResult<Vec<Record>> {
    connection.rows_planned(asked, parameters).await?.iter().map(read).collect()
}

fn read(row: &Row) -> StoreResult<Record> {
    let number: Option<i64> = get(row, 10)?;
    Ok(Record {
        id: get(row, 0)?,
        at: Timestamp(get(row, 1)?),
        event: get(row, 2)?,
        actor: get(row, 3)?,
        sub: get(row, 4)?,
        client_id: get(row, 5)?,
        ip: get(row, 6)?,
        agent: get(row, 7)?,
        request_id: get(row, 8)?,
        details: get(row, 9)?,
        link: number.map(|_| link_of(row, 10)).transpose()?,
    })
}
