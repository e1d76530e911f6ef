//! How long a start takes, and what an idle server holds in memory. For one core, like the rows.

use std::time::Duration;

use serde_json::{Value, json};

use crate::counters::resident_mib;
use crate::server::{self, CHEAP, Kind, Server};

const FIRST_STARTS: usize = 5;
const COLD_STARTS: usize = 11;

/// Measures and prints it.
pub fn run() -> Value {
    let mut folder = server::fresh(Kind::Latchkey, CHEAP);
    let first = (0..FIRST_STARTS).map(|_| {
        folder = server::fresh(Kind::Latchkey, CHEAP);
        started(folder.path())
    });
    let first = median(first.collect());
    let cold = median((0..COLD_STARTS).map(|_| started(folder.path())).collect());
    let server = Server::start(folder.path(), 1);
    std::thread::sleep(Duration::from_secs(2));
    let idle = resident_mib(&server);
    println!("first start to answer  {first:>8.1} ms (makes keys; median of {FIRST_STARTS})");
    println!("cold start to answer   {cold:>8.1} ms (over an existing database; median of {COLD_STARTS})");
    println!("idle memory            {idle:>8.1} MiB");
    json!({ "first_start_ms": first, "cold_start_ms": cold, "idle_mib": idle })
}

/// Milliseconds from the start of the process to its first answer.
fn started(folder: &std::path::Path) -> f64 {
    let server = Server::start(folder, 1);
    let milliseconds = server.started_in.as_secs_f64() * 1e3;
    server.stop();
    milliseconds
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
