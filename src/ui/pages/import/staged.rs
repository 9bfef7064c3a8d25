//! A file that was chosen but not yet read.

use leptos::html::Article;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::domain::intake::{Overrides, Plan, Preview};
use crate::engine::protocol::{Again, Failure, Request};
use crate::i18n::size;
use crate::platform::clock::today;
use crate::state::{App, use_app};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::focus::{focus, focus_headline};

use super::plan::PlanEditor;

/// The files chosen and not yet read. They belong to the whole application: going to another page
/// and back loses none.
#[derive(Clone, Copy)]
pub struct Chosen {
    /// The files, in the order chosen.
    pub files: RwSignal<Vec<Staged>>,
    /// Whether the sample goes once a file has been read.
    pub sample_goes: RwSignal<bool>,
    /// The name of what was taken out last, with a way back; `None` once it is back.
    pub removed: RwSignal<Option<String>>,
    owner: StoredValue<Owner>,
    next: StoredValue<u32>,
}

impl Chosen {
    /// Makes them known to all components below; they live as long as the one that calls this.
    pub fn provide() {
        provide_context(Self {
            files: RwSignal::default(),
            sample_goes: RwSignal::new(true),
            removed: RwSignal::default(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            next: StoredValue::new(1),
        });
    }

    /// Has the engine look at more files.
    pub fn add(self, app: App, files: Vec<File>) {
        self.owner.get_value().with(|| {
            for file in files {
                let staged = Staged::look(app, self.number(), file);
                self.files.update(|files| files.push(staged));
            }
        });
    }

    /// Opens the sheet of a loaded file again, to read it in another way.
    pub fn reopen(self, app: App, loaded: u32, name: String) {
        let is_open = self.files.with_untracked(|files| files.iter().any(|file| file.loaded == Some(loaded)));
        if is_open {
            return;
        }
        self.owner.get_value().with(|| {
            let staged = Staged { loaded: Some(loaded), ..Staged::new(self.number(), name, 0) };
            self.files.update(|files| files.push(staged.clone()));
            spawn_local(async move {
                let looked = app.look_again(loaded, staged.number).await;
                staged.plan.set(looked.as_ref().ok().map(|preview| preview.plan.clone()));
                staged.preview.set(Some(looked));
            });
        });
    }

    fn number(self) -> u32 {
        let number = self.next.get_value();
        self.next.set_value(number.wrapping_add(1));
        number
    }

    /// Forgets a file, as it was read, and takes the sample out where that is wanted.
    async fn read(self, app: App, number: u32) {
        self.files.update(|files| files.retain(|file| file.number != number));
        let goes = self.sample_goes.get_untracked() && untrack(|| app.has_sample());
        // A dead engine says so itself.
        if goes && app.change(Request::RemoveSample).await.is_ok() {
            self.removed.set(Some(untrack(|| app.texts().import.sample_badge.to_owned())));
        }
    }
}

/// The files chosen and not yet read.
///
/// # Panics
/// Outside the component that provides them, which is a mistake of ours that the first test shows.
pub fn use_chosen() -> Chosen {
    expect_context::<Chosen>()
}

/// A chosen file and what is known of it.
#[derive(Clone)]
pub struct Staged {
    /// The page's number for it.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Its size in bytes; 0 where the page does not know it.
    pub bytes: u64,
    /// The loaded file whose place it takes.
    pub loaded: Option<u32>,
    /// What the engine saw: nothing yet, a preview, or a failure.
    pub preview: RwSignal<Option<Result<Preview, Failure>>>,
    /// How it will be read; the user may change it.
    pub plan: RwSignal<Option<Plan>>,
    /// Why reading failed.
    pub failure: RwSignal<Option<Failure>>,
    /// Whether it is being read.
    pub reading: RwSignal<bool>,
    /// The newest look at it; `None` once that is answered.
    looking: RwSignal<Option<u32>>,
    looks: StoredValue<u32>,
}

impl Staged {
    fn new(number: u32, name: String, bytes: u64) -> Self {
        Self {
            number,
            name,
            bytes,
            loaded: None,
            preview: RwSignal::new(None),
            plan: RwSignal::new(None),
            failure: RwSignal::new(None),
            reading: RwSignal::new(false),
            looking: RwSignal::new(None),
            looks: StoredValue::new(0),
        }
    }

    /// Has the engine look at a file.
    pub fn look(app: App, number: u32, file: File) -> Self {
        // A file's size is a whole number below 2^53.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let bytes = file.size() as u64;
        let staged = Self::new(number, file.name(), bytes);
        let overrides = Overrides { today: today(), ..Overrides::default() };
        staged.clone().look_again(app, overrides, Some(file));
        staged
    }

    /// Has the engine look again with what the user fixed; the file itself is needed once. Only the newest look counts,
    /// whichever is answered last.
    pub fn look_again(self, app: App, overrides: Overrides, file: Option<File>) {
        let first = file.is_some();
        let look = self.looks.get_value().wrapping_add(1);
        self.looks.set_value(look);
        self.looking.set(Some(look));
        spawn_local(async move {
            let looked = app.preview(self.number, self.name.clone(), overrides, file.map(Into::into)).await;
            if self.looking.get_untracked() != Some(look) {
                return;
            }
            self.looking.set(None);
            if let Ok(preview) = &looked {
                let plan = if first { remembered(app, preview) } else { preview.plan.clone() };
                self.plan.set(Some(plan));
            }
            self.failure.set(None);
            self.preview.set(Some(looked));
        });
    }

    /// Whether nothing is missing to read it, and what the user fixed has been looked at.
    pub fn ready(&self) -> bool {
        !self.reading.get()
            && self.looking.get().is_none()
            && self.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.missing().is_empty()))
    }

    /// Reads it; it then leaves the list of chosen files, and the sample the loaded ones.
    pub async fn read(self, app: App, chosen: Chosen, again: Option<Again>) {
        let Some(plan) = self.plan.get_untracked() else { return };
        let again = again.or(self.loaded.map(|_| Again::Replace));
        self.reading.set(true);
        let read = app.import(self.number, self.name.clone(), plan, again).await;
        self.reading.set(false);
        match read {
            Ok(()) => {
                chosen.read(app, self.number).await;
                // The button that was pressed is gone.
                focus_headline();
            }
            Err(failure) => self.failure.set(Some(failure)),
        }
    }
}

/// The plan a file of the same header was read with before, else the guessed one.
fn remembered(app: App, preview: &Preview) -> Plan {
    let headers: Vec<String> = preview.plan.columns.iter().map(|column| column.header.clone()).collect();
    let known = app.preferences().plans.get(&Plan::signature(&headers)).cloned();
    let Some(known) = known else { return preview.plan.clone() };
    let mut columns = known.columns.clone();
    for (column, seen) in columns.iter_mut().zip(&preview.plan.columns) {
        column.six_digit_months = seen.six_digit_months;
        column.unix_times = seen.unix_times;
        (column.quoted, column.literal) = (seen.quoted, seen.literal);
    }
    // What the preview shows is how it will be read: these are this file's own. Rates are, as they change.
    let Plan {
        layout,
        header_row,
        surplus_cells,
        rates,
        local_midnights,
        further_headers,
        keep_all_rows,
        literal_blanks,
        today,
        ..
    } = preview.plan.clone();
    // Which words of a status do not count is told from the words each file has; of an export, or one refused, it is known.
    let counting = if known.export == preview.plan.export { &preview.plan } else { &known }.counting.clone();
    // So were files of this header before.
    let one_day = known.one_day.and(today);
    Plan {
        layout,
        header_row,
        columns,
        surplus_cells,
        rates,
        local_midnights,
        counting,
        further_headers,
        keep_all_rows,
        literal_blanks,
        one_day,
        today,
        ..known
    }
}

/// A chosen file as a card: how it will be read, a preview, and what to do.
#[component]
pub fn StagedFile(
    /// The file.
    file: Staged,
) -> impl IntoView {
    let (app, chosen) = (use_app(), use_chosen());
    let staged = chosen.files;
    let (preview, failure, reading) = (file.preview, file.failure, file.reading);
    let number = file.number;
    let discard = move |_| staged.update(|staged| staged.retain(|file| file.number != number));
    let (name, data_file) = (file.name.clone(), file.name.clone());
    let (bytes, is_again) = (file.bytes, file.loaded.is_some());
    let card = NodeRef::<Article>::new();
    // Opened from below, it is gone to.
    card.on_load(move |card| {
        if is_again {
            focus(&card);
        }
    });
    let for_read = StoredValue::new(file);
    let read = move |again: Option<Again>| {
        spawn_local(for_read.get_value().read(app, chosen, again));
    };
    let loaded_already = move || matches!(failure.get(), Some(Failure::AlreadyLoaded(_)));
    let ready = move || for_read.with_value(Staged::ready);
    let body = move || match preview.get() {
        None => view! { <p class="muted" role="status">{move || app.texts().import.looking}</p> }.into_any(),
        Some(Err(failure)) => {
            view! { <Banner tone=Tone::Error>{move || app.texts().failure(&failure)}</Banner> }.into_any()
        }
        Some(Ok(preview)) => view! { <PlanEditor file=for_read.get_value() preview/> }.into_any(),
    };
    view! {
        <article class="card staged" data-file=data_file tabindex="-1" node_ref=card>
            <header class="card-head">
                <h2>{name}</h2>
                {(bytes > 0).then(|| view! { <span class="muted">{size(bytes)}</span> })}
            </header>
            {body}
            {move || failure.get().map(|failure| view! { <Banner tone=Tone::Error>{move || app.texts().failure(&failure)}</Banner> })}
            <p class="actions">
                <Show when=move || matches!(preview.get(), Some(Ok(_)))>
                    <button
                        type="button"
                        class="button button-primary"
                        data-action="read"
                        disabled=move || !ready() || app.task().is_some()
                        on:click=move |_| read(loaded_already().then_some(Again::Replace))
                    >
                        {move || if is_again || loaded_already() { app.texts().import.replace } else { app.texts().import.read }}
                    </button>
                </Show>
                <Show when=loaded_already>
                    <button type="button" class="button" data-action="keep-both" on:click=move |_| read(Some(Again::Both))>
                        {move || app.texts().import.keep_both}
                    </button>
                </Show>
                <button type="button" class="button" data-action="discard" disabled=move || reading.get() on:click=discard>
                    {move || app.texts().import.discard}
                </button>
            </p>
        </article>
    }
}
