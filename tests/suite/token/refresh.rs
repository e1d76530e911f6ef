//! Refresh tokens beyond the conformance module: who may still use one, and for what (rows 21 to 26).

use std::collections::BTreeSet;

use futures_util::future::join_all;
use latchkey::protocol::client::GrantType;
use latchkey::protocol::scope::ScopeSet;
use serde_json::Value;

use super::{FORMATS, OFFLINE, in_format, text};
use crate::support::browser::Page;
use crate::support::provider::SECRET;
use crate::support::relying_party::decode;
use crate::support::{Browser, RelyingParty, TestProvider};

async fn refresh(app: &RelyingParty<'_>, tokens: &Value, scope: &str) -> Page {
    let fields = [("grant_type", "refresh_token"), ("refresh_token", text(&tokens["refresh_token"])), ("scope", scope)];
    app.token(&fields).await
}

/// RFC 6749 §6: "the refresh token scope MUST be identical to that of the refresh token included by the client".
#[actix_web::test]
async fn narrowing_one_answer_leaves_the_grant_as_it_was() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let first = app.tokens(&Browser::new(), &[OFFLINE]).await;
    let narrow = refresh(&app, &first, "openid").await.json();
    assert_eq!(narrow["scope"], "openid");
    let wide = refresh(&app, &narrow, "openid email").await.json();
    assert_eq!(wide["scope"], "openid email");
    assert_eq!(app.userinfo(text(&wide["access_token"])).await.json()["email"], "ada@example.com");
    let all = refresh(&app, &wide, "").await.json();
    assert_eq!(all["scope"], "openid email offline_access");
    for wider in ["openid phone", "openid email phone offline_access", "OPENID", "*"] {
        let answer = refresh(&app, &all, wider).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (400, &"invalid_scope".into()), "{wider}");
    }
    assert_eq!(refresh(&app, &all, "").await.status, 200, "a refused request spends nothing");
}

/// Core §12.2: the refreshed ID token is the first one, issued again.
#[actix_web::test]
async fn a_refreshed_id_token_is_new_in_time_and_the_same_in_everything_else() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let first = app.tokens(&Browser::new(), &[OFFLINE, ("max_age", "100")]).await;
    provider.advance(1000);
    let second = refresh(&app, &first, "").await.json();
    let (before, after) = (decode(text(&first["id_token"])).1, decode(text(&second["id_token"])).1);
    for same in ["iss", "sub", "aud", "azp", "auth_time", "acr", "amr", "sid"] {
        assert_eq!(before[same], after[same], "{same}");
    }
    assert_eq!(after["iat"].as_i64().unwrap(), before["iat"].as_i64().unwrap() + 1000);
    assert!(after.get("nonce").is_none() && after["at_hash"] != before["at_hash"]);
}

/// Without `openid` there is no ID token to give.
#[actix_web::test]
async fn a_refresh_without_openid_gets_no_id_token_and_no_claims() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let first = app.tokens(&Browser::new(), &[OFFLINE]).await;
    let second = refresh(&app, &first, "email").await.json();
    assert!(second.get("id_token").is_none(), "{second}");
    assert_eq!(app.userinfo(text(&second["access_token"])).await.status, 403, "row 30");
}

/// Rows 17 and 23.
#[actix_web::test]
async fn another_client_and_an_unproven_one_get_nothing_and_spend_nothing() {
    let provider = TestProvider::new();
    let (app, other) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"));
    let tokens = app.tokens(&Browser::new(), &[OFFLINE]).await;
    let foreign = other.refresh(text(&tokens["refresh_token"])).await;
    assert_eq!((foreign.status.as_u16(), &foreign.json()["error"]), (400, &"invalid_grant".into()));
    let fields = [("grant_type", "refresh_token"), ("refresh_token", text(&tokens["refresh_token"]))];
    for unproven in [
        app.http.post(provider.url("/token")).form(&fields),
        app.http.post(provider.url("/token")).form(&[&fields[..], &[("client_id", "app")]].concat()),
        app.http.post(provider.url("/token")).basic_auth("app", Some("wrong")).form(&fields),
        app.http.post(provider.url("/token")).basic_auth("app", Some("")).form(&fields),
        app.http.post(provider.url("/token")).basic_auth("ghost", Some(SECRET)).form(&fields),
    ] {
        let page = Page::read(unproven.send().await.unwrap()).await;
        assert_eq!((page.status.as_u16(), &page.json()["error"]), (401, &"invalid_client".into()), "{}", page.body);
    }
    assert_eq!(app.refresh(text(&tokens["refresh_token"])).await.status, 200);
}

/// Rows 24 to 26: each change is looked at again.
#[actix_web::test]
async fn what_changed_since_the_grant_is_looked_at_again() {
    type Change = fn(&mut latchkey::config::settings::Settings);
    let changes: [(&str, Change, &str); 5] = [
        ("group", |settings| settings.clients[0].allowed_groups = vec!["board".into()], "invalid_grant"),
        ("client removed", |settings| drop(settings.clients.remove(0)), "invalid_client"),
        (
            "grant type",
            |settings| settings.clients[0].grant_types = vec![GrantType::AuthorizationCode],
            "unauthorized_client",
        ),
        ("scope", |settings| settings.clients[0].scope = Some(ScopeSet::parse("openid email")), "invalid_grant"),
        ("secret", |settings| settings.clients[0].secrets = [].into(), "invalid_client"),
    ];
    let mut provider = TestProvider::new();
    let tokens = RelyingParty::new(&provider).tokens(&Browser::new(), &[OFFLINE]).await;
    let before = provider.provider.live().settings.clients.clone();
    for (what, change, error) in changes {
        provider.reload(change);
        let answer = refresh(&RelyingParty::new(&provider), &tokens, "").await;
        assert_eq!(answer.json()["error"], error, "{what}");
        provider.reload(|settings| settings.clients = before.clone());
    }
    provider.reload(|settings| settings.clients[0].scope = Some(ScopeSet::parse("openid offline_access")));
    let app = RelyingParty::new(&provider);
    let left = refresh(&app, &tokens, "").await.json();
    assert_eq!(left["scope"], "openid offline_access", "a value that the client lost is not given again");
    assert!(app.userinfo(text(&left["access_token"])).await.json().get("email").is_none());
    let asked = refresh(&app, &left, "openid email").await.json();
    assert_eq!(asked["scope"], "openid", "nor when it is asked for by name, as at /authorize");
}

/// Row 24.
#[actix_web::test]
async fn a_locked_person_and_a_withdrawn_consent_end_refresh_tokens_and_unused_codes() {
    for ending in ["lock", "consent"] {
        let provider = TestProvider::new();
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let tokens = app.tokens(&browser, &[OFFLINE]).await;
        let code = app.authorize(&browser, &[OFFLINE]).await.answer()["code"].clone();
        let (store, now) = (&provider.provider.store, provider.provider.now());
        let ada = latchkey::protocol::user::UsernameKey::of("ada");
        let sub = store.user_named(&ada).await.unwrap().unwrap().sub;
        let client_id = &latchkey::protocol::client::ClientId::parse("app").unwrap();
        match ending {
            "lock" => store.set_locked(&sub, true, now).await.unwrap(),
            _ => drop(store.withdraw_consent(&sub, client_id, now).await.unwrap()),
        }
        assert_eq!(refresh(&app, &tokens, "").await.json()["error"], "invalid_grant", "{ending}");
        assert_eq!(app.userinfo(text(&tokens["access_token"])).await.status, 401, "{ending}");
        assert_eq!(app.redeem(&code).await.json()["error"], "invalid_grant", "{ending}");
        if ending == "lock" {
            store.set_locked(&sub, false, now).await.unwrap();
            assert_eq!(
                refresh(&app, &tokens, "").await.json()["error"],
                "invalid_grant",
                "unlocking brings nothing back"
            );
        }
    }
}

/// SEC-24: the use of an access token is remembered longer than the token itself.
#[actix_web::test]
async fn an_answer_that_arrived_is_not_lost_again_when_its_access_token_was_swept() {
    for swept in [false, true] {
        let provider = TestProvider::new();
        let app = RelyingParty::new(&provider);
        let first = app.tokens(&Browser::new(), &[OFFLINE]).await;
        let second = refresh(&app, &first, "").await.json();
        assert_eq!(app.userinfo(text(&second["access_token"])).await.status, 200);
        provider.advance(7200);
        if swept {
            assert!(provider.provider.store.sweep(provider.provider.now(), 1000).await.unwrap() >= 2);
        }
        assert_eq!(refresh(&app, &first, "").await.json()["error"], "invalid_grant", "swept: {swept}");
        assert_eq!(refresh(&app, &second, "").await.json()["error"], "invalid_grant", "theft ends the family");
    }
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let first = app.tokens(&Browser::new(), &[OFFLINE]).await;
    refresh(&app, &first, "").await;
    provider.advance(7200);
    provider.provider.store.sweep(provider.provider.now(), 1000).await.unwrap();
    assert_eq!(
        refresh(&app, &first, "").await.status,
        200,
        "an answer that was lost may be asked for again, hours later"
    );
}

/// SEC-24: to revoke a token is to have got it.
#[actix_web::test]
async fn revoking_a_refreshed_access_token_counts_as_its_use() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let first = app.tokens(&Browser::new(), &[OFFLINE]).await;
    let second = refresh(&app, &first, "").await.json();
    super::revoke(&app, text(&second["access_token"])).await;
    provider.advance(11);
    assert_eq!(refresh(&app, &first, "").await.json()["error"], "invalid_grant");
}

/// REL-5: a store that fails is no fault of the client's, and spends nothing of what it sent.
#[actix_web::test]
async fn when_the_store_fails_it_is_503_for_every_grant_and_nothing_is_spent() {
    let provider = super::with_machine(latchkey::protocol::access_token::AccessTokenFormat::Jwt);
    let (app, machine) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "machine"));
    let browser = Browser::new();
    let tokens = app.tokens(&browser, &[OFFLINE]).await;
    let code = app.authorize(&browser, &[OFFLINE]).await.answer()["code"].clone();
    let for_itself = [("grant_type", "client_credentials")];
    let all = async || {
        let (redeemed, refreshed) = (app.redeem(&code), refresh(&app, &tokens, ""));
        let (redeemed, refreshed, own) =
            futures_util::future::join3(redeemed, refreshed, machine.token(&for_itself)).await;
        [redeemed, refreshed, own]
    };
    let other = provider.by_hand();
    other.hold();
    for answer in all().await {
        assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "5"), "{}", answer.body);
        assert_eq!(answer.json()["error"], "temporarily_unavailable");
    }
    other.let_go();
    for answer in all().await {
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
}

/// Rows 21 and 22, in both formats and with some of the answers used at once: nobody who was answered 200 holds
/// something dead, then or at the next refresh.
#[actix_web::test]
async fn of_fifty_refreshes_at_once_every_answer_works_and_so_does_the_next() {
    for format in FORMATS {
        let provider = in_format(format);
        let app = RelyingParty::new(&provider);
        let tokens = app.tokens(&Browser::new(), &[OFFLINE]).await;
        let app = &app;
        let mut held: Vec<Value> = vec![tokens; 50];
        for round in 0..3 {
            let answers = join_all(held.iter().enumerate().map(|(turn, tokens)| async move {
                let answer = refresh(app, tokens, "").await;
                assert_eq!(answer.status, 200, "round {round}: {}", answer.body);
                if turn % 5 == 0 {
                    app.userinfo(text(&answer.json()["access_token"])).await;
                }
                answer.json()
            }))
            .await;
            let successor = answers[0]["refresh_token"].clone();
            assert!(answers.iter().all(|answer| answer["refresh_token"] == successor), "round {round}: one successor");
            let distinct: BTreeSet<&str> = answers.iter().map(|answer| text(&answer["access_token"])).collect();
            assert_eq!(distinct.len(), 50, "an access token each");
            held = answers;
            provider.advance(1800);
            for answer in &held {
                assert_eq!(app.userinfo(text(&answer["access_token"])).await.status, 200, "round {round}");
            }
        }
        for answer in &held {
            assert_eq!(decode(text(&answer["id_token"])).1["sub"], decode(text(&held[0]["id_token"])).1["sub"]);
        }
    }
}

/// SEC-24: a client whose every third answer is lost stays signed in; a thief who is late ends the family.
#[actix_web::test]
async fn a_client_that_loses_every_third_answer_stays_signed_in() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let mut held = app.tokens(&Browser::new(), &[OFFLINE]).await;
    let first = held.clone();
    for turn in 1..=30 {
        let answer = refresh(&app, &held, "").await;
        assert_eq!(answer.status, 200, "turn {turn}: {}", answer.body);
        if turn % 3 != 0 {
            held = answer.json();
            assert_eq!(app.userinfo(text(&held["access_token"])).await.status, 200, "turn {turn}");
        }
        provider.advance(if turn % 2 == 0 { 3 } else { 3600 });
    }
    assert_eq!(refresh(&app, &first, "").await.json()["error"], "invalid_grant");
    assert_eq!(refresh(&app, &held, "").await.json()["error"], "invalid_grant", "theft ends the family");
}

/// SEC-24: what was used in one tab may be presented in the other for a moment, however far the first one went on.
#[actix_web::test]
async fn a_tab_that_is_late_gets_what_the_other_one_has_now() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let first = app.tokens(&Browser::new(), &[OFFLINE]).await;
    let second = refresh(&app, &first, "").await.json();
    provider.advance(3);
    let third = refresh(&app, &second, "").await.json();
    provider.advance(3);
    let late = refresh(&app, &first, "").await.json();
    assert_eq!(late["refresh_token"], third["refresh_token"]);
    provider.advance(1800);
    assert_eq!(refresh(&app, &late, "").await.status, 200);
}

/// Whoever is refused is refused on every use: another client, a locked person, a client that lost its entitlement.
#[actix_web::test]
async fn a_second_use_needs_what_the_first_one_needs() {
    for what in ["another client", "locked", "revoked"] {
        let provider = TestProvider::new();
        let (app, other) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"));
        let first = app.tokens(&Browser::new(), &[OFFLINE]).await;
        let second = refresh(&app, &first, "").await.json();
        match what {
            "locked" => {
                let ada = latchkey::protocol::user::UsernameKey::of("ada");
                let ada = provider.provider.store.user_named(&ada).await.unwrap().unwrap();
                provider.provider.store.set_locked(&ada.sub, true, provider.provider.now()).await.unwrap();
            }
            "revoked" => super::revoke(&app, text(&second["refresh_token"])).await,
            _ => {}
        }
        let asking = if what == "another client" { &other } else { &app };
        assert_eq!(refresh(asking, &first, "").await.json()["error"], "invalid_grant", "{what}");
        if what == "another client" {
            assert_eq!(refresh(&app, &second, "").await.status, 200, "and spends nothing");
        }
    }
}
