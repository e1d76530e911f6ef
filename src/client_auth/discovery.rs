//! How clients prove who they are, as discovery tells it (RFC 8414 §2).

use crate::protocol::client::ClientAuthMethod;
use crate::protocol::client_proof::AssertionAlgorithm;
use crate::protocol::metadata::Metadata;

/// Adds it, for each endpoint that asks; `methods` are those that work here.
pub fn describe(document: &mut Metadata, methods: &[ClientAuthMethod]) {
    for endpoint in ["token", "revocation", "introspection"] {
        // Introspection answers nobody who proves nothing.
        let answers = |method: &&ClientAuthMethod| endpoint != "introspection" || **method != ClientAuthMethod::None;
        let methods = methods.iter().filter(answers).map(|method| method.as_str());
        document.list(&format!("{endpoint}_endpoint_auth_methods_supported"), methods);
        let algorithms = AssertionAlgorithm::all().map(AssertionAlgorithm::as_str);
        document.list(&format!("{endpoint}_endpoint_auth_signing_alg_values_supported"), algorithms);
    }
}
