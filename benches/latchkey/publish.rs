//! Puts the figures kept last where people read them: the picture, and the tables of `docs/performance.md`, which stand
//! between `<!-- figures: NAME -->` and `<!-- end -->`.

use std::path::Path;

use serde_json::Value;

use crate::chart::{self, floor_of, grouped};
use crate::report::{Figures, number};
use crate::rows::ROWS;

/// Writes both.
pub fn run(figures: &Figures) {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let picture = docs.join("pictures/performance.svg");
    std::fs::write(&picture, chart::draw(figures.part("rows"))).unwrap();
    println!("{}", picture.display());
    let page = docs.join("performance.md");
    let mut text = std::fs::read_to_string(&page).unwrap();
    for (name, table) in tables(figures) {
        text = filled(&text, name, &table);
    }
    std::fs::write(&page, text).unwrap();
    println!("{}", page.display());
}

/// `text` with `table` between the marks of `name`.
fn filled(text: &str, name: &str, table: &str) -> String {
    let mark = format!("<!-- figures: {name} -->\n");
    let Some((before, rest)) = text.split_once(&mark) else { return text.to_owned() };
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    format!("{before}{mark}\n{table}\n<!-- end -->{after}")
}

/// Each table whose figures are kept.
fn tables(figures: &Figures) -> Vec<(&'static str, String)> {
    let kept = |name, table: fn(&Value) -> String| match figures.part(name) {
        Value::Null => None,
        part => Some((name, table(part))),
    };
    let all = [
        kept("floors", floors),
        kept("rows", rows),
        kept("start", start),
        kept("workers", workers),
        kept("latency", latency),
        kept("sizes", sizes),
    ];
    all.into_iter().flatten().collect()
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    line(&head) + &format!("|{}\n", "---|".repeat(head.len())) + &rows.map(|row| line(&row)).collect::<String>()
}

fn floors(part: &Value) -> String {
    let floors = part.as_object().unwrap().iter();
    table(&["Floor", "Per second"], floors.map(|(name, speed)| vec![name.clone(), grouped(speed.as_f64().unwrap())]))
}

fn rows(part: &Value) -> String {
    let head = [
        "",
        "µs",
        "Per CPU-second",
        "Of its floor",
        "System calls",
        "Context switches",
        "Allocations",
        "Times as fast as the baseline",
    ];
    let known = ROWS.iter().filter_map(|row| Some((row.name, part.get(row.name)?)));
    table(
        &head,
        known.map(|(name, figures)| {
            let speed = figures["per_cpu_second"].as_f64().unwrap();
            let ratio = figures["ratio"].as_f64().map(|ratio| format!("{ratio:.3} of {}", floor_of(figures)));
            vec![
                name.to_owned(),
                grouped(1e6 / speed),
                grouped(speed),
                ratio.unwrap_or_default(),
                number(figures["system_calls"].as_f64(), 1),
                number(figures["context_switches"].as_f64(), 2),
                number(figures["allocations"].as_f64(), 0),
                number(figures["times_before"].as_f64(), 2),
            ]
        }),
    )
}

fn start(part: &Value) -> String {
    let names = [
        ("cold_start_ms", "start over an existing database to the first answer", "ms"),
        ("first_start_ms", "first start to the first answer, which makes the keys", "ms"),
        ("idle_mib", "idle memory", "MiB"),
    ];
    let rows = names
        .iter()
        .map(|(key, name, unit)| vec![(*name).to_owned(), format!("{} {unit}", number(part[key].as_f64(), 1))]);
    table(&["", ""], rows)
}

fn workers(part: &Value) -> String {
    let head = ["", "Workers", "Per CPU-second", "Per second", "Context switches", "Of its floor with as many workers"];
    let rows = ROWS.iter().filter_map(|row| Some((row.name, part.get(row.name)?.as_array()?)));
    let lines = rows.flat_map(|(name, by_workers)| {
        by_workers.iter().map(move |figures| {
            vec![
                name.to_owned(),
                number(figures["workers"].as_f64(), 0),
                grouped(figures["per_cpu_second"].as_f64().unwrap()),
                grouped(figures["per_second"].as_f64().unwrap()),
                number(figures["context_switches"].as_f64(), 2),
                number(figures["ratio"].as_f64(), 3),
            ]
        })
    });
    table(&head, lines)
}

fn latency(part: &Value) -> String {
    let head = ["", "Per second", "p50", "p99", "p99.9", "Worst"];
    let rows = ROWS.iter().filter_map(|row| Some((row.name, part.get(row.name)?)));
    let lines = rows.map(|(name, figures)| {
        let times = ["p50_ms", "p99_ms", "p99.9_ms", "worst_ms"];
        let times = times.iter().map(|time| format!("{} ms", number(figures[*time].as_f64(), 2)));
        [name.to_owned(), grouped(figures["per_second"].as_f64().unwrap())].into_iter().chain(times).collect()
    });
    table(&head, lines)
}

fn sizes(part: &Value) -> String {
    let databases: Vec<&str> = part["databases"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let head: Vec<&str> = [""].into_iter().chain(databases.iter().copied()).collect();
    let line = |name: String, of: &dyn Fn(&str) -> Option<f64>, digits| {
        let cells = databases.iter().map(|database| number(of(database), digits));
        [name].into_iter().chain(cells).collect::<Vec<_>>()
    };
    let costs = part["cost"].as_object().unwrap().iter();
    let costs = costs.map(|(name, costs)| line(format!("cost of {name}"), &|database| costs[database].as_f64(), 2));
    let memory = [("start_mib", "MiB of memory after the start"), ("loaded_mib", "MiB of memory after load")];
    let memory = memory
        .iter()
        .map(|(key, name)| line((*name).to_owned(), &|database| part["memory"][database][key].as_f64(), 1));
    let bytes = part["bytes"].as_object().unwrap().iter();
    let bytes = bytes.map(|(name, bytes)| vec![name.clone(), grouped(bytes.as_f64().unwrap())]);
    table(&head, costs.chain(memory)) + "\n" + &table(&["Stored for", "Bytes"], bytes)
}
