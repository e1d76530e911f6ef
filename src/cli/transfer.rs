//! `latchkey export` and `latchkey import`: a whole installation as one file, from one store into the other.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clap::Args;
use serde_json::json;

use super::context::{Context, Failure};
use super::interrupt::Unfinished;
use super::progress::Progress;
use super::{output, registered};
use crate::data_dir;
use crate::database::Database;
use crate::protocol::{client_toml, user_toml};
use crate::store::sqlite::backup::beside;
use crate::store::sqlite::transfer::under_way;
use crate::store::transfer::TransferError;
use crate::store::transfer::contents::Contents;
use crate::store::transfer::file::{Doing, Header, Reader, Writer};
use crate::store::transfer::tables::TABLES;
use crate::store::{self, transfer};
use crate::telemetry::tell;

/// Where to.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The file to write; it must not be there yet.
    #[arg(required_unless_present = "toml")]
    file: Option<PathBuf>,
    /// Print the people and the registered clients of the database as lines of the configuration instead, without passwords,
    /// secrets and keys.
    #[arg(long, conflicts_with = "file")]
    toml: bool,
}

/// From where.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// A file that `latchkey export` wrote.
    file: PathBuf,
}

/// `latchkey export FILE`, or `latchkey export --toml`.
pub async fn export(arguments: &ExportArgs, context: &Context) -> Result<(), Failure> {
    let Some(path) = &arguments.file else { return print_toml(context).await };
    let database = context.database()?;
    if store::schema(database)?.is_none_or(|schema| schema.found == 0) {
        return Err(Failure::NotFound(format!("there is no database {database}")));
    }
    let issuer = context.issuer().ok().map(|issuer| issuer.as_str());
    let about = (env!("CARGO_PKG_VERSION"), transfer::store_name(database), issuer, context.now());
    if path.exists() {
        return Err(TransferError::Exists(path.clone()).into());
    }
    if !context.writes(format_args!("Everything in {database} would be written into {}.", path.display())) {
        return Ok(());
    }
    let unfinished = Unfinished::new(vec![beside(path, ".partial"), path.clone()]);
    let mut progress = Progress::new("rows");
    let mut told = |doing, done, of| progress.tell(in_words(doing), done, of);
    let mut file = Writer::create(path, about, &mut told)?;
    let is_recorded = transfer::export(database, &mut file)?;
    drop(unfinished.finishing());
    show(context, path, file.header(), file.contents());
    if !is_recorded {
        tell("the audit has no record of this export: the database cannot be written to, or is busy");
    }
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

/// Whoever the configuration defines already is not in it.
async fn print_toml(context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    let users = store.list_users().await?;
    let people = users.iter().filter(|user| !user.is_from_config()).map(user_toml::block);
    let registered = registered::all(context).await?;
    let clients = registered.iter().map(|(client, _)| client_toml::block(client));
    let blocks: Vec<String> = people.chain(clients).collect();
    output::document(&blocks.join("\n"));
    Ok(())
}

/// `latchkey import FILE`.
pub fn import(arguments: &ImportArgs, context: &Context) -> Result<(), Failure> {
    let database = context.database()?;
    let mut progress = Progress::new("rows");
    let is_read_alone = context.dry_run;
    let unfinished = OnceLock::new();
    let mut staged = database.file().filter(|_| !is_read_alone).map(under_way);
    let mut told = |doing, done, of| {
        // From the first row on these are this import's own, and not those of another one.
        if let Some(files) = staged.take() {
            unfinished.get_or_init(|| Unfinished::new(files.to_vec()));
        }
        progress.tell(if is_read_alone { "read" } else { in_words(doing) }, done, of);
    };
    let mut file = Reader::open(&arguments.file, &mut told)?;
    refuse_other_issuer(context, file.header())?;
    if context.dry_run {
        for place in 0..TABLES.len() {
            while file.next_of(place)?.is_some() {}
        }
        file.end()?;
        show(context, &arguments.file, file.header(), file.contents());
    }
    if !context.writes(format_args!("The file is whole, and would fill {database} if that is empty.")) {
        return Ok(());
    }
    if let Database::Sqlite(_) = database {
        data_dir::prepare(&context.settings.server.data_dir)?;
    }
    transfer::import(database, &mut file, context.now())?;
    drop(unfinished.get().map(Unfinished::finishing));
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

/// What is told of how far it is.
const fn in_words(doing: Doing) -> &'static str {
    match doing {
        Doing::Exporting => "exported",
        Doing::Importing => "imported",
        Doing::Comparing => "compared",
    }
}
