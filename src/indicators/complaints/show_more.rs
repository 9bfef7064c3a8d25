//! Tiers, the silent ones, and whether recovery pays.

use crate::domain::interval::Interval;
use crate::indicators::Say;
use crate::indicators::page::{Cell, Column, Control, FollowUp, Input, Link, Note, Only, Part, Section, Table, Tile};

use super::matched::Outcomes;
use super::recovery::{Kept, Mean, Recovery};
use super::show::Writer;
use super::silent::Silent;
use super::texts::ComplaintsTexts;
use super::{ComplaintsParams, GROUPS, ID, MAX_DAYS, OpenComplaint, SilentCustomer};

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

    /// Whose complaint is open.
    pub fn open(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        if found.open_listed.is_empty() {
            return Section::new("open", "", Vec::new());
        }
        let row = |one: &OpenComplaint| {
            let who = Link::to_customer(one.customer.as_str(), &one.customer);
            let days = say.number(f64::from(one.days));
            [Cell::from(who), Cell::whole(say.day(one.day)), Cell::from(days), Cell::from(say.value(&one.reason))]
                .into()
        };
        let table = Table {
            caption: texts.open_list.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.customer),
                Column::text(texts.complained_on),
                Column::number(texts.days_open),
                Column::text(texts.reason),
            ],
            rows: found.open_listed.iter().map(row).collect(),
        };
        let why = |one: &OpenComplaint| {
            let since = (texts.why_open)(&say.day(one.day));
            (one.customer.clone(), say.joined([since, one.reason.clone()]))
        };
        let named = FollowUp::part(ID, found.open_listed.iter().map(why));
        Section::new("open", texts.open_list, [Part::Table(table)].into_iter().chain(named).collect())
    }

    /// Who is unhappy and says nothing.
    fn silent_list(&self) -> Vec<Part> {
        let Self { found, say, texts, .. } = self;
        if found.silent_listed.is_empty() {
            return Vec::new();
        }
        let row = |one: &SilentCustomer| {
            let value = one.value.map_or_else(|| say.no_value(), |value| Cell::from(say.money(value.to_f64())));
            let who = Link::to_customer(one.customer.as_str(), &one.customer);
            vec![Cell::from(who), Cell::from(one.score.to_string()), value]
        };
        let table = Table {
            caption: texts.silent_list.to_owned(),
            show_caption: true,
            columns: vec![Column::text(texts.customer), Column::number(texts.score), Column::number(texts.value)],
            rows: found.silent_listed.iter().map(row).collect(),
        };
        let why = |one: &SilentCustomer| (one.customer.clone(), (texts.why_silent)(&one.score.to_string()));
        let named = FollowUp::part(ID, found.silent_listed.iter().map(why));
        [Part::Table(table)].into_iter().chain(named).collect()
    }

    /// By tier, where a column says it.
    pub fn tiers(&self) -> Section {
        let Self { found, texts, .. } = self;
        let Some(tier) = &found.tier else { return Section::new("tiers", "", Vec::new()) };
        // The name this column has in the sample, which is ours; any other is the user's.
        let header = if tier == "complained_to" { texts.complained_to } else { tier };
        Section::new("tiers", texts.tiers, self.table("tiers", header, &found.tiers))
    }

    /// Unhappy customers who say nothing.
    pub fn silent(&self, params: &ComplaintsParams) -> Section {
        let Self { found, say, texts, .. } = self;
        let [unhappy_to, one_in, _] = controls(params, say);
        let Some(silent) = &found.silent else {
            return Section::new("silent", texts.silent, vec![Part::Muted(texts.no_answers.to_owned())]);
        };
        let Silent { unhappy, complained, complainants, known, .. } = *silent;
        let [.., who] = GROUPS;
        let counted = |key: &str, label: &str, n| self.count(&format!("{ID}.silent.{key}"), label, n);
        let share = silent.share.map(|share| {
            let figure = self.figures.of(format!("{ID}.silent.share"), texts.who_complain, share, say.percent(share));
            let interval = silent.low.zip(silent.high).map(|(low, high)| Interval { low, high });
            let interval = interval.map(|interval| say.share_interval(interval, self.level)).unwrap_or_default();
            let note = say.joined([(texts.of_unhappy)(&say.count(complained), &say.count(unhappy)), interval]);
            Tile::new(texts.who_complain, figure).noted(say.marked(note, self.few, unhappy))
        });
        // No part of the customers is more than all of them.
        let estimate = (complained > 0).then(|| match silent.estimate {
            Some(estimate) => {
                let text = say.about(estimate);
                let figure = self.figures.of(format!("{ID}.silent.estimate"), texts.estimate, estimate, text);
                Tile::new(texts.estimate, figure).noted((texts.estimate_note)(&say.count(complainants)))
            }
            None => Tile::new(texts.estimate, say.no_value()).noted((texts.too_many_measured)(&say.count(known))),
        });
        let assumed = f64::from(params.one_in.saturating_sub(1)) * complainants as f64;
        let label = (texts.assumed)(&params.one_in.to_string());
        let assumed = if assumed > known as f64 {
            Tile::new(label, say.no_value()).noted((texts.too_many)(&say.count(known)))
        } else {
            Tile::new(label, say.about(assumed)).noted(texts.assumed_note)
        };
        let silent = Tile::new(texts.silent_now, counted("silent", texts.silent_now, silent.silent))
            .noted((texts.of_answered)(&say.count(silent.answered)))
            .of(Only::class(ID, who));
        let tiles = [Some(silent), share, estimate, Some(assumed)].into_iter().flatten().collect();
        let help = Part::Muted(texts.silent_help.to_owned());
        let parts = [Part::Tiles(tiles), help].into_iter().chain(self.silent_list()).collect();
        Section::new("silent", texts.silent, parts).with([unhappy_to, one_in])
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
            let key = format!("{ID}.recovery.{key}");
            let customers = self.count(&format!("{key}.customers"), &label(texts.group_customers), group.customers);
            let retention = group.retention.zip(group.low.zip(group.high)).map(|(share, (low, high))| {
                let figure =
                    self.figures.of(format!("{key}.retention"), label(texts.came_back), share, say.percent(share));
                Cell::from(figure).above(say.ends(&say.percent(low), &say.percent(high)))
            });
            let outcomes = Outcomes { retention: None, spent: group.spent, score: group.score };
            let [_, spent, score] = self.outcomes(&key, name, outcomes);
            vec![
                Cell::from(name),
                customers.into(),
                retention.unwrap_or_else(|| say.no_value()),
                spent,
                score,
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
                Column::number(texts.spent_each),
                Column::number(texts.score_after),
                Column::text(say.words.note),
            ],
            rows: groups.into_iter().map(row).collect(),
        };
        let help = (texts.recovery_help)(&say.day(recovery.day), &recovery.days.to_string());
        let note = Note::info(self.verdict(recovery));
        let mut parts = vec![Part::Note(note), Part::Table(table), Part::Muted(help)];
        parts.extend(self.matched(recovery));
        Section::new("recovery", texts.recovery, parts).with([days])
    }

    /// The groups like with like, or why they cannot be.
    fn matched(&self, recovery: &Recovery) -> Vec<Part> {
        let texts = self.texts;
        let Some(matched) = &recovery.matched else {
            return vec![Part::Muted((texts.no_matched)(&recovery.days.to_string()))];
        };
        let groups = [
            ("settled", texts.group_settled, matched.settled),
            ("unsettled", texts.group_unsettled, matched.unsettled),
            ("never", texts.group_never, matched.never),
            ("difference", texts.group_difference, matched.difference),
        ];
        let row = |(key, name, outcomes): (&str, &str, Outcomes)| {
            let cells = self.outcomes(&format!("{ID}.recovery.matched.{key}"), name, outcomes);
            let few = match (key, outcomes.retention) {
                ("difference", _) if self.too_few(recovery).is_some() => texts.not_compared.to_owned(),
                ("difference", _) | (_, None) => String::new(),
                (_, Some(Mean { n, .. })) => self.say.small_sample(self.few.marks(n), n),
            };
            [Cell::from(name)].into_iter().chain(cells).chain([Cell::caution(few)]).collect()
        };
        let table = Table {
            caption: texts.matched.to_owned(),
            show_caption: true,
            columns: vec![
                Column::text(texts.group),
                Column::number(texts.came_back),
                Column::number(texts.spent_each),
                Column::number(texts.score_after),
                Column::text(self.say.words.note),
            ],
            rows: groups.into_iter().map(row).collect(),
        };
        vec![Part::Table(table), Part::Muted((texts.matched_help)(&recovery.days.to_string()))]
    }

    /// Retention, spending and score of a group, each with its interval and of how many.
    fn outcomes(&self, key: &str, group: &str, Outcomes { retention, spent, score }: Outcomes) -> [Cell; 3] {
        let Self { say, texts, .. } = self;
        let cell = |field: &str, label: &str, mean: Option<Mean>, text: &dyn Fn(f64) -> String| {
            let Some(Mean { n, value, low, high }) = mean else { return say.no_value() };
            let label = (texts.of_group)(label, group);
            let figure = self.figures.of(format!("{key}.{field}.value"), label, value, text(value));
            let range = say.ends(&text(low), &text(high));
            Cell::from(figure).above(say.joined([range, (say.words.n)(&say.count(n))]))
        };
        [
            cell("retention", texts.came_back, retention, &|share| say.percent(share)),
            cell("spent", texts.spent_each, spent, &|money| say.money(money)),
            cell("score", texts.score_after, score, &|score| say.signed(score)),
        ]
    }

    /// What the interval of the difference says of settled against unsettled.
    /// Of too few it says nothing; else how many came back, and what they spent where that differs.
    fn verdict(&self, recovery: &Recovery) -> String {
        let Self { say, texts, .. } = self;
        let Some(range) = recovery.difference else { return texts.nobody_to_compare.to_owned() };
        if let Some((n, group)) = self.too_few(recovery) {
            return (texts.too_few)(&say.count(n), group);
        }
        let came_back = match range {
            range if range.low > 0.0 => texts.pays,
            range if range.high < 0.0 => texts.pays_not,
            _ => texts.may_be_chance,
        };
        let spent = recovery.matched.and_then(|matched| matched.difference.spent);
        let spent = match spent {
            Some(spent) if spent.low > 0.0 => Some(texts.spent_more),
            Some(spent) if spent.high < 0.0 => Some(texts.spent_less),
            _ => None,
        };
        [Some(came_back), spent].into_iter().flatten().collect::<Vec<_>>().join(say.words.between_sentences)
    }

    /// The smaller of the two groups compared and how many they are, where they are too few to be compared.
    fn too_few(&self, recovery: &Recovery) -> Option<(usize, &'static str)> {
        let groups = [
            (recovery.settled.customers, self.texts.group_settled),
            (recovery.unsettled.customers, self.texts.group_unsettled),
        ];
        groups.into_iter().filter(|(n, _)| self.few.marks(*n)).min_by_key(|(n, _)| *n)
    }
}
