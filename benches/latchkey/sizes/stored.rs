//! How many bytes of the database each thing takes for good, log and free pages aside: the growth over many of them, in a
//! database that has some already.

use std::path::Path;

use rusqlite::Connection;

use crate::crowd::Crowd;
use crate::server::Server;
use crate::visitor::Step::{self, *};

/// What each visitor does, once, before it is measured how often.
const SETUP: &[Step] = &[AskToSignIn, OpenLoginPage, SubmitLogin, Exchange];
/// Repetitions of each of 32 visitors.
const TIMES: usize = 100;
const VISITORS: usize = 32;

/// Name and steps of what is counted.
const THINGS: [(&str, &[Step]); 5] = [
    ("a login by the page, its code used", &[AskToSignIn, OpenLoginPage, SubmitLogin, Exchange]),
    ("a code flow with a living login", &[Authorize, Exchange]),
    ("authorize alone, code never used", &[Authorize]),
    ("a refresh", &[Refresh]),
    ("a client_credentials token", &[ClientCredentials]),
];

/// Bytes of each thing.
pub fn measure(server: &Server, database: &Path) -> Vec<(&'static str, f64)> {
    THINGS
        .into_iter()
        .map(|(name, steps)| {
            let mut crowd = Crowd::new(server, VISITORS, "es", "openid+offline_access");
            crowd.take_times(SETUP, 1);
            crowd.take_times(steps, TIMES / 4);
            let before = used(database);
            let done = crowd.take_times(steps, TIMES);
            (name, (used(database) - before) as f64 / done as f64)
        })
        .collect()
}

/// Bytes of the pages that hold something, those that are still in the log with them.
fn used(database: &Path) -> i64 {
    let connection = Connection::open(database).unwrap();
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    (pragma("page_count") - pragma("freelist_count")) * pragma("page_size")
}
