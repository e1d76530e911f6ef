//! Pictures that the configuration names: what they are by their content, whatever their names say, and how large they may be.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::reading::words_of;
use super::settings::Picture;

/// What a picture may be.
pub struct Wanted {
    /// Media types.
    types: &'static [&'static str],
    /// How they are called.
    words: &'static str,
    /// The most octets.
    most: u64,
}

/// `branding.logo`.
pub const LOGO: Wanted = Wanted {
    types: &[SVG, "image/png", "image/webp", "image/jpeg"],
    words: "an SVG, PNG, WebP or JPEG image",
    most: 1024 * 1024,
};

/// `branding.favicon`.
pub const FAVICON: Wanted =
    Wanted { types: &[SVG, "image/png", ICO], words: "an SVG, PNG or ICO image", most: 256 * 1024 };

const SVG: &str = "image/svg+xml";
const ICO: &str = "image/x-icon";

/// Reads a picture.
///
/// # Errors
/// What is wrong, and what to do about it where there is more to say than what is wanted.
pub fn read(path: &Path, wanted: &Wanted) -> Result<Picture, String> {
    let content = content(path, wanted.most).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => format!("this file is larger than {} KiB", wanted.most / 1024),
        io::ErrorKind::InvalidInput => "this is not a file".to_owned(),
        _ => words_of(&error),
    })?;
    match kind_of(&content) {
        Some(content_type) if wanted.types.contains(&content_type) => Ok(Picture::new(content_type, content)),
        Some(content_type) => Err(format!("this file is {content_type}, not {}", wanted.words)),
        None => Err(format!("the content of this file is not {}", wanted.words)),
    }
}

fn content(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // Asked before it is opened: to open a pipe waits for whoever writes into it.
    let metadata = std::fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut content = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut content)?;
    if content.len() as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(content)
}

/// The media type of a picture by how its content begins.
fn kind_of(content: &[u8]) -> Option<&'static str> {
    match content {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        // Reserved, then the type of the resource: 1 is an icon; then how many pictures, of which there is one.
        [0, 0, 1, 0, low, high, ..] if (*low, *high) != (0, 0) => Some(ICO),
        _ => is_svg(std::str::from_utf8(content).ok()?).then_some(SVG),
    }
}

/// Whether the first element of a document is `svg`, after declarations and comments.
fn is_svg(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!DOCTYPE") => ">",
            _ => break,
        };
        let Some((head, after)) = rest.split_once(end) else { return false };
        // A document type with declarations of its own ends later.
        let after = match head.contains('[') {
            true => after.split_once("]>").map(|(_, after)| after).unwrap_or_default(),
            false => after,
        };
        rest = after.trim_start();
    }
    let named = rest.strip_prefix("<svg").is_some_and(|rest| rest.starts_with([' ', '\t', '\r', '\n', '>', '/']));
    // Without its namespace it is no picture to a browser.
    named && text.contains("http://www.w3.org/2000/svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_picture_is_its_content_says() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        for head in [
            "",
            "\u{feff}",
            "<?xml version=\"1.0\"?>\n",
            "<!-- ours -->\n<!-- <svg> -->",
            "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\">\n",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]>",
        ] {
            assert_eq!(kind_of(format!("{head}{svg}").as_bytes()), Some(SVG), "{head}");
        }
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Some("image/png"));
        assert_eq!(kind_of(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(kind_of(b"\xff\xd8\xff\xe0\0\x10JFIF"), Some("image/jpeg"));
        assert_eq!(kind_of(&[0, 0, 1, 0, 1, 0, 16, 16]), Some(ICO));
        for other in [
            "".as_bytes(),
            b"<html xmlns:svg=\"http://www.w3.org/2000/svg\"><svg></svg></html>",
            b"<svgish xmlns=\"http://www.w3.org/2000/svg\"/>",
            b"<svg/>",
            b"<!-- <svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            b"\x89PNG",
            b"RIFF\0\0\0\0WAVE",
            // A cursor, and an icon without pictures.
            &[0, 0, 2, 0, 1, 0],
            &[0, 0, 1, 0, 0, 0],
            b"\xff\xfe<\0s\0v\0g\0",
        ] {
            assert_eq!(kind_of(other), None, "{other:?}");
        }
    }
}
