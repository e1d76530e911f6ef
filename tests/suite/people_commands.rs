//! `latchkey user …` and `latchkey check --plan` where a file defines people.

use latchkey::clock::{Clock as _, SystemClock};
use latchkey::config::{Sources, load};
use latchkey::protocol::factors::Passkey;
use latchkey::protocol::user::UsernameKey;
use latchkey::reconcile;
use latchkey::store::factors::{AddFactor, By, SecondFactors as _};
use latchkey::store::sqlite::SqliteStore;
use latchkey::store::users::Users as _;
use serde_json::{Value, json};

use crate::cli::Desk;

const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$v7upl2mak1dOcLaGAIeyMw$iWyK81D2UHeajlaSKtF8KWqG5bbxp94kVK+yeYIBnm8";
/// Of "seven calm herons".
const BCRYPT: &str = "$2b$04$abcdefghijklmnopqrstuuJgHk69hhA1QFJsOTPofm5pzLs8MrC76";
const SERVER: &str = "[server]\ndata_dir = 'data'\n";

fn mira(lines: &str) -> String {
    format!("{SERVER}[[users]]\nusername = 'mira'\n{lines}")
}

/// Writes the file, and takes it in as a start does.
async fn take_in(desk: &Desk, file: &str) {
    let path = desk.path().join("config.toml");
    std::fs::write(&path, file).unwrap();
    // As the command line names it, from the folder it is in.
    let sources =
        Sources { files: vec![path], default_data_dir: desk.path().join("latchkey-data"), ..Sources::default() };
    let settings = load(&sources).unwrap().settings;
    std::fs::create_dir_all(desk.path().join("data")).unwrap();
    let store = SqliteStore::open(&desk.path().join("data/latchkey.db")).unwrap();
    reconcile::reconcile(&store, &settings, SystemClock.now()).await.unwrap();
}

fn write(desk: &Desk, file: &str) {
    std::fs::write(desk.path().join("config.toml"), file).unwrap();
}

#[actix_web::test]
async fn what_the_file_says_is_changed_there_and_every_command_names_the_place() {
    let desk = Desk::new("");
    take_in(&desk, &mira(&format!("password_hash = '{HASH}'\n"))).await;
    for (command, key) in [
        (&["user", "passwd", "mira"][..], "password_hash"),
        (&["user", "invite", "mira"], "password_hash"),
        (&["user", "groups", "mira", "family"], "groups"),
        (&["user", "lock", "mira"], "locked"),
        (&["user", "set", "mira", "--name", "Mira"], "name"),
        (&["user", "set", "mira", "--email", "mira@example.com", "--administrator", "true"], "`email`, `admin`"),
        (&["user", "set", "mira", "--add-group", "family", "--keep"], "groups"),
        (&["user", "remove", "mira", "--yes"], "remove the entry there first"),
        (&["user", "keep", "mira"], "nothing to keep"),
    ] {
        let (code, words) = desk.fails(command);
        assert!(code == 1 && words.contains("config.toml:3") && words.contains(key), "{command:?}: {words}");
    }
    let shown = desk.json(&["user", "show", "mira"]);
    assert_eq!((&shown["password"], &shown["password_pinned"]), (&json!("Argon2id"), &json!(true)));
    assert_eq!(shown["defined_at"], "config.toml:3");
    // Without a password in the file it is theirs to choose.
    take_in(&desk, &mira("")).await;
    assert!(desk.ok(&["user", "invite", "mira"]).contains("/invite?t="));
    let set = desk.run_with(&["user", "passwd", "mira"], "nine brave ravens\n");
    assert_eq!(set.status.code(), Some(0), "{}", String::from_utf8_lossy(&set.stderr));
}

#[actix_web::test]
async fn where_passwords_are_off_none_is_set_and_a_link_leads_to_a_passkey() {
    let desk = Desk::new("");
    let off = "[login]\nmethods = ['passkey']\n";
    take_in(&desk, &format!("{}{off}", mira(&format!("password_hash = '{HASH}'\n")))).await;
    for command in [&["user", "passwd", "mira"][..], &["user", "add", "noor", "--password-stdin"]] {
        let (code, words) = desk.fails(command);
        assert!(code == 1 && words.contains("passwords are off here"), "{command:?}: {words}");
    }
    let shown = desk.json(&["user", "show", "mira"]);
    assert_eq!(shown["cannot_sign_in"], "no passkey yet: `latchkey user invite mira`");
    assert!(desk.ok(&["user", "invite", "mira"]).contains("/invite?t="), "no file names a passkey");
    let checked = desk.run(&["check"]);
    let told = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert!(checked.status.success() && told.contains("leaves out \"password\"") && told.contains("mira"), "{told}");
}

#[actix_web::test]
async fn who_left_the_file_is_listed_with_the_reason_and_can_be_kept() {
    let desk = Desk::new("");
    take_in(&desk, &mira("admin = true\ngroups = ['family']\n")).await;
    take_in(&desk, SERVER).await;
    let listed = desk.json(&["user", "list"]);
    let why = listed[0]["cannot_sign_in"].as_str().unwrap();
    assert!(why.contains("config.toml") && why.contains("latchkey user keep mira"), "{why}");
    assert!(desk.ok(&["user", "list"]).contains("no longer in"), "in the table too");
    assert_eq!((&listed[0]["admin"], &listed[0]["groups"]), (&json!(false), &json!(["family"])));
    let shown = desk.json(&["user", "show", "mira"]);
    assert!(shown["cannot_sign_in"] == why && shown["logins_end_at"].is_string(), "{shown}");
    for command in
        [&["user", "passwd", "mira"][..], &["user", "invite", "mira"], &["user", "set", "mira", "--name", "Mira"]]
    {
        let (code, words) = desk.fails(command);
        assert!(code == 1 && words.contains("latchkey user keep mira"), "{command:?}: {words}");
    }
    desk.ok(&["setup-link"]);
    desk.ok(&["user", "keep", "mira"]);
    let kept = desk.json(&["user", "show", "mira"]);
    assert_eq!(
        (&kept["administrator"], &kept["defined_at"], &kept["logins_end_at"]),
        (&json!(true), &Value::Null, &Value::Null)
    );
    assert_eq!(kept["sub"], shown["sub"]);
    assert_eq!(desk.json(&["user", "show", kept["sub"].as_str().unwrap()])["username"], "mira", "by the sub, too");
    assert_eq!(desk.fails(&["user", "keep", "mira"]).0, 1);
    take_in(&desk, SERVER).await;
    assert!(
        desk.json(&["user", "list"])[0]["cannot_sign_in"].as_str().is_none_or(|why| why.contains("no password yet"))
    );
}

#[test]
fn what_is_said_of_a_person_of_the_database_is_shown_and_set() {
    let desk = Desk::new(SERVER);
    desk.run_with(&["user", "add", "ada", "--password-stdin"], "seven calm herons\n");
    desk.run_with(&["user", "add", "ben", "--password-stdin"], "seven calm herons\n");
    let before = desk.json(&["user", "show", "ADA"]);
    assert_eq!(
        (&before["cannot_sign_in"], &before["sessions"], &before["apps"]),
        (&Value::Null, &json!(0), &json!([]))
    );
    let set = |arguments: &[&str]| desk.json(&[&["user", "set", "ada"], arguments].concat());
    let changed = set(&[
        "--name",
        "Ada Example",
        "--email",
        "ada@example.com",
        "--groups",
        "family, admins",
        "--administrator",
        "true",
    ]);
    assert_eq!((&changed["name"], &changed["email"]), (&json!("Ada Example"), &json!("ada@example.com")));
    assert_eq!((&changed["email_verified"], &changed["administrator"]), (&json!(true), &json!(true)));
    assert_eq!(changed["groups"], json!(["family", "admins"]));
    let changed = set(&["--add-group", "staff", "--remove-group", "admins", "--email-verified", "false"]);
    assert_eq!((&changed["groups"], &changed["email_verified"]), (&json!(["family", "staff"]), &json!(false)));
    assert_eq!((&changed["name"], &changed["administrator"]), (&json!("Ada Example"), &json!(true)), "the rest stays");
    assert_eq!(set(&["--groups", "", "--name", "", "--email", ""])["groups"], json!([]));
    assert_eq!(desk.json(&["user", "show", "ada"])["email"], Value::Null);
    let renamed = set(&["--username", "ada.l"]);
    assert_eq!((&renamed["username"], &renamed["sub"]), (&json!("ada.l"), &before["sub"]));
    for wrong in [
        &["--username", "ben"][..],
        &["--username", "a b"],
        &["--email", "nobody"],
        &["--add-group", "adm\u{ad}ins"],
        &["--keep", "--username", "b\u{435}n"],
        &[],
    ] {
        assert_eq!(desk.fails(&[&["user", "set", "ada.l"], wrong].concat()).0, 1, "{wrong:?}");
    }
    assert_eq!(desk.fails(&["user", "set", "ada.l", "--groups", "a", "--add-group", "b"]).0, 2);
    assert_eq!(desk.fails(&["user", "set", "nobody", "--name", "x"]).0, 4);
    assert_eq!(desk.fails(&["user", "show", "nobody"]).0, 4);
}

#[test]
fn a_hash_of_another_program_comes_on_standard_input() {
    let desk = Desk::new(SERVER);
    let add =
        |name: &str, hash: &str| desk.run_with(&["user", "add", name, "--password-hash-stdin"], &format!("{hash}\n"));
    assert_eq!(add("ada", BCRYPT).status.code(), Some(0));
    assert_eq!(desk.json(&["user", "show", "ada"])["password"], "bcrypt");
    for wrong in ["", "seven calm herons", "$6$salt$aGFzaA", &BCRYPT.replace("$04$", "$15$")] {
        let refused = add("ben", wrong);
        let words = String::from_utf8(refused.stderr).unwrap();
        assert!(
            refused.status.code() == Some(1) && !words.contains("aGFz") && !words.contains("herons"),
            "{wrong}: {words}"
        );
    }
}

#[actix_web::test]
async fn a_plan_tells_who_would_come_change_and_go_and_changes_nothing() {
    let desk = Desk::new("");
    write(&desk, &mira("admin = true\n"));
    let first = desk.ok(&["check", "--plan"]);
    assert!(
        first.contains("there is no database")
            && first.contains("+ mira (config.toml:3): a new account, an administrator"),
        "{first}"
    );
    assert!(!desk.path().join("data").exists(), "nothing was made");
    let wiki = "[[clients]]\nclient_id = 'wiki'\nclient_secret = 'sixteen characters'\nredirect_uris = ['https://wiki.example.com/cb']\n";
    let forum = wiki.replace("wiki", "forum");
    let before = format!(
        "{}email = 'mira@example.com'\nadmin = true\ngroups = ['family']\npassword_hash = '{HASH}'\n[[users]]\nusername = 'ben'\nsub = 'b-1'\n\
         [[users]]\nusername = 'dora'\n{wiki}",
        mira("")
    );
    take_in(&desk, &before).await;
    let still = desk.ok(&["check", "--plan"]);
    assert!(still.contains("nothing changes"), "{still}");
    let after = format!(
        "{}email = 'mira@example.org'\ngroups = ['family', 'staff']\npassword_hash = '{BCRYPT}'\n[[users]]\nusername = 'benjamin'\nsub = 'b-1'\n\
         [[users]]\nusername = 'theodora'\n{forum}",
        mira("")
    );
    write(&desk, &after);
    let plan = desk.ok(&["check", "--plan"]);
    for words in [
        "~ mira (config.toml:3): email \"mira@example.com\" → \"mira@example.org\"; groups [family] → [family, staff]; admin yes → no; another password, which signs the person out everywhere",
        "~ benjamin (config.toml:8): renamed, the same account: ben → benjamin",
        "+ theodora",
        "- dora: removed",
        "if one of theodora is the same person with a new username, write sub = \"",
        "+ client \"forum\"",
        "- client \"wiki\": refused at once; it has no tokens",
    ] {
        assert!(plan.contains(words), "{words}\nin {plan}");
    }
    assert!(
        desk.ok(&["check"]).contains("people: a reload or start would remove 1 and refuse 0"),
        "check says so unasked"
    );
    let store = SqliteStore::open(&desk.path().join("data/latchkey.db")).unwrap();
    let dora = store.user_named(&UsernameKey::of("dora")).await.unwrap().unwrap();
    assert!(dora.is_from_config(), "nothing was taken in");
    // While a process has the database open, and after it.
    assert_eq!(desk.ok(&["check", "--plan"]), plan);
    drop(store);
    assert_eq!(desk.ok(&["check", "--plan"]), plan);
    take_in(&desk, &after).await;
    assert!(desk.ok(&["check", "--plan"]).contains("nothing changes"));
    let lately = desk.ok(&["check"]);
    assert!(lately.contains("people: dora is no longer in") && lately.contains(dora.sub.as_str()), "{lately}");
    write(&desk, &before);
    let back = desk.ok(&["check", "--plan"]);
    assert!(
        back.contains("dora (config.toml:12): restored, with all sessions and grants that have not ended"),
        "{back}"
    );
}

/// Files that SQLite makes would belong to whoever looked, and the server could not open them.
#[test]
fn a_plan_leaves_no_file_beside_a_database_that_nobody_has_open() {
    let desk = Desk::new(SERVER);
    desk.run_with(&["user", "add", "ben"], "");
    let beside = || std::fs::read_dir(desk.path().join("data")).unwrap().count();
    let before = beside();
    assert!(desk.ok(&["check", "--plan"]).contains("nothing changes"));
    assert_eq!(beside(), before);
}

#[actix_web::test]
async fn a_plan_names_what_would_be_refused_and_the_remedy() {
    let desk = Desk::new("");
    take_in(&desk, &mira("sub = 'm-1'\n")).await;
    desk.run_with(&["user", "add", "ben", "--email", "ben@example.com"], "");
    let ben = desk.json(&["user", "show", "ben"])["sub"].as_str().unwrap().to_owned();
    let plan = |file: &str| {
        write(&desk, file);
        desk.ok(&["check", "--plan"])
    };
    let told = plan(&mira(&format!("sub = 'm-1'\n[[users]]\nusername = 'carl'\nsub = '{ben}'\n")));
    assert!(
        told.contains("! carl") && told.contains("account `ben`") && told.contains("latchkey user set ben --username"),
        "{told}"
    );
    let told = plan(&mira("sub = 'm-1'\nemail = 'ben@example.com'\n"));
    assert!(told.contains("! mira") && told.contains("belongs to the account ben"), "{told}");
    let told = plan(&mira("sub = 'm-2'\n"));
    assert!(told.contains("gets the sub m-2"), "nobody signed in with it: {told}");
    let wiki = "[[clients]]\nclient_id = 'wiki'\nclient_secret = 'sixteen characters'\nredirect_uris = ['https://wiki.example.com/cb']\n";
    take_in(&desk, &format!("{}{wiki}", mira("sub = 'm-1'\n"))).await;
    assert!(plan(&mira("sub = 'm-1'\n")).contains("! every client is missing"));
    std::fs::write(desk.path().join("data/latchkey.db"), "not a database at all").unwrap();
    assert_eq!(desk.fails(&["check", "--plan"]).0, 5);
    assert_eq!(desk.run(&["check"]).status.code(), Some(0), "the configuration is fine all the same");
}

#[actix_web::test]
async fn a_plan_of_an_older_file_says_that_it_changes_nobody_and_the_remedy() {
    let desk = Desk::new("");
    take_in(&desk, &format!("revision = 7\n{}", mira("sub = 'm-1'\n"))).await;
    for (file, remedy) in
        [(format!("revision = 6\n{SERVER}"), "the file with revision 7"), (SERVER.to_owned(), "write `revision = 8`")]
    {
        write(&desk, &file);
        for command in [&["check", "--plan"][..], &["check"]] {
            let told = desk.ok(command);
            assert!(told.contains(remedy) && !told.contains("remove"), "{command:?}: {told}");
        }
    }
    write(&desk, &format!("revision = 8\n{SERVER}"));
    assert!(desk.ok(&["check", "--plan"]).contains("- mira: removed"));
}

/// Whoever made an account and waits is told apart from whoever an administrator locked.
#[actix_web::test]
async fn the_list_says_of_who_waits_for_approval_that_they_wait_and_not_that_they_are_locked() {
    let desk = Desk::new(SERVER);
    for name in ["ada", "ben", "carl"] {
        desk.ok(&["user", "add", name]);
    }
    desk.ok(&["user", "lock", "ben"]);
    let carl = desk.json(&["user", "show", "carl"])["sub"].as_str().unwrap().to_owned();
    let waits = latchkey::store::sign_ups::NewAccount {
        user: latchkey::protocol::user::User {
            sub: latchkey::protocol::user::Subject::new("grace"),
            username: "grace".into(),
            locked: true,
            ..latchkey::protocol::user::User::nobody("grace")
        },
        waits: true,
        first_passkey: None,
        to_confirm: None,
    };
    {
        use latchkey::store::sign_ups::SignUps as _;
        let store = SqliteStore::open(&desk.path().join("data/latchkey.db")).unwrap();
        let (link, now) = (latchkey::secret::Digest::of("link"), SystemClock.now());
        let expires_at = now.after(std::time::Duration::from_secs(60));
        let sign_up =
            latchkey::protocol::sign_up::SignUpLink { email: None, interaction: None, uses_left: 1, expires_at };
        store.add_sign_up_link(&link, &sign_up, now).await.unwrap();
        let made = store.sign_up(&link, &waits, now).await.unwrap();
        assert!(matches!(made, latchkey::store::sign_ups::SignedUp::Added));
    }
    let listed = desk.json(&["user", "list"]);
    let row = |name: &str| listed.as_array().unwrap().iter().find(|row| row["username"] == name).unwrap().clone();
    let (ben, grace) = (row("ben"), row("grace"));
    assert_eq!((&ben["locked"], &ben["waiting"]), (&json!(true), &json!(false)));
    assert_eq!((&grace["locked"], &grace["waiting"]), (&json!(false), &json!(true)));
    assert!(ben["cannot_sign_in"].as_str().unwrap().starts_with("locked"), "{ben}");
    assert_eq!(grace["cannot_sign_in"], "waiting for approval: `latchkey user approve grace`");
    assert!(desk.ok(&["user", "list"]).contains("waiting for approval"));
    let shown = desk.json(&["user", "show", "grace"]);
    assert_eq!((&shown["cannot_sign_in"], &shown["locked"]), (&grace["cannot_sign_in"], &json!(false)));
    desk.ok(&["user", "lock", "grace"]);
    let listed = desk.json(&["user", "list"]);
    let grace = listed.as_array().unwrap().iter().find(|row| row["username"] == "grace").unwrap();
    assert_eq!((&grace["locked"], &grace["waiting"]), (&json!(true), &json!(false)), "decided against");
    drop(carl);
}

/// The last administrator without a password keeps the passkeys, whoever asks; and is told what to do first.
#[actix_web::test]
async fn a_reload_by_which_nobody_would_administer_is_refused_and_a_start_takes_it_in() {
    let desk = Desk::new(SERVER);
    let administrates = mira(&format!("admin = true\npassword_hash = '{HASH}'\n"));
    take_in(&desk, &administrates).await;
    let store = SqliteStore::open(&desk.path().join("data/latchkey.db")).unwrap();
    let settings = |file: &str| {
        let path = desk.path().join("config.toml");
        std::fs::write(&path, file).unwrap();
        let sources =
            Sources { files: vec![path], default_data_dir: desk.path().join("latchkey-data"), ..Sources::default() };
        load(&sources).unwrap().settings
    };
    for lines in ["", "locked = true\nadmin = true\n"] {
        let new = settings(&mira(&format!("{lines}password_hash = '{HASH}'\n")));
        let refused = reconcile::reconcile_again(&store, &new, SystemClock.now()).await.unwrap_err().to_string();
        assert!(refused.contains("administrator") && refused.contains("restart the server"), "{refused}");
        let mira = store.user_named(&UsernameKey::of("mira")).await.unwrap().unwrap();
        assert!(mira.administers() && mira.may_sign_in());
    }
    assert!(reconcile::reconcile_again(&store, &settings(SERVER), SystemClock.now()).await.is_err());
    reconcile::reconcile_again(&store, &settings(&administrates), SystemClock.now()).await.unwrap();
    reconcile::reconcile(&store, &settings(SERVER), SystemClock.now()).await.unwrap();
    assert!(store.user_named(&UsernameKey::of("mira")).await.unwrap().unwrap().has_left());
}

/// For which domain a passkey was made is not kept: whoever names another one is told as long as somebody has one.
#[actix_web::test]
async fn check_says_that_passkeys_of_before_do_not_work_for_another_domain() {
    let desk = Desk::new("");
    let file = |login: &str| {
        format!(
            "[server]\nissuer = 'https://auth.example.com'\ndata_dir = 'data'\n{login}[[users]]\nusername = 'mira'\n\
             password_hash = '{HASH}'\n"
        )
    };
    let told = |login: &str| {
        write(&desk, &file(login));
        let output = desk.run(&["check"]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{told}");
        told
    };
    take_in(&desk, &file("")).await;
    let other = "[login]\npasskey_rp_id = 'example.com'\n";
    assert!(!told(other).contains("passkey"), "nobody has one");
    let store = SqliteStore::open(&desk.path().join("data/latchkey.db")).unwrap();
    let mira = store.user_named(&UsernameKey::of("mira")).await.unwrap().unwrap();
    let now = SystemClock.now();
    let passkey = Passkey {
        id: vec![1],
        sub: mira.sub,
        name: "a phone".into(),
        public_key: vec![1],
        sign_count: 0,
        aaguid: [0; 16],
        backup_eligible: false,
        backed_up: false,
        transports: Vec::new(),
        created_at: now,
        last_used: now,
        signs_in: true,
    };
    let added = store.add_passkey(&passkey, &[], &By::Proof(mira.credentials_revision), now).await.unwrap();
    assert!(matches!(added, AddFactor::Added { .. }), "{added:?}");
    let warned = told(other);
    assert!(warned.contains("passkeys are for example.com") && warned.contains("one account has passkeys"), "{warned}");
    for same in ["", "[login]\npasskey_rp_id = 'auth.example.com'\n"] {
        assert!(!told(same).contains("passkey"), "{same}");
    }
}
