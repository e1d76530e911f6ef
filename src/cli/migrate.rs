//! `latchkey migrate …`: which schema the database has, and bringing it up to date without starting the server.

use clap::Subcommand;
use serde_json::json;

use super::context::{Context, Failure};
use super::output;
use super::start::many;
use crate::database::Database;
use crate::store::{self, SchemaStatus, StoreError};

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
    let database = context.database()?;
    let Some(status) = store::schema(database)? else {
        return Err(Failure::NotFound(format!("there is no database {database}; the first start makes one")));
    };
    match command {
        MigrateCommand::Status => tell(status, database, context),
        MigrateCommand::Run => {
            if context.dry_run {
                show(database, &status, "due", &status.due, context);
            }
            match context.writes(format_args!("{} would run.", many(status.due.len(), "migration"))) {
                true => bring_up_to_date(database, context),
                false => Ok(()),
            }
        }
    }
}

fn tell(status: SchemaStatus, database: &Database, context: &Context) -> Result<(), Failure> {
    show(database, &status, "due", &status.due, context);
    let SchemaStatus { found, known, due } = status;
    match found {
        _ if found > known => Err(StoreError::NewerSchema { found, known }.into()),
        _ if due.is_empty() => Ok(()),
        _ => Err(Failure::Outdated(many(due.len(), "migration"))),
    }
}

fn bring_up_to_date(database: &Database, context: &Context) -> Result<(), Failure> {
    let ran = store::migrate(database)?;
    if let Some(status) = store::schema(database)? {
        show(database, &status, "ran", &ran, context);
    }
    Ok(())
}

fn show(database: &Database, status: &SchemaStatus, what: &str, names: &[&str], context: &Context) {
    let columns = ["database", "schema", "known", what];
    let row = [json!(database.to_string()), json!(status.found), json!(status.known), json!(names)];
    output::one(context.format, &columns, &row);
}
