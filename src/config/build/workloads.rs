//! `[[workload_issuers]]` and the workloads of clients (RFC 7523).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Build;
use crate::config::check::nearest;
use crate::config::document::Node;
use crate::config::file::clients::ClientEntry;
use crate::config::file::workloads::{WorkloadEntry, WorkloadIssuerEntry};
use crate::config::problems::Problem;
use crate::config::settings::ServerSettings;
use crate::config::source::Place;
use crate::protocol::client::{ClientAuthMethod, GrantType};
use crate::protocol::client_proof::check_jwks_uri;
use crate::protocol::workload::{IssuerKeys, SubjectPattern, Workload, WorkloadIssuer};

impl Build<'_> {
    /// The issuers, each with a name and an `iss` of its own.
    pub fn workload_issuers(
        &mut self,
        node: &Node,
        entries: &[WorkloadIssuerEntry],
        server: &ServerSettings,
    ) -> Vec<Arc<WorkloadIssuer>> {
        let mut seen: BTreeMap<(&str, String), Place> = BTreeMap::new();
        let mut issuers = Vec::new();
        for (node, entry) in node.items().iter().zip(entries) {
            let (Some(name), Some(issuer)) = (&entry.name, &entry.issuer) else { continue };
            for (key, value) in [("name", name), ("issuer", issuer)] {
                let place = node.at(key).place();
                if value.is_empty() {
                    self.report(Problem::error(place.clone(), format!("`{key}` is empty")).help("write it out"));
                }
                if let Some(first) = seen.insert((key, value.clone()), place.clone()) {
                    let message = format!("the {key} `{value}` of a workload issuer is used twice");
                    let problem = Problem::error(place, message).related(first, "the first one");
                    self.report(problem.help("join the two, or change one of them"));
                }
            }
            if issuer == server.issuer.as_str() {
                let message = "this server is no workload issuer of its own";
                let help = "name the platform that runs the workloads; tokens of this server are exchanged by \
                            [[clients.token_exchange]]";
                self.report(Problem::error(node.at("issuer").place(), message).help(help));
            }
            let keys = self.issuer_keys(node, entry, issuer, server.development);
            let ours = || vec![server.issuer.as_str().to_owned()];
            issuers.push(Arc::new(WorkloadIssuer {
                name: name.clone(),
                issuer: issuer.clone(),
                keys,
                audience: entry.audience.clone().unwrap_or_else(ours),
                algorithms: entry.algorithms.iter().map(|algorithm| algorithm.0).collect(),
                max_lifetime: entry.max_lifetime.0,
                single_use: entry.single_use,
            }));
        }
        issuers
    }

    fn issuer_keys(&mut self, node: &Node, entry: &WorkloadIssuerEntry, issuer: &str, development: bool) -> IssuerKeys {
        let given: Vec<&str> = [
            ("jwks_uri", entry.jwks_uri.is_some()),
            ("jwks", entry.jwks.is_some()),
            ("jwks_file", entry.jwks_file.is_some()),
        ]
        .into_iter()
        .filter_map(|(key, is_given)| is_given.then_some(key))
        .collect();
        if let [first, second, ..] = given.as_slice() {
            let problem =
                Problem::error(node.at(second).key_place(), format!("`{first}` and `{second}` are both given"));
            let problem = problem.related(node.at(first).key_place(), "the other one");
            self.report(problem.help("keep exactly one of them"));
        }
        let set = match (&entry.jwks, &entry.jwks_file) {
            (Some(jwks), _) => self.inline_keys(node.at("jwks"), jwks),
            (None, Some(path)) => self.keys_of_file(node.at("jwks_file"), path),
            (None, None) => None,
        };
        if let Some(set) = set {
            return IssuerKeys::Here(Arc::new(set));
        }
        if let Some(uri) = &entry.jwks_uri {
            if let Err(fault) = check_jwks_uri(uri, development) {
                let help = "write the complete https address at which the issuer serves its keys";
                let problem = Problem::error(node.at("jwks_uri").place(), format!("`{uri}` {fault}"));
                self.report(problem.help(help));
            }
            return IssuerKeys::At(uri.clone());
        }
        if given.is_empty()
            && !node.has_pruned("jwks")
            && let Err(fault) = check_jwks_uri(issuer, development)
        {
            let message = format!("`{issuer}` {fault}, so its keys cannot be discovered");
            let help = "add `jwks_uri`, or its keys as `jwks` or `jwks_file`";
            self.report(Problem::error(node.at("issuer").place(), message).help(help));
        }
        IssuerKeys::Discovered
    }

    /// `[[clients.workloads]]`.
    pub fn client_workloads(
        &mut self,
        node: &Node,
        entry: &ClientEntry,
        grants: &[GrantType],
        issuers: &[Arc<WorkloadIssuer>],
        name: &str,
    ) -> Vec<Workload> {
        let list = node.at("workloads");
        if grants.contains(&GrantType::JwtBearer) && entry.workloads.is_empty() && !node.has_pruned("workloads") {
            let message = format!("client \"{name}\" may use the grant jwt-bearer, and has no workloads");
            let help = "say in [[clients.workloads]] whose assertions are this client's, or remove the grant";
            self.report(Problem::error(node.at("grant_types").place(), message).help(help));
        }
        if !entry.workloads.is_empty() && entry.token_endpoint_auth_method == Some(ClientAuthMethod::None) {
            let message = format!("client \"{name}\" is public and has workloads");
            let problem = Problem::error(list.key_place(), message)
                .related(node.at("token_endpoint_auth_method").key_place(), "this makes it public");
            self.report(problem.help("remove token_endpoint_auth_method: the assertions of its workloads prove it"));
        }
        if let Some(profile) = entry.profile.filter(|_| !entry.workloads.is_empty()) {
            let message =
                format!("client \"{name}\" has workloads, which the profile {} does not know", profile.as_str());
            let problem =
                Problem::error(list.key_place(), message).related(node.at("profile").key_place(), "the profile");
            self.report(
                problem.help("let the app sign its own assertions, or give the workloads a client of their own"),
            );
        }
        let mut workloads = Vec::new();
        for (node, entry) in list.items().iter().zip(&entry.workloads) {
            workloads.extend(self.workload(node, entry, issuers));
        }
        workloads
    }

    fn workload(&mut self, node: &Node, entry: &WorkloadEntry, issuers: &[Arc<WorkloadIssuer>]) -> Option<Workload> {
        let (Some(named), Some(subject)) = (&entry.issuer, &entry.subject) else { return None };
        let issuer = issuers.iter().find(|issuer| issuer.name == *named).cloned();
        if issuer.is_none() {
            let message = format!("there is no workload issuer named `{named}`");
            let help = match nearest(named, issuers.iter().map(|issuer| issuer.name.as_str())) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("add [[workload_issuers]] with name = \"{named}\""),
            };
            self.report(Problem::error(node.at("issuer").place(), message).help(help));
        }
        let pattern = SubjectPattern::parse(subject);
        if let Err(fault) = &pattern {
            let problem = Problem::error(node.at("subject").place(), format!("`{subject}` {fault}"));
            self.report(
                problem.help("such as \"system:serviceaccount:prod:builder\" or \"repo:acme/*:ref:refs/heads/main\""),
            );
        }
        Some(Workload { issuer: issuer?, subject: pattern.ok()?, claims: entry.claims.clone() })
    }
}

/// The method of a client that says none: one that has workloads and no secret proves itself by their assertions.
pub fn method_of(entry: &ClientEntry) -> Option<ClientAuthMethod> {
    let has_secret =
        [&entry.client_secret, &entry.client_secret_env, &entry.client_secret_hash].iter().any(|s| s.is_some())
            || entry.client_secret_file.is_some();
    let by_workloads = !entry.workloads.is_empty() && !has_secret;
    entry.token_endpoint_auth_method.or(by_workloads.then_some(ClientAuthMethod::PrivateKeyJwt))
}
