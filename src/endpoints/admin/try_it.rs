//! A sign-in to an app, gone through for somebody as the server goes through it, without the app and without the person: what
//! the app would send, what would be asked, where the browser would go, and what the app would be told. The checks and the
//! steps are those of the authorization endpoint. Nothing is issued, and nothing is kept but that somebody looked.

use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::apps::{App, find, shown};
use super::{Admitted, claims, note_look, page, segment};
use crate::authorization::assurance::demanded;
use crate::authorization::next_step::NextStep;
use crate::authorization::rehearsal::{Cast, Rehearsal, Step, rehearse};
use crate::authorization::respond::{self, Granted, GrantedToken};
use crate::authorization::{Arrived, AuthorizationError, Refusal, ReplyTo, VerifiedRequest, issue};
use crate::endpoints::authorize::verify;
use crate::endpoints::error::PageError;
use crate::endpoints::{joined, userinfo};
use crate::pages::{Page, sharing};
use crate::presets::{self, Preset, fitting};
use crate::protocol::acr::Level;
use crate::protocol::audit::{Event, What};
use crate::protocol::client::{Client, ConsentMode};
use crate::protocol::parameters::Parameters;
use crate::protocol::response_type::ResponseType;
use crate::protocol::session::SignedIn;
use crate::protocol::user::{LONGEST_NAME, User, UsernameKey};
use crate::provider::Provider;
use crate::say;
use crate::token::issue::{IdTokenContent, id_token_claims, unsigned_id_token};

/// What apps ask for that nothing is known of.
const USUAL: &str = "openid profile email";
/// In the place of what an app makes up.
const STATE: &str = "state-of-the-app";
/// The same.
const NONCE: &str = "nonce-of-the-app";
/// The same: the challenge of RFC 7636, appendix B.
const CODE_CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
/// In the place of what is issued to nobody.
const NOT_ISSUED: &str = "…";
/// What is told of somebody whom the sign-in page refuses.
const MAY_NOT: &str = "this person is locked, or has left the configuration";
/// What can be chosen for `prompt`.
const PROMPTS: [&str; 4] = ["none", "login", "consent", "select_account"];

/// Parameters by their names.
type Sent = Vec<(&'static str, String)>;

/// Shows it.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, async |request, provider, admitted, parameters| {
        let app = find(provider, parameters).await?;
        render(request, provider, admitted, parameters, &app).await
    })
    .await
}

/// The same for a command: a sign-in of `user` to `client`, with `scope` where one is said.
///
/// # Errors
/// Storage.
pub async fn gone_through(
    provider: &Provider,
    client: &Client,
    user: &User,
    scope: Option<&str>,
) -> Result<Value, PageError> {
    let parameters: Parameters = scope.map(|scope| ("scope", scope)).into_iter().collect();
    go_through(provider, client, &Asked::read(&parameters, client), user).await
}

/// What the form says.
struct Asked {
    person: Option<String>,
    redirect_uri: String,
    scope: String,
    prompt: String,
    is_signed_in: bool,
    /// Whether the app sends a `code_challenge` and a `nonce`.
    protects_its_codes: bool,
}

impl Asked {
    fn read(parameters: &Parameters, client: &Client) -> Self {
        let named = parameters.get("person").map(str::trim);
        let first = || client.redirect_uris.first().map(ToString::to_string);
        // A test reads every preset.
        let presets = presets::all().unwrap_or_default();
        let preset = fitting(presets, client);
        let of_client = || client.scope.as_ref().map(ToString::to_string);
        let usual = || preset.map(|preset| preset.scope.clone()).or_else(of_client);
        let own = |name: &str| parameters.get(name).map(str::to_owned);
        Self {
            person: named.filter(|name| !name.is_empty() && name.len() <= LONGEST_NAME).map(str::to_owned),
            redirect_uri: own("redirect_uri").or_else(first).unwrap_or_default(),
            scope: own("scope").or_else(usual).unwrap_or_else(|| USUAL.to_owned()),
            prompt: own("prompt").unwrap_or_default(),
            is_signed_in: parameters.has("signed_in"),
            protects_its_codes: preset.is_none_or(Preset::protects_its_codes),
        }
    }

    /// What the app would send.
    fn parameters(&self, client: &Client) -> Sent {
        let response_type = client.response_types.first().copied().unwrap_or_default();
        let mut sent: Sent = vec![
            ("response_type", response_type.as_str().to_owned()),
            ("client_id", client.client_id.to_string()),
            ("redirect_uri", self.redirect_uri.clone()),
            ("scope", self.scope.clone()),
            ("state", STATE.to_owned()),
        ];
        if self.protects_its_codes || response_type.has_id_token() {
            sent.push(("nonce", NONCE.to_owned()));
        }
        if self.protects_its_codes && response_type.has_code() {
            sent.push(("code_challenge", CODE_CHALLENGE.to_owned()));
            sent.push(("code_challenge_method", "S256".to_owned()));
        }
        if !self.prompt.is_empty() {
            sent.push(("prompt", self.prompt.clone()));
        }
        sent
    }
}

async fn render(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    parameters: &Parameters,
    app: &App,
) -> Result<HttpResponse, PageError> {
    let client = app.client.as_ref();
    let asked = Asked::read(parameters, client);
    let user = match &asked.person {
        Some(name) => provider.store.user_named(&UsernameKey::of(name)).await?,
        None => None,
    };
    let tried = match &user {
        Some(user) => {
            let tried = Event::of(What::SignInTry, &user.sub).with_client(&client.client_id);
            note_look(provider, admitted, &tried).await?;
            Some(go_through(provider, client, &asked, user).await?)
        }
        None => None,
    };
    let context = json!({
        "app": shown(request, app),
        "query": segment(client.client_id.as_str()),
        "signs_people_in": client.signs_people_in(),
        "person": asked.person,
        "redirect_uri": asked.redirect_uri,
        "redirect_uris": client.redirect_uris,
        "scope": asked.scope,
        "prompt": asked.prompt,
        "prompts": PROMPTS,
        "is_signed_in": asked.is_signed_in,
        "tried": tried,
        "preview": user.as_ref().map(|user| claims::preview(provider, client, user)),
    });
    let path = format!("/admin/app/try?client_id={}", segment(client.client_id.as_str()));
    let page = Page::new("admin_app_try.html", admitted.context(provider, (&path, "apps"), context));
    Ok(page.respond(request, provider))
}

/// All of it: what is sent, what is asked, and how it ends.
async fn go_through(provider: &Provider, client: &Client, asked: &Asked, user: &User) -> Result<Value, PageError> {
    let sent = asked.parameters(client);
    let mut encoded = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in &sent {
        encoded.append_pair(name, value);
    }
    let encoded = encoded.finish();
    // One that is disabled is not found, as at the endpoint.
    let enabled: Option<Arc<Client>> = provider.client(&client.client_id).await?;
    let verified = verify(&Arrived { encoded: encoded.as_bytes(), object: None }, enabled, provider);
    let tried = json!({
        "endpoint": provider.live().settings.server.issuer.url("/authorize"),
        "sent": listed(&sent),
        "remarks": remarks(client, verified.as_ref().ok()),
        "facts": [],
        "steps": [],
        "id_token": null,
        "userinfo": null,
    });
    let further = match verified {
        Err(AuthorizationError::Unanswerable(fault)) => json!({"end": stays(&fault.to_string())}),
        Err(AuthorizationError::Refused(refusal)) => json!({"end": refused(provider, client, &refusal)}),
        Ok(request) => steps(provider, client, asked, user, &request).await?,
    };
    Ok(joined(tried, further))
}

/// What there is to say of the request itself.
fn remarks(client: &Client, verified: Option<&VerifiedRequest>) -> Vec<String> {
    let rules = client.rules();
    let left_out = verified.map(|request| request.asked().left_out.join(" ")).unwrap_or_default();
    let of_rules = [
        rules.pushed_requests.then(|| say!("admin-try-pushed")),
        rules.signed_requests.then(|| say!("admin-try-signed")),
        (!left_out.is_empty()).then(|| say!("admin-try-left-out", scope = left_out.as_str())),
    ];
    of_rules.into_iter().flatten().collect()
}

/// The steps that this person would be led through, and the end.
async fn steps(
    provider: &Provider,
    client: &Client,
    asked: &Asked,
    user: &User,
    request: &VerifiedRequest,
) -> Result<Value, PageError> {
    let consent = match client.consent {
        ConsentMode::Skip => None,
        ConsentMode::Always | ConsentMode::Remember => provider.store.consent(&user.sub, &client.client_id).await?,
    };
    let sub = provider.subject(client, &user.sub);
    let cast = Cast {
        request,
        client,
        person: user,
        sub: &sub,
        is_signed_in: asked.is_signed_in,
        consent,
        floor: provider.live().settings.login.floor(user),
        means: provider.means(user),
        now: provider.now(),
    };
    let Rehearsal { steps, signed_in } = rehearse(&cast);
    let rows: Vec<Value> = steps.iter().map(|step| row(provider, &cast, step)).collect();
    let told = json!({"facts": facts(&cast), "steps": rows});
    let further = match (steps.last().map(|step| &step.next), signed_in, request.reply_to()) {
        (Some(NextStep::Issue), Some(signed_in), Some(reply_to)) => granted(provider, &cast, &signed_in, reply_to),
        (Some(NextStep::Refuse(code, words)), _, Some(reply_to)) => {
            let refusal = Refusal {
                client_id: client.client_id.clone(),
                reply_to: reply_to.clone(),
                code: *code,
                description: (*words).to_owned(),
                advice: None,
                is_openid: request.asked().is_openid(),
            };
            json!({"end": refused(provider, client, &refusal)})
        }
        _ => json!({"end": stays(MAY_NOT)}),
    };
    Ok(joined(told, further))
}

/// What of the person decides, beside what they do.
fn facts(cast: &Cast<'_>) -> Vec<String> {
    let Cast { client, person, request, means, floor, .. } = cast;
    let groups = match (client.allowed_groups.is_empty(), client.admits(&person.groups)) {
        (true, _) => say!("admin-app-everybody"),
        (false, true) => say!("admin-try-admitted"),
        (false, false) => say!("admin-try-not-admitted"),
    };
    let needs_two = demanded(request.asked(), client, *means, *floor).least > Level::Password;
    let factors = if needs_two { say!("admin-try-two-factors") } else { say!("admin-try-one-factor") };
    vec![groups, factors]
}

/// One step in words; of a consent, what it is for.
fn row(provider: &Provider, cast: &Cast<'_>, step: &Step) -> Value {
    let name = cast.person.display_name();
    let words = match (&step.next, step.reached) {
        (NextStep::SignIn, Level::Password) => say!("admin-try-sign-in", name = name),
        (NextStep::SignIn, Level::Remembered | Level::MultiFactor | Level::Recovered) => {
            say!("admin-try-sign-in-two", name = name)
        }
        (NextStep::SignIn, Level::PhishingResistant) => say!("admin-try-sign-in-passkey", name = name),
        (NextStep::SignUp, _) => say!("admin-try-sign-up", name = name),
        (NextStep::Reauthenticate, _) => say!("admin-try-again", name = name),
        (NextStep::StepUp, _) => say!("admin-try-step-up", name = name),
        (NextStep::Enrol, _) => say!("admin-try-enrol", name = name),
        (NextStep::SelectAccount, _) => say!("admin-try-account", name = name),
        (NextStep::Consent { .. }, _) => say!("admin-try-consent", name = name),
        (NextStep::Issue, _) => say!("admin-try-issue"),
        (NextStep::Refuse(..), _) => say!("admin-try-refuse"),
    };
    // At a page the browser and the server talk; what the server decides by itself is a point on its line.
    let way = match &step.next {
        NextStep::Issue | NextStep::Refuse(..) => "server",
        _ => "page",
    };
    json!({"words": words, "way": way, "items": shared(provider, cast, step)})
}

/// What the consent page would list.
fn shared(provider: &Provider, cast: &Cast<'_>, step: &Step) -> Vec<sharing::SharedItem> {
    let NextStep::Consent { new } = &step.next else { return Vec::new() };
    let live = provider.live();
    let asked = cast.request.asked();
    let names = asked.claims.as_ref().map(|claims| claims.names()).unwrap_or_default();
    let is_new = |scope: &str| cast.consent.is_some() && new.contains(scope);
    sharing::items(cast.client, &live.settings.catalogue, cast.person, &asked.scope, &names, is_new)
}

/// The answer to a request that is granted, with dots for what is issued to nobody, and what the app would be told.
fn granted(provider: &Provider, cast: &Cast<'_>, signed_in: &SignedIn, reply_to: &ReplyTo) -> Value {
    let (live, asked) = (provider.live(), cast.request.asked());
    let issuer = live.settings.server.issuer.as_str();
    let response_type = asked.response_type;
    let placed = |is_there: bool| is_there.then(|| NOT_ISSUED.to_owned());
    let lifetime = cast.client.lifetimes.access_token.unwrap_or(live.settings.tokens.access_token);
    let granted = Granted {
        code: placed(response_type.has_code()),
        access_token: response_type.has_token().then(|| GrantedToken {
            access_token: NOT_ISSUED.to_owned(),
            expires_in: lifetime.as_secs(),
            scope: asked.scope_differs.then(|| asked.scope.to_string()),
        }),
        id_token: placed(response_type.has_id_token()),
        session_state: placed(asked.is_openid() && live.settings.session_management.check_session_iframe),
    };
    let grant = issue::grant(cast.request, cast.client, signed_in, String::new(), cast.now);
    let whole_scope = cast.client.claims_in_id_token || response_type == ResponseType::IdToken;
    let content = IdTokenContent {
        nonce: asked.nonce.as_deref(),
        claims: id_token_claims(provider, &grant, &grant.scope, cast.person, whole_scope),
        ..IdTokenContent::default()
    };
    let id_token = unsigned_id_token(provider, cast.client, &grant, content, cast.now);
    let requested = (&grant.scope, grant.claims.as_ref());
    let userinfo = Value::Object(userinfo::told(provider, cast.client, &grant, requested, cast.person));
    let text = |claims: &Value| serde_json::to_string_pretty(claims).unwrap_or_default();
    json!({
        "end": goes(reply_to, &respond::success(reply_to, issuer, granted)),
        "id_token": asked.is_openid().then(|| text(&id_token)),
        "userinfo": asked.is_openid().then(|| text(&userinfo)),
    })
}

/// The end of a request that is refused: the app is told, but for one that nobody vouches for.
fn refused(provider: &Provider, client: &Client, refusal: &Refusal) -> Value {
    if !client.is_vouched_for() {
        return stays(&refusal.description);
    }
    let live = provider.live();
    let fields = respond::error(refusal, live.settings.server.issuer.as_str(), None);
    let remedy = refusal.advice.as_ref().map(|advice| advice.remedy.as_str());
    joined(goes(&refusal.reply_to, &fields), json!({"error": refusal.description, "remedy": remedy}))
}

/// The browser goes back to the app.
fn goes(reply_to: &ReplyTo, fields: &[(&'static str, String)]) -> Value {
    json!({
        "place": reply_to.redirect_uri(),
        "mode": reply_to.response_mode().as_str(),
        "fields": listed(fields),
        "error": null,
        "remedy": null,
    })
}

/// The browser stays, and the app learns nothing.
fn stays(error: &str) -> Value {
    json!({"place": null, "mode": null, "fields": [], "error": error, "remedy": null})
}

fn listed(fields: &[(&'static str, String)]) -> Vec<Value> {
    fields.iter().map(|(name, value)| json!({"name": name, "value": value, "gloss": gloss(name)})).collect()
}

/// What a parameter is for, in the language of the reader.
fn gloss(name: &str) -> Option<String> {
    Some(match name {
        "response_type" => say!("admin-gloss-response-type"),
        "client_id" => say!("admin-gloss-client-id"),
        "redirect_uri" => say!("admin-gloss-redirect-uri"),
        "scope" => say!("admin-gloss-scope"),
        "state" => say!("admin-gloss-state"),
        "nonce" => say!("admin-gloss-nonce"),
        "code_challenge" => say!("admin-gloss-code-challenge"),
        "code_challenge_method" => say!("admin-gloss-code-challenge-method"),
        "prompt" => say!("admin-gloss-prompt"),
        "code" => say!("admin-gloss-code"),
        "iss" => say!("admin-gloss-iss"),
        "session_state" => say!("admin-gloss-session-state"),
        "access_token" => say!("admin-gloss-access-token"),
        "token_type" => say!("admin-gloss-token-type"),
        "expires_in" => say!("admin-gloss-expires-in"),
        "id_token" => say!("admin-gloss-id-token"),
        "error" => say!("admin-gloss-error"),
        "error_description" => say!("admin-gloss-error-description"),
        _ => return None,
    })
}
