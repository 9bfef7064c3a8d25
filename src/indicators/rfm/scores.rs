//! Every customer's measures and scores, as columns.

use crate::domain::dictionary::Dictionary;
use crate::domain::money::Money;

use super::summary::SegmentSummary;

/// What [`RfmScores::table`] writes, in this order.
pub const TABLE_HEADER: [&str; 8] = ["customer", "recency", "frequency", "monetary", "r", "f", "m", "segment"];

/// Every scored customer, by rising number: columns of equal length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RfmScores {
    /// Who, by number.
    pub customer: Vec<u32>,
    /// Whole days from the last purchase to the reference date.
    pub recency: Vec<i32>,
    /// Distinct orders.
    pub frequency: Vec<u32>,
    /// Sum of amounts.
    pub monetary: Vec<Money>,
    /// Of them those that count: of the rows a filter lets through. Without a filter the same.
    pub counted: Vec<Money>,
    /// Recency score.
    pub r: Vec<u8>,
    /// Frequency score.
    pub f: Vec<u8>,
    /// Monetary score.
    pub m: Vec<u8>,
    /// Place in [`super::Rfm::segments`].
    pub segment: Vec<u16>,
}

/// One customer of [`RfmScores`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RfmRow {
    /// Who, by number.
    pub customer: u32,
    /// Whole days from the last purchase to the reference date.
    pub recency: i32,
    /// Distinct orders.
    pub frequency: u32,
    /// Sum of amounts.
    pub monetary: Money,
    /// Of them those that count.
    pub counted: Money,
    /// Recency score.
    pub r: u8,
    /// Frequency score.
    pub f: u8,
    /// Monetary score.
    pub m: u8,
    /// Place in [`super::Rfm::segments`].
    pub segment: u16,
}

impl RfmScores {
    /// The customers, by rising number.
    pub fn rows(&self) -> impl Iterator<Item = RfmRow> {
        let measures = self.customer.iter().zip(&self.recency).zip(&self.frequency);
        let money = self.monetary.iter().zip(&self.counted);
        let scores = self.r.iter().zip(&self.f).zip(&self.m).zip(&self.segment);
        let rows = measures.zip(money).zip(scores);
        rows.map(|((((&customer, &recency), &frequency), (&monetary, &counted)), (((&r, &f), &m), &segment))| RfmRow {
            customer,
            recency,
            frequency,
            monetary,
            counted,
            r,
            f,
            m,
            segment,
        })
    }

    /// For each customer number below `customers`, whether they belong to the segment at this
    /// place: what a filter by segment needs.
    pub fn members(&self, segment: usize, customers: usize) -> Vec<bool> {
        let mut members = vec![false; customers];
        for row in self.rows().filter(|row| usize::from(row.segment) == segment) {
            if let Some(member) = members.get_mut(row.customer as usize) {
                *member = true;
            }
        }
        members
    }

    /// The customers for whose number there is money that counts.
    pub(super) fn counting(&self, money: &[Option<Money>]) -> Self {
        let counted = |customer: u32| money.get(customer as usize).copied().flatten();
        self.rows().filter_map(|row| Some(RfmRow { counted: counted(row.customer)?, ..row })).collect()
    }

    /// The cells of a table with [`TABLE_HEADER`], one row per customer in the text order of their
    /// ids; amounts as exact decimals, segments by name.
    pub fn table(&self, ids: &Dictionary, segments: &[SegmentSummary]) -> impl Iterator<Item = [String; 8]> {
        let mut rows: Vec<RfmRow> = self.rows().collect();
        rows.sort_unstable_by_key(|row| ids.get(row.customer));
        rows.into_iter().map(move |row| {
            [
                ids.get(row.customer).to_owned(),
                row.recency.to_string(),
                row.frequency.to_string(),
                row.monetary.to_string(),
                row.r.to_string(),
                row.f.to_string(),
                row.m.to_string(),
                segments.get(usize::from(row.segment)).map(|segment| segment.name.clone()).unwrap_or_default(),
            ]
        })
    }
}

impl FromIterator<RfmRow> for RfmScores {
    fn from_iter<I: IntoIterator<Item = RfmRow>>(rows: I) -> Self {
        let mut out = Self::default();
        for RfmRow { customer, recency, frequency, monetary, counted, r, f, m, segment } in rows {
            out.customer.push(customer);
            out.recency.push(recency);
            out.frequency.push(frequency);
            out.monetary.push(monetary);
            out.counted.push(counted);
            out.r.push(r);
            out.f.push(f);
            out.m.push(m);
            out.segment.push(segment);
        }
        out
    }
}
