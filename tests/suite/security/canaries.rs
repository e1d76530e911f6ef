//! What strangers send stays text, in every parameter of every endpoint and in what a client says of itself (rows 44,
//! 45 and 65; SEC-46, SEC-47).

use latchkey::protocol::client::{Client, ConsentMode};

use super::ways::{self, Signer};
use super::wire::{Answer, Outcome, Wire};
use crate::support::browser::Page;
use crate::support::{Browser, RelyingParty};

const CANARIES: [&str; 6] = [
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</script><script>alert(1)</script>",
    "</textarea></title></style><img src=x>",
    "javascript:alert(1)//",
    "{{ 83341 * 95279 }}{% include \"page.html\" %}",
];

/// What none of them may become; the number is what a template would make of the last one: long, so that no port or random
/// value has it by chance.
const ALIVE: [&str; 8] = [
    "<img src=x",
    "<svg/onload",
    "<script>alert",
    "</textarea></title>",
    "href=\"javascript:",
    "action=\"javascript:",
    "src=\"javascript:",
    "7940647139",
];

/// Every endpoint with the parameters that it reads.
const ENDPOINTS: [(&str, &[&str]); 53] = [
    ("/authorize", &ways::PARAMETERS),
    ("/login", &["interaction", "username", "password", "passkey", "next", "again", "csrf", "remember_me", "unknown"]),
    ("/second-factor", &["interaction", "code", "passkey", "next", "recovery", "csrf", "cancel", "remember_device"]),
    ("/step-up", &["interaction", "code", "passkey", "next", "recovery", "csrf", "cancel"]),
    ("/second-factor/set-up", &["interaction", "code", "passkey", "secret", "next", "csrf"]),
    ("/account/totp", &["code", "passkey", "secret", "csrf"]),
    ("/account/security", &["done"]),
    ("/account/profile", &["done"]),
    (
        "/account/profile/save",
        &["name", "given_name", "family_name", "nickname", "website", "zoneinfo", "locale", "csrf"],
    ),
    ("/account/profile/email", &["email", "csrf"]),
    ("/account/profile/remove", &["username", "csrf"]),
    ("/account/email", &["t", "token", "csrf"]),
    ("/account/data.json", &["csrf"]),
    ("/account/activity", &["before"]),
    ("/admin/people", &["q", "group", "only", "sort", "after"]),
    ("/admin/activity", &["person", "event", "before"]),
    ("/admin/sessions", &["before"]),
    ("/admin/add-person", &["username", "name", "email", "groups", "csrf"]),
    ("/account/factors/passkeys/rename", &["id", "name", "csrf"]),
    ("/select-account", &["interaction", "account", "remove", "csrf"]),
    ("/consent", &["interaction", "decision", "ask", "csrf"]),
    ("/account/requests", &["request", "done", "csrf"]),
    (
        "/backchannel_authentication",
        &[
            "client_id",
            "scope",
            "login_hint",
            "id_token_hint",
            "login_hint_token",
            "binding_message",
            "requested_expiry",
            "client_notification_token",
            "user_code",
            "acr_values",
            "authorization_details",
            "resource",
            "request",
            "client_secret",
            "client_assertion",
        ],
    ),
    ("/backchannel_authentication/automated_approval", &["auth_req_id", "action"]),
    ("/device", &["user_code", "done", "csrf"]),
    (
        "/device_authorization",
        &["client_id", "scope", "resource", "acr_values", "authorization_details", "client_secret", "client_assertion"],
    ),
    (
        "/end-session",
        &[
            "id_token_hint",
            "client_id",
            "post_logout_redirect_uri",
            "state",
            "logout_hint",
            "ui_locales",
            "csrf",
            "decision",
        ],
    ),
    ("/signed-out", &["state", "client_id"]),
    ("/signed-out/results", &["state"]),
    ("/session-check", &["client_id", "origin"]),
    ("/setup", &["t", "token", "name", "username", "email", "password", "passkey", "csrf"]),
    ("/invite", &["t", "token", "password", "passkey", "csrf"]),
    ("/not-me", &["t", "token", "csrf"]),
    ("/sign-up", &["interaction", "email", "csrf"]),
    ("/sign-up/account", &["t", "token", "username", "name", "email", "password", "passkey", "csrf"]),
    ("/admin/sign-up-link", &["uses", "days", "csrf"]),
    ("/account/factors/devices/forget", &["id", "csrf"]),
    ("/account/password", &["current_password", "new_password", "csrf"]),
    ("/account/sessions/end", &["session", "csrf"]),
    ("/account/sessions/end-app", &["client_id", "csrf"]),
    ("/account/apps/remove", &["client_id", "csrf"]),
    ("/account/apps/remember", &["client_id", "csrf"]),
    ("/account/apps", &["q", "after", "done"]),
    ("/", &["unknown"]),
    (
        "/token",
        &[
            "grant_type",
            "code",
            "redirect_uri",
            "code_verifier",
            "refresh_token",
            "client_id",
            "client_secret",
            "scope",
            "resource",
            "client_assertion",
            "client_assertion_type",
            "device_code",
            "auth_req_id",
            "subject_token",
            "subject_token_type",
            "actor_token",
            "actor_token_type",
            "requested_token_type",
            "audience",
            "assertion",
            "authorization_details",
        ],
    ),
    (
        "/par",
        &[
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "response_mode",
            "resource",
            "authorization_details",
            "dpop_jkt",
            "login_hint",
            "claims",
            "request",
            "request_uri",
            "client_secret",
            "client_assertion",
            "client_assertion_type",
        ],
    ),
    ("/revoke", &["token", "token_type_hint", "client_id"]),
    ("/introspect", &["token", "token_type_hint", "client_id"]),
    ("/userinfo", &["access_token"]),
    ("/resource_for_tests", &["access_token"]),
    ("/check-session-iframe/events", &["w"]),
    ("/account/this-login/events", &["unknown"]),
    ("/register/x", &["unknown"]),
];

fn encode(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn assert_text(kind: &str, body: &str, what: &str) {
    if kind.starts_with("application/") || kind.starts_with("text/event-stream") {
        return;
    }
    for alive in ALIVE {
        assert!(!body.contains(alive), "{what}: {alive} in {body}");
    }
}

fn assert_harmless(answer: &Answer, what: &str) {
    assert!(answer.status < 500, "{what}: {}", answer.status);
    assert_text(answer.header("content-type"), &answer.body, what);
    for location in answer.all("location") {
        let fine = location.starts_with("https://app.example/cb?")
            || location == "/login"
            || location.starts_with("/login?")
            || location.starts_with("https://app.example/cb#");
        assert!(fine && !location.contains(['<', '"', '\'', ' ']), "{what}: {location}");
    }
    assert!(answer.headers.iter().all(|(_, value)| !value.contains("<img")), "{what}: {:?}", answer.headers);
}

#[test]
fn a_canary_in_every_parameter_of_every_endpoint_stays_text() {
    let signer = Signer::new();
    let provider = ways::start(&signer, |_| {});
    let mut wire = Wire::to(&provider.issuer);
    let mut send = |head: &str, body: &str, what: &str| {
        let form = "Content-Type: application/x-www-form-urlencoded";
        let request = format!("{head}Host: localhost\r\n{form}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        match wire.send(request.as_bytes(), true, std::time::Duration::from_secs(20)) {
            Outcome::Answer(answer) => assert_harmless(&answer, what),
            other => panic!("{what}: {other:?}"),
        }
    };
    let valid = [
        ("response_type", "code"),
        ("client_id", "app"),
        ("redirect_uri", "https://app.example/cb"),
        ("scope", "openid"),
    ];
    for (path, names) in ENDPOINTS {
        for name in names {
            for canary in CANARIES {
                let mut pairs: Vec<(&str, &str)> = valid.iter().filter(|(other, _)| other != name).copied().collect();
                pairs.push((name, canary));
                let (encoded, what) = (encode(&pairs), format!("{path} {name}={canary}"));
                send(&format!("GET {path}?{encoded} HTTP/1.1\r\n"), "", &what);
                send(&format!("POST {path} HTTP/1.1\r\n"), &encoded, &what);
            }
        }
    }
    for canary in CANARIES {
        let in_path = percent_encoding::utf8_percent_encode(canary, percent_encoding::NON_ALPHANUMERIC);
        send(&format!("GET /{in_path} HTTP/1.1\r\n"), "", canary);
        send(&format!("GET /authorize HTTP/1.1\r\nReferer: {canary}\r\nUser-Agent: {canary}\r\n"), "", canary);
        let cookie = provider.cookie("lk_sid");
        send(&format!("GET / HTTP/1.1\r\nAccept-Language: {canary}\r\nCookie: {cookie}={canary}\r\n"), "", canary);
        let known = provider.cookie("lk_known");
        send(&format!("GET /login HTTP/1.1\r\nCookie: {known}={canary}\r\n"), "", canary);
    }
}

/// Row 45: what a client says of itself, on every page that shows it, and `state` in a form that posts itself.
#[actix_web::test]
async fn what_a_client_says_of_itself_stays_text_on_every_page() {
    let signer = Signer::new();
    for canary in CANARIES {
        let provider = ways::start(&signer, |client: &mut Client| {
            client.client_name = canary.to_owned();
            client.consent = ConsentMode::Always;
        });
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let login = app.authorize(&browser, &[]).await;
        let consent = app.sign_in(&browser, &[]).await;
        let mut pages = vec![login, consent];
        for way in ways::all().filter(|way| way.mode == "form_post") {
            let consent = signer.ask(&app, &browser, way, &[("state", canary)]).await;
            let posted = browser.submit(&consent, &[("decision", "allow")]).await;
            let state = posted.hidden_fields().into_iter().find(|(name, _)| name == "state").unwrap().1;
            assert_eq!(state, canary, "{way:?}");
            let end = posted.body.split("<form").nth(1).unwrap().split("</form>").next().unwrap();
            let inputs = end.matches("<input").count();
            assert_eq!(inputs, posted.hidden_fields().len(), "{way:?}: no new element: {end}");
            pages.extend([consent, posted]);
        }
        for path in ["/", "/end-session", "/session-check"] {
            pages.push(browser.visit(&provider.url(path)).await);
        }
        let wrong = [("redirect_uri", "https://evil.example/cb")];
        pages.push(app.authorize(&browser, &wrong).await);
        let asked: Page = browser.visit(&provider.url("/end-session")).await;
        pages.push(browser.submit(&asked, &[("decision", "yes")]).await);
        for page in pages {
            assert_text(page.header("content-type"), &page.body, &page.url);
        }
    }
}

/// Row 6: `javascript:` and its like are registered nowhere, in any case, in any place that becomes a link.
#[actix_web::test]
async fn no_scheme_that_a_browser_runs_is_registered_as_any_uri() {
    let provider = crate::registration::open_provider();
    let registrar = crate::registration::Registrar::new(&provider);
    let places = [
        "redirect_uris",
        "post_logout_redirect_uris",
        "logo_uri",
        "client_uri",
        "policy_uri",
        "tos_uri",
        "initiate_login_uri",
        "jwks_uri",
        "sector_identifier_uri",
        "request_uris",
        "backchannel_logout_uri",
        "frontchannel_logout_uri",
    ];
    for place in places {
        for uri in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "DATA:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://x/y",
            "https://guest.example@evil.example/x\"><script>",
        ] {
            let value = if place.ends_with("uris") { serde_json::json!([uri]) } else { uri.into() };
            let answer = registrar.register(&crate::registration::with(serde_json::json!({place: value}))).await;
            assert_eq!(answer.status, 400, "{place} {uri}: {}", answer.body);
        }
    }
}
