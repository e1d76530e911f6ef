//! A QR code as SVG, which needs no script and no style of its own, and as text for a terminal.

use qrcode::{Color, EcLevel, QrCode};

/// Modules of margin on each side (ISO/IEC 18004 §9.1 asks for four).
const MARGIN: usize = 4;

/// `text` as an `<svg>`: dark on light in either colour scheme, since that is what cameras read. `None` where it is too
/// long.
pub fn svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, other| one == other) {
            if run.first() == Some(&Color::Dark) {
                let (x, y, length) = (x + MARGIN, y + MARGIN, run.len());
                path.push_str(&format!("M{x} {y}h{length}v1h-{length}z"));
            }
            x += run.len();
        }
    }
    let size = width + 2 * MARGIN;
    Some(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {size} {size}\" role=\"img\" aria-label=\"QR code\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

/// `text` in lines for a terminal, two rows of modules in each: black on white whatever colours the terminal has. `None`
/// where it is too long.
pub fn lines(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let margin = vec![Color::Light; width];
    let mut rows: Vec<&[Color]> = colors.chunks(width).collect();
    // Two rows above and below, and four modules beside: a terminal's own ground is seldom white.
    for _ in 0..2 {
        rows.insert(0, &margin);
        rows.push(&margin);
    }
    let mut drawn = String::new();
    for pair in rows.chunks(2) {
        let below = pair.get(1).copied().unwrap_or(&margin);
        let modules = pair.first().copied().unwrap_or(&margin).iter().zip(below);
        let halves: String = modules
            .map(|both| match both {
                (Color::Dark, Color::Dark) => '█',
                (Color::Dark, Color::Light) => '▀',
                (Color::Light, Color::Dark) => '▄',
                (Color::Light, Color::Light) => ' ',
            })
            .collect();
        drawn.push_str(&format!("\u{1b}[30;107m    {halves}    \u{1b}[0m\n"));
    }
    Some(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_square_with_the_three_finder_patterns() {
        let svg = svg("otpauth://totp/Home:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Home").unwrap();
        assert!(svg.starts_with("<svg class=\"qr\" viewBox=\"0 0 "));
        // The top row of the finder patterns on the left and on the right.
        assert!(svg.contains("M4 4h7v1h-7z"), "{svg}");
        assert_eq!(super::svg(&"x".repeat(5000)), None);
    }

    #[test]
    fn in_a_terminal_every_line_has_its_own_ground_and_the_finder_patterns_are_there() {
        let drawn = lines("https://auth.example.com/invite?t=abc").unwrap();
        let all: Vec<&str> = drawn.lines().collect();
        assert!(all.iter().all(|line| line.starts_with("\u{1b}[30;107m    ") && line.ends_with("    \u{1b}[0m")));
        let widths: Vec<usize> = all.iter().map(|line| line.chars().count()).collect();
        assert!(widths.windows(2).all(|two| two[0] == two[1]), "{widths:?}");
        // Two rows of margin, and then the two uppermost rows of the finder patterns on the left and on the right.
        assert_eq!(all[0].trim_start_matches("\u{1b}[30;107m").trim_end_matches("\u{1b}[0m").trim(), "");
        assert!(all[1].contains("    █▀▀▀▀▀█ ") && all[1].contains(" █▀▀▀▀▀█    "), "{drawn}");
        assert_eq!(lines(&"x".repeat(5000)), None);
    }
}
