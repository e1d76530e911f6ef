//! Valid requests for every endpoint, with codes, tokens, cookies and forms that are good at the moment.

use super::elsewhere;
use super::request::Request;
use crate::client_auth::assertions::{self, mac};
use crate::security::ways::{self, Signer, Way};
use crate::support::authenticator::Authenticator;
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, SECRET};
use crate::support::{Browser, RelyingParty, TestProvider};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use latchkey::protocol::invitation::Invitation;
use latchkey::protocol::recovery_code;
use latchkey::protocol::response_type::ResponseType;
use latchkey::protocol::user::{Definition, Subject, User, UsernameKey};
use latchkey::random;
use latchkey::secret::{Digest, KeyMaterial};
use latchkey::store::factors::By;

/// Everything to start from.
pub struct Corpus {
    pub requests: Vec<Request>,
}

const CLAIMS: &str = r#"{"userinfo":{"email":{"essential":true},"name":null},"id_token":{"acr":{"values":["1","2"]},
"auth_time":null}}"#;
const METADATA: &str = r#"{"redirect_uris":["https://new.example/cb"],"client_name":"New","client_name#de":"Neu",
"logo_uri":"https://new.example/logo.png","client_uri":"https://new.example/","policy_uri":"https://new.example/policy",
"tos_uri":"https://new.example/terms","initiate_login_uri":"https://new.example/login",
"backchannel_logout_uri":"https://new.example/logout","response_types":["code","code id_token"],"subject_type":"pairwise",
"grant_types":["authorization_code","implicit"],"token_endpoint_auth_method":"private_key_jwt","default_max_age":60,
"jwks":{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
"y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}}"#;

fn cookies(page: &Page) -> String {
    let cookies = page.headers.get_all("set-cookie").iter();
    cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap()).collect::<Vec<_>>().join("; ")
}

pub fn interaction(page: &Page) -> String {
    page.hidden_fields().into_iter().find(|(name, _)| name == "interaction").map(|(_, id)| id).unwrap_or_default()
}

/// A person of whom nobody heard: her predecessors' passwords were changed, and their logins ended.
async fn newcomer(provider: &TestProvider) -> String {
    let store = &provider.provider.store;
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let username = format!("p{}", random::identifier().to_lowercase());
    let (sub, email) = (Subject::new(username.clone()), Some(format!("{username}@example.com")));
    let person = User { sub, username: username.clone(), email, definition: Definition::Database, ..ada };
    store.add_user(&person).await.unwrap();
    username
}

pub fn basic(client_id: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{client_id}:{SECRET}")))
}

impl Corpus {
    /// Signs somebody in and collects what she and her apps may send next.
    pub async fn fresh(provider: &TestProvider, signer: &Signer) -> Self {
        let username = newcomer(provider).await;
        let username = username.as_str();
        let (app, browser, stranger) = (RelyingParty::new(provider), Browser::new(), Browser::new());
        let first = stranger.get(&app.authorization_url(&[])).await;
        let unknown = cookies(&first);
        let sign_in = stranger.follow(first).await;
        let login = app.authorize(&browser, &[("scope", "openid offline_access")]).await;
        let back = browser.send_form(&login, &[("username", username), ("password", PASSWORD)]).await;
        let known = cookies(&back);
        let tokens = app.redeem(&back.answer()["code"]).await.json();
        let text = |name: &str| tokens[name].as_str().unwrap().to_owned();
        let front = signer.ask(&app, &browser, Way::plain(ResponseType::CodeIdTokenToken), &[]).await;
        let front = ways::answer(&front);
        let code = app.authorize(&browser, &[]).await.answer()["code"].clone();
        let other = RelyingParty::of(provider, "other");
        let consent = other.authorize(&browser, &[]).await;
        let choose = app.authorize(&browser, &[("prompt", "select_account")]).await;
        let sign_out = browser.visit(&provider.url("/end-session")).await;
        let (access, refresh, id_token) = (text("access_token"), text("refresh_token"), text("id_token"));
        let watched = format!("https://app.example app {}", front["session_state"]);

        let mut requests = Self::authorize(&app, signer, &known, &unknown);
        requests.extend(Self::authorize(&other, signer, &known, &unknown).into_iter().step_by(5));
        requests.extend([
            Request::get("/login", &[("again", "1")]).with("Cookie", &known),
            Request::get("/login", &[("interaction", &interaction(&sign_in))]).with("Cookie", &unknown),
            Request::of_form(&sign_in, &[("username", username), ("password", PASSWORD)]).with("Cookie", &unknown),
            Request::of_form(&sign_in, &[("username", username), ("password", "x")]).with("Cookie", &unknown),
            Request::get("/consent", &[("interaction", &interaction(&consent))]).with("Cookie", &known),
            Request::of_form(&consent, &[("decision", "allow")]).with("Cookie", &known),
            Request::of_form(&consent, &[("decision", "deny")]).with("Cookie", &known),
            Request::get("/select-account", &[("interaction", &interaction(&choose))]).with("Cookie", &known),
            Request::of_form(&choose, &[("account", "current")]).with("Cookie", &known),
            Request::of_form(&choose, &[("account", "other")]).with("Cookie", &known),
            Request::of_form(&sign_out, &[("decision", "no")]).with("Cookie", &known),
        ]);
        requests.extend(Self::clients(&code, &access, &refresh, &front["code"]));
        requests.extend(Self::pushed(&app, signer, &known).await);
        let who = (username, id_token.as_str());
        requests.extend(elsewhere::answered_elsewhere(&app, signer, &browser, &known, who).await);
        requests.extend(elsewhere::proven(&app, signer, &access, &id_token).await);
        requests.extend(Self::other_clients(provider, signer, &browser, &known, &access).await);
        let leave = [
            ("id_token_hint", id_token.as_str()),
            ("post_logout_redirect_uri", "https://app.example/bye"),
            ("state", "a&b"),
        ];
        requests.extend([
            Request::get("/end-session", &leave).with("Cookie", &unknown),
            Request::post("/end-session", &leave).with("Cookie", &unknown),
            Request::get("/end-session", &leave[..1]),
            Request::get("/end-session", &[("client_id", "app"), leave[1], ("logout_hint", "ada")]),
            Request::json("POST", "/check-session-iframe/status", &format!("{{\"w\":[\"{watched}\"]}}"))
                .with("Origin", &provider.issuer),
            Request::json(
                "POST",
                "/check-session-iframe/status",
                &format!("{{\"w\":[\"{watched}\"],\"stream\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"drop\":[\"{watched}\"]}}"),
            ),
            Request::get("/check-session-iframe/events", &[]),
        ]);
        requests.extend(Self::pages(&known, &sign_out));
        requests.extend(Self::factors(provider, &browser, &known).await);
        requests.extend(Self::invitation(provider, username).await);
        requests.extend(Self::registration(provider).await);
        Self { requests }
    }

    fn authorize(app: &RelyingParty<'_>, signer: &Signer, known: &str, unknown: &str) -> Vec<Request> {
        let mut requests = Vec::new();
        for (turn, way) in ways::all().filter(Way::is_answerable).enumerate() {
            let usual = [("login_hint", "ada"), ("ui_locales", "de en"), ("acr_values", "1"), ("claims", CLAIMS)];
            let prompt = ("prompt", if turn % 3 == 0 { "none" } else { "" });
            let asked = Request::of_url(&signer.url(app, way, &[&usual[..], &[prompt]].concat())).with("Cookie", known);
            requests.push(if turn % 4 == 0 { asked.by_post() } else { asked });
        }
        let plain = Way::plain(ResponseType::Code);
        let url = signer.url(app, plain, &[("prompt", "login"), ("max_age", "60"), ("claims", CLAIMS)]);
        requests.push(Request::of_url(&url).with("Cookie", unknown));
        let reference = [("request_uri", "https://app.example/request#x")];
        requests.push(Request::of_url(&signer.url(app, plain, &reference)));
        requests
    }

    fn clients(code: &str, access: &str, refresh: &str, other_code: &str) -> Vec<Request> {
        let basic = basic("app");
        let uri = ("redirect_uri", "https://app.example/cb");
        let by_code = ("grant_type", "authorization_code");
        let by_refresh = [("grant_type", "refresh_token"), ("refresh_token", refresh), ("scope", "openid")];
        let secret = [("client_id", "app"), ("client_secret", SECRET)];
        let assertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        vec![
            Request::post("/token", &[by_code, ("code", code), uri]).with("Authorization", &basic),
            Request::post(
                "/token",
                &[by_code, ("code", other_code), uri, ("code_verifier", "x"), secret[0], secret[1]],
            ),
            Request::post("/token", &by_refresh).with("Authorization", &basic),
            Request::post("/token", &[("grant_type", "client_credentials"), secret[0], secret[1]]),
            Request::post(
                "/token",
                &[by_code, ("code", code), ("client_assertion_type", assertion), ("client_assertion", "a.b.c")],
            ),
            Request::post("/introspect", &[("token", access)]).with("Authorization", &basic),
            Request::post("/introspect", &[("token", refresh), ("token_type_hint", "refresh_token")])
                .with("Authorization", &basic)
                .with("Accept", "application/token-introspection+jwt"),
            Request::post("/revoke", &[("token", "lka_unknown")]).with("Authorization", &basic),
            Request::post("/revoke", &[("token", access), ("token_type_hint", "access_token"), secret[0], secret[1]]),
            Request::get("/userinfo", &[]).with("Authorization", &format!("Bearer {access}")),
            Request::post("/userinfo", &[("access_token", access)]),
            Request::new("OPTIONS", "/token").with("Origin", "https://app.example"),
        ]
    }

    /// What is pushed, and what a browser brings of it.
    async fn pushed(app: &RelyingParty<'_>, signer: &Signer, known: &str) -> Vec<Request> {
        let basic = basic("app");
        let url = signer.url(app, Way::plain(ResponseType::Code), &[("login_hint", "ada"), ("claims", CLAIMS)]);
        let url = url::Url::parse(&url).unwrap();
        let parameters: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let parameters: Vec<(&str, &str)> = parameters.iter().map(|(name, value)| (&**name, &**value)).collect();
        let pushed = app.http.post(app.provider.url("/par")).basic_auth("app", Some(SECRET)).form(&parameters);
        let answer = crate::support::browser::Page::read(pushed.send().await.unwrap()).await.json();
        let request_uri = answer["request_uri"].as_str().unwrap_or_default();
        let brought = [("client_id", "app"), ("request_uri", request_uri)];
        vec![
            Request::post("/par", &parameters).with("Authorization", &basic),
            Request::post("/par", &[&parameters[..], &[("client_secret", SECRET)]].concat()),
            Request::post("/par", &brought).with("Authorization", &basic),
            Request::get("/authorize", &brought).with("Cookie", known),
            Request::get("/authorize", &brought),
        ]
    }

    /// Clients that prove themselves otherwise, or not at all, and one whose tokens are encrypted.
    async fn other_clients(
        provider: &TestProvider,
        signer: &Signer,
        browser: &Browser,
        known: &str,
        access: &str,
    ) -> Vec<Request> {
        const VERIFIER: (&str, &str) = ("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        let challenge = [
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            ("code_challenge_method", "S256"),
            ("scope", "openid offline_access"),
        ];
        let signed = |client_id: &str| signer.sign(&assertions::claims(provider, client_id));
        let machine = signed("machine");
        let macs = mac("HS256", SECRET.as_bytes(), &assertions::claims(provider, "macs"));
        let by_code = ("grant_type", "authorization_code");
        let mut requests = Vec::new();
        for client_id in ["machine", "macs", "spa", "sealed"] {
            let app = RelyingParty::of(provider, client_id);
            let url = app.authorization_url(&challenge);
            let code = browser.visit(&url).await.answer().get("code").cloned().unwrap_or_default();
            let uri = ("redirect_uri", app.redirect_uri.as_str());
            let fields = [by_code, ("code", &code), uri, VERIFIER];
            requests.push(Request::of_url(&url).with("Cookie", known));
            requests.push(match client_id {
                "machine" => Request::post("/token", &[&fields[..], &assertions::fields(&machine)].concat()),
                "macs" => Request::post("/token", &[&fields[..], &assertions::fields(&macs)].concat()),
                "spa" => Request::post("/token", &[&fields[..], &[("client_id", "spa")]].concat())
                    .with("Origin", "https://spa.example"),
                _ => Request::post("/token", &fields).with("Authorization", &basic(client_id)),
            });
        }
        let itself = [("grant_type", "client_credentials"), ("resource", "https://api.example/")];
        let sealed = RelyingParty::of(provider, "sealed");
        let code = sealed.authorize(browser, &challenge[2..]).await.answer()["code"].clone();
        let tokens = sealed.redeem(&code).await.json();
        let sealed_access = tokens["access_token"].as_str().unwrap();
        requests.extend([
            Request::post("/token", &[&itself[..], &assertions::fields(&machine)].concat()),
            Request::post("/token", &[&itself[..1], &assertions::fields(&macs)].concat()),
            Request::post("/introspect", &[&[("token", access)][..], &assertions::fields(&machine)].concat()),
            Request::post("/introspect", &[("token", sealed_access)]).with("Authorization", &basic("sealed")),
            Request::post("/revoke", &[("token", "lkr_unknown"), ("client_id", "spa")]),
            Request::post("/revoke", &[&[("token", access)][..], &assertions::fields(&macs)].concat()),
            Request::get("/userinfo", &[]).with("Authorization", &format!("Bearer {sealed_access}")),
        ]);
        requests
    }

    async fn registration(provider: &TestProvider) -> Vec<Request> {
        let registrar = crate::registration::Registrar::new(provider);
        let guest = registrar.registered(&crate::registration::minimal()).await;
        let text = |name: &str| guest[name].as_str().unwrap().to_owned();
        let path = url::Url::parse(&text("registration_client_uri")).unwrap().path().to_owned();
        let bearer = format!("Bearer {}", text("registration_access_token"));
        let named = METADATA.replacen('{', &format!("{{\"client_id\":\"{}\",", text("client_id")), 1);
        vec![
            Request::json("POST", "/register", METADATA),
            Request::json("POST", "/register", METADATA).with("Authorization", "Bearer x"),
            Request::json("PUT", &path, &named).with("Authorization", &bearer),
            Request::get(&path, &[]).with("Authorization", &bearer),
            Request::new("DELETE", &path).with("Authorization", "Bearer x"),
            Request::new("DELETE", &path).with("Authorization", &bearer),
        ]
    }

    /// A link that sets a password: the same as before, for the next sign-in needs it.
    async fn invitation(provider: &TestProvider, username: &str) -> [Request; 2] {
        let (store, now) = (&provider.provider.store, provider.provider.now());
        let sub = store.user_named(&UsernameKey::of(username)).await.unwrap().unwrap().sub;
        let link = random::identifier();
        let until = now.after(Duration::from_secs(3_600));
        store
            .add_invitation(&Digest::of(&link), &Invitation::Invite { sub }, until, latchkey::clock::Timestamp(0))
            .await
            .unwrap();
        let browser = Browser::new();
        let page = browser.get(&provider.url(&format!("/invite?t={link}"))).await;
        let known = cookies(&page);
        let form = Request::of_form(&page, &[("password", PASSWORD)]).with("Cookie", &known);
        [Request::get("/invite", &[("t", &link)]).with("Cookie", &known), form]
    }

    /// On the way in behind a password, and on the account's own page.
    async fn factors(provider: &TestProvider, signed_in: &Browser, known: &str) -> Vec<Request> {
        let username = newcomer(provider).await;
        let (store, now) = (&provider.provider.store, provider.provider.now());
        let person = store.user_named(&UsernameKey::of(&username)).await.unwrap().unwrap();
        let (secret, by) = (KeyMaterial::plain(&[7; 20]), By::Proof(person.credentials_revision));
        let code = "BCDF-GHJK-LMNP-QRST";
        let codes = [recovery_code::digest(code).unwrap()];
        store.add_totp(&person.sub, &secret, 1, &codes, &by, now).await.unwrap();
        let halfway = Browser::new();
        let login = RelyingParty::new(provider).authorize(&halfway, &[]).await;
        let sent = halfway.send_form(&login, &[("username", &username), ("password", PASSWORD)]).await;
        let cookie = cookies(&sent);
        let page = halfway.follow(sent).await;
        let set_up = signed_in.visit(&provider.url("/account/totp")).await;
        let security = signed_in.visit(&provider.url("/account/security")).await;
        let csrf = security.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let csrf = ("csrf", csrf.as_str());
        let answer = Authenticator::new("localhost", &provider.issuer);
        let (asserted, registered) = (answer.assert(&[7; 64]), answer.register(&[7; 64]));
        let mut requests = vec![
            Request::get("/second-factor", &[("interaction", &interaction(&page)), ("recovery", "1")]),
            Request::of_form(&page, &[("code", "123456"), ("remember_device", "1")]),
            Request::of_form(&page, &[("code", code)]),
            Request::of_form(&page, &[("passkey", &asserted)]),
            Request::get("/second-factor/set-up", &[("interaction", &interaction(&page))]),
        ];
        requests.iter_mut().for_each(|request| request.headers.push(("Cookie".to_owned(), cookie.clone())));
        let own = [
            Request::of_form(&login, &[("passkey", &asserted)]),
            Request::of_form(&set_up, &[("code", "123456")]),
            Request::get("/step-up", &[("next", "security")]),
            Request::post("/step-up", &[csrf, ("code", "123456"), ("next", "security")]),
            Request::get("/account/security", &[("done", "passkey-added")]),
            Request::get("/account/profile", &[("done", "saved")]),
            Request::post("/account/profile/save", &[csrf, ("name", "Ada"), ("website", "https://ada.example")]),
            Request::post("/account/profile/email", &[csrf, ("email", "new@example.com")]),
            Request::post("/account/profile/remove", &[csrf, ("username", "nobody")]),
            Request::get("/account/email", &[("t", "x")]),
            Request::post("/account/email", &[csrf, ("token", "x")]),
            Request::post("/account/data.json", &[csrf]),
            Request::post("/account/factors/passkeys/add", &[csrf, ("passkey", &registered), ("name", "Phone")]),
            Request::post("/account/factors/passkeys/rename", &[csrf, ("id", "AAAA"), ("name", "Phone")]),
            Request::post("/account/factors/passkeys/remove", &[csrf, ("id", "AAAA")]),
            Request::post("/account/factors/totp/remove", &[csrf]),
            Request::post("/account/factors/recovery-codes", &[csrf]),
            Request::post("/account/factors/devices/forget", &[csrf, ("id", "AAAA")]),
            Request::post("/account/factors/devices/forget-all", &[csrf]),
        ];
        requests.extend(own.into_iter().map(|request| request.with("Cookie", known)));
        requests
    }

    fn pages(known: &str, sign_out: &Page) -> Vec<Request> {
        let csrf = sign_out.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
        let csrf = ("csrf", csrf.as_str());
        let new_password = ("new_password", PASSWORD);
        let mut requests = vec![
            Request::post("/account/password", &[csrf, ("current_password", "wrong"), new_password]),
            Request::post("/account/password", &[csrf, ("current_password", PASSWORD), new_password]),
            Request::post("/account/sessions/end", &[csrf, ("session", "x")]),
            Request::post("/account/sessions/end-others", &[csrf]),
            Request::post("/account/sessions/end-app", &[csrf, ("client_id", "other")]),
            Request::post("/account/apps/remove", &[csrf, ("client_id", "other")]),
            Request::post("/account/apps/remember", &[csrf, ("client_id", "other")]),
            Request::get("/account/apps/remove", &[("client_id", "other")]),
            Request::get("/account/apps", &[("q", "app"), ("after", "app")]),
            Request::post("/setup", &[csrf, ("t", "x"), ("username", "eve"), ("password", "seven calm herons")]),
            Request::post("/invite", &[csrf, ("t", "x"), ("password", "seven calm herons")]),
            Request::get("/setup", &[("t", "x")]),
            Request::get("/invite", &[("t", "x")]),
            Request::get("/not-me", &[("t", "x")]),
            Request::post("/not-me", &[csrf, ("token", "x")]),
            Request::json("PUT", "/register/app", METADATA).with("Authorization", "Bearer x"),
        ];
        for path in [
            "/",
            "/signed-out",
            "/signed-out/results",
            "/session-check",
            "/check-session-iframe",
            "/check-session-iframe/watch.js",
            "/jwks",
            "/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server",
            "/livez",
            "/readyz",
            "/static/latchkey.css",
            "/static/signed_out.js",
            "/nothing",
        ] {
            requests.push(Request::get(path, &[]));
        }
        for request in &mut requests {
            request.headers.push(("Cookie".to_owned(), known.to_owned()));
        }
        requests
    }
}
