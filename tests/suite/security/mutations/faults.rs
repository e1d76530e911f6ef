//! What an answer must not be, whatever was asked.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::CLIENTS;
use super::mutate::Mutant;
use crate::security::wire::Answer;

/// Words of ours that are nobody's business (row 65).
const INTERNAL: [&str; 6] = ["panicked at", ".rs:", "rusqlite", "SQLite", "constraint failed", "no such column"];
/// Markup of strangers that came alive (rows 44 and 45).
const ALIVE: [&str; 5] = ["<img src=x", "<svg/onload", "<script>alert", "href=\"javascript:", "href=\"data:"];

/// The first fault of this answer.
pub fn fault(mutant: &Mutant, answer: &Answer) -> Option<String> {
    let checks = [status, location, headers, origins, page, words];
    checks.into_iter().find_map(|check| check(answer)).or_else(|| {
        let reason = mutant.must_fail.filter(|_| mutant.is_whole && grants(answer))?;
        Some(format!("granted in spite of {reason}"))
    })
}

fn status(answer: &Answer) -> Option<String> {
    (answer.status >= 500).then(|| format!("status {}", answer.status))
}

/// What the parameter `response` claims, where the answer is a JWT (JARM).
fn claims(part: &str) -> Value {
    let jwt = part.split(['?', '&']).find_map(|pair| pair.strip_prefix("response="));
    let payload = jwt.and_then(|jwt| jwt.split('.').nth(1)).and_then(|payload| URL_SAFE_NO_PAD.decode(payload).ok());
    payload.and_then(|payload| serde_json::from_slice(&payload).ok()).unwrap_or(Value::Null)
}

/// I4, and RFC 9207: an answer goes to a registered URI, or to a path of ours, and says whose it is; tokens never travel
/// in a query.
fn location(answer: &Answer) -> Option<String> {
    let mut locations = answer.all("location");
    let location = locations.next()?;
    let (before, fragment) = location.split_once('#').unwrap_or((location, ""));
    // What is asked again by GET holds whatever was asked.
    let away = before.starts_with("https:");
    let beside = |name: &str| before.contains(&format!("?{name}=")) || before.contains(&format!("&{name}="));
    let (jwt_in_query, jwt_in_fragment) = (claims(before), claims(fragment));
    let in_query = |name: &str| away && (beside(name) || jwt_in_query.get(name).is_some());
    let in_fragment = |name: &str| fragment.contains(&format!("{name}=")) || jwt_in_fragment.get(name).is_some();
    let fault = match () {
        () if locations.next().is_some() => "two of them",
        () if !is_ours(location) => "not one of ours",
        () if in_query("access_token") || in_query("id_token") => "a token in a query",
        () if away && before.contains(".example/cb") && !in_query("iss") && !in_fragment("iss") => "no iss (SEC-7)",
        () => return None,
    };
    Some(format!("Location: {location}: {fault}"))
}

fn is_ours(location: &str) -> bool {
    let own = location.starts_with('/') && !location.starts_with("//") && !location.starts_with("/\\");
    let (uri, _) = location.split_at(location.find(['?', '#']).unwrap_or(location.len()));
    (own || is_registered(uri)) && location.bytes().all(|byte| byte > b' ')
}

fn is_registered(uri: &str) -> bool {
    let path = |client: &str| uri.strip_prefix("https://")?.strip_prefix(client)?.strip_prefix(".example/");
    CLIENTS.iter().any(|client| matches!(path(client), Some("cb" | "bye")))
}

fn headers(answer: &Answer) -> Option<String> {
    if answer.headers.iter().any(|(name, _)| name == "x-injected") {
        return Some("a header was injected".to_owned());
    }
    let bare = |cookie: &&str| !cookie.contains("; SameSite=") || !cookie.contains("; Path=/");
    if let Some(cookie) = answer.all("set-cookie").find(bare) {
        return Some(format!("Set-Cookie: {cookie}"));
    }
    let secret = answer.body.contains("\"access_token\"") || answer.body.contains("name=\"csrf\"");
    let stored = secret && !answer.header("cache-control").contains("no-store");
    stored.then(|| "what is for one reader may be stored (SEC-31)".to_owned())
}

/// Row 63.
fn origins(answer: &Answer) -> Option<String> {
    let origin = answer.header("access-control-allow-origin");
    let public = origin == "*" && !answer.body.contains("\"access_token\"");
    let known = origin.is_empty() || CLIENTS.iter().any(|client| origin == format!("https://{client}.example"));
    if answer.header("access-control-allow-credentials").is_empty() && (public || known) {
        return None;
    }
    Some(format!("it may be read by {origin}"))
}

fn page(answer: &Answer) -> Option<String> {
    if !answer.header("content-type").starts_with("text/html") {
        return None;
    }
    if let Some(alive) = ALIVE.iter().find(|alive| answer.body.contains(**alive)) {
        return Some(format!("{alive} on a page"));
    }
    let action = form_post(answer).map(|form| form.split("action=\"").nth(1).and_then(|rest| rest.split('"').next()));
    let action = action.map(|action| action.unwrap_or_default().replace("&#x2F;", "/"));
    if let Some(action) = action.filter(|action| !is_registered(action)) {
        return Some(format!("a form that posts to {action}"));
    }
    let guarded = answer.header("content-security-policy").contains("default-src 'none'");
    (!guarded).then(|| "a page without its content security policy (SEC-46)".to_owned())
}

/// The page that posts an answer to an app.
fn form_post(answer: &Answer) -> Option<&str> {
    answer.body.contains("id=\"form-post\"").then_some(answer.body.as_str())
}

fn words(answer: &Answer) -> Option<String> {
    INTERNAL.iter().find(|word| answer.body.contains(**word)).map(|word| format!("{word} in an answer"))
}

/// Whether it gives away a code or a token.
fn grants(answer: &Answer) -> bool {
    let location = answer.header("location");
    let given = |name: &str| {
        let sent = ['?', '&', '#'].iter().any(|before| location.contains(&format!("{before}{name}=")));
        sent || form_post(answer).is_some_and(|form| form.contains(&format!("name=\"{name}\"")))
    };
    answer.body.contains("\"access_token\"") || ["code", "access_token", "id_token"].into_iter().any(given)
}
