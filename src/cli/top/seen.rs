//! What `latchkey top` shows, as it is read from the database.

use crate::cli::audit::Names;
use crate::cli::context::{Context, Failure};
use crate::cli::session::shown;
use crate::clock::Timestamp;
use crate::database::Database;
use crate::pages::{device, happened};
use crate::protocol::audit::{Actor, Record};
use crate::protocol::client::ClientId;
use crate::protocol::session::Session;
use crate::protocol::user_agent::device_name;
use crate::registration::metadata::text;
use crate::say;
use crate::store::audit::{HOUR, SignInsOfSpan, Wanted};
use crate::store::logouts::Untold;
use crate::store::sessions::InUse;
use crate::store::{Store, StoreError};

/// A minute, in seconds.
const MINUTE: i64 = 60;
/// How many minutes are shown, the present one among them.
const MINUTES: u32 = 60;
/// How many minutes the shorter of the two counts covers.
const LAST_MINUTES: usize = 5;
/// How many logins are looked at to count them: beyond it, "more than" says enough.
const MOST_COUNTED: u32 = 10_000;
/// How many records of the audit are shown.
const EVENTS: u32 = 5;

/// What there is at a moment.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The issuer; empty where it is not known.
    pub issuer: String,
    /// What kind of database it is.
    pub storage: &'static str,
    /// When it was looked at.
    pub at: Timestamp,
    /// How much goes on.
    pub in_use: InUse,
    /// Whether there are more logins than are counted.
    pub is_cut: bool,
    /// Sign-ins of the last five minutes.
    pub last_minutes: Counted,
    /// Sign-ins of the last hour.
    pub last_hour: Counted,
    /// Sign-ins by minute, the present one last.
    pub minutes: Vec<SignInsOfSpan>,
    /// Sign-out messages that wait or failed.
    pub untold: Untold,
    /// Live logins, the last used first.
    pub logins: Vec<Login>,
    /// What happened last, the newest first.
    pub events: Vec<Told>,
}

/// How many signed in, and how often somebody tried in vain.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Sign-ins.
    pub ok: u64,
    /// Tries in vain.
    pub failed: u64,
    /// Whether there were more than are counted.
    pub is_cut: bool,
}

impl Counted {
    fn of<'a>(spans: impl Iterator<Item = &'a SignInsOfSpan>) -> Self {
        spans.fold(Self::default(), |sum, span| Self {
            ok: sum.ok + span.ok,
            failed: sum.failed + span.failed,
            is_cut: sum.is_cut || span.is_cut,
        })
    }
}

/// A live login.
#[derive(Debug, Clone)]
pub struct Login {
    /// The name that `latchkey session` has for it.
    pub id: String,
    /// The username.
    pub person: String,
    /// When it began.
    pub since: Timestamp,
    /// When it was last used, to within a minute.
    pub last_seen: Timestamp,
    /// The browser and the system.
    pub device: String,
    /// The address at sign-in.
    pub address: String,
    /// The apps in it.
    pub apps: Vec<String>,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Told {
    /// When.
    pub at: Timestamp,
    /// The name of the event.
    pub event: String,
    /// The sentence.
    pub words: String,
}

/// Looks at the database, for at most so many logins.
pub async fn look(store: &dyn Store, context: &Context, logins: u32) -> Result<Seen, Failure> {
    let now = context.now();
    let in_use = store.in_use(now, MOST_COUNTED + 1).await?;
    let present = now.seconds() - now.seconds().rem_euclid(MINUTE);
    let first = Timestamp(present - MINUTE * (i64::from(MINUTES) - 1));
    // The bar stands still for a minute, and the numbers are of the last second.
    let minutes = store.sign_ins_by(MINUTE, first, MINUTES).await?;
    let exact = store.sign_ins_by(MINUTE, Timestamp(now.seconds() + 1 - HOUR), MINUTES).await?;
    let mut listed = Vec::new();
    for (session, username) in store.list_sessions(now, logins).await? {
        listed.push(login(store, session, username).await?);
    }
    let mut names = Names::default();
    let mut events = Vec::new();
    for record in store.records(&Wanted { limit: EVENTS, ..Wanted::default() }).await? {
        let words = sentence(store, context, &mut names, &record).await?;
        events.push(Told { at: record.at, event: record.event, words });
    }
    Ok(Seen {
        issuer: context.issuer().map(|issuer| issuer.as_str().to_owned()).unwrap_or_default(),
        storage: match &context.settings.storage.database {
            Database::Sqlite(_) => "SQLite",
            Database::Postgres(_) => "PostgreSQL",
        },
        at: now,
        in_use: InUse { logins: in_use.logins.min(MOST_COUNTED), ..in_use },
        is_cut: in_use.logins > MOST_COUNTED,
        last_minutes: Counted::of(exact.iter().rev().take(LAST_MINUTES)),
        last_hour: Counted::of(exact.iter()),
        minutes,
        untold: store.untold().await?,
        logins: listed,
        events,
    })
}

async fn login(store: &dyn Store, session: Session, person: String) -> Result<Login, StoreError> {
    let apps = store.clients_of_session(&session.id).await?;
    Ok(Login {
        id: shown(&session.id),
        person,
        since: session.created_at,
        last_seen: session.last_seen,
        device: device::in_words(&device_name(&session.user_agent)),
        address: session.ip,
        apps: apps.iter().map(ToString::to_string).collect(),
    })
}

/// A record as the overview of administrators has it: who, what, by whom, and from where.
async fn sentence(store: &dyn Store, context: &Context, names: &mut Names, record: &Record) -> Result<String, Failure> {
    let mut words = happened::in_words(record, &app(store, context, record).await?);
    if let Some(sub) = &record.sub {
        words = format!("{}: {words}", names.of(store, sub).await?);
    }
    let by = match Actor::parse(&record.actor) {
        Actor::Person(sub) if record.sub.as_deref() == Some(sub.as_str()) => None,
        Actor::Person(sub) => Some(format!("by {}", names.of(store, sub.as_str()).await?)),
        other => happened::by_whom_in_words(&other),
    };
    if let Some(by) = by {
        words = format!("{words}, {by}");
    }
    let device = (!record.agent.is_empty()).then(|| device::in_words(&device_name(&record.agent)));
    let address = Some(record.ip.clone()).filter(|address| !address.is_empty());
    let origin: Vec<String> = device.into_iter().chain(address).collect();
    Ok(if origin.is_empty() { words } else { format!("{words} ({})", origin.join(", ")) })
}

/// What the app is called that a record concerns.
async fn app(store: &dyn Store, context: &Context, record: &Record) -> Result<String, StoreError> {
    let Some(client_id) = record.client_id.as_deref().and_then(ClientId::parse) else {
        return Ok(say!("audit-some-app"));
    };
    if let Some(client) = context.settings.clients.iter().find(|client| client.client_id == client_id) {
        return Ok(client.client_name.clone());
    }
    let registered = store.registered_client(&client_id).await?;
    let name = registered.as_ref().and_then(|client| text(&client.metadata, "client_name"));
    Ok(name.filter(|name| !name.is_empty()).map_or_else(|| client_id.to_string(), str::to_owned))
}
