//! The files below `/static/` as they are sent, made when the settings are: those that are compiled in, and what the
//! branding changes in them or adds.

use std::borrow::Cow;
use std::collections::HashMap;

use actix_web::http::header::HeaderValue;
use actix_web::web::Bytes;

use super::{assets, brand};
use crate::config::settings::BrandingSettings;
use crate::secret::Digest;

/// The name of the style sheet that is made from the branding.
pub const BRAND_CSS: &str = "brand.css";

/// A file.
pub struct File {
    /// Media type.
    pub content_type: HeaderValue,
    /// `ETag`.
    pub etag: HeaderValue,
    /// Content.
    pub bytes: Bytes,
}

/// Every file by its name.
pub fn files(branding: &BrandingSettings) -> HashMap<&'static str, File> {
    let shipped = assets::ASSETS.iter().filter_map(|asset| {
        let bytes = match brand::picture(asset, branding) {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => bytes.into(),
        };
        Some((asset.name, file(asset.content_type, bytes)?))
    });
    let sheet = file("text/css; charset=utf-8", Bytes::from(brand::css(branding)));
    let pictures = [(brand::LOGO, &branding.logo), (brand::ICON, &branding.favicon)];
    let own = pictures.into_iter().filter_map(|(name, picture)| {
        let picture = picture.as_ref()?;
        Some((name, file(picture.content_type, Bytes::copy_from_slice(&picture.bytes))?))
    });
    shipped.chain(sheet.map(|sheet| (BRAND_CSS, sheet))).chain(own).collect()
}

/// Content of that type with its `ETag`.
pub fn file(content_type: &'static str, bytes: Bytes) -> Option<File> {
    let etag = HeaderValue::try_from(format!("\"{}\"", Digest::of_bytes(&bytes).text())).ok()?;
    Some(File { content_type: HeaderValue::from_static(content_type), etag, bytes })
}
