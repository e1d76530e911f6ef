//! What is logged of a refusal: who asked, for which app, and where the answer was to go, all as sent. None of it is
//! secret, and without it nobody can tell which app must be mended.
//!
//! What a request names is noted where its parameters are read, for all endpoints alike; whoever refuses says why.

use std::cell::RefCell;
use std::fmt::Display;
use std::future::Future;
use std::io;
use std::rc::Rc;
use std::sync::Arc;

use tracing::Level;

use super::RequestId;
use super::recent_refusals::{RecentRefusals, Refusal};
use crate::clock::Clock;
use crate::protocol::client_address::ClientAddress;

/// The longest value that is logged or shown, in characters.
const LONGEST: usize = 300;

/// What a request named so far, and which request it is.
#[derive(Clone, Default)]
pub struct Named(Rc<RefCell<Names>>);

#[derive(Default)]
struct Names {
    request_id: Option<RequestId>,
    ip: Option<ClientAddress>,
    /// Where refusals are kept, and what tells the time of each.
    kept_in: Option<(Arc<RecentRefusals>, Arc<dyn Clock>)>,
    client_id: Option<String>,
    redirect_uri: Option<String>,
    post_logout_redirect_uri: Option<String>,
    /// Those urlencoded parameters that are logged, not decoded yet: few requests are refused.
    parameters: Vec<u8>,
}

tokio::task_local! {
    static CURRENT: Named;
}

impl Named {
    /// The request of that id, by whoever sent it.
    pub fn by(request_id: RequestId, ip: ClientAddress) -> Self {
        Self(Rc::new(RefCell::new(Names { request_id: Some(request_id), ip: Some(ip), ..Names::default() })))
    }

    /// Has refusals of this request kept there too.
    pub fn kept_in(self, recent: &Arc<RecentRefusals>, clock: &Arc<dyn Clock>) -> Self {
        self.0.borrow_mut().kept_in = Some((Arc::clone(recent), Arc::clone(clock)));
        self
    }

    /// Answers a request that names this.
    pub async fn around<T>(&self, answering: impl Future<Output = T>) -> T {
        CURRENT.scope(self.clone(), answering).await
    }

    /// The same where nothing is waited for.
    pub fn within<T>(&self, answering: impl FnOnce() -> T) -> T {
        CURRENT.sync_scope(self.clone(), answering)
    }
}

impl Names {
    /// Looks into the parameters; of each name the first counts, and what was noted otherwise goes before all of them.
    fn look_into_parameters(&mut self) {
        for (name, value) in url::form_urlencoded::parse(&std::mem::take(&mut self.parameters)) {
            let place = match name.as_ref() {
                "client_id" => &mut self.client_id,
                "redirect_uri" => &mut self.redirect_uri,
                "post_logout_redirect_uri" => &mut self.post_logout_redirect_uri,
                _ => continue,
            };
            if place.is_none() {
                *place = Some(shortened(&value));
            }
        }
    }
}

/// Lets `show` see the id of the request that is answered, where one is.
pub fn with_request_id(show: impl FnOnce(&str)) {
    let id = CURRENT.try_with(|named| named.0.try_borrow().ok().and_then(|names| names.request_id));
    if let Ok(Some(id)) = id {
        show(id.as_str());
    }
}

/// Notes what urlencoded parameters name. Nothing else of them is kept: there may be a password among them.
pub fn note_parameters(encoded: &[u8]) {
    let is_logged = |pair: &[u8]| {
        let name = pair.split(|octet| *octet == b'=').next().unwrap_or_default();
        matches!(name, b"client_id" | b"redirect_uri" | b"post_logout_redirect_uri")
    };
    // An assertion is long, and of the ways to split octets this one looks at many at a time.
    let mut rest = encoded;
    while let (from, Ok(length @ 1..)) = (rest, io::BufRead::skip_until(&mut rest, b'&')) {
        let pair = from.get(..length).unwrap_or_default();
        let pair = pair.strip_suffix(b"&").unwrap_or(pair);
        if is_logged(pair) {
            note(|names| {
                names.parameters.extend_from_slice(pair);
                names.parameters.push(b'&');
            });
        }
    }
}

/// Notes the client that something else than a parameter names: credentials, a token, a waiting request.
pub fn note_client(client_id: &str) {
    note(|names| names.client_id = Some(shortened(client_id)));
}

/// Notes where the answer is to go, where no plain parameter says so.
pub fn note_redirect_uri(redirect_uri: &str) {
    note(|names| names.redirect_uri = Some(shortened(redirect_uri)));
}

fn note(change: impl FnOnce(&mut Names)) {
    // Outside of a request there is nobody to name.
    CURRENT.try_with(|named| change(&mut named.0.borrow_mut())).unwrap_or_default();
}

/// Logs that a request is refused, at info.
pub fn refused(words: impl Display, error: impl Display) {
    log(Level::INFO, &words, &error, None, None);
}

/// The same with what was sent, and the line of the configuration that would have it taken.
pub fn refused_with_remedy(words: impl Display, error: impl Display, sent: Option<&str>, remedy: Option<&str>) {
    log(Level::INFO, &words, &error, sent, remedy);
}

/// Logs a refusal that an operator should look at, at warn.
pub fn refused_oddly(words: impl Display, error: impl Display) {
    log(Level::WARN, &words, &error, None, None);
}

fn log(level: Level, words: &dyn Display, error: &dyn Display, sent: Option<&str>, remedy: Option<&str>) {
    let named = CURRENT.try_with(Clone::clone).unwrap_or_default();
    named.0.borrow_mut().look_into_parameters();
    let names = named.0.borrow();
    let (ip, client_id) = (names.ip.map(|ip| ip.to_string()), names.client_id.as_deref());
    let (redirect_uri, after) = (names.redirect_uri.as_deref(), names.post_logout_redirect_uri.as_deref());
    if let (Some((recent, clock)), Some(client_id)) = (&names.kept_in, client_id) {
        let request_id = names.request_id.map(|id| id.as_str().to_owned()).unwrap_or_default();
        let owned = |text: Option<&str>| text.map(str::to_owned);
        // Most refusals are about the address that the answer was to go to, if they are about something that was sent.
        let sent = owned(sent.or(redirect_uri).or(after));
        let refusal =
            Refusal { at: clock.now(), request_id, error: format!("{words}: {error}"), sent, remedy: owned(remedy) };
        recent.keep(client_id, refusal);
    }
    macro_rules! write_line {
        ($level:expr) => {
            tracing::event!($level, %error, sent, remedy, client_id, redirect_uri, post_logout_redirect_uri = after, ip, "{words}")
        };
    }
    match level {
        Level::WARN => write_line!(Level::WARN),
        _ => write_line!(Level::INFO),
    }
}

/// As much of what was sent as is shown.
pub fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_urlencoded_parameters_only_those_that_are_logged_are_kept() {
        let cases: [(&[u8], &[u8]); 9] = [
            (b"", b""),
            (b"&", b""),
            (b"client_id=a", b"client_id=a&"),
            (b"client_id=a&", b"client_id=a&"),
            (b"password=b&client_id=a&&redirect_uri=c=d&x", b"client_id=a&redirect_uri=c=d&"),
            (b"post_logout_redirect_uri=&client_id", b"post_logout_redirect_uri=&client_id&"),
            (b"xclient_id=a&client_idx=a&=client_id&client_id%3D=a&Client_id=a", b""),
            (b"client_id=a&client_id=b", b"client_id=a&client_id=b&"),
            (b"client_id=\xff", b"client_id=\xff&"),
        ];
        for (encoded, kept) in cases {
            let named = Named::default();
            named.within(|| note_parameters(encoded));
            assert_eq!(named.0.borrow().parameters, kept, "{encoded:?}");
        }
    }
}
