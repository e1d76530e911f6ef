//! `[admin] listen`: the pages of administrators at a listener of their own, and nowhere else.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;

use latchkey::config::settings::{ListenAddress, TlsSettings};
use latchkey::endpoints::offers::OFFERS;

use crate::support::ports::free_address;
use crate::support::provider::PASSWORD;
use crate::support::site::Authority;
use crate::support::{Browser, Builder, TestProvider};

/// A provider whose administrators have this address, too; another one for each node would be needed, so there is one node.
fn apart(address: ListenAddress) -> TestProvider {
    Builder::new().settings(|settings| settings.admin.listen = vec![address]).start_one()
}

/// Sends octets as they are, and returns the status and the whole answer.
fn exchange(mut stream: impl Read + Write, request: &str) -> (u16, String) {
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_else(|| panic!("{answer}"));
    (status, answer)
}

fn send(address: SocketAddr, request: &str) -> (u16, String) {
    exchange(TcpStream::connect(address).unwrap(), request)
}

/// A request for a target as it is written, which is the last of its connection.
fn asked(method: &str, target: &str, headers: &str) -> String {
    let length = if method == "POST" { "Content-Length: 0\r\n" } else { "" };
    let host = if headers.starts_with("Host:") { "" } else { "Host: localhost\r\n" };
    format!("{method} {target} HTTP/1.1\r\n{host}{headers}{length}Connection: close\r\n\r\n")
}

/// The lines of an answer without what differs from one request to the next; headers have no order.
fn likeness(answer: &str) -> Vec<&str> {
    let differs = |line: &&str| {
        let line = line.to_ascii_lowercase();
        line.starts_with("x-request-id")
            || line.starts_with("date:")
            || line.contains("nonce")
            || line.contains("<code>")
            || line.contains("class=\"number\"")
    };
    let mut lines: Vec<&str> = answer.lines().filter(|line| !differs(line)).collect();
    lines.sort_unstable();
    lines
}

fn public(provider: &TestProvider) -> SocketAddr {
    format!("127.0.0.1:{}", url::Url::parse(&provider.issuer).unwrap().port().unwrap()).parse().unwrap()
}

/// Every route of administrators, with something in the place of each name.
fn routes() -> Vec<String> {
    let fill = |route: &str| route.replace("{sub}", "x").replace("{what}", "lock");
    OFFERS.iter().filter(|offer| offer.route.starts_with("/admin")).map(|offer| fill(offer.route)).collect()
}

/// The list above is the list of what is served: a page that stands in no table is not forgotten there.
#[test]
fn every_route_of_administrators_is_among_those_that_are_tried() {
    let source = include_str!("../../src/routes.rs");
    let mut served: Vec<&str> = source
        .split("at(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|path| path.starts_with("/admin"))
        .collect();
    let mut tried: Vec<&str> =
        OFFERS.iter().map(|offer| offer.route).filter(|route| route.starts_with("/admin")).collect();
    served.sort_unstable();
    tried.sort_unstable();
    assert_eq!(served, tried);
    assert!(tried.len() >= 11, "{tried:?}");
}

/// So are the methods: a form that is added to a page which was only looked at is tried, too.
#[test]
fn every_method_of_a_route_of_administrators_is_among_those_that_are_tried() {
    let source = include_str!("../../src/routes.rs");
    let mut routes = 0;
    for rest in source.split("at(\"").skip(1).filter(|rest| rest.starts_with("/admin")) {
        routes += 1;
        let (path, handlers) = rest.split_once('"').unwrap();
        let mut served: Vec<String> = handlers
            .split(']')
            .next()
            .unwrap()
            .split(".route(web::")
            .skip(1)
            .map(|handler| handler.split("()").next().unwrap().to_ascii_uppercase())
            .collect();
        let mut tried = OFFERS.iter().find(|offer| offer.route == path).unwrap().methods.to_vec();
        served.sort_unstable();
        tried.sort_unstable();
        assert_eq!(served, tried, "{path}");
    }
    assert!(routes >= 17, "{routes}");
    // Nor are there other ways to serve one than `at`, beside the list of those whose path is always the same.
    let named = source.matches("\"/admin").count();
    let listed = source.split("const ADMIN:").nth(1).unwrap().split("];").next().unwrap().matches("\"/admin").count();
    assert_eq!(named, routes + listed);
}

#[actix_web::test]
async fn the_public_listener_knows_nothing_of_administrators_whatever_is_sent() {
    let own = free_address();
    let provider = apart(ListenAddress::Tcp(own));
    let public = public(&provider);
    let (status, nowhere) = send(public, &asked("GET", "/nowhere-at-all", ""));
    assert_eq!(status, 404);
    for route in routes() {
        let encoded = route.replacen("/admin", "/%61dmin", 1);
        let targets = [
            route.clone(),
            format!("{route}/"),
            format!("{route}?next=1"),
            format!("{route}%2F"),
            format!("/{route}"),
            format!("/.{route}"),
            format!("/x/..{route}"),
            encoded,
            format!("http://localhost{route}"),
            format!("http://{own}{route}"),
        ];
        for target in &targets {
            for method in ["GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"] {
                let (status, answer) = send(public, &asked(method, target, ""));
                assert_eq!(status, 404, "{method} {target}: {answer}");
                assert!(!answer.to_ascii_lowercase().contains("administrator"), "{method} {target}: {answer}");
                assert!(!answer.to_ascii_lowercase().contains("\r\nallow:"), "{method} {target}: {answer}");
            }
        }
        for header in [
            format!("X-Forwarded-Host: {own}\r\nX-Forwarded-Port: {}\r\n", own.port()),
            format!("Forwarded: host=\"{own}\";proto=https\r\n"),
            format!("X-Original-URL: {route}\r\nX-Rewrite-URL: {route}\r\n"),
            format!("Host: localhost:{}\r\n", own.port()),
        ] {
            let (status, answer) = send(public, &asked("GET", &route, &header));
            assert_eq!(status, 404, "{route} {header}");
            assert_eq!(likeness(&answer), likeness(&nowhere), "{route}: as any other unknown path");
        }
        let (status, _) = send(public, &asked("GET", "/nowhere", &format!("X-Original-URL: {route}\r\n")));
        assert_eq!(status, 404);
    }
}

#[actix_web::test]
async fn at_their_own_listener_administrators_sign_in_and_have_every_page() {
    let own = free_address();
    let provider = apart(ListenAddress::Tcp(own));
    let at = |path: &str| format!("http://localhost:{}{path}", own.port());
    let ada = Browser::new();
    let login = ada.visit(&at("/admin")).await;
    assert!(login.url == at("/login?next=admin"), "{}", login.url);
    let page = ada.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(page.status == 200 && page.url == at("/admin"), "{} {}", page.url, page.body);
    for route in routes().iter().filter(|route| !route.contains("/x")) {
        let offer = OFFERS.iter().find(|offer| offer.route == route).unwrap();
        if offer.methods.contains(&"GET") {
            let is_of_one_app = ["/admin/app", "/admin/app/connect", "/admin/app/try"].contains(&route.as_str());
            let query = if is_of_one_app { "?client_id=app" } else { "" };
            assert_eq!(ada.get(&at(&format!("{route}{query}"))).await.status, 200, "{route}");
            assert_eq!(ada.get(&at(&format!("{route}/{query}"))).await.status, 200, "{route}/");
        } else {
            assert_eq!(ada.get(&at(route)).await.status, 405, "{route}");
            assert_eq!(ada.post(&at(route), &[]).await.status, 403, "{route}: no form of ours");
        }
    }
    // A form works, and what is for everybody is there, too.
    let form = ada.visit(&at("/admin/add-person")).await;
    let fields = [("username", "grace"), ("name", "Grace Hopper")];
    let done = crate::second_factors::send_form_with(&ada, &form, "id=\"username\"", &fields).await;
    assert!(done.location().unwrap().starts_with(&at("/admin/people/")), "{:?}", done.location());
    assert_eq!(ada.visit(&done.location().unwrap()).await.status, 200);
    assert_eq!(ada.get(&at("/.well-known/openid-configuration")).await.status, 200);

    // The link stands where it leads somewhere. Cookies know no ports, so the same browser is signed in at both.
    assert!(ada.visit(&at("/")).await.body.contains("id=\"to-admin\""));
    let account = ada.visit(&provider.url("/")).await;
    assert!(account.body.contains("id=\"logout\"") && !account.body.contains("/admin"), "{}", account.body);
    assert_eq!(ada.get(&provider.url("/admin")).await.status, 404, "who administers finds nothing there, either");
}

#[actix_web::test]
async fn a_unix_socket_and_an_address_of_ipv6_serve_them_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("admin.sock");
    let six: Option<SocketAddr> = TcpListener::bind("[::1]:0").ok().map(|socket| socket.local_addr().unwrap());
    let listen = [Some(ListenAddress::Unix(path.clone())), six.map(ListenAddress::Tcp)];
    let listen: Vec<_> = listen.into_iter().flatten().collect();
    let provider = Builder::new().settings(|settings| settings.admin.listen = listen).start_one();
    let request = asked("GET", "/admin", "");
    let (status, answer) = exchange(UnixStream::connect(&path).unwrap(), &request);
    assert!(status == 303 && answer.contains("/login?next=admin"), "{answer}");
    if let Some(six) = six {
        assert_eq!(send(six, &request).0, 303);
    }
    assert_eq!(send(public(&provider), &request).0, 404);
}

/// Without a listener of their own nothing changes; turned off, nothing is there, whatever is asked.
#[actix_web::test]
async fn without_the_line_they_are_where_everything_is_and_turned_off_they_are_nowhere() {
    let mut provider = Builder::new().start_one();
    assert_eq!(send(public(&provider), &asked("GET", "/admin", "")).0, 303);
    provider.reload(|settings| settings.admin.enabled = false);
    for route in routes() {
        for method in ["GET", "POST", "HEAD", "PUT"] {
            assert_eq!(send(public(&provider), &asked(method, &route, "")).0, 404, "{method} {route}");
        }
    }
}

#[actix_web::test]
async fn with_a_certificate_they_are_encrypted_as_everything_is() {
    let authority = Authority::new();
    let (cert_file, key_file) = authority.certificate();
    let own = free_address();
    let _provider = Builder::new()
        .settings(|settings| {
            settings.admin.listen = vec![ListenAddress::Tcp(own)];
            settings.server.tls = Some(TlsSettings { cert_file, key_file });
        })
        .start_one();
    let client = reqwest::Client::builder()
        .add_root_certificate(reqwest::Certificate::from_pem(&authority.pem()).unwrap())
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let answer = client.get(format!("https://localhost:{}/admin", own.port())).send().await.unwrap();
    assert_eq!(answer.status(), 303);
    let plain = client.get(format!("http://localhost:{}/admin", own.port())).send().await;
    assert!(plain.is_err() || plain.unwrap().status() == 400);
}
