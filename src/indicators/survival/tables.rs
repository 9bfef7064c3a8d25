//! The tables of survival: shares at round times, and the groups side by side with their test.

use crate::indicators::Figures;
use crate::indicators::page::{Cell, Column, Inline, Page, Part, Section, Table, Tile};

use super::LogRank;
use super::groups::{GroupCurve, Moment};
use super::show::Showing;

impl Showing<'_> {
    /// Shares at round times, with how many were followed until then.
    pub fn at_risk(&self, page: &mut Page) -> Section {
        let head = self.found.groups.first().map(|group| group.at.as_slice()).unwrap_or_default();
        let columns = std::iter::once(Column::text(self.texts.group))
            .chain(head.iter().map(|moment| Column::number(self.time(f64::from(moment.time)))));
        let rows = self.found.groups.iter().map(|group| {
            let estimated = self.estimated(page, group);
            let counted = self.counted(page, &group.provenance);
            let cells = group.at.iter().map(|moment| self.moment(group, moment, estimated, counted));
            std::iter::once(Cell::from(self.name(group))).chain(cells).collect()
        });
        let rows = rows.collect();
        let table = Table {
            caption: self.texts.table_caption.to_owned(),
            show_caption: true,
            columns: columns.collect(),
            rows,
        };
        Section::new("survival-table", self.texts.table_title, vec![Part::Table(table)])
    }

    fn moment(&self, group: &GroupCurve, moment: &Moment, estimated: Figures, counted: Figures) -> Cell {
        let Moment { time, at_risk, survival, .. } = *moment;
        let key = format!("survival.groups.{}.at.{time}", group.name);
        let of = format!("{}, {}", self.name(group), self.time(f64::from(time)));
        let share = estimated.of(
            format!("{key}.survival"),
            format!("{}, {of}", self.texts.still),
            survival,
            self.say.percent(survival),
        );
        let followed = counted.of(
            format!("{key}.at_risk"),
            format!("{}, {of}", self.texts.at_risk),
            at_risk,
            self.say.count(at_risk),
        );
        Cell(vec![Inline::Figure(share), Inline::Break, Inline::Figure(followed)])
    }

    /// The groups side by side, and whether they differ.
    pub fn groups(&self, page: &mut Page) -> Section {
        let Some(by) = &self.found.by else { return Section::new("survival-groups", "", Vec::new()) };
        let columns = vec![
            Column::text(by.as_str()),
            Column::number(self.texts.customers),
            Column::number(self.texts.events),
            Column::number(self.texts.median),
            Column::number(self.say.words.interval),
            Column::text(self.say.words.note),
        ];
        let rows = self.found.groups.iter().map(|group| self.group(page, group)).collect();
        let table = Table { caption: self.texts.groups_caption.to_owned(), show_caption: true, columns, rows };
        let mut parts = self.test(page);
        parts.push(Part::Table(table));
        if self.found.more_groups > 0 {
            let (groups, n) = (self.say.count(self.found.more_groups), self.say.count(self.found.more_customers));
            parts.push(Part::Muted((self.texts.more_groups)(&groups, &n)));
        }
        if self.found.without_value > 0 {
            parts.push(Part::Muted((self.texts.without_value)(&self.say.count(self.found.without_value), by)));
        }
        Section::new("survival-groups", (self.texts.groups_title)(by), parts)
    }

    fn group(&self, page: &mut Page, group: &GroupCurve) -> Vec<Cell> {
        let (curve, name) = (&group.curve, self.name(group));
        let key = format!("survival.groups.{}", group.name);
        let counted = self.counted(page, &group.provenance);
        let count = |field: &str, label: &str, n: usize| {
            Cell::from(counted.of(format!("{key}.{field}"), format!("{label}, {name}"), n, self.say.count(n)))
        };
        let figures = self.estimated(page, group);
        let end = |field: &str, end: Option<f64>| {
            let label = format!("{}, {}, {name}", self.texts.median, self.say.words.interval);
            end.map_or_else(
                || Cell::from(self.texts.not_reached),
                |end| Cell::from(figures.of(format!("{key}.{field}"), label, end, self.say.precise(end))),
            )
        };
        let interval = if curve.median.is_none() && curve.median_low.is_none() {
            self.say.no_value()
        } else {
            end("median_low", curve.median_low).to(end("median_high", curve.median_high))
        };
        vec![
            Cell::from(name.as_str()),
            count("n", self.texts.customers, curve.n),
            count("events", self.texts.events, curve.events),
            self.median(figures, &key, &name, curve.median),
            interval,
            Cell::caution(self.say.small_sample(!self.small.is_enough(curve.events), curve.events)),
        ]
    }

    /// The log-rank test in words and in figures, and Wilcoxon's where it says otherwise.
    fn test(&self, page: &mut Page) -> Vec<Part> {
        let Some(LogRank { statistic, degrees, p }) = self.found.log_rank else {
            return vec![Part::Text(self.texts.test_none.to_owned())];
        };
        let said = self.p_said(p);
        let words = if self.is_real() { self.texts.test_real } else { self.texts.test_chance };
        let origin = self.origin(&self.found.provenance, self.texts.test_definition, self.texts.test_source);
        let figures = Figures { origin: page.origin(origin) };
        let label = (self.texts.test_statistic)(&degrees.to_string());
        let mut tiles = vec![
            Tile::new(self.texts.test_p, figures.of("survival.log_rank.p", self.texts.test_p, p, said.as_str())),
            Tile::new(
                label.as_str(),
                figures.of("survival.log_rank.statistic", label.as_str(), statistic, self.say.precise(statistic)),
            ),
        ];
        let mut parts = vec![Part::Text(words(&said))];
        if self.found.more_groups > 0 {
            let shown = self.say.count(self.found.groups.len());
            parts.push(Part::Text((self.texts.test_of_largest)(&shown)));
        }
        if let Some(early) = self.found.wilcoxon {
            let (label, said) = (self.texts.early_p, self.p_said(early.p));
            tiles.push(Tile::new(label, figures.of("survival.wilcoxon.p", label, early.p, said)));
            match (self.is_significant(early), self.is_real()) {
                (true, false) => parts.push(Part::Text(self.texts.early_alone.to_owned())),
                (false, true) => parts.push(Part::Text(self.texts.late_alone.to_owned())),
                _ => {}
            }
        }
        parts.push(Part::SmallTiles(tiles));
        parts
    }

    /// `p < 0.001`, `p = 0.012`.
    fn p_said(&self, p: f64) -> String {
        if p < 0.001 { (self.texts.p_below)("0.001") } else { (self.texts.p_is)(&format!("{p:.3}")) }
    }
}
