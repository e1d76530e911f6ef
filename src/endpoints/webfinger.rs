//! `/.well-known/webfinger` (RFC 7033, OpenID Connect Discovery §2): which issuer speaks for a person.
//!
//! The answer is the same for whatever name is asked about, so that it tells of nobody whether they exist; it looks nothing
//! up. The host of the name is not compared with anything: whoever asks came here because the host in question sent them,
//! and this server can say no more than that it is the issuer.

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::json_error;
use crate::protocol::error::ErrorCode;
use crate::protocol::webfinger::{self, Query, QueryError};
use crate::provider::Provider;

/// Handles a request.
pub async fn webfinger(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    let live = provider.live();
    let mut response = match webfinger::parse(request.query_string().as_bytes()) {
        Ok(Query { resource, wants_issuer }) => {
            let link = json!({"rel": webfinger::ISSUER, "href": live.settings.server.issuer.as_str()});
            let links = if wants_issuer { vec![link] } else { Vec::new() };
            HttpResponse::Ok()
                .insert_header((CONTENT_TYPE, "application/jrd+json"))
                .insert_header((CACHE_CONTROL, "public, max-age=300"))
                .body(json!({"subject": resource, "links": links}).to_string())
        }
        Err(fault) => {
            let unknown = fault == QueryError::OtherScheme;
            let status = if unknown { StatusCode::NOT_FOUND } else { StatusCode::BAD_REQUEST };
            json_error(status, ErrorCode::InvalidRequest, &fault.to_string())
        }
    };
    // RFC 7033 §5.
    response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}
