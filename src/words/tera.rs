//! Words in templates: `{{ t(k="key", name=value) }}`, and `{{ th(k="key") }}` for a message that holds markup.

use std::collections::HashMap;
use std::sync::LazyLock;

use tera::{Function, Result, Tera, Value as Json, escape_html};

use super::{PageLanguage, Value, reader};

/// Lets the templates of `tera` say words.
pub fn register(tera: &mut Tera) {
    tera.register_function("t", Plain);
    tera.register_function("th", Markup);
    tera.register_function("language_options", LanguageOptions);
}

/// `{{ language_options() }}`: the languages to choose from as options of a form, of which that of the reader is chosen.
struct LanguageOptions;

impl Function for LanguageOptions {
    fn call(&self, _: &HashMap<String, Json>) -> Result<Json> {
        static OF_EACH: LazyLock<HashMap<PageLanguage, String>> =
            LazyLock::new(|| PageLanguage::all().map(|chosen| (chosen, options(chosen))).collect());
        Ok(OF_EACH.get(&reader::language()).map_or(Json::Null, |options| Json::String(options.clone())))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn options(chosen: PageLanguage) -> String {
    let option = |language: PageLanguage| {
        let (tag, name) = (escape_html(language.tag()), escape_html(language.name()));
        let selected = if language == chosen { " selected" } else { "" };
        format!("<option value=\"{tag}\" lang=\"{tag}\"{selected}>{name}</option>")
    };
    PageLanguage::all().map(option).collect()
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
