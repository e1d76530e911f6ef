//! Keys that Latchkey knows by name and does not take: each is refused with the reason, never silently accepted.

/// Why a known key is not taken.
pub struct Unsupported {
    table: &'static str,
    key: &'static str,
    help: &'static str,
}

const LATER: &str = "remove the line, or keep it as a comment for later";

/// Table (names joined by dots; empty for the top), key, and what to do.
const KEYS: &[Unsupported] = &[
    of("", "sources", "remove it: accounts come from [[users]] and from the database, which `latchkey user add` fills"),
    of("branding", "templates_dir", "name it `templates`"),
    of("branding", "sign_in_title", "write `login-heading = …` into words/LANGUAGE.ftl in the folder of `templates`"),
    of("branding", "sign_in_text", "write `login-notice = …` into words/LANGUAGE.ftl in the folder of `templates`"),
    of("", "smtp_host", "write `url = \"smtp://HOST\"` under [smtp]"),
    of("smtp", "host", "write it into `url`, as in smtp://HOST:587"),
    of("smtp", "port", "write it into `url`, as in smtp://HOST:587"),
    of("smtp", "password", "write it to a file, and name that in `password_file`"),
    of("", "mail", "name it [smtp]: `url` and `from` are what it needs"),
    of("storage", "path", "use `url = \"sqlite:///…\"`"),
    of("log", "audit", "write `audit = { keep = \"180d\", stdout = true }`, or `retention` and `stdout` under [audit]"),
    of(
        "limits",
        "token_per_client",
        "write `client_auth_failures = \"60/1m\"`, which counts wrong secrets only: an app that sends the right one is not limited",
    ),
    of("server", "dev", "remove it: a loopback http issuer is development mode"),
    of("server", "development", "remove it: a loopback http issuer is development mode"),
    of("clients", "contacts", LATER),
    of("clients", "software_id", LATER),
    of("clients", "software_version", LATER),
    of("clients", "client_secrets", "use `client_secret_file`, and `previous_client_secret_file` for a second one"),
    of("users", "preferred_username", "remove it: it is the `username`"),
    of("users", "updated_at", "remove it: Latchkey keeps it"),
    of("users", "password", "use `password_hash` with what `latchkey hash-password` prints"),
];

/// Keys with one value that somebody may write as a table, and what to write instead.
const NO_TABLES: &[(&str, &str)] = &[
    ("login.mfa", "write `mfa_required_for_groups = [\"admins\"]` or `mfa_remember = \"30d\"`, a line for each"),
    (
        "login.passkeys",
        "write `passkeys = true` or `passkeys = false`; a table may have `rp_id`, `autofill` and `user_verification`, and no \
         other key",
    ),
    ("login.signup", "write `signup = \"open\"`, and `signup_domains`, `signup_groups`, `signup_approval` below it"),
];

const fn of(table: &'static str, key: &'static str, help: &'static str) -> Unsupported {
    Unsupported { table, key, help }
}

/// What to write instead of a table at `path`, if it is one of these.
pub fn instead_of_table(path: &str) -> Option<&'static str> {
    NO_TABLES.iter().find(|(known, _)| *known == path).map(|(_, help)| *help)
}

/// What to do about `key` of `table`, if it is one of these.
pub fn help(table: &str, key: &str) -> Option<&'static str> {
    KEYS.iter().find(|known| known.table == table && known.key == key).map(|known| known.help)
}
