//! What a client lacks for its profile, each with a place in the file. The rules are those of
//! [`crate::protocol::security_profile`].

use super::Build;
use super::clients::Registry;
use crate::config::document::Node;
use crate::config::problems::Problem;
use crate::protocol::client::Client;
use crate::protocol::security_profile::{Offered, SecurityProfile, lacks, server_lacks};

impl Build<'_> {
    /// Everything at once: whoever sets a profile up learns in one go what is to be done.
    pub fn check_profile(&mut self, node: &Node, client: &Client, registry: &Registry<'_>) {
        let Some(profile) = client.profile else { return };
        for fault in lacks(client, &offered(registry)) {
            let message = format!("client \"{}\": {}", client.client_id, fault.fault);
            let asked = node.at("profile").place();
            let problem = match node.get(&fault.field) {
                Some(found) => Problem::error(found.place(), message).related(asked, "this asks for it"),
                None => Problem::error(asked, message),
            };
            self.report(problem.help(fault.remedy));
        }
        self.check_server_for_profile(node, profile, registry);
    }

    /// What no client can have, whose profile is named at `node`.
    pub fn check_server_for_profile(&mut self, node: &Node, profile: SecurityProfile, registry: &Registry<'_>) {
        for fault in server_lacks(profile, &offered(registry)) {
            self.report(Problem::error(node.at("profile").place(), fault.fault).help(fault.remedy));
        }
    }
}

fn offered<'a>(registry: &Registry<'a>) -> Offered<'a> {
    Offered {
        signing: &registry.keys.algorithms,
        proofs: &registry.tokens.dpop.algorithms,
        request_objects: registry.request_objects,
    }
}
