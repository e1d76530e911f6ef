//! The account's factors: passkeys, the authenticator app, recovery codes. Each change asks for a login that is newer than
//! `session.reauth`, and rests on the strongest factor that the person has (SEC-60, row 52).

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::error::{self, PageError};
use super::field_errors::FieldErrors;
use super::lead_on::Onward;
use super::recovery_codes::{codes_for, codes_page};
use super::see_other;
use super::submitted::{Submitted, form_context};
use crate::login::passkey::{self, Registered};
use crate::login::second_factor::new_recovery_codes;
use crate::login::user_code;
use crate::logout;
use crate::pages::Page;
use crate::pages::device::in_words;
use crate::protocol::acr::Level;
use crate::protocol::backchannel_user_code::shown;
use crate::protocol::client::{Client, GrantType};
use crate::protocol::factors::{Passkey, Totp};
use crate::protocol::names::{self, NameError, code_point};
use crate::protocol::parameters::Parameters;
use crate::protocol::session::SignedIn;
use crate::protocol::user::{Subject, User};
use crate::protocol::user_agent::device_name;
use crate::provider::Provider;
use crate::say;
use crate::secret::{Digest, Secret};
use crate::session::browser::{Browser, Token};
use crate::session::known_browsers::Known;
use crate::store::StoreError;
use crate::store::factors::{By, RemovePasskey, RemovePassword};

/// The longest name of a passkey, in characters.
const LONGEST_NAME: usize = 60;

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

/// On whose word this person's factors change.
pub fn said_by(signed_in: &SignedIn) -> By {
    By::Login { id: signed_in.session.id.clone(), revision: signed_in.user.credentials_revision }
}

/// Whether the person has a second factor, and this login rests on none. The pages of administrators ask for any.
pub fn lacks_factor(provider: &Provider, signed_in: &SignedIn) -> bool {
    provider.means(&signed_in.user).has.any() && Level::reached(&signed_in.session.acr) < Level::MultiFactor
}

/// Whether this login rests on less than a change of the account asks for: on a passkey of whoever has one, or on a recovery
/// code in its place, and on an authenticator app of whoever has nothing stronger.
pub fn lacks_strongest(provider: &Provider, signed_in: &SignedIn) -> bool {
    Level::reached(&signed_in.session.acr) < provider.means(&signed_in.user).has.to_change()
}

/// Where somebody goes first who wants to change what they prove themselves with; `None` where they proved enough.
pub fn must_prove_more(
    provider: &Provider,
    browser: &Browser,
    signed_in: &SignedIn,
    onward: Onward,
) -> Result<Option<HttpResponse>, PageError> {
    if let Some(first) = must_be_fresh(provider, signed_in, &onward) {
        return Ok(Some(first));
    }
    if lacks_strongest(provider, signed_in) {
        return onward.via(provider, browser, "/step-up").map(Some);
    }
    Ok(None)
}

/// The same for a change that a login newer than `session.reauth` is enough for.
pub fn must_be_fresh(provider: &Provider, signed_in: &SignedIn, onward: &Onward) -> Option<HttpResponse> {
    let live = provider.live();
    if signed_in.session.is_newer_than(live.settings.session.reauth, provider.now()) {
        return None;
    }
    let base = live.settings.server.issuer.path();
    let next = onward.query();
    let and = if next.is_empty() { "" } else { "&" };
    Some(see_other(&format!("{base}/login?again=1{and}{next}")))
}

/// What was done; travels as `?done=` over the redirect after a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Totp,
    PasskeyAdded,
    KeyAdded,
    PasskeyNamed,
    PasskeyRemoved,
    PasswordRemoved,
    UserCodeRemoved,
    DeviceForgotten,
    DevicesForgotten,
}

impl Done {
    const ALL: [Self; 9] = [
        Self::Totp,
        Self::PasskeyAdded,
        Self::KeyAdded,
        Self::PasskeyNamed,
        Self::PasskeyRemoved,
        Self::PasswordRemoved,
        Self::UserCodeRemoved,
        Self::DeviceForgotten,
        Self::DevicesForgotten,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Totp => "totp-removed",
            Self::PasskeyAdded => "passkey-added",
            Self::KeyAdded => "key-added",
            Self::PasskeyNamed => "passkey-named",
            Self::PasskeyRemoved => "passkey-removed",
            Self::PasswordRemoved => "password-removed",
            Self::UserCodeRemoved => "user-code-removed",
            Self::DeviceForgotten => "device-forgotten",
            Self::DevicesForgotten => "devices-forgotten",
        }
    }

    fn in_words(self) -> String {
        match self {
            Self::Totp => say!("security-totp-removed"),
            Self::PasskeyAdded => say!("security-passkey-added"),
            Self::KeyAdded => say!("security-key-added"),
            Self::PasskeyNamed => say!("security-passkey-named"),
            Self::PasskeyRemoved => say!("security-passkey-removed"),
            Self::PasswordRemoved => say!("security-password-removed"),
            Self::UserCodeRemoved => say!("security-user-code-removed"),
            Self::DeviceForgotten => say!("security-device-forgotten"),
            Self::DevicesForgotten => say!("security-devices-forgotten"),
        }
    }
}

async fn handle_show(request: &HttpRequest, provider: &Provider) -> Result<HttpResponse, PageError> {
    let browser = Browser::of(request);
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Onward::Security.via(provider, &browser, "/login");
    };
    let parameters = Parameters::parse(request.query_string().as_bytes())?;
    let done = Done::ALL.into_iter().find(|done| Some(done.as_str()) == parameters.get("done"));
    page(request, provider, &browser, &signed_in, (done, None), FieldErrors::default()).await
}

async fn page(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    signed_in: &SignedIn,
    (done, new_user_code): (Option<Done>, Option<&Secret>),
    errors: FieldErrors,
) -> Result<HttpResponse, PageError> {
    let live = provider.live();
    let user = &signed_in.user;
    let factors = provider.store.factors(&user.sub).await?;
    let may_change = user.may_sign_in();
    let creation = match may_change {
        true => passkey::creation_options(provider, &browser.binding(), user, &factors.passkeys),
        false => None,
    };
    let may_add = provider.means(user).may_add;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = json!({
        "user": {"name": user.display_name(), "username": user.username},
        "passkeys": factors.passkeys.iter().map(row).collect::<Vec<_>>(),
        "creation": creation.map(|options| options.to_string()),
        "totp": factors.totp.as_ref().map(app),
        "may_add_passkey": may_add.passkey,
        "may_add_totp": may_add.totp,
        "passwords": live.settings.login.takes_passwords(),
        "can_change_password": live.settings.login.takes_passwords() && may_change && !user.pins_password(),
        "has_password": user.password_hash.is_some(),
        "can_remove_password":
            may_change && provider.has_passkeys() && user.password_hash.is_some() && !user.pins_password(),
        "signs_in_alone": factors.passkeys.iter().any(|passkey| passkey.signs_in),
        "mails": live.settings.smtp.is_some() && user.email.is_some(),
        "recovery_codes": factors.recovery_codes,
        "remembered": remembered_devices(request, provider, user).await?,
        "remembers": !live.settings.login.mfa_remember.is_zero(),
        "user_code": user_code_of(provider, user, new_user_code).await?,
        "has_factor": user.factors.any(),
        "required": live.settings.login.mfa.requires(user),
        "may_change": may_change,
        "sign_out_action": format!("{}/end-session", live.settings.server.issuer.path()),
        "notice": done.map(Done::in_words),
        "errors": errors.summary(),
        "wrong": errors.by_field(),
    });
    let context = form_context(provider, browser, ("/account/factors", Token::Login), None, shown);
    Ok(Page::new("security.html", context).status(status).respond(request, provider))
}

/// The code for apps that may only ask the person with it (CIBA `user_code`), where there are such apps, or it is there.
async fn user_code_of(provider: &Provider, user: &User, new: Option<&Secret>) -> Result<Option<Value>, StoreError> {
    let stored = provider.store.user_code(&user.sub).await?;
    let live = provider.live();
    let needs = |client: &Client| client.backchannel_user_code_parameter && client.may_use(GrantType::Ciba);
    let is_of_use = live.settings.clients.iter().any(needs) || live.settings.registration.enabled;
    Ok((stored.is_some() || is_of_use).then(|| {
        json!({
            "since": stored.map(|code| code.made_at.to_string()),
            "new": new.map(|code| shown(code).expose().to_owned()),
        })
    }))
}

/// The browsers in which a second factor of theirs is remembered, last used first.
async fn remembered_devices(request: &HttpRequest, provider: &Provider, user: &User) -> Result<Vec<Value>, PageError> {
    let (now, remember) = (provider.now(), provider.live().settings.login.mfa_remember);
    if remember.is_zero() {
        return Ok(Vec::new());
    }
    let here = Known::of(provider, request).await?.for_person(&user.sub).map(|known| known.digest);
    let browsers = provider.store.browsers_of(&user.sub, now).await?;
    let remembered = browsers.into_iter().filter_map(|browser| {
        let factor = browser.factor.filter(|factor| factor.spares(user.credentials_revision, remember, now))?;
        Some(json!({
            "id": browser.digest.text(),
            "name": device_name(&browser.user_agent),
            "shown": in_words(&device_name(&browser.user_agent)),
            "since": factor.since.to_string(),
            "until": factor.until.min(factor.since.after(remember)).to_string(),
            "last_used": browser.last_seen.to_string(),
            "here": Some(browser.digest) == here,
        }))
    });
    Ok(remembered.collect())
}

/// The browser of a form, by what the page called it.
async fn device(provider: &Provider, sub: &Subject, posted: Option<&str>) -> Result<Option<Digest>, PageError> {
    let browsers = provider.store.browsers_of(sub, provider.now()).await?;
    Ok(browsers.into_iter().map(|browser| browser.digest).find(|digest| Some(digest.text().as_str()) == posted))
}

/// A passkey as a page lists it.
pub fn row(known: &Passkey) -> Value {
    json!({
        "id": URL_SAFE_NO_PAD.encode(&known.id),
        "name": known.name,
        "kind": passkey::made_by(known),
        "is_synced": known.backed_up,
        "since": known.created_at.to_string(),
        "last_used": known.last_used.to_string(),
        "was_used": known.last_used > known.created_at,
    })
}

/// The same of an authenticator app.
pub fn app(totp: &Totp) -> Value {
    json!({"since": totp.created_at.to_string(), "last_used": totp.last_used.to_string()})
}

async fn handle_submit(
    request: &HttpRequest,
    what: &str,
    payload: Payload,
    provider: &Provider,
) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Login).await?;
    submitted.must_be_ours(|| "/account/security".to_owned())?;
    let Submitted { browser, parameters, .. } = &submitted;
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Onward::Security.via(provider, browser, "/login");
    };
    // To ask for more again, nothing must be proven.
    if !what.starts_with("devices/")
        && let Some(first) = must_prove_more(provider, browser, &signed_in, Onward::Security)?
    {
        return Ok(first);
    }
    let (sub, now) = (&signed_in.user.sub, provider.now());
    let by = said_by(&signed_in);
    let id = || parameters.get("id").and_then(|id| URL_SAFE_NO_PAD.decode(id).ok()).unwrap_or_default();
    let outcome = match what {
        "totp/remove" => provider.store.remove_totp(sub, &by, now).await?.then_some(Done::Totp),
        "recovery-codes" => {
            let (codes, digests): (Vec<Secret>, Vec<_>) = new_recovery_codes().into_iter().unzip();
            if provider.store.replace_recovery_codes(sub, &digests, &by, now).await? {
                tracing::info!(%sub, "new recovery codes");
                return Ok(codes_page(request, provider, &codes, "/account/security", false));
            }
            None
        }
        "passkeys/add" => match add_passkey(request, provider, browser, &signed_in, parameters).await? {
            Ok(answer) => return Ok(answer),
            Err(errors) => return page(request, provider, browser, &signed_in, (None, None), errors).await,
        },
        "passkeys/rename" => match passkey_name(parameters.get("name")) {
            Ok(name) => provider.store.rename_passkey(sub, &id(), &name, &by, now).await?.then_some(Done::PasskeyNamed),
            Err(errors) => return page(request, provider, browser, &signed_in, (None, None), errors).await,
        },
        "passkeys/remove" => match provider.store.remove_passkey(sub, &id(), &by, provider.ways_in(), now).await? {
            RemovePasskey::Removed => Some(Done::PasskeyRemoved),
            RemovePasskey::NotDone => None,
            RemovePasskey::OnlyWayIn => {
                let words = match provider.ways_in().password {
                    true => say!("security-passkey-only-way-in"),
                    false => say!("security-passkey-only-here"),
                };
                let errors = FieldErrors::one("passkeys", say!("security-passkey-field"), words);
                return page(request, provider, browser, &signed_in, (None, None), errors).await;
            }
        },
        // The passkeys that somebody has sign nobody in.
        "password/remove" if !provider.has_passkeys() => {
            let errors = FieldErrors::one("password", say!("account-password"), say!("security-password-no-passkey"));
            return page(request, provider, browser, &signed_in, (None, None), errors).await;
        }
        "password/remove" => match provider.store.remove_password(sub, &by, now).await? {
            RemovePassword::Removed => {
                logout::announce(provider);
                Some(Done::PasswordRemoved)
            }
            RemovePassword::NotProven => None,
            refused => {
                let words = match refused {
                    RemovePassword::Pinned => say!("account-password-pinned"),
                    _ => say!("security-password-no-passkey"),
                };
                let errors = FieldErrors::one("password", say!("account-password"), words);
                return page(request, provider, browser, &signed_in, (None, None), errors).await;
            }
        },
        "user-code/make" => {
            let code = user_code::new();
            let hash = provider.hasher.hash(code.clone()).await?;
            if provider.store.put_user_code(sub, Some(&hash), &by, now).await? {
                tracing::info!(%sub, "new code for requests of apps");
                return page(request, provider, browser, &signed_in, (None, Some(&code)), FieldErrors::default()).await;
            }
            None
        }
        "user-code/remove" => provider.store.put_user_code(sub, None, &by, now).await?.then_some(Done::UserCodeRemoved),
        "devices/forget" => match device(provider, sub, parameters.get("id")).await? {
            Some(device) => {
                provider.store.forget_factor(sub, Some(&device), now).await?;
                Some(Done::DeviceForgotten)
            }
            None => None,
        },
        "devices/forget-all" => {
            provider.store.forget_factor(sub, None, now).await?;
            Some(Done::DevicesForgotten)
        }
        _ => return Err(PageError::NotFound),
    };
    let base = provider.live().settings.server.issuer.path().to_owned();
    if let Some(done) = outcome {
        tracing::info!(%sub, done = done.as_str(), "factors changed");
        return Ok(see_other(&format!("{base}/account/security?done={}", done.as_str())));
    }
    // Somebody else was quicker: the page shows what is there now.
    Ok(see_other(&format!("{base}/account/security")))
}

/// A name that a person gives a passkey.
fn passkey_name(typed: Option<&str>) -> Result<String, FieldErrors> {
    let name = typed.unwrap_or_default().trim();
    let refused = |words: String| Err(FieldErrors::one("passkeys", say!("security-passkey-name"), words));
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return refused(say!("security-name-long", count = LONGEST_NAME));
    }
    match names::check_shown(name) {
        Ok(()) => Ok(name.to_owned()),
        Err(NameError::Invisible(letter)) => refused(say!("security-name-invisible", code = code_point(letter))),
        Err(NameError::MixedScripts(word)) => refused(say!("security-name-mixed", word = word)),
    }
}

async fn add_passkey(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    signed_in: &SignedIn,
    parameters: &Parameters,
) -> Result<Result<HttpResponse, FieldErrors>, PageError> {
    let user = &signed_in.user;
    let answer = parameters.get("passkey").unwrap_or_default();
    let name = match parameters.get("name").map(str::trim).filter(|name| !name.is_empty()) {
        None => None,
        Some(typed) => match passkey_name(Some(typed)) {
            Ok(name) => Some(name),
            Err(errors) => return Ok(Err(errors)),
        },
    };
    let (codes, digests) = codes_for(provider, user);
    let by = said_by(signed_in);
    let binding = browser.binding();
    let registered = passkey::register(provider, &binding, user, (answer, name.as_deref()), &digests, &by).await?;
    Ok(match registered {
        Registered::Added { signs_in, .. } => {
            let done = if signs_in { Done::PasskeyAdded } else { Done::KeyAdded };
            let going_on = format!("/account/security?done={}", done.as_str());
            Ok(codes_page(request, provider, &codes, &going_on, false))
        }
        registered => Err(FieldErrors::one("passkeys", say!("security-passkey-field"), registered.in_words())),
    })
}
