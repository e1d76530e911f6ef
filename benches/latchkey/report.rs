//! Figures as they are printed, and as they are kept: each mode keeps its own part of one JSON file, which a later run
//! can be compared with and the chart is drawn from.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::measure::Sample;
use crate::rows::{Floor, Row};

/// The file of figures.
pub struct Figures {
    path: PathBuf,
    all: Map<String, Value>,
}

impl Figures {
    /// Those of the last runs, if there are any.
    pub fn open(path: &Path) -> Self {
        let all = std::fs::read(path).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
        Self { path: path.to_owned(), all }
    }

    /// What a mode kept.
    pub fn part(&self, name: &str) -> &Value {
        self.all.get(name).unwrap_or(&Value::Null)
    }

    /// Keeps what a mode measured, in place of what it did before.
    pub fn keep(&mut self, name: &str, part: Value) {
        self.all.insert(name.to_owned(), part);
        std::fs::write(&self.path, serde_json::to_vec_pretty(&self.all).unwrap()).unwrap();
    }
}

/// A row with its figures.
pub struct Measured {
    pub row: &'static Row,
    pub sample: Sample,
    /// To the floor beside it.
    pub ratio: Option<f64>,
}

impl Measured {
    fn json(&self, baseline: Option<&Baseline>) -> Value {
        let Sample { per_cpu_second, per_second, switches, system_calls, allocations } = self.sample;
        json!({
            "per_cpu_second": per_cpu_second,
            "per_second": per_second,
            "context_switches": switches,
            "system_calls": system_calls,
            "allocations": allocations,
            "floor": self.row.floor.map(Floor::name),
            "ratio": self.ratio,
            "times_before": baseline.and_then(|baseline| baseline.times(self)),
        })
    }
}

/// The rows for the file.
pub fn rows_json(rows: &[Measured], baseline: Option<&Baseline>) -> Value {
    rows.iter().map(|row| (row.row.name.to_owned(), row.json(baseline))).collect::<Map<_, _>>().into()
}

/// The figures of an earlier run.
pub struct Baseline {
    rows: Value,
    /// How many signatures this machine makes for each one that that machine made.
    signs: f64,
}

impl Baseline {
    /// `signing` is how many ES256 signatures this machine makes.
    pub fn read(path: &Path, signing: f64) -> Self {
        let text = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let figures: Value = serde_json::from_slice(&text).unwrap();
        let then = figures["floors"][Floor::Es256.name()].as_f64().unwrap();
        Self { rows: figures["rows"].clone(), signs: signing / then }
    }

    /// How many times as fast as then: by the ratios to the floor, now and then, or else by what the machines sign. The floor
    /// of a hash is our own code, which changes too.
    fn times(&self, measured: &Measured) -> Option<f64> {
        let then = &self.rows[measured.row.name];
        match (measured.ratio, then["ratio"].as_f64()) {
            (Some(now), Some(then)) if measured.row.floor != Some(Floor::Argon2id) => Some(now / then),
            _ => Some(measured.sample.per_cpu_second / then["per_cpu_second"].as_f64()? / self.signs),
        }
    }
}

/// Prints the rows.
pub fn print(rows: &[Measured], baseline: Option<&Baseline>) {
    let then = if baseline.is_some() { " × before" } else { "" };
    println!(
        "\n{:<39} {:>9} {:>9} {:>8} {:>8} {:>8}{then}   ratio to its floor",
        "", "per CPU-s", "per s", "calls", "switches", "allocs"
    );
    for row in rows {
        let Sample { per_cpu_second, per_second, switches, system_calls, allocations } = row.sample;
        let then = match baseline {
            Some(baseline) => format!("{:>9}", number(baseline.times(row), 2)),
            None => String::new(),
        };
        let ratio = row.ratio.map_or(String::new(), |ratio| format!("{ratio:.3} of {}", row.row.floor.unwrap().name()));
        println!(
            "{:<39} {per_cpu_second:>9.0} {per_second:>9.0} {:>8} {switches:>8.2} {:>8}{then}   {ratio}",
            row.row.name,
            number(system_calls, 1),
            number(allocations, 0),
        );
    }
}

/// A figure, or a dash where there is none.
pub fn number(figure: Option<f64>, digits: usize) -> String {
    figure.map_or("–".to_owned(), |figure| format!("{figure:.digits$}"))
}
