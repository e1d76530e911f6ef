//! TLS served directly, for those without a proxy: TLS 1.2 and 1.3 by rustls, certificates read again when the files
//! change (SEC-76).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arc_swap::ArcSwap;
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{CipherSuite, ConfigBuilder, DistinguishedName, ServerConfig, WantsVerifier};

use crate::config::settings::TlsSettings;
use crate::handshake::judges_the_proof;

/// Why TLS cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file is missing or not PEM.
    #[error("{}: {cause}. Check tls.cert_file and tls.key_file under [server]", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: String,
    },
    /// Certificate and key do not belong together, or use an unknown algorithm.
    #[error("the certificate and the key do not match: {0}")]
    Mismatch(String),
}

/// The certificate in use.
#[derive(Debug, Clone)]
pub struct Tls {
    files: TlsSettings,
    current: Arc<Current>,
}

#[derive(Debug)]
struct Current(ArcSwap<CertifiedKey>);

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.load_full())
    }
}

/// Reads certificate and key.
pub fn load(files: &TlsSettings) -> Result<Tls, TlsError> {
    let certified = read(files)?;
    Ok(Tls { files: files.clone(), current: Arc::new(Current(ArcSwap::from_pointee(certified))) })
}

impl Tls {
    /// The configuration for a listener.
    pub fn config(&self) -> ServerConfig {
        usual_versions(Arc::new(provider())).with_no_client_auth().with_cert_resolver(self.current.clone())
    }

    /// The configuration for a listener that asks for certificates of clients (RFC 8705).
    pub fn config_with_client_certificates(&self) -> ServerConfig {
        let provider = Arc::new(provider());
        let algorithms = provider.signature_verification_algorithms;
        let asks = Arc::new(AsksForCertificates(algorithms));
        usual_versions(provider).with_client_cert_verifier(asks).with_cert_resolver(self.current.clone())
    }

    /// Reads the files again; on failure the old certificate stays.
    pub fn reload(&self) -> Result<(), TlsError> {
        self.current.0.store(Arc::new(read(&self.files)?));
        Ok(())
    }
}

/// What TLS 1.2 may be encrypted with: what FAPI 1.0 Part 2 §8.5 and RFC 9325 §4.2 allow both. Whoever cannot do these speaks
/// TLS 1.3, which has no bad ones.
const TLS12: [CipherSuite; 4] = [
    CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
];

/// The cryptography of a listener.
fn provider() -> CryptoProvider {
    let mut provider = rustls::crypto::aws_lc_rs::default_provider();
    provider.cipher_suites.retain(|suite| suite.tls13().is_some() || TLS12.contains(&suite.suite()));
    provider
}

fn usual_versions(provider: Arc<CryptoProvider>) -> ConfigBuilder<ServerConfig, WantsVerifier> {
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap_or_else(|_| ServerConfig::builder_with_protocol_versions(rustls::DEFAULT_VERSIONS))
}

/// Asks for a certificate and takes any, or none. That its key is held the handshake proves, always; by whom it was
/// issued is judged where it is known which client it is for, since a certificate for `self_signed_tls_client_auth` is
/// issued by nobody.
#[derive(Debug)]
struct AsksForCertificates(WebPkiSupportedAlgorithms);

impl ClientCertVerifier for AsksForCertificates {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        Ok(ClientCertVerified::assertion())
    }

    judges_the_proof!(self => self.0);
}

fn read(files: &TlsSettings) -> Result<CertifiedKey, TlsError> {
    let failed = |path: &Path, cause: String| TlsError::File { path: path.to_owned(), cause };
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(&files.cert_file)
        .and_then(Iterator::collect)
        .map_err(|error| failed(&files.cert_file, error.to_string()))?;
    if chain.is_empty() {
        return Err(failed(&files.cert_file, "no certificate in it".to_owned()));
    }
    let key =
        PrivateKeyDer::from_pem_file(&files.key_file).map_err(|error| failed(&files.key_file, error.to_string()))?;
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    CertifiedKey::from_der(chain, key, &provider).map_err(|error| TlsError::Mismatch(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FAPI 1.0 Part 2 §8.5.
    #[test]
    fn tls_1_2_has_the_four_ciphers_that_are_recommended_and_no_other() {
        let of_tls12: Vec<CipherSuite> = provider()
            .cipher_suites
            .iter()
            .filter(|suite| suite.tls13().is_none())
            .map(|suite| suite.suite())
            .collect();
        assert_eq!(of_tls12.len(), TLS12.len());
        assert!(TLS12.iter().all(|suite| of_tls12.contains(suite)));
        assert!(provider().cipher_suites.iter().any(|suite| suite.tls13().is_some()));
    }
}
