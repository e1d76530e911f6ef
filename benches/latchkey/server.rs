//! The process under measurement.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use actix_web::{App, HttpResponse, HttpServer, web};
use latchkey::clock::SystemClock;
use latchkey::config::{Sources, load};
use latchkey::server::{Listen, build, serve};

use crate::load::{Connection, Sample};

/// Which server a child process is.
#[derive(Clone, Copy)]
pub enum Kind {
    Latchkey,
    Bare,
}

const ROLE: &str = "LATCHKEY_BENCH_ROLE";
const FOLDER: &str = "LATCHKEY_BENCH_FOLDER";
/// The password of the one user.
pub const PASSWORD: &str = "seven calm herons";

impl Kind {
    pub fn of_this_process() -> Option<Self> {
        match std::env::var(ROLE).ok()?.as_str() {
            "latchkey" => Some(Self::Latchkey),
            _ => Some(Self::Bare),
        }
    }

    fn port(self) -> u16 {
        match self {
            Self::Latchkey => 18_731,
            Self::Bare => 18_732,
        }
    }
}

/// Runs the child's server until it is killed.
pub fn run(kind: Kind) {
    let folder = PathBuf::from(std::env::var(FOLDER).unwrap());
    actix_web::rt::System::new().block_on(async move {
        match kind {
            Kind::Latchkey => {
                let sources = Sources { files: vec![folder.join("config.toml")], ..Sources::default() };
                let settings = load(&sources).unwrap_or_else(|problems| panic!("{}", problems.compact())).settings;
                latchkey::telemetry::start(&settings.log, false).unwrap();
                let provider = build(settings, Arc::new(SystemClock)).await.unwrap();
                serve(provider, Listen::Configured).await.unwrap().await.unwrap();
            }
            Kind::Bare => {
                let body = web::Bytes::from(std::fs::read(folder.join("discovery.json")).unwrap());
                let server = HttpServer::new(move || {
                    let body = body.clone();
                    App::new().route(
                        "/discovery",
                        web::get().to(move || {
                            let body = body.clone();
                            async move { HttpResponse::Ok().content_type("application/json").body(body) }
                        }),
                    )
                });
                server.workers(1).bind(("127.0.0.1", kind.port())).unwrap().run().await.unwrap();
            }
        }
    });
}

/// A running child.
pub struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Starts a child and waits for its first answer.
    pub fn start(kind: Kind, folder: &Path) -> Self {
        if matches!(kind, Kind::Latchkey) && !folder.join("config.toml").exists() {
            std::fs::write(folder.join("config.toml"), configuration(kind.port())).unwrap();
        }
        let role = if matches!(kind, Kind::Latchkey) { "latchkey" } else { "bare" };
        let child = Command::new(std::env::current_exe().unwrap())
            .env(ROLE, role)
            .env(FOLDER, folder)
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(folder.join(format!("{role}.log"))).unwrap())
            .spawn()
            .unwrap();
        let server = Self { child, port: kind.port() };
        while std::net::TcpStream::connect(("127.0.0.1", server.port)).is_err() {
            std::thread::sleep(Duration::from_micros(200));
        }
        let mut connection = server.connect();
        if matches!(kind, Kind::Latchkey) {
            connection.get("/.well-known/openid-configuration");
            std::fs::write(folder.join("discovery.json"), connection.body()).unwrap();
        } else {
            connection.get("/discovery");
        }
        server
    }

    /// A connection to it.
    pub fn connect(&self) -> Connection {
        Connection::open(self.port)
    }

    /// Resident memory.
    pub fn resident_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// CPU time used so far, user and system.
    fn cpu(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        Duration::from_millis(ticks * 10)
    }

    /// Sends `request` from many connections for a while.
    pub fn measure(&self, slice: Duration, connections: usize, request: impl Fn(&mut Connection) + Sync) -> Sample {
        let count = AtomicU64::new(0);
        let warm = Duration::from_millis(500);
        let begun = Instant::now();
        let (mut cpu, mut wall, mut before) = (Duration::ZERO, Duration::ZERO, 0);
        std::thread::scope(|scope| {
            for _ in 0..connections {
                scope.spawn(|| {
                    let mut connection = self.connect();
                    while begun.elapsed() < warm + slice {
                        request(&mut connection);
                        count.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
            std::thread::sleep(warm);
            (before, cpu) = (count.load(Ordering::Relaxed), self.cpu());
            let from = Instant::now();
            std::thread::sleep(slice);
            let done = count.load(Ordering::Relaxed) - before;
            (before, cpu, wall) = (done, self.cpu().saturating_sub(cpu), from.elapsed());
        });
        Sample::new(before, cpu, wall)
    }

    /// Prepares a stock first, unmeasured, then measures what uses it up.
    pub fn measure_after<T: Send>(
        &self,
        slice: Duration,
        connections: usize,
        prepare: impl Fn(&mut Connection) -> T + Sync,
        request: impl Fn(&mut Connection, T) + Sync,
    ) -> Sample {
        let rounds = 12;
        let (mut done, mut cpu, mut wall) = (0, Duration::ZERO, Duration::ZERO);
        for _ in 0..rounds {
            let each = 12 * usize::try_from(slice.as_secs()).unwrap();
            let mut stocks: Vec<(Connection, Vec<T>)> = std::thread::scope(|scope| {
                let workers: Vec<_> = (0..connections)
                    .map(|_| {
                        scope.spawn(|| {
                            let mut connection = self.connect();
                            let stock = (0..each).map(|_| prepare(&mut connection)).collect();
                            (connection, stock)
                        })
                    })
                    .collect();
                workers.into_iter().map(|worker| worker.join().unwrap()).collect()
            });
            let (cpu_before, begun) = (self.cpu(), Instant::now());
            std::thread::scope(|scope| {
                for (connection, stock) in &mut stocks {
                    let request = &request;
                    scope.spawn(move || stock.drain(..).for_each(|item| request(connection, item)));
                }
            });
            done += u64::try_from(each * connections).unwrap();
            cpu += self.cpu().saturating_sub(cpu_before);
            wall += begun.elapsed();
        }
        Sample::new(done, cpu, wall)
    }

    /// Each connection carries a refresh token from answer to answer.
    pub fn measure_chain(
        &self,
        slice: Duration,
        connections: usize,
        request: impl Fn(&mut Connection, String) -> String + Sync,
    ) -> Sample {
        let tokens: Vec<_> = (0..connections).map(|_| self.connect().refresh_token("es")).collect();
        let tokens = std::sync::Mutex::new(tokens);
        self.measure(slice, connections, |connection| {
            let token = connection.carried.take().unwrap_or_else(|| tokens.lock().unwrap().pop().unwrap());
            connection.carried = Some(request(connection, token));
        })
    }

    /// Each request shows the same access token.
    pub fn measure_with_token(
        &self,
        slice: Duration,
        connections: usize,
        request: impl Fn(&mut Connection, &str) + Sync,
    ) -> Sample {
        let mut connection = self.connect();
        let code = connection.authorize("rs");
        let token = connection.redeem("rs", &code);
        self.measure(slice, connections, |connection| request(connection, &token))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn configuration(port: u16) -> String {
    let cheap = latchkey::config::settings::Argon2Cost { memory_kib: 8, iterations: 1, parallelism: 1 };
    let hash = latchkey::login::hasher::hash_now(cheap, PASSWORD).unwrap();
    let client = |id: &str, alg: &str| {
        format!(
            "[[clients]]\nclient_id = \"{id}\"\nclient_secret_hash = \"sha256:{}\"\nredirect_uris = [\"http://localhost/cb\"]\n\
             consent = \"skip\"\nrequire_pkce = false\nid_token_signed_response_alg = \"{alg}\"\n",
            latchkey::secret::Digest::of(crate::load::SECRET)
                .as_bytes()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        )
    };
    format!(
        "[server]\nissuer = \"http://localhost:{port}\"\nlisten = [\"127.0.0.1:{port}\"]\nworkers = 1\ndata_dir = \"data\"\n\
         [login]\nargon2 = {{ memory = \"8KiB\", iterations = 1, parallelism = 1 }}\n\
         [limits]\nlogin_per_ip = \"1000000/1m\"\nlogin_per_account = \"1000000/1m\"\n\
         [[users]]\nusername = \"ada\"\nname = \"Ada Example\"\nemail = \"ada@example.com\"\npassword_hash = \"{}\"\n{}{}",
        hash.expose(),
        client("rs", "RS256"),
        client("es", "ES256")
    )
}
