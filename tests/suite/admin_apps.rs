//! The pages of apps, for administrators: settings, how to connect, a sign-in gone through without the app, refusals, and what can
//! be done to whoever registered itself.

use latchkey::protocol::client::{Client, ClientAuthMethod, ClientId, ConsentMode};
use latchkey::protocol::pkce::PkceRule;
use latchkey::protocol::redirect_uri::{ApplicationType, RedirectUri};
use latchkey::protocol::scope::ScopeSet;
use latchkey::protocol::user::UsernameKey;
use latchkey::store::audit::Wanted;

use crate::audit::{records, sub_of, who};
use crate::registration::{Registrar, minimal, open, text, with};
use crate::second_factors::send_form_with;
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, SECRET, client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

async fn ada(provider: &TestProvider) -> Browser {
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/admin")).await;
    browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    browser
}

/// The page as it reads: without what HTML escapes.
fn plain(page: Page) -> Page {
    let escapes = [("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2F;", "/")];
    let body = escapes.iter().fold(page.body, |body, (escaped, character)| body.replace(escaped, character));
    Page { body, ..page }
}

async fn app_page(provider: &TestProvider, browser: &Browser, query: &str) -> Page {
    plain(browser.visit(&provider.url(&format!("/admin/app?{query}"))).await)
}

#[actix_web::test]
async fn who_uses_what_is_a_table_of_people_and_apps() {
    let provider = Builder::new().settings(|settings| settings.users[1].is_admin = false).start_one();
    let ada = ada(&provider).await;
    let list = ada.visit(&provider.url("/admin/apps")).await;
    assert!(!list.body.contains("Who uses what"), "nobody signed in to an app yet: {}", list.body);
    let app = RelyingParty::new(&provider);
    for browser in [Browser::new(), Browser::new()] {
        let back = app.sign_in_as("ben", &browser, &[]).await;
        assert_eq!(app.redeem(&back.answer()["code"]).await.status, 200);
    }
    let list = ada.visit(&provider.url("/admin/apps")).await;
    assert!(list.body.contains("Who uses what"), "{}", list.body);
    assert!(list.body.contains("<bdi>ben</bdi></a></th><td class=\"shade4\">2</td></tr>"), "{}", list.body);
    let overview = ada.visit(&provider.url("/admin")).await;
    assert!(overview.body.contains("<bdi>ben</bdi></a></th><td class=\"shade4\">2</td></tr>"), "{}", overview.body);
    provider.advance(31 * 86_400);
    let login = ada.visit(&provider.url("/admin/apps")).await;
    ada.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let list = ada.visit(&provider.url("/admin/apps")).await;
    assert!(list.body.contains("client_id=app") && !list.body.contains("Who uses what"), "{}", list.body);
}

/// The row of an app in a list: from the link to its page on.
fn row_of<'a>(page: &'a Page, client_id: &str) -> &'a str {
    let link = format!("/admin/app?client_id={client_id}\"");
    let (_, after) = page.body.split_once(&link).unwrap_or_else(|| panic!("{client_id}: {}", page.body));
    after.split("</li>").next().unwrap()
}

fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

/// One node, for each counts by itself; it has the apps `app` and `other`.
fn one_node() -> TestProvider {
    Builder::new().start_one()
}

#[actix_web::test]
async fn the_hours_of_an_app_are_a_bar_that_shows_what_was_refused_and_no_other_app_has_part_in_it() {
    let provider = one_node();
    let ada = ada(&provider).await;
    let overview = ada.visit(&provider.url("/admin")).await;
    assert!(overview.body.contains("<b>Nothing was asked in the last 24 hours.</b>"), "{}", overview.body);
    assert!(!overview.body.contains("class=\"hours\""), "nothing was asked yet: {}", overview.body);
    let list = plain(ada.visit(&provider.url("/admin/apps")).await);
    for app in ["app", "other"] {
        let row = row_of(&list, app);
        assert_eq!((count(row, "<rect class=\"hour-empty\""), count(row, "<rect")), (24, 24), "{row}");
        assert!(row.contains("aria-label=\"Nothing was asked in the last 24 hours.\""), "{row}");
    }

    let app = RelyingParty::new(&provider);
    let code = app.code(&Browser::new(), &[]).await;
    assert_eq!(app.redeem(&code).await.status, 200);
    assert_eq!(app.redeem("none").await.status, 400);
    let list = plain(ada.visit(&provider.url("/admin/apps")).await);
    let row = row_of(&list, "app");
    assert_eq!((count(row, "<rect class=\"hour-some\""), count(row, "<rect class=\"hour-empty\"")), (1, 23), "{row}");
    assert!(row.contains("<title>08:00–09:00 UTC · answered: 1 · refused: 1 (invalid_grant)</title>"), "{row}");
    assert!(row.contains("aria-label=\"In the last 24 hours. Answered: 1. Refused: 1.\""), "{row}");
    assert_eq!(count(row_of(&list, "other"), "<rect class=\"hour-empty\""), 24, "it asked nothing");
    assert!(list.body.contains("Counted since this server started:"), "{}", list.body);
    assert_eq!(list.body.contains("Counted by this node alone:"), provider.provider.store.node().is_some());
    assert!(!list.body.contains("style="), "{}", list.body);

    let page = app_page(&provider, &ada, "client_id=app").await;
    assert_eq!(count(&page.body, "<rect class=\"hour-some\" x=\""), 2, "in the bar and in the legend: {}", page.body);
    let why = "<td>1</td><td>1</td><td>a code or token was no longer valid, or was not the app's \
               <code dir=\"ltr\">invalid_grant</code></td>";
    assert!(page.body.contains(why), "{}", page.body);
    let page = app_page(&provider, &ada, "client_id=other").await;
    assert!(page.body.contains("<p>Nothing was asked in the last 24 hours.</p>"), "{}", page.body);
}

#[actix_web::test]
async fn the_overview_has_the_apps_that_asked_something_the_worst_first_and_forgets_after_a_day() {
    let provider = one_node();
    let app = RelyingParty::new(&provider);
    assert_eq!(app.redeem(&app.code(&Browser::new(), &[]).await).await.status, 200);
    let wrong = app.http.post(provider.url("/token")).basic_auth("other", Some("wrong"));
    let refused = wrong.form(&[("grant_type", "authorization_code")]).send().await.unwrap();
    assert_eq!(refused.status(), 401);
    let ada = ada(&provider).await;
    let overview = plain(ada.visit(&provider.url("/admin")).await);
    assert!(!overview.body.contains("Nothing was asked in the last 24 hours."), "{}", overview.body);
    let places = ["other", "app"].map(|id| overview.body.find(&format!("client_id={id}\"")).unwrap());
    assert!(places[0] < places[1], "{}", overview.body);
    let (bad, good) = (row_of(&overview, "other"), row_of(&overview, "app"));
    assert!(bad.contains("<rect class=\"hour-most\"") && !bad.contains("<rect class=\"hour-ok\""), "{bad}");
    assert!(bad.contains("answered: 0 · refused: 1 (invalid_client)"), "{bad}");
    assert!(good.contains("<rect class=\"hour-ok\"") && !good.contains("<rect class=\"hour-most\""), "{good}");

    provider.advance(24 * 3_600);
    let login = ada.visit(&provider.url("/admin")).await;
    ada.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let overview = ada.visit(&provider.url("/admin")).await;
    assert!(overview.body.contains("Sign-ins of the last 24 hours"), "{}", overview.body);
    assert!(overview.body.contains("<b>Nothing was asked in the last 24 hours.</b>"), "{}", overview.body);
    let list = ada.visit(&provider.url("/admin/apps")).await;
    assert!(!list.body.contains("Counted since this server started:"), "it has seen all of the day: {}", list.body);
}

/// RFC 7662 §2, RFC 7009 §2: clients authenticate at these endpoints, too.
#[actix_web::test]
async fn requests_to_other_endpoints_where_clients_authenticate_count_too() {
    let provider = one_node();
    let app = RelyingParty::new(&provider);
    for (path, field, status) in
        [("/introspect", ("token", "none"), 200), ("/revoke", ("token", "none"), 200), ("/revoke", ("x", "y"), 400)]
    {
        let request = app.http.post(provider.url(path)).basic_auth("other", Some(SECRET)).form(&[field]);
        assert_eq!(request.send().await.unwrap().status(), status, "{path}");
    }
    let ada = ada(&provider).await;
    let list = plain(ada.visit(&provider.url("/admin/apps")).await);
    let row = row_of(&list, "other");
    assert!(row.contains("answered: 2 · refused: 1 (invalid_request)"), "{row}");
}

#[actix_web::test]
async fn an_app_is_shown_with_its_settings_and_what_was_refused() {
    let provider = Builder::new().settings(|settings| settings.users[1].is_admin = false).start_one();
    let ada = ada(&provider).await;
    let list = plain(ada.visit(&provider.url("/admin/apps")).await);
    assert!(list.body.contains("/admin/app?client_id=app\""), "{}", list.body);
    let page = app_page(&provider, &ada, "client_id=app").await;
    for shown in ["client_id = \"app\"", "redirect_uris = [", "Nothing was refused"] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert!(!page.body.contains("id=\"disable\""), "what is configured is changed in the file");

    let odd = "/authorize?client_id=app&response_type=code&redirect_uri=https%3A%2F%2Fevil.example%2F&scope=openid";
    assert_eq!(Browser::new().visit(&provider.url(odd)).await.status, 400);
    let page = app_page(&provider, &ada, "client_id=app").await;
    assert!(page.body.contains("https://evil.example/"), "{}", page.body);
    assert!(page.body.contains("redirect_uri is not registered"), "{}", page.body);
    for unknown in ["client_id=none", "client_id=", ""] {
        assert_eq!(app_page(&provider, &ada, unknown).await.status, 404, "{unknown}");
    }
    let ben = Browser::new();
    let login = ben.visit(&provider.url("/admin/apps")).await;
    let refused = ben.submit(&login, &[("username", "ben"), ("password", PASSWORD)]).await;
    assert_eq!(refused.status, 403, "{}", refused.body);
}

async fn connect_page(provider: &TestProvider, browser: &Browser, query: &str) -> Page {
    plain(browser.visit(&provider.url(&format!("/admin/app/connect?{query}"))).await)
}

async fn try_page(provider: &TestProvider, browser: &Browser, query: &str) -> Page {
    plain(browser.visit(&provider.url(&format!("/admin/app/try?{query}"))).await)
}

#[actix_web::test]
async fn a_sign_in_that_is_tried_for_somebody_is_recorded_with_who_tried_it_for_whom() {
    let provider = Builder::new().start_one();
    let browser = ada(&provider).await;
    for query in ["client_id=app", "client_id=app&person=nobody"] {
        assert_eq!(try_page(&provider, &browser, query).await.status, 200, "{query}");
    }
    assert!(records(&provider, "sign_in.try").await.is_empty(), "of nobody");
    assert_eq!(try_page(&provider, &browser, "client_id=app&person=ben").await.status, 200);
    let tried = records(&provider, "sign_in.try").await;
    let (actor, whose) = (format!("person:{}", sub_of(&provider, "ada").await), sub_of(&provider, "ben").await);
    assert_eq!(tried.len(), 1, "{tried:?}");
    assert_eq!(who(&tried[0]), (actor.as_str(), Some(whose.as_str()), Some("app")));
}

/// A wiki that is known by its redirect URI, and whose block has not all that it needs.
fn wiki() -> Client {
    let uri = RedirectUri::parse("https://wiki.example/oidc/callback", ApplicationType::Web).unwrap();
    Client {
        redirect_uris: vec![uri],
        scope: Some(ScopeSet::parse("openid email")),
        token_endpoint_auth_method: Some(ClientAuthMethod::ClientSecretPost),
        ..client("wiki")
    }
}

#[actix_web::test]
async fn how_an_app_is_connected_is_shown_with_its_own_lines_and_never_with_the_secret() {
    let provider = Builder::new().client(wiki()).start();
    let ada = ada(&provider).await;
    let page = connect_page(&provider, &ada, "client_id=wiki").await;
    let issuer = &provider.issuer;
    for shown in [
        "<option value=\"bookstack\" lang=\"en\" selected>BookStack</option>",
        "APP_URL=https://wiki.example\n",
        &format!("OIDC_ISSUER={issuer}\n"),
        "OIDC_CLIENT_ID=wiki\nOIDC_CLIENT_SECRET=THE_CLIENT_SECRET\n",
        "<code dir=\"ltr\">client_secret_basic</code>",
        "The app asks for profile groups, which this client may not have.",
        "scope = \"openid email profile groups\"",
        "This client is registered for client_secret_post, and the app sends its secret in another way.",
        &format!("value=\"{issuer}/.well-known/openid-configuration\""),
        &format!("id=\"token_endpoint\" value=\"{issuer}/token\""),
        &format!("id=\"jwks_uri\" value=\"{issuer}/jwks\""),
        "id=\"redirect-1\" value=\"https://wiki.example/oidc/callback\"",
        "data-copy=\"token_endpoint\"",
    ] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert!(!page.body.contains(SECRET), "{}", page.body);

    let other = connect_page(&provider, &ada, "client_id=wiki&preset=wordpress").await;
    assert!(other.body.contains("OpenID Scope") && !other.body.contains("APP_URL"), "{}", other.body);
    let unknown = connect_page(&provider, &ada, "client_id=app").await;
    assert!(!unknown.body.contains("id=\"paste-1\"") && unknown.body.contains("Another app"), "{}", unknown.body);
    let nothing = connect_page(&provider, &ada, "client_id=app&preset=gitea").await;
    assert!(nothing.body.contains("The app asks to be sent back to"), "{}", nothing.body);
    assert_eq!(connect_page(&provider, &ada, "client_id=none").await.status, 404);
}

#[actix_web::test]
async fn a_sign_in_is_gone_through_for_somebody_and_nothing_is_issued_and_nothing_kept() {
    let asks =
        Client { consent: ConsentMode::Remember, scope: Some(ScopeSet::parse("openid email")), ..client("asks") };
    let provider = Builder::new().client(asks).settings(|settings| settings.users[1].is_admin = false).start();
    let ada = ada(&provider).await;
    let blank = try_page(&provider, &ada, "client_id=asks").await;
    assert!(!blank.body.contains("id=\"ladder\""), "{}", blank.body);
    let nobody = try_page(&provider, &ada, "client_id=asks&person=eve").await;
    assert!(nobody.body.contains("Nobody has this name."), "{}", nobody.body);

    let page = try_page(&provider, &ada, "client_id=asks&person=ben").await;
    for shown in [
        "<dt><code>redirect_uri</code></dt><dd><code>https://asks.example/cb</code></dd>",
        "<dt><code>code_challenge_method</code></dt><dd><code>S256</code></dd>",
        "Everybody who has an account.",
        "A password is enough for this person.",
        "signs in with a password.",
        "is asked whether the app may have this:",
        "Your email address",
        "Nothing is missing, so the server grants the request.",
        "<dt><code>code</code></dt><dd><code>…</code></dd>",
        "<dd class=\"sub\" dir=\"auto\">Works once and for a short time. The app exchanges it for tokens.</dd>",
        "<summary>Parameters: 8</summary>",
        "<span>App</span><span>Browser</span><span>Server</span>",
        "<li><span class=\"wire asks\" aria-hidden=\"true\"><svg",
        "<li><span class=\"wire page\" aria-hidden=\"true\"><svg",
        "<li><span class=\"wire server\" aria-hidden=\"true\"><svg",
        "<li><span class=\"wire answers\" aria-hidden=\"true\"><svg",
        "\"aud\": \"asks\"",
        "\"email\": \"ben@example.com\"",
    ] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    let more = try_page(&provider, &ada, "client_id=asks&person=ben&scope=openid+email+profile+odd").await;
    assert!(more.body.contains("nobody knows it: odd profile"), "{}", more.body);

    let silent = try_page(&provider, &ada, "client_id=asks&person=ben&prompt=none").await;
    for shown in ["no user is signed in as asked", "<dd><code>login_required</code></dd>"] {
        assert!(silent.body.contains(shown), "{shown}: {}", silent.body);
    }
    assert!(!silent.body.contains("id=\"id-token\""), "{}", silent.body);
    let silent = try_page(&provider, &ada, "client_id=asks&person=ben&prompt=none&signed_in=1").await;
    assert!(silent.body.contains("the user has not consented to this"), "{}", silent.body);
    let again = try_page(&provider, &ada, "client_id=asks&person=ben&prompt=login&signed_in=1").await;
    assert!(again.body.contains("signs in again"), "{}", again.body);
    let odd = try_page(&provider, &ada, "client_id=asks&person=ben&prompt=odd").await;
    assert!(odd.body.contains("prompt has an unknown value"), "{}", odd.body);
    let evil = try_page(&provider, &ada, "client_id=asks&person=ben&redirect_uri=https%3A%2F%2Fevil.example%2F").await;
    for shown in ["redirect_uri is not registered", "The browser stays at an error page", "class=\"wire stays\""] {
        assert!(evil.body.contains(shown), "{shown}: {}", evil.body);
    }

    let (store, now) = (&provider.provider.store, provider.provider.now());
    let ben = store.user_named(&UsernameKey::of("ben")).await.unwrap().unwrap();
    let asks = ClientId::parse("asks").unwrap();
    assert!(store.sessions_of(&ben.sub, now).await.unwrap().is_empty());
    assert_eq!(store.consent(&ben.sub, &asks).await.unwrap(), None);
    let settings = app_page(&provider, &ada, "client_id=asks").await;
    assert!(settings.body.contains("Nothing was refused"), "nobody was refused anything: {}", settings.body);
}

#[actix_web::test]
async fn what_would_be_refused_is_told_as_the_app_would_be_told_and_with_what_would_mend_it() {
    let closed = Client { allowed_groups: vec!["nobody".to_owned()], ..client("closed") };
    // An app that sends neither code_challenge nor nonce, by its preset.
    let blog = Client { pkce: PkceRule::Required, defined_at: Some("config.toml:7".to_owned()), ..client("wordpress") };
    let provider = Builder::new().client(closed).client(blog).start();
    let ada = ada(&provider).await;
    let page = try_page(&provider, &ada, "client_id=closed&person=ben").await;
    for shown in [
        "this person is in none of them",
        "The server refuses the request.",
        "this user may not use this application",
        "<dd><code>access_denied</code></dd>",
        "The browser goes back to <code>https://closed.example/cb</code> with:",
    ] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    let page = try_page(&provider, &ada, "client_id=wordpress&person=ben").await;
    for shown in ["code_challenge is missing", "(config.toml:7): require_pkce = false"] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
}

/// Anybody may register here, and an administrator pastes the lines into a shell.
#[actix_web::test]
async fn an_address_that_a_shell_would_run_stands_in_no_line_to_paste() {
    let provider = Builder::new().settings(open).start();
    let (ada, guest) = (ada(&provider).await, Registrar::new(&provider));
    for address in ["https://guest.example/$(id)", "https://guest.example/';id;'", "https://guest.example/&id&"] {
        let request = with(serde_json::json!({"redirect_uris": [format!("{address}/oidc/callback")]}));
        let client_id = text(&guest.registered(&request).await, "client_id").to_owned();
        let page = connect_page(&provider, &ada, &format!("client_id={client_id}")).await;
        assert!(page.body.contains("APP_URL=https://bookstack.example.com\n"), "{address}: {}", page.body);
        assert!(page.body.contains(&format!("OIDC_CLIENT_ID={client_id}\n")), "{address}: {}", page.body);
    }
    let request = with(serde_json::json!({"redirect_uris": ["https://guest.example/wiki/oidc/callback"]}));
    let client_id = text(&guest.registered(&request).await, "client_id").to_owned();
    let page = connect_page(&provider, &ada, &format!("client_id={client_id}")).await;
    assert!(page.body.contains("APP_URL=https://guest.example/wiki\n"), "{}", page.body);
}

#[actix_web::test]
async fn an_app_that_is_disabled_is_not_found_by_a_sign_in_that_is_gone_through() {
    let provider = Builder::new().settings(open).start();
    let (ada, guest) = (ada(&provider).await, Registrar::new(&provider));
    let client_id = text(&guest.registered(&minimal()).await, "client_id").to_owned();
    let query = format!("client_id={client_id}&person=ben");
    let page = try_page(&provider, &ada, &query).await;
    assert!(page.body.contains("is asked whether the app may have this:"), "{}", page.body);
    let settings = app_page(&provider, &ada, &format!("client_id={client_id}")).await;
    assert_eq!(send_form_with(&ada, &settings, "id=\"disable\"", &[]).await.status, 303);
    let page = try_page(&provider, &ada, &query).await;
    assert!(page.body.contains("client_id is not registered"), "{}", page.body);
    assert!(connect_page(&provider, &ada, &query).await.body.contains("id=\"token_endpoint\""));
}

#[actix_web::test]
async fn an_app_that_registered_itself_is_approved_as_it_was_seen_disabled_and_enabled() {
    let provider = Builder::new().settings(open).start();
    let (ada, guest) = (ada(&provider).await, Registrar::new(&provider));
    let registered = guest.registered(&minimal()).await;
    let client_id = text(&registered, "client_id").to_owned();
    let query = format!("client_id={client_id}");
    let stored = async || {
        let client_id = ClientId::parse(&client_id).unwrap();
        provider.provider.store.registered_client(&client_id).await.unwrap().unwrap()
    };
    assert!(ada.visit(&provider.url("/admin/apps")).await.body.contains("registered itself"));

    // It changed after the administrator looked: nothing is approved.
    let seen = app_page(&provider, &ada, &query).await;
    assert!(seen.body.contains("redirect_uris = [\"https://guest.example/cb\"]"), "{}", seen.body);
    let (uri, token) = (text(&registered, "registration_client_uri"), text(&registered, "registration_access_token"));
    let changed = with(serde_json::json!({"client_id": client_id, "client_name": "The bank"}));
    assert_eq!(guest.replace(uri, token, &changed).await.status, 200);
    let late = send_form_with(&ada, &seen, "id=\"approve\"", &[]).await;
    assert!(late.status == 409 && late.body.contains("The app changed meanwhile."), "{}", late.body);
    assert!(late.body.contains("<title>Error: ") && late.body.contains("id=\"problem\""), "{}", late.body);
    assert_eq!(stored().await.approved_at, None);
    let approved = send_form_with(&ada, &late, "id=\"approve\"", &[]).await;
    let approved = ada.follow(approved).await;
    assert!(approved.body.contains("The app is approved.") && stored().await.approved_at.is_some());
    assert!(!approved.body.contains("id=\"approve\""), "{}", approved.body);

    let disabled = ada.follow(send_form_with(&ada, &approved, "id=\"disable\"", &[]).await).await;
    assert!(disabled.body.contains("its tokens are revoked") && stored().await.disabled_at.is_some());
    let enabled = ada.follow(send_form_with(&ada, &disabled, "id=\"enable\"", &[]).await).await;
    assert!(enabled.body.contains("The app is enabled.") && stored().await.disabled_at.is_none());

    let forged = [("csrf", "wrong"), ("client_id", client_id.as_str()), ("what", "disable")];
    assert_ne!(ada.post(&provider.url("/admin/app"), &forged).await.status, 303);
    let odd = send_form_with(&ada, &enabled, "id=\"disable\"", &[("what", "remove")]).await;
    assert_eq!(odd.status, 404);
    let configured = send_form_with(&ada, &enabled, "id=\"disable\"", &[("client_id", "app")]).await;
    assert_eq!(configured.status, 404, "what is configured is changed in the file");
    assert!(stored().await.disabled_at.is_none());

    for (event, actor) in [
        ("client.register", "client:"),
        ("client.change", "client:"),
        ("client.approve", "person:"),
        ("client.disable", "person:"),
        ("client.enable", "person:"),
    ] {
        let wanted = Wanted { event: Some(event.to_owned()), limit: 10, ..Wanted::default() };
        let records = provider.provider.store.records(&wanted).await.unwrap();
        assert_eq!(records.len(), 1, "{event}: {records:?}");
        assert_eq!(records[0].client_id.as_deref(), Some(client_id.as_str()), "{event}");
        assert!(records[0].actor.starts_with(actor), "{event}: {}", records[0].actor);
    }
}
