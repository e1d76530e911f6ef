//! "This was not me" (`/not-me?t=…`), from the mail that tells of a sign-in in a browser that was not known. The page has one
//! button, since programs look at the links of mails; pressing it ends everything and leads to a new password, or to a first passkey
//! where there are no passwords and none is left.

use std::time::Duration;

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::{self, PageError};
use super::invitation::page_of;
use super::see_other;
use super::submitted::{Submitted, form_context};
use crate::logout;
use crate::pages::{Page, device};
use crate::protocol::parameters::Parameters;
use crate::protocol::user_agent::device_name;
use crate::provider::Provider;
use crate::random;
use crate::say;
use crate::secret::Digest;
use crate::session::browser::{Browser, Token};

/// How long the person may take to choose a new password.
const LIFETIME: Duration = Duration::from_secs(60 * 60);

/// Shows the page; nothing happens yet.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

/// Takes its button.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider).await)
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let token = parameters.get("t").ok_or(PageError::SignInLinkGone)?;
    let sign_in = provider.store.new_sign_in(&Digest::of(token), provider.now()).await?;
    let sign_in = sign_in.ok_or(PageError::SignInLinkGone)?;
    let user = provider.store.user(&sign_in.sub).await?.ok_or(PageError::SignInLinkGone)?;
    let device = device_name(&sign_in.user_agent);
    let shown = json!({
        "token": token,
        "user": {"name": user.display_name(), "username": user.username},
        "device": device,
        "shown": device::in_words(&device),
        "at": sign_in.at.to_string(),
        "ip": sign_in.ip,
        "keeps_password": user.pins_password(),
        "passwords": provider.ways_in().password,
    });
    let context = form_context(provider, &Browser::of(request), ("/not-me", Token::Browser), None, shown);
    Ok(Page::new("not_me.html", context).respond(request, provider))
}

async fn handle_submit(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Browser).await?;
    let token = submitted.parameters.get("token").ok_or(PageError::SignInLinkGone)?;
    submitted.must_be_ours(|| page_of("/not-me", token))?;
    let (instead, now) = (random::token(), provider.now());
    let new_link = (&Digest::of(&instead), now.after(LIFETIME));
    let disowned = provider.store.disown(&Digest::of(token), new_link, now).await?;
    let disowned = disowned.ok_or(PageError::SignInLinkGone)?;
    logout::announce(provider);
    let removed_factors = disowned.removed_factors;
    tracing::warn!(sub = %disowned.sign_in.sub, removed_factors, "a sign-in was disowned: everything of the person ended");
    let base = provider.live().settings.server.issuer.path().to_owned();
    let ways = provider.ways_in();
    let user = provider.store.user(&disowned.sign_in.sub).await?;
    let begins = ways.password || user.is_some_and(|user| user.has_nothing_to_prove(ways));
    if !disowned.keeps_password && begins {
        return Ok(see_other(&format!("{base}{}", page_of("/invite", &instead))));
    }
    let (message, next_step) = match ways.password {
        true => (say!("not-me-done"), say!("not-me-done-next")),
        false => (say!("not-me-done-passkey"), say!("invite-has-factor-next")),
    };
    let context = json!({
        "heading": say!("not-me-done-heading"),
        "message": message,
        "next_step": next_step,
        "link": {"uri": format!("{base}/login"), "text": say!("not-me-sign-in")},
    });
    Ok(Page::new("message.html", context).respond(request, provider))
}
