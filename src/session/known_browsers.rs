//! The cookie that says for whom a browser is known ([`crate::protocol::known_browser`]). It is set where somebody has signed in
//! completely, lives longer than any login, stays at a sign-out, and signs nobody in.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpMessage as _, HttpRequest};

use super::cookies;
use crate::protocol::known_browser::{KnownBrowser, LIFETIME, Tokens};
use crate::protocol::user::{Subject, User};
use crate::provider::Provider;
use crate::secret::{Digest, Secret};
use crate::store::StoreError;

/// What the response to a request shall set.
struct Wanted(Tokens);

/// For whom the browser is known that sent a request.
pub struct Known {
    tokens: Tokens,
    browsers: Vec<KnownBrowser>,
}

impl Known {
    /// Looks all of it up, whoever is about to sign in.
    pub async fn of(provider: &Provider, request: &HttpRequest) -> Result<Self, StoreError> {
        let tokens = cookies::known_browser(request);
        let browsers = provider.store.known_browsers(&tokens.digests(), provider.now()).await?;
        Ok(Self { tokens, browsers })
    }

    /// Everybody's.
    pub fn all(&self) -> &[KnownBrowser] {
        &self.browsers
    }

    /// This person's.
    pub fn for_person(&self, sub: &Subject) -> Option<&KnownBrowser> {
        self.browsers.iter().find(|known| known.sub == *sub)
    }

    /// The same, where a second factor of theirs is remembered in it.
    pub fn remembering(&self, provider: &Provider, user: &User) -> Option<&KnownBrowser> {
        let remember = provider.live().settings.login.mfa_remember;
        self.for_person(&user.sub).filter(|known| {
            known.factor.is_some_and(|factor| factor.spares(user.credentials_revision, remember, provider.now()))
        })
    }

    /// Has the cookie set with the token of this person in front: a fresh one where they have none.
    pub fn keep(self, request: &HttpRequest, known: Option<&Digest>, fresh: Secret) {
        let token = known.and_then(|known| self.tokens.get(known)).cloned().unwrap_or(fresh);
        // What is known for nobody any more makes room.
        let tokens = self.tokens.only(|digest| self.browsers.iter().any(|known| known.digest == *digest));
        request.extensions_mut().insert(Wanted(tokens.led_by(token)));
    }
}

/// The cookie to set on the response to `request`, if one is wanted.
pub fn wanted(request: &HttpRequest, provider: &Provider) -> Option<String> {
    let extensions = request.extensions();
    let Wanted(tokens) = extensions.get::<Wanted>()?;
    let max_age = Duration::seconds(i64::try_from(LIFETIME.as_secs()).unwrap_or(i64::MAX));
    let cookie = Cookie::build(provider.cookies.known_browser.clone(), tokens.value())
        .path("/")
        .secure(provider.live().settings.server.issuer.is_https())
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(max_age);
    Some(cookie.finish().to_string())
}
