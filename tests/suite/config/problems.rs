//! What an operator reads when something is wrong: everything at once, each with its line and the way out.

use super::{CLIENT, Folder, client_with, with_client};

const WRONG: &str = r##"[server]
issuer = "http://auth.example.com"
listen = "0.0.0.0:8000"
trusted_proxys = ["10.0.0.0/8"]

[tokens]
authorization_code = "5m"
access_token = "an hour"

[metrics]
listen = "127.0.0.1:9090"

[[clients]]
client_id = "wiki"
client_secret = "this is a very secret secret, isn't it"
client_secret_file = "missing"
redirect_urls = ["https://wiki.example.com/cb"]

[[clients]]
client_id = "wiki"
token_endpoint_auth_method = "client_secret_bsic"
redirect_uris = ["https://*.example.com/cb", 7, "http://rp.example.com/cb"]
client_secret_hash = "sha256:abc"

[[users]]
username = "a b"
pasword_hash = "$argon2id$v=19$secret"
groups = "admins"

[branding]
accent = "blue"
"##;

#[test]
fn every_problem_is_told_at_once_with_its_line_and_the_way_out() {
    let folder = Folder::with(WRONG);
    let errors = folder.errors().join("\n");
    for (line, words) in [
        (2, "https"),
        (3, "must be a list"),
        (4, "did you mean `trusted_proxies`"),
        (7, "60"),
        (8, "not a duration"),
        (10, "not supported by this version"),
        (17, "did you mean `redirect_uris`"),
        (21, "did you mean `client_secret_basic`"),
        (22, "wildcard"),
        (22, "http"),
        (23, "sha256"),
        (27, "did you mean `password_hash`"),
        (28, "must be a list"),
        (31, "colour"),
    ] {
        let told = errors.lines().any(|error| error.contains(&format!("config.toml:{line}")) && error.contains(words));
        assert!(told, "line {line}, {words:?}:\n{errors}");
    }
    let pictures = folder.pictures();
    assert!(pictures.contains("4 | trusted_proxys = [\"10.0.0.0/8\"]\n  | ^^^^^^^^^^^^^^"), "{pictures}");
    for secret in ["this is a very secret secret", "v=19$secret"] {
        assert!(!pictures.contains(secret), "a secret is shown (SEC-74):\n{pictures}");
    }
}

#[test]
fn one_right_client_loads() {
    let settings = with_client("[server]\nissuer = \"https://auth.example.com\"").settings();
    assert_eq!(settings.clients.len(), 1);
    assert!(settings.clients[0].require_pkce, "PKCE is on by default");
    assert!(!settings.server.development);
    assert!(with_client("").settings().server.development);
}

#[test]
fn a_secret_is_told_in_exactly_one_way() {
    let file =
        client_with("client_secret_file = \"secret\"").file("secret", "a secret of more than thirty-two characters\n");
    assert_eq!(file.errors().len(), 1, "{:?}", file.errors());
    let none = Folder::with("[[clients]]\nclient_id = \"x\"\nredirect_uris = [\"https://x.example/cb\"]\n");
    assert!(none.errors()[0].contains("secret"), "{:?}", none.errors());
    let base = "[[clients]]\nclient_id = \"x\"\nredirect_uris = [\"https://x.example/cb\"]\n";
    let from_file = Folder::with(&format!("{base}client_secret_file = \"secret\"\n"));
    assert_eq!(
        from_file.file("secret", "a secret of more than thirty-two characters\n").settings().clients[0].secrets.len(),
        1
    );
    let readable_by_all = Folder::with(&format!("{base}client_secret_file = \"secret\"\n"));
    let readable_by_all =
        readable_by_all.file_with_mode("secret", "a secret of more than thirty-two characters", 0o644);
    assert_eq!(readable_by_all.errors().len(), 1, "SEC-74");
    let from_env = Folder::with(&format!("{base}client_secret_env = \"X_SECRET\"\n"));
    assert_eq!(
        from_env.env("X_SECRET", "a secret of more than thirty-two characters").settings().clients[0].secrets.len(),
        1
    );
}

#[test]
fn folders_add_and_variables_override() {
    let folder = Folder::with(CLIENT)
        .file("config.d/20.toml", &CLIENT.replace("wiki", "docs"))
        .file("config.d/10.toml", "[tokens]\naccess_token = \"2h\"\n")
        .env("LATCHKEY__SERVER__ISSUER", "https://auth.example.com")
        .env("LATCHKEY__TOKENS__ID_TOKEN", "30m")
        .env("LATCHKEY__SERVER__LISTEN", "[\"127.0.0.1:9000\"]");
    let settings = folder.settings();
    assert_eq!(settings.clients.len(), 2);
    assert_eq!(settings.server.issuer.as_str(), "https://auth.example.com");
    assert_eq!((settings.tokens.access_token.as_secs(), settings.tokens.id_token.as_secs()), (7_200, 1_800));
    let twice = Folder::with(CLIENT).file("config.d/20.toml", CLIENT);
    assert!(twice.errors()[0].contains("wiki"), "{:?}", twice.errors());
    let typo = Folder::with(CLIENT).env("LATCHKEY__SERVER__ISSUR", "https://auth.example.com");
    assert!(typo.errors()[0].contains("ISSUER") || typo.errors()[0].contains("issuer"), "{:?}", typo.errors());
}

#[test]
fn doubtful_settings_are_warned_of_and_work() {
    for (line, words) in [("require_pkce = false", "PKCE"), ("scope = \"openid emial\"", "email")] {
        let warnings = client_with(line).warnings();
        assert!(warnings.iter().any(|warning| warning.contains(words)), "{line}: {warnings:?}");
    }
}

#[test]
fn broken_toml_names_its_line() {
    let errors = Folder::with("[server]\nissuer = \"https://auth.example.com\n").errors();
    assert!(errors[0].contains("config.toml:2"), "{errors:?}");
    assert!(!Folder::with("\u{0}").errors().is_empty());
}
