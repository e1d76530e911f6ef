//! A request to `/end-session` as it arrives. Whatever is wrong with it, it is somebody's wish to sign out: what cannot
//! be read is left out and said so, and never an error that leaves the person signed in.

use actix_web::http::Method;
use actix_web::http::header::ACCEPT;
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};
use url::form_urlencoded;

use super::fault::{LONGEST_ADDRESS, is_too_long};
use super::submitted::Lack;
use super::{Sender, again_by_get, form, see_other};
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::session::browser::{Browser, Token};
use crate::session::cookies;

/// What the question carries on to its answer.
const CARRIED: [&str; 6] =
    ["id_token_hint", "client_id", "post_logout_redirect_uri", "state", "logout_hint", "ui_locales"];
/// Octets of the answer beside what is carried: the token and the button.
const BESIDE: usize = 256;

/// The request.
pub struct Wish {
    /// Its parameters; none where they could not be read.
    pub parameters: Parameters,
    /// Why they could not.
    pub unreadable: Option<String>,
    /// What the person pressed on a page of ours.
    pub pressed: Pressed,
    /// Why a button that came along is not heard.
    pub lack: Option<Lack>,
}

/// What the person pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// "Sign out", as the answer to the question or on the account page.
    Yes,
    /// "Stay signed in".
    No,
    /// Nothing that is proven to come from a page of ours.
    Nothing,
}

impl Wish {
    /// Reads it; or the answer that lets the browser come again with its cookies.
    pub async fn read(
        request: &HttpRequest,
        payload: Payload,
        provider: &Provider,
        browser: &Browser,
    ) -> Result<Self, HttpResponse> {
        let live = provider.live();
        let is_post = request.method() == Method::POST;
        let encoded = match is_post {
            true => {
                form::read(request, payload, live.settings.limits.body_bytes).await.map_err(|fault| fault.to_string())
            }
            false if is_too_long(request.uri()) => Err(format!("the address is longer than {LONGEST_ADDRESS} bytes")),
            false => Ok(request.query_string().as_bytes().to_vec()),
        };
        let sender = Sender::of(request, &live.settings);
        if is_post && !browser.is_known() && sender.may_lack_cookies() {
            // Lax cookies stay behind on a cross-site POST; without them this would look like nobody is signed in.
            return Err(match &encoded {
                Ok(encoded) => again_by_get(request, encoded),
                Err(_) => see_other(request.path()),
            });
        }
        // A button of ours is heard whatever else is wrong with what came along.
        let buttons = encoded.as_deref().map(Parameters::parse_leniently).unwrap_or_default();
        let lack = Lack::of(request, provider, browser, Token::Login, buttons.get("csrf"));
        let pressed = match (is_post && lack.is_none(), buttons.get("decision")) {
            (false, _) => Pressed::Nothing,
            (true, Some("no")) => Pressed::No,
            (true, _) => Pressed::Yes,
        };
        let parsed = encoded.and_then(|encoded| Parameters::parse(&encoded).map_err(|fault| fault.to_string()));
        let parsed = parsed.and_then(|parameters| fits(parameters, live.settings.limits.body_bytes));
        let lack = lack.filter(|_| is_post && buttons.has("decision"));
        let (parameters, unreadable) = match parsed {
            Ok(parameters) => (parameters, None),
            Err(why) => (Parameters::default(), Some(why)),
        };
        Ok(Self { parameters, unreadable, pressed, lack })
    }

    /// What the question carries on, with its names.
    pub fn carried(&self) -> impl Iterator<Item = (&'static str, &str)> {
        carried(&self.parameters)
    }
}

fn carried(parameters: &Parameters) -> impl Iterator<Item = (&'static str, &str)> {
    CARRIED.into_iter().filter_map(|name| Some((name, parameters.get(name)?)))
}

/// The parameters, unless the answer to the question could not hold them.
fn fits(parameters: Parameters, body_bytes: usize) -> Result<Parameters, String> {
    let encoded = form_urlencoded::Serializer::new(String::new()).extend_pairs(carried(&parameters)).finish();
    match encoded.len() + BESIDE > body_bytes {
        true => Err("its parameters are longer than a form may be".to_owned()),
        false => Ok(parameters),
    }
}

/// Whether somebody may be sitting before it: a browser sends cookies, or asks for a page.
pub fn is_browser(request: &HttpRequest) -> bool {
    let asks_for_a_page = |value: &actix_web::http::header::HeaderValue| {
        value.to_str().is_ok_and(|accepted| accepted.to_ascii_lowercase().contains("text/html"))
    };
    cookies::came_with_ours(request) || request.headers().get_all(ACCEPT).any(asks_for_a_page)
}
