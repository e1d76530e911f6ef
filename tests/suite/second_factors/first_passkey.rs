//! A passkey and no password from the beginning: by an invitation, the set-up link, or a link to sign up.

use latchkey::config::settings::SignUp;
use latchkey::people;
use latchkey::protocol::factors::Mfa;
use latchkey::protocol::invitation::Invitation;
use latchkey::secret::Digest;
use latchkey::store::audit::Wanted;
use serde_json::json;

use super::demanded::go_on;
use super::passkeys::{challenge, localhost, octets, options, sign_in};
use super::*;
use crate::people::{SETUP, setup_link};
use crate::support::Builder;
use crate::support::authenticator::Authenticator;
use crate::support::mailbox::Mailbox;

const PASSKEY: &str = "urn:latchkey:acr:phishing-resistant";
/// The form of the set-up without its password.
const FIRST: [(&str, &str); 3] = [SETUP[0], SETUP[1], SETUP[2]];

/// Grace, who has nothing to prove herself with, and the address of her invitation.
pub async fn invited(provider: &TestProvider) -> String {
    let nobody = User {
        sub: Subject::new("grace"),
        username: "grace".into(),
        email: None,
        password_hash: None,
        definition: Definition::Database,
        credentials_revision: 1,
        groups: Vec::new(),
        is_admin: false,
        ..person(provider, "ada").await
    };
    provider.provider.store.add_user(&nobody).await.unwrap();
    link(provider, "first", &Invitation::Invite { sub: nobody.sub }).await
}

pub async fn link(provider: &TestProvider, token: &str, invitation: &Invitation) -> String {
    let now = provider.provider.now();
    let until = now.after(std::time::Duration::from_secs(3_600));
    provider.provider.store.add_invitation(&Digest::of(token), invitation, until, now).await.unwrap();
    provider.url(&format!("/invite?t={token}"))
}

/// A link of an administrator to sign up.
pub async fn sign_up_link(provider: &TestProvider, uses: u32) -> String {
    let live = provider.provider.live().clone();
    let with = (&live.settings.server.issuer, &live.settings.login.sign_up);
    let store = provider.provider.store.as_ref();
    let made = people::sign_up_link(store, with, (uses, 7), provider.provider.now()).await.unwrap().unwrap();
    made.0.expose().to_owned()
}

fn takes_links() -> Builder {
    Builder::new().settings(|settings| settings.login.sign_up.rule = SignUp::Invite)
}

/// What the authenticator answers to the page of a link.
fn made(page: &Page, authenticator: &mut Authenticator) -> String {
    let options = options(page);
    authenticator.user_handle = Some(octets(&options["user"]["id"]));
    authenticator.register(&octets(&options["challenge"]))
}

/// Follows a link, makes a passkey on its page and fills in the rest; what comes.
pub async fn begin(browser: &Browser, link: &str, authenticator: &mut Authenticator, filled: &[(&str, &str)]) -> Page {
    let page = browser.visit(link).await;
    let answer = made(&page, authenticator);
    browser.submit(&page, &[filled, &[("passkey", answer.as_str())]].concat()).await
}

pub fn offers(page: &Page) -> bool {
    page.body.contains("data-passkey=\"create\"")
}

async fn events(provider: &TestProvider, sub: &Subject) -> Vec<String> {
    let wanted = Wanted { limit: 100, ..Wanted::default() };
    let records = provider.provider.store.records(&wanted).await.unwrap();
    let own = records.into_iter().filter(|record| record.sub.as_deref() == Some(sub.as_str()));
    own.map(|record| record.event).collect()
}

#[actix_web::test]
async fn who_is_invited_begins_with_a_passkey_and_has_no_password() {
    let provider = TestProvider::new();
    let invite = invited(&provider).await;
    let (browser, mut authenticator) = (Browser::new(), localhost(&provider));
    let asked = options(&browser.visit(&invite).await);
    let demands = json!({"residentKey": "required", "requireResidentKey": true, "userVerification": "required"});
    assert_eq!((&asked["authenticatorSelection"], &asked["user"]["name"]), (&demands, &json!("grace")));
    // Whoever only looks at the link uses nothing up.
    let codes = begin(&browser, &invite, &mut authenticator, &[]).await;
    assert_eq!(codes_of(&codes).len(), 10, "{}", codes.body);
    assert!(is_signed_in(&provider, &browser).await);
    assert!(go_on(&browser, &codes).await.body.contains("id=\"logout\""));
    let grace = person(&provider, "grace").await;
    assert!(grace.password_hash.is_none() && grace.factors.passkey);
    let stored = provider.provider.store.factors(&grace.sub).await.unwrap();
    assert!(stored.passkeys[0].signs_in && stored.recovery_codes == 10);
    assert_eq!(Browser::new().visit(&invite).await.status, 410, "once");

    let granted = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    let said = claims(&provider, &granted).await;
    assert_eq!((&said["amr"], &said["acr"]), (&json!(["pop", "mfa"]), &json!(PASSKEY)));
    let other = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&other, &[]).await;
    assert!(is_granted(&sign_in(&other, &login, &authenticator).await));
    let events = events(&provider, &grace.sub).await;
    assert!(events.iter().any(|event| event == "passkey.add"), "{events:?}");
    assert!(events.iter().all(|event| event != "password.change"), "none was set: {events:?}");

    let security = browser.visit(&provider.url("/account/security")).await;
    let removed = send_form_with(&browser, &security, "passkeys/remove", &[]).await;
    assert!(removed.body.contains("no other passkey signs you in by itself"), "{} {}", removed.status, removed.body);
}

#[actix_web::test]
async fn the_answer_of_another_site_or_of_an_authenticator_that_verified_nobody_makes_nothing() {
    let provider = TestProvider::new();
    let invite = invited(&provider).await;
    type Break = fn(&mut Authenticator);
    let broken: [(&str, Break); 5] = [
        ("origin", |answer| answer.origin = "https://evil.example".into()),
        ("RP ID", |answer| answer.rp_id = "evil.example".into()),
        ("ceremony", |answer| answer.ceremony = Some("webauthn.get".into())),
        ("frame of another site", |answer| answer.cross_origin = true),
        ("nobody verified", |answer| answer.user_verified = false),
    ];
    let browser = Browser::new();
    for (what, break_it) in broken {
        let mut authenticator = localhost(&provider);
        break_it(&mut authenticator);
        let refused = begin(&browser, &invite, &mut authenticator, &[]).await;
        assert!(refused.status == 422 && offers(&refused), "{what}: {} {}", refused.status, refused.body);
    }
    let page = browser.visit(&invite).await;
    let answer = made(&page, &mut localhost(&provider)).replace("\"rk\":true", "\"rk\":false");
    assert_eq!(browser.submit(&page, &[("passkey", &answer)]).await.status, 422, "it is not found without its id");
    for nonsense in ["", "{}", "null"] {
        assert_eq!(browser.submit(&page, &[("passkey", nonsense)]).await.status, 422, "{nonsense}");
    }
    let grace = person(&provider, "grace").await;
    assert!(
        grace.has_nothing_to_prove(latchkey::protocol::factors::WaysIn::BOTH)
            && !is_signed_in(&provider, &browser).await
    );
    let codes = begin(&browser, &invite, &mut localhost(&provider), &[]).await;
    assert_eq!(codes_of(&codes).len(), 10, "the link was good still: {}", codes.body);
}

/// A challenge is for the page of one link in one browser, and counts once.
#[actix_web::test]
async fn a_challenge_is_for_one_link_in_one_browser_and_counts_once() {
    let provider = takes_links().start();
    let invite = invited(&provider).await;
    let (one, two) = (sign_up_link(&provider, 5).await, sign_up_link(&provider, 5).await);
    let (browser, other) = (Browser::new(), Browser::new());
    let (page, of_another) = (browser.visit(&one).await, browser.visit(&two).await);
    let name = ("username", "hedy");
    let elsewhere = made(&of_another, &mut localhost(&provider));
    assert_eq!(browser.submit(&page, &[name, ("passkey", &elsewhere)]).await.status, 422, "another link's");
    let of_an_invitation = made(&browser.visit(&invite).await, &mut localhost(&provider));
    assert_eq!(browser.submit(&page, &[name, ("passkey", &of_an_invitation)]).await.status, 422, "an invitation's");
    let in_another = made(&other.visit(&one).await, &mut localhost(&provider));
    assert_eq!(browser.submit(&page, &[name, ("passkey", &in_another)]).await.status, 422, "another browser's");
    let to_sign_in = challenge(&browser.visit(&provider.url("/login")).await);
    let answer = localhost(&provider).register(&to_sign_in);
    assert_eq!(browser.submit(&page, &[name, ("passkey", &answer)]).await.status, 422, "one to sign in");

    let answer = made(&page, &mut localhost(&provider));
    let codes = browser.submit(&page, &[name, ("passkey", &answer)]).await;
    assert_eq!(codes_of(&codes).len(), 10);
    let again = browser.visit(&one).await;
    let replayed = browser.submit(&again, &[("username", "hedwig"), ("passkey", &answer)]).await;
    assert_eq!(replayed.status, 422, "{}", replayed.body);
    let named = provider.provider.store.user_named(&UsernameKey::of("hedwig")).await.unwrap();
    assert!(
        named.is_none()
            && person(&provider, "grace").await.has_nothing_to_prove(latchkey::protocol::factors::WaysIn::BOTH)
    );
}

#[actix_web::test]
async fn a_link_that_ended_meanwhile_adds_no_passkey() {
    let provider = TestProvider::new();
    let invite = invited(&provider).await;
    let gone = async |browser: &Browser, page: &Page, why: &str| {
        let answer = made(page, &mut localhost(&provider));
        let refused = browser.submit(page, &[("passkey", &answer)]).await;
        assert_eq!(refused.status, 410, "{why}: {}", refused.body);
        assert!(!person(&provider, "grace").await.factors.any() && !is_signed_in(&provider, browser).await, "{why}");
    };
    let browser = Browser::new();
    let page = browser.visit(&invite).await;
    let sub = person(&provider, "grace").await.sub;
    let newer = link(&provider, "second", &Invitation::Invite { sub: sub.clone() }).await;
    gone(&browser, &page, "another link took its place").await;
    let page = browser.visit(&newer).await;
    provider.advance(3_601);
    gone(&browser, &page, "it expired").await;
    let invite = link(&provider, "third", &Invitation::Invite { sub }).await;
    let page = browser.visit(&invite).await;
    let chosen = Browser::new();
    let form = chosen.visit(&invite).await;
    assert_eq!(chosen.submit(&form, &[("password", "nine brave ravens")]).await.status, 200);
    gone(&browser, &page, "it was used").await;
}

/// A link stands for a password: it replaces nothing that somebody can prove themselves with beside one.
#[actix_web::test]
async fn who_has_a_password_or_a_second_factor_begins_with_no_passkey_by_a_link() {
    let provider = TestProvider::new();
    let grace = super::grace(&provider).await;
    let browser = Browser::new();
    let invitations = [
        ("reset", Invitation::Reset { sub: grace.sub.clone() }),
        ("forgot", Invitation::Forgot { sub: grace.sub.clone() }),
        ("invite", Invitation::Invite { sub: grace.sub.clone() }),
    ];
    for (token, invitation) in invitations {
        let page = browser.visit(&link(&provider, token, &invitation).await).await;
        assert!(page.status == 200 && !offers(&page), "{token}: {}", page.body);
        let answer = localhost(&provider).register(&[7; 64]);
        assert_eq!(browser.submit(&page, &[("passkey", &answer)]).await.status, 422, "{token}");
    }
    assert!(person(&provider, "grace").await.password_hash.is_some());
}

#[actix_web::test]
async fn a_passkey_is_enough_where_a_second_factor_is_demanded() {
    let provider = Builder::new().settings(|settings| settings.login.mfa = Mfa::Required).start();
    let invite = invited(&provider).await;
    let browser = Browser::new();
    let codes = begin(&browser, &invite, &mut localhost(&provider), &[]).await;
    assert_eq!(codes_of(&codes).len(), 10, "{}", codes.body);
    assert!(is_signed_in(&provider, &browser).await);
}

#[actix_web::test]
async fn no_passkey_is_offered_or_taken_where_nobody_may_add_one() {
    let mut provider = Builder::new().settings(|settings| settings.users.clear()).start();
    let setup = setup_link(&provider).await;
    let browser = Browser::new();
    let page = browser.visit(&setup).await;
    let answer = made(&page, &mut localhost(&provider));
    provider.reload(|settings| settings.login.may_add.passkey = false);
    let refused = browser.submit(&page, &[&FIRST[..], &[("passkey", answer.as_str())]].concat()).await;
    assert!(refused.status == 422 && !offers(&refused), "{}", refused.body);
    assert_eq!(browser.submit(&page, &SETUP).await.status, 200, "a password is chosen as before");
}

#[actix_web::test]
async fn the_first_administrator_begins_with_a_passkey() {
    let provider = Builder::new().settings(|settings| settings.users.clear()).start();
    let setup = setup_link(&provider).await;
    let (browser, mut authenticator) = (Browser::new(), localhost(&provider));
    let page = browser.visit(&setup).await;
    let first = options(&page);
    let answer = made(&page, &mut authenticator);
    let wrong =
        [("name", "Grace Example"), ("username", "gr ace"), ("email", "grace@example.com"), ("passkey", &answer)];
    let refused = browser.submit(&page, &wrong).await;
    assert!(refused.status == 422 && refused.body.contains("must not contain spaces"), "{}", refused.body);
    let again = options(&refused);
    assert_eq!(again["user"]["id"], first["user"]["id"], "the next passkey takes the place of the one made in vain");
    assert_ne!(again["challenge"], first["challenge"]);
    let answer = made(&refused, &mut authenticator);
    let codes = browser.submit(&refused, &[&FIRST[..], &[("passkey", answer.as_str())]].concat()).await;
    assert_eq!(codes_of(&codes).len(), 10, "{}", codes.body);
    let account = go_on(&browser, &codes).await;
    assert!(account.body.contains("Grace Example") && account.body.contains("with a passkey"), "{}", account.body);
    let grace = person(&provider, "grace").await;
    assert!(grace.is_admin && grace.password_hash.is_none() && grace.factors.passkey);
    assert_eq!(Browser::new().visit(&setup).await.status, 410);
    let other = Browser::new();
    let login = RelyingParty::new(&provider).authorize(&other, &[]).await;
    let said = claims(&provider, &sign_in(&other, &login, &authenticator).await).await;
    assert_eq!(said["sub"], grace.sub.as_str());
}

#[actix_web::test]
async fn one_of_two_at_once_is_the_first_administrator() {
    let provider = Builder::new().settings(|settings| settings.users.clear()).start();
    let setup = setup_link(&provider).await;
    let (one, two) = (Browser::new(), Browser::new());
    let (mut first, mut second) = (localhost(&provider), localhost(&provider));
    let others = [("name", "Hedy"), ("username", "hedy"), ("email", "hedy@example.com")];
    let pages = (one.visit(&setup).await, two.visit(&setup).await);
    let (a, b) = (made(&pages.0, &mut first), made(&pages.1, &mut second));
    let (a, b) =
        ([&FIRST[..], &[("passkey", a.as_str())]].concat(), [&others[..], &[("passkey", b.as_str())]].concat());
    let (a, b) = tokio::join!(one.send_form(&pages.0, &a), two.send_form(&pages.1, &b));
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 410]);
    assert_eq!(provider.provider.store.list_users().await.unwrap().len(), 1);
}

#[actix_web::test]
async fn who_signs_up_begins_with_a_passkey_and_may_try_another_name_with_the_next() {
    let provider = takes_links().start();
    let link = sign_up_link(&provider, 1).await;
    let (browser, mut authenticator) = (Browser::new(), localhost(&provider));
    let taken = begin(&browser, &link, &mut authenticator, &[("username", "ada")]).await;
    assert!(taken.status == 422 && taken.body.contains("This username is taken"), "{}", taken.body);
    let handle = authenticator.user_handle.clone();
    let answer = made(&taken, &mut authenticator);
    assert_eq!(authenticator.user_handle, handle);
    let codes = browser.submit(&taken, &[("username", "hedy"), ("passkey", &answer)]).await;
    assert_eq!(codes_of(&codes).len(), 10, "{}", codes.body);
    assert!(go_on(&browser, &codes).await.body.contains("id=\"logout\""));
    let hedy = person(&provider, "hedy").await;
    assert!(hedy.password_hash.is_none() && hedy.factors.passkey);
    assert_eq!(Browser::new().visit(&link).await.status, 410, "once");
    let events = events(&provider, &hedy.sub).await;
    assert!(["user.add", "passkey.add"].iter().all(|event| events.iter().any(|own| own == event)), "{events:?}");
}

#[actix_web::test]
async fn a_passkey_of_somebody_else_begins_no_account() {
    let provider = takes_links().start();
    let link = sign_up_link(&provider, 2).await;
    let mut authenticator = localhost(&provider);
    begin(&Browser::new(), &link, &mut authenticator, &[("username", "hedy")]).await;
    let again = begin(&Browser::new(), &link, &mut authenticator, &[("username", "ida")]).await;
    assert!(again.status == 422 && again.body.contains("This passkey was added before"), "{}", again.body);
    let mut own = localhost(&provider);
    let codes = begin(&Browser::new(), &link, &mut own, &[("username", "ida")]).await;
    assert_eq!(codes_of(&codes).len(), 10, "the link was good still: {}", codes.body);
}

#[actix_web::test]
async fn who_waits_for_approval_signs_in_with_the_passkey_afterwards() {
    let builder = takes_links().settings(|settings| settings.login.sign_up.approval = true);
    let provider = builder.start();
    let link = sign_up_link(&provider, 1).await;
    let (browser, mut authenticator) = (Browser::new(), localhost(&provider));
    let told = begin(&browser, &link, &mut authenticator, &[("username", "hedy")]).await;
    assert!(told.status == 200 && told.body.contains("Your account waits for approval"), "{}", told.body);
    assert!(!is_signed_in(&provider, &browser).await);
    let hedy = person(&provider, "hedy").await;
    assert_eq!(provider.provider.store.factors(&hedy.sub).await.unwrap().recovery_codes, 0, "nobody saw any");
    let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    assert_eq!(sign_in(&browser, &login, &authenticator).await.status, 401);
    provider.provider.store.approve(&hedy.sub, provider.provider.now()).await.unwrap();
    let login = RelyingParty::new(&provider).authorize(&browser, &[]).await;
    assert!(is_granted(&sign_in(&browser, &login, &authenticator).await));
}

/// The link in its mail holds although the passkey was a change of the credentials.
#[actix_web::test]
async fn an_address_that_was_named_beside_a_passkey_is_confirmed() {
    let mailbox = Mailbox::open();
    let smtp = mailbox.settings();
    let provider = takes_links().settings(|settings| settings.smtp = Some(smtp)).start();
    let link = sign_up_link(&provider, 1).await;
    let (browser, mut authenticator) = (Browser::new(), localhost(&provider));
    let named = [("username", "hedy"), ("email", "hedy@example.com")];
    let codes = begin(&browser, &link, &mut authenticator, &named).await;
    assert_eq!(codes_of(&codes).len(), 10, "{}", codes.body);
    let mail = mailbox.wait_for_subject("Confirm your email address", 1).await;
    let page = browser.visit(&mail.link("/account/email?t=")).await;
    let done = browser.submit(&page, &[]).await;
    assert!(done.body.contains("Your email address is confirmed."), "{}", done.body);
    let hedy = person(&provider, "hedy").await;
    assert_eq!((hedy.email.as_deref(), hedy.email_verified), (Some("hedy@example.com"), true));
}
