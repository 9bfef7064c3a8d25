//! Small line icons, drawn as paths so that no picture is fetched. Always beside a text or a label.

use leptos::prelude::*;

/// What the icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An arrow into a tray.
    Import,
    /// A dashboard.
    Overview,
    /// People.
    Customers,
    /// A grid.
    Segments,
    /// A heart.
    Loyalty,
    /// An arrow that returns.
    Retention,
    /// Sliders.
    Settings,
    /// A sun.
    Sun,
    /// A moon.
    Moon,
    /// Half and half.
    Auto,
    /// The letter i.
    Info,
    /// A triangle with an exclamation mark.
    Warning,
    /// A cross.
    Close,
    /// A tick.
    Done,
    /// A sheet of paper.
    File,
    /// An arrow down to a line.
    Download,
    /// A telephone.
    Phone,
    /// A funnel.
    Filter,
    /// A tablet on a stand.
    Kiosk,
}

impl Shape {
    /// SVG path data on a 24 × 24 grid.
    const fn path(self) -> &'static str {
        match self {
            Self::Import => "M12 3v11m0 0-4-4m4 4 4-4M4 15v4a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-4",
            Self::Overview => "M4 13h6V4H4zm0 7h6v-4H4zm10 0h6v-9h-6zm0-16v4h6V4z",
            Self::Customers => {
                "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7 10a7 7 0 0 1 14 0m0-18a4 4 0 0 1 0 8m2.500 3.500A7 7 0 0 1 22 21"
            }
            Self::Segments => "M4 4h7v7H4zm9 0h7v7h-7zM4 13h7v7H4zm9 0h7v7h-7z",
            Self::Loyalty => "M12 20.500 4 12.500a5 5 0 0 1 8-6 5 5 0 0 1 8 6z",
            Self::Retention => "M4 12a8 8 0 1 1 2.500 5.800M4 20v-5h5",
            Self::Settings => {
                "M4 7h10m4 0h2M4 17h4m4 0h8M14 7a2 2 0 1 0 4 0 2 2 0 0 0-4 0zM8 17a2 2 0 1 0 4 0 2 2 0 0 0-4 0z"
            }
            Self::Sun => {
                "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2m0 16v2M2 12h2m16 0h2M5 5l1.500 1.500m11 11L19 19M19 5l-1.500 1.500m-11 11L5 19"
            }
            Self::Moon => "M20 14.500A8 8 0 0 1 9.500 4a8 8 0 1 0 10.500 10.500z",
            Self::Auto => "M12 21a9 9 0 1 0 0-18zm0 0a9 9 0 0 1 0-18",
            Self::Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zm0-10v6m0-9v.010",
            Self::Warning => "M12 4 2.500 20h19zm0 6v5m0 2.500v.010",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Done => "M5 12.500l4.500 4.500L19 7.500",
            Self::File => "M6 3h8l4 4v14H6zm8 0v4h4",
            Self::Download => "M12 4v11m0 0-4-4m4 4 4-4M5 20h14",
            Self::Phone => {
                "M6 3h3l2 5-2.500 1.500a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A16 16 0 0 1 3 6a3 3 0 0 1 3-3z"
            }
            Self::Filter => "M4 5h16l-6 7.500V19l-4 2v-8.500z",
            Self::Kiosk => "M6 3h12v12H6zm6 12v4m-4 2h8",
        }
    }
}

/// An icon, hidden from screen readers: the text beside it says the same.
#[component]
pub fn Icon(
    /// What it shows.
    shape: Shape,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
            <path d=shape.path()/>
        </svg>
    }
}
