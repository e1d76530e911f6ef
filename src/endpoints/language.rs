//! The language of the pages, as somebody chooses it on any of them.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::SET_COOKIE;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::error::PageError;
use super::{error, form, see_other};
use crate::provider::Provider;
use crate::words::PageLanguage;
use crate::words::reader::Choice;

/// How long a browser keeps the choice.
const LIFETIME: Duration = Duration::days(365);

/// Remembers the language and shows the page again. The choice is nobody's secret and does nothing else, so the form needs no
/// proof that it is ours.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, choose(&request, payload, &provider).await)
}

async fn choose(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    let parameters = form::parameters(request, payload, live.settings.limits.body_bytes).await?;
    let given = |name| parameters.get(name).unwrap_or_default();
    let issuer = &live.settings.server.issuer;
    let base = issuer.path();
    let here = Some(given("here")).filter(|here| is_ours(here, base));
    let mut response = see_other(here.unwrap_or(if base.is_empty() { "/" } else { base }));
    // A language that is none of ours leaves things as they are.
    if let Some(language) = PageLanguage::named(given("language")) {
        keep(&mut response, provider, (Choice::new(language, given("ui_locales")).value(), LIFETIME));
    }
    Ok(response)
}

/// Has the browser forget what was chosen in it.
pub fn forget(response: &mut HttpResponse, provider: &Provider) {
    keep(response, provider, (String::new(), Duration::ZERO));
}

fn keep(response: &mut HttpResponse, provider: &Provider, (value, lifetime): (String, Duration)) {
    let cookie = Cookie::build(provider.cookies.language.clone(), value)
        .path("/")
        .secure(provider.live().settings.server.issuer.is_https())
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(lifetime)
        .finish();
    if let Ok(cookie) = cookie.to_string().parse() {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}

/// Whether `here` is the address of a page of ours, as a path and a query.
fn is_ours(here: &str, base: &str) -> bool {
    let printable = here.bytes().all(|octet| octet.is_ascii_graphic() && octet != b'\\');
    let below = here.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    printable && below && here.starts_with('/') && !here.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_of_ours_is_shown_again() {
        for ours in ["/", "/login?interaction=x", "/admin/people/a?b=c"] {
            assert!(is_ours(ours, ""), "{ours}");
        }
        for other in ["", "login", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "/a b"] {
            assert!(!is_ours(other, ""), "{other}");
        }
        assert!(is_ours("/sso", "/sso") && is_ours("/sso/login", "/sso") && is_ours("/sso?x", "/sso"));
        assert!(!is_ours("/ssology", "/sso") && !is_ours("/", "/sso") && !is_ours("/other/sso", "/sso"));
    }
}
