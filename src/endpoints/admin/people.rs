//! People: a list with search, in two orders, whose pages go on from the last one shown.

use std::collections::HashSet;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::list::{Asked, ON_A_PAGE};
use super::{Admitted, page, person_row};
use crate::endpoints::error::PageError;
use crate::pages::Page;
use crate::protocol::parameters::Parameters;
use crate::protocol::sign_up::{DAYS, MOST_DAYS, MOST_USES, USES};
use crate::protocol::user::Subject;
use crate::provider::Provider;
use crate::store::people::{WantedPeople, newest_key};

/// Shows the list.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, list).await
}

async fn list(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    let asked = Asked::new(parameters, &["q", "group", "only", "sort"]);
    let newest = asked.word("sort", &["newest"]).is_some();
    let only = asked.word("only", &["administrators", "locked", "waiting"]);
    let wanted = WantedPeople {
        text: asked.text(),
        group: asked.given("group").map(str::to_owned),
        administrators: only == Some("administrators"),
        locked: only == Some("locked"),
        waiting: only == Some("waiting"),
        after: asked.after().map(str::to_owned),
        newest,
        limit: ON_A_PAGE + 1,
    };
    let mut people = provider.store.find_people(&wanted).await?;
    let has_more = people.len() > ON_A_PAGE as usize;
    people.truncate(ON_A_PAGE as usize);
    let last = people.last().filter(|_| has_more);
    let next = last.map(|last| if newest { newest_key(last) } else { last.username.clone() });
    // Whoever waits is locked, and few are.
    let locked: Vec<Subject> = people.iter().filter(|user| user.locked).map(|user| user.sub.clone()).collect();
    let waiting = if locked.is_empty() { HashSet::new() } else { provider.store.who_waits(&locked).await? };
    let rows = people.iter().map(|user| {
        let mut row = person_row(user);
        if let Value::Object(row) = &mut row {
            row.insert("waits".to_owned(), json!(waiting.contains(&user.sub)));
        }
        row
    });
    let settings = &provider.live().settings.login.sign_up;
    let shown = json!({
        "people": rows.collect::<Vec<_>>(),
        "waiting": provider.store.count_waiting().await?,
        "sign_up_links": settings.takes_links().then(|| json!({
            "action": format!("{}/admin/sign-up-link", provider.live().settings.server.issuer.path()),
            "uses": USES, "most_uses": MOST_USES, "days": DAYS, "most_days": MOST_DAYS,
        })),
        "group": wanted.group,
        "only": only,
        "newest": newest,
        "total": provider.store.count_people().await?,
    });
    let shown = asked.context(next.as_deref(), shown);
    let context = admitted.context(provider, ("/admin/people", "people"), shown);
    Ok(Page::new("admin_people.html", context).respond(request, provider))
}
