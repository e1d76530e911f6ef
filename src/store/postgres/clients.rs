//! Registered clients and initial access tokens.

use async_trait::async_trait;
use tokio_postgres::Row;

use super::connection::{Connection, params};
use super::rows::{self, digest, get, octets, time, unreadable};
use super::standing::hold_client;
use super::{PostgresStore, audit, locks, lowered, tokens, unused_clients};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::client::ClientId;
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::registered_client::{InitialAccessToken, RegisteredClient};
use crate::secret::Digest;
use crate::secret::KeyMaterial;
use crate::store::StoreResult;
use crate::store::audit::client_event;
use crate::store::clients::{AddClient, Clients};

/// The columns of a client, in the order that [`client`] reads them.
pub const CLIENT: &str = "client_id, metadata, secret, sealed_secret, registration_token, created_at, updated_at, \
     disabled_at, last_used_at, look, approved_at, ARRAY(SELECT origin FROM client_origins \
     WHERE client_origins.client_id = clients.client_id ORDER BY 1)";
/// How many columns those are.
const CLIENT_COLUMNS: usize = 12;

#[async_trait]
impl Clients for PostgresStore {
    async fn client_revision(&self, client_id: &ClientId) -> StoreResult<Option<i64>> {
        let client_id = client_id.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT revision FROM clients WHERE client_id = $1 AND disabled_at IS NULL";
                let found = connection.first(asked, params![client_id.as_str()]).await?;
                found.map(|row| get(&row, 0)).transpose()
            })
            .await
    }

    async fn registered_client(&self, client_id: &ClientId) -> StoreResult<Option<RegisteredClient>> {
        let client_id = client_id.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!("SELECT {CLIENT} FROM clients WHERE client_id = $1");
                let found = connection.first(&asked, params![client_id.as_str()]).await?;
                found.map(|row| client(&row)).transpose()
            })
            .await
    }

    async fn registered_among(&self, client_ids: &[ClientId]) -> StoreResult<Vec<(RegisteredClient, i64)>> {
        let client_ids: Vec<String> = client_ids.iter().map(|client_id| client_id.as_str().to_owned()).collect();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!("SELECT {CLIENT}, revision FROM clients WHERE client_id = ANY($1)");
                let found = connection.rows(&asked, params![client_ids]).await?;
                found.iter().map(|row| Ok((client(row)?, get(row, CLIENT_COLUMNS)?))).collect()
            })
            .await
    }

    async fn registered_clients(&self) -> StoreResult<Vec<RegisteredClient>> {
        self.engine
            .long_transaction(async |connection: &Connection| {
                let asked = format!("SELECT {CLIENT} FROM clients ORDER BY created_at DESC, client_id");
                connection.rows(&asked, &[]).await?.iter().map(client).collect()
            })
            .await
    }

    async fn add_client(
        &self,
        client: &RegisteredClient,
        initial_access_token: Option<&Digest>,
        most: u32,
    ) -> StoreResult<AddClient> {
        let (client, token) = (client.clone(), initial_access_token.copied());
        self.engine
            .transaction(async move |connection: &Connection| {
                locks::take(connection, locks::REGISTRATION).await?;
                let clients = connection.one("SELECT count(*) FROM clients", &[]).await?;
                if get::<i64>(&clients, 0)? >= i64::from(most) {
                    return Ok(AddClient::Full);
                }
                if let Some(token) = token
                    && !take_use(connection, &token, client.created_at).await?
                {
                    return Ok(AddClient::TokenGone);
                }
                insert(connection, &client).await?;
                audit::append(connection, &client_event(What::ClientRegister, &client), client.created_at).await?;
                Ok(AddClient::Added)
            })
            .await
    }

    async fn replace_client(
        &self,
        client: &RegisteredClient,
        presented: &Digest,
        looks_different: bool,
        credentials: &[ProvenBy],
    ) -> StoreResult<bool> {
        let (client, presented, credentials) = (client.clone(), *presented, credentials.to_vec());
        self.engine
            .long_transaction(async move |connection: &Connection| {
                hold_client(connection, client.client_id.as_str()).await?;
                // Who may change a client may do so as often as they like: what stays the same is not recorded.
                let metadata = rows::to_json(&client.metadata)?;
                let asked = "SELECT 1 FROM clients WHERE client_id = $1 AND metadata = $2";
                let is_same = connection.exists(asked, params![client.client_id.as_str(), metadata]).await?;
                let update = "UPDATE clients SET revision = revision + 1, metadata = $3, \
                     secret = $4, sealed_secret = $5, registration_token = $6, backchannel = $7, updated_at = $8, \
                     look = look + CASE WHEN $9 THEN 1 ELSE 0 END, approved_at = CASE WHEN $9 THEN NULL ELSE approved_at END \
                     WHERE client_id = $1 AND registration_token = $2 AND disabled_at IS NULL";
                let parameters = params![
                    client.client_id.as_str(),
                    octets(&presented),
                    rows::to_json(&client.metadata)?,
                    client.secret.as_ref().map(octets),
                    client.sealed_secret.as_ref().map(KeyMaterial::to_bytes),
                    octets(&client.registration_token),
                    client.metadata.contains_key("backchannel_logout_uri"),
                    client.updated_at.seconds(),
                    looks_different,
                ];
                if connection.execute(update, parameters).await? == 0 {
                    return Ok(false);
                }
                insert_origins(connection, &client).await?;
                if !is_same {
                    audit::append(connection, &client_event(What::ClientChange, &client), client.updated_at).await?;
                }
                lowered::end_all_but(connection, &client.client_id, &credentials, client.updated_at).await?;
                if looks_different {
                    forget(connection, &client.client_id).await?;
                }
                Ok(true)
            })
            .await
    }

    async fn remove_client(
        &self,
        client_id: &ClientId,
        presented: Option<&Digest>,
        now: Timestamp,
    ) -> StoreResult<bool> {
        let (client_id, presented) = (client_id.clone(), presented.copied());
        self.engine
            .long_transaction(async move |connection: &Connection| {
                hold_client(connection, client_id.as_str()).await?;
                let asked =
                    "SELECT 1 FROM clients WHERE client_id = $1 AND registration_token = $2 AND disabled_at IS NULL";
                let authorized = match presented {
                    None => true,
                    Some(presented) => {
                        connection.exists(asked, params![client_id.as_str(), octets(&presented)]).await?
                    }
                };
                Ok(authorized && remove(connection, &client_id, now).await?)
            })
            .await
    }

    async fn remove_unused_clients(&self, since: Timestamp, now: Timestamp) -> StoreResult<Vec<RegisteredClient>> {
        let due = self.engine.long_transaction(async move |connection: &Connection| {
            unused_clients::unused(connection, since, now).await
        });
        let mut removed = Vec::new();
        for client_id in due.await? {
            // A transaction for each, so that nobody waits for more than one of them.
            let one = self.engine.long_transaction(async move |connection: &Connection| {
                unused_clients::remove_unused(connection, &client_id, since, now).await
            });
            removed.extend(one.await?);
        }
        Ok(removed)
    }

    async fn set_client_disabled(&self, client_id: &ClientId, disabled: bool, now: Timestamp) -> StoreResult<bool> {
        let client_id = client_id.clone();
        self.engine
            .long_transaction(async move |connection: &Connection| {
                hold_client(connection, client_id.as_str()).await?;
                let update = "UPDATE clients SET disabled_at = CASE WHEN $2 THEN coalesce(disabled_at, $3) END, \
                     updated_at = CASE WHEN $2 THEN updated_at ELSE $3 END, revision = revision + 1 \
                     WHERE client_id = $1";
                let found = connection.execute(update, params![client_id.as_str(), disabled, now.seconds()]).await?;
                if disabled {
                    tokens::revoke_grants_of(connection, &client_id, now).await?;
                }
                if found > 0 {
                    let what = if disabled { What::ClientDisable } else { What::ClientEnable };
                    audit::append(connection, &Event::new(what).with_client(&client_id), now).await?;
                }
                Ok(found > 0)
            })
            .await
    }

    async fn approve_client(&self, client_id: &ClientId, look: i64, now: Timestamp) -> StoreResult<bool> {
        let client_id = client_id.clone();
        self.engine
            .transaction(async move |connection: &Connection| {
                let is_approved = approve(connection, &client_id, Some(look), now).await?;
                if is_approved {
                    audit::append(connection, &Event::new(What::ClientApprove).with_client(&client_id), now).await?;
                }
                Ok(is_approved)
            })
            .await
    }

    async fn is_client_origin(&self, origin: &str) -> StoreResult<bool> {
        let origin = origin.to_owned();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT 1 FROM client_origins JOIN clients ON clients.client_id = client_origins.client_id \
                     WHERE client_origins.origin = $1 AND clients.disabled_at IS NULL LIMIT 1";
                connection.exists(asked, params![origin]).await
            })
            .await
    }

    async fn add_initial_access_token(&self, digest: &Digest, token: &InitialAccessToken) -> StoreResult<()> {
        let (digest, token) = (*digest, token.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                let insert = "INSERT INTO initial_access_tokens (digest, id, uses, uses_left, created_at, expires_at) \
                     VALUES ($1, $2, $3, $4, $5, $6)";
                let parameters = params![
                    octets(&digest),
                    token.id,
                    i64::from(token.uses),
                    i64::from(token.uses_left),
                    token.created_at.seconds(),
                    token.expires_at.seconds(),
                ];
                connection.execute(insert, parameters).await?;
                let event =
                    Event::new(What::RegistrationTokenAdd).with("id", &token.id).with("uses", token.uses.to_string());
                audit::append(connection, &event, token.created_at).await
            })
            .await
    }

    async fn has_initial_access_token(&self, digest: &Digest, now: Timestamp) -> StoreResult<bool> {
        let digest = *digest;
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT 1 FROM initial_access_tokens \
                     WHERE digest = $1 AND uses_left > 0 AND expires_at > $2 AND revoked_at IS NULL";
                connection.exists(asked, params![octets(&digest), now.seconds()]).await
            })
            .await
    }

    async fn initial_access_tokens(&self, now: Timestamp) -> StoreResult<Vec<InitialAccessToken>> {
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT id, uses, uses_left, created_at, expires_at, revoked_at FROM initial_access_tokens \
                     WHERE expires_at > $1 ORDER BY created_at DESC, id";
                let token = |row| {
                    Ok(InitialAccessToken {
                        id: get(row, 0)?,
                        uses: number(row, 1)?,
                        uses_left: number(row, 2)?,
                        created_at: Timestamp(get(row, 3)?),
                        expires_at: Timestamp(get(row, 4)?),
                        revoked_at: time(row, 5)?,
                    })
                };
                connection.rows(asked, params![now.seconds()]).await?.iter().map(token).collect()
            })
            .await
    }

    async fn revoke_initial_access_token(&self, id: &str, now: Timestamp) -> StoreResult<bool> {
        let id = id.to_owned();
        self.engine
            .transaction(async move |connection: &Connection| {
                let update = "UPDATE initial_access_tokens SET revoked_at = $2 \
                     WHERE id = $1 AND revoked_at IS NULL AND uses_left > 0 AND expires_at > $2";
                let is_revoked = connection.execute(update, params![id, now.seconds()]).await? > 0;
                if is_revoked {
                    audit::append(connection, &Event::new(What::RegistrationTokenRevoke).with("id", &id), now).await?;
                }
                Ok(is_revoked)
            })
            .await
    }
}

/// A count, which is never negative.
fn number(row: &Row, at: usize) -> StoreResult<u32> {
    Ok(u32::try_from(get::<i64>(row, at)?).unwrap_or(u32::MAX))
}

/// Approves an enabled client that registered itself, as it looks now or if it still has this look. A change of what is
/// known of it raises its revision.
pub async fn approve(
    connection: &Connection,
    client_id: &ClientId,
    look: Option<i64>,
    now: Timestamp,
) -> StoreResult<bool> {
    let update = "UPDATE clients SET approved_at = coalesce(approved_at, $3), \
         revision = revision + CASE WHEN approved_at IS NULL THEN 1 ELSE 0 END \
         WHERE client_id = $1 AND look = coalesce($2, look) AND disabled_at IS NULL";
    Ok(connection.execute(update, params![client_id.as_str(), look, now.seconds()]).await? > 0)
}

/// Takes one use of a token that has one left.
async fn take_use(connection: &Connection, token: &Digest, now: Timestamp) -> StoreResult<bool> {
    let update = "UPDATE initial_access_tokens SET uses_left = uses_left - 1 \
         WHERE digest = $1 AND uses_left > 0 AND expires_at > $2 AND revoked_at IS NULL";
    Ok(connection.execute(update, params![octets(token), now.seconds()]).await? > 0)
}

async fn insert(connection: &Connection, client: &RegisteredClient) -> StoreResult<()> {
    let insert = "INSERT INTO clients (client_id, revision, metadata, secret, sealed_secret, registration_token, \
         backchannel, created_at, updated_at) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $7)";
    let parameters = params![
        client.client_id.as_str(),
        rows::to_json(&client.metadata)?,
        client.secret.as_ref().map(octets),
        client.sealed_secret.as_ref().map(KeyMaterial::to_bytes),
        octets(&client.registration_token),
        client.metadata.contains_key("backchannel_logout_uri"),
        client.created_at.seconds(),
    ];
    connection.execute(insert, parameters).await?;
    insert_origins(connection, client).await
}

async fn insert_origins(connection: &Connection, client: &RegisteredClient) -> StoreResult<()> {
    let client_id = client.client_id.as_str();
    connection.execute("DELETE FROM client_origins WHERE client_id = $1", params![client_id]).await?;
    for origin in &client.origins {
        let insert = "INSERT INTO client_origins (origin, client_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        connection.execute(insert, params![origin, client_id]).await?;
    }
    Ok(())
}

/// Removes a client with everything that it was given. Returns whether there was one.
pub async fn remove(connection: &Connection, client_id: &ClientId, now: Timestamp) -> StoreResult<bool> {
    let delete = "DELETE FROM clients WHERE client_id = $1";
    if connection.execute(delete, params![client_id.as_str()]).await? == 0 {
        return Ok(false);
    }
    let delete = "DELETE FROM client_origins WHERE client_id = $1";
    connection.execute(delete, params![client_id.as_str()]).await?;
    audit::append(connection, &Event::new(What::ClientRemove).with_client(client_id), now).await?;
    forget(connection, client_id).await?;
    tokens::revoke_grants_of(connection, client_id, now).await?;
    Ok(true)
}

/// Forgets what people allowed the client.
async fn forget(connection: &Connection, client_id: &ClientId) -> StoreResult<()> {
    connection.execute("DELETE FROM consents WHERE client_id = $1", params![client_id.as_str()]).await?;
    Ok(())
}

/// The client of a row with the columns of [`CLIENT`].
pub fn client(row: &Row) -> StoreResult<RegisteredClient> {
    let sealed: Option<&[u8]> = get(row, 3)?;
    Ok(RegisteredClient {
        client_id: rows::client_id(row, 0)?,
        metadata: rows::json(get(row, 1)?)?,
        secret: digest(row, 2)?,
        sealed_secret: sealed
            .map(|octets| KeyMaterial::from_bytes(octets).ok_or_else(|| unreadable("sealed_secret")))
            .transpose()?,
        registration_token: digest(row, 4)?.ok_or_else(|| unreadable("registration_token"))?,
        origins: get(row, 11)?,
        created_at: Timestamp(get(row, 5)?),
        updated_at: Timestamp(get(row, 6)?),
        disabled_at: time(row, 7)?,
        last_used_at: time(row, 8)?,
        look: get(row, 9)?,
        approved_at: time(row, 10)?,
    })
}
