//! One connection: statements prepared once, several under way at a time, and what went wrong with them.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::Instant;

use tokio::task::JoinHandle;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{CancelToken, Client, Error, Row, RowStream, Statement};

use crate::causes::causes;
use crate::store::{StoreError, StoreResult};

/// A parameter of a statement.
pub type Parameter<'a> = &'a (dyn ToSql + Sync);

/// Parameters of a statement.
macro_rules! params {
    ($($parameter:expr),* $(,)?) => { &[$(&$parameter as $crate::store::postgres::connection::Parameter<'_>),*] };
}
pub(crate) use params;

/// What a fault of the database means for the work that met it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Another transaction was in the way (SQLSTATE class 40), or a statement must be prepared anew: the same work may
    /// succeed now.
    Again,
    /// The connection is of no use any more: it broke, the server stops, or it is no longer the one that writes.
    Lost,
    /// Anything else.
    Other,
}

/// A connection. Statements that are awaited together travel together (pipelining), and are done in the order in which
/// they were begun.
pub struct Connection {
    client: Client,
    driver: JoinHandle<()>,
    statements: RefCell<HashMap<Box<str>, Statement>>,
    /// Whether a transaction begins with the next statement.
    begins: Cell<bool>,
    /// Whether there is one.
    is_in_transaction: Cell<bool>,
    fault: Cell<Option<Fault>>,
    made: Instant,
}

impl Drop for Connection {
    fn drop(&mut self) {
        // A server that is silent would keep it for ever.
        self.driver.abort();
    }
}

impl Connection {
    /// A connection that `driver` drives.
    pub fn new(client: Client, driver: JoinHandle<()>) -> Self {
        Self {
            client,
            driver,
            statements: RefCell::default(),
            begins: Cell::new(false),
            is_in_transaction: Cell::new(false),
            fault: Cell::new(None),
            made: Instant::now(),
        }
    }

    /// When it was made.
    pub fn made(&self) -> Instant {
        self.made
    }

    /// Whether it is known to be broken.
    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// What ends a statement that is under way on it.
    pub fn cancel_token(&self) -> CancelToken {
        self.client.cancel_token()
    }

    /// Whether another transaction was in the way, since the last [`Connection::take_fault`].
    pub fn met_another(&self) -> bool {
        self.fault.get() == Some(Fault::Again)
    }

    /// What went wrong since this was asked last.
    pub fn take_fault(&self) -> Option<Fault> {
        self.fault.take()
    }

    /// Begins a transaction, on its way together with the first statement.
    pub fn begin(&self) {
        self.begins.set(true);
        self.is_in_transaction.set(true);
    }

    /// Commits, where anything was begun.
    pub async fn commit(&self) -> StoreResult<()> {
        self.is_in_transaction.set(false);
        match self.begins.replace(false) {
            true => Ok(()),
            false => self.batch("COMMIT").await,
        }
    }

    /// Undoes what was begun.
    pub async fn roll_back(&self) -> StoreResult<()> {
        self.is_in_transaction.set(false);
        match self.begins.replace(false) {
            true => Ok(()),
            false => self.batch("ROLLBACK").await,
        }
    }

    /// Runs statements without parameters and results.
    pub async fn batch(&self, statements: &str) -> StoreResult<()> {
        let begun = self.begun();
        let run = self.client.batch_execute(statements);
        let (begun, outcome) = futures_util::future::join(begun, run).await;
        begun?;
        outcome.map_err(|error| self.failed(&error))
    }

    /// Runs a statement; how many rows it touched.
    pub async fn execute(&self, sql: &str, parameters: &[Parameter<'_>]) -> StoreResult<u64> {
        self.run(&self.prepared(sql).await?, parameters).await
    }

    /// The same, planned for these very values: for work that wants few rows of many. From its sixth run on, a statement that stays
    /// prepared has one plan for any values, which is often to read the whole table: how many rows a time or a limit means is not known
    /// then.
    pub async fn execute_planned(&self, sql: &str, parameters: &[Parameter<'_>]) -> StoreResult<u64> {
        self.run(&self.prepared_anew(sql).await?, parameters).await
    }

    async fn run(&self, statement: &Statement, parameters: &[Parameter<'_>]) -> StoreResult<u64> {
        let begun = self.begun();
        let run = self.client.execute(statement, parameters);
        let (begun, outcome) = futures_util::future::join(begun, run).await;
        begun?;
        outcome.map_err(|error| self.failed(&error))
    }

    /// The rows of a query.
    pub async fn rows(&self, sql: &str, parameters: &[Parameter<'_>]) -> StoreResult<Vec<Row>> {
        self.query(&self.prepared(sql).await?, parameters).await
    }

    /// The same, planned for these very values, as [`Connection::execute_planned`] does.
    pub async fn rows_planned(&self, sql: &str, parameters: &[Parameter<'_>]) -> StoreResult<Vec<Row>> {
        self.query(&self.prepared_anew(sql).await?, parameters).await
    }

    async fn query(&self, statement: &Statement, parameters: &[Parameter<'_>]) -> StoreResult<Vec<Row>> {
        let begun = self.begun();
        let run = self.client.query(statement, parameters);
        let (begun, outcome) = futures_util::future::join(begun, run).await;
        begun?;
        match outcome {
            // No text of PostgreSQL has the character NUL: whoever asks for one finds nothing, as in SQLite.
            Err(error) if self.is_nul(&error) => Ok(Vec::new()),
            outcome => outcome.map_err(|error| self.failed(&error)),
        }
    }

    fn is_nul(&self, error: &Error) -> bool {
        error.code() == Some(&SqlState::CHARACTER_NOT_IN_REPERTOIRE) && !self.is_in_transaction.get()
    }

    /// The first row of a query.
    pub async fn first(&self, sql: &str, parameters: &[Parameter<'_>]) -> StoreResult<Option<Row>> {
        Ok(self.rows(sql, parameters).await?.into_iter().next())
    }

    /// The only row of a query that always has one.
    pub async fn one(&self, sql: &str, parameters: &[Parameter<'_>]) -> StoreResult<Row> {
        only(self.rows(sql, parameters).await?)
    }

    /// The same, planned for these very values, as [`Connection::execute_planned`] does.
    pub async fn one_planned(&self, sql: &str, parameters: &[Parameter<'_>]) -> StoreResult<Row> {
        only(self.rows_planned(sql, parameters).await?)
    }

    /// Whether a query has a row.
    pub async fn exists(&self, sql: &str, parameters: &[Parameter<'_>]) -> StoreResult<bool> {
        Ok(!self.rows(sql, parameters).await?.is_empty())
    }

    /// The rows of a query as they come: however many, few are in memory.
    pub async fn stream(&self, sql: &str) -> StoreResult<RowStream> {
        let none = std::iter::empty::<Parameter<'_>>();
        self.client.query_raw(sql, none).await.map_err(|error| self.failed(&error))
    }

    /// Begins to take rows in, whose values are of these types, by a `COPY … FROM STDIN (FORMAT binary)`.
    pub async fn copy_in(&self, sql: &str, types: &[Type]) -> StoreResult<BinaryCopyInWriter> {
        let sink = self.client.copy_in(sql).await.map_err(|error| self.failed(&error))?;
        Ok(BinaryCopyInWriter::new(sink, types))
    }

    /// Writes something that nobody reads, so that the commit waits for the disk and for the standbys. Whoever finds that
    /// what they were to do is done already may have found what no standby has yet, and would acknowledge it.
    pub async fn leave_mark(&self) -> StoreResult<()> {
        self.rows("SELECT pg_logical_emit_message(true, 'latchkey', '')", &[]).await?;
        Ok(())
    }

    /// Sends what begins the transaction, where none is begun yet, before whatever is sent next.
    fn begun(&self) -> impl Future<Output = StoreResult<()>> + '_ {
        let begin = self.begins.replace(false).then(|| self.client.batch_execute("BEGIN"));
        async move {
            match begin {
                Some(begin) => begin.await.map_err(|error| self.failed(&error)),
                None => Ok(()),
            }
        }
    }

    /// Prepares statements whose order matters and that are awaited together: one that had to be prepared first would
    /// come after those that need not.
    pub async fn prepare(&self, statements: &[&str]) -> StoreResult<()> {
        for sql in statements {
            self.prepared(sql).await?;
        }
        Ok(())
    }

    async fn prepared(&self, sql: &str) -> StoreResult<Statement> {
        if let Some(statement) = self.statements.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.prepared_anew(sql).await?;
        self.statements.borrow_mut().insert(sql.into(), statement.clone());
        Ok(statement)
    }

    async fn prepared_anew(&self, sql: &str) -> StoreResult<Statement> {
        self.client.prepare(sql).await.map_err(|error| self.failed(&error))
    }

    fn failed(&self, error: &Error) -> StoreError {
        let fault = fault(error, self.client.is_closed());
        if error.code() == Some(&SqlState::FEATURE_NOT_SUPPORTED) {
            // "cached plan must not change result type": somebody changed a table.
            self.statements.borrow_mut().clear();
        }
        // The first one is the cause of those that follow it.
        self.fault.set(Some(self.fault.get().filter(|before| *before != Fault::Other).unwrap_or(fault)));
        store_error(error)
    }
}

fn only(rows: Vec<Row>) -> StoreResult<Row> {
    rows.into_iter().next().ok_or_else(|| StoreError::Corrupt("a query without a row".to_owned()))
}

/// What an error means for the work that met it.
pub fn fault(error: &Error, is_closed: bool) -> Fault {
    let Some(state) = error.code() else {
        return if is_closed || error.is_closed() { Fault::Lost } else { Fault::Other };
    };
    match state.code() {
        // A demoted primary: another server writes now.
        "25006" => Fault::Lost,
        "0A000" => Fault::Again,
        code if code.starts_with("40") || code == "55P03" => Fault::Again,
        code if code.starts_with("08") || code.starts_with("57P") || code.starts_with("25P") => Fault::Lost,
        _ => Fault::Other,
    }
}

/// What the callers of the store are told. The words of a server are in its own language; its code is in none.
pub fn store_error(error: &Error) -> StoreError {
    let text = causes(error);
    match error.code().map(SqlState::code) {
        Some(code) if code.starts_with("XX") => StoreError::Corrupt(text),
        Some(code) => StoreError::Unavailable(format!("{text} (SQLSTATE {code})")),
        None => StoreError::Unavailable(text),
    }
}
