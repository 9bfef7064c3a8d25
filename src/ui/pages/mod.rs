//! One file or folder per page.

use leptos::prelude::*;

use crate::route::Route;

pub mod customer;
pub mod customers;
pub mod follow_up;
pub mod import;
pub mod kiosk_door;
pub mod settings;
pub mod unknown;

/// Draws a page. The start page and those of indicators come with the first file of the program, and are not drawn here.
pub fn draw(route: Route) -> AnyView {
    match route {
        Route::Customers => view! { <customers::CustomersPage/> }.into_any(),
        Route::Customer(id) => view! { <customer::CustomerPage id/> }.into_any(),
        Route::FollowUp => view! { <follow_up::FollowUpPage/> }.into_any(),
        Route::Case(id) => view! { <follow_up::CasePage id/> }.into_any(),
        Route::Causes => view! { <follow_up::CausesPage/> }.into_any(),
        Route::FrontLine => view! { <follow_up::FrontLinePage/> }.into_any(),
        Route::CareRules => view! { <follow_up::RulesPage/> }.into_any(),
        Route::Kiosk | Route::KioskProfile(_) => view! { <kiosk_door::KioskDoor/> }.into_any(),
        Route::Settings => view! { <settings::SettingsPage/> }.into_any(),
        Route::Unknown(path) => view! { <unknown::UnknownPage path/> }.into_any(),
        Route::Import | Route::Page(_) => ().into_any(),
    }
}
