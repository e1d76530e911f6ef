//! Words for people stand in `templates/words/` and nowhere else, and every language has all of them. These tests read the
//! sources.

mod markup;
mod scripts;
mod translations;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How a key is said, with its text up to the opening quotation mark.
const IN_TEMPLATES: [&str; 2] = ["t(k=", "th(k="];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder whose names end so, with what is in them.
fn files(folder: &str, endings: &[&str]) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| path.extension().is_some_and(|own| own == *ending)) {
                found.insert(path.clone(), std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert!(!found.is_empty(), "{folder}");
    found
}

fn templates() -> BTreeMap<String, String> {
    let folder = root().join("templates");
    let named = |(path, text): (PathBuf, String)| (path.strip_prefix(&folder).unwrap().display().to_string(), text);
    files("templates", &["html", "txt"]).into_iter().map(named).collect()
}

/// Rust without its comments of whole lines, for those hold examples.
fn without_comments(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// What follows each `call` that is not the end of a longer name.
fn calls<'a>(text: &'a str, call: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(call).filter_map(move |(at, _)| {
        let is_longer = text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        (!is_longer).then(|| &text[at + call.len()..])
    })
}

/// The literal with which a text begins.
fn literal(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix('"')?.split('"').next()
}

/// Every key that is said, with the files that say it; and the faults: keys that are no literals.
fn said() -> (BTreeMap<String, BTreeSet<String>>, Vec<String>) {
    let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut faults = Vec::new();
    let mut note = |file: &str, after: &str| match literal(after) {
        Some(key) => {
            said.entry(key.to_owned()).or_default().insert(file.to_owned());
        }
        None => faults.push(format!("{file}: a key is no literal: {after:.60}")),
    };
    for (file, text) in templates() {
        for after in IN_TEMPLATES.iter().flat_map(|call| calls(&text, call)) {
            note(&file, after);
        }
    }
    for (path, text) in files("src", &["rs"]) {
        // The macro itself is there.
        if path.ends_with("src/words/mod.rs") {
            let file = path.display().to_string();
            calls(&without_comments(&text), "crate::say!(").for_each(|after| note(&file, after));
            continue;
        }
        let file = path.strip_prefix(root()).unwrap().display().to_string();
        calls(&without_comments(&text), "say!(").for_each(|after| note(&file, after));
    }
    (said, faults)
}

#[test]
fn every_message_is_said_and_every_word_that_is_said_is_a_message() {
    let (said, mut faults) = said();
    assert!(said.len() > 50, "{}", said.len());
    let (english, unreadable) = translations::read("en");
    faults.extend(unreadable);
    let known: BTreeMap<&str, &str> = english.keys().map(|(file, key)| (key.as_str(), file.as_str())).collect();
    let missing = said.iter().filter(|(key, _)| !known.contains_key(key.as_str()));
    faults.extend(missing.map(|(key, files)| {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        format!("{key} is no message (said in {})", files.join(", "))
    }));
    let quoted: BTreeSet<&String> = english.values().flat_map(|message| &message.quotes).collect();
    let unused = known.iter().filter(|(key, _)| !said.contains_key(**key) && !quoted.contains(&(**key).to_owned()));
    faults.extend(unused.map(|(key, file)| format!("{key} is never said (message of {file})")));
    assert!(faults.is_empty(), "{} faults: {faults:#?}", faults.len());
}

#[test]
fn what_is_said_as_text_has_no_markup() {
    let (english, _) = translations::read("en");
    let with_tags: BTreeSet<&str> = english
        .iter()
        .filter(|(_, message)| message.ways.iter().any(|way| !way.tags.is_empty()))
        .map(|((_, key), _)| key.as_str())
        .collect();
    let mut faults = Vec::new();
    for (file, text) in templates() {
        let shown = calls(&text, "t(k=").filter_map(literal).filter(|key| with_tags.contains(key));
        faults.extend(shown.map(|key| format!("{file}: {key} has markup, which t() shows as text: use th()")));
    }
    assert!(faults.is_empty(), "{} faults: {faults:#?}", faults.len());
}

/// Tera does not escape what a macro makes for a `set` or for a value of a function.
#[test]
fn what_becomes_part_of_a_message_with_markup_escapes_by_itself() {
    let templates = templates();
    let macros = &templates["macros.html"];
    let body = |name: &str| {
        let (_, after) = macros.split_once(&format!("macro {name}(")).unwrap_or_else(|| panic!("no macro {name}"));
        after.split_once("endmacro").unwrap().0.to_owned()
    };
    let mut names: Vec<String> = Vec::new();
    for (file, text) in &templates {
        for (at, _) in text.match_indices("_html = ").chain(text.match_indices("_html=")) {
            let value = text[at..].split_once('=').unwrap().1.trim_start();
            match value.strip_prefix("m::").or_else(|| value.strip_prefix("self::")) {
                Some(call) => names.push(call.split('(').next().unwrap().to_owned()),
                // What was set before under such a name, or another message with markup.
                None => assert!(
                    value.starts_with("th(")
                        || value.split(|l: char| !(l.is_alphanumeric() || l == '_')).next().unwrap().ends_with("_html"),
                    "{file}: {value:.60}"
                ),
            }
        }
    }
    assert!(!names.is_empty());
    let mut seen = BTreeSet::new();
    while let Some(name) = names.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        for shown in body(&name).split("{{").skip(1).map(|rest| rest.split("}}").next().unwrap().trim()) {
            match shown.strip_prefix("self::") {
                Some(call) => names.push(call.split('(').next().unwrap().to_owned()),
                None => assert!(shown.ends_with("| escape | safe") || shown.starts_with("th("), "{name}: {shown}"),
            }
        }
    }
}
