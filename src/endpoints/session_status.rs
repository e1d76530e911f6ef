//! What the iframe asks of the server, by `session_state` values alone: once (`POST …/status`), and to be told of
//! changes (`GET …/events`, a stream of server-sent events). No cookie is read or set, no other site may ask, and
//! nothing here extends a login.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use actix_web::web::{Bytes, Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::{StreamExt as _, stream};
use serde::Deserialize;
use serde_json::json;
use tokio::time::Instant;

use super::client_address;
use super::error::{json_error, store_error};
use super::form::{self, FormError};
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::provider::{Provider, SharedProvider};
use crate::random;
use crate::session::judge::{Question, Verdict, judge};
use crate::session::watchers::Watch;
use crate::store::StoreError;

/// Values that one request or stream may ask about.
const MOST: usize = 16;
/// The largest body of a status request, in bytes.
const BODY: usize = 20 * 1024;
/// How often a silent stream says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(20);

#[derive(Deserialize)]
struct Asked {
    w: Vec<String>,
}

/// Answers once.
pub async fn status(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    if let Err(refusal) = admit(&request, &provider) {
        return refusal;
    }
    let body = match form::read_json(&request, payload, BODY).await {
        Ok(body) => body,
        Err(error) => return unreadable(&error),
    };
    let questions = serde_json::from_slice::<Asked>(&body).ok().and_then(|asked| questions(&asked.w));
    let Some(questions) = questions else { return malformed() };
    let mut words = Vec::with_capacity(questions.len());
    for question in &questions {
        match judge(&provider, question).await {
            Ok(verdict) => words.push(verdict.as_str()),
            Err(error) => return store_error(&error),
        }
    }
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(json!({"s": words}))
}

/// Answers, and goes on answering.
pub async fn events(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    if let Err(refusal) = admit(&request, &provider) {
        return refusal;
    }
    let asked = Parameters::parse(request.query_string().as_bytes()).ok();
    let asked = asked.and_then(|parameters| parameters.get("w").map(str::to_owned));
    let questions = asked.and_then(|asked| questions(&asked.split('\n').map(str::to_owned).collect::<Vec<_>>()));
    let Some(questions) = questions else { return malformed() };
    let live = provider.live();
    let most = live.settings.session_management.streams_per_address;
    let Some(watch) = provider.watchers.open(client_address(&request, &live.settings), most) else {
        return too_many(&provider, "streams_per_address");
    };
    drop(live);
    let mut stream = EventStream::new(provider.into_inner(), watch, questions);
    // The first verdicts before the answer begins: a store that cannot tell is a 503 and not an empty stream.
    let begun = match stream.begin().await {
        Ok(begun) => stream::iter([Ok::<_, StoreError>(begun)]),
        Err(error) => return store_error(&error),
    };
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(begun.chain(stream::unfold(stream, |mut stream| async {
            let chunk = stream.next().await?;
            Some((Ok::<_, StoreError>(chunk), stream))
        })))
}

/// Our own iframe on a network that does not ask too much, while session management is on.
fn admit(request: &HttpRequest, provider: &Provider) -> Result<(), HttpResponse> {
    let live = provider.live();
    if !live.settings.session_management.check_session_iframe {
        return Err(json_error(StatusCode::NOT_FOUND, ErrorCode::InvalidRequest, "session management is off"));
    }
    let site = request.headers().get("sec-fetch-site").map(HeaderValue::as_bytes);
    if site.is_some_and(|site| site != b"same-origin") {
        let words = "only the check_session_iframe of this provider may ask";
        return Err(json_error(StatusCode::FORBIDDEN, ErrorCode::InvalidRequest, words));
    }
    match provider.watchers.may_ask(client_address(request, &live.settings)) {
        true => Ok(()),
        false => Err(too_many(provider, "session_status")),
    }
}

fn questions(texts: &[String]) -> Option<Vec<Question>> {
    if texts.is_empty() || texts.len() > MOST {
        return None;
    }
    texts.iter().map(|text| Question::parse(text)).collect()
}

fn malformed() -> HttpResponse {
    let words = "w must hold 1 to 16 texts: origin, client_id and session_state with single spaces";
    json_error(StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest, words)
}

fn unreadable(error: &FormError) -> HttpResponse {
    super::error::form_error(error)
}

fn too_many(provider: &Provider, scope: &'static str) -> HttpResponse {
    provider.metrics.rate_limited(scope);
    let words = "too many requests from this address";
    let mut response = json_error(StatusCode::TOO_MANY_REQUESTS, ErrorCode::TemporarilyUnavailable, words);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    response
}

/// One open stream: its questions with the verdicts last told.
struct EventStream {
    provider: SharedProvider,
    watch: Watch,
    questions: Vec<(Question, Option<Verdict>)>,
    ends_at: Instant,
}

impl EventStream {
    fn new(provider: SharedProvider, watch: Watch, questions: Vec<Question>) -> Self {
        let [life] = random::bytes::<1>();
        // An hour, give or take a tenth, so that streams that began together do not all come back together.
        let life = Duration::from_secs(3_240 + 720 * u64::from(life) / 255);
        let questions = questions.into_iter().map(|question| (question, None)).collect();
        Self { provider, watch, questions, ends_at: Instant::now() + life }
    }

    /// The next piece of the stream; `None` at its end.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            let beat = (Instant::now() + HEARTBEAT).min(self.ends_at);
            match tokio::time::timeout_at(beat, self.watch.changed()).await {
                Ok(None) => return None,
                Ok(Some(_)) => {
                    let text = self.news().await.ok()?;
                    if !text.is_empty() {
                        return Some(Bytes::from(text));
                    }
                }
                Err(_) if Instant::now() >= self.ends_at => return None,
                // Nobody rings for a group or a redirect URI that is taken away: they are looked at with each beat.
                Err(_) => {
                    let text = self.news().await.ok()?;
                    return Some(if text.is_empty() { Bytes::from_static(b":\n\n") } else { Bytes::from(text) });
                }
            }
        }
    }

    /// Watches first and looks then, so that nothing falls between the two.
    async fn begin(&mut self) -> Result<Bytes, StoreError> {
        let mut states = Vec::new();
        for (question, _) in &self.questions {
            if let Verdict::Live(state) = judge(&self.provider, question).await?
                && !states.contains(&state)
            {
                states.push(state);
            }
        }
        states.into_iter().for_each(|state| self.watch.add(state));
        let [wait] = random::bytes::<1>();
        let retry = format!("retry: {}\n\n", 1_000 + 4_000 * u64::from(wait) / 255);
        Ok(Bytes::from(retry + &self.news().await?))
    }

    /// What changed since it was last told.
    async fn news(&mut self) -> Result<String, StoreError> {
        let mut text = String::new();
        for (question, told) in &mut self.questions {
            let is_final = told.is_some_and(|told| !matches!(told, Verdict::Live(_)));
            if is_final {
                continue;
            }
            let verdict = judge(&self.provider, question).await?;
            if *told != Some(verdict) {
                *told = Some(verdict);
                text.push_str(&format!("event: s\ndata: {}\n\n", json!([question.text, verdict.as_str()])));
            }
        }
        Ok(text)
    }
}
