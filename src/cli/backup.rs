//! `latchkey backup` and `latchkey restore`: everything the server knows as one file, and back again.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::ops::ControlFlow;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::context::{Context, Failure};
use super::interrupt::Unfinished;
use super::output;
use super::progress::Progress;
use crate::data_dir;
use crate::store::sqlite::backup::{self, BackupError, Contents, Held, beside};
use crate::telemetry::tell;

const MEBIBYTE: u64 = 1024 * 1024;
/// How much of a file is copied at once.
const PIECE: usize = 1024 * 1024;

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
    if arguments.file.exists() {
        return Err(BackupError::Exists(arguments.file.clone()).into());
    }
    if context.dry_run {
        show(context, &arguments.file, &backup::foresee(from)?);
    }
    if !context.writes(format_args!("{} would be written.", arguments.file.display())) {
        return Ok(());
    }
    let unfinished = Unfinished::new(vec![beside(&arguments.file, ".partial"), arguments.file.clone()]);
    let mut progress = Progress::new("MiB");
    let mut told = |written: u64, expected: u64| {
        progress.tell("copied", written / MEBIBYTE, expected / MEBIBYTE);
        ControlFlow::Continue(())
    };
    let contents = backup::copy(from, &arguments.file, about, &mut told)?;
    drop(unfinished.finishing());
    drop(progress);
    show(context, &arguments.file, &contents);
    if !contents.is_recorded {
        tell(
            "the audit has no record of this backup: the database cannot be written to, is busy, or is of a version without an \
             audit",
        );
    }
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
    match refuse_surprises(arguments, context, &found, held.as_ref(), to) {
        // What would be needed is part of what would be done.
        Err(surprise @ Failure::NeedsForce(_)) if context.dry_run => tell(surprise),
        outcome => outcome?,
    }
    let ending = ending(arguments.keep_logins, found.waiting_mails);
    if !context.writes(format_args!("it would become {}. {ending}", to.display())) {
        return Ok(());
    }
    let staged = beside(to, ".restoring");
    let unfinished = Unfinished::new(["", "-wal", "-shm"].map(|more| beside(&staged, more)).to_vec());
    stage(&arguments.file, &staged, context)?;
    let ready = backup::make_ready(&staged, !arguments.keep_logins, context.now());
    let done = ready.map_err(Failure::from).and_then(|()| {
        let _until_it_is_done = unfinished.finishing();
        put_in_place(&staged, to, context)
    });
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

/// What becomes of what was under way when the backup was made.
fn ending(keeps_logins: bool, waiting_mails: u32) -> String {
    let (lives, mails) = match keeps_logins {
        true => ("Logins, tokens and links go on.", "are sent"),
        // They were sent since, and their links are void.
        false => ("All logins, tokens and open links end.", "are dropped"),
    };
    match waiting_mails {
        0 => lives.to_owned(),
        count => format!("{lives} Mails that waited when the backup was made {mails}: {count}."),
    }
}

/// What nobody means to do without saying so.
fn refuse_surprises(
    arguments: &RestoreArgs,
    context: &Context,
    found: &Contents,
    held: Option<&Held>,
    to: &Path,
) -> Result<(), Failure> {
    if arguments.force {
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
fn stage(file: &Path, staged: &Path, context: &Context) -> Result<(), Failure> {
    data_dir::prepare(&context.settings.server.data_dir)?;
    let failed = |cause: io::Error| Failure::Failed(format!("{}: {cause}", staged.display()));
    // Left by one that was cut off.
    for more in ["", "-wal", "-shm"] {
        match fs::remove_file(beside(staged, more)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
    }
    let mut from = fs::File::open(file).map_err(|cause| Failure::Failed(format!("{}: {cause}", file.display())))?;
    let mut copy = OpenOptions::new().write(true).create_new(true).mode(0o600).open(staged).map_err(failed)?;
    if let Err(error) = copied(&mut from, &mut copy).and_then(|()| copy.sync_all()) {
        drop(fs::remove_file(staged));
        return Err(failed(error));
    }
    Ok(())
}

/// Copies all of a file, and tells how far it is.
fn copied(from: &mut fs::File, to: &mut fs::File) -> io::Result<()> {
    let (mut progress, of) = (Progress::new("MiB"), from.metadata()?.len());
    let (mut piece, mut done) = (vec![0_u8; PIECE], 0);
    loop {
        let count = match from.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        to.write_all(piece.get(..count).unwrap_or_default())?;
        done += count as u64;
        progress.tell("restored", done / MEBIBYTE, of / MEBIBYTE);
    }
}

/// Copies the database, whose locks this process holds, where the file system has no second names. Closing it would give them up, and
/// whoever starts meanwhile would write into a file that is about to be replaced: it stays open until this command ends.
fn copy_held(from: &Path, to: &Path) -> io::Result<()> {
    let mut held = fs::File::open(from)?;
    let copied = fs::File::create_new(to).and_then(|mut copy| {
        copy.set_permissions(held.metadata()?.permissions())?;
        io::copy(&mut held, &mut copy)?;
        copy.sync_all()
    });
    std::mem::forget(held);
    copied
}

/// Keeps what is there under another name, and puts the staged file in its place in one step, so that at no moment there
/// is no database. Returns where the former one is.
fn put_in_place(staged: &Path, to: &Path, context: &Context) -> Result<Option<PathBuf>, Failure> {
    let failed = |cause: io::Error| Failure::Failed(format!("{}: {cause}", to.display()));
    backup::give_to_owner_of(to, staged).map_err(failed)?;
    let mut aside = None;
    if to.exists() {
        let kept = beside(to, &format!(".before-{}", context.now().compact()));
        fs::hard_link(to, &kept).or_else(|_| copy_held(to, &kept)).map_err(failed)?;
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
