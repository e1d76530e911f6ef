//! The forms of a person's page. Each does what the command of the same name does, by the same function ([`people`]).

use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use super::person::{Done, Shown, find, render};
use super::{Admitted, form, path_of, sessions};
use crate::endpoints::error::PageError;
use crate::endpoints::see_other;
use crate::logout;
use crate::pages::{Page, qr};
use crate::people::{self, Factor};
use crate::protocol::parameters::Parameters;
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::say;
use crate::store::users::ProfileChange;

/// Takes any of them.
pub async fn submit(
    request: HttpRequest,
    path: Path<(String, String)>,
    payload: Payload,
    provider: Data<Provider>,
) -> HttpResponse {
    let (sub, what) = path.into_inner();
    let page = format!("/admin/people/{}", super::segment(&sub));
    form(request, payload, provider, &page, async |request, provider, admitted, parameters| {
        let user = find(provider, &sub).await?;
        act(request, provider, admitted, &user, &what, parameters).await
    })
    .await
}

async fn act(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    user: &User,
    what: &str,
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    let (live, store, now) = (provider.live().clone(), provider.store.as_ref(), provider.now());
    let (users, ways) = (&live.settings.users, live.settings.ways_in());
    let outcome = match what {
        "profile" => return save(request, provider, admitted, user, parameters).await,
        "link" => return link(request, provider, admitted, user).await,
        "remove" => return remove(request, provider, admitted, user, parameters).await,
        "lock" => people::lock(store, users, user, ways, now).await?.map(|()| Done::Locked),
        "approve" => people::approve(store, user, now).await?.map(|()| Done::Approved),
        "unlock" => people::unlock(store, users, user, now).await?.map(|()| Done::Unlocked),
        "mail" => people::mail_link(store, users, user, ways, now).await?.map(|_| Done::Mailed),
        "reset-factors" => people::reset_factors(store, user, ways, now).await?.map(|_| Done::FactorsRemoved),
        "remove-totp" => {
            people::remove_factor(store, user, &Factor::App, ways, now).await?.map(|()| Done::FactorRemoved)
        }
        "remove-passkey" => {
            let id = URL_SAFE_NO_PAD.decode(parameters.get("id").unwrap_or_default()).unwrap_or_default();
            people::remove_factor(store, user, &Factor::Passkey(id), ways, now).await?.map(|()| Done::FactorRemoved)
        }
        "sign-out" => {
            people::sign_out(store, user, now).await?;
            Ok(Done::SignedOut)
        }
        "session" => {
            sessions::end_named(provider, &user.sub, parameters.get("session").unwrap_or_default()).await?;
            Ok(Done::SessionEnded)
        }
        _ => return Err(PageError::NotFound),
    };
    // Whoever watches a session that ended by it hears so now.
    logout::announce(provider);
    match outcome {
        Ok(done) => {
            let administrator = &admitted.user().sub;
            tracing::info!(sub = %user.sub, %administrator, done = done.as_str(), "done by an administrator");
            Ok(back(provider, user, done))
        }
        Err(refused) => {
            let shown = Shown { refused: Some(refused.said()), ..Shown::default() };
            render(request, provider, admitted, user, None, shown).await
        }
    }
}

/// To the person's page, which says what was done.
fn back(provider: &Provider, user: &User, done: Done) -> HttpResponse {
    let base = provider.live().settings.server.issuer.path().to_owned();
    see_other(&format!("{base}{}?done={}", path_of(&user.sub), done.as_str()))
}

/// Groups as they are typed: separated by commas.
pub fn groups(text: &str) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for group in text.split(',').map(str::trim).filter(|group| !group.is_empty()) {
        if !groups.iter().any(|known| known == group) {
            groups.push(group.to_owned());
        }
    }
    groups
}

async fn save(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    user: &User,
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    let typed = |name: &str| parameters.get(name).unwrap_or_default().trim().to_owned();
    let email = typed("email");
    let change = ProfileChange {
        username: Some(typed("username")),
        name: Some(typed("name")),
        email_verified: Some(parameters.has("email_verified")),
        groups: Some(groups(&typed("groups"))),
        is_admin: Some(parameters.has("is_admin")),
        email: Some(email),
        ..ProfileChange::default()
    };
    let (users, ways) = (provider.live().settings.users.clone(), provider.ways_in());
    match people::change(provider.store.as_ref(), &users, user, &change, ways, provider.now()).await? {
        Ok(changed) => {
            logout::announce(provider);
            tracing::info!(sub = %user.sub, administrator = %admitted.user().sub, "profile changed by an administrator");
            Ok(back(provider, &changed, Done::Saved))
        }
        Err(refused) => {
            let fields = json!({
                "username": change.username,
                "name": change.name,
                "email": change.email,
                "email_verified": change.email_verified,
                "groups": typed("groups"),
                "is_admin": change.is_admin,
            });
            let shown = Shown { refused: Some(refused.said()), typed: Some(fields), ..Shown::default() };
            render(request, provider, admitted, user, None, shown).await
        }
    }
}

/// A link to choose a password, shown once, with its QR code.
async fn link(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    user: &User,
) -> Result<HttpResponse, PageError> {
    let live = provider.live().clone();
    let (users, issuer, ways) = (&live.settings.users, &live.settings.server.issuer, live.settings.ways_in());
    match people::link(provider.store.as_ref(), users, issuer, user, ways, provider.now()).await? {
        Ok((link, expires_at)) => {
            let shown = json!({
                "person": super::person_row(user),
                "link": link.expose(),
                "qr": qr::svg(link.expose()),
                "expires_at": expires_at.to_string(),
                "is_first": people::is_first_link(user, ways),
                "passwords": ways.password,
            });
            let context = admitted.context(provider, (&path_of(&user.sub), "people"), shown);
            Ok(Page::new("admin_link.html", context).respond(request, provider))
        }
        Err(refused) => {
            let shown = Shown { refused: Some(refused.said()), ..Shown::default() };
            render(request, provider, admitted, user, None, shown).await
        }
    }
}

/// Removes the account, once its username was typed.
async fn remove(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    user: &User,
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    let refused = if parameters.get("confirm").map(str::trim) == Some(user.username.as_str()) {
        let (users, ways) = (provider.live().settings.users.clone(), provider.ways_in());
        match people::remove(provider.store.as_ref(), &users, user, ways, provider.now()).await? {
            Ok(()) => None,
            Err(refused) => Some(refused.said()),
        }
    } else {
        Some(say!("admin-person-remove-unconfirmed", username = user.username.as_str()))
    };
    if let Some(refused) = refused {
        let shown = Shown { refused: Some(refused), ..Shown::default() };
        return render(request, provider, admitted, user, None, shown).await;
    }
    logout::announce(provider);
    tracing::info!(sub = %user.sub, administrator = %admitted.user().sub, "account removed by an administrator");
    let base = provider.live().settings.server.issuer.path().to_owned();
    Ok(see_other(&format!("{base}/admin/people")))
}
