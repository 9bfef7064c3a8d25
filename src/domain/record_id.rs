//! The numbers of records that travel between devices: answers, cases, events.

use thiserror::Error;

/// The longest number there is.
pub const LONGEST: usize = 64;

/// A text that is no record's number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is no record's number: 8 to 64 letters, digits and hyphens")]
pub struct IdError(pub String);

/// Whether a text can be a number: 8 to 64 letters, digits and hyphens. It is then no formula, no
/// HTML and no path, wherever it is written.
pub(super) fn fits(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain && (8..=LONGEST).contains(&text.len())
}

/// What a number is besides its name.
macro_rules! record_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The number as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::record_id::IdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.to_owned().try_into()
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::domain::record_id::IdError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                if $crate::domain::record_id::fits(&text) {
                    Ok(Self(text))
                } else {
                    Err($crate::domain::record_id::IdError(text))
                }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

pub(super) use record_id;

#[cfg(test)]
mod tests {
    use super::*;

    record_id!(
        /// For these tests.
        SomeId
    );

    #[test]
    fn numbers_are_plain_and_of_some_length() {
        assert!("2f1c9e4e-9f0d-4a39-8d0f-0a4f1c2b3d4e".parse::<SomeId>().is_ok());
        for bad in ["", "short", "has space in it", "=cmd|'/c calc'!A1", &"x".repeat(65)] {
            assert_eq!(bad.parse::<SomeId>(), Err(IdError(bad.to_owned())));
        }
        assert!(serde_json::from_str::<SomeId>("\"no!\"").is_err());
    }
}
