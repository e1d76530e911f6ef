//! `/livez` (the process answers) and `/readyz` (it can do its work).

use std::sync::atomic::Ordering;

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde_json::json;

use super::condition;
use crate::provider::Provider;

/// Alive.
pub async fn livez() -> HttpResponse {
    HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(json!({"status": "ok"}))
}

/// Ready: the store takes writes, every algorithm has a key, and the server is not shutting down.
pub async fn readyz(provider: Data<Provider>) -> HttpResponse {
    let mut reasons: Vec<&str> = Vec::new();
    if provider.draining.load(Ordering::Relaxed) {
        reasons.push("shutting down");
    }
    let takes_writes = condition::takes_writes(&provider).await;
    if !takes_writes {
        reasons.push("the database does not accept writes");
    }
    if condition::signing_since(&provider).iter().any(|(_, since)| since.is_none()) {
        reasons.push("a signing key is missing");
    }
    let status = if reasons.is_empty() { "ready" } else { "not ready" };
    // A database that does not answer is not asked twice. An older file is no reason: roll-outs would take nodes down.
    let older = if takes_writes { condition::is_older(&provider).await } else { None };
    let live = provider.live().clone();
    let (digest, revision) = (&live.settings.digest, live.settings.revision);
    let body = json!({
        "status": status, "reasons": reasons, "configuration": digest, "revision": revision, "older": older
    });
    let mut response = if reasons.is_empty() { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    response.insert_header(("Cache-Control", "no-store")).json(body)
}
