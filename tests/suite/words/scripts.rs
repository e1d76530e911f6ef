//! Scripts have no words of their own: pages hand them over in attributes.

use super::files;

/// Scripts of pages that are in English alone.
const ENGLISH: [&str; 1] = ["demo.js"];

#[test]
fn no_script_has_words_of_its_own() {
    let mut found = Vec::new();
    for (path, text) in files("static", &["js"]) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !ENGLISH.contains(&name.as_str()) {
            found.extend(sentences(&text).into_iter().map(|words| format!("{name}: {words}")));
        }
    }
    assert!(found.is_empty(), "words that belong into templates/words: {found:#?}");
}

#[test]
fn words_in_a_script_are_found() {
    for (script, words) in [
        ("\"use strict\"; // It \"is so\".\nvar a = \"click\"; /* \"one two\" */ b = 'aria-busy';", ""),
        ("verdict.textContent = \"No answer came\" + x;", "No answer came"),
        ("verdict.textContent = 'Answered';", "Answered"),
        ("button.setAttribute(\"aria-label\", \"Close\");", "Close"),
        ("tell(`in ${n} ms`, \"a \\\"quoted\\\" word\");", "in ${n} ms | a \\\"quoted\\\" word"),
        ("frame.postMessage(\"https://app.example client state\");", ""),
        ("document.querySelectorAll(\"li[data-app] .sub\");", ""),
    ] {
        assert_eq!(sentences(script).join(" | "), words, "{script}");
    }
}

/// Literals that read like words: two that follow each other, or one where it is shown.
fn sentences(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut code = String::new();
    let mut rest = script;
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        rest = match letter {
            '/' if after.starts_with('/') => after.split_once('\n').map_or("", |(_, after)| after),
            '/' if after.starts_with('*') => after.split_once("*/").map_or("", |(_, after)| after),
            '"' | '\'' | '`' => {
                let end = end_of_literal(after, letter);
                let text = &after[..end];
                if is_shown(&code) && text.chars().filter(|letter| letter.is_alphabetic()).count() > 1 || is_prose(text)
                {
                    found.push(text.to_owned());
                }
                code.push_str(text);
                after.get(end + 1..).unwrap_or_default()
            }
            _ => {
                code.push(letter);
                after
            }
        };
    }
    found
}

fn end_of_literal(text: &str, mark: char) -> usize {
    let mut is_escaped = false;
    for (at, letter) in text.char_indices() {
        if letter == mark && !is_escaped {
            return at;
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    text.len()
}

/// Whether what follows `code` is shown.
fn is_shown(code: &str) -> bool {
    let code = code.trim_end();
    code.strip_suffix('=').is_some_and(|code| {
        let code = code.trim_end();
        [".textContent", ".innerText", ".title", ".placeholder"].iter().any(|shown| code.ends_with(shown))
    }) || code.ends_with("setAttribute(aria-label,")
}

/// Whether two words follow each other in it.
fn is_prose(text: &str) -> bool {
    let is_word =
        |part: &str| part.chars().any(char::is_alphabetic) && !part.contains(['[', ']', '.', '#', '>', '=', '$']);
    let parts: Vec<&str> = text.split(' ').map(|part| part.trim_end_matches(['.', ',', ':', '?', '!'])).collect();
    !text.starts_with("https://")
        && text != "use strict"
        && (parts.windows(2).any(|pair| is_word(pair[0]) && is_word(pair[1]))
            || text.contains("${") && parts.iter().filter(|part| is_word(part)).count() > 1)
}
