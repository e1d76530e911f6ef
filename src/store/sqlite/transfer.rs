//! All rows out of a file of SQLite, and into a new one: it is made beside the place of the database and takes it in one
//! step when it is whole, so that nothing that cuts an import off leaves half of it.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, params_from_iter};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use super::backup::{BackupError, Held, beside, give_to_owner_of, sync_folder_of};
use super::{audit, migrate};
use crate::clock::Timestamp;
use crate::store::StoreError;
use crate::store::transfer::file::{Reader, Writer};
use crate::store::transfer::row::Value;
use crate::store::transfer::tables::{Kind, TABLES, Table, quoted};
use crate::store::transfer::{TransferError, exported, imported};

/// What is filled has the name of the database, and this behind it.
const STAGED: &str = ".importing";
/// How long a look waits for another process.
const WAIT: Duration = Duration::from_secs(5);
/// How to get an empty database.
const REMEDY: &str = "Stop the server, move the file away with what lies beside it, and import again";

impl From<rusqlite::Error> for TransferError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Writes all that is in the database at `path`, in one read transaction: a server neither waits for it nor is seen to
/// write.
pub fn export(path: &Path, file: &mut Writer<'_>) -> Result<bool, TransferError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(WAIT)?;
    let transaction = connection.unchecked_transaction()?;
    migrate::is_up_to_date(&transaction)?;
    let mut counts = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        let count = format!("SELECT count(*) FROM {}", quoted(table.name));
        let count: i64 = transaction.query_row(&count, [], |row| row.get(0))?;
        counts.push(u64::try_from(count).unwrap_or(0));
    }
    file.begin(&counts)?;
    each_row(&transaction, |place, row| file.row(place, row))?;
    // What others wrote since would not let this transaction write.
    drop(transaction);
    let (event, at) = exported(file);
    let recorded = audit::append(&connection, &event, at);
    if let Err(error) = &recorded {
        tracing::warn!(%error, "an export is missing in the audit");
    }
    file.finish()?;
    Ok(recorded.is_ok())
}

fn each_row(
    connection: &Connection,
    mut take: impl FnMut(usize, &[Value]) -> Result<(), TransferError>,
) -> Result<(), TransferError> {
    for (place, table) in TABLES.iter().enumerate() {
        let all = format!("SELECT {} FROM {} ORDER BY {}", table.column_list(), quoted(table.name), table.key_list());
        let mut statement = connection.prepare(&all)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(place, &values(table, row)?)?;
        }
    }
    Ok(())
}

fn values(table: &Table, row: &rusqlite::Row<'_>) -> Result<Vec<Value>, TransferError> {
    let mut values = Vec::with_capacity(table.columns.len());
    for (at, column) in table.columns.iter().enumerate() {
        let value = value(column.kind, row.get_ref(at)?);
        let corrupt = || StoreError::Corrupt(format!("{}.{} has a value of another type", table.name, column.name));
        values.push(value.ok_or_else(corrupt)?);
    }
    Ok(values)
}

fn value(kind: Kind, found: ValueRef<'_>) -> Option<Value> {
    match (kind, found) {
        (_, ValueRef::Null) => Some(Value::Null),
        (Kind::Integer, ValueRef::Integer(number)) => Some(Value::Integer(number)),
        (Kind::Boolean, ValueRef::Integer(number @ (0 | 1))) => Some(Value::Boolean(number == 1)),
        (Kind::Text, ValueRef::Text(text)) => Some(Value::Text(std::str::from_utf8(text).ok()?.to_owned())),
        (Kind::Octets, ValueRef::Blob(octets)) => Some(Value::Octets(octets.to_owned())),
        _ => None,
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Null => Ok(ToSqlOutput::Borrowed(ValueRef::Null)),
            Self::Integer(number) => number.to_sql(),
            Self::Boolean(truth) => truth.to_sql(),
            Self::Text(text) => text.to_sql(),
            Self::Octets(octets) => octets.to_sql(),
        }
    }
}

/// Fills the database at `path`, which must be missing or empty.
pub fn import(path: &Path, file: &mut Reader<'_>, now: Timestamp) -> Result<(), TransferError> {
    let held = match path.exists() {
        true => Some(held_and_empty(path)?),
        false => {
            refuse_logs(path)?;
            None
        }
    };
    let staged = beside(path, STAGED);
    make_room(&staged)?;
    let done = fill(&staged, file, now).and_then(|()| put_in_place(&staged, path, held.as_ref()));
    if done.is_err() {
        drop(remove(&staged));
    }
    done
}

/// SQLite would take what it finds under such a name for the log of whatever database lies there.
fn refuse_logs(path: &Path) -> Result<(), TransferError> {
    let logs = ["-wal", "-journal"].map(|more| beside(path, more));
    match logs.into_iter().find(|log| fs::metadata(log).is_ok_and(|log| log.len() > 0)) {
        Some(log) => Err(TransferError::LogLeft(log)),
        None => Ok(()),
    }
}

fn held_and_empty(path: &Path) -> Result<Held, TransferError> {
    let held = Held::take(path).map_err(in_use)?;
    let connection = held.connection();
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > migrate::known() {
        return Err(StoreError::NewerSchema { found, known: migrate::known() }.into());
    }
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = connection.prepare(sql)?;
    let tables: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    drop(statement);
    for table in tables {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {})", quoted(&table.replace('"', "\"\"")));
        if connection.query_row(&sql, [], |row| row.get(0))? {
            return Err(TransferError::NotEmpty { database: path.display().to_string(), table, remedy: REMEDY });
        }
    }
    Ok(held)
}

fn in_use(error: BackupError) -> TransferError {
    match error {
        BackupError::InUse(path) => TransferError::InUse(path.display().to_string()),
        other => other.into(),
    }
}

/// Removes what an import left that was cut off; one that is under way is left alone.
fn make_room(staged: &Path) -> Result<(), TransferError> {
    if staged.exists() {
        // One that was cut off in the midst of a page cannot be read, and is nobody's.
        if let Err(error @ BackupError::InUse(_)) = Held::take(staged) {
            return Err(in_use(error));
        }
        remove(staged)?;
    }
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(staged).map_err(failed(staged))?;
    Ok(())
}

/// The files of an import into the database at `path` while it is under way.
pub fn under_way(path: &Path) -> [PathBuf; 2] {
    files_of(&beside(path, STAGED))
}

fn files_of(staged: &Path) -> [PathBuf; 2] {
    ["", "-journal"].map(|more| beside(staged, more))
}

fn remove(staged: &Path) -> Result<(), TransferError> {
    for file in files_of(staged) {
        match fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(staged)(error)),
            _ => {}
        }
    }
    Ok(())
}

fn fill(staged: &Path, file: &mut Reader<'_>, now: Timestamp) -> Result<(), TransferError> {
    let mut connection = Connection::open_with_flags(staged, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Until it is whole it is nothing that could be lost.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    migrate::run(&connection)?;
    let transaction = connection.transaction()?;
    for (place, table) in TABLES.iter().enumerate() {
        // Where it stands last, the triggers of the others have written into it.
        if table.name == "changes" {
            transaction.execute_batch("DELETE FROM changes")?;
        }
        let places = vec!["?"; table.columns.len()].join(", ");
        let insert = format!("INSERT INTO {} ({}) VALUES ({places})", quoted(table.name), table.column_list());
        let mut statement = transaction.prepare(&insert)?;
        while let Some(row) = file.next_of(place)? {
            statement.execute(params_from_iter(row.iter()))?;
        }
    }
    file.end()?;
    transaction.commit()?;
    each_row(&connection, |place, row| {
        file.compare(place, row);
        Ok(())
    })?;
    file.agrees()?;
    audit::append(&connection, &imported(file), now)?;
    connection.close().map_err(|(_, error)| error)?;
    OpenOptions::new().write(true).open(staged).and_then(|file| file.sync_all()).map_err(failed(staged))
}

fn put_in_place(staged: &Path, path: &Path, held: Option<&Held>) -> Result<(), TransferError> {
    give_to_owner_of(path, staged).map_err(failed(path))?;
    let moved = match held {
        Some(_) => fs::rename(staged, path),
        // A server that was started meanwhile has made one, which is not replaced.
        None => match renameat_with(CWD, staged, CWD, path, RenameFlags::NOREPLACE) {
            Err(Errno::EXIST) => return Err(TransferError::InUse(path.display().to_string())),
            // Not every file system knows how.
            Err(_) if !path.exists() => fs::rename(staged, path),
            outcome => outcome.map_err(Into::into),
        },
    };
    moved.map_err(failed(path))?;
    Ok(sync_folder_of(path)?)
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> TransferError {
    let path = path.to_owned();
    move |cause| TransferError::File { path, cause }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::transfer::tables::DERIVED;

    #[test]
    fn every_table_and_column_that_the_migrations_make_is_moved() {
        let connection = Connection::open_in_memory().unwrap();
        migrate::run(&connection).unwrap();
        let all = |sql: &str| -> Vec<String> {
            let mut statement = connection.prepare(sql).unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let mut known: Vec<&str> = TABLES.iter().map(|table| table.name).chain(DERIVED).chain(["tries"]).collect();
        known.sort_unstable();
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
        assert_eq!(all(tables), known);
        for table in TABLES {
            let of = format!("FROM pragma_table_info('{}')", table.name);
            let mut found = all(&format!("SELECT name || ' ' || lower(type) {of} ORDER BY name"));
            let mut listed: Vec<String> = table
                .columns
                .iter()
                .map(|column| match column.kind {
                    Kind::Integer | Kind::Boolean => format!("{} integer", column.name),
                    Kind::Text => format!("{} text", column.name),
                    Kind::Octets => format!("{} blob", column.name),
                })
                .collect();
            found.sort_unstable();
            listed.sort_unstable();
            assert_eq!(found, listed, "{}", table.name);
            let key = all(&format!("SELECT name {of} WHERE pk > 0 ORDER BY pk"));
            assert_eq!(key, table.column_names()[..table.key], "{}", table.name);
        }
    }
}
