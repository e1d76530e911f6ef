//! What the log says to an operator of an app that works, and not as they wish: once for each client, and never to the app.

use crate::authorization::VerifiedRequest;
use crate::protocol::client::Client;
use crate::protocol::scope::ScopeSet;
use crate::provider::Provider;

/// The most of a scope value that is shown.
const SHOWN: usize = 100;

/// Of a request: the scope values that it asked for in vain, and that it is not one of OpenID Connect.
pub fn on_request(provider: &Provider, client: &Client, request: &VerifiedRequest) {
    let client_id = &client.client_id;
    let live = provider.live();
    for value in &request.asked().left_out {
        let value: String = value.chars().take(SHOWN).collect();
        let why = match live.settings.catalogue.knows_scope(&value) {
            true if client.may_have(&value) => "it comes with a code and the grant type refresh_token alone".to_owned(),
            true => "the `scope` of the client lacks it: add it there, or leave it out in the app".to_owned(),
            false => format!("nothing defines it: add [scopes.\"{value}\"], or leave it out in the app"),
        };
        if provider.noted.is_new(client_id, &format!("scope {value}")) {
            tracing::info!(%client_id, scope = %value, "the client asks for a scope value that it does not get: {why}");
        }
    }
    if !request.asked().is_openid() && provider.noted.is_new(client_id, "no openid") {
        tracing::info!(
            %client_id,
            "the client asks without the scope value openid: it gets an access token, and neither an ID token nor userinfo"
        );
    }
}

/// Of tokens for a code: that the claims of an earlier one were never fetched.
pub async fn on_code(provider: &Provider, client: &Client, scope: &ScopeSet) {
    if client.claims_in_id_token || !scope.contains("openid") {
        return;
    }
    let client_id = &client.client_id;
    let live = provider.live();
    let asked = scope.filtered(|value| !live.settings.catalogue.claims_of_scope(value).is_empty());
    if asked.is_empty() {
        return;
    }
    if provider.claims_unread.asked(client_id, provider.now()) {
        tracing::info!(
            %client_id,
            scope = %asked,
            "the client asked for claims and never called userinfo: if names, emails or groups are missing there, \
             claims_in_id_token = true may be what it needs"
        );
        if let Err(error) = provider.store.note_claims_unread(client_id, provider.now()).await {
            tracing::warn!(%client_id, "`latchkey client show` will not say so: {}", error);
        }
    }
}

/// Of a call of userinfo: that the client does fetch its claims.
pub async fn on_userinfo(provider: &Provider, client: &Client) {
    let client_id = &client.client_id;
    if provider.claims_unread.fetched(client_id)
        && let Err(error) = provider.store.forget_claims_unread(client_id).await
    {
        tracing::warn!(%client_id, "`latchkey client show` may say what is over: {}", error);
    }
}
