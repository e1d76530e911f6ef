//! `GET /account/this-login/events`: tells an account page that is open when the picture of its login is out of date, as server-sent
//! events: an app was signed in to, ended, or its server told. The page then puts its part in anew. A browser without script, or one
//! that is refused a stream, has the page as it was loaded, or asks now and then (`requests.rs`).
//!
//! A stream is no use of the login: who only has a page open does not keep it alive. It counts as one of its address's streams.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream;
use serde_json::json;
use tokio::time::Instant;

use super::error::{json_error, store_error, too_many};
use super::{client_address, this_login};
use crate::protocol::error::ErrorCode;
use crate::provider::{Provider, SharedProvider};
use crate::session::browser::Browser;
use crate::session::watchers::Watch;
use crate::store::StoreError;

/// How often a stream looks. What changes a picture is done by other nodes and by jobs, too, so that there is no one bell for it.
const EVERY: Duration = Duration::from_secs(1);
/// How often it says that it is alive.
const BEAT: Duration = Duration::from_secs(10);
/// How long one lasts; the browser then opens another.
const LIFE: Duration = Duration::from_secs(60 * 60);
/// When whoever has too many may come again.
const LATER: Duration = Duration::from_secs(30);

/// Opens a stream for the login of this browser.
pub async fn events(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    if !request.query_string().is_empty() {
        return json_error(StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest, "a stream has no parameters");
    }
    let Some(session_id) = Browser::of(&request).login() else { return nobody() };
    match mark(&provider, &session_id).await {
        Ok(Some(_)) => {}
        Ok(None) => return nobody(),
        Err(error) => return store_error(&error),
    }
    let live = provider.live();
    let most = live.settings.session_management.streams_per_address;
    let Some(watch) = provider.watchers.open(client_address(&request, &live.settings), most) else {
        provider.metrics.rate_limited("streams_per_address");
        return too_many(LATER, "too many streams of this address");
    };
    drop(live);
    let ends_at = Instant::now() + LIFE;
    let stream = LoginEvents { provider: provider.into_inner(), watch, session_id, told: None, ends_at };
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(stream::unfold(stream, |mut stream| async {
            let chunk = stream.next().await?;
            Some((Ok::<_, std::io::Error>(chunk), stream))
        }))
}

/// Nobody is signed in here: a browser does not come again after this.
fn nobody() -> HttpResponse {
    HttpResponse::Unauthorized().insert_header((CACHE_CONTROL, "no-store")).json(json!({"apps": null}))
}

/// The mark of the picture; `None` where the login is over.
async fn mark(provider: &Provider, session_id: &str) -> Result<Option<String>, StoreError> {
    if provider.store.live_session(session_id, provider.now()).await?.is_none() {
        return Ok(None);
    }
    this_login::mark(provider, session_id).await.map(Some)
}

/// One open stream.
struct LoginEvents {
    provider: SharedProvider,
    watch: Watch,
    session_id: String,
    /// The mark that was told last.
    told: Option<String>,
    ends_at: Instant,
}

impl LoginEvents {
    /// The next piece of the stream; `None` at its end.
    async fn next(&mut self) -> Option<Bytes> {
        let beat = Instant::now() + BEAT;
        loop {
            match mark(&self.provider, &self.session_id).await {
                Ok(None) => return None,
                Ok(Some(mark)) if self.told.as_ref() != Some(&mark) => {
                    let news = format!("event: apps\ndata: {mark}\n\n");
                    self.told = Some(mark);
                    return Some(Bytes::from(news));
                }
                Ok(Some(_)) => {}
                // It looks again.
                Err(error) => tracing::debug!(%error, "the apps of a login cannot be read"),
            }
            tokio::select! {
                () = self.watch.closing() => return None,
                () = tokio::time::sleep(EVERY) => {}
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
}
