//! `check_session_iframe` (OpenID Connect Session Management 1.0 §3.2; SEC-52, SEC-55): static bytes, the only page
//! that may be framed. Its script compares what a client's page posts with the browser-state cookie, and asks the
//! server what no cookie can tell: whether the login ended elsewhere, or anything at all where the browser keeps the
//! cookie from the frame. Its answer table stands in `docs/session-management.md`.

use std::sync::LazyLock;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue};
use actix_web::web::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::route::is_known;
use crate::pages::files::{File, file};
use crate::provider::Provider;
use crate::secret::Digest;

const SCRIPT: &str = include_str!("../../static/check_session_iframe.js");
const WATCH: &str = include_str!("../../static/watch.js");
/// Stands in both scripts for the digest of the second: pages of one version share a worker of that version.
const VERSION: &str = "WATCH_VERSION";

static WATCH_VERSION: LazyLock<String> = LazyLock::new(|| Digest::of(WATCH).text());
static WATCH_SCRIPT: LazyLock<Option<File>> =
    LazyLock::new(|| file("text/javascript; charset=utf-8", Bytes::from(WATCH.replace(VERSION, &WATCH_VERSION))));

/// A page with the policy that lets just its script run; made once for a provider.
pub struct Page {
    html: File,
    policy: HeaderValue,
}

impl Page {
    /// The page that reads the cookie of that name. `None` only if the library refuses.
    pub fn new(cookie_name: &str) -> Option<Self> {
        let script = SCRIPT.replace("COOKIE_NAME", cookie_name).replace(VERSION, &WATCH_VERSION);
        let hash = STANDARD.encode(Digest::of(&script).as_bytes());
        let policy = format!(
            "default-src 'none'; script-src 'sha256-{hash}' 'self'; worker-src 'self'; connect-src 'self'; \
             base-uri 'none'; form-action 'none'; frame-ancestors *"
        );
        let html = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Session</title><script>{script}</script></html>"
        );
        let html = file("text/html; charset=utf-8", Bytes::from(html))?;
        Some(Self { html, policy: HeaderValue::try_from(policy).ok()? })
    }

    /// Sends the page, where session management is on.
    pub fn answer(&self, asked: &HeaderMap, provider: &Provider) -> Option<HttpResponse> {
        let is_on = provider.live().settings.session_management.check_session_iframe;
        is_on.then(|| unless_known(asked, &self.html, self.policy.clone()))
    }
}

/// Sends the script that is told of changes, in the page or as the shared worker of all pages of a site.
pub fn watch(asked: &HeaderMap, _: &Provider) -> Option<HttpResponse> {
    // A worker has a policy of its own.
    let policy = HeaderValue::from_static("default-src 'none'; connect-src 'self'");
    WATCH_SCRIPT.as_ref().map(|script| unless_known(asked, script, policy))
}

fn unless_known(asked: &HeaderMap, file: &File, policy: HeaderValue) -> HttpResponse {
    let is_known = is_known(asked, &file.etag);
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((CONTENT_TYPE, file.content_type.clone()))
        .insert_header((CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")))
        .insert_header((ETAG, file.etag.clone()))
        .insert_header((CONTENT_SECURITY_POLICY, policy));
    if is_known { response.finish() } else { response.body(file.bytes.clone()) }
}
