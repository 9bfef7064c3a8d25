//! The kiosk, a program of its own: the operator's page, and the screens respondents see.

mod draw_code;
mod exit;
mod hand_over;
mod offline;
mod operator;
mod ready;
mod scores;
mod screens;
mod setup;
mod update;

use leptos::prelude::*;

use crate::platform::page::{self as program, PageProgram};
use crate::route::Route;
use crate::state::{App, Kiosk, Offline};

use super::shell::Shell;
use operator::OperatorPage;
use screens::Screens;

/// What respondents see while they have the device, whatever the URL says; else the operator's page, or nothing
/// where the page is another program's.
#[component]
pub fn KioskPage() -> impl IntoView {
    let app = App::without_engine();
    provide_context(app);
    let kiosk = Kiosk::start(app);
    provide_context(kiosk);
    provide_context(Offline::start());
    let locked = Memo::new(move |_| kiosk.locked());
    let left = Memo::new(move |_| !locked.get() && !app.route().is_of_kiosk());
    Effect::new(move |_| {
        if left.get() && kiosk.is_settled() {
            program::open(PageProgram::App);
        }
    });
    let operator = move || {
        view! {
            <Show when=move || !left.get()>
                <Shell page=page above=|| ().into_any()/>
            </Show>
        }
    };
    view! {
        <Show when=move || locked.get() fallback=operator>
            <Screens/>
        </Show>
    }
}

fn page(route: Route) -> AnyView {
    match route {
        Route::Kiosk => view! { <OperatorPage link=None/> }.into_any(),
        Route::KioskProfile(link) => view! { <OperatorPage link=Some(link)/> }.into_any(),
        // Pages of the application, which is about to be loaded.
        _ => ().into_any(),
    }
}
