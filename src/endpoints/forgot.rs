//! "Forgot your password?": a link by mail, where mail is set up; without passwords, a link to begin with a passkey. Whoever is named, and whether anybody is: the answer, and
//! what is done before it, is the same (SEC-57, row 58).

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::{self, PageError};
use super::field_errors::FieldErrors;
use super::submitted::{Submitted, form_context};
use super::too_often;
use crate::pages::Page;
use crate::protocol::mail::Mail;
use crate::protocol::user::{LONGEST_NAME, UsernameKey};
use crate::provider::Provider;
use crate::say;
use crate::session::browser::{Browser, Token};

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider))
}

/// Takes the form.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider).await)
}

fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    if provider.live().settings.smtp.is_none() {
        return Err(PageError::NotFound);
    }
    Ok(page(request, provider, &Browser::of(request), FieldErrors::default()))
}

fn page(request: &HttpRequest, provider: &Provider, browser: &Browser, errors: FieldErrors) -> HttpResponse {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = json!({
        "help_uri": provider.live().settings.branding.help(), "passwords": provider.ways_in().password, "errors": errors.summary(), "wrong": errors.by_field(),
    });
    let context = form_context(provider, browser, ("/forgot", Token::Browser), None, shown);
    Page::new("forgot.html", context).status(status).respond(request, provider)
}

async fn handle_submit(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    let submitted = Submitted::read_any(request, payload, provider, Token::Browser).await?;
    submitted.must_be_ours(|| "/forgot".to_owned())?;
    if live.settings.smtp.is_none() {
        return Err(PageError::NotFound);
    }
    let typed = submitted.parameters.get("username").unwrap_or_default().trim();
    if typed.is_empty() || typed.len() > LONGEST_NAME {
        let errors = FieldErrors::one("username", say!("forgot-username"), say!("forgot-username-wrong"));
        return Ok(page(request, provider, &submitted.browser, errors));
    }
    let (name, now) = (UsernameKey::of(typed), provider.now());
    if let Some(wait) = too_often::network_waits(request, provider, "forgot").await? {
        return Ok(wait);
    }
    if too_often::may_be_mailed(provider, &format!("forgot\nname\n{}", name.as_str())).await? {
        provider.store.queue_mail(&Mail::PasswordReset { name: name.as_str().to_owned() }, now).await?;
    } else {
        tracing::info!("no more links are sent for this name at the moment");
    }
    let context = json!({
        "heading": say!("forgot-sent-heading"),
        "message": say!("forgot-sent"),
        "next_step": say!("forgot-sent-next"),
        "link": {"uri": format!("{}/login", live.settings.server.issuer.path()), "text": say!("forgot-back")},
    });
    Ok(Page::new("message.html", context).respond(request, provider))
}
