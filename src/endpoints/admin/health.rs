//! Whether this server is well: what `/readyz` and `/metrics` know, in words, and what to do where something is not.

use std::time::Duration;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::{Admitted, page};
use crate::clock::Timestamp;
use crate::endpoints::condition::{self, StoredKeys};
use crate::endpoints::error::PageError;
use crate::pages::Page;
use crate::protocol::parameters::Parameters;
use crate::protocol::revision::Age;
use crate::provider::Provider;

/// How old the newest backup may be: a day, and the hour after which one that failed is tried again.
const BACKED_UP_WITHIN: Duration = Duration::from_secs(26 * 60 * 60);
/// What a size is counted in.
const MEGABYTE: u64 = 1_000_000;

/// How a part of the server is.
#[derive(Clone, Copy)]
enum State {
    /// As it should be.
    Fine,
    /// Somebody is to look at it.
    Doubtful,
    /// It does not do its work.
    Broken,
    /// The operator wants none.
    Off,
}

/// A part of the server: how it is, and what is known of it.
struct Part {
    state: State,
    known: Value,
}

impl Part {
    /// A part that is fine, or otherwise as `state` says.
    fn new(is_fine: bool, state: State, known: Value) -> Self {
        Self { state: if is_fine { State::Fine } else { state }, known }
    }

    /// One that the operator wants none of.
    fn off() -> Self {
        Self { state: State::Off, known: json!({}) }
    }

    fn shown(self) -> Value {
        let mut shown = self.known;
        if let Value::Object(shown) = &mut shown {
            let state = match self.state {
                State::Fine => "ok",
                State::Doubtful => "warn",
                State::Broken => "bad",
                State::Off => "off",
            };
            shown.insert("state".to_owned(), json!(state));
        }
        shown
    }
}

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, health).await
}

async fn health(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    _: &Parameters,
) -> Result<HttpResponse, PageError> {
    let now = provider.now();
    let age = condition::age_in_a_writable_database(provider).await;
    let parts = [
        ("database", database(provider, age.is_some()).await),
        ("keys", keys(provider)),
        ("configuration", configuration(provider, age.unwrap_or_default())),
        ("mail", mail(provider).await?),
        ("deliveries", deliveries(provider).await?),
        ("backup", backup(provider, now)),
    ];
    let is_fine = parts.iter().all(|(_, part)| matches!(part.state, State::Fine | State::Off));
    let mut shown = json!({"is_fine": is_fine, "version": env!("CARGO_PKG_VERSION"), "node": provider.store.node()});
    if let Value::Object(shown) = &mut shown {
        shown.extend(parts.map(|(name, part)| (name.to_owned(), part.shown())));
    }
    let context = admitted.context(provider, ("/admin/health", "health"), shown);
    Ok(Page::new("admin_health.html", context).respond(request, provider))
}

async fn database(provider: &Provider, takes_writes: bool) -> Part {
    let is_file = provider.live().settings.storage.database.file().is_some();
    let state = provider.store.database_state().await.ok();
    let known = json!({
        "kind": if is_file { "SQLite" } else { "PostgreSQL" },
        "schema": state.map(|state| state.schema.to_string()),
        "megabytes": state.map(|state| state.bytes.div_ceil(MEGABYTE)),
    });
    Part::new(takes_writes, State::Broken, known)
}

fn keys(provider: &Provider) -> Part {
    let keys = condition::signing_since(provider);
    let missing: Vec<&str> = keys.iter().filter(|(_, since)| since.is_none()).map(|(alg, _)| *alg).collect();
    let signing = keys.iter().filter_map(|(alg, since)| Some(json!({"alg": alg, "since": (*since)?.to_string()})));
    let stored = condition::stored_keys(provider);
    let known = json!({
        "signing": signing.collect::<Vec<Value>>(),
        "missing": missing.join(", "),
        "not_again": stored == StoredKeys::NotAgain,
        "others_sign": stored == StoredKeys::Missing,
    });
    let state = if missing.is_empty() && stored == StoredKeys::NotAgain { State::Doubtful } else { State::Broken };
    Part::new(missing.is_empty() && stored == StoredKeys::TakenIn, state, known)
}

/// `age` is what the database says; one that does not answer says nothing of the configuration.
fn configuration(provider: &Provider, age: Age) -> Part {
    let (is_in_force, at) = provider.metrics.last_reload();
    let (revision, newest) = match age {
        Age::Newest => (None, None),
        Age::Older { number, newest } => (Some(number), Some(newest)),
        Age::Unnumbered { newest } => (None, Some(newest)),
    };
    let known = json!({
        "digest": provider.live().settings.digest,
        "at": at.map(|at| at.to_string()),
        "refused": !is_in_force,
        "revision": revision.map(|number| number.to_string()),
        "newest": newest.map(|number| number.to_string()),
        "next": newest.map(|number| number.saturating_add(1).to_string()),
    });
    Part::new(is_in_force && age == Age::Newest, State::Doubtful, known)
}

async fn mail(provider: &Provider) -> Result<Part, PageError> {
    if provider.live().settings.smtp.is_none() {
        return Ok(Part::off());
    }
    let (waiting, failed_at) = (provider.store.waiting_mails().await?, provider.metrics.mail_failed_at());
    let known = json!({
        "waiting": waiting.count,
        "oldest": waiting.oldest.map(|at| at.to_string()),
        "failed_at": failed_at.map(|at| at.to_string()),
    });
    Ok(Part::new(waiting.tried == 0 && failed_at.is_none(), State::Doubtful, known))
}

async fn deliveries(provider: &Provider) -> Result<Part, PageError> {
    let known = json!({
        "waiting": provider.store.count_pending_deliveries().await?,
    });
    Ok(Part::new(!provider.store.deliveries_fail().await?, State::Doubtful, known))
}

fn backup(provider: &Provider, now: Timestamp) -> Part {
    let live = provider.live();
    if live.settings.storage.backup.is_none() || live.settings.storage.database.file().is_none() {
        return Part::off();
    }
    let made_at = provider.metrics.backed_up_at();
    let is_old = made_at.is_some_and(|at| now.since(at) > BACKED_UP_WITHIN);
    let known = json!({
        "at": made_at.map(|at| at.to_string()),
    });
    Part::new(!is_old && !provider.metrics.backups_fail(), State::Doubtful, known)
}
