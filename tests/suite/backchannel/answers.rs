//! What the person sees and decides, and what the app gets (CIBA Core 1.0 §8, §10, §11).

use futures_util::future::join_all;
use latchkey::config::settings::Issuer;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::factors::Mfa;
use latchkey::protocol::resource::Resource;
use latchkey::protocol::user::UsernameKey;
use serde_json::json;

use super::*;
use crate::audit::{records, sub_of, who};
use crate::second_factors::set_up_totp;
use crate::support::mailbox::Mailbox;
use crate::support::relying_party::decode;

#[actix_web::test]
async fn an_app_gets_tokens_once_the_person_has_allowed_it() {
    let provider = provider();
    let bank = Asker::bank(&provider);
    let (ada, _) = signed_in(&provider, "ada").await;
    let asked = bank.ask(&[("binding_message", "W4SCT"), ("scope", "openid email offline_access")]).await;
    assert_eq!(bank.poll_error(&asked).await, "authorization_pending");
    let page = look(&ada, &provider).await;
    for words in ["The bank", "W4SCT", "ada@example.com", "127.0.0.1", "Did you start this yourself?"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let done = ada.submit(&page, &[("decision", "allow")]).await;
    assert!(done.url.contains("/account/requests?done=allowed"), "{}", done.url);
    let tokens = bank.poll(&asked).await;
    assert_eq!((tokens.status.as_u16(), tokens.header("cache-control")), (200, "no-store"), "{}", tokens.body);
    let tokens = tokens.json();
    let (_, claims) = decode(tokens["id_token"].as_str().unwrap());
    assert_eq!(claims["aud"], "bank");
    assert!(tokens["refresh_token"].is_string());
    assert_eq!(bank.poll_error(&asked).await, "invalid_grant");
    assert_eq!(bank.0.userinfo(tokens["access_token"].as_str().unwrap()).await.status, 200);
}

#[actix_web::test]
async fn what_the_person_refused_is_access_denied() {
    let provider = provider();
    let bank = Asker::bank(&provider);
    let (ada, _) = signed_in(&provider, "ada").await;
    let asked = bank.ask(&[]).await;
    let page = look(&ada, &provider).await;
    let told = ada.submit(&page, &[("decision", "deny")]).await;
    assert!(told.body.contains("Nothing was allowed"), "{}", told.body);
    assert_eq!(bank.poll_error(&asked).await, "access_denied");
    assert_eq!(ada.submit(&page, &[("decision", "allow")]).await.status, 400);
    assert_eq!(bank.poll_error(&asked).await, "access_denied");
}

/// SEC-72.
#[actix_web::test]
async fn what_the_person_answers_is_recorded_of_them_and_of_the_app() {
    let provider = provider();
    let bank = Asker::bank(&provider);
    let (ada, _) = signed_in(&provider, "ada").await;
    let sub = sub_of(&provider, "ada").await;
    let actor = format!("person:{sub}");
    for (decision, event) in [("allow", "request.allow"), ("deny", "request.refuse")] {
        bank.ask(&[]).await;
        assert!(records(&provider, event).await.is_empty(), "{event}: nobody has answered");
        let answered = decide(&ada, &provider, decision).await;
        let recorded = records(&provider, event).await;
        assert_eq!(recorded.len(), 1, "{event}: {}", answered.body);
        assert_eq!(who(&recorded[0]), (actor.as_str(), Some(sub.as_str()), Some("bank")), "{event}");
        assert_eq!(recorded[0].detail()["from"], "127.0.0.1", "{event}");
    }
}

/// RFC 8707: the tokens are for what the app named when it asked, and for nothing else.
#[actix_web::test]
async fn a_token_is_for_the_resource_that_was_asked_for() {
    let (api, other) = ("https://api.example", "https://other.example");
    let resources = [api, other].map(|uri| Resource::parse(uri).unwrap()).to_vec();
    let provider = builder().settings(|settings| settings.clients[2].resources = resources).start();
    let bank = Asker::bank(&provider);
    let (ada, _) = signed_in(&provider, "ada").await;
    let asked = bank.ask(&[("resource", api)]).await;
    decide(&ada, &provider, "allow").await;
    let elsewhere = [("grant_type", GRANT), ("auth_req_id", asked.as_str()), ("resource", other)];
    assert_eq!(error(&bank.post("/token", &elsewhere).await), "invalid_target");
    let tokens = bank.poll(&asked).await.json();
    let told = bank.post("/introspect", &[("token", tokens["access_token"].as_str().unwrap())]).await;
    assert_eq!(told.json()["aud"], api, "{}", told.body);
}

/// §11: "slow_down".
#[actix_web::test]
async fn an_app_that_polls_too_fast_is_slowed_down() {
    let provider = provider();
    let bank = Asker::bank(&provider);
    let asked = bank.ask(&[]).await;
    assert_eq!(bank.poll_error(&asked).await, "authorization_pending");
    provider.advance(4);
    assert_eq!(bank.poll_error(&asked).await, "slow_down");
    provider.advance(10);
    assert_eq!(bank.poll_error(&asked).await, "authorization_pending");
}

/// Row 17: by its own app, with this grant, and whole.
#[actix_web::test]
async fn an_auth_req_id_is_good_for_the_app_that_asked_alone() {
    let provider = builder().client(Client { grant_types: grants(), ..client("shop") }).start();
    let (bank, shop) = (Asker::bank(&provider), Asker(RelyingParty::of(&provider, "shop")));
    let (ada, _) = signed_in(&provider, "ada").await;
    let asked = bank.ask(&[]).await;
    decide(&ada, &provider, "allow").await;
    assert_eq!(shop.poll_error(&asked).await, "invalid_grant");
    assert_eq!(bank.poll_error(&asked[..asked.len() - 1]).await, "invalid_grant");
    assert_eq!(bank.poll_error("nonsense").await, "invalid_grant");
    assert_eq!(error(&bank.post("/token", &[("grant_type", GRANT)]).await), "invalid_request");
    let as_device = [("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", asked.as_str())];
    assert_eq!(error(&bank.post("/token", &as_device).await), "unauthorized_client");
    let pages = join_all((0..10).map(|_| bank.poll(&asked))).await;
    assert_eq!(pages.iter().filter(|page| page.status == 200).count(), 1);
}

/// Rows 48 and 50: nobody but the person who was named finds a request or answers it.
#[actix_web::test]
async fn a_request_is_nobody_elses() {
    let provider = provider();
    let bank = Asker::bank(&provider);
    let (ada, _) = signed_in(&provider, "ada").await;
    let (ben, bens) = signed_in(&provider, "ben").await;
    let asked = bank.ask(&[]).await;
    let adas = ada.visit(&provider.url("/account/requests")).await;
    let name = adas.hidden_fields().into_iter().find(|(name, _)| name == "request").unwrap().1;
    assert!(!ben.visit(&provider.url("/account/requests")).await.body.contains("name=\"request\""));
    let csrf = bens.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let stolen = ben.post(&provider.url("/account/requests"), &[("csrf", &csrf), ("request", &name)]).await;
    assert_eq!(stolen.status, 400, "{}", stolen.body);
    assert_eq!(ada.post(&provider.url("/account/requests"), &[("request", &name)]).await.status, 403);
    // Another account, chosen on the way, is not the one that was named.
    let page = look(&ada, &provider).await;
    let login = ada.submit(&page, &[("decision", "switch")]).await;
    let told = ada.submit(&login, &[("username", "ben"), ("password", PASSWORD)]).await;
    assert!(!told.body.contains("id=\"allow\""), "{}", told.body);
    provider.advance(5);
    assert_ne!(bank.poll(&asked).await.status, 200);
}

/// §8: the person is told in every page of the account that is open.
#[actix_web::test]
async fn a_request_lights_up_in_every_open_session() {
    let provider = provider();
    let bank = Asker::bank(&provider);
    let (one, _) = signed_in(&provider, "ada").await;
    let (other, _) = signed_in(&provider, "ada").await;
    let waiting = async |browser: &Browser| {
        browser.get(&provider.url("/account/requests/waiting")).await.json()["waiting"].clone()
    };
    assert_eq!(waiting(&one).await, json!(0));
    bank.ask(&[]).await;
    for browser in [&one, &other] {
        assert_eq!(waiting(browser).await, json!(1));
        let account = browser.visit(&provider.url("/")).await;
        assert!(account.body.contains("data-known=\"1\"><p>An app asks you for something."), "{}", account.body);
    }
    decide(&one, &provider, "deny").await;
    assert_eq!(waiting(&other).await, json!(0));
    assert_eq!(Browser::new().get(&provider.url("/account/requests/waiting")).await.status, 401);
}

/// Whoever has no page open is told by mail, where there is mail: by a link to the page, which is of use to nobody else.
#[actix_web::test]
async fn a_request_is_told_by_mail_to_the_person_who_is_meant() {
    let mailbox = Mailbox::open();
    let smtp = mailbox.settings();
    let provider = builder().settings(|settings| settings.smtp = Some(smtp)).start();
    let bank = Asker::bank(&provider);
    bank.ask(&[("login_hint", "nobody")]).await;
    let asked = bank.ask(&[("binding_message", "W4SCT")]).await;
    let mail = mailbox.wait_for_subject("The bank asks you to sign in", 1).await;
    assert_eq!(mail.to, "ada@example.com");
    assert!(mail.link("/account/requests").starts_with(&provider.issuer), "{}", mail.text);
    assert!(!mail.text.contains(&asked) && !mail.text.contains("W4SCT"), "{}", mail.text);
    bank.ask(&[]).await;
    mailbox.wait_for_subject("The bank asks you to sign in", 2).await;
    let told = mailbox.mails().into_iter().filter(|mail| mail.header("Subject").starts_with("The bank")).count();
    assert_eq!(told, 2, "one for each request of hers, and none for nobody");
}

/// During a roll-out the node that looks first may not have the app.
#[actix_web::test]
async fn a_mail_of_a_request_waits_for_a_configuration_that_has_its_app() {
    let mailbox = Mailbox::open();
    mailbox.refuse(&["451 later"]);
    let smtp = mailbox.settings();
    let mut provider = builder().settings(|settings| settings.smtp = Some(smtp)).start();
    let waits = async |provider: &TestProvider, seconds: u64| {
        let until = provider.provider.now().after(std::time::Duration::from_secs(seconds));
        for _ in 0..1_000 {
            if provider.provider.store.next_mail().await.unwrap() == Some(until) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("{:?} instead of {until}", provider.provider.store.next_mail().await);
    };
    Asker::bank(&provider).ask(&[]).await;
    waits(&provider, 15).await;
    provider.reload(|settings| settings.clients.retain(|client| client.client_id.as_str() != "bank"));
    provider.advance(15);
    waits(&provider, 60).await;
    provider.reload(|settings| settings.clients.push(bank()));
    provider.advance(60);
    mailbox.wait_for_subject("The bank asks you to sign in", 1).await;
}

/// §7.1: `acr_values` asks for somebody who proves that now.
#[actix_web::test]
async fn an_app_that_names_levels_gets_a_fresh_sign_in_with_the_factor() {
    let provider = provider();
    let bank = Asker::bank(&provider);
    let (ada, _) = signed_in(&provider, "ada").await;
    let (phone, _) = set_up_totp(&provider, &ada).await;
    provider.advance(60);
    let mfa = "urn:latchkey:acr:mfa";
    let asked = bank.ask(&[("acr_values", mfa)]).await;
    let page = look(&ada, &provider).await;
    assert!(page.body.contains("id=\"password\""), "{}", page.body);
    let page = ada.submit(&page, &[("password", PASSWORD)]).await;
    let page = ada.submit(&page, &[("code", &phone.code(&provider))]).await;
    assert!(page.body.contains("id=\"allow\""), "{} {}", page.status, page.body);
    ada.submit(&page, &[("decision", "allow")]).await;
    let (_, claims) = decode(bank.poll(&asked).await.json()["id_token"].as_str().unwrap());
    assert_eq!((&claims["acr"], &claims["auth_time"]), (&json!(mfa), &json!(provider.provider.now().seconds())));
}

/// Row 52: what is demanded for every sign-in holds here, whoever's form is sent out of turn.
#[actix_web::test]
async fn a_login_below_what_is_demanded_allows_nothing() {
    for demand in ["client", "server"] {
        let mut provider = provider();
        let (ada, _) = signed_in(&provider, "ada").await;
        let (phone, _) = set_up_totp(&provider, &ada).await;
        provider.reload(|settings| match demand {
            "client" => settings.clients[2].require_mfa = true,
            _ => settings.login.mfa = Mfa::Required,
        });
        let bank = Asker::bank(&provider);
        let asked = bank.ask(&[]).await;
        let field = |page: &Page, name: &str| {
            let found = page.hidden_fields().into_iter().find(|(known, _)| known == name);
            found.unwrap_or_else(|| panic!("{demand}: no {name}: {}", page.body)).1
        };
        let requests = ada.visit(&provider.url("/account/requests")).await;
        let step = look(&ada, &provider).await;
        assert!(step.url.contains("/step-up?"), "{demand}: {} {}", step.url, step.body);
        let (csrf, interaction) = (field(&requests, "csrf"), field(&step, "interaction"));
        let fields = [("csrf", csrf.as_str()), ("interaction", interaction.as_str()), ("decision", "allow")];
        let early = ada.post(&provider.url("/consent"), &fields).await;
        assert!(early.raw_location().unwrap().starts_with("/step-up?"), "{demand}: {:?}", early.raw_location());
        assert_eq!(bank.poll_error(&asked).await, "authorization_pending", "{demand}");
        let page = ada.submit(&step, &[("code", &phone.code(&provider))]).await;
        assert!(page.body.contains("id=\"allow\""), "{demand}: {} {}", page.status, page.body);
        ada.submit(&page, &[("decision", "allow")]).await;
        provider.advance(30);
        let tokens = bank.poll(&asked).await;
        assert_eq!(tokens.status, 200, "{demand}: {}", tokens.body);
        let (_, claims) = decode(tokens.json()["id_token"].as_str().unwrap());
        assert_eq!(claims["acr"], "urn:latchkey:acr:mfa", "{demand}");
    }
}

/// The approval of the conformance suite, which asks by POST with all in the address.
#[actix_web::test]
async fn an_answer_without_a_sign_in_is_for_tests_that_say_so_at_an_issuer_of_this_machine() {
    for (on, issuer, is_there) in [
        (false, None, false),
        (true, Some("https://auth.example.com"), false),
        (true, Some("https://localhost.example.com"), false),
        (true, None, true),
        (true, Some("https://auth.localhost"), true),
    ] {
        let mut provider = builder()
            .settings(|settings| settings.backchannel_authentication.automated_approval_for_tests = on)
            .start();
        if let Some(issuer) = issuer {
            provider.reload(|settings| settings.server.issuer = Issuer::parse(issuer).unwrap());
        }
        let bank = Asker::bank(&provider);
        let approve = async |auth_req_id: &str, action: &str| {
            let path = "/backchannel_authentication/automated_approval";
            let url = provider.url(&format!("{path}?auth_req_id={auth_req_id}&action={action}"));
            bank.0.http.post(url).send().await.unwrap().status()
        };
        for (action, expected) in [("allow", None), ("deny", Some("access_denied"))] {
            let asked = bank.ask(&[]).await;
            let status = approve(&asked, action).await;
            if !is_there {
                assert_eq!(status, 404, "{on} {issuer:?}");
                assert_eq!(bank.poll_error(&asked).await, "authorization_pending");
                continue;
            }
            assert_eq!(status, 200, "{issuer:?}");
            let answer = bank.poll(&asked).await;
            assert_eq!(answer.json()["error"].as_str(), expected, "{}", answer.body);
            assert_eq!(approve(&asked, "allow").await, 400);
        }
        if is_there {
            // What was withdrawn before does not stand against what is allowed anew.
            let ada = provider.provider.store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
            let (store, now) = (&provider.provider.store, provider.provider.now());
            store.withdraw_consent(&ada.sub, &ClientId::parse("bank").unwrap(), now).await.unwrap();
            let asked = bank.ask(&[]).await;
            assert_eq!(approve(&asked, "allow").await, 200, "{issuer:?}");
            let answer = bank.poll(&asked).await;
            assert_eq!(answer.status, 200, "{}", answer.body);
        }
    }
}
