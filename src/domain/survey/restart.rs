//! The code that opens a kiosk whose PIN is forgotten, so that its answers are never hostage.
//!
//! It is shown once, where the PIN is chosen, and kept as that is: as a salted hash. Its sixty random
//! bits cannot be tried out, by whoever holds a copy of the device's storage either.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::salted::Salted;

/// Digits and letters nobody takes for each other (D. Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many of them a code has.
const LENGTH: usize = 12;

/// A code, as it is shown: `7K2M-Q9XA-04TD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestartCode(String);

impl RestartCode {
    /// The code of bytes drawn at random.
    pub fn drawn(random: [u8; 16]) -> Self {
        let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).copied().map_or('0', char::from);
        Self(random.iter().take(LENGTH).map(letter).collect())
    }

    /// Its hash, with a salt drawn at random.
    pub fn hashed(&self, salt: [u8; 16]) -> RestartHash {
        RestartHash(Salted::new(&self.0, salt))
    }
}

impl fmt::Display for RestartCode {
    /// In groups of four.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

/// The hash of a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestartHash(Salted);

impl RestartHash {
    /// Whether it is this code, as somebody types it: small letters, spaces and hyphens or none, and
    /// the letters O, I and L for the digits they look like.
    pub fn is(&self, typed: &str) -> bool {
        let letters = typed.chars().filter(|letter| letter.is_alphanumeric());
        let plain = letters.map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        });
        self.0.is(&plain.collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_again_however_it_is_typed() {
        let code = RestartCode::drawn([0, 1, 2, 31, 32, 255, 10, 11, 12, 13, 14, 1, 9, 9, 9, 9]);
        assert_eq!(code.to_string(), "012Z-0ZAB-CDE1");
        let hash = code.hashed([7; 16]);
        for typed in ["012Z-0ZAB-CDE1", "012z0zabcde1", " o12z 0zab cdei ", "0l2Z–0ZAB–CDEL"] {
            assert!(hash.is(typed), "{typed}");
        }
        for typed in ["", "012Z-0ZAB-CDE", "012Z-0ZAB-CDE2", "012Z-0ZAB-CDE11", "中文"] {
            assert!(!hash.is(typed), "{typed}");
        }
    }

    #[test]
    fn the_code_itself_is_not_kept() {
        let hash = RestartCode::drawn([5; 16]).hashed([1; 16]);
        let text = serde_json::to_string(&hash).unwrap();
        assert!(!text.contains("5555") && text.contains("salt"));
        assert_eq!(serde_json::from_str::<RestartHash>(&text).unwrap(), hash);
    }
}
