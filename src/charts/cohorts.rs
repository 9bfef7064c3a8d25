//! Who of each month's new customers was active again in the months after.

use super::heat::{Cell, Heat, Row, key_end, shade};
use super::ink::Ink;
use super::scale::extent;
use super::scene::{Anchor, DataTable, Point, Scene, Size};
use super::sketch::{Format, GAP, Sketch, Words, line};
use super::text::{Font, TextMeasure, shorten};
use super::ticks::Period;

/// The customers who began in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Cohort {
    /// When they began.
    pub period: Period,
    /// How many they are.
    pub size: u64,
    /// How many of them were active in each period since, beginning with their first.
    pub active: Vec<u64>,
    /// Whether each of these is of a period that is not covered whole. What is absent is whole.
    pub partial: Vec<bool>,
    /// Whether they are too few for shares to be trusted.
    pub few: bool,
}

impl Cohort {
    fn is_partial(&self, since: usize) -> bool {
        self.partial.get(since).is_some_and(|partial| *partial)
    }

    /// How many they are, with the mark of few.
    fn size(&self, count: Format<'_>) -> String {
        count(self.size as f64) + if self.few { FEW } else { "" }
    }
}

/// The input of [`cohorts`].
#[derive(Clone, Copy)]
pub struct Cohorts<'a> {
    /// Oldest first.
    pub cohorts: &'a [Cohort],
    /// Heading: cohort.
    pub cohort: &'a str,
    /// Heading: customers.
    pub size: &'a str,
    /// Heading: months since the first.
    pub since: &'a str,
    /// Heading: share still active.
    pub share: &'a str,
    /// What is said of a period that is not covered whole.
    pub partial: &'a str,
    /// What is said of customers that are few.
    pub few: &'a str,
    /// A share as text; 0.2 becomes "20 %".
    pub percent: Format<'a>,
    /// A share where room is scarce; 0.2 becomes "20".
    pub short: Format<'a>,
    /// A count as text.
    pub count: Format<'a>,
    /// What is said of older cohorts left out, given how many.
    pub more: &'a dyn Fn(usize) -> String,
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

/// Stands beside a share whose period is not covered whole.
const PARTIAL: &str = "*";

/// Stands beside a number of customers that are few.
const FEW: &str = "†";

/// The most cohorts shown; older ones are counted in a line above the table.
pub const MOST: usize = 120;

/// Draws the matrix, oldest cohort at the top. The darkest shade is a round figure at or above the
/// best share after the first period, which is always whole.
pub fn cohorts(data: &Cohorts<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let left_out = data.cohorts.len().saturating_sub(MOST);
    let shown: Vec<&Cohort> = data.cohorts.iter().skip(left_out).collect();
    let periods = shown.iter().map(|cohort| cohort.active.len()).max().unwrap_or(0).min(MOST);
    let columns = columns(data, periods);
    if periods == 0 || shown.iter().all(|cohort| cohort.size == 0) {
        return sketch.nothing(columns, data.words);
    }
    let any_partial = shown.iter().any(|cohort| cohort.partial.contains(&true)).then_some((PARTIAL, data.partial));
    let any_few = shown.iter().any(|cohort| cohort.few).then_some((FEW, data.few));
    let later = shown.iter().flat_map(|cohort| (1..cohort.active.len()).filter_map(|since| share(cohort, since)));
    let most = extent(later).map_or(1.0, |(_, most)| if most > 0.0 { key_end(most) } else { 1.0 });
    Heat {
        rows: shown.iter().map(|cohort| Row { label: cohort.period.name(), note: cohort.size(data.count) }).collect(),
        columns: (0..periods).map(|since| (since.to_string(), since % 12 == 0)).collect(),
        cells: shown.iter().map(|cohort| cells(data, cohort, most, periods)).collect(),
        row_title: data.cohort,
        note_title: data.size,
        column_title: data.since,
        key: ((data.percent)(0.0), (data.percent)(most)),
        row_height: row_height(shown.len()),
    }
    .draw(&mut sketch);
    let more = (left_out > 0).then(|| (data.more)(left_out));
    let marks = [any_partial, any_few].into_iter().flatten().map(|(mark, said)| format!("{mark} {said}"));
    for text in marks.chain(more) {
        let row = Font::SMALL.line_height();
        let text = shorten(&text, Font::SMALL, sketch.size.width, measure);
        sketch.size.height += row + GAP;
        let at = Point::new(0.0, sketch.size.height - row / 2.0);
        sketch.text(at, Anchor::Start, Font::SMALL, Ink::MutedText, text);
    }
    let rows = shown.iter().map(|cohort| table_row(data, cohort, periods)).collect();
    sketch.finish(DataTable { columns, rows }, data.words)
}

/// Tall enough for text while the matrix fits a page; lower beyond.
fn row_height(rows: usize) -> f64 {
    match rows {
        0..=16 => 28.0,
        17..=40 => 20.0,
        _ => (800.0 / rows as f64).clamp(6.0, 20.0),
    }
}

fn share(cohort: &Cohort, since: usize) -> Option<f64> {
    let active = *cohort.active.get(since)?;
    (cohort.size > 0).then(|| active as f64 / cohort.size as f64)
}

fn cells(data: &Cohorts<'_>, cohort: &Cohort, most: f64, periods: usize) -> Vec<Option<Cell>> {
    let cell = |since: usize| {
        let share = share(cohort, since)?;
        let active = cohort.active.get(since).copied().unwrap_or(0);
        let percent = (data.percent)(share);
        let partial = cohort.is_partial(since);
        let mark = if partial { PARTIAL } else { "" };
        let marks = [(partial, data.partial), (cohort.few, data.few)].into_iter().filter(|(marked, _)| *marked);
        let of = format!("{} ({} / {})", percent, (data.count)(active as f64), (data.count)(cohort.size as f64));
        Some(Cell {
            shade: shade(share, most),
            short: (data.short)(share) + mark,
            second: String::new(),
            hatched: partial,
            title: line(data.cohort, &cohort.period.name()),
            lines: [line(data.since, &since.to_string()), line(data.share, &of)]
                .into_iter()
                .chain(marks.map(|(_, said)| said.to_owned()))
                .collect(),
            text: percent + mark,
        })
    };
    (0..cohort.active.len().min(periods)).map(cell).collect()
}

fn columns(data: &Cohorts<'_>, periods: usize) -> Vec<String> {
    [data.cohort.to_owned(), data.size.to_owned()]
        .into_iter()
        .chain((0..periods).map(|since| since.to_string()))
        .collect()
}

fn table_row(data: &Cohorts<'_>, cohort: &Cohort, periods: usize) -> Vec<String> {
    let shares = (0..periods).map(|since| match share(cohort, since) {
        Some(share) if cohort.is_partial(since) => format!("{} ({})", (data.percent)(share), data.partial),
        Some(share) => (data.percent)(share),
        None => String::new(),
    });
    let size = (data.count)(cohort.size as f64);
    let size = if cohort.few { format!("{size} ({})", data.few) } else { size };
    [cohort.period.name(), size].into_iter().chain(shares).collect()
}

#[cfg(test)]
mod tests {
    use super::super::check::{everywhere, number, percent, texts};
    use super::super::scene::Mark;
    use super::super::text::WidthTable;
    use super::*;

    fn short(share: f64) -> String {
        format!("{:.0}", share * 100.0)
    }

    fn more(count: usize) -> String {
        format!("{count} older cohorts not shown")
    }

    fn triangle(count: usize, chinese: bool) -> Vec<Cohort> {
        (0..count)
            .map(|index| Cohort {
                period: Period {
                    label: format!("{}", index % 12 + 1),
                    full: if chinese {
                        format!("2024年{}月", index % 12 + 1)
                    } else {
                        format!("Mar {}", 2000 + index)
                    },
                    major: index % 12 == 0,
                    ..Period::default()
                },
                size: 1000 + index as u64,
                active: (0..count - index).map(|since| 1000 / (since as u64 + 1)).collect(),
                partial: (0..count - index).map(|since| index + since + 1 == count).collect(),
                few: false,
            })
            .collect()
    }

    fn data(cohorts: &[Cohort], chinese: bool) -> Cohorts<'_> {
        Cohorts {
            cohorts,
            cohort: if chinese { "首购月份" } else { "First purchase" },
            size: if chinese { "客户数" } else { "Customers" },
            since: if chinese { "首购后第几个月" } else { "Months since the first purchase" },
            share: "Active",
            partial: if chinese { "月份不完整" } else { "month not complete" },
            few: if chinese { "客户不足 30 名" } else { "fewer than 30 customers" },
            percent: &percent,
            short: &short,
            count: &number,
            more: &more,
            words: Words { summary: "summary", empty: "No cohorts" },
        }
    }

    #[test]
    fn labels_never_overlap() {
        for count in [1, 2, 12, 25, 60, 500] {
            for chinese in [false, true] {
                let cohorts_ = triangle(count, chinese);
                everywhere(|size, measure| cohorts(&data(&cohorts_, chinese), size, measure));
            }
        }
    }

    #[test]
    fn shares_stand_in_the_cells_where_all_fit() {
        let twelve = triangle(12, false);
        let cells = |width| {
            let scene = cohorts(&data(&twelve, false), Size::new(width, 300.0), &WidthTable);
            (texts(&scene).contains(&"33 %".to_owned()), texts(&scene).contains(&"33".to_owned()))
        };
        assert_eq!(cells(1200.0), (true, false));
        assert_eq!(cells(520.0), (false, true));
        assert_eq!(cells(320.0), (false, false));
    }

    #[test]
    fn what_is_not_whole_is_hatched_and_marked() {
        let scene = cohorts(&data(&triangle(3, false), false), Size::new(640.0, 300.0), &WidthTable);
        let found = texts(&scene);
        assert!(found.contains(&"33 %*".to_owned()) && found.contains(&"* month not complete".to_owned()), "{found:?}");
        assert!(scene.marks.iter().any(|mark| matches!(mark, Mark::Path { .. })));
        assert_eq!(scene.table.rows[0][3..], ["50 %", "33 % (month not complete)"].map(str::to_owned));
        assert_eq!(scene.hits[2].lines.last().map(String::as_str), Some("month not complete"));
        let whole: Vec<_> =
            triangle(3, false).into_iter().map(|cohort| Cohort { partial: Vec::new(), ..cohort }).collect();
        let scene = cohorts(&data(&whole, false), Size::new(640.0, 300.0), &WidthTable);
        assert!(!texts(&scene).iter().any(|text| text.contains('*')));
    }

    #[test]
    fn cohorts_of_few_are_marked_and_said() {
        let mut some = triangle(3, false);
        some[1].few = true;
        let scene = cohorts(&data(&some, false), Size::new(640.0, 300.0), &WidthTable);
        let found = texts(&scene);
        let marked: Vec<_> = found.iter().filter(|text| text.contains('†')).collect();
        assert_eq!(marked, ["1001†", "† fewer than 30 customers"]);
        assert_eq!(scene.table.rows[1][1], "1001 (fewer than 30 customers)");
        let said = scene.hits.iter().filter(|hit| hit.lines.iter().any(|line| line == "fewer than 30 customers"));
        assert_eq!(said.count(), 2);
        for cohort in &mut some {
            cohort.few = true;
        }
        everywhere(|size, measure| cohorts(&data(&some, true), size, measure));
    }

    #[test]
    fn many_cohorts_are_cut_and_counted() {
        let many = triangle(500, false);
        let scene = cohorts(&data(&many, false), Size::new(640.0, 300.0), &WidthTable);
        assert!(texts(&scene).contains(&"380 older cohorts not shown".to_owned()));
        assert_eq!(scene.table.rows.len(), MOST);
        assert!(scene.height < 1200.0);
    }

    #[test]
    fn degenerate_cohorts() {
        let empty = Cohort { period: Period::default(), size: 0, active: vec![0, 0], partial: Vec::new(), few: false };
        for cohorts_ in [vec![], vec![empty.clone()]] {
            let scene = cohorts(&data(&cohorts_, false), Size::new(320.0, 300.0), &WidthTable);
            assert_eq!(texts(&scene), ["No cohorts"]);
        }
        let gone = Cohort { size: 5, active: vec![5, 0, 0], ..empty.clone() };
        for cohorts_ in [vec![gone.clone()], vec![gone, empty]] {
            everywhere(|size, measure| cohorts(&data(&cohorts_, false), size, measure));
        }
    }
}
