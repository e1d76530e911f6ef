//! `latchkey hash-password`: the `password_hash` of a `[[users]]` block.

use std::io::{self, IsTerminal as _, Read as _};

use super::context::Failure;
use crate::config::settings::Settings;
use crate::login::hasher::hash_now;
use crate::login::new_password;
use crate::login::password::normalised;
use crate::secret::Secret;
use crate::telemetry::tell;

/// Reads a password without echo, or from standard input, and prints its Argon2id PHC string. One that people could not choose
/// is hashed all the same, with a warning: what the file says is the operator's decision.
pub fn run(settings: &Settings) -> Result<(), Failure> {
    let password = read_password("Password: ")?;
    if password.expose().is_empty() {
        return Err(Failure::Failed("the password is empty".to_owned()));
    }
    if let Err(error) = new_password::check(&password, &[], settings) {
        tell(format_args!("warning: {error}"));
    }
    let hash = hash_now(settings.login.argon2, normalised(&password).expose());
    println!("{}", hash.ok_or_else(|| Failure::Failed("the password could not be hashed".to_owned()))?.expose());
    Ok(())
}

/// A password: typed without echo on a terminal, else the first line of standard input.
pub fn read_password(prompt: &str) -> Result<Secret, Failure> {
    let failed = |error: io::Error| Failure::Failed(format!("the password could not be read: {error}"));
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(prompt).map(Secret::new).map_err(failed);
    }
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(failed)?;
    Ok(Secret::new(text.lines().next().unwrap_or_default()))
}
