//! What an operator reads when something is wrong.

use latchkey::config::reload::restart_needed;
use latchkey::config::settings::PasskeySettings;
use latchkey::protocol::factors::Mfa;

use super::documents::is_up_to_date;
use super::{Folder, client_with};

const WRONG: &str = r##"[server]
issuer = "http://auth.example.com"
listen = "0.0.0.0:8000"
trusted_proxys = ["10.0.0.0/8"]
issuers = 1

[tokens]
authorization_code = "5m"
access_token = "an hour"

[mail]
url = "smtps://mail.example.com"

[[clients]]
client_id = "wiki"
client_secret = "this is a very secret secret, isn't it"
client_secret_file = "missing"
redirect_urls = ["https://wiki.example.com/cb"]

[[clients]]
client_id = "wiki"
token_endpoint_auth_method = "client_secret_bsic"
redirect_uris = ["https://*.example.com/cb", 7, "http://rp.example.com/cb"]
client_secret_hash = "sha256:abc"

[[users]]
username = "a b"
pasword_hash = "$argon2id$v=19$secret"
groups = "admins"

[branding]
accent = "blue"
"##;

#[test]
fn every_problem_is_shown_at_once_with_its_line_and_the_way_out() {
    is_up_to_date("tests/suite/config/problems.txt", &Folder::with(WRONG).pictures());
}

/// SEC-74.
#[test]
fn no_picture_shows_a_secret() {
    for (text, secret) in [
        ("[[clients]]\nclient_id = 'a'\nclient_secret = 'hush-hush'\nredirect_uris = 1", "hush"),
        ("[[clients]]\nclient_secert = 'hush-hush'", "hush"),
        ("[[clients]]\nclient_secret = 4711", "4711"),
        ("clients = [{ client_id = 'a', client_secret = 'hush-hush', oops = 1 }]", "hush"),
        ("[[clients]]\nclient_secret = 'hush-hush", "hush"),
        ("[[users]]\npassword = 'hush-hush'", "hush"),
        ("[[users]]\npassword_hash = 'hush-hush'", "hush"),
    ] {
        let picture = Folder::with(text).pictures();
        assert!(!picture.contains(secret), "{picture}");
    }
    let picture = Folder::with("").env("LATCHKEY__CLIENTS__CLIENT_SECRET", "hush-hush").pictures();
    assert!(!picture.contains("hush"), "{picture}");
}

#[test]
fn colour_is_used_when_asked_for_only() {
    let problems = Folder::with("oops = 1").load().unwrap_err();
    assert!(problems.render(true).contains('\u{1b}'));
    assert!(!problems.render(false).contains('\u{1b}') && !problems.to_string().contains('\u{1b}'));
}

#[test]
fn a_problem_knows_its_place() {
    let folder = Folder::with("[server]\n  oops = 1");
    let problems = folder.load().unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert_eq!(problem.file(), Some(folder.path("config.toml")));
    assert_eq!((problem.line(), problem.column(), problem.span()), (Some(2), Some(3), Some(11..15)));
}

#[test]
fn what_is_not_toml_is_told_with_its_line_and_so_is_the_rest() {
    let errors =
        Folder::with("[server\nissuer = \"https://a.example\"\n\n[log]\nlevle = \"info\"\nformat = pretty").errors();
    assert_eq!(
        errors,
        [
            "config.toml:1: error: this is not TOML: unclosed table, expected `]`",
            "config.toml:5: error: `levle` is not a key of [log] (did you mean `level`?)",
            "config.toml:6: error: this is not TOML: string values must be quoted, expected literal string",
        ]
    );
}

#[test]
fn what_is_not_text_is_refused_in_words() {
    assert!(!Folder::with("\u{0}").errors().is_empty());
    let folder = Folder::with("");
    std::fs::write(folder.path("config.toml"), b"\xff\xfe").unwrap();
    assert_eq!(folder.errors(), ["error: config.toml: this file is not UTF-8 text"]);
}

#[test]
fn only_a_close_name_is_suggested() {
    assert_eq!(
        client_with("redirect_urls = []\nzzz = 1\nissuer = 'x'\n").errors(),
        [
            "config.toml:6: error: `redirect_urls` is not a client key (did you mean `redirect_uris`?)",
            "config.toml:7: error: `zzz` is not a client key",
            "config.toml:8: error: `issuer` is not a client key (it belongs to [server])",
        ]
    );
}

#[test]
fn what_a_later_version_will_know_is_refused_and_never_ignored() {
    for (text, key) in [
        ("[[sources]]\ntype = 'ldap'", "sources"),
        ("[mail]\nurl = 'smtps://x'", "mail"),
        ("[log]\naudit = true", "audit"),
        ("[limits]\ntoken_per_client = '600/1m'", "token_per_client"),
        (
            "[[clients]]\nclient_id = 'a'\nredirect_uris = ['https://a.example/']\ntoken_endpoint_auth_method = 'none'\nsoftware_id = 'https://a.example/'",
            "software_id",
        ),
    ] {
        let errors = Folder::with(text).errors();
        assert!(
            matches!(errors.as_slice(), [only] if only.contains(&format!("`{key}` is not supported by this version"))),
            "{errors:?}"
        );
    }
}

#[test]
fn whoever_writes_a_table_where_one_value_belongs_is_told_the_keys() {
    for (line, help) in [
        ("mfa.remember = '30d'", "mfa_remember = "),
        ("passkeys = { attestation = 'none' }", "passkeys = true"),
        ("signup = { domains = ['example.com'] }", "signup_domains"),
    ] {
        let errors = Folder::with(&format!("[login]\n{line}\n")).errors();
        let is_told = |only: &String| only.contains("not a table") && only.contains(help);
        assert!(matches!(errors.as_slice(), [only] if is_told(only)), "{errors:?}");
    }
}

/// The sections that people know from elsewhere, as they know them.
#[test]
fn what_means_the_same_is_taken_as_it_is_written() {
    let settings = Folder::with(
        "[server]\ntls = { cert_file = '', key_file = '' }\n\
         [tokens]\nrefresh_token = { idle = '30d', absolute = '90d', rotate = true, reuse_grace = '10s' }\n\
         [login]\nmethods = ['passkey', 'password']\nmfa = { required_for_groups = ['admins'] }\n\
         passkeys = { rp_id = '', autofill = true, user_verification = 'preferred' }\ntotp = true\nsignup = 'off'\n\
         password = { min_length = 12, max_length = 1024, blocklist = 'builtin' }\n\
         [email]\nurl = 'smtps://smtp.example.com:465'\nfrom = 'Example Home <auth@example.com>'\n\
         [log]\nformat = 'auto'\nlevel = 'info'\naudit = { keep = '180d', stdout = true }\n\
         [metrics]\notlp = ''",
    )
    .env("LATCHKEY__EMAIL__STARTTLS", "true")
    .settings();
    assert!(settings.server.tls.is_none() && settings.login.may_add.passkey && settings.login.passkey_first());
    assert!(matches!(&settings.login.mfa, Mfa::RequiredForGroups(groups) if groups == &["admins"]));
    assert_eq!(settings.smtp.map(|smtp| (smtp.host, smtp.port)), Some(("smtp.example.com".to_owned(), 465)));
    assert_eq!((settings.audit.retention.as_secs(), settings.audit.stdout), (180 * 24 * 60 * 60, true));
}

/// WebAuthn Level 3 §5.1.3: browsers take no other RP ID, so no other one is taken here.
#[test]
fn passkeys_are_for_the_host_of_the_issuer_or_a_domain_above_it() {
    let with = |issuer: &str, login: &str| Folder::with(&format!("[server]\nissuer = '{issuer}'\n[login]\n{login}"));
    let issuer = "https://auth.example.co.uk";
    let settings =
        with(issuer, "passkeys = { rp_id = 'example.co.uk', autofill = false, user_verification = 'required' }");
    let login = settings.settings().login;
    assert_eq!(login.passkeys.rp_id.as_deref(), Some("example.co.uk"));
    assert!(login.may_add.passkey && !login.passkeys.autofill && login.passkeys.must_verify);
    for same in ["passkey_rp_id = 'auth.example.co.uk'", "passkey_rp_id = ''", "passkeys = { rp_id = '' }", ""] {
        assert_eq!(with(issuer, same).settings().login.passkeys, PasskeySettings::default(), "{same}");
    }
    for wrong in ["co.uk", "example.org", "ample.co.uk", "wiki.example.co.uk", "https://example.co.uk", "Example.co.uk"]
    {
        for line in [format!("passkey_rp_id = '{wrong}'"), format!("passkeys = {{ rp_id = '{wrong}' }}")] {
            let errors = with(issuer, &line).errors();
            let told = |only: &String| only.starts_with("config.toml:4: error: passkeys of") && only.contains(wrong);
            assert!(matches!(errors.as_slice(), [only] if told(only)), "{line}: {errors:?}");
        }
    }
    let errors = with("https://10.0.0.1", "passkey_rp_id = 'example.com'").errors();
    assert!(matches!(errors.as_slice(), [only] if only.contains("is an IP address")), "{errors:?}");
    let errors = with(issuer, "passkeys = { user_verification = 'discouraged' }").errors();
    assert_eq!(errors.len(), 1, "{errors:?}");
    // A reload does not make all passkeys useless by a slip.
    let (before, after) = (with(issuer, ""), with(issuer, "passkey_rp_id = 'example.co.uk'"));
    assert_eq!(restart_needed(&before.settings(), &after.settings()), ["login.passkey_rp_id"]);
}

#[test]
fn what_would_mean_something_else_is_refused_with_the_way_out() {
    for (text, help) in [
        ("[tokens]\nrefresh_token = { rotate = false }", "refresh tokens rotate"),
        ("[metrics]\notlp = 'http://collector:4318'", "no traces are sent"),
        ("[login]\npasskeys = { rp_id = 'example.com' }", "the host of `server.issuer`"),
        ("[login]\nmethods = ['passkey']\npasskeys = false", "remove `passkeys = false`"),
        ("[server]\nissuer = 'http://127.0.0.1:8080'\n[login]\nmethods = ['passkey']", "give `server.issuer` a domain"),
        ("[login]\nmethods = ['password', 'password']", "remove one"),
        ("[login]\nmethods = ['password']\nmfa = 'required'\ntotp = false", "add \"passkey\" to `methods`"),
        ("[server]\ntls = { cert_file = 'cert.pem', key_file = '' }", "without `tls`"),
        ("[email]\nurl = 'smtp://x'\nfrom = 'a@example.com'\n[smtp]\nstarttls = true", "keep `smtp`"),
    ] {
        let errors = Folder::with(text).errors();
        assert!(matches!(errors.as_slice(), [only] if only.contains(help)), "{text}: {errors:?}");
    }
}

#[test]
fn a_server_without_passwords_says_which_password_opens_nothing() {
    let hash = "$argon2id$v=19$m=19456,t=2,p=1$v7upl2mak1dOcLaGAIeyMw$iWyK81D2UHeajlaSKtF8KWqG5bbxp94kVK+yeYIBnm8";
    let users = format!("[[users]]\nusername = 'mira'\npassword_hash = '{hash}'\n[[users]]\nusername = 'noor'\n");
    let folder = Folder::with(&format!("[login]\nmethods = ['passkey']\n{users}"));
    let login = folder.loaded().settings.login;
    assert!(login.takes_passkeys() && !login.takes_passwords() && !login.may_add.totp && login.may_add.passkey);
    let about =
        |warnings: Vec<String>| warnings.into_iter().filter(|it| it.contains("opens nothing")).collect::<Vec<_>>();
    let warnings = about(folder.warnings());
    let expected = "config.toml:5: warning: the password of `mira` opens nothing";
    assert!(matches!(warnings.as_slice(), [only] if only.starts_with(expected)), "{warnings:?}");
    let with_passwords = Folder::with(&format!("[login]\nmethods = ['passkey', 'password']\n{users}"));
    assert_eq!(about(with_passwords.warnings()), Vec::<String>::new());
}

#[test]
fn a_second_factor_that_nobody_may_add_is_not_demanded() {
    for demand in ["mfa = 'required'", "mfa_required_for_groups = ['admins']"] {
        let key = demand.split(' ').next().unwrap();
        let errors = Folder::with(&format!("[login]\n{demand}\npasskeys = false\ntotp = false")).errors();
        let expected = format!("config.toml:2: error: `login.{key}` demands a second factor, and nobody may add one");
        assert!(matches!(errors.as_slice(), [only] if only.starts_with(&expected)), "{errors:?}");
        for rest in ["passkeys = false", "totp = false"] {
            Folder::with(&format!("[login]\n{demand}\n{rest}")).loaded();
        }
    }
    Folder::with("[login]\npasskeys = false\ntotp = false").loaded();
}

#[test]
fn a_key_that_is_missing_or_of_the_wrong_kind_is_told() {
    assert_eq!(
        Folder::with("[clients]\nclient_id = 'a'").errors(),
        [
            "config.toml:1: error: `clients` must be a list, not a table (write [[clients]] with two brackets, once for each)"
        ]
    );
    assert_eq!(
        Folder::with("[[clients]]\nclient_secret_hash = 'sha256:abc'\n[[users]]").errors(),
        [
            "config.toml:1: error: a client needs a `client_id`",
            "config.toml:1: error: a client needs a `redirect_uris`",
            "config.toml:2: error: this is not the hash of a secret (write \"sha256:\" and 64 hexadecimal digits, or what \
             `latchkey hash-password` prints)",
            "config.toml:3: error: a user needs a `username`",
        ]
    );
    assert_eq!(
        Folder::with("[server]\nworkers = 'two'\n[session]\nremember_me = 1\n[limits]\nconnections = 2.5").errors(),
        [
            "config.toml:2: error: `server.workers` must be a whole number, not a string",
            "config.toml:4: error: `session.remember_me` must be true or false, not an integer",
            "config.toml:6: error: `limits.connections` must be a whole number, not a decimal number",
        ]
    );
}
