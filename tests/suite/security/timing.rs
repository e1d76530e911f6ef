//! How long a refused sign-in takes.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::Instant;

use latchkey::config::settings::{Argon2Cost, ConfiguredUser};
use latchkey::login::hasher::hash_now;
use latchkey::login::password::sign_in;
use latchkey::secret::Secret;

use crate::support::Builder;
use crate::support::provider::{PASSWORD, user};

/// Row 58, SEC-57: whoever has no account, a cheap hash, a costly one or a lock takes the same time to be refused.
#[actix_web::test]
async fn how_long_a_refusal_takes_tells_neither_who_exists_nor_at_which_cost_a_password_was_hashed() {
    let cost = |memory_kib, iterations| Argon2Cost { memory_kib, iterations, parallelism: 1 };
    let hashed = |username: &str, at: Argon2Cost| {
        let password_hash = hash_now(at, PASSWORD);
        ConfiguredUser { password_hash, ..user(username) }
    };
    let provider = Builder::new()
        .with(|settings| {
            settings.login.argon2 = cost(4 * 1024, 2);
            settings.limits.login_per_ip.events = 100_000;
            settings.limits.login_per_account.events = 100_000;
            settings.users = vec![hashed("same", cost(4 * 1024, 2)), hashed("cheap", cost(1024, 1))];
            settings.users.push(hashed("costly", cost(16 * 1024, 5)));
            settings.users.push(ConfiguredUser { locked: true, ..hashed("locked", cost(1024, 3)) });
        })
        .start();
    let mut fastest = BTreeMap::new();
    // Other tests take their share of the machine: what counts is the least that each takes, and that shows in time.
    for round in 0..60 {
        for username in ["nobody", "same", "cheap", "costly", "locked"] {
            // The right password for the one that is locked.
            let password = if username == "locked" { PASSWORD } else { "wrong" };
            let started = Instant::now();
            let (password, address) = (Secret::new(password), IpAddr::from([127, 0, 0, 1]).into());
            let outcome = sign_in(&provider.provider, username, &password, address).await.unwrap();
            assert_eq!(outcome.as_str(), "failed");
            let took = started.elapsed();
            fastest.entry(username).and_modify(|least| *least = took.min(*least)).or_insert(took);
        }
        let (least, most) = (fastest.values().min().unwrap(), fastest.values().max().unwrap());
        if round > 4 && most.as_secs_f64() < 1.3 * least.as_secs_f64() {
            return;
        }
    }
    panic!("{fastest:?}");
}
