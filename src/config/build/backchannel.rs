//! What of a client concerns backchannel authentication (CIBA Core 1.0 §4).

use super::Build;
use crate::config::document::Node;
use crate::config::file::BackchannelAuthentication;
use crate::config::file::clients::ClientEntry;
use crate::config::problems::Problem;
use crate::config::settings::{BackchannelAuthenticationSettings, Issuer, ServerSettings};
use crate::protocol::client::{ClientAuthMethod, DeliveryMode, GrantType};
use crate::protocol::client_rules;

const ENDPOINT: &str = "backchannel_client_notification_endpoint";

impl Build<'_> {
    /// `[backchannel_authentication]`.
    pub fn backchannel_authentication(
        &mut self,
        node: &Node,
        file: &BackchannelAuthentication,
        issuer: &Issuer,
    ) -> BackchannelAuthenticationSettings {
        let settings = BackchannelAuthenticationSettings {
            lifetime: file.lifetime.0,
            max_lifetime: file.max_lifetime.0,
            interval: file.interval.0,
            automated_approval_for_tests: file.automated_approval_for_tests,
        };
        if settings.lifetime > settings.max_lifetime {
            let message = "`lifetime` is longer than `max_lifetime`";
            self.report(Problem::error(node.at("lifetime").place(), message).help("set both, `max_lifetime` longer"));
        }
        if settings.automated_approval_for_tests {
            let place = node.at("automated_approval_for_tests").place();
            match issuer.is_local() {
                true => {
                    let message =
                        "anybody who knows an auth_req_id answers in the name of its person, without a sign-in";
                    self.report(
                        Problem::warning(place, message).help("for a test of the protocol, and for nothing else"),
                    );
                }
                false => {
                    let message = "`automated_approval_for_tests` lets apps sign anybody in without their doing";
                    self.report(
                        Problem::error(place, message)
                            .help("remove the line: it is for issuers at localhost, or at a name below it"),
                    );
                }
            }
        }
        settings
    }

    /// Whether the client may ask so, and where it is told that somebody answered.
    pub fn backchannel(
        &mut self,
        node: &Node,
        entry: &ClientEntry,
        (grants, name): (&[GrantType], &str),
        server: &ServerSettings,
    ) -> Option<String> {
        let asks = grants.contains(&GrantType::Ciba);
        if asks && entry.token_endpoint_auth_method == Some(ClientAuthMethod::None) {
            let message = format!("client \"{name}\" is public: it cannot use the grant {}", GrantType::Ciba.as_str());
            let problem = Problem::error(node.at("grant_types").place(), message)
                .related(node.at("token_endpoint_auth_method").key_place(), "this makes it public");
            self.report(problem.help("give it a secret or keys, or remove the grant: anybody could ask in its name"));
        }
        let is_pinged = entry.backchannel_token_delivery_mode == DeliveryMode::Ping;
        let Some(uri) = &entry.backchannel_client_notification_endpoint else {
            if asks && is_pinged {
                let message = format!("client \"{name}\" is to be pinged, and nothing says where");
                let place = node.at("backchannel_token_delivery_mode").place();
                self.report(Problem::error(place, message).help(format!("add `{ENDPOINT}`, or use \"poll\"")));
            }
            return None;
        };
        let place = node.at(ENDPOINT).place();
        let url = match client_rules::logout_uri(ENDPOINT, uri) {
            Ok(url) => url,
            Err(fault) => {
                self.report(Problem::error(place, fault.fault).help(fault.remedy));
                return None;
            }
        };
        if url.scheme() == "http" && !server.development {
            let message = format!("`{uri}` is plain http: whoever listens on the way reads the token of the app");
            self.report(Problem::error(place, message).help("use https, as CIBA Core §4 demands"));
            return None;
        }
        Some(uri.clone())
    }
}
