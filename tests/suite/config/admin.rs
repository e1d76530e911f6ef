//! `[admin] listen`: settings that make no sense are told.

use super::Folder;

fn with(server: &str, admin: &str) -> Folder {
    Folder::with(&format!("[server]\nissuer = 'https://auth.example.com'\n{server}[admin]\n{admin}"))
}

#[test]
fn addresses_of_their_own_are_taken_in_their_order() {
    let folder = with("", "listen = ['10.0.0.5:8443', '[fd00::5]:8443', 'unix:/run/latchkey/admin.sock']\n");
    let settings = folder.settings();
    let listen: Vec<_> = settings.admin.listen.iter().map(ToString::to_string).collect();
    assert_eq!(listen, ["10.0.0.5:8443", "[fd00::5]:8443", "unix:/run/latchkey/admin.sock"]);
    assert!(settings.admin.are_apart() && !with("", "enabled = true\n").settings().admin.are_apart());
}

#[test]
fn an_address_that_something_else_has_is_refused() {
    for (server, admin, words) in [
        ("listen = ['127.0.0.1:8000']\n", "listen = ['127.0.0.1:8000']\n", "`server.listen` takes already"),
        (
            "listen = ['0.0.0.0:8000']\ntrusted_proxies = ['10.0.0.0/8']\n",
            "listen = ['10.0.0.5:8000']\n",
            "`server.listen`",
        ),
        ("listen = ['unix:/run/a.sock']\n", "listen = ['unix:/run/a.sock']\n", "`server.listen`"),
        ("", "listen = ['127.0.0.1:8001', '127.0.0.1:8001']\n", "twice"),
        ("", "listen = ['127.0.0.1:9100']\n[metrics]\nlisten = '127.0.0.1:9100'\n", "`metrics.listen`"),
    ] {
        let errors = with(server, admin).errors();
        assert!(matches!(errors.as_slice(), [error] if error.contains(words)), "{admin}: {errors:?}");
    }
    assert!(!with("", "listen = []\n").errors().is_empty());
    assert!(!with("", "listen = ['localhost']\n").errors().is_empty());
    let development = Folder::with("[admin]\nlisten = ['10.0.0.5:8001']\n").errors();
    assert!(matches!(development.as_slice(), [error] if error.contains("development mode")), "{development:?}");
}

#[test]
fn what_is_open_to_everybody_or_shows_nothing_is_warned_of() {
    let proxied = "trusted_proxies = ['10.0.0.0/8']\n";
    for (server, admin, words) in [
        (proxied, "listen = ['0.0.0.0:8001']\n", "every network"),
        (proxied, "listen = ['[::]:8001']\n", "every network"),
        ("", "listen = ['10.0.0.5:8001']\n", "plain http"),
        ("", "enabled = false\nlisten = ['127.0.0.1:8001']\n", "nothing to show"),
    ] {
        let warnings = with(server, admin).warnings();
        assert!(matches!(warnings.as_slice(), [warning] if warning.contains(words)), "{admin}: {warnings:?}");
    }
    for (server, admin) in [
        (proxied, "listen = ['10.0.0.5:8001']\n"),
        ("", "listen = ['127.0.0.1:8001', '[::1]:8001', 'unix:/run/admin.sock']\n"),
    ] {
        assert_eq!(with(server, admin).warnings(), [""; 0], "{admin}");
    }
}
