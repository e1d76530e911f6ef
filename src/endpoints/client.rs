//! Who calls: client authentication (RFC 6749 §2.3) at every endpoint that asks for it, within the limit on guessing
//! (SEC-34).

use std::sync::Arc;
use std::time::Duration;

use actix_web::http::header::{AUTHORIZATION, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};

use super::client_certificate::client_certificate;
use super::error::{assertion_error, client_auth_error, store_error, too_many};
use super::{client_address, counted, spent};
use crate::client_auth::{
    self, AssertionUse, AuthenticatedClient, ClientAuthError, Context, Presented, Reading, SlowSecrets, TooBusy,
    WorkloadError, workload,
};
use crate::config::settings::Rate;
use crate::login::hasher::Hasher;
use crate::login::throttle::{self, Attempt, NoAttempt};
use crate::protocol::client::{Client, ClientId, GrantType};
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::secret::Secret;
use crate::store::StoreError;
use crate::telemetry::refusals;

/// What public clients may do so often from one address.
pub struct Asking {
    /// What is counted, apart from everything else.
    pub what: &'static str,
    /// How often.
    pub rate: Rate,
    /// The name of the setting, for the metrics.
    pub limit: &'static str,
    /// What a client is told that does it more often.
    pub too_many: &'static str,
}

/// Whoever needs no proof asks within a limit for each address; who proves itself is bounded by how many it may have.
pub async fn within_rate(
    request: &HttpRequest,
    provider: &Provider,
    client: &AuthenticatedClient,
    asking: Asking,
) -> Result<(), HttpResponse> {
    if !client.client().is_public() {
        return Ok(());
    }
    let network = throttle::network(client_address(request, &provider.live().settings));
    let counter = format!("{}\n{network}\n{}", asking.what, client.client().client_id);
    match provider.throttle.count(&counter, asking.rate, provider.now()).await {
        Ok(()) => Ok(()),
        Err(NoAttempt::Busy) => {
            Err(store_error(&StoreError::Unavailable(format!("a {} cannot be counted", asking.what))))
        }
        Err(NoAttempt::Blocked(wait)) => {
            provider.metrics.rate_limited(asking.limit);
            Err(too_many(wait, asking.too_many))
        }
    }
}

/// Proves the client, within the limit on guessing (SEC-34).
pub async fn authenticate(
    request: &HttpRequest,
    parameters: &Parameters,
    provider: &Provider,
) -> Result<AuthenticatedClient, HttpResponse> {
    authenticate_at(&["/token"], request, parameters, provider).await
}

/// The same at the token endpoint, where a grant may be all that proves a client: the assertion of a workload (RFC 7523 §2.1).
pub async fn authenticate_grant(
    request: &HttpRequest,
    parameters: &Parameters,
    provider: &Provider,
) -> Result<AuthenticatedClient, HttpResponse> {
    let is_bearer = parameters.get("grant_type") == Some(GrantType::JwtBearer.as_str());
    let has_credentials = request.headers().contains_key(AUTHORIZATION)
        || ["client_secret", "client_assertion", "client_assertion_type"].iter().any(|name| parameters.has(name));
    match parameters.get("assertion").filter(|_| is_bearer && !has_credentials) {
        Some(assertion) => {
            let proven = of_workload(request, provider, parameters, (assertion, AssertionUse::Grant)).await;
            let proven = proven.map_err(|error| assertion_error(&error))?;
            spent::note_client(request, &proven);
            Ok(proven)
        }
        None => authenticate(request, parameters, provider).await,
    }
}

/// What is due once the answer to a request of a client is known: what it used up is given back where nothing was done, and the
/// answer is counted.
pub async fn conclude(request: &HttpRequest, provider: &Provider, response: &HttpResponse) {
    spent::settle(request, provider, response).await;
    counted::count(request, provider, response);
}

/// The client whose workload presents this assertion.
async fn of_workload(
    request: &HttpRequest,
    provider: &Provider,
    parameters: &Parameters,
    (assertion, assertion_use): (&str, AssertionUse),
) -> Result<AuthenticatedClient, WorkloadError> {
    let live = provider.live();
    let (keys, store) = (&provider.client_keys, provider.store.as_ref());
    let now = provider.now();
    let context = workload::Context::of(&live.settings, keys, store, now);
    let client_id = parameters.get("client_id");
    let proven =
        client_auth::authenticate_workload(assertion, assertion_use, client_id, live.clients.values(), &context)
            .await?;
    refusals::note_client(proven.client().client_id.as_str());
    counted::note(request, proven.client(), now);
    Ok(proven)
}

/// The same where assertions may be addressed to these endpoints.
pub async fn authenticate_at(
    endpoints: &'static [&'static str],
    request: &HttpRequest,
    parameters: &Parameters,
    provider: &Provider,
) -> Result<AuthenticatedClient, HttpResponse> {
    let authorization = match request.headers().get(AUTHORIZATION).map(HeaderValue::to_str) {
        None => None,
        Some(Ok(value)) => Some(value),
        Some(Err(_)) => Some(""),
    };
    let live = provider.live();
    if let Some(assertion) =
        workload::client_assertion(authorization.is_some(), parameters, &live.settings.workload_issuers)
    {
        let presented = (assertion, AssertionUse::ClientAuthentication);
        let proven = of_workload(request, provider, parameters, presented).await;
        let proven = proven.map_err(|error| client_auth_error(&error.into()))?;
        spent::note_client(request, &proven);
        return Ok(proven);
    }
    let mut presented = Presented::read(authorization, parameters).map_err(|error| client_auth_error(&error))?;
    refusals::note_client(&presented.client_id);
    let now = provider.now();
    let network = throttle::network(client_address(request, &live.settings));
    let counter_of = |client_id: &str| ["client\n", &network, "\n", client_id].concat();
    let mut counter = counter_of(&presented.client_id);
    // Before anything is looked up or compared, and held until it is known what it was.
    let mut attempt = reserve(provider, &counter).await?;
    let mut client = find(provider, &presented.client_id).await?;
    if client.is_none()
        && let Some((reading, found)) = only_other_reading(provider, &presented).await?
    {
        attempt.release();
        presented = presented.read_as(reading);
        refusals::note_client(&presented.client_id);
        counter = counter_of(&presented.client_id);
        attempt = reserve(provider, &counter).await?;
        client = Some(found);
    }
    let rate = live.settings.limits.client_auth_failures;
    let certificate = client_certificate(request, &live.settings);
    let context = Context {
        slow: &provider.hasher,
        keys: &provider.client_keys,
        assertions: provider.store.as_ref(),
        server: &live.settings.server,
        endpoints,
        certificate: certificate.as_deref(),
        authorities: &provider.authorities,
        now,
    };
    let known = client.clone();
    if let Some(client) = &known {
        counted::note(request, client, now);
    }
    // Who hangs up while a known client's secret is compared has tried.
    let attempt = if known.is_some() { attempt.judging(now) } else { attempt };
    let candidates = presented.candidates();
    let authenticated = client_auth::authenticate(presented, client, &context).await;
    match &authenticated {
        Err(ClientAuthError::Failed { .. }) if known.is_some() => {
            attempt.failed(provider.now());
            // A secret that can be read in two ways was two tries.
            for _ in 1..candidates {
                provider.throttle.count(&counter, rate, provider.now()).await.ok();
            }
        }
        // What others fail at in this client's name still counts; what could not be judged never was. A client that is
        // not known has no secret to guess, and may be back in a moment.
        _ => attempt.release(),
    }
    let authenticated = authenticated.map_err(|error| {
        let mut response = client_auth_error(&error);
        if let Some(client) = known {
            response.extensions_mut().insert(client.client_id.clone());
        }
        response
    })?;
    spent::note_client(request, &authenticated);
    if authenticated.client().token_endpoint_auth_method.is_none() {
        note_method(provider, &authenticated);
    }
    Ok(authenticated)
}

/// A try in the name of that counter.
async fn reserve<'a>(provider: &'a Provider, counter: &str) -> Result<Attempt<'a>, HttpResponse> {
    let rate = provider.live().settings.limits.client_auth_failures;
    provider.throttle.reserve(counter, rate, provider.now()).await.map_err(|refused| match refused {
        NoAttempt::Blocked(wait) => blocked(provider, wait),
        NoAttempt::Busy => client_auth_error(&ClientAuthError::Busy(TooBusy)),
    })
}

async fn find(provider: &Provider, client_id: &str) -> Result<Option<Arc<Client>>, HttpResponse> {
    match ClientId::parse(client_id) {
        Some(client_id) => provider.client(&client_id).await.map_err(|error| store_error(&error)),
        None => Ok(None),
    }
}

/// The one registered client that the credentials name if they were not form-encoded, as RFC 6749 §2.3.1 wants them; where
/// they name several, nobody guesses.
async fn only_other_reading(
    provider: &Provider,
    presented: &Presented,
) -> Result<Option<(Reading, Arc<Client>)>, HttpResponse> {
    let mut found = Vec::new();
    for reading in presented.other_readings() {
        found.extend(find(provider, &reading.client_id).await?.map(|client| (reading.clone(), client)));
    }
    let (Some((reading, client)), true) = (found.pop(), found.is_empty()) else {
        if let Some((_, first)) = found.first() {
            let client_id = &first.client_id;
            tracing::warn!(
                %client_id,
                "HTTP Basic credentials that are not form-encoded fit several clients, this one among them: let the app \
                 encode them (%3A for a colon), or set token_endpoint_auth_method = \"client_secret_post\""
            );
        }
        return Ok(None);
    };
    let client_id = &client.client_id;
    if provider.noted.is_new(client_id, "not form-encoded") {
        tracing::info!(
            %client_id,
            "the client sends HTTP Basic credentials that are not form-encoded (RFC 6749 §2.3.1); it was found by the \
             registered client_id that they begin with"
        );
    }
    Ok(Some((reading, client)))
}

fn blocked(provider: &Provider, wait: Duration) -> HttpResponse {
    provider.metrics.rate_limited("client_auth_failures");
    let words = "too many failed authentications";
    // Nothing was compared: this says nothing of the credentials, which may be right.
    too_many(wait, words)
}

/// Names the method that a client without a registered one uses: once per client and method, so that the operator
/// can pin it and the log stays short.
fn note_method(provider: &Provider, authenticated: &AuthenticatedClient) {
    let client_id = &authenticated.client().client_id;
    let method = authenticated.method().as_str();
    if provider.noted.is_new(client_id, method) {
        tracing::info!(%client_id, method, "client authenticated; token_endpoint_auth_method can be set to this method");
    }
}

impl SlowSecrets for Hasher {
    async fn verify(&self, hash: &Secret, secret: &Secret) -> Result<bool, TooBusy> {
        self.verify_secret(hash, secret.clone()).await.map_err(|_| TooBusy)
    }
}
