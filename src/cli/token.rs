//! `latchkey token …`: what a token says, and what it is good for, for whoever looks for a fault. `decode` verifies nothing and
//! asks no database; `introspect` asks the database alone, as the introspection endpoint does (RFC 7662).

use std::io::{self, IsTerminal as _, Read as _};

use clap::Subcommand;
use serde_json::{Map, Value, json};

use super::context::{Context, Failure};
use super::output::{self, Format};
use crate::clock::Timestamp;
use crate::jose::base64url_decode;
use crate::telemetry::tell;
use crate::token::introspect::{Asker, introspect};

/// Claims that are moments.
const MOMENTS: [&str; 5] = ["auth_time", "exp", "iat", "nbf", "updated_at"];

/// What to do with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Show what a JWT says: an ID token, a logout token, or an access token that is one. It is typed without echo or read
    /// from standard input. Its signature is not verified.
    Decode,
    /// Ask the database whether an access token or a refresh token is valid now, and for whom and what: the answer of the
    /// introspection endpoint (RFC 7662), and the username. The token is typed without echo or read from standard input. The
    /// exit code is 0 also where it is not valid (`active` is false), since that is an answer. Nothing is recorded, and the
    /// server need not run.
    Introspect,
}

/// `latchkey token decode`.
pub fn run_decode(format: Format) -> Result<(), Failure> {
    decode(&read_token()?, format)
}

/// `latchkey token introspect`.
pub async fn run_introspect(context: &Context) -> Result<(), Failure> {
    let token = read_token()?;
    let answer = match context.look().await? {
        Some(provider) => introspect(&provider, Asker::Operator, token.trim(), provider.now()).await?,
        None => {
            tell(format_args!("there is no database {} yet", context.settings.storage.database));
            r#"{"active":false}"#.to_owned()
        }
    };
    let unreadable = |error: serde_json::Error| Failure::Failed(error.to_string());
    let answer: Members = serde_json::from_str(&answer).map_err(unreadable)?;
    if answer.get("active") != Some(&json!(true)) {
        tell(
            "it is no access token or refresh token that is valid now: it expired, was used up or revoked, its login ended, its app \
             or person is gone, or it is another kind of token (`latchkey token decode` shows what a JWT says)",
        );
    }
    match context.format {
        Format::Json | Format::Toml => {
            let names: Vec<&str> = answer.keys().map(String::as_str).collect();
            let values: Vec<Value> = answer.values().cloned().collect();
            output::one(context.format, &names, &values);
        }
        Format::Table => {
            let rows: Vec<Vec<Value>> = answer.iter().map(member).collect();
            output::rows(context.format, &["name", "value", "time"], &rows);
        }
    }
    Ok(())
}

/// A token is a secret, and no argument, which everybody on the machine could see.
fn read_token() -> Result<String, Failure> {
    let failed = |error: io::Error| Failure::Failed(format!("the token could not be read: {error}"));
    if io::stdin().is_terminal() {
        return rpassword::prompt_password("Token: ").map_err(failed);
    }
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}

fn decode(token: &str, format: Format) -> Result<(), Failure> {
    let (header, claims) = parts(token.trim())?;
    match format {
        Format::Json | Format::Toml => {
            output::one(format, &["header", "claims"], &[Value::Object(header), Value::Object(claims)])
        }
        Format::Table => {
            let rows = [members("header", &header), members("claims", &claims)].concat();
            output::rows(format, &["part", "name", "value", "time"], &rows);
        }
    }
    tell("the signature was not verified: this is what the token says, and not that it is true");
    Ok(())
}

type Members = Map<String, Value>;

/// Header and claims.
fn parts(token: &str) -> Result<(Members, Members), Failure> {
    let parts: Vec<&str> = token.split('.').collect();
    match parts.as_slice() {
        [header, claims, _] => Ok((object(header)?, object(claims)?)),
        [_, _, _, _, _] => Err(Failure::Failed("the token is encrypted (JWE): whom it is for can read it".to_owned())),
        _ => {
            let why =
                "this is no JWT: refresh tokens are none, and access tokens only with access_token_format = \"jwt\"";
            Err(Failure::Failed(why.to_owned()))
        }
    }
}

fn object(part: &str) -> Result<Members, Failure> {
    let octets = base64url_decode(part.as_bytes());
    let object = octets.and_then(|octets| serde_json::from_slice(&octets).ok());
    object.ok_or_else(|| Failure::Failed("the token is damaged: a part is not base64url of a JSON object".to_owned()))
}

/// A row for each member.
fn members(part: &str, members: &Map<String, Value>) -> Vec<Vec<Value>> {
    members.iter().map(|pair| [vec![json!(part)], member(pair)].concat()).collect()
}

/// Name and value, and the time where the value is one.
fn member((name, value): (&String, &Value)) -> Vec<Value> {
    let moment = value.as_i64().filter(|_| MOMENTS.contains(&name.as_str()));
    let time = moment.map(|seconds| Timestamp(seconds).to_string());
    vec![json!(name), value.clone(), json!(time)]
}
