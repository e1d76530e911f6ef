//! The demo app's own buttons, and where the provider sends browsers back to.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HOST, ORIGIN};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;

use super::client::CLIENT_ID;
use super::flow::{self, Answer, Asker, FlowError, Kind, Pending};
use super::http::HttpError;
use super::ladder::{Ladder, Step, Way};
use super::sessions::{Login, Notice, Tone, Visitor, form_token};
use super::{Demo, DemoSettings, pages};
use crate::endpoints::form::{self, FormError};
use crate::endpoints::{Sender, see_other};
use crate::protocol::parameters::{ParameterError, Parameters};
use crate::provider::Provider;
use crate::secret::Secret;

/// Why a step was refused; each sentence names the remedy.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    /// Another site's form.
    #[error("the form was not sent from this page: use the button here")]
    Foreign,
    /// No such button.
    #[error("the form has no known button: reload the page")]
    UnknownKind,
    /// The body.
    #[error(transparent)]
    Form(#[from] FormError),
    /// The query.
    #[error(transparent)]
    Parameters(#[from] ParameterError),
    /// The provider.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// An answer that does not hold.
    #[error(transparent)]
    Flow(#[from] FlowError),
    /// Came back from a sign-out that this browser did not begin.
    #[error("state does not belong to a sign-out that was started here, so no session was ended: use the button")]
    ForeignSignOut,
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::Http(HttpError::Flow(_)) => StatusCode::BAD_REQUEST,
            Self::Http(_) => StatusCode::BAD_GATEWAY,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

/// What every handler needs.
struct Visit<'a> {
    request: &'a HttpRequest,
    provider: &'a Provider,
    demo: &'a Demo,
    key: Option<String>,
    base: &'a str,
}

impl<'a> Visit<'a> {
    fn of(request: &'a HttpRequest, provider: &'a Provider, demo: &'a Demo) -> Self {
        let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        Self { request, provider, demo, key: demo.sessions.key_of(request), base: demo.settings.base_for(host) }
    }

    fn visitor(&self) -> Visitor {
        self.demo.sessions.visitor(self.key.as_deref())
    }

    fn page(&self, visitor: &Visitor) -> HttpResponse {
        pages::page(self.request, self.provider, self.demo, self.key.as_deref(), visitor, StatusCode::OK)
    }

    /// The page with what was refused; what is remembered stays as it is.
    fn refused(&self, ladder: Ladder, refusal: &Refusal) -> HttpResponse {
        tracing::info!("the demo app refused: {refusal}");
        let notice = Notice::new(Tone::Bad, "Refused", sentence(&refusal.to_string()));
        let visitor = Visitor { notice: Some(notice), ladder, ..self.visitor() };
        pages::page(self.request, self.provider, self.demo, self.key.as_deref(), &visitor, refusal.status())
    }

    /// Changes what is remembered and sends the browser on.
    fn go(&self, location: &str, fresh: bool, change: impl FnOnce(&mut Visitor)) -> HttpResponse {
        let key = self.demo.sessions.enter(self.key.as_deref(), fresh, change);
        let mut response = see_other(location);
        let path = self.demo.settings.path("/demo");
        let cookie = self.demo.sessions.cookie(key, path, self.base.starts_with("https:"));
        if let Err(error) = response.add_cookie(&cookie) {
            tracing::error!(%error, "the demo app's cookie could not be set");
        }
        response
    }

    fn home(&self, fresh: bool, change: impl FnOnce(&mut Visitor)) -> HttpResponse {
        self.go(&self.demo.settings.path("/demo"), fresh, change)
    }

    /// The fields of a form that this very app's page sent.
    async fn form(&self, payload: Payload) -> Result<Parameters, Refusal> {
        let header = |name: &str| self.request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
        let own = url::Url::parse(self.base).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
        let sender = Sender::named(header("sec-fetch-site"), header(ORIGIN.as_str()), &own);
        if sender == Sender::AnotherSite {
            return Err(Refusal::Foreign);
        }
        let limit = self.provider.live().settings.limits.body_bytes;
        let parameters = form::parameters(self.request, payload, limit).await?;
        // Of a browser without a key nothing is known that a form could change.
        let has_token = || {
            let sent = parameters.get("csrf").unwrap_or_default();
            self.key.as_deref().is_none_or(|key| Secret::new(form_token(key)).matches(sent))
        };
        if sender == Sender::Hidden && !has_token() { Err(Refusal::Foreign) } else { Ok(parameters) }
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}

/// The page.
pub async fn show(request: HttpRequest, provider: Data<Provider>, demo: Data<Demo>) -> HttpResponse {
    let visit = Visit::of(&request, &provider, &demo);
    visit.page(&visit.visitor())
}

/// What changed, for the page's script.
pub async fn events(request: HttpRequest, provider: Data<Provider>, demo: Data<Demo>) -> HttpResponse {
    let visit = Visit::of(&request, &provider, &demo);
    let view = pages::events(&provider, &demo, visit.key.as_deref(), &visit.visitor());
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(view)
}

/// Sends the browser to the provider.
pub async fn sign_in(
    request: HttpRequest,
    payload: Payload,
    provider: Data<Provider>,
    demo: Data<Demo>,
) -> HttpResponse {
    let visit = Visit::of(&request, &provider, &demo);
    let mut ladder = Ladder::new("Sign in");
    match begin(&visit, payload, &mut ladder).await {
        Ok((location, pending)) => visit.go(&location, false, |visitor| {
            visitor.pending = Some(pending);
            visitor.ladder = ladder;
            visitor.notice = None;
        }),
        Err(refusal) => visit.refused(ladder, &refusal),
    }
}

async fn begin(visit: &Visit<'_>, payload: Payload, ladder: &mut Ladder) -> Result<(String, Pending), Refusal> {
    let parameters = visit.form(payload).await?;
    let kind = parameters.get("kind").and_then(Kind::parse).ok_or(Refusal::UnknownKind)?;
    ladder.title = kind.title();
    let now = visit.provider.now();
    let endpoints = visit.demo.http.endpoints(ladder, now).await?;
    let pending = Pending::new(kind, Asker::demo(), DemoSettings::redirect_uri(visit.base), endpoints, now);
    let hint = visit.visitor().login.map(|login| login.id_token);
    let parameters = pending.parameters(hint.as_deref());
    let endpoint = &pending.endpoints.authorization_endpoint;
    let words = match kind {
        Kind::Plain => "Authorization request: sign the person in.",
        Kind::Again => "Authorization request: ask for the password again.",
        Kind::Silent => "Authorization request: respond at once, without showing a page.",
    };
    ladder.push(Step::new(now, Way::SendsBrowser, format!("GET {endpoint}"), words).with(parameters.iter().cloned()));
    Ok((flow::with_query(endpoint, &parameters)?, pending))
}

/// Takes the provider's answer.
pub async fn callback(request: HttpRequest, provider: Data<Provider>, demo: Data<Demo>) -> HttpResponse {
    let visit = Visit::of(&request, &provider, &demo);
    let mut ladder = visit.visitor().ladder;
    match come_back(&visit, &mut ladder).await {
        Ok(outcome) => visit.home(matches!(outcome, Outcome::SignedIn(..)), |visitor| {
            visitor.notice = Some(outcome.notice(visitor.login.is_some()));
            visitor.ladder = ladder;
            match outcome {
                Outcome::SignedIn(login, _) => visitor.login = Some(*login),
                Outcome::Refused { kind: Kind::Silent, .. } => visitor.login = None,
                Outcome::Refused { .. } => {}
            }
        }),
        Err(refusal) => visit.refused(ladder, &refusal),
    }
}

/// A believed answer.
enum Outcome {
    SignedIn(Box<Login>, Kind),
    Refused { kind: Kind, error: String, description: String },
}

impl Outcome {
    /// What to say. A refused silent check ends the session here too, as OpenID Connect Session Management §3.1
    /// advises.
    fn notice(&self, was_signed_in: bool) -> Notice {
        match self {
            Self::SignedIn(login, kind) => {
                let name = pages::name_of(login);
                match kind {
                    Kind::Silent => {
                        Notice::new(Tone::Good, "Still signed in", format!("The provider still knows {name}."))
                    }
                    _ => Notice::new(Tone::Good, format!("Hello, {name}"), "Each step is listed below."),
                }
            }
            Self::Refused { kind, error, description } => {
                let more = match (kind, was_signed_in) {
                    (Kind::Silent, true) => " So the session here has ended as well.",
                    (Kind::Silent, false) => " That is the right answer while nobody is signed in.",
                    _ => "",
                };
                let text = format!("{}{more}", sentence(description));
                Notice::new(Tone::Plain, format!("The provider returned an error: {error}"), text)
            }
        }
    }
}

/// Believes the answer, or says why not.
async fn come_back(visit: &Visit<'_>, ladder: &mut Ladder) -> Result<Outcome, Refusal> {
    let parameters = Parameters::parse(visit.request.query_string().as_bytes())?;
    let pending = visit.demo.sessions.take_pending(visit.key.as_deref(), parameters.get("state"));
    let answer = match &pending {
        Some(pending) => flow::answer(&parameters, pending),
        None => Err(FlowError::State),
    };
    let words = match &answer {
        Ok(Answer::Code { .. }) => "Authorization response: an authorization code.",
        Ok(Answer::Error { .. }) => "Authorization response: an error.",
        Err(_) => "A response that was refused.",
    };
    let call = format!("GET {}", DemoSettings::redirect_uri(visit.base));
    let step = Step::new(visit.provider.now(), Way::BrowserBack, call, words);
    let names = ["code", "error", "error_description", "state", "iss", "session_state"];
    let fields = names.into_iter().filter_map(|name| Some((name, parameters.get(name)?)));
    ladder.push(step.with(fields).failed(!matches!(answer, Ok(Answer::Code { .. }))));
    let (answer, pending) = (answer?, pending.ok_or(FlowError::State)?);
    match answer {
        Answer::Error { error, description } => Ok(Outcome::Refused { kind: pending.kind, error, description }),
        Answer::Code { code, session_state } => {
            let login = redeem(visit, &pending, &code, session_state, ladder).await?;
            Ok(Outcome::SignedIn(Box::new(login), pending.kind))
        }
    }
}

async fn redeem(
    visit: &Visit<'_>,
    pending: &Pending,
    code: &str,
    session_state: Option<String>,
    ladder: &mut Ladder,
) -> Result<Login, Refusal> {
    let (http, now, endpoints) = (&visit.demo.http, visit.provider.now(), &pending.endpoints);
    let tokens = http.tokens(&endpoints.token_endpoint, &pending.token_parameters(code), ladder, now).await?;
    let keys = http.keys(&endpoints.jwks_uri, ladder, now).await?;
    let claims = flow::verify_id_token(&tokens.id_token, &keys, pending, now)?;
    let userinfo = http.userinfo(&endpoints.userinfo_endpoint, &tokens.access_token, ladder, now).await?;
    if userinfo.get("sub").and_then(Value::as_str) != claims.get("sub").and_then(Value::as_str) {
        return Err(FlowError::OtherSubject.into());
    }
    let (id_token, endpoints) = (tokens.id_token, endpoints.clone());
    Ok(Login { id_token, claims, userinfo, session_state, endpoints, since: now })
}

/// Ends the demo app's own session and nothing else.
pub async fn sign_out(
    request: HttpRequest,
    payload: Payload,
    provider: Data<Provider>,
    demo: Data<Demo>,
) -> HttpResponse {
    let visit = Visit::of(&request, &provider, &demo);
    if let Err(refusal) = visit.form(payload).await {
        return visit.refused(visit.visitor().ladder, &refusal);
    }
    let notice = Notice::new(
        Tone::Plain,
        "Signed out here",
        "You are signed out of this app only. You are still signed in at the provider, so “Sign in” does not ask for a password.",
    );
    visit.home(false, |visitor| {
        visitor.login = None;
        visitor.notice = Some(notice);
        visitor.ladder = Ladder::new("Sign out here");
    })
}

/// Sends the browser to the provider to end the login there (OpenID Connect RP-Initiated Logout 1.0 §2). The session
/// here stays until the provider or the browser brings the news.
pub async fn sign_out_everywhere(
    request: HttpRequest,
    payload: Payload,
    provider: Data<Provider>,
    demo: Data<Demo>,
) -> HttpResponse {
    let visit = Visit::of(&request, &provider, &demo);
    let mut ladder = Ladder::new("Sign out everywhere");
    match leave(&visit, payload, &mut ladder).await {
        Ok((location, state)) => visit.go(&location, false, |visitor| {
            visitor.leaving = Some(state);
            visitor.ladder = ladder;
            visitor.notice = None;
        }),
        Err(refusal) => visit.refused(ladder, &refusal),
    }
}

async fn leave(visit: &Visit<'_>, payload: Payload, ladder: &mut Ladder) -> Result<(String, String), Refusal> {
    visit.form(payload).await?;
    let now = visit.provider.now();
    let login = visit.visitor().login;
    let endpoints = match &login {
        Some(login) => login.endpoints.clone(),
        None => visit.demo.http.endpoints(ladder, now).await?,
    };
    let endpoint = endpoints.end_session_endpoint.ok_or(FlowError::Endpoint("end_session_endpoint"))?;
    let state = crate::random::identifier();
    let mut parameters = vec![("client_id", CLIENT_ID.to_owned())];
    if let Some(login) = login {
        parameters.push(("id_token_hint", login.id_token));
        parameters.push(("post_logout_redirect_uri", DemoSettings::post_logout_redirect_uri(visit.base)));
        parameters.push(("state", state.clone()));
    }
    let words = "Logout request: end this login in every app.";
    ladder.push(Step::new(now, Way::SendsBrowser, format!("GET {endpoint}"), words).with(parameters.iter().cloned()));
    Ok((flow::with_query(&endpoint, &parameters)?, state))
}

/// Where the browser comes back to after signing out at the provider.
pub async fn signed_out(request: HttpRequest, provider: Data<Provider>, demo: Data<Demo>) -> HttpResponse {
    let visit = Visit::of(&request, &provider, &demo);
    let before = visit.visitor();
    let parameters = Parameters::parse(request.query_string().as_bytes()).unwrap_or_default();
    let state = parameters.get("state");
    let is_ours = state.is_some() && state == before.leaving.as_deref();
    let call = format!("GET {}", DemoSettings::post_logout_redirect_uri(visit.base));
    let words = if is_ours {
        "Logout response: the login has ended."
    } else {
        "A response to a request that this app did not send."
    };
    let step = Step::new(provider.now(), Way::BrowserBack, call, words).failed(!is_ours);
    let step = step.with(state.map(|state| ("state", state)));
    if !is_ours {
        let mut ladder = before.ladder;
        ladder.push(step);
        return visit.refused(ladder, &Refusal::ForeignSignOut);
    }
    let notice = Notice::new(
        Tone::Good,
        "Signed out everywhere",
        "The provider ended the login and sent you back with the same state. The next sign-in asks for the password.",
    );
    visit.home(false, |visitor| {
        visitor.login = None;
        visitor.leaving = None;
        visitor.pending = None;
        visitor.notice = Some(notice);
        visitor.ladder.push(step);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_become_sentences() {
        assert_eq!(sentence("state is wrong: start again"), "State is wrong: start again.");
        assert_eq!(sentence("Done."), "Done.");
    }
}
