//! How an app is connected: what it asks for when it is set up, its own lines where its preset is known, and what the client
//! lacks for it. The secret is in none of this: nobody knows it any more.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::apps::{App, find, shown};
use super::{Admitted, page, segment};
use crate::pages::Page;
use crate::presets::{self, CLIENT_PLACE, Lack, Lacking, Preset, SECRET_PLACE, Values, fitting, is_plain};
use crate::protocol::client::Client;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::say;

/// Where apps are to find the addresses by themselves.
const DISCOVERY: &str = "/.well-known/openid-configuration";
/// Addresses of the discovery document that are not called endpoints.
const FURTHER: [&str; 2] = ["jwks_uri", "check_session_iframe"];

/// Shows it.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, async |request, provider, admitted, parameters| {
        let app = find(provider, parameters).await?;
        Ok(render(request, provider, admitted, parameters, &app))
    })
    .await
}

fn render(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    parameters: &Parameters,
    app: &App,
) -> HttpResponse {
    let live = provider.live();
    let (issuer, client) = (&live.settings.server.issuer, app.client.as_ref());
    // A test reads every preset.
    let presets = presets::all().unwrap_or_default();
    let chosen = match parameters.get("preset") {
        Some(name) => presets.iter().find(|preset| preset.app == name),
        None => fitting(presets, client),
    };
    let names: Vec<Value> = presets.iter().map(|preset| json!({"app": preset.app, "name": preset.name})).collect();
    let context = json!({
        "app": shown(request, app),
        "query": segment(client.client_id.as_str()),
        "discovery": issuer.url(DISCOVERY),
        "issuer": issuer.as_str(),
        "addresses": addresses(&live.discovery),
        "redirect_uris": client.redirect_uris,
        "start": client.start_uri(issuer.as_str()).filter(|_| !app.is_disabled()),
        "presets": names,
        "chosen": chosen.map(|preset| preset.app),
        "preset": chosen.map(|preset| filled_in(preset, client, issuer.as_str())),
        "secret_place": SECRET_PLACE,
    });
    let path = format!("/admin/app/connect?client_id={}", segment(client.client_id.as_str()));
    Page::new("admin_app_connect.html", admitted.context(provider, (&path, "apps"), context)).respond(request, provider)
}

/// The addresses that the discovery document names, by their names there.
fn addresses(discovery: &[u8]) -> Vec<Value> {
    let document: Value = serde_json::from_slice(discovery).unwrap_or_default();
    let members = document.as_object().into_iter().flatten();
    let found = members.filter(|(name, _)| name.ends_with("_endpoint") || FURTHER.contains(&name.as_str()));
    found.map(|(name, url)| json!({"name": name, "url": url})).collect()
}

/// The lines of the app, and what this client lacks for it.
fn filled_in(preset: &Preset, client: &Client, issuer: &str) -> Value {
    let place = format!("https://{}.example.com", preset.app);
    let (url, client_id) = (preset.url_of(client).unwrap_or_else(|| place.clone()), client.client_id.as_str());
    let client_secret = if client.is_public() { "" } else { SECRET_PLACE };
    let values = Values { url: &url, issuer, client_id, client_secret };
    // What a block lacks is written in quotes.
    let lacks = preset.lacks(client, &values);
    let values = Values {
        url: if is_plain(&url) { &url } else { &place },
        client_id: if is_plain(client_id) { client_id } else { CLIENT_PLACE },
        ..values
    };
    json!({
        "name": preset.name,
        "tried": preset.tried,
        "scope": preset.scope,
        "auth": preset.auth,
        "pastes": preset.pastes(&values),
        "logout": preset.logout(&values),
        "note": preset.note(&values),
        "lacks": lacks.iter().map(|lack| json!({"words": in_words(lack), "line": lack.line})).collect::<Vec<_>>(),
    })
}

fn in_words(lack: &Lack) -> String {
    let value = lack.value.as_str();
    match lack.what {
        Lacking::RedirectUri => say!("admin-lack-redirect", value = value),
        Lacking::PostLogoutRedirectUri => say!("admin-lack-post-logout", value = value),
        Lacking::BackchannelLogoutUri => say!("admin-lack-backchannel", value = value),
        Lacking::Scope => say!("admin-lack-scope", value = value),
        Lacking::GrantTypes => say!("admin-lack-grants", value = value),
        Lacking::Method => say!("admin-lack-method", value = value),
        Lacking::Pkce => say!("admin-lack-pkce"),
        Lacking::Native => say!("admin-lack-native"),
        Lacking::ClaimsInIdToken => say!("admin-lack-claims"),
    }
}
