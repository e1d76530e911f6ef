//! `[[workload_issuers]]`, the workloads of clients, and the tokens that they may exchange.

use std::time::Duration;

use latchkey::jose::Algorithm;
use latchkey::protocol::client::{ClientAuthMethod, GrantType};
use latchkey::protocol::token_exchange::ExchangeMode;
use latchkey::protocol::workload::IssuerKeys;

use super::{CLIENT, Folder};

const ISSUER: &str = "[[workload_issuers]]\nname = 'cluster'\nissuer = 'https://cluster.example.com'\n";
const BUILDER: &str = "[[clients]]\nclient_id = 'builder'\n\
     grant_types = ['urn:ietf:params:oauth:grant-type:jwt-bearer']\n";
const WORKLOAD: &str = "[[clients.workloads]]\nissuer = 'cluster'\nsubject = 'system:serviceaccount:prod:builder'\n";

fn errors(text: &str) -> String {
    Folder::with(text).errors().join("\n")
}

#[test]
fn an_issuer_is_discovered_unless_its_keys_are_named() {
    let settings = Folder::with(&format!("{CLIENT}{ISSUER}")).settings();
    let [issuer] = settings.workload_issuers.as_slice() else { panic!("one") };
    assert_eq!(issuer.keys, IssuerKeys::Discovered);
    assert_eq!(issuer.audience, [settings.server.issuer.as_str()]);
    assert_eq!(issuer.algorithms, [Algorithm::RS256, Algorithm::ES256]);
    assert_eq!((issuer.max_lifetime, issuer.single_use), (Duration::from_secs(3600), true));
    let at = Folder::with(&format!("{CLIENT}{ISSUER}jwks_uri = 'https://keys.example.com/jwks'\n")).settings();
    assert_eq!(at.workload_issuers[0].keys, IssuerKeys::At("https://keys.example.com/jwks".into()));
}

#[test]
fn an_issuer_that_proves_nothing_is_refused() {
    for (lines, words) in [
        (format!("{ISSUER}{ISSUER}"), "of a workload issuer is used twice"),
        (format!("{ISSUER}jwks_uri = 'http://cluster.example.com/jwks'\n"), "is not https"),
        (format!("{ISSUER}jwks_uri = 'https://a.example/'\njwks_file = 'x.json'\n"), "are both given"),
        (ISSUER.replace("https://cluster.example.com", "kubernetes/serviceaccount"), "its keys cannot be discovered"),
        (ISSUER.replace("https://cluster.example.com", "http://cluster.example.com"), "its keys cannot be discovered"),
        (ISSUER.replace("https://cluster.example.com", "https://auth.example.com"), "no workload issuer of its own"),
        (format!("{ISSUER}algorithms = ['HS256']\n"), "HS256"),
        (format!("{ISSUER}algorithms = ['none']\n"), "none"),
        (format!("{ISSUER}algorithms = []\n"), "may not be empty"),
        (format!("{ISSUER}audience = []\n"), "may not be empty"),
        (format!("{ISSUER}max_lifetime = '2d'\n"), "max_lifetime"),
        (ISSUER.replace("name = 'cluster'\n", ""), "a workload issuer needs a `name`"),
        (ISSUER.replace("[[workload_issuers]]", "[workload_issuers]"), "two brackets"),
    ] {
        let found = errors(&format!("[server]\nissuer = 'https://auth.example.com'\n{CLIENT}{lines}"));
        assert!(found.contains(words), "{lines}\n{found}");
    }
}

#[test]
fn a_client_that_is_a_workload_needs_neither_secret_nor_redirect_uri() {
    let settings =
        Folder::with(&format!("{ISSUER}{BUILDER}{WORKLOAD}claims = {{ 'kubernetes.io/namespace' = 'prod' }}\n"))
            .settings();
    let client = &settings.clients[0];
    assert_eq!(client.grant_types, [GrantType::JwtBearer]);
    assert_eq!(client.token_endpoint_auth_method, Some(ClientAuthMethod::PrivateKeyJwt));
    assert!(client.response_types.is_empty() && client.redirect_uris.is_empty() && client.secrets.is_empty());
    assert_eq!(client.workloads[0].issuer.issuer, "https://cluster.example.com");
    assert_eq!(client.workloads[0].claims["kubernetes.io/namespace"], "prod");
}

#[test]
fn a_workload_that_nobody_or_anybody_could_be_is_refused() {
    for (lines, words) in [
        (format!("{BUILDER}client_secret_hash = 'sha256:{}'\n", "0".repeat(64)), "has no workloads"),
        (format!("{BUILDER}{}", WORKLOAD.replace("'cluster'", "'claster'")), "did you mean `cluster`?"),
        (format!("{BUILDER}{}", WORKLOAD.replace("system:serviceaccount:prod:builder", "*")), "anybody could be"),
        (
            format!("{BUILDER}{}", WORKLOAD.replace("system:serviceaccount:prod:builder", "repo:*/x")),
            "anybody could be",
        ),
        (format!("{BUILDER}{}", WORKLOAD.replace("prod:builder", "prod:build*")), "one whole segment"),
        (format!("{BUILDER}token_endpoint_auth_method = 'none'\n{WORKLOAD}"), "is public and has workloads"),
        (
            format!("{BUILDER}{}", WORKLOAD.replace("subject = 'system:serviceaccount:prod:builder'\n", "")),
            "needs a `subject`",
        ),
        (format!("{BUILDER}profile = 'fapi2'\n{WORKLOAD}"), "which the profile fapi2 does not know"),
        (BUILDER.to_owned(), "has no secret"),
    ] {
        let found = errors(&format!("{ISSUER}{lines}"));
        assert!(found.contains(words), "{lines}\n{found}");
    }
}

const SERVICE: &str = "[[clients]]\nclient_id = 'orders'\n\
     grant_types = ['urn:ietf:params:oauth:grant-type:token-exchange']\n\
     client_secret_hash = 'sha256:0000000000000000000000000000000000000000000000000000000000000000'\n";
const POLICY: &str =
    "[[clients.token_exchange]]\nsubject_clients = ['wiki']\nresources = ['https://stock.example.com']\n";
const SCOPES: &str = "[scopes.'stock:read']\n[scopes.team]\nclaims = ['groups']\n";

#[test]
fn a_policy_says_whose_tokens_and_for_what() {
    let more = "scope = 'profile'\nadded_scope = 'stock:read'\nmode = 'impersonation'\nlifetime = '5m'\n";
    let folder = Folder::with(&format!("{CLIENT}{SERVICE}{POLICY}{more}{SCOPES}"));
    let settings = folder.settings();
    let policy = &settings.clients[1].token_exchange[0];
    assert_eq!(policy.subject_clients[0].as_str(), "wiki");
    assert_eq!((policy.scope.to_string(), policy.added_scope.to_string()), ("profile".into(), "stock:read".into()));
    assert_eq!((policy.mode, policy.lifetime), (ExchangeMode::Impersonation, Some(Duration::from_secs(300))));
    let least = Folder::with(&format!("{CLIENT}{SERVICE}{POLICY}")).settings();
    let policy = &least.clients[1].token_exchange[0];
    assert!(policy.scope.is_empty() && policy.added_scope.is_empty() && policy.mode == ExchangeMode::Delegation);
}

#[test]
fn a_policy_that_says_too_little_or_gives_what_is_a_persons_is_refused() {
    for (lines, words) in [
        (
            format!("{SERVICE}[[clients.token_exchange]]\nresources = ['https://stock.example.com']\n"),
            "says of no tokens",
        ),
        (format!("{SERVICE}{POLICY}added_scope = 'openid'\n"), "a person's to give"),
        (format!("{SERVICE}{POLICY}added_scope = 'offline_access'\n"), "a person's to give"),
        (format!("{SERVICE}{POLICY}added_scope = 'team'\n"), "stands for claims of a person"),
        (format!("{SERVICE}{POLICY}added_scope = 'other'\n"), "there is no scope `other`"),
        (format!("{SERVICE}{POLICY}mode = 'impersonation'\nactors = ['wiki']\n"), "names no actors"),
        (format!("{SERVICE}{POLICY}mode = 'both'\n"), "mode"),
        (
            format!("{SERVICE}{POLICY}resources = ['stock']\n")
                .replace("resources = ['https://stock.example.com']\n", ""),
            "resource",
        ),
        (format!("{}{POLICY}", SERVICE.replace("token-exchange", "jwt-bearer")), "lack the grant"),
        (
            format!(
                "{}token_endpoint_auth_method = 'none'\n{POLICY}",
                SERVICE.replace(&format!("client_secret_hash = 'sha256:{}'\n", "0".repeat(64)), "")
            ),
            "it cannot exchange tokens",
        ),
    ] {
        let found = errors(&format!("{CLIENT}{lines}{SCOPES}"));
        assert!(found.contains(words), "{lines}\n{found}");
    }
    for (lines, words) in [
        (SERVICE.to_owned(), "may exchange no token"),
        (format!("{SERVICE}{}", POLICY.replace("'wiki'", "'wikki'")), "did you mean `wiki`?"),
        (format!("{SERVICE}may_act = 'nobody'\n{POLICY}"), "is no client of the configuration"),
    ] {
        let found = Folder::with(&format!("{CLIENT}{lines}")).warnings().join("\n");
        assert!(found.contains(words), "{lines}\n{found}");
    }
}
