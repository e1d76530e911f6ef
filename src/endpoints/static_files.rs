//! `/static/*`: files compiled in, and what the operator's branding adds.

use std::borrow::Cow;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::error::PageError;
use crate::pages::{assets, brand};
use crate::provider::Provider;
use crate::secret::Digest;

/// Sends a file.
pub async fn static_file(request: HttpRequest, name: Path<String>, provider: Data<Provider>) -> HttpResponse {
    if let Some(asset) = assets::find(&name) {
        let bytes = match brand::picture(asset, &provider.live().settings.branding) {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => bytes.into(),
        };
        return send(&request, asset.content_type, bytes);
    }
    match name.as_str() {
        "brand.css" => send(&request, "text/css; charset=utf-8", provider.live().brand_css.clone()),
        "brand-logo" => match logo(&provider) {
            Some((content_type, bytes)) => send(&request, content_type, bytes.into()),
            None => PageError::NotFound.respond(&request, &provider),
        },
        _ => PageError::NotFound.respond(&request, &provider),
    }
}

/// The operator's logo; an SVG cannot run script under the content security policy of every response.
fn logo(provider: &Provider) -> Option<(&'static str, Vec<u8>)> {
    let live = provider.live();
    let path = live.settings.branding.logo.as_deref()?;
    let content_type = match path.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        _ => return None,
    };
    std::fs::read(path).ok().map(|bytes| (content_type, bytes))
}

fn send(request: &HttpRequest, content_type: &'static str, bytes: Bytes) -> HttpResponse {
    let etag = format!("\"{}\"", Digest::of_bytes(&bytes).text());
    let is_known = request.headers().get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes());
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((CONTENT_TYPE, content_type))
        .insert_header((CACHE_CONTROL, "public, max-age=300"))
        .insert_header((ETAG, etag));
    if is_known { response.finish() } else { response.body(bytes) }
}
