//! Access tokens that were exchanged for others (RFC 8693): stored while what they came from lives, and ended with it.

use rusqlite::{Connection, params};

use super::rows::{self, USER, USER_COLUMNS, unreadable};
use super::standing::{LIVE, MAY_SIGN_IN, client_stands, is_admitted, login_lives};
use super::unused_clients::record_use;
use super::{access_tokens, audit, dpop_proofs};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::proven_by::ProvenBy;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::audit::token_exchanged;
use crate::store::standing::Lapsed;
use crate::store::tokens::{AddExchanged, ExchangedToken, GrantOfLogin};

/// Stores it, with the record of it.
pub fn add(connection: &Connection, token: &ExchangedToken, now: Timestamp) -> StoreResult<AddExchanged> {
    let ExchangedToken { access_token, exchange, grant, subject_token, proof, standing } = token;
    if !client_stands(connection, &standing.client)? {
        return Ok(AddExchanged::Lapsed(Lapsed::Client));
    }
    if !is_admitted(connection, &grant.sub, &standing.allowed_groups)? {
        return Ok(AddExchanged::Lapsed(Lapsed::Person));
    }
    if !subject_lives(connection, token, now)? {
        return Ok(AddExchanged::SubjectGone);
    }
    if !dpop_proofs::use_up(connection, proof.as_ref())? {
        return Ok(AddExchanged::ProofUsed);
    }
    access_tokens::insert(connection, &grant.id, access_token, false, None)?;
    connection
        .prepare_cached("UPDATE access_tokens SET client_id = ?2, parent = ?3, exchange = ?4 WHERE digest = ?1")?
        .execute(params![
            access_token.digest.as_bytes(),
            exchange.client_id.as_str(),
            subject_token.as_ref().map(|digest| digest.as_bytes().to_vec()),
            rows::to_json(exchange)?,
        ])?;
    record_use(connection, &exchange.client_id, now)?;
    audit::append(connection, &token_exchanged(token), now)?;
    Ok(AddExchanged::Added)
}

fn subject_lives(connection: &Connection, token: &ExchangedToken, now: Timestamp) -> StoreResult<bool> {
    let grant = sql!(
        "SELECT 1 FROM grants JOIN users ON users.sub = grants.sub WHERE grants.id = ?1 AND grants.revoked_at IS NULL \
         AND {MAY_SIGN_IN}"
    );
    if !connection.prepare_cached(grant)?.exists([&token.grant.id])? {
        return Ok(false);
    }
    match &token.subject_token {
        None => login_lives(connection, &token.grant.session_id, now),
        Some(digest) => Ok(connection
            .prepare_cached("SELECT 1 FROM access_tokens WHERE digest = ?1 AND grant_id = ?2 AND expires_at > ?3")?
            .exists(params![digest.as_bytes(), token.grant.id, now.seconds()])?),
    }
}

/// What the ID tokens of this `sid` stand for.
pub fn grant_of_login(
    connection: &Connection,
    client_id: &ClientId,
    sid: &str,
    now: Timestamp,
) -> StoreResult<Option<GrantOfLogin>> {
    let mut statement = connection.prepare_cached(sql!(
        "SELECT {USER}, grants.detail, grants.proven_by FROM client_logins \
         JOIN sessions ON sessions.id = client_logins.session_id JOIN users ON users.sub = sessions.sub \
         JOIN grants ON grants.sub = sessions.sub AND grants.session_id = sessions.id \
         WHERE client_logins.client_id = ?1 AND client_logins.sid = ?3 AND grants.client_id = ?1 \
         AND grants.revoked_at IS NULL AND {LIVE} AND {MAY_SIGN_IN} ORDER BY grants.created_at DESC, grants.id DESC LIMIT 1"
    ))?;
    let mut found = statement.query(params![client_id.as_str(), now.seconds(), sid])?;
    let Some(row) = found.next()? else { return Ok(None) };
    Ok(Some(GrantOfLogin {
        user: rows::user(row, 0)?,
        grant: rows::json(row.get_ref(USER_COLUMNS)?.as_str().map_err(unreadable)?)?,
        proven_by: row.get::<_, Option<String>>(USER_COLUMNS + 1)?.map(ProvenBy::stored),
    }))
}

/// Removes an access token, and all that were exchanged for it.
pub fn end(connection: &Connection, token: &Digest) -> StoreResult<()> {
    connection.prepare_cached(&end_of("digest = ?1"))?.execute(params![token.as_bytes()])?;
    Ok(())
}

/// Removes what was exchanged by a client, and all that was exchanged for that.
pub fn end_of_client(connection: &Connection, client_id: &ClientId) -> StoreResult<()> {
    connection.prepare_cached(&end_of("client_id = ?1"))?.execute([client_id.as_str()])?;
    Ok(())
}

fn end_of(first: &str) -> String {
    format!(
        "WITH RECURSIVE ended (digest) AS (SELECT digest FROM access_tokens WHERE {first} \
         UNION SELECT access_tokens.digest FROM access_tokens JOIN ended ON access_tokens.parent = ended.digest) \
         DELETE FROM access_tokens WHERE digest IN (SELECT digest FROM ended)"
    )
}
