//! `check_session_iframe` (OpenID Connect Session Management 1.0 §3.2; SEC-52, SEC-55): static bytes, the only page
//! that may be framed. Its script compares what a client's page posts with the browser-state cookie. Where the browser
//! keeps that cookie from the frame it stays silent: it cannot know, so it does not claim to.

use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::provider::Provider;
use crate::secret::Digest;
use crate::session::browser_state::cookie_name;

const SCRIPT: &str = include_str!("../../static/check_session_iframe.js");

/// A page with the policy that lets just its script run.
struct Page {
    html: String,
    policy: String,
    etag: String,
}

impl Page {
    fn new(https: bool) -> Self {
        let script = SCRIPT.replace("COOKIE_NAME", cookie_name(https));
        let hash = STANDARD.encode(Digest::of(&script).as_bytes());
        let policy = format!(
            "default-src 'none'; script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors *"
        );
        let html = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Session</title><script>{script}</script></html>"
        );
        let etag = format!("\"{}\"", Digest::of(&html).text());
        Self { html, policy, etag }
    }
}

static PAGES: LazyLock<[Page; 2]> = LazyLock::new(|| [Page::new(false), Page::new(true)]);

/// Sends the page.
pub async fn check_session_iframe(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    let [plain, secure] = &*PAGES;
    let page = if provider.live().settings.server.issuer.is_https() { secure } else { plain };
    let is_known = request.headers().get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == page.etag.as_bytes());
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_SECURITY_POLICY, page.policy.as_str()))
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((ETAG, page.etag.as_str()));
    if is_known { response.finish() } else { response.body(page.html.as_str()) }
}
