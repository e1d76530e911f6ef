//! The rows against their floors.

use std::path::PathBuf;
use std::time::Duration;

use latchkey::config::settings::Argon2Cost;
use serde_json::{Map, Value};

use crate::counters::{SystemCalls, resident_mib};
use crate::floors::Floors;
use crate::measure::{Ready, Sample};
use crate::options::Options;
use crate::report::{self, Baseline, Figures, Measured};
use crate::rows::{Floor, ROWS, Row};
use crate::server::{self, CHEAP, Kind, REAL, Server};
use crate::{allocations, bare, floor, start};

/// Measures them all, prints them, keeps them.
pub fn run(options: &Options, figures: &mut Figures) {
    let folder = tempfile::tempdir().unwrap();
    let counted = allocations::build();
    let table = Table { options, counted, counts_calls: SystemCalls::can_be_counted() };
    if table.counted.is_none() {
        println!("allocations: –, for the server that counts them cannot be built here");
    }
    if !table.counts_calls {
        println!("system calls: –, for `perf stat -e raw_syscalls:sys_enter` does not work here");
    }
    if options.only.is_empty() {
        figures.keep("start", start::run());
    }
    let mut floors = Floors::new(folder.path().to_owned(), 1);
    let mut rows = Vec::new();
    for cost in [CHEAP, REAL] {
        let chosen = ROWS.iter().filter(|row| row.cost == cost && row.name.contains(&options.only));
        rows.extend(table.measure(&chosen.collect::<Vec<_>>(), cost, &mut floors));
    }
    let baseline = options.baseline.as_ref().map(|path| Baseline::read(path, floors.median(Floor::Es256)));
    report::print(&rows, baseline.as_ref());
    let floors: Map<String, Value> =
        Floor::ALL.iter().map(|floor| (floor.name().to_owned(), floors.median(*floor).into())).collect();
    println!();
    floors.iter().for_each(|(name, speed)| println!("{name:<39} {:>9.0}", speed.as_f64().unwrap()));
    let exchange = rows.iter().find(|measured| measured.row.name == "code exchange ES256");
    if let Some(exchange) = exchange {
        let pairs = floors[Floor::DurablePairs.name()].as_f64().unwrap();
        println!(
            "code exchange ES256 per second, to {}: {:.2}",
            Floor::DurablePairs.name(),
            exchange.sample.per_second / pairs
        );
    }
    println!("a forged session_state after five years: {:.0} µs", floor::forged_value());
    if options.only.is_empty() {
        figures.keep("floors", floors.into());
        figures.keep("rows", report::rows_json(&rows, baseline.as_ref()));
    }
}

/// How it is measured.
struct Table<'a> {
    options: &'a Options,
    /// The server that counts allocations.
    counted: Option<PathBuf>,
    counts_calls: bool,
}

impl Table<'_> {
    /// Those rows whose passwords are hashed at `cost`.
    fn measure(&self, rows: &[&'static Row], cost: Argon2Cost, floors: &mut Floors) -> Vec<Measured> {
        let (folder, folder_of_counted) = (server::fresh(Kind::Latchkey, cost), server::fresh(Kind::Counted, cost));
        let server = Server::start(folder.path(), 1);
        bare::record(&server, floors.folder());
        let counted = self.counted.as_ref().map(|program| Server::start_counted(program, folder_of_counted.path()));
        let measured = rows.iter().map(|row| self.row(row, &server, counted.as_ref(), floors)).collect();
        println!("memory after these rows {:>7.1} MiB", resident_mib(&server));
        measured
    }

    fn row(&self, row: &'static Row, server: &Server, counted: Option<&Server>, floors: &mut Floors) -> Measured {
        let slice = Duration::from_secs_f64(self.options.seconds);
        let mut ready = Ready::at(server, row);
        let (sample, ratio) = floors.beside(row.floor, slice, |slice| ready.time(server, slice));
        let system_calls = self.counts_calls.then(|| ready.system_calls(server)).flatten();
        let allocations = counted.map(|counted| Ready::at(counted, row).allocations(counted));
        let measured = Measured { row, sample: Sample { system_calls, allocations, ..sample }, ratio };
        println!("{:<39} {:>9.0}", row.name, sample.per_cpu_second);
        measured
    }
}
