//! `latchkey client …`: the apps. Clients live in TOML, where `add` writes a file beside the configuration
//! ([`super::client_add`]), or in the database, where they registered themselves ([`super::registered`]).

use std::time::Duration;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::client_add::{self, AddArgs};
use super::client_test::{self, TestArgs};
use super::context::{Context, Failure};
use super::output::{self, Format};
use super::registered::{self, TokenArgs};
use crate::clock::Timestamp;
use crate::protocol::client::{Client, ClientAuthMethod, ClientSecret, GrantType};
use crate::protocol::client_toml;
use crate::protocol::resource::Resource;
use crate::protocol::token_exchange::ExchangePolicy;
use crate::protocol::workload::Workload;
use crate::random;
use crate::secret::{Digest, hex};
use crate::telemetry;

/// What to do with clients.
#[derive(Debug, Subcommand)]
pub enum ClientCommand {
    /// List all clients.
    List,
    /// Show one client in full.
    Show {
        /// The client_id.
        #[arg(allow_hyphen_values = true)]
        client_id: String,
        /// As lines of the configuration, without secrets and keys: for a client that registered itself and is to stay.
        #[arg(long)]
        toml: bool,
    },
    /// Add a client: write it into config.d/ and print the settings for the app.
    Add(AddArgs),
    /// Try the sign-in to a client. A real one: the command plays the app, prints an address to open in a browser, waits for the
    /// answer at a redirect URI of the client on this machine, redeems the code, and prints what the tokens say. Or with --as a
    /// rehearsal, which needs no browser and issues nothing.
    Test(TestArgs),
    /// Print a new secret for a client, with the lines for its [[clients]] block.
    Secret(SecretArgs),
    /// Create an initial access token, with which an app can register itself.
    Token(TokenArgs),
    /// List the initial access tokens that have not expired.
    Tokens,
    /// Revoke an initial access token.
    RevokeToken {
        /// The id in the output of `tokens`.
        #[arg(allow_hyphen_values = true)]
        id: String,
    },
    /// Approve a registered client, so that error responses are sent to it before anybody has given consent.
    Approve {
        /// The client_id.
        #[arg(allow_hyphen_values = true)]
        client_id: String,
    },
    /// Remove a registered client.
    Remove {
        /// The client_id.
        #[arg(allow_hyphen_values = true)]
        client_id: String,
    },
    /// Disable a registered client: revoke its tokens and refuse sign-ins to it.
    Disable {
        /// The client_id.
        #[arg(allow_hyphen_values = true)]
        client_id: String,
    },
    /// Enable a disabled client.
    Enable {
        /// The client_id.
        #[arg(allow_hyphen_values = true)]
        client_id: String,
    },
}

/// Arguments of `latchkey client secret`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct SecretArgs {
    /// The client_id.
    #[arg(allow_hyphen_values = true, required = true)]
    client_id: Option<String>,
    #[command(subcommand)]
    rotate: Option<SecretCommand>,
}

/// What to do with the secret that there is.
#[derive(Debug, Subcommand)]
pub enum SecretCommand {
    /// The same, with the lines by which the secret that there is stays valid for a while.
    Rotate {
        /// The client_id.
        #[arg(allow_hyphen_values = true)]
        client_id: String,
        /// For how long, such as 12h or 7d.
        #[arg(long, value_name = "DURATION", default_value = "7d", value_parser = registered::duration)]
        overlap: Duration,
    },
}

impl ClientCommand {
    /// Whether it is about clients of the configuration, rather than of the database alone.
    pub fn needs_the_file(&self) -> bool {
        matches!(self, Self::List | Self::Show { .. } | Self::Add(_) | Self::Test(_) | Self::Secret(_))
    }
}

/// Runs the command.
pub async fn run(command: ClientCommand, context: &Context) -> Result<(), Failure> {
    match command {
        ClientCommand::List => {
            let columns = [
                "client_id",
                "client_name",
                "method",
                "pkce",
                "consent",
                "approved",
                "redirect_uris",
                "last_used",
                "defined_at",
            ];
            let row = |(client, last_used): (&Client, Option<Timestamp>)| {
                vec![
                    json!(client.client_id),
                    json!(client.client_name),
                    json!(method(client)),
                    json!(client.pkce),
                    json!(client.consent),
                    json!(client.is_vouched_for()),
                    json!(client.redirect_uris),
                    json!(last_used.map(|at| at.to_string())),
                    json!(client.defined_at),
                ]
            };
            let registered = registered::all(context).await?;
            let configured = context.settings.clients.iter().map(|client| (client, None));
            let registered = registered.iter().map(|(client, last_used)| (client, *last_used));
            let rows: Vec<Vec<Value>> = configured.chain(registered).map(row).collect();
            output::rows(context.format, &columns, &rows);
            Ok(())
        }
        ClientCommand::Show { client_id, toml: true } => {
            match find(context, &client_id) {
                Ok(client) => print_toml(client),
                Err(_) => print_toml(&registered::find(context, &client_id).await?.0),
            }
            Ok(())
        }
        ClientCommand::Show { client_id, toml: false } => match find(context, &client_id) {
            Ok(client) => show(client, None, context).await,
            Err(_) => {
                let (client, last_used) = registered::find(context, &client_id).await?;
                show(&client, last_used, context).await
            }
        },
        ClientCommand::Token(arguments) => registered::make_token(arguments, context).await,
        ClientCommand::Tokens => registered::list_tokens(context).await,
        ClientCommand::RevokeToken { id } => registered::revoke_token(&id, context).await,
        ClientCommand::Remove { client_id } => {
            not_configured(context, &client_id)?;
            registered::remove(&client_id, context).await
        }
        ClientCommand::Approve { client_id } => {
            not_configured(context, &client_id)?;
            registered::approve(&client_id, context).await
        }
        ClientCommand::Disable { client_id } => {
            not_configured(context, &client_id)?;
            registered::set_disabled(&client_id, true, context).await
        }
        ClientCommand::Enable { client_id } => {
            not_configured(context, &client_id)?;
            registered::set_disabled(&client_id, false, context).await
        }
        ClientCommand::Add(arguments) => client_add::run(arguments, context),
        ClientCommand::Test(arguments) => client_test::run(&arguments, context).await,
        ClientCommand::Secret(SecretArgs { rotate: Some(SecretCommand::Rotate { client_id, overlap }), .. }) => {
            new_secret(context, &client_id, Some(overlap))
        }
        ClientCommand::Secret(SecretArgs { client_id, rotate: None }) => {
            new_secret(context, &client_id.unwrap_or_default(), None)
        }
    }
}

/// Prints a new secret, and the lines for the file that the client is defined in; where it is rotated, with those by which the
/// one that there is stays valid for so long.
fn new_secret(context: &Context, client_id: &str, overlap: Option<Duration>) -> Result<(), Failure> {
    let client = find(context, client_id)?;
    if client.is_public() {
        return Err(Failure::Failed("this client is public and has no secret".to_owned()));
    }
    let secret = format!("lks_{}", random::token());
    let hash = hash(&secret);
    let former = client.secrets.first().filter(|_| overlap.is_some());
    let former_hash = former.and_then(hash_of);
    let until = overlap.filter(|_| former.is_some()).map(|overlap| context.now().after(overlap).to_string());
    match context.format {
        Format::Table => {
            println!("client_secret_hash = \"{hash}\"");
            if let Some(former) = &former_hash {
                println!("previous_client_secret_hash = \"{former}\"");
            }
            if let Some(until) = &until {
                println!("previous_client_secret_until = \"{until}\"");
            }
            // Not where the lines of the configuration go, and said also to whoever asked for silence.
            telemetry::complain(format_args!("new client_secret for the app, shown only once: {secret}"));
        }
        format => output::one(
            format,
            &["client_secret", "client_secret_hash", "previous_client_secret_hash", "previous_client_secret_until"],
            &[json!(secret), json!(hash), json!(former_hash), json!(until)],
        ),
    }
    let place = client.defined_at.as_deref().unwrap_or("the configuration");
    telemetry::tell(match (&until, &former_hash) {
        (Some(until), Some(_)) => {
            format!(
                "write these lines in the place of its client_secret… in {place}; both secrets are good until {until}"
            )
        }
        (Some(_), None) => format!(
            "write these lines into {place}, and give its client_secret… the name previous_client_secret…: both are good until then"
        ),
        (None, _) => {
            "to change the secret without an outage: latchkey client secret rotate CLIENT_ID --overlap 7d".to_owned()
        }
    });
    Ok(())
}

/// A secret as its hash stands in a file; `None` for one that must be there itself.
fn hash_of(secret: &ClientSecret) -> Option<String> {
    match secret {
        ClientSecret::Sha256(digest) => Some(format!("sha256:{}", hex(digest.as_bytes()))),
        ClientSecret::Argon2id(hash) => Some(hash.expose().to_owned()),
        ClientSecret::Clear(_) => None,
    }
}

pub(super) fn find<'a>(context: &'a Context, client_id: &str) -> Result<&'a Client, Failure> {
    let found = context.settings.clients.iter().find(|client| client.client_id.as_str() == client_id);
    found.ok_or_else(|| Failure::NotFound(format!("no client has the client_id {client_id}")))
}

/// What stands in the configuration is changed there.
fn not_configured(context: &Context, client_id: &str) -> Result<(), Failure> {
    match find(context, client_id) {
        Ok(client) => {
            let place = client.defined_at.as_deref().unwrap_or("the configuration");
            Err(Failure::Failed(format!("{client_id} is configured in {place}: change it there")))
        }
        Err(_) => Ok(()),
    }
}

fn method(client: &Client) -> &'static str {
    client.token_endpoint_auth_method.map_or("basic or post", ClientAuthMethod::as_str)
}

/// Whether the client was noticed not to fetch what it asks for, and what may be missing. Without a database, nobody knows.
async fn unread(client: &Client, context: &Context) -> Option<String> {
    if client.claims_in_id_token || context.settings.storage.database.file().is_some_and(|file| !file.exists()) {
        return None;
    }
    let store = context.store().ok()?;
    let since = store.claims_unread_since(&client.client_id).await.ok()??;
    Some(format!(
        "asks for claims and never called userinfo (noticed {since}): claims_in_id_token = true may be what it needs"
    ))
}

/// Prints the lines of the configuration that say what this client is.
fn print_toml(client: &Client) {
    output::document(&client_toml::block(client));
}

async fn show(client: &Client, last_used: Option<Timestamp>, context: &Context) -> Result<(), Failure> {
    let (issuer, rules) = (&context.settings.server.issuer, client.rules());
    let asks_people = client.grant_types.contains(&GrantType::Ciba);
    let columns = [
        "client_id",
        "client_name",
        "client_uri",
        "redirect_uris",
        "post_logout_redirect_uris",
        "profile",
        "method",
        "secrets",
        "require_pushed_authorization_requests",
        "require_signed_request_object",
        "sender_constrained_tokens",
        "grant_types",
        "backchannel_token_delivery_mode",
        "backchannel_user_code_parameter",
        "response_types",
        "scope",
        "pkce",
        "consent",
        "approved",
        "allowed_groups",
        "claims_in_id_token",
        "claims",
        "id_token_alg",
        "access_token_format",
        "resources",
        "token_exchange",
        "workloads",
        "introspect",
        "last_used",
        "defined_at",
        "discovery",
    ];
    let row = [
        json!(client.client_id),
        json!(client.client_name),
        json!(client.client_uri),
        json!(client.redirect_uris),
        json!(client.post_logout_redirect_uris),
        json!(client.profile),
        json!(method(client)),
        json!(client.secrets.len()),
        json!(rules.pushed_requests || context.settings.pushed_requests.required),
        json!(rules.signed_requests),
        json!(
            rules.bound_tokens || client.dpop_bound_access_tokens || client.tls_client_certificate_bound_access_tokens
        ),
        json!(client.grant_types.iter().map(|grant: &GrantType| grant.as_str()).collect::<Vec<_>>()),
        // Both are about apps that ask a person by name, and nothing to others.
        json!(asks_people.then(|| client.backchannel_token_delivery_mode.as_str())),
        json!(asks_people.then_some(client.backchannel_user_code_parameter)),
        json!(client.response_types),
        json!(client.scope),
        json!(rules.pkce),
        json!(client.consent),
        json!(client.is_vouched_for()),
        json!(client.allowed_groups),
        json!(client.claims_in_id_token),
        json!(unread(client, context).await),
        json!(client.id_token_signed_response_alg),
        json!(client.access_token_format.unwrap_or(context.settings.tokens.access_token_format)),
        json!(client.resources),
        json!(client.token_exchange.iter().map(exchanged).collect::<Vec<_>>()),
        json!(client.workloads.iter().map(workload).collect::<Vec<_>>()),
        json!(client.introspect.iter().map(ToString::to_string).collect::<Vec<_>>()),
        json!(last_used.map(|at| at.to_string())),
        json!(client.defined_at),
        json!(issuer.url("/.well-known/openid-configuration")),
    ];
    output::one(context.format, &columns, &row);
    Ok(())
}

/// Whose tokens a policy is about, and what for.
fn exchanged(policy: &ExchangePolicy) -> String {
    let clients = policy.subject_clients.iter().map(ToString::to_string);
    let subjects: Vec<String> = clients.chain(policy.subject_resources.iter().map(ToString::to_string)).collect();
    let resources: Vec<&str> = policy.resources.iter().map(Resource::as_str).collect();
    let target = if resources.is_empty() { "the same".to_owned() } else { resources.join(", ") };
    format!("{} for {target}", subjects.join(", "))
}

fn workload(workload: &Workload) -> String {
    format!("{} {}", workload.issuer.name, workload.subject.as_str())
}

/// A generated secret has 256 random bits, so a fast hash is enough.
pub(super) fn hash(secret: &str) -> String {
    format!("sha256:{}", hex(Digest::of(secret).as_bytes()))
}

/// `latchkey gen-secret`: a secret with 256 random bits, and its hash for `client_secret_hash`.
pub fn generate(context_format: output::Format) {
    let secret = format!("lks_{}", random::token());
    let row = [json!(secret), json!(hash(&secret))];
    output::one(context_format, &["secret", "hash"], &row);
}
