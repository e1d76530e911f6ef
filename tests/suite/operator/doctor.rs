//! `latchkey doctor` and `latchkey check --online`: what somebody is told who looks at an installation, well or ill.

use std::sync::{Arc, OnceLock};

use serde_json::Value;

use crate::cli::Desk;
use crate::process::Process;
use crate::support::Receiver;
use crate::support::mailbox::Mailbox;
use crate::support::ports::free_port;
use crate::support::site::{Answer, Authority, Site};

const HASH: &str = "sha256:abababababababababababababababababababababababababababababababab";

/// The findings and the exit code.
fn doctor(desk: &Desk, arguments: &[&str]) -> (Vec<Value>, i32) {
    let output = desk.run(&[&["doctor", "--output", "json"][..], arguments].concat());
    let findings = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    (findings, output.status.code().unwrap())
}

/// The status of a check, and what was found.
fn found<'a>(findings: &'a [Value], check: &str) -> (&'a str, &'a str) {
    let finding = findings.iter().find(|finding| finding["check"] == check);
    let finding = finding.unwrap_or_else(|| panic!("{check}: {findings:?}"));
    let (status, found) = (finding["status"].as_str().unwrap(), finding["found"].as_str().unwrap());
    assert_eq!(finding["remedy"].is_null(), status == "ok", "what is to be done is said: {finding}");
    (status, found)
}

fn checks(findings: &[Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["check"].as_str().unwrap()).collect()
}

fn client(client_id: &str, lines: &str) -> String {
    format!("[[clients]]\nclient_id = \"{client_id}\"\nclient_secret_hash = \"{HASH}\"\n{lines}\n")
}

/// A running server in development, whose file ends with these lines.
async fn served(lines: &str) -> (Desk, Process) {
    let port = free_port();
    let desk = Desk::new(&format!("[server]\nissuer = \"http://localhost:{port}\"\n{lines}"));
    let process = Process::start_at(desk.path(), &[], port).await;
    // By then its start is recorded.
    process.wait_for("Set up");
    (desk, process)
}

#[actix_web::test]
async fn an_installation_that_is_well_is_told_so_and_nothing_happens_to_it() {
    let (app, mailbox) = (Receiver::answering(&[400]), Mailbox::open());
    let redirect = format!("redirect_uris = [\"{}\", \"{}\"]", app.url("/cb"), app.url("/other"));
    let backchannel = format!("backchannel_logout_uri = \"{}\"", app.url("/logout"));
    let smtp = format!(
        "[smtp]\nurl = 'smtp://localhost:{}'\nfrom = 'Home <auth@example.com>'\nstarttls = false\n",
        mailbox.settings().port
    );
    let (desk, process) = served(&format!("{smtp}{}", client("wiki", &format!("{redirect}\n{backchannel}")))).await;

    let records = || desk.ok(&["audit", "tail", "--lines", "1000"]).lines().count();
    let before = records();
    let (findings, code) = doctor(&desk, &[]);
    assert!(code == 0 && findings.iter().all(|finding| finding["status"] == "ok"), "{findings:#?}");
    let expected = [
        "dns",
        "tcp",
        "discovery",
        "keys",
        "headers",
        "readiness",
        "clock",
        "proxy",
        "database",
        "configuration",
        "data folder",
        "mail",
        "backchannel_logout_uri of wiki",
        "redirect_uris of wiki",
    ];
    assert_eq!(checks(&findings), expected, "in this order, whatever answered first");

    let requests = app.requests();
    let posted: Vec<&String> = requests.iter().filter(|request| request.starts_with("POST ")).collect();
    assert!(
        posted.len() == 1 && posted[0].starts_with("POST /logout ") && posted[0].ends_with("\r\n\r\n"),
        "{posted:?}"
    );
    assert!(requests.iter().all(|request| !request.contains("logout_token")), "{requests:?}");
    assert!(mailbox.mails().is_empty(), "no mail was sent");
    assert_eq!(records(), before, "nothing happened");

    let shown = desk.ok(&["doctor"]);
    assert!(shown.lines().all(|line| line.starts_with('✔')) && shown.contains("✔ discovery: "), "{shown}");
    assert_eq!(process.stop(), Some(0));
}

#[actix_web::test]
async fn what_apps_answer_is_a_warning_with_the_line_and_what_to_do() {
    let gone = Receiver::answering(&[404]);
    let refused = format!("http://127.0.0.1:{}/logout", free_port());
    let redirect = "redirect_uris = [\"com.example.app:/cb\"]\napplication_type = \"native\"";
    let of = |client_id: &str, uri: &str| client(client_id, &format!("{redirect}\nbackchannel_logout_uri = \"{uri}\""));
    let clients = format!("{}{}", of("wiki", &gone.url("/backchannel")), of("notes", &refused));
    let (desk, process) = served(&clients).await;

    let (findings, code) = doctor(&desk, &[]);
    assert_eq!(code, 7, "{findings:#?}");
    let (status, words) = found(&findings, "backchannel_logout_uri of wiki");
    assert!(status == "warning" && words.contains("answered 404"), "{words}");
    let (status, words) = found(&findings, "backchannel_logout_uri of notes");
    assert!(status == "warning" && words.contains("could not be reached"), "{words}");
    let file = std::fs::read_to_string(desk.path().join("config.toml")).unwrap();
    let line = 1 + file.lines().position(|line| line.contains("/backchannel")).unwrap();
    let remedy = findings.iter().find(|finding| finding["check"] == "backchannel_logout_uri of wiki").unwrap();
    assert!(remedy["remedy"].as_str().unwrap().starts_with(&format!("config.toml:{line}: ")), "{remedy}");
    let shown = desk.run(&["doctor"]);
    let (out, told) = (String::from_utf8_lossy(&shown.stdout), String::from_utf8_lossy(&shown.stderr));
    assert!(out.contains(&format!("\n    config.toml:{line}: ")) && told.contains("2 warnings"), "{out}{told}");
    assert_eq!(process.stop(), Some(0));
}

#[test]
fn check_asks_apps_when_it_is_told_to_and_warns_of_them_as_of_everything() {
    let (gone, well) = (Receiver::answering(&[404]), Receiver::answering(&[400]));
    let redirect = "redirect_uris = [\"com.example.app:/cb\"]\napplication_type = \"native\"";
    let of = |client_id: &str, uri: &str| client(client_id, &format!("{redirect}\nbackchannel_logout_uri = \"{uri}\""));
    let desk =
        Desk::new(&format!("{}{}", of("wiki", &gone.url("/backchannel")), of("notes", &well.url("/backchannel"))));
    let offline = desk.run(&["check"]);
    assert!(offline.status.success() && !String::from_utf8_lossy(&offline.stderr).contains("tried just now"));
    assert_eq!(gone.requests().len() + well.requests().len(), 0, "nobody is asked without --online");

    let output = desk.run(&["check", "--online"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "a warning is no error: {told}");
    let answered = format!("client \"wiki\": {} answered 404 (tried just now)", gone.url("/backchannel"));
    assert!(told.contains(&answered), "{told}");
    assert!(told.contains("config.toml:6") && !told.contains("client \"notes\": http"), "{told}");
    assert_eq!(gone.requests().len(), 1);
}

/// A site over TLS that serves what the server of its address would, unless `other` answers; and a desk whose issuer it is.
fn stand(authority: &Authority, other: impl Fn(&str, &str) -> Option<Answer> + Send + Sync + 'static) -> (Site, Desk) {
    let issuer = Arc::new(OnceLock::<String>::new());
    let known = issuer.clone();
    let site = Site::over_tls(authority, move |path| {
        let issuer = known.get().unwrap();
        other(path, issuer).unwrap_or_else(|| usual(path, issuer))
    });
    issuer.set(site.url("")).unwrap();
    let config = format!(
        "[server]\nissuer = \"{}\"\ntrusted_proxies = [\"10.0.0.0/8\"]\n[outbound]\nextra_ca_file = \"{}\"\n",
        site.url(""),
        authority.file().display()
    );
    (site, Desk::new(&config))
}

fn usual(path: &str, issuer: &str) -> Answer {
    match path {
        "/.well-known/openid-configuration" => document(issuer, issuer)
            .header("x-request-id", "1")
            .header("content-security-policy", "default-src 'none'")
            .header("strict-transport-security", "max-age=31536000"),
        "/jwks" => {
            let modulus = "u".repeat(341);
            Answer::of(200, &format!(r#"{{"keys":[{{"kty":"RSA","n":"{modulus}w","e":"AQAB"}}]}}"#))
        }
        "/readyz" => Answer::of(200, r#"{"status":"ready","configuration":"aa11aa11"}"#),
        _ => Answer::of(404, ""),
    }
}

/// The discovery document of `issuer`, with addresses below `place`.
fn document(issuer: &str, place: &str) -> Answer {
    let text = format!(
        r#"{{"issuer":"{issuer}","authorization_endpoint":"{place}/authorize","token_endpoint":"{place}/token","jwks_uri":"{place}/jwks"}}"#
    );
    Answer::of(200, &text)
}

#[test]
fn from_outside_only_what_anybody_sees_is_looked_at() {
    let authority = Authority::for_days(60);
    let (_site, desk) = stand(&authority, |_, _| None);
    let (findings, code) = doctor(&desk, &["--outside"]);
    assert_eq!(code, 0, "{findings:#?}");
    assert_eq!(checks(&findings), ["dns", "tcp", "tls", "discovery", "keys", "headers", "readiness"]);
    let (_, certificate) = found(&findings, "tls");
    assert!(certificate.contains("issued by Authority") && certificate.contains("expires in"), "{certificate}");
    let (findings, code) = doctor(&desk, &[]);
    assert!(code == 7 && found(&findings, "database").0 == "warning", "there is none here: {findings:#?}");
    assert!(!desk.path().join("latchkey-data").exists(), "and none is made");
}

#[test]
fn a_certificate_that_ends_soon_has_ended_or_is_of_nobody_known_is_told() {
    let authority = Authority::for_days(5);
    let (_site, soon) = stand(&authority, |_, _| None);
    let (findings, code) = doctor(&soon, &["--outside"]);
    assert!(code == 7 && found(&findings, "tls").0 == "warning", "{findings:#?}");
    let authority = Authority::for_days(-1);
    let (_site, ended) = stand(&authority, |_, _| None);
    let (findings, code) = doctor(&ended, &["--outside"]);
    let (status, words) = found(&findings, "tls");
    assert!(code == 1 && status == "failed" && words.contains("expired at"), "{findings:#?}");
    let authority = Authority::for_days(60);
    let (site, _) = stand(&authority, |_, _| None);
    let unknown = Desk::new(&format!("[server]\nissuer = \"{}\"\n", site.url("")));
    let (findings, code) = doctor(&unknown, &["--outside"]);
    let (status, words) = found(&findings, "tls");
    assert!(code == 1 && status == "failed" && words.contains("proves nothing here"), "{findings:#?}");
    let remedy = findings.last().unwrap()["remedy"].as_str().unwrap();
    assert!(remedy.contains("extra_ca_file"), "{remedy}");
}

#[test]
fn another_issuer_or_no_document_at_the_address_is_a_failure() {
    let authority = Authority::for_days(60);
    let discovery = "/.well-known/openid-configuration";
    let other =
        move |path: &str, issuer: &str| (path == discovery).then(|| document(&format!("{issuer}/auth"), issuer));
    let (site, desk) = stand(&authority, other);
    let (findings, code) = doctor(&desk, &["--outside"]);
    let (status, words) = found(&findings, "discovery");
    assert!(code == 1 && status == "failed" && words.contains(&site.url("/auth")), "{findings:#?}");
    for (status, words) in [(404, "answers 404"), (502, "the proxy answers 502"), (302, "leads to")] {
        let (_site, desk) = stand(&authority, move |path, _| {
            (path == discovery).then(|| Answer::of(status, "").header("location", "https://sso.example/"))
        });
        let (findings, code) = doctor(&desk, &["--outside"]);
        let (found, said) = found(&findings, "discovery");
        assert!(code == 1 && found == "failed" && said.contains(words), "{status}: {said}");
    }
    let (_site, desk) = stand(&authority, move |path, _| (path == "/jwks").then(|| Answer::of(200, "{\"keys\":[]}")));
    let (findings, code) = doctor(&desk, &["--outside"]);
    assert!(code == 1 && found(&findings, "keys").0 == "failed", "{findings:#?}");
}

#[test]
fn a_clock_that_is_wrong_and_a_server_that_is_not_ready_are_told() {
    let authority = Authority::for_days(60);
    let (_site, desk) = stand(&authority, |path, issuer| {
        (path == "/readyz").then(|| usual(path, issuer).header("date", "Mon, 15 Jan 2001 08:00:00 GMT"))
    });
    let (findings, code) = doctor(&desk, &["--outside"]);
    let (status, words) = found(&findings, "clock");
    assert!(code == 1 && status == "failed" && words.contains("behind this machine"), "{findings:#?}");
    let (_site, desk) = stand(&authority, |path, _| {
        let body = r#"{"configuration":"aa11aa11","reasons":["the database does not accept writes"]}"#;
        (path == "/readyz").then(|| Answer::of(503, body))
    });
    let (findings, code) = doctor(&desk, &["--outside"]);
    let (status, words) = found(&findings, "readiness");
    assert!(code == 1 && status == "failed" && words.contains("does not accept writes"), "{findings:#?}");
}

#[test]
fn where_nobody_listens_and_where_there_is_no_tls_nothing_else_is_blamed() {
    let desk = Desk::new(&format!("[server]\nissuer = \"https://localhost:{}\"\n", free_port()));
    let (findings, code) = doctor(&desk, &["--outside"]);
    assert_eq!((checks(&findings), code), (vec!["dns", "tcp"], 1));
    assert_eq!(found(&findings, "tcp").0, "failed");
    let plain = Site::serving("no TLS here");
    let desk = Desk::new(&format!("[server]\nissuer = \"https://localhost:{}\"\n", plain.port));
    let (findings, code) = doctor(&desk, &["--outside"]);
    assert!(code == 1 && found(&findings, "tls").0 == "failed", "{findings:#?}");
    let desk = Desk::new("[server]\nissuer = \"https://nowhere.invalid\"\n");
    let (findings, code) = doctor(&desk, &["--outside"]);
    assert_eq!((checks(&findings), code), (vec!["dns"], 1));
}

#[test]
fn what_the_server_lives_by_is_looked_at_and_no_secret_is_shown() {
    let port = free_port();
    let desk = Desk::new(&format!(
        "[server]\nissuer = \"https://nowhere.invalid\"\nlisten = [\"127.0.0.1:{port}\"]\ndata_dir = \"data\"\n\
         [smtp]\nurl = 'smtp://localhost:{mail}'\nfrom = 'auth@example.com'\nstarttls = false\n{client}",
        mail = free_port(),
        client = client("wiki", "redirect_uris = [\"https://localhost:1/cb\"]")
    ));
    desk.ok(&["user", "add", "ada"]);
    let (findings, code) = doctor(&desk, &[]);
    assert_eq!(code, 1);
    let (status, words) = found(&findings, "proxy");
    assert!(status == "warning" && words.contains("not believed"), "{words}");
    assert_eq!(found(&findings, "mail").0, "failed");
    assert_eq!(found(&findings, "database").0, "ok");
    assert_eq!(found(&findings, "data folder").0, "ok");
    assert!(
        !findings.iter().any(|finding| finding["check"] == "redirect_uris of wiki"),
        "localhost is the browser's own"
    );
    assert!(!serde_json::to_string(&findings).unwrap().contains("abababab"));
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(desk.path().join("data"), open).unwrap();
    let (findings, _) = doctor(&desk, &[]);
    let (status, words) = found(&findings, "data folder");
    assert!(status == "warning" && words.contains("mode 755"), "{words}");
    let raw = rusqlite::Connection::open(desk.path().join("data/latchkey.db")).unwrap();
    raw.execute_batch("ALTER TABLE audit RENAME TO mislaid").unwrap();
    let (findings, _) = doctor(&desk, &[]);
    let (status, words) = found(&findings, "configuration");
    assert!(status == "warning" && words.contains("cannot be read"), "no answer is not a good one: {words}");
    raw.pragma_update(None, "user_version", 999).unwrap();
    drop(raw);
    let (findings, _) = doctor(&desk, &[]);
    let (status, words) = found(&findings, "database");
    assert!(status == "failed" && words.contains("999"), "{words}");
}
