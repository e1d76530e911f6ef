//! What the iframe asks of the server, by `session_state` values alone: once (`POST …/status`), and to be told of
//! changes (`GET …/events`, a stream of server-sent events). A stream begins with its name; with that name in a status
//! request, the values asked about are watched by the stream. No cookie is read or set, no other site may ask, and
//! nothing here extends a login.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use actix_web::web::{Bytes, Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::{StreamExt as _, stream};
use serde::Deserialize;
use serde_json::json;
use tokio::time::Instant;

use super::client_address;
use super::error::{json_error, store_error, too_many};
use super::form::{self, FormError};
use super::sender::SEC_FETCH_SITE;
use crate::protocol::error::ErrorCode;
use crate::provider::{Provider, SharedProvider};
use crate::random;
use crate::session::elsewhere::watch;
use crate::session::judge::judge;
use crate::session::verdict::Question;
use crate::session::watchers::Watch;

/// Values that one request may ask about.
const MOST: usize = 64;
/// The largest body of a status request, in bytes: what the script sends at most, 32 texts to watch and 32 to drop.
const BODY: usize = 192 * 1024;
/// How often a stream says that it is alive. The script takes one that says nothing for 16 seconds for dead.
const BEAT: Duration = Duration::from_secs(10);
/// How soon a stream looks again for a verdict that could not be had; longer each time.
const AGAIN: Duration = Duration::from_secs(1);
/// How late at most.
const AGAIN_AT_MOST: Duration = Duration::from_secs(20);
/// When whoever asked too often may come again.
const LATER: Duration = Duration::from_secs(5);

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    w: Vec<String>,
    /// The stream that shall watch them.
    stream: Option<String>,
    /// What that stream shall watch no longer.
    #[serde(default)]
    drop: Vec<String>,
}

/// Answers once, and lets a stream watch.
pub async fn status(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    if let Err(refusal) = admit(&request, &provider) {
        return refusal;
    }
    let address = client_address(&request, &provider.live().settings);
    let body = match form::read_json(&request, payload, BODY).await {
        Ok(body) => body,
        Err(error) => return unreadable(&error),
    };
    let Some(asked) = serde_json::from_slice::<Asked>(&body).ok() else { return malformed() };
    let Some(questions) = questions(&asked) else { return malformed() };
    provider.asking.count(address, questions.len());
    // Watched first and judged then, so that nothing falls between the two.
    let watched = match &asked.stream {
        Some(stream) => match watch(&provider, stream, &questions, &asked.drop).await {
            Ok(added) => Some(added),
            Err(error) => return store_error(&error),
        },
        None => None,
    };
    let mut words = Vec::with_capacity(questions.len());
    let mut failure = None;
    for question in &questions {
        match judge(&provider, question).await {
            Ok(verdict) => words.push(Some(verdict.as_str())),
            // What cannot be read of one is no reason to leave the others without an answer.
            Err(error) => {
                words.push(None);
                failure = Some(error);
            }
        }
    }
    if let Some(error) = failure.filter(|_| words.iter().all(Option::is_none)) {
        return store_error(&error);
    }
    let mut answer = json!({"s": words});
    if let (Some(watched), Some(answer)) = (watched, answer.as_object_mut()) {
        answer.insert("stream".to_owned(), watched.as_str().into());
    }
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(answer)
}

/// Opens a stream, which tells its name, the verdict of whatever it is given to watch, and each change.
pub async fn events(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    if let Err(refusal) = admit(&request, &provider) {
        return refusal;
    }
    // The script of former versions names its values here, and would wait for ever for what no stream tells them.
    if !request.query_string().is_empty() {
        let words = "a stream has no parameters: values are added to it by POST status";
        return json_error(StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest, words);
    }
    let live = provider.live();
    let most = live.settings.session_management.streams_per_address;
    let Some(watch) = provider.watchers.open(client_address(&request, &live.settings), most) else {
        return come_later(&provider, "streams_per_address");
    };
    drop(live);
    let begun = Bytes::from(format!("event: id\ndata: {}\n\n", watch.id()));
    let stream = EventStream::new(provider.into_inner(), watch);
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(stream::iter([Ok::<_, std::io::Error>(begun)]).chain(stream::unfold(stream, |mut stream| async {
            let chunk = stream.next().await?;
            Some((Ok(chunk), stream))
        })))
}

/// Our own iframe on a network that does not ask too much, while session management is on.
fn admit(request: &HttpRequest, provider: &Provider) -> Result<(), HttpResponse> {
    let live = provider.live();
    if !live.settings.session_management.check_session_iframe {
        return Err(json_error(StatusCode::NOT_FOUND, ErrorCode::InvalidRequest, "session management is off"));
    }
    let site = request.headers().get(SEC_FETCH_SITE).map(HeaderValue::as_bytes);
    if site.is_some_and(|site| site != b"same-origin") {
        let words = "only the check_session_iframe of this provider may ask";
        return Err(json_error(StatusCode::FORBIDDEN, ErrorCode::InvalidRequest, words));
    }
    match provider.asking.may_ask(client_address(request, &live.settings)) {
        true => Ok(()),
        false => Err(come_later(provider, "session_status")),
    }
}

fn questions(asked: &Asked) -> Option<Vec<Question>> {
    let has_purpose = !asked.w.is_empty() || (asked.stream.is_some() && !asked.drop.is_empty());
    if !has_purpose || asked.w.len() > MOST || asked.drop.len() > MOST {
        return None;
    }
    asked.w.iter().map(|text| Question::parse(text)).collect()
}

fn malformed() -> HttpResponse {
    let words = "w must hold 1 to 64 texts: origin, client_id and session_state with single spaces. With stream, w may be \
                 empty if drop holds 1 to 64 texts";
    json_error(StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest, words)
}

fn unreadable(error: &FormError) -> HttpResponse {
    super::error::form_error(error)
}

fn come_later(provider: &Provider, scope: &'static str) -> HttpResponse {
    provider.metrics.rate_limited(scope);
    too_many(LATER, "too many requests from this address")
}

/// One open stream.
struct EventStream {
    provider: SharedProvider,
    watch: Watch,
    ends_at: Instant,
}

impl EventStream {
    fn new(provider: SharedProvider, watch: Watch) -> Self {
        let [life] = random::bytes::<1>();
        // Half a day, give or take a tenth, so that streams that began together do not all come back together.
        let life = Duration::from_secs(38_880 + 8_640 * u64::from(life) / 255);
        Self { provider, watch, ends_at: Instant::now() + life }
    }

    /// The next piece of the stream; `None` at its end.
    async fn next(&mut self) -> Option<Bytes> {
        let (beat, mut again) = (Instant::now() + BEAT, AGAIN);
        loop {
            let (news, is_whole) = self.news().await;
            if !news.is_empty() {
                return Some(Bytes::from(news));
            }
            let until = if is_whole { beat } else { beat.min(Instant::now() + again) };
            again = if is_whole { AGAIN } else { (again * 2).min(AGAIN_AT_MOST) };
            tokio::select! {
                () = self.watch.closing() => return None,
                () = tokio::time::sleep_until(until.min(self.ends_at)) => {}
                () = self.watch.due(), if is_whole => continue,
            }
            let now = Instant::now();
            if now >= self.ends_at {
                return None;
            }
            if now >= beat {
                return Some(Bytes::from_static(b"event: beat\ndata: 1\n\n"));
            }
        }
    }

    /// What changed since it was last told, and whether that is all: a store that cannot tell now is asked again, and
    /// nobody is told anything of it.
    async fn news(&self) -> (String, bool) {
        let (mut text, mut is_whole) = (String::new(), true);
        for question in self.watch.take_due() {
            match judge(&self.provider, &question).await {
                Ok(verdict) if self.watch.is_news(&question, verdict) => {
                    text.push_str(&format!("event: s\ndata: {}\n\n", json!([question.text(), verdict.as_str()])));
                }
                Ok(_) => {}
                Err(_) => {
                    self.watch.put_back(&question);
                    is_whole = false;
                }
            }
        }
        (text, is_whole)
    }
}
