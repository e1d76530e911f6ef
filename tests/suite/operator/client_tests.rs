//! `latchkey client test`: a sign-in to a client, real by a browser or rehearsed in the database.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::cli::Desk;
use crate::process::Process;
use crate::support::Browser;
use crate::support::ports::free_port;

const PASSWORD: &str = "seven calm herons";
const SECRET: &str = "lks_Vn8Yq2Lw4Rt6Zx1Cp3Bd5Fh7Jk9Ms0Qa2We4Ty6Ui";

/// Clients of each kind: one on this machine at any port, one at this port, one of whose secret only the hash is kept, one that is
/// elsewhere, and one that lets nobody in.
struct Apps {
    desk: Desk,
    issuer_port: u16,
    /// Of the client `hashed`.
    secret: String,
}

impl Apps {
    fn new() -> Self {
        let desk = Desk::new("");
        let made = desk.json(&["gen-secret"]);
        let (secret, hash) = (made["secret"].as_str().unwrap(), made["hash"].as_str().unwrap());
        let (issuer_port, port, other) = (free_port(), free_port(), free_port());
        let config = format!(
            "[server]\nissuer = 'http://localhost:{issuer_port}'\n\
             [[clients]]\nclient_id = 'tool'\napplication_type = 'native'\ntoken_endpoint_auth_method = 'none'\n\
             redirect_uris = ['com.example.tool:/cb', 'http://127.0.0.1/callback?from=op']\nconsent = 'skip'\n\
             [[clients]]\nclient_id = 'web'\nclient_secret = '{SECRET}'\nredirect_uris = ['http://localhost:{port}/cb']\n\
             consent = 'skip'\nscope = 'openid profile offline_access'\n\
             require_pushed_authorization_requests = true\n\
             [[clients]]\nclient_id = 'hashed'\nclient_secret_hash = '{hash}'\nconsent = 'skip'\n\
             token_endpoint_auth_method = 'client_secret_post'\nredirect_uris = ['http://127.0.0.1:{other}/']\n\
             [[clients]]\nclient_id = 'far'\nclient_secret_hash = '{hash}'\nredirect_uris = ['https://app.example/cb']\n\
             [[clients]]\nclient_id = 'closed'\nclient_secret_hash = '{hash}'\nredirect_uris = ['https://app.example/cb']\n\
             allowed_groups = ['admins']\n"
        );
        std::fs::write(desk.path().join("config.toml"), config).unwrap();
        let add = ["user", "add", "ada", "--name", "Ada Example", "--password-stdin"];
        let added = desk.run_with(&add, &format!("{PASSWORD}\n"));
        assert_eq!(added.status.code(), Some(0), "{}", String::from_utf8_lossy(&added.stderr));
        Self { issuer_port, secret: secret.to_owned(), desk }
    }

    async fn serve(&self) -> Process {
        Process::start_at(self.desk.path(), &["serve", "--no-demo"], self.issuer_port).await
    }
}

/// What a command told: its exit code, standard output and standard error.
struct Told {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Runs the command and does in a browser what it asks for. `before` is sent to the place where it waits, ahead of the answer.
async fn test_by_a_browser(apps: &Apps, arguments: &[&str], input: &str, before: &str) -> Told {
    let mut child = Command::new(env!("CARGO_BIN_EXE_latchkey"))
        .args(["client", "test"])
        .args(arguments)
        .current_dir(apps.desk.path())
        .env_remove("LATCHKEY_CONFIG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let (mut reader, mut err, mut address) = (BufReader::new(child.stderr.take().unwrap()), String::new(), None);
    while address.is_none() {
        let mut line = String::new();
        assert_ne!(reader.read_line(&mut line).unwrap(), 0, "no address: {err}");
        address = line.starts_with("http").then(|| line.trim().to_owned());
        err.push_str(&line);
    }
    let browser = Browser::new();
    let login = browser.visit(&address.unwrap()).await;
    assert!(login.body.contains("id=\"password\""), "no login page: {}", login.body);
    let back = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let location = back.location().unwrap_or_else(|| panic!("no redirect: {}", back.body));
    if !before.is_empty() {
        let mut other = url::Url::parse(&location).unwrap();
        other.set_query(Some(before));
        assert_eq!(browser.get(other.as_str()).await.status, 404);
    }
    let shown = browser.get(&location).await;
    assert!(shown.status == 200 && shown.body.contains("close this page"), "{} {}", shown.status, shown.body);
    reader.read_to_string(&mut err).unwrap();
    let output = child.wait_with_output().unwrap();
    Told { code: output.status.code(), out: String::from_utf8(output.stdout).unwrap(), err }
}

#[actix_web::test]
async fn whoever_asks_for_silence_gets_the_address_all_the_same() {
    let apps = Apps::new();
    let process = apps.serve().await;
    let told = test_by_a_browser(&apps, &["tool", "--quiet"], "", "").await;
    assert!(told.code == Some(0) && told.out.contains("preferred_username"), "{}", told.err);
    assert_eq!(told.err.lines().count(), 1, "the address alone: {}", told.err);
    assert_eq!(process.stop(), Some(0));
}

#[actix_web::test]
async fn a_sign_in_by_a_browser_shows_what_the_tokens_say_and_not_the_tokens() {
    let apps = Apps::new();
    let process = apps.serve().await;

    let told = test_by_a_browser(&apps, &["tool"], "", "code=stolen&state=another").await;
    assert_eq!(told.code, Some(0), "{}", told.err);
    for words in ["id_token", "userinfo", "preferred_username", "ada", "The identifier of the person"] {
        assert!(told.out.contains(words), "{words}: {}", told.out);
    }
    assert!(
        told.err.contains("tool works") && !told.out.contains("eyJhbGci") && !told.out.contains("lka_"),
        "{}",
        told.out
    );

    // The secret stands in the configuration; requests are pushed, since the client wants that.
    let told = test_by_a_browser(&apps, &["web", "--output", "json"], "", "").await;
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert!(told.err.contains("request_uri=") && !told.err.contains(SECRET), "{}", told.err);
    let said: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!((&said["id_token"]["aud"], &said["userinfo"]["name"]), (&json!("web"), &json!("Ada Example")));
    assert_eq!(said["id_token"]["sub"], said["userinfo"]["sub"]);
    assert!(said.get("tokens").is_none(), "{said}");

    let with_secret = ["hashed", "--secret-stdin", "--show-tokens", "--output", "json", "--scope", "email"];
    let told = test_by_a_browser(&apps, &with_secret, &format!("{}\n", apps.secret), "").await;
    let said: Value = serde_json::from_str(&told.out).unwrap();
    assert!(said["tokens"]["access_token"].as_str().unwrap().starts_with("lka_"), "{} {}", told.out, told.err);
    assert!(said["tokens"]["id_token"].is_string() && said["userinfo"].get("name").is_none(), "{said}");
    assert_eq!(process.stop(), Some(0));
}

#[actix_web::test]
async fn what_cannot_be_tested_is_refused_with_what_to_do_before_anybody_signs_in() {
    let apps = Apps::new();
    let refused = |arguments: &[&str], input: &str| {
        let output = apps.desk.run_with(&[&["client", "test"][..], arguments].concat(), input);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, words) = refused(&["web"], "");
    assert!(code == Some(1) && words.contains("could not be reached") && words.contains("must run"), "{words}");

    let process = apps.serve().await;
    let (code, words) = refused(&["far"], "");
    assert!(code == Some(1) && words.contains("\"http://127.0.0.1:8765/callback\""), "{words}");
    assert!(words.contains("config.toml:") && words.contains("--as PERSON"), "{words}");
    assert_eq!(refused(&["nobody"], "").0, Some(4));
    let (code, words) = refused(&["hashed"], "");
    assert!(code == Some(1) && words.contains("--secret-stdin"), "{words}");
    let (code, words) = refused(&["hashed", "--secret-stdin"], "lks_wrong\n");
    assert!(code == Some(1) && words.contains("not the secret of hashed"), "{words}");
    assert_eq!(refused(&["hashed", "--secret", SECRET], "").0, Some(2), "a secret is no argument");
    assert_eq!(refused(&["hashed", "--as", "ada", "--show-tokens"], "").0, Some(2));
    let (code, words) = refused(&["tool", "--timeout", "1s"], "");
    assert!(code == Some(1) && words.contains("within 1 s"), "{words}");

    let config = std::fs::read_to_string(apps.desk.path().join("config.toml")).unwrap();
    let port = config.split("http://localhost:").nth(2).unwrap().split('/').next().unwrap().to_owned();
    let _taken = std::net::TcpListener::bind(format!("127.0.0.1:{port}")).unwrap();
    let (code, words) = refused(&["web"], "");
    assert!(code == Some(1) && words.contains("stop it"), "{words}");
    assert_eq!(process.stop(), Some(0));
}

#[test]
fn a_rehearsal_shows_what_is_sent_asked_and_told_and_leaves_no_trace() {
    let apps = Apps::new();
    let desk = &apps.desk;
    let before = desk.json(&["audit", "tail"]);
    let told = desk.ok(&["client", "test", "far", "--as", "ada"]);
    for words in [
        "The app sends the browser to",
        "code_challenge_method = S256",
        "The browser goes back to https://app.example/cb",
        "The ID token would say",
        "\"aud\": \"far\"",
        "Userinfo would say",
        "Ada Example",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let tried = desk.json(&["client", "test", "far", "--as", "ADA", "--scope", "openid"]);
    assert_eq!(tried["end"]["place"], "https://app.example/cb");
    assert!(!tried["userinfo"].to_string().contains("Ada Example"), "{tried}");

    let (code, words) = desk.fails(&["client", "test", "closed", "--as", "ada"]);
    assert!(code == 1 && words.contains("would not succeed"), "{words}");
    assert_eq!(desk.fails(&["client", "test", "far", "--as", "nobody"]).0, 4);
    assert_eq!(desk.fails(&["client", "test", "nothing", "--as", "ada"]).0, 4);
    assert_eq!(desk.json(&["audit", "tail"]), before);
    assert_eq!(desk.json(&["session", "list"]), json!([]));
    assert_eq!(desk.json(&["consent", "list", "ada"]), json!([]));
}
