//! What one browser's cookie session holds: a secret that interactions are bound to, a secret behind the CSRF
//! tokens, and the id of the login. None of it ever leaves the server as it is.

use std::time::Duration;

use actix_session::Session as CookieSession;
use actix_session::SessionExt as _;
use actix_web::{HttpMessage as _, HttpRequest};
use serde_json::json;

use super::{browser_state, cookies};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::factors::Methods;
use crate::protocol::session::{Session, SignedIn};
use crate::protocol::user::{Subject, User};
use crate::provider::Provider;
use crate::random;
use crate::secret::{Digest, Secret};
use crate::store::StoreError;
use crate::store::consents::Allowed;
use crate::store::sessions::CookieState;
use crate::words;

const BROWSER: &str = "browser";
const CSRF: &str = "csrf";
const LOGIN: &str = "login";
const REMEMBER: &str = "remember";
const ENDED: &str = "ended";
const HALFWAY: &str = "halfway";
/// Whether nobody signed in or out in a cookie session of this state.
pub fn is_anonymous(state: &CookieState) -> bool {
    !state.contains_key(LOGIN) && !state.contains_key(ENDED)
}

/// The id of the login in a cookie session of this state, living or not.
pub fn login_in(state: &CookieState) -> Option<String> {
    serde_json::from_str(state.get(LOGIN)?).ok()
}

/// How long the signed-out page tells of a login that ended.
const TOLD_FOR: Duration = Duration::from_secs(30 * 60);

/// The login that ended last on this browser, for the signed-out page.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct LastLogout {
    /// The login.
    pub session_id: String,
    /// The client that asked, if one did.
    pub client_id: Option<String>,
    /// Where the browser goes on to: the proven `post_logout_redirect_uri` with `state`.
    pub location: Option<String>,
    /// `ui_locales` of the request that ended it.
    #[serde(default)]
    pub ui_locales: Option<String>,
    /// Whether the login was this browser's own; of another's, only what concerns the client that asked is told.
    pub is_own: bool,
    /// Whether the person has to press the way on: nothing proved that they want to go there.
    #[serde(default)]
    pub is_offered: bool,
    /// Whether a hint proved a login that is over, where none is known to have ended here.
    #[serde(default)]
    pub is_hinted: bool,
    /// Why there is no way back to the app that asked for one: the mark of the fault, and its words for the app's developer.
    #[serde(default)]
    pub fault: Option<(String, String)>,
    /// When it ended.
    pub at: Timestamp,
}

/// How exactly a login's last use is known: it is written at most once in this time, and the login lives that much longer.
const EXACT_TO: Duration = Duration::from_secs(60);

/// Whether this use must be written down. What stands there is enough as long as it lets the login live for `idle` from
/// now on, and no more than [`EXACT_TO`] longer: never shorter.
fn must_be_recorded(session: &Session, now: Timestamp, idle: Duration) -> bool {
    session.idle_expires_at < now.after(idle) || session.idle_expires_at > now.after(idle.saturating_add(EXACT_TO))
}

/// How long a person may take from one factor to the next.
const HALFWAY_FOR: Duration = Duration::from_secs(10 * 60);

/// A sign-in on its way: somebody proved themselves by some method, and more is demanded before their login begins.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Halfway {
    /// Whose it is.
    pub sub: Subject,
    /// What [`crate::protocol::user::User::credentials_revision`] was when they were proven.
    pub credentials_revision: i64,
    /// What they went through so far.
    pub methods: Methods,
    /// Whether "Keep me signed in" was ticked.
    pub remember: bool,
    /// When they were proven.
    pub at: Timestamp,
    /// Whether a link led here that set the password a moment ago.
    #[serde(default)]
    pub by_link: bool,
    /// Whether a second factor shall be remembered in this browser.
    #[serde(default)]
    pub remember_factor: bool,
}

/// What a form's token is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// The browser, whoever is signed in: for forms that sign somebody in, of which several tabs may have one. They prove
    /// who it is by a password or a link.
    Browser,
    /// The login: for forms that act for whoever is signed in. It changes at sign-in and sign-out.
    Login,
}

fn sign_in_token(browser: &str) -> String {
    Digest::of(&format!("sign-in form\n{browser}")).text()
}

/// A token that its browser's secret knows again once it is no longer the current one.
fn login_token(browser: &str, nonce: &str) -> String {
    format!("{nonce}.{}", Digest::of(&format!("login form\n{browser}\n{nonce}")).text())
}

/// Notes who reads the answer, so that it is in their language.
pub fn is_for(user: &User) {
    if let Some(locale) = user.locale() {
        words::reader::note_locale(locale.as_str());
    }
}

/// One browser's cookie session.
pub struct Browser(CookieSession, HttpRequest);

/// Marks a request whose session cookie shall outlive the browser, until its login ends. The middleware that sets the
/// cookie has taken the session's state away by the time that `Max-Age` is added.
pub struct Remembered(pub Timestamp);

impl Browser {
    /// The cookie session of the browser that sent `request`.
    pub fn of(request: &HttpRequest) -> Self {
        Self(request.get_session(), request.clone())
    }

    /// The request it sent.
    pub fn request(&self) -> &HttpRequest {
        &self.1
    }

    /// Whether the browser has come with a cookie session.
    pub fn is_known(&self) -> bool {
        self.get(BROWSER).is_some()
    }

    /// What interactions are bound to; made at first use (SEC-11).
    pub fn binding(&self) -> Digest {
        Digest::of(&self.get_or_make(BROWSER))
    }

    /// What existing interactions are bound to; `None` for a browser without a cookie session.
    pub fn known_binding(&self) -> Option<Digest> {
        self.get(BROWSER).map(|secret| Digest::of(&secret))
    }

    /// The token for forms of this kind (SEC-45).
    pub fn token(&self, kind: Token) -> String {
        match kind {
            Token::Browser => sign_in_token(&self.get_or_make(BROWSER)),
            Token::Login => {
                let browser = self.get_or_make(BROWSER);
                self.get(CSRF).unwrap_or_else(|| self.put_login_token(&browser))
            }
        }
    }

    /// Whether a posted token is this browser's and allows forms of this kind.
    pub fn has_token(&self, kind: Token, posted: &str) -> bool {
        let is = |expected: Option<String>| expected.is_some_and(|expected| Secret::new(expected).matches(posted));
        is(self.get(CSRF)) || (kind == Token::Browser && is(self.get(BROWSER).map(|secret| sign_in_token(&secret))))
    }

    /// Whether a posted token was this browser's before somebody signed in or out.
    pub fn had_token(&self, posted: &str) -> bool {
        let made = |browser: String| posted.split_once('.').map(|(nonce, _)| login_token(&browser, nonce));
        self.get(BROWSER).and_then(made).is_some_and(|made| Secret::new(made).matches(posted))
    }

    /// Whether the browser sent a cookie of ours for its cookie session, living or not.
    pub fn sent_its_cookie(&self, provider: &Provider) -> bool {
        cookies::sent(self.1.headers(), &provider.cookies.session.name).next().is_some()
    }

    fn put_login_token(&self, browser: &str) -> String {
        let made = login_token(browser, &random::token());
        self.put(CSRF, made.clone());
        made
    }

    /// Who is signed in here, if the login lives.
    pub async fn signed_in(&self, provider: &Provider) -> Result<Option<SignedIn>, StoreError> {
        let Some(id) = self.get(LOGIN) else { return Ok(None) };
        let Some(signed_in) = provider.store.live_session(&id, provider.now()).await? else { return Ok(None) };
        is_for(&signed_in.user);
        self.go_on(provider, &signed_in.session).await?;
        Ok(Some(signed_in))
    }

    /// The same, with what that person has allowed this client.
    pub async fn signed_in_for(
        &self,
        provider: &Provider,
        client_id: &ClientId,
    ) -> Result<Option<(SignedIn, Allowed)>, StoreError> {
        let Some(id) = self.get(LOGIN) else { return Ok(None) };
        let found = provider.store.live_session_for(&id, client_id, provider.now()).await?;
        if let Some((signed_in, _)) = &found {
            is_for(&signed_in.user);
            self.go_on(provider, &signed_in.session).await?;
        }
        Ok(found)
    }

    /// The login is used: its cookies are kept as they should be, and its use is written down where that is due.
    async fn go_on(&self, provider: &Provider, session: &Session) -> Result<(), StoreError> {
        browser_state::keep(&self.1, session);
        if cookies::came_under_former_name(&self.1) && browser_state::may_set_cookies(&self.1) {
            self.set_again(session);
        }
        let (now, idle) = (provider.now(), provider.live().settings.session.idle);
        if must_be_recorded(session, now, idle) {
            provider.store.touch_session(&session.id, now, idle.saturating_add(EXACT_TO)).await?;
        }
        Ok(())
    }

    /// The id of the login, living or not.
    pub fn login(&self) -> Option<String> {
        self.get(LOGIN)
    }

    /// Has the session cookie set, though nothing in it changes, so that the browser has it under its name of now.
    fn set_again(&self, session: &Session) {
        self.put(LOGIN, session.id.clone());
        if session.remember {
            self.1.extensions_mut().insert(Remembered(session.expires_at));
        }
    }

    /// The cookie session as it is once this login begins in it: with a new CSRF secret (SEC-43).
    pub fn with_login(&self, session: &Session) -> CookieState {
        let browser = self.get_or_make(BROWSER);
        let put = [(CSRF, login_token(&browser, &random::token())), (LOGIN, session.id.clone())];
        let remember = session.remember.then(|| (REMEMBER, "yes".to_owned()));
        let mut state = self.0.entries().clone();
        state.retain(|name, _| ![ENDED, HALFWAY, REMEMBER].contains(&name.as_str()));
        state.extend(put.into_iter().chain(remember).map(|(name, text)| (name.to_owned(), json!(text).to_string())));
        state
    }

    /// Puts a login in that has begun, with the state of [`Browser::with_login`] and a new session id (SEC-43).
    pub fn begin_login(&self, session: &Session, state: &CookieState) {
        browser_state::keep(&self.1, session);
        self.0.renew();
        self.0.clear();
        for (name, text) in state {
            if let Ok(text) = serde_json::from_str(text) {
                self.put(name, text);
            }
        }
        if session.remember {
            self.1.extensions_mut().insert(Remembered(session.expires_at));
        } else {
            self.1.extensions_mut().remove::<Remembered>();
        }
    }

    /// A new session id, with everything else kept: after a re-authentication. What is open in other tabs belongs to
    /// the same login and goes on.
    pub fn renew(&self, session: &Session) {
        self.0.renew();
        self.0.remove(HALFWAY);
        if self.get(REMEMBER).is_some() {
            self.1.extensions_mut().insert(Remembered(session.expires_at));
        }
    }

    /// Takes the login out; the browser keeps a fresh, empty cookie session.
    pub fn end_login(&self) {
        browser_state::change(&self.1);
        self.0.renew();
        self.0.remove(LOGIN);
        self.0.remove(REMEMBER);
        self.0.remove(HALFWAY);
        self.1.extensions_mut().remove::<Remembered>();
        self.put_login_token(&self.get_or_make(BROWSER));
    }

    /// Keeps a sign-in that is on its way.
    pub fn keep_halfway(&self, halfway: &Halfway) {
        if let Ok(text) = serde_json::to_string(halfway) {
            self.put(HALFWAY, text);
        }
    }

    /// Forgets the sign-in that was on its way.
    pub fn forget_halfway(&self) {
        self.0.remove(HALFWAY);
    }

    /// The sign-in that is on its way, for ten minutes.
    pub fn halfway(&self, now: Timestamp) -> Option<Halfway> {
        let halfway: Halfway = serde_json::from_str(&self.get(HALFWAY)?).ok()?;
        // The clock may have been set back a little; what is from further ahead cannot be told the age of.
        let is_fresh = halfway.at <= now.after(HALFWAY_FOR) && now.since(halfway.at) < HALFWAY_FOR;
        is_fresh.then_some(halfway)
    }

    /// Keeps what the signed-out page needs.
    pub fn keep_last_logout(&self, logout: &LastLogout) {
        if let Ok(text) = serde_json::to_string(logout) {
            self.put(ENDED, text);
        }
    }

    /// What the signed-out page tells of: for half an hour, since the next person here is somebody else.
    pub fn last_logout(&self, now: Timestamp) -> Option<LastLogout> {
        let last: LastLogout = serde_json::from_str(&self.get(ENDED)?).ok()?;
        (now.since(last.at) < TOLD_FOR).then_some(last)
    }

    fn get(&self, name: &str) -> Option<String> {
        self.0.get::<String>(name).ok().flatten()
    }

    fn get_or_make(&self, name: &str) -> String {
        self.get(name).unwrap_or_else(|| {
            let made = random::token();
            self.put(name, made.clone());
            made
        })
    }

    fn put(&self, name: &str, value: String) {
        if let Err(error) = self.0.insert(name, value) {
            // Text always serialises; should it ever not, the missing entry refuses the next step.
            tracing::error!(%error, "the session state could not be stored");
        }
    }
}
