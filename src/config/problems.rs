//! What is wrong with a configuration: every problem with its place, its words and the way out.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use super::source::Place;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The configuration cannot be used.
    Error,
    /// It can be used, but probably was not meant.
    Warning,
}

/// One problem.
#[derive(Debug, Clone)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// A word or two beside the caret.
    pub label: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// Where; `None` for what no line is to blame for.
    pub place: Option<Place>,
    /// A second place that belongs to it, with a word or two beside it.
    pub related: Option<(Place, String)>,
}

impl Problem {
    /// An error at `place`.
    pub fn error(place: Place, message: impl Into<String>) -> Self {
        Self { place: Some(place), ..Self::placeless(message) }
    }

    /// A warning at `place`.
    pub fn warning(place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(place, message) }
    }

    /// An error that no line is to blame for.
    pub fn placeless(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, message: message.into(), label: None, help: None, place: None, related: None }
    }

    /// Adds the way out.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a word or two beside the caret.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Names a second place.
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related = Some((place, label.into()));
        self
    }

    /// The file it is in; `None` for the environment.
    pub fn file(&self) -> Option<PathBuf> {
        self.place.as_ref().and_then(|place| place.source.path.clone())
    }

    /// Its line, from 1.
    pub fn line(&self) -> Option<usize> {
        self.place.as_ref().map(|place| place.line_and_column().0)
    }

    /// Its column, from 1.
    pub fn column(&self) -> Option<usize> {
        self.place.as_ref().map(|place| place.line_and_column().1)
    }

    /// Its bytes within the file.
    pub fn span(&self) -> Option<Range<usize>> {
        self.place.as_ref().map(|place| place.span.clone())
    }

    /// One line: place, severity, message and help.
    pub fn compact(&self) -> String {
        let place = self.place.as_ref().map(|place| format!("{}: ", place.name())).unwrap_or_default();
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let help = self.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{place}{severity}: {}{help}", self.message)
    }

    /// The picture: message, line, caret, label and help.
    pub fn render(&self, color: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group = Group::with_title(level.primary_title(normalize_untrusted_str(&self.message)));
        if let Some(place) = &self.place {
            let label = self.label.as_deref();
            let mut snippet = snippet(place, AnnotationKind::Primary, label);
            if let Some((related, label)) = &self.related {
                if std::sync::Arc::ptr_eq(&place.source, &related.source) {
                    snippet =
                        snippet.annotation(AnnotationKind::Context.span(shown_span(related)).label(label.as_str()));
                    group = group.element(snippet);
                } else {
                    group = group.element(snippet);
                    group = group.element(self::snippet(related, AnnotationKind::Context, Some(label)));
                }
            } else {
                group = group.element(snippet);
            }
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(normalize_untrusted_str(help)));
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        renderer.decor_style(DecorStyle::Ascii).render(&[group])
    }
}

fn snippet<'a>(
    place: &'a Place,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let annotation = kind.span(shown_span(place)).label(label);
    Snippet::source(place.source.shown()).path(place.source.name.as_str()).annotation(annotation)
}

/// The part of the span on its first line: a caret under a whole table would hide what it points at.
fn shown_span(place: &Place) -> Range<usize> {
    let text = place.source.shown().get(place.span.clone()).unwrap_or_default();
    let first_line = text.split('\n').next().unwrap_or_default().trim_end();
    place.span.start..place.span.start + first_line.len()
}

/// Everything wrong at once: at least one error, and the warnings beside it.
#[derive(Debug, Clone, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Sorted by place, so that a reader goes through each file once.
    pub fn new(mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| {
            let file = problem.file();
            (file.is_none(), file, problem.span().map(|span| span.start))
        });
        Self(problems)
    }

    /// The problems in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|problem| problem.severity == severity).count()
    }

    /// The problems.
    pub fn into_vec(self) -> Vec<Problem> {
        self.0
    }

    /// All pictures.
    pub fn render(&self, color: bool) -> String {
        self.0.iter().map(|problem| problem.render(color) + "\n").collect::<Vec<_>>().join("\n")
    }

    /// One line each.
    pub fn compact(&self) -> String {
        self.0.iter().map(|problem| problem.compact() + "\n").collect()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Problems {}
