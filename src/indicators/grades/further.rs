//! What rules can ask for beyond columns of customers and figures: the classes of every other segmentation, and columns of
//! what was bought. Either is worked out where a rule asks for it alone.
//!
//! Classes are those of the segmentation's own page under the chosen period alone and the parameters in force there, as in a
//! filter: what else is filtered changes nobody's class. Purchases are all those known, without returns, up to the end of
//! the period; a test of a column of theirs holds where it holds of any.

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{BLANK, Column};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::language::Language;
use crate::indicators::chosen::period_alone;
use crate::indicators::segmentations::{Segmentation, SegmentationError, called, classed};
use crate::indicators::{Stopped, View};

use super::CheckedGrades;
use super::compare::{Incomparable, of_column};
use super::parse::{How, Value};
use super::people::plain;

/// What a segmentation is also called, by its key: what one class of it is.
const ALSO: [(&str, &[&str]); 6] = [
    ("eight_classes", &["eight class", "class", "八分类", "类别"]),
    ("lifecycle", &["stage", "生命周期", "阶段"]),
    ("tiers", &["tier", "等级"]),
    ("value_matrix", &["quadrant", "价值矩阵", "象限"]),
    ("pyramid", &["layer", "金字塔", "层级"]),
    ("clusters", &["cluster", "类"]),
];

/// The segmentations rules can ask for: all but the grades themselves, and the segments, which are a figure.
pub fn segmentations() -> impl Iterator<Item = Segmentation> {
    let other = |by: &Segmentation| !matches!(by, Segmentation::Auto | Segmentation::Rfm | Segmentation::Grades);
    Segmentation::KNOWN.into_iter().filter(other)
}

/// What a segmentation is called, as names are compared.
fn names_of(by: &Segmentation) -> impl Iterator<Item = String> {
    let key = by.key();
    let also = ALSO.iter().filter(|(known, _)| *known == key).flat_map(|(_, names)| *names).map(|name| plain(name));
    let also: Vec<String> = also.collect();
    [plain(&key)].into_iter().chain(Language::ALL.map(|language| plain(&by.name(language)))).chain(also)
}

/// Whether a name is that of the grades.
pub fn is_grades(plain: &str) -> bool {
    names_of(&Segmentation::Grades).any(|name| name == plain)
}

/// Classes of a segmentation.
pub struct Classes {
    /// By the place of each class, all it is called.
    pub names: Vec<Vec<String>>,
    of: Vec<Option<u16>>,
}

impl Classes {
    /// The place of a customer's class.
    pub fn of(&self, customer: u32) -> Option<usize> {
        self.of.get(customer as usize).copied().flatten().map(usize::from)
    }
}

/// What customers have in a column of what they bought.
pub struct Bought<'a> {
    column: &'a Column,
    /// By rising number of the customer, each code once.
    pairs: Vec<(u32, u32)>,
}

impl Bought<'_> {
    /// By customer number, whether any purchase passes.
    pub fn any(
        &self,
        how: How,
        values: &[Value],
        customers: usize,
        unseen: impl FnMut(&str),
    ) -> Result<Vec<bool>, Incomparable> {
        let blank = self.column.values.len();
        let code = |at: usize| u32::try_from(at).ok().filter(|_| at < blank);
        // What is blank comes last.
        let passes = of_column(self.column, blank + 1, how, values, code, unseen)?;
        let mut any = vec![false; customers];
        for (customer, code) in &self.pairs {
            let at = if *code == BLANK { blank } else { *code as usize };
            if let (Some(true), Some(slot)) = (passes.get(at), any.get_mut(*customer as usize)) {
                *slot = true;
            }
        }
        Ok(any)
    }
}

/// Classes, or why there are none: `None` where what they are made from is not loaded.
type Made = Result<Classes, Option<SegmentationError>>;

/// What rules asked for so far.
pub struct Further<'a> {
    names: Vec<(String, Segmentation)>,
    /// What the chosen period alone lets through; `None` where the filter is no more than that, or it was not needed yet.
    period: Option<View>,
    made: Vec<(Segmentation, Made)>,
    bought: Vec<Bought<'a>>,
}

impl<'a> Further<'a> {
    /// Nothing yet.
    pub fn new() -> Self {
        let names = segmentations().flat_map(|by| names_of(&by).map(|name| (name, by.clone())).collect::<Vec<_>>());
        Self { names: names.collect(), period: None, made: Vec::new(), bought: Vec::new() }
    }

    /// The segmentation of a name.
    pub fn called(&self, plain: &str) -> Option<Segmentation> {
        self.names.iter().find(|(name, _)| name == plain).map(|(_, by)| by.clone())
    }

    /// The classes of a segmentation, where there are such.
    pub fn classes(&self, by: &Segmentation) -> Option<&Classes> {
        self.made.iter().find(|(known, _)| known == by)?.1.as_ref().ok()
    }

    /// Why a segmentation has no classes, where that is known.
    pub fn why(&self, by: &Segmentation) -> Option<&SegmentationError> {
        self.made.iter().find(|(known, _)| known == by)?.1.as_ref().err()?.as_ref()
    }

    /// What customers have in a column.
    pub fn bought(&self, column: &Column) -> Option<&Bought<'a>> {
        self.bought.iter().find(|bought| std::ptr::eq(bought.column, column))
    }

    /// Puts customers into the classes of a segmentation, where nobody did yet.
    pub async fn load_classes<P: Pace>(
        &mut self,
        by: Segmentation,
        view: &View,
        params: &CheckedGrades,
        pace: &mut P,
    ) -> Result<(), Cancelled> {
        if self.made.iter().any(|(known, _)| *known == by) {
            return Ok(());
        }
        let made = match self.make(&by, view, params, pace).await {
            Ok(made) => made.ok_or(None),
            Err(Stopped::Cancelled) => return Err(Cancelled),
            Err(Stopped::Error(error)) => Err(Some(error)),
        };
        self.made.push((by, made));
        Ok(())
    }

    async fn make<P: Pace>(
        &mut self,
        by: &Segmentation,
        view: &View,
        params: &CheckedGrades,
        pace: &mut P,
    ) -> Result<Option<Classes>, Stopped<SegmentationError>> {
        let filter = period_alone(&view.filter);
        if view.filter != filter && self.period.is_none() {
            let period = View::new(view.number, &view.all, &filter, &params.rfm, view.today, pace).await;
            self.period = Some(period.map_err(|stopped| stopped.map(SegmentationError::Rfm))?);
        }
        let view = self.period.as_ref().unwrap_or(view);
        let found = classed(by, view, &params.others, pace).await?;
        Ok(found.map(|found| {
            let names = found.classes.iter().map(|class| {
                let called = Language::ALL.map(|language| called(by, class, language));
                [class.key.clone(), class.name.clone()].into_iter().chain(called).collect()
            });
            Classes { names: names.collect(), of: found.of }
        }))
    }

    /// Looks up what customers have in a column of what they bought, where nobody did yet.
    pub async fn load_bought<P: Pace>(
        &mut self,
        column: &'a Column,
        view: &View,
        pace: &mut P,
    ) -> Result<(), Cancelled> {
        let Some(rows) = view.all.purchases.as_deref().filter(|_| self.bought(column).is_none()) else {
            return Ok(());
        };
        let until = view.until().unwrap_or(Day::MAX);
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        in_blocks_paced(rows.len(), pace, |range| {
            let codes = column.codes.get(range.clone()).unwrap_or_default();
            for (row, code) in rows.rows_in(range).zip(codes) {
                if row.day <= until && !row.returned && pairs.last() != Some(&(row.customer, *code)) {
                    pairs.push((row.customer, *code));
                }
            }
        })
        .await?;
        sort_paced(&mut pairs, pace, Ord::cmp).await?;
        pairs.dedup();
        self.bought.push(Bought { column, pairs });
        Ok(())
    }
}
