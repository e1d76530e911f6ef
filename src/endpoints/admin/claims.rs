//! What an app would be told of a person: the claims of every scope that it may ask for (OpenID Connect Core §5.4).

use serde_json::{Value, json};

use crate::protocol::client::Client;
use crate::protocol::scope::ScopeSet;
use crate::protocol::user::User;
use crate::provider::Provider;

/// The claims of userinfo, and of the ID token where the client gets them there, as text; and whether the person may use the
/// app at all.
pub fn preview(provider: &Provider, client: &Client, user: &User) -> Value {
    let live = provider.live();
    let catalogue = &live.settings.catalogue;
    let scope = client.scope.clone().unwrap_or_else(|| {
        let known: Vec<&str> = catalogue.known_scopes().collect();
        ScopeSet::parse(&known.join(" "))
    });
    let mut claims = catalogue.for_scope(user, &scope, None);
    claims.insert("sub".to_owned(), json!(provider.subject(client, &user.sub)));
    let text = serde_json::to_string_pretty(&claims).unwrap_or_default();
    json!({
        "client_id": client.client_id,
        "scope": scope.to_string(),
        "claims": text,
        "in_id_token": client.claims_in_id_token,
        "is_admitted": client.admits(&user.groups),
    })
}
