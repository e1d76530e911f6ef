//! Fills a database while no server has it open: what one real visitor left is copied so often, each copy with identities
//! of its own. Nothing here knows more of a table than the names of the columns that identify something, so that the
//! schema may change.

use std::collections::BTreeMap;
use std::path::Path;

use latchkey::clock::{Clock as _, SystemClock, Timestamp};
use latchkey::random;
use latchkey::secret::Digest;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Whatever a visitor with a login, a grant and both tokens leaves.
const TABLES: [&str; 6] = ["cookie_sessions", "sessions", "client_logins", "grants", "access_tokens", "refresh_tokens"];
/// The columns that say until when something lives, or when it was.
const TIMES: [&str; 8] =
    ["expires_at", "idle_expires_at", "created_at", "last_seen", "auth_time", "issued_at", "ended_at", "spent_at"];
/// Seconds by which all that is over came earlier: what lives longest lives for 90 days.
const LONG_AGO: i64 = 100 * 24 * 60 * 60;

/// Access and refresh tokens of those who were filled in.
pub type Tokens = Vec<(String, String)>;

/// The rows of one visitor, by table.
struct Template(Vec<(&'static str, Vec<String>, Vec<Value>)>);

/// Copies the one visitor of the database, whose tokens these are, until there are `count` more who are signed in.
pub fn live(database: &Path, (access, refresh): (&str, &str), count: usize) -> Tokens {
    // Over the last 50 minutes, in which no token expired.
    copy(database, (access, refresh), count, |rank| ((count - rank) * 3_000 / count) as i64, |_, value| value.clone())
}

/// Copies them until there are about `rows` more that are over.
pub fn expired(database: &Path, tokens: (&str, &str), rows: usize) {
    copy(database, tokens, rows / TABLES.len(), |_| LONG_AGO, over);
}

/// What the column of something that lives has when it is over. Logins that expired were ended when they did.
fn over(column: &str, value: &Value) -> Value {
    match (column, value) {
        ("ended_at", Value::Null) => Value::Integer(SystemClock.now().seconds() - LONG_AGO),
        ("cause", Value::Null) => Value::Text("expired".to_owned()),
        (column, Value::Integer(time)) if TIMES.contains(&column) => Value::Integer(time - LONG_AGO),
        (_, value) => value.clone(),
    }
}

fn copy(
    database: &Path,
    template_tokens: (&str, &str),
    count: usize,
    age: impl Fn(usize) -> i64,
    shape: fn(&str, &Value) -> Value,
) -> Tokens {
    let mut tokens = Tokens::new();
    let mut connection = Connection::open(database).unwrap();
    connection.pragma_update(None, "synchronous", "OFF").unwrap();
    connection.pragma_update(None, "cache_size", -1_000_000).unwrap();
    let template = Template::read(&connection, template_tokens, shape);
    let now = SystemClock.now();
    let transaction = connection.transaction().unwrap();
    for rank in 0..count {
        let at = Timestamp(now.seconds() - age(rank));
        let (access, refresh) =
            (format!("lka_{}", random::dated_token(at)), format!("lkr_{}", random::dated_token(at)));
        let identities = template.identities((&access, &refresh), template_tokens, now, at);
        for (table, columns, row) in &template.0 {
            let marks = vec!["?"; row.len()].join(", ");
            let insert = format!("INSERT INTO {table} ({}) VALUES ({marks})", columns.join(", "));
            let row = row.iter().map(|value| replaced(value, &identities));
            transaction.prepare_cached(&insert).unwrap().execute(params_from_iter(row)).unwrap();
        }
        tokens.push((access, refresh));
    }
    transaction.commit().unwrap();
    tokens
}

/// Which identity of the template becomes which.
struct Identities {
    texts: BTreeMap<String, String>,
    blobs: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// `value` of the copy.
fn replaced(value: &Value, identities: &Identities) -> Value {
    match value {
        Value::Blob(blob) => Value::Blob(identities.blobs.get(blob).unwrap_or(blob).clone()),
        Value::Text(text) => {
            let replace = |text: String, (old, new): (&String, &String)| match text.contains(old) {
                true => text.replace(old, new),
                false => text,
            };
            Value::Text(identities.texts.iter().fold(text.clone(), replace))
        }
        other => other.clone(),
    }
}

impl Template {
    /// A row of each table, changed by `shape`, which is told the column; of tokens, those that are known.
    fn read(connection: &Connection, (access, refresh): (&str, &str), shape: fn(&str, &Value) -> Value) -> Self {
        let rows = TABLES.iter().map(|table| {
            let (condition, digest) = match *table {
                "access_tokens" => ("digest = ?1", Digest::of_dated(access)),
                "refresh_tokens" => ("digest = ?1", Digest::of_dated(refresh)),
                // Where there is one visitor, there is one row.
                _ => ("?1 = ?1", Digest::of("")),
            };
            let mut select = connection.prepare(&format!("SELECT * FROM {table} WHERE {condition} LIMIT 1")).unwrap();
            let columns: Vec<String> = select.column_names().map(str::to_owned).collect();
            let value = |row: &rusqlite::Row<'_>, at: usize| row.get(at).map(|value| shape(&columns[at], &value));
            let read = |row: &rusqlite::Row<'_>| (0..columns.len()).map(|at| value(row, at)).collect();
            let row = select.query_row([digest.as_bytes()], read).unwrap();
            (*table, columns, row)
        });
        Self(rows.collect())
    }

    fn value(&self, table: &str, column: &str) -> Option<&Value> {
        let (_, columns, row) = self.0.iter().find(|(name, ..)| *name == table)?;
        Some(&row[columns.iter().position(|name| name == column)?])
    }

    /// Identities of a copy that came at `at`, where the template came `now`.
    fn identities(
        &self,
        (access, refresh): (&str, &str),
        (template_access, template_refresh): (&str, &str),
        now: Timestamp,
        at: Timestamp,
    ) -> Identities {
        let digest = |token: &str| Digest::of_dated(token).as_bytes().to_vec();
        let mut blobs =
            BTreeMap::from([(digest(template_access), digest(access)), (digest(template_refresh), digest(refresh))]);
        let mut texts = BTreeMap::new();
        for (table, column) in [
            ("sessions", "id"),
            ("sessions", "state_id"),
            ("sessions", "browser_state"),
            ("grants", "id"),
            ("client_logins", "sid"),
            ("access_tokens", "jti"),
            ("cookie_sessions", "digest"),
        ] {
            match self.value(table, column) {
                Some(Value::Text(text)) => drop(texts.insert(text.clone(), another(text, now, at))),
                Some(Value::Blob(blob)) => {
                    let fresh = match column {
                        "digest" => *Digest::of_dated(&random::dated_token(at)).as_bytes(),
                        _ => random::bytes::<32>(),
                    };
                    blobs.entry(blob.clone()).or_insert_with(|| fresh[..blob.len().min(32)].to_vec());
                }
                _ => {}
            }
        }
        Identities { texts, blobs }
    }
}

/// An identity like `text`: one that begins with the time begins with the time of the copy.
fn another(text: &str, now: Timestamp, at: Timestamp) -> String {
    let random = random::token();
    let date = random::dated_identifier(now)[..4].to_owned();
    let start = if text.starts_with(&date) { random::dated_identifier(at)[..12].to_owned() } else { String::new() };
    start.clone() + &random[..text.len().min(43) - start.len()]
}
