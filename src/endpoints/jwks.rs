//! `jwks_uri` (RFC 7517 §5): every key whose signatures may still be checked, and the next one.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::keys::KEY_SET_MAX_AGE;
use crate::provider::Provider;

/// The key set.
pub fn jwks(_: &HeaderMap, provider: &Provider) -> Option<HttpResponse> {
    const { assert!(KEY_SET_MAX_AGE.as_secs() == 300, "the header below says so") };
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, HeaderValue::from_static("application/json")))
        .insert_header((CACHE_CONTROL, HeaderValue::from_static("public, max-age=300")));
    Some(response.body(provider.keyring.load().jwks()))
}
