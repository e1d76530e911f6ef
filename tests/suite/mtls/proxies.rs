//! Certificates that a proxy passes on: from trusted proxies alone, in the one header that the operator named, and once.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use latchkey::config::settings::CertificateProxy;
use latchkey::protocol::certificate_header::CertificateHeader::{self, Envoy, Nginx, Rfc9440, Traefik};

use super::certificates::MADE;
use super::*;

fn started(form: CertificateHeader, change: impl FnOnce(&mut MtlsSettings), proxies: &[&str]) -> TestProvider {
    let bound = Client { tls_client_certificate_bound_access_tokens: true, ..self_signed("own", &MADE.own.jwk()) };
    let header = form.default_name().to_owned();
    let mut mtls = MtlsSettings {
        client_ca_files: vec![MADE.file("trusted.pem")],
        proxy: Some(CertificateProxy { form, header, verifies_chain: false }),
        ..MtlsSettings::default()
    };
    change(&mut mtls);
    let builder = builder().client(by_dn()).client(bound).client(phone()).settings(|settings| {
        settings.server.trusted_proxies = proxies.iter().map(|network| network.parse().unwrap()).collect();
        settings.server.mtls = Some(mtls);
    });
    builder.start()
}

const HERE: &[&str] = &["127.0.0.0/8", "::1/128"];

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The headers of a proxy for whoever holds that.
fn headers(form: CertificateHeader, holder: &Holder) -> Vec<(&'static str, String)> {
    let base64: Vec<String> = holder.chain().iter().map(|certificate| STANDARD.encode(certificate)).collect();
    let pem = encoded(&holder.certificates());
    match form {
        Rfc9440 => {
            let members: Vec<String> = base64.iter().map(|certificate| format!(":{certificate}:")).collect();
            let (own, issuers) = members.split_first().unwrap();
            let chain = (!issuers.is_empty()).then(|| ("Client-Cert-Chain", issuers.join(", ")));
            [("Client-Cert", own.clone())].into_iter().chain(chain).collect()
        }
        Nginx => vec![("X-SSL-Client-Cert", pem)],
        Envoy => vec![("x-forwarded-client-cert", format!("Hash=00;Chain=\"{pem}\";Subject=\"CN=app,O=Example\""))],
        Traefik => vec![("X-Forwarded-Tls-Client-Cert", base64.join(","))],
    }
}

async fn ask_with(provider: &TestProvider, path: &str, client_id: &str, headers: &[(&str, String)]) -> Page {
    let party = RelyingParty::of(provider, client_id);
    let fields = [&usual_fields(&party, path)[..], &[("client_id", client_id)]].concat();
    let request = party.http.post(provider.url(path)).form(&fields);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, value));
    Page::read(request.send().await.unwrap()).await
}

#[actix_web::test]
async fn a_trusted_proxy_passes_certificates_on_in_the_form_that_is_configured_and_in_no_other() {
    for form in [Rfc9440, Nginx, Envoy, Traefik] {
        let provider = started(form, |_| {}, HERE);
        for path in ENDPOINTS {
            for (client_id, holder) in [("crt", &MADE.app), ("crt", &MADE.below), ("own", &MADE.own)] {
                let page = ask_with(&provider, path, client_id, &headers(form, holder)).await;
                assert!(is_answered(&page), "{form:?} {path} {client_id}: {}", page.body);
            }
        }
        for (what, client_id, holder) in [
            ("an authority that is not trusted", "crt", &MADE.forged),
            ("by itself", "crt", &MADE.own),
            ("expired", "crt", &MADE.old),
            ("without the one in between", "crt", &MADE.orphan),
            ("another key", "own", &MADE.app),
        ] {
            let page = ask_with(&provider, "/token", client_id, &headers(form, holder)).await;
            assert_refused(&page, 401, "invalid_client", what);
        }
        for other in [Rfc9440, Nginx, Envoy, Traefik].into_iter().filter(|other| *other != form) {
            let page = ask_with(&provider, "/token", "crt", &headers(other, &MADE.app)).await;
            assert_refused(&page, 401, "invalid_client", "the header of another proxy");
        }
    }
}

/// Row of the header that anybody can write.
#[actix_web::test]
async fn nobody_else_is_believed_and_without_the_setting_nobody_at_all() {
    for form in [Rfc9440, Nginx, Envoy, Traefik] {
        let provider = started(form, |_| {}, &["10.0.0.0/8"]);
        for path in ENDPOINTS {
            let page = ask_with(&provider, path, "crt", &headers(form, &MADE.app)).await;
            assert_refused(&page, 401, "invalid_client", "from an address that is not trusted");
        }
        let provider = started(form, |mtls| mtls.proxy = None, HERE);
        let page = ask_with(&provider, "/token", "crt", &headers(form, &MADE.app)).await;
        assert_refused(&page, 401, "invalid_client", "no proxy is configured");
    }
}

/// What the client wrote may stand there beside what the proxy did.
#[actix_web::test]
async fn a_header_that_is_there_twice_or_names_several_clients_proves_nobody() {
    for form in [Rfc9440, Nginx, Envoy, Traefik] {
        let provider = started(form, |_| {}, HERE);
        let right = headers(form, &MADE.app);
        let twice = [right.clone(), right.clone()].concat();
        assert_refused(&ask_with(&provider, "/token", "crt", &twice).await, 401, "invalid_client", "twice");
        let joined = vec![(right[0].0, format!("{}, {}", right[0].1, right[0].1))];
        assert_refused(&ask_with(&provider, "/token", "own", &joined).await, 401, "invalid_client", "joined");
        for wrong in ["x", "::", ":AAAA:", "Cert=\"", "%ff"] {
            let page = ask_with(&provider, "/token", "crt", &[(right[0].0, wrong.to_owned())]).await;
            assert_refused(&page, 401, "invalid_client", wrong);
        }
        assert!(is_answered(&ask_with(&provider, "/token", "crt", &right).await), "once");
    }
}

/// A proxy that verified who issued the certificate is believed that too, where the operator says so.
#[actix_web::test]
async fn who_issued_a_certificate_the_proxy_may_have_verified() {
    let vouched = |mtls: &mut MtlsSettings| {
        mtls.client_ca_files.clear();
        mtls.proxy.as_mut().unwrap().verifies_chain = true;
    };
    let provider = started(Nginx, vouched, HERE);
    assert!(is_answered(&ask_with(&provider, "/token", "crt", &headers(Nginx, &MADE.orphan)).await));
    for (what, holder) in [("another name", &MADE.other), ("expired", &MADE.old)] {
        let page = ask_with(&provider, "/token", "crt", &headers(Nginx, holder)).await;
        assert_refused(&page, 401, "invalid_client", what);
    }
}

/// The header may have another name, and then the usual one says nothing.
#[actix_web::test]
async fn the_header_has_the_name_that_is_configured() {
    let provider = started(Nginx, |mtls| mtls.proxy.as_mut().unwrap().header = "ssl-client-cert".into(), HERE);
    let usual = headers(Nginx, &MADE.app);
    assert_refused(&ask_with(&provider, "/token", "crt", &usual).await, 401, "invalid_client", "the usual name");
    let own = [("SSL-Client-Cert", usual[0].1.clone())];
    assert!(is_answered(&ask_with(&provider, "/token", "crt", &own).await));
}

/// RFC 8705 §3 behind a proxy, which passes the certificate on at userinfo too.
#[actix_web::test]
async fn bound_tokens_open_userinfo_with_the_certificate_that_the_proxy_passes_on() {
    let provider = started(Rfc9440, |_| {}, HERE);
    let phone = RelyingParty::of(&provider, "phone");
    let code = phone.code(&Browser::new(), &[&[OFFLINE][..], &CHALLENGE].concat()).await;
    let redirect_uri = phone.redirect_uri.clone();
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", &redirect_uri),
        ("client_id", "phone"),
        ("code_verifier", VERIFIER),
    ];
    let own = &headers(Rfc9440, &MADE.own)[0].1;
    let request = phone.http.post(provider.url("/token")).header("Client-Cert", own).form(&fields);
    let tokens = Page::read(request.send().await.unwrap()).await.json();
    let userinfo = async |values: &[&str]| {
        let request = phone.http.get(provider.url("/userinfo")).bearer_auth(text(&tokens["access_token"]));
        let request = values.iter().fold(request, |request, value| request.header("Client-Cert", *value));
        request.send().await.unwrap().status().as_u16()
    };
    let other = headers(Rfc9440, &MADE.app)[0].1.clone();
    let (own, other) = (own.as_str(), other.as_str());
    assert_eq!(userinfo(&[own]).await, 200);
    for wrong in [&[][..], &[other], &[own, other], &[other, own], &[""]] {
        assert_eq!(userinfo(wrong).await, 401, "{}", wrong.len());
    }
}
