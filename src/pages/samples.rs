//! What templates are given, as samples: `templates/samples/TEMPLATE.json`, a list of contexts without what every page has
//! ([`super::page::common`]). Templates of the operator are tried with them.
//!
//! They cannot fall behind the server: whatever tests render is compared with them, so that they fail for a key,
//! a kind of value or an absence of a key that no sample has. `LATCHKEY_BLESS=1` adds what is rendered then to the samples.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// What every page is given: it is made anew where a sample is used.
pub const COMMON: [&str; 5] = ["brand", "lang", "dir", "base", "request_id"];

/// The languages to choose from are a long list, the same for every page.
const LANGUAGES: &str = "languages";

macro_rules! samples {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../templates/samples/", $name, ".json")))),+]
    };
}

/// The samples of each template that is rendered by itself.
const SAMPLES: [(&str, &str); 47] = samples!(
    "account.html",
    "activity.html",
    "admin.html",
    "admin_activity.html",
    "admin_add_person.html",
    "admin_app.html",
    "admin_app_connect.html",
    "admin_app_try.html",
    "admin_apps.html",
    "admin_deliveries.html",
    "admin_groups.html",
    "admin_health.html",
    "admin_keys.html",
    "admin_link.html",
    "admin_people.html",
    "admin_person.html",
    "admin_sessions.html",
    "admin_sign_up_link.html",
    "apps.html",
    "confirm_email.html",
    "consent.html",
    "demo.html",
    "device.html",
    "error.html",
    "forgot.html",
    "form_post.html",
    "invite.html",
    "login.html",
    "logout.html",
    "mail.html",
    "mail.txt",
    "message.html",
    "not_me.html",
    "profile.html",
    "recovery_codes.html",
    "remove_app.html",
    "requests.html",
    "second_factor.html",
    "security.html",
    "select_account.html",
    "session_check.html",
    "set_up_factor.html",
    "setup.html",
    "sign_up.html",
    "sign_up_account.html",
    "signed_out.html",
    "welcome.html",
);

/// The templates that there are samples of.
pub fn names() -> impl Iterator<Item = &'static str> {
    SAMPLES.iter().map(|(name, _)| *name)
}

/// The samples of a template; none where it is a part of others.
pub fn of(template: &str) -> Vec<Map<String, Value>> {
    let text = SAMPLES.iter().find(|(name, _)| *name == template).map_or("[]", |(_, text)| *text);
    serde_json::from_str(text).unwrap_or_default()
}

/// What a context is made of, as far as a template can tell: where there is which kind of value.
pub fn features<'a>(contexts: impl IntoIterator<Item = &'a Map<String, Value>>) -> Features {
    let mut features = Features::default();
    for context in contexts {
        let mut kept = context.clone();
        COMMON.iter().for_each(|name| drop(kept.remove(*name)));
        if let Some(Value::Object(languages)) = kept.get_mut(LANGUAGES) {
            languages.remove("all");
        }
        features.add("", &Value::Object(kept));
    }
    features
}

/// The features of one or more contexts.
#[derive(Debug, Default)]
pub struct Features {
    /// A path and a kind.
    kinds: BTreeSet<String>,
    /// For each path of an object the sets of keys that it has.
    keys: BTreeMap<String, BTreeSet<BTreeSet<String>>>,
}

impl Features {
    fn add(&mut self, path: &str, value: &Value) {
        let kind = match value {
            Value::Null => "null",
            Value::Bool(true) => "true",
            Value::Bool(false) => "false",
            Value::Number(_) => "a number",
            Value::String(text) if text.is_empty() => "an empty text",
            Value::String(_) => "a text",
            Value::Array(items) if items.is_empty() => "an empty list",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        self.kinds.insert(format!("`{path}` is {kind}"));
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.add(&format!("{path}[]"), item)),
            Value::Object(members) => {
                let keys = members.keys().cloned().collect();
                self.keys.entry(path.to_owned()).or_default().insert(keys);
                for (name, member) in members {
                    let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    self.add(&below, member);
                }
            }
            _ => {}
        }
    }

    /// What these have that `known` do not: a kind of value, or that a key is absent which is always there in `known`.
    pub fn beyond(&self, known: &Self) -> Vec<String> {
        let mut beyond: Vec<String> = self.kinds.difference(&known.kinds).cloned().collect();
        for (path, sets) in &self.keys {
            let Some(known_sets) = known.keys.get(path) else { continue };
            let always = known_sets.iter().cloned().reduce(|one, two| &one & &two).unwrap_or_default();
            let lacked: BTreeSet<&String> = sets.iter().flat_map(|keys| always.difference(keys)).collect();
            beyond.extend(lacked.into_iter().map(|key| format!("`{path}` is without `{key}`")));
        }
        beyond
    }
}

/// Fails where a template is given what no sample has.
#[cfg(debug_assertions)]
pub fn expect(template: &str, context: &Value) {
    let Value::Object(context) = context else { return };
    let beyond = features([context]).beyond(&features(&of(template)));
    if beyond.is_empty() {
        return;
    }
    if std::env::var_os("LATCHKEY_BLESS").is_some() {
        bless(template, context);
        return;
    }
    // Set for tests by `.cargo/config.toml`: whoever tries a debug build out shall have the page.
    if std::env::var_os("LATCHKEY_SAMPLES").is_none() {
        return;
    }
    panic!(
        "templates/samples/{template}.json has no sample for what the page is given: {}. Run this test with LATCHKEY_BLESS=1, which adds \
         one, or write it by hand",
        beyond.join(", ")
    );
}

/// Adds a context to the samples of a template, unless another has come meanwhile that is like it.
#[cfg(debug_assertions)]
fn bless(template: &str, context: &Map<String, Value>) {
    use std::fmt::Write as _;
    use std::sync::{Mutex, PoisonError};

    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/samples").join(format!("{template}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let mut samples: Vec<Map<String, Value>> = serde_json::from_str(&text).unwrap_or_default();
    if features([context]).beyond(&features(&samples)).is_empty() {
        return;
    }
    let mut context = context.clone();
    COMMON.iter().for_each(|name| drop(context.remove(*name)));
    if let Some(Value::Object(languages)) = context.get_mut(LANGUAGES) {
        languages.remove("all");
    }
    with_new_keys(&mut samples, &context);
    samples.push(context);
    let mut text = String::from("[");
    for (at, sample) in samples.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let sample = serde_json::to_string(sample).unwrap_or_default();
        // Writing to a text cannot fail.
        let _ = write!(text, "{comma}\n{sample}");
    }
    text.push_str("\n]\n");
    if let Err(error) = std::fs::write(&path, text) {
        eprintln!("{}: {error}", path.display());
    }
}

/// Gives the samples what none of them has and a later context does: a key that is new is there from now on. Where it is not, another test
/// finds it absent.
#[cfg(debug_assertions)]
fn with_new_keys(samples: &mut [Map<String, Value>], context: &Map<String, Value>) {
    for (key, value) in context {
        if samples.iter().all(|sample| !sample.contains_key(key)) {
            samples.iter_mut().for_each(|sample| drop(sample.insert(key.clone(), value.clone())));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn beyond(known: &[Value], given: &Value) -> Vec<String> {
        let known: Vec<_> = known.iter().filter_map(Value::as_object).collect();
        features(given.as_object()).beyond(&features(known))
    }

    #[test]
    fn what_is_given_like_a_sample_is_known_whatever_it_says() {
        let known = [json!({"a": "one", "list": [{"n": 1}]}), json!({"a": null, "list": []})];
        assert_eq!(beyond(&known, &json!({"a": "two", "list": [{"n": 5}, {"n": 6}], "lang": "de"})), [""; 0]);
        assert_eq!(beyond(&known, &json!({"a": null, "list": []})), [""; 0]);
    }

    #[test]
    fn a_key_that_is_new_is_given_to_the_samples_that_there_are() {
        let contexts = [json!({"a": 1}), json!({"a": 2, "b": null})];
        let mut samples: Vec<_> = contexts.iter().filter_map(|context| context.as_object().cloned()).collect();
        with_new_keys(&mut samples, json!({"a": 3, "b": true, "c": "new"}).as_object().unwrap());
        assert_eq!(json!(samples), json!([{"a": 1, "c": "new"}, {"a": 2, "b": null, "c": "new"}]));
    }

    #[test]
    fn another_key_another_kind_and_a_key_that_is_absent_are_not() {
        let known =
            [json!({"a": "one", "o": {"x": 1, "y": 1}, "s": true}), json!({"a": "one", "o": {"x": 1}, "s": true})];
        let given = |value: Value| beyond(&known, &value);
        assert_eq!(given(json!({"a": "one", "b": 1, "o": {"x": 1}, "s": true})), ["`b` is a number"]);
        assert_eq!(given(json!({"a": null, "o": {"x": 1}, "s": true})), ["`a` is null"]);
        assert_eq!(given(json!({"a": "", "o": {"x": 1}, "s": true})), ["`a` is an empty text"]);
        assert_eq!(given(json!({"a": "one", "o": {"x": 1}, "s": false})), ["`s` is false"]);
        assert_eq!(given(json!({"o": {"x": 1}, "s": true})), ["`` is without `a`"]);
        assert_eq!(given(json!({"a": "one", "o": {"y": 1}, "s": true})), ["`o` is without `x`"]);
        // That one is absent at times is known.
        assert_eq!(given(json!({"a": "one", "o": {"x": 2}, "s": true})), [""; 0]);
    }
}
