//! `cargo bench`: what a request costs the server, beside what it cannot beat.
//!
//! The server runs in a process of its own, so that its CPU time is its own; the load comes from here, over
//! keep-alive connections. Every figure is requests per CPU-second of the server, which holds when the machine is busy
//! with other things, and the ratio to the floor measured in the same run.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on shall stop right there"
)]

mod floor;
mod load;
mod server;

use std::time::{Duration, Instant};

use load::{Connection, Sample};
use server::{Kind, Server};

/// How long each figure is measured.
const SLICE: Duration = Duration::from_secs(3);
/// Connections that send at once.
const CONNECTIONS: usize = 32;

fn main() {
    if let Some(kind) = Kind::of_this_process() {
        return server::run(kind);
    }
    // `cargo test --benches` passes no --bench: there is nothing to check then.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let mut table = Table::default();

    let folder = tempfile::tempdir().unwrap();
    let (server, first_start) = timed(|| Server::start(Kind::Latchkey, folder.path()));
    drop(server);
    let (server, cold_start) = timed(|| Server::start(Kind::Latchkey, folder.path()));
    let idle = server.resident_kib();

    let bare = Server::start(Kind::Bare, folder.path());
    let floor_discovery = bare.measure(SLICE, CONNECTIONS, |connection| connection.get("/discovery"));
    drop(bare);
    let discovery =
        server.measure(SLICE, CONNECTIONS, |connection| connection.get("/.well-known/openid-configuration"));
    let jwks = server.measure(SLICE, CONNECTIONS, |connection| connection.get("/jwks"));
    table.row("bare actix-web handler, same bytes", floor_discovery, None);
    table.row(
        "discovery",
        discovery,
        Some(("of the bare handler", discovery.per_cpu_second / floor_discovery.per_cpu_second)),
    );
    table.row("jwks", jwks, Some(("of the bare handler", jwks.per_cpu_second / floor_discovery.per_cpu_second)));

    let (rs256, es256) = (floor::signatures("RS256"), floor::signatures("ES256"));
    let commits = floor::durable_pairs(folder.path());
    println!("floors: RS256 {rs256:.0} signatures/CPU-s, ES256 {es256:.0}, durable insert+update pairs {commits:.0}/s");
    println!("a forged session_state after five years: {:.0} µs\n", floor::forged_value());

    let authorize = server.measure(SLICE, CONNECTIONS, |connection| drop(connection.authorize("rs")));
    table.row(
        "authorize (silent, code stored durably)",
        authorize,
        Some(("of glewlwyd's 3,683", authorize.per_cpu_second / 3_683.0)),
    );
    for (client, floor, name) in [("rs", rs256, "RS256"), ("es", es256, "ES256")] {
        let exchange = server.measure_after(
            SLICE,
            CONNECTIONS,
            |connection| connection.authorize(client),
            |connection, code| {
                connection.redeem(client, &code);
            },
        );
        table.row(
            &format!("code exchange {name}"),
            exchange,
            Some(("of raw signing", exchange.per_cpu_second / floor)),
        );
    }
    let exchange_wall = server.measure_after(
        SLICE,
        CONNECTIONS,
        |connection| connection.authorize("es"),
        |connection, code| {
            connection.redeem("es", &code);
        },
    );
    table.row(
        "code exchange ES256, per wall second",
        exchange_wall,
        Some(("of durable pairs", exchange_wall.per_second / commits)),
    );
    let refresh = server.measure_chain(SLICE, CONNECTIONS, |connection, token| connection.refresh("es", &token));
    table.row("refresh ES256 (rotates)", refresh, None);
    let userinfo = server.measure_with_token(SLICE, CONNECTIONS, |connection, token| connection.userinfo(token));
    table.row("userinfo", userinfo, None);
    for (client, name) in [("rs", "RS256"), ("es", "ES256")] {
        let flow = server.measure(SLICE, CONNECTIONS, |connection| {
            let code = connection.authorize(client);
            let token = connection.redeem(client, &code);
            connection.userinfo(&token);
        });
        table.row(
            &format!("authorize + exchange + userinfo {name}"),
            flow,
            Some(("of node-oidc-provider's 794", flow.per_cpu_second / 794.0)),
        );
    }
    let logins = server.measure(SLICE, 8, Connection::whole_login);
    table.row("whole login by the page, cheapest hash", logins, None);

    table.print();
    println!("\nidle memory            {:>8.1} MiB", idle as f64 / 1024.0);
    println!("memory after the load  {:>8.1} MiB", server.resident_kib() as f64 / 1024.0);
    println!("first start to answer  {:>8.0} ms (makes keys)", first_start.as_secs_f64() * 1e3);
    println!("cold start to answer   {:>8.0} ms", cold_start.as_secs_f64() * 1e3);
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let done = work();
    (done, begun.elapsed())
}

/// Rows as they come in.
#[derive(Default)]
struct Table(Vec<String>);

impl Table {
    fn row(&mut self, name: &str, sample: Sample, ratio: Option<(&str, f64)>) {
        let ratio = ratio.map_or(String::new(), |(of, ratio)| format!("{ratio:6.2} {of}"));
        self.0.push(format!("{name:<42} {:>10.0} {:>10.0}   {ratio}", sample.per_cpu_second, sample.per_second));
    }

    fn print(&self) {
        println!("{:<42} {:>10} {:>10}", "", "per CPU-s", "per s");
        self.0.iter().for_each(|row| println!("{row}"));
    }
}
