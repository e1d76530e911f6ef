//! What a running server takes in, and what it says of it.

use latchkey::config::reference;
use latchkey::config::reload::{Said, refusals, restart_needed};

use super::{Folder, client_with};

#[test]
fn only_what_needs_a_restart_is_said_to() {
    let before = Folder::with("").settings();
    let after = Folder::with(
        "[server]\nissuer = 'http://localhost:9000'\nworkers = 2\n[log]\nlevel = 'debug'\n[metrics]\nlisten = '127.0.0.1:9090'\n[login]\nargon2 = { iterations = 3 }",
    );
    assert_eq!(
        restart_needed(&before, &after.settings()),
        ["server.issuer", "server.listen", "server.workers", "login.argon2", "metrics.listen", "log"]
    );
    let harmless = client_with(
        "[tokens]\nid_token = '5m'\n[branding]\nname = 'x'\n[limits]\nbody_bytes = 4096\n[log]\nrequests = 'slow'",
    )
    .settings();
    assert_eq!(restart_needed(&before, &harmless), Vec::<&str>::new());
}

const USERS: &str = "[[users]]\nusername = 'ada'\npassword_hash_file = 'ada'\n[[users]]\nusername = 'ben'\n";
const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$v7upl2mak1dOcLaGAIeyMw$iWyK81D2UHeajlaSKtF8KWqG5bbxp94kVK+yeYIBnm8";

fn whole_without_users() -> String {
    format!(
        "[[clients]]\nclient_id = 'wiki'\nclient_secret = '{}'\nredirect_uris = ['https://wiki.example/cb']\n",
        "s".repeat(40)
    )
}

/// What nobody means to do in one step.
#[test]
fn a_file_that_lost_all_its_clients_or_half_a_hash_is_not_taken_in_and_the_log_says_what_to_do() {
    let whole = || Folder::with(&format!("{USERS}{}", whole_without_users())).file("ada", HASH);
    let told = |after: Folder| refusals(&whole().settings(), &after.settings());
    assert_eq!(told(whole()), [""; 0]);
    let emptied = told(Folder::with(""));
    assert!(emptied.iter().any(|words| words.contains("[[clients]]") && words.contains("restart")), "{emptied:?}");
    let without_users = told(Folder::with(&whole_without_users()));
    assert_eq!(without_users, [""; 0], "who was the only user may leave: they lose nothing before the grace is over");
    let cut = told(whole().file("ada", &HASH[..HASH.len() - 7]));
    assert!(matches!(cut.as_slice(), [words] if words.contains("`ada`") && words.contains("truncated")), "{cut:?}");
    let moved = told(Folder::with("[server]\nworkers = 3\n"));
    assert!(moved.iter().any(|words| words.contains("`server.workers`") && words.contains("restart")), "{moved:?}");
    assert_eq!(refusals(&Folder::with("").settings(), &Folder::with("").settings()), [""; 0], "there were none before");
}

#[test]
fn the_reference_marks_the_same_keys() {
    let reference = reference();
    let marked = reference.lines().filter(|line| line.contains("*Restart.*"));
    let marked: Vec<&str> = marked.filter_map(|line| line.split('`').nth(1)).collect();
    assert_eq!(
        marked,
        [
            "allow_development_network",
            "data_dir",
            "issuer",
            "listen",
            "mtls.listen",
            "tls.cert_file",
            "tls.key_file",
            "workers",
            "wrap_key_file",
            "ca_file",
            "max_connections",
            "password_file",
            "statement_timeout",
            "url",
            "argon2.iterations",
            "argon2.memory",
            "argon2.parallelism",
            "passkey_rp_id",
            "listen",
            "connections",
            "hashing_queue",
            "listen",
            "format",
            "level"
        ]
    );
}

/// What was said once is not said again when a line above it moves it.
#[test]
fn a_reload_says_only_what_is_new() {
    let short = "[[clients]]\nclient_id = 'wiki'\nclient_secret = 'only-twenty-letters!'\nredirect_uris = ['https://wiki.example/cb']\n";
    let mut said = Said::default();
    let folder = Folder::with(short);
    assert_eq!(said.news(&folder.loaded().warnings).len(), 2);
    let folder = folder.file("config.toml", &format!("[log]\nlevel = 'info'\n{short}"));
    assert!(said.news(&folder.loaded().warnings).is_empty(), "the same, two lines further down");
    let folder = folder.file("config.toml", &format!("{short}{}", short.replace("wiki", "blog")));
    let news: Vec<_> = said.news(&folder.loaded().warnings).iter().map(|problem| problem.message.clone()).collect();
    assert!(news.len() == 2 && news.iter().all(|words| words.contains("blog")), "{news:?}");
    said.news(&Folder::with("").loaded().warnings);
    assert_eq!(said.news(&folder.file("config.toml", short).loaded().warnings).len(), 2, "it had gone meanwhile");
}
