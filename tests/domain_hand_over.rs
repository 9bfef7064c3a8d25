//! Answers handed over: as files, as workbooks, as QR codes.

// Helpers of tests may fail as tests do.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use loyalscope::domain::hand_over::qr::{BadFrame, Batch, BatchError, Code, Collector, Luma, Taken, batch, read_codes};
use loyalscope::domain::hand_over::{
    Carried, FileError, HandOver, LARGEST_FILE, Place, Received, Why, compare, read, to_json, to_xlsx,
};
use loyalscope::domain::intake::workbook as reader;
use loyalscope::domain::intake::{Flow, IntakeError, Record, Sink, Unpaced, block_on_ready};
use loyalscope::domain::language::Language;
use loyalscope::domain::score::Score;
use loyalscope::domain::survey::{Contact, KioskAnswer, Moment, TABLE_HEADER, merge, to_csv};
use proptest::prelude::*;

fn answer(number: u64) -> KioskAnswer {
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

fn of(answers: impl Into<Vec<KioskAnswer>>) -> HandOver {
    HandOver { answers: answers.into(), events: Vec::new() }
}

// Files.

#[test]
fn a_file_says_what_it_is_one_record_a_line() {
    let event = Carried::new(r#"{"id":"event-01","later":1.10}"#).unwrap();
    let text =
        String::from_utf8(to_json(HandOver { answers: vec![answer(2), answer(1)], events: vec![event] })).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], r#"{"format":"loyalscope-hand-over","version":1,"answers":["#);
    assert!(lines[1].starts_with(r#"{"id":"answer-000001","#) && lines[2].starts_with(r#"{"id":"answer-000002","#));
    assert_eq!(lines[3..], ["],\"events\":[", r#"{"id":"event-01","later":1.10}"#, "]}"]);
}

#[test]
fn a_record_that_makes_no_sense_is_told_with_its_place_and_costs_no_other() {
    let good = serde_json::to_string(&answer(1)).unwrap();
    let eleven = good.replace("\"score\":1,", "\"score\":11,");
    let text = format!(
        r#"{{"format":"loyalscope-hand-over","version":1,"answers":[{good},{eleven},7],"events":[{{"no":"id"}}],"later":{{}}}}"#
    );
    let received = read(text.as_bytes()).unwrap();
    assert_eq!(received.answers, [answer(1)]);
    let places: Vec<Place> = received.unreadable.iter().map(|one| one.place).collect();
    assert_eq!(places, [Place::Answer(2), Place::Answer(3), Place::Event(1)]);
    assert_eq!((received.unreadable_count, received.unreadable[1].raw.as_str()), (3, "7"));
    assert!(matches!(&received.unreadable[0].why, Why::Malformed(why) if why.contains("11 is not a score")));
}

#[test]
fn many_unreadable_records_are_counted_and_some_described() {
    let text = format!(r#"{{"format":"loyalscope-hand-over","version":1,"answers":[{}0]}}"#, "0,".repeat(4_999));
    let received = read(text.as_bytes()).unwrap();
    assert_eq!((received.unreadable_count, received.unreadable.len()), (5_000, 1_000));
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let file = |format: &str, version: &str| format!(r#"{{"format":"{format}","version":{version},"answers":4}}"#);
    assert_eq!(read(file("loyalscope-hand-over", "2").as_bytes()), Err(FileError::Newer(2)));
    for other in [file("something", "1"), "{}".into(), "[]".into(), String::new(), "a,b\n1,2".into()] {
        assert_eq!(read(other.as_bytes()), Err(FileError::NotOurs), "{other}");
    }
    assert_eq!(read(b"\xff\xfe\x00"), Err(FileError::NotText));
    assert_eq!(read(&vec![b' '; LARGEST_FILE + 1]), Err(FileError::TooLarge));
    let whole = to_json(of([answer(1), answer(2)]));
    let cut = &whole[..whole.len() / 2];
    assert!(matches!(read(cut), Err(FileError::Damaged { line: 2, .. })), "{:?}", read(cut));
    assert!(matches!(read(file("loyalscope-hand-over", "1").as_bytes()), Err(FileError::Damaged { line: 1, .. })));
}

#[test]
fn the_answers_csv_comes_back_as_it_went() {
    let partial = KioskAnswer { complete: false, score: None, reasons: vec![], contact: None, ..answer(2) };
    let answers = [answer(1), partial, KioskAnswer { comment: "two\nlines, \"quoted\"".into(), ..answer(3) }];
    assert_eq!(read(&to_csv(&answers)).unwrap(), Received { answers: answers.to_vec(), ..Received::default() });
}

#[test]
fn a_row_of_the_csv_that_makes_no_sense_is_told_with_its_row_and_column() {
    let text = String::from_utf8(to_csv(&[answer(1), answer(2), answer(3)])).unwrap();
    let text = text.replace("answer-000002,", "no!,").replace(",3\r\n", ",three\r\n") + "\r\nshort,row\r\n";
    let received = read(text.as_bytes()).unwrap();
    assert_eq!(received.answers, [answer(1)]);
    let found: Vec<_> = received.unreadable.iter().map(|one| (one.place, one.why.clone())).collect();
    let cell = |column: &str| Why::Cell(column.to_owned());
    let expected =
        [(Place::Row(3), cell("answer_id")), (Place::Row(4), cell("sequence")), (Place::Row(6), Why::Cells(2))];
    assert_eq!(found, expected);
}

#[test]
fn an_answer_known_from_a_file_is_not_made_worse_by_the_csv() {
    let kept = KioskAnswer { taken: Moment { epoch_ms: 1_772_690_829_999, offset_minutes: 480 }, ..answer(1) };
    let received = read(&to_csv([&kept])).unwrap();
    let compared = compare([&kept], received.answers);
    assert_eq!((compared.new.len(), compared.known), (0, 1));
}

#[test]
fn what_is_new_is_counted_against_what_is_there() {
    let partial = KioskAnswer { complete: false, ..answer(2) };
    let compared = compare([&answer(1), &partial], vec![answer(3), answer(2), answer(1), answer(3)]);
    assert_eq!((compared.new, compared.known), (vec![answer(2), answer(3)], 1));
}

// Workbooks.

struct Rows(Vec<Vec<String>>);

impl Sink for Rows {
    fn take(&mut self, record: &Record) -> Result<Flow, IntakeError> {
        self.0.push(record.iter().map(str::to_owned).collect());
        Ok(Flow::More)
    }
}

#[test]
fn a_workbook_holds_texts_numbers_and_dates_and_no_formula() {
    let odd = KioskAnswer {
        comment: "a < b & c > \"d\"\n\u{1}  _x000D_ \t王".into(),
        taken: Moment { epoch_ms: -9_000_000_000_000, offset_minutes: 0 },
        score: None,
        ..answer(2)
    };
    let bytes = to_xlsx(&[answer(1), odd]).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let sheet = book.worksheet_range("answers").unwrap();
    assert_eq!(sheet.get_size(), (3, 16));
    let headers: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(headers, TABLE_HEADER);
    let cell = |row, column| sheet.get_value((row, column)).unwrap();
    assert_eq!(cell(1, 3), &Data::String("=cmd|' /C calc'!A0".into()));
    assert_eq!((cell(1, 2), cell(1, 15)), (&Data::Float(1.0), &Data::Float(1.0)));
    let Data::DateTime(moment) = cell(1, 1) else { panic!("{:?}", cell(1, 1)) };
    assert!((moment.as_f64() - 46_086.588_298_611).abs() < 1e-6, "{moment:?}");
    assert_eq!(cell(2, 3), &Data::String("a < b & c > \"d\"\n  _x000D_ \t王".into()));
    assert_eq!(cell(2, 2), &Data::Empty);
    assert_eq!(cell(2, 1), &Data::String("1684-10-19T08:00:00+00:00".into()));
    assert!(book.worksheet_formula("answers").unwrap().is_empty());
    assert_eq!(to_xlsx(&[answer(1)]).unwrap(), to_xlsx(&[answer(1)]).unwrap());
}

#[test]
fn our_own_reader_reads_the_workbook_alike() {
    let bytes = to_xlsx(&[answer(1)]).unwrap();
    let mut rows = Rows(Vec::new());
    block_on_ready(reader::read(&bytes, None, &mut rows, &mut Unpaced)).unwrap();
    assert_eq!(rows.0[0], TABLE_HEADER);
    let expected = [
        "answer-000001",
        "2026-03-05 14:07:09",
        "1",
        "=cmd|' /C calc'!A0",
        "Waited too long | 办理快捷",
        "yes",
        "",
        "+86 138 0000 0000",
        "call me",
        "zh-CN",
        "Harbour Bank",
        "North Gate",
        "counter",
        "",
        "tablet-1",
        "1",
    ];
    assert_eq!(rows.0[1], expected);
}

// QR codes.

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

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c =+@,\"\n]{0,6}", "\\PC{0,8}"]
}

fn any_answer() -> impl Strategy<Value = KioskAnswer> {
    // Few numbers, so that the same one often comes with another content.
    let contact = prop::option::of((any_text(), any_text()).prop_map(|(text, consent)| Contact { text, consent }));
    let taken = (any::<i64>(), any::<i16>()).prop_map(|(epoch_ms, offset_minutes)| Moment { epoch_ms, offset_minutes });
    (0_u64..6, any::<bool>(), any_text(), prop::collection::vec(any_text(), 0..3), contact, taken, any::<u64>())
        .prop_map(|(number, complete, comment, reasons, contact, taken, sequence)| KioskAnswer {
            complete,
            comment,
            reasons,
            contact,
            taken,
            sequence,
            ..answer(number)
        })
}

fn any_hand_over() -> impl Strategy<Value = HandOver> {
    let event = ("event-0[0-3]", 0..3)
        .prop_map(|(id, what)| Carried::new(&format!(r#"{{"id":"{id}","what":{what}}}"#)).unwrap());
    let parts = (prop::collection::vec(any_answer(), 0..12), prop::collection::vec(event, 0..6));
    parts.prop_map(|(answers, events)| HandOver { answers, events })
}

/// What is kept after these files came in, one after the other.
fn kept_after(files: &[Vec<u8>]) -> Vec<KioskAnswer> {
    let mut kept = Vec::new();
    for file in files {
        let new = compare(&kept, read(file).unwrap().answers).new;
        kept.retain(|known: &KioskAnswer| new.iter().all(|answer| answer.id != known.id));
        kept.extend(new);
    }
    merge(kept)
}

proptest! {
    #[test]
    fn what_is_written_is_read(hand_over in any_hand_over()) {
        let HandOver { answers, events } = hand_over.clone().merged();
        prop_assert_eq!(read(&to_json(hand_over)).unwrap(), Received { answers, events, ..Received::default() });
    }

    #[test]
    fn the_order_of_records_does_not_matter(hand_over in any_hand_over()) {
        let mut turned = hand_over.clone();
        turned.answers.reverse();
        turned.events.reverse();
        prop_assert_eq!(to_json(turned), to_json(hand_over));
    }

    #[test]
    fn files_of_any_number_of_kiosks_in_any_order_and_repeated_give_the_same(
        (files, shuffled) in prop::collection::vec(any_hand_over().prop_map(to_json), 0..4)
            .prop_flat_map(|files| (Just(files.clone()), Just([files.clone(), files].concat()).prop_shuffle())),
    ) {
        let kept = kept_after(&files);
        prop_assert_eq!(&kept_after(&shuffled), &kept);
        for file in &files {
            prop_assert_eq!(compare(&kept, read(file).unwrap().answers).new, []);
        }
    }

    #[test]
    fn no_content_of_a_file_panics(
        noise in prop::collection::vec(any::<u8>(), 0..200),
        answers in prop::collection::vec(any_answer(), 0..3),
        at in any::<prop::sample::Index>(),
    ) {
        for mut file in [to_json(of(answers.clone())), to_csv(&answers)] {
            let place = at.index(file.len());
            file.splice(place..place, noise.iter().copied());
            let _ = read(&file);
            file.truncate(place);
            let _ = read(&file);
        }
        let _ = read(&noise);
    }

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
