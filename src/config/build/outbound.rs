//! `[outbound]`.

use std::path::Path;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use super::Build;
use crate::config::document::Node;
use crate::config::file::server as file;
use crate::config::problems::Problem;
use crate::config::reading::words_of;
use crate::config::settings::OutboundSettings;

impl Build<'_> {
    /// `[outbound]`.
    pub fn outbound(&mut self, node: &Node, file: &file::Outbound, development: bool) -> OutboundSettings {
        let allow_private_ips = file.allow_private_ips.unwrap_or(development);
        OutboundSettings {
            allow_private_ips,
            allowed_hosts: file.allowed_hosts.iter().map(|host| host.0.0.clone()).collect(),
            allow_http: development && allow_private_ips,
            extra_ca: file.extra_ca_file.as_deref().map_or_else(Vec::new, |path| self.extra_ca(node, path)),
            ..OutboundSettings::default()
        }
    }

    /// The certificates in the file, to be watched.
    fn extra_ca(&mut self, node: &Node, path: &Path) -> Vec<u8> {
        let node = node.at("extra_ca_file");
        let path = self.path(node, path);
        self.watched.push(path.clone());
        let fault = match std::fs::read(&path) {
            Ok(content) if holds_certificates(&content) => return content,
            Ok(_) => "this file does not contain certificates in PEM form".to_owned(),
            Err(error) => words_of(&error),
        };
        let help = "put your root certificates into it, each between BEGIN and END CERTIFICATE";
        self.report(Problem::error(node.place(), format!("{}: {fault}", path.display())).help(help));
        Vec::new()
    }
}

fn holds_certificates(content: &[u8]) -> bool {
    let found: Result<Vec<CertificateDer<'_>>, _> = CertificateDer::pem_slice_iter(content).collect();
    found.is_ok_and(|found| !found.is_empty())
}
