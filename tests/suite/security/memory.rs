//! Memory: nothing of what strangers send stays behind (row 64). The server is a process of its own, and the system
//! tells how much memory it has. Of each kind, values are sent that together are more than it may grow by.
//!
//! `LATCHKEY_DISTINCT=10000 cargo test --release --test suite distinct` sends more of them, each smaller.

use std::time::Duration;

use super::wire::{Answer, Outcome, Wire};
use crate::process::Process;
use crate::support::provider::{PASSWORD, SECRET};

/// What the process may grow by, in KiB.
const MOST: u64 = 5 * 1024;
/// What all values of a kind come to, in octets.
const OF_A_KIND: usize = 7_500 * 1024;
/// Different values of each kind.
const USUAL: usize = 1_250;
const SENDERS: usize = 4;

/// What a value is put into, and the status that answers it.
const KINDS: [(&str, u16); 20] = [
    ("ui_locales", 303),
    ("claims_locales", 303),
    ("login_hint", 303),
    ("acr_values", 303),
    ("claims", 303),
    ("scope", 303),
    ("state", 303),
    ("nonce", 303),
    ("unknown", 303),
    ("id_token_hint", 303),
    ("request", 303),
    ("request_uri", 303),
    ("client_id", 400),
    ("redirect_uri", 400),
    ("cookie", 303),
    ("user-agent", 303),
    ("path", 404),
    ("client at /token", 401),
    ("token at /userinfo", 401),
    ("username", 401),
];

const ASKED: [(&str, &str); 5] = [
    ("response_type", "code"),
    ("client_id", "app"),
    ("redirect_uri", "http%3A%2F%2Flocalhost%2Fcb"),
    ("scope", "openid"),
    ("state", "s"),
];

fn configuration() -> String {
    let cheap = latchkey::config::settings::Argon2Cost { memory_kib: 8, iterations: 1, parallelism: 1 };
    let hash = latchkey::login::hasher::hash_now(cheap, PASSWORD).unwrap();
    format!(
        "[log]\nlevel = \"error\"\n[login]\nargon2 = {{ memory = \"8KiB\", iterations = 1, parallelism = 1 }}\n\
         [limits]\nlogin_per_ip = \"1000000/1m\"\nlogin_per_account = \"1000000/1m\"\n\
         client_auth_failures = \"1000000/1m\"\n[request_objects]\nby_reference = true\n\
         [[users]]\nusername = \"ada\"\npassword_hash = \"{}\"\n\
         [[clients]]\nclient_id = \"app\"\nclient_secret = \"{SECRET}\"\nrequire_pkce = false\n\
         redirect_uris = [\"http://localhost/cb\"]\n",
        hash.expose()
    )
}

fn authorize(name: &str, value: &str) -> String {
    let value = match name {
        "claims" => format!("%7B%22userinfo%22%3A%7B%22{value}%22%3Anull%7D%7D"),
        "scope" => format!("openid+{value}"),
        "request" => format!("eyJhbGciOiJFUzI1NiJ9.{value}.x"),
        "request_uri" => format!("https%3A%2F%2Fapp.example%2F{value}"),
        _ => value.to_owned(),
    };
    let others = ASKED.iter().filter(|(other, _)| *other != name);
    let pairs: Vec<String> = others.map(|(name, value)| format!("{name}={value}")).collect();
    format!("/authorize?{}&{name}={value}", pairs.join("&"))
}

fn get(path: &str, headers: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n")
}

fn post(path: &str, headers: &str, body: &str) -> String {
    let form = "Content-Type: application/x-www-form-urlencoded";
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\n{headers}{form}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// A login page that was opened: its cookie and its token.
struct LoginPage {
    cookie: String,
    csrf: String,
}

impl LoginPage {
    fn open(wire: &mut Wire) -> Self {
        let page = answer(wire, &get("/login", ""));
        let cookie = page.header("set-cookie").split(';').next().unwrap().to_owned();
        let csrf = page.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        Self { cookie, csrf }
    }
}

fn request(kind: &str, value: &str, login: &LoginPage) -> String {
    match kind {
        "cookie" => {
            let name = login.cookie.split('=').next().unwrap();
            get(&authorize("display", "page"), &format!("Cookie: {name}={value}; {value}=x\r\n"))
        }
        "user-agent" => {
            get(&authorize("display", "page"), &format!("User-Agent: {value}\r\nAccept-Language: {value}\r\n"))
        }
        "path" => get(&format!("/{value}"), ""),
        "client at /token" => {
            post("/token", "", &format!("grant_type=refresh_token&client_id={value}&client_secret={value}"))
        }
        "token at /userinfo" => get("/userinfo", &format!("Authorization: Bearer {value}\r\n")),
        "username" => {
            let LoginPage { cookie, csrf } = login;
            post("/login", &format!("Cookie: {cookie}\r\n"), &format!("csrf={csrf}&username={value}&password=wrong"))
        }
        parameter => get(&authorize(parameter, value), ""),
    }
}

fn answer(wire: &mut Wire, request: &str) -> Answer {
    match wire.send(request.as_bytes(), true, Duration::from_secs(20)) {
        Outcome::Answer(answer) => answer,
        other => panic!("{other:?} after {request:.200}"),
    }
}

/// Sends `count` values of each kind, none of which was sent before.
fn flood(issuer: &str, from: usize, count: usize, length: usize) {
    std::thread::scope(|scope| {
        for sender in 0..SENDERS {
            scope.spawn(move || {
                let mut wire = Wire::to(issuer);
                let login = LoginPage::open(&mut wire);
                for (kind, status) in KINDS {
                    for index in (from + sender..from + count).step_by(SENDERS) {
                        let value = format!("{index:08}-").repeat(length / 9 + 1);
                        // No more than an identifier may have, where longer ones are refused at a look.
                        let most = if kind.starts_with("client") && index % 2 == 0 { 255 } else { length };
                        let got = answer(&mut wire, &request(kind, &value[..length.min(most)], &login));
                        assert_eq!(got.status, status, "{kind}: {:.600}", got.body);
                    }
                }
            });
        }
    });
}

#[actix_web::test]
async fn distinct_values_of_every_kind_leave_nothing_in_memory() {
    let count = std::env::var("LATCHKEY_DISTINCT").map_or(USUAL, |count| count.parse().expect("a number"));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.toml"), configuration()).unwrap();
    let process = Process::start(folder.path(), &[]).await;
    let issuer = process.url("");
    let length = (OF_A_KIND / count).min(6_000);
    flood(&issuer, 0, USUAL / 4, length);
    let before = process.resident_kib();
    flood(&issuer, USUAL, count, length);
    let grown = process.resident_kib().saturating_sub(before);
    println!("{count} of each of {} kinds, {length} octets long: from {before} KiB by {grown} KiB", KINDS.len());
    assert!(grown < MOST, "from {before} KiB by {grown} KiB");
}

/// What is too large is refused before it is kept, and what is nested too deeply before it is read.
#[actix_web::test]
async fn a_megabyte_is_refused_and_so_is_what_nests_without_end() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.toml"), configuration()).unwrap();
    let process = Process::start(folder.path(), &[]).await;
    let mut wire = Wire::to(&process.url(""));
    let megabyte = "x".repeat(1 << 20);
    let nested = ["%5B".repeat(20_000), "%7B%22userinfo%22%3A".repeat(3_000), "%7B%22a%22:".repeat(5_000)];
    let asked: Vec<String> = ASKED.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let asked = asked.join("&");
    let mut before = 0;
    for turn in 0..40 {
        for request in [
            get(&authorize("login_hint", &megabyte), ""),
            post("/authorize", "", &format!("{asked}&login_hint={megabyte}")),
            get("/authorize", &format!("Cookie: lk_sid={megabyte}\r\n")),
            post("/token", "", &format!("client_id={megabyte}")),
        ] {
            if let Outcome::Answer(answer) = wire.send(request.as_bytes(), false, Duration::from_secs(20)) {
                assert!([400, 413, 414, 431].contains(&answer.status), "{}: {request:.80}", answer.status);
            }
        }
        for claims in &nested {
            for name in ["claims", "request"] {
                let got = answer(&mut wire, &post("/authorize", "", &format!("{asked}&{name}={claims}")));
                assert!(got.header("location").contains("error=invalid_request"), "{}: {claims:.80}", got.status);
            }
        }
        if turn == 10 {
            before = process.resident_kib();
        }
    }
    let grown = process.resident_kib().saturating_sub(before);
    assert!(grown < MOST, "from {before} KiB by {grown} KiB");
}
