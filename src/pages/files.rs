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
    let shipped = assets::ASSETS
        .iter()
        .filter_map(|asset| Some((asset.name, file(asset.content_type, content(asset, branding))?)));
    let sheet = file("text/css; charset=utf-8", Bytes::from(brand::css(branding)));
    let pictures = [(brand::LOGO, &branding.logo), (brand::ICON, &branding.favicon)];
    let own = pictures.into_iter().filter_map(|(name, picture)| {
        let picture = picture.as_ref()?;
        Some((name, file(picture.content_type, Bytes::copy_from_slice(&picture.bytes))?))
    });
    shipped.chain(sheet.map(|sheet| (BRAND_CSS, sheet))).chain(own).collect()
}

/// A shipped file as it is sent.
fn content(asset: &'static assets::Asset, branding: &BrandingSettings) -> Bytes {
    if asset.content_type.starts_with("text/javascript") {
        return Bytes::from(script(&String::from_utf8_lossy(asset.bytes)));
    }
    match brand::picture(asset, branding) {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    }
}

/// A script without what helps only those who read its source: indentation, and lines that are comments.
fn script(source: &str) -> String {
    let lines = source.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Content of that type with its `ETag`.
pub fn file(content_type: &'static str, bytes: Bytes) -> Option<File> {
    let etag = HeaderValue::try_from(format!("\"{}\"", Digest::of_bytes(&bytes).text())).ok()?;
    Some(File { content_type: HeaderValue::from_static(content_type), etag, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_sent_without_indentation_and_comments() {
        let source = "// What it does.\n(function () {\n  \"use strict\";\n\n  // Why.\n  go(\"https://a.example/\"); // soon\n})();\n";
        assert_eq!(script(source), "(function () {\n\"use strict\";\ngo(\"https://a.example/\"); // soon\n})();\n");
    }

    /// Within these, a line that begins so would be no comment.
    #[test]
    fn no_script_has_texts_or_comments_of_several_lines() {
        for asset in assets::ASSETS.iter().filter(|asset| asset.content_type.starts_with("text/javascript")) {
            let source = std::str::from_utf8(asset.bytes).unwrap();
            assert!(!source.contains('`'), "{}", asset.name);
            assert!(source.lines().all(|line| line.contains("/*") == line.contains("*/")), "{}", asset.name);
            assert!(source.lines().all(|line| !line.ends_with('\\')), "{}", asset.name);
        }
    }

    #[test]
    fn the_whole_files_are_their_two_parts_in_order() {
        let text = |name: &str| String::from_utf8(assets::find(name).unwrap().bytes.to_vec()).unwrap();
        assert_eq!(text("latchkey.css"), text("page.css") + &text("more.css"));
        assert!(text("latchkey.js").starts_with(&text("page.js")));
    }
}
