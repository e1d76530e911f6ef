//! A QR code as SVG, which needs no script and no style of its own.

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
}
