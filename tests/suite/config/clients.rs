//! `[[clients]]` and their secrets.

use latchkey::clock::Timestamp;
use latchkey::jose::jwe::{ContentEncryption, KeyAlgorithm};
use latchkey::protocol::client::Encryption;
use latchkey::protocol::client::{Client, ClientSecret};
use latchkey::protocol::language::Languages;
use latchkey::protocol::pkce::PkceRule;
use latchkey::protocol::subject::SubjectType;
use latchkey::secret::Digest;

use super::{Folder, client_with};

const PHC: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b4dWRWJTmaaJObGRdescudvJCs";

/// A confidential client without its secret, which follows.
fn secretive(lines: &str) -> Folder {
    Folder::with(&format!("[[clients]]\nclient_id = 'wiki'\nredirect_uris = ['https://wiki.example.com/cb']\n{lines}"))
}

/// By the line that `latchkey client secret rotate` prints, with quotes and without.
#[test]
fn a_former_secret_may_have_a_time() {
    let hash = format!("sha256:{}", "ab".repeat(32));
    for until in ["\"2027-01-15T08:00:00Z\"", "2027-01-15T08:00:00Z"] {
        let both = format!("previous_client_secret_hash = '{hash}'\nprevious_client_secret_until = {until}");
        let client = client_with(&both).settings().clients[0].clone();
        assert_eq!((client.secrets.len(), client.secrets_at(Timestamp(1_799_999_999)).len()), (2, 2));
        assert_eq!(client.secrets_at(Timestamp(1_800_000_000)).len(), 1);
    }
    for (lines, words) in [
        ("previous_client_secret_until = '2027-01-15T08:00:00Z'", "not both secrets"),
        ("previous_client_secret_until = 'tomorrow'", "is not a moment"),
    ] {
        let errors = client_with(lines).errors();
        assert!(matches!(errors.as_slice(), [only] if only.contains(words)), "{errors:?}");
    }
}

fn is_digest_of(secrets: &[ClientSecret], expected: &[&str]) -> bool {
    secrets.len() == expected.len()
        && secrets.iter().zip(expected).all(|(secret, expected)| match secret {
            ClientSecret::Sha256(digest) => digest.matches(&Digest::of(expected)),
            ClientSecret::Argon2id(_) | ClientSecret::Clear(_) => false,
        })
}

#[test]
fn four_lines_are_enough_for_a_client() {
    let settings = client_with("").settings();
    let client = &settings.clients[0];
    assert!(
        client.pkce == PkceRule::ChallengeOrNonce
            && !client.is_public()
            && client.scope.is_none()
            && !client.claims_in_id_token
    );
    assert_eq!((client.client_name.as_str(), client.grant_types.len(), client.secrets.len()), ("wiki", 2, 1));
    assert!(client.defined_at.as_deref().is_some_and(|at| at.ends_with("config.toml:2")), "{:?}", client.defined_at);
}

#[test]
fn a_secret_has_four_forms() {
    let long = "a-secret-that-is-long-enough-for-anybody";
    let warned = secretive(&format!("client_secret = '{long}'"));
    assert!(is_digest_of(&warned.settings().clients[0].secrets, &[long]));
    assert!(matches!(warned.warnings().as_slice(), [only] if only.contains("plain text")));

    let file = secretive("client_secret_file = 'secret'").file("secret", &format!("{long}\n"));
    assert!(is_digest_of(&file.settings().clients[0].secrets, &[long]) && file.warnings().is_empty());

    let env = secretive("client_secret_env = 'WIKI'\nprevious_client_secret_file = 'old'")
        .env("WIKI", long)
        .file("old", "another-secret-that-is-long-enough-too");
    assert!(is_digest_of(&env.settings().clients[0].secrets, &[long, "another-secret-that-is-long-enough-too"]));

    let hash = secretive(&format!("client_secret_hash = '{PHC}'"));
    assert!(matches!(hash.settings().clients[0].secrets.as_slice(), [ClientSecret::Argon2id(_)]));
}

#[test]
fn a_secret_that_is_missing_short_open_or_doubled_is_refused() {
    for (lines, words) in [
        ("", "client \"wiki\" has no secret"),
        ("client_secret = 'fifteen-letters'", "shorter than 16"),
        ("client_secret_file = 'none'", "there is no such file"),
        ("client_secret_file = '.'", "this is a folder"),
        ("client_secret_file = 'empty'", "this file is empty"),
        ("client_secret_file = 'open'", "everybody on this machine can read this secret"),
        ("client_secret_env = 'UNSET'", "the environment variable UNSET is not set"),
        ("client_secret_env = 'EMPTY'", "the environment variable EMPTY is not set"),
        ("client_secret_hash = 'sha256:abc'", "not the hash of a secret"),
        ("client_secret_hash = '$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$aGFzaGhhc2g'", "not the hash of a secret"),
        (
            "client_secret_file = 'good'\nclient_secret_env = 'GOOD'",
            "has both `client_secret_file` and `client_secret_env`",
        ),
        ("previous_client_secret_file = 'good'", "a previous secret and no present one"),
        ("client_secret_file = 'good'\ntoken_endpoint_auth_method = 'none'", "is public and has a secret"),
        ("token_endpoint_auth_method = 'tls_auth'", "is not one of the choices"),
    ] {
        let folder = secretive(lines)
            .file("good", "a-secret-that-is-long-enough-for-anybody")
            .file("empty", "\n")
            .file_with_mode("open", "a-secret-that-is-long-enough-for-anybody", 0o644)
            .env("GOOD", "a-secret-that-is-long-enough-for-anybody")
            .env("EMPTY", "");
        let errors = folder.errors();
        assert!(errors.iter().any(|error| error.contains(words)), "{lines}: {errors:?}");
    }
    let warnings = secretive("client_secret_file = 's'").file("s", "sixteen-letters-x").warnings();
    assert!(matches!(warnings.as_slice(), [only] if only.contains("shorter than 32")), "{warnings:?}");
}

#[test]
fn a_credentials_folder_is_private_whatever_its_files_say() {
    let folder = secretive("client_secret_file = 'creds/wiki'").file_with_mode(
        "creds/wiki",
        "a-secret-that-is-long-enough-for-anybody",
        0o644,
    );
    assert_eq!(folder.errors().len(), 1);
    let credentials = folder.path("creds").display().to_string();
    assert!(folder.env("CREDENTIALS_DIRECTORY", &credentials).load().is_ok());
}

#[test]
fn a_public_client_has_no_secret_and_always_pkce() {
    let settings = secretive("token_endpoint_auth_method = 'none'").settings();
    let client = &settings.clients[0];
    assert!(client.is_public() && client.pkce == PkceRule::Required && client.secrets.is_empty());
    let by_default = secretive("token_endpoint_auth_method = 'none'\n[client_defaults]\nrequire_pkce = false");
    assert_eq!(by_default.settings().clients[0].pkce, PkceRule::Required);
    let errors = secretive("token_endpoint_auth_method = 'none'\nrequire_pkce = false").errors();
    assert!(matches!(errors.as_slice(), [only] if only.contains("PKCE cannot be turned off")), "{errors:?}");
}

#[test]
fn pkce_can_be_turned_off_for_confidential_clients_with_a_warning() {
    let folder = client_with("require_pkce = false");
    assert_eq!(folder.settings().clients[0].pkce, PkceRule::Optional);
    assert!(matches!(folder.warnings().as_slice(), [only] if only.starts_with("config.toml:6: warning: PKCE is off")));
    let by_default = client_with("[client_defaults]\nrequire_pkce = false\nconsent = 'skip'");
    assert_eq!(by_default.warnings().len(), 1);
    let required = client_with("require_pkce = true");
    assert_eq!(required.settings().clients[0].pkce, PkceRule::Required);
    let by_default = client_with("[client_defaults]\nrequire_pkce = true");
    assert_eq!(by_default.settings().clients[0].pkce, PkceRule::Required);
    assert!(required.warnings().is_empty() && by_default.warnings().is_empty());
}

/// Core §3.1.2.1, RP-Initiated Logout §3.1.
#[test]
fn plain_http_beyond_loopback_is_for_confidential_clients_of_the_code_flow_by_the_operators_word() {
    let with = |lines: &str| {
        Folder::with(&format!("[[clients]]\nclient_id = 'nas'\nredirect_uris = ['http://192.168.1.50:8006']\n{lines}"))
            .file("s", "a-secret-that-is-long-enough-for-anybody")
    };
    const SECRET: &str = "client_secret_file = 's'\n";
    let without = with(SECRET).errors();
    let [only] = without.as_slice() else { panic!("{without:?}") };
    assert!(only.contains("http beyond loopback") && only.contains("allow_http_redirect = true"), "{only}");

    let allowed =
        with(&format!("{SECRET}allow_http_redirect = true\npost_logout_redirect_uris = ['http://nas.example/']"));
    let settings = allowed.settings();
    assert_eq!(settings.clients[0].redirect_uris[0].as_str(), "http://192.168.1.50:8006");
    assert_eq!(settings.clients[0].post_logout_redirect_uris[0].as_str(), "http://nas.example/");
    let warnings = allowed.warnings();
    assert_eq!(warnings.iter().filter(|line| line.contains("whoever listens on the way")).count(), 2, "{warnings:?}");

    let public = "token_endpoint_auth_method = 'none'\n";
    for (lines, words) in [
        (
            format!("{public}allow_http_redirect = true"),
            "client \"nas\" is public: its redirect URIs cannot be plain http",
        ),
        (public.to_owned(), "allow_http_redirect = true would not help: the app is public"),
        (
            format!("{SECRET}allow_http_redirect = true\nresponse_types = ['code', 'code id_token']"),
            "client \"nas\" gets tokens through the browser's address bar: its redirect URIs cannot be plain http",
        ),
    ] {
        let errors = with(&lines).errors();
        assert!(errors.iter().any(|error| error.contains(words)), "{lines}: {errors:?}");
    }
}

/// RFC 8707 §2.
#[test]
fn the_apis_of_registered_clients_are_absolute_uris() {
    let named = Folder::with("[registration]\nresources = ['https://tools.example.com/mcp', 'urn:api']");
    let named: Vec<String> = named.settings().registration.resources.iter().map(ToString::to_string).collect();
    assert_eq!(named, ["https://tools.example.com/mcp", "urn:api"]);
    for wrong in ["tools", "/mcp", "https://tools.example.com/mcp#x", ""] {
        let errors = Folder::with(&format!("[registration]\nresources = ['{wrong}']")).errors();
        assert!(matches!(errors.as_slice(), [only] if only.contains("absolute URI")), "{wrong}: {errors:?}");
    }
    let many: Vec<String> = (0..101).map(|number| format!("'urn:{number}'")).collect();
    assert_eq!(Folder::with(&format!("[registration]\nresources = [{}]", many.join(","))).errors().len(), 1);
}

/// RFC 6749 §2.3.1: in HTTP Basic, these mean something else unless the app encodes them.
#[test]
fn a_client_id_that_basic_may_cut_is_warned_of() {
    let with = |client_id: &str, method: &str| {
        Folder::with(&format!(
            "[[clients]]\nclient_id = '{client_id}'\nredirect_uris = ['https://a.example/cb']\n{method}\nclient_secret_file = 's'\n"
        ))
        .file("s", "a-secret-that-is-long-enough-for-anybody")
        .warnings()
    };
    for client_id in ["https://client.example.com/app", "urn:app", "a+b", "a%20b"] {
        for method in ["", "token_endpoint_auth_method = 'client_secret_basic'"] {
            let warnings = with(client_id, method);
            assert!(matches!(warnings.as_slice(), [only] if only.contains("HTTP Basic")), "{client_id}: {warnings:?}");
        }
        assert!(with(client_id, "token_endpoint_auth_method = 'client_secret_post'").is_empty());
    }
    assert!(with("app-1_x.y~z", "").is_empty());
}

/// RFC 8252 §7.1.
#[test]
fn a_private_scheme_has_a_dot_or_is_named() {
    let with = |uri: &str, more: &str| {
        Folder::with(&format!(
            "[[clients]]\nclient_id = 'a'\ntoken_endpoint_auth_method = 'none'\napplication_type = 'native'\n{more}\nredirect_uris = ['{uri}']\n"
        ))
    };
    for uri in ["kitchenowl:/cb", "myapp://cb", "KitchenOwl:/cb", "app.:/cb", "mailto:ada@example.com"] {
        let errors = with(uri, "").errors();
        assert!(
            matches!(errors.as_slice(), [told] if told.contains("private_schemes") && told.contains("dot")),
            "{errors:?}"
        );
    }
    assert!(with("com.example.app:/cb", "").warnings().is_empty());
    assert!(with("KitchenOwl:/cb", "private_schemes = ['kitchenowl']").warnings().is_empty());
    assert_eq!(with("other:/cb", "private_schemes = ['kitchenowl']").errors().len(), 1);
    let goodbye = "post_logout_redirect_uris = ['kitchenowl:/bye']";
    assert_eq!(with("com.example.app:/cb", goodbye).errors().len(), 1);
    for scheme in ["kitchenowl:", "1app", "a b", ""] {
        assert_eq!(
            with("com.example.app:/cb", &format!("private_schemes = ['{scheme}']")).errors().len(),
            1,
            "{scheme}"
        );
    }
}

#[test]
fn redirect_uris_are_checked_one_by_one() {
    let with = |uris: &str, more: &str| {
        Folder::with(&format!(
            "[server]\nissuer = 'https://auth.example.com'\n[[clients]]\nclient_id = 'a'\ntoken_endpoint_auth_method = 'none'\nredirect_uris = {uris}\n{more}"
        ))
    };
    assert_eq!(with("[]", "").errors(), ["config.toml:6: error: `redirect_uris` may not be empty"]);
    let errors = with(
        "['https://*.a.example/', 'http://a.example/', 'a:/cb', 'https://a.example/#x', 'https://ok.example/']",
        "",
    )
    .errors();
    assert_eq!(errors.len(), 4, "{errors:?}");
    assert!(
        errors[0].contains("has a wildcard, and wildcards are not supported (list each URI in full)"),
        "{errors:?}"
    );
    assert!(with("['com.example.a:/cb', 'http://127.0.0.1/cb']", "application_type = 'native'").warnings().is_empty());
    assert_eq!(with("['http://localhost:3000/cb']", "").warnings().len(), 1);
    assert_eq!(with("['https://a.example/']", "post_logout_redirect_uris = ['https://a.example/*']").errors().len(), 1);
}

#[test]
fn scope_values_that_do_not_exist_are_warned_of() {
    assert_eq!(
        client_with("scope = 'openid emial groups quota'").warnings(),
        [
            "config.toml:6: warning: there is no scope `emial` (did you mean `email`?)",
            "config.toml:6: warning: there is no scope `quota` (define it in [scopes.quota], or leave it out: unknown \
             values are ignored)",
        ]
    );
    assert_eq!(
        client_with("[registration]\nscope = 'openid grups'").warnings(),
        ["config.toml:7: warning: there is no scope `grups` (did you mean `groups`?)"]
    );
    assert_eq!(
        client_with("scope = 'openid groups'\n[scopes.groups]\nclaims = ['groups']").warnings(),
        Vec::<String>::new()
    );
    assert_eq!(client_with("scope = 'email'").warnings().len(), 1);
    assert_eq!(client_with("scope = 'openid \"x'").errors().len(), 1);
}

#[test]
fn a_client_has_its_own_lifetimes_within_the_same_bounds() {
    let client = client_with("access_token = '5m'\ndefault_max_age = 86400\nrefresh_token = { idle = '1d' }")
        .settings()
        .clients
        .remove(0);
    assert_eq!(client.lifetimes.access_token.map(|life| life.as_secs()), Some(300));
    assert_eq!(client.lifetimes.refresh_token_idle.map(|life| life.as_secs()), Some(86400));
    assert_eq!(client.default_max_age.map(|age| age.as_secs()), Some(86400));
    for wrong in
        ["authorization_code = '2m'", "refresh_token = { idle = '100d' }", "default_max_age = -1", "access_token = 300"]
    {
        assert_eq!(client_with(wrong).errors().len(), 1, "{wrong}");
    }
}

#[test]
fn the_other_metadata_is_checked_too() {
    for wrong in [
        "logo_uri = 'data:image/png;base64,x'",
        "policy_uri = 'wiki.example.com'",
        "allowed_origins = ['https://a.example/']",
        "allowed_origins = ['null']",
        "allowed_origins = ['*']",
        "grant_types = ['refresh_token']",
        "grant_types = ['password', 'authorization_code']",
        "response_types = ['token']",
        "response_types = []",
        "response_types = ['code', 'id_token']\ngrant_types = ['authorization_code']",
        "id_token_signed_response_alg = 'none'",
        "id_token_signed_response_alg = 'ES256'\n[keys]\nalgorithms = ['RS256']",
        "consent = 'never'",
        "client_name = ''",
    ] {
        assert_eq!(client_with(wrong).errors().len(), 1, "{wrong}");
    }
    assert!(client_with("allowed_origins = ['https://a.example', 'http://localhost:3000']").load().is_ok());
}

#[test]
fn grants_follow_from_the_response_types_and_the_front_channel_is_warned_of() {
    use latchkey::protocol::client::GrantType::*;
    for (line, grants, warnings) in [
        ("", vec![AuthorizationCode, RefreshToken], 0),
        ("response_types = ['code', 'none']", vec![AuthorizationCode, RefreshToken], 0),
        ("response_types = ['id_token token']", vec![Implicit], 1),
        ("response_types = ['code', 'code id_token']", vec![AuthorizationCode, Implicit, RefreshToken], 1),
        ("grant_types = ['implicit', 'authorization_code']", vec![Implicit, AuthorizationCode], 0),
    ] {
        let folder = client_with(line);
        assert_eq!(folder.settings().clients[0].grant_types, grants, "{line}");
        let told = folder.warnings().into_iter().filter(|warning| warning.contains("address bar")).count();
        assert_eq!(told, warnings, "{line}");
    }
}

#[test]
fn pairwise_subjects_need_one_sector() {
    let second = "redirect_uris = ['https://a.example/cb', 'https://b.example/cb']";
    for (lines, sector) in [
        ("redirect_uris = ['https://a.example/cb']".to_owned(), Some("a.example")),
        (format!("{second}\nsector_identifier_uri = 'https://s.example/'"), Some("s.example")),
        (second.to_owned(), None),
        (format!("{second}\nsector_identifier_uri = 'http://s.example/'"), None),
    ] {
        let folder = Folder::with(&format!(
            "[[clients]]\nclient_id = 'a'\ntoken_endpoint_auth_method = 'none'\nsubject_type = 'pairwise'\n{lines}\n"
        ));
        match sector {
            Some(sector) => {
                let expected = SubjectType::Pairwise { sector: sector.to_owned() };
                assert_eq!(folder.settings().clients[0].subject_type, expected, "{lines}");
            }
            None => assert_eq!(folder.errors().len(), 1, "{lines}"),
        }
    }
}

#[test]
fn encryption_needs_the_algorithm_of_the_key_and_has_a_default_for_the_content() {
    let client = client_with("id_token_encrypted_response_alg = 'RSA-OAEP-256'").settings().clients.remove(0);
    let encryption = Encryption { alg: KeyAlgorithm::RsaOaep256, enc: ContentEncryption::A128CbcHs256 };
    assert_eq!(client.id_token_encryption, Some(encryption));
    for wrong in [
        "id_token_encrypted_response_enc = 'A256GCM'",
        "userinfo_encrypted_response_enc = 'A256GCM'",
        "authorization_encrypted_response_enc = 'A256GCM'",
        "authorization_signed_response_alg = 'none'",
        "request_object_encryption_enc = 'A256GCM'",
        "id_token_encrypted_response_alg = 'RSA1_5'",
        "id_token_encrypted_response_alg = 'dir'",
        "userinfo_signed_response_alg = 'none'",
        "userinfo_signed_response_alg = 'HS256'",
        "userinfo_signed_response_alg = 'ES512'",
        "request_object_signing_alg = 'none'",
        "request_uris = ['ftp://a.example/request']",
    ] {
        assert_eq!(client_with(wrong).errors().len(), 1, "{wrong}");
    }
}

#[test]
fn logout_uris_are_whole_web_addresses_and_the_front_one_is_on_the_apps_origin() {
    let client = |line: &str| {
        format!(
            "[[clients]]\nclient_id = 'a'\nredirect_uris = ['https://a.example/cb']\n\
             token_endpoint_auth_method = 'none'\n{line}\n"
        )
    };
    for (line, fault) in [
        ("backchannel_logout_uri = 'a.example/out'", "no web address"),
        ("backchannel_logout_uri = 'ftp://a.example/out'", "no web address"),
        ("backchannel_logout_uri = 'https://a.example/out#x'", "has a fragment"),
        ("backchannel_logout_uri = 'https://me:pass@a.example/out'", "username or password"),
        ("frontchannel_logout_uri = 'https://b.example/out'", "another origin than every redirect URI"),
        ("frontchannel_logout_uri = 'https://a.example:8443/out'", "another origin than every redirect URI"),
        ("frontchannel_logout_uri = 'http://a.example/out'", "another origin than every redirect URI"),
    ] {
        let problems = Folder::with(&client(line)).errors().join("\n");
        assert!(problems.contains(fault), "{line}: {problems}");
    }
    let settings = Folder::with(&client(
        "backchannel_logout_uri = 'http://10.0.0.7:3000/out'\nfrontchannel_logout_uri = 'https://a.example/out?x=y'",
    ))
    .settings();
    let client = &settings.clients[0];
    assert_eq!(client.backchannel_logout_uri.as_deref(), Some("http://10.0.0.7:3000/out"));
    assert_eq!(client.frontchannel_logout_uri.as_deref(), Some("https://a.example/out?x=y"));
}

#[test]
fn what_people_see_stands_in_their_languages_too() {
    let lines = "client_name = 'Wiki'\n[clients.localized.fr]\nclient_name = 'Le wiki'\ntos_uri = 'https://wiki.example.com/cgu'\n\
                 [clients.localized.zh-Hant-TW]\nlogo_uri = 'https://wiki.example.com/tw.svg'";
    let client = client_with(lines).settings().clients.remove(0);
    let shown = |language: &str| {
        let shown = client.shown_in(&Languages::of(Some(language), None));
        (shown.client_name.to_owned(), shown.tos_uri.is_some(), shown.logo_uri.is_some())
    };
    assert_eq!(shown("fr-CA"), ("Le wiki".to_owned(), true, false));
    assert_eq!(shown("zh-hant-tw"), ("Wiki".to_owned(), false, true));
    assert_eq!(shown("de"), ("Wiki".to_owned(), false, false));
    for (line, words) in [
        ("localized = { 'fr_CA' = { client_name = 'x' } }", "`fr_CA` is not a language tag (write one such as"),
        ("localized = { fr = { client_nam = 'x' } }", "(did you mean `client_name`?)"),
        ("localized = { fr = { client_name = '' } }", "not a text that is not empty"),
        ("localized = { fr = { logo_uri = 'javascript:alert(1)' } }", "is not an https:// (or http://) URL"),
        ("localized = { fr = { redirect_uris = [] } }", "`redirect_uris` is not a key of [clients.localized.fr]"),
        ("localized = { fr = 'Le wiki' }", "must be a table"),
        ("localised = { fr = { client_name = 'x' } }", "(did you mean `localized`?)"),
        ("'client_name#fr' = 'Le wiki'", "(write `client_name` under [clients.localized.fr])"),
    ] {
        let errors = client_with(line).errors();
        assert!(matches!(errors.as_slice(), [only] if only.contains(words)), "{line}: {errors:?}");
    }
}

/// What the page of an app shows can be pasted: it configures the same client, but for its secret.
#[test]
fn the_lines_that_are_shown_of_a_client_configure_the_same_client() {
    let all = r#"
client_name = "The \"wiki\""
client_uri = "https://wiki.example.com"
post_logout_redirect_uris = ["https://wiki.example.com/bye"]
backchannel_logout_uri = "https://wiki.example.com/bc"
token_endpoint_auth_method = "client_secret_post"
grant_types = ["authorization_code", "client_credentials"]
scope = "openid email"
require_pkce = true
consent = "skip"
allowed_groups = ["family"]
claims_in_id_token = true
id_token_signed_response_alg = "ES256"
require_pushed_authorization_requests = true
access_token_format = "jwt"
resources = ["https://api.example.com"]
introspect = ["*"]
allowed_origins = ["https://wiki.example.com"]
"#;
    for lines in ["", "require_pkce = false\nconsent = \"always\"", all] {
        let folder = client_with(lines);
        let client = match folder.load() {
            Ok(loaded) => loaded.settings.clients[0].clone(),
            Err(problems) => panic!("{problems}"),
        };
        let shown = latchkey::protocol::client_toml::block(&client);
        assert!(shown.contains("# client_secret_hash: one secret is set\n") && !shown.contains("2bd806c9"), "{shown}");
        let secret =
            "client_secret_hash = \"sha256:2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90\"\n";
        let again = Folder::with(&format!("{shown}{secret}")).settings().clients[0].clone();
        assert_eq!(Client { defined_at: None, ..again }, Client { defined_at: None, ..client }, "{shown}");
    }
}
