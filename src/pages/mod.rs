//! Pages: Tera templates compiled into the binary, each overridable by a file of the same name, and the headers
//! that every page carries (SEC-46).

pub mod assets;
pub mod brand;
pub mod comparison;
mod compiled;
pub mod device;
mod escape;
pub mod files;
pub mod happened;
mod markup;
mod mentions;
pub mod page;
pub mod qr;
pub mod samples;
mod shape;
pub mod sharing;
pub mod spokes;
mod trial;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};
use tera::Tera;

use crate::config::settings::{BrandingSettings, Settings};
use crate::words::{self, Words};

pub use page::Page;

/// The shipped templates.
const TEMPLATES: [(&str, &str); 51] = [
    ("layout.html", include_str!("../../templates/layout.html")),
    ("macros.html", include_str!("../../templates/macros.html")),
    ("account.html", include_str!("../../templates/account.html")),
    ("activity.html", include_str!("../../templates/activity.html")),
    ("admin.html", include_str!("../../templates/admin.html")),
    ("admin_activity.html", include_str!("../../templates/admin_activity.html")),
    ("admin_add_person.html", include_str!("../../templates/admin_add_person.html")),
    ("admin_app.html", include_str!("../../templates/admin_app.html")),
    ("admin_app_connect.html", include_str!("../../templates/admin_app_connect.html")),
    ("admin_app_try.html", include_str!("../../templates/admin_app_try.html")),
    ("admin_apps.html", include_str!("../../templates/admin_apps.html")),
    ("admin_deliveries.html", include_str!("../../templates/admin_deliveries.html")),
    ("admin_groups.html", include_str!("../../templates/admin_groups.html")),
    ("admin_health.html", include_str!("../../templates/admin_health.html")),
    ("admin_keys.html", include_str!("../../templates/admin_keys.html")),
    ("admin_layout.html", include_str!("../../templates/admin_layout.html")),
    ("admin_link.html", include_str!("../../templates/admin_link.html")),
    ("admin_people.html", include_str!("../../templates/admin_people.html")),
    ("admin_person.html", include_str!("../../templates/admin_person.html")),
    ("admin_sessions.html", include_str!("../../templates/admin_sessions.html")),
    ("apps.html", include_str!("../../templates/apps.html")),
    ("confirm_email.html", include_str!("../../templates/confirm_email.html")),
    ("consent.html", include_str!("../../templates/consent.html")),
    ("demo.html", include_str!("../../templates/demo.html")),
    ("device.html", include_str!("../../templates/device.html")),
    ("error.html", include_str!("../../templates/error.html")),
    ("forgot.html", include_str!("../../templates/forgot.html")),
    ("form_post.html", include_str!("../../templates/form_post.html")),
    ("invite.html", include_str!("../../templates/invite.html")),
    ("login.html", include_str!("../../templates/login.html")),
    ("logout.html", include_str!("../../templates/logout.html")),
    ("mail.html", include_str!("../../templates/mail.html")),
    ("mail.txt", include_str!("../../templates/mail.txt")),
    ("message.html", include_str!("../../templates/message.html")),
    ("not_me.html", include_str!("../../templates/not_me.html")),
    ("profile.html", include_str!("../../templates/profile.html")),
    ("recovery_codes.html", include_str!("../../templates/recovery_codes.html")),
    ("remove_app.html", include_str!("../../templates/remove_app.html")),
    ("requests.html", include_str!("../../templates/requests.html")),
    ("second_factor.html", include_str!("../../templates/second_factor.html")),
    ("security.html", include_str!("../../templates/security.html")),
    ("select_account.html", include_str!("../../templates/select_account.html")),
    ("session_check.html", include_str!("../../templates/session_check.html")),
    ("set_up_factor.html", include_str!("../../templates/set_up_factor.html")),
    ("setup.html", include_str!("../../templates/setup.html")),
    ("sign_up.html", include_str!("../../templates/sign_up.html")),
    ("sign_up_account.html", include_str!("../../templates/sign_up_account.html")),
    ("admin_sign_up_link.html", include_str!("../../templates/admin_sign_up_link.html")),
    ("signed_in.html", include_str!("../../templates/signed_in.html")),
    ("signed_out.html", include_str!("../../templates/signed_out.html")),
    ("welcome.html", include_str!("../../templates/welcome.html")),
];

/// Templates do not compile or do not fit their data.
#[derive(Debug, Clone, thiserror::Error)]
#[error("template: {}", .0.join("; "))]
pub struct TemplateError(Vec<String>);

impl TemplateError {
    fn one(fault: String) -> Self {
        Self(vec![fault])
    }

    fn of(faults: Vec<String>) -> Self {
        Self(faults)
    }

    /// Everything that is wrong.
    pub fn faults(&self) -> &[String] {
        &self.0
    }
}

impl From<tera::Error> for TemplateError {
    fn from(error: tera::Error) -> Self {
        let mut text = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            text.push_str(": ");
            text.push_str(&cause.to_string());
            source = cause.source();
        }
        Self::one(text)
    }
}

/// A template of the operator.
struct OwnTemplate {
    name: &'static str,
    path: PathBuf,
    source: String,
}

/// Those of the shipped templates that `folder` has files for.
fn read_own(folder: &Path) -> Result<Vec<OwnTemplate>, TemplateError> {
    let mut own = Vec::new();
    for (name, _) in TEMPLATES {
        let path = folder.join(name);
        match words::read(&path) {
            Ok(source) => own.push(OwnTemplate { name, path, source }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(TemplateError::one(format!("{}: {error}", path.display()))),
        }
    }
    Ok(own)
}

/// The templates that pages are made of.
pub struct Pages {
    /// All of them, where some are the operator's; the shipped ones are compiled as they are needed.
    mixed: Option<Arc<Tera>>,
    words: Arc<Words>,
    own: Vec<OwnTemplate>,
    remarks: Vec<String>,
}

impl Pages {
    /// The shipped templates, with those of `overrides` in place of their namesakes.
    ///
    /// # Errors
    /// One of the operator's cannot be read, or is no template: with its name and line.
    pub fn load(overrides: Option<&Path>) -> Result<Self, TemplateError> {
        let words = Arc::new(Words::load(overrides).map_err(|error| TemplateError::one(error.to_string()))?);
        let own = overrides.map_or_else(|| Ok(Vec::new()), read_own)?;
        let mut mixed = None;
        if !own.is_empty() {
            let mut all = compiled::all()?;
            Arc::make_mut(&mut all).add_raw_templates(own.iter().map(|own| (own.name, own.source.as_str())))?;
            mixed = Some(all);
        }
        Ok(Self { mixed, words, own, remarks: Vec::new() })
    }

    /// The shipped templates, for comparison with those of an operator: all at once, as that operator has them already.
    fn shipped() -> Result<Self, TemplateError> {
        Ok(Self { mixed: Some(compiled::all()?), ..Self::load(None)? })
    }

    /// The templates and words that `settings` name, each of the operator's tried with samples.
    ///
    /// # Errors
    /// One of them cannot be read, is no template, or cannot be rendered.
    pub fn tried(settings: &Settings) -> Result<Self, TemplateError> {
        let branding: &BrandingSettings = &settings.branding;
        let mut pages = Self::load(branding.templates.as_deref())?;
        pages.remarks = trial::try_out(&pages, branding, settings.server.issuer.path())?;
        Ok(pages)
    }

    /// What is doubtful about the operator's templates, a sentence for each.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// How many templates are the operator's.
    pub fn own_templates(&self) -> usize {
        self.own.len()
    }

    /// The words that the templates say.
    pub fn words(&self) -> &Arc<Words> {
        &self.words
    }

    /// Renders `template` with `context`.
    pub fn render(&self, template: &str, context: &impl Serialize) -> Result<String, TemplateError> {
        #[cfg(debug_assertions)]
        if let Ok(context) = serde_json::to_value(context) {
            samples::expect(template, &context);
        }
        self.render_unseen(template, context)
    }

    /// Renders `template` with a context that is made for it, and used up.
    pub fn render_page(&self, template: &str, context: Map<String, Value>) -> Result<String, TemplateError> {
        let context = Value::Object(context);
        #[cfg(debug_assertions)]
        samples::expect(template, &context);
        self.render_with(template, &tera::Context::from_value(context)?)
    }

    /// The same as [`Pages::render`] for nobody, whatever the context.
    fn render_unseen(&self, template: &str, context: &impl Serialize) -> Result<String, TemplateError> {
        self.render_with(template, &tera::Context::from_serialize(context)?)
    }

    fn render_with(&self, template: &str, context: &tera::Context) -> Result<String, TemplateError> {
        match &self.mixed {
            Some(mixed) => Ok(mixed.render(template, context)?),
            None => Ok(compiled::with(template)?.render(template, context)?),
        }
    }
}
