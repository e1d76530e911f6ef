//! What lines look like, and that each is written whole.

use std::io::Read as _;
use std::thread;

use tracing_subscriber::layer::SubscriberExt as _;

use super::*;
use crate::protocol::client_address::ClientAddress;
use crate::telemetry::RequestId;
use crate::telemetry::refusals::Named;

/// The lines that `log` writes.
fn lines(notation: Notation, coloured: bool, log: impl FnOnce()) -> String {
    let mut file = tempfile::tempfile().unwrap();
    let layer = Lines { notation, coloured, sink: Arc::new(Sink::new(&file)) };
    tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), log);
    let mut text = String::new();
    std::io::Seek::rewind(&mut file).unwrap();
    file.read_to_string(&mut text).unwrap();
    text
}

fn within_a_request(log: impl FnOnce()) -> String {
    let id = RequestId::fresh();
    Named::by(id, ClientAddress::Known([127, 0, 0, 1].into())).within(log);
    id.as_str().to_owned()
}

/// Less the times, which are as long as each other.
fn without_times(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", &line["2027-01-15T08:00:00.000000Z".len()..])).collect()
}

#[test]
fn a_value_cannot_pass_for_another_field() {
    let mut id = String::new();
    let text = lines(Notation::Text, false, || {
        let hostile = "a code=200 ip=1.1.1.1";
        tracing::info!(code = 400, said = %hostile, text = "two words", quoted = %"\"a\" b=\"c\"", none = %"", "refused");
        id = within_a_request(|| tracing::info!("answered"));
    });
    let expected = format!(
        "  INFO refused code=400 said=\"a code=200 ip=1.1.1.1\" text=\"two words\" \
         quoted=\"\\\"a\\\" b=\\\"c\\\"\" none=\"\"\n  INFO request{{request_id={id}}}: answered\n"
    );
    assert_eq!(without_times(&text), expected);
}

#[test]
fn a_line_stays_one_line_and_only_our_own_colour_is_in_it() {
    let foreign = "a\r\nb\u{1b}[31m INFO\u{202e}";
    let text = lines(Notation::Text, true, || tracing::error!("{foreign}"));
    let expected = " \u{1b}[31mERROR\u{1b}[0m a\\u{d}\\u{a}b\\u{1b}[31m INFO\\u{202e}\n";
    assert_eq!(without_times(&text), expected);
    let json = lines(Notation::Json, false, || tracing::info!(said = foreign, next = %"\u{85}"));
    assert!(json.contains("\"said\":\"a\\r\\nb\\u001b[31m INFO\\u202e\",\"next\":\"\\u0085\""), "{json}");
}

#[test]
fn a_json_line_has_every_kind_of_value_and_says_which_request_it_is_of() {
    let mut id = String::new();
    let text = lines(Notation::Json, false, || {
        let error = io::Error::other("a \"fault\"");
        tracing::warn!(number = -1, large = u64::MAX, part = 0.5, no = f64::NAN, on = true, %error, listed = ?["a"], "said");
        id = within_a_request(|| tracing::info!(absent = None::<u8>, "answered"));
    });
    let read: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [mut first, mut second] = <[_; 2]>::try_from(read).unwrap();
    for line in [&mut first, &mut second] {
        let timestamp = line.as_object_mut().unwrap().remove("timestamp").unwrap();
        assert!(timestamp.as_str().unwrap().parse::<jiff::Timestamp>().is_ok(), "{timestamp}");
    }
    let target = "latchkey::telemetry::lines::tests";
    let expected = serde_json::json!({
        "level": "WARN", "number": -1, "large": u64::MAX, "part": 0.5, "no": null, "on": true,
        "error": "a \"fault\"", "listed": "[\"a\"]", "message": "said", "target": target,
    });
    assert_eq!(first, expected);
    let span = serde_json::json!({"request_id": id, "name": "request"});
    assert_eq!(second, serde_json::json!({"level": "INFO", "message": "answered", "target": target, "span": span}));
}

#[test]
fn any_text_comes_out_of_a_json_string_as_it_went_in_whatever_is_escaped_in_it() {
    let written = |text: &str| {
        let mut line = String::new();
        json_string(&mut line, text);
        line
    };
    for (text, expected) in [
        ("", "\"\""),
        ("answered", "\"answered\""),
        ("\"", "\"\\\"\""),
        ("a\\b", "\"a\\\\b\""),
        ("\n\r\t\u{8}\u{c}", "\"\\n\\r\\t\\b\\f\""),
        ("\0\u{1f}\u{7f}", "\"\\u0000\\u001f\\u007f\""),
        ("Zoë 名前 🦦", "\"Zoë 名前 🦦\""),
        ("ë\"", "\"ë\\\"\""),
        ("~ \u{80}\u{200b}\u{e0041}!", "\"~ \\u0080\\u200b\\udb40\\udc41!\""),
    ] {
        assert_eq!(written(text), expected);
    }
    // Every character of one octet, alone, and at each place of a text that is longer than what is looked at in one piece.
    for character in '\0'..='\u{7f}' {
        for before in 0..40 {
            let text = format!("{}{character}{}", "x".repeat(before), "y".repeat(40 - before));
            assert_eq!(serde_json::from_str::<String>(&written(&text)).unwrap(), text);
        }
        let stands_for_itself = matches!(character, ' '..='~') && !"\"\\".contains(character);
        assert_eq!(written(&character.to_string()) == format!("\"{character}\""), stands_for_itself, "{character:?}");
    }
}

#[test]
fn a_field_is_named_by_its_word_even_where_that_is_a_keyword() {
    let text = lines(Notation::Json, false, || tracing::info!(r#type = "bearer", "issued"));
    assert!(text.contains(",\"type\":\"bearer\""), "{text}");
}

const WRITERS: usize = 8;
const LINES: usize = 1_000_000 / WRITERS;

/// A line of a writer, now and then one that is longer than a pipe takes in one piece.
fn line(writer: usize, number: usize) -> String {
    let length = if number.is_multiple_of(1_000) { PIPE_BUF * 2 + number % 97 } else { 20 + number % 200 };
    format!("{writer} {number} {}\n", "x".repeat(length))
}

fn write_all(sink: &Sink) {
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            scope.spawn(move || (0..LINES).for_each(|number| sink.write(line(writer, number).as_bytes())));
        }
    });
}

/// Each writer's lines are there, whole and in order.
fn check(reader: impl std::io::BufRead) {
    let mut next = [0; WRITERS];
    for read in reader.lines() {
        let read = read.unwrap();
        let mut words = read.split(' ');
        let mut number = || words.next().unwrap().parse::<usize>().unwrap();
        let (writer, number) = (number(), number());
        assert_eq!(number, next[writer]);
        assert_eq!(format!("{read}\n"), line(writer, number));
        next[writer] += 1;
    }
    assert_eq!(next, [LINES; WRITERS]);
}

#[test]
fn a_million_lines_of_eight_writers_come_whole_through_a_pipe() {
    let (reader, writer) = io::pipe().unwrap();
    let sink = Sink::new(&writer);
    drop(writer);
    thread::scope(|scope| {
        let read = scope.spawn(move || check(io::BufReader::with_capacity(1 << 20, reader)));
        write_all(&sink);
        drop(sink);
        read.join().unwrap();
    });
}

#[test]
fn a_million_lines_of_eight_writers_stand_whole_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let file = File::options().append(true).create(true).open(&path).unwrap();
    write_all(&Sink::new(&file));
    check(io::BufReader::with_capacity(1 << 20, File::open(&path).unwrap()));
}

#[test]
fn nobody_reading_is_no_reason_to_fail() {
    let (reader, writer) = io::pipe().unwrap();
    let sink = Sink::new(&writer);
    drop(reader);
    sink.write(b"a line\n");
    sink.write("x".repeat(2 * PIPE_BUF).as_bytes());
}

/// What one call wrote, for each call, when these lines are logged in one turn of an event loop that gathers them.
async fn calls(log: impl FnOnce()) -> Vec<String> {
    let (reader, writer) = std::os::unix::net::UnixDatagram::pair().unwrap();
    reader.set_nonblocking(true).unwrap();
    let layer = Lines { notation: Notation::Text, coloured: false, sink: Arc::new(Sink::new(&writer)) };
    gather();
    gather();
    tokio::task::yield_now().await;
    tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), log);
    tokio::task::yield_now().await;
    let mut room = vec![0; 3 * PIPE_BUF];
    std::iter::from_fn(|| reader.recv(&mut room).ok().map(|length| String::from_utf8(room[..length].to_vec()).unwrap()))
        .map(|text| without_times(&text))
        .collect()
}

#[actix_web::test]
async fn answers_of_one_turn_are_written_by_one_call() {
    let seen = calls(|| (0..3).for_each(|code| tracing::info!(target: ANSWERED, code, "answered"))).await;
    assert_eq!(seen, ["  INFO answered code=0\n  INFO answered code=1\n  INFO answered code=2\n"]);
}

#[actix_web::test]
async fn whatever_is_no_answer_is_written_at_once_and_after_those_before_it() {
    let seen = calls(|| {
        tracing::info!(target: ANSWERED, "first");
        tracing::warn!("second");
        tracing::info!("third");
        tracing::warn!(target: ANSWERED, "fourth");
        tracing::info!(target: ANSWERED, "fifth");
    });
    let expected = ["  INFO first\n", "  WARN second\n", "  INFO third\n", "  WARN fourth\n", "  INFO fifth\n"];
    assert_eq!(seen.await, expected);
}

#[actix_web::test]
async fn lines_that_go_together_are_no_longer_than_a_pipe_takes_in_one_piece() {
    let lengths = [PIPE_BUF / 2, PIPE_BUF / 3, PIPE_BUF / 2, 2 * PIPE_BUF, 10];
    let seen = calls(|| {
        lengths.iter().for_each(|length| tracing::info!(target: ANSWERED, "{}", "x".repeat(*length)));
    });
    let counted: Vec<usize> = seen.await.iter().map(|text| text.lines().count()).collect();
    assert_eq!(counted, [2, 1, 1, 1]);
}

#[test]
fn a_thread_that_ends_leaves_no_line_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let sink = Arc::new(Sink::new(&File::create(&path).unwrap()));
    let layer = Lines { notation: Notation::Text, coloured: false, sink };
    let ends_at_once = move || {
        actix_web::rt::System::new().block_on(async {
            gather();
            tokio::task::yield_now().await;
            let log = || tracing::info!(target: ANSWERED, "last");
            tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), log);
        });
    };
    thread::spawn(ends_at_once).join().unwrap();
    assert_eq!(without_times(&std::fs::read_to_string(&path).unwrap()), "  INFO last\n");
}
