//! `check_session_iframe` (OpenID Connect Session Management 1.0 §3.2; SEC-52, SEC-55): static bytes, the only page
//! that may be framed. Its script compares what a client's page posts with the browser-state cookie, and asks the
//! server what no cookie can tell: whether the login ended elsewhere, or anything at all where the browser keeps the
//! cookie from the frame. Its answer table stands in `docs/session-management.md`.

use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG, HeaderValue, IF_NONE_MATCH};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::error::PageError;
use crate::provider::Provider;
use crate::secret::Digest;

const SCRIPT: &str = include_str!("../../static/check_session_iframe.js");
const WATCH: &str = include_str!("../../static/watch.js");
/// Stands in both scripts for the digest of the second: pages of one version share a worker of that version.
const VERSION: &str = "WATCH_VERSION";

static WATCH_VERSION: LazyLock<String> = LazyLock::new(|| Digest::of(WATCH).text());
static WATCH_SCRIPT: LazyLock<String> = LazyLock::new(|| WATCH.replace(VERSION, &WATCH_VERSION));

/// A page with the policy that lets just its script run; made once for a provider.
pub struct Page {
    html: Bytes,
    policy: String,
    etag: String,
}

impl Page {
    /// The page that reads the cookie of that name.
    pub fn new(cookie_name: &str) -> Self {
        let script = SCRIPT.replace("COOKIE_NAME", cookie_name).replace(VERSION, &WATCH_VERSION);
        let hash = STANDARD.encode(Digest::of(&script).as_bytes());
        let policy = format!(
            "default-src 'none'; script-src 'sha256-{hash}' 'self'; worker-src 'self'; connect-src 'self'; \
             base-uri 'none'; form-action 'none'; frame-ancestors *"
        );
        let html = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Session</title><script>{script}</script></html>"
        );
        let etag = format!("\"{}\"", Digest::of(&html).text());
        Self { html: html.into(), policy, etag }
    }
}

/// Sends the page.
pub async fn check_session_iframe(request: HttpRequest, provider: Data<Provider>, page: Data<Page>) -> HttpResponse {
    if !provider.live().settings.session_management.check_session_iframe {
        return PageError::NotFound.respond(&request, &provider);
    }
    let mut response = unless_known(&request, "text/html; charset=utf-8", page.html.clone(), &page.etag);
    if let Ok(policy) = HeaderValue::from_str(&page.policy) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Sends the script that is told of changes, in the page or as the shared worker of all pages of a site.
pub async fn watch(request: HttpRequest) -> HttpResponse {
    static ETAG_OF_WATCH: LazyLock<String> = LazyLock::new(|| format!("\"{}\"", Digest::of(&WATCH_SCRIPT).text()));
    let script = Bytes::from_static(WATCH_SCRIPT.as_bytes());
    let mut response = unless_known(&request, "text/javascript; charset=utf-8", script, &ETAG_OF_WATCH);
    // A worker has a policy of its own.
    let policy = HeaderValue::from_static("default-src 'none'; connect-src 'self'");
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    response
}

fn unless_known(request: &HttpRequest, content_type: &'static str, body: Bytes, etag: &str) -> HttpResponse {
    let is_known = request.headers().get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes());
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .content_type(content_type)
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((ETAG, etag));
    if is_known { response.finish() } else { response.body(body) }
}
