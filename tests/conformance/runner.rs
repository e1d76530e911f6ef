//! Runs cases on a few threads, since they mostly wait, each with a provider of its own, and takes the arguments of the usual test runner.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt as _;

use crate::op::Op;
use crate::plans::{Module, PLANS, Plan};
use crate::report;
use crate::run::{Outcome, Run};
use crate::support::site::Authority;
use crate::variant::Variant;

/// Threads, each with its provider.
const THREADS: usize = 5;
/// The longest that a module may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// One module of one plan in one variant.
#[derive(Clone)]
pub struct Case {
    pub plan: &'static Plan,
    pub module: &'static Module,
    pub variant: Variant,
}

impl Case {
    /// The name that arguments select by.
    pub fn name(&self) -> String {
        format!("conformance::{}::{} ({})", self.plan.name, self.module.name, self.variant)
    }
}

/// What became of a case.
#[derive(Debug, Clone)]
pub enum Verdict {
    Passed,
    Skipped(String),
    Failed(String),
}

thread_local! {
    /// What the last panic of this thread said, while a module runs on it; `None` elsewhere.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs what the arguments select.
pub fn main() -> ExitCode {
    let arguments = Arguments::read(std::env::args().skip(1));
    let (cases, others): (Vec<Case>, Vec<Case>) = all().into_iter().partition(|case| arguments.select(&case.name()));
    if arguments.list {
        cases.iter().for_each(|case| println!("{}: test", case.name()));
        return ExitCode::SUCCESS;
    }
    let started = std::time::Instant::now();
    let results = if cases.is_empty() { Vec::new() } else { run(cases) };
    report::print(&results, others.len(), started.elapsed());
    let failed = results.iter().any(|(_, verdict)| matches!(verdict, Verdict::Failed(_)));
    if failed { ExitCode::from(101) } else { ExitCode::SUCCESS }
}

fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for plan in &PLANS {
        for variant in (plan.variants)() {
            let modules = plan.modules.iter().flat_map(|list| list.iter());
            let in_plan = modules.filter(|module| (module.applies)(variant));
            cases.extend(in_plan.map(|module| Case { plan, module, variant }));
        }
    }
    cases
}

/// Runs cases, and returns what became of them in their order.
fn run(cases: Vec<Case>) -> Vec<(Case, Verdict)> {
    std::panic::set_hook(Box::new(|panic| {
        let in_module = PANIC.with_borrow_mut(|last| last.as_mut().map(|last| *last = panic.to_string()));
        if in_module.is_none() {
            eprintln!("{panic}");
        }
    }));
    let authority = Arc::new(Authority::new());
    let mut verdicts: Vec<Option<Verdict>> = vec![None; cases.len()];
    let queue: Mutex<VecDeque<(usize, &Case)>> = Mutex::new(cases.iter().enumerate().collect());
    let finished = Mutex::new(&mut verdicts);
    std::thread::scope(|scope| {
        for _ in 0..THREADS.min(cases.len()) {
            scope.spawn(|| {
                let op = Op::start(authority.clone());
                loop {
                    let next = queue.lock().unwrap().pop_front();
                    let Some((index, case)) = next else { break };
                    let verdict = run_one(&op, case);
                    finished.lock().unwrap()[index] = Some(verdict);
                }
            });
        }
    });
    cases.into_iter().zip(verdicts).map(|(case, verdict)| (case, verdict.expect("it ran"))).collect()
}

fn run_one(op: &Op, case: &Case) -> Verdict {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let module = async {
        let mut run = Run::new(op, case.variant).await;
        let outcome = (case.module.run)(&mut run).await;
        run.delete_clients().await;
        outcome
    };
    let caught = AssertUnwindSafe(async { tokio::time::timeout(TIMEOUT, module).await }).catch_unwind();
    PANIC.set(Some(String::new()));
    let outcome = runtime.block_on(caught);
    let panic = PANIC.take().unwrap_or_default();
    match outcome {
        Ok(Ok(Outcome::Passed)) => Verdict::Passed,
        Ok(Ok(Outcome::Skipped(reason))) => Verdict::Skipped(reason),
        Ok(Err(_)) => Verdict::Failed(format!("not done after {} seconds", TIMEOUT.as_secs())),
        Err(_) => Verdict::Failed(panic),
    }
}

/// The arguments of the usual test runner, as far as they mean something here.
#[derive(Default)]
struct Arguments {
    wanted: Vec<String>,
    unwanted: Vec<String>,
    exact: bool,
    list: bool,
    ignored_only: bool,
}

impl Arguments {
    fn read(mut arguments: impl Iterator<Item = String>) -> Self {
        let mut read = Self::default();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--list" => read.list = true,
                "--exact" => read.exact = true,
                "--ignored" => read.ignored_only = true,
                "--skip" => read.unwanted.extend(arguments.next().as_deref().map(normal)),
                "--test-threads" | "--format" | "--color" | "--logfile" | "-Z" => drop(arguments.next()),
                flag if flag.starts_with('-') => {}
                filter => read.wanted.push(normal(filter)),
            }
        }
        read
    }

    fn select(&self, name: &str) -> bool {
        let name = normal(name);
        let is = |filter: &String| if self.exact { name == *filter } else { name.contains(filter) };
        !self.ignored_only && (self.wanted.is_empty() || self.wanted.iter().any(is)) && !self.unwanted.iter().any(is)
    }
}

/// The suite writes hyphens where a name in Rust has underscores.
fn normal(name: &str) -> String {
    name.replace('_', "-")
}
