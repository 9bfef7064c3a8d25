//! Answers handed over as QR codes.

use crate::answers::{answer, of};
use loyalscope::domain::hand_over::qr::{BadFrame, Batch, BatchError, Code, Collector, Luma, Taken, batch, read_codes};
use loyalscope::domain::hand_over::{Carried, HandOver, Received};
use loyalscope::domain::score::Score;
use loyalscope::domain::survey::{KioskAnswer, Moment, merge};
use proptest::prelude::*;

/// Answers as a kiosk gives them: numbers nobody can guess, a short comment now and then.
fn kiosk_answers(count: u64) -> Vec<KioskAnswer> {
    let mut state = 7_u64;
    let mut random = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state ^ (state >> 29)
    };
    let comments = ["", "", "", "The queue at noon was far too long", "排队时间太长了", "Very friendly, thank you!"];
    (1..=count)
        .map(|sequence| KioskAnswer {
            id: format!("{:016x}{:016x}", random(), random()).parse().unwrap(),
            score: Score::try_from(i64::try_from(random() % 11).unwrap()).ok(),
            comment: comments[usize::try_from(random() % 6).unwrap()].into(),
            contact: None,
            taken: Moment {
                epoch_ms: 1_772_690_829_123 + i64::try_from(random() % 900_000_000).unwrap(),
                offset_minutes: 480,
            },
            ..answer(sequence)
        })
        .collect()
}

/// A picture under construction.
struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Picture {
    fn white(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![255; width * height] }
    }

    /// Codes in a grid, `scale` pixels a module, as the page draws them.
    fn of(codes: &[Code], columns: usize, scale: usize) -> Self {
        let tile = (codes[0].size + 2 * Code::QUIET) * scale;
        let mut picture = Self::white(tile * columns, tile * codes.len().div_ceil(columns));
        for (index, code) in codes.iter().enumerate() {
            picture.draw(code, index % columns * tile, index / columns * tile, scale);
        }
        picture
    }

    fn draw(&mut self, code: &Code, left: usize, top: usize, scale: usize) {
        for (x, y, length) in code.runs() {
            let (x, y) = (left + (x + Code::QUIET) * scale, top + (y + Code::QUIET) * scale);
            for row in y..y + scale {
                self.pixels[row * self.width + x..][..length * scale].fill(0);
            }
        }
    }

    fn turned(&self) -> Self {
        let mut turned = Self::white(self.height, self.width);
        for y in 0..self.height {
            for x in 0..self.width {
                turned.pixels[x * self.height + (self.height - 1 - y)] = self.pixels[y * self.width + x];
            }
        }
        turned
    }

    /// As a camera sees it: grey, uneven light, noise.
    fn noisy(mut self) -> Self {
        let mut state = 1_u32;
        for (at, pixel) in self.pixels.iter_mut().enumerate() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let light = at % self.width * 60 / self.width;
            let noise = usize::try_from(state >> 28).unwrap();
            *pixel = u8::try_from(40 + usize::from(*pixel) * 120 / 255 + light + noise).unwrap();
        }
        self
    }

    fn texts(&self) -> Vec<String> {
        read_codes(Luma::new(self.width, self.height, &self.pixels).unwrap())
    }
}

/// What the texts of codes give.
fn collect(collector: &mut Collector, texts: impl IntoIterator<Item = String>) -> Vec<Received> {
    let taken = texts.into_iter().map(|text| collector.take(&text));
    taken.filter_map(|taken| if let Taken::Whole(received) = taken { Some(received) } else { None }).collect()
}

fn codes_of(answers: &[KioskAnswer]) -> Batch {
    batch(of(answers)).unwrap()
}

#[test]
fn a_batch_of_many_codes_is_read_from_one_picture() {
    let answers = kiosk_answers(600);
    let batch = codes_of(&answers);
    println!("{} answers in {} codes of {} modules", batch.answers, batch.codes.len(), batch.codes[0].size);
    assert_eq!((batch.codes.len(), batch.codes[0].size), (40, 77));
    assert!((300..500).contains(&batch.answers), "{} answers fit", batch.answers);
    let mut collector = Collector::default();
    let received = collect(&mut collector, Picture::of(&batch.codes, 8, 3).texts());
    assert_eq!(received, [Received { answers: merge(answers)[..batch.answers].to_vec(), ..Received::default() }]);
}

#[test]
fn a_batch_that_packs_too_well_is_still_read() {
    let comment = "always the same ".repeat(4_000);
    let answers: Vec<KioskAnswer> =
        kiosk_answers(60).into_iter().map(|answer| KioskAnswer { comment: comment.clone(), ..answer }).collect();
    let batch = codes_of(&answers);
    assert!((20..40).contains(&batch.answers), "{} answers fit", batch.answers);
    let received = collect(&mut Collector::default(), Picture::of(&batch.codes, 8, 3).texts());
    assert_eq!(received.first().map(|received| received.answers.len()), Some(batch.answers));
}

#[test]
fn codes_are_read_turned_scaled_and_in_poor_light() {
    let batch = codes_of(&kiosk_answers(12));
    for scale in [2, 3, 5] {
        let mut collector = Collector::default();
        let mut received = Vec::new();
        for code in &batch.codes {
            let picture = Picture::of(std::slice::from_ref(code), 1, scale).turned().noisy();
            received.extend(collect(&mut collector, picture.texts()));
        }
        assert_eq!(received.first().map(|received| received.answers.len()), Some(12), "scale {scale}");
    }
}

#[test]
fn events_travel_with_the_answers() {
    let events = vec![Carried::new(r#"{"id":"event-01"}"#).unwrap()];
    let sent = HandOver { answers: kiosk_answers(3), events: events.clone() };
    let batch = batch(sent).unwrap();
    assert_eq!((batch.answers, batch.events), (3, 1));
    let received = collect(&mut Collector::default(), Picture::of(&batch.codes, 2, 3).texts());
    assert_eq!(received[0].events, events);
}

#[test]
fn pictures_without_a_code_give_nothing() {
    for (width, height) in [(1, 1), (3, 200), (640, 480)] {
        assert_eq!(Picture::white(width, height).noisy().texts(), Vec::<String>::new());
        assert_eq!(Picture::white(width, height).texts(), Vec::<String>::new());
    }
}

#[test]
fn codes_of_other_things_and_damaged_ones_are_refused() {
    let batch = codes_of(&kiosk_answers(1));
    let text = Picture::of(&batch.codes[..1], 1, 3).texts().remove(0);
    let mut collector = Collector::default();
    for (text, why) in [
        ("https://example.com".to_owned(), BadFrame::NotOurs),
        (text.replacen("LS1", "LS2", 1), BadFrame::Newer),
        (text[..text.len() - 3].to_owned(), BadFrame::Damaged),
        (text.replacen(":1/", ":2/", 1), BadFrame::Damaged),
        ("LS1:".to_owned(), BadFrame::Damaged),
    ] {
        assert_eq!(collector.take(&text), Taken::Refused(why), "{text}");
    }
}

#[test]
fn nothing_and_too_much_give_no_codes() {
    assert_eq!(batch(HandOver::default()), Err(BatchError::Nothing));
    // Letters that do not deflate.
    let long: String = kiosk_answers(1_500).iter().map(|answer| answer.id.as_str()).collect();
    assert_eq!(batch(of([KioskAnswer { comment: long, ..answer(1) }])), Err(BatchError::TooLong));
}

proptest! {
    #[test]
    fn no_text_of_a_code_panics(text in "(LS[0-9]:)?[0-9A-F]{0,8}:[0-9/]{0,5}:[0-9A-F]{0,8}:\\PC{0,20}") {
        prop_assert!(matches!(Collector::default().take(&text), Taken::Refused(_)));
    }
}

proptest! {
    // Each case writes and reads dozens of codes.
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn codes_in_any_order_repeated_and_mixed_give_each_batch_once(
        (first, second) in (1_u64..20, 21_u64..40),
        shuffle in any::<prop::sample::Index>(),
    ) {
        let answers = kiosk_answers(second);
        let batches = [codes_of(&answers[..usize::try_from(first).unwrap()]), codes_of(&answers)];
        let codes: Vec<Code> = batches.iter().flat_map(|batch| [&batch.codes[..], &batch.codes[..]].concat()).collect();
        let mut texts: Vec<String> =
            codes.iter().flat_map(|code| Picture::of(std::slice::from_ref(code), 1, 2).texts()).collect();
        prop_assert_eq!(texts.len(), codes.len());
        let places = texts.len();
        for at in 0..places {
            texts.swap(at, (at * 7 + shuffle.index(places)) % places);
        }
        let mut counts: Vec<usize> =
            collect(&mut Collector::default(), texts).iter().map(|received| received.answers.len()).collect();
        counts.sort_unstable();
        prop_assert_eq!(counts, [usize::try_from(first).unwrap(), usize::try_from(second).unwrap()]);
    }
}
