//! Where a request goes: found once, by looking its path up, for everything that wants to know it.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::dev::ServiceRequest;
use actix_web::http::header::{HeaderMap, HeaderValue, IF_NONE_MATCH};

use super::offers::{Offer, offer};
use crate::provider::Provider;

/// Makes the answer to GET that is the same for everybody until something is reloaded, from the headers of a request.
/// `None` where there is no such answer at the moment.
pub type Ready = Arc<dyn Fn(&HeaderMap, &Provider) -> Option<HttpResponse> + Send + Sync>;

/// Where requests of one path go.
#[derive(Clone)]
pub struct Route {
    /// The path, or its pattern where there are many: the word of logs and metrics.
    pub pattern: Arc<str>,
    /// What it offers.
    pub offer: Offer,
    /// Its answer to GET, where that is ready.
    pub ready: Option<Ready>,
}

impl Route {
    /// The route of this pattern.
    pub fn new(pattern: &str, ready: Option<Ready>) -> Self {
        Self { pattern: pattern.into(), offer: offer(pattern), ready }
    }
}

/// Every path that is known.
#[derive(Clone, Default)]
pub struct RouteTable {
    whole: HashMap<String, Route>,
    /// Those with a name at their end, by what stands before it.
    named: Vec<(String, Route)>,
}

impl RouteTable {
    /// Adds a route for this path.
    pub fn add(&mut self, path: &str, route: Route) {
        self.whole.insert(path.to_owned(), route);
    }

    /// Adds a route for every path that goes on with one name after `prefix`, which ends in `/`.
    pub fn add_named(&mut self, prefix: &str, route: Route) {
        self.named.push((prefix.to_owned(), route));
    }

    /// The route of a path, with or without a slash at its end.
    pub fn find(&self, path: &str) -> Option<&Route> {
        let path = without_slash(path);
        self.whole.get(path).or_else(|| {
            let goes_on = |prefix: &str| path.strip_prefix(prefix).is_some_and(is_name);
            self.named.iter().find(|(prefix, _)| goes_on(prefix)).map(|(_, route)| route)
        })
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains('/')
}

/// A path less the one slash at its end; the root keeps its own.
pub fn without_slash(path: &str) -> &str {
    path.strip_suffix('/').filter(|rest| !rest.is_empty() && !rest.ends_with('/')).unwrap_or(path)
}

/// Lets the router see a known path without the slash at its end, since each has one pattern alone. What handlers see of
/// the address stays as it was sent.
pub fn drop_slash(request: &mut ServiceRequest) {
    let path = request.path();
    let shorter = without_slash(path);
    if shorter.len() == path.len() {
        return;
    }
    let shorter = shorter.to_owned();
    let mut parts = request.uri().clone().into_parts();
    parts.path_and_query = shorter.parse().ok();
    if let Ok(uri) = actix_web::http::Uri::from_parts(parts) {
        request.match_info_mut().get_mut().update(&uri);
    }
}

/// Whether the sender has the answer of this `ETag` already.
pub fn is_known(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    headers.get(IF_NONE_MATCH) == Some(etag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_with_and_without_its_slash_and_a_name_is_one_segment() {
        let mut table = RouteTable::default();
        for path in ["/", "/id", "/id/token"] {
            table.add(path, Route::new(path, None));
        }
        table.add_named("/id/static/", Route::new("/id/static/{name}", None));
        let found = |path: &str| table.find(path).map(|route| route.pattern.to_string());
        for (path, pattern) in [
            ("/", "/"),
            ("/id", "/id"),
            ("/id/", "/id"),
            ("/id/token", "/id/token"),
            ("/id/token/", "/id/token"),
            ("/id/static/a.css", "/id/static/{name}"),
            ("/id/static/a.css/", "/id/static/{name}"),
        ] {
            assert_eq!(found(path).as_deref(), Some(pattern), "{path}");
        }
        for path in ["", "//", "/token", "/id//token", "/id/token//", "/id/static", "/id/static/", "/id/static/a/b"] {
            assert_eq!(found(path), None, "{path}");
        }
    }
}
