//! From the document to [`Settings`]: what no single value shows, such as files, ids that clash and keys that
//! contradict each other.

mod access_tokens;
mod admin;
mod authorization_details;
mod backchannel;
mod branding;
mod catalogue;
mod client_proof;
mod clients;
mod groups;
mod lists;
mod localized;
mod logout_uris;
mod mtls;
mod outbound;
mod profile;
mod protection;
mod reachable;
mod redirect_uris;
mod registration;
mod secrets;
mod server;
mod smtp;
mod token_exchange;
mod users;
mod workloads;

use std::path::{Path, PathBuf};

use super::document::Node;
use super::file::ConfigFile;
use super::problems::Problem;
use super::reading::{self, Sources};
use super::settings::{
    AuditSettings, DeviceAuthorizationSettings, PushedRequestSettings, RequestObjectSettings, Settings,
};

/// What may be another at each node of one provider.
const NODES_OWN: &[(&str, &[&str])] = &[
    ("server", &["data_dir", "listen", "mtls", "tls", "trusted_proxies", "workers"]),
    ("admin", &["listen"]),
    ("metrics", &[]),
    ("log", &[]),
];

/// Collects settings, problems and the files they depend on.
pub struct Build<'a> {
    sources: &'a Sources,
    problems: Vec<Problem>,
    watched: Vec<PathBuf>,
    /// The groups that the document gives to people.
    groups: std::collections::BTreeSet<String>,
}

/// What a document amounts to. The settings are only good without errors among the problems.
pub struct Built {
    /// The settings.
    pub settings: Settings,
    /// Errors and warnings.
    pub problems: Vec<Problem>,
    /// Files that the document refers to.
    pub watched: Vec<PathBuf>,
}

/// Builds the settings of a whole, pruned document and of what was read from it.
pub fn settings(document: &Node, file: &ConfigFile, sources: &Sources) -> Built {
    let mut build = Build { sources, problems: Vec::new(), watched: Vec::new(), groups: Default::default() };
    let server = build.server(document.at("server"), &file.server);
    let keys = build.keys(document.at("keys"), &file.keys);
    let tokens = build.tokens(document.at("tokens"), &file.tokens);
    let storage = build.storage(document.at("storage"), &file.storage, &server);
    let login = build.login(document.at("login"), &file.login, &server);
    let smtp = build.smtp(document.at("smtp"), &file.smtp);
    // A server that is named, and named wrongly, has a problem of its own.
    build.check_sign_up(document.at("login"), &login.sign_up, smtp.is_some() || file.smtp.url.is_some());
    let catalogue = build.catalogue(document, file);
    let authorization_details = build.detail_types(document, file);
    build.groups = groups::named(file);
    let issuers = build.workload_issuers(document.at("workload_issuers"), &file.workload_issuers, &server);
    let registry = clients::Registry {
        defaults: &file.client_defaults,
        keys: &keys,
        tokens: &tokens,
        server: &server,
        request_objects: file.request_objects.by_value,
        issuers: &issuers,
        catalogue: &catalogue,
    };
    let clients = build.clients(document.at("clients"), &file.clients, &registry, &catalogue);
    let registration = build.registration(document.at("registration"), &file.registration, &catalogue);
    if let Some(profile) = registration.profile.filter(|_| registration.enabled) {
        build.check_server_for_profile(document.at("registration"), profile, &registry);
    }
    let documents = (document.at("client_id_metadata_documents"), &file.client_id_metadata_documents);
    let client_id_documents = build.client_id_documents(documents.0, documents.1, server.development);
    let users = build.users(document.at("users"), &file.users, &clients, &login);
    let session = build.session(document.at("session"), &file.session);
    let branding = build.branding(document.at("branding"), &file.branding);
    let outbound = build.outbound(document.at("outbound"), &file.outbound, server.development);
    let metrics = build.metrics(document.at("metrics"), &file.metrics, &server);
    let open_in_development = file.server.allow_development_network;
    let admin = build.admin(document.at("admin"), &file.admin, (&server, &metrics, open_in_development));
    let backchannel_authentication = build.backchannel_authentication(
        document.at("backchannel_authentication"),
        &file.backchannel_authentication,
        &server.issuer,
    );
    let settings = Settings {
        revision: file.revision,
        outbound,
        metrics,
        limits: server::limits(&file.limits),
        log: server::log(&file.log),
        server,
        session,
        session_management: server::session_management(&file.session_management),
        tokens,
        request_objects: RequestObjectSettings {
            by_value: file.request_objects.by_value,
            by_reference: file.request_objects.by_reference,
        },
        pushed_requests: PushedRequestSettings {
            required: file.pushed_authorization_requests.required,
            lifetime: file.pushed_authorization_requests.lifetime.0,
        },
        device_authorization: DeviceAuthorizationSettings {
            lifetime: file.device_authorization.lifetime.0,
            interval: file.device_authorization.interval.0,
        },
        backchannel_authentication,
        keys,
        storage,
        login,
        smtp,
        audit: AuditSettings { retention: file.audit.retention.0, log: file.audit.log, stdout: file.audit.stdout },
        admin,
        catalogue,
        authorization_details,
        clients,
        workload_issuers: issuers,
        registration,
        client_id_documents,
        users,
        branding,
        digest: document.digest_but_for(NODES_OWN),
    };
    build.check_reachable(document.at("clients"), &file.clients, &settings);
    Built { settings, problems: build.problems, watched: build.watched }
}

impl Build<'_> {
    fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// A path as written at `node`: relative ones start from the folder of the file that names them.
    fn path(&self, node: &Node, path: &Path) -> PathBuf {
        node.folder().map_or_else(|| path.to_owned(), |folder| folder.join(path))
    }

    /// The path of a file that must be readable, to be watched.
    fn readable(&mut self, node: &Node, path: &Path) -> PathBuf {
        let path = self.path(node, path);
        self.watched.push(path.clone());
        if let Err(problem) = reading::readable_file(&path, node.place()) {
            self.report(problem);
        }
        path
    }

    /// The text of a file of no more than so many bytes, to be watched.
    fn text_file(&mut self, node: &Node, path: &Path, most: usize) -> Option<String> {
        let path = self.path(node, path);
        self.watched.push(path.clone());
        let text = reading::text_file(&path, node.place(), most);
        text.map_err(|problem| self.report(problem)).ok()
    }

    /// The path of a folder that must be readable, to be watched.
    fn folder(&mut self, node: &Node, path: &Path) -> PathBuf {
        let path = self.path(node, path);
        self.watched.push(path.clone());
        if let Err(error) = std::fs::read_dir(&path) {
            let fault = match error.kind() {
                std::io::ErrorKind::NotFound => "there is no such folder".to_owned(),
                std::io::ErrorKind::NotADirectory => "this is a file, not a folder".to_owned(),
                _ => reading::words_of(&error),
            };
            self.report(Problem::error(node.place(), format!("{}: {fault}", path.display())));
        }
        path
    }

    /// The path of a folder of templates, to be watched with the words in it.
    fn templates(&mut self, node: &Node, path: &Path) -> PathBuf {
        let path = self.folder(node, path);
        self.watched.push(path.join("words"));
        path
    }

    /// The content of a file that others may not read, to be watched.
    fn private_file(&mut self, node: &Node, path: &Path) -> Option<(PathBuf, Vec<u8>)> {
        let path = self.path(node, path);
        self.watched.push(path.clone());
        let content = reading::private_file(&path, node.place(), &self.sources.env);
        content.map_err(|problem| self.report(problem)).ok().map(|content| (path, content))
    }

    /// The text of a file that others may not read, to be watched.
    fn secret_file(&mut self, node: &Node, path: &Path) -> Option<(PathBuf, String)> {
        let path = self.path(node, path);
        self.watched.push(path.clone());
        let text = reading::secret_file(&path, node.place(), &self.sources.env);
        text.map_err(|problem| self.report(problem)).ok().map(|text| (path, text))
    }
}
