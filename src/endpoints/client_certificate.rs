//! The certificate of whoever sent a request (RFC 8705): from the handshake of its connection, or from the proxy that
//! took the connection. Where none can be made out there is none, and the log says why, once for each kind.

use std::any::Any;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use actix_tls::accept::rustls_0_23::TlsStream;
use actix_web::HttpRequest;
use actix_web::dev::Extensions;
use actix_web::http::header::HeaderValue;
use actix_web::rt::net::TcpStream;

use super::client_address::peer;
use crate::config::settings::{CertificateProxy, Settings};
use crate::protocol::certificate_header::{self, HeaderFault, Sent};
use crate::protocol::client_certificate::{CertificateFault, ClientCertificate};

/// Which kinds of oddity this process has logged: one bit each.
static LOGGED: AtomicU8 = AtomicU8::new(0);

/// Remembers the certificate that came with the handshake of a connection, where one did. TLS verified that its key is
/// held.
pub fn remember(connection: &dyn Any, data: &mut Extensions) {
    let Some(stream) = connection.downcast_ref::<TlsStream<TcpStream>>() else { return };
    let (_, session) = stream.get_ref();
    let mut sent = session.peer_certificates().unwrap_or_default().iter().map(|certificate| certificate.to_vec());
    let Some(own) = sent.next() else { return };
    match ClientCertificate::new(own, sent.collect()) {
        Ok(certificate) => drop(data.insert(Arc::new(certificate))),
        Err(fault) => log_once(Oddity::Unreadable, format_args!("a client's certificate cannot be read: {fault}")),
    }
}

/// The certificate of whoever sent `request`.
pub fn client_certificate(request: &HttpRequest, settings: &Settings) -> Option<Arc<ClientCertificate>> {
    let mtls = settings.server.mtls.as_ref()?;
    if let Some(certificate) = request.conn_data::<Arc<ClientCertificate>>() {
        return Some(certificate.clone());
    }
    let proxy = mtls.proxy.as_ref()?;
    let (peer, is_believed) = peer(request, settings);
    match passed_on(request, proxy, is_believed) {
        Ok(certificate) => certificate.map(Arc::new),
        Err(fault) => {
            log(&fault, peer, proxy);
            None
        }
    }
}

/// Why a header does not count.
#[derive(Debug)]
enum NotPassedOn {
    /// Nobody sends it who is trusted.
    Stranger,
    /// A proxy that is trusted sent something else.
    Fault(HeaderFault),
}

/// The certificate that the proxy passed on.
fn passed_on(
    request: &HttpRequest,
    proxy: &CertificateProxy,
    is_believed: bool,
) -> Result<Option<ClientCertificate>, NotPassedOn> {
    let lines = |name: &str| request.headers().get_all(name).map(HeaderValue::as_bytes).collect::<Vec<_>>();
    let certificate = lines(&proxy.header);
    if !is_believed {
        return if certificate.is_empty() { Ok(None) } else { Err(NotPassedOn::Stranger) };
    }
    let chain = proxy.form.chain_name().map(lines).unwrap_or_default();
    let sent = certificate_header::read(proxy.form, &Sent { certificate, chain }).map_err(NotPassedOn::Fault)?;
    Ok(sent.map(|sent| if proxy.verifies_chain { sent.vouched_for() } else { sent }))
}

/// What is logged once.
#[derive(Debug, Clone, Copy)]
enum Oddity {
    Stranger,
    Several,
    Form,
    Unreadable,
}

fn log(fault: &NotPassedOn, peer: IpAddr, proxy: &CertificateProxy) {
    let header = &proxy.header;
    match fault {
        NotPassedOn::Stranger => log_once(
            Oddity::Stranger,
            format_args!(
                "{peer} sent the header {header}, and is not among `server.trusted_proxies`: its certificate does not count"
            ),
        ),
        NotPassedOn::Fault(fault) => {
            let oddity = match fault {
                HeaderFault::Several => Oddity::Several,
                HeaderFault::Form | HeaderFault::TooLong => Oddity::Form,
                HeaderFault::Certificate(
                    CertificateFault::TooLong | CertificateFault::Malformed | CertificateFault::Names,
                ) => Oddity::Unreadable,
            };
            log_once(oddity, format_args!("the proxy {peer} passes no certificate on in {header}: {fault}"));
        }
    }
}

fn log_once(oddity: Oddity, words: std::fmt::Arguments<'_>) {
    let bit = 1_u8 << oddity as u8;
    if LOGGED.fetch_or(bit, Ordering::Relaxed) & bit == 0 {
        tracing::warn!("{words}; this is logged once");
    }
}
