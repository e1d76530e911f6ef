//! `/static/*`: files compiled in, and what the operator's branding adds.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::error::PageError;
use super::route::is_known;
use crate::pages::assets::ASSETS;
use crate::pages::brand;
use crate::pages::files::{self, File};
use crate::provider::Provider;

/// The names of the files that are ready.
pub fn names() -> impl Iterator<Item = &'static str> {
    ASSETS.iter().map(|asset| asset.name).chain([files::BRAND_CSS, brand::LOGO, brand::ICON])
}

/// The file of that name, where it is ready.
pub fn ready(name: &str, asked: &HeaderMap, provider: &Provider) -> Option<HttpResponse> {
    provider.live().files.get(name).map(|file| send(asked, file))
}

/// Sends a file. A picture of the operator cannot run script: the content security policy of every response and `nosniff` see to it.
pub async fn static_file(request: HttpRequest, name: Path<String>, provider: Data<Provider>) -> HttpResponse {
    ready(&name, request.headers(), &provider).unwrap_or_else(|| PageError::NotFound.respond(&request, &provider))
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
