//! `/static/brand.css`: the operator's accent colour and style sheet, after ours.

use crate::config::settings::BrandingSettings;

/// The style sheet for this branding. The text colour on the accent is the one that contrasts more.
pub fn css(branding: &BrandingSettings) -> String {
    let mut sheet = String::new();
    if let Some((accent, rgb)) = branding.accent.as_deref().and_then(|accent| Some((accent, parse(accent)?))) {
        let on_accent = if contrast(rgb, WHITE) >= contrast(rgb, BLACK) { "#ffffff" } else { "#10131a" };
        sheet.push_str(&format!(
            ":root{{--accent:{accent};--on-accent:{on_accent};--accent-hover:color-mix(in srgb,{accent} 85%,#000)}}\n"
        ));
    }
    if let Some(path) = &branding.css {
        match std::fs::read_to_string(path) {
            Ok(own) => sheet.push_str(&own),
            Err(error) => tracing::warn!(path = %path.display(), %error, "branding.css cannot be read"),
        }
    }
    sheet
}

type Rgb = [u8; 3];
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [16, 19, 26];

/// Reads `#rrggbb`.
pub fn parse(colour: &str) -> Option<Rgb> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// Contrast ratio of WCAG 2.2 (1 to 21).
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(rgb: Rgb) -> f64 {
    let [red, green, blue] = rgb.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_contrasts_most() {
        assert!((contrast([0, 0, 0], WHITE) - 21.0).abs() < 0.01);
        assert!(contrast(WHITE, WHITE) < 1.01);
    }

    #[test]
    fn the_text_on_a_light_accent_is_dark() {
        let branding = |accent: &str| BrandingSettings {
            name: "x".into(),
            logo: None,
            accent: Some(accent.into()),
            css: None,
            templates: None,
            help: None,
        };
        assert!(css(&branding("#ffe000")).contains("--on-accent:#10131a"));
        assert!(css(&branding("#2f55d4")).contains("--on-accent:#ffffff"));
        assert_eq!(css(&branding("red")), "");
    }
}
