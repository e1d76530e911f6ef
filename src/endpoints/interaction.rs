//! A verified request on its way through the pages: after each page [`proceed`] decides anew, nothing is parsed
//! twice, and nobody goes back to `/authorize` (SEC-11, SEC-12).

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::error::PageError;
use super::{grant, see_other};
use crate::authorization::next_step::{NextStep, Progress, Situation, next_step};
use crate::authorization::respond::{self, AuthorizationResponse};
use crate::authorization::{Refusal, Unanswerable, VerifiedRequest};
use crate::pages::Page;
use crate::protocol::client::{Client, ConsentMode};
use crate::protocol::consent::Consent;
use crate::protocol::error::ErrorCode;
use crate::protocol::session::SignedIn;
use crate::provider::Provider;
use crate::random;
use crate::secret::Digest;
use crate::session::browser::Browser;
use crate::session::browser_state::session_state;
use crate::store::StoreError;
use crate::store::interactions::Interaction;

/// How long a person may take.
const LIFETIME: Duration = Duration::from_secs(60 * 60);

/// A waiting request.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pending {
    /// What was asked.
    pub request: VerifiedRequest,
    /// What was done since.
    pub progress: Progress,
    /// Its id, once it is stored.
    #[serde(skip)]
    pub id: Option<String>,
}

/// A waiting request with everything that the next step depends on, all as of now.
pub struct Position {
    /// The request.
    pub pending: Pending,
    /// Its client, as registered now.
    pub client: std::sync::Arc<Client>,
    /// Who is signed in now.
    pub signed_in: Option<SignedIn>,
    /// What was allowed before.
    pub consent: Option<Consent>,
}

impl Position {
    /// Looks everything up. A client or redirect URI that went away meanwhile is a page (row 13).
    pub async fn find(provider: &Provider, browser: &Browser, pending: Pending) -> Result<Self, PageError> {
        let client_id = pending.request.client_id();
        let client = provider.client(client_id).await?;
        let client = client.ok_or_else(|| Unanswerable::UnknownClient(client_id.as_str().to_owned()))?;
        let sent = pending.request.reply_to().redirect_uri();
        if client.registered_redirect_uri(sent).is_none() {
            return Err(Unanswerable::RedirectUriNotRegistered { client, sent: sent.to_owned() }.into());
        }
        let signed_in = browser.signed_in(provider).await?;
        let consent = match &signed_in {
            Some(signed_in) if client.consent != ConsentMode::Skip => {
                provider.store.consent(&signed_in.session.sub, client_id).await?
            }
            _ => None,
        };
        Ok(Self { pending, client, signed_in, consent })
    }

    /// What must happen next.
    pub fn next_step(&self, provider: &Provider) -> NextStep {
        let sub = self.signed_in.as_ref().map(|signed_in| provider.subject(&self.client, &signed_in.session.sub));
        next_step(&Situation {
            request: &self.pending.request,
            client: &self.client,
            signed_in: self.signed_in.as_ref(),
            sub: sub.as_ref(),
            consent: self.consent.as_ref(),
            progress: &self.pending.progress,
            now: provider.now(),
        })
    }
}

/// The waiting request that `id` names in this browser.
pub async fn load(provider: &Provider, browser: &Browser, id: &str) -> Result<Pending, PageError> {
    let binding = browser.known_binding().ok_or(PageError::InteractionGone)?;
    let stored = provider.store.interaction(&Digest::of(id), &binding, provider.now()).await?;
    let mut pending: Pending = serde_json::from_str(&stored.ok_or(PageError::InteractionGone)?)
        .map_err(|error| StoreError::Corrupt(format!("interaction: {error}")))?;
    pending.id = Some(id.to_owned());
    Ok(pending)
}

/// Takes the next step: grants, refuses, or shows the page that is due.
pub async fn proceed(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    pending: Pending,
) -> Result<HttpResponse, PageError> {
    let position = Position::find(provider, browser, pending).await?;
    let path = match position.next_step(provider) {
        NextStep::Issue => return grant::grant(request, provider, position).await,
        NextStep::Refuse(code, words) => {
            return refuse(request, provider, &position.pending, position.signed_in.as_ref(), code, words).await;
        }
        NextStep::SignIn | NextStep::Reauthenticate => "/login",
        NextStep::SelectAccount => "/select-account",
        NextStep::Consent { .. } => "/consent",
    };
    let id = save(provider, browser, position.pending).await?;
    let base = provider.live().settings.server.issuer.path().to_owned();
    Ok(see_other(&format!("{base}{path}?interaction={id}")))
}

/// Answers the client with an error and forgets the request.
pub async fn refuse(
    request: &HttpRequest,
    provider: &Provider,
    pending: &Pending,
    signed_in: Option<&SignedIn>,
    code: ErrorCode,
    words: &str,
) -> Result<HttpResponse, PageError> {
    finish(provider, pending).await?;
    Ok(refuse_finished(request, provider, pending, signed_in, code, words))
}

/// The same for a request that is forgotten already.
pub fn refuse_finished(
    request: &HttpRequest,
    provider: &Provider,
    pending: &Pending,
    signed_in: Option<&SignedIn>,
    code: ErrorCode,
    words: &str,
) -> HttpResponse {
    let refusal = Refusal {
        client_id: pending.request.client_id().clone(),
        reply_to: pending.request.reply_to().clone(),
        code,
        description: words.to_owned(),
    };
    tracing::info!(client_id = %refusal.client_id, error = code.as_str(), "authorization refused: {words}");
    refused(request, provider, &refusal, signed_in)
}

/// The error response, with what the client's page needs to learn of a later sign-in (Session Management §2).
pub fn refused(
    request: &HttpRequest,
    provider: &Provider,
    refusal: &Refusal,
    signed_in: Option<&SignedIn>,
) -> HttpResponse {
    let redirect_uri = refusal.reply_to.redirect_uri();
    let session_state = session_state(request, provider, &refusal.client_id, redirect_uri, signed_in);
    let issuer = provider.live().settings.server.issuer.as_str().to_owned();
    answer(request, provider, respond::error(refusal, &issuer, session_state))
}

/// Sends an authorization response.
pub fn answer(request: &HttpRequest, provider: &Provider, response: AuthorizationResponse) -> HttpResponse {
    match response {
        AuthorizationResponse::Redirect(location) => see_other(&location),
        AuthorizationResponse::FormPost { action, fields } => {
            let fields: Vec<_> = fields.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
            let page = Page::new("form_post.html", json!({"action": action, "fields": fields})).leads_to(&action);
            page.status(StatusCode::OK).respond(request, provider)
        }
    }
}

/// A stored request completes at most once.
pub async fn finish(provider: &Provider, pending: &Pending) -> Result<(), PageError> {
    match &pending.id {
        Some(id) if !provider.store.finish_interaction(&Digest::of(id)).await? => Err(PageError::InteractionGone),
        _ => Ok(()),
    }
}

/// Stores the request as it stands and returns its id.
pub async fn save(provider: &Provider, browser: &Browser, pending: Pending) -> Result<String, PageError> {
    let text = serde_json::to_string(&pending)
        .map_err(|error| StoreError::Corrupt(format!("interaction cannot be written: {error}")))?;
    match pending.id {
        Some(id) => {
            provider.store.update_interaction(&Digest::of(&id), &text).await?;
            Ok(id)
        }
        None => {
            let id = random::token();
            let expires_at = provider.now().after(LIFETIME);
            let interaction = Interaction { browser: browser.binding(), request: text, expires_at };
            provider.store.add_interaction(&Digest::of(&id), &interaction).await?;
            Ok(id)
        }
    }
}
