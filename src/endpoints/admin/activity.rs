//! Activity: the audit.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::list::Asked;
use super::{Admitted, apps, page, path_of};
use crate::endpoints::activity::{ON_A_PAGE, cut, row};
use crate::endpoints::error::PageError;
use crate::endpoints::languages;
use crate::pages::Page;
use crate::pages::happened::by_whom_in_words;
use crate::protocol::audit::{Actor, Record, What};
use crate::protocol::parameters::Parameters;
use crate::protocol::user::Subject;
use crate::provider::Provider;
use crate::store::audit::{Concerned, MOST_CONCERNED, Wanted};
use crate::store::people::WantedPeople;

/// One more person than are looked for together.
const MOST_PEOPLE: u32 = MOST_CONCERNED as u32 + 1;

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
    let asked = Asked::new(parameters, &["q", "person", "event", "sort"]);
    let person = asked.given("person").map(Subject::new);
    let families = families();
    let (event, sort) = (asked.word("event", &families), asked.word("sort", &["oldest"]));
    let (concerned, is_cut) = match asked.text() {
        Some(text) => {
            let (concerned, is_cut) = concerned(request, provider, text).await?;
            (Some(concerned), is_cut)
        }
        None => (None, false),
    };
    let after = asked.after().map(str::to_owned);
    let (before, after) = match sort {
        // Behind nothing is the oldest of all.
        Some(_) => (None, Some(after.unwrap_or_default())),
        None => (after, None),
    };
    let wanted = Wanted {
        sub: person.clone(),
        concerned,
        event: event.map(str::to_owned),
        before,
        after,
        since: None,
        limit: ON_A_PAGE + 1,
    };
    let mut records = provider.store.records(&wanted).await?;
    let next = cut(&mut records);
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
        "sort": sort,
        "is_cut": is_cut,
    });
    let shown = asked.context(next.as_deref(), shown);
    let context = admitted.context(provider, ("/admin/activity", "activity"), shown);
    Ok(Page::new("admin_activity.html", context).respond(request, provider))
}

/// The people and apps that a text means, and whether there are more than are looked for. Somebody who is gone is found by
/// their `sub`.
async fn concerned(request: &HttpRequest, provider: &Provider, text: String) -> Result<(Concerned, bool), PageError> {
    let mut clients = apps::meant(request, provider, &text).await?;
    let gone = Subject::new(text.as_str());
    let wanted = WantedPeople { text: Some(text), limit: MOST_PEOPLE, ..WantedPeople::default() };
    let found = provider.store.find_people(&wanted).await?;
    let mut people: Vec<Subject> = found.into_iter().map(|user| user.sub).collect();
    let is_cut = people.len() > MOST_CONCERNED || clients.len() > MOST_CONCERNED;
    people.truncate(MOST_CONCERNED);
    clients.truncate(MOST_CONCERNED);
    if people.is_empty() {
        people.push(gone);
    }
    Ok((Concerned { people, clients }, is_cut))
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
