//! Every text a person reads, in each language. A missing text does not compile.
//!
//! One file per page; in each, the languages stand side by side, line by line. Texts with figures
//! in them are functions, so that each language can put the figure where it belongs.

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
        }
    };
}

mod analysis;
mod care;
mod care_rules;
mod causes;
mod common;
mod customers;
mod definitions;
mod front_line;
mod hand_over;
mod import;
mod kiosk;
mod loyalty;
mod offline;
mod overview;
mod periods;
mod problems;
mod retention;
mod segments;
mod settings;

pub use crate::domain::language::Language;
pub use analysis::AnalysisTexts;
pub use care::CareTexts;
pub use care_rules::CareRulesTexts;
pub use causes::CausesTexts;
pub use common::CommonTexts;
pub use customers::CustomersTexts;
pub use definitions::DefinitionTexts;
pub use front_line::FrontLineTexts;
pub use hand_over::HandOverTexts;
pub use import::ImportTexts;
pub use kiosk::{KioskTexts, default_questions};
pub use loyalty::LoyaltyTexts;
pub use offline::OfflineTexts;
pub use overview::OverviewTexts;
pub use periods::PeriodTexts;
pub use problems::{ProblemTexts, size};
pub use retention::RetentionTexts;
pub use segments::SegmentsTexts;
pub use settings::SettingsTexts;

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
fn counted(n: &str, one: &str, more: &str) -> String {
    [n, " ", if n == "1" { one } else { more }].concat()
}

impl Language {
    /// The texts.
    pub const fn texts(self) -> &'static Texts {
        match self {
            Self::English => &Texts::EN,
            Self::Chinese => &Texts::ZH,
        }
    }
}

/// All texts of one language, by page.
#[derive(Debug)]
pub struct Texts {
    /// How figures are computed: a part of the settings page.
    pub analysis: AnalysisTexts,
    /// Cases to follow up.
    pub care: CareTexts,
    /// Which answers become cases.
    pub care_rules: CareRulesTexts,
    /// What lies behind cases.
    pub causes: CausesTexts,
    /// Navigation, the filter bar, buttons used everywhere.
    pub common: CommonTexts,
    /// The customer list and a customer's page.
    pub customers: CustomersTexts,
    /// What figures mean.
    pub definitions: DefinitionTexts,
    /// The page of a front line.
    pub front_line: FrontLineTexts,
    /// Handing answers over.
    pub hand_over: HandOverTexts,
    /// The import page.
    pub import: ImportTexts,
    /// The kiosk.
    pub kiosk: KioskTexts,
    /// The loyalty page.
    pub loyalty: LoyaltyTexts,
    /// Running without a network, and newer versions.
    pub offline: OfflineTexts,
    /// Months, quarters, years, and the notes of charts over them.
    pub periods: PeriodTexts,
    /// What can go wrong with a file, and what to do.
    pub problems: ProblemTexts,
    /// The retention page.
    pub retention: RetentionTexts,
    /// The overview.
    pub overview: OverviewTexts,
    /// The segments page.
    pub segments: SegmentsTexts,
    /// The settings page.
    pub settings: SettingsTexts,
}

impl Texts {
    const EN: Self = Self {
        analysis: AnalysisTexts::EN,
        care: CareTexts::EN,
        care_rules: CareRulesTexts::EN,
        causes: CausesTexts::EN,
        common: CommonTexts::EN,
        customers: CustomersTexts::EN,
        definitions: DefinitionTexts::EN,
        front_line: FrontLineTexts::EN,
        hand_over: HandOverTexts::EN,
        import: ImportTexts::EN,
        kiosk: KioskTexts::EN,
        loyalty: LoyaltyTexts::EN,
        offline: OfflineTexts::EN,
        periods: PeriodTexts::EN,
        problems: ProblemTexts::EN,
        retention: RetentionTexts::EN,
        overview: OverviewTexts::EN,
        segments: SegmentsTexts::EN,
        settings: SettingsTexts::EN,
    };
    const ZH: Self = Self {
        analysis: AnalysisTexts::ZH,
        care: CareTexts::ZH,
        care_rules: CareRulesTexts::ZH,
        causes: CausesTexts::ZH,
        common: CommonTexts::ZH,
        customers: CustomersTexts::ZH,
        definitions: DefinitionTexts::ZH,
        front_line: FrontLineTexts::ZH,
        hand_over: HandOverTexts::ZH,
        import: ImportTexts::ZH,
        kiosk: KioskTexts::ZH,
        loyalty: LoyaltyTexts::ZH,
        offline: OfflineTexts::ZH,
        periods: PeriodTexts::ZH,
        problems: ProblemTexts::ZH,
        retention: RetentionTexts::ZH,
        overview: OverviewTexts::ZH,
        segments: SegmentsTexts::ZH,
        settings: SettingsTexts::ZH,
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::hand_over::{Place, Unreadable, Why};
    use crate::engine::protocol::{HandOverFailure, KeepProblem};

    #[test]
    fn what_a_program_says_comes_after_what_to_do() {
        for language in Language::ALL {
            let texts = language.texts();
            let detail = || "QuotaWhatever: raw".to_owned();
            let record = Unreadable { place: Place::Row(1), why: Why::Malformed(detail()), raw: String::new() };
            let told = [
                texts.storage_problem(&KeepProblem::Failed { detail: detail() }),
                texts.keep_problem(&KeepProblem::Failed { detail: detail() }),
                texts.hand_over_failure(&HandOverFailure::Workbook(detail())),
                texts.hand_over_failure(&HandOverFailure::Picture(detail())),
                texts.hand_over.why_of(&record),
            ];
            for text in told {
                assert!(text.find("QuotaWhatever").is_some_and(|place| place > 20), "{text}");
            }
        }
    }

    #[test]
    fn one_thing_is_said_otherwise_than_more() {
        let texts = Language::English.texts();
        assert_eq!((texts.hand_over.added)("1", "0"), "1 answer added; 0 were here already.");
        assert_eq!((texts.hand_over.added)("1,200", "1"), "1,200 answers added; 1 was here already.");
        assert_eq!((texts.kiosk.days_ago)("1"), "(1 day ago)");
        assert_eq!(
            (texts.retention.exits_headline)(&["1".into(), "12".into()], "5", "5"),
            "1 customer left. In the 12 months before, they had brought 5, 5 each on average."
        );
    }

    #[test]
    fn takes_the_first_language_it_has() {
        assert_eq!(Language::preferred(["fr", "zh-TW", "en"]), Language::Chinese);
        assert_eq!(Language::preferred(["en-GB", "zh"]), Language::English);
        assert_eq!(Language::preferred(["ja"]), Language::English);
        assert_eq!(Language::preferred(Vec::<String>::new()), Language::English);
    }
}
