//! Things that may happen once, tried many times at once.

use futures_util::future::join_all;

use crate::support::{Browser, RelyingParty, TestProvider};

/// Row 18, I1.
#[actix_web::test]
async fn of_fifty_redemptions_at_once_one_succeeds() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let code = app.code(&Browser::new(), &[]).await;
    let answers = join_all((0..50).map(|_| app.redeem(&code))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        assert_eq!((answer.status.as_u16(), answer.json()["error"].as_str()), (400, Some("invalid_grant")));
    }
}

/// Rows 21 and 22, SEC-24: one successor for all, so that one family lives; a late copy ends it.
#[actix_web::test]
async fn of_fifty_refreshes_at_once_all_get_one_successor_and_a_late_one_ends_it() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[("scope", "openid offline_access")]).await;
    let first = tokens["refresh_token"].as_str().unwrap();
    let answers = join_all((0..50).map(|_| app.refresh(first))).await;
    let successor = answers[0].json()["refresh_token"].as_str().unwrap().to_owned();
    for answer in &answers {
        assert_eq!((answer.status.as_u16(), answer.json()["refresh_token"].as_str()), (200, Some(successor.as_str())));
        let access_token = answer.json()["access_token"].as_str().unwrap().to_owned();
        assert_eq!(app.userinfo(&access_token).await.status, 200);
    }
    provider.advance(11);
    let late = join_all((0..50).map(|_| app.refresh(first))).await;
    assert!(late.iter().all(|answer| answer.json()["error"] == "invalid_grant"));
    for answer in &answers {
        let access_token = answer.json()["access_token"].as_str().unwrap().to_owned();
        assert_eq!(app.userinfo(&access_token).await.status, 401);
    }
    assert_eq!(app.refresh(&successor).await.json()["error"], "invalid_grant");
}

/// I3: what was revoked never works again, whatever happened at the same moment.
#[actix_web::test]
async fn a_revocation_among_refreshes_leaves_nothing_alive() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[("scope", "openid offline_access")]).await;
    let first = tokens["refresh_token"].as_str().unwrap();
    let revocation = async || {
        let request = app.http.post(provider.url("/revoke")).basic_auth("app", Some(crate::support::provider::SECRET));
        request.form(&[("token", first)]).send().await.unwrap().status().as_u16()
    };
    let refreshes = join_all((0..20).map(|_| app.refresh(first)));
    let (answers, status) = futures_util::future::join(refreshes, revocation()).await;
    assert_eq!(status, 200);
    for answer in answers {
        if answer.status != 200 {
            assert_eq!((answer.status.as_u16(), answer.json()["error"].as_str()), (400, Some("invalid_grant")));
            continue;
        }
        let tokens = answer.json();
        assert_eq!(app.userinfo(tokens["access_token"].as_str().unwrap()).await.status, 401);
        assert_eq!(app.refresh(tokens["refresh_token"].as_str().unwrap()).await.json()["error"], "invalid_grant");
    }
}

#[actix_web::test]
async fn a_code_for_each_of_many_people_at_once_is_nobody_elses() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let app = &app;
    let journeys = ["ada", "ben", "ada", "ben", "ada", "ben"].map(|name| async move {
        let back = app.sign_in_as(name, &Browser::new(), &[("scope", "openid profile")]).await;
        let tokens = app.redeem(&back.answer()["code"]).await.json();
        (name, app.userinfo(tokens["access_token"].as_str().unwrap()).await.json())
    });
    for (name, userinfo) in join_all(journeys).await {
        assert_eq!(userinfo["preferred_username"], name);
    }
}
