//! How long the lists of the configuration may be: what a client could not register it is not given by hand either.

use super::Build;
use crate::config::check::nearest;
use crate::config::document::Node;
use crate::config::problems::Problem;
use crate::protocol::caps::{LANGUAGES, LIST, SCOPE};
use crate::protocol::claims::ClaimCatalogue;
use crate::protocol::scope::is_scope_token;

/// The lists of a client.
const OF_A_CLIENT: [&str; 13] = [
    "redirect_uris",
    "post_logout_redirect_uris",
    "grant_types",
    "response_types",
    "allowed_groups",
    "request_uris",
    "default_acr_values",
    "allowed_origins",
    "resources",
    "introspect",
    "authorization_details_types",
    "token_exchange",
    "workloads",
];

impl Build<'_> {
    /// The lists of a client, its languages and its scope.
    pub fn client_lists(&mut self, node: &Node, languages: usize) {
        for name in OF_A_CLIENT {
            self.list_is_short(node, name);
        }
        if languages > LANGUAGES {
            let message = format!("`localized` has more than {LANGUAGES} languages");
            self.report(Problem::error(node.at("localized").key_place(), message).help("leave some out"));
        }
    }

    /// The list `name` at `node`.
    pub fn list_is_short(&mut self, node: &Node, name: &str) {
        let list = node.at(name);
        if list.items().len() > LIST {
            let message = format!("`{name}` has more than {LIST} values");
            self.report(Problem::error(list.item(LIST).place(), message).help("divide the app into several clients"));
        }
    }

    /// The values of `scope` at `node`: those that cannot be any, and those that nothing defines.
    pub fn scope_values(&mut self, node: &Node, text: &str, catalogue: &ClaimCatalogue) {
        let place = node.at("scope").place();
        for value in text.split(' ').filter(|value| !value.is_empty()) {
            if !is_scope_token(value) {
                let message = format!("`{value}` cannot be a scope value");
                self.report(Problem::error(place.clone(), message).help("separate scope values with single spaces"));
            } else if !catalogue.knows_scope(value) {
                let help = match nearest(value, catalogue.known_scopes()) {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => format!("define it in [scopes.{value}], or leave it out: unknown values are ignored"),
                };
                self.report(Problem::warning(place.clone(), format!("there is no scope `{value}`")).help(help));
            }
        }
    }

    /// A list of scope values in one text.
    pub fn scope_list(&mut self, node: &Node, scope: Option<&str>) {
        let values = scope.unwrap_or_default().split(' ').filter(|value| !value.is_empty());
        if values.count() > SCOPE {
            let message = format!("`scope` has more than {SCOPE} values");
            self.report(Problem::error(node.at("scope").place(), message).help("leave some out"));
        }
    }
}
