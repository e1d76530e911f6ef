//! Who may issue the certificates of clients with `tls_client_auth` (RFC 8705 §2.1): chains are built and judged by
//! rustls, with what RFC 5280 §6 says of time, key usage, name constraints and revocation lists.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwapOption;
use rustls::RootCertStore;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use x509_parser::prelude::{CertificateRevocationList, FromDer as _};

use crate::clock::Timestamp;
use crate::config::settings::MtlsSettings;
use crate::protocol::client_certificate::ClientCertificate;

/// Why the authorities cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AuthoritiesError {
    /// A file is missing, or not what it should be.
    #[error("{}: {cause}. Check `client_ca_files` and `crl_files` under [server.mtls]", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: String,
    },
    /// They do not go together.
    #[error("the authorities of [server.mtls] cannot be used: {0}")]
    Unusable(String),
}

/// Why a certificate is of no authority here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssuerFault {
    /// There are none.
    #[error("nobody's certificates are trusted: set `client_ca_files` under [server.mtls]")]
    NoAuthorities,
    /// The chain.
    #[error("{0}")]
    Chain(String),
}

/// The authorities in use; none at first.
#[derive(Debug, Default)]
pub struct Authorities(ArcSwapOption<Verifier>);

#[derive(Debug)]
struct Verifier(Arc<dyn ClientCertVerifier>);

impl Authorities {
    /// Reads their files, which replace what was there.
    ///
    /// # Errors
    /// One of them cannot be used; then what was there stays.
    pub fn load(&self, settings: Option<&MtlsSettings>) -> Result<(), AuthoritiesError> {
        let verifier = settings.filter(|settings| !settings.client_ca_files.is_empty()).map(verifier).transpose()?;
        self.0.store(verifier.map(|verifier| Arc::new(Verifier(verifier))));
        Ok(())
    }

    /// Whether one of them issued the certificate, for clients, and it is good now.
    ///
    /// # Errors
    /// Why it is not.
    pub fn verify(&self, certificate: &ClientCertificate, now: Timestamp) -> Result<(), IssuerFault> {
        let verifier = self.0.load();
        let Verifier(verifier) = verifier.as_deref().ok_or(IssuerFault::NoAuthorities)?;
        let own = CertificateDer::from(certificate.der());
        let chain: Vec<CertificateDer<'_>> =
            certificate.chain().iter().map(|issuer| CertificateDer::from(issuer.as_slice())).collect();
        let now = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(now.seconds()).unwrap_or_default()));
        let verified = verifier.verify_client_cert(&own, &chain, now);
        verified.map(drop).map_err(|error| IssuerFault::Chain(error.to_string()))
    }
}

fn verifier(settings: &MtlsSettings) -> Result<Arc<dyn ClientCertVerifier>, AuthoritiesError> {
    let mut roots = RootCertStore::empty();
    for path in &settings.client_ca_files {
        for certificate in certificates(path)? {
            roots.add(certificate).map_err(|error| failed(path, &error))?;
        }
    }
    let mut lists = Vec::new();
    for path in &settings.crl_files {
        lists.extend(revocation_lists(path)?);
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
    let builder = builder.with_crls(lists).allow_unknown_revocation_status().enforce_revocation_expiration();
    builder.build().map_err(|error| AuthoritiesError::Unusable(error.to_string()))
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, AuthoritiesError> {
    let read = CertificateDer::pem_file_iter(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let certificates = read.map_err(|error| failed(path, &error))?;
    if certificates.is_empty() {
        return Err(AuthoritiesError::File { path: path.to_owned(), cause: "no certificate in it".to_owned() });
    }
    Ok(certificates)
}

/// Lists in PEM, or one in DER, as authorities serve them.
fn revocation_lists(path: &Path) -> Result<Vec<CertificateRevocationListDer<'static>>, AuthoritiesError> {
    let octets = std::fs::read(path).map_err(|error| failed(path, &error))?;
    let in_pem = CertificateRevocationListDer::pem_slice_iter(&octets).collect::<Result<Vec<_>, _>>();
    match in_pem.map_err(|error| failed(path, &error))? {
        none if none.is_empty() => Ok(vec![list(path, CertificateRevocationListDer::from(octets))?]),
        lists => lists.into_iter().map(|der| list(path, der)).collect(),
    }
}

/// The list, if it is one. Each is checked by itself, so that the error can name the file.
fn list(
    path: &Path,
    der: CertificateRevocationListDer<'static>,
) -> Result<CertificateRevocationListDer<'static>, AuthoritiesError> {
    match CertificateRevocationList::from_der(&der) {
        Ok(([], _)) => Ok(der),
        _ => Err(AuthoritiesError::File { path: path.to_owned(), cause: "no revocation list (CRL) in it".to_owned() }),
    }
}

fn failed(path: &Path, cause: &impl ToString) -> AuthoritiesError {
    AuthoritiesError::File { path: path.to_owned(), cause: cause.to_string() }
}
