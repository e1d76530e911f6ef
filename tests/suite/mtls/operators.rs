//! What operators and clients that register themselves say of certificates, and what discovery tells.

use latchkey::config::settings::Settings;
use latchkey::protocol::certificate_header::CertificateHeader;

use super::certificates::MADE;
use super::*;
use crate::config::Folder;
use crate::registration::{Registrar, open, with};

/// A configuration with these lines of `[server]` behind the usual ones, and of a client.
fn folder(server: &str, client: &str) -> Folder {
    let text = format!(
        "[server]\nissuer = 'https://auth.example.com/id'\ntls = {{ cert_file = 'cert.pem', key_file = 'key.pem' }}\n\
         trusted_proxies = ['10.0.0.0/8']\n{server}\n[[clients]]\nclient_id = 'wiki'\nredirect_uris = ['https://wiki.example/cb']\n{client}\n"
    );
    Folder::with(&text).file("cert.pem", "x").file("key.pem", "x").file("ca.pem", "x").file("list.crl", "x")
}

const MTLS: &str = "mtls = { listen = ['0.0.0.0:8443'], client_ca_files = ['ca.pem'], crl_files = ['list.crl'] }";
const SECRET_HASH: &str =
    "client_secret_hash = 'sha256:2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90'";

#[test]
fn where_certificates_come_is_as_the_operator_says() {
    assert!(folder("", SECRET_HASH).settings().server.mtls.is_none());
    let mtls = folder(MTLS, SECRET_HASH).settings().server.mtls.unwrap();
    assert_eq!(mtls.base_url.as_deref(), Some("https://auth.example.com:8443/id"), "the host of the issuer");
    assert_eq!((mtls.client_ca_files.len(), mtls.crl_files.len(), mtls.proxy), (1, 1, None));
    let own = "mtls = { listen = ['0.0.0.0:443'], base_url = 'https://mtls.example.com/id' }";
    assert_eq!(
        folder(own, SECRET_HASH).settings().server.mtls.unwrap().base_url.unwrap(),
        "https://mtls.example.com/id"
    );
    let usual_port = folder("mtls = { listen = ['0.0.0.0:443'] }", SECRET_HASH).settings().server.mtls.unwrap();
    assert_eq!(usual_port.base_url.as_deref(), Some("https://auth.example.com/id"));
    let proxy = folder("mtls = { proxy = { form = 'nginx', verifies_chain = true } }", SECRET_HASH).settings();
    let mtls = proxy.server.mtls.unwrap();
    let proxy = mtls.proxy.unwrap();
    assert_eq!(
        (proxy.form, proxy.header.as_str(), proxy.verifies_chain),
        (CertificateHeader::Nginx, "X-SSL-Client-Cert", true)
    );
    assert_eq!(mtls.base_url, None, "the endpoints are the usual ones");
}

#[test]
fn what_cannot_be_meant_is_told_with_the_remedy() {
    for (server, words) in [
        ("mtls = {}", "has neither `listen` nor `proxy`"),
        ("mtls = { client_ca_files = ['ca.pem'] }", "has neither `listen` nor `proxy`"),
        ("mtls = { listen = ['unix:/x'] }", "nobody speaks TLS"),
        ("mtls = { listen = ['127.0.0.1:8000'] }", "is an address of `server.listen`"),
        ("mtls = { listen = ['0.0.0.0:8443'], client_ca_files = ['none.pem'] }", "there is no such file"),
        ("mtls = { listen = ['0.0.0.0:8443'], crl_files = ['list.crl'] }", "has no effect"),
        ("mtls = { listen = ['0.0.0.0:8443'], base_url = 'http://localhost:1/id' }", "is not https"),
        ("mtls = { listen = ['0.0.0.0:8443'], base_url = 'https://mtls.example.com' }", "another path"),
        ("mtls = { listen = ['0.0.0.0:8443'], base_url = 'mtls' }", "is not an https:// (or http://) URL"),
        (
            "mtls = { listen = ['0.0.0.0:8443'], base_url = 'https://mtls.example.com/id/' }",
            "is not a web address as the issuer",
        ),
        ("mtls = { proxy = { form = 'apache' } }", "is not one of the choices"),
        ("mtls = { proxy = { form = 'nginx', header = 'a b' } }", "not the name of a header"),
        ("mtls = { proxy = { } }", "form"),
        ("mtls = { listen = ['0.0.0.0:8443'], ca = 'x' }", "ca"),
    ] {
        let errors = folder(server, SECRET_HASH).errors();
        assert!(errors.iter().any(|error| error.contains(words)), "{server}: {errors:?}");
    }
    let without = |line: &str| {
        let text = format!("[server]\nissuer = 'https://auth.example.com'\n{line}\n");
        Folder::with(&text).errors()
    };
    assert!(without("mtls = { listen = ['0.0.0.0:8443'] }")[0].contains("needs a certificate of the server itself"));
    assert!(without("mtls = { proxy = { form = 'envoy' } }")[0].contains("nobody is believed"));
}

#[test]
fn what_a_client_says_of_its_certificate_goes_together() {
    let dn = "tls_client_auth_subject_dn = 'CN=app,O=Example'";
    for (server, client, words) in [
        (MTLS, "token_endpoint_auth_method = 'tls_client_auth'".to_owned(), "add exactly one of"),
        (
            MTLS,
            format!("token_endpoint_auth_method = 'tls_client_auth'\n{dn}\ntls_client_auth_san_dns = 'a.b'"),
            "cannot be used together",
        ),
        (
            MTLS,
            "token_endpoint_auth_method = 'tls_client_auth'\ntls_client_auth_subject_dn = '/CN=app'".to_owned(),
            "RFC 4514",
        ),
        (
            MTLS,
            "token_endpoint_auth_method = 'tls_client_auth'\ntls_client_auth_san_ip = 'x'".to_owned(),
            "not an IP address",
        ),
        (
            MTLS,
            format!("token_endpoint_auth_method = 'tls_client_auth'\n{dn}\n{SECRET_HASH}"),
            "authenticates with its certificate and has a secret",
        ),
        (MTLS, format!("{SECRET_HASH}\n{dn}"), "is for tls_client_auth"),
        (
            MTLS,
            "token_endpoint_auth_method = 'self_signed_tls_client_auth'".to_owned(),
            "needs the client's public keys",
        ),
        ("", format!("token_endpoint_auth_method = 'tls_client_auth'\n{dn}"), "no certificates come here"),
        (
            "mtls = { listen = ['0.0.0.0:8443'] }",
            format!("token_endpoint_auth_method = 'tls_client_auth'\n{dn}"),
            "nobody verifies who issued",
        ),
        ("", format!("{SECRET_HASH}\ntls_client_certificate_bound_access_tokens = true"), "no certificates come here"),
        (
            MTLS,
            format!(
                "{SECRET_HASH}\ntls_client_certificate_bound_access_tokens = true\ndpop_bound_access_tokens = true"
            ),
            "to a key and to a certificate",
        ),
        (
            MTLS,
            format!(
                "{SECRET_HASH}\ntls_client_certificate_bound_access_tokens = true\nresponse_types = ['code token']"
            ),
            "bound to its certificate",
        ),
    ] {
        let errors = folder(server, &client).errors();
        assert!(errors.iter().any(|error| error.contains(words)), "{client}: {errors:?}");
    }
    let good = format!(
        "token_endpoint_auth_method = 'tls_client_auth'\n{dn}\ntls_client_certificate_bound_access_tokens = true"
    );
    let settings = folder(MTLS, &good).settings();
    let client = &settings.clients[0];
    assert!(client.tls_client_certificate_bound_access_tokens && client.secrets.is_empty());
    assert_eq!(client.tls_client_auth.as_ref().unwrap().to_string(), "tls_client_auth_subject_dn CN=app,O=Example");
}

/// A listener is bound at the start; everything else is taken in while the server runs.
#[test]
fn the_listener_alone_needs_a_restart() {
    let before = folder(MTLS, SECRET_HASH).settings();
    let changed = |line: &str| latchkey::config::reload::restart_needed(&before, &folder(line, SECRET_HASH).settings());
    let needed = changed("mtls = { listen = ['0.0.0.0:8444'] }");
    assert!(needed.contains(&"server.mtls.listen"), "{needed:?}");
    let same = changed(
        "mtls = { listen = ['0.0.0.0:8443'], base_url = 'https://mtls.example.com/id', proxy = { form = 'envoy' } }",
    );
    assert!(!same.contains(&"server.mtls.listen"), "{same:?}");
}

async fn document(provider: &TestProvider) -> Value {
    let http = RelyingParty::new(provider).http;
    Page::read(http.get(provider.url("/.well-known/openid-configuration")).send().await.unwrap()).await.json()
}

fn methods(document: &Value, endpoint: &str) -> Vec<String> {
    let listed = document[format!("{endpoint}_endpoint_auth_methods_supported")].as_array().unwrap();
    listed.iter().map(|method| text(method).to_owned()).collect()
}

/// RFC 8705 §3.3, §5.
#[actix_web::test]
async fn discovery_tells_of_certificates_where_they_can_come_and_says_nothing_elsewhere() {
    let plain = Builder::new().start();
    let told = document(&plain).await;
    assert!(
        told.get("mtls_endpoint_aliases").is_none() && told.get("tls_client_certificate_bound_access_tokens").is_none()
    );
    assert!(!methods(&told, "token").iter().any(|method| method.contains("tls")));
    let served = serve(builder());
    let told = document(&served.provider).await;
    assert_eq!(told["tls_client_certificate_bound_access_tokens"], true);
    for endpoint in ["token", "introspection", "revocation"] {
        let methods = methods(&told, endpoint);
        assert!(
            ["tls_client_auth", "self_signed_tls_client_auth"]
                .iter()
                .all(|method| methods.iter().any(|known| known == method))
        );
    }
    let aliases = told["mtls_endpoint_aliases"].as_object().unwrap();
    for (name, path) in [
        ("token_endpoint", "/token"),
        ("revocation_endpoint", "/revoke"),
        ("introspection_endpoint", "/introspect"),
        ("pushed_authorization_request_endpoint", "/par"),
        ("device_authorization_endpoint", "/device_authorization"),
        ("backchannel_authentication_endpoint", "/backchannel_authentication"),
        ("userinfo_endpoint", "/userinfo"),
    ] {
        assert_eq!(aliases[name], format!("{}{path}", served.address));
        assert_eq!(told[name], served.provider.url(path), "and the usual address stays");
    }
    let without_clients = ["authorization_endpoint", "end_session_endpoint", "registration_endpoint"];
    for (name, _) in told.as_object().unwrap().iter().filter(|(name, _)| name.ends_with("_endpoint")) {
        assert_ne!(aliases.contains_key(name), without_clients.contains(&name.as_str()), "{name}");
    }
    assert!(!aliases.contains_key("jwks_uri"));
    let no_authority = serve_with(builder(), |mtls| mtls.client_ca_files.clear());
    let told = methods(&document(&no_authority.provider).await, "token");
    assert!(told.contains(&"self_signed_tls_client_auth".to_owned()) && !told.contains(&"tls_client_auth".to_owned()));
}

/// RFC 8705 §2.1.2, §2.2.2, §3.4 in registrations (RFC 7591).
#[actix_web::test]
async fn a_client_registers_its_certificate_by_itself_and_uses_it() {
    let served = serve(builder().settings(open));
    let registrar = Registrar::new(&served.provider);
    let asked = |changes: Value| {
        let mut asked = with(json!({"grant_types": ["authorization_code", "refresh_token"], "scope": "openid"}));
        asked.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        asked
    };
    let by_name = json!({
        "token_endpoint_auth_method": "tls_client_auth", "tls_client_auth_san_dns": "app.example",
        "tls_client_certificate_bound_access_tokens": true,
    });
    let own = json!({"token_endpoint_auth_method": "self_signed_tls_client_auth", "jwks": {"keys": [MADE.own.jwk_with_x5c()]}});
    for (metadata, right, wrong) in [(by_name, &MADE.app, &MADE.forged), (own, &MADE.own, &MADE.app)] {
        let answer = registrar.registered(&asked(metadata.clone())).await;
        for (name, value) in metadata.as_object().unwrap() {
            assert_eq!(&answer[name], value, "{answer}");
        }
        assert!(answer.get("client_secret").is_none());
        let client_id = text(&answer["client_id"]);
        assert!(is_answered(&served.ask("/introspect", client_id, Some(right)).await));
        for other in [Some(wrong), None] {
            assert_refused(&served.ask("/introspect", client_id, other).await, 401, "invalid_client", "another");
        }
    }
    let unused = asked(json!({"tls_client_auth_san_dns": "app.example", "tls_client_auth_subject_dn": "x"}));
    assert!(
        registrar.registered(&unused).await.get("tls_client_auth_san_dns").is_none(),
        "what means nothing is not kept"
    );
}

#[actix_web::test]
async fn a_registration_that_cannot_be_meant_is_refused_by_its_name() {
    let served = serve(builder().settings(open));
    let registrar = Registrar::new(&served.provider);
    let dn = "CN=app,O=Example";
    for (metadata, name) in [
        (json!({"token_endpoint_auth_method": "tls_client_auth"}), "tls_client_auth_subject_dn"),
        (
            json!({"token_endpoint_auth_method": "tls_client_auth", "tls_client_auth_subject_dn": dn, "tls_client_auth_san_ip": "::1"}),
            "tls_client_auth_san_ip",
        ),
        (
            json!({"token_endpoint_auth_method": "tls_client_auth", "tls_client_auth_san_uri": "x"}),
            "tls_client_auth_san_uri",
        ),
        (
            json!({"token_endpoint_auth_method": "tls_client_auth", "tls_client_auth_san_dns": 5}),
            "tls_client_auth_san_dns",
        ),
        (json!({"token_endpoint_auth_method": "self_signed_tls_client_auth"}), "jwks_uri"),
        (
            json!({"tls_client_certificate_bound_access_tokens": true, "dpop_bound_access_tokens": true}),
            "tls_client_certificate_bound_access_tokens",
        ),
        (
            json!({
                "tls_client_certificate_bound_access_tokens": true, "response_types": ["code token"],
                "grant_types": ["authorization_code", "implicit"],
            }),
            "response_types",
        ),
    ] {
        let page = registrar.register(&with(metadata.clone())).await;
        assert_refused(&page, 400, "invalid_client_metadata", &metadata.to_string());
        assert!(text(&page.json()["error_description"]).contains(name), "{name}: {}", page.body);
    }
    let plain = Builder::new().settings(open).start();
    for metadata in [
        json!({"token_endpoint_auth_method": "tls_client_auth", "tls_client_auth_subject_dn": dn}),
        json!({"token_endpoint_auth_method": "self_signed_tls_client_auth", "jwks": {"keys": [MADE.own.jwk()]}}),
        json!({"tls_client_certificate_bound_access_tokens": true}),
    ] {
        let page = Registrar::new(&plain).register(&with(metadata.clone())).await;
        assert_refused(&page, 400, "invalid_client_metadata", "no certificates come here");
    }
}

/// The files are read again while the server runs; what cannot be read leaves what was there.
#[actix_web::test]
async fn authorities_are_replaced_while_the_server_runs() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    std::fs::copy(MADE.file("stranger.pem"), &file).unwrap();
    let path = file.clone();
    let served = serve_with(builder().client(by_dn()), |mtls| mtls.client_ca_files = vec![path]);
    assert_refused(&served.ask("/token", "crt", Some(&MADE.app)).await, 401, "invalid_client", "not yet");
    assert!(is_answered(&served.ask("/token", "crt", Some(&MADE.forged)).await));
    let reload = |settings: &Settings| served.provider.provider.authorities.load(settings.server.mtls.as_ref());
    std::fs::write(&file, "no certificate").unwrap();
    let live = served.provider.provider.live().clone();
    assert!(reload(&live.settings).unwrap_err().to_string().contains("client_ca_files"));
    assert!(is_answered(&served.ask("/token", "crt", Some(&MADE.forged)).await), "those before stay");
    std::fs::copy(MADE.file("trusted.pem"), &file).unwrap();
    reload(&live.settings).unwrap();
    assert!(is_answered(&served.ask("/token", "crt", Some(&MADE.app)).await));
    assert_refused(&served.ask("/token", "crt", Some(&MADE.forged)).await, 401, "invalid_client", "no longer");
}

/// What a start would refuse is told by `latchkey check`, for every file at once.
#[test]
fn check_reads_the_certificates_that_a_start_reads() {
    let authority = crate::support::site::Authority::new();
    let (own, key) = authority.certificate();
    let desk = crate::cli::Desk::new("");
    let check = |files: [&std::path::Path; 4]| {
        let [cert_file, key_file, ca, crl] = files.map(|file| file.display().to_string());
        let config = format!(
            "[server]\nissuer = 'https://auth.example.com'\ndata_dir = 'data'\n\
             tls = {{ cert_file = '{cert_file}', key_file = '{key_file}' }}\n\
             mtls = {{ listen = ['127.0.0.1:8443'], client_ca_files = ['{ca}'], crl_files = ['{crl}'] }}\n"
        );
        std::fs::write(desk.path().join("config.toml"), config).unwrap();
        desk.run(&["check"])
    };
    let (ca, crl) = (MADE.file("trusted.pem"), MADE.file("stale.crl"));
    let fine = check([&own, &key, &ca, &crl]);
    assert!(fine.status.success(), "{fine:?}");

    let nonsense = desk.path().join("nonsense.pem");
    std::fs::write(&nonsense, "no certificate").unwrap();
    let refused = |files, words: &[&str]| {
        let output = check(files);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
    };
    refused([&nonsense, &key, &ca, &crl], &["nonsense.pem", "tls.cert_file"]);
    refused([&own, &key, &nonsense, &crl], &["nonsense.pem", "client_ca_files"]);
    refused([&own, &key, &ca, &nonsense], &["crl_files"]);
    refused([&nonsense, &key, &nonsense, &crl], &["tls.cert_file", "client_ca_files", "2 errors"]);
}
