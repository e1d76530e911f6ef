//! Activity: the audit.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::{Admitted, page, path_of, segment};
use crate::endpoints::activity::{ON_A_PAGE, cut, row};
use crate::endpoints::error::PageError;
use crate::endpoints::languages;
use crate::pages::Page;
use crate::pages::happened::by_whom_in_words;
use crate::protocol::audit::{Actor, Record, What};
use crate::protocol::parameters::Parameters;
use crate::protocol::user::Subject;
use crate::provider::Provider;
use crate::store::audit::Wanted;

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, list).await
}

async fn list(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    let given = |name: &str| parameters.get(name).filter(|text| !text.is_empty());
    let person = given("person").map(Subject::new);
    let families = families();
    let event = given("event").filter(|event| families.contains(event));
    let before = given("before").map(str::to_owned);
    let wanted = Wanted {
        sub: person.clone(),
        event: event.map(str::to_owned),
        before: before.clone(),
        limit: ON_A_PAGE + 1,
        ..Wanted::default()
    };
    let mut records = provider.store.records(&wanted).await?;
    let older = cut(&mut records).map(|last| {
        let person = person.as_ref().map(|sub| format!("&person={}", segment(sub.as_str()))).unwrap_or_default();
        let event = event.map(|event| format!("&event={}", segment(event))).unwrap_or_default();
        format!("before={}{person}{event}", segment(&last))
    });
    let user = match &person {
        Some(sub) => provider.store.user(sub).await?,
        None => None,
    };
    let shown = json!({
        "records": rows(request, provider, &records).await?,
        "person": person.as_ref().map(|sub| json!({
            "sub": sub,
            "name": user.as_ref().map_or(sub.as_str(), |user| user.display_name()),
            "path": user.as_ref().map(|user| path_of(&user.sub)),
        })),
        "event": event,
        "events": families,
        "is_first": before.is_none(),
        "older": older,
    });
    let context = admitted.context(provider, ("/admin/activity", "activity"), shown);
    Ok(Page::new("admin_activity.html", context).respond(request, provider))
}

/// The kinds of events, each once, in their order.
fn families() -> Vec<&'static str> {
    let mut families: Vec<&str> = Vec::new();
    for what in What::ALL {
        let family = what.as_str().split('.').next().unwrap_or_default();
        if !families.contains(&family) {
            families.push(family);
        }
    }
    families
}

/// Records with the people they name.
pub async fn rows(request: &HttpRequest, provider: &Provider, records: &[Record]) -> Result<Vec<Value>, PageError> {
    let languages = languages(request, None);
    let mut names = Names::default();
    let mut rows = Vec::with_capacity(records.len());
    for record in records {
        let person = match &record.sub {
            Some(sub) => names.of(provider, sub).await?,
            None => Value::Null,
        };
        let by = match Actor::parse(&record.actor) {
            Actor::Person(sub) if record.sub.as_deref() == Some(sub.as_str()) => Value::Null,
            Actor::Person(sub) => json!({"by": names.of(provider, sub.as_str()).await?}),
            other => by_whom_in_words(&other).map_or(Value::Null, |words| json!({"words": words})),
        };
        let mut row = row(provider, record, by, &languages).await?;
        if let Value::Object(row) = &mut row {
            row.insert("person".to_owned(), person);
        }
        rows.push(row);
    }
    Ok(rows)
}

/// What people are called now, each looked up once.
#[derive(Default)]
pub struct Names(HashMap<String, Value>);

impl Names {
    /// What the person of this `sub` is called, and where their page is; the `sub` where there is no such person any more.
    pub async fn of(&mut self, provider: &Provider, sub: &str) -> Result<Value, PageError> {
        if let Some(known) = self.0.get(sub) {
            return Ok(known.clone());
        }
        let sub = Subject::new(sub);
        let user = provider.store.user(&sub).await?;
        let shown = match &user {
            Some(user) => json!({"name": user.username, "path": path_of(&sub)}),
            None => json!({"name": sub, "path": Value::Null}),
        };
        self.0.insert(sub.as_str().to_owned(), shown.clone());
        Ok(shown)
    }
}
