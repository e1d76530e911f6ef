//! A mail server without encryption that keeps what it gets, and refuses as it is told.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use latchkey::config::settings::{SmtpEncryption, SmtpSettings};

/// A mail that arrived.
#[derive(Debug, Clone)]
pub struct Mail {
    pub from: String,
    pub to: String,
    /// Head and body, as they came.
    pub text: String,
}

impl Mail {
    /// The value of a header field.
    pub fn header(&self, name: &str) -> String {
        let head = self.text.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        let found = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned));
        found.unwrap_or_else(|| panic!("no {name}: {head}"))
    }

    /// The plain text, with quoted-printable or base64 undone.
    pub fn plain(&self) -> String {
        self.part("text/plain")
    }

    /// The HTML, likewise.
    pub fn html(&self) -> String {
        self.part("text/html")
    }

    fn part(&self, media_type: &str) -> String {
        let part = self.text.split(&format!("Content-Type: {media_type}")).nth(1).unwrap();
        let (head, body) = part.split_once("\r\n\r\n").unwrap();
        // A line that goes on is joined first: what follows may begin with dashes, as a boundary does.
        let joined = if head.contains("quoted-printable") { body.replace("=\r\n", "") } else { body.to_owned() };
        let body = joined.split("\r\n--").next().unwrap();
        if head.contains("base64") {
            let text: String = body.split_whitespace().collect();
            return String::from_utf8(STANDARD.decode(text).unwrap()).unwrap();
        }
        if !head.contains("quoted-printable") {
            return body.to_owned();
        }
        let mut octets = Vec::new();
        let mut rest = body.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            match first {
                b'=' => {
                    let hex = std::str::from_utf8(&after[..2]).unwrap();
                    octets.push(u8::from_str_radix(hex, 16).unwrap());
                    rest = &after[2..];
                }
                octet => {
                    octets.push(*octet);
                    rest = after;
                }
            }
        }
        String::from_utf8(octets).unwrap()
    }

    /// The one link to a page of `path` in it.
    pub fn link(&self, path: &str) -> String {
        let plain = self.plain();
        let mut links = plain.split_whitespace().filter(|word| word.contains(path));
        let link = links.next().unwrap_or_else(|| panic!("no link: {plain}")).to_owned();
        assert!(links.next().is_none(), "{plain}");
        link
    }
}

/// The server.
#[derive(Clone)]
pub struct Mailbox {
    port: u16,
    mails: Arc<Mutex<Vec<Mail>>>,
    /// What the next recipients are told, instead of 250.
    refusals: Arc<Mutex<Vec<&'static str>>>,
}

impl Mailbox {
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mailbox =
            Self { port: listener.local_addr().unwrap().port(), mails: Arc::default(), refusals: Arc::default() };
        let own = mailbox.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let own = own.clone();
                std::thread::spawn(move || own.serve(stream));
            }
        });
        mailbox
    }

    /// Refuses the next recipients with these answers, one after another.
    pub fn refuse(&self, answers: &[&'static str]) {
        self.refusals.lock().unwrap().extend(answers);
    }

    pub fn settings(&self) -> SmtpSettings {
        SmtpSettings {
            host: "localhost".to_owned(),
            port: self.port,
            encryption: SmtpEncryption::None,
            credentials: None,
            ca: Vec::new(),
            from: "Home <auth@example.com>".to_owned(),
        }
    }

    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap().clone()
    }

    /// Waits until there are so many; the last one.
    pub async fn wait_for(&self, count: usize) -> Mail {
        let end = Instant::now() + Duration::from_secs(30);
        while self.mails().len() < count {
            assert!(Instant::now() < end, "{} mails instead of {count}", self.mails().len());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.mails()[count - 1].clone()
    }

    /// Waits until there are so many whose subject begins thus; the last one.
    pub async fn wait_for_subject(&self, begins: &str, count: usize) -> Mail {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let mails = self.mails().into_iter().filter(|mail| mail.header("Subject").starts_with(begins));
            if let Some(mail) = mails.collect::<Vec<_>>().get(count - 1) {
                return mail.clone();
            }
            assert!(Instant::now() < end, "no {count} of {begins}: {:?}", self.mails());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn serve(&self, stream: TcpStream) {
        let mut lines = BufReader::new(stream.try_clone().unwrap());
        let mut stream = stream;
        let mut say = |words: &str| stream.write_all(format!("{words}\r\n").as_bytes()).is_ok();
        say("220 test");
        let (mut from, mut to, mut line) = (String::new(), String::new(), String::new());
        loop {
            line.clear();
            if lines.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            let command = line.trim_end().to_owned();
            let address = || command.split_once('<').and_then(|(_, rest)| rest.split_once('>')).unwrap().0.to_owned();
            match command.split([' ', ':']).next().unwrap().to_ascii_uppercase().as_str() {
                "EHLO" | "HELO" | "RSET" | "NOOP" => drop(say("250 test")),
                "MAIL" => {
                    from = address();
                    say("250 ok");
                }
                "RCPT" => {
                    to = address();
                    let mut refusals = self.refusals.lock().unwrap();
                    let answer = if refusals.is_empty() { "250 ok" } else { refusals.remove(0) };
                    drop(refusals);
                    say(answer);
                }
                "DATA" => {
                    say("354 go on");
                    let mut text = String::new();
                    loop {
                        line.clear();
                        if lines.read_line(&mut line).unwrap_or(0) == 0 {
                            return;
                        }
                        if line == ".\r\n" {
                            break;
                        }
                        text += &line;
                    }
                    self.mails.lock().unwrap().push(Mail { from: from.clone(), to: to.clone(), text });
                    say("250 kept");
                }
                "QUIT" => {
                    say("221 bye");
                    return;
                }
                _ => drop(say("500 what?")),
            }
        }
    }
}
