//! The floor of every answer: an actix-web handler, written with care, that sends what our discovery endpoint sends, to
//! the byte, with the same headers.

use std::path::Path;

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{App, HttpResponse, HttpServer, web};

use crate::connection::Connection;
use crate::server::{Kind, Server};
use crate::visitor::DISCOVERY;

/// Made once and copied for each answer: a copy of these is a count of owners.
#[derive(Clone)]
struct Answer {
    headers: Vec<(HeaderName, HeaderValue)>,
    body: web::Bytes,
}

/// Writes down what `server` answers, for [`run`].
pub fn record(server: &Server, folder: &Path) {
    let mut connection: Connection = server.connect();
    connection.get(DISCOVERY);
    let headers = connection.head_text().lines().skip(1).filter(|line| !line.is_empty());
    // The framework makes these by itself.
    let own = ["content-length", "date"];
    let headers = headers.filter(|line| !own.iter().any(|name| line.to_ascii_lowercase().starts_with(name)));
    let headers: Vec<&str> = headers.collect();
    std::fs::write(folder.join("answer"), format!("{}\n\n{}", headers.join("\n"), connection.body())).unwrap();
}

/// Serves it until killed, with so many workers.
pub fn run(workers: usize) {
    let answer = Answer::read(&std::fs::read_to_string("answer").unwrap());
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            let answer = answer.clone();
            App::new().route(
                DISCOVERY,
                web::get().to(move || {
                    let response = answer.response();
                    async move { response }
                }),
            )
        });
        server.workers(workers).bind(("127.0.0.1", Kind::Bare.port())).unwrap().run().await.unwrap();
    });
}

impl Answer {
    fn read(text: &str) -> Self {
        let (headers, body) = text.split_once("\n\n").unwrap();
        let headers = headers.lines().map(|line| {
            let (name, value) = line.split_once(": ").unwrap();
            (HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_str(value).unwrap())
        });
        Self { headers: headers.collect(), body: web::Bytes::copy_from_slice(body.as_bytes()) }
    }

    fn response(&self) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        for (name, value) in &self.headers {
            response.append_header((name.clone(), value.clone()));
        }
        response.body(self.body.clone())
    }
}
