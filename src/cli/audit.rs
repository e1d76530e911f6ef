//! `latchkey audit …`: what happened, who did it, and whether the record of it is whole.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write as _};
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::context::{Context, Failure, user_named};
use super::output;
use crate::protocol::audit::{Actor, Event, Record, What};
use crate::protocol::audit_chain::{Broken, Link, follow};
use crate::protocol::user::Subject;
use crate::store::Store;
use crate::store::audit::{Wanted, tells_of_start};
use crate::telemetry::escape::{Notation, escaped};
use crate::telemetry::tell;

/// Records read at once.
const CHUNK: u32 = 1_000;
/// How often `--follow` looks.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What to do with the audit.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Show the newest records, oldest first.
    Tail(TailArgs),
    /// Check that no record was changed or taken out since it was written.
    Verify(VerifyArgs),
    /// Write all records to standard output, oldest first.
    Export {
        /// One JSON object or one CSV row for each record.
        #[arg(long, value_enum, default_value_t)]
        format: ExportFormat,
    },
}

/// Arguments of `latchkey audit tail`.
#[derive(Debug, Args)]
pub struct TailArgs {
    /// How many records.
    #[arg(short = 'n', long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    lines: u32,
    /// Go on, and show new records as they come.
    #[arg(short, long)]
    follow: bool,
    /// Only what concerns this person: the username or email address.
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    /// Only this event, or all of a kind: `login.fail`, or `login`.
    #[arg(long)]
    event: Option<String>,
}

/// Arguments of `latchkey audit verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The number and hash of a record, as an earlier check printed them or as the log has them: this record must still be
    /// there. Somebody who can write to the database can also write a new chain, which only this notices.
    #[arg(long, value_name = "NUMBER:HASH")]
    contains: Option<String>,
}

/// How records are written.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum ExportFormat {
    /// One JSON object a line.
    #[default]
    Json,
    /// A header and one row for each record.
    Csv,
}

impl ExportFormat {
    fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

/// Runs the command.
pub async fn run(command: AuditCommand, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    let store = store.as_ref();
    match command {
        AuditCommand::Tail(arguments) => tail(store, context, arguments).await,
        AuditCommand::Verify(arguments) => verify(store, context, arguments.contains.as_deref()).await,
        AuditCommand::Export { format } => {
            // First: an export that is cut off has shown records, too.
            let event = Event::new(What::AuditExport).with("format", format.name());
            if context.writes("The records would be printed, and the audit would have a record of that.") {
                store.record(&event, context.now()).await?;
                export(store, format).await?;
            }
            Ok(())
        }
    }
}

async fn tail(store: &dyn Store, context: &Context, arguments: TailArgs) -> Result<(), Failure> {
    if let Some(event) = &arguments.event
        && !What::ALL.iter().any(|what| is_of(what.as_str(), event))
    {
        let known: Vec<&str> = What::ALL.iter().map(|what| what.as_str()).collect();
        return Err(Failure::Failed(format!("there is no event `{event}`: there are {}", known.join(", "))));
    }
    let sub = match &arguments.user {
        Some(name) => Some(user_named(store, name).await?.sub),
        None => None,
    };
    let wanted = Wanted { sub, event: arguments.event, limit: arguments.lines, ..Wanted::default() };
    let mut records = store.records(&wanted).await?;
    records.reverse();
    let mut names = Names::default();
    let print = match context.format {
        // An array would never end.
        output::Format::Json if arguments.follow => output::more_rows,
        _ => output::rows,
    };
    print(context.format, &COLUMNS, &rows(store, &mut names, &records).await?);
    if !arguments.follow {
        return Ok(());
    }
    // By the numbers of the chain: a record may be dated back, and come late, but none is left out there.
    let mut shown: HashSet<String> = records.into_iter().map(|record| record.id).collect();
    let newest = store.records(&Wanted { limit: CHUNK, ..Wanted::default() }).await?;
    let mut after = newest.iter().filter_map(|record| record.link).map(|link| link.number).max().unwrap_or_default();
    let is_wanted = |record: &Record| {
        wanted.sub.as_ref().is_none_or(|sub| record.sub.as_deref() == Some(sub.as_str()))
            && wanted.event.as_ref().is_none_or(|event| is_of(&record.event, event))
    };
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let mut records = store.chain(after, CHUNK).await?;
        after = records.iter().filter_map(|record| record.link).map(|link| link.number).max().unwrap_or(after);
        records.retain(|record| !shown.remove(&record.id) && is_wanted(record));
        output::more_rows(context.format, &COLUMNS, &rows(store, &mut names, &records).await?);
    }
}

/// Whether an event is this one, or of this kind.
fn is_of(name: &str, event: &str) -> bool {
    name == event || name.strip_prefix(event).is_some_and(|rest| rest.starts_with('.'))
}

const COLUMNS: [&str; 8] = ["at", "event", "by", "person", "app", "from", "request", "details"];

async fn rows(store: &dyn Store, names: &mut Names, records: &[Record]) -> Result<Vec<Vec<Value>>, Failure> {
    let mut rows = Vec::with_capacity(records.len());
    for record in records {
        let by = match Actor::parse(&record.actor) {
            Actor::Person(sub) => names.of(store, sub.as_str()).await?,
            Actor::Client(client_id) => client_id.to_string(),
            Actor::CommandLine(user) => format!("{user} (command line)"),
            Actor::Server => "server".to_owned(),
            Actor::Unknown => "unknown".to_owned(),
        };
        let person = match &record.sub {
            Some(sub) => names.of(store, sub).await?,
            None => String::new(),
        };
        let details: Vec<String> = record.detail().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        rows.push(vec![
            json!(record.at.to_string()),
            json!(record.event),
            json!(by),
            json!(person),
            json!(record.client_id.as_deref().unwrap_or_default()),
            json!(record.ip),
            json!(record.request_id),
            json!(details.join(", ")),
        ]);
    }
    Ok(rows)
}

/// What people are called now; somebody who is gone is shown by `sub`.
#[derive(Default)]
pub struct Names(HashMap<String, String>);

impl Names {
    /// What the person of this `sub` is called now, or the `sub`.
    pub async fn of(&mut self, store: &dyn Store, sub: &str) -> Result<String, Failure> {
        if let Some(known) = self.0.get(sub) {
            return Ok(known.clone());
        }
        let user = store.user(&Subject::new(sub)).await?;
        let name = user.map_or_else(|| sub.to_owned(), |user| user.username);
        self.0.insert(sub.to_owned(), name.clone());
        Ok(name)
    }
}

async fn verify(store: &dyn Store, context: &Context, contains: Option<&str>) -> Result<(), Failure> {
    let wanted = match contains {
        Some(text) => Some(place(text).ok_or_else(|| {
            Failure::Failed(format!("`{text}` is no number and hash: write them like 17:0123…, with 64 digits"))
        })?),
        None => None,
    };
    let (start, whole) = loop {
        let start = store.chain_start().await?;
        match follow_all(store, start, wanted.as_ref()).await? {
            Ok(whole) => break (start, whole),
            // The beginning was removed while it was read, as `audit.retention` says.
            Err(Broken::Missing { .. }) if store.chain_start().await? != start => {}
            Err(broken) => return Err(Failure::Failed(format!("the audit is not whole: {broken}"))),
        }
    };
    let last = whole.last;
    if let Some((number, _)) = wanted
        && !whole.has_wanted
    {
        let removed = if number < start.number { ": records up to it were removed by `audit.retention`" } else { "" };
        return Err(Failure::Failed(format!("the audit does not have record {number} with this hash{removed}")));
    }
    let waiting = store.records(&Wanted { limit: CHUNK, ..Wanted::default() }).await?;
    let is_told = whole.tells_of_start || waiting.iter().any(|record| tells_of_start(record, &start));
    let waiting = waiting.iter().filter(|record| record.link.is_none()).count();
    tell(format_args!(
        "the audit is whole: {} records, from number {} to {}",
        last.number - start.number,
        start.number + 1,
        last.number
    ));
    if start != Link::START && !is_told {
        tell(format_args!(
            "records up to number {} were removed, and none tells of it: an earlier version of latchkey did so as \
             `audit.retention` says, or somebody did by hand",
            start.number
        ));
    }
    if waiting > 0 {
        tell(format_args!(
            "{waiting} newer records are not in the chain yet: a running server adds them within a second"
        ));
    }
    output::alone(context.format, "contains", &format!("{}:{}", last.number, last.hex()));
    Ok(())
}

/// A chain that is whole.
struct Whole {
    /// Its end.
    last: Link,
    /// Whether the wanted record is in it.
    has_wanted: bool,
    /// Whether a record in it says that its beginning was removed by retention.
    tells_of_start: bool,
}

/// Follows the chain from `start` to its end.
async fn follow_all(
    store: &dyn Store,
    start: Link,
    wanted: Option<&(i64, String)>,
) -> Result<Result<Whole, Broken>, Failure> {
    let is_wanted = |link: &Link| wanted.is_some_and(|(number, hash)| link.number == *number && link.hex() == *hash);
    let mut whole = Whole { last: start, has_wanted: is_wanted(&start), tells_of_start: false };
    loop {
        let records = store.chain(whole.last.number, CHUNK).await?;
        for record in &records {
            whole.last = match follow(&whole.last, record) {
                Ok(link) => link,
                Err(broken) => return Ok(Err(broken)),
            };
            whole.has_wanted = whole.has_wanted || is_wanted(&whole.last);
            whole.tells_of_start = whole.tells_of_start || tells_of_start(record, &start);
        }
        if records.len() < CHUNK as usize {
            return Ok(Ok(whole));
        }
    }
}

fn place(text: &str) -> Option<(i64, String)> {
    let (number, hash) = text.trim().split_once(':')?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|octet| octet.is_ascii_hexdigit());
    Some((number.parse().ok()?, hash.to_ascii_lowercase())).filter(|_| is_hash)
}

async fn export(store: &dyn Store, format: ExportFormat) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let failed = |error: io::Error| Failure::Failed(format!("the records cannot be written: {error}"));
    if let ExportFormat::Csv = format {
        writeln!(out, "number,at,event,actor,sub,client_id,ip,user_agent,request_id,details,hash").map_err(failed)?;
    }
    let mut after = String::new();
    loop {
        let wanted = Wanted { after: Some(after.clone()), limit: CHUNK, ..Wanted::default() };
        let records = store.records(&wanted).await?;
        for record in &records {
            let line = match format {
                ExportFormat::Json => escaped(&record.as_json().to_string(), Notation::Json).into_owned(),
                ExportFormat::Csv => as_csv(record),
            };
            writeln!(out, "{line}").map_err(failed)?;
        }
        match records.last() {
            Some(last) => after.clone_from(&last.id),
            None => return out.flush().map_err(failed),
        }
    }
}

fn as_csv(record: &Record) -> String {
    let number = record.link.map(|link| link.number.to_string()).unwrap_or_default();
    let hash = record.link.map(|link| link.hex()).unwrap_or_default();
    let at = record.at.to_string();
    let (sub, client_id) = (record.sub.as_deref().unwrap_or_default(), record.client_id.as_deref().unwrap_or_default());
    let Record { event, actor, ip, agent, request_id, details, .. } = record;
    let fields: [&str; 11] = [&number, &at, event, actor, sub, client_id, ip, agent, request_id, details, &hash];
    fields.map(quoted).join(",")
}

/// What begins a formula in a spreadsheet, the wide forms too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A field of CSV (RFC 4180 §2). A spreadsheet must not take what a browser calls itself for a formula: not at its beginning,
/// and not behind a semicolon either, where spreadsheets of many languages end a field, in quotes or not.
fn quoted(field: &str) -> String {
    let needs_quotes = field.contains(['"', ',', ';', '\n', '\r']) || field.starts_with(FORMULA);
    let field = guarded(&escaped(field, Notation::Text));
    if needs_quotes { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

/// The same with an apostrophe before whatever could be taken for a formula.
fn guarded(field: &str) -> String {
    let mut guarded = String::with_capacity(field.len());
    let mut begins = true;
    for letter in field.chars() {
        if begins && FORMULA.contains(&letter) {
            guarded.push('\'');
        }
        // Spaces, and quotes that such a spreadsheet takes for its own, change nothing of it.
        begins = letter == ';' || begins && matches!(letter, ' ' | '"' | '\u{a0}');
        guarded.push(letter);
    }
    guarded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_csv_is_one_field_and_no_formula() {
        assert_eq!(quoted("login.ok"), "login.ok");
        assert_eq!(quoted("a,\"b\"\n"), "\"a,\"\"b\"\"\\u{a}\"");
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("-1"), "\"'-1\"");
        assert_eq!(quoted("＝1+1"), "\"'＝1+1\"");
        assert_eq!(quoted("Mozilla/5.0 (X11;=cmd|' /C calc'!A1)"), "\"Mozilla/5.0 (X11;'=cmd|' /C calc'!A1)\"");
        assert_eq!(quoted("Mozilla/5.0 (X11; =1; \"@2)"), "\"Mozilla/5.0 (X11; '=1; \"\"'@2)\"");
        assert_eq!(quoted("نص 日本 ü-1"), "نص 日本 ü-1");
    }

    #[test]
    fn a_kind_of_event_is_more_than_the_same_letters() {
        assert!(is_of("login.ok", "login.ok") && is_of("login.ok", "login"));
        assert!(!is_of("login.ok", "log") && !is_of("login.ok", "login.") && !is_of("login.ok", "login.o"));
    }
}
