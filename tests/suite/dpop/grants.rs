//! The token endpoint: what is issued is bound to the key that was proven, and a proof that is wrong uses nothing up.

use futures_util::future::join_all;
use latchkey::protocol::access_token::AccessTokenFormat;
use serde_json::json;

use super::{
    Holder, ask, assert_refused, borrowed, builder, introspect, redeem, refresh, requests, text, token, tokens,
};
use crate::client_auth::assertions::mac;
use crate::support::browser::Page;
use crate::support::provider::SECRET;
use crate::support::relying_party::decode;
use crate::support::{Browser, RelyingParty};

/// RFC 9449 §5, §6.1, §6.2.
#[actix_web::test]
async fn what_comes_with_a_proof_is_bound_to_its_key_and_says_so() {
    for format in [AccessTokenFormat::Opaque, AccessTokenFormat::Jwt] {
        let provider = builder().settings(|settings| settings.tokens.access_token_format = format).start();
        let holder = Holder::new();
        for (app, fields) in requests(&provider, &holder).await {
            let answer = token(&app, &borrowed(&fields), &[&holder.for_token(&provider)]).await;
            let tokens = answer.json();
            assert_eq!(tokens["token_type"], "DPoP", "{fields:?} {}", answer.body);
            let access_token = text(&tokens["access_token"]);
            if format == AccessTokenFormat::Jwt {
                assert_eq!(decode(access_token).1["cnf"], json!({"jkt": holder.jkt()}));
            }
            if app.client_id != "phone" {
                let seen = introspect(&app, access_token).await;
                assert_eq!((&seen["token_type"], &seen["cnf"]), (&"DPoP".into(), &json!({"jkt": holder.jkt()})));
            }
            if app.client_id != "machine" {
                assert_eq!(ask(&app, &tokens, &holder).await.status, 200);
            }
        }
    }
}

#[actix_web::test]
async fn what_comes_without_one_is_for_whoever_has_it_as_ever() {
    for format in [AccessTokenFormat::Opaque, AccessTokenFormat::Jwt] {
        let provider = builder().settings(|settings| settings.tokens.access_token_format = format).start();
        let app = RelyingParty::new(&provider);
        let tokens = app.tokens(&Browser::new(), &[super::OFFLINE]).await;
        let access_token = text(&tokens["access_token"]);
        assert_eq!(tokens["token_type"], "Bearer");
        if format == AccessTokenFormat::Jwt {
            assert!(decode(access_token).1.get("cnf").is_none());
        }
        let seen = introspect(&app, access_token).await;
        assert_eq!((&seen["token_type"], seen.get("cnf")), (&"Bearer".into(), None));
        assert!(introspect(&app, text(&tokens["refresh_token"])).await.get("cnf").is_none());
        assert_eq!(app.userinfo(access_token).await.status, 200);
    }
}

/// RFC 9449 §4.3, row 31. Each of them is tried on each grant, which then works still.
#[actix_web::test]
async fn a_wrong_proof_is_refused_at_every_grant_and_uses_nothing_up() {
    let provider = builder().start();
    let holder = Holder::new();
    let now = provider.provider.now().seconds();
    let at = |changes| holder.proof_with(&provider, ("POST", "/token"), &changes);
    let right = || holder.for_token(&provider);
    let claims = json!({"htm": "POST", "htu": provider.url("/token"), "iat": now, "jti": "j"});
    let header = |changes: serde_json::Value| {
        let mut header = json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": holder.0.jwk()});
        for (name, value) in changes.as_object().unwrap() {
            header[name] = value.clone();
        }
        holder.0.sign_as(&header, &claims)
    };
    let mut private = holder.0.jwk();
    private["d"] = json!("AQAB");
    let wrong: Vec<(&str, Vec<String>)> = vec![
        ("two headers", vec![right(), right()]),
        ("a right one and nothing", vec![right(), String::new()]),
        ("nothing", vec![String::new()]),
        ("no JWT", vec!["proof".to_owned()]),
        ("two in one", vec![format!("{}, {}", right(), right())]),
        ("no htu", vec![at(json!({"htu": null}))]),
        ("another endpoint", vec![at(json!({"htu": provider.url("/userinfo")}))]),
        ("another server", vec![at(json!({"htu": "https://evil.example/token"}))]),
        ("a trailing slash", vec![at(json!({"htu": provider.url("/token/")}))]),
        ("another case", vec![at(json!({"htu": provider.url("/Token")}))]),
        ("another port", vec![at(json!({"htu": "http://localhost/token"}))]),
        ("another method", vec![at(json!({"htm": "GET"}))]),
        ("old", vec![at(json!({"iat": now - 61}))]),
        ("of the future", vec![at(json!({"iat": now + 31}))]),
        ("no iat", vec![at(json!({"iat": null}))]),
        ("no jti", vec![at(json!({"jti": null}))]),
        ("a long jti", vec![at(json!({"jti": "x".repeat(256)}))]),
        ("an assertion", vec![header(json!({"typ": "JWT"}))]),
        ("none", vec![header(json!({"alg": "none"}))]),
        ("a MAC", vec![mac("HS256", SECRET.as_bytes(), &claims)]),
        ("another algorithm", vec![header(json!({"alg": "ES384"}))]),
        ("a private key", vec![header(json!({"jwk": private}))]),
        ("a symmetric key", vec![header(json!({"jwk": {"kty": "oct", "k": "AQAB"}}))]),
        ("another key", vec![header(json!({"jwk": Holder::new().0.jwk()}))]),
        ("no signature", vec![format!("{}.", right().rsplit_once('.').unwrap().0)]),
        ("long", vec![at(json!({"filler": "x".repeat(9_000)}))]),
    ];
    let requests = requests(&provider, &holder).await;
    for (what, proofs) in &wrong {
        for (app, fields) in &requests {
            let proofs: Vec<&str> = proofs.iter().map(String::as_str).collect();
            let answer = token(app, &borrowed(fields), &proofs).await;
            assert_refused(&answer, 400, "invalid_dpop_proof", what);
        }
    }
    for (app, fields) in &requests {
        let answer = token(app, &borrowed(fields), &[&right()]).await;
        assert_eq!(answer.status, 200, "{fields:?} {}", answer.body);
    }
}

/// RFC 9449 §4.3 with RFC 3986 §6.2.2 and §6.2.3.
#[actix_web::test]
async fn the_same_address_written_otherwise_is_the_same() {
    let provider = builder().start();
    let (holder, machine) = (Holder::new(), RelyingParty::of(&provider, "machine"));
    for same in [
        provider.url("/token").replace("http://localhost", "HTTP://LocalHost"),
        provider.url("/%74oken"),
        provider.url("/x/../token?a=b#c"),
    ] {
        let proof = holder.proof_with(&provider, ("POST", "/token"), &json!({"htu": same}));
        let answer = token(&machine, &[("grant_type", "client_credentials")], &[&proof]).await;
        assert_eq!(answer.status, 200, "{same}: {}", answer.body);
    }
}

/// Row 37: a proof made for another server is not good here because somebody says that this is that server.
#[actix_web::test]
async fn the_host_header_says_nothing_of_where_a_proof_is_for() {
    let provider = builder().start();
    let (holder, machine) = (Holder::new(), RelyingParty::of(&provider, "machine"));
    let ask = async |htu: &str| {
        let proof = holder.proof_with(&provider, ("POST", "/token"), &json!({"htu": htu}));
        let request = machine.http.post(provider.url("/token")).basic_auth("machine", Some(SECRET));
        let request = request.header("Host", "127.0.0.1").header("X-Forwarded-Host", "evil.example");
        let request = request.header("DPoP", proof).form(&[("grant_type", "client_credentials")]);
        Page::read(request.send().await.unwrap()).await
    };
    for htu in ["http://127.0.0.1/token", "https://evil.example/token", "http://evil.example/token"] {
        assert_refused(&ask(htu).await, 400, "invalid_dpop_proof", htu);
    }
    assert_eq!(ask(&provider.url("/token")).await.status, 200);
}

/// RFC 9449 §11.1, rows 31 and 36: on whatever node, whatever it came with.
#[actix_web::test]
async fn a_proof_counts_once_over_all_grants_and_nodes() {
    let mut provider = builder().start();
    let (_, elsewhere) = provider.another_node();
    let holder = Holder::new();
    let used = holder.for_token(&provider);
    let machine = RelyingParty::of(&provider, "machine");
    assert_eq!(token(&machine, &[("grant_type", "client_credentials")], &[&used]).await.status, 200);
    for (app, fields) in requests(&provider, &holder).await {
        for address in [provider.issuer.clone(), elsewhere.clone()] {
            let app = RelyingParty { address, ..RelyingParty::of(&provider, app.client_id) };
            assert_refused(&token(&app, &borrowed(&fields), &[&used]).await, 400, "invalid_dpop_proof", "replayed");
        }
        let right = holder.for_token(&provider);
        assert_eq!(token(&app, &borrowed(&fields), &[&right]).await.status, 200, "nothing was used up: {fields:?}");
        assert_ne!(token(&app, &borrowed(&fields), &[&right]).await.status, 200);
    }
    provider.advance(60);
    let last = token(&machine, &[("grant_type", "client_credentials")], &[&used]).await;
    assert_refused(&last, 400, "invalid_dpop_proof", "in the last second that it counts in");
    let last =
        holder.proof_with(&provider, ("POST", "/token"), &json!({"iat": provider.provider.now().seconds() - 60}));
    assert_eq!(token(&machine, &[("grant_type", "client_credentials")], &[&last]).await.status, 200, "its neighbour");
    provider.advance(1);
    let over = token(&machine, &[("grant_type", "client_credentials")], &[&used]).await;
    assert_refused(&over, 400, "invalid_dpop_proof", "and after it");
}

/// Row 36: "same jti twice, in parallel, on two nodes → one success".
#[actix_web::test]
async fn of_requests_at_once_with_one_proof_one_succeeds() {
    let mut provider = builder().start();
    let (_, elsewhere) = provider.another_node();
    let holder = Holder::new();
    let here = RelyingParty::of(&provider, "machine");
    let there = RelyingParty { address: elsewhere, ..RelyingParty::of(&provider, "machine") };
    for _ in 0..3 {
        let proof = holder.for_token(&provider);
        let (grant, proofs) = ([("grant_type", "client_credentials")], [proof.as_str()]);
        let answers = join_all((0..8).map(|nth| token([&here, &there][nth % 2], &grant, &proofs))).await;
        let successes = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!(successes, 1);
        for refused in answers.iter().filter(|answer| answer.status != 200) {
            assert_refused(refused, 400, "invalid_dpop_proof", "at once");
        }
    }
}

/// RFC 9449 §5: "Refresh tokens issued to public clients … are bound to the DPoP public key"; row 31.
#[actix_web::test]
async fn a_public_clients_refresh_token_is_of_use_to_the_holder_of_its_key_alone() {
    let provider = builder().start();
    let (holder, thief) = (Holder::new(), Holder::new());
    let phone = RelyingParty::of(&provider, "phone");
    let mut last = tokens(&phone, &holder).await;
    for _ in 0..2 {
        assert_refused(&refresh(&phone, &last, &[]).await, 400, "invalid_grant", "without a proof");
        let other = thief.for_token(&provider);
        assert_refused(&refresh(&phone, &last, &[&other]).await, 400, "invalid_grant", "by another key");
        let next = refresh(&phone, &last, &[&holder.for_token(&provider)]).await;
        assert_eq!((next.status.as_u16(), &next.json()["token_type"]), (200, &"DPoP".into()), "{}", next.body);
        // Within the grace, too: a second use gets what the first one got, if it is the same holder's.
        let other = thief.for_token(&provider);
        assert_refused(&refresh(&phone, &last, &[&other]).await, 400, "invalid_grant", "a second use");
        let again = refresh(&phone, &last, &[&holder.for_token(&provider)]).await.json();
        assert_eq!(again["refresh_token"], next.json()["refresh_token"]);
        last = next.json();
        assert_eq!(ask(&phone, &last, &holder).await.status, 200);
        assert_eq!(ask(&phone, &last, &thief).await.status, 401);
    }
}

/// A public client that learns DPoP binds what it has from then on.
#[actix_web::test]
async fn a_public_clients_refresh_token_is_bound_by_the_first_proof_that_comes_with_one() {
    let provider = builder().start();
    let holder = Holder::new();
    let phone = RelyingParty::of(&provider, "phone");
    let code = phone.code(&Browser::new(), &[&[super::OFFLINE][..], &super::CHALLENGE].concat()).await;
    let unbound = redeem(&phone, &code, &[]).await.json();
    assert_eq!(unbound["token_type"], "Bearer");
    let bound = refresh(&phone, &unbound, &[&holder.for_token(&provider)]).await.json();
    assert_eq!(bound["token_type"], "DPoP");
    assert_refused(&refresh(&phone, &bound, &[]).await, 400, "invalid_grant", "from then on");
    assert_eq!(refresh(&phone, &bound, &[&holder.for_token(&provider)]).await.status, 200);
}

/// RFC 9449 §5: those of confidential clients "are already sender-constrained": a client may change its keys.
#[actix_web::test]
async fn a_confidential_client_may_change_its_key_with_each_refresh() {
    let provider = builder().start();
    let (first, second) = (Holder::new(), Holder::new());
    let app = RelyingParty::new(&provider);
    let code = app.code(&Browser::new(), &[super::OFFLINE]).await;
    let tokens = redeem(&app, &code, &[&first.for_token(&provider)]).await.json();
    assert!(introspect(&app, text(&tokens["refresh_token"])).await.get("cnf").is_none());
    let tokens = refresh(&app, &tokens, &[&second.for_token(&provider)]).await.json();
    assert_eq!(ask(&app, &tokens, &second).await.status, 200);
    assert_eq!(ask(&app, &tokens, &first).await.status, 401);
    let tokens = refresh(&app, &tokens, &[]).await.json();
    assert_eq!(tokens["token_type"], "Bearer");
}

/// RFC 9449 §5.2.
#[actix_web::test]
async fn a_client_that_may_only_have_bound_tokens_gets_no_others_and_loses_nothing_by_asking() {
    let provider = builder()
        .settings(|settings| settings.clients.iter_mut().for_each(|client| client.dpop_bound_access_tokens = true))
        .start();
    let holder = Holder::new();
    for (app, fields) in requests(&provider, &holder).await {
        let refused = token(&app, &borrowed(&fields), &[]).await;
        assert_refused(&refused, 400, "invalid_request", &format!("{fields:?}"));
        let answer = token(&app, &borrowed(&fields), &[&holder.for_token(&provider)]).await;
        assert_eq!(answer.json()["token_type"], "DPoP", "{}", answer.body);
    }
}

/// RFC 9449 §5.1.
#[actix_web::test]
async fn discovery_names_the_algorithms_and_no_other_is_accepted() {
    use latchkey::jose::Algorithm;
    let provider = builder().settings(|settings| settings.tokens.dpop.algorithms = vec![Algorithm::PS256]).start();
    let machine = RelyingParty::of(&provider, "machine");
    let document = machine.http.get(provider.url("/.well-known/openid-configuration")).send().await.unwrap();
    let document = Page::read(document).await.json();
    assert_eq!(document["dpop_signing_alg_values_supported"], json!(["PS256"]));
    let answer = token(&machine, &[("grant_type", "client_credentials")], &[&Holder::new().for_token(&provider)]).await;
    assert_refused(&answer, 400, "invalid_dpop_proof", "ES256");
}
