//! Tiers, the silent ones, and whether recovery pays.

use crate::domain::interval::Interval;
use crate::indicators::Say;
use crate::indicators::page::{Cell, Column, Control, Input, Note, Only, Part, Section, Table, Tile};

use super::recovery::{Kept, Recovery};
use super::show::Writer;
use super::silent::Silent;
use super::texts::ComplaintsTexts;
use super::{ComplaintsParams, GROUPS, ID, MAX_DAYS};

/// The fields of what stands here.
pub fn controls(params: &ComplaintsParams, say: &Say<'_>) -> [Control; 3] {
    let texts = ComplaintsTexts::of(say.language);
    let number = |field: &str, label: &str, value: u32, min: f64, max: f64| {
        Control::new(ID, field, label, Input::Number { value: f64::from(value), min, max, step: 1.0 })
    };
    [
        number("unhappy_to", texts.unhappy_field, params.unhappy_to.into(), 0.0, 9.0),
        number("one_in", texts.one_in_field, params.one_in, 1.0, 1_000.0),
        number("recovery_days", texts.recovery_field, params.recovery_days, 1.0, f64::from(MAX_DAYS)),
    ]
}

impl Writer<'_> {
    /// The share settled as soon as expected.
    pub fn as_expected(&self) -> Option<Tile> {
        let Self { found, say, texts, .. } = self;
        let expected = found.as_expected.as_ref()?;
        let share = expected.share?;
        let figure = self.figures.of(
            format!("{ID}.as_expected.share"),
            texts.as_expected,
            share.share,
            say.percent(share.share),
        );
        let interval = say.share_interval(Interval { low: share.low, high: share.high }, self.level);
        let note = (texts.in_time_note)(&say.count(share.of), &interval);
        Some(Tile::new(texts.as_expected, figure).noted(say.marked(note, self.few, share.of)))
    }

    /// By tier, where a column says it.
    pub fn tiers(&self) -> Section {
        let Self { found, texts, .. } = self;
        let Some(tier) = &found.tier else { return Section::new("tiers", "", Vec::new()) };
        Section::new("tiers", texts.tiers, self.table("tiers", tier, &found.tiers))
    }

    /// Unhappy customers who say nothing.
    pub fn silent(&self, params: &ComplaintsParams) -> Section {
        let Self { found, say, texts, .. } = self;
        let [unhappy_to, one_in, _] = controls(params, say);
        let Some(silent) = &found.silent else {
            return Section::new("silent", texts.silent, vec![Part::Muted(texts.no_answers.to_owned())]);
        };
        let Silent { unhappy, complained, complainants, .. } = *silent;
        let [.., who] = GROUPS;
        let counted = |key: &str, label: &str, n| self.count(&format!("{ID}.silent.{key}"), label, n);
        let share = silent.share.map(|share| {
            let figure = self.figures.of(format!("{ID}.silent.share"), texts.who_complain, share, say.percent(share));
            let interval = silent.low.zip(silent.high).map(|(low, high)| Interval { low, high });
            let interval = interval.map(|interval| say.share_interval(interval, self.level)).unwrap_or_default();
            let note = say.joined([(texts.of_unhappy)(&say.count(complained), &say.count(unhappy)), interval]);
            Tile::new(texts.who_complain, figure).noted(say.marked(note, self.few, unhappy))
        });
        let estimate = silent.estimate.map(|estimate| {
            let figure =
                self.figures.of(format!("{ID}.silent.estimate"), texts.estimate, estimate, say.number(estimate));
            Tile::new(texts.estimate, figure).noted((texts.estimate_note)(&say.count(complainants)))
        });
        let assumed = f64::from(params.one_in.saturating_sub(1)) * complainants as f64;
        let assumed = Tile::new((texts.assumed)(&params.one_in.to_string()), Cell::from(say.number(assumed)))
            .noted(texts.assumed_note);
        let silent = Tile::new(texts.silent_now, counted("silent", texts.silent_now, silent.silent))
            .noted((texts.of_answered)(&say.count(silent.answered)))
            .of(Only::class(ID, who));
        let tiles = [Some(silent), share, estimate, Some(assumed)].into_iter().flatten().collect();
        let help = Part::Muted(texts.silent_help.to_owned());
        Section::new("silent", texts.silent, vec![Part::Tiles(tiles), help]).with([unhappy_to, one_in])
    }

    /// Whether recovery pays.
    pub fn recovery(&self, params: &ComplaintsParams) -> Section {
        let Self { found, say, texts, .. } = self;
        let [_, _, days] = controls(params, say);
        let Some(recovery) = &found.recovery else {
            let why = (texts.no_recovery)(&params.recovery_days.to_string());
            return Section::new("recovery", texts.recovery, vec![Part::Muted(why)]).with([days]);
        };
        let groups = [
            ("settled", texts.group_settled, &recovery.settled),
            ("unsettled", texts.group_unsettled, &recovery.unsettled),
            ("never", texts.group_never, &recovery.never),
        ];
        let row = |(key, name, group): (&str, &str, &Kept)| {
            let label = |figure: &str| (texts.of_group)(figure, name);
            let customers =
                self.count(&format!("{ID}.recovery.{key}.customers"), &label(texts.group_customers), group.customers);
            let retention = group.retention.map(|share| {
                let name = format!("{ID}.recovery.{key}.retention");
                self.figures.of(name, label(texts.came_back), share, say.percent(share))
            });
            let interval = group
                .low
                .zip(group.high)
                .map(|(low, high)| Cell::from(format!("{} – {}", say.percent(low), say.percent(high))));
            vec![
                Cell::from(name),
                customers.into(),
                retention.map_or_else(|| say.no_value(), Cell::from),
                interval.unwrap_or_else(|| say.no_value()),
                Cell::caution(say.small_sample(self.few.marks(group.customers), group.customers)),
            ]
        };
        let table = Table {
            caption: texts.recovery.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.group),
                Column::number(texts.group_customers),
                Column::number(texts.came_back),
                Column::number(say.words.interval),
                Column::text(say.words.note),
            ],
            rows: groups.into_iter().map(row).collect(),
        };
        let help = (texts.recovery_help)(&say.day(recovery.day), &recovery.days.to_string());
        let note = Note::info(self.verdict(recovery));
        let parts = vec![Part::Note(note), Part::Table(table), Part::Muted(help)];
        Section::new("recovery", texts.recovery, parts).with([days])
    }

    /// What the interval of the difference says of settled against unsettled.
    fn verdict(&self, recovery: &Recovery) -> &'static str {
        match recovery.difference {
            Some(range) if range.low > 0.0 => self.texts.pays,
            Some(range) if range.high < 0.0 => self.texts.pays_not,
            Some(_) => self.texts.may_be_chance,
            None => self.texts.nobody_to_compare,
        }
    }
}
