//! `session_state` (OpenID Connect Session Management 1.0 §2): by which a client's page asks the provider's iframe
//! whether the login it knows still lives in this browser.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::client::ClientId;

/// The value for one response: a salted hash over client, origin and browser state. `salt` is fresh random text of
/// base64url. `None` for redirect URIs without an origin, whose pages cannot ask.
pub fn session_state(client_id: &ClientId, redirect_uri: &str, browser_state: &str, salt: &str) -> Option<String> {
    let origin = url::Url::parse(redirect_uri).ok()?.origin();
    origin.is_tuple().then(|| {
        let text = format!("{client_id} {} {browser_state} {salt}", origin.ascii_serialization());
        format!("{}.{salt}", URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_depends_on_client_origin_state_and_salt_and_on_nothing_else() {
        let client = |id: &str| ClientId::parse(id).unwrap();
        let of = |id: &str, uri: &str, state: &str, salt: &str| session_state(&client(id), uri, state, salt).unwrap();
        let value = of("app", "https://app.example/cb", "state", "salt");
        assert_eq!(value, of("app", "https://APP.example:443/other?x=y", "state", "salt"));
        for other in [
            of("app2", "https://app.example/cb", "state", "salt"),
            of("app", "https://app.example:8443/cb", "state", "salt"),
            of("app", "https://app.example/cb", "state2", "salt"),
            of("app", "https://app.example/cb", "state", "salt2"),
        ] {
            assert_ne!(value, other);
        }
        assert_eq!(session_state(&client("app"), "com.example.app:/cb", "state", "salt"), None);
    }
}
