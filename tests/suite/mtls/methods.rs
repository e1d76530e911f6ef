//! `tls_client_auth` and `self_signed_tls_client_auth` (RFC 8705 §2) at every endpoint where clients prove who they
//! are, each with the neighbours that are refused.

use super::certificates::{Holder, MADE};
use super::*;
use crate::support::site::{Answer, Site};

/// §2.1: "exactly one of" five names.
#[actix_web::test]
async fn each_kind_of_name_proves_its_client_at_every_endpoint_and_another_name_none() {
    let names = [
        ("dn", SubjectMember::Dn, "CN=app,O=Example,C=GB", "CN=app2,O=Example,C=GB"),
        ("dns", SubjectMember::Dns, "app.example", "example"),
        ("uri", SubjectMember::Uri, "urn:example:app", "urn:example:app2"),
        ("ip", SubjectMember::Ip, "192.0.2.7", "192.0.2.9"),
        ("email", SubjectMember::Email, "app@example.com", "app@example.org"),
    ];
    let with = |builder: Builder, (client_id, member, name, other): (&str, SubjectMember, &str, &str)| {
        builder.client(named(client_id, member, name)).client(named(&format!("not-{client_id}"), member, other))
    };
    let served = serve(names.into_iter().fold(builder(), with));
    for (client_id, ..) in names {
        for path in ENDPOINTS {
            let page = served.ask(path, client_id, Some(&MADE.app)).await;
            assert!(is_answered(&page), "{client_id} {path}: {} {}", page.status, page.body);
            let page = served.ask(path, &format!("not-{client_id}"), Some(&MADE.app)).await;
            assert_refused(&page, 401, "invalid_client", client_id);
        }
        assert_refused(&served.ask("/token", client_id, Some(&MADE.other)).await, 401, "invalid_client", client_id);
    }
}

/// §2.1, and RFC 5280 §6 for what a certificate must be.
#[actix_web::test]
async fn a_certificate_that_is_not_of_a_trusted_issuer_for_clients_and_good_now_proves_nobody() {
    let served = serve(builder().client(by_dn()));
    for (what, holder) in [("usual", &MADE.app), ("renewed", &MADE.renewed), ("with its chain", &MADE.below)] {
        for path in ENDPOINTS {
            assert!(is_answered(&served.ask(path, "crt", Some(holder)).await), "{what} {path}");
        }
    }
    let wrong: [(&str, Option<&Holder>); 8] = [
        ("no certificate", None),
        ("an authority of the same name", Some(&MADE.forged)),
        ("by itself", Some(&MADE.own)),
        ("expired", Some(&MADE.old)),
        ("for servers", Some(&MADE.server)),
        ("without the one in between", Some(&MADE.orphan)),
        ("another name", Some(&MADE.other)),
        ("by itself, expired", Some(&MADE.own_old)),
    ];
    for (what, holder) in wrong {
        for path in ENDPOINTS {
            assert_refused(&served.ask(path, "crt", holder).await, 401, "invalid_client", &format!("{what} {path}"));
        }
    }
    assert!(is_answered(&served.ask("/token", "crt", Some(&MADE.app)).await), "and nothing is lost by that");
}

#[actix_web::test]
async fn nobody_brings_a_certificate_where_none_is_asked_for() {
    let served = serve(builder().client(by_dn()));
    let usual = RelyingParty::of(&served.provider, "crt");
    for path in ENDPOINTS {
        assert_refused(&ask(&usual, path).await, 401, "invalid_client", path);
    }
}

/// §2.2: the certificate is registered with its key; who issued it says nothing.
#[actix_web::test]
async fn a_certificate_among_the_registered_keys_proves_its_client_whoever_issued_it() {
    let mut for_encryption = MADE.own.jwk();
    for_encryption["use"] = json!("enc");
    for_encryption.as_object_mut().unwrap().remove("alg");
    let mut of_another = MADE.own.jwk();
    of_another["x5c"] = MADE.app.jwk_with_x5c()["x5c"].clone();
    let served = serve(
        builder()
            .client(self_signed("x5c", &MADE.own.jwk_with_x5c()))
            .client(self_signed("key", &MADE.own.jwk()))
            .client(self_signed("issued", &MADE.forged.jwk_with_x5c()))
            .client(self_signed("enc", &for_encryption))
            .client(self_signed("mixed", &of_another))
            .client(self_signed("old", &MADE.own_old.jwk_with_x5c())),
    );
    for path in ENDPOINTS {
        for (client_id, holder) in
            [("x5c", &MADE.own), ("key", &MADE.own), ("key", &MADE.own_again), ("issued", &MADE.forged)]
        {
            let page = served.ask(path, client_id, Some(holder)).await;
            assert!(is_answered(&page), "{client_id} {path}: {}", page.body);
        }
        for (what, client_id, holder) in [
            ("no certificate", "x5c", None),
            ("the same key in another certificate", "x5c", Some(&MADE.own_again)),
            ("another key", "x5c", Some(&MADE.app)),
            ("another key", "key", Some(&MADE.app)),
            ("a key for encryption", "enc", Some(&MADE.own)),
            ("x5c of another key", "mixed", Some(&MADE.own)),
            ("x5c of another key", "mixed", Some(&MADE.app)),
            ("expired", "old", Some(&MADE.own_old)),
        ] {
            let page = served.ask(path, client_id, holder).await;
            assert_refused(&page, 401, "invalid_client", &format!("{what} {path}"));
        }
    }
}

/// Keys that rotate at their address.
#[actix_web::test]
async fn a_certificate_that_is_new_behind_the_address_of_the_keys_is_found_there() {
    let set = |holder: &Holder| json!({"keys": [holder.jwk_with_x5c()]}).to_string();
    let served_now = Arc::new(std::sync::Mutex::new(set(&MADE.app)));
    let keys = served_now.clone();
    let site = Site::new(move |_| Answer::of(200, &keys.lock().unwrap()));
    let client =
        Client { jwks_uri: Some(site.url("/jwks")), ..by(ClientAuthMethod::SelfSignedTlsClientAuth, "remote") };
    let served = serve(builder().client(client));
    assert!(is_answered(&served.ask("/token", "remote", Some(&MADE.app)).await));
    *served_now.lock().unwrap() = set(&MADE.own);
    served.provider.advance(11);
    assert!(is_answered(&served.ask("/token", "remote", Some(&MADE.own)).await));
    assert_refused(&served.ask("/token", "remote", Some(&MADE.app)).await, 401, "invalid_client", "no longer there");
}

/// RFC 6749 §2.3: a client uses the method that it registered, and no other.
#[actix_web::test]
async fn a_certificate_stands_in_for_no_other_method_and_no_other_for_a_certificate() {
    let served = serve(builder().client(by_dn()));
    let secretive = served.party("app", Some(&MADE.app));
    for path in ["/token", "/introspect"] {
        assert_refused(&ask(&secretive, path).await, 401, "invalid_client", "a certificate for a secret");
    }
    assert_eq!(
        secretive.token(&[("grant_type", "refresh_token"), ("refresh_token", "x")]).await.json()["error"],
        "invalid_grant"
    );
    let party = served.party("crt", Some(&MADE.app));
    let by_secret = party.http.post(format!("{}/token", party.address)).basic_auth("crt", Some(SECRET));
    let page = Page::read(by_secret.form(&[("grant_type", "client_credentials")]).send().await.unwrap()).await;
    assert_refused(&page, 401, "invalid_client", "a secret beside it");
    let assertion = [("client_assertion", "e30.e30.AAAA"), ("client_assertion_type", "x")];
    let page = served.post("/token", "crt", Some(&MADE.app), &assertion).await;
    assert!(!is_answered(&page), "an assertion beside it");
}

/// What an app has ends when it may no longer prove itself by what it got it by.
#[actix_web::test]
async fn what_was_got_by_a_name_ends_when_the_name_is_no_longer_registered() {
    let mut served = serve(builder().client(by_dn()));
    let party = served.party("crt", Some(&MADE.app));
    let tokens = redeem(&party).await.json();
    let access_token = text(&tokens["access_token"]).to_owned();
    assert_eq!(party.userinfo(&access_token).await.status, 200);
    drop(party);
    let other = named("crt", SubjectMember::Dns, "app.example");
    served.provider.reload(|settings| {
        settings.clients.retain(|client| client.client_id.as_str() != "crt");
        settings.clients.push(other);
    });
    let party = served.party("crt", Some(&MADE.app));
    assert_eq!(party.userinfo(&access_token).await.status, 401);
    assert_refused(&refresh(&party, &tokens).await, 400, "invalid_grant", "another name");
}

/// Revocation lists (RFC 5280 §5).
#[actix_web::test]
async fn a_certificate_on_a_revocation_list_proves_nobody_and_a_list_that_is_past_its_time_nobody_at_all() {
    for list in ["revoked.crl", "revoked.der.crl"] {
        let served = serve_with(builder().client(by_dn()), |mtls| mtls.crl_files = vec![MADE.file(list)]);
        assert!(is_answered(&served.ask("/token", "crt", Some(&MADE.app)).await), "{list}");
        assert_refused(&served.ask("/token", "crt", Some(&MADE.renewed)).await, 401, "invalid_client", list);
    }
    let served = serve_with(builder().client(by_dn()), |mtls| mtls.crl_files = vec![MADE.file("stale.crl")]);
    assert_refused(&served.ask("/token", "crt", Some(&MADE.app)).await, 401, "invalid_client", "stale");
}

/// Guesses count as those at secrets do (SEC-34).
#[actix_web::test]
async fn wrong_certificates_in_a_clients_name_are_counted() {
    let served = serve(builder().client(by_dn()).settings(|settings| settings.limits.client_auth_failures.events = 3));
    for _ in 0..3 {
        assert_refused(&served.ask("/token", "crt", Some(&MADE.other)).await, 401, "invalid_client", "counted");
    }
    assert_eq!(served.ask("/token", "crt", Some(&MADE.other)).await.status, 429);
}
