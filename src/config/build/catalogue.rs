//! `[scopes]` and `[claims]`.

use super::Build;
use crate::config::check::nearest;
use crate::config::document::Node;
use crate::config::file::{Claim, ConfigFile, Scope};
use crate::config::problems::Problem;
use crate::protocol::claims::{ClaimCatalogue, ClaimSource, PROTOCOL_CLAIMS, ScopeDefinition};
use crate::protocol::scope::is_scope_token;

impl Build<'_> {
    /// The claims and scope values beyond the built-in ones.
    pub fn catalogue(&mut self, document: &Node, file: &ConfigFile) -> ClaimCatalogue {
        let mut catalogue = ClaimCatalogue::default();
        for (name, claim) in &file.claims {
            let node = document.at("claims").at(name);
            if PROTOCOL_CLAIMS.contains(&name.as_str()) || name == "email_verified" {
                let message = format!("the claim `{name}` is set by Latchkey alone");
                self.report(Problem::error(node.key_place(), message).help("give your claim another name"));
            } else if let Some(source) = self.claim(node, name, claim) {
                catalogue.claims.insert(name.clone(), source);
            }
        }
        for (name, scope) in &file.scopes {
            let node = document.at("scopes").at(name);
            if is_scope_token(name) {
                self.scope_claims(node, scope, &catalogue);
                catalogue.scopes.insert(name.clone(), definition(name, scope));
            } else {
                let message = format!("`{name}` cannot be a scope value");
                self.report(Problem::error(node.key_place(), message).help("use letters, digits and signs, no spaces"));
            }
        }
        catalogue
    }

    fn claim(&mut self, node: &Node, name: &str, claim: &Claim) -> Option<ClaimSource> {
        let source = match (&claim.attribute, &claim.in_group, &claim.value) {
            (Some(attribute), None, None) => {
                Some(ClaimSource::Attribute { name: attribute.clone(), default: claim.default.clone() })
            }
            (None, Some(group), None) => Some(ClaimSource::InGroup(group.clone())),
            (None, None, Some(value)) => Some(ClaimSource::Fixed(value.clone())),
            _ => None,
        };
        if source.is_none() {
            let message = format!("the claim `{name}` needs exactly one of `attribute`, `in_group` and `value`");
            self.report(Problem::error(node.key_place(), message));
        } else if claim.default.is_some() && claim.attribute.is_none() {
            let message = "`default` goes with `attribute` only";
            self.report(Problem::error(node.at("default").key_place(), message).help("remove it"));
        }
        source
    }

    fn scope_claims(&mut self, node: &Node, scope: &Scope, catalogue: &ClaimCatalogue) {
        let supported = catalogue.supported_claims();
        for (index, claim) in scope.claims.iter().enumerate() {
            if supported.contains(&claim.as_str()) {
                continue;
            }
            let help = match nearest(claim, supported.iter().copied()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("say where its value comes from: [claims] {claim} = {{ attribute = \"{claim}\" }}"),
            };
            let place = node.at("claims").item(index).place();
            self.report(Problem::warning(place, format!("no account has a claim `{claim}`")).help(help));
        }
    }
}

fn definition(name: &str, scope: &Scope) -> ScopeDefinition {
    let description = if scope.description.is_empty() { name } else { &scope.description };
    ScopeDefinition { description: description.to_owned(), claims: scope.claims.clone() }
}
