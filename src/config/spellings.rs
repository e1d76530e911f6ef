//! What may be written in another place or form than ours and means the same. It is brought into ours before anything is
//! checked, so that all that comes behind knows one form. What would mean something else is refused, with the line to write.

use super::document::{Node, Value};
use super::problems::Problem;

/// Where a key may stand, too, and where ours stands.
const MOVED: &[(&[&str], &[&str])] = &[
    (&["email"], &["smtp"]),
    (&["log", "audit", "keep"], &["audit", "retention"]),
    (&["log", "audit", "stdout"], &["audit", "stdout"]),
    (&["login", "mfa", "required_for_groups"], &["login", "mfa_required_for_groups"]),
    (&["login", "passkeys", "rp_id"], &["login", "passkey_rp_id"]),
    (&["login", "passkeys", "autofill"], &["login", "passkey_autofill"]),
    (&["login", "passkeys", "user_verification"], &["login", "passkey_user_verification"]),
];

const PASSKEYS: &[&str] = &["login", "passkeys"];

/// A key that may say what is the case anyway, and nothing else.
struct Anyway {
    path: &'static [&'static str],
    said: Said,
    /// Why nothing else can be said.
    help: &'static str,
}

/// The value that it may have.
enum Said {
    Yes,
    Text(&'static str),
}

impl Said {
    fn is(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Yes, Value::Boolean(flag)) => *flag,
            (Self::Text(expected), Value::String(text)) => text == expected,
            _ => false,
        }
    }

    fn as_written(&self) -> String {
        match self {
            Self::Yes => "true".to_owned(),
            Self::Text(text) => format!("\"{text}\""),
        }
    }
}

const ANYWAY: &[Anyway] = &[
    Anyway {
        path: &["tokens", "refresh_token", "rotate"],
        said: Said::Yes,
        help: "refresh tokens rotate, except those of clients with a `profile`: remove the line",
    },
    Anyway {
        path: &["metrics", "otlp"],
        said: Said::Text(""),
        help: "no traces are sent, and log lines have the `request_id`: remove the line",
    },
];

/// Brings a document of one source into our form.
pub fn bring_into_ours(document: &mut Node, problems: &mut Vec<Problem>) {
    let passkeys = document.find(PASSKEYS).filter(|node| matches!(node.value, Value::Table(_))).cloned();
    for anyway in ANYWAY {
        said_anyway(document, anyway.path, anyway, problems);
    }
    // The clients have the keys of `[tokens]`.
    for anyway in ANYWAY {
        let Some((_, path)) = anyway.path.split_first().filter(|(first, _)| **first == "tokens") else { continue };
        for client in document.items_mut("clients") {
            said_anyway(client, path, anyway, problems);
        }
    }
    for (theirs, ours) in MOVED {
        let Some(node) = document.take(theirs) else { continue };
        if let Err(both) = document.put(ours, node) {
            let (moved, there) = *both;
            let message = format!("`{}` and `{}` are the same key", theirs.join("."), ours.join("."));
            let problem = Problem::error(moved.key_place(), message).related(there.key_place(), "the other one");
            problems.push(problem.help(format!("keep `{}`", ours.join("."))));
        }
    }
    // A table of nothing but what was moved says that there are passkeys.
    if let Some(mut passkeys) = passkeys
        && document.find(PASSKEYS).is_none()
    {
        passkeys.value = Value::Boolean(true);
        drop(document.put(PASSKEYS, passkeys));
    }
}

fn said_anyway(table: &mut Node, path: &[&str], anyway: &Anyway, problems: &mut Vec<Problem>) {
    let Some(node) = table.take(path) else { return };
    if !anyway.said.is(&node.value) {
        let message = format!("`{}` can only be {}", anyway.path.join("."), anyway.said.as_written());
        problems.push(Problem::error(node.place(), message).help(anyway.help));
    }
}

/// The path of our key for one that may be written elsewhere.
pub fn ours<'a>(path: &[&'a str]) -> Vec<&'a str> {
    let moved = MOVED.iter().find_map(|(theirs, ours)| Some((ours, path.strip_prefix(*theirs)?)));
    match moved {
        Some((ours, rest)) => ours.iter().copied().chain(rest.iter().copied()).collect(),
        None => path.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::document::parse;

    fn brought(text: &str) -> (serde_json::Value, Vec<String>) {
        let mut problems = Vec::new();
        let mut document = parse(Path::new("config.toml"), text, &mut problems);
        bring_into_ours(&mut document, &mut problems);
        (document.to_json(), problems.iter().map(Problem::compact).collect())
    }

    #[test]
    fn what_stands_elsewhere_is_found_where_ours_is() {
        for (theirs, ours) in [
            ("[email]\nurl = 'smtp://x'", "[smtp]\nurl = 'smtp://x'"),
            ("[log]\naudit = { keep = '180d', stdout = true }", "[audit]\nretention = '180d'\nstdout = true"),
            ("[log]\nlevel = 'info'\naudit.keep = '1d'", "[log]\nlevel = 'info'\n[audit]\nretention = '1d'"),
            ("[login]\nmfa = { required_for_groups = ['a'] }", "[login]\nmfa_required_for_groups = ['a']"),
            (
                "[login]\npasskeys = { rp_id = 'example.com', autofill = false, user_verification = 'required' }",
                "[login]\npasskeys = true\npasskey_rp_id = 'example.com'\npasskey_autofill = false\n\
                 passkey_user_verification = 'required'",
            ),
            ("[login.passkeys]\nautofill = true", "[login]\npasskeys = true\npasskey_autofill = true"),
            ("[tokens]\nrefresh_token = { idle = '1d', rotate = true }", "[tokens]\nrefresh_token = { idle = '1d' }"),
            ("[metrics]\nlisten = '127.0.0.1:1'\notlp = ''", "[metrics]\nlisten = '127.0.0.1:1'"),
        ] {
            let (brought, problems) = brought(theirs);
            assert!(problems.is_empty(), "{problems:?}");
            let expected = super::tests::brought(ours).0;
            // Of a table that is all gone by then nothing is left to be wrong.
            let without_empty = |value: serde_json::Value| match value {
                serde_json::Value::Object(object) => {
                    object.into_iter().filter(|(_, value)| *value != serde_json::json!({})).collect()
                }
                other => other,
            };
            assert_eq!(without_empty(brought), without_empty(expected), "{theirs}");
        }
    }

    #[test]
    fn what_would_mean_something_else_is_refused() {
        for text in [
            "[tokens]\nrefresh_token = { rotate = false }",
            "[[clients]]\nrefresh_token = { rotate = false }",
            "[metrics]\notlp = 'http://collector:4318'",
            "[login]\npasskeys = { rp_id = 'example.com' }\npasskey_rp_id = 'example.com'",
            "[email]\nurl = 'smtp://x'\n[smtp]\nurl = 'smtp://x'",
            "[log]\naudit.keep = '1d'\n[audit]\nretention = '1d'",
        ] {
            let (_, problems) = brought(text);
            assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        }
    }

    #[test]
    fn a_path_leads_to_our_key() {
        assert_eq!(ours(&["email", "starttls"]), ["smtp", "starttls"]);
        assert_eq!(ours(&["log", "audit", "keep"]), ["audit", "retention"]);
        assert_eq!(ours(&["login", "passkeys", "rp_id"]), ["login", "passkey_rp_id"]);
        assert_eq!(ours(&["log", "level"]), ["log", "level"]);
    }
}
