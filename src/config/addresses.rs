//! Where the addresses of apps stand in the configuration: whoever finds that one does not answer names its line.

use super::document::{Node, Value};
use super::source::Place;
use super::{Sources, read};

/// An address of an app of the configuration, and where it is written.
#[derive(Debug, Clone)]
pub struct AddressOfApp {
    /// The app.
    pub client_id: String,
    /// Whether it is on people's own devices, and so are its loopback addresses.
    pub is_native: bool,
    /// The key that it is the value of.
    pub key: &'static str,
    /// The address as written.
    pub uri: String,
    /// Where.
    pub place: Place,
}

/// Keys with one address.
const KEYS: [&str; 4] = ["backchannel_logout_uri", "frontchannel_logout_uri", "initiate_login_uri", "jwks_uri"];
/// The key with several.
const REDIRECT_URIS: &str = "redirect_uris";

/// The addresses of all apps of the configuration, in its order. The sources are read once more for that: who does not ask
/// for them shall not keep the text of every file in memory.
pub fn addresses_of_apps(sources: &Sources) -> Vec<AddressOfApp> {
    let read = read(sources, &mut Vec::new());
    read.whole.at("clients").items().iter().flat_map(of_client).collect()
}

fn of_client(client: &Node) -> Vec<AddressOfApp> {
    let client_id = client.get("client_id").and_then(text).unwrap_or_default();
    let is_native = client.get("application_type").and_then(text) == Some("native");
    let several = client.get(REDIRECT_URIS).map(Node::items).unwrap_or_default();
    let several = several.iter().map(|node| (REDIRECT_URIS, node));
    let found = KEYS.into_iter().filter_map(|key| Some((key, client.get(key)?))).chain(several);
    let address = |(key, node): (&'static str, &Node)| {
        let (client_id, uri) = (client_id.to_owned(), text(node)?.to_owned());
        Some(AddressOfApp { client_id, is_native, key, uri, place: node.place() })
    };
    found.filter_map(address).collect()
}

fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::String(text) => Some(text),
        _ => None,
    }
}
