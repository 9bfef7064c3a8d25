//! Numbers, dates, ids and scores as systems write them, read back equal; and what a reader is told.

use loyalscope::domain::dataset::{Dataset, FileTable, JoinRule, Kind, NearIds, Rows};
use loyalscope::domain::day::Day;
use loyalscope::domain::intake::{
    self, Imported, MemorySource, Note, Overrides, Preview, Reason, Unpaced, block_on_ready as ready,
};
use proptest::prelude::*;

fn preview(text: &str, kind: Kind) -> Preview {
    let overrides = Overrides { kind: Some(kind), ..Overrides::default() };
    ready(intake::preview(&mut MemorySource::new("a.csv", text), &overrides)).unwrap()
}

fn import(text: &str, kind: Kind) -> Imported {
    let plan = preview(text, kind).plan;
    ready(intake::read(&mut MemorySource::new("a.csv", text), &plan, &mut Unpaced)).unwrap()
}

fn amounts(imported: &Imported) -> Vec<i128> {
    let Rows::Purchases(rows) = &imported.table.rows else { panic!("purchases") };
    rows.amount.iter().map(|amount| amount.money().micros()).collect()
}

fn days(imported: &Imported) -> Vec<Day> {
    let Rows::Purchases(rows) = &imported.table.rows else { panic!("purchases") };
    rows.day.clone()
}

/// A file of purchases with these cells as amounts.
fn of_amounts(cells: &[String]) -> String {
    let rows = cells.iter().map(|cell| format!("c\t2024-01-31\t{cell}")).collect::<Vec<_>>().join("\n");
    format!("customer\tdate\tamount\n{rows}")
}

/// A file of purchases with these cells as dates.
fn of_dates(cells: &[String]) -> String {
    let rows = cells.iter().map(|cell| format!("c\t{cell}\t5")).collect::<Vec<_>>().join("\n");
    format!("customer\tdate\tamount\n{rows}")
}

/// How a system writes money.
#[derive(Debug, Clone)]
struct NumberStyle {
    group: &'static str,
    mark: char,
    indian: bool,
    /// Before and behind.
    currency: (&'static str, &'static str),
    minus: (&'static str, &'static str),
    digits: [char; 10],
}

impl NumberStyle {
    fn write(&self, cents: i64) -> String {
        let (whole, decimals) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        let digits = whole.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            let left = digits.len() - at;
            let is_break = if self.indian { left == 3 || left > 3 && left % 2 == 1 } else { left.is_multiple_of(3) };
            if at > 0 && is_break {
                out.push_str(self.group);
            }
            out.push(digit);
        }
        let written = format!("{out}{}{decimals:02}", self.mark);
        let written: String = written
            .chars()
            .map(|letter| {
                letter.to_digit(10).and_then(|digit| self.digits.get(digit as usize)).copied().unwrap_or(letter)
            })
            .collect();
        let money = format!("{}{written}{}", self.currency.0, self.currency.1);
        if cents < 0 { format!("{}{money}{}", self.minus.0, self.minus.1) } else { money }
    }
}

fn number_style() -> impl Strategy<Value = NumberStyle> {
    let groups = prop::sample::select(vec![
        (",", '.', false),
        (".", ',', false),
        (" ", ',', false),
        ("\u{a0}", ',', false),
        ("\u{202f}", ',', false),
        ("'", '.', false),
        ("’", '.', false),
        (",", '.', true),
        ("", '.', false),
        ("", ',', false),
    ]);
    let currencies = prop::sample::select(vec![
        ("", ""),
        ("$", ""),
        ("US$ ", ""),
        ("R$\u{a0}", ""),
        ("€ ", ""),
        ("", " €"),
        ("￥", ""),
        ("", "元"),
        ("", " kr"),
        ("kr ", ""),
        ("CHF ", ""),
        ("", " zł"),
        ("", " Kč"),
        ("", " USD"),
        ("RM", ""),
        ("Rs. ", ""),
        ("₹", ""),
        ("", " руб."),
        ("HK$", ""),
    ]);
    let minuses = prop::sample::select(vec![
        ("-", ""),
        ("\u{2212}", ""),
        ("(", ")"),
        ("", "-"),
        ("- ", ""),
        ("", " CR"),
        ("－", ""),
    ]);
    let digits = prop::sample::select(vec!["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]);
    (groups, currencies, minuses, digits).prop_map(|((group, mark, indian), currency, minus, digits)| {
        let mut all = ['0'; 10];
        all.iter_mut().zip(digits.chars()).for_each(|(slot, digit)| *slot = digit);
        NumberStyle { group, mark, indian, currency, minus, digits: all }
    })
}

const MONTHS: [(&str, [&str; 12]); 12] = [
    (
        "en",
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ),
    ("fr", ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]),
    (
        "de",
        [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
    ),
    ("es", ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"]),
    (
        "pt",
        [
            "de janeiro de",
            "de fevereiro de",
            "de março de",
            "de abril de",
            "de maio de",
            "de junho de",
            "de julho de",
            "de agosto de",
            "de setembro de",
            "de outubro de",
            "de novembro de",
            "de dezembro de",
        ],
    ),
    ("it", ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"]),
    ("nl", ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]),
    (
        "pl",
        [
            "stycznia",
            "lutego",
            "marca",
            "kwietnia",
            "maja",
            "czerwca",
            "lipca",
            "sierpnia",
            "września",
            "października",
            "listopada",
            "grudnia",
        ],
    ),
    (
        "ru",
        [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ],
    ),
    ("tr", ["Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"]),
    (
        "fi",
        [
            "tammikuuta",
            "helmikuuta",
            "maaliskuuta",
            "huhtikuuta",
            "toukokuuta",
            "kesäkuuta",
            "heinäkuuta",
            "elokuuta",
            "syyskuuta",
            "lokakuuta",
            "marraskuuta",
            "joulukuuta",
        ],
    ),
    (
        "cs",
        [
            "ledna",
            "února",
            "března",
            "dubna",
            "května",
            "června",
            "července",
            "srpna",
            "září",
            "října",
            "listopadu",
            "prosince",
        ],
    ),
];

/// A day in one of many styles, by number; the last ones are by name in a language.
fn written_day(style: usize, day: Day) -> String {
    let (y, m, d) = day.ymd();
    let month = |language: usize| MONTHS[language % MONTHS.len()].1[usize::try_from(m - 1).unwrap()];
    match style {
        0 => format!("{y}-{m:02}-{d:02}"),
        1 => format!("{y}/{m}/{d}"),
        2 => format!("{y}年{m}月{d}日"),
        3 => format!("{y}년 {m}월 {d}일 오후 3:20"),
        4 => format!("{d:02}.{m:02}.{y} 10.20"),
        5 => format!("{d:02}/{m:02}/{y} à 10h20"),
        6 => format!("{m:02}/{d:02}/{y}, 10:20:30 PM"),
        7 => format!("{y}{m:02}{d:02}T102030Z"),
        8 => format!("{y}-{m:02}-{d:02}T23:30:00.123-08:00"),
        9 => format!("{y}-{m:02}-{d:02}-10.20.30.000000"),
        10 => format!("令和{}年{m}月{d}日", y - 2018),
        11 => format!("{d:02}-{m}月 -{:02} 09.10.22.000000 上午", y % 100),
        12 => format!("{d:02}-{}-{:02} 09.10.22.000 AM", month(0).get(..3).unwrap().to_uppercase(), y % 100),
        13 => format!("{} {d}, {y} 11:10:22 PM PST", month(0)),
        14 => format!("Tue {} {d:02} 10:20:30 GMT+08:00 {y}", month(0).get(..3).unwrap()),
        15 => ((i64::from(day.epoch_days()) * 86_400) + 3_600).to_string(),
        16 => ((i64::from(day.epoch_days()) * 86_400) * 1_000 + 12_345).to_string(),
        by_name => format!("{d} {} {y}", month(by_name - 17)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn amounts_come_back_in_any_style(style in number_style(), cents in prop::collection::vec(-99_999_999_i64..99_999_999, 1..12)) {
        let cells: Vec<String> = cents.iter().map(|cents| style.write(*cents)).collect();
        let imported = import(&of_amounts(&cells), Kind::Purchases);
        let wanted: Vec<i128> = cents.iter().map(|cents| i128::from(*cents) * 10_000).collect();
        prop_assert_eq!(amounts(&imported), wanted, "{:?}", cells);
    }

    #[test]
    fn days_come_back_in_any_style(style in 0..17 + MONTHS.len(), offsets in prop::collection::vec(0..5_000_i32, 1..12)) {
        let first: Day = "2019-05-31".parse().unwrap();
        // A 31st settles the order of day and month.
        let wanted: Vec<Day> = std::iter::once(0).chain(offsets).map(|offset| Day::from_epoch_days(first.epoch_days() + offset).unwrap()).collect();
        let cells: Vec<String> = wanted.iter().map(|day| written_day(style, *day)).collect();
        let text = of_dates(&cells);
        let seen = preview(&text, Kind::Purchases);
        prop_assert!(seen.columns.iter().all(|column| column.unread.is_none()), "{:?}", cells);
        prop_assert_eq!(days(&import(&text, Kind::Purchases)), wanted, "{:?}", cells);
    }
}

#[test]
fn a_column_of_dates_that_cannot_be_read_is_told_before_reading() {
    let rows = |bad: usize| -> String {
        let cells: Vec<String> = (0..100)
            .map(|row| if row < bad { "5 brumaire 2024".to_owned() } else { "5 mars 2024".to_owned() })
            .collect();
        of_dates(&cells)
    };
    let unread = |bad: usize| preview(&rows(bad), Kind::Purchases).columns[1].unread.clone();
    assert_eq!(unread(2), None, "two of a hundred are slips");
    let told = unread(3).unwrap();
    assert_eq!((told.cells, told.filled, told.examples), (3, 100, vec!["5 brumaire 2024".to_owned()]));
}

#[test]
fn a_number_of_seconds_is_no_date_among_others() {
    let imported = import("customer,date,amount\na,2024-01-05,1\nb,1709600000,2\n", Kind::Purchases);
    assert_eq!(imported.report.reasons.get(&Reason::BadDate), Some(&1));
}

#[test]
fn a_number_torn_by_its_comma_is_put_together_or_set_aside() {
    let text =
        "order,customer,date,amount,note\n1,a,2024-01-05,120.50,\n2,b,2024-01-06,1,310.00,\n3,c,2024-01-07,$2,450,x\n";
    let imported = import(text, Kind::Purchases);
    assert_eq!(amounts(&imported), [120_500_000, 1_310_000_000, 2_450_000_000]);
    assert!(imported.report.notes.contains(&Note::TornNumbers { rows: 2 }), "{:?}", imported.report.notes);
    // 1,310 at 200 each, or 1 at 310,200.
    let text = "customer,date,quantity,unit_price\na,2024-01-05,2,3.00\nb,2024-01-06,1,310,200\n";
    assert_eq!(import(text, Kind::Purchases).report.reasons.get(&Reason::TooManyCells), Some(&1));
    // A delimiter at the end of every row tears nothing.
    let text = "customer,date,quantity,unit_price\na,2024-01-05,1,310.00,\nb,2024-01-06,2,310.00,\n";
    assert_eq!(amounts(&import(text, Kind::Purchases)), [310_000_000, 620_000_000]);
}

#[test]
fn money_of_several_currencies_is_never_added_up() {
    for text in [
        "customer,date,amount\na,2024-01-05,$10.50\nb,2024-01-05,€7.50\nc,2024-01-06,US$3.00\nd,2024-01-06,4.00\n",
        "customer,date,amount,currency\na,2024-01-05,10.50,USD\nb,2024-01-05,7.50,EUR\nc,2024-01-06,3.00,USD\nd,2024-01-06,4.00,\n",
    ] {
        assert_eq!(preview(text, Kind::Purchases).currencies, ["USD", "EUR"]);
        let imported = import(text, Kind::Purchases);
        assert_eq!(amounts(&imported), [10_500_000, 3_000_000, 4_000_000]);
        assert_eq!(imported.report.reasons.get(&Reason::OtherCurrency), Some(&1));
        assert!(
            imported.report.notes.iter().any(|note| matches!(note, Note::Currencies { used, .. } if used == "USD"))
        );
        let mut plan = preview(text, Kind::Purchases).plan;
        plan.currency = Some("EUR".to_owned());
        let imported = ready(intake::read(&mut MemorySource::new("a.csv", text), &plan, &mut Unpaced)).unwrap();
        assert_eq!(amounts(&imported), [7_500_000, 4_000_000], "a row that names none is taken for one that is used");
        plan.rates.insert("USD".to_owned(), 900_000);
        let imported = ready(intake::read(&mut MemorySource::new("a.csv", text), &plan, &mut Unpaced)).unwrap();
        assert_eq!(amounts(&imported), [9_450_000, 7_500_000, 2_700_000, 4_000_000]);
        assert!(imported.report.notes.contains(&Note::Converted { rows: 2 }), "{:?}", imported.report.notes);
    }
}

#[test]
fn ids_that_are_numbers_are_one_customer_across_files() {
    let plain = import("customer_id,order_date,amount\n17850,2024-01-05,1\n00123,2024-01-05,1\n", Kind::Purchases);
    let odd = import(
        "customer_id,order_date,amount\n17850.0,2024-01-06,1\n1.785E4,2024-01-06,2\n123.0,2024-01-07,3\n,2024-01-08,1\n",
        Kind::Purchases,
    );
    assert!(
        odd.report.notes.iter().any(|note| matches!(note, Note::UnifiedIds { ids: 3, .. })),
        "{:?}",
        odd.report.notes
    );
    let tables = [plain.table, odd.table];
    let (dataset, notes) = Dataset::build(&tables);
    assert_eq!((dataset.customers.len(), notes.near_ids), (3, NearIds { leading_zeros: 1, ..NearIds::default() }));
    let (dataset, _) = Dataset::build_by(&tables, JoinRule { ignore_zeros: true, ..JoinRule::default() });
    assert_eq!(dataset.customers.len(), 2);
}

#[test]
fn exports_that_overlap_count_once() {
    let file = |rows: &str| import(&format!("order_no,customer,date,amount\n{rows}"), Kind::Purchases).table;
    let tables = [
        file("1,a,2024-01-05,10\n2,b,2024-02-01,20\n2,b,2024-02-01,5\n"),
        file("2,b,2024-02-01,20\n2,b,2024-02-01,5.00\n3,a,2024-02-09,7\n2,c,2024-02-01,20\n"),
    ];
    let (dataset, notes) = Dataset::build(&tables);
    assert_eq!((dataset.purchases.unwrap().len(), notes.overlapping_rows), (5, 2));
}

#[test]
fn exports_that_overlap_without_order_numbers_count_once_where_their_days_are_alike() {
    let file = |days: std::ops::Range<u32>, more: &str| {
        let row =
            |day: u32| format!("c{},2024-01-{day:02},{},茶\nc{},2024-01-{day:02},9,茶\n", day % 5, day * 3, day % 7);
        let rows: String = days.map(row).collect();
        import(&format!("customer,date,amount,product\n{rows}{more}"), Kind::Purchases).table
    };
    let count = |tables: &[FileTable], rule: JoinRule| {
        let (dataset, notes) = Dataset::build_by(tables, rule);
        (dataset.purchases.unwrap().len(), notes.overlapping_rows, notes.equal_rows)
    };
    let plain = JoinRule::default();
    // January, and its last ten days once more; a row twice in one file stands for two.
    let overlap = [file(1..29, "c1,2024-01-25,1,茶\nc1,2024-01-25,1,茶\n"), file(19..32, "c1,2024-01-25,1,茶\n")];
    assert_eq!(count(&overlap, plain), (58 + 27 - 21, 21, 0));
    assert_eq!(count(&overlap, JoinRule { count_overlap: true, ..plain }).0, 58 + 27);
    // Two branches have few rows alike: these are told, and count once only where the user says so.
    let other: String = (1..29).map(|day| format!("b{},2024-01-{day:02},4,茶\n", day % 6)).collect();
    let branches = [file(1..29, ""), file(20..26, &other)];
    assert_eq!(count(&branches, plain), (56 + 40, 0, 12));
    assert_eq!(count(&branches, JoinRule { equal_once: true, ..plain }), (56 + 28, 0, 12));
    // Other products are other rows, and a few may be alike by chance.
    let product = |name: &str| {
        let rows: String = (1..20).map(|day| format!("c1,2024-01-{day:02},5,{name}\n")).collect();
        import(&format!("customer,date,amount,product\n{rows}"), Kind::Purchases).table
    };
    assert_eq!(count(&[product("茶"), product("咖啡")], plain), (38, 0, 0));
    assert_eq!(count(&[file(1..3, ""), file(1..3, "")], plain), (8, 0, 4));
}

#[test]
fn receipts_that_start_again_are_known_in_the_other_file_too() {
    let file = |rows: &str| import(&format!("order_no,customer,date,amount\n{rows}"), Kind::Purchases).table;
    let tables = [
        file("1,a,2024-01-05,10\n1,a,2024-02-05,20\n,b,2024-02-06,1\n"),
        file("1,a,2024-01-05,10\n1,a,2024-02-05,20\n1,a,2024-03-05,30\n,b,2024-02-06,1\n"),
    ];
    let (dataset, notes) = Dataset::build(&tables);
    // What has no order number is never known for the same.
    assert_eq!((dataset.purchases.unwrap().len(), notes.overlapping_rows), (5, 2));
}

#[test]
fn labelled_scores_are_read_and_derived_columns_are_not_taken_for_one() {
    let answers = |text: &str| {
        let imported = import(text, Kind::Answers);
        let Rows::Answers(rows) = &imported.table.rows else { panic!("answers") };
        let scores: Vec<Option<u8>> =
            rows.score.iter().map(|score| score.map(loyalscope::domain::score::Score::get)).collect();
        scores
    };
    assert_eq!(
        answers("NPS,store\n10 - Extremely likely,A\nNot at all likely - 0,B\n9（非常愿意）,C\n,D\n"),
        [Some(10), Some(0), Some(9), None]
    );
    assert_eq!(answers("Q1_NPS_GROUP,Q1\n3,10\n1,0\n3,9\n2,7\n"), [Some(10), Some(0), Some(9), Some(7)]);
    let text = "recommend_shop,recommend_delivery\n10,9\n0,3\n7,10\n";
    assert_eq!(preview(text, Kind::Answers).score_choices, ["recommend_shop", "recommend_delivery"], "the page asks");
    assert!(preview("recommend,satisfaction\n10,9\n0,3\n7,10\n", Kind::Answers).score_choices.is_empty());
}
