//! How a row is measured: three slices, for what slows a server down does not belong into its time.

use std::time::{Duration, Instant};

use crate::allocations;
use crate::counters::{SystemCalls, Used};
use crate::crowd::Crowd;
use crate::rows::Row;
use crate::server::Server;
/// Bursts at most, for what takes longer to prepare than to measure.
const BURSTS: usize = 12;

/// What a row costs the server.
#[derive(Clone, Copy, Default)]
pub struct Sample {
    pub per_cpu_second: f64,
    pub per_second: f64,
    pub switches: f64,
    pub system_calls: Option<f64>,
    pub allocations: Option<f64>,
}

/// Visitors of a server who are ready for the steps of a row.
pub struct Ready<'a> {
    row: &'a Row,
    pub crowd: Crowd,
    is_warm: bool,
}

impl<'a> Ready<'a> {
    pub fn at(server: &Server, row: &'a Row) -> Self {
        let mut crowd = Crowd::new(server, row.visitors, row.client, row.scope);
        crowd.take_times(row.setup, 1);
        Self { row, crowd, is_warm: false }
    }

    /// Takes the row's steps for about so long; returns how often.
    fn burst(&mut self, duration: Duration) -> u64 {
        match self.row.stock {
            Some((_, times)) => self.crowd.take_times(self.row.steps, times),
            None => self.crowd.take_for(self.row.steps, duration),
        }
    }

    /// Makes what a burst uses up.
    fn restock(&mut self) {
        if let Some((stock, times)) = self.row.stock {
            self.crowd.take_times(stock, times);
        }
    }

    /// Time and context switches.
    pub fn time(&mut self, server: &Server, slice: Duration) -> Sample {
        if !std::mem::replace(&mut self.is_warm, true) {
            self.restock();
            self.burst(SHORT);
        }
        let (mut done, mut wall, mut used) = (0, Duration::ZERO, Used::default());
        for _ in 0..BURSTS {
            if wall >= slice {
                break;
            }
            self.restock();
            let (before, begun) = (Used::by(server), Instant::now());
            done += self.burst(slice);
            wall += begun.elapsed();
            let more = Used::by(server).since(before);
            used = Used { cpu: used.cpu + more.cpu, switches: used.switches + more.switches };
        }
        Sample {
            per_cpu_second: done as f64 / used.cpu.as_secs_f64(),
            per_second: done as f64 / wall.as_secs_f64(),
            switches: used.switches as f64 / done as f64,
            ..Sample::default()
        }
    }

    /// System calls a time.
    pub fn system_calls(&mut self, server: &Server) -> Option<f64> {
        self.restock();
        let counter = SystemCalls::of(server);
        let done = self.burst(SHORT);
        counter.stop().map(|calls| calls as f64 / done as f64)
    }

    /// Allocations a time.
    pub fn allocations(&mut self, counted: &Server) -> f64 {
        self.restock();
        self.burst(SHORT);
        self.restock();
        let before = allocations::of(counted);
        let done = self.burst(SHORT);
        (allocations::of(counted) - before) as f64 / done as f64
    }
}

/// Two speeds, measured by turns so often: each is the first one every other time. By their ratio, the lowest first.
pub fn by_turns(rounds: usize, mut one: impl FnMut() -> f64, mut other: impl FnMut() -> f64) -> Vec<(f64, f64)> {
    let mut both: Vec<(f64, f64)> = (0..rounds)
        .map(|round| {
            let first = (round % 2 == 0).then(&mut one);
            let other = other();
            (first.unwrap_or_else(&mut one), other)
        })
        .collect();
    both.sort_by(|one, other| (one.0 / one.1).total_cmp(&(other.0 / other.1)));
    both
}

/// The slices in which something is counted.
const SHORT: Duration = Duration::from_millis(500);
