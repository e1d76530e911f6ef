//! `cargo bench --bench timing`: whether the time that an answer takes tells what the answer itself does not (rows 39, 43
//! and 58 of what other providers got wrong).
//!
//! Each question is put in ways that must take equally long, in turns over one connection, so that whatever else the
//! machine does meets them all alike. Printed are the medians, the largest over the smallest, and a verdict. A wrong
//! secret is compared by its digest, so that no ratio is expected to move with what two of them have in common.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on shall stop right there"
)]

#[path = "../latchkey/connection.rs"]
mod connection;
mod faults;
#[path = "../latchkey/server.rs"]
#[expect(dead_code, reason = "the other benchmark uses the rest")]
mod server;
#[path = "../latchkey/visitor.rs"]
#[expect(dead_code, reason = "the other benchmark uses the rest")]
mod visitor;

use std::path::Path;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use latchkey::config::settings::Argon2Cost;

use server::{CHEAP, Kind, REAL, SECRET, Server};
use visitor::Step::*;
use visitor::{SIGN_IN, Visitor};

/// How far apart medians may lie: one in ten.
const ALIKE: f64 = 1.1;
/// How often each way is asked where an answer takes microseconds, and where a password is hashed at its real cost.
const OFTEN: usize = 4_000;
const SELDOM: usize = 60;
/// How often where each answer puts a mail into the queue.
const MAILED: usize = 1_000;

/// One way to put a question.
struct Ask {
    what: &'static str,
    path: &'static str,
    authorization: String,
    body: String,
    status: u16,
}

fn main() {
    // `cargo test --benches` passes no --bench: there is nothing to check then.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let stage = faults::Stage::new();
    settle(folder.path(), &stage.configuration());
    let server = Server::start(folder.path(), 1);
    compare(&server, "who signs in, cheapest hash (row 58)", OFTEN, |visitor| people(visitor, "ada"));
    compare(&server, "which secret (row 39)", OFTEN, |_| secrets());
    compare(&server, "which client_id, though every authorization URL names it", OFTEN, |_| clients());
    compare(&server, "which code (row 39)", OFTEN, codes);
    compare(&server, "which refresh token (row 39)", OFTEN, refresh_tokens);
    compare(&server, "which access token (row 39)", OFTEN, access_tokens);
    compare(&server, "who forgot a password (row 58)", MAILED, forgot);
    compare(&server, "which address signs up (row 58)", MAILED, sign_up);
    stage.compare(&server);
    drop(server);

    let folder = tempfile::tempdir().unwrap();
    settle(folder.path(), &real_cost());
    let server = Server::start(folder.path(), 1);
    compare(&server, "who signs in, hash of production (row 58)", SELDOM, |visitor| people(visitor, "bob"));
    compare(&server, "whose hash is of another cost (row 58)", SELDOM, costs);
}

/// Writes the configuration, and adds to it.
fn settle(folder: &Path, more: &str) {
    server::configure(folder, Kind::Latchkey, CHEAP);
    let fragments = folder.join("config.d");
    std::fs::create_dir(&fragments).unwrap();
    let limits = "[limits]\nclient_auth_failures = \"1000000/1m\"\n";
    // Nobody listens there: mails wait in the queue, and questions are answered meanwhile.
    let mail = "[smtp]\nurl = \"smtp://127.0.0.1:9\"\nstarttls = false\nfrom = \"sso@example.com\"\n";
    let login = if more.contains("[login]") { "" } else { "[login]\nsignup = \"open\"\n" };
    std::fs::write(fragments.join("timing.toml"), format!("{limits}{mail}{login}{more}")).unwrap();
}

/// Users whose passwords were hashed at the cost of production, below it and beyond it.
fn real_cost() -> String {
    let costs = [
        ("bob", REAL),
        ("cheap", Argon2Cost { memory_kib: 1024, iterations: 1, ..REAL }),
        ("dear", Argon2Cost { iterations: 3, ..REAL }),
    ];
    let login = format!(
        "[login]\nargon2 = {{ memory = \"{}KiB\", iterations = {}, parallelism = {} }}\n",
        REAL.memory_kib, REAL.iterations, REAL.parallelism
    );
    costs.iter().fold(login, |text, (name, cost)| {
        let hash = latchkey::login::hasher::hash_now(*cost, server::PASSWORD).unwrap();
        let hash = hash.expose();
        format!("{text}[[users]]\nusername = \"{name}\"\nemail = \"{name}@example.com\"\npassword_hash = \"{hash}\"\n")
    })
}

/// Puts the question in every way, over and over, and prints what came of it.
fn compare(server: &Server, question: &str, rounds: usize, ways: impl Fn(&mut Visitor) -> Vec<Ask>) {
    let mut visitor = Visitor::new(server, "es", "openid+offline_access");
    let ways = ways(&mut visitor);
    let mut connection = visitor.connection;
    let mut times: Vec<Vec<Duration>> = vec![Vec::with_capacity(rounds); ways.len()];
    for round in 0..rounds + rounds / 10 {
        for turn in 0..ways.len() {
            let which = (turn + round) % ways.len();
            let way = &ways[which];
            let begun = Instant::now();
            connection.send_form(way.path, &way.authorization, &way.body);
            let status = connection.receive();
            let took = begun.elapsed();
            assert_eq!(status, way.status, "{}: {}", way.what, connection.body());
            // The first tenth warms up.
            if round >= rounds / 10 {
                times[which].push(took);
            }
        }
    }
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times).as_secs_f64() * 1e6).collect();
    let (least, most) = medians.iter().fold((f64::MAX, 0.0_f64), |(low, high), &it| (low.min(it), high.max(it)));
    let verdict = if most / least <= ALIKE { "alike" } else { "APART" };
    println!("{question}: {:.3}, {verdict}", most / least);
    for (way, median) in ways.iter().zip(medians) {
        println!("  {:<44} {median:>10.1} µs", way.what);
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn people(visitor: &mut Visitor, known: &str) -> Vec<Ask> {
    let email = format!("{known}%40example.com");
    visitor.take(&[AskToSignIn, OpenLoginPage]);
    let form = &visitor.page;
    let ask = |what, name: &str, password: &str| Ask {
        what,
        path: "/login",
        authorization: String::new(),
        body: format!("{form}&username={name}&password={password}"),
        status: 401,
    };
    vec![
        ask("known name, wrong password", known, "seven+calm+heroes"),
        ask("known name, first letter wrong", known, "xeven+calm+herons"),
        ask("known name, another length", known, "x"),
        ask("known email address, wrong password", &email, "seven+calm+heroes"),
        ask("unknown name", "eve", "seven+calm+heroes"),
        ask("unknown email address", "eve%40example.com", "seven+calm+heroes"),
    ]
}

fn forgot(visitor: &mut Visitor) -> Vec<Ask> {
    by_mail(
        visitor,
        "/forgot",
        "username",
        [
            ("known name", "ada"),
            ("known email address", "ada%40example.com"),
            ("unknown name", "eve"),
            ("unknown email address", "eve%40example.com"),
        ],
    )
}

fn sign_up(visitor: &mut Visitor) -> Vec<Ask> {
    by_mail(
        visitor,
        "/sign-up",
        "email",
        [
            ("address of somebody", "ada%40example.com"),
            ("address of somebody, in capitals", "ADA%40EXAMPLE.COM"),
            ("address of nobody", "eve%40example.com"),
            ("another address of nobody", "eva%40example.com"),
        ],
    )
}

/// A form that is answered alike whoever is named in it, and puts a mail into the queue each time.
fn by_mail(visitor: &mut Visitor, path: &'static str, field: &str, ways: [(&'static str, &str); 4]) -> Vec<Ask> {
    visitor.connection.send_visit(path);
    assert_eq!(visitor.connection.receive(), 200, "{path}");
    let form = visitor::hidden_fields(visitor.connection.body());
    let ask = |(what, value)| Ask {
        what,
        path,
        authorization: String::new(),
        body: format!("{form}&{field}={value}"),
        status: 200,
    };
    ways.map(ask).into()
}

fn costs(visitor: &mut Visitor) -> Vec<Ask> {
    visitor.take(&[AskToSignIn, OpenLoginPage]);
    let form = &visitor.page;
    let ask = |what, name: &str| Ask {
        what,
        path: "/login",
        authorization: String::new(),
        body: format!("{form}&username={name}&password=seven+calm+heroes"),
        status: 401,
    };
    vec![ask("as configured", "bob"), ask("cheaper", "cheap"), ask("dearer", "dear"), ask("nobody's", "eve")]
}

fn ask_as(what: &'static str, client: &str, secret: &str) -> Ask {
    Ask {
        what,
        path: "/token",
        authorization: format!("Authorization: Basic {}\r\n", STANDARD.encode(format!("{client}:{secret}"))),
        body: "grant_type=client_credentials".to_owned(),
        status: 401,
    }
}

fn clients() -> Vec<Ask> {
    let secret = changed(SECRET, 0);
    vec![
        ask_as("known client", "rs", &secret),
        ask_as("another known client", "es", &secret),
        ask_as("unknown client", "xx", &secret),
        ask_as("another unknown client", "xy", &secret),
    ]
}

fn secrets() -> Vec<Ask> {
    vec![
        ask_as("first letter wrong", "rs", &changed(SECRET, 0)),
        ask_as("wrong in the middle", "rs", &changed(SECRET, SECRET.len() / 2)),
        ask_as("last letter wrong", "rs", &changed(SECRET, SECRET.len() - 1)),
        ask_as("another length", "rs", &SECRET[1..]),
    ]
}

fn codes(visitor: &mut Visitor) -> Vec<Ask> {
    visitor.take(&SIGN_IN);
    wrong(
        "/token",
        &visitor.codes[0],
        "grant_type=authorization_code&redirect_uri=http%3A%2F%2Flocalhost%2Fcb&code=",
        400,
    )
}

fn refresh_tokens(visitor: &mut Visitor) -> Vec<Ask> {
    visitor.take(&SIGN_IN);
    visitor.take(&[Exchange]);
    wrong("/token", &visitor.refresh_token, "grant_type=refresh_token&refresh_token=", 400)
}

fn access_tokens(visitor: &mut Visitor) -> Vec<Ask> {
    visitor.take(&SIGN_IN);
    visitor.take(&[Exchange]);
    wrong("/introspect", &visitor.access_token, "token=", 200)
}

/// A value that is good, wrong from ever later on, and one that nobody ever had.
fn wrong(path: &'static str, good: &str, form: &str, status: u16) -> Vec<Ask> {
    let ask = |what, value: String| Ask {
        what,
        path,
        authorization: visitor::basic("es"),
        body: format!("{form}{value}"),
        status,
    };
    let (from, length) = (good.find('_').map_or(0, |at| at + 1), good.len());
    vec![
        ask("first letter wrong", changed(good, from)),
        ask("wrong after its date", changed(good, from + 6)),
        ask("wrong in the middle", changed(good, (from + length) / 2)),
        ask("last letter wrong", changed(good, length - 1)),
        ask("another one of the same shape", good[..from].to_owned() + &good[from..].chars().rev().collect::<String>()),
    ]
}

/// `text` with another letter at `at`.
fn changed(text: &str, at: usize) -> String {
    let other = if &text[at..=at] == "A" { "B" } else { "A" };
    format!("{}{other}{}", &text[..at], &text[at + 1..])
}
