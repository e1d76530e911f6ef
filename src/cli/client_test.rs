//! `latchkey client test`: the sign-in to a client, tried. The command plays the client, by the same rules that the demo app goes by
//! ([`crate::demo::flow`]), and waits for the answer at a redirect URI that the client has registered on this machine. The server
//! makes no exception for it: where there is no such URI, the command says which line to add. `--as` goes through the same sign-in
//! in the database alone ([`rehearsal`]).

mod callback;
mod http;
mod proof;
mod rehearsal;

use std::time::Duration;

use clap::Args;
use serde_json::{Map, Value, json};

use self::callback::Callback;
use self::http::{Answered, Http};
use self::proof::Proof;
use super::client;
use super::context::{Context, Failure};
use super::output::{self, Format};
use super::registered::{self, duration};
use crate::clock::Timestamp;
use crate::demo::flow::{self, Answer, Asker, FlowError, Kind, Pending};
use crate::demo::gloss;
use crate::protocol::client::{Client, GrantType};
use crate::protocol::response_type::ResponseType;
use crate::telemetry::{complain, tell};

/// What is asked for where neither the command nor the client says something.
const USUAL_SCOPE: &str = "openid profile email";
/// Tokens that may be shown.
const TOKENS: [&str; 3] = ["id_token", "access_token", "refresh_token"];

/// Arguments of `latchkey client test`.
#[derive(Debug, Args)]
pub struct TestArgs {
    /// The client_id.
    #[arg(allow_hyphen_values = true)]
    client_id: String,
    /// Rehearse the sign-in of this person (username or email address) instead: show what the app would send, what the person
    /// would be asked, and what the app would be told. Nothing is issued, and neither a browser nor a running server is needed.
    /// The exit code is 1 if the app would get an error.
    #[arg(long = "as", value_name = "PERSON", conflicts_with_all = ["secret_stdin", "show_tokens"])]
    person: Option<String>,
    /// What to ask for, such as "openid groups". By default what the client may have, without offline_access.
    #[arg(long)]
    scope: Option<String>,
    /// Read the client's secret from standard input. Needed where the configuration or the database has only its hash; on a
    /// terminal the command asks for it.
    #[arg(long)]
    secret_stdin: bool,
    /// Print the tokens, too. Whoever has them can use them.
    #[arg(long)]
    show_tokens: bool,
    /// How long to wait for the sign-in, such as 90s or 5m.
    #[arg(long, default_value = "5m", value_parser = duration)]
    timeout: Duration,
}

/// Runs the command.
pub async fn run(arguments: &TestArgs, context: &Context) -> Result<(), Failure> {
    let client = match client::find(context, &arguments.client_id) {
        Ok(client) => client.clone(),
        Err(_) => registered::find(context, &arguments.client_id).await?.0,
    };
    match &arguments.person {
        Some(person) => rehearsal::run(&client, person, arguments.scope.as_deref(), context).await,
        None => sign_in(&client, arguments, context).await,
    }
}

/// What a sign-in brought.
struct SignedIn {
    id_token: Value,
    userinfo: Value,
    answer: Value,
}

/// A real one.
async fn sign_in(client: &Client, arguments: &TestArgs, context: &Context) -> Result<(), Failure> {
    if let Some(obstacle) = obstacle(client) {
        return Err(Failure::Failed(format!(
            "{0} cannot be tested like this: {obstacle}. A rehearsal needs none of it: latchkey client test {0} --as PERSON",
            client.client_id
        )));
    }
    if !context.writes(format_args!("A sign-in at {} would begin.", context.settings.server.issuer.as_str())) {
        return Ok(());
    }
    let callback = Callback::open(client).await?;
    let proof = Proof::of(client, arguments.secret_stdin, context)?;
    let http = Http::new(&context.settings);
    let endpoints = http.endpoints().await?;
    let asker = Asker { client_id: client.client_id.to_string(), scope: scope(client, arguments.scope.as_deref()) };
    let pending = Pending::new(Kind::Plain, asker, callback.redirect_uri.clone(), endpoints, context.now());
    let is_pushed = client.rules().pushed_requests
        || client.require_pushed_authorization_requests
        || context.settings.pushed_requests.required;
    let address = match is_pushed {
        true => http.push(&pending, &proof).await?,
        false => {
            flow::with_query(&pending.endpoints.authorization_endpoint, &pending.parameters(None)).map_err(failed)?
        }
    };
    tell(format_args!(
        "Open this address in a browser on this machine and sign in. The answer is waited for at {} (Ctrl-C ends it):",
        pending.redirect_uri
    ));
    // Without it nobody can go on, whoever asked for silence.
    complain(&address);
    let parameters = callback.answer(&pending.state, arguments.timeout).await?;
    let code = match flow::answer(&parameters, &pending).map_err(failed)? {
        Answer::Code { code, .. } => code,
        Answer::Error { error, description } => {
            return Err(Failure::Failed(format!("the server answered with the error {error}: {description}")));
        }
    };
    let signed_in = redeem(&http, &pending, &proof, &code, context).await?;
    print(&signed_in, arguments.show_tokens, context.format, context.now());
    tell(format_args!(
        "{} works: the ID token was verified by the keys of the server, and userinfo names the same person. It was a sign-in like any \
         other: `latchkey session list` shows the login",
        client.client_id
    ));
    Ok(())
}

/// Why this command cannot play the client.
fn obstacle(client: &Client) -> Option<&'static str> {
    let rules = client.rules();
    let uses_codes =
        client.may_use(GrantType::AuthorizationCode) && client.response_types.contains(&ResponseType::Code);
    if !uses_codes {
        return Some("it does not use the authorization code flow (response_type `code`)");
    }
    if rules.signed_requests || rules.signed_responses {
        return Some("its requests are signed with a key that only the app has");
    }
    if rules.bound_tokens || client.dpop_bound_access_tokens || client.tls_client_certificate_bound_access_tokens {
        return Some("its tokens are bound to a key or a certificate that only the app has");
    }
    if client.id_token_encryption.is_some() || client.userinfo_encryption.is_some() {
        return Some("what it is told is encrypted for a key that only the app has");
    }
    None
}

/// What to ask for: `openid` is always in it, since without it nobody is signed in.
fn scope(client: &Client, said: Option<&str>) -> String {
    let registered = || client.scope.as_ref().map(ToString::to_string);
    let wanted = match said {
        Some(said) => said.to_owned(),
        None => registered().unwrap_or_else(|| USUAL_SCOPE.to_owned()),
    };
    // Nobody would use what offline_access is for.
    let left_out = if said.is_some() { "" } else { "offline_access" };
    let values = wanted.split(' ').filter(|value| !value.is_empty() && *value != "openid" && *value != left_out);
    std::iter::once("openid").chain(values).collect::<Vec<_>>().join(" ")
}

/// Redeems the code, and believes nothing that is not verified (Core §3.1.3.7, §5.3.2).
async fn redeem(
    http: &Http,
    pending: &Pending,
    proof: &Proof,
    code: &str,
    context: &Context,
) -> Result<SignedIn, Failure> {
    let endpoints = &pending.endpoints;
    let answer = http.post(&endpoints.token_endpoint, pending.token_parameters(code), proof).await?;
    let text = |name: &'static str| {
        let missing = || Failure::Failed(format!("the answer of the token endpoint has no {name}"));
        answer.get(name).and_then(Value::as_str).map(str::to_owned).ok_or_else(missing)
    };
    let (id_token, access_token) = (text("id_token")?, text("access_token")?);
    let keys = http.keys(&endpoints.jwks_uri).await?;
    let id_token = flow::verify_id_token(&id_token, &keys, pending, context.now()).map_err(failed)?;
    let userinfo = match http.userinfo(&endpoints.userinfo_endpoint, &access_token).await? {
        Answered::Object(claims) => claims,
        Answered::Other(signed) => keys.verify(signed.trim()).map_err(|error| failed(error.into()))?,
    };
    let sub = |claims: &Value| claims.get("sub").and_then(Value::as_str).map(str::to_owned);
    match sub(&userinfo) == sub(&id_token) {
        true => Ok(SignedIn { id_token, userinfo, answer }),
        false => Err(failed(FlowError::OtherSubject)),
    }
}

/// A row for each claim, with what it means.
fn print(signed_in: &SignedIn, show_tokens: bool, format: Format, now: Timestamp) {
    let SignedIn { id_token, userinfo, answer } = signed_in;
    let tokens = TOKENS.into_iter().filter_map(|name| Some((name, answer.get(name)?)));
    match format {
        Format::Json | Format::Toml => {
            let tokens: Map<String, Value> = tokens.map(|(name, token)| (name.to_owned(), token.clone())).collect();
            let (mut names, mut values) = (vec!["id_token", "userinfo"], vec![id_token.clone(), userinfo.clone()]);
            if show_tokens {
                names.push("tokens");
                values.push(Value::Object(tokens));
            }
            output::one(format, &names, &values);
        }
        Format::Table => {
            let parts = [("id_token", id_token), ("userinfo", userinfo)];
            let claims = parts.into_iter().flat_map(|(part, claims)| {
                claims.as_object().into_iter().flatten().map(move |(name, value)| (part, name, value))
            });
            let row = |(part, name, value): (&str, &String, &Value)| {
                vec![json!(part), json!(name), value.clone(), json!(gloss::claim(name, value, now))]
            };
            let rows: Vec<Vec<Value>> = claims.map(row).collect();
            output::rows(format, &["told_by", "claim", "value", "meaning"], &rows);
            if show_tokens {
                tokens.for_each(|(name, token)| {
                    output::line(format_args!("{name}: {}", token.as_str().unwrap_or_default()));
                });
            }
        }
    }
}

fn failed(error: FlowError) -> Failure {
    Failure::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::client::ClientId;
    use crate::protocol::scope::ScopeSet;

    #[test]
    fn it_asks_for_what_the_client_may_have_and_always_for_openid() {
        let plain = Client::bare(ClientId::parse("app").unwrap());
        let client = Client { scope: Some(ScopeSet::parse("email offline_access openid")), ..plain.clone() };
        assert_eq!(scope(&plain, None), USUAL_SCOPE);
        let asked = scope(&client, None);
        assert!(
            asked.starts_with("openid ") && asked.contains("email") && !asked.contains("offline_access"),
            "{asked}"
        );
        assert_eq!(scope(&client, Some("groups  offline_access")), "openid groups offline_access");
    }

    #[test]
    fn what_only_the_app_can_do_is_not_tried() {
        let plain = || Client::bare(ClientId::parse("app").unwrap());
        assert_eq!(obstacle(&plain()), None);
        let of = |client: Client| obstacle(&client).unwrap_or_default();
        assert!(of(Client { dpop_bound_access_tokens: true, ..plain() }).contains("bound"));
        assert!(of(Client { grant_types: vec![GrantType::ClientCredentials], ..plain() }).contains("code"));
        assert!(of(Client { response_types: vec![ResponseType::IdToken], ..plain() }).contains("code"));
    }
}
