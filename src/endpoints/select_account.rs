//! The account picker (`prompt=select_account`).

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::{self, PageError};
use super::gone::Gone;
use super::interaction::{self, Position};
use super::languages;
use super::submitted::{Submitted, form_context};
use crate::authorization::next_step::NextStep;
use crate::pages::Page;
use crate::pages::page::initial;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::session::browser::{Browser, Token};

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

/// Takes the choice.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider).await)
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let browser = Browser::of(request);
    let id = parameters.get("interaction").ok_or_else(Gone::nothing)?;
    let position = Position::waiting(provider, &browser, id).await?;
    match (position.next_step(provider), &position.signed_in) {
        (NextStep::SelectAccount, Some(signed_in)) => {
            let user = &signed_in.user;
            let asked = position.pending.request.asked();
            let languages = languages(request, asked.ui_locales.as_deref());
            let client = position.client.shown_in(&languages);
            let shown = json!({
                "client": client,
                "accounts": [{
                    "name": user.display_name(),
                    "username": user.username,
                    "email": user.email,
                    "initial": initial(user.display_name()),
                    "active": true,
                    "last_seen": signed_in.session.last_seen.to_string(),
                    "session": "current",
                }],
            });
            let context = form_context(provider, &browser, ("/select-account", Token::Login), Some(&position), shown);
            Ok(Page::new("select_account.html", context)
                .shows(Some(&client))
                .leads_on()
                .in_popup(asked.display.is_some())
                .respond(request, provider))
        }
        _ => interaction::proceed(request, provider, &browser, position.pending).await,
    }
}

async fn handle_submit(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read(request, payload, provider, "/select-account").await?;
    let mut position = submitted.waiting(provider).await?;
    if submitted.parameters.get("account") != Some("current") {
        return Ok(position.switch_account(provider));
    }
    position.pending.progress.account_chosen = submitted.browser.login();
    interaction::proceed(request, provider, &submitted.browser, position.pending).await
}
