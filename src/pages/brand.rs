//! The operator's branding: `/static/brand.css` (accent colour and style sheet, after ours) and Latchkey's mark in that
//! colour, with `/static/favicon.svg`.

use std::borrow::Cow;

use super::assets::Asset;
use super::colour::{Palette, Rgb};
use crate::config::settings::BrandingSettings;

/// The fill of the key's plate in the shipped pictures.
const PLATE: &str = "#3456d6";
/// The fill of the key's teeth in the shipped pictures.
const TEETH: &str = "#ffc95c";

/// The style sheet for this branding: a palette of its own for each of light and dark.
pub fn css(branding: &BrandingSettings) -> String {
    let mut sheet = String::new();
    if let Some(accent) = accent(branding) {
        let (light, dark) = (Palette::light(accent), Palette::dark(accent));
        let [on_light, on_dark] = [&light, &dark].map(tokens);
        // As in latchkey.css: browsers that know light-dark() follow `color-scheme`, others the system alone.
        let pairs: Vec<String> = tokens(&light)
            .iter()
            .zip(tokens(&dark))
            .map(|((name, light), (_, dark))| format!("{name}:light-dark({light},{dark})"))
            .collect();
        sheet = format!(
            ":root{{{}}}\n@media (prefers-color-scheme:dark){{:root{{{}}}}}\n\
             @supports (color:light-dark(red,red)){{:root{{{}}}}}\n",
            declarations(&on_light),
            declarations(&on_dark),
            pairs.join(";"),
        );
    }
    if let Some(path) = &branding.css {
        match std::fs::read_to_string(path) {
            Ok(own) => sheet.push_str(&own),
            Err(error) => tracing::warn!(path = %path.display(), %error, "branding.css cannot be read"),
        }
    }
    sheet
}

/// A shipped file; the pictures of the mark in the accent colour, where there is one.
pub fn picture(asset: &'static Asset, branding: &BrandingSettings) -> Cow<'static, [u8]> {
    let Some(accent) = accent(branding).filter(|_| asset.content_type == "image/svg+xml") else {
        return Cow::Borrowed(asset.bytes);
    };
    let (plate, teeth) = super::colour::mark(accent);
    let text = String::from_utf8_lossy(asset.bytes);
    Cow::Owned(text.replace(PLATE, &plate.to_string()).replace(TEETH, &teeth.to_string()).into_bytes())
}

fn accent(branding: &BrandingSettings) -> Option<Rgb> {
    branding.accent.as_deref().and_then(Rgb::parse)
}

/// The custom properties of latchkey.css that follow from the accent.
fn tokens(palette: &Palette) -> [(&'static str, Rgb); 4] {
    [
        ("--accent", palette.accent),
        ("--on-accent", palette.on_accent),
        ("--accent-hover", palette.accent_hover),
        ("--info-bg", palette.tint),
    ]
}

fn declarations(tokens: &[(&str, Rgb)]) -> String {
    tokens.iter().map(|(name, colour)| format!("{name}:{colour}")).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::assets;

    fn branding(accent: Option<&str>) -> BrandingSettings {
        BrandingSettings {
            language: "en".into(),
            name: "x".into(),
            logo: None,
            accent: accent.map(str::to_owned),
            css: None,
            templates: None,
            help: None,
        }
    }

    #[test]
    fn an_accent_has_a_light_and_a_dark_palette() {
        let sheet = css(&branding(Some("#1a6e37")));
        assert!(sheet.starts_with(":root{--accent:#1a6e37;--on-accent:#ffffff;"), "{sheet}");
        let dark = sheet.split("prefers-color-scheme:dark){:root{--accent:").nth(1).unwrap().get(..7).unwrap();
        assert_ne!(dark, "#1a6e37", "{sheet}");
        assert!(sheet.contains(&format!("--accent:light-dark(#1a6e37,{dark})")), "{sheet}");
        assert!(sheet.contains("--info-bg:light-dark("), "gradient, pills and avatars follow: {sheet}");
    }

    #[test]
    fn without_an_accent_or_with_what_is_no_colour_the_shipped_colours_stay() {
        for accent in [None, Some("red")] {
            assert_eq!(css(&branding(accent)), "");
            let logo = assets::find("logo.svg").unwrap();
            assert_eq!(&*picture(logo, &branding(accent)), logo.bytes);
        }
    }

    #[test]
    fn the_mark_and_the_favicon_take_the_accent() {
        for name in ["logo.svg", "favicon.svg"] {
            let asset = assets::find(name).unwrap();
            let shipped = std::str::from_utf8(asset.bytes).unwrap();
            assert!(shipped.contains(PLATE) && shipped.contains(TEETH), "{name} has these fills");
            let green = String::from_utf8(picture(asset, &branding(Some("#1a7f37"))).into_owned()).unwrap();
            assert!(green.contains("#1a7f37") && !green.contains(PLATE) && !green.contains(TEETH), "{green}");
        }
    }
}
