//! The server with an allocator that counts, and tells the count to whoever connects to the port in its environment.
//! `cargo bench --bench latchkey` builds and starts it, to see how often a request allocates. It is a program of its own
//! so that what is timed, the bare handler too, pays nothing for being counted. Run alone it does nothing.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on shall stop right there")]

use std::alloc::System;
use std::net::TcpListener;
use std::process::ExitCode;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> ExitCode {
    let Ok(port) = std::env::var("LATCHKEY_BENCH_TELL") else { return ExitCode::SUCCESS };
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).unwrap();
    std::thread::spawn(move || listener.incoming().for_each(|asker| tell(asker.unwrap())));
    latchkey::cli::main()
}

/// How often memory was asked for, and how often a piece of it was to grow or shrink.
fn tell(mut asker: impl std::io::Write) {
    let stats = ALLOCATOR.stats();
    let count = u64::try_from(stats.allocations + stats.reallocations).unwrap();
    asker.write_all(&count.to_be_bytes()).unwrap();
}
