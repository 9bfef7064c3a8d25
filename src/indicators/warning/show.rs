//! Who is warned of, and how such warnings went.

use crate::domain::day::Period;
use crate::domain::interval::{Interval, Level};
use crate::indicators::activity::only_returns;
use crate::indicators::classes::ShowClasses;
use crate::indicators::lifecycle::LifecycleIndicator;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Fold, FollowUp, Input, Link, Note, Page, Part, Plot, Section, Table, Tile,
    Tint, Unit, WHAT_TO_DO,
};
use crate::indicators::{Figures, Indicator, Say};

use super::texts::WarningTexts;
use super::{
    Flagged, ID, Lacking, Listed, MAX_DAYS, SignFound, State, Tenth, Trial, Warning, WarningError, WarningParams,
};

/// Windows offered, in days.
const OFFERED: [u16; 6] = [14, 30, 60, 90, 180, 365];

/// The page.
pub fn show(found: &Warning, params: &WarningParams, say: &Say<'_>) -> Page {
    let texts = WarningTexts::of(say.language);
    if found.provenance.period.is_none() {
        return only_returns(&found.provenance, say);
    }
    if found.customers == 0 {
        return Page::new(texts.lacks_rhythm);
    }
    let mut page = Page::new(headline(found, say));
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let shown = Shown { found, params, say, texts, figures: Figures { origin: page.origin(origin) } };
    page.notes.extend(say.few_customers(params.small_sample(), found.customers));
    page.notes.extend(shown.notes());
    let classes = ShowClasses {
        key: "warning.states",
        leads: true,
        classes: &found.states,
        names: texts.names.map(str::to_owned).to_vec(),
        figures: shown.figures,
        few: params.small_sample(),
        period: found.provenance.period,
        say,
    };
    page.add(Section::open(ID, vec![Part::Tiles(shown.tiles(&classes))]));
    page.add(shown.listed());
    let table = classes.table(texts.states, &[], |_| Vec::new());
    page.add(
        Section::new("states", texts.states, vec![table, Part::Muted(say.words.loss_rules.to_owned())])
            .with(controls(params, say)),
    );
    page.add(shown.test());
    page.add(shown.signs());
    page.add(shown.what_to_do());
    let how = vec![Part::Text(texts.definition.to_owned()), Part::Muted(texts.source.to_owned())];
    page.add(Section::open("warning-how", vec![Part::Fold(Fold { summary: texts.how.to_owned(), parts: how })]));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &WarningError, say: &Say<'_>) -> String {
    let texts = WarningTexts::of(say.language);
    match error {
        WarningError::Window { given } => (texts.error_window)(&given.to_string(), &MAX_DAYS.to_string()),
        WarningError::Lifecycle(error) => LifecycleIndicator::explain(error, say),
        WarningError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields.
pub fn controls(params: &WarningParams, say: &Say<'_>) -> Vec<Control> {
    let texts = WarningTexts::of(say.language);
    // One set elsewhere is offered beside the usual ones.
    let other = params.window.filter(|days| !OFFERED.contains(days));
    let offered = OFFERED.into_iter().chain(other);
    let offered = offered.map(|days| (Some(days), (texts.days)(&say.count(usize::from(days))).trim().to_owned()));
    let options = [(None, texts.window_own.to_owned())].into_iter().chain(offered);
    vec![Control::new(ID, "window", texts.window_field, Input::choice(options, &params.window))]
}

fn headline(found: &Warning, say: &Say<'_>) -> String {
    let texts = WarningTexts::of(say.language);
    let of = |state: State| say.count(found.states.get(state as usize).map_or(0, |class| class.customers));
    let silent = (texts.headline)(&of(State::Warning), &of(State::Lost));
    let tested = found.trial.as_ref().zip(found.window).map(|(trial, days)| {
        let days = (texts.days)(&say.number(f64::from(days)));
        (texts.headline_test)(&say.percent(trial.top.precision), &say.precise(trial.top.lift), &days)
    });
    silent + &tested.unwrap_or_default()
}

struct Shown<'a> {
    found: &'a Warning,
    params: &'a WarningParams,
    say: &'a Say<'a>,
    texts: &'static WarningTexts,
    figures: Figures,
}

impl Shown<'_> {
    fn level(&self) -> Level {
        Level::try_from(self.params.level).unwrap_or(Level::DEFAULT)
    }

    fn notes(&self) -> Vec<Note> {
        let Self { found, say, texts, .. } = self;
        let lacking = found.lacking.map(|lacking| {
            Note::caution(match lacking {
                Lacking::Rhythm => texts.lacks_rhythm,
                Lacking::Time => texts.lacks_time,
                Lacking::Customers => texts.lacks_customers,
                Lacking::OneOutcome => texts.lacks_outcome,
                Lacking::Endless => texts.lacks_endless,
            })
        });
        let few = found.trained.filter(|trained| self.params.small_sample().marks(trained.gone));
        let few = few.map(|trained| Note::caution((texts.few_gone)(&say.count(trained.gone))));
        let no_better = found.low.filter(|low| *low <= 1.0).map(|_| Note::caution(texts.no_better));
        let left = (found.already_left > 0).then(|| Note::info((texts.left)(&say.count(found.already_left))));
        [lacking, few, no_better, left].into_iter().flatten().collect()
    }

    fn tiles(&self, classes: &ShowClasses<'_>) -> Vec<Tile> {
        let Self { found, say, texts, figures, .. } = self;
        let silent = [State::Warning, State::Lost].map(|state| found.states.get(state as usize));
        let mut tiles: Vec<Tile> = silent.into_iter().flatten().map(|class| classes.tile(class)).collect();
        if let (Some(money), Some(days)) = (found.at_risk, found.window) {
            let days = (texts.days)(&say.number(f64::from(days)));
            let figure = figures.of("warning.at_risk", texts.at_risk, money, say.money(money));
            tiles.push(Tile::new(texts.at_risk, figure).noted((texts.at_risk_note)(&days)));
        }
        if let Some(trial) = &found.trial {
            let top = trial.top;
            let share = |name: &str, label: &'static str, share: f64, interval: Interval| {
                Tile::new(label, figures.of(format!("warning.{name}"), label, share, say.percent(share)))
                    .noted(say.share_interval(interval, self.level()))
            };
            let lift = figures.of("warning.lift_10", texts.lift, top.lift, say.precise(top.lift));
            let reach = say.interval(&say.precise(top.low), &say.precise(top.high), self.level());
            tiles.extend([
                share("precision", texts.precision, top.precision, top.precision_interval),
                share("recall", texts.recall, top.recall, top.recall_interval),
                Tile::new(texts.lift, lift).noted(reach),
            ]);
        }
        tiles
    }

    fn listed(&self) -> Section {
        let Self { found, say, texts, figures, .. } = self;
        if found.listed.is_empty() {
            return Section::new("listed", "", Vec::new());
        }
        let row = |one: &Listed| {
            let label = |figure: &str| (texts.of)(figure, &one.name);
            let money = |field: &str, name: &str, value: f64, shown: &dyn ToString| {
                let key = format!("{ID}.listed.{}.{field}", one.name);
                Cell::from(figures.of(key, label(name), shown.to_string(), say.money(value)))
            };
            let days = |days: f64| (texts.days)(&say.precise(days)).trim().to_owned();
            let chance = one.chance.map(|chance| {
                let key = format!("{ID}.listed.{}.chance", one.name);
                Cell::from(figures.of(key, label(texts.chance), chance, say.percent(chance)))
            });
            let at_risk = one.at_risk.map(|risk| money("at_risk", texts.at_risk, risk, &risk));
            vec![
                Cell::from(Link::to_customer(&one.name, &one.name)),
                at_risk.unwrap_or_else(|| say.no_value()),
                chance.unwrap_or_else(|| say.no_value()),
                money("lately", texts.lately, one.lately.to_f64(), &one.lately),
                money("value", texts.value, one.value.to_f64(), &one.value),
                Cell::whole(days(f64::from(one.silence))).above((texts.usual)(&days(one.warning_after.ceil()))),
                Cell::from(texts.names.get(one.state as usize).copied().unwrap_or_default()),
            ]
        };
        let numbers = [texts.at_risk, texts.chance, texts.lately, texts.value, texts.silence].map(Column::number);
        let columns = [Column::text(texts.customer)].into_iter().chain(numbers).chain([Column::text(texts.state)]);
        let table = Table {
            caption: texts.listed.to_owned(),
            show_caption: false,
            columns: columns.collect(),
            rows: found.listed.iter().map(row).collect(),
        };
        let why = |one: &Listed| {
            let days = |days: f64| (texts.days)(&say.precise(days)).trim().to_owned();
            let silent = (texts.why)(&days(f64::from(one.silence)), &days(one.warning_after));
            let chance = one.chance.map(|chance| (texts.why_chance)(&say.percent(chance))).unwrap_or_default();
            (one.name.clone(), say.joined([silent, chance]))
        };
        let named = FollowUp::part(ID, found.listed.iter().map(why));
        let note = Part::Muted(texts.listed_note.to_owned());
        Section::new("listed", texts.listed, [note, Part::Table(table)].into_iter().chain(named).collect())
    }

    fn test(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let Some(trial) = &found.trial else { return Section::new("test", "", Vec::new()) };
        let span = say.span(Period { from: trial.from, to: trial.to });
        let sample = say.count(found.sample.unwrap_or_default());
        let note = (texts.test_note)(&sample, &say.count(trial.gone), &span);
        let flagged = [("top", Some(trial.top)), ("alike", trial.alike), ("rule", trial.rule)];
        let rows = flagged.into_iter().zip(texts.rows);
        let rows = rows.filter_map(|((key, flagged), name)| Some(self.flagged(key, name, flagged?)));
        let headers = [texts.flagged].into_iter().chain(texts.short).map(Column::number);
        let table = Table {
            caption: texts.test.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.of_whom)].into_iter().chain(headers).collect(),
            rows: rows.collect(),
        };
        let chart = Part::Chart(Box::new(self.tenths(trial)));
        let compared = compared(trial, texts).map(|text| Part::Text(text.to_owned()));
        let parts = [Part::Muted(note), chart, Part::Table(table)].into_iter().chain(compared);
        Section::new("test", texts.test, parts.collect())
    }

    fn flagged(&self, key: &str, name: &str, flagged: Flagged) -> Vec<Cell> {
        let Self { say, texts, figures, .. } = self;
        let [precision, recall, lift] = texts.short;
        let cell = |field: &str, label: &str, value: f64, text: String| {
            Cell::from(figures.of(format!("{ID}.trial.{key}.{field}"), (texts.of)(label, name), value, text))
        };
        let shares = |interval: Interval| say.ends(&say.percent(interval.low), &say.percent(interval.high));
        let small = say.small_sample(self.params.small_sample().marks(flagged.customers), flagged.customers);
        let first = if small.is_empty() { Cell::from(name) } else { Cell::from(name).above(small) };
        vec![
            first,
            cell("customers", texts.flagged, flagged.customers as f64, say.count(flagged.customers)),
            cell("precision", precision, flagged.precision, say.percent(flagged.precision))
                .above(shares(flagged.precision_interval)),
            cell("recall", recall, flagged.recall, say.percent(flagged.recall)).above(shares(flagged.recall_interval)),
            cell("lift", lift, flagged.lift, say.precise(flagged.lift))
                .above(say.ends(&say.precise(flagged.low), &say.precise(flagged.high))),
        ]
    }

    fn tenths(&self, trial: &Trial) -> Chart {
        let Self { found, say, texts, .. } = self;
        let share = |tenth: Option<&Tenth>| say.percent(tenth.map_or(0.0, |tenth| tenth.gone));
        let title = (texts.tenths)(&share(trial.tenths.first()), &share(trial.tenths.last()));
        let bar = |(place, tenth): (usize, &Tenth)| Bar {
            label: say.count(place + 1),
            value: Some(tenth.gone),
            interval: Some((tenth.interval.low, tenth.interval.high)),
            more: vec![say.percent(tenth.expected)],
            tint: Tint::Accent,
        };
        Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.sample.unwrap_or_default(), Some(Period { from: trial.from, to: trial.to })),
            empty: texts.gone.to_owned(),
            height: 300,
            plot: Plot::Bars(Bars {
                bars: trial.tenths.iter().enumerate().map(bar).collect(),
                dots: false,
                unit: Unit::Share,
                group: texts.tenth.to_owned(),
                value: texts.gone.to_owned(),
                interval: say.words.interval.to_owned(),
                more_columns: vec![texts.expected.to_owned()],
                most: trial.tenths.len(),
                more: String::new(),
            }),
        }
    }

    fn signs(&self) -> Section {
        let Self { found, say, texts, figures, .. } = self;
        let Some(trained) = found.trained else { return Section::new("signs", "", Vec::new()) };
        let row = |one: &SignFound| {
            let name = texts.sign_names.get(one.key as usize).copied().unwrap_or_default();
            if one.endless {
                return vec![Cell::from(name), say.no_value(), say.no_value(), Cell::muted(texts.endless)];
            }
            let key = format!("{ID}.signs.{}.odds", one.key.key());
            let odds = figures.of(key, (texts.of)(texts.odds, name), one.odds, say.precise(one.odds));
            let reach = say.ends(&say.precise(one.low), &say.precise(one.high));
            let p = if one.p < 0.001 { "< 0.001".to_owned() } else { format!("{:.3}", one.p) };
            let note = if one.p < 1.0 - self.level().get() { "" } else { texts.not_sure };
            vec![Cell::from(name), Cell::from(odds).above(reach), Cell::from(p), Cell::muted(note)]
        };
        let table = Table {
            caption: texts.signs.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.sign),
                Column::number(texts.odds),
                Column::number(texts.p),
                Column::text(say.words.note),
            ],
            rows: found.signs.iter().map(row).collect(),
        };
        let span = say.span(Period { from: trained.from, to: trained.to });
        let note = (texts.trained)(&say.count(trained.customers), &say.count(trained.gone), &span);
        Section::new("signs", texts.signs, vec![Part::Muted(note), Part::Table(table)])
    }

    fn what_to_do(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        if found.listed.is_empty() {
            return Section::new(WHAT_TO_DO, "", Vec::new());
        }
        let n = say.count(found.listed.len());
        let risk: Option<f64> = found.at_risk.map(|_| found.listed.iter().filter_map(|one| one.at_risk).sum());
        let step = risk.map_or_else(|| (texts.do_rule)(&n), |risk| (texts.do_call)(&n, &say.money(risk)));
        let links = vec![Link::new(texts.to_lifecycle, "/segments/lifecycle")];
        let parts = vec![Part::List(vec![Cell::from(step)]), Part::Actions(links)];
        Section::new(WHAT_TO_DO, say.words.what_to_do, parts)
    }
}

/// Model and rule with as many warned of: told apart where their intervals do not meet.
fn compared(trial: &Trial, texts: &'static WarningTexts) -> Option<&'static str> {
    let (rule, alike) = (trial.rule?.precision_interval, trial.alike?.precision_interval);
    Some(if alike.low > rule.high {
        texts.model_better
    } else if rule.low > alike.high {
        texts.rule_better
    } else {
        texts.alike
    })
}
