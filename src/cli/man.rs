//! `latchkey man`: manual pages, made from the same definitions as `--help`.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Command;
use clap_mangen::Man;

use super::context::Failure;
use crate::telemetry::tell;

/// Arguments of `latchkey man`.
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// Write a page for each command into this folder, which is created where it is missing: latchkey.1, latchkey-client.1,
    /// latchkey-client-add.1 and so on. Without it, the page of `latchkey` itself goes to standard output.
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

/// Writes the page of `command`, or the pages of all commands below it, too; no file in a dry run.
pub fn run(arguments: &ManArgs, command: Command, is_dry_run: bool) -> Result<(), Failure> {
    let Some(folder) = &arguments.dir else {
        let mut page = Vec::new();
        let written = Man::new(command).render(&mut page).and_then(|()| io::stdout().write_all(&page));
        return written.map_err(|error| Failure::Failed(format!("the page cannot be written: {error}")));
    };
    if is_dry_run {
        tell(format_args!("The manual pages would be written into {}. Nothing was changed.", folder.display()));
        return Ok(());
    }
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(command, folder))
        .map_err(|error| Failure::Failed(format!("the pages cannot be written to {}: {error}", folder.display())))
}
