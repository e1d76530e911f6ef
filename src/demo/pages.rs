//! What the demo app's page shows.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::Demo;
use super::client::CLIENT_ID;
use super::gloss;
use super::ladder::{Ladder, Step, Way};
use super::received::Entry;
use super::sessions::{Login, Notice, Tone, Visitor, form_token};
use crate::clock::Timestamp;
use crate::pages::Page;
use crate::pages::page::initial;
use crate::provider::Provider;

/// The page as this visitor sees it.
pub fn page(
    request: &HttpRequest,
    provider: &Provider,
    demo: &Demo,
    key: Option<&str>,
    visitor: &Visitor,
    status: StatusCode,
) -> HttpResponse {
    let now = provider.now();
    let issuer = demo.settings.issuer();
    let (revision, log) = log(provider, demo, key, visitor);
    let context = json!({
        "at": demo.settings.path("/demo"),
        "csrf": key.map(form_token),
        "client_id": CLIENT_ID,
        "issuer": issuer.as_str(),
        "op_origin": issuer.origin(),
        "revision": revision,
        "notice": visitor.notice.as_ref().map(notice),
        "login": visitor.login.as_ref().map(|login| signed_in(login, now)),
        "ladder": ladder(&visitor.ladder),
        "log": log,
    });
    Page::new("demo.html", context)
        .status(status)
        .frames(issuer.as_str())
        .connects()
        .leads_to(issuer.as_str())
        .respond(request, provider)
}

/// What an open page asks for every two seconds.
pub fn events(provider: &Provider, demo: &Demo, key: Option<&str>, visitor: &Visitor) -> Value {
    let (revision, log) = log(provider, demo, key, visitor);
    json!({"revision": revision, "signed_in": visitor.login.is_some(), "log": log})
}

/// The log with what names its state. On a developer's own machine everything is shown; elsewhere only what
/// concerned this visitor.
fn log(provider: &Provider, demo: &Demo, key: Option<&str>, visitor: &Visitor) -> (String, Vec<Value>) {
    let alone = provider.live().settings.server.development;
    let concerns = |entry: &Entry| alone || key.is_some_and(|key| entry.ended.iter().any(|ended| ended == key));
    let (count, entries) = demo.received.seen_by(concerns);
    let shown = |entry: &Entry| {
        json!({
            "at": gloss::time_of_day(entry.at),
            "channel": entry.channel.as_str(),
            "verified": entry.verified,
            "words": entry.words,
            "claims": entry.claims.as_ref().map(|claims| format!("{claims:#}")),
        })
    };
    (format!("{}-{count}", visitor.revision), entries.iter().map(shown).collect())
}

fn notice(notice: &Notice) -> Value {
    let tone = match notice.tone {
        Tone::Good => "ok",
        Tone::Plain => "",
        Tone::Bad => "bad",
    };
    json!({"tone": tone, "title": notice.title, "text": notice.text})
}

/// The name to greet by.
pub fn name_of(login: &Login) -> String {
    let told = |name: &str| login.userinfo.get(name).and_then(Value::as_str);
    told("name").or(told("preferred_username")).or(login.claim("sub")).unwrap_or("somebody").to_owned()
}

fn signed_in(login: &Login, now: Timestamp) -> Value {
    let name = name_of(login);
    json!({
        "initial": initial(&name),
        "name": name,
        "since": gloss::time_of_day(login.since),
        "session_state": login.session_state,
        "check_session_iframe": login.endpoints.check_session_iframe,
        "id_token": claims(&login.claims, now),
        "userinfo": claims(&login.userinfo, now),
    })
}

/// The order in which claims are worth reading; the others follow by name.
const WORTH: [&str; 13] = [
    "sub",
    "name",
    "preferred_username",
    "email",
    "email_verified",
    "iss",
    "aud",
    "exp",
    "iat",
    "auth_time",
    "amr",
    "sid",
    "nonce",
];

fn claims(object: &Value, now: Timestamp) -> Vec<Value> {
    let row = |(name, value): (&String, &Value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        json!({"name": name, "value": text, "gloss": gloss::claim(name, value, now)})
    };
    let mut members: Vec<_> = object.as_object().map(|members| members.iter().collect()).unwrap_or_default();
    let rank = |name: &str| WORTH.iter().position(|known| *known == name).unwrap_or(WORTH.len());
    members.sort_by_key(|(name, _)| rank(name));
    members.into_iter().map(row).collect()
}

fn ladder(ladder: &Ladder) -> Value {
    json!({"title": ladder.title, "steps": ladder.steps.iter().map(step).collect::<Vec<_>>()})
}

fn step(step: &Step) -> Value {
    let (way, told) = match step.way {
        Way::Asks => ("out direct", "Request from the demo app to the provider, server to server"),
        Way::Answers => ("in direct", "Response from the provider to the demo app, server to server"),
        Way::SendsBrowser => ("out through", "Demo app sends the browser to the provider"),
        Way::BrowserBack => ("in through", "Provider sends the browser to the demo app"),
        Way::Calls => ("in direct", "Request from the provider to the demo app, server to server"),
    };
    let field =
        |(name, value): &(String, String)| json!({"name": name, "value": value, "gloss": gloss::parameter(name)});
    json!({
        "at": gloss::time_of_day(step.at),
        "way": way,
        "told": told,
        "call": step.call,
        "words": step.words,
        "failed": step.failed,
        "fields": step.fields.iter().map(field).collect::<Vec<_>>(),
    })
}
