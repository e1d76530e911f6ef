//! Who visits the demo app: in memory, by a random cookie, at most 500 of them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{self, HeaderValue};
use serde_json::Value;

use super::flow::{Endpoints, Pending};
use super::ladder::{Ladder, Step};
use super::logout_token::Ends;
use crate::clock::Timestamp;
use crate::protocol::cookie::values;
use crate::protocol::cookie_names::suffix;
use crate::random;
use crate::secret::Digest;

/// The most visitors remembered; the one not seen for longest goes first.
const MOST: usize = 500;

/// Who is signed in to the demo app.
#[derive(Debug, Clone)]
pub struct Login {
    /// The ID token as it came, for hints.
    pub id_token: String,
    /// Its verified claims.
    pub claims: Value,
    /// What userinfo said.
    pub userinfo: Value,
    /// `session_state` of the answer.
    pub session_state: Option<String>,
    /// Where to ask and sign out.
    pub endpoints: Endpoints,
    /// Since when.
    pub since: Timestamp,
}

impl Login {
    /// A text claim of the ID token.
    pub fn claim(&self, name: &str) -> Option<&str> {
        self.claims.get(name).and_then(Value::as_str)
    }
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Good,
    /// Something to know.
    Plain,
    /// It was refused.
    Bad,
}

/// A message for the person.
#[derive(Debug, Clone)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// In a few words.
    pub title: String,
    /// In a sentence.
    pub text: String,
}

impl Notice {
    /// A message.
    pub fn new(tone: Tone, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { tone, title: title.into(), text: text.into() }
    }
}

/// What is remembered of one browser.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    /// A sign-in on its way.
    pub pending: Option<Pending>,
    /// Who is signed in.
    pub login: Option<Login>,
    /// `state` of a sign-out on its way.
    pub leaving: Option<String>,
    /// What happened last.
    pub ladder: Ladder,
    /// What to say about it.
    pub notice: Option<Notice>,
    /// Grows with every change, so that an open page notices.
    pub revision: u64,
    /// When it came last, by a count.
    pub seen: u64,
}

/// The token of forms for the browser with this key, which is all that proves them where the browser does not say which
/// page sent them.
pub fn form_token(key: &str) -> String {
    Digest::of(&format!("demo form\n{key}")).text()
}

/// All visitors.
pub struct Sessions {
    cookie: String,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    visitors: HashMap<String, Visitor>,
    clock: u64,
}

impl Sessions {
    /// Nobody yet. The cookie's name tells demo apps of one host apart; `address` is what stands before `/demo`.
    pub fn at(address: &str) -> Self {
        Self { cookie: format!("lk_demo{}", suffix(address)), inner: Mutex::default() }
    }

    /// The key that a browser sent: of several cookies of our name the known one, and where two are known, none, since
    /// pages of a parent domain can set such cookies too.
    pub fn key_of(&self, request: &HttpRequest) -> Option<String> {
        let sent = values(request.headers().get_all(header::COOKIE).map(HeaderValue::as_bytes), &self.cookie);
        let inner = self.lock();
        let mut known = sent.into_iter().filter(|key| inner.visitors.contains_key(*key));
        let key = known.next()?;
        known.next().is_none().then(|| key.to_owned())
    }

    /// What is remembered of the browser with this key.
    pub fn visitor(&self, key: Option<&str>) -> Visitor {
        let mut inner = self.lock();
        inner.clock += 1;
        let clock = inner.clock;
        let Some(visitor) = key.and_then(|key| inner.visitors.get_mut(key)) else { return Visitor::default() };
        visitor.seen = clock;
        visitor.clone()
    }

    /// Changes what is remembered of the browser with this key, or of a new one; returns its key. A `fresh` key
    /// replaces the old one, as is due when somebody signs in.
    pub fn enter(&self, old: Option<&str>, fresh: bool, change: impl FnOnce(&mut Visitor)) -> String {
        let mut inner = self.lock();
        inner.clock += 1;
        let (known, mut visitor) = match old.and_then(|old| inner.visitors.remove_entry(old)) {
            Some((key, visitor)) => (Some(key).filter(|_| !fresh), visitor),
            None => (None, Visitor::default()),
        };
        change(&mut visitor);
        visitor.seen = inner.clock;
        visitor.revision += 1;
        while inner.visitors.len() >= MOST {
            let oldest = inner.visitors.iter().min_by_key(|(_, visitor)| visitor.seen).map(|(key, _)| key.clone());
            let Some(oldest) = oldest else { break };
            inner.visitors.remove(&oldest);
        }
        let key = known.unwrap_or_else(random::token);
        inner.visitors.insert(key.clone(), visitor);
        key
    }

    /// Takes the sign-in on its way, if `state` is its own: a forged answer must not use it up.
    pub fn take_pending(&self, key: Option<&str>, state: Option<&str>) -> Option<Pending> {
        let mut inner = self.lock();
        let visitor = inner.visitors.get_mut(key?)?;
        visitor.pending.take_if(|pending| state == Some(pending.state.as_str()))
    }

    /// Ends every session that `ends` names, tells each what happened, and returns their keys.
    pub fn end(&self, ends: &Ends, notice: &Notice, step: &Step) -> Vec<String> {
        let mut ended = Vec::new();
        for (key, visitor) in &mut self.lock().visitors {
            let named = visitor
                .login
                .as_ref()
                .is_some_and(|login| ends.names(login.claim("sub").unwrap_or_default(), login.claim("sid")));
            if named {
                visitor.login = None;
                visitor.notice = Some(notice.clone());
                visitor.ladder.push(step.clone());
                visitor.revision += 1;
                ended.push(key.clone());
            }
        }
        ended
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The cookie that keeps `key` in a browser, for the pages below `path`.
    pub fn cookie(&self, key: String, path: String, secure: bool) -> Cookie<'_> {
        Cookie::build(&self.cookie, key).path(path).http_only(true).same_site(SameSite::Lax).secure(secure).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_visitor_not_seen_for_longest_makes_room() {
        let sessions = Sessions::at("http://localhost:8000");
        let known = |key: &str| sessions.lock().visitors.contains_key(key);
        let first = sessions.enter(None, false, |_| ());
        let second = sessions.enter(None, false, |_| ());
        for _ in 2..MOST {
            sessions.enter(None, false, |_| ());
        }
        sessions.visitor(Some(&first));
        sessions.enter(None, false, |_| ());
        assert!(known(&first) && !known(&second));
        assert_eq!(sessions.lock().visitors.len(), MOST);
    }

    #[test]
    fn a_sign_in_gets_a_fresh_key() {
        let sessions = Sessions::at("http://localhost:8000");
        let before = sessions.enter(None, false, |_| ());
        assert_eq!(sessions.enter(Some(&before), false, |_| ()), before);
        let after = sessions.enter(Some(&before), true, |_| ());
        assert_ne!(after, before);
        assert_eq!(sessions.lock().visitors.keys().collect::<Vec<_>>(), [&after]);
        assert_ne!(sessions.enter(Some("made up"), false, |_| ()), "made up");
    }
}
