//! How long an answer takes when requests come at their own times, at half the rate that the server holds. Each time is
//! measured from when the request should have been sent, so that a stall counts for all that had to wait behind it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::measure::Ready;
use crate::options::Options;
use crate::report::Figures;
use crate::rows::{ROWS, Row};
use crate::server::{self, CHEAP, Kind, Server};
use crate::visitor::Visitor;

const MAIN: [&str; 3] = ["discovery", "authorize + exchange + userinfo ES256", "refresh ES256"];
const DURATION: Duration = Duration::from_secs(20);
/// Connections that wait for their turn; more than are ever under way unless the server stalls.
const CONNECTIONS: usize = 64;

/// Measures, prints and keeps them.
pub fn run(options: &Options, figures: &mut Figures) {
    // Sleep is exact to 50 µs by default, which is more than some answers take. Threads begin with what this one has.
    drop(std::fs::write("/proc/self/timerslack_ns", "1"));
    println!("{:<39} {:>9} {:>9} {:>9} {:>9} {:>9}", "1 worker, times in ms", "per s", "p50", "p99", "p99.9", "worst");
    let mut all = Map::new();
    for row in ROWS.iter().filter(|row| MAIN.contains(&row.name) && row.name.contains(&options.only)) {
        all.insert(row.name.to_owned(), measure(row));
    }
    figures.keep("latency", all.into());
}

fn measure(row: &'static Row) -> Value {
    let folder = server::fresh(Kind::Latchkey, CHEAP);
    let server = Server::start(folder.path(), 1);
    let rate = Ready::at(&server, row).time(&server, Duration::from_secs(3)).per_second / 2.0;
    let mut times = open_loop(&server, row, rate);
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    let (p50, p99, p999, worst) = (at(0.5), at(0.99), at(0.999), at(1.0));
    println!("{:<39} {rate:>9.0} {p50:>9.3} {p99:>9.3} {p999:>9.3} {worst:>9.3}", row.name);
    json!({ "per_second": rate, "p50_ms": p50, "p99_ms": p99, "p99.9_ms": p999, "worst_ms": worst })
}

/// Sends at `rate`; returns how long each took.
fn open_loop(server: &Server, row: &Row, rate: f64) -> Vec<Duration> {
    let visitors: Vec<Visitor> = (0..CONNECTIONS)
        .map(|_| {
            let mut visitor = Visitor::new(server, row.client, row.scope);
            visitor.take(row.setup);
            visitor
        })
        .collect();
    let (next, all) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for mut visitor in visitors {
            let (next, all) = (&next, &all);
            scope.spawn(move || {
                let mut times = Vec::new();
                loop {
                    let intended = Duration::from_secs_f64(next.fetch_add(1, Ordering::Relaxed) as f64 / rate);
                    if intended > DURATION {
                        break;
                    }
                    std::thread::sleep(intended.saturating_sub(begun.elapsed()));
                    visitor.take(row.steps);
                    times.push(begun.elapsed() - intended);
                }
                all.lock().unwrap().extend(times);
            });
        }
    });
    all.into_inner().unwrap()
}
