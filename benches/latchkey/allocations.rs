//! How often the server asks its allocator for memory: `counted.rs` tells.

use std::io::Read as _;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::server::{Kind, Server};

/// Builds the server that counts; `None` where it cannot be built.
pub fn build() -> Option<PathBuf> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let built = Command::new(cargo)
        .args(["build", "--release", "--locked", "--bench", "counted", "--message-format", "json-render-diagnostics"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::inherit())
        .output()
        .ok()?;
    let told = String::from_utf8(built.stdout).unwrap();
    let messages = told.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut artifacts = messages.filter(|message| message["target"]["name"] == "counted");
    artifacts.find_map(|message| Some(PathBuf::from(message["executable"].as_str()?)))
}

/// How often this server allocated, or changed the size of what it had, since it began.
pub fn of(server: &Server) -> u64 {
    assert_eq!(server.kind, Kind::Counted);
    let mut told = [0; 8];
    TcpStream::connect(("127.0.0.1", server.kind.tells_at())).unwrap().read_exact(&mut told).unwrap();
    u64::from_be_bytes(told)
}
