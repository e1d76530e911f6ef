//! An access token that comes with a request (RFC 6750 §2, RFC 9449 §7, RFC 8705 §3): in the header or the form body,
//! never in the query (SEC-63), and with the proof of its key, or its certificate, where it is bound to one.

use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, WWW_AUTHENTICATE};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

use super::client_certificate::client_certificate;
use super::error::{form_error, json_error, store_error};
use super::{dpop, form, protected_resource};
use crate::protocol::error::{ErrorCode, description};
use crate::protocol::sender_constraint::SenderConstraint;
use crate::provider::Provider;
use crate::telemetry::refusals;
use crate::token::access_token::{self, Presented};
use crate::token::dpop::DpopError;

/// How an access token is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Whoever has it may (RFC 6750) and, where it is bound to a certificate, holds that (RFC 8705 §3).
    Bearer,
    /// Whoever has it and holds its key may (RFC 9449 §7.1).
    Dpop,
}

/// A presented token whose key or certificate, where it has one, whoever sent it holds; and how it came.
pub struct Opened {
    /// The token.
    pub presented: Presented,
    /// How it came, for what is refused later.
    pub scheme: Scheme,
}

/// The live token for the issuer that the request presents at the endpoint at `path` below it.
pub async fn open(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
    path: &str,
) -> Result<Opened, HttpResponse> {
    let (scheme, text) = sent(request, payload, provider).await?;
    let presented = access_token::find(provider, &text, provider.now()).await;
    let presented = presented.map_err(|error| store_error(&error))?;
    let presented = presented.ok_or_else(|| invalid_token(provider, scheme, UNKNOWN))?;
    refusals::note_client(presented.client.client_id.as_str());
    match (scheme, &presented.token.bound_to) {
        // It was given out before its client had to keep to that.
        (Scheme::Bearer, None) if presented.client.rules().bound_tokens => {
            return Err(invalid_token(provider, Scheme::Dpop, UNBOUND));
        }
        (Scheme::Bearer, None) => {}
        (Scheme::Bearer, Some(SenderConstraint::Certificate(bound))) => {
            // RFC 8705 §3: the certificate of this connection.
            let certificate = client_certificate(request, &provider.live().settings);
            if !certificate.is_some_and(|certificate| certificate.thumbprint() == bound) {
                return Err(invalid_token(provider, Scheme::Bearer, OTHER_CERTIFICATE));
            }
        }
        (Scheme::Bearer, Some(SenderConstraint::Key(_))) => return Err(invalid_token(provider, Scheme::Dpop, BOUND)),
        (Scheme::Dpop, None | Some(SenderConstraint::Certificate(_))) => {
            return Err(invalid_token(provider, Scheme::Bearer, NOT_BOUND));
        }
        (Scheme::Dpop, Some(SenderConstraint::Key(bound))) => {
            let refused = |error| refused_proof(provider, &error);
            let place = (path, presented.client.as_ref());
            let key = dpop::prove_once(request, provider, place, Some(&text)).await.map_err(refused)?;
            let key = key.ok_or_else(|| {
                let (status, code) = (StatusCode::UNAUTHORIZED, ErrorCode::InvalidDpopProof);
                challenge(provider, Scheme::Dpop, status, code, "the DPoP proof is missing")
            })?;
            if key.thumbprint() != bound {
                return Err(invalid_token(provider, Scheme::Dpop, OTHER_KEY));
            }
        }
    }
    if !presented.token.is_for(provider.live().settings.server.issuer.as_str()) {
        return Err(invalid_token(provider, scheme, OTHER_AUDIENCE));
    }
    Ok(Opened { presented, scheme })
}

/// RFC 9068 §4, SEC-27: a token for somebody else's API opens nothing here.
const OTHER_AUDIENCE: &str = "the access token is for another resource";
const UNKNOWN: &str = "the access token is unknown, expired or revoked";
const BOUND: &str = "the access token is bound to a key: send it with the scheme DPoP and a proof";
const NOT_BOUND: &str = "the access token is not bound to a key: send it with the scheme Bearer";
const OTHER_CERTIFICATE: &str = "the access token is bound to a client certificate, and that is missing or another one";
const UNBOUND: &str =
    "the access token is bound to no key or certificate, and those of this client must be: get another one";
const OTHER_KEY: &str = "the access token is bound to another key than that of the DPoP proof";

/// RFC 6750 §2: exactly one way of sending the token.
async fn sent(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<(Scheme, String), HttpResponse> {
    let mut headers = request.headers().get_all(AUTHORIZATION);
    let in_header = match (headers.next().map(HeaderValue::to_str), headers.next()) {
        (None, _) => None,
        (Some(Ok(value)), None) => {
            Some(credentials(value).ok_or_else(|| invalid_token(provider, Scheme::Bearer, UNKNOWN))?)
        }
        (Some(Err(_)), None) => return Err(invalid_token(provider, Scheme::Bearer, UNKNOWN)),
        (Some(_), Some(_)) => {
            return Err(invalid_request(provider, "the request has more than one Authorization header"));
        }
    };
    let has_form = request.method() == actix_web::http::Method::POST && request.headers().contains_key(CONTENT_TYPE);
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
        (Some(_), Some(_)) => {
            Err(invalid_request(provider, "the access token was sent both in the header and in the body"))
        }
        (Some((scheme, token)), None) => Ok((scheme, token.to_owned())),
        (None, Some(token)) => Ok((Scheme::Bearer, token)),
        (None, None) => Err(missing_token(provider)),
    }
}

fn credentials(header: &str) -> Option<(Scheme, &str)> {
    let (scheme, token) = header.split_once(' ')?;
    let schemes = [("bearer", Scheme::Bearer), ("dpop", Scheme::Dpop)];
    let (_, scheme) = schemes.into_iter().find(|(name, _)| scheme.eq_ignore_ascii_case(name))?;
    let token = token.trim_matches(' ');
    (!token.is_empty() && !token.contains(' ')).then_some((scheme, token))
}

/// RFC 6750 §3.1: without any credentials the challenges carry no error.
fn missing_token(provider: &Provider) -> HttpResponse {
    let mut response = json_error(StatusCode::UNAUTHORIZED, ErrorCode::InvalidToken, "an access token is needed");
    let resource_metadata = protected_resource::parameter(provider);
    for challenge in
        [format!("Bearer {resource_metadata}"), format!("DPoP {}, {resource_metadata}", dpop::algs(provider))]
    {
        if let Ok(value) = HeaderValue::from_str(&challenge) {
            response.headers_mut().append(WWW_AUTHENTICATE, value);
        }
    }
    response
}

/// 401 for a token that opens nothing here.
pub fn invalid_token(provider: &Provider, scheme: Scheme, words: &str) -> HttpResponse {
    challenge(provider, scheme, StatusCode::UNAUTHORIZED, ErrorCode::InvalidToken, words)
}

fn invalid_request(provider: &Provider, words: &str) -> HttpResponse {
    challenge(provider, Scheme::Bearer, StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest, words)
}

/// RFC 9449 §7.1, §9.
fn refused_proof(provider: &Provider, error: &DpopError) -> HttpResponse {
    match error {
        DpopError::Store(error) => store_error(error),
        other => challenge(provider, Scheme::Dpop, StatusCode::UNAUTHORIZED, other.code(), &other.to_string()),
    }
}

/// A refusal with its challenge (RFC 6750 §3, RFC 9449 §7.1).
pub fn challenge(
    provider: &Provider,
    scheme: Scheme,
    status: StatusCode,
    code: ErrorCode,
    words: &str,
) -> HttpResponse {
    challenge_with(provider, scheme, status, code, words, "")
}

/// The same with more parameters, each after a comma.
pub fn challenge_with(
    provider: &Provider,
    scheme: Scheme,
    status: StatusCode,
    code: ErrorCode,
    words: &str,
    more: &str,
) -> HttpResponse {
    let mut response = json_error(status, code, words);
    let words = description(words);
    let error = format!("error=\"{}\", error_description=\"{words}\"{more}", code.as_str());
    let resource_metadata = protected_resource::parameter(provider);
    let value = match scheme {
        Scheme::Bearer => format!("Bearer {error}, {resource_metadata}"),
        Scheme::Dpop => format!("DPoP {error}, {}, {resource_metadata}", dpop::algs(provider)),
    };
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().insert(WWW_AUTHENTICATE, value);
    }
    response
}
