//! The command line: `latchkey` alone serves; each other command is a file of its own.

mod audit;
mod backup;
mod check;
mod client;
mod client_add;
mod client_test;
mod consent;
mod context;
mod doctor;
mod hash_password;
mod health;
mod init;
mod interrupt;
mod keys;
mod mail;
mod man;
mod migrate;
mod output;
mod plan;
mod progress;
mod registered;
mod reload;
mod running;
mod serve;
mod session;
mod start;
mod stop;
mod token;
mod top;
mod transfer;
mod user;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use context::{Context, Failure};

use crate::config::{Loaded, Severity};
use crate::origin::{self, Origin};
use crate::telemetry::{self, complain, tell};

/// A standalone OpenID Provider: one binary, clients in TOML, durable storage.
#[derive(Debug, Parser)]
#[command(name = "latchkey", version, max_term_width = 100)]
struct Cli {
    /// Configuration file; may be repeated. Without it: $LATCHKEY_CONFIG, ./config.toml, /config/config.toml,
    /// /etc/latchkey/config.toml, or none at all, which is development mode.
    #[arg(short, long, global = true, value_name = "FILE")]
    config: Vec<PathBuf>,
    /// The output format.
    #[arg(long, global = true, value_enum, default_value_t)]
    output: output::Format,
    /// Coloured messages.
    #[arg(long, global = true, value_enum, default_value_t)]
    color: Color,
    /// Confirm commands that end or remove something.
    #[arg(long, global = true)]
    yes: bool,
    /// Say what would be done, and change nothing.
    #[arg(long, global = true)]
    dry_run: bool,
    /// Say nothing but results and failures.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more: which files the configuration was read from, and its warnings.
    #[arg(short, long, global = true)]
    verbose: bool,
    /// The folder with the database, whatever the configuration says.
    #[arg(long, global = true, value_name = "FOLDER")]
    data_dir: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Colours on a terminal; follows `NO_COLOR` and `CLICOLOR_FORCE`.
    fn on_stderr(self) -> bool {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if set("NO_COLOR") => false,
            Self::Auto if std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0" && !value.is_empty()) => {
                true
            }
            Self::Auto => std::io::stderr().is_terminal(),
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server; this is the default command.
    Serve(serve::ServeArgs),
    /// Print a short configuration file to start from.
    Init(init::InitArgs),
    /// Check the configuration and report all errors and warnings.
    Check(check::CheckArgs),
    /// Look at the installation from here: DNS, TLS, discovery, keys, clocks, proxy, database, mail, and the addresses of apps.
    /// Nothing is changed. The exit code is 0 if all is well, 1 if something failed, and 7 if there are warnings.
    Doctor(doctor::DoctorArgs),
    /// Check the configuration, have the running server take it in, and say what became of it. Nothing is sent while the
    /// configuration has errors (exit code 3); the exit code is 1 where no server runs here, or the server keeps the old
    /// configuration, for instance because a changed key needs a restart.
    Reload(reload::ReloadArgs),
    /// Check whether the running server is ready.
    Health,
    /// Print the Argon2id hash of a password, for `password_hash` in [[users]].
    HashPassword,
    /// Generate a client secret and its hash, for `client_secret_hash` in [[clients]].
    GenSecret,
    /// Print a new set-up link, if there is no administrator yet.
    SetupLink,
    /// Manage signing keys, encryption keys and sealing secrets.
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// Manage clients (apps).
    #[command(subcommand)]
    Client(client::ClientCommand),
    /// Manage accounts.
    #[command(subcommand, alias = "users")]
    User(user::UserCommand),
    /// Send a test mail.
    #[command(subcommand)]
    Mail(mail::MailCommand),
    /// List and end sessions.
    #[command(subcommand)]
    Session(session::SessionCommand),
    /// List and remove the access that people gave apps.
    #[command(subcommand)]
    Consent(consent::ConsentCommand),
    /// Show who is signed in and what happens, and go on showing it until Ctrl-C.
    Top(top::TopArgs),
    /// Show, check and export the record of what happened.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Copy the database into one file, also while a server runs. The configuration is not in it.
    Backup(backup::BackupArgs),
    /// Replace the database by a backup, while no server runs. Latchkey cannot know what ended since the backup, so all
    /// sessions and tokens end and queued mails are dropped, unless --keep-logins is given.
    Restore(backup::RestoreArgs),
    /// Write everything in the database into one file, from which `import` fills another one: to move between SQLite and
    /// PostgreSQL. For a move, stop every server first. The configuration is not in it. With --toml, print people and registered
    /// clients as lines of the configuration.
    Export(transfer::ExportArgs),
    /// Fill the empty database that the configuration names from a file of `export`, while no server runs. Sessions and
    /// tokens go on.
    Import(transfer::ImportArgs),
    /// Show which schema the database has, or bring it up to date without starting the server.
    #[command(subcommand)]
    Migrate(migrate::MigrateCommand),
    /// Look into a token, or ask what it is good for.
    #[command(subcommand)]
    Token(token::TokenCommand),
    /// Print the version, as --version does.
    Version,
    /// Print shell completions.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write those of all commands into a folder, for `man latchkey`.
    Man(man::ManArgs),
}

impl Command {
    /// Whether it makes sense only with a configuration that can be used. Everything else goes on when the file is
    /// broken: to lock an account, end a session or replace a key is most urgent when other things are wrong too.
    fn needs_the_file(&self) -> bool {
        match self {
            Self::Keys(_) | Self::User(_) | Self::Session(_) | Self::HashPassword | Self::SetupLink => false,
            Self::Consent(_)
            | Self::Audit(_)
            | Self::Top(_)
            | Self::Backup(_)
            | Self::Restore(_)
            | Self::Migrate(_)
            | Self::Export(_)
            | Self::Import(_) => false,
            Self::Client(command) => command.needs_the_file(),
            _ => true,
        }
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    telemetry::log_panics();
    let cli = Cli::parse();
    let sources = start::sources(&cli.config, cli.data_dir.as_deref());
    let color = cli.color.on_stderr();
    // A server has its log.
    if cli.quiet && !matches!(cli.command, None | Some(Command::Serve(_))) {
        telemetry::hush();
    }
    let command = match cli.command.unwrap_or_else(|| Command::Serve(serve::ServeArgs::default())) {
        Command::Serve(_) if cli.dry_run => return finish(Err(serve::no_dry_run())),
        Command::Serve(arguments) => return serve::run(&sources, arguments, color),
        Command::Init(arguments) => return finish(init::run(arguments)),
        Command::GenSecret => {
            client::generate(cli.output);
            return ExitCode::SUCCESS;
        }
        Command::Token(token::TokenCommand::Decode) => return finish(token::run_decode(cli.output)),
        Command::Version => {
            println!("latchkey {}", env!("CARGO_PKG_VERSION"));
            return ExitCode::SUCCESS;
        }
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "latchkey", &mut std::io::stdout());
            return ExitCode::SUCCESS;
        }
        Command::Man(arguments) => return finish(man::run(&arguments, Cli::command(), cli.dry_run)),
        command => command,
    };
    let loaded = match command.needs_the_file() {
        true => start::load_or_tell(&sources, color).map(|(loaded, _)| (loaded, None)),
        false => start::load_or_salvage(&sources, color),
    };
    let (loaded, broken) = match loaded {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return finish(Err(Failure::Failed(error.to_string()))),
    };
    if cli.verbose {
        tell_of_configuration(&loaded, !matches!(command, Command::Check(_)), color);
    }
    if let Command::Check(arguments) = command {
        return finish(runtime.block_on(check::run(&loaded, &sources, &arguments, color)));
    }
    if let Command::Doctor(arguments) = command {
        return finish(runtime.block_on(doctor::run(&loaded.settings, &sources, &arguments, cli.output)));
    }
    // Without any file, `client add` begins with a fragment beside the first place where one would be.
    let file = loaded.read_from.first().or(sources.usual_places.first()).cloned();
    let context = Context {
        settings: loaded.settings,
        file,
        broken,
        sources,
        format: cli.output,
        yes: cli.yes,
        dry_run: cli.dry_run,
    };
    if let Command::Reload(arguments) = command {
        return finish(runtime.block_on(reload::run(&loaded.warnings, &arguments, &context, color)));
    }
    let origin = Arc::new(Origin::CommandLine(system_user()));
    finish(runtime.block_on(origin::around(origin, run(command, &context))))
}

/// `--verbose`: what the command goes by. `check` tells the warnings by itself.
fn tell_of_configuration(loaded: &Loaded, with_warnings: bool, color: bool) {
    match loaded.read_from.as_slice() {
        [] => tell("there is no configuration file: development mode"),
        files => files.iter().for_each(|file| tell(format_args!("the configuration is read from {}", file.display()))),
    }
    if with_warnings && loaded.warnings.count(Severity::Warning) > 0 {
        eprintln!("{}", start::tell(&loaded.warnings, color));
    }
    tell(format_args!("the database is {}", loaded.settings.storage.database));
}

/// Who runs this command, as the audit names them: whoever became somebody else by `sudo` is named themselves.
fn system_user() -> String {
    let named = ["SUDO_USER", "USER", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    let named = named.filter(|name| !name.is_empty()).unwrap_or_else(|| "?".to_owned());
    let named: String = named.chars().filter(|letter| !letter.is_control()).take(64).collect();
    // The environment says what it likes; the number of the user is the system's.
    match std::fs::metadata("/proc/self") {
        Ok(process) => format!("{named} (uid {})", std::os::unix::fs::MetadataExt::uid(&process)),
        Err(_) => named,
    }
}

async fn run(command: Command, context: &Context) -> Result<(), Failure> {
    match command {
        Command::Health => health::run(&context.settings.server),
        Command::HashPassword => hash_password::run(&context.settings),
        Command::SetupLink => serve::print_setup_link(context).await,
        Command::Keys(command) => keys::run(command, context).await,
        Command::Client(command) => client::run(command, context).await,
        Command::User(command) => user::run(command, context).await,
        Command::Mail(command) => mail::run(command, context).await,
        Command::Session(command) => session::run(command, context).await,
        Command::Consent(command) => consent::run(command, context).await,
        Command::Top(arguments) => top::run(&arguments, context).await,
        Command::Audit(command) => audit::run(command, context).await,
        Command::Backup(arguments) => backup::run(&arguments, context),
        Command::Restore(arguments) => backup::restore(&arguments, context),
        Command::Export(arguments) => transfer::export(&arguments, context).await,
        Command::Import(arguments) => transfer::import(&arguments, context),
        Command::Migrate(command) => migrate::run(&command, context),
        Command::Token(token::TokenCommand::Introspect) => token::run_introspect(context).await,
        Command::Serve(_)
        | Command::Init(_)
        | Command::Check(_)
        | Command::Doctor(_)
        | Command::Reload(_)
        | Command::GenSecret
        | Command::Token(token::TokenCommand::Decode)
        | Command::Version
        | Command::Completions { .. }
        | Command::Man(_) => Ok(()),
    }
}

fn finish(done: Result<(), Failure>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            complain(format_args!("latchkey: {failure}"));
            failure.exit_code()
        }
    }
}
