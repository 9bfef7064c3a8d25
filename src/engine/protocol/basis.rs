//! What figures rest on, in the reader's words: for paper and for pictures, where no bar says what is chosen.

use std::collections::BTreeSet;

use crate::domain::dataset::{Filter, Kind, Range};
use crate::domain::day::{Day, Period};
use crate::domain::format::Format;
use crate::domain::texts::{Fixed, With1, With2, texts};
use crate::i18n::Texts;
use crate::indicators::chosen::{Divided, called};
use crate::indicators::rfm::RuleTable;

use super::{Loaded, LoadedFile};

texts! {
    /// Words of what figures rest on.
    BasisTexts {
        sample: Fixed = "sample bank (fictional)", "示例银行（虚构）";
        no_files: Fixed = "no files", "没有文件";
        more: With1 = |n| format!("{n} more"), |n| format!("另 {n} 个文件");
        comma: Fixed = ", ", "、";
        semicolon: Fixed = "; ", "；";
        of: With2 = |name, values| format!("{name}: {values}"), |name, values| format!("{name}：{values}");
        at_least: With1 = |value| format!("from {value}"), |value| format!("{value} 起");
        at_most: With1 = |value| format!("up to {value}"), |value| format!("至 {value}");
        unfiltered: Fixed = "none", "无";
        data: Fixed = "Data", "数据";
        period: Fixed = "Period", "时间范围";
        filter: Fixed = "Filter", "筛选";
        printed: Fixed = "Printed", "打印日期";
        source: With1 =
            |data| format!("Source: {data}; computed with Loyalscope"),
            |data| format!("来源：{data}；由 Loyalscope 计算");
        page: With2 = |page, pages| format!("Page {page} of {pages}"), |page, pages| format!("第 {page} 页，共 {pages} 页");
    }
}

/// So many files are named; of others it is said how many there are.
const NAMED: usize = 4;

/// What figures rest on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Basis {
    /// The loaded files, by name.
    pub data: String,
    /// First and last day that counts; `None` where the data have no dates.
    pub period: Option<String>,
    /// What was chosen, but for the period; `None` where nothing was.
    pub filter: Option<String>,
    /// Whether a filter narrows them: of a page that takes none nothing is said of it.
    pub takes_filter: bool,
}

impl Basis {
    /// What figures of the loaded files rest on under a filter. No row after `until` counts; `rules` name the segments,
    /// `divided` the classes.
    pub fn of(
        loaded: &Loaded,
        filter: &Filter,
        until: Option<Day>,
        rules: &RuleTable,
        divided: &[Divided],
        texts: &Texts,
        format: &dyn Format,
    ) -> Self {
        let words = BasisTexts::of(texts.language);
        let to = [filter.to, until].into_iter().flatten().min();
        Self {
            data: data(&loaded.files, words),
            period: period(&loaded.files, filter.from, to).map(|period| span(period, texts, format)),
            filter: chosen(filter, rules, divided, texts, words, format),
            takes_filter: true,
        }
    }

    /// What a page rests on that no filter narrows: days of its own, or none.
    pub fn of_page(loaded: &Loaded, own: Option<Period>, texts: &Texts, format: &dyn Format) -> Self {
        Self {
            data: data(&loaded.files, BasisTexts::of(texts.language)),
            period: own.map(|period| span(period, texts, format)),
            filter: None,
            takes_filter: false,
        }
    }

    /// Filter and source in a line each, for the foot of a picture, whose note has the period.
    pub fn foot(&self, texts: &Texts) -> Vec<String> {
        let words = BasisTexts::of(texts.language);
        let filter = self.filter.as_ref().map(|filter| (words.of)(words.filter, filter));
        filter.into_iter().chain([self.source(texts)]).collect()
    }

    /// The source in a line.
    pub fn source(&self, texts: &Texts) -> String {
        (BasisTexts::of(texts.language).source)(&self.data)
    }

    /// The names of what figures rest on and their values, for the head of a page on paper.
    pub fn facts(&self, texts: &Texts, printed: Option<Day>, format: &dyn Format) -> Vec<(&'static str, String)> {
        let words = BasisTexts::of(texts.language);
        let filter = || (words.filter, self.filter.clone().unwrap_or_else(|| words.unfiltered.to_owned()));
        let day = printed.map(|day| (words.printed, format.date(DAY, day)));
        let period = self.period.clone().map(|period| (words.period, period));
        [Some((words.data, self.data.clone())), period, self.takes_filter.then(filter), day]
            .into_iter()
            .flatten()
            .collect()
    }
}

const DAY: crate::domain::format::DateStyle = crate::domain::format::DateStyle::Day;

/// Each name once; the sample's files by the sample's name.
fn data(files: &[LoadedFile], words: &BasisTexts) -> String {
    let mut known: Vec<&str> = Vec::new();
    for file in files {
        let name = if file.sample { words.sample } else { file.report.name.as_str() };
        if !known.contains(&name) {
            known.push(name);
        }
    }
    let more = known.len().saturating_sub(NAMED);
    let first = known.iter().take(NAMED).map(|name| (*name).to_owned());
    let said: Vec<String> = first.chain((more > 0).then(|| (words.more)(&more.to_string()))).collect();
    if said.is_empty() { words.no_files.to_owned() } else { said.join(words.comma) }
}

/// The days of the loaded rows from one day to another; those days where they end before the rows begin. Since when
/// somebody is a customer is no day on which anything happened that is counted: it stands in where there are no others.
fn period(files: &[LoadedFile], from: Option<Day>, to: Option<Day>) -> Option<Period> {
    let days = |happened: bool| {
        let of = files.iter().filter(move |file| (file.report.kind != Kind::Customers) == happened);
        Period::spanning(of.filter_map(|file| file.report.period).flat_map(|period| [period.from, period.to]))
    };
    let all = days(true).or_else(|| days(false))?;
    let first = from.map_or(all.from, |chosen| chosen.max(all.from));
    let last = to.map_or(all.to, |chosen| chosen.min(all.to));
    if first <= last {
        return Some(Period { from: first, to: last });
    }
    // Nothing lies within; one end may have been chosen alone.
    let (from, to) = (from.or(to)?, to.or(from)?);
    Some(Period { from, to: to.max(from) })
}

fn span(Period { from, to }: Period, texts: &Texts, format: &dyn Format) -> String {
    (texts.words.period)(&format.date(DAY, from), &format.date(DAY, to))
}

fn chosen(
    filter: &Filter,
    rules: &RuleTable,
    divided: &[Divided],
    texts: &Texts,
    words: &BasisTexts,
    format: &dyn Format,
) -> Option<String> {
    let segment =
        filter.segment.as_ref().map(|key| (words.of)(texts.common.filter_segment, rules.called(texts.language, key)));
    let classes = called(filter, divided, texts.language);
    let classes = classes.iter().map(|class| (words.of)(&class.name, &class.classes.join(words.comma)));
    let blank = |value: &String| if value.is_empty() { texts.words.blank_value.to_owned() } else { value.clone() };
    let values = |values: &BTreeSet<String>| values.iter().map(blank).collect::<Vec<_>>().join(words.comma);
    let attributes = filter.attributes.iter().map(|(name, allowed)| (words.of)(name, &values(allowed)));
    let ranges = filter.ranges.iter().map(|(name, range)| (words.of)(name, &ends(range, texts, words, format)));
    let all: Vec<String> = segment.into_iter().chain(classes).chain(attributes).chain(ranges).collect();
    (!all.is_empty()).then(|| all.join(words.semicolon))
}

fn ends(range: &Range, texts: &Texts, words: &BasisTexts, format: &dyn Format) -> String {
    let (from, to) = match range {
        Range::Numbers { from, to } => (from.map(|end| format.amount(end)), to.map(|end| format.amount(end))),
        Range::Days { from, to } => (from.map(|end| format.date(DAY, end)), to.map(|end| format.date(DAY, end))),
    };
    match (from, to) {
        (Some(from), Some(to)) => (texts.words.period)(&from, &to),
        (Some(from), None) => (words.at_least)(&from),
        (None, Some(to)) => (words.at_most)(&to),
        (None, None) => words.unfiltered.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::format::Plain;
    use crate::domain::intake::FileReport;
    use crate::i18n::Language;

    fn file(name: &str, sample: bool, period: Option<(&str, &str)>) -> LoadedFile {
        let mut report: FileReport = serde_json::from_value(serde_json::json!({
            "name": name, "kind": "purchases", "encoding": null, "delimiter": null, "quoting": null, "sheet": null,
            "header_row": 1, "mapping": {}, "attributes": [], "rows_read": 0, "rows_used": 0, "rows_set_aside": 0,
            "reasons": {}, "notes": [], "period": null, "set_aside": [], "passed_over": {}, "passed": [],
        }))
        .unwrap();
        report.period = period.map(|(from, to)| Period { from: from.parse().unwrap(), to: to.parse().unwrap() });
        LoadedFile { reading: 0, id: 1, sample, report }
    }

    fn basis(files: Vec<LoadedFile>, filter: &str, language: Language) -> Basis {
        basis_until(files, filter, None, language)
    }

    fn basis_until(files: Vec<LoadedFile>, filter: &str, until: Option<&str>, language: Language) -> Basis {
        let loaded = Loaded { files, ..Loaded::default() };
        let (filter, until) = (filter.parse().unwrap(), until.map(|day| day.parse().unwrap()));
        Basis::of(&loaded, &filter, until, &RuleTable::default(), &[], language.texts(), &Plain(language))
    }

    #[test]
    fn files_are_named_once_and_counted_beyond_four() {
        let named = |names: &[&str]| {
            let files = names.iter().map(|name| file(name, *name == "s", None)).collect();
            basis(files, "", Language::English).data
        };
        assert_eq!(named(&[]), "no files");
        assert_eq!(named(&["a.csv", "a.csv", "s", "s"]), "a.csv, sample bank (fictional)");
        assert_eq!(named(&["a", "b", "c", "d", "e", "f"]), "a, b, c, d, 2 more");
    }

    #[test]
    fn the_period_is_what_the_filter_leaves_of_the_data() {
        let files = || vec![file("a", false, Some(("2024-01-01", "2024-06-30"))), file("b", false, None)];
        let period = |filter: &str| basis(files(), filter, Language::Chinese).period.unwrap();
        assert_eq!(period(""), "2024年1月1日 – 2024年6月30日");
        assert_eq!(period("from=2024-03-05"), "2024年3月5日 – 2024年6月30日");
        assert_eq!(period("from=2023-01-01&to=2024-02-01"), "2024年1月1日 – 2024年2月1日");
        assert_eq!(period("from=2025-01-01"), "2025年1月1日 – 2025年1月1日");
        assert_eq!(basis(vec![file("b", false, None)], "", Language::English).period, None);
        let mut since = file("customers", false, Some(("2012-10-01", "2026-09-30")));
        since.report.kind = Kind::Customers;
        let both = files().into_iter().chain([since.clone()]).collect();
        assert_eq!(basis(both, "", Language::Chinese).period.unwrap(), "2024年1月1日 – 2024年6月30日");
        assert_eq!(basis(vec![since], "", Language::Chinese).period.unwrap(), "2012年10月1日 – 2026年9月30日");
    }

    #[test]
    fn a_date_set_by_hand_ends_the_period_and_a_page_of_its_own_days_names_those() {
        let files = || vec![file("a", false, Some(("2024-01-01", "2024-06-30")))];
        let period =
            |filter: &str, until: &str| basis_until(files(), filter, Some(until), Language::Chinese).period.unwrap();
        assert_eq!(period("", "2024-05-01"), "2024年1月1日 – 2024年5月1日");
        assert_eq!(period("to=2024-03-31", "2024-05-01"), "2024年1月1日 – 2024年3月31日", "the earlier holds");
        assert_eq!(period("", "2024-12-31"), "2024年1月1日 – 2024年6月30日", "what ends after the data ends nothing");
        assert_eq!(period("", "2023-05-01"), "2023年5月1日 – 2023年5月1日");

        let loaded = Loaded { files: files(), ..Loaded::default() };
        let (texts, format) = (Language::English.texts(), Plain(Language::English));
        let own = Period { from: "2024-03-04".parse().unwrap(), to: "2024-03-10".parse().unwrap() };
        let facts = |own| Basis::of_page(&loaded, own, texts, &format).facts(texts, None, &format);
        let data = ("Data", "a".to_owned());
        assert_eq!(facts(Some(own)), [data.clone(), ("Period", "4 Mar 2024 – 10 Mar 2024".to_owned())]);
        assert_eq!(facts(None), [data]);
    }

    #[test]
    fn a_filter_is_said_as_the_reader_knows_it() {
        let query =
            "segment=champions&c.lifecycle=lost&a.branch=North&a.branch=&r.balance=1000..5000&r.since=2024-01-01..";
        let english = basis(Vec::new(), query, Language::English);
        assert_eq!(
            english.filter.as_deref(),
            Some(
                "Segment: Champions; Life cycle: lost; branch: (blank), North; balance: 1,000 – 5,000; since: from 1 Jan 2024"
            )
        );
        let chinese = basis(Vec::new(), query, Language::Chinese).filter.unwrap();
        assert!(chinese.starts_with("分群：") && chinese.contains("branch：（空）、North"), "{chinese}");
        assert_eq!(
            english.foot(Language::English.texts()).last().map(String::as_str),
            Some("Source: no files; computed with Loyalscope")
        );
        let facts =
            basis(Vec::new(), "", Language::English).facts(Language::English.texts(), None, &Plain(Language::English));
        assert_eq!(facts, [("Data", "no files".to_owned()), ("Filter", "none".to_owned())]);
    }
}
