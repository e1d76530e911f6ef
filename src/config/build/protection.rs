//! `[[clients]]`: how what goes to and comes from a client is signed and encrypted, and by which `sub` it knows people.

use super::Build;
use crate::config::document::Node;
use crate::config::file::clients::{ClientEntry, SubjectTypeName};
use crate::config::format::Text;
use crate::config::problems::Problem;
use crate::config::settings::{KeySettings, ServerSettings};
use crate::jose::algorithms::Algorithm;
use crate::jose::jwe::{ContentEncryption, KeyAlgorithm};
use crate::protocol::acr;
use crate::protocol::client::Encryption;
use crate::protocol::redirect_uri::RedirectUri;
use crate::protocol::subject::{self, SubjectType};

impl Build<'_> {
    /// A signature algorithm for which there is a key.
    pub(super) fn signing_algorithm(
        &mut self,
        node: &Node,
        key: &str,
        wanted: Option<&Text<Algorithm>>,
        keys: &KeySettings,
    ) -> Option<Algorithm> {
        let wanted = wanted?.0;
        if !keys.algorithms.contains(&wanted) {
            let message = "there is no signing key for this algorithm";
            self.report(Problem::error(node.at(key).place(), message).help("add it to `keys.algorithms`"));
        }
        Some(wanted)
    }

    /// `…_alg` and `…_enc` together; the second alone says nothing.
    pub(super) fn encryption(
        &mut self,
        node: &Node,
        name: &str,
        alg: Option<&Text<KeyAlgorithm>>,
        enc: Option<&Text<ContentEncryption>>,
    ) -> Option<Encryption> {
        if let (None, Some(_)) = (alg, enc) {
            let message = format!("`{name}_enc` does nothing without `{name}_alg`");
            let problem = Problem::error(node.at(&format!("{name}_enc")).key_place(), message);
            self.report(problem.help(format!("add {name}_alg = \"RSA-OAEP-256\", or whichever key the app has")));
        }
        Some(Encryption { alg: alg?.0, enc: enc.map_or(ContentEncryption::A128CbcHs256, |enc| enc.0) })
    }

    /// `subject_type` with its sector.
    pub(super) fn subject_type(&mut self, node: &Node, entry: &ClientEntry, uris: &[RedirectUri]) -> SubjectType {
        if entry.subject_type == SubjectTypeName::Public {
            return SubjectType::Public;
        }
        match subject::sector(entry.sector_identifier_uri.as_deref(), uris) {
            Ok(sector) => SubjectType::Pairwise { sector },
            Err(error) => {
                let node = node.get("sector_identifier_uri").unwrap_or_else(|| node.at("subject_type"));
                let help =
                    "write the https URL whose host names this group of apps, or leave subject_type at \"public\"";
                self.report(Problem::error(node.place(), error.to_string()).help(help));
                SubjectType::Public
            }
        }
    }

    /// `request_uris`: https, or http while developing.
    pub(super) fn request_uris(&mut self, node: &Node, entry: &ClientEntry, server: &ServerSettings) -> Vec<String> {
        let node = node.at("request_uris");
        for (index, uri) in entry.request_uris.iter().enumerate() {
            let parsed = url::Url::parse(uri).ok().filter(|url| url.has_host() && url.username().is_empty());
            let allowed = |scheme: &str| scheme == "https" || (scheme == "http" && server.development);
            if !parsed.is_some_and(|url| allowed(url.scheme())) {
                let message = format!("`{uri}` is not an https URL for a request object");
                let help = "write it exactly as the app sends it, with the fragment";
                self.report(Problem::error(node.item(index).place(), message).help(help));
            }
        }
        entry.request_uris.clone()
    }

    /// `default_acr_values`: those that can be reached.
    pub(super) fn default_acr_values(&mut self, node: &Node, entry: &ClientEntry) -> Vec<String> {
        let node = node.at("default_acr_values");
        for (index, value) in entry.default_acr_values.iter().enumerate() {
            if !acr::SUPPORTED.contains(&value.as_str()) {
                let message = format!("the acr `{value}` is not supported");
                let help = format!("use one of: {}", acr::SUPPORTED.join(", "));
                self.report(Problem::warning(node.item(index).place(), message).help(help));
            }
        }
        entry.default_acr_values.clone()
    }
}
