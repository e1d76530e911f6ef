//! Making a connection: the password, TLS, and what every session of ours is set to.

use tokio::time::timeout;
use tokio_postgres::{AsyncMessage, CancelToken, Config};

use super::connection::Connection;
use super::hosts::{self, Driven};
use super::tls::Tls;
use crate::database::Postgres;
use crate::store::{StoreError, StoreResult};

/// How long a server may leave one host's TCP handshake unanswered before the next host is tried.
const CONNECT_TIMEOUT: std::time::Duration = std::time::Duration::from_millis(1_500);
/// How long a server may leave the first statements of a session unanswered.
const SETTINGS_TIMEOUT: std::time::Duration = std::time::Duration::from_millis(2_500);
/// After how long without an acknowledgement a connection is broken, and how often an idle one is looked at.
const SILENCE: std::time::Duration = std::time::Duration::from_secs(5);
/// The same at the server. It is never told of the end of a connection that we gave up while no packet arrived, and would keep it
/// among its `max_connections` for two hours, which is TCP's own measure.
pub const SERVER_SILENCE: &str =
    "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";
/// How long a server that is sent many rows may take none of them: it waits for its disk.
const LONG_SILENCE: std::time::Duration = std::time::Duration::from_secs(300);

/// Connects for requests. What stands here is all that we rely on beyond PostgreSQL's defaults: READ COMMITTED, durable
/// commits, and that no statement and no forgotten transaction holds a lock for long.
pub async fn connect(postgres: &Postgres, reads_only: bool) -> StoreResult<Connection> {
    connect_with(postgres, reads_only, SILENCE).await
}

/// Connects to move rows: no statement is cut off.
pub async fn connect_to_move(postgres: &Postgres, reads_only: bool) -> StoreResult<Connection> {
    let connection = connect_with(postgres, reads_only, LONG_SILENCE).await?;
    connection.batch("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0").await?;
    Ok(connection)
}

async fn connect_with(postgres: &Postgres, reads_only: bool, silence: std::time::Duration) -> StoreResult<Connection> {
    let (client, connection) = open(postgres, silence).await?;
    let driver = tokio::task::spawn_local(async move {
        if let Err(error) = connection.await {
            tracing::debug!(error = crate::causes::causes(&error), "a connection to the database ended");
        }
    });
    let connection = Connection::new(client, driver);
    let outcome = timeout(SETTINGS_TIMEOUT, set(&connection, postgres, reads_only)).await;
    let silent = |_| StoreError::Unavailable("the database took a connection and does not answer".to_owned());
    outcome.map_err(silent)??;
    Ok(connection)
}

async fn set(connection: &Connection, postgres: &Postgres, reads_only: bool) -> StoreResult<()> {
    let patience = postgres.statement_timeout.as_millis();
    let mut session = format!(
        "{SERVER_SILENCE}; SET default_transaction_isolation = 'read committed'; SET statement_timeout = {patience}; \
         SET idle_in_transaction_session_timeout = {}",
        patience.saturating_add(3_000),
    );
    if reads_only {
        session.push_str("; SET default_transaction_read_only = on");
    }
    connection.batch(&session).await?;
    let settings =
        connection.one("SELECT current_setting('synchronous_commit'), current_setting('server_encoding')", &[]).await?;
    // `off` would acknowledge what a crash takes back; whatever is stricter than `on` stays.
    if settings.get::<_, &str>(0) == "off" {
        connection.batch("SET synchronous_commit = on").await?;
    }
    match settings.get::<_, &str>(1) {
        "UTF8" => Ok(()),
        other => Err(StoreError::Unavailable(format!(
            "the database has the encoding {other}: make one with CREATE DATABASE … ENCODING 'UTF8'"
        ))),
    }
}

/// Connects for listening: whatever the server says unasked is handed to `heard`.
pub async fn connect_to_listen(postgres: &Postgres, heard: impl Fn(&str, &str) + 'static) -> StoreResult<Connection> {
    let (client, mut connection) = open(postgres, SILENCE).await?;
    let driver = tokio::task::spawn_local(async move {
        while let Some(Ok(message)) = std::future::poll_fn(|context| connection.poll_message(context)).await {
            if let AsyncMessage::Notification(notification) = message {
                heard(notification.channel(), notification.payload());
            }
        }
    });
    Ok(Connection::new(client, driver))
}

async fn open(postgres: &Postgres, silence: std::time::Duration) -> StoreResult<(tokio_postgres::Client, Driven)> {
    let mut config: Config = postgres.address.config().clone();
    if let Some(path) = &postgres.password_file {
        let password = std::fs::read_to_string(path)
            .map_err(|error| StoreError::Unavailable(format!("storage.password_file: {}: {error}", path.display())))?;
        config.password(password.trim_end_matches(['\r', '\n']));
    }
    if config.get_application_name().is_none() {
        config.application_name("latchkey");
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT_TIMEOUT);
    }
    config.keepalives(true).keepalives_idle(SILENCE).keepalives_interval(SILENCE).keepalives_retries(2);
    config.tcp_user_timeout(silence);
    let tls = Tls::new(postgres.address.tls(), postgres.ca_file.as_deref())?;
    hosts::connect(&config, &tls).await.map_err(with_remedy)
}

/// How long a request to end a statement may be on its way.
const CANCEL_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(5);

/// Asks the server to end the statement that is under way on a connection. One that is only closed would go on, or wait for a
/// lock with everybody else behind it.
pub async fn cancel(postgres: Postgres, token: CancelToken) {
    let Ok(tls) = Tls::new(postgres.address.tls(), postgres.ca_file.as_deref()) else { return };
    match timeout(CANCEL_TIMEOUT, token.cancel_query(tls)).await {
        Ok(Ok(())) => tracing::debug!("a statement that took too long was cancelled"),
        Ok(Err(error)) => {
            tracing::debug!(
                error = crate::causes::causes(&error),
                "a statement that takes too long cannot be cancelled"
            );
        }
        Err(_) => tracing::debug!("a statement that takes too long cannot be cancelled: nobody answers"),
    }
}

/// What to do about the usual reasons why there is no connection.
fn with_remedy(error: StoreError) -> StoreError {
    let StoreError::Unavailable(cause) = error else { return error };
    let remedy = match cause.as_str() {
        cause if cause.contains("UnknownIssuer") => "name the certificate of its authority in storage.ca_file",
        cause if cause.contains("SQLSTATE 28P01") => "correct the file that storage.password_file names",
        cause if cause.contains("password missing") => "name a file with the password in storage.password_file",
        cause if cause.contains("SQLSTATE 3D000") => "make it with CREATE DATABASE",
        _ => return StoreError::Unavailable(cause),
    };
    StoreError::Unavailable(format!("{cause}: {remedy}"))
}
