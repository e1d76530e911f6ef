//! The grant: an authorization code bound to everything that was proven (RFC 6749 §4.1.2; SEC-18).

use std::time::Duration;

use super::assurance;
use super::verified::VerifiedRequest;
use crate::clock::Timestamp;
use crate::protocol::authorization_code::AuthorizationCode;
use crate::protocol::client::Client;
use crate::protocol::grant::Grant;
use crate::protocol::session::SignedIn;

/// What was allowed to `client`: the family that everything issued for this request belongs to. `id` is fresh random
/// text.
pub fn grant(request: &VerifiedRequest, client: &Client, signed_in: &SignedIn, id: String, now: Timestamp) -> Grant {
    let asked = request.asked();
    let session = &signed_in.session;
    Grant {
        id,
        client_id: request.client_id().clone(),
        sub: session.sub.clone(),
        session_id: session.id.clone(),
        // What was asked for on another device lives there, and not in the browser that this login is of.
        ends_with_login: client.lives_in_a_browser() && request.reply_to().is_some(),
        confidential: !client.is_public(),
        scope: asked.scope.clone(),
        resource: asked.resource.clone(),
        claims: asked.claims.clone(),
        claims_locales: asked.claims_locales.clone(),
        auth_time: session.auth_time,
        auth_time_required: asked.auth_time_required,
        amr: session.amr.clone(),
        acr: assurance::told(asked, &session.acr),
        created_at: now,
    }
}

/// What a grant rests on.
#[derive(Debug, Clone, Copy)]
pub struct Basis {
    /// Whether on a consent.
    pub consent: bool,
    /// How often what this person gave this client had been revoked as a whole.
    pub revocations: i64,
}

/// What a code for `grant` is bound to, or what a client that polls redeems.
pub fn authorization_code(
    request: &VerifiedRequest,
    grant: Grant,
    lifetime: Duration,
    basis: Basis,
) -> AuthorizationCode {
    let asked = request.asked();
    AuthorizationCode {
        client_id: request.client_id().clone(),
        redirect_uri: request.reply_to().map(|reply_to| reply_to.redirect_uri().to_owned()).unwrap_or_default(),
        code_challenge: asked.code_challenge.clone(),
        nonce: asked.nonce.clone(),
        dpop_jkt: asked.dpop_jkt.clone(),
        expires_at: grant.created_at.after(lifetime),
        grant,
        rests_on_consent: basis.consent,
        revocations: basis.revocations,
    }
}
