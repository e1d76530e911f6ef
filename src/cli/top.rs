//! `latchkey top`: who is signed in and what happens, shown in the terminal and drawn anew every second.

mod picture;
mod screen;
mod seen;

use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::time::Duration;

use clap::Args;
use serde_json::{Value, json};
use tokio::signal::unix::{Signal, SignalKind, signal};

use self::picture::picture;
use self::screen::Screen;
use self::seen::Seen;
use super::context::{Context, Failure};
use super::output::{self, Format};
use super::registered::duration;
use crate::database::Database;
use crate::store::sqlite::backup::beside;
use crate::store::{self, SharedStore};

/// The most logins that are listed where no height ends the list.
const MOST_LISTED: u32 = 1_000;

/// Arguments of `latchkey top`.
#[derive(Debug, Args)]
pub struct TopArgs {
    /// How long until the picture is drawn anew, such as 2s or 1m.
    #[arg(long, value_name = "DURATION", default_value = "1s", value_parser = duration)]
    every: Duration,
    /// Print one picture and end. This is also done where standard output is no terminal, and with --output json or toml.
    #[arg(long)]
    once: bool,
}

/// Runs the command.
pub async fn run(arguments: &TopArgs, context: &Context) -> Result<(), Failure> {
    let mut source = Source::open(context.database()?)?;
    if context.format != Format::Table {
        print_data(context.format, &source.look(context, MOST_LISTED).await?);
        return Ok(());
    }
    let frame = screen::frame();
    let seen = source.look(context, rows(frame.height)).await?;
    if arguments.once || !screen::is_live() {
        println!("{}", picture(&seen, None, frame));
        return Ok(());
    }
    let (mut interrupt, mut terminate) = (hear(SignalKind::interrupt())?, hear(SignalKind::terminate())?);
    let screen = Screen::enter().map_err(unusable)?;
    tokio::select! {
        outcome = keep_showing(&screen, source, seen, arguments.every, context) => outcome,
        _ = interrupt.recv() => Ok(()),
        _ = terminate.recv() => Ok(()),
    }
}

/// Draws the picture, and again when time has passed or the terminal has another size. Where the database cannot be read, what
/// was read last stays, and says so.
async fn keep_showing(
    screen: &Screen,
    mut source: Source<'_>,
    mut seen: Seen,
    every: Duration,
    context: &Context,
) -> Result<(), Failure> {
    let mut resized = hear(SignalKind::window_change())?;
    let mut trouble: Option<String> = None;
    loop {
        let frame = screen::frame();
        screen.draw(&picture(&seen, trouble.as_deref(), frame)).map_err(unusable)?;
        tokio::select! {
            () = tokio::time::sleep(every) => {
                match source.look(context, rows(frame.height)).await {
                    Ok(fresh) => {
                        seen = fresh;
                        trouble = None;
                    }
                    Err(failure) => trouble = Some(failure.to_string()),
                }
            }
            _ = resized.recv() => {}
        }
    }
}

fn hear(kind: SignalKind) -> Result<Signal, Failure> {
    signal(kind).map_err(|error| Failure::Failed(error.to_string()))
}

fn unusable(error: io::Error) -> Failure {
    Failure::Failed(format!("the terminal cannot be written to: {error}"))
}

/// As many logins as there can be rows.
fn rows(height: usize) -> u32 {
    u32::try_from(height).unwrap_or(MOST_LISTED)
}

/// The database, opened to be looked at: nothing in it changes.
struct Source<'a> {
    database: &'a Database,
    store: SharedStore,
    file: Option<(u64, bool)>,
}

impl<'a> Source<'a> {
    fn open(database: &'a Database) -> Result<Self, Failure> {
        let file = file_of(database);
        match store::open_to_look(database)? {
            Some(store) => Ok(Self { database, store, file }),
            None => Err(Failure::NotFound(format!("there is no database {database}; the first start makes one"))),
        }
    }

    async fn look(&mut self, context: &Context, logins: u32) -> Result<Seen, Failure> {
        // A file that nobody had open is read as one that stays as it is, until a server starts; and a restored one is another.
        if file_of(self.database) != self.file {
            *self = Self::open(self.database)?;
        }
        seen::look(self.store.as_ref(), context, logins).await
    }
}

/// Which file the database is, and whether some process has it open, or had and was killed.
fn file_of(database: &Database) -> Option<(u64, bool)> {
    let path = database.file()?;
    Some((std::fs::metadata(path).ok()?.ino(), beside(path, "-wal").exists()))
}

fn print_data(format: Format, seen: &Seen) {
    let sessions: Vec<Value> = seen
        .logins
        .iter()
        .map(|login| {
            json!({
                "id": login.id,
                "user": login.person,
                "browser": login.device,
                "since": login.since.to_string(),
                "seen": login.last_seen.to_string(),
                "apps": login.apps,
                "from": login.address,
            })
        })
        .collect();
    let minutes: Vec<Value> = seen
        .minutes
        .iter()
        .map(|minute| json!({"from": minute.from.to_string(), "ok": minute.ok, "failed": minute.failed}))
        .collect();
    let events: Vec<Value> = seen
        .events
        .iter()
        .map(|event| json!({"at": event.at.to_string(), "event": event.event, "words": event.words}))
        .collect();
    let row: [(&str, Value); 13] = [
        ("issuer", json!(seen.issuer)),
        ("storage", json!(seen.storage)),
        ("at", json!(seen.at.to_string())),
        ("logins", json!(seen.in_use.logins)),
        ("people", json!(seen.in_use.people)),
        ("apps", json!(seen.in_use.apps)),
        ("more", json!(seen.is_cut)),
        ("sign_ins", json!({"last_5_minutes": seen.last_minutes.ok, "last_hour": seen.last_hour.ok})),
        ("refused", json!({"last_5_minutes": seen.last_minutes.failed, "last_hour": seen.last_hour.failed})),
        (
            "deliveries",
            json!({
                "waiting": seen.untold.waiting,
                "failed": seen.untold.failed,
                "oldest": seen.untold.oldest.map(|at| at.to_string()),
            }),
        ),
        ("minutes", json!(minutes)),
        ("sessions", json!(sessions)),
        ("events", json!(events)),
    ];
    let (names, values): (Vec<&str>, Vec<Value>) = row.into_iter().unzip();
    output::one(format, &names, &values);
}
