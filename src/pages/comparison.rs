//! What was sent beside what is registered, with the differing characters marked: for a signed-in administrator only,
//! since registered URIs are nobody else's business.

use serde_json::{Value, json};

use crate::protocol::ascii_uri::in_ascii;
use crate::protocol::client::Client;
use crate::protocol::redirect_uri::RedirectUri;
use crate::telemetry::refusals::shortened;

/// The template's `differences` for a redirect URI that is not registered.
pub fn redirect_uris(client: &Client, sent: &str) -> Value {
    let sent = shortened(sent);
    let registered: Vec<&str> = client.redirect_uris.iter().map(RedirectUri::as_str).collect();
    let nearest = registered.iter().min_by_key(|uri| strsim::levenshtein(uri, &sent)).copied().unwrap_or_default();
    // A line with a host that is not ASCII would be refused.
    let line = in_ascii(&sent).unwrap_or_else(|| sent.clone());
    let is_new = !registered.contains(&line.as_str());
    let all: Vec<&str> = registered.iter().copied().chain(is_new.then_some(line.as_str())).collect();
    let quoted: Vec<String> = all.iter().map(|uri| json!(uri).to_string()).collect();
    json!({
        "sent": pieces(&sent, nearest),
        "registered": registered.iter().map(|uri| pieces(uri, &sent)).collect::<Vec<_>>(),
        "toml": format!("redirect_uris = [{}]", quoted.join(", ")),
    })
}

/// `text` in three pieces: what it begins with like `other`, what differs, what it ends with like `other`.
fn pieces(text: &str, other: &str) -> Vec<Value> {
    let (text, other): (Vec<char>, Vec<char>) = (text.chars().collect(), other.chars().collect());
    let head = text.iter().zip(&other).take_while(|(one, two)| one == two).count();
    let room = text.len().min(other.len()) - head;
    let tail = text.iter().rev().zip(other.iter().rev()).take(room).take_while(|(one, two)| one == two).count();
    let piece = |from: usize, to: usize, differs: bool| {
        let text: String = text.get(from..to).unwrap_or_default().iter().collect();
        (!text.is_empty()).then(|| json!({"text": text, "differs": differs}))
    };
    let end = text.len() - tail;
    [piece(0, head, false), piece(head, end, true), piece(end, text.len(), false)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_marked() {
        let marked = |text, other| -> String {
            let pieces = pieces(text, other);
            pieces
                .iter()
                .filter(|piece| piece["differs"] == true)
                .map(|piece| piece["text"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(marked("https://a.example/cb/", "https://a.example/cb"), "/");
        assert_eq!(marked("https://a.example/cb", "https://a.example/cb/"), "");
        assert_eq!(marked("http://a.example/cb", "https://a.example/cb"), "");
        assert_eq!(marked("https://b.example/cb", "https://a.example/cb"), "b");
        assert_eq!(marked("aaa", "aa"), "a");
    }
}
