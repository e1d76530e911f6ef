//! Work that is done again and again costs as much as there is to do, and not as much as there is: on PostgreSQL no table is read
//! whole where an index has what is looked for.

use std::time::Duration;

use latchkey::store::people::WantedPeople;

use super::{NOW, redeemed, stores};
use crate::support::database::{self, ByHand, server};

/// More than it costs less to read whole.
const MANY: u32 = 30_000;
/// From its sixth run on, PostgreSQL runs a prepared statement by a plan for any values.
const TIMES: u32 = 8;
/// What many people have rows in, with the column of its key.
const TABLES: [(&str, &str, &str); 9] = [
    ("sessions", "id", "s.id || g"),
    ("grants", "id", "s.id || g"),
    ("access_tokens", "digest", "'\\x' || md5(g::text)"),
    ("refresh_tokens", "digest", "'\\x' || md5(g::text)"),
    ("users", "sub", "s.sub || g"),
    ("audit", "id", "s.id || g"),
    ("new_sign_ins", "session_id", "s.session_id || g"),
    ("invitations", "digest", "'\\x' || md5(g::text)"),
    ("email_changes", "sub", "s.sub || g"),
];
/// One row for each of those that nobody has yet.
const FIRST: &str = "INSERT INTO new_sign_ins VALUES ('session', 'ada', 0, 0, '', '', '', NULL, 4000000000); \
     INSERT INTO invitations VALUES ('', '{}', false, 4000000000, NULL, 'ada'); \
     INSERT INTO email_changes VALUES ('ada', '', '', 0, 0, 4000000000, NULL)";

/// How often each table was read whole so far.
fn whole_reads(file: &ByHand) -> Vec<(&'static str, String)> {
    let asked = |table| format!("SELECT seq_scan FROM pg_stat_user_tables WHERE relid = '{table}'::regclass");
    TABLES.iter().map(|(table, ..)| (*table, file.run(&asked(table)).unwrap())).collect()
}

/// REL-13, and docs/scale.md: nobody is due, and nothing is over.
#[actix_web::test]
async fn what_every_node_looks_for_all_the_time_is_found_by_an_index() {
    if server().is_none() {
        return;
    }
    let (store, folder) = stores().remove(0);
    redeemed(&store, "openid offline_access").await;
    drop(store);
    let path = folder.path().join("latchkey.db");
    let file = ByHand::open(&path);
    file.run(FIRST);
    for (table, key, value) in TABLES {
        let more = if table == "users" { ", 'username', s.username || g" } else { "" };
        file.run(&format!(
            "INSERT INTO {table} SELECT (jsonb_populate_record(s, jsonb_build_object('{key}', {value}{more}))).* \
             FROM {table} AS s, generate_series(1, {MANY}) AS g"
        ));
        file.run(&format!("ANALYZE {table}"));
    }
    // A connection says what it counted when it ends: what filled the tables read them whole.
    drop(file);
    let told = || actix_web::rt::time::sleep(Duration::from_secs(2));
    told().await;
    let file = ByHand::open(&path);
    let before = whole_reads(&file);
    let store = database::open(&path);
    for _ in 0..TIMES {
        assert_eq!(store.expire_sessions(NOW, 100).await.unwrap(), 0);
        assert_eq!(store.sweep(NOW, 500).await.unwrap(), 0);
        let people = WantedPeople { limit: 50, ..WantedPeople::default() };
        assert_eq!(store.find_people(&people).await.unwrap().len(), 50);
    }
    drop(store);
    told().await;
    assert_eq!(whole_reads(&file), before);
}
