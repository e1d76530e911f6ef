//! `[registration]`.

use std::path::Path;
use std::sync::Arc;

use super::Build;
use crate::config::document::Node;
use crate::config::file::registration::{ClientIdMetadataDocuments, Registration};
use crate::config::format::Text;
use crate::config::problems::Problem;
use crate::config::settings::RegistrationSettings;
use crate::jose::jwk::JwkSet;
use crate::protocol::claims::ClaimCatalogue;
use crate::protocol::client_id_document::{DocumentRules, HostPattern};
use crate::protocol::scope::ScopeSet;

impl Build<'_> {
    /// Who may register clients, and what those may have.
    pub fn registration(
        &mut self,
        node: &Node,
        file: &Registration,
        catalogue: &ClaimCatalogue,
    ) -> RegistrationSettings {
        if file.enabled && !file.require_initial_access_token {
            let message = "anybody may register an app here";
            let help = "people then see sign-in pages for apps that nobody vouched for; with require_initial_access_token = \
                        true, only those you gave a token from `latchkey client token`";
            let place = node.at("require_initial_access_token").key_place();
            self.report(Problem::warning(place, message).help(help));
        }
        if file.enabled && file.redirect_to_unapproved {
            let message = "links to this server can redirect to any registered address";
            let help = "remove `redirect_to_unapproved`, and approve known apps with `latchkey client approve`";
            let place = node.at("redirect_to_unapproved").key_place();
            self.report(Problem::warning(place, message).help(help));
        }
        self.scope_list(node, file.scope.as_deref());
        self.scope_values(node, file.scope.as_deref().unwrap_or_default(), catalogue);
        self.list_is_short(node, "resources");
        let keys_file = file.software_statement_jwks_file.as_deref();
        RegistrationSettings {
            enabled: file.enabled,
            require_initial_access_token: file.require_initial_access_token,
            max_clients: file.max_clients,
            rate: file.rate.0,
            unused_after: file.unused_after.0.0,
            scope: file.scope.as_deref().map(ScopeSet::parse),
            require_pkce: file.require_pkce,
            profile: file.profile,
            resources: file.resources.iter().map(|resource| resource.0.clone()).collect(),
            private_schemes: file.private_schemes.iter().map(|scheme| scheme.0.0.clone()).collect(),
            redirect_to_unapproved: file.redirect_to_unapproved,
            software_statement_keys: keys_file
                .and_then(|path| self.trusted_keys(node.at("software_statement_jwks_file"), path)),
        }
    }

    /// Whose documents are taken.
    pub fn client_id_documents(
        &mut self,
        node: &Node,
        file: &ClientIdMetadataDocuments,
        development: bool,
    ) -> DocumentRules {
        for name in ["allowed_hosts", "blocked_hosts"] {
            self.list_is_short(node, name);
        }
        if file.enabled && file.allowed_hosts.is_empty() {
            let message = "an app of any host may introduce itself here";
            let help = "people then see sign-in pages for apps that nobody vouched for; list the hosts that you trust in \
                        `allowed_hosts`, unless you mean it";
            self.report(Problem::warning(node.at("enabled").key_place(), message).help(help));
        }
        let hosts = |list: &[Text<HostPattern>]| list.iter().map(|host| host.0.clone()).collect();
        DocumentRules {
            enabled: file.enabled,
            allowed_hosts: hosts(&file.allowed_hosts),
            blocked_hosts: hosts(&file.blocked_hosts),
            allow_http: development,
        }
    }

    fn trusted_keys(&mut self, node: &Node, path: &Path) -> Option<Arc<JwkSet>> {
        let path = self.readable(node, path);
        let text = std::fs::read(&path).ok()?;
        match JwkSet::parse(&text) {
            Ok(keys) => Some(Arc::new(keys)),
            Err(error) => {
                let message = format!("{}: {error}", path.display());
                self.report(
                    Problem::error(node.place(), message).help("it holds {\"keys\": […]} as RFC 7517 writes it"),
                );
                None
            }
        }
    }
}
