//! `latchkey health`: asks the running server whether it is ready; the container's probe.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::Duration;

use rustls::client::danger::{ServerCertVerified, ServerCertVerifier};
use rustls::crypto::WebPkiSupportedAlgorithms;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, StreamOwned};

use super::context::Failure;
use crate::config::settings::{ListenAddress, ServerSettings, TlsSettings};
use crate::handshake::judges_the_proof;

/// How long the server may take.
const TIMEOUT: Duration = Duration::from_secs(2);

/// Asks the first address that the server listens on.
pub fn run(settings: &ServerSettings) -> Result<(), Failure> {
    let address =
        settings.listen.first().ok_or_else(|| Failure::Failed("no listen address is configured".to_owned()))?;
    let path = format!("{}/readyz", settings.issuer.path());
    let failed = |error: std::io::Error| Failure::Failed(format!("{address} does not respond: {error}"));
    let answer = match address {
        ListenAddress::Unix(path_of_socket) => {
            let stream = UnixStream::connect(path_of_socket).map_err(failed)?;
            stream.set_read_timeout(Some(TIMEOUT)).map_err(failed)?;
            ask(stream, &path).map_err(failed)?
        }
        ListenAddress::Tcp(address) => {
            let stream = TcpStream::connect_timeout(&reachable(*address), TIMEOUT).map_err(failed)?;
            stream.set_read_timeout(Some(TIMEOUT)).map_err(failed)?;
            match &settings.tls {
                None => ask(stream, &path).map_err(failed)?,
                Some(tls) => ask(encrypted(stream, tls, settings.issuer.host())?, &path).map_err(failed)?,
            }
        }
    };
    match answer.lines().next() {
        Some(line) if line.contains(" 200 ") => {
            println!("ready");
            Ok(())
        }
        _ => Err(Failure::Failed(answer.split("\r\n\r\n").nth(1).unwrap_or("not ready").trim().to_owned())),
    }
}

/// An address to connect to: loopback where the server listens on all.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

fn ask(mut stream: impl Read + Write, path: &str) -> std::io::Result<String> {
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    match stream.read_to_string(&mut answer) {
        // A peer that closes without TLS close_notify has still answered.
        Err(_) if !answer.is_empty() => Ok(answer),
        read => read.map(|_| answer),
    }
}

/// TLS to this very server: it must show the certificate that the configuration names, whoever signed that.
fn encrypted(
    stream: TcpStream,
    files: &TlsSettings,
    host: &str,
) -> Result<StreamOwned<ClientConnection, TcpStream>, Failure> {
    let failed = |error: String| Failure::Failed(format!("TLS: {error}"));
    let own = CertificateDer::from_pem_file(&files.cert_file).map_err(|error| failed(error.to_string()))?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let verifier = Arc::new(OwnCertificate { own, algorithms: provider.signature_verification_algorithms });
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| failed(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    let name = host.split(':').next().unwrap_or(host).to_owned();
    let name = ServerName::try_from(name).map_err(|error| failed(error.to_string()))?;
    let connection = ClientConnection::new(Arc::new(config), name).map_err(|error| failed(error.to_string()))?;
    Ok(StreamOwned::new(connection, stream))
}

/// Accepts one certificate, byte for byte.
#[derive(Debug)]
struct OwnCertificate {
    own: CertificateDer<'static>,
    algorithms: WebPkiSupportedAlgorithms,
}

impl ServerCertVerifier for OwnCertificate {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if *shown == self.own {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(rustls::Error::General("the server has another certificate than tls.cert_file".to_owned()))
        }
    }

    judges_the_proof!(self => self.algorithms);
}
