//! Single values: what is read, and what close to it is not.

use std::time::Duration;

use latchkey::config::settings::Rate;

use super::{Folder, with_client};

/// Whether `section.key = value` loads.
fn accepts(section: &str, key: &str, value: &str) -> bool {
    Folder::with(&format!("[{section}]\n{key} = {value}")).load().is_ok()
}

fn all(section: &str, key: &str, right: &[&str], wrong: &[&str]) {
    for value in right {
        assert!(accepts(section, key, value), "[{section}] {key} = {value} should load");
    }
    for value in wrong {
        assert!(!accepts(section, key, value), "[{section}] {key} = {value} should not load");
    }
}

#[test]
fn durations_have_units() {
    let wrong = [
        "15",
        "'15'",
        "'m'",
        "'1.5h'",
        "'-1m'",
        "' 1m'",
        "'1m '",
        "'1M'",
        "'1h m'",
        "''",
        "'99999999999999999999d'",
        "'1µs'",
    ];
    all("session", "reauth", &["'90s'", "'15m'", "'1h30m'", "'1d'"], &wrong);
    let settings = Folder::with("[session]\nidle = '1d12h'\nabsolute = '1w'").settings();
    assert_eq!(settings.session.idle, Duration::from_secs(36 * 3600));
}

#[test]
fn metrics_have_one_address_which_is_not_a_public_one() {
    let right = ["'127.0.0.1:9090'", "'[::1]:9090'", "'unix:/run/latchkey/metrics.sock'"];
    all("metrics", "listen", &right, &["9090", "'9090'", "'localhost'", "true", "['127.0.0.1:9090']", "'unix:'"]);
    let settings = Folder::with("[metrics]\nlisten = '127.0.0.1:9090'").settings();
    assert_eq!(settings.metrics.listen.map(|address| address.to_string()).as_deref(), Some("127.0.0.1:9090"));
    assert_eq!(Folder::with("").settings().metrics.listen, None);
    let both =
        "[server]\nissuer = 'https://a.example'\nlisten = ['127.0.0.1:8000']\n[metrics]\nlisten = '127.0.0.1:8000'";
    assert_eq!(
        Folder::with(both).errors(),
        ["config.toml:5: error: `metrics.listen` is an address of `server.listen` (use a separate port for the \
             metrics: they are not public)"]
    );
}

#[test]
fn the_number_of_the_file_is_a_whole_one_that_is_not_negative() {
    for (text, number) in [
        ("", None),
        ("revision = 0", Some(0)),
        ("revision = 20260131", Some(20_260_131)),
        ("revision = 9007199254740991", Some(9_007_199_254_740_991)),
    ] {
        assert_eq!(Folder::with(text).settings().revision, number, "{text}");
    }
    for text in [
        "revision = -1",
        "revision = 9007199254740992",
        "revision = 99999999999999999999",
        "revision = 1.5",
        "revision = '7'",
        "revision = [7]",
        "[revision]\nnumber = 7",
    ] {
        assert!(Folder::with(text).load().is_err(), "{text} should not load");
    }
    assert_eq!(
        Folder::with("revision = -1").errors(),
        ["config.toml:1: error: `revision`: -1 is too small, the least is 0"]
    );
}

#[test]
fn lifetimes_have_bounds() {
    all("tokens", "authorization_code", &["'1s'", "'60s'", "'1m'"], &["'0s'", "'61s'", "'5m'"]);
    all("tokens", "access_token", &["'5m'", "'7d'"], &["'0s'", "'8d'"]);
    all("session", "idle", &["'30d'"], &["'31d'", "'0s'"]);
    all("tokens", "refresh_token", &["{ idle = '90d' }"], &["{ idle = '91d' }", "{ idle = '0s' }"]);
    all("keys", "rotate_every", &["'never'", "'25h'"], &["'Never'", "'24h'", "'1s'", "0"]);
}

#[test]
fn sizes_and_rates_are_read_and_their_likes_refused() {
    all(
        "limits",
        "body_bytes",
        &["'64KiB'", "65536", "'1 MiB'"],
        &["'64KiBi'", "'64Kib'", "-1", "1", "'1TiB'", "true", "'64GiB'"],
    );
    all(
        "limits",
        "login_per_ip",
        &["'10/15m'", "'1 / 1h'"],
        &["'10'", "'0/1m'", "'10/0s'", "'-1/1m'", "'10/15'", "10"],
    );
    let settings = Folder::with("[limits]\nlogin_per_account = '3/1h'").settings();
    assert_eq!(settings.limits.login_per_account, Rate { events: 3, window: Duration::from_secs(3600) });
}

#[test]
fn issuers_are_exact() {
    let right =
        ["'https://auth.example.com'", "'https://example.com/auth'", "'http://localhost:1234'", "'http://[::1]:8'"];
    let wrong = [
        "'https://auth.example.com/'",
        "'http://auth.example.com'",
        "'https://Auth.example.com'",
        "'https://auth.example.com:443'",
        "'https://auth.example.com?x'",
        "'https://u@auth.example.com'",
        "'auth.example.com'",
        "''",
    ];
    all("server", "issuer", &right, &wrong);
}

#[test]
fn addresses_and_networks_are_read_and_their_likes_refused() {
    all(
        "server",
        "listen",
        &["['127.0.0.1:80']", "['[::1]:80', 'unix:/run/x']"],
        &["[]", "['localhost:80']", "['127.0.0.1']", "['::1:80x']", "['unix:x']", "[80]"],
    );
    all(
        "server",
        "trusted_proxies",
        &["['10.0.0.0/8']", "['::1']", "['10.0.0.1']", "[]"],
        &["['10.0.0.0/33']", "['proxy']", "['10.0.0']"],
    );
}

#[test]
fn development_mode_stays_on_loopback_unless_told_otherwise() {
    let open = "listen = ['127.0.0.1:8000', '0.0.0.0:8000']";
    let errors = Folder::with(&format!("[server]\n{open}")).errors();
    assert!(
        matches!(errors.as_slice(), [only] if only.starts_with("config.toml:2: error: development mode does not listen on 0.0.0.0:8000")),
        "{errors:?}"
    );
    assert!(accepts("server", "allow_development_network", &format!("true\n{open}")));
    assert!(accepts("server", "issuer", &format!("'https://auth.example.com'\n{open}")));
}

#[test]
fn the_default_listener_follows_the_issuer() {
    let listen = |issuer: &str| {
        let settings = Folder::with(&format!("[server]\nissuer = '{issuer}'")).settings();
        settings.server.listen.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(listen("http://127.0.0.1:9000"), ["127.0.0.1:9000", "[::1]:9000"]);
    assert_eq!(listen("https://auth.example.com"), ["127.0.0.1:8000"]);
}

#[test]
fn plain_http_to_a_network_without_a_trusted_proxy_is_warned_of() {
    let server = "[server]\nissuer = 'https://auth.example.com'\nlisten = ['0.0.0.0:8000']\n";
    assert_eq!(Folder::with(server).warnings().len(), 1);
    assert_eq!(Folder::with(&format!("{server}trusted_proxies = ['10.0.0.0/8']")).warnings().len(), 0);
}

#[test]
fn rs256_stays_among_the_algorithms() {
    all(
        "keys",
        "algorithms",
        &["['RS256']", "['ES256', 'RS256']"],
        &["['ES256']", "[]", "['none', 'RS256']", "['HS256', 'RS256']", "['RS256', 'RS256']", "'RS256'"],
    );
}

#[test]
fn a_wrap_key_is_a_private_file_of_at_least_32_bytes() {
    let with = |content: &str, mode| Folder::with("[keys]\nwrap_key_file = 'key'").file_with_mode("key", content, mode);
    let key = "0123456789abcdef0123456789abcdef";
    assert!(with(key, 0o600).settings().keys.wrap_key_file.is_some());
    for (content, mode) in [("short", 0o600), ("", 0o600), (key, 0o644)] {
        assert_eq!(with(content, mode).errors().len(), 1, "{content:?} {mode:o}");
    }
    let raw = Folder::with("[keys]\nwrap_key_file = 'key'").file("key", "");
    std::fs::write(raw.path("key"), [0xff; 32]).unwrap();
    assert!(raw.load().is_ok());
}

#[test]
fn tls_needs_both_files_and_a_private_key() {
    let with = |tls: &str, mode| {
        Folder::with(&format!("[server]\ntls = {tls}")).file("cert.pem", "x").file_with_mode("key.pem", "x", mode)
    };
    let both = "{ cert_file = 'cert.pem', key_file = 'key.pem' }";
    assert!(with(both, 0o640).settings().server.tls.is_some());
    assert_eq!(with(both, 0o644).errors().len(), 1);
    assert_eq!(with("{ cert_file = 'cert.pem' }", 0o600).errors().len(), 1);
    assert_eq!(with("{ cert_file = 'none.pem', key_file = 'none.key' }", 0o600).errors().len(), 2);
}

#[test]
fn storage_is_an_sqlite_file_or_a_database_of_postgresql() {
    let good = ["'sqlite:///tmp/x.db'", "'postgres://latchkey@db1,db2:5433/latchkey?sslmode=verify-full'"];
    let bad = ["'postgres://db/x'", "'postgres://latchkey@db'", "'/tmp/x.db'", "'sqlite://'", "''", "'mysql://a@b/c'"];
    all("storage", "url", &good, &bad);
    let errors = Folder::with("[storage]\nurl = 'postgres://db/x'").errors();
    assert!(errors[0].contains("it names no user: write postgres://latchkey@HOST/latchkey"), "{}", errors[0]);
    let folder = Folder::with("[server]\ndata_dir = 'kept'");
    assert_eq!(folder.settings().storage.database.file(), Some(folder.path("kept/latchkey.db").as_path()));
}

#[test]
fn backups_are_on_unless_it_is_for_trying_out() {
    let production = "[server]\nissuer = 'https://auth.example.com'\ndata_dir = 'kept'\n";
    let backup = |text: &str| Folder::with(text).settings().storage.backup;
    let folder = Folder::with(production);
    let by_itself = folder.settings().storage.backup.unwrap();
    assert_eq!((by_itself.dir, by_itself.keep), (folder.path("kept/backups"), 7));
    assert_eq!(by_itself.at, Duration::from_secs(3 * 60 * 60));
    assert_eq!(backup(""), None, "development mode");
    assert!(backup("[storage.backup]\nenabled = true").is_some());
    assert_eq!(backup(&format!("{production}[storage.backup]\nenabled = false")), None);
    let folder = Folder::with(&format!("{production}[storage]\nbackup = {{ dir = 'b', keep = 1, at = '23:59' }}"));
    let written = folder.settings().storage.backup.unwrap();
    assert_eq!((written.dir, written.keep), (folder.path("b"), 1));
    assert_eq!(written.at, Duration::from_secs((23 * 60 + 59) * 60));
}

#[test]
fn a_time_of_day_has_hours_and_minutes() {
    let wrong = ["'3:00'", "'24:00'", "'12:60'", "'03:00:00'", "'+3:00'", "'03.00'", "''", "3", "'3am'", "03:00:00"];
    all("storage.backup", "at", &["'00:00'", "'03:00'", "'23:59'"], &wrong);
    all("storage.backup", "keep", &["1", "1000"], &["0", "1001", "'7'"]);
}

#[test]
fn looks_and_logs_are_checked() {
    all("branding", "accent", &["'#2f55d4'", "'#ABCDEF'"], &["'blue'", "'#2f5'", "'#2f55d4ff'", "'2f55d4'"]);
    all(
        "branding",
        "links",
        &["{ help = 'mailto:a@b.example' }", "{ help = 'https://x.example/' }"],
        &["{ help = 'javascript:x' }", "{ help = 'mailto:' }"],
    );
    all("branding", "logo", &[], &["'missing.svg'", "'/'"]);
    all("log", "level", &["'info'", "'warn,latchkey=debug'"], &["'loud'", "'latchkey=loud'", "''"]);
    all("log", "format", &["'json'", "'pretty'"], &["'JSON'", "'xml'"]);
    all("log", "requests", &["'all'", "'errors'", "'slow'"], &["'none'", "true"]);
}

#[test]
fn passwords_have_sane_bounds() {
    all(
        "login",
        "password",
        &["{ min_length = 8 }", "{ blocklist = 'builtin' }", "{ blocklist = 'off' }"],
        &[
            "{ min_length = 7 }",
            "{ max_length = 1025 }",
            "{ max_length = 64 }",
            "{ blocklist = true }",
            "{ blocklist = 'list.txt' }",
        ],
    );
    all(
        "login",
        "argon2",
        &["{ memory = '64MiB', parallelism = 4 }"],
        &["{ memory = '8KiB', parallelism = 4 }", "{ iterations = 0 }"],
    );
}

#[test]
fn claims_have_one_source_and_scopes_known_claims() {
    all(
        "claims",
        "x",
        &["{ attribute = 'a' }", "{ attribute = 'a', default = 1 }", "{ in_group = 'g' }", "{ value = [1] }"],
        &[
            "{}",
            "{ attribute = 'a', in_group = 'g' }",
            "{ in_group = 'g', default = 1 }",
            "{ value = 1, value2 = 2 }",
            "'x'",
        ],
    );
    all("claims", "sub", &[], &["{ value = 1 }"]);
    all("scopes", "'a b'", &[], &["{ claims = [] }"]);
    assert_eq!(
        with_client("[scopes.x]\nclaims = ['grops', 'colour', 'email']").warnings(),
        [
            "config.toml:2: warning: no account has a claim `grops` (did you mean `groups`?)",
            "config.toml:2: warning: no account has a claim `colour` (say where its value comes from: [claims] colour = { \
             attribute = \"colour\" })",
        ]
    );
}

/// I5: an app that keeps the key set for as long as it may must know each key before it signs.
#[test]
fn a_key_that_is_published_too_briefly_before_it_signs_is_told() {
    for (ahead, told) in [("0s", true), ("299s", true), ("5m", false), ("24h", false)] {
        let warnings = Folder::with(&format!("[keys]\npublish_ahead = '{ahead}'")).warnings();
        let expected = "`keys.publish_ahead` is shorter than apps may keep the key set";
        assert_eq!(
            warnings.iter().any(|line| line.contains(expected) && line.contains("\"5m\"")),
            told,
            "{warnings:?}"
        );
    }
}

#[test]
fn who_may_sign_up_is_a_word_and_everybody_may_only_where_mail_is_sent() {
    all("login", "signup", &["'off'", "'invite'"], &["'on'", "true", "'Open'", "'open'"]);
    let domains = ["[]", "['example.com', 'a-b.example', 'Bücher.example']"];
    all(
        "login",
        "signup_domains",
        &domains,
        &["['@example.com']", "['']", "['a b']", "['*.example.com']", "'example.com'"],
    );
    all("login", "signup_groups", &["['guests']"], &["[\"a\\u202eb\"]", "'guests'"]);
    let mail = "[smtp]\nurl = 'smtps://mail.example.com'\nfrom = 'a@example.com'\n";
    let sign_up = "[login]\nsignup = 'open'\nsignup_domains = ['Example.COM']";
    let settings = Folder::with(&format!("{mail}{sign_up}")).settings().login.sign_up;
    assert!(settings.is_open() && settings.admits("a@EXAMPLE.com") && !settings.admits("a@sub.example.com"));
    let errors = Folder::with("[login]\nsignup = 'open'").errors();
    assert_eq!(
        errors,
        [
            "config.toml:2: error: `login.signup` is \"open\", and no mail server is named: a new account needs an address that a \
             mail confirmed (add [smtp] with `url` and `from`, or write signup = \"invite\")"
        ]
    );
}

#[test]
fn words_that_passwords_may_not_consist_of_come_from_a_file_that_is_watched() {
    let named = "[login]\npassword = { blocklist_file = 'words.txt' }\n";
    let loaded = Folder::with(named).file("words.txt", " Teapot \r\n\nflying widget\n").loaded();
    assert_eq!(loaded.settings.login.password.blocked_words, ["Teapot", "flying widget"]);
    assert!(loaded.files.iter().any(|file| file.ends_with("words.txt")));
    let errors = |folder: Folder| folder.errors().join("\n");
    assert!(errors(Folder::with(named)).contains("there is no such file"));
    let large = Folder::with(named).file("words.txt", &"word\n".repeat(64 * 1024 / 5 + 1));
    assert!(errors(large).contains("larger than 65536 bytes"));
    let other = Folder::with(named);
    std::fs::write(other.path("words.txt"), b"\xff\xfe").unwrap();
    assert!(errors(other).contains("not UTF-8"));
}

#[test]
fn answers_without_a_sign_in_are_for_issuers_of_this_machine() {
    let with = |issuer: &str| {
        Folder::with(&format!(
            "[server]\nissuer = '{issuer}'\n[backchannel_authentication]\nautomated_approval_for_tests = true"
        ))
    };
    for issuer in ["http://localhost:8000", "https://localhost:9443", "https://latchkey.localhost:9443"] {
        let warnings = with(issuer).warnings();
        assert!(warnings.iter().any(|warning| warning.contains("without a sign-in")), "{issuer}: {warnings:?}");
    }
    for issuer in ["https://auth.example.com", "https://localhost.example.com"] {
        let errors = with(issuer).errors();
        assert!(errors.iter().any(|error| error.contains("`automated_approval_for_tests`")), "{issuer}: {errors:?}");
    }
}
