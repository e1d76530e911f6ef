//! `GET /metrics` for Prometheus and its kin, at the address of `[metrics]` and nowhere else. What the store knows is
//! asked at the moment, on the one thread of that address, so that no visitor waits for a count.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use actix_web::web::Data;

use super::condition::{self, StoredKeys};
use crate::provider::Provider;
use crate::store::StoreResult;
use crate::telemetry::series::Exposition;

/// The text exposition format, version 0.0.4.
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Sends the numbers.
pub async fn metrics(provider: Data<Provider>) -> HttpResponse {
    let mut text = Exposition::default();
    let version = [(env!("CARGO_PKG_VERSION"), 1)];
    text.gauges("latchkey_build_info", "The version that runs.", "version", version);
    let live = provider.live().clone();
    let digest = [(live.settings.digest.as_str(), 1)];
    text.gauges("latchkey_config_info", "The digest of the configuration in force.", "digest", digest);
    if let Some(revision) = live.settings.revision {
        text.gauge("latchkey_config_revision", "The number of the configuration in force.", revision);
    }
    if let Some(older) = condition::is_older(&provider).await {
        let help = "Whether a newer configuration than this node's was taken in.";
        text.gauge("latchkey_config_older", help, u8::from(older));
    }
    provider.metrics.write(&mut text);
    let help = "Time to hash a password or a client secret, without the wait for a turn.";
    text.histogram("latchkey_password_hash_seconds", help, provider.hasher.durations());
    let help = "Open event streams of session iframes.";
    text.gauge("latchkey_session_streams", help, provider.watchers.count());
    key_ages(&provider, &mut text);
    let stored_keys = condition::stored_keys(&provider);
    let help = "Whether the signing keys of the database could be loaded when they were last looked at.";
    text.gauge("latchkey_signing_keys_loaded", help, u8::from(stored_keys == StoredKeys::TakenIn));
    let help = "Keys that other nodes sign with and that cannot be loaded here.";
    text.gauge(
        "latchkey_signing_keys_missing",
        help,
        provider.keys_not_taken_in.load().as_ref().map_or(0, |found| found.missing.len()),
    );
    let (now, store) = (provider.now(), &provider.store);
    if let Some(in_use) = store.connections_in_use() {
        text.gauge("latchkey_db_pool_in_use", "Connections to the database that somebody works with.", in_use);
    }
    stored(&mut text, "latchkey_sessions_active", "Logins that live.", store.count_sessions(now, u64::MAX).await);
    let help = "Logout tokens that wait to be sent, for the first time or again.";
    stored(&mut text, "latchkey_logout_deliveries_pending", help, store.count_pending_deliveries().await);
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, FORMAT))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(text.into_text())
}

/// How long each algorithm's key has been signing.
fn key_ages(provider: &Provider, text: &mut Exposition) {
    let (keys, now) = (condition::signing_since(provider), provider.now());
    let ages = keys.iter().filter_map(|(algorithm, since)| Some((*algorithm, now.since((*since)?).as_secs())));
    text.gauges("latchkey_signing_key_age_seconds", "Time for which the key in use has been signing.", "alg", ages);
}

/// A number that the store knows. While the store does not answer, the number is missing and no guess stands for it.
fn stored(text: &mut Exposition, name: &str, help: &str, count: StoreResult<u64>) {
    match count {
        Ok(count) => text.gauge(name, help, count),
        Err(error) => tracing::warn!(%error, name, "a metric cannot be read"),
    }
}
