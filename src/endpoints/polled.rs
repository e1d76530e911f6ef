//! Requests whose client polls for the answer, as the pages meet them: kept with where they come from, found again, shown to the
//! person, and answered for good.

use std::sync::Arc;
use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::error::{PageError, push_error};
use super::gone::{Gone, Why};
use super::grant::Outcome;
use super::interaction::{CANCELLED, NOT_ALLOWED, Position};
use super::see_other;
use crate::authorization::issue::{self, Basis};
use crate::authorization::verified::Polled;
use crate::authorization::{Context, VerifiedRequest, polled};
use crate::client_auth::AuthenticatedClient;
use crate::clock::Timestamp;
use crate::pages::{Page, device};
use crate::protocol::client::{Client, ConsentMode, GrantType};
use crate::protocol::dpop::Thumbprint;
use crate::protocol::parameters::Parameters;
use crate::protocol::polled::{PolledRequest, PolledState};
use crate::protocol::user::Subject;
use crate::protocol::user_agent::{UNKNOWN, device_name};
use crate::provider::Provider;
use crate::random;
use crate::say;
use crate::store::assertions::CountsOnce;
use crate::store::authorizations::{Authorization, Authorize};
use crate::store::polled_requests::{AddPolled, PolledAnswer};
use crate::store::{StoreError, StoreResult};
use crate::telemetry::refusals;

/// What is kept of a request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    /// What is asked.
    pub request: VerifiedRequest,
    /// The address that it was asked from.
    pub address: String,
    /// What asked, shortened.
    pub user_agent: String,
    /// `binding_message`: what the person compares with what the other device shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding_message: Option<String>,
}

impl Kept {
    /// As the store has it.
    pub fn text(&self) -> StoreResult<String> {
        serde_json::to_string(self).map_err(|error| StoreError::Corrupt(format!("a request cannot be kept: {error}")))
    }

    /// What [`Kept::text`] wrote.
    pub fn read(text: &str) -> StoreResult<Self> {
        serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("a request cannot be read: {error}")))
    }
}

/// A request that nobody has answered.
pub struct Waiting {
    /// What its client sent.
    pub kept: Kept,
    /// When.
    pub created_at: Timestamp,
    expires_at: Timestamp,
}

impl Waiting {
    /// The same as it stands in the store; `None` where it is answered or has expired.
    pub fn of(found: &(PolledRequest, PolledState), now: Timestamp) -> StoreResult<Option<Self>> {
        let (request, state) = found;
        if *state != PolledState::Pending || request.expires_at <= now {
            return Ok(None);
        }
        let (created_at, expires_at) = (request.created_at, request.expires_at);
        Ok(Some(Self { kept: Kept::read(&request.request)?, created_at, expires_at }))
    }
}

/// Keeps a request, within what a client may have, and once where it counts once.
pub async fn keep(provider: &Provider, request: &PolledRequest, once: Option<&CountsOnce>) -> StoreResult<AddPolled> {
    let most = provider.live().settings.limits.polled_requests_per_client;
    provider.store.add_polled(request, once, most, provider.now()).await
}

/// The request, judged as every one whose client polls.
pub fn verify(
    provider: &Provider,
    client: &AuthenticatedClient,
    parameters: &Parameters,
    (polled, key, sub): (Polled, Option<Thumbprint>, Option<Subject>),
) -> Result<VerifiedRequest, HttpResponse> {
    let live = provider.live();
    let context = Context {
        client: &|_| Some(client.client().clone()),
        issuer: live.settings.server.issuer.as_str(),
        catalogue: &live.settings.catalogue,
        detail_types: &live.settings.authorization_details,
        id_token_hint: &|token| provider.id_token_hint(token),
        sign_up: false,
        now: provider.now(),
    };
    polled::verify(parameters, client.client(), (polled, key, sub), &context).map_err(|fault| {
        let (sent, remedy) = fault.advice.map(|advice| (advice.sent, advice.remedy)).unzip();
        let words = format_args!("request of another device refused: {}", fault.description);
        refusals::refused_with_remedy(words, fault.code.as_str(), sent.as_deref(), remedy.as_deref());
        push_error(fault.code, &fault.description)
    })
}

/// The request that `polled` names, which must be open still.
pub async fn waiting(provider: &Provider, polled: &Polled, client: &Arc<Client>) -> Result<Waiting, PageError> {
    let gone = |why| PageError::InteractionGone(Gone { why, client: Some(client.clone()) });
    let found = provider.store.polled(&polled.polled).await?.ok_or_else(|| gone(Why::Expired))?;
    let open = Waiting::of(&found, provider.now())?;
    open.ok_or_else(|| gone(if found.1 == PolledState::Pending { Why::Expired } else { Why::Answered }))
}

/// What the person sees of where it was asked; `None` for a request that came with their own browser.
pub fn shown(position: &Position, now: Timestamp) -> Option<Value> {
    let waiting = position.waiting.as_ref()?;
    let ago = ago(now.since(waiting.created_at));
    let name = device_name(&waiting.kept.user_agent);
    Some(json!({
        "user_code": position.pending.user_code.as_ref().map(ToString::to_string),
        "binding_message": waiting.kept.binding_message,
        "address": waiting.kept.address,
        "device": (name != UNKNOWN).then(|| device::in_words(&name)),
        "ago": ago,
        "at": waiting.created_at.to_string(),
    }))
}

/// How long ago, in words.
pub fn ago(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => say!("request-seconds-ago", n = seconds.max(1)),
        seconds => say!("request-minutes-ago", n = seconds / 60),
    }
}

/// Allows a request for which nothing is missing any more: what its client will redeem is stored, in the transaction that looks
/// once more at all that was verified.
pub async fn allow(provider: &Provider, position: Position) -> Result<Outcome, PageError> {
    let Position { pending, client, signed_in: Some(signed_in), waiting: Some(waiting), .. } = &position else {
        return Err(Gone::nothing().into());
    };
    let now = provider.now();
    let grant = issue::grant(&pending.request, client, signed_in, random::dated_identifier(now), now);
    let basis = Basis { consent: client.consent != ConsentMode::Skip, revocations: position.revocations };
    let code = issue::authorization_code(&pending.request, grant.clone(), waiting.expires_at.remaining(now), basis);
    let Some(polled) = pending.request.polled() else { return Err(Gone::nothing().into()) };
    let stored = Authorization {
        interaction: None,
        grant,
        begins: false,
        tokens: None,
        code: None,
        polled: Some(PolledAnswer { digest: polled.polled, code, from: waiting.kept.address.clone() }),
        rests_on_consent: basis.consent,
        standing: provider.standing(client),
    };
    match provider.store.authorize(&stored, now).await? {
        Authorize::Stored => {}
        Authorize::Finished => return Err(position.answered().into()),
        Authorize::Lapsed(lapsed) => {
            tracing::info!(?lapsed, "nothing was allowed: the login, account, consent or client changed meanwhile");
            return Ok(Outcome::Lapsed(Box::new(position)));
        }
    }
    let (sub, client_id) = (&signed_in.session.sub, &client.client_id);
    tracing::info!(%sub, %client_id, scope = %pending.request.asked().scope, "request of another device allowed");
    provider.ended.ring_for_pings();
    Ok(Outcome::Answered(done(provider, polled, "allowed")))
}

/// Refuses a request, for good: by the person, or since a rule does. Of whoever is not signed in nothing is known, and nothing
/// is refused in their name.
pub async fn refuse(
    request: &HttpRequest,
    provider: &Provider,
    position: &Position,
    (polled, words): (&Polled, &str),
) -> Result<HttpResponse, PageError> {
    let (Some(signed_in), Some(waiting)) = (&position.signed_in, &position.waiting) else {
        return Ok(done(provider, polled, "left"));
    };
    let (sub, from) = (&signed_in.session.sub, &waiting.kept.address);
    if !provider.store.refuse_polled(&polled.polled, sub, from, provider.now()).await? {
        return Err(position.answered().into());
    }
    provider.ended.ring_for_pings();
    refusals::refused(format_args!("request of another device refused: {words}"), "access_denied");
    if [CANCELLED, NOT_ALLOWED].contains(&words) {
        return Ok(done(provider, polled, "refused"));
    }
    let context = json!({
        "heading": say!("request-impossible"),
        "message": say!("request-impossible-text", app = position.client.client_name.as_str()),
        "next_step": null,
        "link": {"uri": format!("{}/", provider.live().settings.server.issuer.path()), "text": say!("error-to-account")},
    });
    Ok(Page::new("message.html", context).respond(request, provider))
}

/// On to the page that says what was done, so that a reload repeats nothing.
fn done(provider: &Provider, polled: &Polled, what: &str) -> HttpResponse {
    let page = if polled.grant_type == GrantType::Ciba { "/account/requests" } else { "/device" };
    see_other(&format!("{}{page}?done={what}", provider.live().settings.server.issuer.path()))
}

/// What was done, in a heading and a sentence.
pub fn told(done: &str) -> Option<(String, String)> {
    match done {
        "allowed" => Some((say!("request-allowed"), say!("request-allowed-text"))),
        "refused" => Some((say!("request-refused"), say!("request-refused-text"))),
        _ => None,
    }
}
