//! Files, folders and environment: which wins, and what is joined.

use std::path::{Path, PathBuf};

use latchkey::config::settings::ListenAddress;
use latchkey::config::{Sources, load};

use super::{CLIENT, Folder, with_client};

#[test]
fn without_any_file_it_is_development_mode_on_loopback() {
    let sources = Sources { default_data_dir: PathBuf::from("/somewhere"), ..Sources::default() };
    let loaded = load(&sources).unwrap();
    let server = &loaded.settings.server;
    assert_eq!(server.issuer.as_str(), "http://localhost:8000");
    assert!(server.development && server.tls.is_none() && server.trusted_proxies.is_empty());
    let listen: Vec<String> = server.listen.iter().map(ListenAddress::to_string).collect();
    assert_eq!(listen, ["127.0.0.1:8000", "[::1]:8000"]);
    assert_eq!(loaded.settings.storage.database.file(), Some(Path::new("/somewhere/latchkey.db")));
    assert!(loaded.warnings.iter().next().is_none() && loaded.files.is_empty());
}

#[test]
fn a_later_file_wins_and_the_environment_wins_over_all() {
    let folder = Folder::with(
        "[tokens]\naccess_token = '1m'\nid_token = '1m'\nauthorization_code = '1s'\n[log]\nlevel = 'warn'",
    )
    .file("config.d/20-more.toml", "[tokens]\nid_token = '3m'")
    .file("config.d/10-first.toml", "[tokens]\nid_token = '2m'\naccess_token = '2m'")
    .file("config.d/ignored.toml.bak", "oops")
    .file("config.d/.hidden.toml", "oops")
    .env("latchkey__tokens__access_token", "4m")
    .env("LATCHKEY_CONFIG", "not ours");
    let tokens = folder.settings().tokens;
    let seconds = [tokens.authorization_code, tokens.access_token, tokens.id_token].map(|life| life.as_secs());
    assert_eq!(seconds, [1, 240, 180]);
}

#[test]
fn the_number_of_the_file_may_come_from_a_fragment_or_the_environment() {
    let folder = Folder::with("revision = 7").file("config.d/10-number.toml", "revision = 8");
    assert_eq!(folder.settings().revision, Some(8));
    assert_eq!(folder.env("LATCHKEY__REVISION", "9").settings().revision, Some(9));
}

#[test]
fn a_value_that_is_overridden_is_checked_all_the_same() {
    let folder = Folder::with("[tokens]\nid_token = 'soon'").env("LATCHKEY__TOKENS__ID_TOKEN", "1m");
    assert_eq!(folder.errors().len(), 1);
}

#[test]
fn environment_values_are_texts_or_toml_as_the_key_wants() {
    let settings = Folder::with("")
        .env("LATCHKEY__SERVER__LISTEN", "[\"127.0.0.1:1\", \"unix:/run/x.sock\"]")
        .env("LATCHKEY__SERVER__WORKERS", "3")
        .env("LATCHKEY__SESSION__REMEMBER_ME", "false")
        .env("LATCHKEY__LIMITS__BODY_BYTES", "32KiB")
        .env("LATCHKEY__BRANDING__NAME", "42")
        .env("LATCHKEY__CLAIMS__QUOTA", "{ attribute = 'quota' }")
        .env("LATCHKEY__TOKENS__REFRESH_TOKEN__IDLE", "1h")
        .settings();
    assert_eq!(settings.server.listen.len(), 2);
    assert_eq!((settings.server.workers, settings.session.remember_me), (Some(3), false));
    assert_eq!((settings.limits.body_bytes, settings.branding.name.as_str()), (32768, "42"));
    assert!(settings.catalogue.claims.contains_key("quota"));
    assert_eq!(settings.tokens.refresh_token_idle.as_secs(), 3600);
}

#[test]
fn a_wrong_environment_variable_is_named() {
    let folder = Folder::with("")
        .env("LATCHKEY__SERVER__ISSUR", "https://a.example")
        .env("LATCHKEY__SERVER__LISTEN", "0.0.0.0:8000")
        .env("LATCHKEY__SERVER__WORKERS", "many")
        .env("LATCHKEY__MAIL__URL", "x");
    assert_eq!(
        folder.errors(),
        [
            "LATCHKEY__MAIL__URL: error: `mail` is not supported by this version (name it [smtp]: `url` and `from` are what it \
             needs)",
            "LATCHKEY__SERVER__ISSUR: error: `issur` is not a key of [server] (did you mean `issuer`?)",
            "LATCHKEY__SERVER__LISTEN: error: `server.listen` must be a list, not a string (put it in brackets: [\"…\"])",
            "LATCHKEY__SERVER__WORKERS: error: `server.workers` must be a whole number, not a string",
        ]
    );
    let twice = Folder::with("").env("LATCHKEY__LOG__LEVEL", "info").env("latchkey__log__level", "warn").errors();
    assert_eq!(twice.len(), 1);
}

#[test]
fn clients_and_users_of_all_files_are_joined_and_a_name_is_taken_once() {
    let other = CLIENT.replace("wiki", "blog");
    let folder = with_client("[[users]]\nusername = 'ada'").file("config.d/blog.toml", &other);
    assert_eq!(folder.settings().clients.len(), 2);
    assert_eq!(
        folder.settings().clients[1].defined_at.as_deref().map(|at| at.ends_with("config.d/blog.toml:2")),
        Some(true)
    );

    let folder = folder.file("config.d/again.toml", &format!("{CLIENT}\n[[users]]\nusername = 'ADA'"));
    assert_eq!(
        folder.errors(),
        [
            "config.d/again.toml:3: error: the client_id `wiki` is used twice, here and at config.toml:5 (give one of them \
             another client_id, or remove it)",
            "config.d/again.toml:8: error: the username `ADA` is used twice, here and at config.toml:2 (names that differ \
             only in upper and lower case are the same)",
        ]
    );
}

#[test]
fn everything_read_is_told_so_that_it_can_be_watched() {
    let folder = with_client("")
        .file("config.d/a.toml", "[server]\ntls = { cert_file = 'cert.pem', key_file = 'key.pem' }")
        .file("config.d/cert.pem", "x")
        .file("config.d/key.pem", "x");
    let mut files = folder.loaded().files;
    files.sort();
    let expected = ["config.d", "config.d/a.toml", "config.d/cert.pem", "config.d/key.pem", "config.toml"]
        .map(|name| folder.path(name));
    assert_eq!(files, expected);
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_others_are_read() {
    let folder = Folder::with("oops = 1");
    let sources = Sources { files: vec![folder.path("config.toml"), folder.path("none.toml")], ..Sources::default() };
    let problems = load(&sources).unwrap_err().compact();
    assert!(problems.contains("none.toml: there is no such file") && problems.contains("`oops`"), "{problems}");
}

/// Nodes of one provider show it, so that a roll-out can be seen to have arrived.
#[test]
fn the_digest_tells_configurations_apart_whatever_their_order_and_leaves_out_what_is_a_nodes_own() {
    let digest = |text: &str| Folder::with(text).settings().digest;
    let one = digest("[session]\nidle = '1h'\n[branding]\nname = 'Home'\n");
    assert_eq!(one.len(), 8);
    assert_eq!(
        one,
        digest(
            "# the same\n[branding]\nname = 'Home'\n[session]\nidle = '1h'\n[server]\nworkers = 3\n[log]\nlevel = 'warn'\n"
        )
    );
    assert_ne!(one, digest("[session]\nidle = '2h'\n[branding]\nname = 'Home'\n"));
    assert_ne!(one, digest("[session]\nidle = '1h'\n"));
}
