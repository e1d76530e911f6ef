//! A page on its way out: template, context, and a content security policy that allows just what it needs.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Map, Value, json};
use url::Url;

use super::brand;
use crate::config::settings::BrandingSettings;
use crate::protocol::client::Client;
use crate::protocol::language::Languages;
use crate::protocol::shown_client::ShownClient;
use crate::provider::Provider;
use crate::telemetry::request_id;
use crate::words::{self, PageLanguage};

/// Marks a response whose window must keep its opener (`display=popup`).
pub const KEEPS_OPENER: HeaderName = HeaderName::from_static("x-latchkey-keeps-opener");

/// What a person reads where no template can be rendered; the id of the request follows.
const UNRENDERED: &str = "<!doctype html>\n<html lang=\"en\"><title>Something went wrong here</title>\n\
     <h1>Something went wrong here</h1>\n<p>Ask the person who runs this site and give them this number: ";

/// The longest address that a page is shown again at, in octets.
const LONGEST_HERE: usize = 4096;

/// A page.
pub struct Page {
    template: &'static str,
    status: StatusCode,
    context: Map<String, Value>,
    form_targets: Vec<String>,
    leads_on: bool,
    images: Vec<String>,
    frames: Vec<String>,
    connects: bool,
    keeps_opener: bool,
}

impl Page {
    /// A page of `template` with its own context.
    pub fn new(template: &'static str, context: Value) -> Self {
        let context = match context {
            Value::Object(context) => context,
            _ => Map::new(),
        };
        let status = StatusCode::OK;
        Self {
            template,
            status,
            context,
            form_targets: Vec::new(),
            leads_on: false,
            images: Vec::new(),
            frames: Vec::new(),
            connects: false,
            keeps_opener: false,
        }
    }

    /// Answers with `status`.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Lets the form lead on to an app: Chromium applies `form-action` to every redirect that follows, those of the app's
    /// own included, and stays on the page without a word where it does not fit. Such a page has no `form-action`
    /// (SEC-46): it holds one form, whose action is written here.
    pub fn leads_on(self) -> Self {
        self.leads_on_if(true)
    }

    /// The same where `leads_on` says so.
    pub fn leads_on_if(mut self, leads_on: bool) -> Self {
        self.leads_on = leads_on;
        self
    }

    /// Lets a form lead to a page of `uri` as well as to ours.
    pub fn leads_to(mut self, uri: &str) -> Self {
        self.form_targets.extend(source(uri));
        self
    }

    /// Lets the client's logo be shown.
    pub fn shows(mut self, client: Option<&ShownClient<'_>>) -> Self {
        let logo = client.and_then(|client| client.logo_uri).and_then(source);
        self.images.extend(logo.filter(|logo| !self.images.contains(logo)));
        self
    }

    /// Lets `uri` be loaded in a frame.
    pub fn frames(mut self, uri: &str) -> Self {
        self.frames.extend(source(uri).filter(|source| !self.frames.contains(source)));
        self
    }

    /// Lets the page's script ask its own origin.
    pub fn connects(mut self) -> Self {
        self.connects = true;
        self
    }

    /// Leaves the opener of a popup its handle.
    pub fn in_popup(mut self, popup: bool) -> Self {
        self.keeps_opener = popup;
        self
    }

    /// Renders. A template that fails is logged and answered with a 500 in plain words.
    pub fn respond(self, request: &HttpRequest, provider: &Provider) -> HttpResponse {
        self.offers_languages(request).respond_as(&request_id(request), provider)
    }

    /// Lets the reader choose another language on the page, which is then shown again.
    fn offers_languages(mut self, request: &HttpRequest) -> Self {
        let here = request.uri().path_and_query().map_or("/", |here| here.as_str());
        let here = if here.len() > LONGEST_HERE { request.path() } else { here };
        let switch = json!({"here": here, "ui_locales": words::reader::ui_locales()});
        self.context.insert("languages".into(), switch);
        self
    }

    /// Renders for the request of this id, where the request itself is gone.
    pub fn respond_as(mut self, request_id: &str, provider: &Provider) -> HttpResponse {
        let live = provider.live();
        let language = words::reader::language();
        let common = common(&live.settings.branding, live.settings.server.issuer.path(), request_id, language);
        self.context.extend(common);
        let pages = provider.pages.load();
        if pages.own_templates() > 0 {
            name_languages(&mut self.context);
        }
        match pages.render_page(self.template, std::mem::take(&mut self.context)) {
            Ok(html) => {
                let mut response = HttpResponse::build(self.status);
                response
                    .insert_header((CONTENT_SECURITY_POLICY, self.policy()))
                    .insert_header((CACHE_CONTROL, "no-store"))
                    .insert_header((CONTENT_LANGUAGE, language.tag()))
                    .content_type("text/html; charset=utf-8");
                if self.keeps_opener {
                    response.insert_header((KEEPS_OPENER, HeaderValue::from_static("1")));
                }
                response.body(html)
            }
            Err(error) => {
                tracing::error!(template = self.template, %error, "page could not be rendered");
                HttpResponse::InternalServerError()
                    .insert_header((CACHE_CONTROL, "no-store"))
                    .content_type("text/html; charset=utf-8")
                    .body(format!("{UNRENDERED}{request_id}</p>\n"))
            }
        }
    }

    fn policy(&self) -> String {
        let mut policy = String::from("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:");
        self.images.iter().for_each(|image| policy.extend([" ", image]));
        policy.push_str("; base-uri 'none'; frame-ancestors 'none'");
        if !self.frames.is_empty() {
            policy.push_str("; frame-src");
            self.frames.iter().for_each(|frame| policy.extend([" ", frame]));
        }
        if self.connects {
            policy.push_str("; connect-src 'self'");
        }
        if !self.leads_on {
            policy.push_str("; form-action 'self'");
            self.form_targets.iter().for_each(|target| policy.extend([" ", target]));
        }
        policy
    }
}

/// What every page is given, for somebody who reads `language`; `base` is the path of the issuer.
pub fn common(branding: &BrandingSettings, base: &str, request_id: &str, language: PageLanguage) -> Map<String, Value> {
    let values = [
        ("brand", brand::context(branding, base, language)),
        ("lang", json!(language.tag())),
        ("dir", json!(language.dir())),
        ("base", json!(base)),
        ("request_id", json!(request_id)),
    ];
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Names the languages one by one on a page that offers them: only templates of an operator go through them.
pub fn name_languages(context: &mut Map<String, Value>) {
    if let Some(Value::Object(switch)) = context.get_mut("languages") {
        let all = PageLanguage::all().map(|language| json!({"tag": language.tag(), "name": language.name()})).collect();
        switch.insert("all".to_owned(), all);
    }
}

/// The CSP source of a URI: its origin, or the scheme of a private-scheme URI.
fn source(uri: &str) -> Option<String> {
    let url = Url::parse(uri).ok()?;
    match url.scheme() {
        "http" | "https" => Some(url.origin().ascii_serialization()),
        scheme => Some(format!("{scheme}:")),
    }
}

/// The name of a client among others, in the language that its reader reads best.
pub fn name_context(client: &Client, languages: &Languages) -> Value {
    let ShownClient { client_name, lang, .. } = client.shown_in(languages);
    json!({"client_name": client_name, "lang": lang})
}

/// The first letter of a name, for the round badge beside it.
pub fn initial(name: &str) -> String {
    name.chars().next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default()
}
