//! What the system knows of a process: its processor time, its context switches, its memory, its system calls.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::server::Server;

/// What a process used since it began.
#[derive(Clone, Copy, Default)]
pub struct Used {
    pub cpu: Duration,
    /// Voluntary and not.
    pub switches: u64,
}

impl Used {
    /// By all threads that are there.
    pub fn by(server: &Server) -> Self {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", server.pid())).unwrap();
        tasks.fold(Self::default(), |sum, task| {
            let task = task.unwrap().path();
            Self { cpu: sum.cpu + cpu_of(&task), switches: sum.switches + switches_of(&task) }
        })
    }

    /// What was used since `earlier`. A thread that ended meanwhile took its own along; those of the server stay.
    pub fn since(self, earlier: Self) -> Self {
        Self { cpu: self.cpu.saturating_sub(earlier.cpu), switches: self.switches.saturating_sub(earlier.switches) }
    }
}

fn switches_of(task: &Path) -> u64 {
    // A thread may end while it is looked at.
    let status = std::fs::read_to_string(task.join("status")).unwrap_or_default();
    let counts = status.lines().filter_map(|line| line.split_once("_ctxt_switches:"));
    counts.map(|(_, count)| count.trim().parse::<u64>().unwrap()).sum()
}

fn cpu_of(task: &Path) -> Duration {
    let schedstat = std::fs::read_to_string(task.join("schedstat")).unwrap_or_default();
    Duration::from_nanos(schedstat.split(' ').next().and_then(|spent| spent.parse().ok()).unwrap_or_default())
}

/// Resident memory in MiB.
pub fn resident_mib(server: &Server) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

/// Processor time of the calling thread.
pub fn own_cpu() -> Duration {
    cpu_of(Path::new("/proc/thread-self"))
}

/// Counts the system calls of a process until it is told to stop, which slows it down.
pub struct SystemCalls(Child);

impl SystemCalls {
    /// Whether `perf` is there and may count.
    pub fn can_be_counted() -> bool {
        let counting = Command::new("perf").args(["stat", "-x,", "-e", EVENT, "--", "true"]).output();
        counting.is_ok_and(|output| output.status.success() && count_in(&output.stderr).is_some())
    }

    pub fn of(server: &Server) -> Self {
        let pid = server.pid().to_string();
        let child = Command::new("perf")
            .args(["stat", "-x,", "-e", EVENT, "-p", &pid])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Until it is attached; what the server does meanwhile is next to nothing.
        std::thread::sleep(Duration::from_millis(500));
        Self(child)
    }

    /// How many there were.
    pub fn stop(self) -> Option<u64> {
        let pid = self.0.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        count_in(&self.0.wait_with_output().unwrap().stderr)
    }
}

/// Every entry into the kernel by a system call.
const EVENT: &str = "raw_syscalls:sys_enter";

/// The count in `perf`'s line, which is its first column; `None` where it could not count.
fn count_in(told: &[u8]) -> Option<u64> {
    let told = String::from_utf8_lossy(told);
    let line = told.lines().find(|line| line.contains(EVENT))?;
    line.split(',').next()?.parse().ok()
}
