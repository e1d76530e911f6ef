//! Authorization codes.

use async_trait::async_trait;
use rusqlite::{OptionalExtension as _, params};

use super::standing::{LIVE, MAY_SIGN_IN, client_stands, is_admitted};
use super::tokens::{insert_grant, insert_tokens};
use super::unused_clients::record_use;
use super::{SqliteStore, rows};
use crate::clock::Timestamp;
use crate::protocol::grant::Grant;
use crate::protocol::tokens::NewTokens;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::codes::{CodeState, Codes, TakeCode};
use crate::store::standing::{Lapsed, Standing};

#[async_trait]
impl Codes for SqliteStore {
    async fn code(&self, code: &Digest) -> StoreResult<Option<CodeState>> {
        self.reader.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT authorization, used_at FROM codes WHERE digest = ?1")?;
            let mut found = statement.query([code.as_bytes()])?;
            let Some(row) = found.next()? else { return Ok(None) };
            let authorization = Box::new(rows::json(row.get_ref(0)?.as_str().map_err(rows::unreadable)?)?);
            Ok(Some(match row.get::<_, Option<i64>>(1)? {
                None => CodeState::Unused(authorization),
                Some(_) => CodeState::Used(authorization),
            }))
        })
    }

    async fn take_code(
        &self,
        code: &Digest,
        grant: &Grant,
        tokens: &NewTokens,
        standing: &Standing,
        now: Timestamp,
    ) -> StoreResult<TakeCode> {
        let (code, grant, tokens, standing) = (*code, grant.clone(), tokens.clone(), standing.clone());
        self.writer
            .write(move |connection| {
                if !client_stands(connection, &standing.client)? {
                    return Ok(TakeCode::Lapsed(Lapsed::Client));
                }
                if !is_admitted(connection, &grant.sub, &standing.allowed_groups)? {
                    return Ok(TakeCode::Lapsed(Lapsed::Person));
                }
                let taken = connection
                    .prepare_cached(&format!(
                        "UPDATE codes SET used_at = ?2 WHERE digest = ?1 AND used_at IS NULL AND expires_at > ?2 \
                         AND EXISTS (SELECT 1 FROM sessions JOIN users ON users.sub = sessions.sub \
                         WHERE sessions.id = codes.session_id AND {LIVE} AND {MAY_SIGN_IN}) \
                         AND NOT EXISTS (SELECT 1 FROM grants WHERE grants.id = ?3 AND grants.revoked_at IS NOT NULL)"
                    ))?
                    .execute(params![code.as_bytes(), now.seconds(), grant.id])?;
                if taken == 0 {
                    let used: Option<Option<i64>> = connection
                        .prepare_cached("SELECT used_at FROM codes WHERE digest = ?1")?
                        .query_row([code.as_bytes()], |row| row.get(0))
                        .optional()?;
                    return Ok(if used.flatten().is_some() { TakeCode::AlreadyUsed } else { TakeCode::Gone });
                }
                insert_grant(connection, &grant, &tokens.proven_by)?;
                insert_tokens(connection, &grant.id, &tokens, false)?;
                record_use(connection, &grant.client_id, now)?;
                Ok(TakeCode::Taken)
            })
            .await
    }
}
