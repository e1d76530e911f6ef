//! Rows to values.

use tokio_postgres::Row;
use tokio_postgres::types::FromSql;

use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::factors::FactorKinds;
use crate::protocol::session::Session;
use crate::protocol::user::{Subject, User};
use crate::secret::{Digest, Secret};
use crate::store::StoreResult;
use crate::store::values;
pub use crate::store::values::{
    SESSION, SESSION_COLUMNS, USER, USER_COLUMNS, definition_columns, json, to_json, unreadable, words,
};

/// The value of a column.
pub fn get<'a, T: FromSql<'a>>(row: &'a Row, at: usize) -> StoreResult<T> {
    row.try_get(at).map_err(|error| unreadable(crate::causes::causes(&error)))
}

/// A time, where there is one.
pub fn time(row: &Row, at: usize) -> StoreResult<Option<Timestamp>> {
    Ok(get::<Option<i64>>(row, at)?.map(Timestamp))
}

/// A client's identifier.
pub fn client_id(row: &Row, at: usize) -> StoreResult<ClientId> {
    ClientId::parse(get(row, at)?).ok_or_else(|| unreadable("client_id"))
}

/// A digest, where there is one.
pub fn digest(row: &Row, at: usize) -> StoreResult<Option<Digest>> {
    let octets: Option<&[u8]> = get(row, at)?;
    octets.map(|octets| octets.try_into().map(Digest::from_bytes).map_err(unreadable)).transpose()
}

/// The octets of a digest, as a parameter.
pub fn octets(digest: &Digest) -> &[u8] {
    digest.as_bytes()
}

/// The user whose columns begin at `at`.
pub fn user(row: &Row, at: usize) -> StoreResult<User> {
    Ok(User {
        sub: Subject::new(get::<String>(row, at)?),
        username: get(row, at + 1)?,
        claims: json(get(row, at + 2)?)?,
        email: get(row, at + 3)?,
        email_verified: get(row, at + 4)?,
        groups: json(get(row, at + 5)?)?,
        attributes: json(get(row, at + 6)?)?,
        password_hash: get::<Option<String>>(row, at + 7)?.map(Secret::new),
        locked: get(row, at + 8)?,
        is_admin: get(row, at + 9)?,
        definition: values::definition(
            get(row, at + 10)?,
            get(row, at + 14)?,
            get(row, at + 15)?,
            get(row, at + 16)?,
            get(row, at + 17)?,
        ),
        created_at: Timestamp(get(row, at + 11)?),
        updated_at: Timestamp(get(row, at + 12)?),
        credentials_revision: get(row, at + 13)?,
        factors: FactorKinds::from_bits(get(row, at + 18)?),
    })
}

/// The session whose columns begin at `at`.
pub fn session(row: &Row, at: usize) -> StoreResult<Session> {
    Ok(Session {
        id: get(row, at)?,
        sub: Subject::new(get::<String>(row, at + 1)?),
        auth_time: Timestamp(get(row, at + 2)?),
        amr: words(get(row, at + 3)?),
        acr: get(row, at + 4)?,
        remember: get(row, at + 5)?,
        created_at: Timestamp(get(row, at + 6)?),
        last_seen: Timestamp(get(row, at + 7)?),
        expires_at: Timestamp(get(row, at + 8)?),
        idle_expires_at: Timestamp(get(row, at + 9)?),
        user_agent: get(row, at + 10)?,
        ip: get(row, at + 11)?,
        browser_state: get(row, at + 12)?,
    })
}
