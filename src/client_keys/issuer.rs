//! Where an issuer of workload assertions says that its keys are (OpenID Connect Discovery §4).

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;

use super::ClientKeysError;
use crate::clock::Timestamp;
use crate::outbound::{Fetched, Outbound};
use crate::protocol::client_proof::check_jwks_uri;

/// How long the address of the keys is kept, and how much longer it counts while it cannot be fetched again.
const KEPT: Duration = Duration::from_secs(60 * 60);
const BEYOND: Duration = Duration::from_secs(24 * 60 * 60);

/// The `jwks_uri` of an issuer.
#[derive(Default)]
pub(super) struct Discovered {
    kept: Mutex<Option<(String, Timestamp)>>,
    /// Whoever fetches; everybody else who needs the same waits.
    turn: tokio::sync::Mutex<()>,
}

impl Discovered {
    /// The address: the kept one while it is fresh, else the one fetched now, else the kept one while it counts at all.
    pub async fn jwks_uri(&self, issuer: &str, outbound: &Outbound, now: Timestamp) -> Result<String, ClientKeysError> {
        if let Some(fresh) = self.kept_since(now, KEPT) {
            return Ok(fresh);
        }
        let _turn = self.turn.lock().await;
        if let Some(fresh) = self.kept_since(now, KEPT) {
            return Ok(fresh);
        }
        let document = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        match outbound.fetch_as(&document, "application/json", |fetched| read(&fetched, issuer)).await {
            Ok(uri) => {
                *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some((uri.clone(), now));
                Ok(uri)
            }
            Err(error) => self
                .kept_since(now, KEPT + BEYOND)
                .ok_or_else(|| ClientKeysError::Unavailable { uri: document, problem: error.to_string() }),
        }
    }

    fn kept_since(&self, now: Timestamp, life: Duration) -> Option<String> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(_, at)| *at <= now && now < at.after(life)).map(|(uri, _)| uri.clone())
    }
}

/// Discovery §4.3: the `issuer` of the document is the one that it was asked for, byte for byte.
fn read(fetched: &Fetched, issuer: &str) -> Result<String, String> {
    let document: Value = serde_json::from_slice(&fetched.body).map_err(|_| "is no JSON document".to_owned())?;
    if document.get("issuer").and_then(Value::as_str) != Some(issuer) {
        return Err("is of another issuer".to_owned());
    }
    let uri = document.get("jwks_uri").and_then(Value::as_str).ok_or("has no jwks_uri")?;
    // Whether plain http is fetched is decided where it is.
    check_jwks_uri(uri, true).map_err(|fault| format!("has a jwks_uri that {fault}"))?;
    Ok(uri.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_of_another_issuer_or_without_keys_is_refused() {
        let outcome = |body: &str| {
            let body = body.as_bytes().to_vec();
            read(&Fetched { status: 200, content_type: None, max_age: None, body }, "https://cluster.example")
        };
        let keys = r#""jwks_uri": "https://cluster.example/jwks""#;
        assert_eq!(
            outcome(&format!(r#"{{"issuer": "https://cluster.example", {keys}}}"#)).unwrap(),
            "https://cluster.example/jwks"
        );
        for wrong in [
            format!(r#"{{"issuer": "https://cluster.example/", {keys}}}"#),
            format!(r#"{{"issuer": "https://evil.example", {keys}}}"#),
            format!("{{{keys}}}"),
            r#"{"issuer": "https://cluster.example"}"#.to_owned(),
            r#"{"issuer": "https://cluster.example", "jwks_uri": "file:///etc/passwd"}"#.to_owned(),
            r#"{"issuer": "https://cluster.example", "jwks_uri": "https://a:b@cluster.example/"}"#.to_owned(),
            "[]".to_owned(),
            String::new(),
        ] {
            assert!(outcome(&wrong).is_err(), "{wrong}");
        }
    }
}
