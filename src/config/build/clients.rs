//! `[[clients]]`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Build;
use super::access_tokens::{is_for_itself_only, is_redirected_to};
use super::workloads::method_of;
use crate::config::document::Node;
use crate::config::file::clients::{ClientDefaults, ClientEntry};
use crate::config::problems::Problem;
use crate::config::settings::{KeySettings, ServerSettings, TokenSettings};
use crate::config::source::Place;
use crate::jose::algorithms::Algorithm;
use crate::protocol::claims::ClaimCatalogue;
use crate::protocol::client::{Client, ClientAuthMethod, ClientLifetimes, GrantType, Voucher};
use crate::protocol::pkce::PkceRule;
use crate::protocol::scope::ScopeSet;
use crate::protocol::security_profile::usual_algorithm;
use crate::protocol::workload::WorkloadIssuer;

/// What the clients lean on.
pub struct Registry<'a> {
    /// `[client_defaults]`.
    pub defaults: &'a ClientDefaults,
    /// `[keys]`.
    pub keys: &'a KeySettings,
    /// `[tokens]`.
    pub tokens: &'a TokenSettings,
    /// `[server]`.
    pub server: &'a ServerSettings,
    /// `[[workload_issuers]]`.
    pub issuers: &'a [Arc<WorkloadIssuer>],
    /// `[scopes]` and `[claims]`.
    pub catalogue: &'a ClaimCatalogue,
    /// Whether `request_objects.by_value` is on.
    pub request_objects: bool,
}

impl Build<'_> {
    /// The clients, each with its own id.
    pub fn clients(
        &mut self,
        node: &Node,
        entries: &[ClientEntry],
        registry: &Registry<'_>,
        catalogue: &ClaimCatalogue,
    ) -> Vec<Client> {
        let mut seen: BTreeMap<String, Place> = BTreeMap::new();
        let mut clients = Vec::new();
        for (node, entry) in node.items().iter().zip(entries) {
            self.client_lists(node, entry.localized.len());
            self.scope_list(node, entry.scope.as_deref());
            self.client_scope(node, entry, catalogue);
            self.allowed_groups(node, entry);
            let client = self.client(node, entry, entries, registry);
            let Some(client) = client else { continue };
            let place = node.at("client_id").place();
            if let Some(first) = seen.insert(client.client_id.to_string(), place.clone()) {
                let message =
                    format!("the client_id `{}` is used twice, here and at {}", client.client_id, first.name());
                let problem = Problem::error(place, message).related(first, "the first one");
                self.report(problem.help("give one of them another client_id, or remove it"));
            }
            clients.push(client);
        }
        clients
    }

    fn client(
        &mut self,
        node: &Node,
        entry: &ClientEntry,
        all: &[ClientEntry],
        registry: &Registry<'_>,
    ) -> Option<Client> {
        let name = entry.client_id.as_ref().map_or("?", |id| id.0.as_str()).to_owned();
        self.check_redirect_uris_are_there(node, entry);
        self.check_plain_http(node, entry, &name);
        let listed = entry.redirect_uris.as_deref().unwrap_or_default();
        let redirect_uris = self.redirect_uris(node.at("redirect_uris"), listed, entry, registry.server);
        let post_logout_redirect_uris = self.redirect_uris(
            node.at("post_logout_redirect_uris"),
            &entry.post_logout_redirect_uris,
            entry,
            registry.server,
        );
        let (backchannel_logout_uri, frontchannel_logout_uri) =
            self.logout_uris(node, entry, &redirect_uris, registry.server);
        let secrets = self.client_secrets(node, entry, &name);
        self.match_secrets_and_method(node, entry, &name);
        self.check_basic(node, entry, &name);
        let own_keys = self.client_keys(node, entry, registry.server.development);
        let tls_client_auth = self.client_certificate(node, entry, registry.server, &name);
        let pkce = self.pkce(node, entry, registry.defaults, &name);
        let grant_types = self.grant_types(node, entry);
        self.front_channel(node, entry, &name);
        self.check_client_credentials(node, entry, &grant_types, &name);
        let backchannel_client_notification_endpoint =
            self.backchannel(node, entry, (&grant_types, &name), registry.server);
        self.check_bound(node, entry, &name);
        self.check_jwt_life(node, entry, registry.tokens, &name);
        let exchange = (grant_types.as_slice(), all);
        let token_exchange = self.exchange_policies(node, entry, exchange, registry.catalogue, &name);
        let workloads = self.client_workloads(node, entry, &grant_types, registry.issuers, &name);
        let introspect = self.introspection_rights(node, entry, all);
        let introspection_signed_response_alg = self.introspection_algorithm(node, entry, registry.keys);
        let subject_type = self.subject_type(node, entry, &redirect_uris);
        let keys = registry.keys;
        let usual = keys.algorithms.first().copied().unwrap_or(Algorithm::RS256);
        let usual = usual_algorithm(entry.profile, &keys.algorithms, usual);
        let id_token_signed_response_alg = self
            .signing_algorithm(node, "id_token_signed_response_alg", entry.id_token_signed_response_alg.as_ref(), keys)
            .unwrap_or(usual);
        let authorization_signed_response_alg = self
            .signing_algorithm(
                node,
                "authorization_signed_response_alg",
                entry.authorization_signed_response_alg.as_ref(),
                keys,
            )
            .unwrap_or(usual);
        let authorization_encryption = self.encryption(
            node,
            "authorization_encrypted_response",
            entry.authorization_encrypted_response_alg.as_ref(),
            entry.authorization_encrypted_response_enc.as_ref(),
        );
        let userinfo_signed_response_alg = self.signing_algorithm(
            node,
            "userinfo_signed_response_alg",
            entry.userinfo_signed_response_alg.as_ref(),
            keys,
        );
        let id_token_encryption = self.encryption(
            node,
            "id_token_encrypted_response",
            entry.id_token_encrypted_response_alg.as_ref(),
            entry.id_token_encrypted_response_enc.as_ref(),
        );
        let userinfo_encryption = self.encryption(
            node,
            "userinfo_encrypted_response",
            entry.userinfo_encrypted_response_alg.as_ref(),
            entry.userinfo_encrypted_response_enc.as_ref(),
        );
        let request_object_encryption = self.encryption(
            node,
            "request_object_encryption",
            entry.request_object_encryption_alg.as_ref(),
            entry.request_object_encryption_enc.as_ref(),
        );
        let request_uris = self.request_uris(node, entry, registry.server);
        let default_acr_values = self.default_acr_values(node, entry);
        let lifetimes = self.lifetimes(node, entry, registry.tokens);
        let localized = self.localized(node, entry);
        let client_id = entry.client_id.as_ref()?.0.clone();
        let client = Client {
            client_name: entry.client_name.clone().unwrap_or_else(|| client_id.to_string()),
            client_id,
            client_uri: entry.client_uri.clone(),
            initiate_login_uri: entry.initiate_login_uri.clone(),
            logo_uri: entry.logo_uri.clone(),
            policy_uri: entry.policy_uri.clone(),
            tos_uri: entry.tos_uri.clone(),
            localized,
            application_type: entry.application_type,
            redirect_uris,
            post_logout_redirect_uris,
            backchannel_logout_uri,
            backchannel_logout_session_required: entry.backchannel_logout_session_required,
            frontchannel_logout_uri,
            frontchannel_logout_session_required: entry.frontchannel_logout_session_required,
            profile: entry.profile,
            token_endpoint_auth_method: method_of(entry),
            secrets: secrets.into(),
            previous_secret_until: entry.previous_client_secret_until.as_ref().map(|until| until.0),
            token_endpoint_auth_signing_alg: entry.token_endpoint_auth_signing_alg.as_ref().map(|alg| alg.0),
            assertion_audience: entry.assertion_audience,
            jwks: own_keys.jwks,
            jwks_uri: own_keys.jwks_uri,
            tls_client_auth,
            grant_types,
            response_types: if is_redirected_to(entry) { entry.response_types.clone() } else { Vec::new() },
            scope: entry.scope.as_deref().map(ScopeSet::parse),
            pkce,
            consent: entry.consent.unwrap_or(registry.defaults.consent),
            allowed_groups: entry.allowed_groups.clone(),
            claims_in_id_token: entry.claims_in_id_token.unwrap_or(registry.defaults.claims_in_id_token),
            subject_type,
            id_token_signed_response_alg,
            id_token_encryption,
            authorization_signed_response_alg,
            authorization_encryption,
            userinfo_signed_response_alg,
            userinfo_encryption,
            request_object_signing_alg: entry.request_object_signing_alg.as_ref().map(|alg| alg.0),
            request_object_encryption,
            request_uris,
            require_signed_request_object: entry.require_signed_request_object,
            require_pushed_authorization_requests: entry.require_pushed_authorization_requests,
            dpop_bound_access_tokens: entry.dpop_bound_access_tokens,
            tls_client_certificate_bound_access_tokens: entry.tls_client_certificate_bound_access_tokens,
            backchannel_token_delivery_mode: entry.backchannel_token_delivery_mode,
            backchannel_user_code_parameter: entry.backchannel_user_code_parameter,
            backchannel_client_notification_endpoint,
            backchannel_authentication_request_signing_alg: entry
                .backchannel_authentication_request_signing_alg
                .as_ref()
                .map(|alg| alg.0),
            default_acr_values,
            require_mfa: entry.require_mfa,
            default_max_age: entry.default_max_age.as_ref().map(|age| age.0.0),
            require_auth_time: entry.require_auth_time,
            lifetimes,
            allowed_origins: entry.allowed_origins.iter().map(|origin| origin.0.0.clone()).collect(),
            access_token_format: entry.access_token_format,
            resources: entry.resources.iter().map(|resource| resource.0.clone()).collect(),
            authorization_details_types: entry.authorization_details_types.clone(),
            token_exchange,
            may_act: entry.may_act.as_ref().map(|id| id.0.clone()),
            workloads,
            introspect,
            introspection_signed_response_alg,
            defined_at: Some(node.key_place().name()),
            revision: None,
            voucher: Voucher::Operator,
        };
        self.check_profile(node, &client, registry);
        Some(client)
    }

    fn match_secrets_and_method(&mut self, node: &Node, entry: &ClientEntry, name: &str) {
        const FORMS: [&str; 4] = ["client_secret", "client_secret_file", "client_secret_env", "client_secret_hash"];
        let present = FORMS.iter().find_map(|form| node.get(form));
        let previous = FORMS.iter().find_map(|form| node.get(&format!("previous_{form}")));
        let (needless, because) = match entry.token_endpoint_auth_method {
            Some(ClientAuthMethod::None) => (Some("is public"), "this makes it public"),
            Some(ClientAuthMethod::PrivateKeyJwt) => (Some("authenticates with its keys"), "by this"),
            Some(ClientAuthMethod::TlsClientAuth | ClientAuthMethod::SelfSignedTlsClientAuth) => {
                (Some("authenticates with its certificate"), "by this")
            }
            _ => (None, ""),
        };
        match (needless.is_some(), present.or(previous), present) {
            (true, Some(secret), _) => {
                let message = format!("client \"{name}\" {} and has a secret", needless.unwrap_or_default());
                let problem = Problem::error(secret.key_place(), message)
                    .related(node.at("token_endpoint_auth_method").key_place(), because)
                    .help("remove one of the two");
                self.report(problem);
            }
            // A form that was itself wrong has been reported and pruned: no second complaint about its absence.
            (false, None, _) if node.has_pruned("sec") => {}
            // The assertions of its workloads prove it.
            (false, None, _) if !entry.workloads.is_empty() => {}
            // What it lacks to prove itself is told with all else that it lacks for its profile.
            (false, None, _) if entry.profile.is_some() => {}
            (false, None, _) => {
                let help = "add `client_secret_file` (or _env, _hash), or token_endpoint_auth_method = \"none\" for an app \
                            that cannot keep a secret";
                self.report(Problem::error(node.key_place(), format!("client \"{name}\" has no secret")).help(help));
            }
            (false, Some(previous), None) => {
                let message = format!("client \"{name}\" has a previous secret and no present one");
                self.report(Problem::error(previous.key_place(), message).help("call it `client_secret…`"));
            }
            _ => {}
        }
    }

    fn pkce(&mut self, node: &Node, entry: &ClientEntry, defaults: &ClientDefaults, name: &str) -> PkceRule {
        // A profile decides, whatever holds for other clients.
        let wanted = entry.require_pkce.or(defaults.require_pkce.filter(|_| entry.profile.is_none()));
        let public = entry.token_endpoint_auth_method == Some(ClientAuthMethod::None);
        if public && entry.require_pkce == Some(false) {
            let message = format!("client \"{name}\" is public: PKCE cannot be turned off");
            let problem = Problem::error(node.at("require_pkce").key_place(), message);
            self.report(problem.help("remove the line: without a secret, PKCE is all that protects its codes"));
        } else if !public && wanted == Some(false) && entry.profile.is_none() {
            let message = format!("PKCE is off for client \"{name}\"");
            let help = "a stolen code can be used by whoever stole it; remove this when the app sends PKCE or a nonce";
            self.report(Problem::warning(node.at("require_pkce").key_place(), message).help(help));
        }
        PkceRule::new(wanted, public)
    }

    /// The grants that the response types need, and refresh tokens beside codes, unless the file lists them.
    fn grant_types(&mut self, node: &Node, entry: &ClientEntry) -> Vec<GrantType> {
        let mut needed: Vec<GrantType> = entry.response_types.iter().flat_map(|each| each.grant_types()).collect();
        needed.sort_unstable();
        needed.dedup();
        let Some(listed) = &entry.grant_types else {
            if needed.contains(&GrantType::AuthorizationCode) {
                needed.push(GrantType::RefreshToken);
            }
            return needed;
        };
        if !is_redirected_to(entry) {
            return listed.clone();
        }
        for grant_type in needed.into_iter().filter(|needed| !listed.contains(needed)) {
            let name = grant_type.as_str();
            let message = format!("`grant_types` must hold \"{name}\": `response_types` needs it");
            self.report(Problem::error(node.at("grant_types").place(), message).help("add it, or leave the key out"));
        }
        listed.clone()
    }

    /// What the front channel costs, in a plain word (SEC-13).
    fn front_channel(&mut self, node: &Node, entry: &ClientEntry, name: &str) {
        let Some(index) = entry.response_types.iter().position(|each| each.is_front_channel()) else { return };
        let place = node.at("response_types").item(index).place();
        let message = format!("client \"{name}\" gets tokens through the browser's address bar");
        let help = "they can leak by history, logs and scripts, and nothing proves who uses them; \"code\" with PKCE does \
                    the same safely: ask for anything else only for an app that cannot";
        self.report(Problem::warning(place, message).help(help));
    }

    fn lifetimes(&mut self, node: &Node, entry: &ClientEntry, tokens: &TokenSettings) -> ClientLifetimes {
        let refresh = entry.refresh_token.as_ref();
        let lifetimes = ClientLifetimes {
            authorization_code: entry.authorization_code.as_ref().map(|life| life.0),
            access_token: entry.access_token.as_ref().map(|life| life.0),
            id_token: entry.id_token.as_ref().map(|life| life.0),
            refresh_token_idle: refresh.and_then(|life| life.idle.as_ref()).map(|life| life.0),
            refresh_token_absolute: refresh.and_then(|life| life.absolute.as_ref()).map(|life| life.0),
        };
        let idle = lifetimes.refresh_token_idle.unwrap_or(tokens.refresh_token_idle);
        let absolute = lifetimes.refresh_token_absolute.unwrap_or(tokens.refresh_token_absolute);
        if refresh.is_some() && idle > absolute {
            let message = "this client's refresh tokens have an idle lifetime longer than their absolute lifetime";
            self.report(Problem::error(node.at("refresh_token").place(), message).help("set both, `absolute` longer"));
        }
        lifetimes
    }

    fn client_scope(&mut self, node: &Node, entry: &ClientEntry, catalogue: &ClaimCatalogue) {
        let Some(text) = entry.scope.as_deref() else { return };
        self.scope_values(node, text, catalogue);
        if !ScopeSet::parse(text).contains("openid") && !is_for_itself_only(entry) {
            let help = "add it if the app signs people in: without it the app gets no ID token";
            self.report(Problem::warning(node.at("scope").place(), "`scope` lacks `openid`").help(help));
        }
    }
}
