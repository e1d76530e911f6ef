//! `userinfo_endpoint` (OpenID Connect Core §5.3): GET and POST, token in the header or the form body, never in the
//! query (SEC-63).

use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL, HeaderValue, WWW_AUTHENTICATE};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Map, Value, json};

use super::error::{form_error, json_error, store_error, token_error};
use super::{form, remarks};
use crate::protocol::client::Client;
use crate::protocol::error::ErrorCode;
use crate::protocol::grant::Grant;
use crate::protocol::tokens::Holder;
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::telemetry::refusals;
use crate::token::access_token::{self, Presented};
use crate::token::protect::{self, Userinfo};

/// Handles a request.
pub async fn userinfo(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    match handle(&request, payload, &provider).await {
        Ok(response) | Err(response) => response,
    }
}

async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, HttpResponse> {
    let text = bearer(request, payload, provider).await?;
    let presented = access_token::find(provider, &text, provider.now()).await;
    let presented = presented.map_err(|error| store_error(&error))?.ok_or_else(invalid_token)?;
    refusals::note_client(presented.client.client_id.as_str());
    let live = provider.live();
    if !presented.token.is_for(live.settings.server.issuer.as_str()) {
        return Err(other_audience());
    }
    // A token that a client got for itself has no person to tell of, and never `openid`.
    match &presented.token.holder {
        Holder::Person { grant, user } if presented.token.scope.contains("openid") => {
            remarks::on_userinfo(provider, &presented.client).await;
            let claims = claims(provider, &presented, grant, user);
            answer(provider, &presented.client, claims).await
        }
        _ => Err(insufficient_scope()),
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
    let live = provider.live();
    let catalogue = &live.settings.catalogue;
    let mut claims = catalogue.for_scope(user, &presented.token.scope, grant.claims_locales.as_deref());
    if let Some(requested) = &grant.claims {
        catalogue.add_requested(user, &requested.userinfo, &mut claims);
    }
    claims.insert("sub".to_owned(), json!(provider.subject(&presented.client, &grant.sub)));
    claims
}

/// RFC 6750 §2: exactly one way of sending the token.
async fn bearer(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<String, HttpResponse> {
    let in_header = match request.headers().get(AUTHORIZATION).map(HeaderValue::to_str) {
        None => None,
        Some(Ok(value)) => Some(bearer_value(value).ok_or_else(invalid_token)?),
        Some(Err(_)) => return Err(invalid_token()),
    };
    let has_form = request.method() == actix_web::http::Method::POST && request.headers().contains_key("content-type");
    let in_body = if has_form {
        let limit = provider.live().settings.limits.body_bytes;
        match form::parameters(request, payload, limit).await {
            Ok(parameters) => parameters.get("access_token").map(str::to_owned),
            // A body of another type holds no token; with one in the header it means nothing.
            Err(form::FormError::ContentType) if in_header.is_some() => None,
            Err(error) => return Err(form_error(&error)),
        }
    } else {
        None
    };
    match (in_header, in_body) {
        (Some(_), Some(_)) => Err(invalid_request("the access token was sent both in the header and in the body")),
        (Some(token), None) => Ok(token.to_owned()),
        (None, Some(token)) => Ok(token),
        (None, None) => Err(missing_token()),
    }
}

fn bearer_value(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    let token = token.trim_matches(' ');
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() && !token.contains(' ')).then_some(token)
}

/// RFC 6750 §3.1: without any credentials the challenge carries no error.
fn missing_token() -> HttpResponse {
    let mut response = json_error(StatusCode::UNAUTHORIZED, ErrorCode::InvalidToken, "an access token is needed");
    response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    response
}

fn invalid_token() -> HttpResponse {
    challenge(StatusCode::UNAUTHORIZED, ErrorCode::InvalidToken, "the access token is unknown, expired or revoked")
}

/// RFC 9068 §4, SEC-27: a token for somebody else's API opens nothing here.
fn other_audience() -> HttpResponse {
    challenge(StatusCode::UNAUTHORIZED, ErrorCode::InvalidToken, "the access token is for another resource")
}

fn insufficient_scope() -> HttpResponse {
    let words = "the access token lacks the scope value openid";
    let mut response = challenge(StatusCode::FORBIDDEN, ErrorCode::InsufficientScope, words);
    // RFC 6750 §3: what would be enough.
    let value = format!("Bearer error=\"insufficient_scope\", error_description=\"{words}\", scope=\"openid\"");
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().insert(WWW_AUTHENTICATE, value);
    }
    response
}

fn invalid_request(words: &str) -> HttpResponse {
    challenge(StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest, words)
}

fn challenge(status: StatusCode, code: ErrorCode, words: &str) -> HttpResponse {
    let mut response = json_error(status, code, words);
    let value = format!("Bearer error=\"{}\", error_description=\"{words}\"", code.as_str());
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().insert(WWW_AUTHENTICATE, value);
    }
    response
}
