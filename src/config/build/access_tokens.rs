//! What of a client concerns access tokens: the grant without a person, the resources it may ask for, and whose tokens
//! it may look into.

use std::time::Duration;

use super::Build;
use crate::config::document::Node;
use crate::config::file::clients::ClientEntry;
use crate::config::problems::Problem;
use crate::config::settings::{KeySettings, TokenSettings};
use crate::jose::algorithms::Algorithm;
use crate::protocol::access_token::AccessTokenFormat;
use crate::protocol::client::{ClientAuthMethod, ClientId, GrantType};
use crate::protocol::introspection::IntrospectionRight;
use crate::protocol::resource::Resource;
use crate::protocol::security_profile::usual_algorithm;

/// A JWT access token that lives longer outlives too much.
const LONG: Duration = Duration::from_secs(60 * 60);

impl Build<'_> {
    /// `client_credentials` is for clients that can keep a secret (RFC 6749 §4.4).
    pub fn check_client_credentials(&mut self, node: &Node, entry: &ClientEntry, grants: &[GrantType], name: &str) {
        if grants.contains(&GrantType::ClientCredentials) && is_public(entry) {
            let message = format!("client \"{name}\" is public: it cannot use the grant client_credentials");
            let problem = Problem::error(node.at("grant_types").place(), message)
                .related(node.at("token_endpoint_auth_method").key_place(), "this makes it public");
            self.report(problem.help("give it a secret, or remove the grant: anybody could use it"));
        }
    }

    /// A token that leaves with the response of the authorization endpoint is bound to nothing (RFC 9449 §5.2, RFC
    /// 8705 §6.4).
    pub fn check_bound(&mut self, node: &Node, entry: &ClientEntry, name: &str) {
        let unbound = entry.response_types.iter().position(|listed| listed.has_token());
        let demands = [
            ("dpop_bound_access_tokens", entry.dpop_bound_access_tokens, "a key"),
            (
                "tls_client_certificate_bound_access_tokens",
                entry.tls_client_certificate_bound_access_tokens,
                "its certificate",
            ),
        ];
        let demand = demands.into_iter().find(|(_, demands, _)| *demands);
        if let Some((index, (key, _, what))) = unbound.zip(demand) {
            let message =
                format!("client \"{name}\" may only have tokens that are bound to {what}, and this gives it others");
            let problem = Problem::error(node.at("response_types").item(index).place(), message)
                .related(node.at(key).key_place(), "this forbids them");
            self.report(problem.help("use \"code\" or \"code id_token\", whose tokens come from the token endpoint"));
        }
    }

    /// What a long-lived JWT costs, in a plain word.
    pub fn check_jwt_life(&mut self, node: &Node, entry: &ClientEntry, tokens: &TokenSettings, name: &str) {
        let format = entry.access_token_format.unwrap_or(tokens.access_token_format);
        let life = entry.access_token.as_ref().map_or(tokens.access_token, |life| life.0);
        if format == AccessTokenFormat::Jwt && life > LONG {
            let own = ["access_token", "access_token_format"].into_iter().find_map(|key| node.get(key));
            let place = own.map_or_else(|| node.key_place(), Node::place);
            let message =
                format!("the access tokens of client \"{name}\" are JWTs with a lifetime of more than an hour");
            let help = "an API that checks them by itself takes them after a sign-out for so long; make `access_token` \
                        shorter, the app can refresh";
            self.report(Problem::warning(place, message).help(help));
        }
    }

    /// `redirect_uris` may be missing only where nobody signs in.
    pub fn check_redirect_uris_are_there(&mut self, node: &Node, entry: &ClientEntry) {
        if is_redirected_to(entry) && entry.redirect_uris.is_none() && !node.has_pruned("redirect_ur") {
            let problem = Problem::error(node.key_place(), "a client needs a `redirect_uris`");
            self.report(problem.label("`redirect_uris` is missing"));
        }
    }

    /// `introspect`. `all` are the clients of the whole configuration.
    pub fn introspection_rights(
        &mut self,
        node: &Node,
        entry: &ClientEntry,
        all: &[ClientEntry],
    ) -> Vec<IntrospectionRight> {
        let node = node.at("introspect");
        if !entry.introspect.is_empty() && is_public(entry) {
            let message = "a public client cannot introspect tokens";
            self.report(Problem::error(node.key_place(), message).help("give it a secret, or remove the line"));
        }
        let mut rights = Vec::new();
        for (index, text) in entry.introspect.iter().enumerate() {
            match right(text, all) {
                Some(right) => rights.push(right),
                None => {
                    let message = format!("`{text}` is neither a client_id nor among any client's `resources`");
                    let help =
                        "name an app by its client_id, an API by the resource that apps ask for, or \"*\" for all";
                    self.report(Problem::error(node.item(index).place(), message).help(help));
                }
            }
        }
        rights
    }

    /// `introspection_signed_response_alg` (default RS256, as RFC 9701 §6 says, or what its profile allows).
    pub fn introspection_algorithm(&mut self, node: &Node, entry: &ClientEntry, keys: &KeySettings) -> Algorithm {
        let wanted = entry.introspection_signed_response_alg.as_ref();
        self.signing_algorithm(node, "introspection_signed_response_alg", wanted, keys)
            .unwrap_or_else(|| usual_algorithm(entry.profile, &keys.algorithms, Algorithm::RS256))
    }
}

/// Whether nobody signs in to the client.
pub fn is_for_itself_only(entry: &ClientEntry) -> bool {
    let listed = entry.grant_types.as_deref().unwrap_or_default();
    !listed.is_empty() && listed.iter().all(|grant| grant.is_without_sign_in())
}

/// Whether browsers are sent to it: unless its `grant_types` hold something that works without, and nothing that needs it.
pub fn is_redirected_to(entry: &ClientEntry) -> bool {
    let Some(listed) = &entry.grant_types else { return true };
    let needs_none = is_for_itself_only(entry) || listed.iter().any(|grant| grant.is_polled());
    listed.iter().any(|grant| grant.redirects()) || !needs_none
}

fn is_public(entry: &ClientEntry) -> bool {
    entry.token_endpoint_auth_method == Some(ClientAuthMethod::None)
}

fn right(text: &str, all: &[ClientEntry]) -> Option<IntrospectionRight> {
    if text == "*" {
        return Some(IntrospectionRight::Every);
    }
    let is_client = all.iter().any(|client| client.client_id.as_ref().is_some_and(|id| id.0.as_str() == text));
    if is_client {
        return ClientId::parse(text).map(IntrospectionRight::IssuedTo);
    }
    let resource = Resource::parse(text).ok()?;
    let is_resource = all.iter().any(|client| client.resources.iter().any(|known| known.0 == resource));
    is_resource.then_some(IntrospectionRight::For(resource))
}
