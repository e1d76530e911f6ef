//! `userinfo_endpoint` (OpenID Connect Core §5.3): GET and POST, for whoever presents an access token of a
//! person ([`super::presented_token`]).

use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Map, Value, json};

use super::error::token_error;
use super::presented_token::{self, Opened, Scheme, challenge_with};
use super::{dpop, remarks};
use crate::protocol::claims::ClaimsRequest;
use crate::protocol::client::Client;
use crate::protocol::error::ErrorCode;
use crate::protocol::grant::Grant;
use crate::protocol::scope::ScopeSet;
use crate::protocol::tokens::Holder;
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::token::access_token::Presented;
use crate::token::protect::{self, Userinfo};

/// Handles a request.
pub async fn userinfo(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    let (Ok(mut response) | Err(mut response)) = handle(&request, payload, &provider).await;
    dpop::add_nonce(&request, &provider, &mut response);
    response
}

async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, HttpResponse> {
    let Opened { presented, scheme } = presented_token::open(request, payload, provider, "/userinfo").await?;
    // A token that a client got for itself has no person to tell of, and never `openid`.
    match &presented.token.holder {
        Holder::Person { grant, user } if presented.token.scope.contains("openid") => {
            remarks::on_userinfo(provider, &presented.client).await;
            let claims = claims(provider, &presented, grant, user);
            answer(provider, &presented.client, claims).await
        }
        _ => Err(insufficient_scope(provider, scheme)),
    }
}

/// The answer as the client registered to get it.
async fn answer(
    provider: &Provider,
    client: &Client,
    claims: Map<String, Value>,
) -> Result<HttpResponse, HttpResponse> {
    let answer = protect::userinfo(provider, client, claims, provider.now()).await;
    let mut response = HttpResponse::Ok();
    response.insert_header((CACHE_CONTROL, "no-store"));
    match answer.map_err(|error| token_error(&error, client))? {
        Userinfo::Json(claims) => Ok(response.json(claims)),
        Userinfo::Jwt(jwt) => Ok(response.content_type("application/jwt").body(jwt)),
    }
}

/// The claims of the token's scope, those that the `claims` parameter asked for, and `sub`.
fn claims(provider: &Provider, presented: &Presented, grant: &Grant, user: &User) -> Map<String, Value> {
    // What the app asked for by name was asked for itself, and not for whoever exchanges its token.
    let requested = grant.claims.as_ref().filter(|_| presented.token.exchange.is_none());
    told(provider, &presented.client, grant, (&presented.token.scope, requested), user)
}

/// What a client is told of a person by a token with that scope.
pub fn told(
    provider: &Provider,
    client: &Client,
    grant: &Grant,
    (scope, requested): (&ScopeSet, Option<&ClaimsRequest>),
    user: &User,
) -> Map<String, Value> {
    let live = provider.live();
    let catalogue = &live.settings.catalogue;
    let mut claims = catalogue.for_scope(user, scope, grant.claims_locales.as_deref());
    if let Some(requested) = requested {
        catalogue.add_requested(user, &requested.userinfo, &mut claims);
    }
    claims.insert("sub".to_owned(), json!(provider.subject(client, &grant.sub)));
    claims
}

/// RFC 6750 §3: what would be enough.
fn insufficient_scope(provider: &Provider, scheme: Scheme) -> HttpResponse {
    let words = "the access token lacks the scope value openid";
    let (status, code) = (StatusCode::FORBIDDEN, ErrorCode::InsufficientScope);
    challenge_with(provider, scheme, status, code, words, ", scope=\"openid\"")
}
