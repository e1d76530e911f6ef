//! Logout deliveries: which apps were not told yet that somebody signed out, or could not be (OpenID Connect Back-Channel
//! Logout 1.0).

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::list::{Asked, ON_A_PAGE};
use super::{Admitted, apps, page};
use crate::endpoints::error::PageError;
use crate::endpoints::languages;
use crate::logout::plan::milliseconds;
use crate::pages::Page;
use crate::pages::page::name_context;
use crate::protocol::logout_delivery::DeliveryState;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::store::lists::{DeliveryOrder, WantedDeliveries};

/// Shows them.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, list).await
}

async fn list(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    let asked = Asked::new(parameters, &["q", "only", "sort"]);
    let (only, sort) = (asked.word("only", &["waiting", "failed"]), asked.word("sort", &["oldest", "app"]));
    let clients = match asked.text() {
        Some(text) => Some(apps::meant(request, provider, &text).await?),
        None => None,
    };
    let wanted = WantedDeliveries {
        clients,
        state: only.map(|only| if only == "failed" { DeliveryState::Failed } else { DeliveryState::Pending }),
        order: match sort {
            Some("oldest") => DeliveryOrder::Oldest,
            Some(_) => DeliveryOrder::App,
            None => DeliveryOrder::Newest,
        },
        after: asked.after().map(str::to_owned),
        limit: ON_A_PAGE,
    };
    let found = provider.store.find_deliveries(&wanted).await?;
    let languages = languages(request, None);
    let mut rows = Vec::with_capacity(found.rows.len());
    for (_, ended_at, record) in found.rows {
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
            "was_tried": record.took.is_some(),
            "took": record.took.map(milliseconds),
        }));
    }
    let shown = asked.context(found.next.as_deref(), json!({"deliveries": rows, "only": only, "sort": sort}));
    let context = admitted.context(provider, ("/admin/deliveries", "deliveries"), shown);
    Ok(Page::new("admin_deliveries.html", context).respond(request, provider))
}
