//! Ring 3: HTTP. A file per endpoint; each reads the request, asks the flows, and answers.

pub mod account;
pub mod activity;
pub mod admin;
pub mod apps;
pub mod authorize;
pub mod automated_approval;
pub mod backchannel_authentication;
mod begin;
pub mod check_session_iframe;
pub mod client;
mod client_address;
pub mod client_certificate;
mod condition;
pub mod connection;
pub mod consent;
pub mod cors;
mod counted;
pub mod device;
pub mod device_authorization;
mod devices;
pub mod discovery;
mod dpop;
pub mod email;
pub mod end_session;
pub mod enrolment;
pub mod error;
pub mod fault;
mod field_errors;
pub mod forgot;
pub mod form;
mod gone;
pub mod grant;
pub mod head;
pub mod health;
pub mod interaction;
pub mod introduction;
pub mod introspect;
pub mod invitation;
pub mod jwks;
pub mod language;
mod lead_on;
pub mod login;
pub mod login_events;
mod logout_wish;
pub mod metrics;
pub mod new_account;
pub mod not_me;
pub mod offers;
pub mod own_data;
pub mod par;
mod polled;
mod presence;
mod presented_token;
pub mod profile;
pub mod protected_resource;
mod recovery_codes;
pub mod register;
mod remarks;
mod remove_account;
pub mod request_log;
pub mod requests;
pub mod resource_for_tests;
pub mod response;
pub mod revoke;
pub mod route;
pub mod second_factor;
pub mod security;
pub mod select_account;
mod sender;
pub mod session_check;
pub mod session_status;
pub mod sign_up;
pub mod signed_out;
mod spent;
pub mod static_files;
pub mod submitted;
mod this_login;
mod timeline;
pub mod token;
mod too_often;
pub mod userinfo;
pub mod webfinger;
pub mod welcome;

use std::time::Duration;

use actix_web::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, HeaderValue, LOCATION};
use actix_web::{HttpRequest, HttpResponse};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};
use serde_json::Value;

use crate::protocol::language::Languages;
use crate::{say, words};

pub use client_address::client_address;
pub use sender::Sender;

/// 303 See Other (SEC-6): the browser follows with GET and never repeats a password.
pub fn see_other(location: &str) -> HttpResponse {
    let no_store = HeaderValue::from_static("no-store");
    HttpResponse::SeeOther().insert_header((LOCATION, location)).insert_header((CACHE_CONTROL, no_store)).finish()
}

/// An object with the members of another one, too, which count where both have them.
pub fn joined(mut object: Value, more: Value) -> Value {
    if let (Value::Object(object), Value::Object(more)) = (&mut object, more) {
        object.extend(more);
    }
    object
}

/// A text as one segment of a path, or one value of a query.
pub fn segment(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// How long to wait, to the minute.
pub fn wait_in_words(seconds: u64) -> String {
    say!("time-minutes", n = seconds.div_ceil(60).max(1))
}

/// How long something lasts, in whole days where it lasts for those.
pub fn long_time_in_words(time: Duration) -> String {
    const HOUR: u64 = 60 * 60;
    let seconds = time.as_secs();
    match seconds / HOUR {
        0 => wait_in_words(seconds),
        48.. if seconds.is_multiple_of(24 * HOUR) => say!("time-days", n = seconds / (24 * HOUR)),
        hours => say!("time-hours", n = hours),
    }
}

/// What whoever sits before this browser reads: what the app says by `ui_locales`, then what the browser says.
pub fn languages(request: &HttpRequest, ui_locales: Option<&str>) -> Languages {
    let accepted = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    if let Some(ui_locales) = ui_locales {
        words::reader::note_ui_locales(ui_locales);
    }
    match words::reader::language_of_the_person() {
        Some(own) if words::reader::overrules_the_app() => Languages::of(ui_locales, accepted).led_by(own.tag()),
        // What the app asks for goes before, whether or not the pages speak it.
        Some(own) => Languages::of(ui_locales, None).and(Languages::of(None, accepted).led_by(own.tag())),
        None => Languages::of(ui_locales, accepted),
    }
}

/// What a body may hold as it is and a `Location` may not, or reads otherwise.
const NOT_IN_A_QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>');

/// The same request by GET.
pub fn again_by_get(request: &HttpRequest, encoded: &[u8]) -> HttpResponse {
    see_other(&format!("{}?{}", request.path(), percent_encode(encoded, NOT_IN_A_QUERY)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_time_is_told_in_the_unit_that_people_count_it_in() {
        for (hours, words) in [(1, "1 hour"), (24, "24 hours"), (36, "36 hours"), (48, "2 days"), (720, "30 days")] {
            assert_eq!(long_time_in_words(Duration::from_secs(hours * 60 * 60)), words);
        }
        assert_eq!(long_time_in_words(Duration::from_secs(600)), "10 minutes");
    }
}
