//! `verification_uri` (RFC 8628 §3.3): whoever is signed in types the code that a device shows. What follows is the consent
//! page, which tells from where it was asked; no code is ever enough, wherever it came from (§5.4).
//!
//! Only people who are signed in may try codes: a stranger neither finds out which there are nor uses up what all may try
//! together (docs/decisions/0042).

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::{self, PageError};
use super::field_errors::FieldErrors;
use super::interaction::{self, Pending};
use super::lead_on::Onward;
use super::polled::{self, Waiting};
use super::submitted::{Submitted, form_context};
use super::{client_address, too_often};
use crate::config::settings::Rate;
use crate::login::hasher::Busy;
use crate::login::throttle::{Attempt, NoAttempt, network};
use crate::pages::Page;
use crate::protocol::parameters::Parameters;
use crate::protocol::session::SignedIn;
use crate::protocol::user_code::UserCode;
use crate::provider::Provider;
use crate::say;
use crate::session::browser::{Browser, Token};
use crate::session::browser_state;
use crate::telemetry::refusals;

/// The page.
const PATH: &str = "/device";

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

/// Takes the code.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider).await)
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let browser = Browser::of(request);
    browser_state::ensure(request);
    if let Some(page) = parameters.get("done").and_then(|done| told(request, provider, done)) {
        return Ok(page);
    }
    let code = parameters.get("user_code").and_then(UserCode::parse);
    match browser.signed_in(provider).await? {
        Some(_) => {
            let shown = code.map(|code| code.to_string()).unwrap_or_default();
            Ok(page(request, provider, &browser, &shown, FieldErrors::default()))
        }
        None => Onward::Device(code).via(provider, &browser, "/login"),
    }
}

/// What was done.
fn told(request: &HttpRequest, provider: &Provider, done: &str) -> Option<HttpResponse> {
    let (heading, message) = polled::told(done)?;
    let account = format!("{}/", provider.live().settings.server.issuer.path());
    let link = json!({"uri": account, "text": say!("error-to-account")});
    let context = json!({"heading": heading, "message": message, "next_step": null, "link": link});
    Some(Page::new("message.html", context).respond(request, provider))
}

fn page(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    user_code: &str,
    errors: FieldErrors,
) -> HttpResponse {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = json!({
        "user_code": user_code,
        "errors": errors.summary(),
        "wrong": errors.by_field(),
        "help_uri": provider.live().settings.branding.help(),
    });
    let context = form_context(provider, browser, (PATH, Token::Login), None, shown);
    Page::new("device.html", context).status(status).respond(request, provider)
}

async fn handle_submit(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Login).await?;
    let typed = submitted.parameters.get("user_code").unwrap_or_default();
    let code = UserCode::parse(typed);
    submitted.must_be_ours(|| Onward::Device(code.clone()).path().unwrap_or_default())?;
    let browser = &submitted.browser;
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Onward::Device(code).via(provider, browser, "/login");
    };
    let wrong = |words: String| {
        let errors = FieldErrors::one("user_code", say!("device-code"), words);
        let shown: String = typed.chars().take(40).collect();
        page(request, provider, browser, &shown, errors)
    };
    // What cannot be a code is a slip, and no guess.
    let Some(code) = code else { return Ok(wrong(say!("device-code-malformed"))) };
    let attempts = match attempts(request, provider, &signed_in).await? {
        Ok(attempts) => attempts,
        Err(wait) => return Ok(wait),
    };
    let now = provider.now();
    let found = provider.store.polled_by_user_code(&code.digest()).await?;
    let waiting = found.map(|found| Waiting::of(&found, now)).transpose()?.flatten();
    let Some(waiting) = waiting else {
        attempts.into_iter().for_each(|attempt| attempt.failed(now));
        refusals::refused("device refused", "a user code that is not known, was answered or has expired");
        return Ok(wrong(say!("device-code-unknown")));
    };
    // A right one clears nothing: whoever has a device could make room for guesses by it.
    attempts.into_iter().for_each(Attempt::release);
    let pending = Pending { user_code: Some(code), ..Pending::new(waiting.kept.request) };
    interaction::proceed(request, provider, browser, pending).await
}

/// A try of this person, of their network, and of all together; the page that tells to wait, where there were too many.
async fn attempts<'a>(
    request: &HttpRequest,
    provider: &'a Provider,
    signed_in: &SignedIn,
) -> Result<Result<Vec<Attempt<'a>>, HttpResponse>, PageError> {
    let live = provider.live();
    let limits = &live.settings.limits;
    let from = network(client_address(request, &live.settings));
    let counters: [(String, Rate, &'static str); 3] = [
        (
            format!("user_code\nperson\n{}", signed_in.session.sub),
            limits.user_code_per_account,
            "user_code_per_account",
        ),
        (format!("user_code\nnetwork\n{from}"), limits.user_code_per_ip, "user_code_per_ip"),
        ("user_code\nall".to_owned(), limits.user_code_total, "user_code_total"),
    ];
    let now = provider.now();
    let mut attempts = Vec::with_capacity(counters.len());
    for (counter, rate, limit) in counters {
        match provider.throttle.reserve(&counter, rate, now).await {
            Ok(attempt) => attempts.push(attempt.judging(now)),
            Err(NoAttempt::Busy) => {
                attempts.into_iter().for_each(Attempt::release);
                return Err(Busy.into());
            }
            Err(NoAttempt::Blocked(wait)) => {
                attempts.into_iter().for_each(Attempt::release);
                provider.metrics.rate_limited(limit);
                return Ok(Err(too_often::page(request, provider, wait.as_secs())));
            }
        }
    }
    Ok(Ok(attempts))
}
