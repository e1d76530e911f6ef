//! The account's own activity: what the audit has about this person, and a picture of when they were signed in where.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::error::{self, PageError};
use super::lead_on::Onward;
use super::submitted::form_context;
use super::{languages, presence, see_other};
use crate::pages::page::name_context;
use crate::pages::{Page, device, happened};
use crate::protocol::audit::{Actor, Record};
use crate::protocol::client::ClientId;
use crate::protocol::language::Languages;
use crate::protocol::parameters::Parameters;
use crate::protocol::user_agent::device_name;
use crate::provider::Provider;
use crate::say;
use crate::session::browser::{Browser, Token};
use crate::store::StoreError;
use crate::store::audit::Wanted;

/// Records on a page.
pub const ON_A_PAGE: u32 = 30;

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let browser = Browser::of(request);
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Onward::Account.via(provider, &browser, "/login");
    };
    let user = &signed_in.user;
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let before = parameters.get("before").map(str::to_owned);
    let wanted =
        Wanted { sub: Some(user.sub.clone()), before: before.clone(), limit: ON_A_PAGE + 1, ..Wanted::default() };
    let mut records = provider.store.records(&wanted).await?;
    let base = provider.live().settings.server.issuer.path().to_owned();
    if records.is_empty() && before.is_some() {
        // They were removed meanwhile, or never were.
        return Ok(see_other(&format!("{base}/account/activity")));
    }
    let older = cut(&mut records);
    let languages = languages(request, None);
    let mut rows = Vec::with_capacity(records.len());
    for record in &records {
        let actor = Actor::parse(&record.actor);
        let record = &record.as_shown_to(&user.sub);
        let by = match actor {
            Actor::Person(sub) if sub == user.sub => Value::Null,
            Actor::Person(_) | Actor::CommandLine(_) => json!(say!("audit-by-administrator")),
            Actor::Server => json!(say!("audit-by-server")),
            Actor::Client(_) => Value::Null,
            // Whoever did it was not known then.
            Actor::Unknown => Value::Null,
        };
        rows.push(row(provider, record, by, &languages).await?);
    }
    // Once, below the newest: the records of other pages are of other times.
    let presence = if before.is_none() {
        let sessions = provider.store.sessions_of(&user.sub, provider.now()).await?;
        presence::chart(provider, user, &sessions).await?
    } else {
        Value::Null
    };
    let live = provider.live();
    let shown = json!({
        "user": {"name": user.display_name(), "username": user.username},
        "records": rows,
        "is_first": before.is_none(),
        "presence": presence,
        "older": older,
        "retention_days": live.settings.audit.retention.as_secs() / (24 * 60 * 60),
        "sign_out_action": format!("{base}/end-session"),
    });
    let context = form_context(provider, &browser, ("/account/activity", Token::Login), None, shown);
    Ok(Page::new("activity.html", context).respond(request, provider))
}

/// Cuts the one record off that says that there are more, and returns where these go on.
pub fn cut(records: &mut Vec<Record>) -> Option<String> {
    let has_more = records.len() > ON_A_PAGE as usize;
    records.truncate(ON_A_PAGE as usize);
    records.last().filter(|_| has_more).map(|last| last.id.clone())
}

/// What a page shows of a record, with who did it.
pub async fn row(provider: &Provider, record: &Record, by: Value, languages: &Languages) -> Result<Value, StoreError> {
    let app = match record.client_id.as_deref().and_then(ClientId::parse) {
        Some(client_id) => provider.client(&client_id).await?.map_or_else(
            || client_id.to_string(),
            |client| {
                let named = name_context(&client, languages);
                let name = named.get("client_name").and_then(Value::as_str).filter(|name| !name.is_empty());
                name.map_or_else(|| client_id.to_string(), str::to_owned)
            },
        ),
        None => say!("audit-some-app"),
    };
    Ok(json!({
        "at": record.at.to_string(),
        "by": by,
        "event": record.event,
        "words": happened::in_words(record, &app),
        "is_bad": matches!(record.event.as_str(), "login.fail" | "token.replay" | "token.refuse" | "user.lock"),
        "device": if record.agent.is_empty() { Value::Null } else { json!(device::in_words(&device_name(&record.agent))) },
        "ip": record.ip,
        "request_id": record.request_id,
    }))
}
