//! What is printed: for each plan its modules in each variant, what was skipped and why; then what failed, and the
//! line that the usual test runner ends with.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::plans::{PLANS, Plan};
use crate::points;
use crate::runner::{Case, Verdict};

/// Prints everything.
pub fn print(results: &[(Case, Verdict)], filtered_out: usize, took: Duration) {
    for plan in &PLANS {
        let of_plan: Vec<&(Case, Verdict)> = results.iter().filter(|(case, _)| std::ptr::eq(case.plan, plan)).collect();
        if !of_plan.is_empty() {
            print_plan(plan, &of_plan);
        }
    }
    if !results.is_empty() {
        points::print();
    }
    for (case, verdict) in results {
        if let Verdict::Failed(reason) = verdict {
            println!("\n---- {} ----\n{reason}", case.name());
        }
    }
    let (passed, skipped, failed) = counts(results.iter().map(|(_, verdict)| verdict));
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!(
        "\ntest result: {word}. {passed} passed; {failed} failed; {skipped} ignored; 0 measured; {filtered_out} \
         filtered out; finished in {:.2}s",
        took.as_secs_f64()
    );
}

fn print_plan(plan: &Plan, results: &[&(Case, Verdict)]) {
    println!("\n{}  ({})", plan.name, plan.profile);
    let mut variants: Vec<String> = results.iter().map(|(case, _)| case.variant.to_string()).collect();
    variants.dedup();
    for (column, variant) in variants.iter().enumerate() {
        println!("  [{}] {variant}", column + 1);
    }
    let names = || plan.modules.iter().flat_map(|list| list.iter()).map(|module| module.name);
    let width = names().map(str::len).max().unwrap_or_default();
    let numbers: String = (1..=variants.len()).map(|number| format!("{number:>3}")).collect();
    println!("  {:width$}{numbers}", "");
    for name in names() {
        let of_module: Vec<_> = results.iter().filter(|(case, _)| case.module.name == name).collect();
        let cell = |variant: &String| {
            let found = of_module.iter().find(|(case, _)| case.variant.to_string() == *variant);
            format!("{:>3}", found.map_or("", |(_, verdict)| mark(verdict)))
        };
        if !of_module.is_empty() {
            println!("  {name:width$}{}", variants.iter().map(cell).collect::<String>());
        }
    }
    let (passed, skipped, failed) = counts(results.iter().map(|(_, verdict)| verdict));
    println!("  modules {}, passed {passed}, skipped {skipped}, failed {failed}", results.len());
    print_skipped(results);
}

/// Each reason once, with the modules that it skipped.
fn print_skipped(results: &[&(Case, Verdict)]) {
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (case, verdict) in results {
        if let Verdict::Skipped(reason) = verdict {
            let names = reasons.entry(reason).or_default();
            if !names.contains(&case.module.name) {
                names.push(case.module.name);
            }
        }
    }
    for (reason, names) in reasons {
        println!("  skipped, because {reason}: {}", names.join(", "));
    }
}

fn mark(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "P",
        Verdict::Skipped(_) => "S",
        Verdict::Failed(_) => "F",
    }
}

/// Passed, skipped, failed.
fn counts<'a>(verdicts: impl Iterator<Item = &'a Verdict>) -> (usize, usize, usize) {
    verdicts.fold((0, 0, 0), |(passed, skipped, failed), verdict| match verdict {
        Verdict::Passed => (passed + 1, skipped, failed),
        Verdict::Skipped(_) => (passed, skipped + 1, failed),
        Verdict::Failed(_) => (passed, skipped, failed + 1),
    })
}
