//! "Create an account": a link by mail, where `login.signup` is `"open"`. Whoever has the address that is typed, and whether
//! anybody has: the answer, and what is done before it, is the same (SEC-57, row 58).

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::{self, PageError};
use super::field_errors::FieldErrors;
use super::interaction::Position;
use super::submitted::{Submitted, form_context};
use super::{languages, too_often};
use crate::config::settings::SignUpSettings;
use crate::pages::Page;
use crate::protocol::mail::Mail;
use crate::protocol::parameters::Parameters;
use crate::protocol::sign_up::LONGEST_INTERACTION;
use crate::protocol::user::{UsernameKey, is_email};
use crate::provider::Provider;
use crate::say;
use crate::session::browser::{Browser, Token};
use crate::words::list;

/// The page.
const PATH: &str = "/sign-up";

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

/// Takes the form.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider).await)
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let browser = Browser::of(request);
    let position = match parameters.get("interaction") {
        Some(id) => Some(Position::waiting(provider, &browser, id).await?),
        None => None,
    };
    if !provider.live().settings.login.sign_up.is_open() {
        return Ok(closed(request, provider, position.as_ref()));
    }
    let asking = Asking { position: position.as_ref(), email: "" };
    Ok(asking.respond(request, provider, &browser, FieldErrors::default()))
}

/// What is said where nobody may sign up, or not in this way any more.
pub fn closed(request: &HttpRequest, provider: &Provider, position: Option<&Position>) -> HttpResponse {
    let context = json!({
        "heading": say!("sign-up-closed"), "message": say!("sign-up-closed-text"), "next_step": null,
        "link": {"uri": login_of(provider, position), "text": say!("sign-up-sign-in")},
    });
    Page::new("message.html", context).status(StatusCode::NOT_FOUND).respond(request, provider)
}

/// The sign-in page of this request.
fn login_of(provider: &Provider, position: Option<&Position>) -> String {
    let base = provider.live().settings.server.issuer.path().to_owned();
    match position.and_then(|position| position.pending.sealed.as_deref()) {
        Some(sealed) => format!("{base}/login?interaction={sealed}"),
        None => format!("{base}/login"),
    }
}

/// Why an address cannot be used, where it is no secret: it is none, or not of an allowed domain.
pub fn refusal(settings: &SignUpSettings, email: &str) -> Option<String> {
    if !is_email(email) {
        Some(say!("sign-up-email-wrong"))
    } else if !settings.admits(email) {
        Some(say!("sign-up-email-domain", domains = list(&settings.domains)))
    } else {
        None
    }
}

/// The page with what was typed.
struct Asking<'a> {
    position: Option<&'a Position>,
    email: &'a str,
}

impl Asking<'_> {
    fn respond(
        &self,
        request: &HttpRequest,
        provider: &Provider,
        browser: &Browser,
        errors: FieldErrors,
    ) -> HttpResponse {
        let live = provider.live();
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let asked = self.position.map(|position| position.pending.request.asked());
        let languages = languages(request, asked.and_then(|asked| asked.ui_locales.as_deref()));
        let client = self.position.map(|position| position.client.shown_in(&languages));
        let settings = &live.settings.login.sign_up;
        let shown = json!({
            "client": client,
            "email": self.email,
            "domains": (!settings.domains.is_empty()).then(|| list(&settings.domains)),
            "approval": settings.approval,
            "login": login_of(provider, self.position),
            "help_uri": live.settings.branding.help(),
            "errors": errors.summary(),
            "wrong": errors.by_field(),
        });
        let context = form_context(provider, browser, (PATH, Token::Browser), self.position, shown);
        Page::new("sign_up.html", context)
            .status(status)
            .shows(client.as_ref())
            .in_popup(asked.is_some_and(|asked| asked.display.is_some()))
            .respond(request, provider)
    }
}

async fn handle_submit(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let live = provider.live().clone();
    let submitted = Submitted::read_any(request, payload, provider, Token::Browser).await?;
    submitted.must_be_ours(|| PATH.to_owned())?;
    let position = submitted.position(provider).await?;
    let settings = &live.settings.login.sign_up;
    if !settings.is_open() {
        return Ok(closed(request, provider, position.as_ref()));
    }
    let email = submitted.parameters.get("email").unwrap_or_default().trim();
    if let Some(words) = refusal(settings, email) {
        let errors = FieldErrors::one("email", say!("sign-up-email"), words);
        let asking = Asking { position: position.as_ref(), email };
        return Ok(asking.respond(request, provider, &submitted.browser, errors));
    }
    if let Some(wait) = too_often::network_waits(request, provider, "sign-up").await? {
        return Ok(wait);
    }
    let counted = format!("sign-up\naddress\n{}", UsernameKey::of(email).as_str());
    if too_often::may_be_mailed(provider, &counted).await? {
        let sealed = position.as_ref().and_then(|position| position.pending.sealed.clone());
        let interaction = sealed.filter(|sealed| sealed.len() <= LONGEST_INTERACTION);
        let mail = Mail::SignUp { email: email.to_owned(), interaction };
        provider.store.queue_mail(&mail, provider.now()).await?;
    } else {
        tracing::info!("no more links are sent to this address at the moment");
    }
    let context = json!({
        "heading": say!("sign-up-sent"),
        "message": say!("sign-up-sent-text"),
        "next_step": say!("sign-up-sent-next"),
        "link": {"uri": login_of(provider, position.as_ref()), "text": say!("sign-up-back")},
    });
    Ok(Page::new("message.html", context).respond(request, provider))
}
