//! The secret of a client that registered `client_secret_jwt`: such a client never sends it, and only the secret itself can
//! compute its MACs again, so a digest is not enough. It rests under the operator's `keys.wrap_key_file` where there is
//! one, as the signing keys do; no other client's secret rests at all.

use crate::config::settings::Settings;
use crate::keys::wrap::{self, WrapError};
use crate::protocol::client::ClientId;
use crate::secret::{KeyMaterial, Secret};
use crate::store::StoreError;

/// Seals a secret for this client.
pub fn seal(secret: &Secret, client_id: &ClientId, settings: &Settings) -> Result<KeyMaterial, StoreError> {
    let wrap_key_file = settings.keys.wrap_key_file.as_deref();
    wrap::seal_at_rest(secret.expose().as_bytes(), client_id.as_str(), wrap_key_file).map_err(unavailable)
}

/// Opens the secret of this client.
pub fn open(sealed: &KeyMaterial, client_id: &ClientId, settings: &Settings) -> Result<Secret, StoreError> {
    let wrap_key_file = settings.keys.wrap_key_file.as_deref();
    let octets = wrap::open_at_rest(sealed, client_id.as_str(), wrap_key_file).map_err(unavailable)?;
    let text = std::str::from_utf8(&octets).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(Secret::new(text))
}

fn unavailable(error: WrapError) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::wrap::WrapKey;

    #[test]
    fn a_wrapped_secret_opens_for_its_own_client_only() {
        let client_id = |text: &str| ClientId::parse(text).unwrap();
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), [7; 32]).unwrap();
        let wrap_key = WrapKey::read(file.path()).unwrap();
        let sealed = wrap_key.wrap(b"secret", "guest").unwrap();
        assert!(sealed.is_wrapped());
        let open = |name: &str| wrap::open(&sealed, Some(&wrap_key), client_id(name).as_str());
        assert_eq!(open("guest").unwrap().as_slice(), b"secret");
        assert!(open("other").is_err());
    }
}
