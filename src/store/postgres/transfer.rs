//! All rows out of a database of PostgreSQL, and into an empty one: one transaction each, which a connection that ends takes
//! back. Rows go by `COPY`.

use std::pin::pin;

use futures_util::TryStreamExt as _;
use tokio::task::LocalSet;
use tokio_postgres::Row;
use tokio_postgres::types::Type;

use super::connect::connect_to_move;
use super::connection::{Connection, Parameter, store_error};
use super::{audit, locks, migrate};
use crate::clock::Timestamp;
use crate::database::Postgres;
use crate::origin;
use crate::store::transfer::file::{Reader, Writer};
use crate::store::transfer::row::Value;
use crate::store::transfer::tables::{Column, Kind, TABLES, Table, quoted};
use crate::store::transfer::{TransferError, exported, imported};
use crate::store::{StoreError, StoreResult};

/// How to get an empty database.
const REMEDY: &str = "Stop the servers, make another database (CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0), name it in \
                      storage.url, and import again";

/// Writes all that is in the database, as it is at one moment.
pub fn export(postgres: &Postgres, file: &mut Writer<'_>) -> Result<bool, TransferError> {
    apart(async || {
        let connection = connect_to_move(postgres, true).await?;
        connection.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        migrate::is_up_to_date(&connection).await?;
        let mut counts = Vec::with_capacity(TABLES.len());
        for table in TABLES {
            let row = connection.one(&format!("SELECT count(*) FROM {}", quoted(table.name)), &[]).await?;
            counts.push(u64::try_from(row.get::<_, i64>(0)).unwrap_or(0));
        }
        file.begin(&counts)?;
        each_row(&connection, |place, row| file.row(place, row)).await?;
        connection.batch("COMMIT").await?;
        let recorded = record(&connection, file).await;
        if let Err(error) = &recorded {
            tracing::warn!(%error, "an export is missing in the audit");
        }
        file.finish()?;
        Ok(recorded.is_ok())
    })
}

/// Records the export in a transaction of its own: that of the rows only reads.
async fn record(connection: &Connection, file: &Writer<'_>) -> StoreResult<()> {
    let (event, at) = exported(file);
    connection.batch("BEGIN READ WRITE").await?;
    audit::append(connection, &event, at).await?;
    connection.batch("COMMIT").await
}

/// Fills the database, which must have no rows.
pub fn import(postgres: &Postgres, file: &mut Reader<'_>, now: Timestamp) -> Result<(), TransferError> {
    apart(async || {
        let connection = connect_to_move(postgres, false).await?;
        connection.batch("BEGIN; SET LOCAL lock_timeout = '5s'").await?;
        hold(&connection).await.map_err(|error| match error {
            StoreError::Unavailable(cause) if cause.contains("SQLSTATE 55P03") => {
                TransferError::InUse(postgres.address.to_string())
            }
            error => error.into(),
        })?;
        refuse_rows(&connection, postgres).await?;
        for (place, table) in TABLES.iter().enumerate() {
            // Where it stands last, the triggers of the others have written into it.
            if table.name == "changes" {
                connection.batch("DELETE FROM changes").await?;
            }
            copy(&connection, place, table, file).await?;
        }
        file.end()?;
        each_row(&connection, |place, row| {
            file.compare(place, row);
            Ok(())
        })
        .await?;
        file.agrees()?;
        // Of this nothing is taken back, and nothing need be: a number that was passed over is only never used.
        let next = "SELECT setval('changes_number_seq', greatest(max(number), (SELECT last_value FROM changes_number_seq))) \
                    FROM changes HAVING max(number) IS NOT NULL";
        connection.rows(next, &[]).await?;
        audit::append(&connection, &imported(file), now).await?;
        Ok(connection.batch("COMMIT").await?)
    })
}

/// Runs `work` on a thread of its own, which has a runtime of its own.
fn apart<T: Send>(work: impl AsyncFnOnce() -> Result<T, TransferError> + Send) -> Result<T, TransferError> {
    let stopped = |cause: String| TransferError::Store(StoreError::Unavailable(cause));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| stopped(error.to_string()))?;
    let origin = origin::handed_on();
    std::thread::scope(|scope| {
        // The runtime goes with the thread: none may be dropped where another one runs.
        let working = scope.spawn(move || LocalSet::new().block_on(&runtime, origin::around(origin, work())));
        working.join().unwrap_or_else(|_| Err(stopped("the thread of the database has stopped".to_owned())))
    })
}

/// Makes the tables where they are missing, and keeps everybody else out of them.
async fn hold(connection: &Connection) -> StoreResult<()> {
    for lock in [locks::MIGRATION, locks::CONFIGURATION, locks::KEYS] {
        locks::take(connection, lock).await?;
    }
    migrate::run(connection).await?;
    migrate::is_up_to_date(connection).await?;
    let names: Vec<String> = TABLES.iter().map(|table| quoted(table.name)).collect();
    connection.batch(&format!("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", names.join(", "))).await
}

async fn refuse_rows(connection: &Connection, postgres: &Postgres) -> Result<(), TransferError> {
    for table in TABLES {
        if connection.exists(&format!("SELECT 1 FROM {} LIMIT 1", quoted(table.name)), &[]).await? {
            let (database, table) = (postgres.address.to_string(), table.name.to_owned());
            return Err(TransferError::NotEmpty { database, table, remedy: REMEDY });
        }
    }
    Ok(())
}

async fn copy(
    connection: &Connection,
    place: usize,
    table: &Table,
    file: &mut Reader<'_>,
) -> Result<(), TransferError> {
    let failed = |error| match store_error(&error) {
        StoreError::Unavailable(cause) => StoreError::Unavailable(format!("table {}: {cause}", table.name)),
        other => other,
    };
    let types: Vec<Type> = table.columns.iter().map(|column| type_of(column.kind)).collect();
    let sql = format!("COPY {} ({}) FROM STDIN (FORMAT binary)", quoted(table.name), table.column_list());
    let mut rows = pin!(connection.copy_in(&sql, &types).await?);
    while let Some(row) = file.next_of(place)? {
        let values: Vec<Parameter<'_>> =
            table.columns.iter().zip(&row).map(|(column, value)| parameter(column.kind, value)).collect();
        rows.as_mut().write(&values).await.map_err(failed)?;
    }
    rows.finish().await.map_err(failed)?;
    Ok(())
}

fn type_of(kind: Kind) -> Type {
    match kind {
        Kind::Integer => Type::INT8,
        Kind::Boolean => Type::BOOL,
        Kind::Text => Type::TEXT,
        Kind::Octets => Type::BYTEA,
    }
}

fn parameter(kind: Kind, value: &Value) -> Parameter<'_> {
    match (value, kind) {
        (Value::Integer(number), _) => number,
        (Value::Boolean(truth), _) => truth,
        (Value::Text(text), _) => text,
        (Value::Octets(octets), _) => octets,
        (Value::Null, Kind::Integer) => &None::<i64>,
        (Value::Null, Kind::Boolean) => &None::<bool>,
        (Value::Null, Kind::Text) => &None::<&str>,
        (Value::Null, Kind::Octets) => &None::<&[u8]>,
    }
}

async fn each_row(
    connection: &Connection,
    mut take: impl FnMut(usize, &[Value]) -> Result<(), TransferError>,
) -> Result<(), TransferError> {
    for (place, table) in TABLES.iter().enumerate() {
        let all = format!("SELECT {} FROM {} ORDER BY {}", table.column_list(), quoted(table.name), table.key_list());
        let mut rows = pin!(connection.stream(&all).await?);
        while let Some(row) = rows.try_next().await.map_err(|error| store_error(&error))? {
            let values = table.columns.iter().enumerate().map(|(at, column)| value(table, column, &row, at));
            take(place, &values.collect::<StoreResult<Vec<_>>>()?)?;
        }
    }
    Ok(())
}

fn value(table: &Table, column: &Column, row: &Row, at: usize) -> StoreResult<Value> {
    let found = match column.kind {
        Kind::Integer => row.try_get::<_, Option<i64>>(at).map(|value| value.map(Value::Integer)),
        Kind::Boolean => row.try_get::<_, Option<bool>>(at).map(|value| value.map(Value::Boolean)),
        Kind::Text => row.try_get::<_, Option<String>>(at).map(|value| value.map(Value::Text)),
        Kind::Octets => row.try_get::<_, Option<Vec<u8>>>(at).map(|value| value.map(Value::Octets)),
    };
    let corrupt = |error| StoreError::Corrupt(format!("{}.{}: {error}", table.name, column.name));
    found.map(|value| value.unwrap_or(Value::Null)).map_err(corrupt)
}
