//! What ends between Allow and the device's next question, and after it: logins, people, consents, clients (rows 13, 24, 26).

use latchkey::protocol::client::ClientId;
use latchkey::protocol::user::UsernameKey;

use super::*;
use crate::dpop::Holder;

/// What happens before the device asks again.
async fn redeemed_after(what: &str) -> Page {
    let mut provider = provider();
    let browser = Browser::new();
    let asked = Device::tv(&provider).ask(&[("scope", "openid offline_access")]).await;
    allow(&browser, &asked).await;
    let store = provider.provider.store.clone();
    let user = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let now = provider.provider.now();
    match what {
        "nothing" => {}
        "sign-out" => {
            let page = browser.visit(&provider.url("/end-session")).await;
            browser.submit(&page, &[]).await;
        }
        "lock" => store.set_locked(&user.sub, true, now).await.unwrap(),
        "removal of the access" => {
            let client_id = ClientId::parse("tv").unwrap();
            assert!(store.withdraw_consent(&user.sub, &client_id, now).await.unwrap());
        }
        "removal of the app" => {
            provider.reload(|settings| settings.clients.retain(|client| client.client_id.as_str() != "tv"))
        }
        "loss of the grant" => {
            provider.reload(|settings| settings.clients[2].grant_types.retain(|grant| *grant != GrantType::DeviceCode));
        }
        "other groups" => provider.reload(|settings| settings.clients[2].allowed_groups = vec!["staff".into()]),
        other => panic!("{other}"),
    }
    Device::tv(&provider).poll(&asked).await
}

#[actix_web::test]
async fn what_ended_since_the_person_allowed_it_is_not_given() {
    assert_eq!(redeemed_after("nothing").await.status, 200);
    for (what, expected) in [
        ("sign-out", "invalid_grant"),
        ("lock", "invalid_grant"),
        ("removal of the access", "invalid_grant"),
        ("removal of the app", "invalid_client"),
        ("loss of the grant", "unauthorized_client"),
        ("other groups", "invalid_grant"),
    ] {
        let page = redeemed_after(what).await;
        assert!(page.status.is_client_error(), "{what}: {}", page.status);
        assert_eq!(page.json()["error"], expected, "{what}");
    }
}

/// As elsewhere: without `offline_access` the tokens end with the login; with it they live on, also of a public client, since a
/// device is no page in the browser that was signed out.
#[actix_web::test]
async fn signing_out_ends_what_has_no_offline_access() {
    let provider = provider();
    let device = Device::tv(&provider);
    for (scope, after) in [("openid", 401), ("openid offline_access", 200)] {
        let browser = Browser::new();
        let tokens = tokens(&device, &browser, &[("scope", scope)]).await;
        let token = tokens["access_token"].as_str().unwrap();
        assert_eq!(device.app.userinfo(token).await.status, 200);
        let page = browser.visit(&provider.url("/end-session")).await;
        browser.submit(&page, &[]).await;
        assert_eq!(device.app.userinfo(token).await.status, after, "{scope}");
    }
}

/// RFC 9449 §5: by a proof at either endpoint.
#[actix_web::test]
async fn tokens_are_bound_to_the_key_that_was_proven() {
    let provider = provider();
    let device = Device::tv(&provider);
    let (holder, thief) = (Holder::new(), Holder::new());
    let send = async |path: &str, fields: &[(&str, &str)], holder: Option<&Holder>| {
        let mut fields = fields.to_vec();
        fields.push(("client_id", "tv"));
        let mut request = device.app.http.post(provider.url(path)).form(&fields);
        if let Some(holder) = holder {
            request = request.header("DPoP", holder.proof_with(&provider, ("POST", path), &serde_json::json!({})));
        }
        Page::read(request.send().await.unwrap()).await
    };
    let asked = Asked(send("/device_authorization", &[("scope", "openid")], Some(&holder)).await.json());
    allow(&Browser::new(), &asked).await;
    let poll = [("grant_type", GRANT), ("device_code", asked.text("device_code"))];
    assert_eq!(error(&send("/token", &poll, None).await), "invalid_grant");
    assert_eq!(error(&send("/token", &poll, Some(&thief)).await), "invalid_grant");
    let tokens = send("/token", &poll, Some(&holder)).await;
    assert_eq!((tokens.status.as_u16(), tokens.json()["token_type"].as_str()), (200, Some("DPoP")), "{}", tokens.body);

    let asked = device.ask(&[("scope", "openid")]).await;
    allow(&Browser::new(), &asked).await;
    let poll = [("grant_type", GRANT), ("device_code", asked.text("device_code"))];
    assert_eq!(send("/token", &poll, Some(&thief)).await.json()["token_type"], "DPoP", "whichever key it proves");
}
