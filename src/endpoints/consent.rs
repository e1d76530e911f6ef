//! The consent page (OpenID Connect Core §3.1.2.4): who asks, who you are, the very values, where you will go.

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::{self, PageError};
use super::gone::Gone;
use super::interaction::{self, Position};
use super::submitted::{Submitted, form_context};
use super::{languages, polled};
use crate::authorization::ReplyTo;
use crate::authorization::next_step::NextStep;
use crate::pages::page::initial;
use crate::pages::{Page, sharing};
use crate::protocol::client::{Client, ConsentMode, Voucher};
use crate::protocol::consent::{Allowance, EachTime};
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::protocol::redirect_uri::RedirectUri;
use crate::protocol::scope::ScopeSet;
use crate::protocol::session::SignedIn;
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::session::browser::{Browser, Token};

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

/// Takes the decision.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, payload, &provider).await)
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let browser = Browser::of(request);
    let id = parameters.get("interaction").ok_or_else(Gone::nothing)?;
    let position = Position::waiting(provider, &browser, id).await?;
    match (position.next_step(provider), &position.signed_in) {
        (NextStep::Consent { new }, Some(signed_in)) => {
            Ok(page(&position, &signed_in.user, &new, request, provider, &browser))
        }
        _ => interaction::proceed(request, provider, &browser, position.pending).await,
    }
}

fn page(
    position: &Position,
    user: &User,
    new: &ScopeSet,
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
) -> HttpResponse {
    let live = provider.live();
    let asked = position.pending.request.asked();
    let sent = position.pending.request.reply_to().map(ReplyTo::redirect_uri);
    let destination = sent.and_then(|sent| position.client.registered_redirect_uri(sent)).map(RedirectUri::destination);
    let had_consent = position.consent.is_some();
    let claims = asked.claims.as_ref().map(|claims| claims.names()).unwrap_or_default();
    let languages = languages(request, asked.ui_locales.as_deref());
    let client = position.client.shown_in(&languages);
    let is_new = |scope: &str| had_consent && new.contains(scope);
    let mut asked_items =
        sharing::items(&position.client, &live.settings.catalogue, user, &asked.scope, &claims, is_new);
    asked_items.extend(sharing::access(&asked.scope, &asked.resource, &asked.authorization_details));
    let details = sharing::details(&live.settings.authorization_details, &languages, &asked.authorization_details);
    let shown = json!({
        "look": look(&position.client),
        "client": client,
        "user": {"name": user.display_name(), "username": user.username, "initial": initial(user.display_name())},
        "details": details,
        "items": asked_items,
        "signs_in": asked.is_openid(),
        "destination": destination,
        "introduced_from": position.client.is_of_a_document().then(|| position.client.domain()).flatten(),
        "elsewhere": polled::shown(position, provider.now()),
        "first_party": position.client.consent == ConsentMode::Skip,
        "may_ask_each_time": may_ask_each_time(position),
        "asks_each_time": position.consent.as_ref().is_some_and(|consent| consent.asks_each_time),
    });
    let context = form_context(provider, browser, ("/consent", Token::Login), Some(position), shown);
    Page::new("consent.html", context)
        .shows(Some(&client))
        .leads_on()
        .in_popup(asked.display.is_some())
        .respond(request, provider)
}

/// The number of the look that a registered client shows to people: what they allow, they allow to that.
fn look(client: &Client) -> Option<i64> {
    match client.voucher {
        Voucher::Operator => None,
        Voucher::Registered { look, .. } => Some(look),
    }
}

/// Whether the person decides if they are asked each time: where they are asked so anyway, they do not.
fn may_ask_each_time(position: &Position) -> bool {
    position.client.remembers_consent() && position.pending.request.reply_to().is_some()
}

async fn handle_submit(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read(request, payload, provider, "/consent").await?;
    let position = submitted.waiting(provider).await?;
    match submitted.parameters.get("decision") {
        Some("allow") => allow(request, provider, &submitted, position).await,
        Some("switch") => Ok(position.switch_account(provider)),
        _ => position.refuse(request, provider, ErrorCode::AccessDenied, interaction::NOT_ALLOWED).await,
    }
}

/// Remembers the consent. Allow counts only where consent was the step that was due: a form replayed before the
/// person proved the password again goes back to that step.
async fn allow(
    request: &HttpRequest,
    provider: &Provider,
    submitted: &Submitted,
    position: Position,
) -> Result<HttpResponse, PageError> {
    // A client that looks different by now than on the page is asked about again.
    let seen = submitted.parameters.get("look").and_then(|look| look.parse::<i64>().ok());
    let (decides, is_ticked) =
        (may_ask_each_time(&position), |name: &str| submitted.parameters.get(name) == Some("each-time"));
    let each_time = EachTime { shown: decides && is_ticked("asked"), ticked: decides && is_ticked("ask") };
    let counts = match position.next_step(provider) {
        NextStep::Consent { .. } => true,
        // The same was allowed on another page since this one was shown: what the person wishes on this one counts still.
        NextStep::Issue => each_time.changes(),
        _ => false,
    };
    let due = counts && seen == look(&position.client);
    let Position { mut pending, client, signed_in, .. } = position;
    if let Some(SignedIn { session, .. }) = signed_in.filter(|_| due) {
        let asked = pending.request.asked();
        let claims = asked.claims.as_ref().map(|claims| claims.names()).unwrap_or_default();
        let (sub, client_id) = (&session.sub, &client.client_id);
        let allowed = Allowance { scope: asked.scope.clone(), claims, granted_at: provider.now(), each_time };
        let standing = provider.standing(&client).client;
        let details = &asked.authorization_details;
        if provider.store.remember_consent(sub, client_id, &allowed, details, &session.id, &standing).await? {
            tracing::info!(%sub, %client_id, scope = %asked.scope, "consent given");
            pending.progress.consented = Some(session.id);
        }
    }
    interaction::proceed(request, provider, &submitted.browser, pending).await
}
