//! Everything that a database holds, as a file of lines that either store writes and reads: how an installation moves
//! from SQLite to PostgreSQL and back. Each store reads and fills its tables in its own `transfer.rs`.

pub mod contents;
pub mod file;
pub mod row;
pub mod tables;

use std::io;
use std::path::PathBuf;

use super::postgres::transfer as postgres;
use super::sqlite::backup::BackupError;
use super::sqlite::transfer as sqlite;
use super::{StoreError, audit, postgres as postgres_store, sqlite as sqlite_store};
use crate::clock::Timestamp;
use crate::database::Database;
use crate::protocol::audit::Event;

/// Why a database cannot be moved; each sentence names the remedy.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// A file cannot be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The file to write is there.
    #[error("{} is there already and is not overwritten: name another file, or remove it", .0.display())]
    Exists(PathBuf),
    /// Not one of ours.
    #[error("{} is no file that `latchkey export` wrote", .0.display())]
    Foreign(PathBuf),
    /// It says so itself that it has more, or has not even that.
    #[error("{} ends too early: it was cut off, or the export did not finish. Copy it again, or export again", .0.display())]
    CutOff(PathBuf),
    /// A line that no export wrote.
    #[error("{}, line {line}: {fault}. The file is damaged: copy it again, or export again", path.display())]
    Line {
        /// Which file.
        path: PathBuf,
        /// Which line.
        line: u64,
        /// What is wrong with it.
        fault: String,
    },
    /// Its lines are not those that were written.
    #[error("{}: {what} in it is not what was exported. The file is damaged: copy it again, or export again", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// Which part.
        what: String,
    },
    /// Made from an older schema.
    #[error(
        "{} is of {store} schema {found}, older than the {known} that this version of latchkey knows: run this version's \
         `latchkey migrate run` on the database that it was exported from, and export again with this version",
        path.display()
    )]
    Older {
        /// Which file.
        path: PathBuf,
        /// The store that it was exported from.
        store: String,
        /// Its schema then.
        found: u32,
        /// What is known here.
        known: u32,
    },
    /// Made by a newer version.
    #[error("{} was made by a newer latchkey ({version}): import it with that version", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// The version that made it.
        version: String,
    },
    /// The database to fill has something in it.
    #[error(
        "{database} is not empty: its table {table} has rows. A start makes some, so import before the first start. \
         {remedy}"
    )]
    NotEmpty {
        /// Which database.
        database: String,
        /// A table with rows.
        table: String,
        /// How to get an empty one.
        remedy: &'static str,
    },
    /// What a database left that is gone: it would become part of the new one.
    #[error("{} is left of a database that was here: move it to where that is, and import again", .0.display())]
    LogLeft(PathBuf),
    /// Another process works on it.
    #[error("{0} is in use: stop the servers that run on it, and wait for other commands")]
    InUse(String),
    /// What was written is not what is read.
    #[error(
        "what was written into the table {table} is not what is in the file (rows there {written}, in the file \
         {expected}): nothing was imported. A trigger, a rule or another program changed it"
    )]
    Differs {
        /// Which table.
        table: &'static str,
        /// Rows in the database.
        written: u64,
        /// Rows in the file.
        expected: u64,
    },
    /// Holding or replacing the file of a database.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is recorded of an export, once its rows are written.
pub fn exported(file: &file::Writer<'_>) -> (Event, Timestamp) {
    (audit::database_exported(file.path(), file.contents().rows), file.header().made_at)
}

/// What is recorded of an import, once its rows are compared.
pub fn imported(file: &file::Reader<'_>) -> Event {
    let header = file.header();
    audit::database_imported(header.made_at, &header.store, file.contents().rows)
}

/// The name of the store, as a file has it.
pub fn store_name(database: &Database) -> &'static str {
    match database {
        Database::Sqlite(_) => SQLITE,
        Database::Postgres(_) => POSTGRES,
    }
}

const SQLITE: &str = "sqlite";
const POSTGRES: &str = "postgres";

/// The newest schema of a store that this binary knows; each store counts its own migrations.
pub fn known(store: &str) -> Option<u32> {
    match store {
        SQLITE => Some(sqlite_store::migrate::known()),
        POSTGRES => Some(postgres_store::migrate::known()),
        _ => None,
    }
}

/// Writes all that is in the database, as it is at one moment. Servers may run meanwhile. Returns whether the audit of the
/// database has a record of it, which is written once all rows are, and before the file has its name: what cannot be written
/// to may be exported all the same.
///
/// # Errors
/// The database cannot be read or its schema is not this version's; the file cannot be written.
pub fn export(database: &Database, file: &mut file::Writer<'_>) -> Result<bool, TransferError> {
    match database {
        Database::Sqlite(path) => sqlite::export(path, file),
        Database::Postgres(address) => postgres::export(address, file),
    }
}

/// Fills an empty database, making its tables where they are missing: wholly, or not at all. Behind the records of the file its
/// audit has one of this.
///
/// # Errors
/// The database is not empty or in use; the file is damaged; what was written is not what is read.
pub fn import(database: &Database, file: &mut file::Reader<'_>, now: Timestamp) -> Result<(), TransferError> {
    match database {
        Database::Sqlite(path) => sqlite::import(path, file, now),
        Database::Postgres(address) => postgres::import(address, file, now),
    }
}
