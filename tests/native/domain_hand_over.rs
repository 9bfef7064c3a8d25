//! Answers handed over: as files and as workbooks.

use std::io::Cursor;

use crate::answers::{answer, of};
use calamine::{Data, Reader, Xlsx};
use loyalscope::domain::hand_over::{
    Carried, FileError, HandOver, LARGEST_FILE, Place, Received, Why, compare, read, to_json, to_xlsx,
};
use loyalscope::domain::intake::workbook as reader;
use loyalscope::domain::intake::{Flow, IntakeError, Record, Sink, Unpaced, block_on_ready};
use loyalscope::domain::survey::{Contact, KioskAnswer, Moment, TABLE_HEADER, merge, to_csv};
use proptest::prelude::*;

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
fn a_cell_ends_where_a_spreadsheet_ends_it() {
    let cut = |letter: &str, count: usize| {
        let long = KioskAnswer { comment: letter.repeat(count), ..answer(1) };
        let bytes = to_xlsx(&[long]).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
        let sheet = book.worksheet_range("answers").unwrap();
        sheet.get_value((1, 3)).unwrap().to_string().chars().count()
    };
    assert_eq!((cut("王", 32_767), cut("王", 32_768)), (32_767, 32_767));
    // Each of these counts as two.
    assert_eq!(cut("😀", 20_000), 16_383);
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
}
