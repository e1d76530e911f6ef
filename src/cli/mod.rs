//! The command line: `latchkey` alone serves; each other command is a file of its own.

mod serve;
mod start;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A standalone OpenID Provider: one binary, clients in TOML, sign-out that tells the truth.
#[derive(Debug, Parser)]
#[command(name = "latchkey", version, max_term_width = 100)]
struct Cli {
    /// Configuration file; may be repeated. Without it: $LATCHKEY_CONFIG, ./config.toml, /config/config.toml,
    /// /etc/latchkey/config.toml, or none at all, which is development mode.
    #[arg(short, long, global = true, value_name = "FILE")]
    config: Vec<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server (what `latchkey` alone does).
    Serve,
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let sources = start::sources(&cli.config);
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(&sources, std::io::stderr().is_terminal()),
    }
}
