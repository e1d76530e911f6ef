//! All that is stored about the person who is signed in, as a file (GDPR Article 15 and 20). No secret, digest or hash is in
//! it, nor any identifier that is good for anything: the list of what is in and what is not, column by column, is in
//! `tests/suite/profile/own_data.rs`.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::error::{self, PageError};
use super::lead_on::Onward;
use super::security::must_prove_more;
use super::submitted::Submitted;
use crate::clock::Timestamp;
use crate::protocol::audit::{Actor, Event, Record, What};
use crate::protocol::client::ClientId;
use crate::protocol::consent::Consent;
use crate::protocol::email_change::EmailChange;
use crate::protocol::factors::Factors;
use crate::protocol::grant::Grant;
use crate::protocol::invitation::Invitation;
use crate::protocol::known_browser::KnownBrowser;
use crate::protocol::mail::{FactorChange, Mail, QueuedMail};
use crate::protocol::session::Session;
use crate::protocol::user::{Definition, Subject, User};
use crate::provider::Provider;
use crate::session::browser::Token;
use crate::store::StoreError;
use crate::store::audit::Wanted;

/// How many records are read at once.
const AT_ONCE: u32 = 1_000;

/// Answers with the file.
pub async fn download(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    error::answer(&request, &provider, handle(&request, payload, &provider).await)
}

async fn handle(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<HttpResponse, PageError> {
    let submitted = Submitted::read_any(request, payload, provider, Token::Login).await?;
    submitted.must_be_ours(|| "/account/profile".to_owned())?;
    let browser = &submitted.browser;
    let Some(signed_in) = browser.signed_in(provider).await? else {
        return Onward::Profile.via(provider, browser, "/login");
    };
    if let Some(first) = must_prove_more(provider, browser, &signed_in, Onward::Profile)? {
        return Ok(first);
    }
    let (store, sub, now) = (&provider.store, &signed_in.user.sub, provider.now());
    let held = store.held_about(sub).await?;
    let (factors, consents) = (store.factors(sub).await?, store.consents_of(sub).await?);
    let file = json!({
        "issuer": provider.live().settings.server.issuer.as_str(),
        "at": now.to_string(),
        "account": account(&signed_in.user),
        "email_to_confirm": store.email_change(sub, now).await?.as_ref().map(email_to_confirm),
        "passkeys": passkeys(&factors),
        "authenticator_app": factors.totp.as_ref().map(|totp| {
            json!({"added": totp.created_at.to_string(), "last_used": totp.last_used.to_string()})
        }),
        "recovery_codes_left": factors.recovery_codes,
        "code_for_requests_of_apps": store.user_code(sub).await?.map(|code| json!({"made": code.made_at.to_string()})),
        "known_browsers": store.browsers_of(sub, now).await?.iter().map(known_browser).collect::<Vec<_>>(),
        "sessions": held.sessions.iter().map(session).collect::<Vec<_>>(),
        "consents": consents.iter().map(consent).collect::<Vec<_>>(),
        "grants": held.grants.iter().map(grant).collect::<Vec<_>>(),
        "links_to_choose_a_password": held.links.iter().map(link).collect::<Vec<_>>(),
        "signed_up": held.sign_up.as_ref().map(|own| json!({"by": own.how, "at": own.at.to_string()})),
        "mails_to_be_sent": held.mails.iter().map(mail).collect::<Vec<_>>(),
        "activity": activity(provider, sub).await?,
    });
    store.record(&Event::of(What::DataDownload, sub), now).await?;
    tracing::info!(%sub, "a person took what is stored about them");
    let body = serde_json::to_string_pretty(&file).unwrap_or_default();
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"account.json\""))
        .content_type("application/json")
        .body(body))
}

/// All that the audit has about the person, the newest first.
async fn activity(provider: &Provider, sub: &Subject) -> Result<Vec<Value>, StoreError> {
    let mut wanted = Wanted { sub: Some(sub.clone()), limit: AT_ONCE, ..Wanted::default() };
    let mut activity = Vec::new();
    loop {
        let records = provider.store.records(&wanted).await?;
        activity.extend(records.iter().map(|found| record(&found.as_shown_to(sub), sub)));
        match records.last() {
            Some(last) if records.len() >= AT_ONCE as usize => wanted.before = Some(last.id.clone()),
            _ => return Ok(activity),
        }
    }
}

fn record(record: &Record, sub: &Subject) -> Value {
    let by = match Actor::parse(&record.actor) {
        Actor::Person(actor) if actor == *sub => "you",
        Actor::Person(_) | Actor::CommandLine(_) => "an administrator",
        Actor::Client(_) => "the app",
        Actor::Server => "the server",
        Actor::Unknown => "unknown",
    };
    json!({
        "by": by,
        "at": record.at.to_string(),
        "event": record.event,
        "client_id": record.client_id,
        "address": record.ip,
        "browser": record.agent,
        "request": record.request_id,
        "details": record.detail(),
    })
}

fn known_browser(browser: &KnownBrowser) -> Value {
    json!({
        "browser": browser.user_agent,
        "first_seen": browser.first_seen.to_string(),
        "last_seen": browser.last_seen.to_string(),
        "second_factor_proven": browser.factor.map(|factor| factor.since.to_string()),
        "second_factor_remembered_until": browser.factor.map(|factor| factor.until.to_string()),
    })
}

fn at(time: Option<Timestamp>) -> Option<String> {
    time.map(|time| time.to_string())
}

fn account(user: &User) -> Value {
    json!({
        "sub": user.sub,
        "username": user.username,
        "claims": user.claims,
        "email": user.email,
        "email_verified": user.email_verified,
        "groups": user.groups,
        "attributes": user.attributes,
        "administrator": user.is_admin,
        "locked": user.locked,
        "has_password": user.password_hash.is_some(),
        "definition": match &user.definition {
            Definition::Database => json!({"by": "this server"}),
            Definition::File { file, .. } => json!({"by": "configuration", "file": file}),
            Definition::Left { file, since, ends_at } => json!({
                "by": "configuration, until it was removed there",
                "file": file, "removed": since.to_string(), "ends": at(*ends_at),
            }),
        },
        "created": user.created_at.to_string(),
        "updated": user.updated_at.to_string(),
    })
}

fn email_to_confirm(asked: &EmailChange) -> Value {
    json!({"email": asked.email, "asked": asked.asked_at.to_string(), "until": asked.expires_at.to_string()})
}

fn passkeys(factors: &Factors) -> Vec<Value> {
    let passkey = |passkey: &crate::protocol::factors::Passkey| {
        json!({
            "name": passkey.name,
            "synced": passkey.backed_up,
            "transports": passkey.transports,
            "added": passkey.created_at.to_string(),
            "last_used": passkey.last_used.to_string(),
        })
    };
    factors.passkeys.iter().map(passkey).collect()
}

fn session((session, ended_at): &(Session, Option<Timestamp>)) -> Value {
    json!({
        "browser": session.user_agent,
        "address": session.ip,
        "began": session.created_at.to_string(),
        "authenticated": session.auth_time.to_string(),
        "methods": session.amr,
        "level": session.acr,
        "kept_signed_in": session.remember,
        "last_seen": session.last_seen.to_string(),
        "ends_unused": session.idle_expires_at.to_string(),
        "ends_at_the_latest": session.expires_at.to_string(),
        "ended": at(*ended_at),
    })
}

fn consent((client_id, consent): &(ClientId, Consent)) -> Value {
    json!({
        "client_id": client_id, "scope": consent.scope.to_string(), "claims": consent.claims,
        "given": consent.granted_at.to_string(), "asks_each_time": consent.asks_each_time,
    })
}

fn grant((grant, revoked_at): &(Grant, Option<Timestamp>)) -> Value {
    json!({
        "client_id": grant.client_id,
        "scope": grant.scope.to_string(),
        "claims": grant.claims.as_ref().map(|claims| claims.names()),
        "claims_locales": grant.claims_locales,
        "resource": grant.resource,
        "authorization_details": grant.authorization_details,
        "given": grant.created_at.to_string(),
        "revoked": at(*revoked_at),
    })
}

fn link((invitation, expires_at, used_at): &(Invitation, Timestamp, Option<Timestamp>)) -> Value {
    let what = match invitation {
        Invitation::Setup => "set-up",
        Invitation::Invite { .. } => "invitation",
        Invitation::Reset { .. } | Invitation::Forgot { .. } | Invitation::Regain { .. } => "new password",
    };
    json!({"for": what, "expires": expires_at.to_string(), "used": at(*used_at)})
}

fn mail(queued: &QueuedMail) -> Value {
    let about = match &queued.mail {
        Mail::PasswordReset { name } => Some(name.clone()),
        Mail::SignUp { email, .. } => Some(email.clone()),
        Mail::Approved { to, .. } => to.clone(),
        Mail::EmailChanged { was, .. } => Some(was.clone()),
        Mail::FactorsChanged { change: FactorChange::PasskeyAdded { name }, .. }
        | Mail::FactorsChanged { change: FactorChange::PasskeyRemoved { name }, .. } => Some(name.clone()),
        _ => None,
    };
    json!({
        "kind": queued.mail.kind(), "about": about, "waits_since": queued.queued_at.to_string(),
        "tries": queued.attempts, "language": queued.language,
    })
}
