//! `server.mtls`, and what of a client concerns certificates (RFC 8705).

use super::Build;
use super::server::is_local;
use crate::config::document::Node;
use crate::config::file::clients::ClientEntry;
use crate::config::file::server as file;
use crate::config::problems::Problem;
use crate::config::settings::{CertificateProxy, Issuer, ListenAddress, MtlsSettings, ServerSettings, TlsSettings};
use crate::protocol::client::ClientAuthMethod;
use crate::protocol::client_certificate::{CertificateSubject, SubjectMember};

/// What `server.mtls` leans on.
pub struct Around<'a> {
    /// The issuer.
    pub issuer: &'a Issuer,
    /// The usual listeners.
    pub listen: &'a [ListenAddress],
    /// Certificate and key.
    pub tls: Option<&'a TlsSettings>,
    /// Whether any proxy is trusted.
    pub has_proxies: bool,
    /// Whether only this machine may be listened to.
    pub stays_local: bool,
}

impl Build<'_> {
    /// `server.mtls`.
    pub fn mtls(&mut self, node: &Node, file: &file::Mtls, around: &Around<'_>) -> Option<MtlsSettings> {
        let proxy = file.proxy.as_ref().and_then(|proxy| self.certificate_proxy(node.at("proxy"), proxy, around));
        let listen = self.mtls_listen(node.at("listen"), file, around);
        if listen.is_empty() && file.proxy.is_none() && !node.has_pruned("listen") {
            let message = "`server.mtls` has neither `listen` nor `proxy`: no certificate would ever come";
            let help = "add `listen` for a listener that asks for certificates, or `proxy` for a proxy that does";
            self.report(Problem::error(node.key_place(), message).help(help));
            return None;
        }
        let mut read = |key: &str, files: &[std::path::PathBuf]| -> Vec<std::path::PathBuf> {
            let files = files.iter().enumerate();
            files.map(|(index, path)| self.readable(node.at(key).item(index), path)).collect()
        };
        let client_ca_files = read("client_ca_files", &file.client_ca_files);
        let crl_files = read("crl_files", &file.crl_files);
        if client_ca_files.is_empty() && !crl_files.is_empty() {
            let message = "`server.mtls.crl_files` without `client_ca_files` has no effect";
            self.report(Problem::error(node.at("crl_files").key_place(), message).help("name the authorities too"));
        }
        let base_url = match &file.base_url {
            Some(written) => self.mtls_base_url(node.at("base_url"), written, around.issuer),
            None => listen.first().and_then(|address| alias_base(around.issuer, address)),
        };
        Some(MtlsSettings { listen, client_ca_files, crl_files, base_url, proxy })
    }

    fn mtls_listen(&mut self, node: &Node, file: &file::Mtls, around: &Around<'_>) -> Vec<ListenAddress> {
        let listen: Vec<ListenAddress> = file.listen.iter().map(|address| address.0.clone()).collect();
        if !listen.is_empty() && around.tls.is_none() {
            let message = "`server.mtls.listen` needs a certificate of the server itself";
            self.report(Problem::error(node.place(), message).help("add `server.tls` with `cert_file` and `key_file`"));
        }
        for (index, address) in listen.iter().enumerate() {
            let fault = match address {
                ListenAddress::Unix(_) => "is a Unix socket, where nobody speaks TLS",
                ListenAddress::Tcp(_) if around.listen.contains(address) => "is an address of `server.listen`",
                ListenAddress::Tcp(_) if around.stays_local && !is_local(address) => {
                    "is reached from the network, and this is development mode"
                }
                ListenAddress::Tcp(_) => continue,
            };
            let message = format!("{address} {fault}");
            let help = "choose another address and port, such as \"127.0.0.1:8443\"";
            self.report(Problem::error(node.item(index).place(), message).help(help));
        }
        listen
    }

    fn certificate_proxy(
        &mut self,
        node: &Node,
        file: &file::MtlsProxy,
        around: &Around<'_>,
    ) -> Option<CertificateProxy> {
        if !around.has_proxies {
            let message = "`server.mtls.proxy` without `server.trusted_proxies`: nobody is believed";
            let help = "name the network of the proxy in `trusted_proxies`";
            self.report(Problem::error(node.key_place(), message).help(help));
        }
        let form = file.form?;
        let header = file.header.clone().unwrap_or_else(|| form.default_name().to_owned());
        let is_token = !header.is_empty() && header.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-');
        if !is_token {
            let message = format!("`{header}` is not the name of a header");
            self.report(Problem::error(node.at("header").place(), message).help("use letters, digits and hyphens"));
        }
        Some(CertificateProxy { form, header, verifies_chain: file.verifies_chain })
    }

    fn mtls_base_url(&mut self, node: &Node, written: &str, issuer: &Issuer) -> Option<String> {
        let fault = match Issuer::parse(written) {
            Err(_) => "is not a web address as the issuer is one",
            Ok(base) if !base.is_https() => "is not https: certificates come with TLS alone",
            Ok(base) if base.path() != issuer.path() => "has another path than the issuer",
            Ok(_) if written == issuer.as_str() => return None,
            Ok(_) => return Some(written.to_owned()),
        };
        let help = format!(
            "write https, a host of its own or a port, and the issuer's path: https://mtls.example.com{}",
            issuer.path()
        );
        self.report(Problem::error(node.place(), format!("`{written}` {fault}")).help(help));
        None
    }

    /// The name in the client's certificate, and whether what the client says of certificates goes together.
    pub fn client_certificate(
        &mut self,
        node: &Node,
        entry: &ClientEntry,
        server: &ServerSettings,
        name: &str,
    ) -> Option<CertificateSubject> {
        let value = |member| match member {
            SubjectMember::Dn => entry.tls_client_auth_subject_dn.as_deref(),
            SubjectMember::Dns => entry.tls_client_auth_san_dns.as_deref(),
            SubjectMember::Uri => entry.tls_client_auth_san_uri.as_deref(),
            SubjectMember::Ip => entry.tls_client_auth_san_ip.as_deref(),
            SubjectMember::Email => entry.tls_client_auth_san_email.as_deref(),
        };
        self.check_certificates_can_come(node, entry, server, name);
        let method = entry.token_endpoint_auth_method;
        let given = SubjectMember::ALL.into_iter().find(|member| value(*member).is_some());
        if let Some(given) = given.filter(|_| method != Some(ClientAuthMethod::TlsClientAuth)) {
            let message =
                format!("`{}` is for tls_client_auth, and client \"{name}\" does not use that", given.as_str());
            let help = "set token_endpoint_auth_method = \"tls_client_auth\", or remove the line";
            self.report(Problem::error(node.at(given.as_str()).key_place(), message).help(help));
            return None;
        }
        let subject = match CertificateSubject::one_of(value) {
            Ok(None) if method == Some(ClientAuthMethod::TlsClientAuth) => {
                Err(crate::protocol::client_certificate::SubjectFault::None)
            }
            other => other,
        };
        subject
            .map_err(|fault| {
                let sentence = fault.to_string();
                let (words, help) = sentence.split_once(": ").unwrap_or((&sentence, "keep one"));
                let place =
                    node.get(fault.member()).unwrap_or_else(|| node.at("token_endpoint_auth_method")).key_place();
                self.report(Problem::error(place, words).help(help));
            })
            .ok()
            .flatten()
    }

    fn check_certificates_can_come(&mut self, node: &Node, entry: &ClientEntry, server: &ServerSettings, name: &str) {
        let method = entry.token_endpoint_auth_method.filter(|method| !server.auth_methods().contains(method));
        if let Some(method) = method {
            let (what, help) = match server.mtls {
                Some(_) => (
                    "nobody verifies who issued certificates",
                    "add `client_ca_files` to [server.mtls], or `verifies_chain` to its proxy",
                ),
                None => ("no certificates come here", "add [server.mtls]"),
            };
            let message = format!("client \"{name}\" authenticates with {}, and {what}", method.as_str());
            self.report(Problem::error(node.at("token_endpoint_auth_method").place(), message).help(help));
        }
        if entry.tls_client_certificate_bound_access_tokens && server.mtls.is_none() {
            let message = format!(
                "client \"{name}\" may only have tokens that are bound to its certificate, and no certificates come here"
            );
            let place = node.at("tls_client_certificate_bound_access_tokens").key_place();
            self.report(Problem::error(place, message).help("add [server.mtls], or remove the line"));
        }
        if entry.tls_client_certificate_bound_access_tokens && entry.dpop_bound_access_tokens {
            let message = format!("the tokens of client \"{name}\" cannot be bound to a key and to a certificate");
            let problem = Problem::error(node.at("tls_client_certificate_bound_access_tokens").key_place(), message)
                .related(node.at("dpop_bound_access_tokens").key_place(), "this asks for a key");
            self.report(problem.help("remove one of the two"));
        }
    }
}

/// The issuer's host with https and the port of the listener.
fn alias_base(issuer: &Issuer, address: &ListenAddress) -> Option<String> {
    let ListenAddress::Tcp(address) = address else { return None };
    let mut url = url::Url::parse(issuer.origin()).ok()?;
    url.set_scheme("https").ok()?;
    url.set_port(Some(address.port())).ok()?;
    Some(format!("{}{}", url.origin().ascii_serialization(), issuer.path()))
}
