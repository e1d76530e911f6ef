//! Colours that can be read: from one accent, a palette for light pages and one for dark pages, each with the contrast
//! that WCAG 2.2 asks for (1.4.3: 4.5:1 for text, 1.4.11: 3:1 for everything else that carries meaning).

use std::fmt;

/// Contrast of text against its background.
pub const TEXT: f64 = 4.5;
/// Contrast of pictures and borders against their background.
const PICTURE: f64 = 3.0;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb([u8; 3]);

/// Why an accent is changed before it is used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shortfall {
    /// The least contrast that it has with what it stands on (1 to 21); text needs [`TEXT`].
    pub contrast: f64,
    /// The nearest colour that can be read.
    pub nearest: Rgb,
}

const WHITE: Rgb = Rgb([255, 255, 255]);
const BLACK: Rgb = Rgb([0, 0, 0]);

/// The backgrounds of page.css (`--bg`, `--surface`) and the text on them (`--text`, `--muted`).
struct Page {
    backgrounds: [Rgb; 2],
    surface: Rgb,
    text_on_accent: [Rgb; 2],
    /// How much of the accent is in `--info-bg`.
    tint: f64,
    /// Towards which the accent is changed until it can be read.
    readable: Rgb,
}

const LIGHT: Page = Page {
    backgrounds: [Rgb([0xf6, 0xf7, 0xf9]), WHITE],
    surface: WHITE,
    text_on_accent: [WHITE, Rgb([0x10, 0x13, 0x1a])],
    tint: 0.1,
    readable: BLACK,
};

const DARK: Page = Page {
    backgrounds: [Rgb([0x10, 0x13, 0x19]), Rgb([0x19, 0x1d, 0x25])],
    surface: Rgb([0x19, 0x1d, 0x25]),
    text_on_accent: [Rgb([0x10, 0x13, 0x1a]), WHITE],
    tint: 0.16,
    readable: WHITE,
};

impl Page {
    fn tint_of(&self, accent: Rgb) -> Rgb {
        self.surface.mixed(accent, self.tint)
    }

    /// The least contrast of the accent with what it stands on.
    fn least_contrast(&self, accent: Rgb) -> f64 {
        let backgrounds = self.backgrounds.into_iter().chain([self.tint_of(accent)]);
        backgrounds.map(|background| contrast(accent, background)).fold(f64::INFINITY, f64::min)
    }

    fn shortfall(&self, accent: Rgb) -> Option<Shortfall> {
        let contrast = self.least_contrast(accent);
        (contrast < TEXT).then(|| Shortfall { contrast, nearest: Palette::on(self, accent).accent })
    }
}

/// What an accent lacks on light pages, if anything.
pub fn shortfall_on_light(accent: Rgb) -> Option<Shortfall> {
    LIGHT.shortfall(accent)
}

/// What an accent lacks on dark pages, if anything.
pub fn shortfall_on_dark(accent: Rgb) -> Option<Shortfall> {
    DARK.shortfall(accent)
}

/// The colours that follow from an accent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// `--accent`: links, icons, the outline of what has the focus, and the fill of main buttons.
    pub accent: Rgb,
    /// `--on-accent`: text on that fill.
    pub on_accent: Rgb,
    /// `--accent-hover`: links and main buttons under the pointer.
    pub accent_hover: Rgb,
    /// `--info-bg`: the fill of pills, avatars and notes, and the gradient behind the page.
    pub tint: Rgb,
}

impl Palette {
    /// For light pages: the accent, darkened where it could not be read.
    pub fn light(accent: Rgb) -> Self {
        Self::on(&LIGHT, accent)
    }

    /// For dark pages: the accent, lightened where it could not be read.
    pub fn dark(accent: Rgb) -> Self {
        Self::on(&DARK, accent)
    }

    fn on(page: &Page, accent: Rgb) -> Self {
        let accent = accent.towards(page.readable, |candidate| page.least_contrast(candidate) >= TEXT);
        let [first, second] = page.text_on_accent;
        let on_accent = if contrast(first, accent) >= contrast(second, accent) { first } else { second };
        Self { accent, on_accent, accent_hover: accent.mixed(page.readable, 0.2), tint: page.tint_of(accent) }
    }
}

/// Plate and teeth of Latchkey's mark. The same picture stands on light and on dark, and has a white key on it.
pub fn mark(accent: Rgb) -> (Rgb, Rgb) {
    let [light, dark] = [LIGHT.backgrounds, DARK.backgrounds].map(|[background, _]| background);
    let plate =
        accent.towards(BLACK, |candidate| contrast(candidate, light).min(contrast(candidate, WHITE)) >= PICTURE);
    let plate = plate.towards(WHITE, |candidate| contrast(candidate, dark) >= PICTURE);
    (plate, plate.mixed(WHITE, 0.7))
}

impl Rgb {
    /// Of red, green and blue.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    /// Reads `#rrggbb`.
    pub fn parse(colour: &str) -> Option<Self> {
        let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// This colour with `share` (0 to 1) of another.
    fn mixed(self, other: Self, share: f64) -> Self {
        let [red, green, blue] = self.0;
        let [other_red, other_green, other_blue] = other.0;
        let channel = |one: u8, other: u8| {
            let mixed = f64::from(one) + (f64::from(other) - f64::from(one)) * share;
            // Between two octets, and `as` saturates besides.
            mixed.round() as u8
        };
        Self([channel(red, other_red), channel(green, other_green), channel(blue, other_blue)])
    }

    /// The first colour on the way to `end` that will do; `end` itself where none before does.
    fn towards(self, end: Self, will_do: impl Fn(Self) -> bool) -> Self {
        (0..=100)
            .map(|step| self.mixed(end, f64::from(step) / 100.0))
            .find(|candidate| will_do(*candidate))
            .unwrap_or(end)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Contrast ratio of WCAG 2.2 (1 to 21).
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `--text` and `--muted` of page.css.
    const LIGHT_TEXT: [&str; 2] = ["#1b1f27", "#565f6e"];
    const DARK_TEXT: [&str; 2] = ["#e9ecf1", "#a4adbb"];

    fn rgb(colour: &str) -> Rgb {
        Rgb::parse(colour).unwrap()
    }

    /// 729 colours all over the cube, and some that people choose.
    fn accents() -> impl Iterator<Item = Rgb> {
        let steps = || (0..=8).map(|step: u16| u8::try_from((step * 32).min(255)).unwrap());
        let cube = steps()
            .flat_map(move |red| steps().flat_map(move |green| steps().map(move |blue| Rgb([red, green, blue]))));
        cube.chain(["#2f55d4", "#1a7f37", "#2e7d32", "#ffe000", "#d4af37", "#777777", "#808080", "#e91e63"].map(rgb))
    }

    #[test]
    fn black_on_white_contrasts_most() {
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 0.01);
        assert!(contrast(WHITE, WHITE) < 1.01);
    }

    #[test]
    fn the_backgrounds_and_texts_here_are_those_of_the_style_sheet() {
        let sheet = include_str!("../static/page.css");
        for (name, light, dark) in [
            ("--bg", LIGHT.backgrounds[0].to_string(), DARK.backgrounds[0].to_string()),
            ("--surface", "#fff".to_owned(), DARK.surface.to_string()),
            ("--text", LIGHT_TEXT[0].to_owned(), DARK_TEXT[0].to_owned()),
            ("--muted", LIGHT_TEXT[1].to_owned(), DARK_TEXT[1].to_owned()),
        ] {
            assert!(sheet.contains(&format!("{name}:light-dark({light},{dark})")), "{name}");
        }
    }

    #[test]
    fn whatever_the_accent_text_and_pictures_can_be_read_in_light_and_dark() {
        for accent in accents() {
            for (page, palette, texts) in
                [(&LIGHT, Palette::light(accent), LIGHT_TEXT), (&DARK, Palette::dark(accent), DARK_TEXT)]
            {
                for background in page.backgrounds.into_iter().chain([palette.tint]) {
                    for colour in [palette.accent, palette.accent_hover] {
                        let got = contrast(colour, background);
                        assert!(got >= TEXT, "{accent}: {colour} on {background} has {got:.2}");
                    }
                }
                for fill in [palette.accent, palette.accent_hover] {
                    let got = contrast(palette.on_accent, fill);
                    assert!(got >= TEXT, "{accent}: {} on {fill} has {got:.2}", palette.on_accent);
                }
                for text in texts.map(rgb) {
                    let got = contrast(text, palette.tint);
                    assert!(got >= TEXT, "{accent}: {text} on the tint {} has {got:.2}", palette.tint);
                }
            }
        }
    }

    #[test]
    fn the_mark_stands_out_from_light_and_dark_and_the_key_from_the_mark() {
        for accent in accents() {
            let (plate, _) = mark(accent);
            for beside in LIGHT.backgrounds.into_iter().chain(DARK.backgrounds.into_iter().take(1)).chain([WHITE]) {
                let got = contrast(plate, beside);
                assert!(got >= PICTURE, "{accent}: the mark {plate} beside {beside} has {got:.2}");
            }
        }
    }

    #[test]
    fn an_accent_that_cannot_be_read_has_a_contrast_and_a_nearest_one_that_can() {
        for accent in accents() {
            for (page, palette) in [(&LIGHT, Palette::light(accent)), (&DARK, Palette::dark(accent))] {
                match page.shortfall(accent) {
                    None => assert_eq!(palette.accent, accent),
                    Some(Shortfall { contrast, nearest }) => {
                        assert!(contrast < TEXT && nearest != accent, "{accent}");
                        assert_eq!((nearest, page.shortfall(nearest)), (palette.accent, None), "{accent}");
                    }
                }
            }
        }
        let yellow = shortfall_on_light(rgb("#ffe000")).unwrap();
        assert!((1.2..1.3).contains(&yellow.contrast), "{}", yellow.contrast);
        assert_eq!(shortfall_on_dark(rgb("#ffe000")), None);
    }

    #[test]
    fn an_accent_that_can_be_read_stays_as_it_is() {
        assert_eq!(Palette::light(rgb("#2f55d4")).accent, rgb("#2f55d4"));
        assert_eq!(Palette::dark(rgb("#8fa8ff")).accent, rgb("#8fa8ff"));
        assert_eq!(mark(rgb("#1a7f37")).0, rgb("#1a7f37"));
    }
}
