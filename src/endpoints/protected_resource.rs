//! `/.well-known/oauth-protected-resource` (RFC 9728): what a program needs to know that was refused at userinfo, which is a
//! resource of this provider by the name of the issuer.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, HeaderMap, HeaderValue};
use serde_json::json;

use crate::provider::Provider;

/// The well-known part of its address (§3).
pub const WELL_KNOWN: &str = "/.well-known/oauth-protected-resource";

/// The document (§2). `resource` is the identifier that its address was made from (§3.3).
pub fn metadata(_: &HeaderMap, provider: &Provider) -> Option<HttpResponse> {
    let live = provider.live();
    let issuer = live.settings.server.issuer.as_str();
    let algorithms = live.settings.tokens.dpop.algorithms.iter().map(|algorithm| algorithm.as_str());
    let mut response = HttpResponse::Ok();
    response.insert_header((CACHE_CONTROL, HeaderValue::from_static("public, max-age=300")));
    Some(response.json(json!({
        "resource": issuer,
        "authorization_servers": [issuer],
        "scopes_supported": live.settings.catalogue.known_scopes().collect::<Vec<_>>(),
        "bearer_methods_supported": ["header", "body"],
        "dpop_signing_alg_values_supported": algorithms.collect::<Vec<_>>(),
        "resource_name": live.settings.branding.name,
    })))
}

/// Where it is, as a parameter of a challenge (§5.1).
pub fn parameter(provider: &Provider) -> String {
    let live = provider.live();
    let issuer = &live.settings.server.issuer;
    format!("resource_metadata=\"{}{WELL_KNOWN}{}\"", issuer.origin(), issuer.path())
}
