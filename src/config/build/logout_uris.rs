//! Where clients are told that a login ended.

use url::Url;

use super::Build;
use crate::config::document::Node;
use crate::config::file::clients::ClientEntry;
use crate::config::problems::Problem;
use crate::config::settings::ServerSettings;
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
        if let Some(url) = &front
            && !redirect_uris.is_empty()
            && !redirect_uris.iter().any(|redirect| origin_of(redirect.as_str()) == Some(url.origin()))
        {
            // Front-Channel Logout §2: domain, port and scheme are those of a registered redirect URI.
            let message = "`frontchannel_logout_uri` is on another origin than every redirect URI";
            let problem = Problem::error(node.at("frontchannel_logout_uri").place(), message);
            self.report(
                problem.help("put it on the app's own origin: scheme, host and port of one of `redirect_uris`"),
            );
        }
        (back.and(entry.backchannel_logout_uri.clone()), front.and(entry.frontchannel_logout_uri.clone()))
    }

    fn logout_uri(&mut self, node: &Node, key: &str, uri: &str, server: &ServerSettings) -> Option<Url> {
        let place = node.at(key).place();
        let url = Url::parse(uri).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        let Some(url) = url else {
            let message = format!("`{uri}` is no web address");
            self.report(
                Problem::error(place, message).help("write it whole, like https://app.example.com/oidc/logout"),
            );
            return None;
        };
        let fault = match (uri.contains('#'), url.username().is_empty() && url.password().is_none()) {
            (true, _) => Some(("has a fragment", "remove what follows `#`: it never reaches the app")),
            (_, false) => Some(("has a username or password", "remove it: the logout token itself is the proof")),
            _ => None,
        };
        if let Some((fault, help)) = fault {
            self.report(Problem::error(place, format!("`{uri}` {fault}")).help(help));
            return None;
        }
        if url.scheme() == "http" && server.issuer.is_https() && key == "frontchannel_logout_uri" {
            let message = format!("`{uri}` is plain http: browsers do not load it from an https page");
            self.report(
                Problem::warning(place, message).help("serve the app over https, or use `backchannel_logout_uri`"),
            );
        }
        Some(url)
    }
}

fn origin_of(uri: &str) -> Option<url::Origin> {
    Url::parse(uri).ok().map(|url| url.origin())
}
