//! The rings: arrows point inward only.

use std::path::{Path, PathBuf};

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

fn assert_folder_never_names(folder: &str, forbidden: &[&str]) {
    for file in files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder)) {
        let text = std::fs::read_to_string(&file).unwrap();
        for name in forbidden {
            assert!(!text.contains(name), "{} names {name}", file.display());
        }
    }
}

#[test]
fn the_protocol_knows_no_framework_no_storage_engine_and_no_endpoint() {
    let outer =
        ["actix", "rusqlite", "tokio", "tera::", "crate::endpoints", "crate::pages", "crate::provider", "async fn"];
    assert_folder_never_names("protocol", &outer);
    assert_folder_never_names("authorization", &outer);
    assert_folder_never_names("jose", &outer);
}

#[test]
fn flows_know_no_pages_and_no_endpoints() {
    for flow in ["request_objects", "token", "client_auth", "login", "logout", "registration", "store"] {
        assert_folder_never_names(flow, &["actix_web::Http", "crate::endpoints", "crate::pages"]);
    }
}

#[test]
fn sql_stands_in_the_store_only() {
    for folder in [
        "authorization",
        "token",
        "login",
        "session",
        "logout",
        "registration",
        "endpoints",
        "jobs",
        "keys",
        "client_auth",
    ] {
        assert_folder_never_names(folder, &["rusqlite", "SELECT ", "UPDATE ", "INSERT INTO"]);
    }
}

/// It is an app like any other: nothing of the provider's inside, and nobody inside knows it.
#[test]
fn the_demo_app_knows_of_the_provider_what_any_app_knows() {
    let inner = [
        "crate::store",
        "crate::token",
        "crate::authorization",
        "crate::keys",
        "crate::session::",
        "crate::login",
        "crate::logout",
        "keyring",
        "provider.store",
        "rusqlite",
        "tera::",
    ];
    assert_folder_never_names("demo", &inner);
    for folder in ["protocol", "authorization", "token", "login", "session", "logout", "jose", "keys", "endpoints"] {
        assert_folder_never_names(folder, &["crate::demo"]);
    }
}
