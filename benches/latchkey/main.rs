//! `cargo bench --bench latchkey`: what a request costs the server, beside what it cannot beat; `-- --help` tells the
//! modes.
//!
//! The server runs in a process of its own, so that its CPU time is its own; the load comes from here, over keep-alive
//! connections. Most figures are times per CPU-second of the server, which hold when the machine is busy with other
//! things, and ratios to floors measured in the same run.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on shall stop right there"
)]

mod allocations;
mod bare;
mod beside;
mod chart;
mod connection;
mod counters;
mod crowd;
mod floor;
mod floors;
mod latency;
mod measure;
mod options;
mod publish;
mod report;
mod rows;
mod server;
mod sizes;
mod start;
mod table;
mod visitor;
mod workers;

use clap::Parser as _;

use options::Options;
use report::Figures;

fn main() {
    if let Ok(workers) = std::env::var(server::BARE) {
        return bare::run(workers.parse().unwrap());
    }
    // `cargo test --benches` passes no --bench: there is nothing to check then.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let options = Options::parse();
    let mut figures = Figures::open(&options.figures());
    if options.chart {
        return publish::run(&figures);
    }
    if options.workers {
        workers::run(&options, &mut figures);
    }
    if options.latency {
        latency::run(&options, &mut figures);
    }
    if options.sizes {
        sizes::run(&options, &mut figures);
    }
    if let Some(other) = &options.beside {
        beside::run(&options, other, &mut figures);
    }
    if !(options.workers || options.latency || options.sizes || options.beside.is_some()) {
        table::run(&options, &mut figures);
    }
}
