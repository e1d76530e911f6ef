//! The JSON of a `PublicKeyCredential`, as its `toJSON()` makes it (§5.1): what registrations and assertions have in
//! common. Members that are not known are ignored.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};

use super::error::WebauthnError;

/// The longest JSON read, in octets.
const MAX_LENGTH: usize = 64 * 1024;
/// The longest credential ID, in octets (§7.1).
const MAX_ID: usize = 1023;

/// Octets that JSON holds as base64url without padding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base64Url(pub(super) Vec<u8>);

impl<'de> Deserialize<'de> for Base64Url {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        URL_SAFE_NO_PAD.decode(text).map(Self).map_err(|_| D::Error::custom("not base64url"))
    }
}

/// A credential with the response `R` of one ceremony.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PublicKeyCredential<R> {
    id: Base64Url,
    raw_id: Base64Url,
    r#type: String,
    response: R,
    #[serde(default)]
    client_extension_results: ClientExtensionResults,
}

/// The outputs of client extensions.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientExtensionResults {
    cred_props: Option<CredentialProperties>,
}

/// The output of `credProps` (§10.1.3).
#[derive(Deserialize)]
struct CredentialProperties {
    rk: Option<bool>,
}

/// A credential whose outer members are in order.
#[derive(Debug)]
pub(super) struct Credential<R> {
    /// The credential ID, of 1 to 1023 octets.
    pub(super) id: Vec<u8>,
    /// The authenticator's response.
    pub(super) response: R,
    /// `credProps.rk`: whether the credential is discoverable, where the client knows.
    pub(super) is_discoverable: Option<bool>,
}

impl<R: DeserializeOwned> Credential<R> {
    /// Reads the JSON of a credential, at most 64 KiB of it.
    pub(super) fn parse(json: &str) -> Result<Self, WebauthnError> {
        if json.len() > MAX_LENGTH {
            return Err(WebauthnError::TooLong);
        }
        let credential: PublicKeyCredential<R> = serde_json::from_str(json).map_err(|_| WebauthnError::Json)?;
        if credential.r#type != "public-key" {
            return Err(WebauthnError::CredentialType);
        }
        if credential.id != credential.raw_id {
            return Err(WebauthnError::DifferentIds);
        }
        if !(1..=MAX_ID).contains(&credential.raw_id.0.len()) {
            return Err(WebauthnError::CredentialIdLength);
        }
        let is_discoverable = credential.client_extension_results.cred_props.and_then(|properties| properties.rk);
        Ok(Self { id: credential.raw_id.0, response: credential.response, is_discoverable })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[derive(Debug, Deserialize)]
    struct Response {}

    fn with(change: impl FnOnce(&mut Value)) -> Result<Credential<Response>, WebauthnError> {
        let mut json = json!({
            "id": "AQAB", "rawId": "AQAB", "type": "public-key", "response": {"x": [1]}, "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        });
        change(&mut json);
        Credential::parse(&json.to_string())
    }

    #[test]
    fn unknown_members_are_ignored_and_extension_results_may_be_missing() {
        assert_eq!(with(|_| ()).unwrap().id, [1, 0, 1]);
        let without = with(|json| drop(json.as_object_mut().unwrap().remove("clientExtensionResults")));
        assert_eq!(without.unwrap().is_discoverable, None);
    }

    #[test]
    fn cred_props_say_whether_a_credential_is_discoverable() {
        for (properties, expected) in [
            (json!({"credProps": {"rk": true}, "other": 1}), Some(true)),
            (json!({"credProps": {"rk": false}}), Some(false)),
            (json!({"credProps": {}}), None),
        ] {
            let credential = with(|json| json["clientExtensionResults"] = properties).unwrap();
            assert_eq!(credential.is_discoverable, expected);
        }
    }

    #[test]
    fn a_credential_with_two_ids_or_none_is_refused() {
        assert_eq!(with(|json| json["rawId"] = json!("AQAC")).unwrap_err(), WebauthnError::DifferentIds);
        for length in [0, 1024] {
            let id = json!(URL_SAFE_NO_PAD.encode(vec![7; length]));
            let refused = with(|json| (json["id"], json["rawId"]) = (id.clone(), id)).unwrap_err();
            assert_eq!(refused, WebauthnError::CredentialIdLength, "{length}");
        }
        let longest = json!(URL_SAFE_NO_PAD.encode(vec![7; 1023]));
        assert!(with(|json| (json["id"], json["rawId"]) = (longest.clone(), longest)).is_ok());
    }

    #[test]
    fn another_type_of_credential_is_refused() {
        for kind in ["", "password", "Public-Key"] {
            assert_eq!(with(|json| json["type"] = json!(kind)).unwrap_err(), WebauthnError::CredentialType);
        }
    }

    #[test]
    fn what_is_not_the_json_of_a_credential_is_refused() {
        for json in ["", "null", "[]", "{}", "{", r#"{"id":"AQAB"}"#] {
            assert_eq!(Credential::<Response>::parse(json).unwrap_err(), WebauthnError::Json, "{json}");
        }
        for id in ["AQAB=", "AQA+", "AQ AB", "A", "AR"] {
            assert_eq!(with(|json| json["id"] = json!(id)).unwrap_err(), WebauthnError::Json, "{id}");
        }
    }

    #[test]
    fn a_member_that_stands_twice_is_refused() {
        let json = r#"{"id":"AQAB","rawId":"AQAB","rawId":"AQAB","type":"public-key","response":{}}"#;
        assert_eq!(Credential::<Response>::parse(json).unwrap_err(), WebauthnError::Json);
        assert!(Credential::<Response>::parse(&json.replacen(r#""rawId":"AQAB","#, "", 1)).is_ok());
    }

    #[test]
    fn more_than_64_kib_are_refused() {
        let at_length = |length: usize| {
            let json = r#"{"id":"AQAB","rawId":"AQAB","type":"public-key","response":{}}"#;
            Credential::<Response>::parse(&format!("{json}{}", " ".repeat(length - json.len())))
        };
        assert!(at_length(64 * 1024).is_ok());
        assert_eq!(at_length(64 * 1024 + 1).unwrap_err(), WebauthnError::TooLong);
    }
}
