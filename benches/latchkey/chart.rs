//! The picture of a run: for each row, how much of its floor the server reaches.

use std::fmt::Write as _;

use serde_json::Value;

use crate::rows::ROWS;

/// Of the picture, in pixels: its width, where bars begin, how long a whole one is, and the height of a row.
const WIDTH: f64 = 900.0;
const BARS: f64 = 290.0;
const BAR: f64 = 260.0;
const LINE: f64 = 27.0;
/// Above the first row.
const HEAD: f64 = 84.0;

/// Colours for light and for dark pages; the picture has a ground of its own, whatever it lies on.
const STYLE: &str = "
  .ground { fill: #ffffff; stroke: #d8dee4 } .track { fill: #e7ecf1 } .bar { fill: #1f6feb }
  text { fill: #1f2328; font: 13px system-ui, sans-serif } .title { font-size: 16px; font-weight: 600 } .soft { fill: #59636e }
  .right { text-anchor: end }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; stroke: #30363d } .track { fill: #262c36 } .bar { fill: #58a6ff }
    text { fill: #e6edf3 } .soft { fill: #9198a1 }
  }
";

/// Draws the rows of the figures.
pub fn draw(rows: &Value) -> String {
    let shown = ROWS.iter().filter_map(|row| Some((row.name, rows.get(row.name)?)));
    let shown: Vec<(&str, &Value)> = shown.collect();
    let height = HEAD + LINE * shown.len() as f64 + 14.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"title\">\n\
         <title id=\"title\">What Latchkey does in a second of processor time, and how much of its floor that is</title>\n\
         <style>{STYLE}</style>\n\
         <rect class=\"ground\" x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"8\"/>\n",
        WIDTH - 1.0,
        height - 1.0
    );
    text(&mut svg, "title", 20.0, 30.0, "What an operation costs");
    let explained = "A whole bar is the floor measured beside it: on this machine, no server does more. Filled is what Latchkey reaches.";
    text(&mut svg, "soft", 20.0, 52.0, explained);
    text(&mut svg, "soft right", BARS + BAR + 85.0, 74.0, "per CPU-second");
    text(&mut svg, "soft right", BARS + BAR + 155.0, 74.0, "µs each");
    text(&mut svg, "soft", BARS + BAR + 170.0, 74.0, "of floor");
    for (at, (name, figures)) in shown.iter().enumerate() {
        line(&mut svg, HEAD + LINE * at as f64, name, figures);
    }
    svg + "</svg>\n"
}

fn line(svg: &mut String, top: f64, name: &str, figures: &Value) {
    let speed = figures["per_cpu_second"].as_f64().unwrap();
    let base = top + 17.0;
    text(svg, "", 20.0, base, name);
    if let Some(ratio) = figures["ratio"].as_f64() {
        let _ = writeln!(
            svg,
            "<rect class=\"track\" x=\"{BARS}\" y=\"{}\" width=\"{BAR}\" height=\"13\" rx=\"3\"/>\
             <rect class=\"bar\" x=\"{BARS}\" y=\"{0}\" width=\"{:.1}\" height=\"13\" rx=\"3\"/>",
            top + 6.0,
            BAR * ratio.min(1.0)
        );
        text(svg, "soft", BARS + BAR + 170.0, base, &format!("{ratio:.3} {}", floor_of(figures)));
    }
    text(svg, "right", BARS + BAR + 85.0, base, &grouped(speed));
    text(svg, "right", BARS + BAR + 155.0, base, &grouped(1e6 / speed));
}

/// The name of a row's floor where there is little room.
pub fn floor_of(figures: &Value) -> &str {
    let floor = figures["floor"].as_str().unwrap().split(',').next().unwrap();
    let floor = floor.strip_prefix("raw ").unwrap_or(floor);
    floor.strip_suffix(" of production").unwrap_or(floor)
}

fn text(svg: &mut String, class: &str, x: f64, y: f64, text: &str) {
    let _ = writeln!(svg, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>");
}

/// A number with three significant digits, and commas between thousands.
pub fn grouped(number: f64) -> String {
    if number < 100.0 {
        return format!("{number:.1}");
    }
    let unit = 10_f64.powf(number.log10().floor() - 2.0);
    let digits = format!("{:.0}", (number / unit).round() * unit);
    let groups: Vec<&str> =
        (0..digits.len()).rev().step_by(3).map(|end| &digits[end.saturating_sub(2)..=end]).collect();
    groups.into_iter().rev().collect::<Vec<_>>().join(",")
}
