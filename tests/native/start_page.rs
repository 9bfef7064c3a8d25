//! index.html shows the start page before the program is there. It says what the program says, in each language.

use loyalscope::domain::dataset::Kind;
use loyalscope::i18n::{Language, Texts};

/// What the program says, in the order of the page.
fn said(texts: &Texts) -> Vec<String> {
    let import = &texts.import;
    let helps = [
        import.kind_customers_help,
        import.kind_purchases_help,
        import.kind_answers_help,
        import.kind_complaints_help,
        import.kind_exits_help,
    ];
    let mut said = vec![import.headline_empty, import.drop, import.choose, import.drop_help];
    said.extend([import.sample_lead, import.sample_help, texts.common.load_sample, import.kinds_lead]);
    said.extend(Kind::ALL.into_iter().zip(helps).flat_map(|(kind, help)| [texts.kind(kind), help]));
    said.extend([texts.kiosk.name, texts.kiosk.open_help, texts.kiosk.open, texts.common.private]);
    said.into_iter().map(str::to_lowercase).collect()
}

#[test]
fn the_start_page_before_the_program_says_what_the_program_says() {
    let page = include_str!("../../index.html");
    let (mut chinese, mut english) = (Vec::new(), Vec::new());
    for after in page.split("data-zh=\"").skip(1) {
        let (zh, rest) = after.split_once('"').unwrap();
        let (en, _) = rest.split_once('>').unwrap().1.split_once('<').unwrap();
        chinese.push(zh.to_lowercase());
        english.push(en.to_lowercase());
    }
    assert_eq!(chinese, said(Language::Chinese.texts()));
    assert_eq!(english, said(Language::English.texts()));
}
