//! What the OpenID Foundation's conformance suite asks of a provider: every plan for one, with each module under its
//! own name, in each response type and mode, with static and with dynamic clients.
//!
//! A module is a function of a [`run::Run`]: a relying party with a browser that fills in our pages, against a server
//! of ours over TLS. A panic fails it; what the suite would call a warning fails it too. `cargo test conformance` runs
//! everything; any part of a case's name selects (`cargo test --test conformance oidcc-max-age`), `--list` lists.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a module that cannot go on has failed"
)]

mod browser;
mod modules;
mod op;
mod plans;
mod points;
mod report;
mod rp;
mod run;
mod runner;
#[expect(dead_code, unused_imports, reason = "the integration tests use the rest of it")]
#[path = "../suite/support/mod.rs"]
mod support;
mod variant;

fn main() -> std::process::ExitCode {
    runner::main()
}
