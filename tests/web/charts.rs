//! Every chart on a real canvas, and the frame around them.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::mount::mount_to;
use leptos::prelude::*;
use loyalscope::charts::canvas::{CanvasMeasure, draw, palette_of};
use loyalscope::charts::poster::{Caption, poster};
use loyalscope::charts::{Font, Ink, Palette, Scene, Size, TextMeasure};
use loyalscope::ui::components::chart::{ChartFrame, ChartLabels};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CanvasRenderingContext2d, Document, HtmlCanvasElement, HtmlElement, KeyboardEvent};

mod scenes;

use self::scenes::{all, gauge_scene, rfm_scene, stacked_scene, trend_scene};

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

fn new_canvas() -> HtmlCanvasElement {
    document().create_element("canvas").unwrap().unchecked_into()
}

/// The pixels of a canvas, four bytes each.
fn pixels(canvas: &HtmlCanvasElement) -> Vec<u8> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    context.get_image_data(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height())).unwrap().data().0
}

fn painted(canvas: &HtmlCanvasElement) -> usize {
    pixels(canvas).chunks(4).filter(|pixel| pixel[3] > 0).count()
}

#[wasm_bindgen_test]
fn every_chart_paints_at_every_ratio_in_its_css_size() {
    let measure = CanvasMeasure::new();
    for (name, build) in all() {
        for width in [320.0, 1000.0] {
            let scene = build(Size::new(width, 320.0), &measure);
            let mut before = 0;
            for ratio in [1.0, 1.5, 2.0] {
                let canvas = new_canvas();
                draw(&scene, &canvas, ratio, &Palette::default()).unwrap();
                assert_eq!(f64::from(canvas.width()), (scene.width * ratio).round(), "{name}");
                assert_eq!(f64::from(canvas.height()), (scene.height * ratio).round(), "{name}");
                assert_eq!(HtmlElement::style(&canvas).get_property_value("width").unwrap(), format!("{width}px"));
                let painted = painted(&canvas);
                assert!(painted > before, "{name} at {width} x {ratio}: {painted} painted, {before} before");
                before = painted;
            }
        }
    }
}

#[wasm_bindgen_test]
fn labels_do_not_overlap_as_the_browser_measures_them() {
    let measure = CanvasMeasure::new();
    for (name, build) in all() {
        for width in [320.0, 640.0, 1200.0] {
            let bounds = build(Size::new(width, 320.0), &measure).text_bounds(&measure);
            for (index, one) in bounds.iter().enumerate() {
                assert!(bounds[index + 1..].iter().all(|other| !one.overlaps(*other)), "{name} at {width}: {one:?}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn drawing_again_leaves_nothing_of_the_chart_before() {
    let measure = CanvasMeasure::new();
    let (canvas, fresh) = (new_canvas(), new_canvas());
    let size = Size::new(400.0, 300.0);
    draw(&rfm_scene(size, &measure), &canvas, 2.0, &Palette::default()).unwrap();
    let scene = gauge_scene(size, &measure);
    draw(&scene, &canvas, 1.0, &Palette::default()).unwrap();
    draw(&scene, &fresh, 1.0, &Palette::default()).unwrap();
    assert!(pixels(&canvas) == pixels(&fresh));
}

#[wasm_bindgen_test]
fn text_is_measured_without_touching_the_page() {
    let before = document().body().unwrap().inner_html();
    let measure = CanvasMeasure::new();
    let (short, long) = (measure.width("客户", Font::SMALL), measure.width("客户客户", Font::SMALL));
    assert!(short > 0.0 && (long - 2.0 * short).abs() < 0.5, "{short} {long}");
    assert!(measure.width("mm", Font::STRONG) >= measure.width("mm", Font::LABEL));
    assert_eq!(document().body().unwrap().inner_html(), before);
}

#[wasm_bindgen_test]
fn colours_come_from_the_custom_properties_whatever_their_notation() {
    let canvas = new_canvas();
    document().body().unwrap().append_child(&canvas).unwrap();
    let style = HtmlElement::style(&canvas);
    style.set_property("--chart-text", "#010203").unwrap();
    style.set_property("--chart-accent", "rebeccapurple").unwrap();
    style.set_property("--chart-band", "color-mix(in srgb, rgb(255 0 0) 50%, transparent)").unwrap();
    let palette = palette_of(&canvas);
    let rgb = |ink| {
        let colour = palette.colour(ink);
        (colour.r, colour.g, colour.b)
    };
    assert_eq!(rgb(Ink::Text), (1, 2, 3));
    assert_eq!(rgb(Ink::Accent), (0x66, 0x33, 0x99));
    assert_eq!(rgb(Ink::Band), (255, 0, 0));
    assert!((palette.colour(Ink::Band).a - 0.5).abs() < 0.01);
    assert_eq!(palette.colour(Ink::Grid), Palette::default().colour(Ink::Grid), "a token that is not set");
    assert_eq!(style.get_property_value("color").unwrap(), "", "the probe is gone");
    canvas.remove();
}

#[wasm_bindgen_test]
fn a_poster_has_an_opaque_ground() {
    let measure = CanvasMeasure::new();
    let scene = trend_scene(Size::new(480.0, 300.0), &measure);
    let canvas = new_canvas();
    let caption = Caption { title: "The score rose", note: "n = 3,360", foot: &["Source: answers.csv".to_owned()] };
    draw(&poster(&scene, caption, &measure), &canvas, 2.0, &Palette::default()).unwrap();
    assert!(pixels(&canvas).chunks(4).all(|pixel| pixel[3] == 255));
}

const STYLE: &str = include_str!("../../style/components/chart.css");

/// A frame mounted in a box of the given width, with its style sheet.
struct Page {
    host: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Page {
    fn mount(width: u32, view: impl FnOnce() -> AnyView + 'static) -> Self {
        let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        HtmlElement::style(&host).set_property("width", &format!("{width}px")).unwrap();
        document().body().unwrap().append_child(&host).unwrap();
        let style = document().create_element("style").unwrap();
        style.set_text_content(Some(STYLE));
        document().head().unwrap().replace_children_with_node_1(&style);
        let mounted = mount_to(host.clone(), view);
        Self { host, _mounted: Box::new(mounted) }
    }

    fn find<T: JsCast>(&self, selector: &str) -> T {
        self.host.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}")).unchecked_into()
    }

    fn text(&self, selector: &str) -> String {
        self.find::<HtmlElement>(selector).text_content().unwrap_or_default()
    }

    fn canvas(&self) -> HtmlCanvasElement {
        self.find("canvas")
    }

    fn press(&self, key: &str) {
        let init = web_sys::KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.canvas().dispatch_event(&event).unwrap();
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.host.remove();
    }
}

fn labels() -> ChartLabels {
    ChartLabels { table: "Data table".into(), keys: "Arrow keys move.".into(), ..ChartLabels::default() }
}

/// Until the browser has laid out, observed, and the page has drawn.
async fn settled() {
    gloo_timers::future::sleep(Duration::from_millis(100)).await;
}

#[wasm_bindgen_test]
async fn the_frame_draws_at_its_width_and_again_when_that_changes() {
    let page = Page::mount(480, || {
        view! { <ChartFrame title="Insight" note="n = 100" labels=Signal::stored(labels()) scene=gauge_scene /> }
            .into_any()
    });
    settled().await;
    let ratio = web_sys::window().unwrap().device_pixel_ratio();
    assert_eq!(f64::from(page.canvas().width()), (480.0 * ratio).round());
    assert!(painted(&page.canvas()) > 0);
    assert_eq!(page.canvas().get_attribute("aria-label").unwrap(), "summary Arrow keys move.");
    HtmlElement::style(&page.host).set_property("width", "333px").unwrap();
    settled().await;
    assert_eq!(f64::from(page.canvas().width()), (333.0 * ratio).round());
}

#[wasm_bindgen_test]
async fn the_style_sheet_sets_every_colour_in_both_themes() {
    let page = Page::mount(400, || {
        view! { <ChartFrame title="" note="" labels=Signal::stored(labels()) scene=gauge_scene /> }.into_any()
    });
    settled().await;
    let root: HtmlElement = document().document_element().unwrap().unchecked_into();
    let palette = |scheme: &str| {
        HtmlElement::style(&root).set_property("color-scheme", scheme).unwrap();
        palette_of(&page.canvas())
    };
    let (light, dark) = (palette("light"), palette("dark"));
    HtmlElement::style(&root).remove_property("color-scheme").unwrap();
    for ink in
        [Ink::Text, Ink::MutedText, Ink::Grid, Ink::Axis, Ink::Surface, Ink::Sequential(0.0), Ink::Sequential(1.0)]
    {
        assert_ne!(light.colour(ink), dark.colour(ink), "{ink:?}");
    }
    for palette in [light, dark] {
        for ink in [Ink::Text, Ink::MutedText] {
            assert!(palette.colour(ink).contrast(palette.colour(Ink::Surface)) >= 4.5, "{ink:?}");
        }
        for ink in [Ink::Accent, Ink::Promoter, Ink::Detractor, Ink::Axis] {
            assert!(palette.colour(ink).contrast(palette.colour(Ink::Surface)) >= 3.0, "{ink:?}");
        }
    }
}

#[wasm_bindgen_test]
async fn keys_move_through_the_chart_and_are_read_out() {
    let page = Page::mount(640, || {
        view! { <ChartFrame title="Insight" note="" labels=Signal::stored(labels()) scene=stacked_scene /> }.into_any()
    });
    settled().await;
    assert_eq!(page.text(".chart__live"), "");
    page.press("ArrowRight");
    settled().await;
    assert_eq!(page.text(".chart__live"), "Airport: Detractors, 40 % (40)");
    page.press("ArrowDown");
    settled().await;
    assert!(page.text(".chart__tip").starts_with("高新区支行"), "{}", page.text(".chart__tip"));
    page.press("Escape");
    settled().await;
    assert_eq!(page.text(".chart__live"), "");
    assert!(page.find::<HtmlElement>(".chart__tip").hidden());
}

#[wasm_bindgen_test]
async fn the_button_opens_the_figures_behind_the_chart() {
    let page = Page::mount(640, || {
        view! { <ChartFrame title="Insight" note="" labels=Signal::stored(labels()) scene=stacked_scene /> }.into_any()
    });
    settled().await;
    assert!(page.host.query_selector("table").unwrap().is_none());
    let button: HtmlElement = page.find("button[aria-expanded]");
    button.click();
    settled().await;
    assert_eq!(button.get_attribute("aria-expanded").unwrap(), "true");
    assert_eq!(page.find::<HtmlElement>("tbody").child_element_count(), 2);
    assert_eq!(page.text("tbody tr:first-child td:last-child"), "30 % (30)");
}

#[wasm_bindgen_test]
async fn the_scene_follows_the_signals_it_reads_and_ends_with_the_frame() {
    let runs = Rc::new(Cell::new(0));
    let score = RwSignal::new(10.0);
    let counted = Rc::clone(&runs);
    let page = Page::mount(400, move || {
        let scene = move |size: Size, measure: &dyn TextMeasure| {
            counted.set(counted.get() + 1);
            let summary = format!("score {}", score.get());
            Scene { summary, ..gauge_scene(size, measure) }
        };
        view! { <ChartFrame title="" note="" labels=Signal::stored(labels()) scene /> }.into_any()
    });
    settled().await;
    score.set(20.0);
    settled().await;
    assert!(page.canvas().get_attribute("aria-label").unwrap().starts_with("score 20"));
    let before = runs.get();
    document().document_element().unwrap().set_attribute("data-theme", "dark").unwrap();
    settled().await;
    assert_eq!(runs.get(), before, "a change of theme draws again, the scene stays");
    document().document_element().unwrap().remove_attribute("data-theme").unwrap();
    drop(page);
    score.set(30.0);
    settled().await;
    assert_eq!(runs.get(), before, "nothing runs after the frame is gone");
    assert_eq!(Rc::strong_count(&runs), 1, "the scene's closure is freed with the frame");
}
