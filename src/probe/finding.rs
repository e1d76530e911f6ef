//! One thing that was looked at, and what was found.

/// How it is with what was looked at, from good to bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Well.
    Ok,
    /// It works, and somebody should look.
    Warning,
    /// It does not work.
    Failed,
}

impl Status {
    /// For programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failed => "failed",
        }
    }

    /// For people.
    pub fn sign(self) -> char {
        match self {
            Self::Ok => '✔',
            Self::Warning => '!',
            Self::Failed => '✗',
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at, in a few words.
    pub check: String,
    /// How it is.
    pub status: Status,
    /// What was found, in a sentence.
    pub found: String,
    /// The line to change or the command to run, where something is to be done.
    pub remedy: Option<String>,
}

impl Finding {
    /// All is well.
    pub fn ok(check: &str, found: impl Into<String>) -> Self {
        Self { check: check.to_owned(), status: Status::Ok, found: found.into(), remedy: None }
    }

    /// Somebody should look.
    pub fn warning(check: &str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { status: Status::Warning, remedy: Some(remedy.into()), ..Self::ok(check, found) }
    }

    /// It does not work.
    pub fn failed(check: &str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { status: Status::Failed, remedy: Some(remedy.into()), ..Self::ok(check, found) }
    }
}
