//! The processes under measurement, each in a folder of its own: the `latchkey` binary as it is shipped, the same code with
//! an allocator that counts, and the bare handler.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use latchkey::config::settings::Argon2Cost;

use crate::connection::Connection;
use crate::visitor::DISCOVERY;

/// Set for a child of this binary, which is the bare handler then.
pub const BARE: &str = "LATCHKEY_BENCH_BARE";
/// The password of the one user, and the secret of the clients.
pub const PASSWORD: &str = "seven calm herons";
pub const SECRET: &str = "lks_a-secret-of-more-than-128-bits-for-the-bench";
/// What production hashes with, and the least that there is.
pub const REAL: Argon2Cost = Argon2Cost { memory_kib: 19 * 1024, iterations: 2, parallelism: 1 };
pub const CHEAP: Argon2Cost = Argon2Cost { memory_kib: 8, iterations: 1, parallelism: 1 };

/// Which program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// The binary that this repository ships.
    Latchkey,
    /// The same code with an allocator that counts.
    Counted,
    /// Another program of Latchkey, such as an earlier version.
    Other,
    /// The bare handler.
    Bare,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Latchkey => "latchkey",
            Self::Counted => "counted",
            Self::Other => "other",
            Self::Bare => "bare",
        }
    }

    /// Where it listens.
    pub fn port(self) -> u16 {
        match self {
            Self::Latchkey => 18_731,
            Self::Counted => 18_741,
            Self::Bare => 18_751,
            Self::Other => 18_761,
        }
    }

    /// Where the one that counts tells its count.
    pub fn tells_at(self) -> u16 {
        self.port() + 1
    }
}

/// A running child.
pub struct Server {
    child: Child,
    pub kind: Kind,
    /// From the start of the process to its first answer.
    pub started_in: Duration,
}

impl Server {
    /// Starts the binary that cargo built, or the one that `LATCHKEY_BIN` names, over what is in `folder`.
    pub fn start(folder: &Path, workers: usize) -> Self {
        let program = std::env::var_os("LATCHKEY_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_latchkey").into());
        let mut command = Command::new(std::path::absolute(program).unwrap());
        Self::spawn(Kind::Latchkey, command.args(["-c", "config.toml", "serve"]), folder, workers)
    }

    /// Starts another program of Latchkey over what is in `folder`.
    pub fn start_other(program: &Path, folder: &Path, workers: usize) -> Self {
        let mut command = Command::new(std::path::absolute(program).unwrap());
        Self::spawn(Kind::Other, command.args(["-c", "config.toml", "serve"]), folder, workers)
    }

    /// Starts `program`, whose allocator counts, over what is in `folder`.
    pub fn start_counted(program: &PathBuf, folder: &Path) -> Self {
        let mut command = Command::new(program);
        command.env("LATCHKEY_BENCH_TELL", Kind::Counted.tells_at().to_string());
        Self::spawn(Kind::Counted, command.args(["-c", "config.toml", "serve"]), folder, 1)
    }

    /// Starts the bare handler, which gives the answer that was recorded in `folder`.
    pub fn start_bare(folder: &Path, workers: usize) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.env(BARE, workers.to_string());
        Self::spawn(Kind::Bare, &mut command, folder, workers)
    }

    /// Starts a child and waits for its first answer.
    fn spawn(kind: Kind, command: &mut Command, folder: &Path, workers: usize) -> Self {
        let log = std::fs::File::create(folder.join(format!("{}.log", kind.name()))).unwrap();
        let command = command.env("LATCHKEY__SERVER__WORKERS", workers.to_string()).current_dir(folder);
        let command = command.stdout(Stdio::null()).stderr(log);
        let begun = Instant::now();
        let mut child = command.spawn().unwrap();
        while std::net::TcpStream::connect(("127.0.0.1", kind.port())).is_err() {
            if let Some(status) = child.try_wait().unwrap() {
                let log = std::fs::read_to_string(folder.join(format!("{}.log", kind.name()))).unwrap();
                panic!("{} stopped, {status}: {log}", kind.name());
            }
            std::thread::sleep(Duration::from_micros(200));
        }
        let mut server = Self { child, kind, started_in: Duration::ZERO };
        server.connect().get(DISCOVERY);
        server.started_in = begun.elapsed();
        server
    }

    pub fn connect(&self) -> Connection {
        Connection::open(self.kind.port())
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Stops it as an operator does, so that the database is closed.
    pub fn stop(mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.pid().to_string()]).status().unwrap();
        assert!(asked.success());
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Writes the configuration of `kind` into `folder`: two apps that differ in their algorithm, and one person.
pub fn configure(folder: &Path, kind: Kind, cost: Argon2Cost) {
    let port = kind.port();
    let hash = latchkey::login::hasher::hash_now(cost, PASSWORD).unwrap();
    let Argon2Cost { memory_kib, iterations, parallelism } = cost;
    let digest: String =
        latchkey::secret::Digest::of(SECRET).as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let client = |id: &str, alg: &str| {
        format!(
            "[[clients]]\nclient_id = \"{id}\"\nclient_secret_hash = \"sha256:{digest}\"\n\
             redirect_uris = [\"http://localhost/cb\"]\npost_logout_redirect_uris = [\"http://localhost/bye\"]\n\
             grant_types = [\"authorization_code\", \"refresh_token\", \"client_credentials\"]\n\
             consent = \"skip\"\nrequire_pkce = false\nid_token_signed_response_alg = \"{alg}\"\n"
        )
    };
    let configuration = format!(
        "[server]\nissuer = \"http://localhost:{port}\"\nlisten = [\"127.0.0.1:{port}\"]\ndata_dir = \"data\"\n\
         [login]\nargon2 = {{ memory = \"{memory_kib}KiB\", iterations = {iterations}, parallelism = {parallelism} }}\n\
         [limits]\nlogin_per_ip = \"1000000/1m\"\nlogin_per_account = \"1000000/1m\"\n\
         [[users]]\nusername = \"ada\"\nname = \"Ada Example\"\nemail = \"ada@example.com\"\npassword_hash = \"{}\"\n{}{}",
        hash.expose(),
        client("rs", "RS256"),
        client("es", "ES256")
    );
    std::fs::write(folder.join("config.toml"), configuration).unwrap();
}

/// A folder with a configuration.
pub fn fresh(kind: Kind, cost: Argon2Cost) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    configure(folder.path(), kind, cost);
    folder
}
