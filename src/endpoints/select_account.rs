//! The account picker (`prompt=select_account`), where an account can be removed from this browser, too.

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::{self, PageError};
use super::gone::Gone;
use super::interaction::{self, Position};
use super::submitted::{Submitted, form_context};
use super::{languages, see_other, signed_out};
use crate::authorization::next_step::NextStep;
use crate::logout;
use crate::pages::Page;
use crate::pages::page::initial;
use crate::protocol::parameters::Parameters;
use crate::protocol::session::{Cause, SignedIn};
use crate::provider::Provider;
use crate::session::browser::{Browser, LastLogout, Token};

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
    if submitted.parameters.get("remove") == Some("current") {
        return remove(request, provider, &submitted.browser, position).await;
    }
    if submitted.parameters.get("account") != Some("current") {
        return Ok(position.switch_account(provider));
    }
    position.pending.progress.account_chosen = submitted.browser.login();
    interaction::proceed(request, provider, &submitted.browser, position.pending).await
}

/// Signs the account out in this browser, and goes on with the request, for which somebody signs in then.
async fn remove(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    position: Position,
) -> Result<HttpResponse, PageError> {
    if let Some(SignedIn { session, user }) = &position.signed_in {
        logout::end(provider, &session.id, Cause::User).await?;
        browser.end_login();
        tracing::info!(sub = %user.sub, "signed out");
        let last = on_the_way(provider, &session.id, &position);
        let apps = signed_out::outcomes(request, provider, &last).await?;
        if apps.iter().any(|app| app.frame.is_some()) {
            browser.keep_last_logout(&last);
            return Ok(see_other(&format!("{}/signed-out", provider.live().settings.server.issuer.path())));
        }
    }
    interaction::proceed(request, provider, browser, position.pending).await
}

/// What the page shows that has the browser tell apps of the end of a login, and leads back to the request.
fn on_the_way(provider: &Provider, session_id: &str, position: &Position) -> LastLogout {
    let sealed = position.pending.sealed.as_deref().unwrap_or_default();
    let issuer = provider.live().settings.server.issuer.as_str().to_owned();
    LastLogout {
        session_id: session_id.to_owned(),
        client_id: Some(position.client.client_id.to_string()),
        location: Some(format!("{issuer}/login?interaction={sealed}")),
        ui_locales: position.pending.request.asked().ui_locales.clone(),
        is_own: true,
        is_offered: false,
        is_hinted: false,
        fault: None,
        at: provider.now(),
    }
}
