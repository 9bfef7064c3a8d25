//! QR codes of another screen, read by the camera or from pictures.

use gloo_timers::future::TimeoutFuture;
use leptos::html::Video;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::engine::protocol::Failure;
use crate::i18n::HandOverTexts;
use crate::platform::camera::{Camera, CameraProblem, still_of};
use crate::state::{Reader, use_app, use_kiosk};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::dialog::Modal;
use crate::ui::components::file_picker::FilePicker;

use super::outcome::Outcome;

/// Milliseconds between two looks through the camera, besides the time a look takes.
const PAUSE: u32 = 60;

/// Why nothing was read.
#[derive(Debug, Clone, PartialEq)]
enum Trouble {
    Camera(CameraProblem),
    /// Pulled out, or taken away by the user.
    CameraGone,
    /// A picture without a code, by name.
    NoCodes(String),
    Picture(String, Failure),
    /// An engine has stopped: no picture would be read.
    Engine(Failure),
}

/// The dialog; it shows itself. Closing it stops the camera.
#[component]
pub fn ReadCodes(
    /// Called when it is closed.
    close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let reader = Reader::new(use_kiosk());
    let troubles = RwSignal::new(Vec::<Trouble>::new());
    let open = RwSignal::new(true);
    // The dialog says that it closed once the focus is back at the button that led here.
    let end = move || open.set(false);
    let pick = Callback::new(move |files: Vec<File>| {
        troubles.set(Vec::new());
        spawn_local(async move {
            for file in files {
                let name = file.name();
                match reader.look(&file).await {
                    Ok(0) => troubles.update(|all| all.push(Trouble::NoCodes(name))),
                    Ok(_) => {}
                    Err(failure) => troubles.update(|all| all.push(Trouble::Picture(name, failure))),
                }
            }
        });
    });
    let words = move || app.texts().hand_over();
    view! {
        <Modal open close name="read-codes" class="dialog codes" labelled_by="read-title">
            <h2 id="read-title">{move || words().read_title}</h2>
            <p class="muted">{move || words().read_help}</p>
            <Watch reader troubles/>
            <Progress reader/>
            {move || troubles.get().into_iter().map(|trouble| {
                view! { <Banner tone=Tone::Error>{move || told(&trouble, words(), |failure| app.texts().failure(failure))}</Banner> }
            }).collect_view()}
            <FilePicker pick title=|texts| texts.hand_over().pictures help=|texts| texts.hand_over().pictures_help/>
            <p class="actions">
                <button type="button" class="button" data-action="close-reader" on:click=move |_| end()>{move || app.texts().common.close}</button>
            </p>
        </Modal>
    }
}

fn told(trouble: &Trouble, words: &HandOverTexts, failure: impl Fn(&Failure) -> String) -> String {
    match trouble {
        Trouble::Camera(CameraProblem::Insecure) => words.camera_insecure.into(),
        Trouble::Camera(CameraProblem::Refused) => words.camera_refused.into(),
        Trouble::Camera(CameraProblem::Missing) => words.camera_missing.into(),
        Trouble::Camera(CameraProblem::Failed(detail)) => (words.camera_failed)(detail),
        Trouble::CameraGone => words.camera_gone.into(),
        Trouble::NoCodes(name) => (words.no_codes)(name),
        Trouble::Picture(name, why) => format!("{name}: {}", failure(why)),
        Trouble::Engine(why) => failure(why),
    }
}

/// How far the reading is, and what it brought.
#[component]
fn Progress(reader: Reader) -> impl IntoView {
    let app = use_app();
    let words = move || app.texts().hand_over();
    let progress = move || {
        reader.standing().progress.map(|progress| {
            let text = (words().progress)(&progress.have.to_string(), &progress.of.to_string());
            view! {
                <label class="codes-progress">
                    <span data-count="codes-read">{text}</span>
                    <progress max=progress.of.to_string() value=progress.have.to_string()></progress>
                </label>
            }
        })
    };
    let refused = move || {
        reader
            .standing()
            .refused
            .map(|why| view! { <Banner tone=Tone::Warning>{move || words().bad_code(&why)}</Banner> })
    };
    let added = move || {
        reader.standing().added.map(|added| view! { <p role="status">{move || words().all_read}</p> <Outcome added/> })
    };
    view! { {progress}{refused}{added} }
}

/// The camera: its picture, and the buttons that start and stop it.
#[component]
fn Watch(reader: Reader, troubles: RwSignal<Vec<Trouble>>) -> impl IntoView {
    let app = use_app();
    let camera = StoredValue::new_local(None::<Camera>);
    let watching = RwSignal::new(false);
    let video = NodeRef::<Video>::new();
    let stop = move || {
        camera.try_set_value(None);
        watching.try_set(false);
    };
    on_cleanup(move || {
        stop();
        reader.close();
    });
    let start = move |_| {
        troubles.set(Vec::new());
        watching.set(true);
        spawn_local(async move {
            let opened = Camera::open().await;
            // Closed or stopped while the browser asked: the camera goes out again here.
            if watching.try_get_untracked() != Some(true) {
                return;
            }
            match opened {
                Ok(opened) => {
                    if let Some(video) = video.get_untracked() {
                        opened.show(&video);
                    }
                    camera.set_value(Some(opened));
                    // One that was stopped by hand may be running again by now.
                    if watch(&reader, camera, video, troubles).await {
                        stop();
                    }
                }
                Err(problem) => {
                    troubles.set(vec![Trouble::Camera(problem)]);
                    stop();
                }
            }
        });
    };
    let words = move || app.texts().hand_over();
    view! {
        <video node_ref=video class="codes-video" class:codes-hidden=move || !watching.get() aria-label=move || words().video prop:muted=true playsinline=""></video>
        <p class="actions">
            <button
                type="button"
                class="button button-primary"
                data-action="camera"
                on:click=move |event| if watching.get_untracked() { stop() } else { start(event) }
            >
                {move || if watching.get() { words().stop_camera } else { words().start_camera }}
            </button>
        </p>
    }
}

/// Looks through the camera again and again, until a batch is whole, or the camera or an engine has
/// gone; `false` where it was stopped meanwhile.
async fn watch(
    reader: &Reader,
    camera: StoredValue<Option<Camera>, LocalStorage>,
    video: NodeRef<Video>,
    troubles: RwSignal<Vec<Trouble>>,
) -> bool {
    let before = reader.try_added();
    loop {
        // Gone with the dialog, or stopped.
        match camera.try_with_value(|camera| camera.as_ref().map(Camera::is_live)) {
            Some(Some(true)) => {}
            Some(Some(false)) => {
                troubles.set(vec![Trouble::CameraGone]);
                return true;
            }
            _ => return false,
        }
        let Some(video) = video.try_get_untracked().flatten() else { return false };
        if let Some(still) = still_of(&video).await {
            // A picture that cannot be opened is followed by the next.
            if let Err(why @ Failure::Stopped(_)) = reader.look(&still).await {
                troubles.try_set(vec![Trouble::Engine(why)]);
                return true;
            }
        }
        if reader.try_added() != before {
            return true;
        }
        TimeoutFuture::new(PAUSE).await;
    }
}
