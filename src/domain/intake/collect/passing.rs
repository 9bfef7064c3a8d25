//! Rows among and below the data that are none of it: the header again where files were joined, totals,
//! remarks of the export.

use std::collections::BTreeMap;

use crate::domain::dataset::BLANK;
use crate::domain::intake::note::Note;
use crate::domain::intake::record::Record;
use crate::domain::intake::report::{Passed, PassedRow, Reason};
use crate::domain::intake::sheets::is_joined;
use crate::domain::intake::value::{DateCell, bare, filled, is_nothing, read_date, read_number, trimmed};

use super::other_table::OtherTable;
use super::{Collector, Fault, SHOWN, SHOWN_LETTERS};

/// Beginnings of the first cell of a row of totals, in lower case and without blanks.
const TOTALS: &str = "total totals grandtotal subtotal sub-total sum overall average mean median count \
    summe gesamt gesamtsumme zwischensumme insgesamt totalgénéral sous-total somme suma sumatotal totale totalgeral soma \
    totaal razem ogółem итого всего suma: yhteensä celkem toplam summa totalt \
    nps promoters passives detractors stddev stdev std variance minimum maximum \
    平均 平均分 平均值 均值 中位数 众数 标准差 最大值 最小值 净推荐值 推荐者 被动者 贬损者 \
    合计 总计 小计 总和 总额 累计 汇总 总交易单数 总笔数 本页合计 本页小计 本月合计 本日合计 本年合计 本期合计 本月累计 本年累计 合計 総計 小計 總計 합계 총계 소계";

/// What no customer and no order is called, without blanks and case: a row that has it there is a total, be it dated as
/// data are.
const TOTAL_NAMES: &str = "total totals subtotal sub-total grandtotal monthtotal monthlytotal runningtotal cumulativetotal \
    openingbalance closingbalance balancebroughtforward balancecarriedforward zwischensumme gesamtsumme übertrag sous-total \
    итого 合计 总计 小计 共计 累计 汇总 本页合计 本页小计 本月合计 本月小计 本月累计 本日合计 本日小计 当日合计 当日小计 当月合计 \
    当月小计 本年合计 本年小计 本年累计 月度合计 年度合计 期初余额 期末余额 承前页 过次页 合計 總計 小計 累計 総計 합계 총계 소계";

/// Beginnings of rows that say something about the export.
const REMARKS: &str = "# * ※ © 注 说明 备注 共 导出 制表 打印 note: notes: note source: disclaimer copyright confidential \
    endofreport endoffile eof generated exported printed page reportgenerated filters";

/// Signs that lines are drawn with.
const LINE: &str = "-=_*#~+|:";

/// Rows passed over.
#[derive(Debug, Clone, Default)]
pub(in crate::domain::intake) struct Passes {
    /// How many, by reason.
    pub counts: BTreeMap<Passed, u64>,
    /// The first of them.
    pub rows: Vec<PassedRow>,
}

impl Passes {
    #[cold]
    pub fn add(&mut self, record: &Record, why: Passed) {
        *self.counts.entry(why).or_default() += 1;
        if self.rows.len() < SHOWN {
            let cells: Vec<&str> = record.iter().map(trimmed).filter(|cell| !cell.is_empty()).collect();
            let text = cells.join(" · ").chars().take(SHOWN_LETTERS).collect();
            self.rows.push(PassedRow { row: record.row, why, text });
        }
    }

    /// The first cells of the rows above the header.
    pub fn titles(&self) -> Vec<String> {
        let first = |row: &PassedRow| row.text.split(" · ").next().unwrap_or("").to_owned();
        self.rows.iter().filter(|row| row.why == Passed::Title).map(first).collect()
    }

    /// What was passed over below the header, as notes.
    pub fn notes(&self) -> impl Iterator<Item = Note> {
        let below = self.counts.iter().filter(|(why, _)| **why != Passed::Title);
        below.map(|(&why, &rows)| Note::PassedOver { why, rows })
    }
}

/// Tells rows that are no data. It knows no roles: those that could not be used are looked at again.
#[derive(Debug)]
pub(in crate::domain::intake) struct Passing {
    header: Vec<String>,
    /// Cells before the row itself: the name of its sheet, where several are read together.
    before: usize,
    /// The first cells of the rows above the header: a joined file repeats them.
    titles: Vec<String>,
    /// Beginnings of first cells that are worth a closer look.
    beginnings: Beginnings,
    /// Whether the last row was a total or a remark.
    after: bool,
    /// Where the columns stand below a header that came again with others or in another order.
    moved: Option<Moved>,
    /// Where another table begins below.
    other: OtherTable,
}

/// Where the columns stand in rows.
#[derive(Debug)]
struct Moved {
    /// The cell of each column of the first header, where there is one.
    cells: Vec<Option<usize>>,
    /// Cells that the header of these rows names.
    width: usize,
}

impl Passing {
    /// For rows below this header; where `is_joined`, the name of a sheet stands before it and each of them.
    pub fn new(header: &Record, titles: Vec<String>, is_joined: bool) -> Self {
        let before = usize::from(is_joined);
        let header: Vec<String> = names_of(header).skip(before).map(str::to_owned).collect();
        let words = [TOTALS, TOTAL_NAMES, REMARKS].into_iter().flat_map(str::split_whitespace);
        let words = words.chain(titles.iter().map(String::as_str));
        let beginnings = Beginnings::of(words, &header);
        Self { header, before, titles, beginnings, after: false, moved: None, other: OtherTable::default() }
    }

    /// Why a row is no data; `None` for data.
    #[inline]
    pub fn why(&mut self, record: &Record) -> Option<Passed> {
        if self.other.pass(record) {
            return Some(self.within_other(record));
        }
        if !(self.is_alone(record) || self.is_worth_a_look(record)) {
            self.after = false;
            return None;
        }
        let why = self.look(record).or_else(|| self.look_moved(record));
        if why == Some(Passed::HeaderAgain) {
            self.moved = None;
        }
        self.after = matches!(why, Some(Passed::Total | Passed::Remark));
        why
    }

    /// A row below the beginning of another table, which the header ends where it comes again.
    #[cold]
    fn within_other(&mut self, record: &Record) -> Passed {
        if self.look(record) != Some(Passed::HeaderAgain) {
            return Passed::OtherTable;
        }
        self.other.end();
        Passed::HeaderAgain
    }

    /// Whether the row last asked about, which is no data, begins another table.
    pub fn begins_other(&mut self, record: &Record) -> bool {
        self.other.begins(record)
    }

    /// Whether the first cell begins as rows do that are no data.
    #[inline]
    fn is_worth_a_look(&self, record: &Record) -> bool {
        let begins = record.first_bytes().map_or(0, |bytes| self.beginnings.of_bytes(bytes));
        (begins != 0 || self.before > 0) && self.begins_like_one(record)
    }

    /// As [`Self::is_worth_a_look`], of the first cell as it is without wrapping.
    fn begins_like_one(&self, record: &Record) -> bool {
        let Some(first) = self.filled(record).next() else { return false };
        let begins = self.beginnings.of_cell(bare(first, true).text);
        begins & WORD != 0 || begins & NAME != 0 && self.is_name(first)
    }

    /// Whether a row, of which the header has more cells than two, holds nothing but its first.
    #[inline]
    fn is_alone(&self, record: &Record) -> bool {
        self.header.len() > 2
            && if self.before == 0 {
                record.holds_first_only()
            } else {
                record.iter().skip(self.before + 1).all(|cell| trimmed(cell).is_empty())
            }
    }

    /// The cells of a row that are not blank, freed of wrapping.
    fn filled<'r>(&self, record: &'r Record) -> impl Iterator<Item = &'r str> + use<'r> {
        filled(record.iter().skip(self.before))
    }

    /// The cells of a row as names: without blanks, wrapping and what is blank at its end.
    fn names_of<'r>(&self, record: &'r Record) -> impl Iterator<Item = &'r str> + use<'r> {
        names_of(record).skip(self.before)
    }

    /// Whether a cell is one of the header's names: ids often begin as one does, and are not.
    fn is_name(&self, cell: &str) -> bool {
        let name = bare(cell, true).text;
        self.header.iter().any(|other| other == name)
    }

    /// Whether a row names most of the header's columns, and they are most of what it names.
    fn look_moved(&mut self, record: &Record) -> Option<Passed> {
        let names: Vec<&str> = self.names_of(record).collect();
        let mut taken = vec![false; names.len()];
        let mut place = |name: &String| {
            let at = names.iter().zip(&taken).position(|(other, taken)| other == name && !taken)?;
            taken.get_mut(at).map(|taken| *taken = true)?;
            Some(at)
        };
        let cells: Vec<Option<usize>> = self.header.iter().map(&mut place).collect();
        let found = cells.iter().zip(&self.header).filter(|(at, name)| at.is_some() && !name.is_empty()).count();
        let is_header = found > 1 && found * 2 > self.header.len() && found * 2 > names.len();
        is_header.then(|| {
            self.moved = Some(Moved { cells, width: names.len() });
            Passed::HeaderMoved
        })
    }

    /// Whether the rows are below a header that came again in another order.
    #[inline]
    pub fn has_moved(&self) -> bool {
        self.moved.is_some()
    }

    /// A row below a header that came again in another order, its cells where the first header has them. What stands
    /// behind that header's names cannot be told apart from a torn number.
    pub fn arranged(&self, record: &Record) -> Option<Record> {
        let moved = self.moved.as_ref()?;
        let mut arranged = Record::separated_by(record.separator());
        arranged.clear(record.row);
        (arranged.fault, arranged.damaged) = (record.fault, record.damaged);
        (arranged.cut, arranged.odd) = (record.cut, record.odd);
        if record.iter().skip(self.before + moved.width).any(|cell| !trimmed(cell).is_empty()) {
            arranged.fault = arranged.fault.or(Some(Reason::TooManyCells));
        }
        record.iter().take(self.before).for_each(|cell| arranged.push(cell));
        moved.cells.iter().for_each(|at| arranged.push(at.map_or("", |at| record.get(self.before + at))));
        Some(arranged)
    }

    /// Why a row that cannot be used is no data after all: it follows a total and is cut in another way,
    /// or its first cell ends like one.
    pub fn why_unusable(&mut self, record: &Record, after: bool) -> Option<Passed> {
        let first = self.filled(record).next()?;
        let total = begins_with(first, TOTALS)
            || [" total", "汇总", "合计", "小计"].iter().any(|end| first.to_lowercase().ends_with(end));
        let counted = self.header.len() > 1 && self.filled(record).count() == 1 && is_count(first);
        // A title may read as a total: `客户汇总`.
        let is_title = self.other.is_title(record);
        let why = match () {
            () if self.other.begins(record) => Some(Passed::OtherTable),
            () if total => Some(Passed::Total),
            () if is_title => Some(Passed::Remark),
            () if counted || after && record.len() != self.before + self.header.len() => Some(Passed::Remark),
            () => None,
        };
        self.after |= why.is_some();
        why
    }

    /// Whether the last row passed over was a total or a remark.
    pub fn is_after(&self) -> bool {
        self.after
    }

    /// Whether a cell is one of [`TOTAL_NAMES`], a colon behind it or not.
    #[inline]
    fn is_total_name(&self, cell: &str) -> bool {
        // The longest, with blanks, and a colon behind it.
        const LONGEST: usize = 28;
        cell.len() <= LONGEST && self.beginnings.of_cell(cell) & WORD != 0 && is_total_name(cell)
    }

    fn look(&self, record: &Record) -> Option<Passed> {
        let header = || self.header.iter().map(String::as_str);
        // The header of R names no row names.
        let is_short =
            || self.header.first().is_some_and(String::is_empty) && self.names_of(record).eq(header().skip(1));
        if self.names_of(record).eq(header()) || is_short() {
            return Some(Passed::HeaderAgain);
        }
        let first = self.filled(record).next()?;
        let is_line = |cell: &str| cell.chars().all(|letter| LINE.contains(letter));
        if first.len() >= 3 && self.filled(record).all(is_line) {
            return Some(Passed::Remark);
        }
        let others = || self.filled(record).skip(1);
        let is_number = |cell: &str| read_number(cell, None).is_ok() || cell.ends_with('%') || is_nothing(cell, false);
        if begins_with(first, TOTALS) && others().all(is_number) {
            return Some(Passed::Total);
        }
        let is_title = || self.titles.iter().any(|title| alike(title, first));
        (self.is_alone(record) && (is_remark(first) || is_title())).then_some(Passed::Remark)
    }
}

/// Whether a cell is one of [`TOTAL_NAMES`], a colon behind it or not.
fn is_total_name(cell: &str) -> bool {
    let name = without_blanks(&cell.trim_end_matches([':', '：', ' ']).to_lowercase());
    TOTAL_NAMES.split_whitespace().any(|total| total == name)
}

/// The first two bytes of words that are worth a closer look, and of the header's names, in either case: most data begin
/// with none of them, and ask no more than that.
#[derive(Debug)]
struct Beginnings(Vec<u8>);

/// A word begins like this.
const WORD: u8 = 1;
/// A name of the header does.
const NAME: u8 = 2;
/// What a system puts before a cell does.
const WRAPPING: u8 = 4;

impl Beginnings {
    fn of<'a>(words: impl Iterator<Item = &'a str>, names: &[String]) -> Self {
        let mut found = Self(vec![0; 1 << 16]);
        // Lines of these signs may go on with anything.
        LINE.bytes().for_each(|sign| found.mark_all(sign, WORD));
        "\u{feff}`'\"".chars().for_each(|sign| found.mark(&sign.to_string(), WRAPPING));
        words.for_each(|word| found.mark(word, WORD));
        for name in names {
            found.mark(name, NAME);
        }
        found
    }

    fn mark(&mut self, word: &str, what: u8) {
        let cases = |letter: char| letter.to_lowercase().chain(letter.to_uppercase()).chain([letter]);
        // Words of one letter may go on with anything.
        if let [first] = word.as_bytes() {
            self.mark_all(*first, what);
        }
        let (first, second) = (word.chars().next(), word.chars().nth(1).unwrap_or(' '));
        for first in first.into_iter().flat_map(cases) {
            for second in cases(second) {
                let begin: String = [first, second].into_iter().collect();
                if let Some(slot) = self.0.get_mut(place(first_bytes(&begin))) {
                    *slot |= what;
                }
            }
        }
    }

    fn mark_all(&mut self, first: u8, what: u8) {
        let from = place((first, 0));
        self.0.iter_mut().skip(from).take(256).for_each(|slot| *slot |= what);
    }

    /// What begins with these bytes.
    #[inline]
    fn of_bytes(&self, bytes: (u8, u8)) -> u8 {
        self.0.get(place(bytes)).copied().unwrap_or(0)
    }

    /// What begins like this cell.
    fn of_cell(&self, cell: &str) -> u8 {
        self.of_bytes(first_bytes(cell))
    }
}

fn place((first, second): (u8, u8)) -> usize {
    usize::from(first) << 8 | usize::from(second)
}

/// The first two bytes of a text, a blank where it has none.
fn first_bytes(text: &str) -> (u8, u8) {
    let mut bytes = text.bytes();
    (bytes.next().unwrap_or(0), bytes.next().unwrap_or(b' '))
}

/// Cells up to the last that is not blank.
pub(super) fn named_width(record: &Record) -> usize {
    record.iter().enumerate().filter(|(_, cell)| !trimmed(cell).is_empty()).last().map_or(0, |(last, _)| last + 1)
}

/// The cells of a header, without blanks, wrapping and what is blank at its end.
fn names_of(record: &Record) -> impl Iterator<Item = &str> {
    record.iter().take(named_width(record)).map(|cell| bare(cell, true).text)
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Whether a cell begins with one of these words, and the word ends there.
fn begins_with(cell: &str, words: &str) -> bool {
    if cell.len() > 200 {
        return false;
    }
    let lower = cell.to_lowercase();
    let text = without_blanks(&lower);
    let is_word = |word: &str| word.is_ascii() || word.chars().any(|letter| letter.is_alphabetic() && !is_han(letter));
    words.split_whitespace().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            !is_word(word)
                || !rest.starts_with(char::is_alphanumeric)
                || rest.starts_with(is_han)
                || lower.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))
        })
    })
}

fn is_han(letter: char) -> bool {
    ('\u{3040}'..='\u{9fff}').contains(&letter) || ('\u{ac00}'..='\u{d7af}').contains(&letter)
}

/// Whether the only cell of a row is a sentence about the export and no id.
fn is_remark(cell: &str) -> bool {
    if read_number(cell, None).is_ok() || !matches!(read_date(cell), DateCell::Bad | DateCell::Blank) {
        return false;
    }
    cell.contains([':', '：'])
        || cell.split_whitespace().nth(2).is_some()
        || begins_with(cell, REMARKS)
        || begins_with(cell, TOTALS)
        || is_count(cell)
}

/// `(12 rows affected)`, `10 rows selected.`, `共12条记录`.
fn is_count(cell: &str) -> bool {
    let text = cell.trim_start_matches(['(', '（', '共', ' ']);
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, ',' | ' '));
    let units = ["row", "record", "line", "result", "item", "entr", "条", "行", "笔", "項", "件"];
    rest.len() < text.len() && units.iter().any(|unit| rest.to_lowercase().starts_with(unit))
}

/// Whether two titles differ in nothing but digits.
fn alike(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
    letters(one) == letters(other)
}

impl Collector<'_> {
    /// Why a row is none of the data.
    #[inline]
    pub(super) fn why_passed(&mut self, record: &Record) -> Option<Passed> {
        if self.further > 0 {
            self.further -= 1;
            self.hear_unit_below(record);
            return Some(Passed::FurtherHeader);
        }
        self.was_after = self.passing.as_ref().is_some_and(Passing::is_after);
        let mut why = self.passing.as_mut()?.why(record);
        if why.is_none() && self.is_total(record) {
            why = Some(Passed::Total);
            self.passing.as_mut()?.after = true;
        }
        if why == Some(Passed::HeaderAgain) && is_joined(self.plan) {
            // Each sheet repeats what stands between header and data.
            self.further = self.plan.further_headers;
        }
        why
    }

    /// Whether the row is a total by what stands where the order does, or where no order does, the customer; or in the
    /// column some words of which were found to say so.
    #[inline]
    fn is_total(&self, record: &Record) -> bool {
        if self.plan.totals.as_ref().is_some_and(|totals| totals.has(trimmed(record.get(totals.column)))) {
            return true;
        }
        let order = self.order.as_ref().map_or("", |order| trimmed(record.get(order.index)));
        let customer = || self.customer.map_or("", |index| trimmed(record.get(index)));
        let cell = if order.is_empty() { customer() } else { order };
        self.passing.as_ref().is_some_and(|passing| passing.is_total_name(cell))
    }

    /// Why a row that cannot be used is none of the data after all.
    pub(super) fn why_unusable(&mut self, record: &Record, fault: &Fault) -> Option<Passed> {
        if self.passing.is_none() || record.fault.is_some() {
            return None;
        }
        if self.is_order_line(record, fault.reason) {
            return Some(Passed::OrderLine);
        }
        let after = self.was_after;
        self.passing.as_mut()?.why_unusable(record, after)
    }

    /// Whether a row without an amount belongs to the order of the row above, which had it.
    fn is_order_line(&mut self, record: &Record, reason: Reason) -> bool {
        let lacks = matches!(reason, Reason::NoAmount | Reason::NoCustomer | Reason::NoDate | Reason::DoesNotCount);
        let amount = self.amount.as_ref().or(self.unit_price.as_ref()).map(|column| column.index);
        let (Some(order), Some(amount), true) = (self.order.as_ref(), amount, lacks) else { return false };
        let Some(above) = order.codes.last().filter(|code| **code != BLANK).map(|code| order.values.get(*code)) else {
            return false;
        };
        let cell = |index: usize| bare(record.get(index), false).text;
        let is_blank = |index: usize| cell(index).is_empty() || is_nothing(cell(index), false);
        let own = cell(order.index);
        is_blank(amount) && (own == above || is_blank(order.index) && self.customer.is_some_and(is_blank))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(cells: &str) -> Record {
        let mut record = Record::separated_by(b',');
        record.push_line(cells);
        record
    }

    fn passed(row: &str) -> Option<Passed> {
        let mut passing =
            Passing::new(&record("customer,date,amount,"), vec!["客户交易明细 2024-03".to_owned()], false);
        passing.why(&record(row))
    }

    #[test]
    fn rows_that_are_no_data_are_told() {
        for (row, why) in [
            ("customer,date,amount,", Passed::HeaderAgain),
            ("\u{feff}customer,date,amount", Passed::HeaderAgain),
            ("\"customer, date ,amount,,", Passed::HeaderAgain),
            ("Total,,1940.49", Passed::Total),
            ("合计,,1940.49", Passed::Total),
            ("合 计：,,1940.49", Passed::Total),
            ("Grand Total,,\u{a5}1,940", Passed::Total),
            (",,TOTAL,12,3.5%", Passed::Total),
            ("总交易单数：8,,", Passed::Total),
            ("Total (EUR),-,3", Passed::Total),
            ("----------", Passed::Remark),
            ("---,---,---", Passed::Remark),
            ("====,,", Passed::Remark),
            ("共8条记录,,", Passed::Remark),
            ("(8 rows affected)", Passed::Remark),
            ("导出时间：[2024-03-05 10:00:00],,", Passed::Remark),
            ("客户交易明细 2024-04", Passed::Remark),
            ("* figures are provisional", Passed::Remark),
            ("# end,,", Passed::Remark),
        ] {
            let row = row.strip_prefix('"').unwrap_or(row);
            assert_eq!(passed(row), Some(why), "{row}");
        }
    }

    #[test]
    fn rows_behind_the_name_of_their_sheet_are_told_too() {
        let mut passing = Passing::new(&record("sheet,customer,date,amount"), Vec::new(), true);
        for (row, why) in [
            ("Jan,customer,date,amount", Some(Passed::HeaderAgain)),
            ("Total,customer,date,amount,,", Some(Passed::HeaderAgain)),
            ("Feb,Total,,12", Some(Passed::Total)),
            ("Feb,,合计,12", Some(Passed::Total)),
            ("Feb,Printed by: Li,,", Some(Passed::Remark)),
            ("Feb,---,---,---", Some(Passed::Remark)),
            ("Total,C1,2024-03-05,12", None),
            ("customer,C1,2024-03-05,12", None),
            ("合计,C1,,", None),
            ("2024: all,C1,,", None),
            ("Feb,date,amount,customer", Some(Passed::HeaderMoved)),
        ] {
            assert_eq!(passing.why(&record(row)), why, "{row}");
        }
        let moved = passing.arranged(&record("Feb,2024-03-05,12,C1")).unwrap();
        assert_eq!(moved.iter().collect::<Vec<_>>(), ["Feb", "C1", "2024-03-05", "12"]);
    }

    #[test]
    fn data_stays() {
        for row in [
            "C001,2024-03-05,12",
            "Total,2024-03-05,12",
            "Total,France,12",
            "Totally Fresh,,12",
            "Summers,,12",
            "Sum Yi,x,12",
            "customer,2024-03-05,12",
            "C001,,",
            "00017",
            "2024-03-05 10:20:30,,",
            "Pagel,,",
            "-,2024-03-05,1",
            "Zhang San,,",
            "共享单车,2024-03-05,1",
            "合计通,2024-03-05,12",
        ] {
            assert_eq!(passed(row), None, "{row}");
        }
    }
}
