//! The two programs that can be the page. `boot.js` loads one of them.

use web_sys::Event;

/// A program that can be the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageProgram {
    /// Everything but the kiosk.
    App,
    /// The kiosk: its operator's pages, and the screens of respondents.
    Kiosk,
}

/// Tells `boot.js` that the page is drawn: what stood in its place may go.
pub fn drawn() {
    tell("loyalscope-drawn");
}

/// Loads the page again, as another program, at the same address. What is only in memory is gone.
pub fn open(program: PageProgram) {
    tell(match program {
        PageProgram::App => "loyalscope-app",
        PageProgram::Kiosk => "loyalscope-kiosk",
    });
}

fn tell(name: &str) {
    // Telling one's own window something cannot fail; `boot.js` does the rest.
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(name)) {
        let _ = window.dispatch_event(&event);
    }
}
