//! Lines of a chart that are moved by pointer or keyboard, over the canvas: moving one draws and computes nothing, and the
//! figures follow when it is let go.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::charts::{Line, Scene};
use crate::domain::format::Format as _;
use crate::indicators::page::Movable;
use crate::state::{App, use_app};
use crate::ui::components::focus::focus;

/// A line that was moved, until the figures have followed.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Moved {
    /// Its place among the lines.
    line: usize,
    /// Its value now.
    to: f64,
    /// How often the lines in force had changed when it was let go; `None` while it is moved.
    put: Option<u32>,
}

/// A line that the pointer holds.
#[derive(Debug, Clone, Copy)]
struct Held {
    pointer: i32,
    /// Where the line was when it was taken, and where the pointer was, in pixels.
    from: f64,
    at: f64,
}

/// What the lines of a chart have in common.
#[derive(Clone, Copy)]
struct Moves {
    app: App,
    scene: Memo<Option<Scene>>,
    moved: RwSignal<Option<Moved>>,
    /// How often the lines in force have changed, and what they are: a line let go stays where it is until they do.
    in_force: Memo<(u32, Vec<Movable>)>,
    /// Why a move was not put in force.
    wrong: RwSignal<Option<String>>,
}

impl Moves {
    fn of(app: App, scene: Memo<Option<Scene>>) -> Self {
        let in_force = Memo::new(move |before: Option<&(u32, Vec<Movable>)>| {
            let now: Vec<Movable> = scene.with(|scene| {
                let lines = scene.iter().flat_map(|scene| &scene.lines);
                lines.map(|line| line.movable.clone()).collect()
            });
            match before {
                Some((times, same)) if *same == now => (*times, now),
                _ => (before.map_or(0, |(times, _)| times + 1), now),
            }
        });
        Self { app, scene, moved: RwSignal::new(None), in_force, wrong: RwSignal::new(None) }
    }

    /// The line that is moved, or was let go a moment ago.
    fn moved(self) -> Option<Moved> {
        self.moved.get().filter(|moved| moved.put.is_none_or(|put| self.in_force.with(|(times, _)| *times == put)))
    }

    /// A line can be taken where no other waits for the figures: it would take that one back.
    fn is_free(self, line: usize) -> bool {
        untrack(|| self.moved()).is_none_or(|moved| moved.line == line)
    }

    fn move_to(self, line: usize, to: f64) {
        self.moved.set(Some(Moved { line, to, put: None }));
    }

    /// Puts a line back where it is in force, unless it was let go.
    fn put_back(self) {
        if self.moved.with_untracked(|moved| moved.is_some_and(|moved| moved.put.is_none())) {
            self.moved.set(None);
        }
    }

    /// Puts the value of a line that was moved in force; the figures follow.
    fn let_go(self) {
        let Some(moved) = self.moved.get_untracked().filter(|moved| moved.put.is_none()) else { return };
        let (times, movable) = self.in_force.with_untracked(|(times, lines)| (*times, lines.get(moved.line).cloned()));
        let set = movable.and_then(|movable| Some((movable.moved_to(moved.to)?, movable)));
        let Some((value, Movable { of, parameter, .. })) = set else {
            self.moved.set(None);
            return;
        };
        self.moved.set(Some(Moved { put: Some(times), ..moved }));
        spawn_local(async move {
            let refused = self.app.set(of, parameter, value).await.err();
            // The page may be gone by now.
            if refused.is_some() {
                self.moved.try_set(None);
            }
            self.wrong.try_set(refused);
        });
    }
}

/// The lines of a chart that can be moved, each with its handle.
#[component]
pub fn Lines(scene: Memo<Option<Scene>>) -> impl IntoView {
    let count = Memo::new(move |_| scene.with(|scene| scene.as_ref().map_or(0, |scene| scene.lines.len())));
    let some = Memo::new(move |_| count.get() > 0);
    view! {
        <Show when=move || some.get()>
            <EachLine scene count/>
        </Show>
    }
}

/// Each line, once there are some: most charts have none, and need nothing of what moves them.
#[component]
fn EachLine(scene: Memo<Option<Scene>>, count: Memo<usize>) -> impl IntoView {
    let moves = Moves::of(use_app(), scene);
    view! {
        <For each=move || 0..count.get() key=|place| *place let:place>
            <LineView moves place/>
        </For>
        {move || moves.wrong.get().map(|why| view! { <strong class="field-error" role="alert">{why}</strong> })}
    }
}

/// One line: a strip along it for a mouse, and a handle for everybody.
#[component]
fn LineView(moves: Moves, place: usize) -> impl IntoView {
    let handle = NodeRef::<html::Div>::new();
    let held = StoredValue::new(None::<Held>);
    let line = Memo::new(move |_| moves.scene.with(|scene| scene.as_ref()?.lines.get(place).cloned()));
    let moved = move || moves.moved().filter(|moved| moved.line == place);
    let value = Memo::new(move |_| match moved() {
        Some(moved) => moved.to,
        None => line.with(|line| line.as_ref().map(|line| line.movable.value()).unwrap_or_default()),
    });
    let upright = Memo::new(move |_| line.with(|line| line.as_ref().is_some_and(|line| line.upright)));
    let text = move || {
        let unit = line.with(|line| line.as_ref().map(|line| line.movable.unit));
        unit.map(|unit| moves.app.formats().unit(unit, value.get()))
    };
    let label = move || line.with(|line| line.as_ref().map(|line| line.movable.label.clone()));
    let limit = move |least: bool| {
        let limits = line.with(|line| line.as_ref().map(Line::limits)).unwrap_or_default();
        if least { limits.0 } else { limits.1 }
    };
    // A cut that was typed in may lie beyond all values.
    let now = move || value.get().clamp(limit(true), limit(false)).to_string();
    let at = move || line.with(|line| line.as_ref().map(|line| line.at(value.get())).unwrap_or_default());
    let drawn = move || line.with(|line| line.as_ref().map(|line| line.drawn).unwrap_or_default());
    let px = |length: f64| format!("{length:.1}px");
    // What is said of it opens towards the middle.
    let beyond_middle = move || {
        let middle = moves.scene.with(|scene| {
            scene.as_ref().map_or(0.0, |scene| if upright.get() { scene.width } else { scene.height } / 2.0)
        });
        at() > middle
    };
    let take = move |event: PointerEvent| {
        if event.button() != 0 || !moves.is_free(place) {
            return;
        }
        // Nothing is selected on the way.
        event.prevent_default();
        if let Some(handle) = handle.get_untracked() {
            focus(&handle);
            // Without it, only what moves over the line itself would be followed.
            let _ = handle.set_pointer_capture(event.pointer_id());
        }
        let from = untrack(at);
        held.set_value(Some(Held { pointer: event.pointer_id(), from, at: along(&event, upright) }));
    };
    let holding = move |event: &PointerEvent| held.get_value().filter(|held| held.pointer == event.pointer_id());
    let pull = move |event: PointerEvent| {
        let Some(held) = holding(&event) else { return };
        let pixel = held.from + along(&event, upright) - held.at;
        let to = line.with_untracked(|line| line.as_ref().map(|line| line.value(pixel)));
        // A hand that only trembles moves nothing.
        if let Some(to) =
            to.filter(|_| (pixel - held.from).abs() >= 1.0 || untrack(moved).is_some_and(|now| now.put.is_none()))
        {
            moves.move_to(place, to);
        }
    };
    let release = move |event: PointerEvent| {
        if holding(&event).is_some() {
            held.set_value(None);
            moves.let_go();
        }
    };
    let lose = move |event: PointerEvent| {
        if holding(&event).is_some() {
            held.set_value(None);
            moves.put_back();
        }
    };
    let press = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            held.set_value(None);
            moves.put_back();
            return;
        }
        if !moves.is_free(place) {
            return;
        }
        let from = value.get_untracked();
        let Some(to) = line.with_untracked(|line| line.as_ref()?.after(&event.key(), from)) else { return };
        // The arrows would scroll the page.
        event.prevent_default();
        moves.move_to(place, to);
    };
    // A key that is held down moves the line on: the figures follow once it is up.
    let done = move || {
        if held.get_value().is_none() {
            moves.let_go();
        }
    };
    view! {
        <div
            class="chart__line"
            class:chart__line--upright=move || upright.get()
            class:chart__line--beyond=beyond_middle
            class:chart__line--moved=move || moved().is_some()
            style:left=move || px(if upright.get() { at() } else { drawn().0 })
            style:top=move || px(if upright.get() { drawn().0 } else { at() })
            style:width=move || px(if upright.get() { 0.0 } else { drawn().1 - drawn().0 })
            style:height=move || px(if upright.get() { drawn().1 - drawn().0 } else { 0.0 })
            on:pointerdown=take
            on:pointermove=pull
            on:pointerup=release
            on:pointercancel=lose
            on:lostpointercapture=lose
        >
            <div class="chart__line-strip"></div>
            <div
                class="chart__handle"
                node_ref=handle
                role="slider"
                tabindex="0"
                aria-label=label
                aria-orientation=move || if upright.get() { "horizontal" } else { "vertical" }
                aria-valuemin=move || limit(true).to_string()
                aria-valuemax=move || limit(false).to_string()
                aria-valuenow=now
                aria-valuetext=text
                on:keydown=press
                on:keyup=move |_| done()
                on:blur=move |_| done()
            ></div>
            <span class="chart__line-value" aria-hidden="true" hidden=move || moved().is_none()>{text}</span>
        </div>
    }
}

/// How far along the way of a line the pointer is: along the page, which may be scrolled meanwhile.
fn along(event: &PointerEvent, upright: Memo<bool>) -> f64 {
    f64::from(if upright.get_untracked() { event.page_x() } else { event.page_y() })
}
