//! Access tokens, of people and of clients: stored, found alive, used.

use std::sync::Arc;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

use super::rows::{self, USER, USER_COLUMNS, unreadable};
use super::standing::MAY_SIGN_IN;
use crate::clock::Timestamp;
use crate::protocol::authorization_details::AuthorizationDetails;
use crate::protocol::client::ClientId;
use crate::protocol::grant::Grant;
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::scope::ScopeSet;
use crate::protocol::sender_constraint::SenderConstraint;
use crate::protocol::tokens::{Holder, LiveAccessToken, NewAccessToken, NewTokens};
use crate::secret::Digest;
use crate::store::StoreResult;

/// A token that was found.
pub struct Found {
    /// What it allows.
    pub live: LiveAccessToken,
    /// Whether this is the first use that must be recorded.
    pub is_first_use: bool,
    /// What the database holds of it as text, in octets.
    pub octets: usize,
}

/// A person's token with its grant, or a client's own; all alive.
pub fn find(connection: &Connection, token: &Digest, now: Timestamp) -> StoreResult<Option<Found>> {
    let mut statement = connection.prepare_cached(sql!(
        "SELECT {USER}, {ACCESS_TOKEN}, grants.proven_by, access_tokens.jkt, access_tokens.authorization_details, \
         grants.detail, access_tokens.tracked AND access_tokens.first_used_at IS NULL, access_tokens.exchange \
         FROM access_tokens JOIN grants ON grants.id = access_tokens.grant_id JOIN users ON users.sub = grants.sub \
         WHERE access_tokens.digest = ?1 AND access_tokens.expires_at > ?2 AND grants.revoked_at IS NULL \
         AND {MAY_SIGN_IN} AND {PARENT_LIVES}"
    ))?;
    let mut found = statement.query(params![token.as_bytes(), now.seconds()])?;
    let Some(row) = found.next()? else {
        return of_client(connection, token, now);
    };
    let at = USER_COLUMNS + ACCESS_TOKEN_COLUMNS;
    let grant = Arc::new(rows::json(row.get_ref(at)?.as_str().map_err(unreadable)?)?);
    let holder = Holder::Person { grant, user: Arc::new(rows::user(row, 0)?) };
    let exchange = row.get_ref(at + 2)?.as_str_or_null().map_err(unreadable)?.map(rows::json).transpose()?;
    let live = LiveAccessToken { exchange, ..access_token(row, USER_COLUMNS, holder)? };
    Ok(Some(Found { live, is_first_use: row.get(at + 1)?, octets: octets(row) }))
}

/// What [`find`] would read back of a token that this transaction has given. The grant must have been stored by this transaction,
/// and the token must not be tracked. `None` where its person may not sign in.
pub fn given(connection: &Connection, grant: &Grant, tokens: &NewTokens) -> StoreResult<Option<Found>> {
    let mut statement =
        connection.prepare_cached(sql!("SELECT {USER} FROM users WHERE users.sub = ?1 AND {MAY_SIGN_IN}"))?;
    let mut found = statement.query([grant.sub.as_str()])?;
    let Some(row) = found.next()? else { return Ok(None) };
    let (user, token) = (rows::user(row, 0)?, &tokens.access_token);
    let live = LiveAccessToken {
        holder: Holder::Person { grant: Arc::new(grant.clone()), user: Arc::new(user) },
        scope: token.scope.clone(),
        audience: token.audience.clone(),
        authorization_details: token.authorization_details.clone(),
        proven_by: Some(tokens.proven_by.clone()),
        jti: token.jti.clone(),
        issued_at: Some(token.issued_at),
        expires_at: token.expires_at,
        bound_to: token.bound_to.clone(),
        exchange: None,
    };
    Ok(Some(Found { live, is_first_use: false, octets: octets(row) }))
}

/// All texts of the row.
fn octets(row: &Row<'_>) -> usize {
    let texts = (0..row.as_ref().column_count()).filter_map(|at| match row.get_ref(at) {
        Ok(ValueRef::Text(text)) => Some(text.len()),
        _ => None,
    });
    texts.sum()
}

/// A token that was exchanged for another is nothing without it.
const PARENT_LIVES: &str = "(access_tokens.parent IS NULL OR EXISTS (SELECT 1 FROM access_tokens AS parents \
     WHERE parents.digest = access_tokens.parent AND parents.expires_at > ?2))";

fn of_client(connection: &Connection, token: &Digest, now: Timestamp) -> StoreResult<Option<Found>> {
    let mut statement = connection.prepare_cached(
        "SELECT scope, expires_at, audience, jti, issued_at, proven_by, jkt, authorization_details, client_id \
         FROM client_access_tokens WHERE digest = ?1 AND expires_at > ?2",
    )?;
    let mut found = statement.query(params![token.as_bytes(), now.seconds()])?;
    let Some(row) = found.next()? else { return Ok(None) };
    let client_id: String = row.get(ACCESS_TOKEN_COLUMNS)?;
    let holder = Holder::Client(ClientId::parse(&client_id).ok_or_else(|| unreadable("client_id"))?);
    Ok(Some(Found { live: access_token(row, 0, holder)?, is_first_use: false, octets: octets(row) }))
}

/// The columns of an access token, in the order that [`access_token`] reads them, less
/// `proven_by`, which is the grant's, and what is behind it.
const ACCESS_TOKEN: &str = "access_tokens.scope, access_tokens.expires_at, access_tokens.audience, access_tokens.jti, \
     access_tokens.issued_at";
/// How many they are with these.
const ACCESS_TOKEN_COLUMNS: usize = 8;

fn access_token(row: &Row<'_>, at: usize, holder: Holder) -> StoreResult<LiveAccessToken> {
    let audience = row.get_ref(at + 2)?.as_str_or_null().map_err(unreadable)?;
    Ok(LiveAccessToken {
        holder,
        scope: ScopeSet::parse(row.get_ref(at)?.as_str().map_err(unreadable)?),
        expires_at: Timestamp(row.get(at + 1)?),
        audience: audience.map(rows::json).transpose()?.unwrap_or_default(),
        jti: row.get(at + 3)?,
        issued_at: row.get::<_, Option<i64>>(at + 4)?.map(Timestamp),
        proven_by: row.get::<_, Option<String>>(at + 5)?.map(ProvenBy::stored),
        bound_to: bound_to(row, at + 6)?,
        authorization_details: details(row, at + 7)?,
        exchange: None,
    })
}

/// What a token is bound to, where it is. What cannot be read is an error, and never a token for everybody.
pub fn bound_to(row: &Row<'_>, at: usize) -> StoreResult<Option<SenderConstraint>> {
    let stored = row.get_ref(at)?.as_str_or_null().map_err(unreadable)?;
    stored.map(|stored| SenderConstraint::from_stored(stored).map_err(unreadable)).transpose()
}

/// What a token allows in detail. What cannot be read is an error, and never a token without it.
fn details(row: &Row<'_>, at: usize) -> StoreResult<AuthorizationDetails> {
    let details = row.get_ref(at)?.as_str_or_null().map_err(unreadable)?;
    Ok(details.map(rows::json).transpose()?.unwrap_or_default())
}

/// Stores a person's access token; `born_beside` is the refresh token of the same answer, where its use matters.
pub fn insert(
    connection: &Connection,
    grant_id: &str,
    token: &NewAccessToken,
    tracked: bool,
    born_beside: Option<Digest>,
) -> StoreResult<()> {
    connection
        .prepare_cached(
            "INSERT INTO access_tokens (digest, grant_id, scope, expires_at, tracked, issued_at, audience, jti, \
             refresh_digest, jkt, authorization_details) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            token.digest.as_bytes(),
            grant_id,
            token.scope.to_string(),
            token.expires_at.seconds(),
            tracked,
            token.issued_at.seconds(),
            audience(token)?,
            token.jti,
            born_beside.map(|digest| digest.as_bytes().to_vec()),
            token.bound_to.as_ref().map(SenderConstraint::stored),
            details_column(token),
        ])?;
    Ok(())
}

/// Stores an access token that a client got for itself.
pub fn insert_for_client(
    connection: &Connection,
    client_id: &ClientId,
    token: &NewAccessToken,
    proven_by: &ProvenBy,
) -> StoreResult<()> {
    connection
        .prepare_cached(
            "INSERT INTO client_access_tokens (digest, client_id, scope, audience, jti, issued_at, expires_at, \
             proven_by, jkt, authorization_details) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            token.digest.as_bytes(),
            client_id.as_str(),
            token.scope.to_string(),
            audience(token)?,
            token.jti,
            token.issued_at.seconds(),
            token.expires_at.seconds(),
            proven_by.as_str(),
            token.bound_to.as_ref().map(SenderConstraint::stored),
            details_column(token),
        ])?;
    Ok(())
}

/// A token's audience for its column: nothing for most tokens, which are for this provider.
fn audience(token: &NewAccessToken) -> StoreResult<Option<String>> {
    if token.audience.is_empty() { Ok(None) } else { rows::to_json(&token.audience).map(Some) }
}

/// What a token allows in detail, for its column.
fn details_column(token: &NewAccessToken) -> Option<String> {
    let details = &token.authorization_details;
    (!details.is_empty()).then(|| details.to_json())
}

/// Remembers that an access token was used, with it and with the refresh token born beside it: whoever has the one
/// got the other (SEC-24). `false` when the token is gone.
pub fn record_use(connection: &Connection, token: &Digest, now: Timestamp) -> StoreResult<bool> {
    connection
        .prepare_cached(
            "UPDATE refresh_tokens SET access_used_at = coalesce(access_used_at, ?2) \
             WHERE digest = (SELECT refresh_digest FROM access_tokens WHERE digest = ?1)",
        )?
        .execute(params![token.as_bytes(), now.seconds()])?;
    let alive = connection
        .prepare_cached("UPDATE access_tokens SET first_used_at = coalesce(first_used_at, ?2) WHERE digest = ?1")?
        .execute(params![token.as_bytes(), now.seconds()])?;
    Ok(alive > 0)
}
