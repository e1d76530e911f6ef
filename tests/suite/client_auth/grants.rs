//! What the token endpoint demands of clients with a secret, it demands of those with assertions too.

use latchkey::protocol::client::{Client, ClientAuthMethod};

use super::assertions::{Key, claims, fields, mac};
use super::{LONG_SECRET, post, with_keys, with_macs};
use crate::support::browser::Page;
use crate::support::provider::{SECRET, client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// A client that proves itself in one way.
struct Party<'a> {
    relying_party: RelyingParty<'a>,
    method: ClientAuthMethod,
    key: &'a Key,
}

impl Party<'_> {
    async fn token(&self, grant: &[(&str, &str)]) -> Page {
        let (provider, client_id) = (self.relying_party.provider, self.relying_party.client_id);
        let assertion = match self.method {
            ClientAuthMethod::ClientSecretJwt => mac("HS256", LONG_SECRET.as_bytes(), &claims(provider, client_id)),
            ClientAuthMethod::PrivateKeyJwt => self.key.sign(&claims(provider, client_id)),
            ClientAuthMethod::ClientSecretBasic => return self.relying_party.token(grant).await,
            _ => {
                let proof = [("client_id", client_id), ("client_secret", SECRET)];
                return post(provider, &[grant, &proof].concat()).await;
            }
        };
        post(provider, &[grant, &fields(&assertion)].concat()).await
    }

    async fn redeem_at(&self, code: &str, redirect_uri: &str) -> Page {
        self.token(&[("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect_uri)]).await
    }

    async fn redeem(&self, code: &str) -> Page {
        self.redeem_at(code, &self.relying_party.redirect_uri).await
    }

    async fn refresh(&self, token: &str) -> Page {
        self.token(&[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    async fn code(&self) -> String {
        self.relying_party.code(&Browser::new(), &[("scope", "openid offline_access")]).await
    }
}

const METHODS: [(&str, ClientAuthMethod); 4] = [
    ("basic", ClientAuthMethod::ClientSecretBasic),
    ("post", ClientAuthMethod::ClientSecretPost),
    ("macs", ClientAuthMethod::ClientSecretJwt),
    ("signs", ClientAuthMethod::PrivateKeyJwt),
];

fn provider(key: &Key) -> TestProvider {
    let of = |client_id, method| Client { token_endpoint_auth_method: Some(method), ..client(client_id) };
    Builder::new()
        .client(of("basic", ClientAuthMethod::ClientSecretBasic))
        .client(of("post", ClientAuthMethod::ClientSecretPost))
        .client(with_macs("macs"))
        .client(with_keys("signs", &[key.jwk()]))
        .start()
}

fn error(page: &Page) -> (u16, String) {
    (page.status.as_u16(), page.json()["error"].as_str().unwrap_or_default().to_owned())
}

#[actix_web::test]
async fn a_code_is_redeemed_once_by_its_own_client_at_its_own_address() {
    let key = Key::new("k1");
    let provider = provider(&key);
    let party = |(client_id, method): (&'static str, ClientAuthMethod)| Party {
        relying_party: RelyingParty::of(&provider, client_id),
        method,
        key: &key,
    };
    let invalid_grant = (400, "invalid_grant".to_owned());
    for (index, method) in METHODS.into_iter().enumerate() {
        let own = party(method);
        let other = party(METHODS[(index + 1) % METHODS.len()]);
        let code = own.code().await;
        assert_eq!(error(&other.redeem_at(&code, &own.relying_party.redirect_uri).await), invalid_grant, "{method:?}");
        assert_eq!(error(&own.redeem_at(&code, "https://elsewhere.example/cb").await), invalid_grant, "{method:?}");
        let tokens = own.redeem(&code).await;
        assert_eq!(tokens.status, 200, "{method:?}: {}", tokens.body);
        assert_eq!(tokens.header("cache-control"), "no-store");
        let tokens = tokens.json();
        let access_token = tokens["access_token"].as_str().unwrap();
        assert_eq!(own.relying_party.userinfo(access_token).await.status, 200);
        assert_eq!(error(&own.redeem(&code).await), invalid_grant, "{method:?}: row 18");
        assert_eq!(own.relying_party.userinfo(access_token).await.status, 401, "{method:?}: row 20");
        assert_eq!(error(&own.refresh(tokens["refresh_token"].as_str().unwrap()).await), invalid_grant);

        let late = own.code().await;
        provider.advance(61);
        assert_eq!(error(&own.redeem(&late).await), invalid_grant, "{method:?}: expired");
    }
}

#[actix_web::test]
async fn a_refresh_token_is_used_by_its_own_client_and_rotates() {
    let key = Key::new("k1");
    let provider = provider(&key);
    for (index, (client_id, method)) in METHODS.into_iter().enumerate() {
        let own = Party { relying_party: RelyingParty::of(&provider, client_id), method, key: &key };
        let (other_id, other_method) = METHODS[(index + 1) % METHODS.len()];
        let other = Party { relying_party: RelyingParty::of(&provider, other_id), method: other_method, key: &key };
        let tokens = own.redeem(&own.code().await).await.json();
        let first = tokens["refresh_token"].as_str().unwrap();
        assert_eq!(error(&other.refresh(first).await), (400, "invalid_grant".to_owned()), "{client_id}");
        let renewed = own.refresh(first).await.json();
        let second = renewed["refresh_token"].as_str().unwrap();
        assert_ne!(first, second, "{client_id}");
        assert_eq!(own.refresh(second).await.status, 200, "{client_id}");
        provider.advance(11);
        assert_eq!(error(&own.refresh(first).await), (400, "invalid_grant".to_owned()), "{client_id}: rows 21 and 22");
        let revoked = renewed["access_token"].as_str().unwrap();
        assert_eq!(own.relying_party.userinfo(revoked).await.status, 401, "{client_id}");
    }
}

#[actix_web::test]
async fn pkce_holds_for_every_method() {
    let key = Key::new("k1");
    let provider = provider(&key);
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    for (client_id, method) in METHODS {
        let own = Party { relying_party: RelyingParty::of(&provider, client_id), method, key: &key };
        let asked = [("code_challenge", challenge), ("code_challenge_method", "S256")];
        let code = own.relying_party.code(&Browser::new(), &asked).await;
        let redirect_uri = own.relying_party.redirect_uri.clone();
        let grant = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", &redirect_uri)];
        assert_eq!(own.token(&grant).await.status, 400, "{client_id}: no verifier");
        let lower = verifier.to_lowercase();
        let wrong = [&grant[..], &[("code_verifier", &lower)]].concat();
        assert_eq!(own.token(&wrong).await.status, 400, "{client_id}: another verifier");
        let right = [&grant[..], &[("code_verifier", verifier)]].concat();
        assert_eq!(own.token(&right).await.status, 200, "{client_id}");
    }
}
