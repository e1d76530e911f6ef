//! Who asks too often is told to wait, and a mailbox is not filled by whoever knows its address.

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::client_address;
use super::error::PageError;
use crate::config::settings::Rate;
use crate::login::hasher::Busy;
use crate::login::throttle::{NoAttempt, network};
use crate::pages::Page;
use crate::provider::Provider;
use crate::say;

/// Counts one more try of the network that asks, for what `what` names; the page that tells it to wait, where that is too many.
pub async fn network_waits(
    request: &HttpRequest,
    provider: &Provider,
    what: &str,
) -> Result<Option<HttpResponse>, PageError> {
    let live = provider.live().clone();
    let from = network(client_address(request, &live.settings));
    let (counted, rate) = (format!("{what}\nnetwork\n{from}"), live.settings.limits.login_per_ip);
    waits(request, provider, (&counted, rate), "login_per_ip").await
}

/// Counts one more of what `counted` names; the page that tells to wait, where that is more than `rate`. `limit` is the name of
/// the setting, for the metrics.
pub async fn waits(
    request: &HttpRequest,
    provider: &Provider,
    (counted, rate): (&str, Rate),
    limit: &'static str,
) -> Result<Option<HttpResponse>, PageError> {
    match provider.throttle.count(counted, rate, provider.now()).await {
        Ok(()) => Ok(None),
        Err(NoAttempt::Busy) => Err(Busy.into()),
        Err(NoAttempt::Blocked(wait)) => {
            provider.metrics.rate_limited(limit);
            Ok(Some(page(request, provider, wait.as_secs())))
        }
    }
}

/// Whether one more mail may go to what `counted` names. Whoever fills a mailbox is told nothing else than everybody.
pub async fn may_be_mailed(provider: &Provider, counted: &str) -> Result<bool, PageError> {
    let rate = provider.live().settings.limits.login_per_account;
    match provider.throttle.count(counted, rate, provider.now()).await {
        Ok(()) => Ok(true),
        Err(NoAttempt::Busy) => Err(Busy.into()),
        Err(NoAttempt::Blocked(_)) => Ok(false),
    }
}

/// The page that tells to wait.
pub fn page(request: &HttpRequest, provider: &Provider, seconds: u64) -> HttpResponse {
    let context = json!({
        "heading": say!("too-often-heading"),
        "message": say!("too-often", minutes = seconds.div_ceil(60).max(1)),
        "next_step": null,
        "link": null,
    });
    let mut response =
        Page::new("message.html", context).status(StatusCode::TOO_MANY_REQUESTS).respond(request, provider);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}
