//! Running without a network: the service worker that keeps the page on the device
//! (`service-worker.js`), and the newer versions it fetches.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

/// Beside the page; only a release has one, and names itself in the page.
const WORKER: &str = "./service-worker.js";
/// What makes a waiting version take over.
const ACTIVATE: &str = "activate";

/// Whether this device has the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDevice {
    /// It has not: no release, no secure address (https), or the browser refuses.
    Unavailable,
    /// The files are being fetched for the first time.
    Preparing,
    /// The page opens without a network.
    Ready,
    /// It does, and a newer version is there, waiting to take over.
    UpdateWaiting,
    /// A newer version has taken over: the next reload opens it.
    Replaced,
}

/// Asks for the page to be kept on the device, and tells how that is going.
pub fn start(tell: impl Fn(OnDevice) + 'static) {
    let Some(container) = container().filter(|_| is_release()) else { return tell(OnDevice::Unavailable) };
    spawn_local(async move {
        // Private windows, managed browsers, a host without the file: the operator's page says so. Where
        // service workers are blocked from outside, there may be neither a registration nor an error.
        let registered = JsFuture::from(container.register(WORKER)).await;
        match registered.and_then(JsCast::dyn_into::<ServiceWorkerRegistration>) {
            Ok(registration) => follow(&container, &registration, tell),
            Err(_) => tell(OnDevice::Unavailable),
        }
    });
}

/// Lets the version that waits take over, if one does.
pub fn activate() {
    with_registration(|registration| {
        if let Some(waiting) = registration.waiting() {
            // A text can always be posted; a worker that is gone has been replaced by a newer one.
            let _ = waiting.post_message(&ACTIVATE.into());
        }
    });
}

/// Looks for a newer version on the host. Without a network nothing happens.
pub fn check() {
    with_registration(|registration| {
        if let Ok(looked) = registration.update() {
            spawn_local(async {
                // Offline, or a host in trouble: the next look may find it.
                let _ = JsFuture::from(looked).await;
            });
        }
    });
}

/// The browser's service workers; none outside a secure context.
fn container() -> Option<ServiceWorkerContainer> {
    let container = web_sys::window()?.navigator().service_worker();
    (!container.is_undefined()).then_some(container)
}

fn is_release() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let meta = document.and_then(|document| document.query_selector("meta[name=loyalscope-build]").ok().flatten());
    meta.and_then(|meta| meta.get_attribute("content")).is_some_and(|build| !build.is_empty())
}

fn with_registration(act: impl FnOnce(ServiceWorkerRegistration) + 'static) {
    let Some(container) = container() else { return };
    spawn_local(async move {
        if let Ok(registration) = JsFuture::from(container.get_registration()).await
            && let Ok(registration) = registration.dyn_into()
        {
            act(registration);
        }
    });
}

/// Tells now, and at every change. The page lives as long as the tab: nothing is cleaned up.
fn follow(
    container: &ServiceWorkerContainer,
    registration: &ServiceWorkerRegistration,
    tell: impl Fn(OnDevice) + 'static,
) {
    let replaced = Rc::new(Cell::new(false));
    let look = {
        let (registration, replaced) = (registration.clone(), replaced.clone());
        function(move || tell(state(&registration, replaced.get())))
    };
    let watch = {
        let (registration, look) = (registration.clone(), look.clone());
        function(move || {
            let workers = [registration.installing(), registration.waiting(), registration.active()];
            for worker in workers.iter().flatten() {
                worker.set_onstatechange(Some(&look));
            }
            call(&look);
        })
    };
    registration.set_onupdatefound(Some(&watch));
    // The first version to come takes an open page over too, and replaces none.
    let first = Cell::new(registration.active().is_none());
    container.set_oncontrollerchange(Some(&function(move || {
        replaced.set(replaced.get() || !first.take());
        call(&look);
    })));
    call(&watch);
}

fn state(registration: &ServiceWorkerRegistration, replaced: bool) -> OnDevice {
    let coming = registration.installing().is_some();
    match (registration.active().is_some(), registration.waiting().is_some()) {
        _ if replaced => OnDevice::Replaced,
        (true, true) => OnDevice::UpdateWaiting,
        (true, false) => OnDevice::Ready,
        (false, waiting) if waiting || coming => OnDevice::Preparing,
        (false, _) => OnDevice::Unavailable,
    }
}

fn function(run: impl Fn() + 'static) -> Function {
    Closure::<dyn Fn()>::new(run).into_js_value().unchecked_into()
}

fn call(function: &Function) {
    // Ours, and throws nothing.
    let _ = function.call0(&JsValue::NULL);
}
