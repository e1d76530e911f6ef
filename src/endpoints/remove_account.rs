//! Deleting one's own account, where `login.delete_account` lets people: after a fresh login with a second factor where there
//! is one, and with the username typed.

use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::error::PageError;
use super::field_errors::FieldErrors;
use super::lead_on::Onward;
use super::profile::{Refused, meanwhile, pinned_by_file};
use super::security::{must_prove_more, said_by};
use crate::logout;
use crate::pages::Page;
use crate::protocol::parameters::Parameters;
use crate::protocol::session::SignedIn;
use crate::protocol::user::UsernameKey;
use crate::provider::Provider;
use crate::say;
use crate::session::browser::Browser;
use crate::store::self_service::RemoveOwn;

/// Removes the account of whoever is signed in.
pub async fn remove(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    signed_in: &SignedIn,
    parameters: &Parameters,
) -> Result<Result<HttpResponse, Refused>, PageError> {
    let live = provider.live();
    if !live.settings.login.delete_account {
        return Err(PageError::NotFound);
    }
    if let Some(first) = must_prove_more(provider, browser, signed_in, Onward::Profile)? {
        return Ok(Ok(first));
    }
    let refused = |words: String| {
        let errors = FieldErrors::one("username", say!("profile-delete-username"), words);
        Ok(Err(Refused::new(errors)))
    };
    let (sub, user) = (&signed_in.user.sub, &signed_in.user);
    if UsernameKey::of(parameters.get("username").unwrap_or_default()) != UsernameKey::of(&user.username) {
        return refused(say!("profile-delete-wrong"));
    }
    let (by, ways) = (said_by(signed_in), provider.ways_in());
    match provider.store.remove_own_account(sub, &by, ways, provider.now()).await? {
        RemoveOwn::Removed => {}
        RemoveOwn::NotProven => return refused(meanwhile()),
        RemoveOwn::Pinned => return refused(pinned_by_file()),
        RemoveOwn::LastAdministrator => return refused(say!("profile-delete-last-administrator")),
    }
    tracing::info!(%sub, "account deleted by its person");
    logout::announce(provider);
    browser.end_login();
    let context = json!({
        "heading": say!("profile-deleted"),
        "message": say!("profile-deleted-what"),
        "next_step": say!("profile-deleted-apps"),
        "link": {"uri": format!("{}/", live.settings.server.issuer.path()), "text": say!("profile-deleted-done")},
    });
    Ok(Ok(Page::new("message.html", context).respond(request, provider)))
}
