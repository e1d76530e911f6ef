//! A configuration file that is empty, cut off, replaced or gone for a moment: real files, the real binary. Nothing that
//! anybody holds ends by it.

use std::fs;
use std::path::{Path, PathBuf};

use latchkey::config::settings::Argon2Cost;
use latchkey::login::hasher::hash_now;
use serde_json::Value;

use crate::process::{Process, replace};
use crate::support::Browser;
use crate::support::browser::Page;

const PASSWORD: &str = "four quiet otters";
const SECRET: &str = "lks_a-secret-of-more-than-128-bits-for-tests";
const CALLBACK: &str = "http://localhost:3000/cb";

/// A client that signs people in, and gets tokens for itself.
fn client(client_id: &str) -> String {
    format!(
        "[[clients]]\nclient_id = \"{client_id}\"\nclient_secret = \"{SECRET}\"\nredirect_uris = [\"{CALLBACK}\"]\n\
         grant_types = [\"authorization_code\", \"refresh_token\", \"client_credentials\"]\nscope = \"openid offline_access\"\n\
         require_pkce = false\nconsent = \"skip\"\n\n"
    )
}

struct Folder {
    folder: tempfile::TempDir,
    whole: String,
}

impl Folder {
    /// A file with users, two clients and a section behind each.
    fn new(grace: &str) -> Self {
        let cost = Argon2Cost { memory_kib: 8, iterations: 1, parallelism: 1 };
        let hash = hash_now(cost, PASSWORD).unwrap();
        let ada = format!("[[users]]\nusername = \"ada\"\npassword_hash = \"{}\"\n\n", hash.expose());
        let (wiki, forum) = (client("wiki"), client("forum"));
        // `removal_grace` stands first, so that it survives the cuts.
        let whole = format!(
            "server.removal_grace = \"{grace}\"\nserver.data_dir = \"data\"\nlogin.argon2 = {{ memory = \"8KiB\", iterations = 1 }}\n\n\
             {forum}{ada}[tokens]\naccess_token = \"2h\"\n\n{wiki}[branding]\nname = \"Our house\"\n"
        );
        let folder = Self { folder: tempfile::tempdir().unwrap(), whole };
        folder.write(&folder.whole);
        folder
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("config.toml")
    }

    fn write(&self, text: &str) {
        replace(&self.file(), text);
    }

    async fn start(&self) -> Process {
        Process::start(self.folder.path(), &["-c", "config.toml", "serve", "--no-demo"]).await
    }

    async fn start_at(&self, port: u16) -> Process {
        Process::start_at(self.folder.path(), &["-c", "config.toml", "serve", "--no-demo"], port).await
    }

    /// The file without one client.
    fn without(&self, client_id: &str) -> String {
        let without = self.whole.replace(&client(client_id), "");
        assert_ne!(without, self.whole);
        without
    }
}

/// What ada allowed the wiki, and what it got for itself.
struct Held {
    browser: Browser,
    access_token: String,
    refresh_token: String,
    own_token: String,
}

async fn token(process: &Process, client_id: &str, fields: &[(&str, &str)]) -> Page {
    let http = Browser::new().http;
    let request = http.post(process.url("/token")).basic_auth(client_id, Some(SECRET)).form(fields);
    Page::read(request.send().await.unwrap()).await
}

async fn introspect(process: &Process, client_id: &str, token: &str) -> Page {
    let http = Browser::new().http;
    let request = http.post(process.url("/introspect")).basic_auth(client_id, Some(SECRET)).form(&[("token", token)]);
    Page::read(request.send().await.unwrap()).await
}

fn authorize(process: &Process, client_id: &str, more: &str) -> String {
    process.url(&format!(
        "/authorize?client_id={client_id}&response_type=code&scope=openid+offline_access&redirect_uri={CALLBACK}{more}"
    ))
}

fn text(answer: &Value, name: &str) -> String {
    answer[name].as_str().unwrap_or_else(|| panic!("{name} in {answer}")).to_owned()
}

impl Held {
    async fn new(process: &Process, client_id: &str) -> Self {
        let browser = Browser::new();
        let login = browser.visit(&authorize(process, client_id, "")).await;
        let back = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
        let code = back.answer()["code"].clone();
        let redeem = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", CALLBACK)];
        let tokens = token(process, client_id, &redeem).await.json();
        let own = token(process, client_id, &[("grant_type", "client_credentials")]).await.json();
        let [access_token, refresh_token] = ["access_token", "refresh_token"].map(|name| text(&tokens, name));
        Self { browser, access_token, refresh_token, own_token: text(&own, "access_token") }
    }

    async fn userinfo(&self, process: &Process) -> u16 {
        let request = self.browser.http.get(process.url("/userinfo")).bearer_auth(&self.access_token);
        request.send().await.unwrap().status().as_u16()
    }

    /// Everything works: the login, what was granted in it, and what the client has for itself.
    async fn assert_whole(&mut self, process: &Process, client_id: &str, after: &str) {
        assert_eq!(self.userinfo(process).await, 200, "{after}");
        let silent = self.browser.get(&authorize(process, client_id, "&prompt=none")).await.answer();
        assert!(silent.contains_key("code"), "{after}: {silent:?}");
        let own = introspect(process, client_id, &self.own_token).await.json();
        assert_eq!(own["active"], true, "{after}");
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", self.refresh_token.as_str())];
        let refreshed = token(process, client_id, &refresh).await;
        assert_eq!(refreshed.status, 200, "{after}: {}", refreshed.body);
        self.refresh_token = text(&refreshed.json(), "refresh_token");
        self.access_token = text(&refreshed.json(), "access_token");
    }

    /// Nothing works, and nothing tells why.
    async fn assert_refused(&self, process: &Process, client_id: &str, after: &str) {
        let page = self.browser.get(&authorize(process, client_id, "&prompt=none")).await;
        assert!(page.status == 400 && page.body.contains("client_id is not registered"), "{after}: {}", page.body);
        assert_eq!(self.userinfo(process).await, 401, "{after}");
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", self.refresh_token.as_str())];
        let refused = token(process, client_id, &refresh).await;
        assert_eq!(
            (refused.status.as_u16(), refused.json()["error"].as_str()),
            (401, Some("invalid_client")),
            "{after}"
        );
        assert_eq!(introspect(process, client_id, &self.own_token).await.status, 401, "{after}");
    }
}

/// Writes the damaged text, waits until the server looked at it, and mends it.
async fn damage(folder: &Folder, process: &Process, text: &str) -> bool {
    folder.write(text);
    let taken = process.wait_for("reloaded").contains("configuration reloaded");
    folder.write(&folder.whole);
    process.wait_for("configuration reloaded");
    taken
}

/// Every prefix that ends at a table, the empty one among them, and some that end within a line.
#[actix_web::test]
async fn a_file_that_is_empty_or_cut_off_for_a_moment_ends_nothing() {
    let folder = Folder::new("1h");
    let process = folder.start().await;
    let (mut wiki, mut forum) = (Held::new(&process, "wiki").await, Held::new(&process, "forum").await);
    let tables = folder.whole.match_indices("\n[").map(|(at, _)| at + 1);
    let within_lines = ["client_sec", "password_ha", "redirect_u", "$argon2id$v", "access_t", "Our ho"];
    let within = within_lines.iter().filter_map(|words| Some(folder.whole.find(words)? + words.len()));
    let mut taken = 0;
    for end in [0, 1].into_iter().chain(tables).chain(within) {
        let cut = folder.whole.get(..end).unwrap();
        taken += usize::from(damage(&folder, &process, cut).await);
        let after = format!("after a file that ended in {:?}", cut.get(cut.len().saturating_sub(30)..));
        wiki.assert_whole(&process, "wiki", &after).await;
        forum.assert_whole(&process, "forum", &after).await;
    }
    assert!(taken >= 2, "some were taken in, and the grace alone kept what was granted");
    assert_eq!(process.stop(), Some(0));
}

#[actix_web::test]
async fn a_file_without_any_client_is_refused_whole_and_the_log_says_what_to_do() {
    let folder = Folder::new("1h");
    let process = folder.start().await;
    let mut wiki = Held::new(&process, "wiki").await;
    let head = folder.whole.split("[[").next().unwrap().to_owned();
    for (text, told) in [
        (head.clone(), "all entries of `[[clients]]` are gone"),
        (folder.whole.replace("\"data\"", "\"elsewhere\""), "`server.data_dir` changed"),
        (folder.whole.replace("iterations = 1", "iterations = 2"), "`login.argon2` changed"),
    ] {
        folder.write(&text);
        process.wait_for("configuration not reloaded");
        assert!(process.wait_for(told).contains("restart"), "{told}");
        wiki.assert_whole(&process, "wiki", told).await;
    }
    folder.write(&folder.whole);
    process.wait_for("configuration reloaded");
    assert_eq!(process.stop(), Some(0));
}

/// As editors and orchestrators do it, and as a full disk or a slow copy leaves it.
#[actix_web::test]
async fn a_file_that_is_replaced_or_gone_for_a_moment_ends_nothing() {
    let folder = Folder::new("1h");
    let process = folder.start().await;
    let mut wiki = Held::new(&process, "wiki").await;
    let rename = |from: &str, to: &str| {
        let at = |name: &str| folder.folder.path().join(name);
        fs::rename(at(from), at(to)).unwrap();
    };
    rename("config.toml", "config.toml~");
    process.wait_for("configuration not reloaded");
    wiki.assert_whole(&process, "wiki", "while the file is gone").await;
    rename("config.toml~", "config.toml");
    process.wait_for("configuration reloaded");
    wiki.assert_whole(&process, "wiki", "after it was gone").await;

    fs::write(folder.folder.path().join("new"), folder.without("wiki")).unwrap();
    rename("new", "config.toml");
    process.wait_for("configuration reloaded");
    wiki.assert_refused(&process, "wiki", "after an editor saved a file without it").await;
    fs::write(folder.folder.path().join("new"), &folder.whole).unwrap();
    rename("new", "config.toml");
    process.wait_for("configuration reloaded");
    wiki.assert_whole(&process, "wiki", "after the editor saved the file whole").await;

    fs::remove_file(folder.file()).unwrap();
    fs::create_dir(folder.file()).unwrap();
    process.wait_for("configuration not reloaded");
    fs::remove_dir(folder.file()).unwrap();
    folder.write(&folder.whole);
    process.wait_for("configuration reloaded");
    wiki.assert_whole(&process, "wiki", "after a folder stood in its place").await;
    assert_eq!(process.stop(), Some(0));
}

/// A start has nothing in force to keep: there the grace alone protects.
#[actix_web::test]
async fn a_start_with_an_emptied_file_ends_nothing_either() {
    let folder = Folder::new("1h");
    let process = folder.start().await;
    let port = process.port;
    let mut wiki = Held::new(&process, "wiki").await;
    assert_eq!(process.stop(), Some(0));
    let head = folder.whole.split("[[").next().unwrap().to_owned();
    folder.write(&head);
    let process = folder.start_at(port).await;
    wiki.assert_refused(&process, "wiki", "started without any client").await;
    // Longer than the look at what is to end.
    actix_web::rt::time::sleep(std::time::Duration::from_secs(6)).await;
    assert_eq!(process.stop(), Some(0));
    folder.write(&folder.whole);
    let process = folder.start_at(port).await;
    wiki.assert_whole(&process, "wiki", "started with the whole file again").await;
    assert_eq!(process.stop(), Some(0));
}

#[actix_web::test]
async fn a_client_that_is_dropped_for_good_loses_what_it_was_granted_after_the_grace() {
    let folder = Folder::new("1s");
    let process = folder.start().await;
    let (wiki, mut forum) = (Held::new(&process, "wiki").await, Held::new(&process, "forum").await);
    folder.write(&folder.without("wiki"));
    process.wait_for("refused from now on");
    process.wait_for("configuration reloaded");
    wiki.assert_refused(&process, "wiki", "at once").await;
    assert!(process.wait_for("are revoked").contains("wiki"));
    folder.write(&folder.whole);
    process.wait_for("configuration reloaded");
    assert_eq!(wiki.userinfo(&process).await, 401);
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", wiki.refresh_token.as_str())];
    assert_eq!(token(&process, "wiki", &refresh).await.json()["error"], "invalid_grant");
    assert_eq!(introspect(&process, "wiki", &wiki.own_token).await.json()["active"], false);
    let silent = wiki.browser.get(&authorize(&process, "wiki", "&prompt=none")).await.answer();
    assert!(silent.contains_key("code"), "the login is ada's, and the client may ask again");
    forum.assert_whole(&process, "forum", "the other client lost nothing").await;
    assert_eq!(process.stop(), Some(0));
}

/// The key that signed stays the key that signs: caches of the key set know no other.
#[actix_web::test]
async fn an_algorithm_that_is_missing_for_a_moment_keeps_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let file: &Path = &folder.path().join("config.toml");
    let keys = |algorithms: &str| format!("[server]\ndata_dir = \"data\"\n[keys]\nalgorithms = [{algorithms}]\n");
    let write = |text: &str| replace(file, text);
    write(&keys("\"RS256\", \"EdDSA\""));
    let process = Process::start(folder.path(), &["--config", "config.toml"]).await;
    let jwks = async || Browser::new().get(&process.url("/jwks")).await.body;
    let before = jwks().await;
    for damaged in [keys("\"RS256\""), "[server]\ndata_dir = \"data\"\n".to_owned()] {
        write(&damaged);
        process.wait_for("configuration reloaded");
        write(&keys("\"RS256\", \"EdDSA\""));
        process.wait_for("configuration reloaded");
    }
    let after: Value = serde_json::from_str(&jwks().await).unwrap();
    let before: Value = serde_json::from_str(&before).unwrap();
    for key in before["keys"].as_array().unwrap() {
        assert!(after["keys"].as_array().unwrap().contains(key), "{key} is gone");
    }
    let of_eddsa = after["keys"].as_array().unwrap().iter().filter(|key| key["alg"] == "EdDSA").count();
    assert_eq!(of_eddsa, 1, "no other came in its place");
    assert_eq!(process.stop(), Some(0));
}
