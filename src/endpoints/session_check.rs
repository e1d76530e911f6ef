//! `/session-check`: says in words whether this browser can watch sessions from an app's pages. The address of the
//! app decides what is same-site; the page's script tries the rest out in the very browser. Whether another site's
//! frame may read cookies cannot be tried from a page of our own, so the report counts on neither.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::{self, PageError};
use crate::pages::Page;
use crate::protocol::parameters::Parameters;
use crate::protocol::session_state::origin;
use crate::protocol::site::is_same_site;
use crate::provider::Provider;
use crate::session::browser_state;

/// Shows the report.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle(&request, &provider))
}

fn handle(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let live = provider.live().clone();
    let issuer = &live.settings.server.issuer;
    if !live.settings.session_management.check_session_iframe {
        return Err(PageError::NotFound);
    }
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    browser_state::ensure(request);
    let asked = parameters.get("origin").map(str::trim).filter(|asked| !asked.is_empty());
    let app = asked.and_then(origin);
    let context = json!({
        "asked": asked,
        "origin": app,
        "same_site": app.as_deref().map(|app| is_same_site(issuer.as_str(), app)),
        "iframe": issuer.url("/check-session-iframe"),
    });
    Ok(Page::new("session_check.html", context).connects().respond(request, provider))
}
