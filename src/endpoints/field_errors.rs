//! The fields of a form that were refused: named in a summary above the form, and each beside its field.

use serde_json::{Map, Value, json};

/// Refused fields in the order of the form; empty while nothing was sent.
#[derive(Debug, Default)]
pub struct FieldErrors(Vec<FieldError>);

#[derive(Debug)]
struct FieldError {
    field: &'static str,
    label: String,
    message: String,
}

impl FieldErrors {
    /// One refused field.
    pub fn one(field: &'static str, label: impl Into<String>, message: impl Into<String>) -> Self {
        let mut errors = Self::default();
        errors.add(field, label, message);
        errors
    }

    /// Adds a field by its `id`, with its label and what is wrong with it in a sentence.
    pub fn add(&mut self, field: &'static str, label: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldError { field, label: label.into(), message: message.into() });
    }

    /// Whether no field was refused.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The template's `errors`, for the summary.
    pub fn summary(&self) -> Value {
        self.0
            .iter()
            .map(|error| json!({"field": error.field, "label": error.label, "message": error.message}))
            .collect()
    }

    /// The template's `wrong`: messages by field, for the place beside each.
    pub fn by_field(&self) -> Value {
        let members: Map<String, Value> =
            self.0.iter().map(|error| (error.field.to_owned(), json!(error.message))).collect();
        Value::Object(members)
    }
}
