//! Registered clients and initial access tokens.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::rows::{self, unreadable};
use super::{SqliteStore, audit, lowered, tokens, unused_clients};
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
     disabled_at, last_used_at, look, approved_at";
/// How many columns those are.
const CLIENT_COLUMNS: usize = 11;

#[async_trait]
impl Clients for SqliteStore {
    async fn client_revision(&self, client_id: &ClientId) -> StoreResult<Option<i64>> {
        self.reader.read(|connection| {
            let found = connection
                .prepare_cached("SELECT revision FROM clients WHERE client_id = ?1 AND disabled_at IS NULL")?
                .query_row([client_id.as_str()], |row| row.get(0))
                .optional()?;
            Ok(found)
        })
    }

    async fn registered_client(&self, client_id: &ClientId) -> StoreResult<Option<RegisteredClient>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(sql!("SELECT {CLIENT} FROM clients WHERE client_id = ?1"))?;
            let mut found = statement.query([client_id.as_str()])?;
            found.next()?.map(|row| client(connection, row)).transpose()
        })
    }

    async fn registered_among(&self, client_ids: &[ClientId]) -> StoreResult<Vec<(RegisteredClient, i64)>> {
        let client_ids = rows::to_json(&client_ids)?;
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(sql!(
                "SELECT {CLIENT}, revision FROM clients WHERE client_id IN (SELECT value FROM json_each(?1))"
            ))?;
            let mut found = statement.query([client_ids])?;
            let mut clients = Vec::new();
            while let Some(row) = found.next()? {
                clients.push((client(connection, row)?, row.get(CLIENT_COLUMNS)?));
            }
            Ok(clients)
        })
    }

    async fn registered_clients(&self) -> StoreResult<Vec<RegisteredClient>> {
        self.reader.read(|connection| {
            let mut statement =
                connection.prepare_cached(sql!("SELECT {CLIENT} FROM clients ORDER BY created_at DESC, client_id"))?;
            let mut found = statement.query([])?;
            let mut clients = Vec::new();
            while let Some(row) = found.next()? {
                clients.push(client(connection, row)?);
            }
            Ok(clients)
        })
    }

    async fn add_client(
        &self,
        client: &RegisteredClient,
        initial_access_token: Option<&Digest>,
        most: u32,
    ) -> StoreResult<AddClient> {
        let (client, token) = (client.clone(), initial_access_token.copied());
        self.writer
            .write(move |connection| {
                let clients: u32 =
                    connection.prepare_cached("SELECT count(*) FROM clients")?.query_row([], |row| row.get(0))?;
                if clients >= most {
                    return Ok(AddClient::Full);
                }
                if let Some(token) = token
                    && !take_use(connection, &token, client.created_at)?
                {
                    return Ok(AddClient::TokenGone);
                }
                insert(connection, &client)?;
                audit::append(connection, &client_event(What::ClientRegister, &client), client.created_at)?;
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
        self.writer
            .write(move |connection| {
                // Who may change a client may do so as often as they like: what stays the same is not recorded.
                let metadata = rows::to_json(&client.metadata)?;
                let is_same = connection
                    .prepare_cached("SELECT 1 FROM clients WHERE client_id = ?1 AND metadata = ?2")?
                    .exists([client.client_id.as_str(), metadata.as_str()])?;
                let replaced = connection
                    .prepare_cached(
                        "UPDATE clients SET revision = revision + 1, metadata = ?3, \
                         secret = ?4, sealed_secret = ?5, registration_token = ?6, backchannel = ?7, updated_at = ?8, \
                         look = look + ?9, approved_at = CASE WHEN ?9 THEN NULL ELSE approved_at END \
                         WHERE client_id = ?1 AND registration_token = ?2 AND disabled_at IS NULL",
                    )?
                    .execute(params![
                        client.client_id.as_str(),
                        presented.as_bytes(),
                        rows::to_json(&client.metadata)?,
                        client.secret.as_ref().map(Digest::as_bytes),
                        client.sealed_secret.as_ref().map(KeyMaterial::to_bytes),
                        client.registration_token.as_bytes(),
                        client.metadata.contains_key("backchannel_logout_uri"),
                        client.updated_at.seconds(),
                        looks_different,
                    ])?;
                if replaced == 0 {
                    return Ok(false);
                }
                insert_origins(connection, &client)?;
                if !is_same {
                    audit::append(connection, &client_event(What::ClientChange, &client), client.updated_at)?;
                }
                lowered::end_all_but(connection, &client.client_id, &credentials, client.updated_at)?;
                if looks_different {
                    forget(connection, &client.client_id)?;
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
        self.writer
            .write(move |connection| {
                let authorized = match presented {
                    None => true,
                    Some(presented) => connection
                        .prepare_cached(
                            "SELECT 1 FROM clients WHERE client_id = ?1 AND registration_token = ?2 \
                             AND disabled_at IS NULL",
                        )?
                        .exists(params![client_id.as_str(), presented.as_bytes()])?,
                };
                Ok(authorized && remove(connection, &client_id, now)?)
            })
            .await
    }

    async fn remove_unused_clients(&self, since: Timestamp, now: Timestamp) -> StoreResult<Vec<RegisteredClient>> {
        let due = self.reader.read(|connection| unused_clients::unused(connection, since, now))?;
        let mut removed = Vec::new();
        for client_id in due {
            // One job each, so that nobody waits for more than one of them.
            let job = move |connection: &Connection| unused_clients::remove_unused(connection, &client_id, since, now);
            removed.extend(self.writer.write(job).await?);
        }
        Ok(removed)
    }

    async fn set_client_disabled(&self, client_id: &ClientId, disabled: bool, now: Timestamp) -> StoreResult<bool> {
        let client_id = client_id.clone();
        self.writer
            .write(move |connection| {
                let found = connection
                    .prepare_cached(
                        "UPDATE clients SET disabled_at = CASE WHEN ?2 THEN coalesce(disabled_at, ?3) END, \
                         updated_at = CASE WHEN ?2 THEN updated_at ELSE ?3 END, revision = revision + 1 \
                         WHERE client_id = ?1",
                    )?
                    .execute(params![client_id.as_str(), disabled, now.seconds()])?;
                if disabled {
                    tokens::revoke_grants_of(connection, &client_id, now)?;
                }
                if found > 0 {
                    let what = if disabled { What::ClientDisable } else { What::ClientEnable };
                    audit::append(connection, &Event::new(what).with_client(&client_id), now)?;
                }
                Ok(found > 0)
            })
            .await
    }

    async fn approve_client(&self, client_id: &ClientId, look: i64, now: Timestamp) -> StoreResult<bool> {
        let client_id = client_id.clone();
        self.writer
            .write(move |connection| {
                let is_approved = approve(connection, &client_id, Some(look), now)?;
                if is_approved {
                    audit::append(connection, &Event::new(What::ClientApprove).with_client(&client_id), now)?;
                }
                Ok(is_approved)
            })
            .await
    }

    async fn is_client_origin(&self, origin: &str) -> StoreResult<bool> {
        self.reader.read(|connection| {
            let found = connection
                .prepare_cached(
                    "SELECT 1 FROM client_origins JOIN clients ON clients.client_id = client_origins.client_id \
                     WHERE client_origins.origin = ?1 AND clients.disabled_at IS NULL LIMIT 1",
                )?
                .query_row([origin], |_| Ok(()))
                .optional()?;
            Ok(found.is_some())
        })
    }

    async fn add_initial_access_token(&self, digest: &Digest, token: &InitialAccessToken) -> StoreResult<()> {
        let (digest, token) = (*digest, token.clone());
        self.writer
            .write(move |connection| {
                connection
                    .prepare_cached("INSERT INTO initial_access_tokens VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL)")?
                    .execute(params![
                    digest.as_bytes(),
                    token.id,
                    token.uses,
                    token.uses_left,
                    token.created_at.seconds(),
                    token.expires_at.seconds(),
                ])?;
                let event =
                    Event::new(What::RegistrationTokenAdd).with("id", &token.id).with("uses", token.uses.to_string());
                audit::append(connection, &event, token.created_at)
            })
            .await
    }

    async fn has_initial_access_token(&self, digest: &Digest, now: Timestamp) -> StoreResult<bool> {
        self.reader.read(|connection| {
            let found = connection
                .prepare_cached(
                    "SELECT 1 FROM initial_access_tokens \
                     WHERE digest = ?1 AND uses_left > 0 AND expires_at > ?2 AND revoked_at IS NULL",
                )?
                .query_row(params![digest.as_bytes(), now.seconds()], |_| Ok(()))
                .optional()?;
            Ok(found.is_some())
        })
    }

    async fn initial_access_tokens(&self, now: Timestamp) -> StoreResult<Vec<InitialAccessToken>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, uses, uses_left, created_at, expires_at, revoked_at FROM initial_access_tokens \
                 WHERE expires_at > ?1 ORDER BY created_at DESC, id",
            )?;
            let tokens = statement.query_map([now.seconds()], |row| {
                Ok(InitialAccessToken {
                    id: row.get(0)?,
                    uses: row.get(1)?,
                    uses_left: row.get(2)?,
                    created_at: Timestamp(row.get(3)?),
                    expires_at: Timestamp(row.get(4)?),
                    revoked_at: row.get::<_, Option<i64>>(5)?.map(Timestamp),
                })
            })?;
            Ok(tokens.collect::<Result<_, _>>()?)
        })
    }

    async fn revoke_initial_access_token(&self, id: &str, now: Timestamp) -> StoreResult<bool> {
        let id = id.to_owned();
        self.writer
            .write(move |connection| {
                let revoked = connection
                    .prepare_cached(
                        "UPDATE initial_access_tokens SET revoked_at = ?2 \
                         WHERE id = ?1 AND revoked_at IS NULL AND uses_left > 0 AND expires_at > ?2",
                    )?
                    .execute(params![id, now.seconds()])?;
                if revoked > 0 {
                    audit::append(connection, &Event::new(What::RegistrationTokenRevoke).with("id", &id), now)?;
                }
                Ok(revoked > 0)
            })
            .await
    }
}

/// Approves an enabled client that registered itself, as it looks now or if it still has this look. A change of what is
/// known of it raises its revision.
pub fn approve(connection: &Connection, client_id: &ClientId, look: Option<i64>, now: Timestamp) -> StoreResult<bool> {
    let approved = connection
        .prepare_cached(
            "UPDATE clients SET approved_at = coalesce(approved_at, ?3), revision = revision + (approved_at IS NULL) \
             WHERE client_id = ?1 AND look = coalesce(?2, look) AND disabled_at IS NULL",
        )?
        .execute(params![client_id.as_str(), look, now.seconds()])?;
    Ok(approved > 0)
}

/// Takes one use of a token that has one left.
fn take_use(connection: &Connection, token: &Digest, now: Timestamp) -> StoreResult<bool> {
    let taken = connection
        .prepare_cached(
            "UPDATE initial_access_tokens SET uses_left = uses_left - 1 \
             WHERE digest = ?1 AND uses_left > 0 AND expires_at > ?2 AND revoked_at IS NULL",
        )?
        .execute(params![token.as_bytes(), now.seconds()])?;
    Ok(taken > 0)
}

fn insert(connection: &Connection, client: &RegisteredClient) -> StoreResult<()> {
    connection
        .prepare_cached("INSERT INTO clients VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, NULL, NULL, 1, NULL)")?
        .execute(params![
        client.client_id.as_str(),
        rows::to_json(&client.metadata)?,
        client.secret.as_ref().map(Digest::as_bytes),
        client.sealed_secret.as_ref().map(KeyMaterial::to_bytes),
        client.registration_token.as_bytes(),
        client.metadata.contains_key("backchannel_logout_uri"),
        client.created_at.seconds(),
    ])?;
    insert_origins(connection, client)
}

fn insert_origins(connection: &Connection, client: &RegisteredClient) -> StoreResult<()> {
    connection
        .prepare_cached("DELETE FROM client_origins WHERE client_id = ?1")?
        .execute([client.client_id.as_str()])?;
    for origin in &client.origins {
        connection
            .prepare_cached("INSERT OR IGNORE INTO client_origins VALUES (?1, ?2)")?
            .execute([origin.as_str(), client.client_id.as_str()])?;
    }
    Ok(())
}

/// Removes a client with everything that it was given. Returns whether there was one.
pub fn remove(connection: &Connection, client_id: &ClientId, now: Timestamp) -> StoreResult<bool> {
    let removed =
        connection.prepare_cached("DELETE FROM clients WHERE client_id = ?1")?.execute([client_id.as_str()])?;
    if removed == 0 {
        return Ok(false);
    }
    connection.prepare_cached("DELETE FROM client_origins WHERE client_id = ?1")?.execute([client_id.as_str()])?;
    forget(connection, client_id)?;
    audit::append(connection, &Event::new(What::ClientRemove).with_client(client_id), now)?;
    tokens::revoke_grants_of(connection, client_id, now)?;
    Ok(true)
}

/// Forgets what people allowed the client.
fn forget(connection: &Connection, client_id: &ClientId) -> StoreResult<()> {
    connection.prepare_cached("DELETE FROM consents WHERE client_id = ?1")?.execute([client_id.as_str()])?;
    Ok(())
}

/// The client of a row with the columns of [`CLIENT`].
pub fn client(connection: &Connection, row: &Row<'_>) -> StoreResult<RegisteredClient> {
    let client_id: String = row.get(0)?;
    let mut statement =
        connection.prepare_cached("SELECT origin FROM client_origins WHERE client_id = ?1 ORDER BY 1")?;
    let origins = statement.query_map([&client_id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let sealed: Option<Vec<u8>> = row.get(3)?;
    Ok(RegisteredClient {
        client_id: ClientId::parse(&client_id).ok_or_else(|| unreadable("client_id"))?,
        metadata: rows::json(row.get_ref(1)?.as_str().map_err(unreadable)?)?,
        secret: row.get::<_, Option<[u8; 32]>>(2)?.map(Digest::from_bytes),
        sealed_secret: sealed
            .map(|bytes| KeyMaterial::from_bytes(&bytes).ok_or_else(|| unreadable("sealed_secret")))
            .transpose()?,
        registration_token: Digest::from_bytes(row.get(4)?),
        origins,
        created_at: Timestamp(row.get(5)?),
        updated_at: Timestamp(row.get(6)?),
        disabled_at: row.get::<_, Option<i64>>(7)?.map(Timestamp),
        last_used_at: row.get::<_, Option<i64>>(8)?.map(Timestamp),
        look: row.get(9)?,
        approved_at: row.get::<_, Option<i64>>(10)?.map(Timestamp),
    })
}
