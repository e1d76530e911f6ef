//! The database of a test: an SQLite file in the test's folder, or, where `LATCHKEY_TEST_POSTGRES` names a database of
//! PostgreSQL by its URL, a schema of its own in there.

use std::path::Path;

use latchkey::database::{Address, Database, Postgres};
use latchkey::store::{self, SharedStore};

/// The server that tests may use.
pub fn server() -> Option<String> {
    std::env::var("LATCHKEY_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// The database that belongs to that file name.
pub fn at(path: &Path) -> Database {
    match server() {
        None => Database::Sqlite(path.to_owned()),
        Some(server) => Database::Postgres(Box::new(postgres(&server, path))),
    }
}

/// The same, opened by one more process.
pub fn open(path: &Path) -> SharedStore {
    store::open(&at(path)).unwrap()
}

/// A schema that belongs to that file name, made where it is missing.
pub fn postgres(server: &str, path: &Path) -> Postgres {
    Postgres {
        address: Address::parse(&postgres_url(server, path)).unwrap(),
        password_file: None,
        ca_file: None,
        max_connections: 4,
        statement_timeout: std::time::Duration::from_secs(4),
    }
}

/// The URL of that schema.
pub fn postgres_url(server: &str, path: &Path) -> String {
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(path.as_os_str().as_encoded_bytes());
    let schema: String = digest.iter().take(8).map(|octet| format!("{octet:02x}")).collect();
    let schema = format!("t_{schema}");
    execute(server, &format!("CREATE SCHEMA IF NOT EXISTS {schema}"));
    let divider = if server.contains('?') { '&' } else { '?' };
    format!("{server}{divider}options=-csearch_path%3D{schema}")
}

/// Runs statements on a connection of its own.
pub fn execute(url: &str, statements: &str) {
    let (url, statements) = (url.to_owned(), statements.to_owned());
    // A thread of its own: tests run inside a runtime already.
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
            let driver = tokio::spawn(connection);
            client.batch_execute(&statements).await.unwrap();
            drop(client);
            driver.await.unwrap().unwrap();
        });
    })
    .join()
    .unwrap();
}

/// The database that belongs to a file name, in the hands of somebody who is no Latchkey.
pub enum ByHand {
    Sqlite(rusqlite::Connection),
    Postgres(std::sync::mpsc::Sender<(String, std::sync::mpsc::Sender<Outcome>)>),
}

/// The first value of the first row, or what the database said against it.
type Outcome = Result<Option<String>, String>;

impl ByHand {
    pub fn open(path: &Path) -> Self {
        Self::of(&at(path))
    }

    pub fn of(database: &Database) -> Self {
        let postgres = match database.clone() {
            Database::Postgres(postgres) => postgres,
            Database::Sqlite(path) => return Self::Sqlite(rusqlite::Connection::open(path).unwrap()),
        };
        let (sender, statements) = std::sync::mpsc::channel::<(String, std::sync::mpsc::Sender<Outcome>)>();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let (client, connection) =
                runtime.block_on(postgres.address.config().connect(tokio_postgres::NoTls)).unwrap();
            runtime.spawn(connection);
            while let Ok((statement, reply)) = statements.recv() {
                let answers = runtime.block_on(client.simple_query(&statement));
                let value = answers.map_err(|error| format!("{error:?}")).map(|answers| {
                    answers.iter().find_map(|answer| match answer {
                        tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
                        _ => None,
                    })
                });
                reply.send(value).unwrap();
            }
        });
        Self::Postgres(sender)
    }

    /// Makes the database refuse what is done so to rows of a table, while everything else goes on.
    pub fn refuse(&self, what: &str, table: &str) {
        self.run(&match self {
            Self::Sqlite(_) => {
                format!("CREATE TRIGGER refuse BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, 'by hand'); END")
            }
            Self::Postgres(_) => format!(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'by hand'; END $$; \
                 CREATE TRIGGER refuse BEFORE {what} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
            ),
        });
    }

    /// Lets it do so again.
    pub fn refuse_no_more(&self, table: &str) {
        self.run(&match self {
            Self::Sqlite(_) => "DROP TRIGGER refuse".to_owned(),
            Self::Postgres(_) => format!("DROP TRIGGER refuse ON {table}; DROP FUNCTION refuse()"),
        });
    }

    /// Runs statements; the first value of the first row, as text.
    pub fn run(&self, statements: &str) -> Option<String> {
        self.try_to(statements).unwrap()
    }

    /// The same where the database may refuse.
    pub fn try_to(&self, statements: &str) -> Outcome {
        match self {
            Self::Sqlite(connection) if statements.starts_with("SELECT") => {
                let value = connection.query_row(statements, [], |row| row.get::<_, rusqlite::types::Value>(0));
                Ok(value.ok().map(|value| match value {
                    rusqlite::types::Value::Integer(number) => number.to_string(),
                    rusqlite::types::Value::Text(text) => text,
                    other => format!("{other:?}"),
                }))
            }
            Self::Sqlite(connection) => {
                connection.execute_batch(statements).map(|()| None).map_err(|error| error.to_string())
            }
            Self::Postgres(sender) => {
                let (reply, value) = std::sync::mpsc::channel();
                sender.send((statements.to_owned(), reply)).unwrap();
                value.recv().unwrap()
            }
        }
    }

    pub fn count(&self, table: &str) -> i64 {
        self.run(&format!("SELECT count(*) FROM {table}")).unwrap().parse().unwrap()
    }

    /// The tables that Latchkey writes to.
    pub fn tables(&self) -> Vec<String> {
        let names = match self {
            Self::Sqlite(_) => {
                "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name)"
            }
            Self::Postgres(_) => {
                "SELECT string_agg(tablename, ',' ORDER BY tablename) FROM pg_tables WHERE schemaname = current_schema()"
            }
        };
        let names = self.run(names).unwrap_or_default();
        names.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// Keeps everybody else from reading and writing, until [`ByHand::let_go`].
    pub fn hold(&self) {
        let statements = match self {
            Self::Sqlite(_) => "BEGIN EXCLUSIVE".to_owned(),
            Self::Postgres(_) => {
                format!("BEGIN; LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", self.tables().join(", "))
            }
        };
        self.run(&statements);
    }

    pub fn let_go(&self) {
        self.run("ROLLBACK");
    }
}
