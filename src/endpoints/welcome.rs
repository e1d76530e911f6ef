//! `/`: a plain welcome, or the account of whoever is signed in.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::account::{self, Done, Notice};
use super::error::{self, PageError};
use crate::pages::Page;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::session::browser::Browser;

/// Shows the page.
pub async fn welcome(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle(&request, &provider).await)
}

async fn handle(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let browser = Browser::of(request);
    if let Some(signed_in) = browser.signed_in(provider).await? {
        let parameters = Parameters::parse(request.query_string().as_bytes())?;
        let done = parameters.get("done").and_then(Done::parse);
        let notice = done.map_or(Notice::None, Notice::Done);
        return account::page(request, provider, &browser, &signed_in, notice).await;
    }
    let live = provider.live();
    let server = &live.settings.server;
    let context = json!({
        "issuer": server.issuer.as_str(),
        "discovery": server.issuer.url("/.well-known/openid-configuration"),
        "setup_pending": !provider.store.has_admin().await?,
        "development": server.development,
        "demo": provider.demo_url.load().as_deref(),
        "message": null,
    });
    Ok(Page::new("welcome.html", context).respond(request, provider))
}
