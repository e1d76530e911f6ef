//! The file of all that is stored about somebody. Whoever adds a table or a column decides here whether it is in it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use latchkey::clock::Timestamp;
use latchkey::protocol::grant::Grant;
use latchkey::protocol::mail::Mail;
use latchkey::secret::KeyMaterial;
use latchkey::store::transfer::tables::{Kind, TABLES, Table, quoted};
use serde_json::{Value, json};

use super::*;
use crate::support::database::ByHand;

/// What is decided about a table.
enum Decision {
    /// Its columns that are in the file, and those that are not: what is good for something, or says what another one says.
    Columns(&'static [&'static str], &'static [&'static str]),
    /// About nobody, or not worth telling, for this reason.
    Not(&'static str),
}
use Decision::{Columns, Not};

const DECISIONS: &[(&str, Decision)] = &[
    (
        "users",
        Columns(
            &[
                "sub",
                "username",
                "claims",
                "email",
                "email_verified",
                "groups",
                "attributes",
                "locked",
                "is_admin",
                "created_at",
                "updated_at",
            ],
            // Where the file has a definition, it is in words; factors are listed one by one.
            &[
                "password_hash",
                "from_config",
                "credentials_revision",
                "defined_in",
                "left_at",
                "left_ends_at",
                "pinned_hash",
                "is_known",
                "factors",
            ],
        ),
    ),
    ("user_names", Columns(&[], &["key", "sub"])),
    ("user_looks", Columns(&[], &["look", "sub"])),
    ("cookie_sessions", Columns(&[], &["digest", "state", "expires_at"])),
    (
        "sessions",
        Columns(
            &[
                "auth_time",
                "amr",
                "acr",
                "remember",
                "created_at",
                "last_seen",
                "expires_at",
                "idle_expires_at",
                "user_agent",
                "ip",
                "ended_at",
            ],
            &["id", "sub", "browser_state", "cause", "state_id", "browser"],
        ),
    ),
    ("anonymous_states", Not("of browsers, before anybody signs in")),
    ("client_logins", Columns(&[], &["client_id", "sid", "session_id"])),
    ("finished_interactions", Not("digests of requests, for a day after the hour that they may wait")),
    ("pushed_requests", Not("sealed words of apps about nobody yet, for minutes")),
    (
        "polled_requests",
        Not("what apps ask for, for minutes; what was allowed is among the grants, and in the activity"),
    ),
    ("codes", Columns(&[], &["digest", "session_id", "authorization", "expires_at", "used_at"])),
    (
        "grants",
        Columns(
            &["client_id", "detail", "created_at", "revoked_at"],
            &["id", "sub", "session_id", "offline", "proven_by"],
        ),
    ),
    (
        "access_tokens",
        Columns(
            &[],
            &[
                "digest",
                "grant_id",
                "scope",
                "expires_at",
                "tracked",
                "first_used_at",
                "issued_at",
                "audience",
                "jti",
                "refresh_digest",
                "jkt",
                "authorization_details",
                "client_id",
                "parent",
                "exchange",
            ],
        ),
    ),
    (
        "refresh_tokens",
        Columns(
            &[],
            &[
                "digest",
                "grant_id",
                "idle_expires_at",
                "expires_at",
                "access_digest",
                "successor",
                "spent_at",
                "dead_at",
                "access_used_at",
                "jkt",
            ],
        ),
    ),
    ("client_access_tokens", Not("of apps")),
    ("consents", Columns(&["client_id", "scope", "claims", "granted_at", "asks_each_time"], &["sub"])),
    ("revocations", Not("counts how often consents were withdrawn, for requests under way")),
    ("mails", Columns(&["mail", "queued_at", "attempts"], &["id", "due_at"])),
    ("email_changes", Columns(&["email", "asked_at", "expires_at"], &["sub", "id", "revision", "digest"])),
    ("sign_up_links", Not("invitations to whoever has no account yet")),
    // Who waits cannot ask for the file, and the address goes when they no longer do.
    ("sign_ups", Columns(&["how", "made_at"], &["sub", "waits", "email"])),
    ("totp", Columns(&["created_at", "last_used"], &["sub", "secret", "last_step", "added_in"])),
    (
        "audit",
        Columns(
            &["at", "event", "client_id", "ip", "agent", "request_id", "details"],
            &["id", "actor", "sub", "number", "hash"],
        ),
    ),
    ("audit_start", Not("of the server")),
    ("recovery_codes", Columns(&[], &["sub", "digest"])),
    ("user_codes", Columns(&["made_at"], &["sub", "hash"])),
    (
        "passkeys",
        Columns(
            &["name", "backed_up", "transports", "created_at", "last_used"],
            &["id", "sub", "public_key", "sign_count", "aaguid", "backup_eligible", "signs_in", "added_in"],
        ),
    ),
    (
        "known_browsers",
        Columns(
            &["user_agent", "first_seen", "last_seen", "factor_since", "factor_until"],
            &["digest", "sub", "factor_revision"],
        ),
    ),
    ("new_sign_ins", Not("says of a session what the session says, for ten days")),
    ("invitations", Columns(&["invitation", "expires_at", "used_at"], &["digest", "is_setup", "sub"])),
    ("signing_keys", Not("of the server")),
    ("secrets", Not("of the server")),
    ("sealing_secrets", Not("of the server")),
    ("sealing_weeks", Not("of the server")),
    ("logout_deliveries", Not("word to apps of a login that ended, for a day")),
    ("assertions", Not("of apps")),
    ("dpop_proofs", Not("of apps")),
    ("clients", Not("of apps")),
    ("client_origins", Not("of apps")),
    ("initial_access_tokens", Not("of apps")),
    ("configured_clients", Not("of apps")),
    ("withdrawn", Not("of apps")),
    ("lowered", Not("of apps")),
    ("claims_unread", Not("of apps")),
    ("changes", Not("notes of changes for pages that watch, the last few thousand")),
];

#[test]
fn every_table_and_column_is_decided_on() {
    let known: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    let decided: Vec<&str> = DECISIONS.iter().map(|(table, _)| *table).collect();
    assert_eq!(
        decided, known,
        "decide whether a new table is in the file that people download (endpoints/own_data.rs)"
    );
    for (table, (_, decision)) in TABLES.iter().zip(DECISIONS) {
        match decision {
            Columns(shown, withheld) => {
                let mut decided: Vec<&str> = shown.iter().chain(*withheld).copied().collect();
                let mut columns = table.column_names();
                decided.sort_unstable();
                columns.sort_unstable();
                assert_eq!(decided, columns, "{}", table.name);
            }
            Not(why) => assert!(!why.is_empty()),
        }
    }
}

fn canary(table: &Table, column: &str) -> String {
    format!("canary-{}-{column}", table.name)
}

/// A moment of its own for each column.
fn moment(table: &Table, column: &str) -> i64 {
    let tables = TABLES.iter().take_while(|other| other.name != table.name).count();
    let place = tables * 32 + table.place(column).unwrap();
    1_900_000_000 + i64::try_from(place).unwrap() * 100_003
}

/// What stands in a column that only takes what it is for.
fn text(table: &Table, column: &str) -> String {
    let canary = canary(table, column);
    match (table.name, column) {
        (_, "sub") => "grace".to_owned(),
        ("audit", "details") => json!({"name": canary}).to_string(),
        ("users", "claims") => json!({"name": canary}).to_string(),
        ("users", "attributes") => json!({"quota": canary}).to_string(),
        ("users", "groups") | ("consents", "claims") => json!([canary]).to_string(),
        ("mails", "mail") => {
            serde_json::to_string(&Mail::EmailChanged { sub: Subject::new("grace"), was: canary }).unwrap()
        }
        ("invitations", "invitation") => json!({"kind": "reset", "sub": "grace"}).to_string(),
        ("grants", "detail") => {
            let at = Timestamp(moment(table, "created_at"));
            let grant: Grant = serde_json::from_value(json!({
                "id": "canary-grants-id", "client_id": "canary-grants-client_id", "sub": "grace",
                "session_id": "canary-grants-session_id", "scope": canary, "claims": null, "claims_locales": null,
                "auth_time": at, "auth_time_required": false, "amr": [], "acr": "", "created_at": at,
            }))
            .unwrap();
            serde_json::to_string(&grant).unwrap()
        }
        _ => canary,
    }
}

/// A value as a statement has it.
fn literal(by_hand: &ByHand, table: &Table, column: &str, kind: Kind) -> String {
    let is_sqlite = matches!(by_hand, ByHand::Sqlite(_));
    match kind {
        Kind::Integer if (table.name, column) == ("email_changes", "revision") => "1".to_owned(),
        Kind::Integer => moment(table, column).to_string(),
        Kind::Boolean if is_sqlite => "0".to_owned(),
        Kind::Boolean => "false".to_owned(),
        Kind::Text => format!("'{}'", text(table, column)),
        Kind::Octets => {
            let octets = match (table.name, column) {
                ("totp", "secret") => KeyMaterial::plain(canary(table, column).as_bytes()).to_bytes(),
                ("passkeys", "aaguid") => b"canary-aaguid-16".to_vec(),
                ("audit", "hash") | ("known_browsers", "digest") => {
                    let mut octets = canary(table, column).into_bytes();
                    octets.resize(32, 0);
                    octets
                }
                _ => canary(table, column).into_bytes(),
            };
            let hex: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
            if is_sqlite { format!("x'{hex}'") } else { format!("'\\x{hex}'") }
        }
    }
}

/// Puts a canary into every column of what is about grace.
fn seed(by_hand: &ByHand) {
    for (table, (_, decision)) in TABLES.iter().zip(DECISIONS) {
        if matches!(decision, Not(_)) {
            continue;
        }
        let value = |column: &str, kind| literal(by_hand, table, column, kind);
        if table.name == "users" {
            let set: Vec<String> = table
                .columns
                .iter()
                .filter(|column| {
                    column.kind == Kind::Text && !["sub", "username"].contains(&column.name)
                        || ["created_at", "updated_at"].contains(&column.name)
                })
                .map(|column| format!("{} = {}", quoted(column.name), value(column.name, column.kind)))
                .collect();
            by_hand.run(&format!("UPDATE users SET {} WHERE sub = 'grace'", set.join(", ")));
            continue;
        }
        let values: Vec<String> = table.columns.iter().map(|column| value(column.name, column.kind)).collect();
        by_hand.run(&format!("INSERT INTO {} ({}) VALUES ({})", table.name, table.column_list(), values.join(", ")));
    }
}

/// Whether what was put into a column stands in a text, in any form.
fn is_in(file: &str, table: &Table, column: &str, kind: Kind) -> bool {
    let canary = match (table.name, column) {
        ("passkeys", "aaguid") => "canary-aaguid-16".to_owned(),
        _ => canary(table, column),
    };
    let forms = match kind {
        Kind::Integer => {
            let at = moment(table, column);
            vec![at.to_string(), Timestamp(at).to_string()]
        }
        _ => {
            let hex: String = canary.bytes().map(|octet| format!("{octet:02x}")).collect();
            let (one, other) = (STANDARD.encode(&canary), URL_SAFE_NO_PAD.encode(&canary));
            vec![canary.clone(), hex, one[..canary.len()].to_owned(), other[..canary.len()].to_owned()]
        }
    };
    forms.iter().any(|form| file.contains(form))
}

async fn download(provider: &TestProvider, browser: &Browser, page: &Page) -> Page {
    let sent = send_form_with(browser, page, "id=\"download\"", &[]).await;
    assert!(sent.url.starts_with(&provider.issuer));
    sent
}

#[actix_web::test]
async fn all_that_is_stored_about_somebody_is_in_their_file_and_nothing_that_is_good_for_anything() {
    let provider = TestProvider::new();
    add(&provider, "grace", Some("grace@example.com")).await;
    let browser = signed_in(&provider, "grace").await;
    let page = profile(&provider, &browser).await;
    seed(&provider.by_hand());
    let file = download(&provider, &browser, &page).await;
    assert_eq!(file.status, 200, "{}", file.body);
    assert_eq!(file.header("content-type"), "application/json");
    assert_eq!(file.header("cache-control"), "no-store");
    assert!(file.header("content-disposition").starts_with("attachment; filename="), "{:?}", file.headers);
    for (table, (_, decision)) in TABLES.iter().zip(DECISIONS) {
        let Columns(shown, withheld) = decision else { continue };
        for column in table.columns {
            let (name, is_told) = (column.name, |column| is_in(&file.body, table, column, Kind::Text));
            // Rows of grace are hers: they are found by this.
            let is_seeded = column.kind != Kind::Boolean
                && !["sub", "username"].contains(&name)
                && !(table.name == "users" && column.kind == Kind::Integer && !name.ends_with("ed_at"))
                && (table.name, name) != ("email_changes", "revision")
                && (table.name, name) != ("invitations", "invitation");
            if withheld.contains(&name) {
                assert!(!is_told(name), "{}.{name} must not be in the file", table.name);
            }
            if is_seeded {
                let is_told = is_in(&file.body, table, name, column.kind);
                assert_eq!(is_told, shown.contains(&name), "{}.{name}: {}", table.name, file.body);
            }
        }
    }
    let told: Value = file.json();
    assert_eq!(told["account"]["username"], "grace");
    assert_eq!(told["recovery_codes_left"], 1);
    assert_eq!(told["links_to_choose_a_password"][0]["for"], "new password");
    assert_eq!(told["account"]["has_password"], true);
    assert!(!file.body.contains("ada@example.com") && !file.body.contains("argon2"), "{}", file.body);
}

#[actix_web::test]
async fn it_is_given_to_the_person_alone_after_a_fresh_login_and_the_second_factor() {
    let provider = TestProvider::new();
    add(&provider, "grace", None).await;
    let browser = signed_in(&provider, "grace").await;
    let page = profile(&provider, &browser).await;
    let url = provider.url("/account/data.json");
    assert_eq!(browser.get(&url).await.status, 405);
    assert_eq!(browser.post(&url, &[]).await.status, 403, "a form of our own");
    let phone = with_app(&provider, &browser).await;
    let first = download(&provider, &browser, &page).await;
    assert!(first.location().unwrap().contains("/step-up?next=profile"), "{:?}", first.location());
    let step = browser.follow(first).await;
    let page = browser.submit(&step, &[("code", &phone.code(&provider))]).await;
    let file = download(&provider, &browser, &page).await.json();
    assert!(file["authenticator_app"]["added"].is_string() && file["recovery_codes_left"] == 10, "{file}");
    provider.advance(16 * 60);
    let stale = download(&provider, &browser, &page).await;
    assert!(stale.location().unwrap().contains("/login?again=1&next=profile"), "{:?}", stale.location());
    // Of whom the configuration defines as of anybody.
    let ada = signed_in(&provider, "ada").await;
    let page = profile(&provider, &ada).await;
    let file = download(&provider, &ada, &page).await.json();
    assert_eq!(file["account"]["definition"]["by"], "configuration");
    assert!(!file.to_string().contains("grace"), "{file}");
    let taken = crate::audit::records(&provider, "data.download").await;
    assert_eq!(taken.len(), 2, "once each, and what was refused is none: {taken:?}");
    for (record, name) in taken.iter().zip(["ada", "grace"]) {
        let sub = crate::audit::sub_of(&provider, name).await;
        assert_eq!(crate::audit::who(record), (format!("person:{sub}").as_str(), Some(sub.as_str()), None));
    }
    let activity = ada.visit(&provider.url("/account/activity")).await;
    assert!(activity.body.contains("Downloaded the data of this account"), "{}", activity.body);
}
