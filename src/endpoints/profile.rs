//! The account's own page of what is said of the person: shown, and changed where no file defines the account. Each change
//! asks for a login that is newer than `session.reauth`.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::account::{left, pinned};
use super::email;
use super::error::{self, PageError};
use super::field_errors::FieldErrors;
use super::language;
use super::lead_on::Onward;
use super::remove_account;
use super::security::{must_be_fresh, said_by};
use super::see_other;
use super::submitted::{Submitted, form_context};
use crate::pages::Page;
use crate::pages::page::initial;
use crate::protocol::names::{NameError, code_point};
use crate::protocol::parameters::Parameters;
use crate::protocol::profile::{self, FIELDS, Unfit};
use crate::protocol::session::SignedIn;
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::say;
use crate::session::browser::{Browser, Token};
use crate::store::users::{ProfileChange, ProfileChanged};

/// What is said where somebody else was quicker.
pub fn meanwhile() -> String {
    say!("profile-meanwhile")
}

/// What is said of an account that a file defines.
pub fn pinned_by_file() -> String {
    say!("profile-pinned-refused")
}

/// Shows the page.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle_show(&request, &provider).await)
}

/// Takes any of its forms.
pub async fn submit(
    request: HttpRequest,
    what: Path<String>,
    payload: Payload,
    provider: Data<Provider>,
) -> HttpResponse {
    error::answer(&request, &provider, handle_submit(&request, &what, payload, &provider).await)
}

/// What was done; travels as `?done=` over the redirect after a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// What is said of the person is saved.
    Saved,
    /// A link to confirm an address was asked for: whether one is sent depends on whose it is, what is said does not.
    EmailAsked,
    /// An address was confirmed.
    EmailConfirmed,
}

impl Done {
    const ALL: [Self; 3] = [Self::Saved, Self::EmailAsked, Self::EmailConfirmed];

    fn as_str(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::EmailAsked => "email-asked",
            Self::EmailConfirmed => "email-confirmed",
        }
    }

    fn in_words(self) -> String {
        match self {
            Self::Saved => say!("profile-saved"),
            Self::EmailAsked => say!("profile-email-asked"),
            Self::EmailConfirmed => say!("profile-email-confirmed"),
        }
    }

    /// On to the page that says so.
    pub fn redirect(self, provider: &Provider) -> HttpResponse {
        let base = provider.live().settings.server.issuer.path().to_owned();
        see_other(&format!("{base}/account/profile?done={}", self.as_str()))
    }
}

/// What the page says that came of a form.
pub struct Refused {
    /// The status.
    pub status: StatusCode,
    /// The fields at fault.
    pub errors: FieldErrors,
    /// What was written into the form of what is said of the person.
    pub profile: Option<Parameters>,
    /// What was written into the form of the address.
    pub email: Option<String>,
}

impl Refused {
    /// These fields of a form.
    pub fn new(errors: FieldErrors) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, errors, profile: None, email: None }
    }
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let browser = Browser::of(request);
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Onward::Profile.via(provider, &browser, "/login");
    };
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let done = Done::ALL.into_iter().find(|done| Some(done.as_str()) == parameters.get("done"));
    page(request, provider, &browser, &signed_in, done, None).await
}

/// Renders the page.
pub async fn page(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    signed_in: &SignedIn,
    done: Option<Done>,
    refused: Option<Refused>,
) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    let (settings, user) = (&live.settings, &signed_in.user);
    let none = Refused { status: StatusCode::OK, ..Refused::new(FieldErrors::default()) };
    let Refused { status, errors, profile: entered, email: email_entered } = refused.unwrap_or(none);
    let asked = provider.store.email_change(&user.sub, provider.now()).await?;
    let fields: Vec<Value> = FIELDS.iter().map(|field| shown_field(field, user, entered.as_ref())).collect();
    let may_change = user.may_sign_in() && user.is_the_databases();
    let shown = json!({
        "user": {
            "name": user.display_name(), "username": user.username, "initial": initial(user.display_name()),
            "email": user.email, "email_verified": user.email_verified, "is_admin": user.administers(), "sub": user.sub,
        },
        "fields": fields,
        "may_change": may_change,
        "mail": settings.smtp.is_some(),
        "email_entered": email_entered,
        "email_asked": asked.map(|asked| json!({"email": asked.email, "until": asked.expires_at.to_string()})),
        "pinned": pinned(user, settings),
        "left": left(user),
        "help_uri": settings.branding.help(),
        "can_remove": may_change && settings.login.delete_account,
        "sign_out_action": format!("{}/end-session", settings.server.issuer.path()),
        "notice": done.map(Done::in_words),
        "errors": errors.summary(),
        "wrong": errors.by_field(),
    });
    let context = form_context(provider, browser, ("/account/profile", Token::Login), None, shown);
    Ok(Page::new("profile.html", context).status(status).respond(request, provider))
}

/// What the page calls the field of a claim.
fn label(claim: &str) -> String {
    match claim {
        "name" => say!("profile-name"),
        "given_name" => say!("profile-given-name"),
        "family_name" => say!("profile-family-name"),
        "nickname" => say!("profile-nickname"),
        "website" => say!("profile-website"),
        "zoneinfo" => say!("profile-zoneinfo"),
        "locale" => say!("profile-locale"),
        other => other.to_owned(),
    }
}

/// What is said beside it; empty where nothing has to be.
fn hint(claim: &str) -> String {
    match claim {
        "name" => say!("profile-name-hint"),
        "website" => say!("profile-website-hint"),
        "zoneinfo" => say!("profile-zoneinfo-hint"),
        "locale" => say!("profile-locale-hint"),
        _ => String::new(),
    }
}

/// What is wrong with what was written into a field.
fn unfit(why: &Unfit) -> String {
    match why {
        Unfit::Website => say!("profile-website-wrong"),
        Unfit::Zoneinfo => say!("profile-zoneinfo-wrong"),
        Unfit::Locale => say!("profile-locale-wrong"),
        Unfit::TooLong(most) => say!("profile-long", count = *most),
        Unfit::Unreadable(NameError::Invisible(letter)) => say!("profile-invisible", code = code_point(*letter)),
        Unfit::Unreadable(NameError::MixedScripts(word)) => say!("profile-mixed", word = word.as_str()),
    }
}

fn shown_field(field: &profile::Field, user: &User, entered: Option<&Parameters>) -> Value {
    let stored = user.claims.get(field.claim).and_then(Value::as_str).unwrap_or_default();
    json!({
        "claim": field.claim, "label": label(field.claim), "autocomplete": field.autocomplete, "hint": hint(field.claim),
        "value": entered.map_or(stored, |entered| entered.get(field.claim).unwrap_or_default()), "stored": stored,
    })
}

async fn handle_submit(
    request: &HttpRequest,
    what: &str,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Login).await?;
    submitted.must_be_ours(|| "/account/profile".to_owned())?;
    let Submitted { browser, parameters, .. } = &submitted;
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Onward::Profile.via(provider, browser, "/login");
    };
    let outcome = match what {
        "save" => {
            if let Some(first) = must_be_fresh(provider, &signed_in, &Onward::Profile) {
                return Ok(first);
            }
            save(provider, &signed_in, parameters).await?
        }
        "email" => email::ask(provider, browser, &signed_in, parameters).await?,
        "remove" => remove_account::remove(request, provider, browser, &signed_in, parameters).await?,
        _ => return Err(PageError::NotFound),
    };
    match outcome {
        Ok(answer) => Ok(answer),
        Err(refused) => page(request, provider, browser, &signed_in, None, Some(refused)).await,
    }
}

/// Saves what is said of the person.
async fn save(
    provider: &Provider,
    signed_in: &SignedIn,
    parameters: &Parameters,
) -> Result<Result<HttpResponse, Refused>, PageError> {
    let mut errors = FieldErrors::default();
    let mut claims = BTreeMap::new();
    for field in FIELDS {
        let text = parameters.get(field.claim).unwrap_or_default().trim();
        let stored = signed_in.user.claims.get(field.claim).and_then(Value::as_str).unwrap_or_default();
        if text == stored {
            continue;
        }
        if !text.is_empty()
            && let Err(why) = profile::check(field.claim, text)
        {
            errors.add(field.claim, label(field.claim), unfit(&why));
        }
        claims.insert(field.claim, text.to_owned());
    }
    let refused = |errors| Ok(Err(Refused { profile: Some(parameters.clone()), ..Refused::new(errors) }));
    if !errors.is_empty() {
        return refused(errors);
    }
    let sub = &signed_in.user.sub;
    if !signed_in.user.is_the_databases() {
        return refused(FieldErrors::one("name", say!("profile-field"), pinned_by_file()));
    }
    let has_new_language = claims.get("locale").is_some_and(|locale| !locale.is_empty());
    if !claims.is_empty() {
        let change = ProfileChange { claims, ..ProfileChange::default() };
        let changed = provider.store.change_own_profile(sub, &change, &said_by(signed_in), provider.now()).await?;
        match changed {
            Some(ProfileChanged::Changed(_)) => tracing::info!(%sub, "profile changed"),
            Some(ProfileChanged::Pinned) => {
                return refused(FieldErrors::one("name", say!("profile-field"), pinned_by_file()));
            }
            Some(ProfileChanged::Gone | ProfileChanged::Taken | ProfileChanged::LastAdministrator) | None => {
                return refused(FieldErrors::one("name", say!("profile-field"), meanwhile()));
            }
        }
    }
    let mut answer = Done::Saved.redirect(provider);
    if has_new_language {
        // What was chosen in this browser before is the older wish.
        language::forget(&mut answer, provider);
    }
    Ok(Ok(answer))
}
