//! The rings: arrows between the rooms of `src/` point inward only, and the table of docs/architecture.md is this one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every folder and every file at the top of `src/`, and which others it may name. From the innermost outward, so that
/// a row names only rows above it: no circle can be written down. [`THE_PROVIDER`] is the one exception.
const MAY_NAME: &[(&str, &str)] = &[
    ("clock", ""),
    ("colour", ""),
    ("secret", "clock"),
    ("data_dir", ""),
    ("causes", ""),
    ("handshake", ""),
    ("database", "causes"),
    ("sockets", ""),
    ("random", "clock secret"),
    ("jose", "random"),
    ("protocol", "jose clock secret"),
    ("presets", "protocol"),
    ("words", "protocol"),
    ("keys", "jose clock random secret"),
    ("outbound", ""),
    ("config", "colour protocol keys outbound database jose clock secret"),
    ("tls", "handshake config"),
    ("telemetry", "config protocol clock random"),
    ("origin", "words protocol telemetry"),
    ("store", "causes handshake origin protocol keys database clock random secret"),
    ("key_rotation", "keys store clock"),
    ("reconcile", "config store protocol clock random secret"),
    ("people", "words config store protocol clock random secret"),
    ("authorization", "protocol jose clock secret"),
    ("client_keys", "protocol outbound jose clock"),
    ("client_auth", "client_keys protocol store config jose clock secret"),
    ("pages", "colour words config protocol telemetry secret provider"),
    ("mail", "words causes config protocol pages clock"),
    ("webauthn", ""),
    ("login", "words keys webauthn config origin protocol store telemetry clock random secret provider"),
    ("logout", "words authorization config protocol outbound store clock provider"),
    ("session", "words keys login logout protocol store clock random secret provider"),
    ("registration", "config protocol outbound store keys jose clock random secret provider"),
    ("request_objects", "authorization client_keys config protocol outbound store jose clock random secret provider"),
    ("token", "client_auth protocol store keys jose clock random secret provider"),
    ("discovery", "authorization client_auth logout registration request_objects session token config protocol"),
    (
        "endpoints",
        "authorization client_auth login logout registration request_objects session token pages people store keys config \
         presets origin protocol words telemetry clock random secret provider",
    ),
    ("routes", "endpoints session protocol provider"),
    ("demo", "endpoints pages config protocol jose sockets clock random secret provider"),
    (
        "jobs",
        "words mail pages secret logout session registration key_rotation reconcile keys outbound tls config origin protocol store telemetry clock random provider",
    ),
    (
        "server",
        "routes endpoints demo jobs client_auth session pages key_rotation reconcile store config protocol telemetry tls data_dir \
         sockets clock random provider",
    ),
    ("probe", "handshake mail config outbound database store jose protocol clock"),
    (
        "cli",
        "words mail pages probe handshake server demo endpoints outbound login logout registration token key_rotation keys reconcile people presets \
         store config origin protocol telemetry jose data_dir database clock random secret provider",
    ),
    ("main", ""),
    ("lib", ""),
];

/// `provider` puts together what every flow is handed, so the flows name it; it names the files below and nothing else
/// of theirs, and none of these, nor any file that they name in their own folders, names the provider.
const THE_PROVIDER: (&str, &[&str]) = (
    "clock config discovery outbound client_auth client_keys keys origin protocol store telemetry login pages registration \
     request_objects session",
    &[
        "client_auth/authorities.rs",
        "client_keys/mod.rs",
        "client_keys/issuer.rs",
        "client_keys/remote.rs",
        "discovery.rs",
        "login/failed.rs",
        "login/hasher.rs",
        "login/foreign.rs",
        "login/argon2id.rs",
        "login/throttle.rs",
        "pages/mod.rs",
        "pages/assets.rs",
        "pages/brand.rs",
        "registration/directory.rs",
        "registration/documents.rs",
        "registration/client.rs",
        "request_objects/cache.rs",
        "session/answers.rs",
        "session/asking.rs",
        "session/former.rs",
        "session/seal.rs",
        "session/verdict.rs",
        "session/watchers.rs",
        "authorization/discovery.rs",
        "client_auth/discovery.rs",
        "logout/discovery.rs",
        "registration/discovery.rs",
        "request_objects/discovery.rs",
        "session/discovery.rs",
        "token/discovery.rs",
    ],
);

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The code of a file, without comments and without the tests at its end.
fn code(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap();
    text.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// The rooms that some code names: `crate::room::…`, and each of `crate::{room, other}`.
fn named(code: &str) -> BTreeSet<String> {
    let word = |text: &str| {
        text.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_').collect::<String>()
    };
    let mut rooms = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(several) => rooms.extend(several.split('}').next().unwrap().split(',').map(|one| word(one.trim()))),
            None => drop(rooms.insert(word(after))),
        }
    }
    rooms.remove("");
    // The macro stands at the root, as macros do.
    if rooms.remove("say") {
        rooms.insert("words".to_owned());
    }
    rooms
}

/// Each room with the rooms that it names, and where.
fn arrows() -> BTreeMap<String, BTreeMap<String, PathBuf>> {
    let mut arrows: BTreeMap<String, BTreeMap<String, PathBuf>> = BTreeMap::new();
    for file in files_below(&source()) {
        let path = file.strip_prefix(source()).unwrap().to_owned();
        let room = path.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        let depth = path.iter().count();
        let code = code(&file);
        assert!(!code.contains(&"super::".repeat(depth + 1)), "{} climbs out of its folder", path.display());
        let of_room = arrows.entry(room.clone()).or_default();
        of_room.extend(named(&code).into_iter().filter(|other| *other != room).map(|other| (other, path.clone())));
    }
    arrows
}

fn allowed(room: &str) -> Option<Vec<&'static str>> {
    if room == "provider" {
        return Some(THE_PROVIDER.0.split_whitespace().collect());
    }
    MAY_NAME.iter().find(|(name, _)| *name == room).map(|(_, others)| others.split_whitespace().collect())
}

#[test]
fn every_room_is_in_the_table_and_names_only_what_the_table_lets_it_name() {
    for (room, others) in arrows() {
        let allowed = allowed(&room).unwrap_or_else(|| panic!("src/{room} is not in the table of this test"));
        for (other, file) in others {
            assert!(allowed.contains(&other.as_str()), "{} names {other}, which {room} may not", file.display());
        }
    }
}

#[test]
fn every_line_of_the_table_is_of_use() {
    let arrows = arrows();
    for (room, others) in MAY_NAME {
        let found = arrows.get(*room).unwrap_or_else(|| panic!("there is no src/{room}"));
        for other in others.split_whitespace() {
            assert!(found.contains_key(other), "{room} does not name {other}: take it out of the table");
        }
    }
}

#[test]
fn no_circle_can_be_written_down_in_the_table() {
    for (row, (room, others)) in MAY_NAME.iter().enumerate() {
        let above: Vec<&str> = MAY_NAME.iter().take(row).map(|(name, _)| *name).collect();
        for other in others.split_whitespace().filter(|other| *other != "provider") {
            assert!(above.contains(&other), "{room} may name {other}, which stands below it");
        }
    }
}

#[test]
fn what_the_provider_holds_does_not_know_the_provider() {
    let (_, parts) = THE_PROVIDER;
    for part in parts {
        let text = code(&source().join(part));
        assert!(!text.contains("crate::provider"), "{part} names the provider");
    }
    // And it holds nothing of the flows but these.
    let provider = code(&source().join("provider.rs"));
    for flow in ["login", "session", "registration", "request_objects", "token", "logout", "authorization"] {
        for after in provider.split(&format!("crate::{flow}::")).skip(1) {
            let what: String = after.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            let file = format!("{flow}/{}.rs", what.to_lowercase());
            assert!(parts.contains(&file.as_str()), "the provider names {flow}::{what}, which the test does not know");
        }
    }
}

/// Nobody outside says what a folder is for; here is what no table of folders can say.
#[test]
fn the_inner_rings_know_no_framework_no_storage_engine_and_no_clock() {
    let outer = ["actix", "rusqlite", "tokio", "tera::", "async fn", "SystemTime", "rand::"];
    for folder in ["protocol", "authorization", "jose"] {
        for file in files_below(&source().join(folder)) {
            let code = code(&file);
            for name in outer {
                assert!(!code.contains(name), "{} names {name}", file.display());
            }
        }
    }
}

#[test]
fn sql_stands_in_the_store_only() {
    for file in files_below(&source()) {
        if ["store/sqlite", "store/postgres"].iter().any(|folder| file.starts_with(source().join(folder))) {
            continue;
        }
        let code = code(&file);
        for name in ["rusqlite", "SELECT ", "UPDATE ", "INSERT INTO", "DELETE FROM"] {
            assert!(!code.contains(name), "{} names {name}", file.display());
        }
    }
}

/// It is an app like any other: nothing of the provider's inside.
#[test]
fn the_demo_app_knows_of_the_provider_what_any_app_knows() {
    for file in files_below(&source().join("demo")) {
        let code = code(&file);
        for name in ["keyring", "provider.store", "tera::"] {
            assert!(!code.contains(name), "{} names {name}", file.display());
        }
    }
}

#[test]
fn the_documentation_shows_the_table() {
    let text = std::fs::read_to_string(source().join("../docs/architecture.md")).unwrap();
    let mut expected = String::from("| Room | may name |\n|---|---|\n");
    for (room, others) in MAY_NAME.iter().filter(|(_, others)| !others.is_empty()) {
        expected += &format!("| `{room}` | {} |\n", others.split_whitespace().collect::<Vec<_>>().join(", "));
    }
    assert!(text.contains(&expected), "docs/architecture.md should show this table:\n\n{expected}");
}
