//! Answers for tests of handing them over.

use loyalscope::domain::hand_over::HandOver;
use loyalscope::domain::language::Language;
use loyalscope::domain::score::Score;
use loyalscope::domain::survey::{Contact, KioskAnswer, Moment};

/// An answer that has everything, with this number.
pub fn answer(number: u64) -> KioskAnswer {
    KioskAnswer {
        id: format!("answer-{number:06}").parse().unwrap(),
        complete: true,
        score: Score::try_from(i64::try_from(number % 11).unwrap()).ok(),
        reasons: vec!["Waited too long".into(), "办理快捷".into()],
        comment: "=cmd|' /C calc'!A0".into(),
        extra: String::new(),
        contact: Some(Contact { text: "+86 138 0000 0000".into(), consent: "call me".into() }),
        taken: Moment { epoch_ms: 1_772_690_829_000, offset_minutes: 480 },
        sequence: number,
        device: "tablet-1".into(),
        language: Language::Chinese,
        organisation: "Harbour Bank".into(),
        branch: "North Gate".into(),
        touchpoint: "counter".into(),
        staff: String::new(),
    }
}

/// A hand-over of answers alone.
pub fn of(answers: impl Into<Vec<KioskAnswer>>) -> HandOver {
    HandOver { answers: answers.into(), events: Vec::new() }
}
