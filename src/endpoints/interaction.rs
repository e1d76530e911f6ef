//! A verified request on its way through the pages: after each page [`proceed`] decides anew, nothing is parsed
//! twice, and nobody goes back to `/authorize` (SEC-11, SEC-12).
//!
//! Until somebody has signed in, nothing of a request is written to disk: it waits sealed in the address of the page
//! and in its form, bound to this browser, for an hour. What is kept is that it was answered, so that it is answered
//! once.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::error::PageError;
use super::gone::{Gone, Why, is_cookie_missing};
use super::grant::{self, Outcome};
use super::polled::{self, Waiting};
use super::response::{Envelope, no_key};
use super::see_other;
use crate::authorization::next_step::{NextStep, Progress, Situation, next_step};
use crate::authorization::respond::{self, AuthorizationResponse};
use crate::authorization::{Destination, Refusal, Unanswerable, VerifiedRequest};
use crate::clock::Timestamp;
use crate::pages::Page;
use crate::protocol::acr::Level;
use crate::protocol::client::{Client, ConsentMode};
use crate::protocol::consent::Consent;
use crate::protocol::error::ErrorCode;
use crate::protocol::session::SignedIn;
use crate::protocol::user_code::UserCode;
use crate::provider::Provider;
use crate::random;
use crate::request_objects::pushed::Arrival;
use crate::secret::Digest;
use crate::session::browser::Browser;
use crate::session::browser_state::session_state;
use crate::store::StoreError;
use crate::telemetry::refusals;
use crate::words;

/// How long a person may take.
const LIFETIME: Duration = Duration::from_secs(60 * 60);

/// The longest sealed request, in bytes: what an address may have, less what stands before it.
const LONGEST: usize = 30 * 1024;
/// What is sealed beside the request, and around it, in bytes at the most.
const BESIDE: usize = 1024;
/// What an app is told of a person who left the sign-in.
pub const CANCELLED: &str = "the user cancelled the sign-in";
/// What an app is told of a person who did not consent.
pub const NOT_ALLOWED: &str = "the user did not allow this";
/// What requests are sealed for.
const PURPOSE: &str = "waiting request";
/// What they were sealed for by versions that bound them to their browser by the seal alone, and could not tell which app
/// had asked where another browser came with one.
const FORMER_PURPOSE: &str = "interaction";
/// How soon one of our pages leads to the next.
const A_MOMENT: Duration = Duration::from_secs(60);
/// How often a request that is granted may find that something changed meanwhile.
const TRIES: usize = 3;

/// A waiting request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pending {
    /// What was asked.
    pub request: VerifiedRequest,
    /// What was done since.
    pub progress: Progress,
    /// Which one it is, once it waits.
    pub id: Option<InteractionId>,
    /// The code that the person typed to find it, for the page that asks whether the device shows the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_code: Option<UserCode>,
    /// What names it in this browser: all of it, sealed.
    #[serde(skip)]
    pub sealed: Option<String>,
}

impl Pending {
    /// A request that has just been verified.
    pub fn new(request: VerifiedRequest) -> Self {
        Self { request, progress: Progress::default(), id: None, user_code: None, sealed: None }
    }

    /// The same for one that a client pushed. However often browsers arrive with it, it is one request, and answered
    /// once: also without a page in between, and by whichever node (docs/decisions/0040).
    pub fn pushed(request: VerifiedRequest, arrival: Arrival) -> Self {
        let id = InteractionId { name: arrival.name, expires_at: arrival.expires_at.after(LIFETIME) };
        Self { id: Some(id), ..Self::new(request) }
    }

    /// Whether it can wait in an address at all.
    pub fn fits(request: &VerifiedRequest) -> bool {
        // Base64 of it, with what is sealed beside it.
        serde_json::to_vec(request).is_ok_and(|text| text.len() / 3 * 4 + BESIDE <= LONGEST)
    }
}

/// Which waiting request it is, whatever was done since.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InteractionId {
    name: String,
    /// When it is forgotten.
    pub expires_at: Timestamp,
}

impl InteractionId {
    /// What is kept of it once it was answered.
    pub fn digest(&self) -> Digest {
        Digest::of_dated(&self.name)
    }
}

/// A waiting request with everything that the next step depends on, all as of now.
pub struct Position {
    /// The request.
    pub pending: Pending,
    /// Its client, as registered now.
    pub client: std::sync::Arc<Client>,
    /// Who is signed in now.
    pub signed_in: Option<SignedIn>,
    /// How often what this person gave this client had been revoked as a whole.
    pub revocations: i64,
    /// What was allowed before.
    pub consent: Option<Consent>,
    /// The request as its client made it, where that polls for the answer.
    pub waiting: Option<Waiting>,
}

impl Position {
    /// Looks everything up. A client or redirect URI that went away meanwhile is a page (row 13).
    pub async fn find(provider: &Provider, browser: &Browser, pending: Pending) -> Result<Self, PageError> {
        let client_id = pending.request.client_id();
        let client = provider.client(client_id).await?;
        let client = client.ok_or_else(|| Unanswerable::UnknownClient(client_id.as_str().to_owned()))?;
        let waiting = match pending.request.destination() {
            Destination::Browser(reply_to) if client.registered_redirect_uri(reply_to.redirect_uri()).is_none() => {
                let sent = reply_to.redirect_uri().to_owned();
                return Err(Unanswerable::RedirectUriNotRegistered { client, sent }.into());
            }
            Destination::Browser(_) => None,
            Destination::Polled(polled) => Some(polled::waiting(provider, polled, &client).await?),
        };
        let (signed_in, allowed) = browser.signed_in_for(provider, client_id).await?.unzip();
        let (revocations, consent) = allowed.map(|allowed| (allowed.revocations, allowed.consent)).unwrap_or_default();
        let consent = consent.filter(|_| client.consent != ConsentMode::Skip);
        Ok(Self { pending, client, signed_in, revocations, consent, waiting })
    }

    /// The same for the request that `sealed` names in this browser.
    pub async fn waiting(provider: &Provider, browser: &Browser, sealed: &str) -> Result<Self, PageError> {
        Self::find(provider, browser, load(provider, browser, sealed).await?).await
    }

    /// What must happen next.
    pub fn next_step(&self, provider: &Provider) -> NextStep {
        let sub = self.signed_in.as_ref().map(|signed_in| provider.subject(&self.client, &signed_in.session.sub));
        let floor = |signed_in: &SignedIn| provider.live().settings.login.floor(&signed_in.user);
        next_step(&Situation {
            request: &self.pending.request,
            client: &self.client,
            signed_in: self.signed_in.as_ref(),
            sub: sub.as_ref(),
            consent: self.consent.as_ref(),
            floor: self.signed_in.as_ref().map_or(Level::Password, floor),
            means: self.signed_in.as_ref().map(|signed_in| provider.means(&signed_in.user)).unwrap_or_default(),
            progress: &self.pending.progress,
            now: provider.now(),
        })
    }

    /// What to say where somebody else was quicker to answer.
    pub fn answered(&self) -> Gone {
        Gone { why: Why::Answered, client: Some(self.client.clone()) }
    }

    /// On to the page where another account signs in for this request.
    pub fn switch_account(&self, provider: &Provider) -> HttpResponse {
        let live = provider.live();
        let sealed = self.pending.sealed.as_deref().unwrap_or_default();
        see_other(&format!("{}/login?interaction={sealed}&switch=1", live.settings.server.issuer.path()))
    }

    /// Answers the client with an error, for good.
    pub async fn refuse(
        &self,
        request: &HttpRequest,
        provider: &Provider,
        code: ErrorCode,
        words: &str,
    ) -> Result<HttpResponse, PageError> {
        let asked = &self.pending.request;
        let reply_to = match asked.destination() {
            Destination::Browser(reply_to) => reply_to.clone(),
            Destination::Polled(polled) => return polled::refuse(request, provider, self, (polled, words)).await,
        };
        // A stranger's refusal is not worth a row: whoever repeats it learns nothing and gets nothing.
        if let Some(id) = self.pending.id.as_ref().filter(|_| self.signed_in.is_some())
            && !provider.store.finish_interaction(&id.digest(), id.expires_at).await?
        {
            return Err(self.answered().into());
        }
        let refusal = Refusal {
            client_id: asked.client_id().clone(),
            reply_to,
            code,
            description: words.to_owned(),
            advice: None,
            is_openid: asked.asked().is_openid(),
        };
        refusals::refused(format_args!("authorization refused: {words}"), code.as_str());
        refused(request, provider, &refusal, self.signed_in.as_ref()).await
    }
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Sealed {
    /// The browser that may go on with it (SEC-11).
    browser: String,
    pending: Pending,
}

/// The waiting request that `sealed` names in this browser.
pub async fn load(provider: &Provider, browser: &Browser, sealed: &str) -> Result<Pending, PageError> {
    let now = provider.now();
    let Some(Sealed { browser: bound_to, pending }) = open(provider, browser, sealed).await? else {
        let has_cookie = browser.sent_its_cookie(provider);
        let why = if is_cookie_missing(browser, has_cookie, false) { Why::CookieMissing } else { Why::AnotherBrowser };
        return Err(Gone { why, client: None }.into());
    };
    refusals::note_client(pending.request.client_id().as_str());
    if let Some(reply_to) = pending.request.reply_to() {
        refusals::note_redirect_uri(reply_to.redirect_uri());
    }
    if let Some(ui_locales) = &pending.request.asked().ui_locales {
        words::reader::note_ui_locales(ui_locales);
    }
    let left = pending.id.as_ref().map_or(Duration::ZERO, |id| id.expires_at.remaining(now));
    let why = match &pending.id {
        _ if left.is_zero() => Why::TooOld,
        _ if browser.known_binding().map(|binding| binding.text()) != Some(bound_to) => {
            let (has_cookie, is_fresh) = (browser.sent_its_cookie(provider), left + A_MOMENT > LIFETIME);
            if is_cookie_missing(browser, has_cookie, is_fresh) { Why::CookieMissing } else { Why::AnotherBrowser }
        }
        Some(id) if !provider.store.is_finished(&id.digest()).await? => {
            return Ok(Pending { sealed: Some(sealed.to_owned()), ..pending });
        }
        _ => Why::Answered,
    };
    let client = provider.client(pending.request.client_id()).await?;
    Err(Gone { why, client }.into())
}

/// What was sealed by us, for whichever browser.
async fn open(provider: &Provider, browser: &Browser, sealed: &str) -> Result<Option<Sealed>, PageError> {
    let (store, now) = (provider.store.as_ref(), provider.now());
    if let Some(text) = provider.sealer.find_text(store, (PURPOSE, &[], sealed), now).await? {
        return Ok(serde_json::from_slice(&text).ok());
    }
    let Some(browser) = browser.known_binding() else { return Ok(None) };
    let text = provider.sealer.find_text(store, (FORMER_PURPOSE, browser.as_bytes(), sealed), now).await?;
    let pending = text.and_then(|text| serde_json::from_slice(&text).ok());
    Ok(pending.map(|pending| Sealed { browser: browser.text(), pending }))
}

/// Takes the next step: grants, refuses, or shows the page that is due.
pub async fn proceed(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    mut pending: Pending,
) -> Result<HttpResponse, PageError> {
    for _ in 0..TRIES {
        let position = Position::find(provider, browser, pending).await?;
        let path = match position.next_step(provider) {
            NextStep::Issue => match grant::grant(request, provider, position).await? {
                Outcome::Answered(response) => return Ok(response),
                Outcome::Lapsed(position) => {
                    pending = position.pending;
                    continue;
                }
            },
            NextStep::Refuse(code, words) => return position.refuse(request, provider, code, words).await,
            NextStep::SignIn | NextStep::Reauthenticate | NextStep::Enrol => "/login",
            NextStep::SignUp => "/sign-up",
            NextStep::StepUp => "/step-up",
            NextStep::SelectAccount => "/select-account",
            NextStep::Consent { .. } => "/consent",
        };
        let sealed = seal(provider, browser, position.pending)?;
        let base = provider.live().settings.server.issuer.path().to_owned();
        return Ok(see_other(&format!("{base}{path}?interaction={sealed}")));
    }
    // Whatever changes as fast as this will have settled in a moment.
    Err(StoreError::Unavailable("what was verified kept changing while it was granted".to_owned()).into())
}

/// The error response, with what the client's page needs to learn of a later sign-in (Session Management §2). A page
/// instead, where the client as it is now is not to be answered: it is gone, or its redirect URI is (row 13), or nobody
/// vouches for it (RFC 9700 §4.11.2).
pub async fn refused(
    request: &HttpRequest,
    provider: &Provider,
    refusal: &Refusal,
    signed_in: Option<&SignedIn>,
) -> Result<HttpResponse, PageError> {
    let redirect_uri = refusal.reply_to.redirect_uri();
    let client_id = &refusal.client_id;
    let client = provider.client(client_id).await?;
    let client = client.ok_or_else(|| Unanswerable::UnknownClient(client_id.as_str().to_owned()))?;
    if client.registered_redirect_uri(redirect_uri).is_none() {
        return Err(Unanswerable::RedirectUriNotRegistered { client, sent: redirect_uri.to_owned() }.into());
    }
    if !client.is_vouched_for() {
        let Refusal { code, description, .. } = refusal.clone();
        return Err(PageError::NotVouchedFor { client_id: client_id.clone(), code, description });
    }
    let of_login = || session_state(request, provider, &refusal.client_id, redirect_uri, signed_in);
    let session_state = refusal.is_openid.then(of_login).flatten();
    let issuer = provider.live().settings.server.issuer.as_str().to_owned();
    let fields = respond::error(refusal, &issuer, session_state);
    let envelope = Envelope::prepare(provider, &client, &refusal.reply_to).await;
    let response = envelope.and_then(|envelope| envelope.fill(provider, &client, &refusal.reply_to, fields));
    Ok(answer(request, provider, response.map_err(|error| no_key(&client, error))?))
}

/// Sends an authorization response.
pub fn answer(request: &HttpRequest, provider: &Provider, response: AuthorizationResponse) -> HttpResponse {
    match response {
        AuthorizationResponse::Redirect(location) => see_other(&location),
        AuthorizationResponse::FormPost { action, fields } => {
            let fields: Vec<_> = fields.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
            let page = Page::new("form_post.html", json!({"action": action, "fields": fields})).leads_on();
            page.status(StatusCode::OK).respond(request, provider)
        }
    }
}

/// The request as it stands, sealed for this browser.
pub fn seal(provider: &Provider, browser: &Browser, mut pending: Pending) -> Result<String, PageError> {
    let now = provider.now();
    let fresh = || InteractionId { name: random::dated_token(now), expires_at: now.after(LIFETIME) };
    pending.id.get_or_insert_with(fresh);
    let text = serde_json::to_vec(&Sealed { browser: browser.binding().text(), pending })
        .map_err(|error| StoreError::Corrupt(format!("a request cannot be sealed: {error}")))?;
    let sealed = provider.sealer.seal_text(PURPOSE, &[], &text, now);
    let sealed = sealed.ok_or_else(|| StoreError::Corrupt("a request cannot be sealed".to_owned()))?;
    if sealed.len() > LONGEST { Err(PageError::TooLongToWait) } else { Ok(sealed) }
}
