//! What there is, and what happened last.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::activity::rows;
use super::{Admitted, count_sessions, hours, keys, page, sign_ins, usage};
use crate::endpoints::error::PageError;
use crate::pages::Page;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::store::audit::Wanted;

/// How many records of the audit are shown.
const LAST: u32 = 10;

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, overview).await
}

async fn overview(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    _: &Parameters,
) -> Result<HttpResponse, PageError> {
    let (store, live) = (&provider.store, provider.live());
    let records = store.records(&Wanted { limit: LAST, ..Wanted::default() }).await?;
    let registered = store.registered_clients().await?.len();
    let (sessions, many_sessions) = count_sessions(provider).await?;
    let shown = json!({
        "people": store.count_people().await?,
        "sessions": sessions,
        "many_sessions": many_sessions,
        "apps": live.clients.len() + registered,
        "registered": registered,
        "waiting": store.count_pending_deliveries().await?,
        "sign_ups": store.count_waiting().await?,
        "sign_ins": sign_ins::chart(provider).await?,
        "hours": hours::of_the_worst(request, provider).await?,
        "usage": usage::table(request, provider).await?,
        "keys": keys::timeline(provider).await?,
        "records": rows(request, provider, &records).await?,
        "issuer": live.settings.server.issuer.as_str(),
        "version": env!("CARGO_PKG_VERSION"),
    });
    let context = admitted.context(provider, ("/admin", "overview"), shown);
    Ok(Page::new("admin.html", context).respond(request, provider))
}
