//! A proof that is lowered ends what was granted under the higher one: a confidential client that becomes public, a
//! credential that is withdrawn, a scope that is taken back. Put back within the grace, all of it works again.

use std::sync::Arc;

use latchkey::jose::jwk::JwkSet;
use latchkey::protocol::client::{Client, ClientAuthMethod, ClientSecret, GrantType};
use latchkey::protocol::resource::Resource;
use latchkey::protocol::response_type::ResponseType;
use latchkey::protocol::scope::ScopeSet;
use latchkey::reconcile;
use latchkey::secret::{Digest, Secret};
use serde_json::json;

use super::assertions::{Key, claims, fields, mac};
use super::{LONG_SECRET, post, signing, with_keys, with_macs};
use crate::support::browser::Page;
use crate::support::provider::{SECRET, client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const OTHER: &str = "lks_another-secret-of-more-than-128-bits-for-tests";
const OFFLINE: (&str, &str) = ("scope", "openid email offline_access");

/// How a client proves itself in a request.
#[derive(Clone, Copy)]
enum By<'a> {
    Nothing,
    Secret(&'a str),
    Mac(&'a str),
    Key(&'a Key),
}

impl By<'_> {
    async fn token(self, provider: &TestProvider, grant: &[(&str, &str)]) -> Page {
        let assertion = match self {
            Self::Nothing => return post(provider, &[grant, &[("client_id", "app")]].concat()).await,
            Self::Secret(secret) => {
                return post(provider, &[grant, &[("client_id", "app"), ("client_secret", secret)]].concat()).await;
            }
            Self::Mac(secret) => mac("HS256", secret.as_bytes(), &claims(provider, "app")),
            Self::Key(key) => key.sign(&claims(provider, "app")),
        };
        post(provider, &[grant, &fields(&assertion)].concat()).await
    }

    async fn redeem(self, provider: &TestProvider, code: &str) -> Page {
        let grant = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", "https://app.example/cb"),
            ("code_verifier", VERIFIER),
        ];
        self.token(provider, &grant).await
    }

    async fn refresh(self, provider: &TestProvider, token: &str) -> Page {
        self.token(provider, &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }
}

const VERIFIER: &str = "a-verifier-that-has-at-least-forty-three-characters";
/// The challenge of [`VERIFIER`], so that a code may be redeemed by a public client too.
fn challenge() -> String {
    use base64::Engine as _;
    use sha2::Digest as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(sha2::Sha256::digest(VERIFIER.as_bytes()))
}

/// Everything that one client may hold.
struct Held {
    code: String,
    access: String,
    refresh: String,
    front: String,
    own: Option<String>,
}

async fn everything(provider: &TestProvider, by: By<'_>) -> Held {
    let (app, browser, challenge) = (RelyingParty::new(provider), Browser::new(), challenge());
    let pkce = [OFFLINE, ("code_challenge", challenge.as_str()), ("code_challenge_method", "S256")];
    let first = app.code(&browser, &pkce).await;
    let tokens = by.redeem(provider, &first).await.json();
    let text = |name: &str| tokens[name].as_str().unwrap_or_else(|| panic!("{tokens}")).to_owned();
    let code = app.authorize(&browser, &pkce).await.answer()["code"].clone();
    let front =
        app.authorize(&browser, &[("response_type", "id_token token")]).await.fragment()["access_token"].clone();
    let own = by.token(provider, &[("grant_type", "client_credentials")]).await.json();
    let own = own["access_token"].as_str().map(str::to_owned);
    Held { code, access: text("access_token"), refresh: text("refresh_token"), front, own }
}

async fn opens(provider: &TestProvider, token: &str) -> bool {
    RelyingParty::new(provider).userinfo(token).await.status == 200
}

/// By the one who may look into any client's tokens.
async fn is_active(provider: &TestProvider, token: &str) -> bool {
    let request = RelyingParty::of(provider, "other").http.post(provider.url("/introspect"));
    let answer = request.basic_auth("other", Some(SECRET)).form(&[("token", token)]).send().await.unwrap();
    Page::read(answer).await.json()["active"] == true
}

fn app(method: ClientAuthMethod, secrets: &[&str]) -> Client {
    let all =
        [GrantType::AuthorizationCode, GrantType::RefreshToken, GrantType::Implicit, GrantType::ClientCredentials];
    Client {
        token_endpoint_auth_method: Some(method),
        secrets: secrets.iter().map(|secret| ClientSecret::Sha256(Digest::of(secret))).collect(),
        grant_types: all.to_vec(),
        response_types: ResponseType::ALL.to_vec(),
        ..client("app")
    }
}

/// `client` with the grants and response types of [`app`].
fn with_everything(client: Client) -> Client {
    let all = app(ClientAuthMethod::None, &[]);
    Client { grant_types: all.grant_types, response_types: all.response_types, ..client }
}

fn start(app: Client) -> TestProvider {
    let looks = latchkey::protocol::introspection::IntrospectionRight::Every;
    let other = Client { introspect: vec![looks], ..client("other") };
    Builder::new().settings(|settings| settings.clients = vec![app, other]).start()
}

async fn assert_all_gone(provider: &TestProvider, held: &Held, by: By<'_>, what: &str) {
    for (name, token) in [("access", &held.access), ("front", &held.front)] {
        // What left from the authorization endpoint was proven by nothing there, so only the level counts for it.
        if name == "access" || what.contains("public") {
            assert!(!opens(provider, token).await, "{what}: {name}");
            assert!(!is_active(provider, token).await, "{what}: {name}");
        }
    }
    if let Some(own) = &held.own {
        assert!(!is_active(provider, own).await, "{what}: its own");
    }
    assert_eq!(by.refresh(provider, &held.refresh).await.json()["error"], "invalid_grant", "{what}: refresh");
    if what.contains("public") {
        assert_eq!(by.redeem(provider, &held.code).await.json()["error"], "invalid_grant", "{what}: code");
    }
}

async fn assert_all_works(provider: &TestProvider, held: &Held, by: By<'_>, what: &str) {
    for token in [&held.access, &held.front] {
        assert!(opens(provider, token).await && is_active(provider, token).await, "{what}");
    }
    if let Some(own) = &held.own {
        assert!(is_active(provider, own).await, "{what}");
    }
    assert_eq!(by.redeem(provider, &held.code).await.status, 200, "{what}");
    assert_eq!(by.refresh(provider, &held.refresh).await.status, 200, "{what}");
}

#[actix_web::test]
async fn what_a_confidential_client_got_ends_when_it_becomes_public_and_works_again_when_it_is_put_back() {
    let key = Key::new("k1");
    let with_keys = with_everything(Client {
        client_id: app(ClientAuthMethod::None, &[]).client_id,
        ..with_keys("app", &[key.jwk()])
    });
    let with_macs = with_everything(with_macs("app"));
    let ways = [
        (app(ClientAuthMethod::ClientSecretPost, &[SECRET]), By::Secret(SECRET)),
        (with_macs, By::Mac(LONG_SECRET)),
        (with_keys, By::Key(&key)),
    ];
    for (confidential, by) in ways {
        let mut provider = start(confidential.clone());
        let held = everything(&provider, by).await;
        assert!(held.own.is_some());
        provider.reload(|settings| settings.clients[0] = app(ClientAuthMethod::None, &[]));
        assert_all_gone(&provider, &held, By::Nothing, "public").await;
        provider.reload(|settings| settings.clients[0] = confidential.clone());
        assert_all_works(&provider, &held, by, "put back").await;
    }
}

#[actix_web::test]
async fn what_was_proven_by_a_credential_ends_when_it_is_withdrawn_and_not_when_another_took_over() {
    let (k1, k2) = (Key::new("k1"), Key::new("k2"));
    let keys = |keys: &[&Key]| {
        let keys: Vec<_> = keys.iter().map(|key| key.jwk()).collect();
        let jwks = JwkSet::from_value(&json!({"keys": keys})).unwrap();
        with_everything(Client { jwks: Some(Arc::new(jwks)), ..signing("app") })
    };
    let secrets = |secrets: &[&str]| app(ClientAuthMethod::ClientSecretPost, secrets);
    let ways = [
        (keys(&[&k1]), keys(&[&k1, &k2]), keys(&[&k2]), By::Key(&k1), By::Key(&k2)),
        (secrets(&[SECRET]), secrets(&[SECRET, OTHER]), secrets(&[OTHER]), By::Secret(SECRET), By::Secret(OTHER)),
        (keys(&[&k1]), keys(&[&k1]), secrets(&[OTHER]), By::Key(&k1), By::Secret(OTHER)),
    ];
    for (index, (first, both, second, by_first, by_second)) in ways.into_iter().enumerate() {
        let mut provider = start(first.clone());
        let held = everything(&provider, by_first).await;
        provider.reload(|settings| settings.clients[0] = second.clone());
        assert_all_gone(&provider, &held, by_second, &format!("withdrawn {index}")).await;
        provider.reload(|settings| settings.clients[0] = first.clone());
        assert_all_works(&provider, &held, by_first, "put back").await;
        if index == 2 {
            continue;
        }
        // As credentials are rotated: both for a while, in which the app takes up the new one.
        let held = everything(&provider, by_first).await;
        provider.reload(|settings| settings.clients[0] = both);
        let renewed = by_second.refresh(&provider, &held.refresh).await.json();
        provider.reload(|settings| settings.clients[0] = second);
        assert!(opens(&provider, renewed["access_token"].as_str().unwrap()).await, "{index}");
        let again = by_second.refresh(&provider, renewed["refresh_token"].as_str().unwrap()).await;
        assert_eq!(again.status, 200, "{index}: {}", again.body);
    }
}

#[actix_web::test]
async fn a_client_that_has_to_prove_itself_from_now_on_keeps_what_it_has() {
    let mut provider = start(app(ClientAuthMethod::None, &[]));
    let held = everything(&provider, By::Nothing).await;
    assert!(held.own.is_none(), "a public client gets nothing for itself");
    provider.reload(|settings| {
        settings.clients[0] = Client {
            application_type: settings.clients[0].application_type,
            ..app(ClientAuthMethod::ClientSecretPost, &[SECRET])
        };
    });
    assert_all_works(&provider, &held, By::Secret(SECRET), "raised").await;
}

/// Refused at once; over for good when it was gone for as long as the grace.
#[actix_web::test]
async fn what_was_granted_under_a_proof_that_is_gone_for_the_grace_does_not_come_back_with_it() {
    for public in [true, false] {
        let confidential = || app(ClientAuthMethod::ClientSecretPost, &[SECRET, OTHER]);
        let lowered = || match public {
            true => app(ClientAuthMethod::None, &[]),
            false => app(ClientAuthMethod::ClientSecretPost, &[OTHER]),
        };
        let mut provider = start(confidential());
        let held = everything(&provider, By::Secret(SECRET)).await;
        let other = everything(&provider, By::Secret(OTHER)).await;
        let take_in = async |provider: &mut TestProvider, client: Client| {
            provider.reload(|settings| settings.clients[0] = client);
            let (store, live) = (provider.provider.store.clone(), provider.provider.live().clone());
            reconcile::reconcile(store.as_ref(), &live.settings, provider.provider.now()).await.unwrap();
            reconcile::end_lowered(store.as_ref(), &live.settings, provider.provider.now()).await.unwrap();
        };
        take_in(&mut provider, lowered()).await;
        provider.advance(3599);
        take_in(&mut provider, confidential()).await;
        let renewed = By::Secret(SECRET).refresh(&provider, &held.refresh).await;
        assert_eq!(renewed.status, 200, "back within the hour");
        let renewed = renewed.json();
        take_in(&mut provider, lowered()).await;
        provider.advance(3600);
        take_in(&mut provider, lowered()).await;
        take_in(&mut provider, confidential()).await;
        let gone = By::Secret(SECRET).refresh(&provider, renewed["refresh_token"].as_str().unwrap()).await;
        assert_eq!(gone.json()["error"], "invalid_grant", "public: {public}");
        let lapsed = crate::audit::records(&provider, "client.lapse").await;
        assert_eq!(lapsed.len(), 1, "once: {lapsed:?}");
        assert_eq!(
            (lapsed[0].client_id.as_deref(), lapsed[0].detail()["cause"].as_str()),
            (Some("app"), "credentials")
        );
        let kept = By::Secret(OTHER).refresh(&provider, &other.refresh).await;
        assert_eq!(kept.status == 200, !public, "what another credential proved: {}", kept.body);
    }
}

/// Row 26.
#[actix_web::test]
async fn a_scope_that_is_taken_back_is_gone_from_the_tokens_that_had_it() {
    let mut provider = start(app(ClientAuthMethod::ClientSecretPost, &[SECRET]));
    let held = everything(&provider, By::Secret(SECRET)).await;
    let email = async |provider: &TestProvider| {
        RelyingParty::new(provider).userinfo(&held.access).await.json().get("email").is_some()
    };
    assert!(email(&provider).await);
    provider.reload(|settings| settings.clients[0].scope = Some(ScopeSet::parse("openid")));
    assert!(!email(&provider).await);
    let request = RelyingParty::of(&provider, "other").http.post(provider.url("/introspect"));
    let seen = request.basic_auth("other", Some(SECRET)).form(&[("token", &held.access)]).send().await.unwrap();
    assert_eq!(Page::read(seen).await.json()["scope"], "openid");
    let refreshed = By::Secret(SECRET).refresh(&provider, &held.refresh).await;
    assert_eq!(refreshed.json()["error"], "invalid_grant", "offline_access was taken back too");
    let redeemed = By::Secret(SECRET).redeem(&provider, &held.code).await.json();
    assert!(redeemed["refresh_token"].is_null() && redeemed["scope"] != "openid email offline_access", "{redeemed}");
}

#[actix_web::test]
async fn a_resource_that_is_taken_back_is_gone_from_the_tokens_that_were_for_it() {
    let resource = |text: &str| Resource::parse(text).unwrap();
    let both = || vec![resource("urn:one"), resource("urn:two")];
    let mut provider = start(Client { resources: both(), ..app(ClientAuthMethod::ClientSecretPost, &[SECRET]) });
    let by = By::Secret(SECRET);
    let own = async |provider: &TestProvider, resources: &[(&str, &str)]| {
        let grant = [&[("grant_type", "client_credentials")], resources].concat();
        by.token(provider, &grant).await.json()["access_token"].as_str().unwrap().to_owned()
    };
    let one = own(&provider, &[("resource", "urn:one")]).await;
    let two = own(&provider, &[("resource", "urn:one"), ("resource", "urn:two")]).await;
    provider.reload(|settings| settings.clients[0].resources = vec![resource("urn:two")]);
    assert!(!is_active(&provider, &one).await);
    let request = RelyingParty::of(&provider, "other").http.post(provider.url("/introspect"));
    let seen = request.basic_auth("other", Some(SECRET)).form(&[("token", &two)]).send().await.unwrap();
    assert_eq!(Page::read(seen).await.json()["aud"], "urn:two");
    provider.reload(|settings| settings.clients[0].resources = both());
    assert!(is_active(&provider, &one).await);
}

#[test]
fn a_secret_that_somebody_thought_up_is_told_apart_by_its_hash() {
    let one = ClientSecret::Argon2id(Secret::new("$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAA"));
    let two = ClientSecret::Argon2id(Secret::new("$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAB"));
    let proven = latchkey::protocol::proven_by::ProvenBy::secret;
    assert_ne!(proven(&one), proven(&two));
}
