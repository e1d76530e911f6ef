//! Groups: who is in them, and which apps ask for them. Their counts are read as a whole, from the index that has nothing else;
//! search, order and pages are of that.

use std::collections::BTreeMap;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::list::{Asked, has, most_first, page_of};
use super::{Admitted, app_row, page, segment};
use crate::endpoints::error::PageError;
use crate::endpoints::languages;
use crate::pages::Page;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;

/// What is known of a group.
#[derive(Default)]
struct Group {
    people: u64,
    apps: Vec<Value>,
}

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
    let asked = Asked::new(parameters, &["q", "sort"]);
    let (most, text) = (asked.word("sort", &["people"]), asked.text());
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for (name, people) in provider.store.groups().await? {
        groups.entry(name).or_default().people = people;
    }
    let (live, languages) = (provider.live(), languages(request, None));
    let mut clients: Vec<_> = live.clients.values().collect();
    clients.sort_by(|one, other| one.client_id.as_str().cmp(other.client_id.as_str()));
    for client in clients {
        for group in &client.allowed_groups {
            groups.entry(group.clone()).or_default().apps.push(app_row(client, &languages));
        }
    }
    let found = groups.into_iter().filter(|(name, _)| text.as_deref().is_none_or(|text| has(name, text)));
    let keyed = found.map(|(name, group)| {
        let key = if most.is_some() { most_first(group.people, &name) } else { name.clone() };
        (key, json!({"name": name, "query": segment(&name), "people": group.people, "apps": group.apps}))
    });
    let (rows, next) = page_of(keyed.collect(), asked.after());
    let shown = asked.context(next.as_deref(), json!({"groups": rows, "sort": most}));
    let context = admitted.context(provider, ("/admin/groups", "groups"), shown);
    Ok(Page::new("admin_groups.html", context).respond(request, provider))
}
