//! `/livez` (the process answers) and `/readyz` (it can do its work).

use std::sync::atomic::Ordering;

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde_json::json;

use super::condition::{self, StoredKeys};
use crate::protocol::revision::Age;
use crate::provider::Provider;

/// Alive.
pub async fn livez() -> HttpResponse {
    HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(json!({"status": "ok"}))
}

/// Ready: the store takes writes, every algorithm has a key, no key that others sign with is missing, and the server is not
/// shutting down.
pub async fn readyz(provider: Data<Provider>) -> HttpResponse {
    let mut reasons: Vec<&str> = Vec::new();
    if provider.draining.load(Ordering::Relaxed) {
        reasons.push("shutting down");
    }
    let age = condition::age_in_a_writable_database(&provider).await;
    if age.is_none() {
        reasons.push("the database does not accept writes");
    }
    if condition::signing_since(&provider).iter().any(|(_, since)| since.is_none()) {
        reasons.push("a signing key is missing");
    }
    let stored_keys = condition::stored_keys(&provider);
    if stored_keys == StoredKeys::Missing {
        reasons.push("a key that other nodes sign with cannot be loaded");
    }
    // With what is in memory all is served, and a restart would fail: no reason, but somebody must look.
    let mut warnings: Vec<&str> = Vec::new();
    if stored_keys == StoredKeys::NotAgain {
        warnings.push("the signing keys cannot be loaded again");
    }
    let status = if reasons.is_empty() { "ready" } else { "not ready" };
    // An older file is no reason: roll-outs would take nodes down.
    let older = age.map(|age| age != Age::Newest);
    let live = provider.live().clone();
    let (digest, revision) = (&live.settings.digest, live.settings.revision);
    let body = json!({
        "status": status, "reasons": reasons, "warnings": warnings,
        "configuration": digest, "revision": revision, "older": older
    });
    let mut response = if reasons.is_empty() { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    response.insert_header(("Cache-Control", "no-store")).json(body)
}
