//! How texts are written down: each language beside the other, line by line. A missing text does not compile.
//!
//! Texts with figures in them are functions, so that each language can put the figure where it belongs.

/// Declares a table of texts: for each field its type, the English and the Chinese.
macro_rules! texts {
    ($(#[$meta:meta])* $name:ident { $($field:ident: $kind:ty = $en:expr, $zh:expr;)* }) => {
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name {
            $(
                #[doc = concat!("English: `", stringify!($en), "`")]
                pub $field: $kind,
            )*
        }

        impl $name {
            /// English.
            pub const EN: Self = Self { $($field: $en,)* };
            /// Chinese, as written in mainland China.
            pub const ZH: Self = Self { $($field: $zh,)* };

            /// The texts of a language.
            #[allow(dead_code)] // some tables are reached through a table of tables
            pub const fn of(language: $crate::domain::language::Language) -> &'static Self {
                match language {
                    $crate::domain::language::Language::English => &Self::EN,
                    $crate::domain::language::Language::Chinese => &Self::ZH,
                }
            }
        }
    };
}

pub(crate) use texts;

/// A text that never changes.
pub type Fixed = &'static str;
/// A text with one part to fill in.
pub type With1 = fn(&str) -> String;
/// A text with two parts to fill in.
pub type With2 = fn(&str, &str) -> String;
/// A text with three parts to fill in.
pub type With3 = fn(&str, &str, &str) -> String;

/// So many things in English, where one is said otherwise than more: `1 answer`, `2 answers`.
/// `n` as the user reads it.
// Not copied into each of the many texts: the page is downloaded.
#[inline(never)]
pub fn counted(n: &str, one: &str, more: &str) -> String {
    [n, " ", if n == "1" { one } else { more }].concat()
}
