//! The command line: `latchkey` alone serves; each other command is a file of its own.

mod check;
mod context;
mod hash_password;
mod health;
mod serve;
mod start;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use context::Failure;

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
    /// Read the configuration and tell everything that is wrong or doubtful.
    Check,
    /// Ask the running server whether it is ready.
    Health,
    /// Print the Argon2id hash of a password, for `password_hash` in [[users]].
    HashPassword,
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let sources = start::sources(&cli.config);
    let color = std::io::stderr().is_terminal();
    let command = cli.command.unwrap_or(Command::Serve);
    if matches!(command, Command::Serve) {
        return serve::run(&sources, color);
    }
    let loaded = match start::load_or_tell(&sources, color) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let done: Result<(), Failure> = match command {
        Command::Serve => Ok(()),
        Command::Check => {
            check::run(&loaded, color);
            Ok(())
        }
        Command::Health => health::run(&loaded.settings.server),
        Command::HashPassword => hash_password::run(loaded.settings.login.argon2),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("latchkey: {failure}");
            failure.exit_code()
        }
    }
}
