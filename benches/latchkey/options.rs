//! The command line of the benchmark.

use std::path::PathBuf;

use clap::Parser;

/// Measures what a request costs the server, beside what it cannot beat on this machine.
///
/// Without a mode: every row against its floor, with system calls (`perf` must be allowed to count them), context
/// switches and allocations, and how long a start takes. Figures are kept in a JSON file; each mode keeps its own part.
#[derive(Parser)]
#[command(name = "cargo bench --bench latchkey --", max_term_width = 100)]
pub struct Options {
    /// The same with 1, 2 and 4 workers.
    #[arg(long)]
    pub workers: bool,
    /// Open loop at half the rate that is held: p50, p99, p99.9 from the intended time of sending.
    #[arg(long)]
    pub latency: bool,
    /// Costs at 0, 10,000 and 100,000 live sessions and with 1,000,000 expired rows; bytes stored; memory.
    #[arg(long)]
    pub sizes: bool,
    /// Another program of Latchkey, such as an earlier version: both by turns, and how many times as fast this one is. So it holds on
    /// a machine whose speed changes.
    #[arg(long, value_name = "FILE")]
    pub beside: Option<PathBuf>,
    /// Measures nothing: draws docs/pictures/performance.svg and fills the tables of docs/performance.md from the figures
    /// kept last.
    #[arg(long)]
    pub chart: bool,
    /// Only rows whose name contains this.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub only: String,
    /// How long each row is timed.
    #[arg(long, value_name = "NUMBER", default_value_t = 3.0)]
    pub seconds: f64,
    /// Compare with the figures of an earlier run: how many times as fast, after what this machine signs more or less than
    /// that one did.
    #[arg(long, value_name = "FILE", env = "LATCHKEY_BENCH_BASELINE")]
    pub baseline: Option<PathBuf>,
    /// Where figures are kept; by default latchkey-bench.json in the folder of built things.
    #[arg(long, value_name = "FILE")]
    pub figures: Option<PathBuf>,
    /// Set by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

impl Options {
    /// The file of figures: `target/release/deps/latchkey-…` leads to `target`.
    pub fn figures(&self) -> PathBuf {
        let built = std::env::current_exe().unwrap();
        let built = built.ancestors().nth(3).unwrap();
        self.figures.clone().unwrap_or_else(|| built.join("latchkey-bench.json"))
    }
}
