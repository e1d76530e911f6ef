//! Clients that prove themselves by assertions, as an operator writes them.

use latchkey::protocol::client::{ClientAuthMethod, ClientSecret};
use latchkey::protocol::client_assertion::AssertionAudience;

use super::Folder;

const JWK: &str = "{ kty = 'EC', crv = 'P-256', x = 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', \
                   y = 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0', kid = 'k1' }";
const JSON: &str = r#"{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#;
const SECRET: &str = "a-secret-of-more-than-thirty-two-bytes";

fn client(lines: &str) -> Folder {
    Folder::with(&format!(
        "[server]\nissuer = 'https://auth.example.com'\n[[clients]]\nclient_id = 'wiki'\n\
         redirect_uris = ['https://wiki.example.com/cb']\n{lines}\n"
    ))
    .file("keys.json", JSON)
    .file("secret", SECRET)
}

#[test]
fn keys_stand_in_the_file_beside_it_or_behind_an_address() {
    let method = "token_endpoint_auth_method = 'private_key_jwt'";
    for lines in [
        format!("{method}\njwks = {{ keys = [{JWK}] }}"),
        format!("{method}\njwks_file = 'keys.json'"),
        format!("{method}\ntoken_endpoint_auth_signing_alg = 'ES256'\njwks_file = 'keys.json'"),
    ] {
        let folder = client(&lines);
        let client = folder.settings().clients.remove(0);
        assert_eq!(client.token_endpoint_auth_method, Some(ClientAuthMethod::PrivateKeyJwt));
        assert_eq!(client.jwks.unwrap().keys().len(), 1, "{lines}");
        assert_eq!((client.jwks_uri, client.assertion_audience), (None, AssertionAudience::IssuerOrTokenEndpoint));
        assert!(folder.warnings().is_empty());
    }
    let by_address =
        client(&format!("{method}\njwks_uri = 'https://wiki.example.com/jwks'\nassertion_audience = 'issuer'"));
    let by_address = by_address.settings().clients.remove(0);
    assert_eq!(by_address.jwks_uri.as_deref(), Some("https://wiki.example.com/jwks"));
    assert_eq!(by_address.assertion_audience, AssertionAudience::Issuer);
    let file = client(&format!("{method}\njwks_file = 'keys.json'"));
    assert!(file.loaded().files.iter().any(|path| path.ends_with("keys.json")), "it is read again when it changes");
}

#[test]
fn a_secret_for_macs_is_kept_and_no_other_is() {
    for (lines, clear) in [
        ("token_endpoint_auth_method = 'client_secret_jwt'\nclient_secret_file = 'secret'", true),
        ("token_endpoint_auth_method = 'client_secret_basic'\nclient_secret_file = 'secret'", false),
        ("client_secret_file = 'secret'", false),
    ] {
        let secrets = client(lines).settings().clients.remove(0).secrets;
        assert_eq!(matches!(secrets.as_slice(), [ClientSecret::Clear(_)]), clear, "{lines}");
        assert!(!format!("{secrets:?}").contains(SECRET), "and is never printed");
    }
}

#[test]
fn what_does_not_go_together_is_refused_with_a_remedy() {
    let (keys, macs) =
        ("token_endpoint_auth_method = 'private_key_jwt'\n", "token_endpoint_auth_method = 'client_secret_jwt'\n");
    let hash = "client_secret_hash = 'sha256:2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90'";
    let private = JWK.replace("kid = 'k1'", "d = 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI'");
    for (lines, words) in [
        (keys.to_owned(), "needs the client's public keys (add `jwks_uri` or `jwks`)"),
        (format!("{keys}jwks_file = 'keys.json'\njwks_uri = 'https://a.example/'"), "cannot be used together"),
        (format!("{keys}jwks_file = 'keys.json'\njwks = {{ keys = [{JWK}] }}"), "is given here and in a file"),
        (format!("{keys}jwks_file = 'none'"), "there is no such file"),
        (format!("{keys}jwks_file = 'secret'"), "not well-formed JSON"),
        (format!("{keys}jwks = {{ keys = [] }}"), "has no key of a known type"),
        (format!("{keys}jwks = {{ keys = [{private}] }}"), "private member `d`"),
        (format!("{keys}jwks = [{JWK}]"), "`jwks` must be a table"),
        (format!("{keys}jwks_uri = 'http://a.example/jwks'"), "is not https"),
        (format!("{keys}jwks_uri = 'a.example/jwks'"), "is not a web address"),
        (format!("{keys}jwks_uri = 'https://a:b@a.example/jwks'"), "username or password"),
        (
            format!("{keys}jwks_file = 'keys.json'\nclient_secret_file = 'secret'"),
            "authenticates with its keys and has a secret",
        ),
        (
            format!("{keys}jwks_file = 'keys.json'\ntoken_endpoint_auth_signing_alg = 'HS256'"),
            "belongs to `client_secret_jwt`",
        ),
        (
            format!("{keys}jwks_file = 'keys.json'\ntoken_endpoint_auth_signing_alg = 'none'"),
            "not an algorithm for client assertions",
        ),
        (macs.to_owned(), "has no secret"),
        (format!("{macs}{hash}"), "for which a hash is no use"),
        (format!("{macs}client_secret_env = 'SHORT'"), "shorter than the 32 bytes of its MACs"),
        (
            format!("{macs}client_secret_file = 'secret'\ntoken_endpoint_auth_signing_alg = 'HS512'"),
            "shorter than the 64 bytes",
        ),
        (
            format!("{macs}client_secret_file = 'secret'\ntoken_endpoint_auth_signing_alg = 'ES256'"),
            "belongs to `private_key_jwt`",
        ),
        ("client_secret_file = 'secret'\nassertion_audience = 'anybody'".to_owned(), "is not one of the choices"),
    ] {
        let errors = client(&lines).env("SHORT", "thirty-one-bytes-are-one-too-fe").errors();
        assert!(matches!(errors.as_slice(), [only] if only.contains(words)), "{lines}: {errors:?}");
    }
}

#[test]
fn what_is_fetched_from_where_is_bounded_by_the_operator() {
    let outbound = |issuer: &str, lines: &str| {
        Folder::with(&format!("[server]\nissuer = '{issuer}'\n[outbound]\n{lines}\n")).file("ca.pem", "no certificate")
    };
    let (production, development) = ("https://auth.example.com", "http://localhost:8000");
    for (issuer, lines, private, http) in [
        (production, "", false, false),
        (production, "allow_private_ips = true", true, false),
        (development, "", true, true),
        (development, "allow_private_ips = false", false, false),
    ] {
        let settings = outbound(issuer, lines).settings().outbound;
        assert_eq!((settings.allow_private_ips, settings.allow_http), (private, http), "{issuer} {lines}");
        assert_eq!((settings.timeout.as_secs(), settings.retry_after.as_secs()), (5, 10));
    }
    let listed =
        outbound(production, "allowed_hosts = ['App.Home.example', '10.0.0.7', 'fd00::1']").settings().outbound;
    assert_eq!(listed.allowed_hosts, ["app.home.example", "10.0.0.7", "fd00::1"]);
    for wrong in [
        "allowed_hosts = ['https://app.example']",
        "allowed_hosts = ['app.example:443']",
        "allowed_hosts = ['*.example']",
        "allowed_hosts = ['']",
        "extra_ca_file = 'none'",
        "extra_ca_file = 'ca.pem'",
        "timeout = '1h'",
    ] {
        assert_eq!(outbound(production, wrong).errors().len(), 1, "{wrong}");
    }
    let authority = crate::support::site::Authority::new();
    let named = outbound(production, &format!("extra_ca_file = '{}'", authority.file().display()));
    assert_eq!(named.settings().outbound.extra_ca, authority.pem());
    assert!(named.loaded().files.contains(&authority.file()));
}

/// What would fail at the first sign-in or sign-out is told when the configuration is read, with the line that mends it.
#[test]
fn addresses_that_outbound_does_not_call_are_told() {
    let keys = "token_endpoint_auth_method = 'private_key_jwt'\njwks_uri";
    let out = "client_secret_file = 'secret'\nbackchannel_logout_uri";
    let by_reference = "[request_objects]\nby_reference = true";
    let told = |lines: &str| client(lines).warnings();
    for (lines, words) in [
        (
            format!("{keys} = 'https://10.0.0.7/jwks'"),
            "private address, and requests to those are refused (add \"10.0.0.7\"",
        ),
        (format!("{keys} = 'https://127.0.0.1:8443/jwks'"), "or set `outbound.allow_private_ips = true`)"),
        (format!("{keys} = 'https://[fd00::1]/jwks'"), "(add \"fd00::1\" to `outbound.allowed_hosts`"),
        (format!("{keys} = 'https://[::ffff:192.168.0.1]/jwks'"), "private address"),
        (format!("{keys} = 'https://0x0a000007/jwks'"), "(add \"10.0.0.7\""),
        (format!("{keys} = 'https://localhost:8443/jwks'"), "(add \"localhost\""),
        (
            format!("{keys} = 'https://169.254.169.254/jwks'"),
            "special-use address, and requests to those are always refused",
        ),
        (format!("{keys} = 'https://169.254.1.1/jwks'\n[outbound]\nallowed_hosts = ['169.254.1.1']"), "always refused"),
        (format!("{keys} = 'https://192.0.2.1/jwks'\n[outbound]\nallow_private_ips = true"), "always refused"),
        (format!("{out} = 'http://[fe80::1]/out'"), "always refused"),
        (
            format!(
                "{out} = 'http://10.0.0.7/out'\n[session_management]\nbackchannel_logout = {{ allow_private_ips = false }}"
            ),
            "set `session_management.backchannel_logout.allow_private_ips = true`",
        ),
        (
            format!(
                "client_secret_file = 'secret'\nrequest_uris = ['https://a.example/r', 'https://10.0.0.7/r']\n{by_reference}"
            ),
            "`https://10.0.0.7/r` is at a private address",
        ),
    ] {
        let warnings = told(&lines);
        assert!(matches!(warnings.as_slice(), [only] if only.contains(words)), "{lines}: {warnings:?}");
    }
    for lines in [
        format!("{keys} = 'https://93.184.216.34/jwks'"),
        format!("{keys} = 'https://localhost.example/jwks'"),
        format!("{keys} = 'https://10.0.0.7/jwks'\n[outbound]\nallowed_hosts = ['10.0.0.7']"),
        format!("{keys} = 'https://[fd00::1]/jwks'\n[outbound]\nallowed_hosts = ['fd00:0::1']"),
        format!("{keys} = 'https://localhost/jwks'\n[outbound]\nallowed_hosts = ['LOCALHOST']"),
        format!("{keys} = 'https://10.0.0.7/jwks'\n[outbound]\nallow_private_ips = true"),
        format!("{out} = 'http://10.0.0.7/out'"),
        format!("{out} = 'http://localhost:3000/out'"),
        "client_secret_file = 'secret'\nrequest_uris = ['https://10.0.0.7/r']".to_owned(),
    ] {
        assert!(told(&lines).is_empty(), "{lines}: {:?}", told(&lines));
    }
}
