//! Causes, rivals, what to mend, and whom to win back.

use crate::domain::interval::{Interval, Level};
use crate::domain::order;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, FollowUp, Input, Link, Only, Page, Part, Plot, Section, Table, Tile, Tint,
    Unit,
};
use crate::indicators::{Figures, Say};

use super::decision::Sensitivity;
use super::texts::ExitsTexts;
use super::{BACK, Cause, CauseGroup, Choice, Decision, ExitCosts, ExitsParams, ID, Kept, MOST_COST};

/// Own words named in a row at most.
const MOST_WORDS: usize = 5;

/// Rivals listed at most; the document has all.
const MOST_RIVALS: usize = 20;

/// The names of the parameters of the six, in order.
const SIX: [[&str; 2]; 6] = [
    ["words_price", "cost_price"],
    ["words_product", "cost_product"],
    ["words_service", "cost_service"],
    ["words_market", "cost_market"],
    ["words_technology", "cost_technology"],
    ["words_goodwill", "cost_goodwill"],
];

/// Adds the sections of which something is known.
pub fn add(page: &mut Page, costs: &ExitCosts, params: &ExitsParams, say: &Say<'_>) {
    let texts = ExitsTexts::of(say.language);
    let origin = say.origin(&costs.all.provenance, texts.definition, texts.source, say.words.customers_used);
    let writer = Writer { costs, params, say, texts, figures: Figures { origin: page.origin(origin) } };
    page.add(writer.causes());
    page.add(writer.rivals());
    page.add(writer.decisions());
    page.add(writer.win_back());
}

/// The words of each cause as fields.
pub fn words(params: &ExitsParams, say: &Say<'_>) -> Vec<Control> {
    let texts = ExitsTexts::of(say.language);
    let fields = SIX.iter().zip(params.words()).zip(texts.cause_names);
    let field = |(([parameter, _], words), name): ((&[&str; 2], &String), &str)| {
        Control::new(ID, parameter, (texts.words_field)(name), Input::Text(words.clone())).helped(texts.words_help)
    };
    fields.map(field).collect()
}

/// What is assumed about mending these causes, as fields.
pub fn assumptions(params: &ExitsParams, causes: &[Cause], say: &Say<'_>) -> Vec<Control> {
    let texts = ExitsTexts::of(say.language);
    let costs = Cause::SIX.iter().zip(SIX).zip(params.costs()).filter(|((cause, _), _)| causes.contains(cause));
    let costs = costs.map(|((cause, [_, parameter]), value)| {
        let name = texts.cause_names.get(cause.place()).copied().unwrap_or_default();
        let input = Input::Number { value, min: 0.0, max: MOST_COST, step: 0.0 };
        Control::new(ID, parameter, (texts.cost_field)(name), input)
    });
    let share = |name: &str, label: &str, value: f64| Control::new(ID, name, label, Input::Share(value));
    let shares = [
        share("margin", texts.margin_field, params.margin).helped(texts.margin_help),
        share("saved", texts.saved_field, params.saved),
        share("swing", texts.swing_field, params.swing),
    ];
    let decided = Input::Lines(params.decided.clone());
    let decided = Control::new(ID, "decided", texts.kept_field, decided).helped(texts.kept_help);
    costs.chain(shares).chain([decided]).collect()
}

struct Writer<'a> {
    costs: &'a ExitCosts,
    params: &'a ExitsParams,
    say: &'a Say<'a>,
    texts: &'static ExitsTexts,
    figures: Figures,
}

impl Writer<'_> {
    fn name(&self, cause: Cause) -> &'static str {
        self.texts.cause_names.get(cause.place()).copied().unwrap_or_default()
    }

    fn percent(&self, name: String, label: &str, share: Option<f64>) -> Cell {
        share.map_or_else(
            || self.say.no_value(),
            |share| Cell::from(self.figures.of(name, label, share, self.say.percent(share))),
        )
    }

    fn money(&self, name: String, label: &str, money: Option<f64>) -> Cell {
        let figure = |money: f64| Cell::from(self.figures.of(name, label, money, self.say.compact_money(money)));
        money.map_or_else(|| self.say.no_value(), figure)
    }

    fn count(&self, name: String, label: &str, count: usize) -> Cell {
        self.figures.of(name, label, count, self.say.count(count)).into()
    }

    fn range(&self, low: f64, high: f64) -> Cell {
        Cell::muted(self.say.ends(&self.say.percent(low), &self.say.percent(high)))
    }

    fn causes(&self) -> Section {
        let texts = self.texts;
        let groups = &self.costs.reasons;
        let Some(most) = groups.iter().filter(|group| group.share.is_some()).max_by_key(|group| group.customers) else {
            return Section::new("causes", "", Vec::new());
        };
        let share = self.say.percent(most.share.unwrap_or_default());
        let chart = self.shares(groups, (texts.causes_title)(self.name(most.key), &share));
        let row = |(place, group): (usize, &CauseGroup)| {
            let name = self.name(group.key);
            let key = |field: &str| format!("{ID}.reasons.{place}.{field}");
            let label = |figure: &str| format!("{figure}, {name}");
            let range = group.low.zip(group.high).map(|(low, high)| self.range(low, high));
            let words: Vec<&str> = group.words.iter().take(MOST_WORDS).map(String::as_str).collect();
            vec![
                Cell::from(name),
                self.count(key("customers"), &label(texts.customers), group.customers),
                self.percent(key("share"), &label(texts.share), group.share),
                Cell::from(range),
                self.money(key("lost"), &label(texts.lost), group.lost),
                Cell::muted(words.join(self.say.words.separator)),
            ]
        };
        let table = Table {
            caption: texts.causes.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.cause),
                Column::number(texts.customers),
                Column::number(texts.share),
                Column::text(self.say.words.interval),
                Column::number(texts.lost),
                Column::text(texts.own_words),
            ],
            rows: groups.iter().enumerate().map(row).collect(),
        };
        let parts = vec![chart, Part::Table(table), Part::Muted(texts.causes_note.to_owned())];
        Section::new("causes", texts.causes, parts)
    }

    fn shares(&self, groups: &[CauseGroup], title: String) -> Part {
        let bars = groups.iter().filter(|group| group.share.is_some());
        let bar = |group: &CauseGroup| Bar {
            label: self.name(group.key).to_owned(),
            value: group.share,
            interval: group.low.zip(group.high),
            more: Vec::new(),
            tint: Tint::Accent,
        };
        let said: usize = bars.clone().map(|group| group.customers).sum();
        Part::Chart(Box::new(Chart {
            summary: title.clone(),
            title,
            note: self.say.sample_note(said, self.costs.all.provenance.period),
            empty: self.texts.causes.to_owned(),
            height: 260,
            plot: Plot::Bars(Bars {
                bars: bars.map(bar).collect(),
                dots: false,
                unit: Unit::Share,
                group: self.texts.cause.to_owned(),
                value: self.texts.share.to_owned(),
                interval: self.say.words.interval.to_owned(),
                more_columns: Vec::new(),
                most: Cause::ALL.len(),
                more: String::new(),
            }),
        }))
    }

    fn rivals(&self) -> Section {
        let (texts, costs) = (self.texts, self.costs);
        if costs.rivals.is_empty() && self.params.rival.is_none() {
            return Section::new("rivals", "", Vec::new());
        }
        let row = |rival: &super::Rival| {
            let key = |field: &str| format!("{ID}.rivals.{}.{field}", rival.name);
            let label = |figure: &str| format!("{figure}, {}", rival.name);
            vec![
                Cell::from(rival.name.as_str()),
                self.count(key("customers"), &label(texts.customers), rival.customers),
                self.percent(key("share"), &label(texts.rival_share), Some(rival.share)),
                self.range(rival.low, rival.high),
                self.money(key("lost"), &label(texts.lost), Some(rival.lost)),
            ]
        };
        let table = Table {
            caption: texts.rivals.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.rival),
                Column::number(texts.customers),
                Column::number(texts.rival_share),
                Column::text(self.say.words.interval),
                Column::number(texts.lost),
            ],
            rows: costs.rivals.iter().take(MOST_RIVALS).map(row).collect(),
        };
        let parts = if costs.rivals.is_empty() { Vec::new() } else { vec![Part::Table(table)] };
        // One chosen elsewhere that is not offered stays chosen.
        let other = self.params.rival.as_ref().filter(|name| !costs.offered.contains(name));
        let names = costs.offered.iter().chain(other).map(|name| (Some(name), name.clone()));
        let options = [(None, texts.rival_own.to_owned())].into_iter().chain(names);
        let input = Input::choice(options, &self.params.rival.as_ref());
        Section::new("rivals", texts.rivals, parts).with([Control::new(ID, "rival", texts.rival_field, input)])
    }

    fn decisions(&self) -> Section {
        let texts = self.texts;
        let decisions = &self.costs.decision;
        if decisions.is_empty() {
            return Section::new("decision", "", Vec::new());
        }
        let decided = decisions.iter().any(|decision| decision.kept.choice.is_some());
        let columns = [
            Column::text(texts.cause),
            Column::number(texts.lost),
            Column::number(texts.cost),
            Column::number(texts.break_even),
        ];
        let kept = decided.then(|| Column::text(texts.kept));
        let rest = [Column::number(texts.net), Column::text(texts.net_range), Column::text(texts.verdict)];
        let table = Table {
            caption: texts.decide.to_owned(),
            show_caption: false,
            columns: columns.into_iter().chain(kept).chain(rest).collect(),
            rows: decisions
                .iter()
                .enumerate()
                .map(|(place, decision)| self.decision(place, decision, decided))
                .collect(),
        };
        let note = (texts.decide_note)(&self.say.percent(self.params.saved), &self.say.percent(self.params.swing));
        let causes: Vec<Cause> = decisions.iter().map(|decision| decision.reason).collect();
        let idle: Vec<&str> = self.costs.decided_idly.iter().map(|cause| self.name(*cause)).collect();
        let idle = (!idle.is_empty()).then(|| Part::Muted((texts.kept_idle)(&idle.join(self.say.words.listed))));
        let tried = decisions.iter().filter_map(|decision| self.tried(decision));
        let parts = [Part::Table(table), Part::Muted(note)].into_iter().chain(tried).chain(idle).chain(self.since());
        Section::new("decision", texts.decide, parts.collect()).with(assumptions(self.params, &causes, self.say))
    }

    /// What mending a cause nets with each assumption lower and higher, the one it hangs on most first; nothing where none
    /// changes it.
    fn tried(&self, decision: &Decision) -> Option<Part> {
        let (texts, net) = (self.texts, decision.net?);
        let reach = |tried: &Sensitivity| (tried.low.min(tried.high), tried.low.max(tried.high));
        let width = |tried: &Sensitivity| (tried.high - tried.low).abs();
        let mut sensitivity = decision.sensitivity.clone();
        order::sort_by(&mut sensitivity, |a, b| width(b).total_cmp(&width(a)));
        let most = sensitivity.first().filter(|most| width(most) > 0.0)?;
        let title = (texts.hangs_on)(self.name(decision.reason), texts.assumption(most.name));
        let bar = |tried: &Sensitivity| Bar {
            label: texts.assumption(tried.name).to_owned(),
            value: Some(net),
            interval: Some(reach(tried)),
            more: Vec::new(),
            tint: Tint::Accent,
        };
        Some(Part::Chart(Box::new(Chart {
            summary: title.clone(),
            title,
            note: (texts.tried)(&self.say.percent(self.params.swing)),
            empty: texts.net.to_owned(),
            height: 140,
            plot: Plot::Differences(Bars {
                bars: sensitivity.iter().map(bar).collect(),
                dots: true,
                unit: Unit::CompactMoney,
                group: texts.assumed.to_owned(),
                value: texts.net.to_owned(),
                interval: texts.net_range.to_owned(),
                more_columns: Vec::new(),
                most: sensitivity.len(),
                more: String::new(),
            }),
        })))
    }

    /// Whether fewer leave since the decisions whose day has come.
    fn since(&self) -> Vec<Part> {
        let (texts, say) = (self.texts, self.say);
        let row = |(place, decision): (usize, &Decision)| {
            let Kept { choice, date, before, after, exits_before, exits_after, ratio, low, high, .. } = &decision.kept;
            let (date, after) = (date.as_ref()?, after.as_ref()?);
            let name = self.name(decision.reason);
            let figure = |field: &str, label: &str, value: f64| {
                let (key, label) = (format!("{ID}.decision.{place}.{field}"), format!("{label}, {name}"));
                Cell::from(self.figures.of(key, label, value, say.precise(value)))
            };
            let rate = |field: &str, label: &str, rate: f64, n: Option<usize>| {
                let n = n.map(|n| (say.words.n)(&say.count(n)));
                figure(field, label, rate).above(n.unwrap_or_default())
            };
            let range = low.map(|low| {
                let high = high.map_or_else(|| "∞".to_owned(), |high| say.precise(high));
                Cell::muted(say.ends(&say.precise(low), &high))
            });
            let chance = decision.kept.may_be_chance().unwrap_or_default();
            Some(vec![
                Cell::from(name),
                Cell::from((*choice).map(|choice| self.choice(choice)).unwrap_or_default()),
                Cell::whole(say.day(*date)),
                before.map_or_else(|| say.no_value(), |rated| rate("before", texts.before, rated, *exits_before)),
                rate("after", texts.after, *after, *exits_after),
                ratio.map_or_else(|| say.no_value(), |ratio| figure("ratio", texts.ratio, ratio)),
                Cell::from(range),
                Cell::caution(if chance { texts.may_be_chance } else { "" }),
            ])
        };
        let rows: Vec<_> = self.costs.decision.iter().enumerate().filter_map(row).collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let table = Table {
            caption: texts.since_decided.to_owned(),
            show_caption: true,
            columns: vec![
                Column::text(texts.cause),
                Column::text(texts.kept),
                Column::text(texts.as_of),
                Column::number(texts.before),
                Column::number(texts.after),
                Column::number(texts.ratio),
                Column::text(say.words.interval),
                Column::text(say.words.note),
            ],
            rows,
        };
        vec![Part::Table(table), Part::Muted(texts.since_note.to_owned())]
    }

    fn choice(&self, choice: Choice) -> &'static str {
        self.texts.choices.get(choice as usize).copied().unwrap_or_default()
    }

    /// What was decided, by whom and as of when.
    fn kept(&self, kept: &Kept) -> Cell {
        let Some(choice) = kept.choice else { return self.say.no_value() };
        let date = kept.date.map(|date| self.say.day(date)).unwrap_or_default();
        let more = self.say.joined([kept.owner.clone().unwrap_or_default(), date]);
        let cell = Cell::from(self.choice(choice));
        if more.is_empty() { cell } else { cell.above(more) }
    }

    fn decision(&self, place: usize, decision: &Decision, decided: bool) -> Vec<Cell> {
        let texts = self.texts;
        let name = self.name(decision.reason);
        let key = |field: &str| format!("{ID}.decision.{place}.{field}");
        let label = |figure: &str| format!("{figure}, {name}");
        let tried = decision.sensitivity.iter().flat_map(|tried| [tried.low, tried.high]);
        let (low, high) =
            tried.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), net| (low.min(net), high.max(net)));
        let money = |net: f64| self.say.compact_money(net);
        let range = (low <= high).then(|| Cell::muted(self.say.ends(&money(low), &money(high))));
        let verdict = if decision.cost.is_none() && decision.reason == Cause::Other {
            self.say.words.no_value
        } else {
            texts.verdicts.get(decision.verdict as usize).copied().unwrap_or_default()
        };
        let first = [
            Cell::from(name),
            self.money(key("lost"), &label(texts.lost), Some(decision.lost)),
            self.money(key("cost"), &label(texts.cost), decision.cost),
            self.percent(key("break_even"), &label(texts.break_even), decision.break_even),
        ];
        let kept = decided.then(|| self.kept(&decision.kept));
        let rest = [self.money(key("net"), &label(texts.net), decision.net), Cell::from(range), Cell::from(verdict)];
        first.into_iter().chain(kept).chain(rest).collect()
    }

    fn win_back(&self) -> Section {
        let (texts, say, found) = (self.texts, self.say, &self.costs.win_back);
        if self.costs.all.revenue.is_none() {
            return Section::new("win-back", "", Vec::new());
        }
        let level = Level::try_from(self.params.level).unwrap_or_default();
        let interval = found.low.zip(found.high).map(|(low, high)| say.share_interval(Interval { low, high }, level));
        let note =
            (texts.back_note)(&say.count(found.back), &say.count(found.customers), &interval.unwrap_or_default());
        let mut tiles = vec![
            Tile::new(texts.back, self.percent(format!("{ID}.win_back.share"), texts.back, found.share))
                .noted(note)
                .of(Only::class(ID, BACK)),
        ];
        if found.back > 0 {
            let since = Some(found.since.to_f64());
            tiles.push(Tile::new(texts.since, self.money(format!("{ID}.win_back.since"), texts.since, since)));
        }
        let mut parts = vec![Part::SmallTiles(tiles)];
        if !found.candidates.is_empty() {
            let row = |(place, candidate): (usize, &super::Candidate)| {
                let key = format!("{ID}.win_back.candidates.{place}.potential");
                vec![
                    Cell::from(Link::to_customer(candidate.customer.as_str(), &candidate.customer)),
                    Cell::whole(say.day(candidate.left)),
                    Cell::from(say.or_blank(candidate.reason.as_deref())),
                    self.money(key, texts.potential, Some(candidate.potential)),
                ]
            };
            parts.push(Part::Table(Table {
                caption: (texts.candidates)(&say.count(found.candidates.len())),
                show_caption: true,
                columns: vec![
                    Column::text(texts.customer),
                    Column::text(texts.left),
                    Column::text(texts.reason),
                    Column::number(texts.potential),
                ],
                rows: found.candidates.iter().enumerate().map(row).collect(),
            }));
            parts.push(Part::Muted(texts.potential_note.to_owned()));
            let why = |candidate: &super::Candidate| {
                let left = (texts.why_left)(&say.day(candidate.left));
                (candidate.customer.clone(), say.joined([left, candidate.reason.clone().unwrap_or_default()]))
            };
            parts.extend(FollowUp::part(ID, found.candidates.iter().map(why)));
        }
        let listed = Input::Number { value: f64::from(self.params.listed), min: 1.0, max: 1000.0, step: 1.0 };
        Section::new("win-back", texts.win_back, parts).with([Control::new(ID, "listed", texts.listed_field, listed)])
    }
}
