//! What an operator reads in the log beside a refusal that a line of the configuration would mend: what was sent, and
//! that line. The client is never told: it may be anybody's.

use crate::protocol::client::{Client, GrantType};
use crate::protocol::parameters::Parameters;
use crate::protocol::resource::Resource;
use crate::protocol::response_type::ResponseType;

/// For the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What of the request was refused.
    pub sent: String,
    /// What to change, and where.
    pub remedy: String,
}

/// No `code_challenge` where one is needed.
pub fn on_pkce(client: &Client, parameters: &Parameters) -> Advice {
    let scope = parameters.get("scope").unwrap_or_default();
    let nonce = if parameters.has("nonce") { "a nonce" } else { "no nonce" };
    let sent = format!("no code_challenge, {nonce}, scope \"{scope}\"");
    if let Some(profile) = client.profile {
        return Advice { sent, remedy: format!("switch PKCE (S256) on in the app: {profile} requires it") };
    }
    let remedy = match (client.is_public(), is_registered(client)) {
        (true, _) => "switch PKCE (S256) on in the app: a client without a secret must use it".to_owned(),
        (false, true) => {
            "switch PKCE (S256) on in the app; if it has none, write under [registration]: require_pkce = false"
                .to_owned()
        }
        (false, false) => {
            format!("switch PKCE (S256) on in the app; if it has none, write {}: require_pkce = false", place(client))
        }
    };
    Advice { sent, remedy }
}

/// A response type that the client did not register.
pub fn on_response_type(client: &Client, response_type: ResponseType) -> Advice {
    let sent = format!("response_type \"{}\"", response_type.as_str());
    if let Some(profile) = client.profile.filter(|_| !client.rules().allows_response_type(response_type)) {
        return Advice { sent, remedy: format!("have the app send response_type=code: {profile} allows no other") };
    }
    let mut wanted: Vec<&str> = client.response_types.iter().map(|known| known.as_str()).collect();
    wanted.push(response_type.as_str());
    let line = format!("response_types = {}", list(&wanted));
    Advice { sent, remedy: mend(client, &line) }
}

/// A grant type that the client did not register, and its response type needs.
pub fn on_grant_type(client: &Client, response_type: ResponseType, grant_type: GrantType) -> Advice {
    let mut wanted: Vec<&str> = client.grant_types.iter().map(|known| known.as_str()).collect();
    wanted.push(grant_type.as_str());
    let line = format!("grant_types = {}", list(&wanted));
    let sent = format!("response_type \"{}\"", response_type.as_str());
    Advice { sent, remedy: mend(client, &line) }
}

/// A resource that the client may not have tokens for.
pub fn on_resource(client: &Client, resource: &Resource) -> Advice {
    let mut wanted: Vec<&str> = client.resources.iter().map(Resource::as_str).collect();
    wanted.push(resource.as_str());
    let line = format!("resources = {}", list(&wanted));
    let remedy = match is_registered(client) {
        true => format!("write under [registration]: {line}"),
        false => format!("write {}: {line}", place(client)),
    };
    Advice { sent: format!("resource \"{resource}\""), remedy }
}

/// The line that the operator writes, or that the client must register by itself.
fn mend(client: &Client, line: &str) -> String {
    match is_registered(client) {
        true => format!("the app registered itself, and must register {line}"),
        false => format!("write {}: {line}", place(client)),
    }
}

fn is_registered(client: &Client) -> bool {
    client.defined_at.is_none()
}

fn place(client: &Client) -> String {
    let at = client.defined_at.as_deref().unwrap_or("the configuration");
    format!("into the block of this client ({at})")
}

fn list(words: &[&str]) -> String {
    serde_json::Value::from(words.to_vec()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::client::{ClientAuthMethod, ClientId};

    fn client(method: Option<ClientAuthMethod>, defined_at: Option<&str>) -> Client {
        Client {
            token_endpoint_auth_method: method,
            defined_at: defined_at.map(str::to_owned),
            ..Client::bare(ClientId::parse("app").unwrap())
        }
    }

    #[test]
    fn the_remedy_is_the_line_and_its_place_or_what_the_app_must_do() {
        let parameters = Parameters::parse(b"scope=openid&state=secret").unwrap();
        for (method, defined_at, words) in [
            (None, Some("config.toml:7"), "into the block of this client (config.toml:7): require_pkce = false"),
            (None, None, "under [registration]: require_pkce = false"),
            (Some(ClientAuthMethod::None), Some("config.toml:7"), "a client without a secret must use it"),
            (Some(ClientAuthMethod::None), None, "a client without a secret must use it"),
        ] {
            let advice = on_pkce(&client(method, defined_at), &parameters);
            assert!(advice.remedy.ends_with(words), "{advice:?}");
            assert_eq!(advice.sent, "no code_challenge, no nonce, scope \"openid\"");
        }
        let (configured, registered) = (client(None, Some("config.toml:7")), client(None, None));
        let api = Resource::parse("https://api.example.com").unwrap();
        let line = "resources = [\"https://api.example.com\"]";
        assert!(on_resource(&configured, &api).remedy.ends_with(line));
        assert_eq!(on_resource(&registered, &api).remedy, format!("write under [registration]: {line}"));
        let line = "response_types = [\"code\",\"id_token\"]";
        assert!(on_response_type(&configured, ResponseType::IdToken).remedy.ends_with(line));
        assert!(on_response_type(&registered, ResponseType::IdToken).remedy.contains("must register"));
        let line = "grant_types = [\"authorization_code\",\"refresh_token\",\"implicit\"]";
        assert!(on_grant_type(&configured, ResponseType::IdToken, GrantType::Implicit).remedy.ends_with(line));
    }
}
