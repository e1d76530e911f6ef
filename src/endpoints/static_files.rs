//! `/static/*`: files compiled in, and what the operator's branding adds.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::error::PageError;
use super::route::is_known;
use crate::pages::assets::ASSETS;
use crate::pages::files::{self, File};
use crate::provider::Provider;

/// The names of the files that are ready.
pub fn names() -> impl Iterator<Item = &'static str> {
    ASSETS.iter().map(|asset| asset.name).chain([files::BRAND_CSS])
}

/// The file of that name, where it is ready.
pub fn ready(name: &str, asked: &HeaderMap, provider: &Provider) -> Option<HttpResponse> {
    provider.live().files.get(name).map(|file| send(asked, file))
}

/// Sends a file: of those that are ready, where nothing came before the router, or what is read when somebody asks for it,
/// the operator's logo.
pub async fn static_file(request: HttpRequest, name: Path<String>, provider: Data<Provider>) -> HttpResponse {
    if let Some(response) = ready(&name, request.headers(), &provider) {
        return response;
    }
    let file = match name.as_str() {
        "brand-logo" => logo(&provider).and_then(|(content_type, bytes)| files::file(content_type, bytes.into())),
        _ => None,
    };
    match file {
        Some(file) => send(request.headers(), &file),
        None => PageError::NotFound.respond(&request, &provider),
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

fn send(asked: &HeaderMap, file: &File) -> HttpResponse {
    let is_known = is_known(asked, &file.etag);
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((CONTENT_TYPE, file.content_type.clone()))
        .insert_header((CACHE_CONTROL, HeaderValue::from_static("public, max-age=300")))
        .insert_header((ETAG, file.etag.clone()));
    if is_known { response.finish() } else { response.body(file.bytes.clone()) }
}
