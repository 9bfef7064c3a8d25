//! Scenes on an HTML canvas: sharp at any device pixel ratio, text as the browser sets it.
//!
//! Shapes go through plotters-canvas. Around it [`HiDpiBackend`] keeps what that crate leaves out:
//! it takes the canvas's device pixels for its size, has whole pixels only, does not quote font
//! families, and measures text by adding elements to the page, which a strict style policy forbids.

use std::convert::Infallible;
use std::error::Error;

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily, FontStyle,
};
use plotters_canvas::CanvasBackend;
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

use super::ink::{Ink, Palette, Rgba};
use super::scene::{Anchor, Mark, Point, Scene, Size};
use super::text::{FONT_STACK, Font, TextMeasure, Weight, WidthTable};

/// Why nothing was drawn.
#[derive(Debug, Error)]
pub enum DrawError {
    /// The canvas gives no 2d context (another kind is in use, or memory is short).
    #[error("the canvas has no 2d context")]
    NoContext,
    /// The browser refused a call of the context.
    #[error("the canvas refused: {0}")]
    Refused(String),
}

type Outcome = Result<(), DrawingErrorKind<DrawError>>;

fn refused(error: &JsValue) -> DrawError {
    DrawError::Refused(format!("{error:?}"))
}

fn drawing(error: DrawError) -> DrawingErrorKind<DrawError> {
    DrawingErrorKind::DrawingError(error)
}

/// The crate keeps its error type to itself: its text is all there is to pass on.
fn shape<E: Error + Send + Sync>(outcome: Result<(), DrawingErrorKind<E>>) -> Outcome {
    outcome.map_err(|error| drawing(DrawError::Refused(error.to_string())))
}

fn context_of(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// A canvas that is not on the page.
pub(super) fn detached_canvas() -> Option<HtmlCanvasElement> {
    web_sys::window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()
}

/// The `font` value of a canvas context.
fn css_font(font: Font) -> String {
    let weight = match font.weight {
        Weight::Regular => 400,
        Weight::Strong => 600,
    };
    format!("{weight} {}px {FONT_STACK}", font.size)
}

/// Measures text on a canvas of its own, so that no element is added and no drawing is disturbed.
/// Falls back to [`WidthTable`] where the browser gives no context.
#[derive(Debug, Clone, Default)]
pub struct CanvasMeasure(Option<CanvasRenderingContext2d>);

impl CanvasMeasure {
    /// A measure with a canvas of its own.
    pub fn new() -> Self {
        Self(detached_canvas().as_ref().and_then(context_of))
    }
}

impl TextMeasure for CanvasMeasure {
    fn width(&self, text: &str, font: Font) -> f64 {
        let measured = self.0.as_ref().and_then(|context| {
            context.set_font(&css_font(font));
            context.measure_text(text).ok()
        });
        measured.map_or_else(|| WidthTable.width(text, font), |metrics| metrics.width())
    }
}

/// A drawing backend in CSS pixels (or equal parts of one) on a canvas of device pixels.
pub struct HiDpiBackend {
    shapes: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    ratio: f64,
    parts: u16,
}

impl HiDpiBackend {
    /// Sizes the canvas to `size` CSS pixels at `ratio` device pixels each, which clears it.
    pub fn new(canvas: &HtmlCanvasElement, size: Size, ratio: f64) -> Result<Self, DrawError> {
        let ratio = if ratio.is_finite() && ratio > 0.0 { ratio } else { 1.0 };
        canvas.set_width(whole(size.width * ratio));
        canvas.set_height(whole(size.height * ratio));
        let context = context_of(canvas).ok_or(DrawError::NoContext)?;
        let shapes = CanvasBackend::with_canvas_object(canvas.clone()).ok_or(DrawError::NoContext)?;
        context.set_line_join("round");
        context.set_line_cap("round");
        let backend = Self { shapes, context, size: (whole(size.width), whole(size.height)), ratio, parts: 1 };
        backend.scale_to(1)?;
        Ok(backend)
    }

    /// The same backend with each CSS pixel divided into `parts`: coordinates, sizes and line
    /// widths count parts from then on, so that whole numbers make smooth curves. Text sizes stay in
    /// CSS pixels.
    pub fn divided(mut self, parts: u16) -> Result<Self, DrawError> {
        self.parts = parts.max(1);
        self.scale_to(self.parts)?;
        Ok(self)
    }

    fn scale_to(&self, parts: u16) -> Result<(), DrawError> {
        let scale = self.ratio / f64::from(parts);
        self.context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).map_err(|error| refused(&error))
    }
}

/// A length rounded to whole pixels, not negative.
fn whole(length: f64) -> u32 {
    // Held within the type; a canvas of that size is refused by the browser anyway.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = length.round().clamp(0.0, f64::from(u32::MAX)) as u32;
    whole
}

impl DrawingBackend for HiDpiBackend {
    type ErrorType = DrawError;

    /// The size in CSS pixels, or in parts of them.
    fn get_size(&self) -> (u32, u32) {
        let parts = u32::from(self.parts);
        (self.size.0.saturating_mul(parts), self.size.1.saturating_mul(parts))
    }

    fn ensure_prepared(&mut self) -> Outcome {
        shape(self.shapes.ensure_prepared())
    }

    fn present(&mut self) -> Outcome {
        shape(self.shapes.present())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        shape(self.shapes.draw_pixel(point, color))
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Outcome {
        shape(self.shapes.draw_line(from, to, style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        shape(self.shapes.draw_rect(upper_left, bottom_right, style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        shape(self.shapes.draw_path(path, style))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, vert: I, style: &S) -> Outcome {
        shape(self.shapes.fill_polygon(vert, style))
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome {
        shape(self.shapes.draw_circle(center, radius, style, fill))
    }

    /// Text in the app's font stack, upright; the style's family and rotation are not used.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Outcome {
        let color = style.color();
        let context = &self.context;
        context.set_font(&css_font(font_of(style)));
        context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        context.set_text_baseline(match style.anchor().v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        let (r, g, b) = color.rgb;
        context.set_fill_style_str(&format!("rgba({r},{g},{b},{})", color.alpha));
        // At the scale of CSS pixels, so that the browser hints the size the reader sees.
        let parts = f64::from(self.parts);
        self.scale_to(1).map_err(drawing)?;
        let outcome = context.fill_text(text, f64::from(pos.0) / parts, f64::from(pos.1) / parts);
        self.scale_to(self.parts).map_err(drawing)?;
        outcome.map_err(|error| drawing(refused(&error)))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<DrawError>> {
        let font = font_of(style);
        self.context.set_font(&css_font(font));
        let metrics = self.context.measure_text(text).map_err(|error| drawing(refused(&error)))?;
        let parts = f64::from(self.parts);
        Ok((whole((metrics.width() * parts).ceil()), whole((font.line_height() * parts).ceil())))
    }
}

fn font_of<S: BackendTextStyle>(style: &S) -> Font {
    let weight = match style.style() {
        FontStyle::Bold => Weight::Strong,
        FontStyle::Normal | FontStyle::Oblique | FontStyle::Italic => Weight::Regular,
    };
    Font { size: style.size(), weight }
}

/// Colour and line width of a mark.
struct Pen {
    color: BackendColor,
    width: u32,
}

impl BackendStyle for Pen {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// Colour, font and anchor of a text.
struct Lettering {
    color: BackendColor,
    font: Font,
    anchor: Anchor,
}

impl BackendTextStyle for Lettering {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        self.color
    }

    fn size(&self) -> f64 {
        self.font.size
    }

    fn style(&self) -> FontStyle {
        match self.font.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Strong => FontStyle::Bold,
        }
    }

    fn anchor(&self) -> Pos {
        let h_pos = match self.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        Pos::new(h_pos, VPos::Center)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FONT_STACK)
    }

    // The backend measures and sets text itself; these two serve backends without fonts.
    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        Ok(((0, 0), (0, 0)))
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: F,
    ) -> Result<Result<(), E>, Infallible> {
        Ok(Ok(()))
    }
}

fn backend_color(Rgba { r, g, b, a }: Rgba) -> BackendColor {
    BackendColor { alpha: a, rgb: (r, g, b) }
}

/// How finely a scene is drawn: sixteenths of a CSS pixel are below what any screen shows.
const PARTS: u16 = 16;

/// Draws the scene on the canvas at `ratio` device pixels for each CSS pixel: the canvas gets that
/// many pixels and, through the style object, the scene's size on the page.
pub fn draw(scene: &Scene, canvas: &HtmlCanvasElement, ratio: f64, palette: &Palette) -> Result<(), DrawError> {
    let style = canvas.style();
    for (property, length) in [("width", scene.width), ("height", scene.height)] {
        style.set_property(property, &format!("{length}px")).map_err(|error| refused(&error))?;
    }
    let mut backend = HiDpiBackend::new(canvas, Size::new(scene.width, scene.height), ratio)?.divided(PARTS)?;
    paint(scene, &mut backend, palette).map_err(|error| match error {
        DrawingErrorKind::DrawingError(error) => error,
        DrawingErrorKind::FontError(error) => DrawError::Refused(error.to_string()),
    })
}

fn paint(scene: &Scene, backend: &mut HiDpiBackend, palette: &Palette) -> Outcome {
    backend.ensure_prepared()?;
    for mark in &scene.marks {
        let pen = |ink: Ink, width: f64| Pen {
            color: backend_color(palette.colour(ink)),
            width: whole(width * f64::from(PARTS)),
        };
        match mark {
            Mark::Rect { rect, ink } => {
                let corners = (Point::new(rect.x, rect.y), Point::new(rect.right(), rect.bottom()));
                backend.draw_rect(coord(corners.0), coord(corners.1), &pen(*ink, 1.0), true)?;
            }
            Mark::Path { points, width, ink } => {
                backend.draw_path(points.iter().copied().map(coord), &pen(*ink, *width))?;
            }
            Mark::Area { points, ink } => backend.fill_polygon(points.iter().copied().map(coord), &pen(*ink, 1.0))?,
            Mark::Circle { center, radius, ring, ink } => {
                let radius = whole(radius * f64::from(PARTS));
                backend.draw_circle(coord(*center), radius, &pen(*ink, ring.unwrap_or(1.0)), ring.is_none())?;
            }
            Mark::Text(text) => {
                let color = backend_color(palette.colour(text.ink));
                let lettering = Lettering { color, font: text.font, anchor: text.anchor };
                backend.draw_text(&text.text, &lettering, coord(text.at))?;
            }
        }
    }
    backend.present()
}

/// A place in parts of a CSS pixel.
fn coord(point: Point) -> BackendCoord {
    let part = |length: f64| {
        // Casting holds what is outside the type at its ends, and NaN at 0.
        #[allow(clippy::cast_possible_truncation)]
        let part = (length * f64::from(PARTS)).round() as i32;
        part
    };
    (part(point.x), part(point.y))
}

/// The palette in force on an element, a canvas or any other: its `--chart-…` custom properties as the
/// browser computes them. The light theme where the element is not on the page.
pub fn palette_of(element: &HtmlElement) -> Palette {
    let Some(computed) = web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten()) else {
        return Palette::default();
    };
    Palette::read(|token| {
        let value = computed.get_property_value(token).ok().filter(|value| !value.trim().is_empty())?;
        if Rgba::parse(&value).is_some() {
            return Some(value);
        }
        // Names, light-dark() and the like: let the browser compute a colour from them.
        element.style().set_property("color", &format!("var({token})")).ok()?;
        let color = computed.get_property_value("color").ok();
        element.style().remove_property("color").ok();
        color
    })
}
