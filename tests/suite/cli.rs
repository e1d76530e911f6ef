//! The command line, each command by what it does and how it refuses.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// A folder with a configuration in it.
pub struct Desk(tempfile::TempDir);

impl Desk {
    pub fn new(config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("config.toml"), config).unwrap();
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, "")
    }

    pub fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_latchkey"))
            .args(arguments)
            .current_dir(self.path())
            .env_remove("LATCHKEY_CONFIG")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    /// Standard output of a command that succeeds.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ok(&[arguments, &["--output", "json"]].concat())).unwrap()
    }

    /// Exit code and message of a command that fails.
    pub fn fails(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.run(arguments);
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }
}

#[test]
fn users_are_added_listed_changed_and_removed() {
    let desk = Desk::new("");
    let link =
        desk.ok(&["user", "add", "ada", "--name", "Ada Example", "--email", "ada@example.com", "--group", "family"]);
    assert!(link.starts_with("http://localhost:8000/invite?t="), "{link}");
    assert_eq!(desk.fails(&["user", "add", "ADA"]).0, 1, "taken, whatever the case");
    assert_eq!(desk.fails(&["user", "add", "ada@example.com"]).0, 1, "an email address is a name too");
    assert_eq!(desk.fails(&["user", "add", "a b"]).0, 1);
    let users = desk.json(&["user", "list"]);
    assert_eq!(users[0]["username"], "ada");
    assert_eq!(users[0]["groups"], serde_json::json!(["family"]));
    assert_ne!(users[0]["sub"], "ada");

    desk.ok(&["user", "groups", "ada", "admins", "family"]);
    desk.ok(&["user", "lock", "ada@example.com"]);
    assert_eq!(desk.json(&["user", "list"])[0]["locked"], true);
    desk.ok(&["user", "unlock", "ada"]);
    for command in ["lock", "passwd", "invite", "sign-out", "remove", "groups"] {
        let (code, words) = desk.fails(&["user", command, "nobody"]);
        assert_eq!(code, 4, "{command}: {words}");
    }
    let (code, words) = desk.fails(&["user", "remove", "ada"]);
    assert_eq!(code, 6);
    assert!(words.contains("--yes"), "{words}");
    desk.ok(&["user", "remove", "ada", "--yes"]);
    assert_eq!(desk.json(&["user", "list"]), serde_json::json!([]));
}

#[test]
fn a_password_comes_on_standard_input_and_a_weak_one_is_refused() {
    let desk = Desk::new("");
    let add = ["user", "add", "ada", "--password-stdin"];
    for weak in ["short\n", "aaaaaaaaaaaaaaaa\n", "\n", "ada-ada-ada\n"] {
        assert_eq!(desk.run_with(&add, weak).status.code(), Some(1), "{weak:?}");
    }
    assert_eq!(desk.run_with(&add, "seven calm herons\n").status.code(), Some(0));
    assert_eq!(desk.run_with(&["user", "passwd", "ada"], "nine brave ravens\n").status.code(), Some(0));
    assert_eq!(desk.run_with(&["user", "passwd", "ada"], "short\n").status.code(), Some(1));
}

#[test]
fn a_password_known_from_breaches_or_made_of_the_persons_name_is_refused_by_every_command_that_sets_one() {
    let desk = Desk::new("");
    let refused = |arguments: &[&str], password: &str, why: &str| {
        let output = desk.run_with(arguments, &format!("{password}\n"));
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && told.contains(why), "{arguments:?} {password}: {told}");
    };
    let add =
        ["user", "add", "ada", "--name", "Ada Byron", "--email", "enchantress@numbers.example", "--password-stdin"];
    let passwd = ["user", "passwd", "ada"];
    let cases = [
        ("Password1234", "stolen"),
        ("byron-ada-1815", "your name"),
        ("enchantress 1", "your name"),
        ("abcdabcdabcd", "repeats"),
    ];
    for (password, why) in cases {
        refused(&add, password, why);
    }
    assert_eq!(desk.run_with(&add, "seven calm herons\n").status.code(), Some(0));
    for (password, why) in cases {
        refused(&passwd, password, why);
    }
    // What stands in the file is the operator's decision.
    let hashed = desk.run_with(&["hash-password"], "Password1234\n");
    assert!(hashed.status.success() && String::from_utf8(hashed.stdout).unwrap().starts_with("$argon2id$"));
    assert!(String::from_utf8(hashed.stderr).unwrap().contains("warning: This password is on lists of stolen"));
    assert!(desk.run_with(&["hash-password"], "seven calm herons\n").stderr.is_empty());

    let desk = Desk::new("[login]\npassword = { blocklist = \"off\", blocklist_file = \"words.txt\" }\n");
    std::fs::write(desk.path().join("words.txt"), "Teapot\n\n  Widget \n").unwrap();
    assert_eq!(desk.run_with(&["user", "add", "ada", "--password-stdin"], "teapot-widget-7\n").status.code(), Some(1));
    assert_eq!(desk.run_with(&["user", "add", "ada", "--password-stdin"], "Password1234\n").status.code(), Some(0));
}

#[test]
fn a_printed_hash_serves_as_password_hash_of_a_pinned_user() {
    let desk = Desk::new("");
    let hash = String::from_utf8(desk.run_with(&["hash-password"], "seven calm herons\n").stdout).unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    let pinned = Desk::new(&format!("[[users]]\nusername = \"ada\"\npassword_hash = \"{}\"\n", hash.trim()));
    assert!(pinned.ok(&["check"]).ends_with(" is fine: 0 clients, 1 user\n"));
}

#[test]
fn keys_are_listed_and_rotated() {
    let desk = Desk::new("");
    let made = desk.ok(&["keys", "rotate", "--now"]);
    assert_eq!(made.lines().count(), 4);
    let keys = desk.json(&["keys", "list"]);
    for key in keys.as_array().unwrap() {
        let state = if key["use"] == "sig" { "signing" } else { "decrypting" };
        assert!(key["state"] == state && key["encrypted"] == false, "{keys}");
    }
    desk.ok(&["keys", "rotate"]);
    let keys = desk.json(&["keys", "list"]);
    assert_eq!(keys.as_array().unwrap().iter().filter(|key| key["state"] == "published").count(), 4, "{keys}");
    assert_eq!(desk.ok(&["keys", "rotate", "--alg", "ES256"]).lines().count(), 1);
    for other in ["EdDSA", "HS256", "none", "es256"] {
        assert_ne!(desk.run(&["keys", "rotate", "--alg", other]).status.code(), Some(0), "{other}");
    }
}

#[test]
fn a_client_is_added_beside_the_configuration_and_loads() {
    let desk = Desk::new("[server]\nissuer = \"https://auth.example.com\"\n");
    let told = desk.json(&["client", "add", "--app", "grafana", "--url", "https://grafana.example.com/"]);
    assert_eq!(told["client_id"], "grafana");
    assert!(told["client_secret"].as_str().unwrap().starts_with("lks_"));
    let file = std::fs::read_to_string(desk.path().join("config.d/grafana.toml")).unwrap();
    assert!(!file.contains(told["client_secret"].as_str().unwrap()), "only its hash is kept");
    let clients = desk.json(&["client", "list"]);
    assert_eq!(clients[0]["redirect_uris"], serde_json::json!(["https://grafana.example.com/login/generic_oauth"]));
    assert_eq!(desk.json(&["client", "show", "grafana"])["secrets"], 1);
    assert!(desk.ok(&["client", "secret", "grafana"]).starts_with("client_secret_hash = \"sha256:"));
    let lines = desk.ok(&["client", "secret", "rotate", "grafana", "--overlap", "7d"]);
    let former = file.lines().find_map(|line| line.strip_prefix("client_secret_hash = ")).unwrap();
    assert!(lines.contains(&format!("previous_client_secret_hash = {former}\n")), "{lines}");
    assert!(lines.contains("previous_client_secret_until = \"20"), "{lines}");
    let kept: Vec<&str> = file.lines().filter(|line| !line.starts_with("client_secret_hash")).collect();
    std::fs::write(desk.path().join("config.d/grafana.toml"), format!("{}\n{lines}", kept.join("\n"))).unwrap();
    assert_eq!(desk.json(&["client", "show", "grafana"])["secrets"], 2, "the lines are good as they are");
    assert_eq!(desk.fails(&["client", "secret", "rotate", "grafana", "--overlap", "0s"]).0, 2);
    assert_eq!(desk.fails(&["client", "secret"]).0, 2);

    let public = ["client", "add", "--id", "phone", "--public", "--redirect-uri", "com.example.phone:/cb"];
    desk.ok(&public);
    assert_eq!(desk.json(&["client", "show", "phone"])["method"], "none");
    assert_eq!(desk.fails(&public).0, 1, "there is one already");
    assert_eq!(desk.fails(&["client", "secret", "phone"]).0, 1, "a public client has none");
    assert_eq!(desk.fails(&["client", "show", "nobody"]).0, 4);
    assert_eq!(desk.fails(&["client", "add", "--app", "nothing", "--url", "https://x.example"]).0, 4);
    let plain = ["client", "add", "--id", "nas", "--redirect-uri", "http://nas.example/cb"];
    let (code, words) = desk.fails(&plain);
    assert!(code == 1 && words.contains("--allow-http-redirect"), "{words}");
    desk.ok(&[&plain[..], &["--allow-http-redirect"]].concat());
    assert_eq!(desk.json(&["client", "show", "nas"])["redirect_uris"], serde_json::json!(["http://nas.example/cb"]));
    assert_eq!(desk.fails(&[&plain[..], &["--allow-http-redirect", "--public"]].concat()).0, 2, "no secret");
    for (client_id, pkce) in [("grafana", "code_challenge or nonce"), ("phone", "required")] {
        assert_eq!(desk.json(&["client", "show", client_id])["pkce"], pkce);
    }
    let tv = desk.ok(&["client", "add", "--id", "tv", "--public", "--device", "--dry-run"]);
    assert!(tv.contains("\"urn:ietf:params:oauth:grant-type:device_code\", \"refresh_token\""), "{tv}");
    assert!(!tv.contains("redirect_uris") && tv.contains("application_type = \"native\""), "{tv}");
    let gitea = desk.ok(&["client", "add", "--app", "gitea", "--url", "https://git.example.com", "--dry-run"]);
    assert!(gitea.contains("require_pkce = false"), "it sends neither: {gitea}");
    assert_eq!(desk.fails(&["client", "add", "--id", "x"]).0, 2, "a usage error");
}

/// The next command, on standard error beside the other words, where there is a sign-in to try.
#[test]
fn who_added_a_client_is_told_how_to_test_it() {
    let desk = Desk::new("[server]\nissuer = \"https://auth.example.com\"\n");
    let told = |arguments: &[&str]| {
        let output = desk.run(&[&["client", "add"], arguments].concat());
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{told}");
        told
    };
    let notes = told(&["--id", "notes", "--redirect-uri", "https://notes.example.com/cb"]);
    assert!(notes.ends_with("\nTest it: latchkey client test notes\n"), "{notes}");
    let grafana = told(&["--app", "grafana", "--url", "https://grafana.example.com"]);
    assert!(grafana.ends_with("\nTest it: latchkey client test grafana\n"), "{grafana}");
    for nothing in [
        &["--id", "tv", "--public", "--device"][..],
        &["--id", "later", "--redirect-uri", "https://x.example/cb", "--dry-run"],
    ] {
        assert!(!told(nothing).contains("Test it"), "{nothing:?}");
    }
    let quiet = told(&["--id", "quiet", "--redirect-uri", "https://quiet.example.com/cb", "--quiet"]);
    assert!(!quiet.contains("Test it"), "{quiet}");
}

#[test]
fn a_client_is_shown_as_lines_of_the_configuration_that_load_and_have_no_secret() {
    let secret = format!("client_secret_hash = 'sha256:{}'\n", "ab".repeat(32));
    let lines =
        "[[clients]]\nclient_id = 'wiki'\nredirect_uris = ['https://wiki.example/cb']\nallowed_groups = ['family']\n";
    let desk = Desk::new(&format!("{lines}{secret}"));
    let shown = desk.ok(&["client", "show", "wiki", "--toml"]);
    assert!(shown.starts_with("[[clients]]\n") && shown.contains("allowed_groups = [\"family\"]"), "{shown}");
    assert!(shown.contains("one secret is set") && !shown.contains("abab"), "{shown}");
    let again = Desk::new(&format!("{shown}{secret}"));
    assert_eq!(again.ok(&["client", "show", "wiki", "--toml"]), shown);
    assert_eq!(desk.fails(&["client", "show", "nobody", "--toml"]).0, 4);
}

#[test]
fn a_service_is_added_with_its_workloads_and_the_tokens_that_it_may_exchange() {
    let desk = Desk::new(
        "[server]\nissuer = \"https://auth.example.com\"\n\
         [[workload_issuers]]\nname = 'cluster'\nissuer = 'https://cluster.example.com'\n",
    );
    desk.ok(&["client", "add", "--id", "shop", "--redirect-uri", "https://shop.example.com/cb"]);
    let workload = "cluster=system:serviceaccount:prod:builder";
    let told = desk.json(&["client", "add", "--id", "builder", "--workload", workload]);
    assert_eq!(told["client_secret"], "(none: its workloads' assertions prove it)");
    let shown = desk.json(&["client", "show", "builder"]);
    assert_eq!(shown["grant_types"], serde_json::json!(["urn:ietf:params:oauth:grant-type:jwt-bearer"]));
    assert_eq!(shown["workloads"], serde_json::json!(["cluster system:serviceaccount:prod:builder"]));
    assert_eq!((&shown["secrets"], &shown["method"]), (&0.into(), &"private_key_jwt".into()));
    let stock = "https://stock.example.com";
    let told = desk.json(&["client", "add", "--id", "orders", "--exchange", "shop", "--resource", stock]);
    assert!(told["client_secret"].as_str().unwrap().starts_with("lks_"));
    let shown = desk.json(&["client", "show", "orders"]);
    assert_eq!(shown["token_exchange"], serde_json::json!(["shop for https://stock.example.com"]));
    for wrong in [
        ["--workload", "system:serviceaccount:prod:builder"],
        ["--workload", "cluster=*"],
        ["--workload", "cluster=repo:*/x"],
    ] {
        assert_eq!(desk.fails(&[&["client", "add", "--id", "x"][..], &wrong].concat()).0, 1, "{wrong:?}");
    }
    let wrong = ["client", "add", "--id", "x", "--exchange", "shop", "--resource", "stock"];
    assert_eq!(desk.fails(&wrong).0, 1);
    assert_eq!(desk.fails(&["client", "add", "--id", "x", "--public", "--workload", workload]).0, 2);
}

#[test]
fn a_set_up_link_is_printed_until_somebody_administers() {
    let desk = Desk::new("");
    assert!(desk.ok(&["setup-link"]).starts_with("http://localhost:8000/setup?t="));
    desk.ok(&["user", "add", "ada", "--admin"]);
    assert_eq!(desk.fails(&["setup-link"]).0, 1);
}

#[test]
fn the_rest_answers_as_it_should() {
    let desk = Desk::new("");
    assert!(desk.ok(&["gen-secret"]).contains("lks_"));
    assert!(desk.ok(&["completions", "bash"]).contains("latchkey"));
    assert_eq!(desk.ok(&["version"]), format!("latchkey {}\n", env!("CARGO_PKG_VERSION")));
    assert!(desk.ok(&["init", "--issuer", "https://auth.example.com"]).contains("https://auth.example.com"));
    assert_eq!(desk.fails(&["init", "--issuer", "http://auth.example.com"]).0, 1);
    assert_eq!(desk.json(&["session", "list"]), serde_json::json!([]));
    assert_eq!(desk.fails(&["session", "end", "nothing"]).0, 4);
    assert_eq!(desk.fails(&["frobnicate"]).0, 2);
    assert_eq!(desk.fails(&["health"]).0, 1, "nothing runs");
    std::fs::write(desk.path().join("config.toml"), "[server\n").unwrap();
    assert_eq!(desk.fails(&["check"]).0, 3);
}

/// `man` needs no configuration, and its pages have what `--help` has.
#[test]
fn the_manual_has_a_page_for_each_command_down_to_the_last() {
    let desk = Desk::new("[server\n");
    let page = desk.ok(&["man"]);
    assert!(page.contains(".TH latchkey 1") && page.contains("client") && page.contains("config"), "{page}");
    desk.ok(&["man", "--dir", "share/man1"]);
    // A hyphen may be written with a backslash before it.
    let read =
        |name: &str| std::fs::read_to_string(desk.path().join("share/man1").join(name)).unwrap().replace('\\', "");
    assert!(read("latchkey.1").contains("latchkey-client(1)"), "{}", read("latchkey.1"));
    assert!(read("latchkey-client.1").contains(".TH latchkey-client 1"));
    assert!(read("latchkey-client-add.1").contains("redirect-uri"));
    assert!(read("latchkey-token-introspect.1").contains("RFC 7662"));
    assert!(!desk.path().join("share/man1/latchkey-help.1").exists());

    std::fs::write(desk.path().join("file"), "").unwrap();
    let (code, words) = desk.fails(&["man", "--dir", "file/man1"]);
    assert!(code == 1 && words.contains("file/man1"), "{words}");
    assert_eq!(desk.fails(&["man", "client"]).0, 2);
}

#[test]
fn what_a_jwt_says_is_shown_without_a_configuration_and_never_taken_as_an_argument() {
    let desk = Desk::new("[server\n");
    let part = |json: &str| URL_SAFE_NO_PAD.encode(json);
    let header = part(r#"{"alg":"RS256","kid":"k1"}"#);
    let claims = part(r#"{"sub":"a\u001b[2J","exp":1700000000}"#);
    let token = format!("{header}.{claims}.c2ln\n");
    let shown = desk.run_with(&["token", "decode"], &token);
    let (table, said) = (String::from_utf8(shown.stdout).unwrap(), String::from_utf8(shown.stderr).unwrap());
    assert_eq!(shown.status.code(), Some(0), "{said}");
    assert!(table.contains("RS256") && table.contains("1700000000") && table.contains("2023-11-14"), "{table}");
    assert!(!table.contains('\u{1b}') && said.contains("not verified"), "{table}{said}");
    let json = desk.run_with(&["token", "decode", "--output", "json"], &token);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((&json["header"]["kid"], &json["claims"]["exp"]), (&"k1".into(), &serde_json::json!(1_700_000_000)));

    for (wrong, why) in [("lka_abc", "no JWT"), ("a.b.c.d.e", "encrypted"), ("e30.!.c2ln", "damaged")] {
        let refused = desk.run_with(&["token", "decode"], wrong);
        let words = String::from_utf8(refused.stderr).unwrap();
        assert!(refused.status.code() == Some(1) && words.contains(why), "{wrong}: {words}");
    }
    assert_eq!(desk.fails(&["token", "decode", "a.b.c"]).0, 2);
}

#[test]
fn check_foretells_what_each_app_will_notice_of_a_sign_out() {
    let desk = Desk::new(
        "[server]\nissuer = 'https://auth.example.com'\ntrusted_proxies = ['10.0.0.0/8']\n\
         [[clients]]\nclient_id = 'wiki'\nredirect_uris = ['https://wiki.example.com/cb']\n\
         token_endpoint_auth_method = 'none'\nbackchannel_logout_uri = 'https://wiki.example.com/out'\n\
         [[clients]]\nclient_id = 'far'\nredirect_uris = ['https://far.example.org/cb']\n\
         client_secret_hash = 'sha256:2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90'\n",
    );
    let short = desk.ok(&["check"]);
    assert_eq!(short.lines().count(), 3, "one line for each app: {short}");
    assert!(
        short.contains("client \"wiki\" hears of a sign-out by its open pages and a token to its server\n"),
        "{short}"
    );
    let told = desk.ok(&["check", "--verbose"]);
    let (wiki, far) = told.split_once("client \"far\"").unwrap();
    assert!(wiki.contains("Same site as the issuer") && wiki.contains("told of every sign-out"), "{told}");
    assert!(
        far.contains("Another site") && far.contains("add: backchannel_logout_uri = \"https://far.example.org/…\"")
    );
}

#[test]
fn a_link_to_hand_over_stands_alone_on_standard_output_and_its_qr_code_beside_it() {
    let desk = Desk::new("[login]\nsignup = 'invite'\n");
    desk.ok(&["user", "add", "ada"]);
    for command in [&["user", "invite", "ada"][..], &["user", "signup-link"]] {
        let (plain, drawn) = (desk.run(command), desk.run(&[command, &["--qr"]].concat()));
        assert!(drawn.status.success(), "{command:?}: {}", String::from_utf8_lossy(&drawn.stderr));
        let link = String::from_utf8(drawn.stdout).unwrap();
        assert!(link.starts_with("http://localhost:8000/") && link.lines().count() == 1, "{command:?}: {link}");
        assert!(String::from_utf8(drawn.stderr).unwrap().contains("█▀▀▀▀▀█"), "{command:?}");
        assert!(!String::from_utf8(plain.stderr).unwrap().contains('█'), "{command:?}: nobody sees it in a pipe");
    }
    assert_eq!(desk.fails(&["user", "invite", "ada", "--qr", "--mail"]).0, 2, "a mail has no picture here");
}

#[test]
fn sessions_are_shown_and_ended_by_their_short_names() {
    let desk = Desk::new("");
    assert_eq!(desk.json(&["session", "untold"]), serde_json::json!([]));
    assert_eq!(desk.fails(&["session", "show", "nothing"]).0, 4);
}

#[actix_web::test]
async fn initial_access_tokens_are_made_listed_and_revoked() {
    let desk = Desk::new("[server]\ndata_dir = 'data'\n");
    let made = desk.json(&["client", "token", "--uses", "3", "--expires", "12h"]);
    let token = made["token"].as_str().unwrap();
    assert!(token.starts_with("lki_") && token.len() == 47, "{token}");
    let listed = desk.ok(&["client", "tokens", "--output", "json"]);
    assert!(!listed.contains(token), "the token itself is not kept");
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert_eq!((&listed[0]["state"], &listed[0]["uses_left"]), (&"good".into(), &3.into()));
    let id = listed[0]["id"].as_str().unwrap();
    desk.ok(&["client", "revoke-token", id]);
    assert_eq!(desk.json(&["client", "tokens"])[0]["state"], "revoked");
    assert_eq!(desk.fails(&["client", "revoke-token", id]).0, 4);
    for wrong in [["--uses", "0"], ["--uses", "many"], ["--expires", "soon"], ["--expires", "0s"]] {
        assert_eq!(desk.fails(&[&["client", "token"], &wrong[..]].concat()).0, 2, "{wrong:?}");
    }
    let (_, words) = desk.fails(&["client", "token", "--expires", "x"]);
    assert!(words.contains("duration"), "{words}");
}

#[actix_web::test]
async fn registered_clients_are_listed_shown_disabled_and_removed() {
    use latchkey::protocol::registered_client::RegisteredClient;
    use latchkey::protocol::scope::ScopeSet;
    use latchkey::protocol::tokens::{NewAccessToken, NewTokens};
    use latchkey::store::clients::Clients as _;
    use latchkey::store::tokens::Tokens as _;

    let desk = Desk::new(
        "[server]\ndata_dir = 'data'\n[[clients]]\nclient_id = 'wiki'\nclient_secret = 'sixteen characters'\n\
         redirect_uris = ['https://wiki.example.com/cb']\n",
    );
    desk.ok(&["client", "list"]);
    let store = latchkey::store::sqlite::SqliteStore::open(&desk.path().join("data/latchkey.db")).unwrap();
    let now = latchkey::clock::Timestamp(1_800_000_000);
    let metadata = serde_json::json!({
        "client_name": "Guest", "redirect_uris": ["https://guest.example/cb"], "token_endpoint_auth_method": "none",
    });
    let client_id = latchkey::protocol::client::ClientId::parse("guest").unwrap();
    let guest = RegisteredClient {
        client_id: client_id.clone(),
        metadata: metadata.as_object().unwrap().clone(),
        secret: None,
        sealed_secret: None,
        registration_token: latchkey::secret::Digest::of("x"),
        origins: Vec::new(),
        created_at: now,
        updated_at: now,
        disabled_at: None,
        last_used_at: None,
        look: 1,
        approved_at: None,
    };
    store.add_client(&guest, None, 10).await.unwrap();
    let listed = desk.json(&["client", "list"]);
    assert_eq!((&listed[0]["client_id"], &listed[1]["client_id"]), (&"wiki".into(), &"guest".into()));
    assert!(listed[0]["last_used"].is_null() && listed[1]["last_used"].is_null());
    let token = NewAccessToken {
        digest: latchkey::secret::Digest::of("y"),
        scope: ScopeSet::parse("openid"),
        audience: Vec::new(),
        authorization_details: Default::default(),
        jti: None,
        issued_at: now,
        expires_at: now,
        bound_to: None,
    };
    let proven_by = latchkey::protocol::proven_by::ProvenBy::nothing();
    let stands = latchkey::store::standing::ClientStanding::Configured(std::sync::Arc::new(|| true));
    let tokens = NewTokens { access_token: token, refresh_token: None, proven_by, proof: None };
    let added = store.add_client_token(&client_id, &tokens, &stands).await.unwrap();
    assert_eq!(added, latchkey::store::tokens::AddClientToken::Added);
    assert_eq!(desk.json(&["client", "list"])[1]["last_used"], "2027-01-15T08:00:00Z");
    assert_eq!(desk.json(&["client", "show", "guest"])["last_used"], "2027-01-15T08:00:00Z");
    assert_eq!(desk.json(&["client", "show", "guest"])["defined_at"], "registered itself 2027-01-15T08:00:00Z");
    desk.ok(&["client", "disable", "guest"]);
    assert!(store.client_revision(&client_id).await.unwrap().is_none());
    assert!(desk.json(&["client", "show", "guest"])["defined_at"].as_str().unwrap().starts_with("disabled"));
    desk.ok(&["client", "enable", "guest"]);
    assert!(store.client_revision(&client_id).await.unwrap().is_some());
    let (code, words) = desk.fails(&["client", "remove", "guest"]);
    assert!(code == 6 && words.contains("--yes"), "{words}");
    desk.ok(&["client", "remove", "guest", "--yes"]);
    let exported = desk.ok(&["audit", "export"]);
    let removed = exported.lines().find(|line| line.contains("\"event\":\"client.remove\"")).unwrap();
    assert!(removed.contains("\"actor\":\"command:") && removed.contains("\"client_id\":\"guest\""), "{removed}");
    for command in ["show", "remove", "disable", "enable"] {
        assert_eq!(desk.fails(&["client", command, "guest", "--yes"]).0, 4, "{command}");
    }
    for command in ["remove", "disable", "enable"] {
        let (code, words) = desk.fails(&["client", command, "wiki", "--yes"]);
        assert!(code == 1 && words.contains("config.toml:3"), "{words}");
    }
}

#[test]
fn check_says_when_anybody_may_register() {
    let desk = |keys: &str| Desk::new(&format!("[registration]\nenabled = true\n{keys}"));
    let told = String::from_utf8(desk("require_initial_access_token = false").run(&["check"]).stderr).unwrap();
    assert!(told.contains("anybody may register an app here"), "{told}");
    let told = String::from_utf8(desk("").run(&["check"]).stderr).unwrap();
    assert!(!told.contains("anybody"), "{told}");
}
