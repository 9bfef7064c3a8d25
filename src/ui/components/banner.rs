//! A notice over the page: something went wrong, or is worth knowing.

use leptos::prelude::*;

use super::icon::{Icon, Shape};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    Info,
    /// Something is not as it should be.
    Warning,
    /// Something failed.
    Error,
}

/// A notice, with what can be done about it as a button.
#[component]
pub fn Banner(
    /// How bad it is.
    tone: Tone,
    /// A button's text and what it does.
    #[prop(optional, into)]
    action: Option<(&'static str, Callback<()>)>,
    /// The text.
    children: Children,
) -> impl IntoView {
    let (class, role, shape) = match tone {
        Tone::Info => ("banner banner-info", "status", Shape::Info),
        Tone::Warning => ("banner banner-warning", "status", Shape::Warning),
        Tone::Error => ("banner banner-error", "alert", Shape::Warning),
    };
    view! {
        <div class=class role=role>
            <Icon shape/>
            <div class="banner-text">{children()}</div>
            {action.map(|(text, run)| view! {
                <button type="button" class="button" on:click=move |_| run.run(())>{text}</button>
            })}
        </div>
    }
}
