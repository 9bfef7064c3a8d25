//! What is known of customers, and whether they pass a test.

use std::rc::Rc;

use serde::Serialize;

use crate::domain::dataset::{BLANK, Column, Field as Role, Kind, Purchases};
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::indicators::named::{newest_scores, of_customers, rows_of_customers};
use crate::indicators::rfm::{CheckedRfm, Rfm, RfmError, RfmRow, segment_name};
use crate::indicators::segmentations::Segmentation;
use crate::indicators::{Stopped, View};

use super::compare::{compared, day, named, number, of_column};
use super::further::{self, Further};
use super::parse::{How, Rule, Scalar, Test, Value, When};
use super::{CheckedGrades, SegmentationError};

/// The figures there are beside the columns, and what they are called: the first in English, the second in Chinese, then
/// others.
pub const FIGURES: [(Figure, &[&str]); 10] = [
    (Figure::Value, &["value", "消费额", "money", "monetary", "spent", "revenue", "价值", "消费金额", "金额"]),
    (Figure::Orders, &["orders", "订单数", "frequency", "purchases", "购买次数", "频次"]),
    (Figure::Recency, &["recency", "未购天数", "days since last purchase", "距上次购买天数", "距上次购买"]),
    (Figure::Score, &["score", "评分", "nps", "推荐分"]),
    (Figure::Complaints, &["complaints", "投诉数", "投诉次数"]),
    (Figure::Since, &["customer since", "成为客户日期", "since", "入会日期", "注册日期", "开户日期"]),
    (Figure::Segment, &["segment", "分群", "rfm segment", "rfm"]),
    (Figure::R, &["r", "r"]),
    (Figure::F, &["f", "f"]),
    (Figure::M, &["m", "m"]),
];

/// What stands before the name of a column of purchases, as names are compared.
const BOUGHT: [&str; 6] = ["bought", "hasbought", "purchased", "购买过", "买过", "曾购买"];

/// A figure of a customer that is no column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// What they spent.
    Value,
    /// Distinct orders.
    Orders,
    /// Days since the last purchase.
    Recency,
    /// The newest score, 0 to 10.
    Score,
    /// How often they complained.
    Complaints,
    /// Since when they are customers.
    Since,
    /// Their segment of recency, frequency and monetary.
    Segment,
    /// Their recency score.
    R,
    /// Their frequency score.
    F,
    /// Their monetary score.
    M,
}

impl Figure {
    /// The table it is of.
    const fn kind(self) -> Kind {
        match self {
            Self::Score => Kind::Answers,
            Self::Complaints => Kind::Complaints,
            Self::Since => Kind::Customers,
            _ => Kind::Purchases,
        }
    }
}

/// Why a test cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// No column and no figure is called so.
    NoField,
    /// It is no column of yes and no, and nothing to compare it with is said.
    NoComparison,
    /// It holds texts, which are neither more nor less than anything.
    OnlyTexts,
    /// It holds numbers or days, and this is none.
    NoNumber,
    /// The segmentation it names has no classes: what it is made from is not there, or its parameters are refused.
    NoClasses,
    /// It names the grades, which cannot ask for themselves.
    OfGrades,
}

/// A test that cannot be made, or a value nobody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The line of its rule, from 1.
    pub line: usize,
    /// Where in it, in letters from 1.
    pub column: usize,
    /// What it is of.
    pub of: String,
    /// The value it is about; empty where it is about none.
    pub value: String,
}

/// The customers there are, and what is known of them.
pub struct People<'a> {
    view: &'a View,
    /// Who, by rising number.
    pub customers: Vec<u32>,
    /// The row of each in the customers table.
    rows: Vec<Option<usize>>,
    /// What each bought.
    bought: Vec<Option<RfmRow>>,
    rfm: Option<Rc<Rfm>>,
    scores: Vec<Option<Money>>,
    complaints: Vec<Money>,
    further: Further<'a>,
}

enum Field<'a> {
    Column(&'a Column),
    Figure(Figure),
    /// The classes of another segmentation.
    Class(Segmentation),
    /// A column of what was bought.
    Bought(&'a Column),
}

fn whole(n: u32) -> Money {
    Money::from_micros(i128::from(n) * 1_000_000)
}

impl<'a> People<'a> {
    /// The customers that rows let through name in the customers table or among the purchases.
    pub async fn of<P: Pace>(view: &'a View, params: &CheckedRfm, pace: &mut P) -> Result<Self, Stopped<RfmError>> {
        let all = view.all.customers.len();
        let mut known = vec![false; all];
        let profiles = view.dataset.profiles.as_deref().into_iter().flat_map(|profiles| &profiles.customer);
        let purchases = view.purchases().into_iter().flat_map(|purchases| &purchases.customer);
        for customer in profiles.chain(purchases) {
            if let Some(slot) = known.get_mut(*customer as usize) {
                *slot = true;
            }
        }
        pace.breathe(Progress::default()).await?;
        let customers: Vec<u32> = (0_u32..).zip(&known).filter(|(_, known)| **known).map(|(who, _)| who).collect();
        let rfm = view.among(params, pace).await?;
        let mut bought = vec![None; all];
        for row in rfm.iter().flat_map(|rfm| rfm.scores.rows()) {
            if let Some(slot) = bought.get_mut(row.customer as usize) {
                *slot = Some(row);
            }
        }
        let mut complaints = vec![Money::ZERO; all];
        for customer in view.dataset.complaints.iter().flat_map(|complaints| &complaints.customer) {
            if let Some(count) = complaints.get_mut(*customer as usize) {
                *count += whole(1);
            }
        }
        pace.breathe(Progress::default()).await?;
        let row_of = rows_of_customers(view);
        let scores = newest_scores(view);
        let score = |who: &u32| Some(whole(u32::from(scores.get(*who as usize).copied().flatten()?.get())));
        Ok(Self {
            view,
            rows: customers.iter().map(|who| row_of.get(*who as usize).copied().flatten()).collect(),
            bought: customers.iter().map(|who| bought.get(*who as usize).copied().flatten()).collect(),
            scores: customers.iter().map(score).collect(),
            complaints: customers
                .iter()
                .map(|who| complaints.get(*who as usize).copied().unwrap_or(Money::ZERO))
                .collect(),
            rfm,
            customers,
            further: Further::new(),
        })
    }

    /// Works out what rules ask for beyond columns and figures.
    pub async fn load<P: Pace>(
        &mut self,
        rules: impl Iterator<Item = &Rule>,
        params: &CheckedGrades,
        pace: &mut P,
    ) -> Result<(), Cancelled> {
        let mut asked = Vec::new();
        rules.for_each(|rule| rule.when.each(&mut |test| asked.extend(self.field_of(&test.of))));
        for field in asked {
            match field {
                Field::Class(by) => self.further.load_classes(by, self.view, params, pace).await?,
                Field::Bought(column) => self.further.load_bought(column, self.view, pace).await?,
                Field::Column(_) | Field::Figure(_) => {}
            }
        }
        Ok(())
    }

    /// What a test is of, wherever its name ends.
    fn field_of(&self, of: &str) -> Option<Field<'a>> {
        let split = || self.split(of).map(|(field, ..)| field);
        self.lookup(of).or_else(split).or_else(|| self.lookup(of.strip_prefix('非')?))
    }

    /// Why the segmentation of a name has no classes; `None` where what it is made from is not loaded, and of other names.
    pub fn why(&self, name: &str) -> Option<SegmentationError> {
        match self.lookup(name)? {
            Field::Class(by) => self.further.why(&by).cloned(),
            _ => None,
        }
    }

    /// The columns of purchases that rules can ask for.
    pub fn bought_columns(&self) -> impl Iterator<Item = &'a Column> {
        self.view.all.purchases.as_deref().into_iter().flat_map(Purchases::attributes)
    }

    /// What each bought, as recency, frequency and monetary are counted.
    pub fn bought(&self) -> impl Iterator<Item = &RfmRow> {
        self.bought.iter().flatten()
    }

    /// A number of the customers table, of those who have one.
    pub fn numbers_of(&self, column: &Column) -> Vec<Money> {
        self.rows.iter().filter_map(|row| column.number((*row)?)).collect()
    }

    /// The column that says what customers bring, where nothing was bought.
    pub fn brings(&self) -> Option<&'a Column> {
        let profiles = self.view.all.profiles.as_deref().filter(|_| self.view.all.rows(Kind::Purchases) == 0)?;
        profiles.of(Role::Value)
    }

    /// What such a column says of each customer; nothing of those who have none there.
    pub fn said_by(&self, column: &Column) -> Vec<Money> {
        self.rows.iter().map(|row| row.and_then(|row| column.number(row)).unwrap_or(Money::ZERO)).collect()
    }

    /// The columns rules can ask for.
    pub fn columns(&self) -> impl Iterator<Item = &'a Column> {
        of_customers(self.view)
    }

    /// The figures rules can ask for.
    pub fn figures(&self) -> impl Iterator<Item = &'static [&'static str]> {
        FIGURES.into_iter().filter(|(figure, _)| self.has(*figure)).map(|(_, names)| names)
    }

    fn has(&self, figure: Figure) -> bool {
        let since = || self.view.all.profiles.as_deref().is_some_and(|table| table.since.iter().any(Option::is_some));
        self.view.is_loaded(figure.kind()) && (figure != Figure::Since || since())
    }

    fn lookup(&self, name: &str) -> Option<Field<'a>> {
        let plain = plain(name);
        // A figure goes before a column of its name: the rules to begin with are made of figures.
        let named = |(_, names): &&(Figure, &[&str])| names.iter().any(|name| self::plain(name) == plain);
        let figure = FIGURES.iter().find(named).filter(|(figure, _)| self.has(*figure));
        figure
            .map(|(figure, _)| Field::Figure(*figure))
            .or_else(|| self.columns().find(|column| self::plain(&column.name) == plain).map(Field::Column))
            .or_else(|| self.further.called(&plain).map(Field::Class))
            .or_else(|| Some(Field::Bought(self.bought_column(&plain)?)))
    }

    /// The column of what was bought that a name asks for: `bought product`.
    fn bought_column(&self, plain: &str) -> Option<&'a Column> {
        BOUGHT.iter().filter_map(|word| plain.strip_prefix(word)).find_map(|rest| {
            let mut columns = self.bought_columns();
            columns.find(|column| self::plain(&column.name) == rest)
        })
    }

    /// For whom a condition holds. Values that nobody has are added to `unseen`.
    pub fn fits(&self, when: &When, line: usize, unseen: &mut Vec<Finding>) -> Result<Vec<bool>, (Finding, Trouble)> {
        let mut of_all = |parts: &[When], start: bool, join: fn(bool, bool) -> bool| {
            let mut all = vec![start; self.customers.len()];
            for part in parts {
                for (slot, fits) in all.iter_mut().zip(self.fits(part, line, unseen)?) {
                    *slot = join(*slot, fits);
                }
            }
            Ok(all)
        };
        match when {
            When::All(parts) => of_all(parts, true, |one, other| one && other),
            When::Any(parts) => of_all(parts, false, |one, other| one || other),
            When::Not(part) => Ok(self.fits(part, line, unseen)?.into_iter().map(|fits| !fits).collect()),
            When::Always => Ok(vec![true; self.customers.len()]),
            When::Test(test) => self.test(test, line, unseen),
        }
    }

    fn test(&self, test: &Test, line: usize, unseen: &mut Vec<Finding>) -> Result<Vec<bool>, (Finding, Trouble)> {
        let finding = |of: &str, value: &str| {
            let (of, value) = (of.trim().to_owned(), value.to_owned());
            Finding { line, column: test.column, of, value }
        };
        if let Some(field) = self.lookup(&test.of) {
            let how = match (test.how, test.values.is_empty()) {
                (How::Bare, true) => How::Bare,
                // `gold member or vip`, where the first is a column.
                (How::Bare, false) => return Err((finding(&test.of, ""), Trouble::NoComparison)),
                (how, _) => how,
            };
            return self.asked(&field, how, &test.values, &test.of, &finding, unseen);
        }
        if let Some((field, name, tail)) = self.split(&test.of) {
            if test.how != How::Bare {
                // The word for is at the end of a Chinese word.
                let is = matches!(tail, "是" | "为" | "在");
                let trouble = || (finding(&test.of, ""), Trouble::NoField);
                let values = is.then_some(&test.values).ok_or_else(trouble)?;
                return self.asked(&field, test.how, values, name, &finding, unseen);
            }
            let value = tail.strip_prefix(['是', '为']).unwrap_or(tail).trim().to_owned();
            let first = Value { text: value, low: None, high: None };
            let values: Vec<Value> = [first].into_iter().chain(test.values.iter().cloned()).collect();
            return self.asked(&field, How::Is, &values, name, &finding, unseen);
        }
        match test.of.strip_prefix('非').and_then(|rest| Some((self.lookup(rest)?, rest))) {
            Some((field, name)) if test.how == How::Bare && test.values.is_empty() => {
                let fits = self.asked(&field, How::Bare, &[], name, &finding, unseen)?;
                Ok(fits.into_iter().map(|fits| !fits).collect())
            }
            _ if further::is_grades(&plain(&test.of)) => Err((finding(&test.of, ""), Trouble::OfGrades)),
            _ => Err((finding(&test.of, ""), Trouble::NoField)),
        }
    }

    /// The longest beginning of a text that is a field, and what stands behind it.
    fn split<'b>(&self, text: &'b str) -> Option<(Field<'a>, &'b str, &'b str)> {
        let within_word = |at: usize| {
            let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
            let (before, behind) = text.split_at_checked(at)?;
            Some(before.chars().next_back().is_some_and(is_letter) && behind.chars().next().is_some_and(is_letter))
        };
        let places = text.char_indices().map(|(at, _)| at).rev();
        places.filter(|at| *at > 0 && within_word(*at) == Some(false)).find_map(|at| {
            let (head, tail) = text.split_at_checked(at)?;
            let tail = Some(tail.trim()).filter(|tail| !tail.is_empty())?;
            Some((self.lookup(head)?, head.trim(), tail))
        })
    }

    fn asked(
        &self,
        field: &Field<'_>,
        how: How,
        values: &[Value],
        name: &str,
        finding: &impl Fn(&str, &str) -> Finding,
        unseen: &mut Vec<Finding>,
    ) -> Result<Vec<bool>, (Finding, Trouble)> {
        let all = self.customers.len();
        let wrong = |(value, trouble): (String, Trouble)| (finding(name, &value), trouble);
        let mut new = |value: &str| unseen.push(finding(name, value));
        match field {
            Field::Column(column) => {
                let code = |at: usize| column.codes.get(self.row(at)?).copied().filter(|code| *code != BLANK);
                of_column(column, all, how, values, code, new).map_err(wrong)
            }
            Field::Bought(column) => {
                let bought = self.further.bought(column).ok_or_else(|| (finding(name, ""), Trouble::NoField))?;
                let fits = bought.any(how, values, self.view.all.customers.len(), new).map_err(wrong)?;
                Ok(self.customers.iter().map(|who| fits.get(*who as usize) == Some(&true)).collect())
            }
            Field::Class(by) => {
                let classes = self.further.classes(by).ok_or_else(|| (finding(name, ""), Trouble::NoClasses))?;
                let code = |at: usize| classes.of(*self.customers.get(at)?);
                named(all, how, values, &classes.names, code, new).map_err(|trouble| (finding(name, ""), trouble))
            }
            Field::Figure(Figure::Segment) => {
                let segments = self.rfm.iter().flat_map(|rfm| &rfm.segments).map(|segment| {
                    let names = Language::ALL.map(|language| segment_name(language, &segment.key, &segment.name));
                    names.into_iter().chain([segment.key.as_str()]).map(str::to_owned).collect()
                });
                let names: Vec<Vec<String>> = segments.collect();
                let code = |at: usize| Some(usize::from(self.bought.get(at)?.as_ref()?.segment));
                named(all, how, values, &names, code, &mut new).map_err(|trouble| (finding(name, ""), trouble))
            }
            Field::Figure(Figure::Since) => {
                let since = self.view.all.profiles.as_deref().map(|profiles| profiles.since.as_slice());
                let of = |at: usize| Some(Scalar::Day(since?.get(self.row(at)?).copied().flatten()?));
                compared(all, how, values, day, of).map_err(wrong)
            }
            Field::Figure(figure) => {
                let of = |at: usize| Some(Scalar::Number(self.figure(*figure, at)?));
                compared(all, how, values, number, of).map_err(wrong)
            }
        }
    }

    fn row(&self, at: usize) -> Option<usize> {
        self.rows.get(at).copied().flatten()
    }

    /// A customer's figure. Who bought nothing spent nothing in no order; when they last bought is not known.
    fn figure(&self, figure: Figure, at: usize) -> Option<Money> {
        let bought = self.bought.get(at)?.as_ref();
        match figure {
            Figure::Value => Some(bought.map_or(Money::ZERO, |row| row.monetary)),
            Figure::Orders => Some(whole(bought.map_or(0, |row| row.frequency))),
            Figure::Recency => Some(Money::from_micros(i128::from(bought?.recency) * 1_000_000)),
            Figure::Score => self.scores.get(at).copied().flatten(),
            Figure::Complaints => self.complaints.get(at).copied(),
            Figure::R => Some(whole(bought?.r.into())),
            Figure::F => Some(whole(bought?.f.into())),
            Figure::M => Some(whole(bought?.m.into())),
            Figure::Since | Figure::Segment => None,
        }
    }
}

/// What a name is compared as.
pub fn plain(name: &str) -> String {
    name.to_lowercase().replace([' ', '_', '-'], "")
}
