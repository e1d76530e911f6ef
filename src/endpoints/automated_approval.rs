//! **For tests of the protocol alone**: whoever knows an `auth_req_id` answers in the name of the person that the client named,
//! without a sign-in. The conformance suite needs it (`automated_ciba_approval_url`), and asks for it by GET or POST. It is there where the
//! configuration says so and the issuer is at localhost or below it, and nowhere else.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::client_address;
use super::error::{PageError, json_error, store_error};
use super::login::device;
use super::polled::Kept;
use crate::authorization::issue::{self, Basis};
use crate::protocol::acr::Level;
use crate::protocol::error::ErrorCode;
use crate::protocol::factors::{Method, Methods};
use crate::protocol::parameters::Parameters;
use crate::protocol::polled::{PolledRequest, PolledState};
use crate::protocol::session::{Session, SignedIn};
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::random;
use crate::secret::Digest;
use crate::session::sign_in;
use crate::store::StoreResult;
use crate::store::authorizations::{Authorization, Authorize};
use crate::store::consents::Allowed;
use crate::store::polled_requests::PolledAnswer;
use crate::store::sessions::{Begin, NewLogin};

/// Where it is.
pub const PATH: &str = "/backchannel_authentication/automated_approval";

/// Answers a request: in the query `auth_req_id`, and `action`, which is `allow` or something else.
pub async fn approve(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    let live = provider.live().clone();
    let is_on = live.settings.backchannel_authentication.automated_approval_for_tests;
    if !is_on || !live.settings.server.issuer.is_local() {
        return PageError::NotFound.respond(&request, &provider);
    }
    match handle(&request, &provider).await {
        Ok(Some(())) => HttpResponse::Ok().json(json!({"answered": true})),
        Ok(None) => {
            let words = "auth_req_id is not known, or was answered, or names nobody";
            json_error(StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest, words)
        }
        Err(error) => store_error(&error),
    }
}

async fn handle(request: &HttpRequest, provider: &Provider) -> StoreResult<Option<()>> {
    let Ok(parameters) = Parameters::parse(request.query_string().as_bytes()) else { return Ok(None) };
    let digest = Digest::of_dated(parameters.get("auth_req_id").unwrap_or_default());
    let Some((asked, PolledState::Pending)) = provider.store.polled(&digest).await? else { return Ok(None) };
    let Some(sub) = &asked.sub else { return Ok(None) };
    let Some(user) = provider.store.user(sub).await? else { return Ok(None) };
    tracing::warn!(%sub, client_id = %asked.client_id, "a request is answered by automated_approval_for_tests");
    let from = client_address(request, &provider.live().settings).to_string();
    let answered = match parameters.get("action") {
        Some("allow" | "approve") => allow(request, provider, &asked, user).await?,
        _ => provider.store.refuse_polled(&digest, sub, &from, provider.now()).await?,
    };
    provider.ended.ring_for_pings();
    Ok(answered.then_some(()))
}

async fn allow(request: &HttpRequest, provider: &Provider, asked: &PolledRequest, user: User) -> StoreResult<bool> {
    let Some(client) = provider.client(&asked.client_id).await? else { return Ok(false) };
    let now = provider.now();
    let kept = Kept::read(&asked.request)?;
    let Some(session) = begin(request, provider, &user).await? else { return Ok(false) };
    let allowed = provider.store.live_session_for(&session.id, &client.client_id, now).await?;
    let Some((_, Allowed { revocations, .. })) = allowed else { return Ok(false) };
    let signed_in = SignedIn { session, user };
    let grant = issue::grant(&kept.request, &client, &signed_in, random::dated_identifier(now), now);
    let basis = Basis { consent: false, revocations };
    let code = issue::authorization_code(&kept.request, grant.clone(), asked.expires_at.remaining(now), basis);
    let stored = Authorization {
        interaction: None,
        grant,
        begins: false,
        tokens: None,
        code: None,
        polled: Some(PolledAnswer { digest: asked.digest, code, from: kept.address }),
        rests_on_consent: false,
        standing: provider.standing(&client),
    };
    Ok(provider.store.authorize(&stored, now).await? == Authorize::Stored)
}

/// A login that is as good as one by password, for the tokens to rest on.
async fn begin(request: &HttpRequest, provider: &Provider, user: &User) -> StoreResult<Option<Session>> {
    let now = provider.now();
    let device = device(request, client_address(request, &provider.live().settings));
    let proven = (Methods::one(Method::Password).amr(), Level::Password.stored().to_owned());
    let session = sign_in::begins(provider, user, proven, false, device, now);
    let credentials_revision = user.credentials_revision;
    let login = NewLogin { session, credentials_revision, replaces: None, from: None, visit: None, cookie: None };
    let begun = provider.store.begin_session(&login, now).await? == Begin::Begun;
    Ok(begun.then_some(login.session))
}
