//! `latchkey migrate …`: which schema the database has, and bringing it up to date without starting the server.

use std::path::Path;

use clap::Subcommand;
use serde_json::json;

use super::context::{Context, Failure};
use super::output;
use super::start::many;
use crate::store::StoreError;
use crate::store::sqlite::migrate::{self, Status};

/// What to do with the schema.
#[derive(Debug, Subcommand)]
pub enum MigrateCommand {
    /// Show the schema version of the database, the newest that this version knows, and the migrations that would run.
    /// Nothing is changed. The exit code is 0 if it is up to date, and 7 if migrations would run.
    Status,
    /// Bring the schema of the database up to date without starting the server. A server does the same when it starts.
    Run,
}

/// Runs the command.
pub fn run(command: &MigrateCommand, context: &Context) -> Result<(), Failure> {
    let path = context.database()?;
    if !path.exists() {
        return Err(Failure::NotFound(format!("there is no database {}; the first start makes one", path.display())));
    }
    match command {
        MigrateCommand::Status => status(path, context),
        MigrateCommand::Run => bring_up_to_date(path, context),
    }
}

fn status(path: &Path, context: &Context) -> Result<(), Failure> {
    let status = migrate::status(path)?;
    show(path, &status, "due", &status.due, context);
    let Status { found, known, due } = status;
    match found {
        _ if found > known => Err(StoreError::NewerSchema { found, known }.into()),
        _ if due.is_empty() => Ok(()),
        _ => Err(Failure::Outdated(many(due.len(), "migration"))),
    }
}

fn bring_up_to_date(path: &Path, context: &Context) -> Result<(), Failure> {
    let ran = migrate::run_on(path)?;
    show(path, &migrate::status(path)?, "ran", &ran, context);
    Ok(())
}

fn show(path: &Path, status: &Status, what: &str, names: &[&str], context: &Context) {
    let columns = ["database", "schema", "known", what];
    let row = [json!(path.display().to_string()), json!(status.found), json!(status.known), json!(names)];
    output::one(context.format, &columns, &row);
}
