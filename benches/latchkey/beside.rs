//! Two programs of Latchkey by turns, so that both meet the same minute of the machine.

use std::path::Path;
use std::time::Duration;

use serde_json::{Map, json};

use crate::measure::{Ready, by_turns};
use crate::options::Options;
use crate::report::Figures;
use crate::rows::ROWS;
use crate::server::{self, CHEAP, Kind, REAL, Server};

/// How often each row is measured of both; the median of the ratios is what is said.
const ROUNDS: usize = 7;

/// Measures, prints and keeps how many times as fast as `other` the server is.
pub fn run(options: &Options, other: &Path, figures: &mut Figures) {
    let slice = Duration::from_secs_f64(options.seconds / ROUNDS as f64);
    let mut kept = Map::new();
    println!("{:<39} {:>12} {:>12} {:>8} {:>8} {:>8}", "", "per CPU-s", "the other", "times", "least", "most");
    for cost in [CHEAP, REAL] {
        let (folder, folder_of_other) = (server::fresh(Kind::Latchkey, cost), server::fresh(Kind::Other, cost));
        let server = Server::start(folder.path(), 1);
        let other = Server::start_other(other, folder_of_other.path(), 1);
        for row in ROWS.iter().filter(|row| row.cost == cost && row.name.contains(&options.only)) {
            let (mut ready, mut ready_of_other) = (Ready::at(&server, row), Ready::at(&other, row));
            let rounds = by_turns(
                ROUNDS,
                || ready.time(&server, slice).per_cpu_second,
                || ready_of_other.time(&other, slice).per_cpu_second,
            );
            let times = |(speed, of_other): (f64, f64)| speed / of_other;
            let (least, median, most) = (times(rounds[0]), rounds[ROUNDS / 2], times(rounds[ROUNDS - 1]));
            let (speed, of_other) = median;
            println!("{:<39} {speed:>12.0} {of_other:>12.0} {:>8.2} {least:>8.2} {most:>8.2}", row.name, times(median));
            kept.insert(row.name.to_owned(), json!({ "times": times(median), "least": least, "most": most }));
        }
    }
    figures.keep("beside", kept.into());
}
