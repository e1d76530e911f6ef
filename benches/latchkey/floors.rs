//! The floors of this run: each is measured right before and right after whatever is compared with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::floor;
use crate::measure::Ready;
use crate::rows::{BARE, Floor};
use crate::server::Server;

/// Measures them and keeps what was measured.
pub struct Floors {
    /// Where the bare handler's answer is.
    folder: PathBuf,
    workers: usize,
    /// The floor that was measured last, as long as nothing else was measured since.
    latest: Option<(Floor, f64)>,
    all: BTreeMap<Floor, Vec<f64>>,
}

impl Floors {
    /// Whose bare handler has so many workers.
    pub fn new(folder: PathBuf, workers: usize) -> Self {
        Self { folder, workers, latest: None, all: BTreeMap::new() }
    }

    /// Where the bare handler looks for its answer.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Measures something between two looks at its floor; returns it with their mean.
    pub fn around<T>(&mut self, floor: Floor, work: impl FnOnce() -> T) -> (T, f64) {
        let before = match self.latest {
            Some((latest, speed)) if latest == floor => speed,
            _ => self.measure(floor),
        };
        let done = work();
        let after = self.measure(floor);
        (done, f64::midpoint(before, after))
    }

    /// The mean of all looks at a floor; looks once if nobody did.
    pub fn mean(&mut self, floor: Floor) -> f64 {
        if !self.all.contains_key(&floor) {
            self.measure(floor);
        }
        let speeds = &self.all[&floor];
        speeds.iter().sum::<f64>() / speeds.len() as f64
    }

    fn measure(&mut self, floor: Floor) -> f64 {
        let speed = match floor {
            Floor::Bare => {
                let server = Server::start_bare(&self.folder, self.workers);
                Ready::at(&server, &BARE).time(&server, Duration::from_millis(1_500)).per_cpu_second
            }
            Floor::Rs256 => floor::signatures("RS256"),
            Floor::Es256 => floor::signatures("ES256"),
            Floor::Argon2id => floor::hashes(),
            Floor::DurablePairs => floor::durable_pairs(),
        };
        self.latest = Some((floor, speed));
        self.all.entry(floor).or_default().push(speed);
        speed
    }
}
