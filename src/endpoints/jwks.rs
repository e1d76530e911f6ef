//! `jwks_uri` (RFC 7517 §5): every key whose signatures may still be checked, and the next one.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::Data;

use crate::keys::KEY_SET_MAX_AGE;
use crate::provider::Provider;

/// Sends the key set.
pub async fn jwks(provider: Data<Provider>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json"))
        .insert_header((CACHE_CONTROL, format!("public, max-age={}", KEY_SET_MAX_AGE.as_secs())))
        .body(provider.keyring.load().jwks())
}
