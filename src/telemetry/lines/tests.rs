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
    let layer = Lines { notation, coloured, sink: Sink::new(&file) };
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
