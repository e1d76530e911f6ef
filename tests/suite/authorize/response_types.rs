//! Every response type in every mode: what comes, where it comes, and what is refused (OpenID Connect Core §3;
//! SEC-7, SEC-13).

use std::collections::BTreeMap;

use latchkey::jose::{Algorithm, left_half_hash};
use latchkey::protocol::client::{Client, GrantType};
use latchkey::protocol::response_type::ResponseType;
use serde_json::json;

use crate::support::browser::Page;
use crate::support::provider::client;
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const MODES: [&str; 4] = ["", "query", "fragment", "form_post"];

/// A provider whose client may use every response type.
fn provider() -> TestProvider {
    let app = Client {
        response_types: ResponseType::ALL.to_vec(),
        grant_types: vec![GrantType::AuthorizationCode, GrantType::RefreshToken, GrantType::Implicit],
        ..client("app")
    };
    Builder::new().with(|settings| settings.clients = vec![app, client("other")]).start()
}

/// The parameters of an answer, read from where the mode puts them; nothing may stand elsewhere.
fn read(page: &Page, response_type: ResponseType, mode: &str) -> BTreeMap<String, String> {
    let mode = match mode {
        "" if response_type.is_front_channel() => "fragment",
        "query" if response_type.is_front_channel() => "fragment",
        "" => "query",
        mode => mode,
    };
    match mode {
        "form_post" => {
            assert_eq!((page.raw_location(), page.form_action().as_str()), (None, "https://app.example/cb"));
            page.posted()
        }
        "fragment" => {
            assert!(page.raw_location().unwrap().starts_with("https://app.example/cb#"), "{:?}", page.raw_location());
            page.fragment()
        }
        _ => {
            assert_eq!(page.raw_location().unwrap().split_once('#').unwrap().1, "", "no fragment is carried over");
            page.answer()
        }
    }
}

#[actix_web::test]
async fn each_response_type_brings_what_it_names_and_where_its_mode_says() {
    let provider = provider();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    for response_type in ResponseType::ALL {
        for mode in MODES.into_iter().filter(|mode| *mode != "query" || !response_type.is_front_channel()) {
            let name = response_type.as_str();
            let asked = [("response_type", name), ("response_mode", mode), ("scope", "openid email")];
            let answer = read(&app.authorize(&browser, &asked).await, response_type, mode);
            let mut expected = vec!["iss", "session_state", "state"];
            expected.extend(response_type.has_code().then_some("code"));
            expected.extend(response_type.has_id_token().then_some("id_token"));
            if response_type.has_token() {
                expected.extend(["access_token", "expires_in", "token_type"]);
                assert_eq!((answer["token_type"].as_str(), answer["expires_in"].as_str()), ("Bearer", "3600"));
                assert_eq!(app.userinfo(&answer["access_token"]).await.json()["email"], "ada@example.com");
            }
            expected.sort_unstable();
            assert_eq!(answer.keys().collect::<Vec<_>>(), expected, "{name} {mode}");
            assert_eq!((answer["iss"].as_str(), answer["state"].as_str()), (provider.issuer.as_str(), "st4te"));
            let front = answer.get("id_token").map(|token| decode(token).1);
            if let Some(claims) = &front {
                let half = |name: &str| answer.get(name).map(|value| json!(left_half_hash(Algorithm::RS256, value)));
                assert_eq!(claims.get("at_hash"), half("access_token").as_ref(), "{name}");
                assert_eq!(claims.get("c_hash"), half("code").as_ref(), "{name}");
                assert_eq!(claims["nonce"], "n0nce");
                // Core §5.4: without an access token the scope's claims have no other way.
                assert_eq!(claims.get("email").is_some(), response_type == ResponseType::IdToken, "{name}");
            }
            if let Some(code) = answer.get("code") {
                let tokens = app.redeem(code).await.json();
                let back = decode(tokens["id_token"].as_str().unwrap()).1;
                assert_eq!(back["nonce"], "n0nce", "{name}");
                for claim in ["iss", "sub", "aud", "azp", "auth_time", "sid"] {
                    assert!(front.as_ref().is_none_or(|front| front[claim] == back[claim]), "{name}: {claim}");
                }
            }
        }
    }
}

/// Multiple Response Types §3.0: tokens never travel in a query; the refusal comes in the fragment.
#[actix_web::test]
async fn what_comes_from_the_front_channel_is_refused_in_a_query() {
    let provider = provider();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    for response_type in ResponseType::ALL.into_iter().filter(|each| each.is_front_channel()) {
        let asked = [("response_type", response_type.as_str()), ("response_mode", "query")];
        let answer = read(&app.authorize(&browser, &asked).await, response_type, "query");
        assert_eq!(answer["error"], "invalid_request", "{}", response_type.as_str());
    }
}

#[actix_web::test]
async fn errors_go_where_the_answer_would_have_gone() {
    let provider = provider();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    for response_type in ResponseType::ALL {
        for mode in MODES {
            for (name, value, error) in [("prompt", "none", "login_required"), ("max_age", "-1", "invalid_request")] {
                if mode == "query" && response_type.is_front_channel() {
                    continue;
                }
                let asked = [("response_type", response_type.as_str()), ("response_mode", mode), (name, value)];
                let answer = read(&app.authorize(&browser, &asked).await, response_type, mode);
                assert_eq!(answer["error"], error, "{} {mode}", response_type.as_str());
                assert_eq!((answer["iss"].as_str(), answer["state"].as_str()), (provider.issuer.as_str(), "st4te"));
            }
        }
    }
}

#[actix_web::test]
async fn an_id_token_from_the_front_channel_needs_a_nonce_and_a_code_does_not() {
    let provider = provider();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    for response_type in ResponseType::ALL {
        let asked = [("response_type", response_type.as_str()), ("nonce", "")];
        let answer = read(&app.authorize(&browser, &asked).await, response_type, "");
        assert_eq!(answer.contains_key("error"), response_type.has_id_token(), "{}", response_type.as_str());
    }
}

#[actix_web::test]
async fn a_client_gets_the_response_types_it_registered_and_no_other() {
    for registered in ResponseType::ALL {
        let app = Client { response_types: vec![registered], grant_types: GrantType::ALL.to_vec(), ..client("app") };
        let provider = Builder::new().with(|settings| settings.clients = vec![app]).start();
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        for response_type in ResponseType::ALL {
            let asked = [("response_type", response_type.as_str()), ("prompt", "none")];
            let answer = read(&app.authorize(&browser, &asked).await, response_type, "");
            let expected = if response_type == registered { "login_required" } else { "unauthorized_client" };
            assert_eq!(answer["error"], expected, "{} of {}", response_type.as_str(), registered.as_str());
        }
    }
    let half = Client { response_types: vec![ResponseType::CodeToken], ..client("app") };
    let provider = Builder::new().with(|settings| settings.clients = vec![half]).start();
    let app = RelyingParty::new(&provider);
    let page = app.authorize(&Browser::new(), &[("response_type", "code token")]).await;
    assert_eq!(page.fragment()["error"], "unauthorized_client", "the implicit grant is not registered");
}

#[actix_web::test]
async fn a_replayed_code_ends_the_front_channel_token_of_the_same_grant() {
    let provider = provider();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    let answer = app.authorize(&browser, &[("response_type", "code token")]).await.fragment();
    let back = app.redeem(&answer["code"]).await.json();
    let both = [answer["access_token"].as_str(), back["access_token"].as_str().unwrap()];
    assert_ne!(both[0], both[1]);
    for token in both {
        assert_eq!(app.userinfo(token).await.status, 200);
    }
    assert_eq!(app.redeem(&answer["code"]).await.json()["error"], "invalid_grant");
    for token in both {
        assert_eq!(app.userinfo(token).await.status, 401);
    }
}

#[actix_web::test]
async fn signing_out_ends_front_channel_tokens_and_tells_a_client_that_got_no_more_than_an_id_token() {
    let provider = provider();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    let token = app.authorize(&browser, &[("response_type", "id_token token")]).await.fragment();
    let id_token = app.authorize(&browser, &[("response_type", "id_token")]).await.fragment()["id_token"].clone();
    let signed_in = provider.provider.store.list_sessions(provider.provider.now(), 2).await.unwrap();
    let clients = provider.provider.store.clients_of_session(&signed_in[0].0.id).await.unwrap();
    assert_eq!(clients.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["app"]);
    browser.visit(&format!("{}?id_token_hint={id_token}", provider.url("/end-session"))).await;
    assert_eq!(app.userinfo(&token["access_token"]).await.status, 401);
}

/// Core §11, RFC 6749 §4.2.2: no refresh token comes from the front channel, and what was left out is told.
#[actix_web::test]
async fn offline_access_needs_a_code_and_a_narrowed_scope_is_told() {
    let provider = provider();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    let asked = [("response_type", "id_token token"), ("scope", "openid offline_access email")];
    let answer = app.authorize(&browser, &asked).await.fragment();
    assert_eq!(answer["scope"], "openid email");
    assert!(!answer.contains_key("refresh_token"));
    let asked = [("response_type", "code token"), ("scope", "openid offline_access email")];
    let answer = app.authorize(&browser, &asked).await.fragment();
    assert!(!answer.contains_key("scope") && !answer.contains_key("refresh_token"));
    assert!(app.redeem(&answer["code"]).await.json()["refresh_token"].is_string());
}
