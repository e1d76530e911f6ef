//! What is answered on another device (RFC 8628, CIBA Core), tokens for tokens (RFC 8693) and for assertions of workloads
//! (RFC 7523), proofs of keys (RFC 9449), and details (RFC 9396).

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use latchkey::config::settings::Settings;
use latchkey::jose::Algorithm;
use latchkey::protocol::authorization_details::Users;
use latchkey::protocol::client::{Client, ClientId};
use latchkey::protocol::scope::ScopeSet;
use latchkey::protocol::token_exchange::{ExchangeMode, ExchangePolicy};
use latchkey::protocol::workload::{IssuerKeys, SubjectPattern, Workload, WorkloadIssuer};
use serde_json::{Value, json};

use super::corpus::{basic, interaction};
use super::request::Request;
use crate::authorization_details::payment;
use crate::dpop::{Holder, ath};
use crate::security::ways::Signer;
use crate::support::browser::Page;
use crate::support::provider::SECRET;
use crate::support::{Browser, RelyingParty};

const CLUSTER: &str = "https://cluster.example";
const SUBJECT: &str = "system:serviceaccount:prod:builder";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
const DETAILS: &str = r#"[{"type":"payment","amount":"12.50","creditor":{"name":"Ada & Sons","iban":"DE02"}}]"#;
/// One key for all: a mutant that takes another's proof is refused for what it says.
static HOLDER: LazyLock<Holder> = LazyLock::new(Holder::new);

/// Lets the clients have all of it.
pub fn open(settings: &mut Settings, signer: &Signer) {
    settings.authorization_details.insert("payment", payment(Users::Everybody));
    let issuer = Arc::new(WorkloadIssuer {
        name: "cluster".into(),
        issuer: CLUSTER.into(),
        keys: IssuerKeys::Here(signer.both_keys()),
        audience: vec![settings.server.issuer.as_str().to_owned()],
        algorithms: vec![Algorithm::ES256],
        max_lifetime: Duration::from_secs(3600),
        single_use: true,
    });
    let workload = |subject: &str| Workload {
        issuer: issuer.clone(),
        subject: SubjectPattern::parse(subject).unwrap(),
        claims: BTreeMap::new(),
    };
    settings.clients.iter_mut().for_each(exchanges);
    for client in settings.clients.iter_mut().filter(|client| client.client_id.as_str() == "machine") {
        client.workloads = vec![workload(SUBJECT)];
    }
    settings.workload_issuers = vec![issuer];
}

fn exchanges(client: &mut Client) {
    if client.is_public() {
        return;
    }
    client.defined_at = Some("config.toml:1".into());
    client.token_exchange = vec![ExchangePolicy {
        subject_clients: ["app", "spa"].map(|name| ClientId::parse(name).unwrap()).into(),
        subject_resources: Vec::new(),
        resources: Vec::new(),
        scope: ScopeSet::parse("openid email"),
        added_scope: ScopeSet::default(),
        mode: ExchangeMode::Delegation,
        actors: vec![ClientId::parse("other").unwrap()],
        lifetime: None,
    }];
}

async fn posted(app: &RelyingParty<'_>, path: &str, fields: &[(&str, &str)]) -> Value {
    let request = app.http.post(app.provider.url(path)).basic_auth("app", Some(SECRET)).form(fields);
    Page::read(request.send().await.unwrap()).await.json()
}

/// Waiting, allowed and unknown, on both sides.
pub async fn answered_elsewhere(
    app: &RelyingParty<'_>,
    signer: &Signer,
    browser: &Browser,
    known: &str,
    (username, id_token): (&str, &str),
) -> Vec<Request> {
    let (basic, text) = (basic("app"), |value: &Value| value.as_str().unwrap_or_default().to_owned());
    let device = [("scope", "openid email"), ("authorization_details", DETAILS)];
    let (waiting, looked_at) =
        (posted(app, "/device_authorization", &device).await, posted(app, "/device_authorization", &device).await);
    let code = text(&looked_at["user_code"]);
    let arrived = browser.visit(&text(&looked_at["verification_uri_complete"])).await;
    let asks = browser.submit(&arrived, &[("user_code", &code)]).await;
    let ciba = [("scope", "openid email"), ("login_hint", username), ("binding_message", "W4-SCA")];
    let request = posted(app, "/backchannel_authentication", &ciba).await;
    let now = app.provider.provider.now().seconds();
    let object = signer.sign(&json!({
        "iss": "app", "aud": app.provider.issuer, "iat": now, "nbf": now, "exp": now + 300, "jti": "request",
        "scope": "openid", "login_hint": username, "requested_expiry": 60,
    }));
    let listed = browser.visit(&app.provider.url("/account/requests")).await;
    let by_device = ("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
    let by_request = ("grant_type", "urn:openid:params:grant-type:ciba");
    let mut requests = vec![
        Request::post("/device_authorization", &device),
        Request::post("/device_authorization", &[("client_id", "spa"), device[0]]),
        Request::post("/token", &[by_device, ("device_code", &text(&waiting["device_code"]))]),
        Request::post("/token", &[by_device, ("device_code", &text(&looked_at["device_code"]))]),
        Request::post("/backchannel_authentication", &ciba),
        Request::post(
            "/backchannel_authentication",
            &[ciba[0], ("id_token_hint", id_token), ("requested_expiry", "90")],
        ),
        Request::post("/backchannel_authentication", &[("request", &object)]),
        Request::post("/token", &[by_request, ("auth_req_id", &text(&request["auth_req_id"]))]),
    ];
    requests.iter_mut().for_each(|request| request.headers.push(("Authorization".to_owned(), basic.clone())));
    let own = [
        Request::get("/device", &[("user_code", &text(&waiting["user_code"]))]),
        Request::get("/consent", &[("interaction", &interaction(&asks))]),
        Request::of_form(&arrived, &[("user_code", "WDJB-MJHT")]),
        Request::of_form(&arrived, &[("user_code", &code)]),
        Request::of_form(&asks, &[("decision", "deny")]),
        Request::of_form(&asks, &[("decision", "allow")]),
        Request::get("/account/requests", &[]),
        Request::of_form(&listed, &[]),
    ];
    requests.extend(own.into_iter().map(|request| request.with("Cookie", known)));
    requests
}

/// Tokens for tokens and assertions, bound to a key or not.
pub async fn proven(app: &RelyingParty<'_>, signer: &Signer, access: &str, id_token: &str) -> Vec<Request> {
    let (provider, basic) = (app.provider, basic("app"));
    let itself = [("grant_type", "client_credentials"), ("authorization_details", DETAILS)];
    let proof = |method: &str, path: &str, changes: &Value| HOLDER.proof_with(provider, (method, path), changes);
    let to_token = || proof("POST", "/token", &json!({}));
    let request = app.http.post(provider.url("/token")).basic_auth("app", Some(SECRET)).form(&itself[..1]);
    let bound = Page::read(request.header("DPoP", to_token()).send().await.unwrap()).await.json();
    let bound = bound["access_token"].as_str().unwrap_or_default();
    let now = provider.provider.now().seconds();
    let assertion = signer.sign_octets(
        "JWT",
        json!({"iss": CLUSTER, "sub": SUBJECT, "aud": provider.issuer, "iat": now, "exp": now + 300, "jti": "workload"})
            .to_string()
            .as_bytes(),
    );
    let exchange = ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    let subject = [exchange, ("subject_token", access), ("subject_token_type", ACCESS_TOKEN)];
    let of_id_token =
        [exchange, ("subject_token", id_token), ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token")];
    let actor = [("actor_token", access), ("actor_token_type", ACCESS_TOKEN), ("requested_token_type", ACCESS_TOKEN)];
    let bearer = ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    let to_userinfo = proof("GET", "/userinfo", &json!({"ath": ath(bound)}));
    vec![
        Request::post("/token", &subject).with("Authorization", &basic),
        Request::post("/token", &[&subject[..], &actor, &[("scope", "openid")]].concat()).with("Authorization", &basic),
        Request::post("/token", &of_id_token).with("Authorization", &basic),
        Request::post("/token", &subject).with("Authorization", &basic).with("DPoP", &to_token()),
        Request::post("/token", &[bearer, ("assertion", &assertion)]),
        Request::post("/token", &itself).with("Authorization", &basic).with("DPoP", &to_token()),
        Request::post("/token", &itself).with("Authorization", &basic),
        Request::get("/userinfo", &[]).with("Authorization", &format!("DPoP {bound}")).with("DPoP", &to_userinfo),
        Request::get("/.well-known/oauth-protected-resource/userinfo", &[]),
    ]
}
