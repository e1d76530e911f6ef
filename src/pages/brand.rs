//! The operator's branding: `/static/brand.css` (accent colour and style sheet, after ours), Latchkey's mark in that colour, with
//! `/static/favicon.svg`, and what every page says of it.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::assets::Asset;
use crate::colour::{self, Palette, Rgb};
use crate::config::settings::{BrandingSettings, FooterLink, KnownLink, LinkLabel, Picture};
use crate::say;
use crate::words::PageLanguage;

/// The operator's logo, below `/static/`.
pub const LOGO: &str = "brand-logo";
/// The operator's picture for tabs, below `/static/`.
pub const ICON: &str = "brand-icon";

/// The fill of the key's plate in the shipped pictures.
const PLATE: &str = "#3456d6";
/// The fill of the key's teeth in the shipped pictures.
const TEETH: &str = "#ffc95c";

/// `--accent` of the shipped style sheet on light pages.
const ACCENT: Rgb = Rgb::new(0x2f, 0x55, 0xd4);

/// The style sheet for this branding: a palette of its own for each of light and dark.
pub fn css(branding: &BrandingSettings) -> String {
    let mut sheet = String::new();
    if let Some(accent) = branding.accent {
        let (light, dark) = (Palette::light(accent.light()), Palette::dark(accent.dark()));
        let [on_light, on_dark] = [&light, &dark].map(tokens);
        // As in page.css: browsers that know light-dark() follow `color-scheme`, others the system alone.
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

/// The fill of a mail's button and the colour of its text. Mails have no style sheet, and one pair for light and dark.
pub fn mail_button(branding: &BrandingSettings) -> (Rgb, Rgb) {
    let accent = branding.accent.map_or(ACCENT, |accent| accent.light());
    let palette = Palette::light(accent);
    (palette.accent, palette.on_accent)
}

/// A shipped file; the pictures of the mark in the accent colour, where there is one.
pub fn picture(asset: &'static Asset, branding: &BrandingSettings) -> Cow<'static, [u8]> {
    let Some(accent) = branding.accent.filter(|_| asset.content_type == "image/svg+xml") else {
        return Cow::Borrowed(asset.bytes);
    };
    let (plate, teeth) = colour::mark(accent.light());
    let text = String::from_utf8_lossy(asset.bytes);
    Cow::Owned(text.replace(PLATE, &plate.to_string()).replace(TEETH, &teeth.to_string()).into_bytes())
}

/// What every page says of the branding to somebody who reads `language`; `base` is the path of the issuer.
pub fn context(branding: &BrandingSettings, base: &str, language: PageLanguage) -> Value {
    let own = |name: &str, picture: &Picture| format!("{base}/static/{name}?v={}", picture.tag);
    let shipped = |name: &str| format!("{base}/static/{name}");
    let logo = branding.logo.as_ref().map_or_else(|| shipped("logo.svg"), |logo| own(LOGO, logo));
    let (icon, icon_type) = match &branding.favicon {
        Some(icon) => (own(ICON, icon), icon.content_type),
        None => (shipped("favicon.svg"), "image/svg+xml"),
    };
    let links: Vec<Value> = branding.links.iter().map(|link| link_context(link, branding, language)).collect();
    json!({"name": branding.name, "logo": logo, "icon": icon, "icon_type": icon_type, "links": links})
}

/// A link at the foot; `lang` is there where its words may be in another language than the page.
fn link_context(link: &FooterLink, branding: &BrandingSettings, language: PageLanguage) -> Value {
    let (label, lang) = match &link.label {
        LinkLabel::Known(KnownLink::Help) => (say!("link-help"), None),
        LinkLabel::Known(KnownLink::Privacy) => (say!("link-privacy"), None),
        LinkLabel::Known(KnownLink::Terms) => (say!("link-terms"), None),
        LinkLabel::Known(KnownLink::Imprint) => (say!("link-imprint"), None),
        LinkLabel::Own { label, localized } => match localized.get(language.tag()) {
            Some(label) => (label.clone(), None),
            None => (label.clone(), Some(&branding.language).filter(|own| *own != language.tag())),
        },
    };
    // A page of its own, so that a sign-in under way stays; mail and telephone open elsewhere by themselves.
    let is_page = link.url.starts_with("http");
    json!({"label": label, "url": link.url, "lang": lang, "is_page": is_page})
}

/// The custom properties of page.css that follow from the accent.
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
    use crate::config::settings::Accent;
    use crate::pages::assets;

    fn branding(accent: Option<&str>) -> BrandingSettings {
        let accent = accent.map(|accent| Accent::One(Rgb::parse(accent).unwrap()));
        BrandingSettings { accent, ..BrandingSettings::default() }
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
    fn a_mails_button_has_the_accent_and_text_that_can_be_read_on_it() {
        let button = |accent| {
            let (fill, text) = mail_button(&branding(accent));
            (fill.to_string(), text.to_string())
        };
        let shipped = css_of_the_pages();
        assert_eq!(button(None), ("#2f55d4".to_owned(), "#ffffff".to_owned()));
        assert!(shipped.contains("--accent:#2f55d4;--on-accent:#fff;"), "the same as on pages");
        assert_eq!(button(Some("#1a6e37")).0, "#1a6e37");
        let (fill, text) = button(Some("#ffe000"));
        assert_ne!(fill, "#ffe000", "links in this colour could not be read on white");
        assert!(crate::colour::contrast(Rgb::parse(&fill).unwrap(), Rgb::parse(&text).unwrap()) >= 4.5);
    }

    fn css_of_the_pages() -> String {
        String::from_utf8_lossy(assets::find("page.css").unwrap().bytes).into_owned()
    }

    #[test]
    fn without_an_accent_the_shipped_colours_stay() {
        assert_eq!(css(&branding(None)), "");
        let logo = assets::find("logo.svg").unwrap();
        assert_eq!(&*picture(logo, &branding(None)), logo.bytes);
    }

    #[test]
    fn each_of_a_pair_is_used_as_it_is_on_its_own_pages() {
        let [light, dark] = ["#8a4b00", "#ffb35c"].map(|colour| Rgb::parse(colour).unwrap());
        let sheet =
            css(&BrandingSettings { accent: Some(Accent::Pair { light, dark }), ..BrandingSettings::default() });
        assert!(sheet.contains("--accent:light-dark(#8a4b00,#ffb35c)"), "{sheet}");
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
