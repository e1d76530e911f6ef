//! `--as PERSON`: the sign-in gone through in the database, as the administrators' page *Try it* does, in words and in full. Nothing is
//! issued, stored or counted.

use serde_json::Value;

use crate::cli::context::{Context, Failure, user_named};
use crate::cli::output::{self, Format};
use crate::endpoints::admin::try_it;
use crate::endpoints::error::PageError;
use crate::protocol::client::Client;

/// Runs it.
pub async fn run(client: &Client, person: &str, scope: Option<&str>, context: &Context) -> Result<(), Failure> {
    if !client.signs_people_in() {
        return Err(Failure::Failed(format!("{} signs nobody in: it only acts for itself", client.client_id)));
    }
    let nobody = || Failure::NotFound(format!("no account has the username or email address {person}"));
    let provider = context.look().await?.ok_or_else(nobody)?;
    let user = user_named(provider.store.as_ref(), person).await?;
    let tried = try_it::gone_through(&provider, client, &user, scope).await.map_err(|error| match error {
        PageError::Store(error) => Failure::Store(error),
        other => Failure::Failed(other.to_string()),
    })?;
    match context.format {
        Format::Json | Format::Toml => {
            let members = tried.as_object();
            let names: Vec<&str> = members.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
            let values: Vec<Value> = members.into_iter().flatten().map(|(_, value)| value.clone()).collect();
            output::one(context.format, &names, &values);
        }
        Format::Table => tell(&tried),
    }
    match text(&tried, "/end/error") {
        "" => Ok(()),
        error => Err(Failure::Failed(format!("the sign-in would not succeed: {error}"))),
    }
}

/// The whole of it, line by line.
fn tell(tried: &Value) {
    output::line(format_args!("The app sends the browser to {} with", text(tried, "/endpoint")));
    fields(tried, "/sent");
    for remark in list(tried, "/remarks").iter().chain(list(tried, "/facts")).filter_map(Value::as_str) {
        output::line(remark);
    }
    for step in list(tried, "/steps") {
        output::line(format_args!("- {}", text(step, "/words")));
        for item in list(step, "/items") {
            let values: Vec<&str> = list(item, "/values").iter().map(|value| text(value, "/text")).collect();
            match values.is_empty() {
                true => output::line(format_args!("    {}", text(item, "/title"))),
                false => output::line(format_args!("    {}: {}", text(item, "/title"), values.join(", "))),
            }
        }
    }
    match text(tried, "/end/place") {
        "" => output::line("The browser stays with Latchkey, and the app learns nothing."),
        place => {
            output::line(format_args!("The browser goes back to {place} ({}) with", text(tried, "/end/mode")));
            fields(tried, "/end/fields");
        }
    }
    if !text(tried, "/end/remedy").is_empty() {
        output::line(format_args!("Remedy: {}", text(tried, "/end/remedy")));
    }
    for (name, title) in [("/id_token", "The ID token would say"), ("/userinfo", "Userinfo would say")] {
        let claims = text(tried, name);
        if !claims.is_empty() {
            output::line(title);
            claims.lines().for_each(output::line);
        }
    }
}

/// Names and values, a line each.
fn fields(tried: &Value, pointer: &str) {
    for field in list(tried, pointer) {
        output::line(format_args!("    {} = {}", text(field, "/name"), text(field, "/value")));
    }
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}
