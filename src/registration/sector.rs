//! `sector_identifier_uri` (OpenID Connect Core §8.1, Dynamic Client Registration §5): fetched when it is registered, and
//! every redirect URI must be listed there.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::RegistrationError;
use super::metadata::{text, texts};
use crate::jose::strict_json;
use crate::outbound::OutboundError;
use crate::protocol::client_rules::Fault;
use crate::provider::Provider;

/// The member of the metadata.
const FIELD: &str = "sector_identifier_uri";

/// Checks that the list behind the URI has every redirect URI. Whatever keeps it from being read is told in one and the
/// same sentence (row 43).
pub async fn check(provider: &Provider, metadata: &Map<String, Value>) -> Result<(), RegistrationError> {
    let Ok(listed) = listed(provider, metadata).await else {
        let remedy = "serve a JSON array of redirect URIs there";
        return Err(Fault::new(FIELD, "the list cannot be read", remedy).into());
    };
    Ok(judge(metadata, listed.as_deref())?)
}

/// The list behind the URI; `None` where there is no URI.
pub async fn listed(provider: &Provider, metadata: &Map<String, Value>) -> Result<Option<Vec<String>>, OutboundError> {
    let Some(uri) = text(metadata, FIELD) else { return Ok(None) };
    provider.outbound.fetch_as(uri, "application/json", |fetched| read(&fetched.body)).await.map(Some)
}

/// Whether the list has every redirect URI.
pub fn judge(metadata: &Map<String, Value>, listed: Option<&[String]>) -> Result<(), Fault> {
    let Some(listed) = listed else { return Ok(()) };
    let listed: HashSet<&str> = listed.iter().map(String::as_str).collect();
    match texts(metadata, "redirect_uris").into_iter().find(|uri| !listed.contains(uri)) {
        Some(missing) => Err(Fault::new(FIELD, format!("`{missing}` is not in the list there"), "add it")),
        None => Ok(()),
    }
}

fn read(body: &[u8]) -> Result<Vec<String>, String> {
    let listed = strict_json::parse(body).map_err(|_| "this is not JSON".to_owned())?;
    serde_json::from_value(listed).map_err(|_| "this is not an array of texts".to_owned())
}
