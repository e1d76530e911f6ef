//! One person: what is known of them, and what can be done for them.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::activity::rows;
use super::{Admitted, app_row, claims, note_look, page, path_of, person_row, segment, sessions};
use crate::endpoints::error::PageError;
use crate::endpoints::{languages, presence, security};
use crate::pages::Page;
use crate::people;
use crate::protocol::audit::{Event, What};
use crate::protocol::client::ClientId;
use crate::protocol::user::{Definition, Subject, User};
use crate::provider::Provider;
use crate::say;
use crate::store::audit::Wanted;

/// How many records of the audit are shown.
const LAST: u32 = 10;

/// What was done; travels as `?done=` over the redirect after a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// The account was added.
    Added,
    /// The profile.
    Saved,
    /// Locked.
    Locked,
    /// Unlocked.
    Unlocked,
    /// Approved.
    Approved,
    /// A link is on its way by mail.
    Mailed,
    /// Second factors.
    FactorsRemoved,
    /// One of them.
    FactorRemoved,
    /// All sessions.
    SignedOut,
    /// One session.
    SessionEnded,
}

impl Done {
    const ALL: [(Self, &'static str); 10] = [
        (Self::Added, "added"),
        (Self::Saved, "saved"),
        (Self::Locked, "locked"),
        (Self::Unlocked, "unlocked"),
        (Self::Approved, "approved"),
        (Self::Mailed, "mailed"),
        (Self::FactorsRemoved, "factors-removed"),
        (Self::FactorRemoved, "factor-removed"),
        (Self::SignedOut, "signed-out"),
        (Self::SessionEnded, "session-ended"),
    ];

    /// The value of `?done=`.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(done, _)| *done == self).map_or("", |(_, name)| name)
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(done, _)| *done)
    }

    /// What the page says of it.
    fn said(self) -> String {
        match self {
            Self::Added => say!("admin-done-added"),
            Self::Saved => say!("admin-done-saved"),
            Self::Locked => say!("admin-done-locked"),
            Self::Unlocked => say!("admin-done-unlocked"),
            Self::Approved => say!("admin-approved"),
            Self::Mailed => say!("admin-done-mailed"),
            Self::FactorsRemoved => say!("admin-done-factors-removed"),
            Self::FactorRemoved => say!("admin-done-factor-removed"),
            Self::SignedOut => say!("admin-done-signed-out"),
            Self::SessionEnded => say!("admin-session-ended"),
        }
    }
}

/// Shows the page.
pub async fn show(request: HttpRequest, sub: Path<String>, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, async |request, provider, admitted, parameters| {
        let user = find(provider, &sub).await?;
        let notice = parameters.get("done").and_then(Done::named).map(|done| match done {
            Done::Mailed if !provider.ways_in().password => say!("admin-done-mailed-passkey"),
            done => done.said(),
        });
        let shown = Shown { notice, ..Shown::default() };
        render(request, provider, admitted, &user, parameters.get("app"), shown).await
    })
    .await
}

/// The person of this `sub`.
pub async fn find(provider: &Provider, sub: &str) -> Result<User, PageError> {
    provider.store.user(&Subject::new(sub)).await?.ok_or(PageError::NotFound)
}

/// What the page says on top, and what was typed where it was refused.
#[derive(Default)]
pub struct Shown {
    /// What was done.
    pub notice: Option<String>,
    /// Why nothing was.
    pub refused: Option<String>,
    /// The fields of the profile as they were sent.
    pub typed: Option<Value>,
}

/// Renders the page.
pub async fn render(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    user: &User,
    app: Option<&str>,
    shown: Shown,
) -> Result<HttpResponse, PageError> {
    let (live, store) = (provider.live().clone(), &provider.store);
    let languages = languages(request, None);
    let factors = store.factors(&user.sub).await?;
    let mut sessions_shown = Vec::new();
    let sessions = store.sessions_of(&user.sub, provider.now()).await?;
    for session in sessions.iter().take(50) {
        sessions_shown.push(sessions::row(provider, session, &languages).await?);
    }
    let mut apps: Vec<Value> = live.clients.values().map(|client| app_row(client, &languages)).collect();
    apps.sort_by_key(|app| app.get("client_id").map(Value::to_string));
    let client = match app.and_then(ClientId::parse) {
        Some(client_id) => provider.client(&client_id).await?,
        None => None,
    };
    let preview = match &client {
        Some(client) => {
            let looked = Event::of(What::ClaimsPreview, &user.sub).with_client(&client.client_id);
            note_look(provider, admitted, &looked).await?;
            Some(claims::preview(provider, client, user))
        }
        None => None,
    };
    let of_person = Wanted { sub: Some(user.sub.clone()), limit: LAST, ..Wanted::default() };
    let records = store.records(&of_person).await?;
    let (users, ways) = (&live.settings.users, live.settings.ways_in());
    let place = people::place(users, user);
    let status = if shown.refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let path = path_of(&user.sub);
    let waiting = if user.locked { store.waiting(&user.sub).await? } else { None };
    let waiting = waiting.map(|waiting| json!({"since": waiting.since.to_string(), "email": waiting.email}));
    let context = json!({
        "person": person_row(user),
        "waiting": waiting,
        "sub": user.sub,
        "is_self": admitted.user().sub == user.sub,
        "profile": shown.typed.unwrap_or_else(|| profile(user)),
        "email_verified": user.email_verified,
        "place": place,
        "left_file": match &user.definition {
            Definition::Left { file, .. } => Some(file.as_str()),
            Definition::Database | Definition::File { .. } => None,
        },
        "may_change": place.is_none() && !user.has_left(),
        "may_lock": place.is_none(),
        "may_get_password": people::may_get_link(users, user, ways).is_ok(),
        "passwords": ways.password,
        "may_remove": people::may_be_removed(users, user).is_ok(),
        "may_mail": live.settings.smtp.is_some() && user.email.is_some() && user.email_verified,
        "has_password": user.password_hash.is_some(),
        "has_totp": factors.totp.is_some(),
        "passkeys": factors.passkeys.len(),
        "factors": {
            "passkeys": factors.passkeys.iter().map(security::row).collect::<Vec<_>>(),
            "totp": factors.totp.as_ref().map(security::app),
        },
        "recovery_codes": factors.recovery_codes,
        "has_factor": user.factors.any(),
        "created_at": user.created_at.to_string(),
        "sessions": sessions_shown,
        "presence": presence::chart(provider, user, &sessions).await?,
        "apps": apps,
        "preview": preview,
        "records": rows(request, provider, &records).await?,
        "activity": format!("person={}", segment(user.sub.as_str())),
        "notice": shown.notice,
        "refused": shown.refused,
    });
    let context = admitted.context(provider, (&path, "people"), context);
    Ok(Page::new("admin_person.html", context).status(status).respond(request, provider))
}

/// The fields of the form of the profile.
fn profile(user: &User) -> Value {
    json!({
        "username": user.username,
        "name": user.claims.get("name").and_then(Value::as_str),
        "email": user.email,
        "email_verified": user.email_verified,
        "groups": user.groups.join(", "),
        "is_admin": user.is_admin,
    })
}
