//! What things cost when much is stored: live sessions, and rows that are over and not swept yet.

mod fill;
mod stored;

use std::time::Duration;

use latchkey::secret::Digest;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::chart::grouped;
use crate::counters::resident_mib;
use crate::measure::{Ready, by_turns};
use crate::options::Options;
use crate::report::Figures;
use crate::rows::{ROWS, Row};
use crate::server::{self, CHEAP, Kind, Server};
use crate::visitor::Step::*;
use crate::visitor::Visitor;
use fill::Tokens;

const SESSIONS: [usize; 2] = [10_000, 100_000];
const EXPIRED: usize = 1_000_000;
/// The name of the database in which there is nothing yet.
const EMPTY: &str = "empty";
/// How often each database is compared with the empty one; the machine drifts, and the median of some says most.
const ROUNDS: usize = 5;
/// A server begins to sweep what is over a minute after its start, which is longer than this.
const SLICE: Duration = Duration::from_millis(1_500);
/// What is measured, and whose tokens are shown in turn.
const MEASURED: [(&str, Whose); 7] = [
    ("authorize, silent", Whose::All),
    ("userinfo", Whose::All),
    ("userinfo", Whose::Few),
    ("introspection", Whose::All),
    ("introspection", Whose::Few),
    // First, for what is issued anew in no order has lost its place.
    ("refresh ES256", Whose::AllInOrder),
    ("refresh ES256", Whose::All),
];
/// People whose tokens a server remembers.
const FEW: usize = 512;

/// Whose tokens are shown in turn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Of everybody, in no order: more than a server remembers, and neighbours in the database are not asked for together.
    All,
    /// Of everybody, in the order in which the tokens were issued, which is that in which they expire and apps come to refresh.
    AllInOrder,
    /// Of few.
    Few,
}

impl Whose {
    /// What is measured of them.
    fn named(self, row: &str) -> String {
        match self {
            Self::All => row.to_owned(),
            Self::AllInOrder => format!("{row}, in the order of issue"),
            Self::Few => format!("{row}, of {FEW} people"),
        }
    }
}

/// A database with something in it.
struct Filled {
    name: String,
    folder: TempDir,
    tokens: Tokens,
    /// Resident memory after a start, and the most of it after load.
    memory: (f64, f64),
}

/// Measures, prints and keeps it.
pub fn run(options: &Options, figures: &mut Figures) {
    println!("filling databases");
    let mut empty = filled(EMPTY, 0, 0);
    let mut databases: Vec<Filled> =
        SESSIONS.iter().map(|count| filled(&format!("{} sessions", grouped(*count as f64)), *count, 0)).collect();
    databases.push(filled(&format!("{} expired rows", grouped(EXPIRED as f64)), 0, EXPIRED));
    let mut costs = Map::new();
    println!("{:<36} {:<24} {:>12} {:>12} {:>12}", "", "", "per CPU-s", "when empty", "cost");
    for (name, whose) in MEASURED.into_iter().filter(|(name, _)| name.contains(&options.only)) {
        let row = ROWS.iter().find(|row| row.name == name).unwrap();
        let name = whose.named(name);
        let mut to_empty = Map::from_iter([(EMPTY.to_owned(), 1.0.into())]);
        for database in &mut databases {
            let (speed, speed_of_empty) = compare((row, whose), database, &mut empty);
            let cost = speed_of_empty / speed;
            println!("{name:<36} {:<24} {speed:>12.0} {speed_of_empty:>12.0} {cost:>12.2}", database.name);
            to_empty.insert(database.name.clone(), cost.into());
        }
        costs.insert(name, to_empty.into());
    }
    databases.insert(0, empty);
    let mut memory = Map::new();
    for Filled { name, memory: (idle, loaded), .. } in &databases {
        println!("memory, {name:<24} {idle:>8.1} MiB after the start {loaded:>8.1} MiB after load");
        memory.insert(name.clone(), json!({ "start_mib": idle, "loaded_mib": loaded }));
    }
    let folder = server::fresh(Kind::Latchkey, CHEAP);
    let server = Server::start(folder.path(), 1);
    let stored = stored::measure(&server, &folder.path().join("data/latchkey.db"));
    stored.iter().for_each(|(name, bytes)| println!("{bytes:>8.0} bytes for {name}"));
    let stored: Map<String, Value> = stored.iter().map(|(name, bytes)| ((*name).to_owned(), (*bytes).into())).collect();
    let databases: Vec<&str> = databases.iter().map(|database| database.name.as_str()).collect();
    figures.keep("sizes", json!({ "databases": databases, "cost": costs, "memory": memory, "bytes": stored }));
}

/// How fast both are, in that one of the rounds whose ratio is the median.
fn compare(what: (&'static Row, Whose), database: &mut Filled, empty: &mut Filled) -> (f64, f64) {
    by_turns(ROUNDS, || database.measure(what), || empty.measure(what))[ROUNDS / 2]
}

/// A folder with a database of so many live sessions and expired rows.
fn filled(name: &str, sessions: usize, expired: usize) -> Filled {
    let folder = server::fresh(Kind::Latchkey, CHEAP);
    let server = Server::start(folder.path(), 1);
    let mut visitor = Visitor::new(&server, "es", "openid+offline_access");
    visitor.take(&[AskToSignIn, OpenLoginPage, SubmitLogin, Exchange]);
    server.stop();
    let database = folder.path().join("data/latchkey.db");
    let theirs = (visitor.access_token.as_str(), visitor.refresh_token.as_str());
    let tokens = fill::live(&database, theirs, sessions);
    fill::expired(&database, theirs, expired);
    Filled { name: name.to_owned(), folder, tokens, memory: (0.0, 0.0) }
}

impl Filled {
    /// Times a CPU-second. Where tokens of others are there, visitors show them in turn.
    fn measure(&mut self, (row, whose): (&'static Row, Whose)) -> f64 {
        let server = Server::start(self.folder.path(), 1);
        self.memory.0 = resident_mib(&server);
        let mut ready = Ready::at(&server, row);
        self.tokens.sort_by_cached_key(|(access, _)| match whose {
            Whose::AllInOrder => *Digest::of_dated(access).as_bytes(),
            Whose::All | Whose::Few => *Digest::of(access).as_bytes(),
        });
        let shown = if whose == Whose::Few { self.tokens.len().min(FEW) } else { self.tokens.len() };
        let mut tokens = self.tokens.drain(..shown);
        while tokens.len() > 0 {
            for (visitor, theirs) in ready.crowd.visitors().zip(&mut tokens) {
                visitor.of_others.push_back(theirs);
            }
        }
        drop(tokens);
        let speed = ready.time(&server, SLICE).per_cpu_second;
        self.tokens.extend(ready.crowd.visitors().flat_map(|visitor| visitor.of_others.drain(..)));
        self.memory.1 = self.memory.1.max(resident_mib(&server));
        server.stop();
        speed
    }
}
