//! Clients with a security profile (FAPI 2.0), over HTTP: what the modules of the conformance suite do not look at
//! (`tests/conformance`), and what happens to clients and tokens that are older than the profile.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::jose::Algorithm;
use latchkey::protocol::access_token::AccessTokenFormat;
use latchkey::protocol::client::{Client, GrantType};
use latchkey::protocol::introspection::MEDIA_TYPE;
use latchkey::protocol::scope::ScopeSet;
use latchkey::protocol::security_profile::SecurityProfile;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::client_auth::assertions::{Key, claims, fields};
use crate::client_auth::with_keys;
use crate::registration::{Registrar, open, text, with};
use crate::support::browser::Page;
use crate::support::provider::PASSWORD;
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, TestProvider};

/// RFC 7636 appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const DAY: u64 = 86_400;

/// A bank: its key, and the one that its tokens are bound to.
struct Bank<'a> {
    provider: &'a TestProvider,
    key: &'a Key,
    holder: Key,
    http: reqwest::Client,
}

impl<'a> Bank<'a> {
    fn new(provider: &'a TestProvider, key: &'a Key) -> Self {
        let http = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
        Self { provider, key, holder: Key::new("holder"), http }
    }

    fn proof(&self, method: &str, path: &str, access_token: Option<&str>) -> String {
        let now = self.provider.provider.now().seconds();
        let jti = latchkey::random::token();
        let mut claims = json!({"htm": method, "htu": self.provider.url(path), "iat": now, "jti": jti});
        if let Some(access_token) = access_token {
            claims["ath"] = json!(URL_SAFE_NO_PAD.encode(Sha256::digest(access_token)));
        }
        let header = json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": self.holder.nameless_jwk()});
        self.holder.sign_as(&header, &claims)
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let assertion = self.key.sign(&claims(self.provider, "bank"));
        let request = self.http.post(self.provider.url(path)).header("DPoP", self.proof("POST", path, None));
        Page::read(request.form(&[form, &fields(&assertion)].concat()).send().await.unwrap()).await
    }

    /// Pushes a request, with more than the usual parameters.
    async fn push(&self, more: &[(&str, &str)]) -> Page {
        let usual = [
            ("response_type", "code"),
            ("redirect_uri", "https://bank.example/cb"),
            ("scope", "openid offline_access"),
            ("state", "st4te"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        self.post("/par", &[&usual[..], more].concat()).await
    }

    /// Signs ada in, and has the tokens.
    async fn tokens(&self) -> Value {
        let pushed = self.push(&[]).await;
        assert_eq!(pushed.status, 201, "{}", pushed.body);
        let request_uri = text(&pushed.json(), "request_uri").to_owned();
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("client_id", "bank"), ("request_uri", request_uri.as_str())])
            .finish();
        let browser = Browser::new();
        let login = browser.visit(&self.provider.url(&format!("/authorize?{query}"))).await;
        let back = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
        let answer = back.answer();
        let form = [
            ("grant_type", "authorization_code"),
            ("code", answer["code"].as_str()),
            ("redirect_uri", "https://bank.example/cb"),
            ("code_verifier", VERIFIER),
        ];
        let tokens = self.post("/token", &form).await;
        assert_eq!(tokens.status, 200, "{}", tokens.body);
        tokens.json()
    }

    async fn refresh(&self, refresh_token: &str) -> Page {
        self.post("/token", &[("grant_type", "refresh_token"), ("refresh_token", refresh_token)]).await
    }

    async fn userinfo(&self, access_token: &str) -> Page {
        let proof = self.proof("GET", "/userinfo", Some(access_token));
        let request = self.http.get(self.provider.url("/userinfo")).header("DPoP", proof);
        Page::read(request.header("Authorization", format!("DPoP {access_token}")).send().await.unwrap()).await
    }
}

fn bank(key: &Key, profile: Option<SecurityProfile>) -> Client {
    Client {
        profile,
        id_token_signed_response_alg: Algorithm::ES256,
        authorization_signed_response_alg: Algorithm::ES256,
        introspection_signed_response_alg: Algorithm::ES256,
        grant_types: vec![GrantType::AuthorizationCode, GrantType::RefreshToken, GrantType::ClientCredentials],
        ..with_keys("bank", &[key.jwk()])
    }
}

fn provider(key: &Key, profile: SecurityProfile) -> TestProvider {
    Builder::new().client(bank(key, Some(profile))).start()
}

fn assert_refused(page: &Page, status: u16, error: &str) {
    assert_eq!((page.status.as_u16(), &page.json()["error"]), (status, &error.into()), "{}", page.body);
}

/// FAPI 2.0 Security Profile §5.3.2.1, 9: what stays is the token; what holds for it stays too.
#[actix_web::test]
async fn a_refresh_token_stays_and_ends_when_it_is_idle_when_its_time_is_over_and_when_it_is_revoked() {
    let key = Key::new("bank");
    let provider = provider(&key, SecurityProfile::Fapi2);
    let bank = Bank::new(&provider, &key);
    let tokens = bank.tokens().await;
    let refresh_token = text(&tokens, "refresh_token");
    // Idle after 30 days, over after 90: each use makes it live on, to the end of its family.
    for _ in 0..4 {
        provider.advance(20 * DAY);
        let refreshed = bank.refresh(refresh_token).await;
        assert_eq!((refreshed.status.as_u16(), text(&refreshed.json(), "refresh_token")), (200, refresh_token));
        assert_eq!(bank.userinfo(text(&refreshed.json(), "access_token")).await.status, 200);
    }
    provider.advance(10 * DAY);
    assert_refused(&bank.refresh(refresh_token).await, 400, "invalid_grant");

    let idle = bank.tokens().await;
    provider.advance(31 * DAY);
    assert_refused(&bank.refresh(text(&idle, "refresh_token")).await, 400, "invalid_grant");

    let revoked = bank.tokens().await;
    let refresh_token = text(&revoked, "refresh_token");
    let refreshed = bank.refresh(refresh_token).await.json();
    assert_eq!(bank.post("/revoke", &[("token", refresh_token)]).await.status, 200);
    assert_refused(&bank.refresh(refresh_token).await, 400, "invalid_grant");
    assert_eq!(bank.userinfo(text(&refreshed, "access_token")).await.status, 401);
}

#[actix_web::test]
async fn uses_of_a_refresh_token_at_once_all_get_tokens_of_their_own() {
    let key = Key::new("bank");
    let provider = provider(&key, SecurityProfile::Fapi2);
    let bank = Bank::new(&provider, &key);
    let tokens = bank.tokens().await;
    let refresh_token = text(&tokens, "refresh_token");
    let answers = futures_util::future::join_all((0..6).map(|_| bank.refresh(refresh_token))).await;
    let mut access_tokens = Vec::new();
    for answer in answers {
        assert_eq!(answer.status, 200, "{}", answer.body);
        access_tokens.push(text(&answer.json(), "access_token").to_owned());
    }
    access_tokens.sort();
    access_tokens.dedup();
    assert_eq!(access_tokens.len(), 6);
    for access_token in access_tokens {
        assert_eq!(bank.userinfo(&access_token).await.status, 200);
    }
}

/// The operator names a profile while the app is in use, and takes it away again.
#[actix_web::test]
async fn what_is_older_than_the_profile_keeps_to_it() {
    let key = Key::new("bank");
    let mut provider = Builder::new().client(bank(&key, None)).start();
    let http = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
    // A bearer token, which such a client could not get now.
    let code = {
        let browser = Browser::new();
        let url = provider.url(&format!(
            "/authorize?response_type=code&client_id=bank&redirect_uri=https%3A%2F%2Fbank.example%2Fcb\
             &scope=openid%20offline_access&state=s&code_challenge={CHALLENGE}&code_challenge_method=S256"
        ));
        let login = browser.visit(&url).await;
        browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await.answer()["code"].clone()
    };
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", "https://bank.example/cb"),
        ("code_verifier", VERIFIER),
    ];
    let signed = key.sign(&claims(&provider, "bank"));
    let request = http.post(provider.url("/token")).form(&[&form[..], &fields(&signed)].concat());
    let bearer = Page::read(request.send().await.unwrap()).await.json();
    assert_eq!(bearer["token_type"], "Bearer");
    let access_token = text(&bearer, "access_token").to_owned();
    let userinfo = |provider: &TestProvider| {
        let request = http.get(provider.url("/userinfo")).bearer_auth(&access_token);
        async { Page::read(request.send().await.unwrap()).await }
    };
    assert_eq!(userinfo(&provider).await.status, 200);
    let spent = {
        let bank = Bank::new(&provider, &key);
        let rotated = bank.refresh(text(&bearer, "refresh_token")).await.json();
        assert_ne!(rotated["refresh_token"], bearer["refresh_token"], "it is rotated without a profile");
        rotated
    };

    let client = provider_client(&mut provider, Some(SecurityProfile::Fapi2));
    assert_eq!(client, Some(SecurityProfile::Fapi2));
    let refused = userinfo(&provider).await;
    assert_refused(&refused, 401, "invalid_token");
    assert!(refused.header("www-authenticate").starts_with("DPoP"), "{}", refused.header("www-authenticate"));
    let bank = Bank::new(&provider, &key);
    let live = text(&spent, "refresh_token");
    let refreshed = bank.refresh(live).await;
    assert_eq!((refreshed.status.as_u16(), text(&refreshed.json(), "refresh_token")), (200, live), "it stays now");
    assert_eq!(refreshed.json()["token_type"], "DPoP");
    let again = bank.refresh(text(&bearer, "refresh_token")).await;
    assert!(
        again.status == 400 || text(&again.json(), "refresh_token") == live,
        "what was spent makes no third: {}",
        again.body
    );
}

fn provider_client(provider: &mut TestProvider, profile: Option<SecurityProfile>) -> Option<SecurityProfile> {
    provider.reload(|settings| {
        let client = settings.clients.iter_mut().find(|client| client.client_id.as_str() == "bank");
        client.unwrap().profile = profile;
    });
    provider.provider.live().settings.clients.iter().find(|client| client.client_id.as_str() == "bank")?.profile
}

/// FAPI 2.0 Security Profile §5.4: whatever is signed for such a client.
#[actix_web::test]
async fn tokens_are_signed_by_an_algorithm_of_the_profile_though_the_server_prefers_another() {
    let key = Key::new("bank");
    let client =
        Client { access_token_format: Some(AccessTokenFormat::Jwt), ..bank(&key, Some(SecurityProfile::Fapi2)) };
    let provider = Builder::new().client(client).start();
    assert_eq!(provider.provider.live().settings.keys.algorithms[0], Algorithm::RS256);
    let tokens = Bank::new(&provider, &key).tokens().await;
    for token in ["access_token", "id_token"] {
        assert_eq!(decode(text(&tokens, token)).0["alg"], "ES256", "{token}");
    }
}

/// FAPI 2.0 Message Signing §5.3 to §5.5; the request objects and JWTs themselves are looked at by the conformance modules.
#[actix_web::test]
async fn message_signing_takes_signed_requests_alone_and_answers_introspection_by_a_jwt() {
    let key = Key::new("bank");
    let client = Client {
        scope: Some(ScopeSet::parse("openid offline_access")),
        defined_at: Some("config.toml:1".into()),
        ..bank(&key, Some(SecurityProfile::Fapi2MessageSigning))
    };
    let provider = Builder::new().client(client).start();
    let bank = Bank::new(&provider, &key);
    let unsigned = bank.push(&[("response_mode", "jwt")]).await;
    assert_refused(&unsigned, 400, "invalid_request");
    assert!(
        unsigned.body.contains("signed request object (its profile is fapi2-message-signing)"),
        "{}",
        unsigned.body
    );
    let now = provider.provider.now().seconds();
    let mut object = json!({
        "iss": "bank", "client_id": "bank", "aud": provider.issuer, "nbf": now, "exp": now + 60, "response_type": "code",
        "redirect_uri": "https://bank.example/cb", "scope": "openid", "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    });
    let plain = bank.post("/par", &[("request", &key.sign(&object))]).await;
    assert_refused(&plain, 400, "invalid_request");
    assert!(plain.body.contains("response_mode must be jwt"), "{}", plain.body);
    object["response_mode"] = json!("jwt");
    assert_eq!(bank.post("/par", &[("request", &key.sign(&object))]).await.status, 201);
    object["exp"] = json!(now + 3601);
    assert_refused(&bank.post("/par", &[("request", &key.sign(&object))]).await, 400, "invalid_request_object");

    let own = bank.post("/token", &[("grant_type", "client_credentials")]).await.json();
    let told = bank.post("/introspect", &[("token", text(&own, "access_token"))]).await;
    assert_eq!((told.status.as_u16(), told.header("content-type")), (200, MEDIA_TYPE));
    let (header, claims) = decode(&told.body);
    assert_eq!((&header["alg"], &claims["token_introspection"]["active"]), (&json!("ES256"), &json!(true)));
}

/// What a FAPI client asks for without its profile's means is refused with the rule and the remedy.
#[actix_web::test]
async fn a_refusal_names_the_rule_and_what_to_do() {
    let key = Key::new("bank");
    let provider = provider(&key, SecurityProfile::Fapi2);
    let bank = Bank::new(&provider, &key);
    let form = [("response_type", "code"), ("redirect_uri", "https://bank.example/cb"), ("scope", "openid")];
    let pkce = bank.post("/par", &form).await;
    assert_refused(&pkce, 400, "invalid_request");
    assert!(pkce.body.contains("must use PKCE with S256 (its profile is fapi2)"), "{}", pkce.body);
    let assertion = key.sign(&claims(&provider, "bank"));
    let request = bank.http.post(provider.url("/token"));
    let form = [&[("grant_type", "client_credentials")], &fields(&assertion)[..]].concat();
    let unbound = Page::read(request.form(&form).send().await.unwrap()).await;
    assert_refused(&unbound, 400, "invalid_request");
    assert!(unbound.body.contains("the DPoP proof is missing") && unbound.body.contains("fapi2"), "{}", unbound.body);
    let mut long = claims(&provider, "bank");
    long["exp"] = json!(provider.provider.now().seconds() + 600);
    let assertion = key.sign(&long);
    let form = [&[("grant_type", "client_credentials")], &fields(&assertion)[..]].concat();
    let request = bank.http.post(provider.url("/token")).form(&form);
    let long = Page::read(request.send().await.unwrap()).await;
    assert_refused(&long, 401, "invalid_client");
    assert!(long.body.contains("exp may be 5 minutes ahead"), "{}", long.body);
}

/// `[registration] profile`: whoever registers keeps to it, and so does who registered before.
#[actix_web::test]
async fn registered_clients_keep_to_the_profile_of_all_of_them() {
    let key = Key::new("bank");
    let mut provider = Builder::new().settings(open).start();
    let before = Registrar::new(&provider).registered(&with(json!({}))).await;
    provider.reload(|settings| settings.registration.profile = Some(SecurityProfile::Fapi2));
    let registrar = Registrar::new(&provider);
    for (changes, field) in [
        (json!({}), "token_endpoint_auth_method"),
        (json!({"response_types": ["code id_token"]}), "response_types"),
        (json!({"redirect_uris": ["http://localhost:3000/cb"]}), "redirect_uris"),
        (json!({"id_token_signed_response_alg": "RS256"}), "id_token_signed_response_alg"),
        (json!({"token_endpoint_auth_signing_alg": "RS256"}), "token_endpoint_auth_signing_alg"),
    ] {
        let keys = json!({"keys": [key.jwk()]});
        let mut metadata = with(changes);
        if field != "token_endpoint_auth_method" {
            metadata["token_endpoint_auth_method"] = json!("private_key_jwt");
            metadata["jwks"] = keys;
        }
        let refused = registrar.register(&metadata).await;
        assert_eq!(refused.status, 400, "{field}: {}", refused.body);
        assert!(refused.body.contains(field) && refused.body.contains("fapi2"), "{field}: {}", refused.body);
    }
    let right = json!({"token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [key.jwk()]}});
    let registered = registrar.registered(&with(right)).await;
    assert_eq!(registered["id_token_signed_response_alg"], "ES256");

    let (client_id, secret) = (text(&before, "client_id"), text(&before, "client_secret"));
    let http = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
    let form = [("response_type", "code"), ("redirect_uri", "https://guest.example/cb"), ("scope", "openid")];
    let request = http.post(provider.url("/par")).basic_auth(client_id, Some(secret)).form(&form);
    assert_refused(&Page::read(request.send().await.unwrap()).await, 401, "invalid_client");
}

#[test]
fn client_show_has_the_profile_and_what_it_makes_of_the_rest() {
    let desk = crate::cli::Desk::new(
        "[server]\nissuer = 'https://auth.example.com'\ntrusted_proxies = ['127.0.0.1/32']\n\
         [[clients]]\nclient_id = 'bank'\nprofile = 'fapi2-message-signing'\n\
         token_endpoint_auth_method = 'private_key_jwt'\njwks_uri = 'https://bank.example/jwks'\n\
         redirect_uris = ['https://bank.example/cb']\n\
         [[clients]]\nclient_id = 'wiki'\nclient_secret = 'sixteen characters'\n\
         redirect_uris = ['https://wiki.example/cb']\n",
    );
    let show = |client_id: &str| desk.json(&["client", "show", client_id]);
    let flags = ["require_pushed_authorization_requests", "require_signed_request_object", "sender_constrained_tokens"];
    let (bank, wiki) = (show("bank"), show("wiki"));
    assert_eq!((&bank["profile"], &bank["pkce"]), (&json!("fapi2-message-signing"), &json!("required")));
    assert_eq!(wiki["profile"], Value::Null);
    for flag in flags {
        assert_eq!((&bank[flag], &wiki[flag]), (&json!(true), &json!(false)), "{flag}");
    }
}
