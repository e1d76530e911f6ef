//! `grant_type=urn:ietf:params:oauth:grant-type:token-exchange` (RFC 8693): what is exchanged, and everything that is not.

use futures_util::future::join_all;
use latchkey::protocol::access_token::AccessTokenFormat;
use latchkey::protocol::claims::ScopeDefinition;
use latchkey::protocol::client::{Client, ClientId, GrantType};
use latchkey::protocol::scope::ScopeSet;
use latchkey::protocol::session::Cause;
use latchkey::protocol::token_exchange::{ExchangeMode, ExchangePolicy};
use latchkey::store::audit::Wanted;
use serde_json::{Value, json};

use super::{FORMATS, inactive, introspect, post, resource, revoke, text};
use crate::support::browser::Page;
use crate::support::provider::{client, public_client};
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const GRANT: (&str, &str) = ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
const ID_TOKEN: &str = "urn:ietf:params:oauth:token-type:id_token";
const JWT: &str = "urn:ietf:params:oauth:token-type:jwt";
const ORDERS: &str = "https://orders.example";
const STOCK: &str = "https://stock.example";
const SCOPE: (&str, &str) = ("scope", "openid profile orders offline_access");

fn id(text: &str) -> ClientId {
    ClientId::parse(text).unwrap()
}

/// Tokens of `app` for the stock.
fn policy() -> ExchangePolicy {
    ExchangePolicy {
        subject_clients: vec![id("app")],
        subject_resources: Vec::new(),
        resources: vec![resource(STOCK)],
        scope: ScopeSet::parse("orders profile"),
        added_scope: ScopeSet::parse("stock:read"),
        mode: ExchangeMode::Delegation,
        actors: Vec::new(),
        lifetime: None,
    }
}

/// A service that exchanges tokens under these policies.
fn service(client_id: &str, policies: Vec<ExchangePolicy>) -> Client {
    Client {
        grant_types: vec![GrantType::TokenExchange, GrantType::ClientCredentials],
        redirect_uris: Vec::new(),
        response_types: Vec::new(),
        scope: Some(ScopeSet::parse("orders profile stock:read openid")),
        token_exchange: policies,
        defined_at: Some("config.toml:1".into()),
        ..client(client_id)
    }
}

fn builder(policies: Vec<ExchangePolicy>) -> Builder {
    Builder::new().client(service("orders", policies)).settings(|settings| {
        for scope in ["orders", "stock:read"] {
            settings.catalogue.scopes.insert(scope.into(), ScopeDefinition::default());
        }
    })
}

fn provider() -> TestProvider {
    builder(vec![policy()]).start()
}

async fn try_exchange(service: &RelyingParty<'_>, token: &str, fields: &[(&str, &str)]) -> Page {
    let mut all = vec![GRANT, ("subject_token", token)];
    if !fields.iter().any(|(name, _)| *name == "subject_token_type") {
        all.push(("subject_token_type", ACCESS_TOKEN));
    }
    all.extend_from_slice(fields);
    service.token(&all).await
}

async fn exchange(service: &RelyingParty<'_>, token: &str, fields: &[(&str, &str)]) -> Value {
    let answer = try_exchange(service, token, fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

async fn error(service: &RelyingParty<'_>, token: &str, fields: &[(&str, &str)]) -> Value {
    let answer = try_exchange(service, token, fields).await;
    assert_eq!(answer.status, 400, "{fields:?} {}", answer.body);
    answer.json()["error"].clone()
}

async fn is_active(service: &RelyingParty<'_>, token: &str) -> bool {
    introspect(service, token).await["active"] == true
}

/// RFC 8693 §2.2.1, §4.1.
#[actix_web::test]
async fn a_service_gets_a_token_of_its_own_for_the_person_and_is_named_in_it() {
    for format in FORMATS {
        let provider =
            builder(vec![policy()]).settings(|settings| settings.tokens.access_token_format = format).start();
        let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
        let tokens = app.tokens(&Browser::new(), &[SCOPE]).await;
        let answer = try_exchange(&orders, text(&tokens["access_token"]), &[("resource", STOCK)]).await;
        assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"), "{}", answer.body);
        let exchanged = answer.json();
        assert_eq!(exchanged["issued_token_type"], ACCESS_TOKEN);
        assert_eq!(
            (&exchanged["token_type"], &exchanged["scope"]),
            (&"Bearer".into(), &"profile orders stock:read".into())
        );
        assert!(exchanged.get("refresh_token").is_none() && exchanged.get("id_token").is_none());
        let token = text(&exchanged["access_token"]);
        let seen = introspect(&orders, token).await;
        let own = introspect(&app, text(&tokens["access_token"])).await;
        assert_eq!(
            (&seen["client_id"], &seen["act"], &seen["aud"]),
            (&"orders".into(), &json!({"sub": "orders"}), &STOCK.into())
        );
        for same in ["sub", "auth_time", "acr", "username"] {
            assert_eq!(seen[same], own[same], "{same} is that of the person's sign-in");
        }
        if format == AccessTokenFormat::Jwt {
            let (header, claims) = decode(token);
            assert_eq!((&header["typ"], &claims["client_id"]), (&"at+jwt".into(), &"orders".into()));
            assert_eq!((&claims["act"], &claims["aud"]), (&json!({"sub": "orders"}), &STOCK.into()));
            assert_eq!(claims["amr"], json!(["pwd"]));
        }
        assert_eq!(introspect(&app, token).await, inactive(), "row 29: it is not the app's");
        assert_eq!(app.userinfo(token).await.status, 401, "it is for the stock alone");
    }
}

/// Deny by default; and nobody learns of a token that is none of theirs (row 29).
#[actix_web::test]
async fn without_a_policy_a_live_token_is_refused_like_one_that_never_was() {
    let other = ExchangePolicy { subject_clients: vec![id("other")], ..policy() };
    for policies in [Vec::new(), vec![other]] {
        let provider = builder(policies).start();
        let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
        let tokens = app.tokens(&Browser::new(), &[SCOPE]).await;
        let live = try_exchange(&orders, text(&tokens["access_token"]), &[]).await;
        for unknown in ["lka_unknown", text(&tokens["refresh_token"]), "a.b.c", "x"] {
            let refused = try_exchange(&orders, unknown, &[]).await;
            assert_eq!((refused.status, &refused.body), (live.status, &live.body), "{unknown}");
        }
        assert_eq!((live.status.as_u16(), &live.json()["error"]), (400, &"invalid_request".into()));
    }
}

#[actix_web::test]
async fn whoever_may_not_exchange_is_refused() {
    let without_grant =
        Client { grant_types: vec![GrantType::ClientCredentials], ..service("without", vec![policy()]) };
    let public = Client {
        grant_types: vec![GrantType::TokenExchange],
        token_exchange: vec![policy()],
        ..public_client("phone")
    };
    let provider = builder(vec![policy()]).client(without_grant).client(public).start();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[SCOPE]).await;
    let token = text(&tokens["access_token"]);
    for client_id in ["without", "app"] {
        assert_eq!(error(&RelyingParty::of(&provider, client_id), token, &[]).await, "unauthorized_client");
    }
    let fields = [GRANT, ("client_id", "phone"), ("subject_token", token), ("subject_token_type", ACCESS_TOKEN)];
    let send = async |fields: &[(&str, &str)]| {
        Page::read(app.http.post(provider.url("/token")).form(fields).send().await.unwrap()).await
    };
    assert_eq!(send(&fields).await.json()["error"], "unauthorized_client");
    // Row 23.
    for unproven in [&[][..], &[("client_id", "orders")], &[("client_id", "orders"), ("client_secret", "x")]] {
        let fields = [&[GRANT, ("subject_token", token), ("subject_token_type", ACCESS_TOKEN)], unproven].concat();
        assert_eq!(send(&fields).await.status, 401, "{unproven:?}");
    }
}

#[actix_web::test]
async fn scope_and_resource_go_no_further_than_subject_token_and_policy() {
    let provider = provider();
    let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
    let browser = Browser::new();
    let wide = app.tokens(&browser, &[SCOPE]).await;
    let narrow = app.redeem(&app.authorize(&browser, &[("scope", "openid")]).await.answer()["code"]).await.json();
    let (wide, narrow) = (text(&wide["access_token"]), text(&narrow["access_token"]));
    assert_eq!(exchange(&orders, wide, &[("scope", "orders")]).await["scope"], "orders");
    assert_eq!(exchange(&orders, narrow, &[]).await["scope"], "stock:read", "what the policy adds, and nothing else");
    for (token, scope) in [
        (narrow, "orders"),
        (narrow, "profile stock:read"),
        (wide, "openid"),
        (wide, "email"),
        (wide, "offline_access"),
        (wide, "unknown"),
    ] {
        assert_eq!(error(&orders, token, &[("scope", scope)]).await, "invalid_scope", "{scope}");
    }
    for parameter in ["resource", "audience"] {
        assert_eq!(
            introspect(&orders, text(&exchange(&orders, wide, &[(parameter, STOCK)]).await["access_token"])).await["aud"],
            STOCK
        );
        for target in [ORDERS, "https://stock.example/", "https://evil.example", "app", "x#y", provider.issuer.as_str()]
        {
            assert_eq!(error(&orders, wide, &[(parameter, target)]).await, "invalid_target", "{target}");
            let both = [(parameter, STOCK), (parameter, target)];
            assert_eq!(error(&orders, wide, &both).await, "invalid_target", "{target}");
        }
    }
}

/// RFC 8693 §2.1, §2.2.2.
#[actix_web::test]
async fn a_request_that_is_not_whole_is_refused() {
    let provider = provider();
    let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
    let tokens = app.tokens(&Browser::new(), &[SCOPE]).await;
    let token = text(&tokens["access_token"]);
    let subject = [("subject_token", token), ("subject_token_type", ACCESS_TOKEN)];
    for fields in [vec![], vec![subject[0]], vec![subject[1]]] {
        let answer = orders.token(&[&[GRANT][..], &fields].concat()).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (400, &"invalid_request".into()), "{fields:?}");
    }
    for wrong in [
        [("subject_token_type", "urn:ietf:params:oauth:token-type:refresh_token")].as_slice(),
        &[("subject_token_type", "urn:ietf:params:oauth:token-type:saml2")],
        &[("subject_token_type", ID_TOKEN)],
        &[("subject_token_type", JWT)],
        &[("requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token")],
        &[("requested_token_type", ID_TOKEN)],
        &[("requested_token_type", "x")],
        &[("actor_token", token)],
        &[("actor_token_type", ACCESS_TOKEN)],
        &[("actor_token", "x"), ("actor_token_type", ACCESS_TOKEN)],
        &[("actor_token", text(&tokens["id_token"])), ("actor_token_type", ID_TOKEN)],
    ] {
        assert_eq!(error(&orders, token, wrong).await, "invalid_request", "{wrong:?}");
    }
    let as_jwt = exchange(&orders, token, &[("requested_token_type", JWT)]).await;
    assert_eq!(as_jwt["issued_token_type"], JWT);
    assert_eq!(decode(text(&as_jwt["access_token"])).0["typ"], "at+jwt");
    // A JWT of ours is taken as what it is.
    let app_jwt = builder(vec![policy()])
        .settings(|settings| settings.tokens.access_token_format = AccessTokenFormat::Jwt)
        .start();
    let (app, orders) = (RelyingParty::new(&app_jwt), RelyingParty::of(&app_jwt, "orders"));
    let tokens = app.tokens(&Browser::new(), &[SCOPE]).await;
    exchange(&orders, text(&tokens["access_token"]), &[("subject_token_type", JWT)]).await;
    exchange(&orders, text(&tokens["id_token"]), &[("subject_token_type", JWT)]).await;
}

/// Rows 27, 32 and 33.
#[actix_web::test]
async fn tokens_that_are_almost_right_are_refused() {
    for format in FORMATS {
        let provider =
            builder(vec![policy()]).settings(|settings| settings.tokens.access_token_format = format).start();
        let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
        let tokens = app.tokens(&Browser::new(), &[SCOPE]).await;
        for (kind, token_type) in
            [("access_token", ACCESS_TOKEN), ("access_token", JWT), ("id_token", ID_TOKEN), ("id_token", JWT)]
        {
            let token = text(&tokens[kind]);
            let unsigned = match token.split('.').collect::<Vec<_>>().as_slice() {
                [_, claims, _] => format!("eyJhbGciOiJub25lIn0.{claims}."),
                _ => format!("{token}."),
            };
            for forged in [&token[..token.len() - 1], &format!("{token}A"), &token.to_ascii_lowercase(), &unsigned] {
                assert_eq!(error(&orders, forged, &[("subject_token_type", token_type)]).await, "invalid_request");
            }
        }
        let id_token = text(&tokens["id_token"]);
        assert_eq!(error(&orders, id_token, &[("subject_token_type", ACCESS_TOKEN)]).await, "invalid_request");
        // What a provider signs besides ID tokens does not pass for one.
        let (_, claims) = decode(id_token);
        let sign = |typ: &str, claims: &Value| {
            let keyring = provider.provider.keyring.load();
            keyring
                .sign(latchkey::jose::Algorithm::RS256, typ, claims.to_string().as_bytes(), provider.provider.now())
                .unwrap()
        };
        let mut without_sid = claims.clone();
        without_sid.as_object_mut().unwrap().remove("sid");
        let mut elsewhere = claims.clone();
        elsewhere["iss"] = json!("https://evil.example");
        let mut of_somebody_else = claims.clone();
        of_somebody_else["sub"] = json!("grace");
        let mut for_two = claims.clone();
        for_two["aud"] = json!(["app", "other"]);
        exchange(&orders, &sign("JWT", &claims), &[("subject_token_type", ID_TOKEN)]).await;
        for (typ, claims) in [
            ("logout+jwt", &claims),
            ("JWT", &without_sid),
            ("JWT", &elsewhere),
            ("JWT", &of_somebody_else),
            ("JWT", &for_two),
        ] {
            assert_eq!(
                error(&orders, &sign(typ, claims), &[("subject_token_type", ID_TOKEN)]).await,
                "invalid_request",
                "{typ} {claims}"
            );
        }
    }
}

#[actix_web::test]
async fn it_lives_no_longer_than_what_it_was_exchanged_for() {
    let short = ExchangePolicy { lifetime: Some(std::time::Duration::from_secs(120)), ..policy() };
    for (policy, first, second) in [(policy(), 3600, 600), (short, 120, 120)] {
        let provider = builder(vec![policy]).start();
        let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
        let tokens = app.tokens(&Browser::new(), &[SCOPE]).await;
        for (kind, token_type) in [("access_token", ACCESS_TOKEN), ("id_token", ID_TOKEN)] {
            let exchanged = exchange(&orders, text(&tokens[kind]), &[("subject_token_type", token_type)]).await;
            assert_eq!(exchanged["expires_in"], first, "{kind}");
        }
        provider.advance(3000);
        let late = exchange(&orders, text(&tokens["access_token"]), &[]).await;
        assert_eq!(late["expires_in"], second);
        provider.advance(600);
        assert!(!is_active(&orders, text(&late["access_token"])).await);
        for (kind, token_type) in [("access_token", ACCESS_TOKEN), ("id_token", ID_TOKEN)] {
            assert_eq!(
                error(&orders, text(&tokens[kind]), &[("subject_token_type", token_type)]).await,
                "invalid_request"
            );
        }
    }
}

/// What ends the subject token ends, at once, all that came of it, however far it went (SEC-21, rows 20 and 24 to 26).
#[actix_web::test]
async fn whatever_ends_the_subject_token_ends_the_whole_chain() {
    let onward = ExchangePolicy { subject_clients: vec![id("orders")], resources: Vec::new(), ..policy() };
    for format in FORMATS {
        for end in [
            "revoke the subject token",
            "revoke the one between",
            "revoke the refresh token",
            "sign out",
            "lock",
            "withdraw the consent",
            "leave the group",
            "remove the app",
            "remove the service between",
            "lose the policy",
            "lose the grant type",
            "lose the secret",
        ] {
            let mut provider = builder(vec![policy()])
                .client(service("stock", vec![onward.clone()]))
                .settings(|settings| {
                    settings.tokens.access_token_format = format;
                    settings.clients[0].allowed_groups = vec!["family".into()];
                })
                .start();
            let (app, browser) = (RelyingParty::new(&provider), Browser::new());
            // Without offline_access the grant ends with the login.
            let scope = if end == "sign out" { ("scope", "openid orders") } else { SCOPE };
            let tokens = app.tokens(&browser, &[scope]).await;
            let (orders, stock) = (RelyingParty::of(&provider, "orders"), RelyingParty::of(&provider, "stock"));
            let first = exchange(&orders, text(&tokens["access_token"]), &[]).await;
            let first = text(&first["access_token"]).to_owned();
            let second = exchange(&stock, &first, &[]).await;
            let second = text(&second["access_token"]).to_owned();
            let of_id_token = exchange(&orders, text(&tokens["id_token"]), &[("subject_token_type", ID_TOKEN)]).await;
            let of_id_token = text(&of_id_token["access_token"]).to_owned();
            let act = introspect(&stock, &second).await["act"].clone();
            assert_eq!(act, json!({"sub": "stock", "act": {"sub": "orders"}}), "who acted before stays named");
            let store = &provider.provider.store;
            let now = provider.provider.now();
            let ada = store.user_named(&latchkey::protocol::user::UsernameKey::of("ada")).await.unwrap().unwrap();
            match end {
                "revoke the subject token" => revoke(&app, text(&tokens["access_token"])).await,
                "revoke the one between" => revoke(&orders, &first).await,
                "revoke the refresh token" => revoke(&app, text(&tokens["refresh_token"])).await,
                "sign out" => assert_eq!(store.end_every_session(&ada.sub, Cause::Operator, now).await.unwrap(), 1),
                "lock" => store.set_locked(&ada.sub, true, now).await.unwrap(),
                "withdraw the consent" => drop(store.withdraw_consent(&ada.sub, &id("app"), now).await.unwrap()),
                "leave the group" => {
                    provider.reload(|settings| settings.clients[0].allowed_groups = vec!["nobody".into()])
                }
                "remove the app" => provider.reload(|settings| drop(settings.clients.remove(0))),
                "remove the service between" => {
                    provider.reload(|settings| settings.clients.retain(|client| client.client_id.as_str() != "orders"));
                }
                change => provider.reload(|settings| {
                    for client in settings.clients.iter_mut().filter(|client| client.client_id.as_str() == "stock") {
                        match change {
                            "lose the policy" => client.token_exchange.clear(),
                            "lose the grant type" => client.grant_types = vec![GrantType::ClientCredentials],
                            _ => {
                                let another = latchkey::secret::Digest::of("another");
                                client.secrets = [latchkey::protocol::client::ClientSecret::Sha256(another)].into();
                            }
                        }
                    }
                }),
            }
            let store = &provider.provider.store;
            let lives = async |token: &str| {
                let found = latchkey::token::access_token::find(&provider.provider, token, now).await.unwrap();
                found.is_some()
            };
            assert!(!lives(&second).await, "{end}");
            let (first_lives, other_lives) = match end {
                "revoke the subject token" => (false, true),
                "revoke the one between" => (false, true),
                "lose the policy" | "lose the grant type" | "lose the secret" => (true, true),
                _ => (false, false),
            };
            assert_eq!((lives(&first).await, lives(&of_id_token).await), (first_lives, other_lives), "{end}");
            if end == "lock" {
                store.set_locked(&ada.sub, false, now).await.unwrap();
                assert!(!lives(&second).await, "and it does not come back");
            }
        }
    }
}

/// An ID token stands for a login: what comes of it ends with that, where the app may go on without one.
#[actix_web::test]
async fn what_came_of_an_id_token_ends_with_the_login_and_the_rest_goes_on_offline() {
    let onward = ExchangePolicy { subject_clients: vec![id("orders")], ..policy() };
    let provider = builder(vec![policy()]).client(service("stock", vec![onward])).start();
    let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
    let stock = RelyingParty::of(&provider, "stock");
    let tokens = app.tokens(&Browser::new(), &[SCOPE]).await;
    let offline = exchange(&orders, text(&tokens["access_token"]), &[]).await;
    let of_login = exchange(&orders, text(&tokens["id_token"]), &[("subject_token_type", ID_TOKEN)]).await;
    let onward = exchange(&stock, text(&of_login["access_token"]), &[]).await;
    let store = &provider.provider.store;
    let ada = store.user_named(&latchkey::protocol::user::UsernameKey::of("ada")).await.unwrap().unwrap();
    store.end_every_session(&ada.sub, Cause::User, provider.provider.now()).await.unwrap();
    assert!(is_active(&orders, text(&offline["access_token"])).await, "offline_access");
    assert!(!is_active(&orders, text(&of_login["access_token"])).await);
    assert!(!is_active(&stock, text(&onward["access_token"])).await);
    assert_eq!(error(&orders, text(&tokens["id_token"]), &[("subject_token_type", ID_TOKEN)]).await, "invalid_request");
}

/// Row 30: what the app asked for by name it asked for itself.
#[actix_web::test]
async fn claims_that_the_app_asked_for_by_name_are_not_told_to_the_service() {
    let same = ExchangePolicy { resources: Vec::new(), scope: ScopeSet::parse("openid"), ..policy() };
    let provider = builder(vec![same]).start();
    let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
    let asked = [("scope", "openid"), ("claims", r#"{"userinfo":{"email":null}}"#)];
    let tokens = app.tokens(&Browser::new(), &asked).await;
    assert_eq!(app.userinfo(text(&tokens["access_token"])).await.json()["email"], "ada@example.com");
    let exchanged = exchange(&orders, text(&tokens["access_token"]), &[]).await;
    let told = orders.userinfo(text(&exchanged["access_token"])).await;
    assert_eq!(told.status, 200, "{}", told.body);
    assert!(told.json().get("email").is_none(), "{}", told.body);
}

/// Row 25.
#[actix_web::test]
async fn a_person_whom_the_service_does_not_admit_is_not_brought_to_it_by_a_token() {
    let closed = Client { allowed_groups: vec!["staff".into()], ..service("orders", vec![policy()]) };
    let provider = Builder::new().client(closed).start();
    let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
    let tokens = app.tokens(&Browser::new(), &[]).await;
    assert_eq!(error(&orders, text(&tokens["access_token"]), &[]).await, "invalid_request");
}

#[actix_web::test]
async fn an_actor_token_says_who_acts_and_impersonation_names_nobody() {
    let with_actors = ExchangePolicy { actors: vec![id("console")], ..policy() };
    let impersonation = ExchangePolicy { mode: ExchangeMode::Impersonation, ..policy() };
    let provider = builder(vec![with_actors])
        .client(service("mask", vec![impersonation]))
        .client(client("console"))
        .settings(|settings| settings.users.push(crate::support::provider::user("grace")))
        .start();
    let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
    let (mask, console) = (RelyingParty::of(&provider, "mask"), RelyingParty::of(&provider, "console"));
    let tokens = app.tokens(&Browser::new(), &[SCOPE]).await;
    let token = text(&tokens["access_token"]);
    let by = |actor| [("actor_token", actor), ("actor_token_type", ACCESS_TOKEN)];

    let staff = console.sign_in_as("grace", &Browser::new(), &[]).await.answer();
    let staff = console.redeem(&staff["code"]).await.json();
    let acting = exchange(&orders, token, &by(text(&staff["access_token"]))).await;
    let seen = introspect(&orders, text(&acting["access_token"])).await;
    let grace = introspect(&console, text(&staff["access_token"])).await["sub"].clone();
    assert_eq!(seen["act"], json!({"sub": grace, "client_id": "console"}));
    assert_ne!(seen["sub"], grace);
    // Of a client for itself.
    let own = orders.token(&[("grant_type", "client_credentials")]).await.json();
    let acting_itself = exchange(&orders, token, &by(text(&own["access_token"]))).await;
    assert_eq!(introspect(&orders, text(&acting_itself["access_token"])).await["act"], json!({"sub": "orders"}));

    let masked = exchange(&mask, token, &[]).await;
    assert!(introspect(&mask, text(&masked["access_token"])).await.get("act").is_none());
    assert_eq!(
        error(&mask, token, &by(text(&staff["access_token"]))).await,
        "invalid_request",
        "who acts would be hidden"
    );
    let foreign = mask.token(&[("grant_type", "client_credentials")]).await.json();
    for stranger in
        [token, text(&foreign["access_token"]), text(&acting["access_token"]), text(&staff["id_token"]), "x"]
    {
        assert_eq!(error(&orders, token, &by(stranger)).await, "invalid_request", "no actor of the policy");
    }
    // A client's own token is nobody's: there is no person to act for.
    assert_eq!(error(&orders, text(&own["access_token"]), &[]).await, "invalid_request");
    // Whoever acts is bound to their own token.
    revoke(&console, text(&staff["access_token"])).await;
    assert!(!is_active(&orders, text(&acting["access_token"])).await);
    assert!(is_active(&orders, text(&acting_itself["access_token"])).await);
}

/// RFC 8693 §4.4.
#[actix_web::test]
async fn may_act_names_the_only_client_that_may() {
    for (may_act, right) in [("orders", true), ("other", false)] {
        let provider = builder(vec![policy()])
            .app(|app| {
                app.may_act = Some(id(may_act));
                app.access_token_format = Some(AccessTokenFormat::Jwt);
            })
            .start();
        let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
        let tokens = app.tokens(&Browser::new(), &[SCOPE]).await;
        let token = text(&tokens["access_token"]);
        assert_eq!(decode(token).1["may_act"], json!({"sub": may_act}));
        assert_eq!(introspect(&app, token).await["may_act"], json!({"sub": may_act}));
        for (kind, token_type) in [("access_token", ACCESS_TOKEN), ("id_token", ID_TOKEN)] {
            let answer = try_exchange(&orders, text(&tokens[kind]), &[("subject_token_type", token_type)]).await;
            assert_eq!(answer.status == 200, right, "{may_act} {}", answer.body);
        }
    }
}

/// Pairwise subjects: each client knows the person by its own name for them, and so do the actors.
#[actix_web::test]
async fn a_pairwise_service_knows_the_person_by_its_own_name() {
    let pairwise = |client: &mut Client| {
        client.subject_type = latchkey::protocol::subject::SubjectType::Pairwise { sector: "orders.example".into() };
    };
    let mut orders = service("orders", vec![policy()]);
    pairwise(&mut orders);
    let provider = Builder::new().client(orders).start();
    let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
    let tokens = app.tokens(&Browser::new(), &[]).await;
    let exchanged = exchange(&orders, text(&tokens["access_token"]), &[]).await;
    let sub = introspect(&orders, text(&exchanged["access_token"])).await["sub"].clone();
    assert_ne!(sub, introspect(&app, text(&tokens["access_token"])).await["sub"]);
}

/// Who did it, whose token it was, and for what.
#[actix_web::test]
async fn each_exchange_is_in_the_audit_and_a_refused_one_by_another_name() {
    let provider = provider();
    let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
    let tokens = app.tokens(&Browser::new(), &[SCOPE]).await;
    let token = text(&tokens["access_token"]);
    // An app that is set up wrong asks again and again.
    for _ in 0..3 {
        error(&orders, token, &[("resource", ORDERS)]).await;
    }
    let wanted = Wanted { event: Some("token.exchange".into()), limit: 10, ..Wanted::default() };
    assert!(provider.provider.store.records(&wanted).await.unwrap().is_empty());
    let refused = crate::audit::records(&provider, "token.refuse").await;
    let sub = crate::audit::sub_of(&provider, "ada").await;
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(crate::audit::who(&refused[0]), ("client:orders", Some(sub.as_str()), Some("orders")));
    assert_eq!(refused[0].detail()["subject_client"], "app");
    assert!(!refused[0].details.contains(token));
    error(&orders, "unknown", &[]).await;
    assert_eq!(crate::audit::records(&provider, "token.refuse").await.len(), 1, "whose token it was is not known");
    provider.advance(1800);
    error(&orders, token, &[("resource", ORDERS)]).await;
    assert_eq!(crate::audit::records(&provider, "token.refuse").await.len(), 2, "once in half an hour");
    exchange(&orders, token, &[]).await;
    let records = provider.provider.store.records(&wanted).await.unwrap();
    let [record] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!((record.actor.as_str(), record.client_id.as_deref()), ("client:orders", Some("orders")));
    let details = record.detail();
    let detail = |name: &str| details.get(name).map(String::as_str);
    assert_eq!((detail("subject_client"), detail("resource")), (Some("app"), Some(STOCK)));
    assert_eq!((detail("mode"), detail("actor")), (Some("delegation"), Some("client:orders")));
    assert_eq!(detail("scope"), Some("profile orders stock:read"));
    assert!(!record.details.contains(token));
}

/// A race of exchange and revocation leaves nothing behind that lives.
#[actix_web::test]
async fn an_exchange_during_the_revocation_of_its_subject_leaves_nothing() {
    let provider = provider();
    let (app, orders) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "orders"));
    let browser = Browser::new();
    app.tokens(&browser, &[SCOPE]).await;
    for _ in 0..5 {
        let code = app.authorize(&browser, &[SCOPE]).await.answer()["code"].clone();
        let token = text(&app.redeem(&code).await.json()["access_token"]).to_owned();
        let tries = join_all((0..6).map(|_| try_exchange(&orders, &token, &[])));
        let (tries, ()) = tokio::join!(tries, revoke(&app, &token));
        for answer in tries.iter().filter(|answer| answer.status == 200) {
            assert!(!is_active(&orders, text(&answer.json()["access_token"])).await);
        }
    }
}

/// RFC 9728 and discovery: what is offered is what works.
#[actix_web::test]
async fn discovery_offers_the_grant_and_registration_does_not() {
    let provider = Builder::new()
        .settings(|settings| {
            settings.registration.enabled = true;
            settings.registration.require_initial_access_token = false;
        })
        .start();
    let app = RelyingParty::new(&provider);
    let document =
        Page::read(app.http.get(provider.url("/.well-known/openid-configuration")).send().await.unwrap()).await;
    let offered = document.json()["grant_types_supported"].clone();
    for grant in [GrantType::TokenExchange, GrantType::JwtBearer] {
        assert!(offered.as_array().unwrap().contains(&grant.as_str().into()), "{offered}");
        let metadata =
            json!({"redirect_uris": ["https://x.example/cb"], "grant_types": ["authorization_code", grant.as_str()]});
        let request = app.http.post(provider.url("/register")).header("Content-Type", "application/json");
        let refused = Page::read(request.body(metadata.to_string()).send().await.unwrap()).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (400, &"invalid_client_metadata".into()));
    }
    let unknown = post(&app, "/token", &[("grant_type", "urn:ietf:params:oauth:grant-type:TOKEN-EXCHANGE")]).await;
    assert_eq!(unknown.json()["error"], "unsupported_grant_type");
}
