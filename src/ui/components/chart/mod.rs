//! The frame of a chart: insight title, canvas, tooltip, lines to move, data table, pictures, and another drawing for paper.

mod lines;
mod picture;

use crate::charts::canvas::{CanvasMeasure, draw, palette_of};
use crate::charts::svg::svg;
use crate::charts::watch::{MediaWatch, PaperWatch, RootWatch, WidthWatch, pixel_ratio};
use crate::charts::{Crosshair, Hit, Scene, Size, Step, TextMeasure};
use crate::state::App;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use lines::Lines;
use picture::{Pictures, Words};

/// How wide a chart is drawn on paper and in pictures, in CSS pixels, whatever the screen's width: about that of the
/// text on A4 and Letter between their margins.
const PAPER: f64 = 672.0;

/// The frame's own texts, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChartLabels {
    /// Button that opens and closes the data table.
    pub table: String,
    /// Button that saves the picture as pixels.
    pub png: String,
    /// Button that saves the picture as shapes.
    pub svg: String,
    /// Button that copies the picture.
    pub copy: String,
    /// Said once it is copied.
    pub copied: String,
    /// Said where the browser does not let it be copied.
    pub not_copied: String,
    /// Box that has pictures keep the screen's dark colours.
    pub dark: String,
    /// How to move through the chart with the keyboard; read out with the chart.
    pub keys: String,
}

/// The frame's texts in the language in use.
pub fn chart_labels(app: App) -> Signal<ChartLabels> {
    Signal::derive(move || {
        let texts = &app.texts().common;
        ChartLabels {
            table: texts.chart_table.to_owned(),
            png: texts.chart_png.to_owned(),
            svg: texts.chart_svg.to_owned(),
            copy: texts.chart_copy.to_owned(),
            copied: texts.chart_copied.to_owned(),
            not_copied: texts.chart_not_copied.to_owned(),
            dark: texts.chart_dark.to_owned(),
            keys: texts.chart_keys.to_owned(),
        }
    })
}

/// What the reader points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pointed {
    index: usize,
    /// By keyboard: then it is also read out.
    by_key: bool,
}

/// A chart with everything around it.
///
/// `title` is the insight ("12 % of customers bring 61 % of revenue"), `note` the line below it (n,
/// period, unit). `scene` makes the scene for a size and runs again when signals read in it change, so
/// it should read the figures and the language. It may choose another height than `height` CSS pixels. On paper and in
/// pictures the chart is drawn anew at their own width, in light colours.
#[component]
pub fn ChartFrame(
    /// The insight in one sentence.
    #[prop(into)]
    title: Signal<String>,
    /// n, period, unit.
    #[prop(into)]
    note: Signal<String>,
    /// What stands below the chart in pictures: filter, source.
    #[prop(optional, into)]
    foot: Signal<Vec<String>>,
    /// Texts of the buttons.
    #[prop(into)]
    labels: Signal<ChartLabels>,
    /// The height offered to the chart, in CSS pixels.
    #[prop(default = 320.0)]
    height: f64,
    /// Makes the scene.
    scene: impl Fn(Size, &dyn TextMeasure) -> Scene + 'static,
) -> impl IntoView {
    let ruler = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let paper = NodeRef::<html::Div>::new();
    let surroundings = Surroundings::watch(ruler);
    let maker = StoredValue::new_local((scene, CanvasMeasure::new()));
    let scene = Memo::new(move |_| {
        let width = surroundings.width.get();
        (width > 0.0).then(|| maker.with_value(|(scene, measure)| scene(Size::new(width, height), measure)))
    });
    let pointed = RwSignal::new(None::<Pointed>);
    let current = Memo::new(move |_| {
        let index = pointed.get()?.index;
        scene.with(|scene| scene.as_ref()?.hits.get(index).cloned())
    });
    let spoken = move || match pointed.get() {
        Some(Pointed { by_key: true, .. }) => current.with(|hit| hit.as_ref().map(Hit::spoken)),
        _ => None,
    };
    let summary = move || {
        let summary = scene.with(|scene| scene.as_ref().map(|scene| scene.summary.clone()).unwrap_or_default());
        labels.with(|labels| format!("{summary} {}", labels.keys).trim().to_owned())
    };
    Effect::new(move || {
        let (Some(canvas), ratio) = (canvas.get(), surroundings.ratio.get()) else { return };
        surroundings.theme.track();
        scene.with(|scene| {
            let outcome = scene.as_ref().map(|scene| draw(scene, &canvas, ratio, &palette_of(&canvas)));
            if let Some(Err(error)) = outcome {
                leptos::logging::warn!("{error}");
            }
        });
    });
    let on_paper = move || untrack(|| maker.with_value(|(scene, measure)| scene(Size::new(PAPER, height), measure)));
    // Written at once: a browser that begins to print waits for nothing.
    let draw_on_paper = move |begins: bool| {
        if let Some(paper) = paper.get_untracked() {
            let drawn = if begins { svg(&on_paper(), &palette_of(&paper)) } else { String::new() };
            paper.set_inner_html(&drawn);
        }
    };
    StoredValue::new_local(PaperWatch::new(draw_on_paper));
    let pictures = Pictures {
        scene: StoredValue::new_local(Box::new(on_paper)),
        shown: canvas,
        light: paper,
        words: Signal::derive(move || Words { title: title.get(), note: note.get(), foot: foot.get() }),
        labels,
    };
    let open = RwSignal::new(false);
    view! {
        <figure class="chart">
            <figcaption class="chart__head">
                <p class="chart__title">{title}</p>
                <p class="chart__note">{note}</p>
            </figcaption>
            <div class="chart__ruler" node_ref=ruler></div>
            <div class="chart__plot">
                <canvas
                    class="chart__canvas"
                    node_ref=canvas
                    role="img"
                    tabindex="0"
                    aria-label=summary
                    on:pointermove=move |event| point(scene, pointed, &event)
                    on:pointerdown=move |event| point(scene, pointed, &event)
                    on:pointerleave=move |_| pointed.set(None)
                    on:blur=move |_| pointed.set(None)
                    on:keydown=move |event| press(scene, pointed, &event)
                ></canvas>
                <Overlay scene current />
                <Lines scene />
            </div>
            <div class="chart__paper" data-theme="light" aria-hidden="true" node_ref=paper></div>
            <p class="chart__live" aria-live="polite">{spoken}</p>
            <div class="chart__actions">
                <button
                    type="button"
                    class="chart__button"
                    aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {move || labels.with(|labels| labels.table.clone())}
                </button>
                {pictures.buttons()}
            </div>
            <Show when=move || open.get()>
                <Figures scene title />
            </Show>
        </figure>
    }
}

/// What the page gives the chart: width, device pixel ratio, and a note whenever the theme may have
/// changed. All three are written by the browser's observers only.
#[derive(Clone, Copy)]
struct Surroundings {
    width: RwSignal<f64>,
    ratio: RwSignal<f64>,
    theme: Trigger,
}

impl Surroundings {
    /// Watches until the component is gone. The ruler has no height, so that a chart's own height
    /// never sets off another measuring.
    fn watch(ruler: NodeRef<html::Div>) -> Self {
        let surroundings =
            Self { width: RwSignal::new(0.0), ratio: RwSignal::new(pixel_ratio()), theme: Trigger::new() };
        let Self { width, ratio, theme } = surroundings;
        // A value stored in an effect is dropped when the effect runs again or its owner goes, and a
        // watch ends when it is dropped.
        Effect::new(move || {
            if let Some(ruler) = ruler.get() {
                StoredValue::new_local(WidthWatch::new(&ruler, move |now| {
                    if width.try_get_untracked().is_some_and(|before| (before - now).abs() > 0.5) {
                        width.try_set(now);
                    }
                }));
            }
        });
        Effect::new(move || {
            // A query about the ratio in force ceases to match when the ratio changes.
            let query = format!("(resolution: {}dppx)", ratio.get());
            StoredValue::new_local(MediaWatch::new(&query, move || {
                ratio.try_set(pixel_ratio());
            }));
        });
        StoredValue::new_local(MediaWatch::new("(prefers-color-scheme: dark)", move || theme.notify()));
        StoredValue::new_local(RootWatch::new(move || theme.notify()));
        surroundings
    }
}

fn point(scene: Memo<Option<Scene>>, pointed: RwSignal<Option<Pointed>>, event: &PointerEvent) {
    let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let hit = scene.with_untracked(|scene| scene.as_ref()?.hit_test(x, y));
    let now = hit.map(|index| Pointed { index, by_key: false });
    if pointed.get_untracked() != now {
        pointed.set(now);
    }
}

fn press(scene: Memo<Option<Scene>>, pointed: RwSignal<Option<Pointed>>, event: &KeyboardEvent) {
    let key = event.key();
    if key == "Escape" {
        pointed.set(None);
        return;
    }
    let Some(step) = Step::of_key(&key) else { return };
    let before = pointed.get_untracked().map(|pointed| pointed.index);
    if let Some(index) = scene.with_untracked(|scene| scene.as_ref()?.step(before, step)) {
        // The arrows would scroll the page.
        event.prevent_default();
        pointed.set(Some(Pointed { index, by_key: true }));
    }
}

/// Guide lines and tooltip over the canvas.
#[component]
fn Overlay(scene: Memo<Option<Scene>>, current: Memo<Option<Hit>>) -> impl IntoView {
    let anchor = move || current.with(|hit| hit.as_ref().map(|hit| hit.anchor).unwrap_or_default());
    let px = |length: f64| format!("{length:.1}px");
    let crosshair = move || current.with(|hit| hit.as_ref().map_or(Crosshair::None, |hit| hit.crosshair));
    // The tooltip opens towards the middle of the chart.
    let size = move || scene.with(|scene| scene.as_ref().map_or((0.0, 0.0), |scene| (scene.width, scene.height)));
    let to_left = move || anchor().x > size().0 / 2.0;
    let upwards = move || anchor().y > size().1 / 2.0;
    view! {
        <div
            class="chart__guide chart__guide--upright"
            hidden=move || crosshair() == Crosshair::None
            style:left=move || px(anchor().x)
        ></div>
        <div
            class="chart__guide chart__guide--level"
            hidden=move || crosshair() != Crosshair::Both
            style:top=move || px(anchor().y)
        ></div>
        <div
            class="chart__spot"
            hidden=move || current.with(Option::is_none)
            style:left=move || px(anchor().x)
            style:top=move || px(anchor().y)
        ></div>
        <div
            class="chart__tip"
            class:chart__tip--left=to_left
            class:chart__tip--up=upwards
            aria-hidden="true"
            hidden=move || current.with(Option::is_none)
            style:left=move || px(anchor().x)
            style:top=move || px(anchor().y)
        >
            <strong>{move || current.with(|hit| hit.as_ref().map(|hit| hit.title.clone()))}</strong>
            {move || {
                let lines = current.with(|hit| hit.as_ref().map(|hit| hit.lines.clone()).unwrap_or_default());
                lines.into_iter().map(|line| view! { <span>{line}</span> }).collect_view()
            }}
        </div>
    }
}

/// The data table behind the chart.
#[component]
fn Figures(scene: Memo<Option<Scene>>, title: Signal<String>) -> impl IntoView {
    let table = move || scene.with(|scene| scene.as_ref().map(|scene| scene.table.clone()).unwrap_or_default());
    view! {
        <div class="chart__table" role="region" tabindex="0" aria-label=title>
            {move || {
                let table = table();
                let head = table.columns.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
                let row = |cells: Vec<String>| {
                    let mut cells = cells.into_iter();
                    let first = cells.next().map(|name| view! { <th scope="row">{name}</th> });
                    let rest = cells.map(|cell| view! { <td>{cell}</td> }).collect_view();
                    view! { <tr>{first}{rest}</tr> }
                };
                let body = table.rows.into_iter().map(row).collect_view();
                view! {
                    <table>
                        <caption>{title}</caption>
                        <thead>
                            <tr>{head}</tr>
                        </thead>
                        <tbody>{body}</tbody>
                    </table>
                }
            }}
        </div>
    }
}
