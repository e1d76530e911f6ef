//! People delete their own account where the operator lets them.

use latchkey::protocol::factors::WaysIn;

use super::*;

const REMOVE: &str = "id=\"remove-account\"";

fn lets_people_go() -> Builder {
    Builder::new().settings(|settings| settings.login.delete_account = true)
}

#[actix_web::test]
async fn who_types_their_username_is_gone_and_signed_out_everywhere() {
    let provider = lets_people_go().start();
    add(&provider, "grace", Some("grace@example.com")).await;
    let (browser, elsewhere) = (signed_in(&provider, "grace").await, signed_in(&provider, "grace").await);
    let page = profile(&provider, &browser).await;
    for wrong in ["", "ada", "grace@example.com"] {
        let refused = send(&browser, &page, REMOVE, &[("username", wrong)]).await;
        assert!(refused.status == 422 && refused.body.contains("Nothing was deleted"), "{}", refused.body);
    }
    let done = send(&browser, &page, REMOVE, &[("username", " Grace ")]).await;
    assert!(done.status == 200 && done.body.contains("Your account is deleted"), "{}", done.body);
    let store = &provider.provider.store;
    assert!(store.user_named(&UsernameKey::of("grace")).await.unwrap().is_none());
    for browser in [&browser, &elsewhere] {
        let login = browser.visit(&provider.url("/account/profile")).await;
        assert!(login.url.contains("/login"), "{}", login.url);
    }
    let login = browser.visit(&provider.url("/login")).await;
    let refused = browser.submit(&login, &[("username", "grace"), ("password", PASSWORD)]).await;
    assert!(!refused.body.contains("id=\"logout\""), "{}", refused.body);
}

#[actix_web::test]
async fn without_the_setting_there_is_no_form_and_none_is_taken() {
    let provider = TestProvider::new();
    add(&provider, "grace", None).await;
    let browser = signed_in(&provider, "grace").await;
    let page = profile(&provider, &browser).await;
    assert!(!page.body.contains(REMOVE), "{}", page.body);
    let csrf = page.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    let fields = [("csrf", csrf.as_str()), ("username", "grace")];
    assert_eq!(browser.post(&provider.url("/account/profile/remove"), &fields).await.status, 404);
    account(&provider, "grace").await;
}

#[actix_web::test]
async fn it_asks_for_a_fresh_login_and_the_second_factor() {
    let provider = lets_people_go().start();
    add(&provider, "grace", None).await;
    let browser = signed_in(&provider, "grace").await;
    let page = profile(&provider, &browser).await;
    let phone = with_app(&provider, &browser).await;
    let step = send(&browser, &page, REMOVE, &[("username", "grace")]).await;
    assert!(step.url.contains("/step-up?next=profile"), "{}", step.url);
    provider.advance(16 * 60);
    let login = send(&browser, &page, REMOVE, &[("username", "grace")]).await;
    assert!(login.url.ends_with("/login?again=1&next=profile"), "{}", login.url);
    let step = browser.submit(&login, &[("username", "grace"), ("password", PASSWORD)]).await;
    let page = browser.submit(&step, &[("code", &phone.code(&provider))]).await;
    assert!(page.url.ends_with("/account/profile"), "{}", page.url);
    let done = send(&browser, &page, REMOVE, &[("username", "grace")]).await;
    assert!(done.body.contains("Your account is deleted"), "{}", done.body);
}

#[actix_web::test]
async fn the_last_administrator_and_whom_the_configuration_defines_stay() {
    let provider =
        lets_people_go().settings(|settings| settings.users.iter_mut().for_each(|user| user.is_admin = false)).start();
    let ada = signed_in(&provider, "ada").await;
    let page = profile(&provider, &ada).await;
    assert!(!page.body.contains(REMOVE), "{}", page.body);
    let csrf = page.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [("csrf", csrf.as_str()), ("username", "ada")];
    let refused = ada.post(&provider.url("/account/profile/remove"), &fields).await;
    assert!(refused.status == 422 && refused.body.contains("set in the configuration"), "{}", refused.body);

    let grace = add(&provider, "grace", None).await;
    let store = &provider.provider.store;
    let admin = latchkey::store::users::ProfileChange { is_admin: Some(true), ..Default::default() };
    store.change_profile(&grace.sub, &admin, WaysIn::BOTH, provider.provider.now()).await.unwrap();
    let browser = signed_in(&provider, "grace").await;
    let page = profile(&provider, &browser).await;
    let refused = send(&browser, &page, REMOVE, &[("username", "grace")]).await;
    assert!(refused.status == 422 && refused.body.contains("Nobody else administers"), "{}", refused.body);
    let hedy = add(&provider, "hedy", None).await;
    store.change_profile(&hedy.sub, &admin, WaysIn::BOTH, provider.provider.now()).await.unwrap();
    store.set_locked(&hedy.sub, true, provider.provider.now()).await.unwrap();
    let refused = send(&browser, &page, REMOVE, &[("username", "grace")]).await;
    assert_eq!(refused.status, 422, "one who is locked administers nothing");
    store.set_locked(&hedy.sub, false, provider.provider.now()).await.unwrap();
    let done = send(&browser, &page, REMOVE, &[("username", "grace")]).await;
    assert!(done.body.contains("Your account is deleted"), "{}", done.body);
}
