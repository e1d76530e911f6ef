//! How clients prove themselves by assertions, and where their public keys stand. The rules are those of
//! [`crate::protocol::client_assertion`]; here they get a place in a file.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::Build;
use super::workloads::method_of;
use crate::config::document::Node;
use crate::config::file::clients::ClientEntry;
use crate::config::problems::Problem;
use crate::config::reading::words_of;
use crate::jose::hmac::HmacAlgorithm;
use crate::jose::jwk::JwkSet;
use crate::protocol::client::ClientAuthMethod;
use crate::protocol::client_proof::{
    AssertionAlgorithm, KeySources, MethodFault, check_jwks_uri, check_method, least_secret,
};

/// A client's keys, by value or by address.
pub struct Keys {
    /// `jwks`.
    pub jwks: Option<Arc<JwkSet>>,
    /// `jwks_uri`.
    pub jwks_uri: Option<String>,
}

/// The least bytes that this client's secret must have for its MACs; `None` when it makes none.
pub fn least_for_macs(entry: &ClientEntry) -> Option<usize> {
    if entry.token_endpoint_auth_method != Some(ClientAuthMethod::ClientSecretJwt) {
        return None;
    }
    match entry.token_endpoint_auth_signing_alg.as_ref().map(|algorithm| algorithm.0) {
        Some(AssertionAlgorithm::Mac(algorithm)) => Some(least_secret(algorithm)),
        _ => Some(least_secret(HmacAlgorithm::HS256)),
    }
}

impl Build<'_> {
    /// The client's keys, and whether method, algorithm and keys go together.
    pub fn client_keys(&mut self, node: &Node, entry: &ClientEntry, development: bool) -> Keys {
        let jwks = match (&entry.jwks, &entry.jwks_file) {
            (Some(_), Some(_)) => {
                let problem = Problem::error(node.at("jwks_file").key_place(), "`jwks` is given here and in a file");
                let first = node.at("jwks").key_place();
                self.report(problem.related(first, "the other one").help("keep exactly one of them"));
                None
            }
            (Some(jwks), None) => self.inline_keys(node.at("jwks"), jwks),
            (None, Some(path)) => self.keys_of_file(node.at("jwks_file"), path),
            (None, None) => None,
        };
        if let Some(uri) = &entry.jwks_uri
            && let Err(fault) = check_jwks_uri(uri, development)
        {
            let help = "write the complete https address at which the app serves its keys";
            let problem = Problem::error(node.at("jwks_uri").place(), format!("`{uri}` {fault}"));
            self.report(problem.help(help));
        }
        self.check_method(node, entry);
        Keys { jwks: jwks.map(Arc::new), jwks_uri: entry.jwks_uri.clone() }
    }

    /// RFC 6749 §2.3.1 has the app form-encode its client_id in HTTP Basic, which many do not: then a colon ends it, `+` is a
    /// space and `%` begins an octet.
    pub fn check_basic(&mut self, node: &Node, entry: &ClientEntry, name: &str) {
        let by_basic = matches!(entry.token_endpoint_auth_method, None | Some(ClientAuthMethod::ClientSecretBasic));
        let Some(sign) = name.chars().find(|sign| [':', '+', '%'].contains(sign)).filter(|_| by_basic) else { return };
        let what = if sign == ':' { "a colon".to_owned() } else { format!("a `{sign}`") };
        let message =
            format!("the client_id `{name}` has {what}, which HTTP Basic reads otherwise unless the app encodes it");
        let help = "choose one of letters, digits, - and _, or have the app send its secret in the body and set \
                    token_endpoint_auth_method = \"client_secret_post\"";
        self.report(Problem::warning(node.at("client_id").place(), message).help(help));
    }

    fn check_method(&mut self, node: &Node, entry: &ClientEntry) {
        // What was itself wrong has been reported and pruned: no second complaint about its absence.
        // Assertions of workloads are signed by the keys of their issuer.
        let has_workloads = !entry.workloads.is_empty() && entry.jwks_uri.is_none();
        let jwks = has_workloads || entry.jwks.is_some() || entry.jwks_file.is_some() || node.has_pruned("jwks");
        let keys = KeySources { jwks, jwks_uri: entry.jwks_uri.is_some() };
        let algorithm = entry.token_endpoint_auth_signing_alg.as_ref().map(|algorithm| algorithm.0);
        let Err(fault) = check_method(method_of(entry), algorithm, keys) else { return };
        let key = match fault {
            MethodFault::KeysTwice => "jwks_uri",
            MethodFault::NoKeys(_) => "token_endpoint_auth_method",
            MethodFault::OtherMethod { .. } => "token_endpoint_auth_signing_alg",
        };
        let sentence = fault.to_string();
        let (fault, help) = sentence.split_once(": ").unwrap_or((&sentence, "set token_endpoint_auth_method to that"));
        self.report(Problem::error(node.at(key).key_place(), fault).help(help));
    }

    pub(super) fn inline_keys(&mut self, node: &Node, jwks: &serde_json::Map<String, Value>) -> Option<JwkSet> {
        let keys = JwkSet::from_value(&Value::Object(jwks.clone()));
        self.usable_keys(node, keys.map_err(|error| error.to_string()))
    }

    pub(super) fn keys_of_file(&mut self, node: &Node, path: &Path) -> Option<JwkSet> {
        let path = self.path(node, path);
        self.watched.push(path.clone());
        let content = std::fs::read(&path).map_err(|error| words_of(&error));
        let keys = content.and_then(|content| JwkSet::parse(&content).map_err(|error| error.to_string()));
        self.usable_keys(node, keys.map_err(|fault| format!("{}: {fault}", path.display())))
    }

    fn usable_keys(&mut self, node: &Node, keys: Result<JwkSet, String>) -> Option<JwkSet> {
        let keys = keys.and_then(|keys| match keys.keys().is_empty() {
            true => Err("the key set has no key of a known type".to_owned()),
            false => Ok(keys),
        });
        keys.map_err(|fault| {
            let help = "write the app's public keys, as its own manual prints them: { keys = [{ kty = \"RSA\", … }] }";
            self.report(Problem::error(node.place(), fault).help(help));
        })
        .ok()
    }
}
