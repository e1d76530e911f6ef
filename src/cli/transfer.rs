//! `latchkey export` and `latchkey import`: a whole installation as one file, from one store into the other.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;

use super::context::{Context, Failure};
use super::output;
use crate::data_dir;
use crate::database::Database;
use crate::store::transfer::contents::Contents;
use crate::store::transfer::file::{Doing, Header, Reader, Writer};
use crate::store::{self, transfer};
use crate::telemetry::tell;

/// Where to.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The file to write; it must not be there yet.
    file: PathBuf,
}

/// From where.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// A file that `latchkey export` wrote.
    file: PathBuf,
}

/// `latchkey export FILE`.
pub fn export(arguments: &ExportArgs, context: &Context) -> Result<(), Failure> {
    let database = context.database()?;
    if store::schema(database)?.is_none_or(|schema| schema.found == 0) {
        return Err(Failure::NotFound(format!("there is no database {database}")));
    }
    let issuer = context.issuer().ok().map(|issuer| issuer.as_str());
    let about = (env!("CARGO_PKG_VERSION"), transfer::store_name(database), issuer, context.now());
    let mut progress = Progress::new();
    let mut told = |doing, done, of| progress.tell(doing, done, of);
    let mut file = Writer::create(&arguments.file, about, &mut told)?;
    transfer::export(database, &mut file)?;
    show(context, &arguments.file, file.header(), file.contents());
    let contents = file.contents();
    tell(match contents.wrapped_keys == contents.keys && contents.keys > 0 {
        true => {
            "the signing keys in it are encrypted under keys.wrap_key_file, which is not in it and is needed wherever it \
             is imported. Nor is the configuration in it."
        }
        false => {
            "the signing keys in it are not encrypted: whoever has this file can sign in as anybody. The configuration \
             and the files it names are not in it."
        }
    });
    tell(
        "logins and tokens go on where it is imported. What a server does from now on is not in it: for a move, stop \
         every server before the export.",
    );
    Ok(())
}

/// `latchkey import FILE`.
pub fn import(arguments: &ImportArgs, context: &Context) -> Result<(), Failure> {
    let database = context.database()?;
    let mut progress = Progress::new();
    let mut told = |doing, done, of| progress.tell(doing, done, of);
    let mut file = Reader::open(&arguments.file, &mut told)?;
    refuse_other_issuer(context, file.header())?;
    if let Database::Sqlite(_) = database {
        data_dir::prepare(&context.settings.server.data_dir)?;
    }
    transfer::import(database, &mut file)?;
    show(context, &arguments.file, file.header(), file.contents());
    tell(format_args!("all of it is in {database}, compared row by row. Logins and tokens go on. Start the server."));
    if file.contents().wrapped_keys > 0 && context.settings.keys.wrap_key_file.is_none() {
        tell("its signing keys are encrypted: set keys.wrap_key_file to the file that they were encrypted with");
    }
    Ok(())
}

fn refuse_other_issuer(context: &Context, header: &Header) -> Result<(), Failure> {
    let Ok(issuer) = context.issuer() else { return Ok(()) };
    match header.issuer.as_deref().filter(|other| *other != issuer.as_str()) {
        Some(other) => Err(Failure::Failed(format!(
            "this is an export of {other}, and the issuer here is {}: apps know its people and keys by the other name. \
             Set server.issuer to that for the import",
            issuer.as_str()
        ))),
        None => Ok(()),
    }
}

fn show(context: &Context, file: &Path, header: &Header, contents: &Contents) {
    let columns = [
        "file",
        "made_at",
        "version",
        "store",
        "schema",
        "issuer",
        "accounts",
        "logins",
        "registered_clients",
        "keys",
        "encrypted",
        "rows",
        "bytes",
    ];
    let row = [
        json!(file.display().to_string()),
        json!(header.made_at.to_string()),
        json!(header.version),
        json!(header.store),
        json!(header.schema),
        json!(header.issuer),
        json!(contents.accounts),
        json!(contents.logins),
        json!(contents.registered_clients),
        json!(contents.keys),
        json!(contents.wrapped_keys),
        json!(contents.rows),
        json!(std::fs::metadata(file).ok().map(|metadata| metadata.len())),
    ];
    output::one(context.format, &columns, &row);
}

/// Tells how far it is: once a second on a terminal, and elsewhere every ten of what takes that long.
struct Progress {
    every: Duration,
    doing: Doing,
    begun: Instant,
    told: Instant,
}

impl Progress {
    fn new() -> Self {
        let seconds = if std::io::stderr().is_terminal() { 1 } else { 10 };
        let now = Instant::now();
        Self { every: Duration::from_secs(seconds), doing: Doing::Exporting, begun: now, told: now }
    }

    fn tell(&mut self, doing: Doing, done: u64, of: u64) {
        if self.doing != doing {
            (self.doing, self.begun) = (doing, Instant::now());
        }
        // The clock is not read for every row.
        if done.is_multiple_of(64) && self.told.elapsed() >= self.every {
            self.told = Instant::now();
            tell(sentence(doing, done, of, self.begun.elapsed()));
        }
    }
}

fn sentence(doing: Doing, done: u64, of: u64, since: Duration) -> String {
    let what = match doing {
        Doing::Exporting => "exported",
        Doing::Importing => "imported",
        Doing::Comparing => "compared",
    };
    let rate = u128::from(done) * 1_000 / since.as_millis().max(1);
    let left = u128::from(of.saturating_sub(done)) / rate.max(1);
    format!("{what} {done} of {of} rows, {rate} a second, {left} s left")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_with_rate_and_time_left() {
        let told = sentence(Doing::Importing, 30_000, 90_000, Duration::from_secs(3));
        assert_eq!(told, "imported 30000 of 90000 rows, 10000 a second, 6 s left");
        assert!(sentence(Doing::Comparing, 0, 0, Duration::ZERO).ends_with("0 s left"));
    }
}
