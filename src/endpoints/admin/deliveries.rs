//! Logout deliveries: which apps were not told yet that somebody signed out, or could not be (OpenID Connect Back-Channel
//! Logout 1.0).

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::{Admitted, page};
use crate::endpoints::error::PageError;
use crate::endpoints::languages;
use crate::pages::Page;
use crate::pages::page::name_context;
use crate::protocol::logout_delivery::DeliveryState;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;

/// The most that are shown.
const MOST: u32 = 200;

/// Shows them.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, list).await
}

async fn list(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    _: &Parameters,
) -> Result<HttpResponse, PageError> {
    let languages = languages(request, None);
    let mut rows = Vec::new();
    for (_, ended_at, record) in provider.store.list_deliveries(MOST).await? {
        let client = provider.client(&record.client_id).await?;
        let app = client.map_or(Value::Null, |client| name_context(&client, &languages));
        let next = (record.state == DeliveryState::Pending).then(|| record.next_attempt_at.to_string());
        rows.push(json!({
            "client_id": record.client_id,
            "app": app,
            "ended_at": ended_at.to_string(),
            "failed": record.state == DeliveryState::Failed,
            "attempts": record.attempts,
            "next": next,
            "detail": record.detail,
        }));
    }
    let shown = json!({"deliveries": rows, "most": MOST, "is_full": rows.len() >= MOST as usize});
    let context = admitted.context(provider, ("/admin/deliveries", "deliveries"), shown);
    Ok(Page::new("admin_deliveries.html", context).respond(request, provider))
}
