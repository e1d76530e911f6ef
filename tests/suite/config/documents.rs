//! The shipped example and the generated documents.

use std::path::{Path, PathBuf};

use latchkey::config::{Severity, Sources, json_schema, load, reference};

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// `LATCHKEY_BLESS=1 cargo test config` writes them anew.
fn assert_current(name: &str, generated: &str) {
    if std::env::var_os("LATCHKEY_BLESS").is_some() {
        std::fs::write(root(name), generated).unwrap();
    }
    let shipped = std::fs::read_to_string(root(name)).unwrap_or_default();
    assert!(shipped == generated, "{name} is out of date: LATCHKEY_BLESS=1 cargo test config writes it anew");
}

#[test]
fn the_reference_is_what_the_types_say() {
    assert_current("docs/configuration.md", &reference());
}

#[test]
fn the_editors_schema_is_what_the_types_say() {
    assert_current("docs/config.schema.json", &json_schema());
}

#[test]
fn the_shipped_example_loads_and_names_every_key() {
    let example = root("config/latchkey.toml");
    let sources = Sources { files: vec![example.clone()], default_data_dir: "/data".into(), ..Sources::default() };
    let loaded = load(&sources).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let warnings = loaded.warnings.count(Severity::Warning);
    assert_eq!(warnings, 0, "{}", loaded.warnings.render(false));
    let text = std::fs::read_to_string(example).unwrap();
    let keys = reference();
    let keys = keys.lines().filter_map(|line| line.strip_prefix("| `")).filter_map(|row| row.split('`').next());
    for key in keys {
        let last = key.rsplit('.').next().unwrap();
        assert!(text.contains(last), "{key} is not in config/latchkey.toml");
    }
}
