//! An email address of one's own: asked for on the profile page, confirmed by a link in a mail to that address. Whoever only
//! looks at the link, as programs that read mail do, changes nothing. Whose an address is, the page says to nobody.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;
use url::form_urlencoded;

use super::error::{self, PageError};
use super::field_errors::FieldErrors;
use super::lead_on::{EmailLink, Onward};
use super::profile::{Done, Refused, meanwhile, pinned_by_file};
use super::security::{must_prove_more, said_by};
use super::submitted::{Submitted, form_context};
use super::too_often;
use crate::login::throttle::NoAttempt;
use crate::pages::Page;
use crate::protocol::parameters::Parameters;
use crate::protocol::session::SignedIn;
use crate::protocol::user::{UsernameKey, is_email};
use crate::provider::Provider;
use crate::say;
use crate::secret::Digest;
use crate::session::browser::{Browser, Token};
use crate::store::self_service::{AskEmail, ConfirmEmail};

/// The page that its links lead to.
const PATH: &str = "/account/email";

/// Shows what a link confirms.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

/// Confirms it.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider).await)
}

/// Has a link sent to the address in the form.
pub async fn ask(
    provider: &Provider,
    browser: &Browser,
    signed_in: &SignedIn,
    parameters: &Parameters,
) -> Result<Result<HttpResponse, Refused>, PageError> {
    let (user, now) = (&signed_in.user, provider.now());
    let email = parameters.get("email").unwrap_or_default().trim();
    let refused = |words: String| {
        let errors = FieldErrors::one("email", say!("profile-email"), words);
        Ok(Err(Refused { email: Some(email.to_owned()), ..Refused::new(errors) }))
    };
    if provider.live().settings.smtp.is_none() {
        return refused(say!("profile-no-mail-refused"));
    }
    if let Some(first) = must_prove_more(provider, browser, signed_in, Onward::Profile)? {
        return Ok(Ok(first));
    }
    if !is_email(email) {
        return refused(say!("profile-email-wrong"));
    }
    if !user.is_the_databases() {
        return refused(pinned_by_file());
    }
    if user.email.as_deref() == Some(email) && user.email_verified {
        return refused(say!("profile-email-same"));
    }
    let rate = provider.live().settings.limits.login_per_account;
    match provider.throttle.count(&format!("email\nof\n{}", user.sub), rate, now).await {
        Ok(()) => {}
        Err(NoAttempt::Busy) => return Err(crate::login::hasher::Busy.into()),
        Err(NoAttempt::Blocked(wait)) => {
            let words = say!("profile-email-many", minutes = wait.as_secs().div_ceil(60).max(1));
            let errors = FieldErrors::one("email", say!("profile-email"), words);
            let (status, email) = (StatusCode::TOO_MANY_REQUESTS, Some(email.to_owned()));
            return Ok(Err(Refused { status, email, ..Refused::new(errors) }));
        }
    }
    if !too_often::may_be_mailed(provider, &format!("email\nto\n{}", UsernameKey::of(email).as_str())).await? {
        tracing::info!(sub = %user.sub, "no more mails are sent to this address at the moment");
        return Ok(Ok(Done::EmailAsked.redirect(provider)));
    }
    match provider.store.ask_email(&user.sub, email, &said_by(signed_in), now).await? {
        AskEmail::Asked => {
            tracing::info!(sub = %user.sub, "a link to confirm an address was asked for");
            Ok(Ok(Done::EmailAsked.redirect(provider)))
        }
        AskEmail::Pinned => refused(pinned_by_file()),
        AskEmail::NotProven => refused(meanwhile()),
    }
}

/// The address of a link's page.
fn page_of(token: &str) -> String {
    format!("{PATH}?{}", form_urlencoded::Serializer::new(String::new()).append_pair("t", token).finish())
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let token = parameters.get("t").ok_or(PageError::LinkGone)?;
    let browser = Browser::of(request);
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Ok(sign_in_first(request, provider, token));
    };
    let user = &signed_in.user;
    let email = provider.store.email_of_link(&user.sub, &Digest::of(token), provider.now()).await?;
    let shown = json!({
        "token": token,
        "email": email.ok_or(PageError::LinkGone)?,
        "user": {"name": user.display_name(), "username": user.username},
    });
    let context = form_context(provider, &browser, (PATH, Token::Login), None, shown);
    Ok(Page::new("confirm_email.html", context).respond(request, provider))
}

/// A link is good for whoever asked for it, so they say first who they are, and come back. The page is the same for any link.
fn sign_in_first(request: &HttpRequest, provider: &Provider, token: &str) -> HttpResponse {
    let base = provider.live().settings.server.issuer.path().to_owned();
    let onward = EmailLink::parse(token).map_or(Onward::Profile, Onward::Email);
    let context = json!({
        "heading": say!("profile-email-sign-in"),
        "message": say!("profile-email-sign-in-why"),
        "next_step": null,
        "link": {"uri": format!("{base}/login?{}", onward.query()), "text": say!("profile-email-sign-in-button")},
    });
    Page::new("message.html", context).respond(request, provider)
}

async fn handle_submit(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Login).await?;
    let Submitted { browser, parameters, .. } = &submitted;
    let token = parameters.get("token").ok_or(PageError::LinkGone)?;
    submitted.must_be_ours(|| page_of(token))?;
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Ok(sign_in_first(request, provider, token));
    };
    let (sub, by) = (&signed_in.user.sub, said_by(&signed_in));
    match provider.store.confirm_email(sub, &Digest::of(token), &by, provider.now()).await? {
        ConfirmEmail::Confirmed(_) => {
            tracing::info!(%sub, "email address confirmed");
            Ok(Done::EmailConfirmed.redirect(provider))
        }
        ConfirmEmail::Gone => Err(PageError::LinkGone),
        ConfirmEmail::Taken => {
            let base = provider.live().settings.server.issuer.path().to_owned();
            let context = json!({
                "heading": say!("profile-email-in-use"),
                "message": say!("profile-email-in-use-what"),
                "next_step": null,
                "link": {"uri": format!("{base}/account/profile"), "text": say!("profile-back")},
            });
            Ok(Page::new("message.html", context).status(StatusCode::CONFLICT).respond(request, provider))
        }
    }
}
