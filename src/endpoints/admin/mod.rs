//! The pages of administrators. Whatever is below `/admin` asks [`admit`] first, by [`page`] or [`form`]; a test visits every
//! such route as somebody who may not.

pub mod activity;
pub mod add_person;
pub mod apps;
pub mod claims;
pub mod connect;
pub mod deliveries;
pub mod groups;
pub mod health;
mod hours;
pub mod keys;
mod list;
pub mod overview;
pub mod people;
pub mod person;
pub mod person_forms;
pub mod sessions;
mod sign_ins;
pub mod sign_up_link;
pub mod try_it;
mod usage;

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::error::{self, PageError};
use super::lead_on::Onward;
use super::security::lacks_factor;
use super::submitted::{Submitted, form_context};
use super::{see_other, segment};
use crate::origin::{self, Administrator};
use crate::pages::page::name_context;
use crate::protocol::audit::Event;
use crate::protocol::client::Client;
use crate::protocol::language::Languages;
use crate::protocol::parameters::Parameters;
use crate::protocol::session::SignedIn;
use crate::protocol::user::{Subject, User};
use crate::provider::Provider;
use crate::session::browser::{Browser, Token};
use crate::store::StoreError;

/// Up to how many sessions are counted for a page: beyond it, "more than" says enough.
const MANY_SESSIONS: u64 = 10_000;

/// Among the data of a server that serves these pages.
pub struct Here;

/// Whether these pages are where the request came to.
pub fn are_here(request: &HttpRequest, provider: &Provider) -> bool {
    provider.live().settings.admin.enabled && request.app_data::<Here>().is_some()
}

/// Whether a route is one of these pages, and they are turned off: there is nothing then, whatever is asked.
pub fn is_hidden(pattern: &str, provider: &Provider) -> bool {
    let live = provider.live();
    let below = pattern.strip_prefix(live.settings.server.issuer.path()).unwrap_or_default();
    !live.settings.admin.enabled && (below == "/admin" || below.starts_with("/admin/"))
}

/// Somebody who may look after this provider, and proved it a moment ago. Only [`admit`] makes one.
pub struct Admitted {
    browser: Browser,
    signed_in: SignedIn,
}

impl Admitted {
    /// Who it is.
    pub fn user(&self) -> &User {
        &self.signed_in.user
    }

    /// The same for the audit, in this login.
    fn administrator(&self) -> Administrator {
        Administrator { sub: self.user().sub.clone(), session_id: self.signed_in.session.id.clone() }
    }

    /// The context of a page at `path`, below the issuer, whose place among the others is `tab`.
    pub fn context(&self, provider: &Provider, (path, tab): (&str, &str), shown: Value) -> Value {
        let base = provider.live().settings.server.issuer.path().to_owned();
        let mut context = form_context(provider, &self.browser, (path, Token::Login), None, shown);
        if let Value::Object(context) = &mut context {
            context.insert("tab".to_owned(), json!(tab));
            context.insert("sign_out_action".to_owned(), json!(format!("{base}/end-session")));
        }
        context
    }
}

/// Lets administrators in: those who may sign in, who authenticated within `session.reauth`, and with the second factor that
/// they have. Everybody else is sent to where they can, or told that there is nothing here for them.
async fn admit(request: &HttpRequest, provider: &Provider) -> Result<Result<Admitted, HttpResponse>, PageError> {
    let live = provider.live();
    if !live.settings.admin.enabled {
        return Err(PageError::NotFound);
    }
    let browser = Browser::of(request);
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Onward::Admin.via(provider, &browser, "/login").map(Err);
    };
    if !signed_in.user.administers() || !signed_in.user.may_sign_in() {
        return Err(PageError::NotAnAdministrator);
    }
    if !signed_in.session.is_newer_than(live.settings.session.reauth, provider.now()) {
        let base = live.settings.server.issuer.path();
        return Ok(Err(see_other(&format!("{base}/login?again=1&next=admin"))));
    }
    if lacks_factor(provider, &signed_in) {
        return Onward::Admin.via(provider, &browser, "/step-up").map(Err);
    }
    Ok(Ok(Admitted { browser, signed_in }))
}

/// Answers with a page for administrators.
async fn page(
    request: HttpRequest,
    provider: Data<Provider>,
    show: impl AsyncFnOnce(&HttpRequest, &Provider, &Admitted, &Parameters) -> Result<HttpResponse, PageError>,
) -> HttpResponse {
    let answer = async {
        match admit(&request, &provider).await? {
            Ok(admitted) => {
                let parameters = Parameters::parse(request.query_string().as_bytes())?;
                show(&request, &provider, &admitted, &parameters).await
            }
            Err(elsewhere) => Ok(elsewhere),
        }
    };
    error::answer(&request, &provider, answer.await)
}

/// Does what a form of such a page at `path` asks for; the audit has who did it.
async fn form(
    request: HttpRequest,
    payload: Payload,
    provider: Data<Provider>,
    path: &str,
    act: impl AsyncFnOnce(&HttpRequest, &Provider, &Admitted, &Parameters) -> Result<HttpResponse, PageError>,
) -> HttpResponse {
    let answer = async {
        if !provider.live().settings.admin.enabled {
            return Err(PageError::NotFound);
        }
        let submitted = Submitted::read_any(&request, payload, &provider, Token::Login).await?;
        submitted.must_be_ours(|| path.to_owned())?;
        match admit(&request, &provider).await? {
            Ok(admitted) => {
                let administrator = admitted.administrator();
                let acting = act(&request, &provider, &admitted, &submitted.parameters);
                match origin::for_administrator(administrator, acting).await {
                    // Locked, demoted or signed out since the look above: nothing was done.
                    Err(PageError::Store(StoreError::ActorLapsed)) => Err(PageError::NotAnAdministrator),
                    outcome => outcome,
                }
            }
            Err(elsewhere) => Ok(elsewhere),
        }
    };
    error::answer(&request, &provider, answer.await)
}

/// Records that an administrator looked at what is not on everybody's page.
async fn note_look(provider: &Provider, admitted: &Admitted, event: &Event) -> Result<(), StoreError> {
    origin::for_administrator(admitted.administrator(), provider.store.record(event, provider.now())).await
}

/// The path of somebody's page, below the issuer.
pub fn path_of(sub: &Subject) -> String {
    format!("/admin/people/{}", segment(sub.as_str()))
}

/// What a list shows of a person.
fn person_row(user: &User) -> Value {
    json!({
        "name": user.display_name(),
        "username": user.username,
        "email": user.email,
        "groups": user.groups,
        "is_admin": user.administers(),
        "locked": user.locked,
        "has_left": user.has_left(),
        "from_config": user.is_from_config(),
        "path": path_of(&user.sub),
        "initial": crate::pages::page::initial(user.display_name()),
    })
}

/// What a list shows of an app: its name in the language of the reader, and its `client_id`.
fn app_row(client: &Client, languages: &Languages) -> Value {
    let mut app = name_context(client, languages);
    if let Value::Object(app) = &mut app {
        app.insert("client_id".to_owned(), json!(client.client_id));
    }
    app
}

/// How many sessions live, and whether there are more than that.
async fn count_sessions(provider: &Provider) -> Result<(u64, bool), StoreError> {
    let counted = provider.store.count_sessions(provider.now(), MANY_SESSIONS + 1).await?;
    Ok((counted.min(MANY_SESSIONS), counted > MANY_SESSIONS))
}
