//! The floors of this run. The machine drifts, by a third within seconds when others use it: so each row is measured in
//! turns with its floor, and the turn whose ratio is the median stands for all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::floor;
use crate::measure::{Ready, Sample};
use crate::rows::{BARE, Floor};
use crate::server::Server;

/// How often a row and its floor take turns.
const TURNS: u32 = 5;
const SLICE: Duration = Duration::from_millis(400);

/// Measures them and keeps what was measured.
pub struct Floors {
    /// Where the bare handler's answer is.
    folder: PathBuf,
    workers: usize,
    bare: Option<(Server, Ready<'static>)>,
    all: BTreeMap<Floor, Vec<f64>>,
}

impl Floors {
    /// Whose bare handler has so many workers.
    pub fn new(folder: PathBuf, workers: usize) -> Self {
        Self { folder, workers, bare: None, all: BTreeMap::new() }
    }

    /// Where the bare handler looks for its answer.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Measures a row for `slice` in all, in turns with its floor; returns it with its ratio to the floor.
    pub fn beside(
        &mut self,
        floor: Option<Floor>,
        slice: Duration,
        mut row: impl FnMut(Duration) -> Sample,
    ) -> (Sample, Option<f64>) {
        let Some(floor) = floor else { return (row(slice), None) };
        let mut before = self.measure(floor);
        let mut turns: Vec<(Sample, f64)> = Vec::new();
        for _ in 0..TURNS {
            let sample = row(slice / TURNS);
            let after = self.measure(floor);
            turns.push((sample, sample.per_cpu_second / f64::midpoint(before, after)));
            before = after;
        }
        turns.sort_by(|(_, one), (_, other)| one.total_cmp(other));
        let (sample, ratio) = turns[turns.len() / 2];
        (sample, Some(ratio))
    }

    /// The median of all looks at a floor; looks if nobody did.
    pub fn median(&mut self, floor: Floor) -> f64 {
        if !self.all.contains_key(&floor) {
            self.measure(floor);
        }
        let mut speeds = self.all[&floor].clone();
        speeds.sort_by(f64::total_cmp);
        speeds[speeds.len() / 2]
    }

    fn measure(&mut self, floor: Floor) -> f64 {
        let speed = match floor {
            Floor::Bare => {
                let (server, ready) = self.bare.get_or_insert_with(|| {
                    let server = Server::start_bare(&self.folder, self.workers);
                    let ready = Ready::at(&server, &BARE);
                    (server, ready)
                });
                ready.time(server, SLICE).per_cpu_second
            }
            Floor::Rs256 => floor::signatures("RS256", SLICE),
            Floor::Es256 => floor::signatures("ES256", SLICE),
            Floor::Argon2id => floor::hashes(SLICE),
            Floor::DurablePairs => floor::durable_pairs(),
        };
        self.all.entry(floor).or_default().push(speed);
        speed
    }
}
