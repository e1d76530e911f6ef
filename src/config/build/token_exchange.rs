//! `[[clients.token_exchange]]` and `may_act` (RFC 8693).

use super::Build;
use crate::config::check::nearest;
use crate::config::document::Node;
use crate::config::file::clients::ClientEntry;
use crate::config::file::workloads::TokenExchangeEntry;
use crate::config::format::Text;
use crate::config::problems::Problem;
use crate::protocol::claims::ClaimCatalogue;
use crate::protocol::client::{ClientAuthMethod, ClientId, GrantType};
use crate::protocol::scope::{BUILT_IN, ScopeSet};
use crate::protocol::token_exchange::{ExchangeMode, ExchangePolicy};

impl Build<'_> {
    /// The policies of a client. `all` are the clients of the whole configuration.
    pub fn exchange_policies(
        &mut self,
        node: &Node,
        entry: &ClientEntry,
        (grants, all): (&[GrantType], &[ClientEntry]),
        catalogue: &ClaimCatalogue,
        name: &str,
    ) -> Vec<ExchangePolicy> {
        let list = node.at("token_exchange");
        let has_grant = grants.contains(&GrantType::TokenExchange);
        let has_policies = !entry.token_exchange.is_empty();
        if has_grant && entry.token_endpoint_auth_method == Some(ClientAuthMethod::None) {
            let message = format!("client \"{name}\" is public: it cannot exchange tokens");
            let problem = Problem::error(node.at("grant_types").place(), message)
                .related(node.at("token_endpoint_auth_method").key_place(), "this makes it public");
            self.report(problem.help("give it a secret or workloads, or remove the grant"));
        }
        if has_grant && !has_policies && !node.has_pruned("token_exchange") {
            let message =
                format!("client \"{name}\" may exchange no token: it has the grant, and no [[clients.token_exchange]]");
            let help = "say there whose tokens it may exchange, and for what";
            self.report(Problem::warning(node.at("grant_types").place(), message).help(help));
        }
        if has_policies && !has_grant {
            let message = format!("client \"{name}\" may not exchange tokens: its `grant_types` lack the grant");
            let help = format!("add \"{}\" to `grant_types`", GrantType::TokenExchange.as_str());
            self.report(Problem::error(list.key_place(), message).help(help));
        }
        if let Some(named) = &entry.may_act {
            self.is_a_client(node.at("may_act"), named, all);
        }
        let policies = list.items().iter().zip(&entry.token_exchange);
        policies.map(|(node, entry)| self.exchange_policy(node, entry, all, catalogue)).collect()
    }

    fn exchange_policy(
        &mut self,
        node: &Node,
        entry: &TokenExchangeEntry,
        all: &[ClientEntry],
        catalogue: &ClaimCatalogue,
    ) -> ExchangePolicy {
        for name in ["subject_clients", "subject_resources", "resources", "actors"] {
            self.list_is_short(node, name);
        }
        if entry.subject_clients.is_empty() && entry.subject_resources.is_empty() && !node.has_pruned("subject") {
            let help = "name in `subject_clients` the apps whose tokens it may exchange, or in `subject_resources` the API that \
                        gets them";
            self.report(
                Problem::error(node.key_place(), "a `token_exchange` says of no tokens that they may be exchanged")
                    .help(help),
            );
        }
        for (key, listed) in [("subject_clients", &entry.subject_clients), ("actors", &entry.actors)] {
            for (index, named) in listed.iter().enumerate() {
                self.is_a_client(node.at(key).item(index), named, all);
            }
        }
        if entry.mode == ExchangeMode::Impersonation && !entry.actors.is_empty() {
            let problem = Problem::error(node.at("actors").key_place(), "an impersonation names no actors");
            let problem = problem.related(node.at("mode").key_place(), "this makes it one");
            self.report(problem.help("remove `actors`, or set mode = \"delegation\""));
        }
        self.scope_values(node, &entry.scope, catalogue);
        self.added_scope(node, &entry.added_scope, catalogue);
        ExchangePolicy {
            subject_clients: entry.subject_clients.iter().map(|id| id.0.clone()).collect(),
            subject_resources: entry.subject_resources.iter().map(|resource| resource.0.clone()).collect(),
            resources: entry.resources.iter().map(|resource| resource.0.clone()).collect(),
            scope: ScopeSet::parse(&entry.scope),
            added_scope: ScopeSet::parse(&entry.added_scope),
            mode: entry.mode,
            actors: entry.actors.iter().map(|id| id.0.clone()).collect(),
            lifetime: entry.lifetime.as_ref().map(|life| life.0),
        }
    }

    /// What stands for claims of a person is theirs to give.
    fn added_scope(&mut self, node: &Node, text: &str, catalogue: &ClaimCatalogue) {
        for value in text.split(' ').filter(|value| !value.is_empty()) {
            let place = node.at("added_scope").place();
            match catalogue.scopes.get(value) {
                Some(scope) if scope.claims.is_empty() && !BUILT_IN.contains(&value) => {}
                Some(_) => {
                    let message = format!("`{value}` stands for claims of a person, and cannot be added");
                    let help = "list it in `scope`: it is kept where the person gave it";
                    self.report(Problem::error(place, message).help(help));
                }
                None if BUILT_IN.contains(&value) => {
                    let message = format!("`{value}` is a person's to give, and cannot be added");
                    let help = "list it in `scope`: it is kept where the person gave it";
                    self.report(Problem::error(place, message).help(help));
                }
                None => {
                    let message = format!("there is no scope `{value}`");
                    self.report(Problem::error(place, message).help(format!("define it in [scopes.{value}]")));
                }
            }
        }
    }

    /// A client that is named may have registered itself; one that is misspelt has not.
    fn is_a_client(&mut self, node: &Node, named: &Text<ClientId>, all: &[ClientEntry]) {
        let known = || all.iter().filter_map(|client| client.client_id.as_ref()).map(|id| id.0.as_str());
        let named = named.0.as_str();
        if known().any(|id| id == named) {
            return;
        }
        let help = match nearest(named, known()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "add it to [[clients]], unless it registered itself".to_owned(),
        };
        let message = format!("`{named}` is no client of the configuration");
        self.report(Problem::warning(node.place(), message).help(help));
    }
}
