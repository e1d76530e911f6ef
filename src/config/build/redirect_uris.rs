//! `redirect_uris` and `post_logout_redirect_uris`, and where they may be plain http.

use super::Build;
use crate::config::document::Node;
use crate::config::file::clients::ClientEntry;
use crate::config::problems::Problem;
use crate::config::settings::ServerSettings;
use crate::protocol::client::ClientAuthMethod;
use crate::protocol::client_rules;
use crate::protocol::redirect_uri::{ApplicationType, PlainHttp, RedirectUri, RedirectUriError};

impl Build<'_> {
    /// The URIs at `node` that may be registered.
    pub fn redirect_uris(
        &mut self,
        node: &Node,
        uris: &[String],
        entry: &ClientEntry,
        server: &ServerSettings,
    ) -> Vec<RedirectUri> {
        let mut accepted = Vec::new();
        let private_schemes: Vec<String> = entry.private_schemes.iter().map(|scheme| scheme.0.0.clone()).collect();
        let application_type = entry.application_type;
        let plain_http = if entry.allow_http_redirect { PlainHttp::Anywhere } else { PlainHttp::Loopback };
        for (index, uri) in uris.iter().enumerate() {
            let place = node.item(index).place();
            match client_rules::redirect_uri("redirect_uris", uri, application_type, &private_schemes, plain_http) {
                Err(fault) => {
                    let remedy = match RedirectUri::parse(uri, application_type) {
                        Err(RedirectUriError::PlainHttp) => with_setting(&fault.remedy, entry),
                        _ => fault.remedy,
                    };
                    self.report(Problem::error(place, fault.fault).help(remedy));
                }
                Ok(uri) => {
                    if let Some((message, help)) = remark(&uri, application_type, server) {
                        self.report(Problem::warning(place, message).help(help));
                    }
                    accepted.push(uri);
                }
            }
        }
        accepted
    }

    /// Core §3.1.2.1: plain http is for confidential clients that use the code flow alone.
    pub fn check_plain_http(&mut self, node: &Node, entry: &ClientEntry, name: &str) {
        let Some(reason) = unfit_for_http(entry).filter(|_| entry.allow_http_redirect) else { return };
        let message = format!("client \"{name}\" {reason}: its redirect URIs cannot be plain http");
        let help = "remove the line, and serve the app over https: whoever reads its address has what it was given";
        self.report(Problem::error(node.at("allow_http_redirect").key_place(), message).help(help));
    }
}

/// Why the client may not have plain http, if it may not.
fn unfit_for_http(entry: &ClientEntry) -> Option<&'static str> {
    if entry.token_endpoint_auth_method == Some(ClientAuthMethod::None) {
        return Some("is public");
    }
    let front_channel = entry.response_types.iter().any(|each| each.is_front_channel());
    front_channel.then_some("gets tokens through the browser's address bar")
}

/// The remedy, with the setting where that is one.
fn with_setting(remedy: &str, entry: &ClientEntry) -> String {
    match unfit_for_http(entry) {
        None => format!("{remedy}; on a network of your own, allow_http_redirect = true lets this app have it"),
        Some(reason) => format!("{remedy}; allow_http_redirect = true would not help: the app {reason}"),
    }
}

/// What to mind of a plain http URI.
fn remark(
    uri: &RedirectUri,
    application_type: ApplicationType,
    server: &ServerSettings,
) -> Option<(String, &'static str)> {
    if uri.is_http_beyond_loopback() {
        let message = format!("`{uri}` is plain http: whoever listens on the way reads the code that is sent there");
        return Some((message, "fine on a network of your own; use https as soon as the app has it"));
    }
    let web = application_type == ApplicationType::Web;
    (web && !server.development && uri.as_str().starts_with("http:")).then(|| {
        let message = format!("`{uri}` is plain http: only an app on the visitor's own machine answers there");
        (message, "fine while you develop the app; for a phone or desktop app set application_type = \"native\"")
    })
}
