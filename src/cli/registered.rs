//! Clients that registered themselves, and the tokens that let them: what the operator sees of them and may do.

use std::time::Duration;

use clap::Args;
use serde_json::{Value, json};

use super::context::{Context, Failure};
use super::output;
use crate::clock::Timestamp;
use crate::config;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::registered_client::{InitialAccessToken, RegisteredClient};
use crate::random;
use crate::registration::client::client;
use crate::secret::Digest;
use crate::store::Store;
use crate::telemetry::tell;

/// A new initial access token.
#[derive(Debug, Args)]
pub struct TokenArgs {
    /// The number of clients that may register with it.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    uses: u32,
    /// How long it is valid, such as 12h or 7d.
    #[arg(long, default_value = "7d", value_parser = duration)]
    expires: Duration,
}

/// A duration that is not zero, as the configuration writes them; the error is a sentence.
pub fn duration(text: &str) -> Result<Duration, String> {
    let duration = config::duration(text)?;
    if duration.is_zero() { Err("the duration must be longer than zero".to_owned()) } else { Ok(duration) }
}

/// Makes a token and prints it, this once.
pub async fn make_token(arguments: TokenArgs, context: &Context) -> Result<(), Failure> {
    let issuer = context.issuer()?;
    let store = context.store()?;
    let store = store.as_ref();
    let token = format!("lki_{}", random::token());
    let now = context.now();
    let entry = InitialAccessToken {
        id: random::spoken(8),
        uses: arguments.uses,
        uses_left: arguments.uses,
        created_at: now,
        expires_at: now.after(arguments.expires),
        revoked_at: None,
    };
    if !context.writes(format_args!("A token for {} registrations would be made.", entry.uses)) {
        return Ok(());
    }
    store.add_initial_access_token(&Digest::of(&token), &entry).await?;
    let registration = &context.settings.registration;
    if !registration.enabled {
        tell(format_args!("registration is off: set `enabled = true` under [registration] before the token is used"));
    }
    output::one(
        context.format,
        &["token", "id", "uses", "expires_at", "registration_endpoint"],
        &[
            json!(token),
            json!(entry.id),
            json!(entry.uses),
            json!(entry.expires_at.to_string()),
            json!(issuer.url("/register")),
        ],
    );
    Ok(())
}

/// Prints the tokens that have not expired.
pub async fn list_tokens(context: &Context) -> Result<(), Failure> {
    let tokens = context.store()?.initial_access_tokens(context.now()).await?;
    let row = |token: &InitialAccessToken| {
        let state = match (token.revoked_at, token.uses_left) {
            (Some(_), _) => "revoked",
            (None, 0) => "spent",
            (None, _) => "good",
        };
        vec![
            json!(token.id),
            json!(state),
            json!(token.uses_left),
            json!(token.uses),
            json!(token.created_at.to_string()),
            json!(token.expires_at.to_string()),
        ]
    };
    let rows: Vec<Vec<Value>> = tokens.iter().map(row).collect();
    output::rows(context.format, &["id", "state", "uses_left", "uses", "created_at", "expires_at"], &rows);
    Ok(())
}

/// Revokes a token by its id.
pub async fn revoke_token(id: &str, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    if context.dry_run {
        let tokens = store.initial_access_tokens(context.now()).await?;
        if !tokens.iter().any(|token| token.id == id && token.revoked_at.is_none()) {
            return Err(Failure::NotFound(format!("no valid token has the id {id}")));
        }
    }
    if !context.writes(format_args!("The token {id} would be revoked.")) {
        return Ok(());
    }
    match store.revoke_initial_access_token(id, context.now()).await? {
        true => {
            tell(format_args!("the token {id} is revoked; clients that registered with it stay"));
            Ok(())
        }
        false => Err(Failure::NotFound(format!("no valid token has the id {id}"))),
    }
}

/// Every registered client as the server knows it, with the words for where it comes from, and its last use.
pub async fn all(context: &Context) -> Result<Vec<(Client, Option<Timestamp>)>, Failure> {
    let registered = context.store()?.registered_clients().await?;
    registered.iter().map(|registered| known(registered, context)).collect()
}

/// The registered client of that id, and its last use.
pub async fn find(context: &Context, client_id: &str) -> Result<(Client, Option<Timestamp>), Failure> {
    known(&stored(context.store()?.as_ref(), client_id).await?, context)
}

fn known(registered: &RegisteredClient, context: &Context) -> Result<(Client, Option<Timestamp>), Failure> {
    let state = if registered.disabled_at.is_some() { "disabled; registered itself" } else { "registered itself" };
    let defined_at = Some(format!("{state} {}", registered.created_at));
    Ok((Client { defined_at, ..client(registered, &context.settings)? }, registered.last_used_at))
}

async fn stored(store: &dyn Store, client_id: &str) -> Result<RegisteredClient, Failure> {
    let found = match ClientId::parse(client_id) {
        Some(client_id) => store.registered_client(&client_id).await?,
        None => None,
    };
    found.ok_or_else(|| Failure::NotFound(format!("no client has the client_id {client_id}")))
}

/// Approves a registered client as it is now, after showing what that is.
pub async fn approve(client_id: &str, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    let store = store.as_ref();
    let client = stored(store, client_id).await?;
    let leads_to: Vec<&str> = ["redirect_uris", "post_logout_redirect_uris"]
        .iter()
        .flat_map(|name| client.metadata.get(*name).and_then(Value::as_array).into_iter().flatten())
        .filter_map(Value::as_str)
        .collect();
    if !context.writes(format_args!("{client_id} would be approved until it changes.")) {
        return Ok(());
    }
    if !store.approve_client(&client.client_id, client.look, context.now()).await? {
        return Err(Failure::Failed(format!("{client_id} is disabled, or has just changed: check it and try again")));
    }
    tell(format_args!("{client_id} is approved until it changes; browsers are redirected to it at:"));
    leads_to.iter().for_each(|uri| tell(format_args!("  {uri}")));
    Ok(())
}

/// Removes a registered client with everything it was granted.
pub async fn remove(client_id: &str, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    let store = store.as_ref();
    let client = stored(store, client_id).await?;
    context.confirm(format!("This removes {client_id} and revokes all its grants."))?;
    if !context.writes(format_args!("{client_id} would be removed, and all its grants revoked.")) {
        return Ok(());
    }
    store.remove_client(&client.client_id, None, context.now()).await?;
    tell(format_args!("{client_id} is removed"));
    Ok(())
}

/// Disables a registered client, ending what it was granted, or enables it again.
pub async fn set_disabled(client_id: &str, disabled: bool, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    let store = store.as_ref();
    let client = stored(store, client_id).await?;
    if !context.writes(format_args!("{client_id} would be {}.", if disabled { "disabled" } else { "enabled" })) {
        return Ok(());
    }
    store.set_client_disabled(&client.client_id, disabled, context.now()).await?;
    match disabled {
        true => tell(format_args!("{client_id} is disabled; sign-ins to it are refused, and its tokens are revoked")),
        false => tell(format_args!("{client_id} is enabled")),
    }
    Ok(())
}
