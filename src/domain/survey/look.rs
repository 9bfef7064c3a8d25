//! The colours and the logo of a kiosk.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a kiosk looks like; what is not set is the product's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// The colour of buttons that were chosen.
    pub accent: Option<Colour>,
    /// A picture above the invitation. It stays on the device: links and codes do not carry it.
    pub logo: Option<Logo>,
}

/// A colour, written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour([u8; 3]);

/// A text that is no colour.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is no colour: # and six hexadecimal digits")]
pub struct NotAColour(pub String);

impl Colour {
    /// Black or white, whichever is easier to read on this colour: the contrast is 4.58 or more
    /// (relative luminance and contrast as in WCAG 2.2).
    #[must_use]
    pub fn readable(self) -> Self {
        let on_white = 1.05 / (self.luminance() + 0.05);
        let on_black = (self.luminance() + 0.05) / 0.05;
        if on_white > on_black { Self([255; 3]) } else { Self([0; 3]) }
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let bad = || NotAColour(text.chars().take(20).collect());
        let six = |digits: &&str| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let digits = text.strip_prefix('#').filter(six).ok_or_else(bad)?;
        let number = u32::from_str_radix(digits, 16).map_err(|_| bad())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl TryFrom<String> for Colour {
    type Error = NotAColour;

    fn try_from(text: String) -> Result<Self, NotAColour> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

/// A picture as a data URL, of a kind that browsers show without running anything in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Logo(String);

/// Why a picture cannot be a logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotALogo {
    /// Of another kind.
    #[error("not a PNG, JPEG, WebP or SVG picture")]
    Kind,
    /// Too large to be kept with the settings.
    #[error("larger than {} kB", Logo::MOST / 1000)]
    TooLarge,
}

impl Logo {
    /// Characters of a data URL at most: local storage holds five million for everything.
    pub const MOST: usize = 400_000;

    /// The data URL.
    pub fn url(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Logo {
    type Error = NotALogo;

    fn try_from(url: String) -> Result<Self, NotALogo> {
        let kinds = ["png", "jpeg", "webp", "svg+xml"];
        let data = kinds.iter().find_map(|kind| url.strip_prefix(&format!("data:image/{kind};base64,")));
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
        if !data.is_some_and(|data| !data.is_empty() && data.bytes().all(plain)) {
            return Err(NotALogo::Kind);
        }
        if url.len() > Self::MOST { Err(NotALogo::TooLarge) } else { Ok(Self(url)) }
    }
}

impl From<Logo> for String {
    fn from(logo: Logo) -> Self {
        logo.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits_and_always_readable() {
        let colour: Colour = "#0a7F3c".parse().unwrap();
        assert_eq!(colour.to_string(), "#0a7f3c");
        for bad in ["", "#fff", "0a7f3c", "#0a7f3g", "#+a7f3c", "#中a", "red"] {
            assert!(bad.parse::<Colour>().is_err(), "{bad}");
        }
        let on = |text: &str| text.parse::<Colour>().unwrap().readable().to_string();
        assert_eq!(on("#ffffff"), "#000000");
        assert_eq!(on("#c00000"), "#ffffff");
        assert_eq!(on("#ffd400"), "#000000");
        // The hardest grey: 4.60 on white, 4.56 on black.
        assert_eq!(on("#757575"), "#ffffff");
    }

    #[test]
    fn a_logo_is_a_small_picture() {
        let logo = |url: &str| Logo::try_from(url.to_owned());
        assert!(logo("data:image/png;base64,iVBORw0=").is_ok());
        assert_eq!(logo("data:text/html;base64,PGI+"), Err(NotALogo::Kind));
        assert_eq!(logo("https://example.org/logo.png"), Err(NotALogo::Kind));
        assert_eq!(logo("data:image/png;base64,\"onload="), Err(NotALogo::Kind));
        assert_eq!(logo(&format!("data:image/png;base64,{}", "A".repeat(Logo::MOST))), Err(NotALogo::TooLarge));
    }
}
