//! The operator's number that leads out of the kiosk.
//!
//! Kept as a salted hash. Four digits can be tried out in a moment by whoever holds a copy of the
//! device's storage; the hash keeps the number itself, which people use elsewhere too, from being
//! read there. What keeps respondents out is the growing wait.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::salted::Salted;

/// A number that is too short, too long or no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a PIN has 4 to 12 digits")]
pub struct BadPin;

/// The hash of a PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinHash(Salted);

impl PinHash {
    /// Hashes a PIN with a salt drawn at random.
    pub fn new(pin: &str, salt: [u8; 16]) -> Result<Self, BadPin> {
        if Self::could_be(pin) { Ok(Self(Salted::new(pin, salt))) } else { Err(BadPin) }
    }

    /// Whether a text could be a PIN; told at once, without hashing it.
    pub fn could_be(pin: &str) -> bool {
        (4..=12).contains(&pin.len()) && pin.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether it is this PIN.
    pub fn is(&self, pin: &str) -> bool {
        self.0.is(pin)
    }
}

/// Seconds to wait before the next try, after so many wrong ones in a row: none after the first
/// two, then doubling, five minutes at most.
pub fn wait_after(wrong: u32) -> u32 {
    match wrong {
        0..3 => 0,
        3..9 => 5_u32 << (wrong - 3),
        9.. => 300,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::own_json;

    #[test]
    fn only_the_same_number_fits() {
        let pin = PinHash::new("0427", [7; 16]).unwrap();
        assert!(pin.is("0427") && !pin.is("427") && !pin.is("0428") && !pin.is(""));
        assert_ne!(pin, PinHash::new("0427", [8; 16]).unwrap());
        let text = serde_json::to_string(&pin).unwrap();
        assert!(!text.contains("0427"));
        assert_eq!(serde_json::from_str::<PinHash>(&text).unwrap(), pin);
    }

    #[test]
    fn a_pin_kept_by_an_older_version_still_fits() {
        let hash = PinHash::new("0427", [7; 16]).unwrap();
        let text = serde_json::to_string(&hash).unwrap();
        assert!(text.starts_with(r#"{"salt":[7,7,"#) && text.contains(r#""hash":["#), "{text}");
        assert!(own_json::read::<PinHash>(&text).unwrap().is("0427"));
    }

    #[test]
    fn a_pin_is_four_to_twelve_digits() {
        for bad in ["", "123", "1234567890123", "12a4", "１２３４"] {
            assert_eq!(PinHash::new(bad, [0; 16]), Err(BadPin));
        }
    }

    #[test]
    fn wrong_numbers_wait_ever_longer() {
        let waits: Vec<u32> = (0..13).map(wait_after).collect();
        assert_eq!(waits, [0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300, 300]);
    }
}
