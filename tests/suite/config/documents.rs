//! The shipped example, the reference and the editor's schema follow the types.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use latchkey::config::settings::Settings;
use latchkey::config::{Sources, json_schema, load, reference};
use latchkey::login::hasher::{Hasher, Verdict};
use latchkey::secret::Secret;
use serde_json::Value;

use super::Folder;

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Compares, or rewrites with `LATCHKEY_BLESS=1`.
pub fn is_up_to_date(name: &str, expected: &str) {
    let path = shipped(name);
    if std::env::var_os("LATCHKEY_BLESS").is_some() {
        fs::write(&path, expected).unwrap();
    }
    let actual = fs::read_to_string(&path).unwrap_or_default();
    assert!(actual == expected, "{name} is out of date; run: LATCHKEY_BLESS=1 cargo test config");
}

#[test]
fn the_reference_is_written_from_the_types() {
    is_up_to_date("docs/configuration.md", &reference());
}

#[test]
fn the_schema_for_editors_is_written_from_the_types() {
    is_up_to_date("docs/config.schema.json", &json_schema());
}

#[test]
fn the_shipped_example_loads_without_an_error_or_a_warning() {
    let sources = Sources { files: vec![shipped("config/latchkey.toml")], ..Sources::default() };
    let loaded = load(&sources).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(loaded.warnings.compact(), "");
    assert_eq!(loaded.settings.clients.len(), 2);
}

/// The suite calls it a failure when a module is skipped that its file does not list.
#[test]
fn the_skips_that_ship_are_of_modules_that_there_are() {
    let skips: Value =
        serde_json::from_str(&fs::read_to_string(shipped("config/conformance-expected-skips.json")).unwrap()).unwrap();
    let plans = fs::read_to_string(shipped("tests/conformance/plans.rs")).unwrap();
    for skip in skips.as_array().unwrap() {
        let name = skip["test-name"].as_str().unwrap();
        assert!(plans.contains(&format!("\"{name}\"")), "{name}");
    }
}

/// What the conformance suite is run with. Its tests start from it too (`tests/conformance/op.rs`).
#[test]
fn the_configuration_for_the_conformance_suite_loads_and_is_looser_only_where_it_says_so() {
    let sources = Sources { files: vec![shipped("config/conformance.toml")], ..Sources::default() };
    let loaded = load(&sources).unwrap_or_else(|problems| panic!("{problems}"));
    let allowed = ["PKCE", "address bar", "register"];
    for warning in loaded.warnings.compact().lines().filter(|line| line.contains("warning")) {
        assert!(allowed.iter().any(|about| warning.contains(about)), "{warning}");
    }
    let example = Sources { files: vec![shipped("config/latchkey.toml")], ..Sources::default() };
    let production = load(&example).unwrap().settings;
    assert!(loaded.settings.outbound.allow_private_ips && !production.outbound.allow_private_ips);
}

/// The configuration with what that file adds, for plans whose clients have certificates: with a certificate of the server's own.
fn with_certificates(file: &str) -> Settings {
    let folder = Folder::with("").file("server.pem", "a certificate").file("server.key", "a key");
    let files = ["config/conformance.toml", file].map(shipped);
    let file = |name: &str| folder.path(name).display().to_string();
    let env = [("CERT_FILE", file("server.pem")), ("KEY_FILE", file("server.key"))];
    let env = env.map(|(name, path)| (format!("LATCHKEY__SERVER__TLS__{name}"), path)).into();
    let loaded = load(&Sources { files: files.into(), env, ..Sources::default() });
    let loaded = loaded.unwrap_or_else(|problems| panic!("{problems}"));
    let allowed = ["PKCE", "address bar", "register", "knows an auth_req_id"];
    for warning in loaded.warnings.compact().lines().filter(|line| line.contains("warning")) {
        assert!(allowed.iter().any(|about| warning.contains(about)), "{warning}");
    }
    loaded.settings
}

/// Both clients of the suite's half stand in the configuration in each of these ways, and have there the key and, where they prove
/// themselves by one, the certificate that they have on the other side.
fn each_client_has_its_keys(settings: &Settings, told: &Value, (prefix, named): (&str, &str), ways: &[(&str, bool)]) {
    for (member, certificate, second) in [("client", "mtls", ""), ("client2", "mtls2", "-second")] {
        assert_eq!(told[member]["client_id"], format!("{prefix}{named}{second}-client"));
        let signing = &told[member]["jwks"]["keys"][0];
        let body: String =
            told[certificate]["cert"].as_str().unwrap().lines().filter(|line| !line.starts_with("--")).collect();
        for (way, by_certificate) in ways {
            let id = format!("{prefix}{way}{second}-client");
            let client = settings.clients.iter().find(|client| client.client_id.as_str() == id);
            let keys = client.unwrap_or_else(|| panic!("no {id}")).jwks.as_ref().unwrap().to_value();
            let keys = keys["keys"].as_array().unwrap();
            let names = if signing["kty"] == "RSA" { ["kid", "n"] } else { ["kid", "x"] };
            assert!(keys.iter().any(|key| names.iter().all(|name| key[name] == signing[name])), "{id}");
            assert_eq!(keys.iter().any(|key| key["x5c"][0] == body.as_str()), *by_certificate, "{id}");
        }
    }
}

/// Addresses, the person, and for each client the key and the certificate that it has on the other side.
#[test]
fn both_halves_of_the_configuration_for_fapi_ciba_fit_together() {
    let settings = with_certificates("config/conformance-fapi-ciba.toml");
    let told: Value =
        serde_json::from_slice(&fs::read(shipped("config/conformance-suite-fapi-ciba.json")).unwrap()).unwrap();
    let issuer = settings.server.issuer.as_str();
    let (approval, base) = (told["automated_ciba_approval_url"].as_str().unwrap(), &settings.server.mtls);
    assert!(approval.starts_with(&format!("{issuer}/backchannel_authentication/automated_approval?")), "{approval}");
    assert_eq!(told["server"]["discoveryUrl"], format!("{issuer}/.well-known/openid-configuration"));
    let base = base.as_ref().and_then(|mtls| mtls.base_url.clone()).unwrap();
    assert_eq!(told["resource"]["resourceUrl"], format!("{base}/userinfo"));
    assert!(settings.users.iter().any(|user| told["client"]["hint_value"] == user.username.as_str()));
    let ways = [("", false), ("-ping", false), ("-mtls", true), ("-mtls-ping", true)];
    each_client_has_its_keys(&settings, &told, ("fapi-ciba", ""), &ways);
}

#[test]
fn both_halves_of_the_configuration_for_fapi2_with_certificates_fit_together() {
    let settings = with_certificates("config/conformance-fapi2-mtls.toml");
    let read = |name: &str| -> Value { serde_json::from_slice(&fs::read(shipped(name)).unwrap()).unwrap() };
    let (told, usual) = (read("config/conformance-suite-fapi2-mtls.json"), read("config/conformance-suite-fapi2.json"));
    let base = settings.server.mtls.as_ref().and_then(|mtls| mtls.base_url.clone()).unwrap();
    assert_eq!(told["resource"]["resourceUrl"], format!("{base}/userinfo"));
    for same in ["alias", "server", "browser"] {
        assert_eq!(told[same], usual[same]);
    }
    assert_eq!(told["resource"]["richAuthorizationRequest"], usual["resource"]["richAuthorizationRequest"]);
    let ways = [("-mtls", true), ("-bound", false), ("-mtls-bound", true)];
    each_client_has_its_keys(&settings, &told, ("fapi2", "-mtls-bound"), &ways);
    // Those of the plan of message signing have the same.
    for signing in ["-jar", "-signing"] {
        let ways = ways.map(|(way, by_certificate)| (format!("{signing}{way}"), by_certificate));
        let ways: Vec<(&str, bool)> =
            ways.iter().map(|(way, by_certificate)| (way.as_str(), *by_certificate)).collect();
        each_client_has_its_keys(&settings, &told, ("fapi2", "-mtls-bound"), &ways);
    }
    assert!(settings.server.resource_for_tests);
}

/// What the suite is told types the password of the person that it is told of; the rest of it is driven over the pages by
/// `tests/conformance/modules/scripted.rs`.
#[tokio::test]
async fn the_conformance_suite_is_told_the_password_of_its_person() {
    let sources = Sources { files: vec![shipped("config/conformance.toml")], ..Sources::default() };
    let mut settings = load(&sources).unwrap().settings;
    let person = settings.users.remove(0);
    let hasher = Hasher::new(settings.login.argon2, 1, 1);
    for file in [
        "config/conformance-suite.json",
        "config/conformance-suite-fapi2.json",
        "config/conformance-suite-fapi2-mtls.json",
    ] {
        let told: Value = serde_json::from_slice(&fs::read(shipped(file)).unwrap()).unwrap();
        let commands = told["browser"][0]["tasks"][0]["commands"].as_array().unwrap();
        let typed = commands.iter().find(|command| command[2] == "password").unwrap()[3].as_str().unwrap();
        let verdict = hasher.verify(person.password_hash.as_ref(), Secret::new(typed)).await;
        assert!(matches!(verdict, Ok(Verdict::Match { .. })), "{file}: {verdict:?}");
    }
}

#[test]
fn the_shipped_example_shows_every_key() {
    let example = fs::read_to_string(shipped("config/latchkey.toml")).unwrap();
    let words: BTreeSet<&str> = example
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .filter(|word| !word.is_empty())
        .collect();
    let schema: Value = serde_json::from_str(&json_schema()).unwrap();
    let missing: Vec<String> = keys(&schema).into_iter().filter(|key| !words.contains(key.as_str())).collect();
    // These two forms stand in one comment with their longer names.
    assert_eq!(missing, ["previous_client_secret_env"]);
}

fn keys(schema: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    match schema {
        Value::Object(object) => {
            for (name, member) in object {
                if let (true, Some(properties)) = (name == "properties", member.as_object()) {
                    found.extend(properties.keys().cloned());
                }
                found.extend(keys(member));
            }
        }
        Value::Array(items) => found.extend(items.iter().flat_map(keys)),
        _ => {}
    }
    found
}
