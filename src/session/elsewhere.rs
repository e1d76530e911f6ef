//! Watching at another node. A stream is held by the node that the browser's connection led to; a request that adds values
//! to it may come to any other, for nobody says that a proxy sends both to the same one. The name of a stream begins with
//! its node, which is asked and answers at once. One that does not is gone, and the page opens another stream.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::judge::state_of;
use super::verdict::Question;
use super::watchers::Added;
use crate::protocol::session_state::BrowserStateId;
use crate::provider::Provider;
use crate::random;
use crate::store::StoreError;
use crate::store::nodes::LONGEST_WORD;

/// How long another node may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);
/// Octets of a word beside the texts in it.
const ENVELOPE: usize = 300;

#[derive(Serialize, Deserialize)]
enum Word {
    /// Watch these at a stream of yours.
    Watch { ask: String, from: String, stream: String, w: Vec<String>, drop: Vec<String> },
    /// What came of it.
    Watched { ask: String, is: String },
}

/// Lets the stream of that name watch `questions` and no longer `dropped`, wherever it is held.
///
/// # Errors
/// The store cannot tell of what they speak.
pub async fn watch(
    provider: &Provider,
    stream: &str,
    questions: &[Question],
    dropped: &[String],
) -> Result<Added, StoreError> {
    let added = watch_here(provider, stream, questions, dropped).await?;
    let (Added::Gone, Some(own)) = (added, provider.store.node()) else { return Ok(added) };
    let Some(node) = node_of(stream).filter(|node| *node != own) else { return Ok(Added::Gone) };
    let Some(parts) = parts(questions, dropped) else { return Ok(Added::Full) };
    let mut outcome = Added::Open;
    for (w, drop) in parts {
        match ask(provider, (node, own), stream, w, drop).await {
            Added::Gone => return Ok(Added::Gone),
            Added::Full => outcome = Added::Full,
            Added::Open => {}
        }
    }
    Ok(outcome)
}

/// Answers another node, or takes its answer in.
pub async fn answer(provider: &Provider, word: &str) {
    match serde_json::from_str(word) {
        Ok(Word::Watched { ask, is }) => {
            if let Some(added) = Added::parse(&is) {
                provider.answers.take(&ask, added);
            }
        }
        Ok(Word::Watch { ask, from, stream, w, drop }) => {
            let questions: Option<Vec<Question>> = w.iter().map(|text| Question::parse(text)).collect();
            let Some(questions) = questions else { return };
            // Without an answer the page opens another stream.
            let Ok(added) = watch_here(provider, &stream, &questions, &drop).await else { return };
            say(provider, &from, &Word::Watched { ask, is: added.as_str().to_owned() }).await;
        }
        Err(error) => tracing::debug!(%error, "a word of another node cannot be read"),
    }
}

async fn watch_here(
    provider: &Provider,
    stream: &str,
    questions: &[Question],
    dropped: &[String],
) -> Result<Added, StoreError> {
    let mut with_states: Vec<(Question, Option<BrowserStateId>)> = Vec::with_capacity(questions.len());
    for question in questions {
        with_states.push((question.clone(), state_of(provider, question).await?));
    }
    Ok(provider.watchers.add(stream, with_states, dropped))
}

async fn ask(provider: &Provider, (node, own): (&str, &str), stream: &str, w: Vec<String>, drop: Vec<String>) -> Added {
    let ask = random::identifier();
    let Some(answered) = provider.answers.wait_for(&ask) else { return Added::Full };
    let word = Word::Watch { ask: ask.clone(), from: own.to_owned(), stream: stream.to_owned(), w, drop };
    say(provider, node, &word).await;
    let added = tokio::time::timeout(PATIENCE, answered).await;
    provider.answers.forget(&ask);
    match added {
        Ok(Ok(added)) => added,
        _ => Added::Gone,
    }
}

async fn say(provider: &Provider, to: &str, word: &Word) {
    let Ok(word) = serde_json::to_string(word) else { return };
    if let Err(error) = provider.store.send(to, &word).await {
        tracing::debug!(%error, "no word could be sent to another node");
    }
}

/// The node in the name of a stream.
fn node_of(stream: &str) -> Option<&str> {
    let (node, _) = stream.split_once('.')?;
    let is_name = (8..=64).contains(&node.len()) && node.bytes().all(|octet| octet.is_ascii_alphanumeric());
    (is_name && stream.len() <= 128).then_some(node)
}

/// The texts in pieces that fit into a word each; `None` where one is too long for any.
fn parts(questions: &[Question], dropped: &[String]) -> Option<Vec<(Vec<String>, Vec<String>)>> {
    let mut parts = vec![(Vec::new(), Vec::new())];
    let mut room = LONGEST_WORD - ENVELOPE;
    let texts = questions.iter().map(|question| (true, question.text()));
    for (is_added, text) in texts.chain(dropped.iter().map(|text| (false, text.as_str()))) {
        // In JSON, each may be twice as long and has quotes and a comma.
        let octets = serde_json::to_string(text).ok()?.len() + 1;
        if octets > LONGEST_WORD - ENVELOPE {
            return None;
        }
        if octets > room {
            parts.push((Vec::new(), Vec::new()));
            room = LONGEST_WORD - ENVELOPE;
        }
        room -= octets;
        let (w, drop) = parts.last_mut()?;
        if is_added { w.push(text.to_owned()) } else { drop.push(text.to_owned()) }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_be_the_name_of_a_node_is_asked() {
        assert_eq!(node_of("0123456789abcdef.rest"), Some("0123456789abcdef"));
        for name in ["rest", ".rest", "short.rest", "with space.rest", "0123456789abcde'.rest"] {
            assert_eq!(node_of(name), None, "{name}");
        }
    }

    #[test]
    fn many_texts_travel_in_several_words_and_one_that_fits_into_none_does_not() {
        let dropped: Vec<String> = (0..64).map(|number| format!("{number} {}", "x".repeat(500))).collect();
        let parts = parts(&[], &dropped).unwrap();
        assert!(parts.len() > 1);
        assert_eq!(parts.iter().flat_map(|(_, drop)| drop.clone()).collect::<Vec<_>>(), dropped);
        for part in &parts {
            assert!(serde_json::to_string(part).unwrap().len() < LONGEST_WORD - ENVELOPE + 20);
        }
        assert!(super::parts(&[], &["y".repeat(8_000)]).is_none());
    }
}
