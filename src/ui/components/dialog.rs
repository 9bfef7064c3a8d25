//! A dialog over the page: opened and closed by a signal, and by the browser's own ways to close it.

use leptos::html::Dialog;
use leptos::prelude::*;

/// The dialog. While it is open nothing else is within reach; once it closes the browser gives the
/// focus back to what had it before.
#[component]
pub fn Modal(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Called once it has closed, by the Escape key too: `open` must then be false.
    #[prop(into)]
    close: Callback<()>,
    /// The id of its heading.
    labelled_by: &'static str,
    /// Its name in the page, for tests.
    #[prop(optional)]
    name: Option<&'static str>,
    /// Its classes.
    #[prop(optional)]
    class: Option<&'static str>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let open = open.get();
        let Some(dialog) = dialog.get() else { return };
        if open && !dialog.open() {
            // Fails only on a dialog that is not in the page.
            let _ = dialog.show_modal();
        } else if !open {
            dialog.close();
        }
    });
    view! {
        <dialog
            node_ref=dialog
            class=class.unwrap_or("dialog")
            data-dialog=name
            aria-labelledby=labelled_by
            on:close=move |_| close.run(())
        >
            {children()}
        </dialog>
    }
}
