//! QR codes on a canvas.

use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::domain::hand_over::qr::Code;
use crate::platform::canvas::context_of;

/// Draws codes in rows, black on white whatever the theme, each with its quiet zone.
pub fn draw(canvas: &HtmlCanvasElement, codes: &[Code], columns: usize, module: usize) {
    let side = codes.iter().map(|code| code.size).max().unwrap_or(0) + 2 * Code::QUIET;
    let rows = codes.len().div_ceil(columns.max(1));
    let pixels = |modules: usize| u32::try_from(modules * module).unwrap_or(0);
    canvas.set_width(pixels(columns * side));
    canvas.set_height(pixels(rows * side));
    let Some(context) = context_of(canvas) else { return };
    fill(&context, "#fff", (0, 0, columns * side, rows * side), module);
    for (index, code) in codes.iter().enumerate() {
        let left = index % columns.max(1) * side + Code::QUIET;
        let top = index / columns.max(1) * side + Code::QUIET;
        for (x, y, length) in code.runs() {
            fill(&context, "#000", (left + x, top + y, length, 1), module);
        }
    }
}

/// Fills a rectangle given in modules: left, top, width, height.
fn fill(
    context: &CanvasRenderingContext2d,
    colour: &str,
    (x, y, width, height): (usize, usize, usize, usize),
    module: usize,
) {
    let pixels = |modules: usize| (modules * module) as f64;
    context.set_fill_style_str(colour);
    context.fill_rect(pixels(x), pixels(y), pixels(width), pixels(height));
}
