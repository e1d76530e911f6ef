//! Security profiles of clients: everything that is missing is told at once, each with its line and what to write.

use latchkey::jose::Algorithm;
use latchkey::protocol::security_profile::SecurityProfile;

use super::Folder;

const ISSUER: &str = "[server]\nissuer = 'https://auth.example.com'\ntrusted_proxies = ['127.0.0.1/32']\n";
const KEYS: &str = "jwks_uri = 'https://bank.example.com/jwks'";

fn with(lines: &str, others: &str) -> Folder {
    Folder::with(&format!("{ISSUER}{others}\n[[clients]]\nclient_id = 'bank'\n{lines}\n"))
}

#[test]
fn a_client_that_has_a_key_and_a_profile_needs_nothing_else() {
    for (name, profile) in [
        ("fapi2", SecurityProfile::Fapi2),
        ("fapi2-message-signing", SecurityProfile::Fapi2MessageSigning),
        ("fapi-ciba", SecurityProfile::FapiCiba),
    ] {
        let lines = format!(
            "profile = '{name}'\ntoken_endpoint_auth_method = 'private_key_jwt'\n{KEYS}\n\
             redirect_uris = ['https://bank.example.com/cb']"
        );
        // What holds for other clients by default is no business of a profile.
        let folder = with(&lines, "[client_defaults]\nrequire_pkce = false\n");
        let client = folder.settings().clients.remove(0);
        assert_eq!(client.profile, Some(profile));
        for algorithm in [
            client.id_token_signed_response_alg,
            client.authorization_signed_response_alg,
            client.introspection_signed_response_alg,
        ] {
            assert_eq!(algorithm, Algorithm::ES256, "the first of keys.algorithms that the profile has");
        }
    }
}

#[test]
fn everything_that_is_missing_is_told_at_once_each_with_its_line_and_remedy() {
    let lines = "profile = 'fapi2'\n\
                 redirect_uris = ['http://localhost:3000/cb']\n\
                 response_types = ['code', 'code id_token']\n\
                 require_pkce = false\n\
                 id_token_signed_response_alg = 'RS256'\n\
                 request_object_signing_alg = 'RS256'";
    let told = with(lines, "").errors();
    for (line, words, remedy) in [
        (
            7,
            "proves itself by a secret, which fapi2 does not allow",
            "token_endpoint_auth_method = \"private_key_jwt\"",
        ),
        (8, "`http://localhost:3000/cb` is plain http", "https address"),
        (9, "response type \"code id_token\" is not allowed by fapi2", "response_types = [\"code\"]"),
        (10, "PKCE is off, and fapi2 requires it", "remove the line"),
        (11, "`id_token_signed_response_alg` is RS256", "use \"ES256\", \"PS256\""),
        (12, "`request_object_signing_alg` is RS256", "use \"ES256\", \"PS256\""),
    ] {
        let found = told.iter().find(|told| told.contains(words)).unwrap_or_else(|| panic!("{words}: {told:?}"));
        assert!(found.contains(&format!("config.toml:{line}")) && found.contains(remedy), "{found}");
    }
    assert!(!told.iter().any(|told| told.contains("has no secret")), "nobody is led astray: {told:?}");
}

#[test]
fn the_server_itself_must_have_what_a_profile_leans_on() {
    let lines = format!(
        "profile = 'fapi2-message-signing'\ntoken_endpoint_auth_method = 'private_key_jwt'\n{KEYS}\n\
         redirect_uris = ['https://bank.example.com/cb']"
    );
    let others =
        "[keys]\nalgorithms = ['RS256']\n[tokens.dpop]\nalgorithms = ['RS256']\n[request_objects]\nby_value = false\n";
    let told = with(&lines, others).errors();
    for (words, remedy) in [
        ("`keys.algorithms` has none that fapi2-message-signing allows", "add \"ES256\""),
        ("`tokens.dpop.algorithms` has none", "add \"ES256\""),
        ("`request_objects.by_value` is off", "remove the line"),
    ] {
        let found = told.iter().find(|told| told.contains(words)).unwrap_or_else(|| panic!("{words}: {told:?}"));
        assert!(found.contains(remedy), "{found}");
    }
    let registered =
        format!("{ISSUER}[keys]\nalgorithms = ['RS256']\n[registration]\nenabled = true\nprofile = 'fapi2'\n");
    let has = |folder: Folder, words: &str| folder.errors().iter().any(|told| told.contains(words));
    assert!(has(Folder::with(&registered), "`keys.algorithms` has none that fapi2 allows"));
    assert!(has(with("profile = 'fapi3'", ""), "did you mean `fapi2`?"));
}
