//! Introspection (RFC 7662, RFC 9701; row 29, SEC-62).

use latchkey::jose::Algorithm;
use latchkey::protocol::client::{Client, ClientId};
use latchkey::protocol::introspection::IntrospectionRight;
use latchkey::protocol::subject::SubjectType;
use latchkey::token::introspect::{self as asked, Asker};
use serde_json::{Value, json};

use super::{API, FILES, FORMATS, OFFLINE, in_format, inactive, introspect, post, resource, text, with_resources};
use crate::conformance::verified_as;
use crate::support::browser::Page;
use crate::support::provider::{SECRET, client, public_client};
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const JWT: &str = "application/token-introspection+jwt";

/// An API with the right to look into these tokens.
fn api(client_id: &str, rights: &[IntrospectionRight]) -> Client {
    Client { introspect: rights.to_vec(), ..client(client_id) }
}

async fn introspect_as_jwt(app: &RelyingParty<'_>, token: &str) -> Page {
    let request = app.http.post(app.provider.url("/introspect")).basic_auth(app.client_id, Some(SECRET));
    Page::read(request.header("accept", JWT).form(&[("token", token)]).send().await.unwrap()).await
}

#[actix_web::test]
async fn its_own_client_learns_what_a_token_is_good_for() {
    for format in FORMATS {
        let provider = in_format(format);
        let app = RelyingParty::new(&provider);
        let tokens = app.tokens(&Browser::new(), &[("scope", "openid profile")]).await;
        let (_, id_token) = decode(text(&tokens["id_token"]));
        provider.advance(7);
        let mut seen = introspect(&app, text(&tokens["access_token"])).await;
        let jti = seen.as_object_mut().unwrap().remove("jti");
        assert_eq!(jti.is_some(), text(&tokens["access_token"]).contains('.'));
        let issued = &id_token["iat"];
        assert_eq!(
            seen,
            json!({
                "active": true, "token_type": "Bearer", "scope": "openid profile", "client_id": "app",
                "username": "ada", "sub": id_token["sub"], "aud": provider.issuer, "iss": provider.issuer,
                "iat": issued, "nbf": issued, "exp": issued.as_i64().unwrap() + 3600,
                "auth_time": id_token["auth_time"], "acr": id_token["acr"],
            })
        );
        assert_eq!(introspect(&app, text(&tokens["access_token"])).await["active"], true);
        provider.advance(3600);
        assert_eq!(introspect(&app, text(&tokens["access_token"])).await, inactive(), "expired");
    }
}

/// `latchkey token introspect`: whoever has the database sees what each client sees of its own tokens, and the name.
#[actix_web::test]
async fn the_operator_looks_into_every_token_that_lives_and_that_is_no_use_of_it() {
    for format in FORMATS {
        let provider = in_format(format);
        let app = RelyingParty::new(&provider);
        let look = async |token: &str| -> Value {
            let (looking, now) = (&provider.provider, provider.provider.now());
            let told = asked::introspect(looking, Asker::Operator, token, now).await.unwrap();
            serde_json::from_str(&told).unwrap()
        };
        let first = app.tokens(&Browser::new(), &[OFFLINE]).await;
        let (access, refresh) = (text(&first["access_token"]), text(&first["refresh_token"]));
        for token in [access, refresh] {
            let mut seen = look(token).await;
            assert_eq!(
                seen.as_object_mut().unwrap().remove("username"),
                Some(json!("ada")),
                "without the scope profile"
            );
            assert_eq!(seen, introspect(&app, token).await);
        }
        let renewed = app.refresh(refresh).await.json();
        assert_eq!(look(refresh).await, inactive(), "it was used");
        let (access, refresh) = (text(&renewed["access_token"]), text(&renewed["refresh_token"]));
        assert_eq!(look(access).await["active"], true);
        let database = provider.by_hand();
        let used = "SELECT CASE WHEN count(first_used_at) = 0 THEN 'none' ELSE 'some' END FROM access_tokens";
        assert_eq!(database.run(used).as_deref(), Some("none"), "to look is not to use");
        assert_eq!(app.userinfo(access).await.status, 200);
        assert_eq!(database.run(used).as_deref(), Some("some"));
        for token in ["", "lka_unknown", text(&renewed["id_token"]), "lki_unknown"] {
            assert_eq!(look(token).await, inactive(), "{token}");
        }
        super::revoke(&app, refresh).await;
        for token in [access, refresh] {
            assert_eq!(look(token).await, inactive(), "revoked");
        }
    }
}

/// The name stays within `profile`: with pairwise subjects it would undo them.
#[actix_web::test]
async fn the_username_is_told_within_the_scope_profile_only() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[("scope", "openid email")]).await;
    let seen = introspect(&app, text(&tokens["access_token"])).await;
    assert!(seen.get("username").is_none() && seen.get("email").is_none() && seen.get("groups").is_none(), "{seen}");
}

/// Core §8: whoever looks at a token, the person has the name that the token's client knows.
#[actix_web::test]
async fn a_pairwise_subject_is_the_same_in_every_token_and_differs_from_every_other_clients() {
    for format in FORMATS {
        let pairwise = |sector: &str| SubjectType::Pairwise { sector: sector.to_owned() };
        let provider = Builder::new()
            .app(|app| app.subject_type = pairwise("app.example"))
            .client(Client { subject_type: pairwise("all.example"), ..api("all", &[IntrospectionRight::Every]) })
            .settings(|settings| settings.tokens.access_token_format = format)
            .start();
        let (app, all, browser) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "all"), Browser::new());
        let tokens = app.tokens(&browser, &[OFFLINE]).await;
        let own = all.redeem(&all.authorize(&browser, &[]).await.answer()["code"]).await.json();
        let sub = decode(text(&tokens["id_token"])).1["sub"].clone();
        assert_ne!(decode(text(&own["id_token"])).1["sub"], sub);
        assert_eq!(app.userinfo(text(&tokens["access_token"])).await.json()["sub"], sub);
        assert_eq!(introspect(&app, text(&tokens["access_token"])).await["sub"], sub);
        assert_eq!(introspect(&app, text(&tokens["refresh_token"])).await["sub"], sub);
        assert_eq!(
            introspect(&all, text(&tokens["access_token"])).await["sub"],
            sub,
            "the token's client's name for her"
        );
        if text(&tokens["access_token"]).contains('.') {
            assert_eq!(decode(text(&tokens["access_token"])).1["sub"], sub);
        }
    }
}

/// SEC-34: guessing a client's secret is limited at every endpoint that takes one, and together.
#[actix_web::test]
async fn guessing_a_secret_is_limited_here_too() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    for turn in 0..60 {
        let url = provider.url(if turn % 2 == 0 { "/introspect" } else { "/revoke" });
        let guess = app.http.post(url).basic_auth("app", Some(format!("guess {turn}"))).form(&[("token", "x")]);
        assert_eq!(guess.send().await.unwrap().status(), 401);
    }
    for path in ["/introspect", "/revoke", "/token"] {
        let page = post(&app, path, &[("token", "x")]).await;
        assert_eq!(page.status, 429, "{path}: with the right secret too");
        assert!(!page.header("retry-after").is_empty());
    }
    provider.advance(61);
    assert_eq!(introspect(&app, "x").await, inactive());
}

/// Row 29: Gitea CVE-2026-58425; Keycloak CVE-2026-37979, then CVE-2026-18208 for the JWT form.
#[actix_web::test]
async fn another_client_learns_as_much_as_of_a_token_that_never_was_in_json_and_in_jwt() {
    for format in FORMATS {
        let provider = in_format(format);
        let (app, other) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"));
        let tokens = app.tokens(&Browser::new(), &[OFFLINE]).await;
        let unknown = introspect_as_jwt(&other, "lka_unknown").await;
        for token in
            ["access_token", "refresh_token", "id_token"].map(|kind| text(&tokens[kind])).into_iter().chain(["x"])
        {
            let page = post(&other, "/introspect", &[("token", token)]).await;
            assert_eq!((page.status.as_u16(), page.body.as_str()), (200, "{\"active\":false}"));
            let signed = introspect_as_jwt(&other, token).await;
            assert_eq!((signed.status.as_u16(), signed.header("content-type")), (200, JWT));
            let (_, claims) = decode(&signed.body);
            assert_eq!(claims["token_introspection"], inactive());
            assert_eq!(claims, decode(&unknown.body).1, "the same claims as of an unknown one");
        }
    }
}

#[actix_web::test]
async fn a_resource_server_sees_the_tokens_it_was_named_for_and_no_others() {
    let app_id = ClientId::parse("app").unwrap();
    let provider = Builder::new()
        .app(with_resources)
        .client(api("all", &[IntrospectionRight::Every]))
        .client(api("of-app", &[IntrospectionRight::IssuedTo(app_id)]))
        .client(api("api", &[IntrospectionRight::For(resource(API))]))
        .client(api("files", &[IntrospectionRight::For(resource(FILES))]))
        .start();
    let browser = Browser::new();
    let (app, other) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"));
    app.code(&browser, &[]).await;
    let token_for = async |target: &str| {
        let code = app.authorize(&browser, &[]).await.answer()["code"].clone();
        let redirect_uri = app.redirect_uri.clone();
        let mut fields = vec![("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", &redirect_uri)];
        if !target.is_empty() {
            fields.push(("resource", target));
        }
        text(&app.token(&fields).await.json()["access_token"]).to_owned()
    };
    let (plain, for_api) = (token_for("").await, token_for(API).await);
    let others = other.redeem(&other.authorize(&browser, &[]).await.answer()["code"]).await.json();
    let others = text(&others["access_token"]);
    for (caller, sees) in [
        ("all", [true, true, true]),
        ("of-app", [true, true, false]),
        ("api", [false, true, false]),
        ("files", [false, false, false]),
        ("app", [true, true, false]),
        ("other", [false, false, true]),
    ] {
        let caller = RelyingParty::of(&provider, caller);
        for (token, expected) in [plain.as_str(), for_api.as_str(), others].into_iter().zip(sees) {
            let seen = introspect(&caller, token).await;
            assert_eq!(seen["active"], expected, "{} {seen}", caller.client_id);
            assert_eq!(decode(&introspect_as_jwt(&caller, token).await.body).1["token_introspection"], seen);
            assert_eq!(expected, seen != inactive());
        }
    }
    let seen = introspect(&RelyingParty::of(&provider, "api"), &for_api).await;
    assert_eq!((&seen["aud"], &seen["client_id"]), (&API.into(), &"app".into()));
}

/// A refresh token is the client's and the provider's alone, and nothing says `Bearer` of it (SEC-27).
#[actix_web::test]
async fn a_refresh_token_is_told_to_its_client_alone() {
    let provider = Builder::new().client(api("all", &[IntrospectionRight::Every])).start();
    let (app, all) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "all"));
    let tokens = app.tokens(&Browser::new(), &[OFFLINE]).await;
    let refresh_token = text(&tokens["refresh_token"]);
    let seen = introspect(&app, refresh_token).await;
    assert_eq!(
        (&seen["active"], &seen["client_id"], &seen["aud"]),
        (&true.into(), &"app".into(), &provider.issuer.as_str().into())
    );
    assert!(seen.get("token_type").is_none() && seen["scope"] == "openid email offline_access", "{seen}");
    assert_eq!(introspect(&all, refresh_token).await, inactive());
    let rotated = app.refresh(refresh_token).await.json();
    assert_eq!(introspect(&app, refresh_token).await, inactive(), "spent");
    provider.advance(30 * 86_400);
    assert_eq!(introspect(&app, text(&rotated["refresh_token"])).await, inactive(), "idle for too long");
}

/// RFC 9701 §5.
#[actix_web::test]
async fn a_signed_answer_is_for_the_caller_and_of_a_type_of_its_own() {
    for (algorithm, name) in [(Algorithm::RS256, "RS256"), (Algorithm::ES256, "ES256")] {
        let provider = Builder::new().app(|app| app.introspection_signed_response_alg = algorithm).start();
        let app = RelyingParty::new(&provider);
        let tokens = app.tokens(&Browser::new(), &[]).await;
        let signed = introspect_as_jwt(&app, text(&tokens["access_token"])).await;
        assert_eq!((signed.header("content-type"), signed.header("cache-control")), (JWT, "no-store"));
        let (header, _) = decode(&signed.body);
        assert_eq!((&header["alg"], &header["typ"]), (&name.into(), &"token-introspection+jwt".into()));
        let claims = verified_as(&app, &Value::String(signed.body.clone()), "token-introspection+jwt").await;
        let members: Vec<&String> = claims.as_object().unwrap().keys().collect();
        assert_eq!(members, ["aud", "iat", "iss", "token_introspection"], "no sub, no exp: it is no token");
        assert_eq!((&claims["aud"], &claims["iss"]), (&"app".into(), &provider.issuer.as_str().into()));
        assert_eq!(claims["token_introspection"], introspect(&app, text(&tokens["access_token"])).await);
        assert_eq!(introspect(&app, &signed.body).await, inactive(), "and does not pass for one");
    }
}

#[actix_web::test]
async fn json_is_the_answer_unless_a_jwt_was_asked_for() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    for accept in ["*/*", "application/json", "application/jwt", "application/token-introspection+jwt;q=0"] {
        let request = app.http.post(provider.url("/introspect")).basic_auth("app", Some(SECRET));
        let page = Page::read(request.header("accept", accept).form(&[("token", "x")]).send().await.unwrap()).await;
        assert_eq!((page.header("content-type"), page.body.as_str()), ("application/json", "{\"active\":false}"));
    }
}

#[actix_web::test]
async fn whoever_does_not_prove_itself_learns_nothing() {
    let provider = Builder::new().client(public_client("phone")).start();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[]).await;
    let token = text(&tokens["access_token"]);
    let url = provider.url("/introspect");
    let refused = [
        (app.http.post(&url).form(&[("token", token)]), 401, "invalid_client"),
        (app.http.post(&url).bearer_auth(token).form(&[("token", token)]), 401, "invalid_client"),
        (app.http.post(&url).form(&[("token", token), ("client_id", "app")]), 401, "invalid_client"),
        (app.http.post(&url).form(&[("token", token), ("client_id", "phone")]), 401, "invalid_client"),
        (app.http.post(&url).basic_auth("app", Some("x")).form(&[("token", token)]), 401, "invalid_client"),
        (app.http.post(&url).basic_auth("app", Some(SECRET)).form(&[("token", "")]), 400, "invalid_request"),
        (
            app.http.post(format!("{url}?token={token}")).basic_auth("app", Some(SECRET)).form(&[("x", "y")]),
            400,
            "invalid_request",
        ),
        (app.http.get(format!("{url}?token={token}")).basic_auth("app", Some(SECRET)), 405, "invalid_request"),
    ];
    for (request, status, error) in refused {
        let page = Page::read(request.header("origin", "https://app.example").send().await.unwrap()).await;
        assert_eq!((page.status.as_u16(), &page.json()["error"]), (status, &error.into()), "{}", page.body);
        assert!(page.headers.get("access-control-allow-origin").is_none(), "it is for servers");
        match status {
            401 => assert!(page.header("www-authenticate").starts_with("Basic")),
            405 => assert_eq!(page.header("allow"), "POST"),
            _ => {}
        }
    }
}

/// Rows 24 and 25: what ends a token elsewhere ends it here.
#[actix_web::test]
async fn a_token_is_inactive_once_its_login_its_person_or_its_admission_ended() {
    use latchkey::protocol::session::Cause;
    for format in FORMATS {
        let mut provider = in_format(format);
        let token = async |provider: &TestProvider, scope: &str| {
            let app = RelyingParty::new(provider);
            let tokens = app.tokens(&Browser::new(), &[("scope", scope)]).await;
            text(&tokens["access_token"]).to_owned()
        };
        let online = token(&provider, "openid").await;
        let app = RelyingParty::new(&provider);
        let store = &provider.provider.store;
        for (session, _) in store.list_sessions(provider.provider.now(), 10).await.unwrap() {
            store.end_session(&session.id, Cause::User, provider.provider.now()).await.unwrap();
        }
        assert_eq!(introspect(&app, &online).await, inactive(), "signed out");

        let admitted = token(&provider, "openid").await;
        provider.reload(|settings| settings.clients[0].allowed_groups = vec!["board".into()]);
        let app = RelyingParty::new(&provider);
        assert_eq!(introspect(&app, &admitted).await, inactive(), "no longer in an admitted group");
        assert_eq!(app.userinfo(&admitted).await.status, 401);
        provider.reload(|settings| settings.clients[0].allowed_groups.clear());

        let locked = token(&provider, "openid offline_access").await;
        let app = RelyingParty::new(&provider);
        assert_eq!(introspect(&app, &locked).await["active"], true);
        let ada = latchkey::protocol::user::UsernameKey::of("ada");
        let store = &provider.provider.store;
        let sub = store.user_named(&ada).await.unwrap().unwrap().sub;
        store.set_locked(&sub, true, provider.provider.now()).await.unwrap();
        assert_eq!(introspect(&app, &locked).await, inactive(), "locked");
        assert_eq!(app.userinfo(&locked).await.status, 401);
    }
}

/// SEC-79: not knowing is no answer.
#[actix_web::test]
async fn when_the_store_fails_it_says_so_and_not_inactive() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[OFFLINE]).await;
    let refreshed = app.refresh(text(&tokens["refresh_token"])).await.json();
    let other = provider.by_hand();
    other.hold();
    // The first use of a refreshed token must be recorded before anything may be said of it.
    let page = post(&app, "/introspect", &[("token", text(&refreshed["access_token"]))]).await;
    assert_eq!((page.status.as_u16(), page.json()["error"].as_str()), (503, Some("temporarily_unavailable")));
    other.let_go();
    other.run("UPDATE grants SET detail = '{'");
    let page = post(&app, "/introspect", &[("token", text(&tokens["access_token"]))]).await;
    assert!(page.status.as_u16() >= 500 && !page.body.contains("active"), "unreadable is not inactive: {}", page.body);
}
