//! The demo app's registration: an ordinary public client.

use super::settings::{DemoSettings, Off};
use crate::config::settings::Settings;
use crate::protocol::client::{Client, ClientId, ConsentMode, GrantType};
use crate::protocol::redirect_uri::{ApplicationType, RedirectUri};

/// Its `client_id`.
pub const CLIENT_ID: &str = "demo";

impl DemoSettings {
    /// Where codes are sent, under `base`.
    pub fn redirect_uri(base: &str) -> String {
        format!("{base}/demo/callback")
    }

    /// Where browsers come back to after signing out, under `base`.
    pub fn post_logout_redirect_uri(base: &str) -> String {
        format!("{base}/demo/signed-out")
    }

    /// Where logout tokens are sent.
    pub fn backchannel_logout_uri(&self) -> String {
        self.url("/demo/backchannel-logout")
    }

    /// What the provider's signed-out page loads in a frame.
    pub fn frontchannel_logout_uri(&self) -> String {
        self.url("/demo/frontchannel-logout")
    }

    fn uris(&self, of: fn(&str) -> String) -> Vec<RedirectUri> {
        self.bases().iter().filter_map(|base| RedirectUri::parse(&of(base), ApplicationType::Web).ok()).collect()
    }
}

/// Adds the demo app to the clients, unless a configured one has its id.
pub fn add(demo: &DemoSettings, settings: &mut Settings) -> Result<(), Off> {
    if let Some(taken) = settings.clients.iter().find(|client| client.client_id.as_str() == CLIENT_ID) {
        return Err(Off::IdTaken(taken.defined_at.clone()));
    }
    settings.clients.extend(ClientId::parse(CLIENT_ID).map(|client_id| client(demo, client_id)));
    Ok(())
}

fn client(demo: &DemoSettings, client_id: ClientId) -> Client {
    Client {
        client_name: "Latchkey demo".to_owned(),
        client_uri: Some(demo.url("/demo")),
        redirect_uris: demo.uris(DemoSettings::redirect_uri),
        post_logout_redirect_uris: demo.uris(DemoSettings::post_logout_redirect_uri),
        // How it learns that a login ended elsewhere.
        backchannel_logout_uri: Some(demo.backchannel_logout_uri()),
        backchannel_logout_session_required: true,
        frontchannel_logout_uri: Some(demo.frontchannel_logout_uri()),
        frontchannel_logout_session_required: true,
        grant_types: vec![GrantType::AuthorizationCode],
        consent: ConsentMode::Skip,
        require_auth_time: true,
        defined_at: Some("the demo app (--no-demo removes it)".to_owned()),
        ..Client::bare(client_id)
    }
}
