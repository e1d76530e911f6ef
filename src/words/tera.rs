//! Words in templates: `{{ t(k="key", name=value) }}`, and `{{ th(k="key") }}` for a message that holds markup.

use std::collections::HashMap;

use tera::{Function, Result, Tera, Value as Json, escape_html};

use super::{Value, reader};

/// Lets the templates of `tera` say words.
pub fn register(tera: &mut Tera) {
    tera.register_function("t", Plain);
    tera.register_function("th", Markup);
}

/// A message as text.
struct Plain;

impl Function for Plain {
    fn call(&self, args: &HashMap<String, Json>) -> Result<Json> {
        say(args, |_, text| text.to_owned())
    }
}

/// A message with markup of its own. Its values are text, but for those whose names end in `_html`: what a macro made.
struct Markup;

impl Function for Markup {
    fn call(&self, args: &HashMap<String, Json>) -> Result<Json> {
        say(args, |name, text| if name.ends_with("_html") { text.to_owned() } else { escape_html(text) })
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn say(args: &HashMap<String, Json>, text: impl Fn(&str, &str) -> String) -> Result<Json> {
    let Some(Json::String(key)) = args.get("k") else { return Err("words: \"k\" is missing".into()) };
    let values: Vec<(&str, Value<'_>)> = args
        .iter()
        .filter(|(name, _)| *name != "k")
        .map(|(name, value)| (name.as_str(), value_of(value, |value| text(name, value))))
        .collect();
    let (words, language) = reader::current();
    Ok(Json::String(words.message(language, key, &values)))
}

fn value_of(value: &Json, text: impl Fn(&str) -> String) -> Value<'static> {
    match value {
        Json::Number(number) => number.as_f64().map_or(Value::Error, Value::from),
        Json::String(value) => Value::from(text(value)),
        Json::Null => Value::from(String::new()),
        other => Value::from(text(&other.to_string())),
    }
}
