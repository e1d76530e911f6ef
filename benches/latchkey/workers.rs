//! The main rows with 1, 2 and 4 workers, each beside a bare handler with as many.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::bare;
use crate::floors::Floors;
use crate::measure::Ready;
use crate::options::Options;
use crate::report::Figures;
use crate::rows::{Floor, ROWS, Row};
use crate::server::{self, CHEAP, Kind, Server};

const WORKERS: [usize; 3] = [1, 2, 4];
const MAIN: [&str; 7] = [
    "discovery",
    "userinfo",
    "introspection",
    "authorize, silent",
    "refresh ES256",
    "authorize + exchange + userinfo ES256",
    "authorize + exchange + userinfo RS256",
];

/// Measures, prints and keeps them.
pub fn run(options: &Options, figures: &mut Figures) {
    let mut all = Map::new();
    for row in ROWS.iter().filter(|row| MAIN.contains(&row.name) && row.name.contains(&options.only)) {
        println!("{}", row.name);
        let by_workers = WORKERS.map(|workers| measure(row, workers, options));
        all.insert(row.name.to_owned(), by_workers.to_vec().into());
    }
    figures.keep("workers", all.into());
}

fn measure(row: &'static Row, workers: usize, options: &Options) -> Value {
    let folder = server::fresh(Kind::Latchkey, CHEAP);
    let server = Server::start(folder.path(), workers);
    bare::record(&server, folder.path());
    let mut floors = Floors::new(folder.path().to_owned(), workers);
    let slice = Duration::from_secs_f64(options.seconds);
    let (floor, mut ready) = (row.floor.unwrap_or(Floor::Bare), Ready::at(&server, row));
    let (sample, ratio) = floors.beside(Some(floor), slice, |slice| ready.time(&server, slice));
    let (ratio, of) = (ratio.unwrap_or_default(), floor.name());
    println!(
        "  {workers} workers {:>10.0} per CPU-s {:>10.0} per s {:>8.2} switches   {ratio:.3} of {of}",
        sample.per_cpu_second, sample.per_second, sample.switches
    );
    json!({
        "workers": workers,
        "per_cpu_second": sample.per_cpu_second,
        "per_second": sample.per_second,
        "context_switches": sample.switches,
        "ratio": ratio,
    })
}
