//! Access tokens that are bound to certificates (RFC 8705 §3, §4): what is issued, what it opens, and for whom.

use latchkey::protocol::access_token::AccessTokenFormat;
use latchkey::protocol::introspection::IntrospectionRight;

use super::certificates::MADE;
use super::*;
use crate::dpop::Holder as KeyHolder;
use crate::support::relying_party::decode;

/// The confidential `bound`, by a name; and `phone`, which proves nothing.
fn both() -> Builder {
    let bound = Client {
        tls_client_certificate_bound_access_tokens: true,
        introspect: vec![IntrospectionRight::Every],
        ..named("bound", SubjectMember::Dns, "app.example")
    };
    builder().client(bound).client(phone())
}

/// §3.1, §3.2: JWTs and introspection say it, and userinfo asks for it.
#[actix_web::test]
async fn what_is_issued_is_bound_to_the_certificate_and_opens_userinfo_with_it_and_in_no_other_way() {
    for format in [AccessTokenFormat::Opaque, AccessTokenFormat::Jwt] {
        let served = serve(both().settings(|settings| settings.tokens.access_token_format = format));
        let asks = served.party("bound", Some(&MADE.app));
        for (client_id, holder) in [("bound", &MADE.app), ("phone", &MADE.own)] {
            let party = served.party(client_id, Some(holder));
            let tokens = redeem(&party).await.json();
            assert_eq!(tokens["token_type"], "Bearer", "{tokens}");
            let access_token = text(&tokens["access_token"]);
            let cnf = json!({"x5t#S256": holder.thumbprint()});
            if format == AccessTokenFormat::Jwt {
                assert_eq!(decode(access_token).1["cnf"], cnf);
            }
            let seen = introspect(&asks, access_token).await;
            assert_eq!((&seen["token_type"], &seen["cnf"]), (&"Bearer".into(), &cnf), "{seen}");
            let opened = party.userinfo(access_token).await;
            assert_eq!((opened.status.as_u16(), &opened.json()["email"]), (200, &"ada@example.com".into()));
            for (what, page) in [
                ("another certificate", served.party(client_id, Some(&MADE.other)).userinfo(access_token).await),
                ("the same names, renewed", served.party(client_id, Some(&MADE.renewed)).userinfo(access_token).await),
                ("no certificate", served.party(client_id, None).userinfo(access_token).await),
                ("where none is asked for", RelyingParty::of(&served.provider, client_id).userinfo(access_token).await),
            ] {
                assert_refused(&page, 401, "invalid_token", what);
                assert!(page.header("www-authenticate").starts_with("Bearer error=\"invalid_token\""), "{what}");
            }
            let as_dpop = party
                .http
                .get(format!("{}/userinfo", party.address))
                .header("Authorization", format!("DPoP {access_token}"));
            assert_refused(&Page::read(as_dpop.send().await.unwrap()).await, 401, "invalid_token", "as DPoP");
            let in_body =
                party.http.post(format!("{}/userinfo", served.address)).form(&[("access_token", access_token)]);
            assert_eq!(in_body.send().await.unwrap().status(), 200, "in the body too");
        }
    }
}

/// §3: tokens of a client for itself.
#[actix_web::test]
async fn a_client_gets_tokens_for_itself_that_are_bound() {
    let served = serve(both());
    let made = served.ask("/token", "bound", Some(&MADE.app)).await.json();
    let cnf = json!({"x5t#S256": MADE.app.thumbprint()});
    let seen = introspect(&served.party("bound", Some(&MADE.renewed)), text(&made["access_token"])).await;
    assert_eq!(seen["cnf"], cnf);
}

/// §3.4: "client intention to use mutual-TLS client certificate-bound access tokens".
#[actix_web::test]
async fn a_client_that_may_only_have_bound_tokens_gets_no_others_and_loses_nothing_by_asking() {
    let served = serve(both());
    let party = served.party("phone", Some(&MADE.own));
    let code = party.code(&Browser::new(), &[&[OFFLINE][..], &CHALLENGE].concat()).await;
    for without in [served.party("phone", None), RelyingParty::of(&served.provider, "phone")] {
        assert_refused(&redeem_code(&without, &code).await, 400, "invalid_request", "without a certificate");
    }
    assert_eq!(redeem_code(&party, &code).await.status, 200);
}

/// A certificate that happens to come along binds nothing: the client has not asked for it.
#[actix_web::test]
async fn tokens_of_other_clients_are_for_whoever_has_them_whatever_certificate_came_along() {
    let served = serve(builder().client(by_dn()).client(public_client("tablet")));
    for (client_id, holder) in [("crt", &MADE.app), ("tablet", &MADE.own)] {
        let tokens = redeem(&served.party(client_id, Some(holder))).await.json();
        let access_token = text(&tokens["access_token"]);
        assert!(introspect(&served.party("crt", Some(&MADE.app)), access_token).await.get("cnf").is_none());
        assert_eq!(RelyingParty::of(&served.provider, client_id).userinfo(access_token).await.status, 200);
    }
}

/// §4: "it SHOULD also bind the refresh token to the respective certificate".
#[actix_web::test]
async fn a_public_clients_refresh_token_is_of_use_to_the_holder_of_its_certificate_alone() {
    let mut served = serve(both());
    let mut last = redeem(&served.party("phone", Some(&MADE.own))).await.json();
    for _ in 0..2 {
        for (what, thief) in
            [("another", Some(&MADE.app)), ("the same key in another", Some(&MADE.own_again)), ("none", None)]
        {
            let page = refresh(&served.party("phone", thief), &last).await;
            let error = if thief.is_some() { "invalid_grant" } else { "invalid_request" };
            assert_refused(&page, 400, error, what);
        }
        let party = served.party("phone", Some(&MADE.own));
        let next = refresh(&party, &last).await;
        assert_eq!(next.status, 200, "{}", next.body);
        assert_eq!(party.userinfo(text(&next.json()["access_token"])).await.status, 200);
        last = next.json();
    }
    // Bound it stays, also where the client need not have bound tokens any more.
    served.provider.reload(|settings| {
        settings.clients.iter_mut().for_each(|client| client.tls_client_certificate_bound_access_tokens = false);
    });
    assert_refused(&refresh(&served.party("phone", None), &last).await, 400, "invalid_grant", "still");
    assert_eq!(refresh(&served.party("phone", Some(&MADE.own)), &last).await.status, 200);
}

/// §7.1: those of confidential clients are bound indirectly: the client authenticates, and may renew its certificate.
#[actix_web::test]
async fn a_confidential_client_may_renew_its_certificate_between_refreshes() {
    let served = serve(both());
    let tokens = redeem(&served.party("bound", Some(&MADE.app))).await.json();
    let renewed = served.party("bound", Some(&MADE.renewed));
    let next = refresh(&renewed, &tokens).await.json();
    assert_eq!(renewed.userinfo(text(&next["access_token"])).await.status, 200);
    assert_eq!(renewed.userinfo(text(&tokens["access_token"])).await.status, 401, "the one before is the old one's");
    assert_refused(&refresh(&served.party("bound", Some(&MADE.other)), &next).await, 401, "invalid_client", "another");
}

/// A client that proves itself otherwise has bound tokens too (§3), and its assertions may name the endpoint that it
/// asks.
#[actix_web::test]
async fn a_client_with_another_method_has_tokens_that_are_bound_to_its_certificate() {
    use crate::client_auth::assertions::{Key, claims, fields};
    let key = Key::new("k1");
    let jwks = JwkSet::from_value(&json!({"keys": [key.jwk()]})).unwrap();
    let signs = Client {
        jwks: Some(Arc::new(jwks)),
        tls_client_certificate_bound_access_tokens: true,
        ..by(ClientAuthMethod::PrivateKeyJwt, "signs")
    };
    let served = serve(builder().client(signs));
    for aud in [served.provider.issuer.clone(), served.provider.url("/token"), format!("{}/token", served.address)] {
        let mut claims = claims(&served.provider, "signs");
        claims["aud"] = json!(aud);
        let assertion = key.sign(&claims);
        let asked = [&[("grant_type", "client_credentials")][..], &fields(&assertion)].concat();
        let page = served.post("/token", "signs", Some(&MADE.own), &asked).await;
        assert_eq!(page.status, 200, "{aud}: {}", page.body);
    }
    let mut claims = claims(&served.provider, "signs");
    claims["aud"] = json!(format!("{}/userinfo", served.address));
    let assertion = key.sign(&claims);
    let asked = [&[("grant_type", "client_credentials")][..], &fields(&assertion)].concat();
    let page = served.post("/token", "signs", Some(&MADE.own), &asked).await;
    assert_refused(&page, 401, "invalid_client", "another endpoint");
}

/// RFC 9449 beside RFC 8705: a proof binds to its key, whoever the client is and by whatever it proves itself.
#[actix_web::test]
async fn a_proof_of_a_key_binds_to_that_key_also_where_certificates_come() {
    let served = serve(both().client(by_dn()));
    let holder = KeyHolder::new();
    let party = served.party("crt", Some(&MADE.app));
    let asked = [("grant_type", "client_credentials"), ("client_id", "crt")];
    let with_proof = async |party: &RelyingParty<'_>, htu: String, fields: &[(&str, &str)]| {
        let proof = holder.proof_with(&served.provider, ("POST", "/token"), &json!({"htu": htu}));
        let request = party.http.post(format!("{}/token", party.address)).header("DPoP", proof).form(fields);
        Page::read(request.send().await.unwrap()).await
    };
    for htu in [format!("{}/token", served.address), served.provider.url("/token")] {
        let made = with_proof(&party, htu, &asked).await;
        assert_eq!(made.json()["token_type"], "DPoP", "{}", made.body);
        let seen = introspect(&party, text(&made.json()["access_token"])).await;
        assert!(seen["cnf"]["jkt"].is_string() && seen["cnf"].get("x5t#S256").is_none(), "{seen}");
    }
    let elsewhere = with_proof(&party, "https://localhost:1/token".into(), &asked).await;
    assert_refused(&elsewhere, 400, "invalid_dpop_proof", "another address");
    let bound = served.party("bound", Some(&MADE.app));
    let asked = [("grant_type", "client_credentials"), ("client_id", "bound")];
    let two = with_proof(&bound, format!("{}/token", served.address), &asked).await;
    assert_refused(&two, 400, "invalid_request", "a token is bound to one of them");
}
