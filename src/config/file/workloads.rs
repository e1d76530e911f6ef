//! `[[workload_issuers]]`, and what of a client concerns workloads and exchanged tokens.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::format::Text;
use crate::jose::algorithms::Algorithm;
use crate::protocol::client::ClientId;
use crate::protocol::resource::Resource;
use crate::protocol::token_exchange::ExchangeMode;

/// Without `jwks_uri`, `jwks` and `jwks_file`, the keys are found by the discovery document of the issuer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkloadIssuerEntry {
    /// What the `workloads` of clients call it.
    #[schemars(required)]
    pub name: Option<String>,
    /// The `iss` of its assertions, compared byte for byte.
    #[schemars(required)]
    pub issuer: Option<String>,
    /// Where it serves its public keys. They are fetched when needed, and again when an unknown key is used.
    pub jwks_uri: Option<String>,
    /// Its public keys, `{ keys = [{ kty = "RSA", … }] }`, if they cannot be fetched.
    pub jwks: Option<serde_json::Map<String, serde_json::Value>>,
    /// A JSON file with its public keys.
    pub jwks_file: Option<PathBuf>,
    /// The accepted audiences (`aud`) of its assertions. An assertion that names any other is refused.
    #[schemars(extend("x-default" = "the `issuer` of `[server]`"), length(min = 1))]
    pub audience: Option<Vec<String>>,
    /// The accepted algorithms of its assertions.
    #[schemars(extend("default" = ["RS256", "ES256"]), length(min = 1))]
    pub algorithms: Vec<Text<Algorithm>>,
    /// How far ahead the `exp` of an assertion may lie.
    #[schemars(extend("default" = "1h", "x-min" = "1m", "x-max" = "1d"))]
    pub max_lifetime: Text<Duration>,
    /// Accept an assertion that has a `jti` once. `false` for platforms that hand the same assertion out for a while, as
    /// Kubernetes does in a mounted file.
    #[schemars(extend("default" = true))]
    pub single_use: bool,
}

/// `[[clients.workloads]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkloadEntry {
    /// The `name` of one of `[[workload_issuers]]`.
    #[schemars(required)]
    pub issuer: Option<String>,
    /// The `sub` of its assertions. A `*` stands for one whole segment between `:` and `/`, from the third on.
    #[schemars(required)]
    pub subject: Option<String>,
    /// What other claims must be, by their names, such as `{ repository_owner_id = "1234" }`. A `/` leads into a claim, as in
    /// `"kubernetes.io/namespace"`.
    #[schemars(extend("default" = {}))]
    pub claims: BTreeMap<String, String>,
}

/// `[[clients.token_exchange]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenExchangeEntry {
    /// The clients whose users' tokens may be exchanged.
    #[schemars(extend("default" = []))]
    pub subject_clients: Vec<Text<ClientId>>,
    /// The resources for which a token may be that is exchanged, whichever client it was issued to: those of the API itself.
    #[schemars(extend("default" = []))]
    pub subject_resources: Vec<Text<Resource>>,
    /// What the new tokens may be for. Empty: what the exchanged token is for.
    #[schemars(extend("default" = []))]
    pub resources: Vec<Text<Resource>>,
    /// The scope values that are kept of the exchanged token's.
    #[schemars(extend("default" = ""))]
    pub scope: String,
    /// Scope values that the new tokens have although the exchanged ones may not: values of `[scopes]` that stand for no claims
    /// of a person.
    #[schemars(extend("default" = ""))]
    pub added_scope: String,
    /// `"delegation"`: the new tokens name in `act` who acts for the person. `"impersonation"`: they do not.
    #[schemars(extend("default" = "delegation"))]
    pub mode: ExchangeMode,
    /// The clients whose access tokens may be sent as `actor_token`, in addition to the client's own.
    #[schemars(extend("default" = []))]
    pub actors: Vec<Text<ClientId>>,
    /// The longest lifetime of the new tokens. They never outlive the exchanged one.
    #[schemars(extend("x-default" = "that of the client's access tokens", "x-min" = "1s", "x-max" = "7d"))]
    pub lifetime: Option<Text<Duration>>,
}
