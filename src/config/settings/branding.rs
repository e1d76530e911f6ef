//! `[branding]`.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::colour::Rgb;
use crate::secret::Digest;

/// How many letters tell one picture from another.
const TAG: usize = 12;

/// `[branding]`.
#[derive(Debug, Clone, Default)]
pub struct BrandingSettings {
    /// Name shown on every page (default "Latchkey").
    pub name: String,
    /// Picture to show instead of the default mark.
    pub logo: Option<Picture>,
    /// Picture for the tabs of browsers.
    pub favicon: Option<Picture>,
    /// Accent colour.
    pub accent: Option<Accent>,
    /// Style sheet served after ours.
    pub css: Option<PathBuf>,
    /// Folder with templates that replace ours of the same name.
    pub templates: Option<PathBuf>,
    /// Language of whoever says none that the pages speak, one of `UI_LOCALES` (default "en").
    pub language: String,
    /// Links at the foot of every page, in their order.
    pub links: Vec<FooterLink>,
}

impl BrandingSettings {
    /// Where people find help.
    pub fn help(&self) -> Option<&str> {
        let help = self.links.iter().find(|link| matches!(link.label, LinkLabel::Known(KnownLink::Help)))?;
        Some(&help.url)
    }
}

/// `branding.accent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accent {
    /// One colour, from which those of light and of dark pages follow.
    One(Rgb),
    /// One for light pages, and one for dark pages.
    Pair {
        /// For light pages.
        light: Rgb,
        /// For dark pages.
        dark: Rgb,
    },
}

impl Accent {
    /// What the colours of light pages follow from.
    pub fn light(self) -> Rgb {
        match self {
            Self::One(accent) => accent,
            Self::Pair { light, .. } => light,
        }
    }

    /// What the colours of dark pages follow from.
    pub fn dark(self) -> Rgb {
        match self {
            Self::One(accent) => accent,
            Self::Pair { dark, .. } => dark,
        }
    }
}

/// A picture as it was read.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Media type, by the content.
    pub content_type: &'static str,
    /// Content.
    pub bytes: Arc<[u8]>,
    /// Letters that tell it from another.
    pub tag: String,
}

impl Picture {
    /// A picture of this type.
    pub fn new(content_type: &'static str, bytes: Vec<u8>) -> Self {
        let tag = Digest::of_bytes(&bytes).text().chars().take(TAG).collect();
        Self { content_type, bytes: bytes.into(), tag }
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} bytes", self.content_type, self.bytes.len())
    }
}

/// A link at the foot of the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FooterLink {
    /// What it says.
    pub label: LinkLabel,
    /// Where it leads: `https:`, `http:`, `mailto:` or `tel:`.
    pub url: String,
}

/// What a link says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkLabel {
    /// Shipped words.
    Known(KnownLink),
    /// The operator's words.
    Own {
        /// In languages that `localized` does not have.
        label: String,
        /// By language, of `UI_LOCALES`.
        localized: BTreeMap<String, String>,
    },
}

/// A link that has shipped words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum KnownLink {
    /// Where people find help.
    Help,
    /// The privacy policy.
    Privacy,
    /// The terms of service.
    Terms,
    /// Who runs the site.
    Imprint,
}
