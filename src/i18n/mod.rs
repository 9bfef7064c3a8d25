//! Every text a person reads, in each language. A missing text does not compile.
//!
//! One file per page; in each, the languages stand side by side, line by line. Texts with figures
//! in them are functions, so that each language can put the figure where it belongs.

mod care;
mod care_rules;
mod case_file;
mod causes;
mod common;
mod customers;
mod definitions;
mod front_line;
mod hand_over;
mod import;
mod kiosk;
mod kiosk_page;
mod offline;
mod problems;
mod rules;
mod settings;

pub use crate::domain::language::Language;
pub use crate::domain::texts::{Fixed, With1, With2, With3};
use crate::domain::texts::{counted, texts};
pub use crate::indicators::Words;
pub use care::CareTexts;
pub use care_rules::{CUSTOMER_PAGE, CareRulesTexts};
pub use case_file::{CaseFile, CaseFileTexts};
pub use causes::CausesTexts;
pub use common::CommonTexts;
pub use customers::CustomersTexts;
pub use definitions::DefinitionTexts;
pub use front_line::FrontLineTexts;
pub use hand_over::HandOverTexts;
pub use import::ImportTexts;
pub use kiosk::{KioskTexts, default_questions};
pub use kiosk_page::KioskPageTexts;
pub use offline::OfflineTexts;
pub use problems::{ProblemTexts, size};
pub use rules::RulesTexts;
pub use settings::SettingsTexts;

impl Language {
    /// The texts.
    pub const fn texts(self) -> &'static Texts {
        match self {
            Self::English => &Texts::EN,
            Self::Chinese => &Texts::ZH,
        }
    }
}

/// All texts of one language, by page, but those of the kiosk's own pages: [`KioskPageTexts`], [`HandOverTexts`].
#[derive(Debug)]
pub struct Texts {
    /// The language.
    pub language: Language,
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
    /// The import page.
    pub import: ImportTexts,
    /// The way to the kiosk.
    pub kiosk: KioskTexts,
    /// Running without a network, and newer versions.
    pub offline: OfflineTexts,
    /// What can go wrong with a file, and what to do.
    pub problems: ProblemTexts,
    /// The editor of the segment rules.
    pub rules: RulesTexts,
    /// The settings page.
    pub settings: SettingsTexts,
    /// The words all pages share.
    pub words: Words,
}

impl Texts {
    /// The kiosk's own pages.
    pub const fn kiosk_page(&self) -> &'static KioskPageTexts {
        KioskPageTexts::of(self.language)
    }

    /// Handing answers over.
    pub const fn hand_over(&self) -> &'static HandOverTexts {
        HandOverTexts::of(self.language)
    }

    const EN: Self = Self {
        language: Language::English,
        care: CareTexts::EN,
        care_rules: CareRulesTexts::EN,
        causes: CausesTexts::EN,
        common: CommonTexts::EN,
        customers: CustomersTexts::EN,
        definitions: DefinitionTexts::EN,
        front_line: FrontLineTexts::EN,
        import: ImportTexts::EN,
        kiosk: KioskTexts::EN,
        offline: OfflineTexts::EN,
        problems: ProblemTexts::EN,
        rules: RulesTexts::EN,
        settings: SettingsTexts::EN,
        words: Words::EN,
    };
    const ZH: Self = Self {
        language: Language::Chinese,
        care: CareTexts::ZH,
        care_rules: CareRulesTexts::ZH,
        causes: CausesTexts::ZH,
        common: CommonTexts::ZH,
        customers: CustomersTexts::ZH,
        definitions: DefinitionTexts::ZH,
        front_line: FrontLineTexts::ZH,
        import: ImportTexts::ZH,
        kiosk: KioskTexts::ZH,
        offline: OfflineTexts::ZH,
        problems: ProblemTexts::ZH,
        rules: RulesTexts::ZH,
        settings: SettingsTexts::ZH,
        words: Words::ZH,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_said_otherwise_than_more() {
        let texts = Language::English.texts();
        assert_eq!((texts.hand_over().added)("1", "0"), "1 answer added; 0 were here already.");
        assert_eq!((texts.hand_over().added)("1,200", "1"), "1,200 answers added; 1 was here already.");
        assert_eq!((texts.kiosk_page().days_ago)("1"), "(1 day ago)");
    }

    #[test]
    fn takes_the_first_language_it_has() {
        assert_eq!(Language::preferred(["fr", "zh-TW", "en"]), Language::Chinese);
        assert_eq!(Language::preferred(["en-GB", "zh"]), Language::English);
        assert_eq!(Language::preferred(["ja"]), Language::English);
        assert_eq!(Language::preferred(Vec::<String>::new()), Language::English);
    }
}
