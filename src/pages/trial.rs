//! Templates of the operator, tried with samples before anybody sees them. What cannot be rendered is a fault; what would be
//! rendered and not work, beside the shipped page of the same sample, is a remark.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use serde_json::{Map, Value};

use super::markup::{Tag, tags};
use super::mentions::{Mentions, line_at, mentions};
use super::shape::Shape;
use super::{OwnTemplate, Pages, TEMPLATES, TemplateError, page, samples};
use crate::config::settings::BrandingSettings;
use crate::protocol::language::UI_LOCALES;
use crate::words::{self, PageLanguage};

/// What a fault or a remark is about is found in templates of this folder of the operator.
const WORDS: &str = "words";

/// The templates as they are shipped, for comparison.
static SHIPPED: LazyLock<Option<Pages>> = LazyLock::new(|| Pages::shipped().ok());

/// Tries the operator's templates, and returns what is doubtful about them.
///
/// # Errors
/// One of them cannot be rendered.
pub fn try_out(pages: &Pages, branding: &BrandingSettings, base: &str) -> Result<Vec<String>, TemplateError> {
    let mut remarks = branding.templates.as_deref().map(strangers).unwrap_or_default();
    if pages.own.is_empty() {
        return Ok(remarks);
    }
    let language = PageLanguage::named(&branding.language).unwrap_or(PageLanguage::ENGLISH);
    let mut trial = Trial::of(pages, branding, base, language);
    let faults = trial.faults_of_messages();
    if !faults.is_empty() {
        return Err(TemplateError::of(faults));
    }
    let mut tried = trial.rendered();
    // What is the same in every language is seen in one.
    if trial.mentions.values().any(|mentions| mentions.by_language) {
        for other in PageLanguage::all().filter(|other| *other != language) {
            trial.language = other;
            tried.add(trial.rendered(), other);
        }
        trial.language = language;
    }
    if !tried.faults.is_empty() {
        return Err(TemplateError::of(tried.faults));
    }
    remarks.extend(trial.unknown_values());
    remarks.extend(tried.remarks);
    Ok(remarks)
}

/// A remark for each file in the operator's folder that looks like one of ours and replaces none.
fn strangers(folder: &Path) -> Vec<String> {
    let names = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    };
    let templates: Vec<&str> = TEMPLATES.iter().map(|(name, _)| *name).collect();
    let languages: Vec<String> = UI_LOCALES.iter().map(|tag| format!("{tag}.ftl")).collect();
    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
    let in_folder = names(folder).into_iter().filter(|name| name.ends_with(".html") || name.ends_with(".txt"));
    let in_words = names(&folder.join(WORDS)).into_iter().filter(|name| name.ends_with(".ftl"));
    let strange = in_folder
        .map(|name| (folder.join(&name), name, &templates, "template"))
        .chain(in_words.map(|name| (folder.join(WORDS).join(&name), name, &languages, "language")));
    strange
        .filter(|(_, name, known, _)| !known.contains(&name.as_str()))
        .map(|(path, name, known, what)| {
            let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
            let stems: Vec<String> = known.iter().map(|known| stem(known)).collect();
            let near = nearest(&stem(&name), stems.iter().map(String::as_str));
            let nearest = near.and_then(|near| known.iter().find(|known| stem(known) == near));
            let nearest = nearest.map(|nearest| format!("; did you mean {nearest}?")).unwrap_or_default();
            format!("{}: this file is not used, for no {what} of Latchkey has its name{nearest}", path.display())
        })
        .collect()
}

/// The known name that somebody probably meant.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = |known: &str| strsim::jaro_winkler(name, known);
    known.max_by(|one, other| near(one).total_cmp(&near(other))).filter(|best| near(best) > 0.75)
}

/// What came of rendering.
#[derive(Default)]
struct Tried {
    faults: Vec<String>,
    remarks: Vec<String>,
}

impl Tried {
    fn fault(&mut self, fault: String) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// What another language shows beyond this.
    fn add(&mut self, other: Self, language: PageLanguage) {
        let seen = |known: &[String], text: &String| known.iter().any(|known| known.starts_with(text.as_str()));
        let further = |text: &String| format!("{text} (seen in the language `{}`)", language.tag());
        let faults = other.faults.iter().filter(|text| !seen(&self.faults, text)).map(further).collect::<Vec<_>>();
        let remarks = other.remarks.iter().filter(|text| !seen(&self.remarks, text)).map(further).collect::<Vec<_>>();
        self.faults.extend(faults);
        self.remarks.extend(remarks);
    }

    fn remark(&mut self, remark: String) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }
}

struct Trial<'a> {
    pages: &'a Pages,
    branding: &'a BrandingSettings,
    base: &'a str,
    language: PageLanguage,
    /// What each of the operator's templates names.
    mentions: BTreeMap<&'static str, Mentions>,
    /// The templates that each page is made of.
    parts: BTreeMap<&'static str, BTreeSet<String>>,
}

impl<'a> Trial<'a> {
    fn of(pages: &'a Pages, branding: &'a BrandingSettings, base: &'a str, language: PageLanguage) -> Self {
        let own: BTreeMap<_, _> = pages.own.iter().map(|own| (own.name, mentions(&own.source))).collect();
        let taken_in: BTreeMap<&str, BTreeSet<String>> = TEMPLATES
            .iter()
            .map(|(name, shipped)| match own.get(name) {
                Some(own) => (*name, own.templates.clone()),
                None => (*name, mentions(shipped).templates),
            })
            .collect();
        let parts = samples::names().map(|name| (name, closure(name, &taken_in))).collect();
        Self { pages, branding, base, language, mentions: own, parts }
    }

    /// Messages that do not exist, or lack a value that they are made with.
    fn faults_of_messages(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for own in &self.pages.own {
            for message in self.mentions.get(own.name).into_iter().flat_map(|mentions| &mentions.messages) {
                let place = own.at(message.line);
                match words::values_of(&message.key) {
                    None => {
                        let nearest = words::nearest_key(&message.key);
                        let nearest =
                            nearest.map(|nearest| format!("; did you mean \"{nearest}\"?")).unwrap_or_default();
                        faults.push(format!("{place}: there is no message \"{}\"{nearest}", message.key));
                    }
                    Some(values) => {
                        if let Some(lacking) = values.difference(&message.given).next() {
                            faults.push(format!(
                                "{place}: the message \"{}\" needs a value: write t(k=\"{}\", {lacking}=…)",
                                message.key, message.key
                            ));
                        }
                    }
                }
            }
        }
        faults
    }

    /// Values that no sample of any page has that the template is a part of. Where a branch is never taken, Tera says nothing.
    fn unknown_values(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        for own in &self.pages.own {
            let Some(mentions) = self.mentions.get(own.name) else { continue };
            let shape = self.shape_around(own.name);
            for mention in &mentions.values {
                let Some(path) = &mention.path else { continue };
                if let Some((fault, _)) = missing(&shape, path) {
                    let remark = format!("{}: `{}` is always empty, for {fault}", own.at(mention.line), mention.name);
                    if !remarks.contains(&remark) {
                        remarks.push(remark);
                    }
                }
            }
        }
        remarks
    }

    /// What the pages are given that this template is a part of.
    fn shape_around(&self, template: &str) -> Shape {
        let mut shape = Shape::default();
        for (page, _) in self.parts.iter().filter(|(_, parts)| parts.contains(template)) {
            self.contexts(page).into_iter().for_each(|context| shape.add(&Value::Object(context)));
        }
        shape
    }

    /// The samples of a page with what every page has.
    fn contexts(&self, page: &str) -> Vec<Map<String, Value>> {
        let common = self.said(|| page::common(self.branding, self.base, "0123456789", self.language));
        let whole = |mut sample: Map<String, Value>| {
            sample.extend(common.clone());
            page::name_languages(&mut sample);
            sample
        };
        samples::of(page).into_iter().map(whole).collect()
    }

    fn said<T>(&self, saying: impl FnOnce() -> T) -> T {
        words::reader::to(&Arc::clone(&self.pages.words), self.language, saying)
    }

    fn rendered(&self) -> Tried {
        let mut tried = Tried::default();
        for (page, parts) in &self.parts {
            let own: Vec<&OwnTemplate> = self.pages.own.iter().filter(|own| parts.contains(own.name)).collect();
            if own.is_empty() {
                continue;
            }
            for context in self.contexts(page) {
                self.try_one(page, &own, &context, &mut tried);
            }
        }
        tried
    }

    fn try_one(&self, page: &str, own: &[&OwnTemplate], context: &Map<String, Value>, tried: &mut Tried) {
        let html = match self.said(|| self.pages.render_unseen(page, context)) {
            Ok(html) => html,
            Err(error) => return tried.fault(self.explained(page, own, &error)),
        };
        // Mails are no pages: they have no script, no forms and no content security policy.
        if page.starts_with("mail.") || !page.ends_with(".html") {
            return;
        }
        let shipped = SHIPPED.as_ref().and_then(|pages| self.said(|| pages.render_unseen(page, context)).ok());
        let (html, shipped) = (tags(&html), tags(&shipped.unwrap_or_default()));
        for (remark, sought) in remarks_on(&html, &shipped) {
            let place = own.iter().find_map(|own| Some(own.at(own.line_of(&sought)?)));
            let place = place.or_else(|| own.first().map(|own| own.path.display().to_string())).unwrap_or_default();
            let of_page =
                if own.iter().any(|own| own.name == page) { String::new() } else { format!(" (seen on {page})") };
            // Once for each place: a fault of the layout is on every page.
            let beginning = format!("{place}: {remark}");
            if !tried.remarks.iter().any(|known| known.starts_with(&beginning)) {
                tried.remark(format!("{beginning}{of_page}"));
            }
        }
    }

    /// Why a template cannot be rendered: the value that is missing with its line, or else what Tera says.
    fn explained(&self, page: &str, own: &[&OwnTemplate], error: &TemplateError) -> String {
        let text = error.to_string();
        let named = missing_name(&text).and_then(|(name, template)| {
            let first = own.iter().filter(|own| own.name == template);
            let (own, mention) = first.chain(own.iter().filter(|own| own.name != template)).find_map(|own| {
                let mentions = &self.mentions.get(own.name)?.values;
                Some((own, mentions.iter().find(|mention| mention.name == name)?))
            })?;
            let place = own.at(mention.line);
            let lacking = mention.path.as_ref().and_then(|path| missing(&self.shape_around(own.name), path));
            Some(match lacking {
                Some((fault, help)) => format!("{place}: {fault}; {help}"),
                None => format!("{place}: `{name}` is not there every time; ask for it first: {{% if {name} %}}"),
            })
        });
        named.unwrap_or_else(|| {
            let place = own.iter().find(|own| own.name == page).or(own.first());
            let place = place.map(|own| own.path.display().to_string()).unwrap_or_default();
            format!("{place}: {}", text.trim_start_matches("template: "))
        })
    }
}

/// A template with those that it takes in.
fn closure(name: &str, taken_in: &BTreeMap<&str, BTreeSet<String>>) -> BTreeSet<String> {
    let mut found = BTreeSet::from([name.to_owned()]);
    let mut ahead = vec![name.to_owned()];
    while let Some(next) = ahead.pop() {
        for part in taken_in.get(next.as_str()).into_iter().flatten() {
            if found.insert(part.clone()) {
                ahead.push(part.clone());
            }
        }
    }
    found
}

/// What is not there and what to do about it, if no sample has a value at that path.
fn missing(shape: &Shape, path: &str) -> Option<(String, String)> {
    let (around, name, known) = shape.lacking(path)?;
    let what = if around.is_empty() { "there is no".to_owned() } else { format!("`{around}` has no") };
    let help = match nearest(&name, known.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("there are: {}", known.join(", ")),
    };
    Some((format!("{what} `{name}`"), help))
}

/// The name and the template in what Tera says of a value that is not there.
fn missing_name(text: &str) -> Option<(&str, &str)> {
    let (_, after) = text.rsplit_once("Variable `")?;
    let (name, after) = after.split_once("` not found in context while rendering '")?;
    let (template, _) = after.split_once('\'')?;
    Some((name, template))
}

/// What to look for in the source of what a remark is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sought {
    /// The first of these texts that is there.
    Text(Vec<String>),
    /// The form that leads there.
    Form(String),
}

/// What would not work on a page, beside the shipped page of the same sample, each with what to look for in the source.
fn remarks_on(page: &[Tag], shipped: &[Tag]) -> Vec<(String, Sought)> {
    let mut remarks = Vec::new();
    let mut remark = |text: String, sought: &[&str]| {
        remarks.push((text, Sought::Text(sought.iter().map(|sought| (*sought).to_owned()).collect())));
    };
    match page.iter().filter(|tag| tag.name == "h1").count() {
        1 => {}
        0 => remark("the page has no <h1>, by which those who hear it find their way".to_owned(), &["<h2"]),
        several => remark(format!("the page has {several} <h1>; one is its heading"), &["<h1"]),
    }
    if !page.iter().any(|tag| tag.name == "title" && !tag.text.trim_matches([' ', '–', '-']).is_empty()) {
        remark("the page has no <title>".to_owned(), &["<head", "<html"]);
    }
    let known: Vec<&str> = shipped.iter().flat_map(loaded).collect();
    for tag in page {
        if tag.name == "script" && tag.attribute("src").is_none() {
            remark(
                "script within a page does not run (content security policy): remove it".to_owned(),
                &["<script>", "<script"],
            );
        }
        if tag.name == "style" {
            let text = "<style> has no effect (content security policy): write it into the file of `branding.css`";
            remark(text.to_owned(), &["<style"]);
        }
        for (name, value) in &tag.attributes {
            if name == "style" {
                let text =
                    "style=\"…\" has no effect (content security policy): write it into the file of `branding.css`";
                remark(text.to_owned(), &[" style="]);
            } else if name.starts_with("on") && name.len() > 2 {
                remark(
                    format!("{name}=\"…\" does not run (content security policy): remove it"),
                    &[&format!(" {name}=")],
                );
            } else if value.trim_start().to_ascii_lowercase().starts_with("javascript:") {
                remark(format!("a javascript: address in {name}=\"…\" does not run: remove it"), &["javascript:"]);
            }
        }
        for address in loaded(tag).filter(|address| !known.contains(address)) {
            let text = format!(
                "{address} is not loaded, for it is on another site (content security policy): use `branding.css`, `branding.logo` or a \
                 data: address of an image"
            );
            remark(text, &[address]);
        }
    }
    remarks.extend(remarks_on_forms(page, shipped));
    remarks
}

/// The addresses on other sites that an element loads something from.
fn loaded(tag: &Tag) -> impl Iterator<Item = &str> {
    let loads = |name: &str| match tag.name.as_str() {
        "a" | "area" => false,
        "link" => name == "href",
        _ => matches!(name, "src" | "srcset" | "poster" | "data"),
    };
    let is_elsewhere =
        |value: &str| ["https://", "http://", "//"].iter().any(|start| value.trim_start().starts_with(start));
    tag.attributes
        .iter()
        .filter(move |(name, value)| loads(name) && is_elsewhere(value))
        .map(|(_, value)| value.as_str())
}

/// A form: where it leads, and what it must send along.
struct Form<'t> {
    method: String,
    action: &'t str,
    /// Hidden fields with their values, and fields that must be filled in.
    needed: Vec<(&'t str, Option<&'t str>)>,
    /// Buttons that send something along.
    buttons: Vec<(&'t str, &'t str)>,
}

fn forms(page: &[Tag]) -> Vec<Form<'_>> {
    let mut forms = Vec::new();
    for tag in page {
        if tag.name == "form" {
            let method = tag.attribute("method").unwrap_or("get").to_ascii_lowercase();
            forms.push(Form {
                method,
                action: tag.attribute("action").unwrap_or_default(),
                needed: Vec::new(),
                buttons: Vec::new(),
            });
        }
        let (Some(form), Some(name)) = (tag.form.and_then(|form| forms.get_mut(form)), tag.attribute("name")) else {
            continue;
        };
        match (tag.name.as_str(), tag.attribute("type").unwrap_or_default()) {
            ("input", "hidden") => form.needed.push((name, tag.attribute("value"))),
            ("input" | "select" | "textarea", _) if tag.attribute("required").is_some() => {
                form.needed.push((name, None))
            }
            ("button", _) | ("input", "submit") => {
                form.buttons.push((name, tag.attribute("value").unwrap_or_default()))
            }
            _ => {}
        }
    }
    forms
}

/// The fields of a form that another lacks.
fn lacking<'t>(form: &Form<'t>, page: &[Tag], at: usize) -> Vec<(&'t str, Option<&'t str>)> {
    let has = |name: &str, value: Option<&str>| {
        page.iter().any(|tag| {
            tag.form == Some(at)
                && tag.attribute("name") == Some(name)
                && value.is_none_or(|value| tag.attribute("value").unwrap_or_default() == value)
        })
    };
    form.needed.iter().filter(|(name, value)| !has(name, *value)).copied().collect()
}

fn remarks_on_forms(page: &[Tag], shipped: &[Tag]) -> Vec<(String, Sought)> {
    let own = forms(page);
    let mut remarks = Vec::new();
    for form in forms(shipped) {
        let alike: Vec<usize> = (0..own.len())
            .filter(|at| own.get(*at).is_some_and(|own| own.method == form.method && own.action == form.action))
            .collect();
        let lacks_button = |at: usize| {
            let buttons = own.get(at).map(|own| own.buttons.as_slice()).unwrap_or_default();
            !form.buttons.is_empty() && !form.buttons.iter().any(|button| buttons.contains(button))
        };
        let fit = |at: usize| (lacking(&form, page, at), lacks_button(at));
        // Several forms may lead to one address, as one for each device.
        let best = alike.into_iter().map(fit).min_by_key(|(lacking, no_button)| (lacking.len(), *no_button));
        let sought = Sought::Form(form.action.to_owned());
        // One form in the source may lead to one address with several queries.
        let action = form.action.split('?').next().unwrap_or_default();
        match best {
            // To offer no languages is a choice.
            None if form.action.ends_with("/language") => {}
            None => remarks.push((
                format!(
                    "the page lacks the form <form method=\"{}\" action=\"{action}\">, without which it does not work",
                    form.method
                ),
                sought,
            )),
            Some((lacking, no_button)) => {
                for (name, value) in lacking {
                    let field = match value {
                        Some(_) => format!("<input type=\"hidden\" name=\"{name}\" value=\"…\">"),
                        None => format!("a field name=\"{name}\""),
                    };
                    let why = if name == "csrf" { "it is refused as forged" } else { "it does not work" };
                    remarks.push((
                        format!("the form that leads to {action} needs {field}, as in the shipped template; without it {why}"),
                        sought.clone(),
                    ));
                }
                if no_button {
                    let named: Vec<String> =
                        form.buttons.iter().map(|(name, value)| format!("name=\"{name}\" value=\"{value}\"")).collect();
                    let text =
                        format!("the form that leads to {action} needs a button with {}", named.join(" or with "));
                    remarks.push((text, sought.clone()));
                }
            }
        }
    }
    remarks
}

impl OwnTemplate {
    fn at(&self, line: usize) -> String {
        format!("{}, line {line}", self.path.display())
    }

    fn line_of(&self, sought: &Sought) -> Option<usize> {
        match sought {
            Sought::Text(texts) => texts.iter().find_map(|text| Some(line_at(&self.source, self.source.find(text)?))),
            Sought::Form(action) => {
                let last = action.split('?').next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
                let written = format!("/{last}\"");
                let forms = || self.source.lines().enumerate().filter(|(_, line)| line.contains("<form"));
                let found = forms()
                    .find(|(_, line)| line.contains(&written))
                    .or_else(|| forms().find(|(_, line)| line.contains("action=\"{{") && !line.contains("}}/")))
                    .or_else(|| forms().next());
                found.map(|(before, _)| before + 1)
            }
        }
    }
}

#[cfg(test)]
mod tests;
