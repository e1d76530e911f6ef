//! `tls_client_auth` and `self_signed_tls_client_auth` (RFC 8705 §2): the certificate that came with the connection is
//! the client's. TLS proved that its key is held; here it is found out whose it is.

use super::{ClientAuthError, Context, FailureReason, SlowSecrets};
use crate::client_keys::ClientKeysError;
use crate::jose::jwk::{Jwk, JwkSet};
use crate::protocol::client::{Client, ClientAuthMethod};
use crate::protocol::client_certificate::ClientCertificate;
use crate::protocol::proven_by::ProvenBy;

/// Proves `client`, whose registered method it is.
pub(super) async fn prove(
    client: &Client,
    method: ClientAuthMethod,
    context: &Context<'_, impl SlowSecrets>,
) -> Result<ProvenBy, ClientAuthError> {
    let failed = |reason| ClientAuthError::Failed { client_id: client.client_id.to_string(), reason };
    let certificate = context.certificate.ok_or_else(|| failed(FailureReason::NoCertificate))?;
    // Its owner said so: a certificate that is registered is no longer good either when its time is over.
    if !certificate.contents().is_good_at(context.now) {
        return Err(failed(FailureReason::CertificateOutOfTime));
    }
    match method {
        ClientAuthMethod::TlsClientAuth => by_name(certificate, client, context).map_err(failed),
        _ => by_keys(certificate, client, context).await,
    }
}

/// §2.1: an issuer that is trusted, and the registered name.
fn by_name(
    certificate: &ClientCertificate,
    client: &Client,
    context: &Context<'_, impl SlowSecrets>,
) -> Result<ProvenBy, FailureReason> {
    if !certificate.is_vouched_for() {
        context.authorities.verify(certificate, context.now).map_err(FailureReason::Issuer)?;
    }
    match &client.tls_client_auth {
        Some(subject) if subject.is_in(certificate.contents()) => Ok(ProvenBy::certificate_of(subject)),
        registered => Err(FailureReason::OtherCertificate {
            registered: registered.as_ref().map(ToString::to_string).unwrap_or_default(),
            sent: certificate.contents().to_string(),
        }),
    }
}

/// §2.2: among the registered keys. Where it is not, the client may have others by now: they are fetched again, once.
async fn by_keys(
    certificate: &ClientCertificate,
    client: &Client,
    context: &Context<'_, impl SlowSecrets>,
) -> Result<ProvenBy, ClientAuthError> {
    let client_id = client.client_id.to_string();
    let failed = |reason| ClientAuthError::Failed { client_id: client_id.clone(), reason };
    let unavailable = |fault: ClientKeysError| match fault.is_passing() {
        true => ClientAuthError::KeysUnavailable { client_id: client_id.clone(), fault },
        false => failed(fault.into()),
    };
    let keys = context.keys.for_client(client, context.now).await.map_err(unavailable)?;
    let mut thumbprint = thumbprint_among(&keys, certificate);
    if thumbprint.is_none() {
        let others = context.keys.refreshed(client, &keys, context.now).await.map_err(unavailable)?;
        thumbprint = others.and_then(|others| thumbprint_among(&others, certificate));
    }
    let thumbprint = thumbprint.ok_or_else(|| failed(FailureReason::UnknownCertificate))?;
    Ok(match (&client.jwks, &client.jwks_uri) {
        (None, Some(uri)) => ProvenBy::keys_at(uri),
        _ => ProvenBy::key(&thumbprint),
    })
}

fn thumbprint_among(keys: &JwkSet, certificate: &ClientCertificate) -> Option<String> {
    let key = certificate.contents().key.as_ref()?;
    let is_of = |jwk: &&Jwk| jwk.is_of_certificate(certificate.der(), key);
    keys.keys().iter().find(is_of).map(|jwk| jwk.key.thumbprint())
}
