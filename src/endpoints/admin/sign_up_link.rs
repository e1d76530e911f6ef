//! A link with which people make accounts, shown once, with its QR code.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::{Admitted, form};
use crate::endpoints::error::PageError;
use crate::pages::{Page, qr};
use crate::people;
use crate::protocol::parameters::Parameters;
use crate::protocol::sign_up::{DAYS, USES};
use crate::provider::Provider;

/// Makes one.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    form(request, payload, provider, "/admin/people", make).await
}

async fn make(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    let live = provider.live().clone();
    let typed =
        |name: &str, usual: u32| parameters.get(name).and_then(|text| text.trim().parse().ok()).unwrap_or(usual);
    let (uses, days) = (typed("uses", USES), typed("days", DAYS));
    let (issuer, settings) = (&live.settings.server.issuer, &live.settings.login.sign_up);
    let made = people::sign_up_link(provider.store.as_ref(), (issuer, settings), (uses, days), provider.now()).await?;
    let (status, shown) = match made {
        Ok((link, sign_up)) => {
            tracing::info!(administrator = %admitted.user().sub, "a sign-up link was made by an administrator");
            let shown = json!({
                "link": link.expose(),
                "qr": qr::svg(link.expose()),
                "uses": sign_up.uses_left,
                "expires_at": sign_up.expires_at.to_string(),
            });
            (StatusCode::OK, shown)
        }
        Err(refused) => (StatusCode::CONFLICT, json!({"refused": refused.said()})),
    };
    let context = admitted.context(provider, ("/admin/people", "people"), shown);
    Ok(Page::new("admin_sign_up_link.html", context).status(status).respond(request, provider))
}
