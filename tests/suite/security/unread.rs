//! Connections that send one request after another and never read an answer: they are closed, and cost little memory
//! until then (REL-11).

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use socket2::{Domain, Socket, Type};

use crate::process::Process;
use crate::support::Browser;

/// Sends `request` over and over and reads nothing; returns how long it took until the server hung up.
fn flood(port: u16, request: &[u8]) -> Duration {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    socket.connect(&SocketAddr::from(([127, 0, 0, 1], port)).into()).unwrap();
    let mut stream = TcpStream::from(socket);
    stream.set_write_timeout(Some(Duration::from_millis(500))).unwrap();
    let many = request.repeat(16_384 / request.len() + 1);
    let begun = Instant::now();
    let mut at = 0;
    while begun.elapsed() < Duration::from_secs(60) {
        match stream.write(&many[at..]) {
            Ok(count) => at = (at + count) % many.len(),
            Err(error) if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {}
            Err(_) => return begun.elapsed(),
        }
    }
    panic!("the connection is still open");
}

#[actix_web::test]
async fn who_pipelines_and_never_reads_is_hung_up_on_and_costs_little() {
    let folder = tempfile::tempdir().unwrap();
    let process = Process::start(folder.path(), &[]).await;
    let browser = Browser::new();
    let style = browser.get(&process.url("/static/latchkey.css")).await;
    let port = url::Url::parse(&process.url("/")).unwrap().port().unwrap();
    let get = |path: &str, header: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n").into_bytes();
    let requests = [
        get("/static/latchkey.css", ""),
        get("/static/latchkey.css", &format!("If-None-Match: {}\r\n", style.header("etag"))),
        get("/jwks", ""),
        get("/login", ""),
        b"OPTIONS /token HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec(),
        b"GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec(),
    ];
    let before = process.resident_kib();
    let floods: Vec<_> = (0..4)
        .flat_map(|_| requests.clone())
        .map(|request| std::thread::spawn(move || flood(port, &request)))
        .collect();
    let mut most = 0;
    while floods.iter().any(|flood| !flood.is_finished()) {
        most = most.max(process.resident_kib().saturating_sub(before));
        assert_eq!(browser.get(&process.url("/livez")).await.status, 200, "others are served meanwhile");
        actix_web::rt::time::sleep(Duration::from_millis(200)).await;
    }
    let longest = floods.into_iter().map(|flood| flood.join().unwrap()).max().unwrap();
    assert!(longest < Duration::from_secs(45), "{longest:?}");
    assert!(most < 60 * 1024, "{most} KiB more");
}

/// RFC 9112 §9.3.2 allows a client to send requests without waiting; a few of them are answered, in their order.
#[actix_web::test]
async fn a_few_requests_that_do_not_wait_are_answered_and_those_that_wait_have_no_limit() {
    let provider = crate::support::TestProvider::new();
    let mut stream = TcpStream::connect(provider.issuer.strip_prefix("http://").unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let request = b"OPTIONS /token HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let read = |stream: &mut TcpStream| {
        let (mut head, mut octet) = (Vec::new(), [0]);
        while !head.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut octet).unwrap();
            head.push(octet[0]);
        }
        assert!(head.starts_with(b"HTTP/1.1 204"), "{}", String::from_utf8_lossy(&head));
    };
    for _ in 0..300 {
        stream.write_all(request).unwrap();
        read(&mut stream);
    }
    for _ in 0..20 {
        stream.write_all(&request.repeat(4)).unwrap();
        (0..4).for_each(|_| read(&mut stream));
    }
    stream.write_all(&request.repeat(100)).unwrap();
    let mut rest = Vec::new();
    drop(stream.read_to_end(&mut rest));
    let answers = String::from_utf8_lossy(&rest).matches("HTTP/1.1 204").count();
    assert!(answers <= 6, "{answers} of a hundred were answered");
}
