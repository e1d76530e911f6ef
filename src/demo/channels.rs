//! What the provider sends when a login ends: a logout token to the server (OpenID Connect Back-Channel Logout 1.0),
//! and a frame in the browser (OpenID Connect Front-Channel Logout 1.0).

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::Demo;
use super::http::HttpError;
use super::ladder::{Ladder, Step, Way};
use super::logout_token::{self, Ends, LogoutTokenError};
use super::received::{Channel, Entry};
use super::sessions::{Notice, Tone};
use crate::endpoints::form::{self, FormError};
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;

/// Why a logout token did nothing; each sentence names the remedy.
#[derive(Debug, thiserror::Error)]
enum BackchannelError {
    /// The body.
    #[error(transparent)]
    Form(#[from] FormError),
    /// No token in it.
    #[error("logout_token is missing: send it as a form field")]
    Missing,
    /// The keys did not come.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The token.
    #[error(transparent)]
    Token(#[from] LogoutTokenError),
}

/// Takes a logout token.
pub async fn backchannel(
    request: HttpRequest,
    payload: Payload,
    provider: Data<Provider>,
    demo: Data<Demo>,
) -> HttpResponse {
    let (claims, outcome) = match believed(&request, payload, &provider, &demo).await {
        Ok((claims, ends)) => (claims, ends.map_err(BackchannelError::from)),
        Err(error) => (None, Err(error)),
    };
    let now = provider.now();
    let (status, verified, words, ended) = match &outcome {
        Ok(ends) => {
            let notice = Notice::new(
                Tone::Plain,
                "Signed out by the back channel",
                "The provider’s server sent a logout token to this app’s server, which ended the session here.",
            );
            let call = format!("POST {}", demo.settings.backchannel_logout_uri());
            let fields = [("sub", ends.sub.as_deref()), ("sid", ends.sid.as_deref())];
            let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
            let step = Step::new(now, Way::Calls, call, "Logout token: this login has ended.");
            let ended = demo.sessions.end(ends, &notice, &step.with(fields));
            (StatusCode::OK, true, ended_words(ended.len()), ended)
        }
        Err(error) => (StatusCode::BAD_REQUEST, false, format!("Refused: {error}."), Vec::new()),
    };
    demo.received.add(Entry { at: now, channel: Channel::Back, verified, words, claims, ended });
    let mut response = HttpResponse::build(status);
    response.insert_header((CACHE_CONTROL, "no-store"));
    match outcome {
        Ok(_) => response.finish(),
        Err(error) => {
            tracing::info!("the demo app refused a logout token: {error}");
            response.json(json!({"error": "invalid_request", "error_description": error.to_string()}))
        }
    }
}

type Judged = (Option<serde_json::Value>, Result<Ends, LogoutTokenError>);

async fn believed(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
    demo: &Demo,
) -> Result<Judged, BackchannelError> {
    let limit = provider.live().settings.limits.body_bytes;
    let parameters = form::parameters(request, payload, limit).await?;
    let token = parameters.get("logout_token").ok_or(BackchannelError::Missing)?;
    // These requests belong to no visitor's ladder.
    let mut aside = Ladder::default();
    let endpoints = demo.http.endpoints(&mut aside, provider.now()).await?;
    let keys = demo.http.keys(&endpoints.jwks_uri, &mut aside, provider.now()).await?;
    Ok(logout_token::verify(token, &keys, &endpoints.issuer, provider.now()))
}

/// Takes a frame of the provider's signed-out page. It answers an empty page whatever it was asked.
pub async fn frontchannel(request: HttpRequest, provider: Data<Provider>, demo: Data<Demo>) -> HttpResponse {
    let issuer = demo.settings.issuer();
    let parameters = Parameters::parse(request.query_string().as_bytes()).unwrap_or_default();
    let (iss, sid) = (parameters.get("iss"), parameters.get("sid"));
    let verified = iss == Some(issuer.as_str()) && sid.is_some();
    let now = provider.now();
    let (words, ended) = if verified {
        let notice = Notice::new(
            Tone::Plain,
            "Signed out by the front channel",
            "The provider’s signed-out page loaded a page of this app in a frame, which ended the session here.",
        );
        let call = format!("GET {}", demo.settings.frontchannel_logout_uri());
        let step = Step::new(now, Way::BrowserBack, call, "Front-channel logout: this login has ended.");
        let fields = [("iss", iss), ("sid", sid)].into_iter().filter_map(|(name, value)| Some((name, value?)));
        let ends = Ends { sub: None, sid: sid.map(str::to_owned) };
        let ended = demo.sessions.end(&ends, &notice, &step.with(fields));
        (ended_words(ended.len()), ended)
    } else {
        ("Ignored: iss must be the provider and sid must name a session.".to_owned(), Vec::new())
    };
    let shown = |text: Option<&str>| text.map(|text| text.chars().take(200).collect::<String>());
    let claims = Some(json!({"iss": shown(iss), "sid": shown(sid)}));
    demo.received.add(Entry { at: now, channel: Channel::Front, verified, words, claims, ended });
    let policy = format!("default-src 'none'; base-uri 'none'; frame-ancestors {}", issuer.origin());
    HttpResponse::Ok()
        .insert_header((CONTENT_SECURITY_POLICY, policy))
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("text/html; charset=utf-8")
        .body("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Signed out</title></html>")
}

fn ended_words(count: usize) -> String {
    match count {
        0 => "Verified. No session of this app belongs to that login any more.".to_owned(),
        1 => "Verified. One session of this app was ended.".to_owned(),
        several => format!("Verified. {several} sessions of this app were ended."),
    }
}
