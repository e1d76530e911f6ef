//! Where clients are told that a login ended.

use url::Url;

use super::Build;
use crate::config::document::Node;
use crate::config::file::clients::ClientEntry;
use crate::config::problems::Problem;
use crate::config::settings::ServerSettings;
use crate::protocol::client_rules;
use crate::protocol::redirect_uri::RedirectUri;

impl Build<'_> {
    /// `backchannel_logout_uri` and `frontchannel_logout_uri`.
    pub fn logout_uris(
        &mut self,
        node: &Node,
        entry: &ClientEntry,
        redirect_uris: &[RedirectUri],
        server: &ServerSettings,
    ) -> (Option<String>, Option<String>) {
        let back = entry.backchannel_logout_uri.as_ref();
        let back = back.and_then(|uri| self.logout_uri(node, "backchannel_logout_uri", uri, server));
        let front = entry.frontchannel_logout_uri.as_ref();
        let front = front.and_then(|uri| self.logout_uri(node, "frontchannel_logout_uri", uri, server));
        if let Some(Err(fault)) = front.as_ref().map(|url| client_rules::frontchannel_origin(url, redirect_uris)) {
            let place = node.at("frontchannel_logout_uri").place();
            self.report(Problem::error(place, fault.fault).help(fault.remedy));
        }
        (back.and(entry.backchannel_logout_uri.clone()), front.and(entry.frontchannel_logout_uri.clone()))
    }

    fn logout_uri(&mut self, node: &Node, key: &str, uri: &str, server: &ServerSettings) -> Option<Url> {
        let place = node.at(key).place();
        let url = match client_rules::logout_uri(key, uri) {
            Ok(url) => url,
            Err(fault) => {
                self.report(Problem::error(place, fault.fault).help(fault.remedy));
                return None;
            }
        };
        if url.scheme() == "http" && server.issuer.is_https() && key == "frontchannel_logout_uri" {
            let message = format!("`{uri}` is plain http: browsers do not load it from an https page");
            self.report(
                Problem::warning(place, message).help("serve the app over https, or use `backchannel_logout_uri`"),
            );
        }
        Some(url)
    }
}
