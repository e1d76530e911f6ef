//! Exchanged tokens (RFC 8693) and keys: whatever is bound to a key stays of use to its holder alone (row 31).

use latchkey::protocol::client::{Client, ClientId};
use latchkey::protocol::scope::ScopeSet;
use latchkey::protocol::token_exchange::{ExchangeMode, ExchangePolicy};
use serde_json::json;

use super::{Holder, builder, introspect, text, token, tokens};
use crate::support::provider::client;
use crate::support::{Browser, RelyingParty};

const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

fn service() -> Client {
    Client {
        grant_types: vec![latchkey::protocol::client::GrantType::TokenExchange],
        token_exchange: vec![ExchangePolicy {
            subject_clients: vec![ClientId::parse("app").unwrap(), ClientId::parse("phone").unwrap()],
            subject_resources: Vec::new(),
            resources: Vec::new(),
            scope: ScopeSet::parse("openid email"),
            added_scope: ScopeSet::default(),
            mode: ExchangeMode::Delegation,
            actors: Vec::new(),
            lifetime: None,
        }],
        ..client("service")
    }
}

#[actix_web::test]
async fn a_bound_subject_token_is_exchanged_with_a_proof_of_its_key_alone() {
    let provider = builder().client(service()).start();
    let (app, service) = (RelyingParty::of(&provider, "phone"), RelyingParty::of(&provider, "service"));
    let (holder, thief) = (Holder::new(), Holder::new());
    let bound = tokens(&app, &holder).await;
    let subject = text(&bound["access_token"]);
    let fields = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("subject_token", subject),
        ("subject_token_type", ACCESS_TOKEN),
    ];
    let of_thief = thief.for_token(&provider);
    for proofs in [&[][..], &[of_thief.as_str()]] {
        let refused = token(&service, &fields, proofs).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (400, &"invalid_request".into()), "{proofs:?}");
    }
    let proof = holder.for_token(&provider);
    let exchanged = token(&service, &fields, &[&proof]).await;
    assert_eq!(
        (exchanged.status.as_u16(), &exchanged.json()["token_type"]),
        (200, &"DPoP".into()),
        "{}",
        exchanged.body
    );
    let exchanged = exchanged.json();
    let seen = introspect(&service, text(&exchanged["access_token"])).await;
    assert_eq!(seen["cnf"], json!({"jkt": holder.jkt()}), "it stays bound");
    let again = token(&service, &fields, &[&proof]).await;
    assert_eq!(again.json()["error"], "invalid_dpop_proof", "a proof is good once: {}", again.body);
}

#[actix_web::test]
async fn whoever_proves_a_key_gets_a_bound_token_for_one_that_is_not() {
    let provider = builder().client(service()).start();
    let (app, service) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "service"));
    let holder = Holder::new();
    let bearer = app.tokens(&Browser::new(), &[super::OFFLINE]).await;
    let fields = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("subject_token", text(&bearer["access_token"])),
        ("subject_token_type", ACCESS_TOKEN),
    ];
    let exchanged = token(&service, &fields, &[&holder.for_token(&provider)]).await.json();
    assert_eq!(introspect(&service, text(&exchanged["access_token"])).await["cnf"], json!({"jkt": holder.jkt()}));
}
