//! Workloads (RFC 7523): programs that prove by an assertion of their platform which client they are, as a grant and as
//! client authentication (rows 32 to 37, 42 and 43).

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use latchkey::jose::Algorithm;
use latchkey::jose::jwk::JwkSet;
use latchkey::protocol::claims::ScopeDefinition;
use latchkey::protocol::client::{Client, ClientAuthMethod, GrantType};
use latchkey::protocol::client_assertion;
use latchkey::protocol::scope::ScopeSet;
use latchkey::protocol::workload::{IssuerKeys, SubjectPattern, Workload, WorkloadIssuer};
use serde_json::{Value, json};

use super::{API, FORMATS, introspect, resource, text};
use crate::client_auth::assertions::{Key, mac};
use crate::support::browser::Page;
use crate::support::provider::{SECRET, client};
use crate::support::relying_party::decode;
use crate::support::site::{Answer, Site};
use crate::support::{Builder, RelyingParty, TestProvider};

const CLUSTER: &str = "https://cluster.example";
const SUBJECT: &str = "system:serviceaccount:prod:builder";
const GRANT: (&str, &str) = ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");

fn issuer(keys: IssuerKeys, audience: &str) -> WorkloadIssuer {
    WorkloadIssuer {
        name: "cluster".into(),
        issuer: CLUSTER.into(),
        keys,
        audience: vec![audience.into()],
        algorithms: vec![Algorithm::RS256, Algorithm::ES256],
        max_lifetime: Duration::from_secs(3600),
        single_use: true,
    }
}

fn workload(issuer: &Arc<WorkloadIssuer>, subject: &str, claims: &[(&str, &str)]) -> Workload {
    let claims: BTreeMap<String, String> =
        claims.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    Workload { issuer: issuer.clone(), subject: SubjectPattern::parse(subject).unwrap(), claims }
}

/// A client without a secret, which is these workloads.
fn builder_client(workloads: Vec<Workload>) -> Client {
    Client {
        grant_types: vec![GrantType::JwtBearer, GrantType::ClientCredentials],
        redirect_uris: Vec::new(),
        response_types: Vec::new(),
        token_endpoint_auth_method: Some(ClientAuthMethod::PrivateKeyJwt),
        secrets: [].into(),
        scope: Some(ScopeSet::parse("jobs:read jobs:write")),
        resources: vec![resource(API)],
        workloads,
        defined_at: Some("config.toml:1".into()),
        ..client("builder")
    }
}

fn keys_of(key: &Key) -> IssuerKeys {
    IssuerKeys::Here(Arc::new(JwkSet::from_value(&json!({"keys": [key.jwk()]})).unwrap()))
}

/// A provider that believes `key`, with the client `builder` and what else `change` adds.
fn with(
    keys: IssuerKeys,
    change: impl FnOnce(&mut latchkey::config::settings::Settings, &Arc<WorkloadIssuer>),
) -> TestProvider {
    Builder::new()
        .settings(|settings| {
            for scope in ["jobs:read", "jobs:write"] {
                settings.catalogue.scopes.insert(scope.into(), ScopeDefinition::default());
            }
            settings.outbound.retry_after = Duration::ZERO;
            settings.outbound.timeout = Duration::from_millis(1_500);
            let cluster = Arc::new(issuer(keys, settings.server.issuer.as_str()));
            settings.clients.push(builder_client(vec![workload(&cluster, SUBJECT, &[])]));
            settings.workload_issuers = vec![cluster.clone()];
            change(settings, &cluster);
        })
        .start()
}

fn claims(provider: &TestProvider) -> Value {
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let now = provider.provider.now().seconds();
    let jti = format!("workload-{}", COUNT.fetch_add(1, std::sync::atomic::Ordering::SeqCst));
    json!({"iss": CLUSTER, "sub": SUBJECT, "aud": [provider.issuer], "iat": now, "nbf": now, "exp": now + 600, "jti": jti})
}

async fn send(provider: &TestProvider, fields: &[(&str, &str)]) -> Page {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    Page::read(http.post(provider.url("/token")).form(fields).send().await.unwrap()).await
}

async fn bear(provider: &TestProvider, assertion: &str, more: &[(&str, &str)]) -> Page {
    send(provider, &[&[GRANT, ("assertion", assertion)], more].concat()).await
}

async fn authenticate(provider: &TestProvider, assertion: &str, more: &[(&str, &str)]) -> Page {
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", client_assertion::TYPE),
        ("client_assertion", assertion),
    ];
    send(provider, &[&fields[..], more].concat()).await
}

/// Both ways to present an assertion, with what a refused one is answered.
async fn both(provider: &TestProvider, assertion: &str) -> [(u16, String); 2] {
    let outcome = |page: Page| (page.status.as_u16(), page.json()["error"].as_str().unwrap_or_default().to_owned());
    [outcome(bear(provider, assertion, &[]).await), outcome(authenticate(provider, assertion, &[]).await)]
}

fn refused() -> [(u16, String); 2] {
    [(400, "invalid_grant".to_owned()), (401, "invalid_client".to_owned())]
}

#[actix_web::test]
async fn a_workload_gets_tokens_for_its_client_and_for_itself_alone() {
    for format in FORMATS {
        let key = Key::new("k");
        let provider = with(keys_of(&key), |settings, _| settings.tokens.access_token_format = format);
        for page in [
            bear(&provider, &key.sign(&claims(&provider)), &[("resource", API), ("scope", "jobs:read")]).await,
            authenticate(&provider, &key.sign(&claims(&provider)), &[("resource", API), ("scope", "jobs:read")]).await,
            bear(
                &provider,
                &key.sign(&claims(&provider)),
                &[("client_id", "builder"), ("resource", API), ("scope", "jobs:read")],
            )
            .await,
        ] {
            assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"), "{}", page.body);
            let tokens = page.json();
            assert_eq!((&tokens["scope"], &tokens["token_type"]), (&"jobs:read".into(), &"Bearer".into()));
            assert!(tokens.get("refresh_token").is_none() && tokens.get("id_token").is_none());
            if format == latchkey::protocol::access_token::AccessTokenFormat::Jwt {
                let (_, said) = decode(text(&tokens["access_token"]));
                assert_eq!(
                    (&said["sub"], &said["client_id"], &said["aud"]),
                    (&"builder".into(), &"builder".into(), &API.into())
                );
            }
        }
        let wide = bear(&provider, &key.sign(&claims(&provider)), &[("scope", "openid")]).await;
        assert_eq!(wide.json()["error"], "invalid_scope");
        let elsewhere = bear(&provider, &key.sign(&claims(&provider)), &[("resource", "https://evil.example")]).await;
        assert_eq!(elsewhere.json()["error"], "invalid_target");
    }
}

/// Rows 36 and 37, and the rules of a client assertion for all that an assertion says.
#[actix_web::test]
async fn an_assertion_that_says_something_else_is_refused_in_both_places() {
    let key = Key::new("k");
    let provider = with(keys_of(&key), |_, _| {});
    let now = provider.provider.now().seconds();
    let changed = |changes: &[(&str, Value)]| {
        let mut claims = claims(&provider);
        for (name, value) in changes {
            match value {
                Value::Null => drop(claims.as_object_mut().unwrap().remove(*name)),
                value => claims[*name] = value.clone(),
            }
        }
        key.sign(&claims)
    };
    for wrong in [
        ("iss", json!("https://evil.example")),
        ("iss", json!("https://cluster.example/")),
        ("iss", Value::Null),
        ("sub", json!("system:serviceaccount:prod:other")),
        ("sub", json!("system:serviceaccount:prod:builder:x")),
        ("sub", json!("builder")),
        ("sub", Value::Null),
        ("aud", json!("https://other.example")),
        ("aud", json!([provider.issuer, "https://other.example"])),
        ("aud", json!(provider.url("/token"))),
        ("aud", json!([])),
        ("aud", Value::Null),
        ("exp", json!(now - 60)),
        ("exp", json!(now + 86_400)),
        ("exp", Value::Null),
        ("iat", json!(now + 600)),
        ("nbf", json!(now + 600)),
        ("jti", json!("x".repeat(300))),
    ] {
        assert_eq!(both(&provider, &changed(std::slice::from_ref(&wrong))).await, refused(), "{wrong:?}");
    }
    let again = changed(&[("jti", json!("once"))]);
    assert_eq!(bear(&provider, &again, &[]).await.status, 200);
    assert_eq!(both(&provider, &again).await, refused(), "it was used");
    let at_once = changed(&[("jti", json!("at once"))]);
    let outcomes = join_all((0..8).map(|_| bear(&provider, &at_once, &[]))).await;
    assert_eq!(outcomes.iter().filter(|page| page.status == 200).count(), 1);
    let nameless = changed(&[("jti", Value::Null)]);
    assert_eq!(bear(&provider, &nameless, &[]).await.status, 200);
    assert_eq!(bear(&provider, &nameless, &[]).await.status, 200, "without a jti it counts until it ends");
}

/// Rows 32, 33, 35 and 40.
#[actix_web::test]
async fn an_assertion_that_is_not_signed_by_the_issuer_is_refused() {
    let (key, other) = (Key::new("k"), Key::new("k"));
    let provider = with(keys_of(&key), |_, _| {});
    let said = claims(&provider);
    let right = key.sign(&said);
    let none = |alg: &str| {
        let header = crate::jose::support::part(&json!({"alg": alg}));
        format!("{header}.{}.", crate::jose::support::part(&said))
    };
    let mut wrong = vec![
        other.sign(&said),
        key.sign_as(&json!({"alg": "ES256", "kid": "unknown"}), &said),
        key.sign_as(&json!({"alg": "ES256", "kid": "k", "typ": "at+jwt"}), &said),
        key.sign_as(&json!({"alg": "ES256", "kid": "k", "typ": "logout+jwt"}), &said),
        key.sign_as(&json!({"alg": "ES256", "kid": "k", "crit": ["x"], "x": 1}), &said),
        other.sign_as(&json!({"alg": "ES256", "kid": "k", "jwk": other.jwk()}), &said),
        other.sign_as(&json!({"alg": "ES256", "kid": "k", "jku": "https://evil.example/"}), &said),
        mac("HS256", key.pem().as_bytes(), &said),
        mac("HS256", &key.der(), &said),
        mac("HS256", key.jwk().to_string().as_bytes(), &said),
        mac("HS256", b"", &said),
        mac("HS256", SECRET.as_bytes(), &said),
        format!("{right}="),
        format!("{right}."),
        right[..right.len() - 2].to_owned(),
        "x".to_owned(),
        "..".to_owned(),
    ];
    wrong.extend(["none", "None", "nOnE", ""].map(none));
    for wrong in &wrong {
        assert_eq!(bear(&provider, wrong, &[]).await.json()["error"], "invalid_grant", "{wrong}");
        assert_eq!(authenticate(&provider, wrong, &[]).await.status, 401, "{wrong}");
    }
    assert_eq!(bear(&provider, &right, &[]).await.status, 200, "and none of them used it up");
    for unlisted in [Vec::new(), vec![Algorithm::RS256]] {
        let provider = with(keys_of(&key), |settings, cluster| {
            settings.workload_issuers = vec![Arc::new(WorkloadIssuer { algorithms: unlisted, ..(**cluster).clone() })];
        });
        assert_eq!(both(&provider, &key.sign(&claims(&provider))).await, refused(), "an algorithm that is not listed");
    }
}

/// Row 34: one method, and one client.
#[actix_web::test]
async fn an_assertion_beside_other_credentials_is_of_the_same_client() {
    let key = Key::new("k");
    let provider = with(keys_of(&key), |settings, cluster| {
        let with_secret = |client_id: &str, subject: &str| Client {
            token_endpoint_auth_method: None,
            secrets: client("x").secrets,
            client_id: latchkey::protocol::client::ClientId::parse(client_id).unwrap(),
            ..builder_client(vec![workload(cluster, subject, &[])])
        };
        settings.clients.push(with_secret("deployer", "system:serviceaccount:prod:deployer"));
    });
    let signed = |subject: &str| {
        let mut claims = claims(&provider);
        claims["sub"] = json!(subject);
        key.sign(&claims)
    };
    let deployer = "system:serviceaccount:prod:deployer";
    let secret = [("client_id", "deployer"), ("client_secret", SECRET)];
    assert_eq!(bear(&provider, &signed(deployer), &secret).await.status, 200);
    assert_eq!(bear(&provider, &signed(deployer), &[]).await.status, 200, "the assertion is proof enough");
    assert_eq!(bear(&provider, &signed(SUBJECT), &secret).await.json()["error"], "invalid_grant");
    let wrong = [("client_id", "deployer"), ("client_secret", "wrong")];
    assert_eq!(bear(&provider, &signed(deployer), &wrong).await.status, 401);
    assert_eq!(bear(&provider, &signed(SUBJECT), &[("client_id", "deployer")]).await.json()["error"], "invalid_grant");
    assert_eq!(bear(&provider, &signed(SUBJECT), &[("client_id", "nobody")]).await.json()["error"], "invalid_grant");
    let several = authenticate(&provider, &signed(deployer), &secret).await;
    assert_eq!((several.status.as_u16(), &several.json()["error"]), (400, &"invalid_request".into()));
    assert_eq!(bear(&provider, "", &secret).await.json()["error"], "invalid_request");
    assert_eq!(send(&provider, &[GRANT]).await.status, 401);
}

#[actix_web::test]
async fn a_subject_is_of_one_client_and_its_claims_are_looked_at() {
    let key = Key::new("k");
    let provider = with(keys_of(&key), |settings, cluster| {
        let sites = workload(cluster, "repo:acme/*:ref:refs/heads/main", &[("owner_id", "12")]);
        settings.clients.push(Client {
            client_id: latchkey::protocol::client::ClientId::parse("sites").unwrap(),
            ..builder_client(vec![sites])
        });
        settings.clients.push(Client {
            client_id: latchkey::protocol::client::ClientId::parse("shop").unwrap(),
            ..builder_client(vec![workload(cluster, "repo:acme/shop:ref:refs/heads/main", &[])])
        });
    });
    let outcome = async |subject: &str, owner: Value, more: &[(&str, &str)]| {
        let mut claims = claims(&provider);
        (claims["sub"], claims["owner_id"]) = (json!(subject), owner);
        let page = bear(&provider, &key.sign(&claims), more).await;
        match page.status.as_u16() {
            200 => Ok(()),
            _ => Err(page.json()["error_description"].as_str().unwrap().to_owned()),
        }
    };
    outcome("repo:acme/blog:ref:refs/heads/main", json!("12"), &[]).await.unwrap();
    outcome("repo:acme/blog:ref:refs/heads/main", json!(12), &[]).await.unwrap();
    for (subject, owner) in [
        ("repo:acme/blog:ref:refs/heads/main", json!("13")),
        ("repo:acme/blog:ref:refs/heads/main", json!(null)),
        ("repo:acme/blog:ref:refs/heads/dev", json!("12")),
        ("repo:acme/blog:pull_request", json!("12")),
        ("repo:evil/blog:ref:refs/heads/main", json!("12")),
    ] {
        assert!(
            outcome(subject, owner.clone(), &[]).await.unwrap_err().contains("no client has a workload"),
            "{subject} {owner}"
        );
    }
    let shop = "repo:acme/shop:ref:refs/heads/main";
    assert!(outcome(shop, json!("12"), &[]).await.unwrap_err().contains("send client_id"));
    outcome(shop, json!("12"), &[("client_id", "shop")]).await.unwrap();
    outcome(shop, json!("12"), &[("client_id", "sites")]).await.unwrap();
    outcome(shop, json!("13"), &[]).await.unwrap();
    assert!(outcome(shop, json!("12"), &[("client_id", "builder")]).await.is_err());
}

/// Row 24: what a client got by a workload ends when that is no workload of it any more.
#[actix_web::test]
async fn what_a_workload_got_ends_with_the_workload() {
    for change in ["workload", "grant types", "client"] {
        let key = Key::new("k");
        let mut provider = with(keys_of(&key), |settings, _| {
            let mut reader = super::machine();
            reader.introspect = vec![latchkey::protocol::introspection::IntrospectionRight::Every];
            settings.clients.push(reader);
        });
        let token = bear(&provider, &key.sign(&claims(&provider)), &[]).await.json()["access_token"].clone();
        assert_eq!(introspect(&RelyingParty::of(&provider, "machine"), text(&token)).await["sub"], "builder");
        provider.reload(|settings| match change {
            "client" => settings.clients.retain(|client| client.client_id.as_str() != "builder"),
            change => {
                for client in settings.clients.iter_mut().filter(|client| client.client_id.as_str() == "builder") {
                    match change {
                        "workload" => client.workloads[0].subject = SubjectPattern::parse("a:b:c").unwrap(),
                        _ => client.grant_types = vec![GrantType::TokenExchange],
                    }
                }
            }
        });
        assert_eq!(
            introspect(&RelyingParty::of(&provider, "machine"), text(&token)).await["active"],
            false,
            "{change}"
        );
    }
}

#[actix_web::test]
async fn a_client_without_the_grant_gets_nothing_by_it() {
    let key = Key::new("k");
    let provider = with(keys_of(&key), |settings, _| {
        settings.clients.last_mut().unwrap().grant_types = vec![GrantType::ClientCredentials];
    });
    assert_eq!(bear(&provider, &key.sign(&claims(&provider)), &[]).await.json()["error"], "unauthorized_client");
    assert_eq!(authenticate(&provider, &key.sign(&claims(&provider)), &[]).await.status, 200);
    let nobody = Builder::new().start();
    assert_eq!(bear(&nobody, &key.sign(&claims(&nobody)), &[]).await.json()["error"], "invalid_grant");
}

/// Kubernetes mounts a token that is good for an hour, with a `jti` since 1.30, and hands it out until it is renewed.
#[actix_web::test]
async fn an_issuer_may_hand_the_same_assertion_out_for_a_while() {
    let key = Key::new("k");
    let provider = with(keys_of(&key), |settings, cluster| {
        settings.workload_issuers = vec![Arc::new(WorkloadIssuer { single_use: false, ..(**cluster).clone() })];
    });
    let mounted = key.sign(&claims(&provider));
    for _ in 0..3 {
        assert_eq!(bear(&provider, &mounted, &[]).await.status, 200);
    }
    provider.advance(611);
    assert_eq!(bear(&provider, &mounted, &[]).await.json()["error"], "invalid_grant");
}

/// Keys by address, and by discovery: fetched once, again for a new key, and every failure told alike (row 43).
#[actix_web::test]
async fn the_keys_of_an_issuer_are_fetched_by_the_rules_of_all_fetches() {
    let (old, new) = (Key::new("old"), Key::new("new"));
    let served = Arc::new(std::sync::Mutex::new(json!({"keys": [old.jwk()]})));
    let (answering, place) = (served.clone(), Arc::new(std::sync::OnceLock::<String>::new()));
    let here = place.clone();
    let site = Site::new(move |path| match path {
        "/jwks" => Answer::of(200, &answering.lock().unwrap().to_string()),
        "/.well-known/openid-configuration" => {
            let issuer = here.get().unwrap();
            Answer::of(200, &json!({"issuer": issuer, "jwks_uri": format!("{issuer}/jwks")}).to_string())
        }
        _ => Answer::of(404, ""),
    });
    let base = site.url("");
    let base = base.trim_end_matches('/').to_owned();
    place.set(base.clone()).unwrap();
    for keys in [IssuerKeys::At(format!("{base}/jwks")), IssuerKeys::Discovered] {
        *served.lock().unwrap() = json!({"keys": [old.jwk()]});
        let before = site.paths().len();
        let discovers = keys == IssuerKeys::Discovered;
        let provider = with(keys, |settings, cluster| {
            let cluster = Arc::new(WorkloadIssuer { issuer: base.clone(), ..(**cluster).clone() });
            settings.clients.last_mut().unwrap().workloads = vec![workload(&cluster, SUBJECT, &[])];
            settings.workload_issuers = vec![cluster];
        });
        let signed = |key: &Key| {
            let mut claims = claims(&provider);
            claims["iss"] = json!(base);
            key.sign(&claims)
        };
        for _ in 0..3 {
            assert_eq!(bear(&provider, &signed(&old), &[]).await.status, 200);
        }
        let asked = site.paths().split_off(before);
        assert_eq!(asked.len(), if discovers { 2 } else { 1 }, "{asked:?}");
        *served.lock().unwrap() = json!({"keys": [new.jwk()]});
        provider.advance(60);
        assert_eq!(bear(&provider, &signed(&new), &[]).await.status, 200);
        assert_eq!(bear(&provider, &signed(&old), &[]).await.json()["error"], "invalid_grant");
    }
    let mut bodies = Vec::new();
    for keys in [
        IssuerKeys::At(site.url("/missing")),
        IssuerKeys::At("https://127.0.0.1:1/".into()),
        IssuerKeys::At("https://169.254.169.254/x".into()),
    ] {
        let provider = with(keys, |_, _| {});
        let page = bear(&provider, &old.sign(&claims(&provider)), &[]).await;
        assert_eq!((page.status.as_u16(), page.header("retry-after")), (503, "5"));
        bodies.push(page.body);
    }
    assert!(bodies.windows(2).all(|two| two[0] == two[1]), "{bodies:?}");
}

/// Row 42: what an assertion says leads to no request.
#[actix_web::test]
async fn nothing_in_an_assertion_is_fetched() {
    let key = Key::new("k");
    let collector = Site::collector();
    let provider = with(keys_of(&key), |_, _| {});
    let uri = collector.url("/");
    let mut said = claims(&provider);
    said["jwks_uri"] = json!(uri);
    let header = json!({"alg": "ES256", "kid": "k", "jku": uri, "x5u": uri});
    bear(&provider, &key.sign_as(&header, &said), &[]).await;
    said["iss"] = json!(uri.trim_end_matches('/'));
    assert_eq!(both(&provider, &key.sign(&said)).await, refused());
    assert_eq!(collector.connections(), 0);
}

/// The name that a request gives is the client, or nothing is.
#[actix_web::test]
async fn a_workload_that_signs_in_with_another_clients_name_is_refused() {
    let key = Key::new("k");
    let provider = with(keys_of(&key), |_, _| {});
    for client_id in ["app", "other", "BUILDER"] {
        let page = authenticate(&provider, &key.sign(&claims(&provider)), &[("client_id", client_id)]).await;
        assert_eq!((page.status.as_u16(), &page.json()["error"]), (401, &"invalid_client".into()), "{client_id}");
    }
    // Who is its own subject is a client, and no workload.
    let mut own = claims(&provider);
    (own["iss"], own["sub"]) = (json!("builder"), json!("builder"));
    assert_eq!(authenticate(&provider, &key.sign(&own), &[]).await.status, 401);
}
