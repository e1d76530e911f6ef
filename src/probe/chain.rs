//! Which certificates a server shows. Whether they prove anything is not asked here: that says the request which follows, under
//! the rules of every other request. Nothing is sent by this connection.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::client::danger::{ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{WebPkiSupportedAlgorithms, aws_lc_rs};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use x509_parser::prelude::{FromDer as _, X509Certificate, X509Name};

use super::asking::in_time;
use crate::clock::Timestamp;
use crate::handshake::judges_the_proof;

/// A certificate, as far as people ask for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Who issued it: the organization and the common name.
    pub authority: String,
    /// From when on it is good.
    pub not_before: Timestamp,
    /// Until when.
    pub not_after: Timestamp,
}

/// The certificates that whoever answers shows for `host`, its own first.
///
/// # Errors
/// A sentence: it speaks no TLS, or not in time.
pub async fn shown_by(stream: TcpStream, host: &str) -> Result<Vec<Shown>, String> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let verifier = Arc::new(AnyCertificate(provider.signature_verification_algorithms));
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).map_err(|error| error.to_string())?;
    let connected = in_time(TlsConnector::from(Arc::new(config)).connect(name, stream)).await?;
    let stream = connected.map_err(|error| error.to_string())?;
    let (_, connection) = stream.get_ref();
    let shown = connection.peer_certificates().unwrap_or_default();
    Ok(shown.iter().filter_map(|certificate| read(certificate)).collect())
}

/// What stands in a certificate; `None` where it cannot be read.
fn read(der: &[u8]) -> Option<Shown> {
    let (_, certificate) = X509Certificate::from_der(der).ok()?;
    let validity = certificate.validity();
    Some(Shown {
        authority: authority(certificate.issuer()),
        not_before: Timestamp(validity.not_before.timestamp()),
        not_after: Timestamp(validity.not_after.timestamp()),
    })
}

fn authority(name: &X509Name<'_>) -> String {
    let organization = name.iter_organization().next().and_then(|attribute| attribute.as_str().ok());
    let common_name = name.iter_common_name().next().and_then(|attribute| attribute.as_str().ok());
    let parts: Vec<&str> = [organization, common_name].into_iter().flatten().collect();
    if parts.is_empty() { "an authority without a name".to_owned() } else { parts.join(", ") }
}

/// Takes any certificate whose key the server holds.
#[derive(Debug)]
struct AnyCertificate(WebPkiSupportedAlgorithms);

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    judges_the_proof!(self => self.0);
}
