//! What strangers send, in the log and on a terminal (SEC-71): one line stays one line, and no character in it acts.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use super::wire::{Outcome, Wire};
use crate::support::Browser;
use crate::support::ports::free_port;

/// A forged line, an escape sequence, and what only Unicode knows to be a control, a line's end, a change of direction
/// or nothing to be seen.
const HOSTILE: &str = "x\r\n2030-01-01T00:00:00Z  INFO forged code=200\u{1b}[2J\u{7}\u{7f}\u{85}\u{9b}31m\u{2028}\u{2029}\
                       \u{202e}\u{2066}\u{200b}\u{200f}\u{feff}\u{ad}\u{e0041}\"}\n{\"level\":\"INFO\",\"message\":\"forged\"}";

/// The server's port, and the server, which is stopped in the end; its standard error goes to a file.
struct Server(u16, Child);

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.1.kill());
        drop(self.1.wait());
    }
}

impl Server {
    async fn start(folder: &Path, format: &str) -> Self {
        let port = free_port();
        let config = format!(
            "[log]\nformat = \"{format}\"\nlevel = \"trace\"\n[[clients]]\nclient_id = \"app\"\n\
             client_secret = \"lks_a-secret-of-more-than-128-bits-for-tests\"\n\
             redirect_uris = [\"http://localhost:3000/cb\"]\n[[clients]]\nclient_id = \"keyed\"\n\
             token_endpoint_auth_method = \"private_key_jwt\"\njwks_file = \"keys.json\"\n\
             redirect_uris = [\"http://localhost:3000/cb\"]\n"
        );
        std::fs::write(folder.join("keys.json"), KEYS).unwrap();
        std::fs::write(folder.join("config.toml"), config).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_latchkey"))
            .args(["--color", "never"])
            .current_dir(folder)
            .env("LATCHKEY__SERVER__ISSUER", format!("http://localhost:{port}"))
            .env_remove("LATCHKEY_CONFIG")
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(folder.join("log")).unwrap())
            .spawn()
            .unwrap();
        let server = Self(port, child);
        for _ in 0..400 {
            let answer = Browser::new().http.get(format!("{}/readyz", server.issuer())).send().await;
            if answer.is_ok_and(|answer| answer.status() == 200) {
                return server;
            }
            actix_web::rt::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("not ready: {}", std::fs::read_to_string(folder.join("log")).unwrap());
    }

    fn issuer(&self) -> String {
        format!("http://localhost:{}", self.0)
    }
}

/// A public key, of which nobody needs the private one.
const KEYS: &str = r#"{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#;

/// Everything that a stranger can name, with hostile words in it.
async fn send_everything(issuer: &str) {
    let http = Browser::new().http;
    let hostile = url::form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect::<String>();
    let form = [("grant_type", "authorization_code"), ("code", "x")];
    for user in [HOSTILE, &hostile] {
        let basic = format!("Basic {}", STANDARD.encode(format!("{user}:x")));
        for path in ["/token", "/par", "/device_authorization", "/backchannel_authentication", "/introspect", "/revoke"]
        {
            let request = http.post(format!("{issuer}{path}")).header("authorization", &basic).form(&form);
            request.send().await.unwrap();
        }
    }
    let header = format!(r#"{{"alg":"ES256","kid":{}}}"#, serde_json::to_string(HOSTILE).unwrap());
    let claims = r#"{"iss":"keyed","sub":"keyed","aud":"x","exp":9999999999,"jti":"1"}"#;
    let assertion = [header.as_bytes(), claims.as_bytes(), &[7; 64]].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".");
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    let forms: [&[(&str, &str)]; 6] = [
        &[("client_assertion_type", kind), ("client_assertion", &assertion), ("grant_type", "authorization_code")],
        &[("client_id", HOSTILE), ("client_secret", "x"), ("grant_type", HOSTILE)],
        &[
            ("client_id", "app"),
            ("client_secret", "lks_a-secret-of-more-than-128-bits-for-tests"),
            ("grant_type", HOSTILE),
        ],
        &[(HOSTILE, "1"), (HOSTILE, "2")],
        &[("username", HOSTILE), ("password", HOSTILE), ("csrf", HOSTILE)],
        &[("token", HOSTILE), ("client_id", HOSTILE)],
    ];
    for form in forms {
        for path in ["/token", "/par", "/login", "/introspect", "/end-session", "/authorize", "/userinfo"] {
            http.post(format!("{issuer}{path}")).form(form).send().await.unwrap();
        }
    }
    for query in
        ["client_id", "response_type", "scope", "prompt", "request", "request_uri", "id_token_hint", "redirect_uri"]
    {
        let rest = "client_id=app&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcb&response_type=code&scope=openid";
        http.get(format!("{issuer}/authorize?{query}={hostile}")).send().await.unwrap();
        http.get(format!("{issuer}/authorize?{rest}&{query}={hostile}&{hostile}={hostile}")).send().await.unwrap();
        http.get(format!("{issuer}/end-session?{query}={hostile}&{hostile}=1&{hostile}=2")).send().await.unwrap();
    }
    let metadata = serde_json::json!({ HOSTILE: HOSTILE }).to_string();
    let request = http.post(format!("{issuer}/register")).header("content-type", "application/json").body(metadata);
    request.send().await.unwrap();
    let path = percent_encoding::utf8_percent_encode(HOSTILE, percent_encoding::NON_ALPHANUMERIC);
    http.get(format!("{issuer}/{path}")).send().await.unwrap();
    // Headers may hold any octet but controls; a bare escape or newline ends the request.
    let octets = "x\u{85}\u{9b}31m\u{2028}\u{202e}\u{2066}\u{200b}forged".as_bytes();
    for name in
        ["Host", "User-Agent", "Origin", "Referer", "Cookie", "X-Forwarded-For", "Content-Type", "Accept-Language"]
    {
        let mut request = b"GET /login?a=\xc2\x85\xe2\x80\xa8 HTTP/1.1\r\n".to_vec();
        for octets in [name.as_bytes(), b": ", octets, b"\r\n"] {
            request.extend_from_slice(octets);
        }
        request.extend_from_slice(if name == "Host" { b"\r\n" } else { b"Host: localhost\r\n\r\n" });
        let outcome = Wire::to(issuer).send(&request, false, Duration::from_secs(5));
        assert!(matches!(outcome, Outcome::Answer(_)), "{name}: {outcome:?}");
    }
}

fn assert_harmless(text: &str) {
    for character in text.chars().filter(|character| *character != '\n') {
        let harmless =
            !character.is_control() && !HOSTILE.chars().any(|hostile| hostile == character && !hostile.is_ascii());
        assert!(harmless, "{character:?} in {text}");
    }
}

#[actix_web::test]
async fn no_words_of_a_stranger_end_a_line_or_act_in_the_log() {
    for format in ["pretty", "json"] {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(folder.path(), format).await;
        send_everything(&server.issuer()).await;
        actix_web::rt::time::sleep(Duration::from_millis(200)).await;
        drop(server);
        let log = String::from_utf8(std::fs::read(folder.path().join("log")).unwrap()).unwrap();
        assert_harmless(&log);
        let escaped = match format {
            "json" => ["\\r\\n2030", "\\u001b[2J", "\\u2028", "\\u202e"],
            _ => ["\\r\\n2030", "\\u{1b}[2J", "\\u{2028}", "\\u{202e}"],
        };
        for words in escaped {
            assert!(log.contains(words), "{words} is nowhere: what was sent is not logged at all, or lost\n{log}");
        }
        for line in log.lines() {
            if format == "json" {
                let line: serde_json::Value =
                    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
                assert!(line["message"] != "forged", "{line}");
            } else {
                let begins =
                    line.split_once('Z').is_some_and(|(time, _)| time.len() == 26 && !time.starts_with("2030"));
                assert!(begins, "no line of ours: {line}");
            }
        }
    }
}

/// Names of people, browsers and apps come from elsewhere, and an operator reads them on a terminal.
#[test]
fn what_a_command_tells_of_a_name_does_nothing_to_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
        command.args(arguments).current_dir(folder.path()).env_remove("LATCHKEY_CONFIG").output().unwrap()
    };
    // The first command makes the database, and says so in a line of its own.
    assert!(run(&["user", "list"]).status.success());
    for arguments in [["user", "lock", HOSTILE], ["client", "show", HOSTILE], ["session", "end", HOSTILE]] {
        let output = run(&arguments);
        assert!(!output.status.success(), "{output:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_harmless(&told);
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(told.contains("\\u{1b}[2J"), "{told}");
    }
    let name = "Ada\u{200d}\u{202e}\u{85}Example";
    if run(&["user", "add", "ada", "--name", name]).status.success() {
        for output in ["table", "json"] {
            let told = run(&["--output", output, "user", "list"]);
            assert_harmless(&String::from_utf8(told.stdout).unwrap());
        }
    }
}
