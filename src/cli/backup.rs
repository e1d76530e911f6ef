//! `latchkey backup` and `latchkey restore`: everything the server knows as one file, and back again.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::context::{Context, Failure};
use super::output;
use crate::data_dir;
use crate::store::sqlite::backup::{self, BackupError, Contents, Held, beside};
use crate::telemetry::tell;

/// From this size on it is told how far a copy is.
const BIG: u64 = 64 * 1024 * 1024;

/// Where to.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write; it must not be there yet.
    file: PathBuf,
}

/// From where, and how much may be lost.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// A file that `latchkey backup` wrote.
    file: PathBuf,
    /// Say what is in the file and what would happen, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Restore though there are accounts already, or the issuer was another one. What is there is kept beside it.
    #[arg(long)]
    force: bool,
    /// Keep logins, tokens and links as they were. Only where nothing ended since, as in a move to another machine:
    /// what did is alive again, a stolen device too.
    #[arg(long)]
    keep_logins: bool,
}

/// `latchkey backup FILE`.
pub fn run(arguments: &BackupArgs, context: &Context) -> Result<(), Failure> {
    let from = context.database_file()?;
    if !from.exists() {
        return Err(Failure::NotFound(format!("there is no database {}", from.display())));
    }
    let issuer = context.issuer().ok().map(|issuer| issuer.as_str());
    let about = (context.now(), env!("CARGO_PKG_VERSION"), issuer);
    let mut said = None;
    let mut progress = |written: u64, expected: u64| {
        let percent = written.min(expected) * 100 / expected.max(1);
        if expected >= BIG && said.replace(percent) != Some(percent) {
            tell(format_args!("{percent} % of about {} MiB", expected / (1024 * 1024)));
        }
        ControlFlow::Continue(())
    };
    let contents = backup::copy(from, &arguments.file, about, &mut progress)?;
    show(context, &arguments.file, &contents);
    tell(match contents.wrapped_keys == contents.keys && contents.keys > 0 {
        true => {
            "the signing keys in it are encrypted under keys.wrap_key_file, which is not in it: keep that elsewhere, \
             for without it the backup is no use. Nor is the configuration in it."
        }
        false => {
            "the signing keys in it are not encrypted: whoever has this file can sign in as anybody. The configuration \
             and the files it names are not in it."
        }
    });
    Ok(())
}

/// `latchkey restore FILE`.
pub fn restore(arguments: &RestoreArgs, context: &Context) -> Result<(), Failure> {
    let found = backup::look_into(&arguments.file)?;
    show(context, &arguments.file, &found);
    let to = context.database_file()?;
    let held = match Held::take(to) {
        Ok(held) => Some(held),
        Err(_) if !to.exists() => None,
        Err(error @ BackupError::InUse(_)) => return Err(error.into()),
        Err(error) if arguments.force => {
            tell(format_args!("{} cannot be read and is put aside: {error}", to.display()));
            None
        }
        Err(error) => {
            let remedy = "--force puts it aside";
            return Err(Failure::Failed(format!("{} cannot be read: {error}. {remedy}", to.display())));
        }
    };
    refuse_surprises(arguments, context, &found, held.as_ref(), to)?;
    let ending = match arguments.keep_logins {
        true => "Logins, tokens and links go on.",
        false => "All logins, tokens and open links end.",
    };
    if arguments.dry_run {
        tell(format_args!("it would become {}. {ending} Nothing was changed.", to.display()));
        return Ok(());
    }
    let staged = stage(&arguments.file, to, context)?;
    let ready = backup::make_ready(&staged, (!arguments.keep_logins).then(|| context.now()));
    let done = ready.map_err(Failure::from).and_then(|()| put_in_place(&staged, to, context));
    if done.is_err() {
        ["", "-wal", "-shm"].iter().for_each(|more| drop(fs::remove_file(beside(&staged, more))));
    }
    let aside = done?;
    drop(held);
    if let Some(aside) = aside {
        tell(format_args!("what was there is kept as {}; remove it when all is well", aside.display()));
    }
    tell(format_args!("{} is restored. {ending} Start the server.", to.display()));
    if found.recovery_codes > 0 && !arguments.keep_logins {
        tell(
            "recovery codes that were used or replaced since the backup are good again: ask people who used one to make \
             new ones. What else to look at is in docs/operations.md, \"Backup and restore\".",
        );
    }
    if found.wrapped_keys > 0 && context.settings.keys.wrap_key_file.is_none() {
        tell("its signing keys are encrypted: set keys.wrap_key_file to the file that they were encrypted with");
    }
    Ok(())
}

/// What nobody means to do without saying so.
fn refuse_surprises(
    arguments: &RestoreArgs,
    context: &Context,
    found: &Contents,
    held: Option<&Held>,
    to: &Path,
) -> Result<(), Failure> {
    if arguments.force || arguments.dry_run {
        return Ok(());
    }
    if let Some(present) = held.map(Held::contents).transpose()?.filter(|present| !present.is_empty()) {
        return Err(Failure::NeedsForce(format!(
            "{} is not empty: it has {} accounts and {} logins.",
            to.display(),
            present.accounts,
            present.logins
        )));
    }
    let issuer = context.settings.server.issuer.as_str();
    match found.issuer.as_deref().filter(|other| *other != issuer && context.broken.is_none()) {
        Some(other) => Err(Failure::NeedsForce(format!(
            "this is a backup of {other}, and the issuer here is {issuer}: apps know its people and keys by the other name."
        ))),
        None => Ok(()),
    }
}

/// A copy of the file beside the database, on the same disk, so that one step puts it in place.
fn stage(file: &Path, to: &Path, context: &Context) -> Result<PathBuf, Failure> {
    data_dir::prepare(&context.settings.server.data_dir)?;
    let staged = beside(to, ".restoring");
    let failed = |cause: io::Error| Failure::Failed(format!("{}: {cause}", staged.display()));
    // Left by one that was cut off.
    for more in ["", "-wal", "-shm"] {
        match fs::remove_file(beside(&staged, more)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
    }
    let mut from = fs::File::open(file).map_err(|cause| Failure::Failed(format!("{}: {cause}", file.display())))?;
    let mut copy = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&staged).map_err(failed)?;
    if let Err(error) = io::copy(&mut from, &mut copy).and_then(|_| copy.sync_all()) {
        drop(fs::remove_file(&staged));
        return Err(failed(error));
    }
    Ok(staged)
}

/// Keeps what is there under another name, and puts the staged file in its place in one step, so that at no moment there
/// is no database. Returns where the former one is.
fn put_in_place(staged: &Path, to: &Path, context: &Context) -> Result<Option<PathBuf>, Failure> {
    let failed = |cause: io::Error| Failure::Failed(format!("{}: {cause}", to.display()));
    backup::give_to_owner_of(to, staged).map_err(failed)?;
    let mut aside = None;
    if to.exists() {
        let kept = beside(to, &format!(".before-{}", context.now().compact()));
        fs::hard_link(to, &kept).or_else(|_| fs::copy(to, &kept).map(drop)).map_err(failed)?;
        // The log of a database that could not be read; of one that could it is in the database by now.
        for more in ["-wal", "-shm"] {
            match fs::rename(beside(to, more), beside(&kept, more)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
                _ => {}
            }
        }
        aside = Some(kept);
    }
    fs::rename(staged, to).map_err(failed)?;
    backup::sync_folder_of(to)?;
    Ok(aside)
}

fn show(context: &Context, file: &Path, contents: &Contents) {
    let columns = [
        "file",
        "made_at",
        "version",
        "schema",
        "issuer",
        "accounts",
        "logins",
        "registered_clients",
        "keys",
        "encrypted",
        "bytes",
    ];
    let row = [
        json!(file.display().to_string()),
        json!(contents.made_at.map(|at| at.to_string())),
        json!(contents.version),
        json!(contents.schema),
        json!(contents.issuer),
        json!(contents.accounts),
        json!(contents.logins),
        json!(contents.registered_clients),
        json!(contents.keys),
        json!(contents.wrapped_keys),
        json!(contents.bytes),
    ];
    output::one(context.format, &columns, &row);
}
