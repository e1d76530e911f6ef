//! The page of a person's apps: what they may use, with a link that opens each; what each sees of them, and whether it asks
//! them each time; and the page that asks before its access is removed.

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use serde_json::{Value, json};

use super::error::{self, PageError};
use super::lead_on::Onward;
use super::security::must_be_fresh;
use super::submitted::{Submitted, form_context};
use super::{languages, see_other, segment};
use crate::logout;
use crate::pages::sharing::{self, SharedItem};
use crate::pages::{Page, page::initial};
use crate::protocol::apps::{self, Admission, App};
use crate::protocol::client::ClientId;
use crate::protocol::language::Languages;
use crate::protocol::parameters::Parameters;
use crate::protocol::session::SignedIn;
use crate::protocol::shown_client::ShownClient;
use crate::protocol::user::{Subject, User};
use crate::provider::{Live, Provider};
use crate::say;
use crate::session::browser::{Browser, Token};

/// Apps on a page.
const ON_A_PAGE: usize = 50;
/// So many apps are found at a glance; where there are more, there is a field to search them.
const AT_A_GLANCE: usize = 12;
/// The longest text that is searched for, in characters.
const LONGEST: usize = 100;

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

/// Asks whether an app's access is to go.
pub async fn show_remove(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show_remove(&request, &provider).await)
}

/// Removes an app's access.
pub async fn submit_remove(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_remove(&request, payload, &provider).await)
}

/// Has what the person allowed an app answer its later requests again.
pub async fn submit_remember(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_remember(&request, payload, &provider).await)
}

/// What a page shows of an app.
#[derive(Serialize)]
pub struct AppRow<'a> {
    /// The client as the reader sees it.
    #[serde(flatten)]
    pub client: ShownClient<'a>,
    /// The address that opens it; `None` where there is none, and where the person is not admitted.
    open: Option<String>,
    /// When the person signed in to it last.
    signed_in_at: Option<String>,
    /// What it sees, with the very values.
    items: Vec<SharedItem>,
    /// When the person allowed that last.
    allowed_at: Option<String>,
    /// Where nobody was asked: when it got its access.
    got_at: Option<String>,
    /// Whether the person is not admitted there.
    is_refused: bool,
    /// Whether it is disabled, or not known any more.
    is_gone: bool,
    /// Whether nobody is asked before it gets what it asks for.
    needs_no_consent: bool,
    /// Whether the person is asked each time, as they wish.
    asks_each_time: bool,
    /// The value of a query that names it; `None` where it holds nothing that could be removed.
    removable: Option<String>,
}

/// The apps of this person, sorted for a reader of these languages.
pub async fn sorted(provider: &Provider, user: &User, languages: &Languages) -> Result<Vec<App>, PageError> {
    let mut apps = provider.apps_of(user).await?;
    apps::sort(&mut apps, |client| client.shown_in(languages).client_name.to_owned());
    Ok(apps)
}

/// What a page shows of one of them.
pub fn row<'a>(live: &Live, user: &User, app: &'a App, languages: &Languages) -> AppRow<'a> {
    let App { client, admission, access } = app;
    let mut shown = client.shown_in(languages);
    if *admission == Admission::Gone {
        // Nothing of it is loaded or linked to.
        shown = ShownClient { client_uri: None, logo_uri: None, policy_uri: None, tos_uri: None, ..shown };
    }
    let own_page = || shown.client_uri.map(str::to_owned);
    let open = client.initiation(live.settings.server.issuer.as_str()).or_else(own_page);
    AppRow {
        open: open.filter(|_| *admission == Admission::Admitted),
        signed_in_at: access.signed_in_at.map(|at| at.to_string()),
        items: if access.is_held() { items(live, user, app, languages) } else { Vec::new() },
        allowed_at: access.consent.as_ref().map(|consent| consent.granted_at.to_string()),
        got_at: access.granted.as_ref().filter(|_| access.consent.is_none()).map(|granted| granted.since.to_string()),
        is_refused: *admission == Admission::Refused,
        is_gone: *admission == Admission::Gone,
        needs_no_consent: app.needs_no_consent(),
        asks_each_time: app.asks_each_time(),
        removable: access.is_held().then(|| segment(client.client_id.as_str())),
        client: shown,
    }
}

/// What it sees, said as on the page where that is allowed.
fn items(live: &Live, user: &User, app: &App, languages: &Languages) -> Vec<SharedItem> {
    let App { client, access, .. } = app;
    let (scope, catalogue) = (access.scope(), &live.settings.catalogue);
    let mut items = sharing::items(client, catalogue, user, &scope, &access.claims(), |_| false);
    let details = access.granted.as_ref().map(|granted| granted.authorization_details.clone()).unwrap_or_default();
    items.extend(sharing::access(&scope, access.resource(), &details));
    items.extend(sharing::details(&live.settings.authorization_details, languages, &details));
    items
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let browser = Browser::of(request);
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Onward::Apps.via(provider, &browser, "/login");
    };
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let (live, user, languages) = (provider.live().clone(), &signed_in.user, languages(request, None));
    let q = parameters.get("q").map(str::trim).filter(|text| !text.is_empty());
    let q: Option<String> = q.map(|text| text.chars().take(LONGEST).collect());
    let mut apps = sorted(provider, user, &languages).await?;
    let total = apps.len();
    if let Some(q) = &q {
        apps.retain(|app| is_found(q, app, &languages));
    }
    let after = parameters.get("after").and_then(ClientId::parse);
    let Some((apps, next)) = apps::page(apps, after.as_ref(), ON_A_PAGE) else {
        // It was removed meanwhile, or never was there.
        return Ok(see_other(&format!(
            "{}/account/apps{}",
            live.settings.server.issuer.path(),
            query(q.as_deref(), None)
        )));
    };
    let rows: Vec<AppRow<'_>> = apps.iter().map(|app| row(&live, user, app, &languages)).collect();
    let shown = json!({
        "user": whom(user),
        "apps": rows,
        "q": q,
        "searchable": q.is_some() || total > AT_A_GLANCE,
        "is_later": after.is_some(),
        "first": query(q.as_deref(), None),
        "next": next.map(|next| query(q.as_deref(), Some(&next))),
        "administers": user.administers(),
        "help_uri": live.settings.branding.help(),
        "notice": notice(parameters.get("done")),
        "sign_out_action": format!("{}/end-session", live.settings.server.issuer.path()),
    });
    let context = form_context(provider, &browser, ("/account/apps", Token::Login), None, shown);
    let page = rows.iter().fold(Page::new("apps.html", context), |page, row| page.shows(Some(&row.client)));
    Ok(page.respond(request, provider))
}

/// What was done, in words.
fn notice(done: Option<&str>) -> Option<String> {
    match done {
        Some("removed") => Some(say!("account-app-removed")),
        Some("remembered") => Some(say!("account-app-remembered")),
        _ => None,
    }
}

fn whom(user: &User) -> Value {
    json!({"name": user.display_name(), "username": user.username, "initial": initial(user.display_name())})
}

/// Whether a search finds it: by what the reader sees of it, or by what others may have called it.
fn is_found(q: &str, app: &App, languages: &Languages) -> bool {
    let shown = app.client.shown_in(languages);
    let domain = shown.domain.unwrap_or_default();
    apps::is_found(q, &[shown.client_name, &app.client.client_name, app.client.client_id.as_str(), &domain])
}

/// The query of a page of the list; empty for the first page of all.
fn query(q: Option<&str>, after: Option<&ClientId>) -> String {
    let q = q.map(|q| format!("q={}", segment(q)));
    let after = after.map(|after| format!("after={}", segment(after.as_str())));
    let both: Vec<String> = q.into_iter().chain(after).collect();
    if both.is_empty() { String::new() } else { format!("?{}", both.join("&")) }
}

async fn handle_show_remove(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let browser = Browser::of(request);
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let base = provider.live().settings.server.issuer.path().to_owned();
    let Some(client_id) = parameters.get("client_id").and_then(ClientId::parse) else {
        return Ok(see_other(&format!("{base}/account/apps")));
    };
    let signed_in = match admitted(provider, &browser, Onward::RemoveApp(client_id.clone())).await? {
        Ok(signed_in) => signed_in,
        Err(first) => return Ok(first),
    };
    let (live, user, languages) = (provider.live().clone(), &signed_in.user, languages(request, None));
    let apps = provider.apps_of(user).await?;
    let Some(app) = apps.iter().find(|app| app.client.client_id == client_id && app.access.is_held()) else {
        // It was removed meanwhile, or never had any.
        return Ok(see_other(&format!("{base}/account/apps")));
    };
    let row = row(&live, user, app, &languages);
    let granted = app.access.granted.as_ref();
    let is_told = app.client.backchannel_logout_uri.is_some() && app.admission != Admission::Gone;
    let shown = json!({
        "user": whom(user),
        "app": row,
        "client_id": client_id,
        "ends_offline": granted.is_some_and(|granted| granted.offline),
        "is_told": is_told && granted.is_some(),
        "is_not_told": !is_told,
        "sign_out_action": format!("{base}/end-session"),
    });
    let context = form_context(provider, &browser, ("/account/apps/remove", Token::Login), None, shown);
    Ok(Page::new("remove_app.html", context).shows(Some(&row.client)).respond(request, provider))
}

/// Whoever may remove an app's access: signed in, and not too long ago. Others go there first.
async fn admitted(
    provider: &Provider,
    browser: &Browser,
    onward: Onward,
) -> Result<Result<SignedIn, HttpResponse>, PageError> {
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return onward.via(provider, browser, "/login").map(Err);
    };
    Ok(match must_be_fresh(provider, &signed_in, &onward) {
        Some(first) => Err(first),
        None => Ok(signed_in),
    })
}

async fn handle_remove(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Login).await?;
    submitted.must_be_ours(|| "/account/apps".to_owned())?;
    let client_id = submitted.parameters.get("client_id").and_then(ClientId::parse);
    let onward = client_id.clone().map_or(Onward::Apps, Onward::RemoveApp);
    let signed_in = match admitted(provider, &submitted.browser, onward).await? {
        Ok(signed_in) => signed_in,
        Err(first) => return Ok(first),
    };
    let sub = &signed_in.user.sub;
    if let Some(client_id) = client_id
        && is_known(provider, sub, &client_id).await?
        && provider.store.withdraw_consent(sub, &client_id, provider.now()).await?
    {
        logout::announce(provider);
        tracing::info!(%sub, %client_id, "consent withdrawn");
    }
    // Whoever asks twice is told the same: it has no access.
    let base = provider.live().settings.server.issuer.path().to_owned();
    Ok(see_other(&format!("{base}/account/apps?done=removed")))
}

async fn handle_remember(
    request: &HttpRequest,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Login).await?;
    submitted.must_be_ours(|| "/account/apps".to_owned())?;
    let signed_in = match admitted(provider, &submitted.browser, Onward::Apps).await? {
        Ok(signed_in) => signed_in,
        Err(first) => return Ok(first),
    };
    let (sub, session_id) = (&signed_in.user.sub, signed_in.session.id.as_str());
    if let Some(client_id) = submitted.parameters.get("client_id").and_then(ClientId::parse)
        && provider.store.remember_again(sub, &client_id, session_id, provider.now()).await?
    {
        tracing::info!(%sub, %client_id, "consent is remembered again");
    }
    let base = provider.live().settings.server.issuer.path().to_owned();
    Ok(see_other(&format!("{base}/account/apps?done=remembered")))
}

/// Whether there is such a client, or was for this person: nothing is written for names that somebody made up.
async fn is_known(provider: &Provider, sub: &Subject, client_id: &ClientId) -> Result<bool, PageError> {
    if provider.client(client_id).await?.is_some() {
        return Ok(true);
    }
    Ok(provider.store.accesses_of(sub).await?.iter().any(|access| access.client_id == *client_id))
}
