//! How long customers stay, as a page.

use crate::domain::provenance::Provenance;
use crate::indicators::page::{
    Cell, Chart, Column, Control, Curve, Curves, Fold, Inline, Input, Link, Note, Origin, Page, Part, Plot, Section,
    Table, Tile, Tint,
};
use crate::indicators::{Figures, Say};

use super::groups::{GroupCurve, Moment};
use super::texts::SurvivalTexts;
use super::{
    Asked, Event, ID, LogRank, MAX_SILENT_DAYS, PassedOver, Survival, SurvivalError, SurvivalParams, TimeUnit,
};

/// With fewer who left, intervals and test hold only roughly.
const FEW: usize = 30;

/// The share still there over time, the figures behind it, and what to do.
pub fn show(found: &Survival, params: &SurvivalParams, say: &Say<'_>) -> Page {
    let showing = Showing { found, texts: SurvivalTexts::of(say.language), say };
    let mut page = Page::new(showing.headline());
    page.notes = showing.notes(params);
    let main = showing.main(&mut page, params);
    page.add(main);
    if found.n > 0 {
        let (at_risk, groups) = (showing.at_risk(&mut page), showing.groups(&mut page));
        page.add(at_risk);
        page.add(groups);
        page.add(Section::new("what_to_do", say.words.what_to_do, showing.what_to_do()));
    }
    page.add(Section::open("survival-how", vec![showing.how()]));
    page
}

/// The tile for the overview: where somebody says who left. Silence says as much about the days chosen for it.
pub fn offer(found: &Survival, say: &Say<'_>) -> Option<Page> {
    let showing = Showing { found, texts: SurvivalTexts::of(say.language), say };
    if found.event == Event::Silence || found.events == 0 {
        return None;
    }
    let mut page = Page::default();
    let tile = match found.median {
        Some(_) => showing.median_tile(&mut page),
        None => showing.last_tile(&mut page),
    };
    page.add(Section::open(ID, vec![Part::Tiles(vec![tile.leading("/retention/survival")])]));
    Some(page)
}

/// The fields of the settings page.
pub fn controls(params: &SurvivalParams, say: &Say<'_>) -> Vec<Control> {
    let texts = SurvivalTexts::of(say.language);
    vec![
        event_control(params.event, &[Event::Contracts, Event::Exits, Event::Silence], texts),
        silent_control(params.silent_days, texts),
        unit_control(params.tenure_unit, texts),
    ]
}

/// What is wrong with the parameters.
pub fn explain(error: &SurvivalError, say: &Say<'_>) -> String {
    let texts = SurvivalTexts::of(say.language);
    match error {
        SurvivalError::SilentDays(given) => {
            (texts.error_silent_days)(&given.to_string(), &MAX_SILENT_DAYS.to_string())
        }
        SurvivalError::Level(given) => (texts.error_level)(&given.to_string()),
    }
}

fn event_control(asked: Asked, events: &[Event], texts: &SurvivalTexts) -> Control {
    let option = |asked: Asked| {
        let text = match asked {
            Asked::Auto => texts.auto,
            Asked::Contracts => texts.contracts,
            Asked::Exits => texts.exits,
            Asked::Silence => texts.silence,
        };
        (asked, text.to_owned())
    };
    let all = [Asked::Auto, Asked::Contracts, Asked::Exits, Asked::Silence];
    let offered = all.into_iter().filter(|asked| asked.event().is_none_or(|event| events.contains(&event)));
    Control::new(ID, "event", texts.event_field, Input::choice(offered.map(option), &asked)).helped(texts.event_help)
}

fn silent_control(days: u32, texts: &SurvivalTexts) -> Control {
    let input =
        Input::Number { value: f64::from(days), min: 1.0, max: f64::from(MAX_SILENT_DAYS), step: 1.0 };
    Control::new(ID, "silent_days", texts.silent_field, input)
}

fn unit_control(unit: TimeUnit, texts: &SurvivalTexts) -> Control {
    let options = [
        (TimeUnit::Days, texts.unit_days),
        (TimeUnit::Weeks, texts.unit_weeks),
        (TimeUnit::Months, texts.unit_months),
        (TimeUnit::Years, texts.unit_years),
    ];
    let options = options.map(|(unit, text)| (unit, text.to_owned()));
    Control::new(ID, "tenure_unit", texts.unit_field, Input::choice(options, &unit))
}

fn by_control(by: Option<&String>, attributes: &[String], texts: &SurvivalTexts) -> Control {
    // An attribute chosen elsewhere, of more values than are offered, stays chosen.
    let other = by.filter(|by| !attributes.contains(by));
    let named = attributes.iter().chain(other).map(|name| (Some(name), name.clone()));
    let options = std::iter::once((None, texts.by_none.to_owned())).chain(named);
    Control::new(ID, "by", texts.by_field, Input::choice(options, &by))
}

/// One result in one language.
struct Showing<'a> {
    found: &'a Survival,
    texts: &'static SurvivalTexts,
    say: &'a Say<'a>,
}

impl Showing<'_> {
    /// A time with its unit: `31 months`.
    fn time(&self, time: f64) -> String {
        let number = self.say.precise(time);
        let words = match self.found.unit {
            TimeUnit::Days => self.texts.days,
            TimeUnit::Weeks => self.texts.weeks,
            TimeUnit::Months => self.texts.months,
            TimeUnit::Years => self.texts.years,
        };
        words(&number)
    }

    const fn axis(&self) -> &'static str {
        match self.found.unit {
            TimeUnit::Days => self.texts.axis_days,
            TimeUnit::Weeks => self.texts.axis_weeks,
            TimeUnit::Months => self.texts.axis_months,
            TimeUnit::Years => self.texts.axis_years,
        }
    }

    /// A group's name as it is read.
    fn name<'b>(&'b self, group: &'b GroupCurve) -> &'b str {
        if self.found.by.is_none() {
            self.texts.all
        } else {
            self.say.or_blank(Some(group.name.as_str()).filter(|name| !name.is_empty()))
        }
    }

    fn silent_days(&self) -> String {
        self.found.silent_days.unwrap_or_default().to_string()
    }

    fn headline(&self) -> String {
        let Survival { n, events, .. } = *self.found;
        if n == 0 {
            return self.texts.nobody.to_owned();
        }
        if events == 0 {
            return (self.texts.none_left)(&self.say.count(n), &self.time(self.found.until));
        }
        match self.furthest_apart() {
            Some(apart) if self.is_real() => apart.said,
            Some(_) => [&self.headline_of_all(), self.say.words.between_sentences, self.texts.by_chance].concat(),
            None => self.headline_of_all(),
        }
    }

    fn headline_of_all(&self) -> String {
        let until = self.time(self.found.until);
        let share = self.say.percent(self.found.last_share);
        match self.found.median {
            Some(median) if median <= 0.0 && self.found.event == Event::Silence => {
                (self.texts.once_only)(&share, &until)
            }
            Some(median) if median <= 0.0 => (self.texts.gone_at_once)(&share, &until),
            Some(median) if self.found.last_share <= 0.0 => (self.texts.all_gone)(&self.time(median), &until),
            Some(median) => (self.texts.half_gone)(&self.time(median), &share, &until),
            None => (self.texts.still_there)(&share, &until),
        }
    }

    /// Whether the groups differ by more than chance, at the confidence in force.
    fn is_real(&self) -> bool {
        self.found.log_rank.is_some_and(|test| test.p < 1.0 - self.found.level.get())
    }

    /// The groups of which most and fewest are still there, at the latest of the round times to which all were
    /// followed. Of those large enough to mean something, where there are two.
    fn furthest_apart(&self) -> Option<Apart> {
        let large = |group: &&GroupCurve| group.curve.n >= FEW;
        let mut groups: Vec<&GroupCurve> = self.found.groups.iter().filter(large).collect();
        if groups.len() < 2 {
            groups = self.found.groups.iter().collect();
        }
        let reached = |time: f64| groups.iter().all(|group| group.curve.until >= time);
        let (place, moment) =
            groups.first()?.at.iter().enumerate().rfind(|(_, moment)| reached(f64::from(moment.time)))?;
        let share = |group: &GroupCurve| group.at.get(place).map_or(0.0, |moment| moment.survival);
        let best = groups.iter().copied().max_by(|a, b| share(a).total_cmp(&share(b)))?;
        let worst = groups.iter().copied().min_by(|a, b| share(a).total_cmp(&share(b)))?;
        let (most, least) = (share(best), share(worst));
        (most > least).then(|| {
            let (best, worst) = (self.name(best).to_owned(), self.name(worst).to_owned());
            let words = [best.clone(), self.say.percent(most), worst.clone(), self.say.percent(least)];
            Apart { said: (self.texts.groups_differ)(&self.time(f64::from(moment.time)), &words), best, worst }
        })
    }

    fn notes(&self, params: &SurvivalParams) -> Vec<Note> {
        let Survival { n, events, .. } = *self.found;
        let mut notes = Vec::new();
        if params.event.event().is_some_and(|asked| asked != self.found.event) {
            notes.push(Note::caution(self.texts.fallback));
        }
        if let Some(name) = &self.found.offered.unknown {
            notes.push(Note::caution((self.texts.unknown_attribute)(name)));
        }
        if self.found.within_period {
            notes.push(Note::caution(self.texts.within_period));
        }
        if n > 0 && (1..FEW).contains(&events) {
            notes.push(Note::caution((self.texts.few)(&self.say.count(events))));
        }
        notes
    }

    /// What was used, and why that.
    fn event_used(&self) -> String {
        let (used, why) = match self.found.event {
            Event::Contracts => (self.texts.used_contracts.to_owned(), ""),
            Event::Exits => (self.texts.used_exits.to_owned(), self.texts.why_exits),
            Event::Silence => ((self.texts.used_silence)(&self.silent_days()), self.texts.why_silence),
        };
        // Something better may be known, and was not wanted.
        let best = self.found.offered.events.first() == Some(&self.found.event);
        if why.is_empty() || !best { used } else { [why, self.say.words.between_sentences, &used].concat() }
    }

    /// Who is not followed, a sentence each.
    fn passed_over(&self, PassedOver { no_start, no_time, too_recent, other_exits }: PassedOver) -> Vec<String> {
        let counts = [
            (no_start, self.texts.no_start),
            (no_time, self.texts.no_time),
            (too_recent, self.texts.too_recent),
            (other_exits, self.texts.other_exits),
        ];
        counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, words)| words(&self.say.count(n))).collect()
    }

    fn main(&self, page: &mut Page, params: &SurvivalParams) -> Section {
        let mut parts = vec![Part::Muted(self.event_used())];
        if self.found.n > 0 {
            parts.push(Part::SmallTiles(self.tiles(page)));
            parts.push(Part::Chart(Box::new(self.chart())));
        }
        let passed_over = self.passed_over(self.found.passed_over);
        if !passed_over.is_empty() {
            parts.push(Part::List(passed_over.into_iter().map(Cell::muted).collect()));
        }
        let offered = &self.found.offered;
        let mut controls = vec![event_control(params.event, &offered.events, self.texts)];
        match self.found.event {
            Event::Silence => controls.push(silent_control(params.silent_days, self.texts)),
            Event::Contracts => controls.push(unit_control(params.tenure_unit, self.texts)),
            Event::Exits => {}
        }
        if !offered.attributes.is_empty() || self.found.by.is_some() {
            controls.push(by_control(self.found.by.as_ref(), &offered.attributes, self.texts));
        }
        Section::new("survival", self.texts.title, parts).with(controls)
    }

    fn tiles(&self, page: &mut Page) -> Vec<Tile> {
        let Survival { n, events, .. } = *self.found;
        let counted = self.counted(page, &self.found.provenance);
        vec![
            Tile::new(self.texts.customers, counted.of("survival.n", self.texts.customers, n, self.say.count(n))),
            Tile::new(self.texts.events, counted.of("survival.events", self.texts.events, events, self.say.count(events))),
            self.median_tile(page),
            self.last_tile(page),
        ]
    }

    fn median_tile(&self, page: &mut Page) -> Tile {
        let Survival { median, median_low, median_high, .. } = *self.found;
        let figures = self.estimated(page, &self.found.all);
        let value = self.median(figures, "survival", self.texts.all, median);
        let interval = self.median_interval(median, median_low, median_high);
        let note = if interval.is_empty() { interval } else { self.with_level(&interval) };
        Tile::new(self.texts.median, value).noted(note)
    }

    fn last_tile(&self, page: &mut Page) -> Tile {
        let Survival { last_share, until, .. } = *self.found;
        let label = (self.texts.last_share)(&self.time(until));
        let figures = self.estimated(page, &self.found.all);
        let figure = figures.of("survival.last_share", label.as_str(), last_share, self.say.percent(last_share));
        let note = self.found.all.curve.at(until).interval.filter(|interval| interval.low < interval.high);
        let note = note.map(|interval| self.say.share_interval(interval, self.found.level)).unwrap_or_default();
        Tile::new(label, figure).noted(note)
    }

    /// A median, or that it is not reached.
    fn median(&self, figures: Figures, key: &str, name: &str, median: Option<f64>) -> Cell {
        let label = format!("{}, {name}", self.texts.median);
        median.map_or_else(
            || Cell::from(self.texts.not_reached),
            |median| Cell::from(figures.of(format!("{key}.median"), label, median, self.time(median))),
        )
    }

    /// The interval of a median: `284 – 361`, with what is not reached said so. Empty where nothing is known of it.
    fn median_interval(&self, median: Option<f64>, low: Option<f64>, high: Option<f64>) -> String {
        let end = |end: Option<f64>| end.map_or_else(|| self.texts.not_reached.to_owned(), |end| self.time(end));
        if median.is_none() && low.is_none() { String::new() } else { format!("{} – {}", end(low), end(high)) }
    }

    fn with_level(&self, interval: &str) -> String {
        format!("{interval} ({})", self.say.percent(self.found.level.get()))
    }

    fn chart(&self) -> Chart {
        let groups = &self.found.groups;
        let until = self.time(self.found.until);
        let title = match &self.found.by {
            Some(by) => (self.texts.chart_by)(by),
            None => self.headline_of_all(),
        };
        let of = |group: &GroupCurve| {
            (self.texts.chart_of)(self.name(group), &self.say.percent(group.curve.last_share))
        };
        let listed: Vec<String> = groups.iter().map(of).collect();
        let curves = groups.iter().enumerate().map(|(place, group)| self.curve(place, group)).collect();
        Chart {
            title,
            note: self.say.sample_note(self.found.n, self.found.provenance.period),
            summary: (self.texts.chart_summary)(&listed.join("; "), &until),
            empty: self.texts.empty.to_owned(),
            height: 360,
            plot: Plot::Curves(Curves {
                curves,
                time: self.axis().to_owned(),
                share: self.texts.still.to_owned(),
                interval: self.say.words.interval.to_owned(),
                at_risk: self.texts.at_risk.to_owned(),
                group: self.texts.group.to_owned(),
            }),
        }
    }

    fn curve(&self, place: usize, group: &GroupCurve) -> Curve {
        let curve = &group.curve;
        let ends = curve.low.iter().zip(&curve.high).zip(&curve.survival);
        let single = self.found.by.is_none();
        Curve {
            name: if single { String::new() } else { self.name(group).to_owned() },
            times: curve.times.clone(),
            shares: curve.survival.clone(),
            intervals: ends.map(|((low, high), survival)| (*survival > 0.0).then_some((*low, *high))).collect(),
            at_risk: curve.at_risk.iter().map(|n| *n as u64).collect(),
            until: curve.until,
            tint: if single { Tint::Accent } else { Tint::Group(u8::try_from(place).unwrap_or_default()) },
        }
    }

    /// Shares at round times, with how many were followed until then.
    fn at_risk(&self, page: &mut Page) -> Section {
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
    fn groups(&self, page: &mut Page) -> Section {
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
        let table =
            Table { caption: self.texts.groups_caption.to_owned(), show_caption: true, columns, rows };
        let mut parts = self.test(page);
        parts.push(Part::Table(table));
        if self.found.more_groups > 0 {
            let (groups, n) = (self.say.count(self.found.more_groups), self.say.count(self.found.more_customers));
            parts.push(Part::Muted((self.texts.more_groups)(&groups, &n)));
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
            Cell::from(name),
            count("n", self.texts.customers, curve.n),
            count("events", self.texts.events, curve.events),
            self.median(figures, &key, name, curve.median),
            interval,
            Cell::caution(self.say.small_sample(curve.events < FEW, curve.events)),
        ]
    }

    /// The log-rank test in words and in figures.
    fn test(&self, page: &mut Page) -> Vec<Part> {
        let Some(LogRank { statistic, degrees, p }) = self.found.log_rank else {
            return vec![Part::Text(self.texts.test_none.to_owned())];
        };
        let said = self.p_said(p);
        let words = if self.is_real() { self.texts.test_real } else { self.texts.test_chance };
        let origin =
            self.origin(&self.found.provenance, self.texts.test_definition, self.texts.test_source);
        let figures = Figures { origin: page.origin(origin) };
        let label = (self.texts.test_statistic)(&degrees.to_string());
        let tiles = vec![
            Tile::new(self.texts.test_p, figures.of("survival.log_rank.p", self.texts.test_p, p, said.as_str())),
            Tile::new(
                label.as_str(),
                figures.of("survival.log_rank.statistic", label.as_str(), statistic, self.say.precise(statistic)),
            ),
        ];
        vec![Part::Text(words(&said)), Part::SmallTiles(tiles)]
    }

    /// `p < 0.001`, `p = 0.012`.
    fn p_said(&self, p: f64) -> String {
        if p < 0.001 { (self.texts.p_below)("0.001") } else { (self.texts.p_is)(&format!("{p:.3}")) }
    }

    fn what_to_do(&self) -> Vec<Part> {
        let mut steps: Vec<String> = self.steepest().into_iter().collect();
        match (&self.found.by, self.furthest_apart()) {
            (Some(_), Some(Apart { best, worst, .. })) if self.is_real() => {
                steps.push((self.texts.ask_why)(&best, &worst));
            }
            (Some(_), _) => steps.push(self.texts.no_group.to_owned()),
            (None, _) if !self.found.offered.attributes.is_empty() => steps.push(self.texts.compare.to_owned()),
            (None, _) => {}
        }
        let links =
            vec![Link::new(self.texts.to_retention, "/retention"), Link::new(self.texts.to_customers, "/customers")];
        let list = (!steps.is_empty()).then(|| Part::List(steps.into_iter().map(Cell::from).collect()));
        list.into_iter().chain([Part::Actions(links)]).collect()
    }

    /// Between which of the round times the largest share of those still there leaves. Of those with enough still
    /// followed at the beginning.
    fn steepest(&self) -> Option<String> {
        let at = &self.found.all.at;
        let lost = at.iter().zip(at.iter().skip(1)).filter(|(from, _)| from.at_risk >= FEW && from.survival > 0.0);
        let lost = lost.map(|(from, to)| (from, to, 1.0 - to.survival / from.survival));
        let (from, to, share) = lost.max_by(|(_, _, a), (_, _, b)| a.total_cmp(b))?;
        let words =
            [self.time(f64::from(from.time)), self.time(f64::from(to.time)), self.say.percent(share)];
        (share > 0.0).then(|| (self.texts.steepest)(&words))
    }

    fn how(&self) -> Part {
        let parts = vec![Part::Text(self.definition()), Part::Muted(self.texts.source.to_owned())];
        let test = [Part::Text(self.texts.test_definition.to_owned()), Part::Muted(self.texts.test_source.to_owned())];
        let test = test.into_iter().filter(|_| self.found.by.is_some());
        Part::Fold(Fold { summary: self.texts.how.to_owned(), parts: parts.into_iter().chain(test).collect() })
    }

    fn definition(&self) -> String {
        let of = match self.found.event {
            Event::Contracts => self.texts.of_contracts.to_owned(),
            Event::Exits => self.texts.of_exits.to_owned(),
            Event::Silence => (self.texts.of_silence)(&self.silent_days()),
        };
        [self.texts.definition, self.say.words.between_sentences, &of].concat()
    }

    /// Figures that are counts of customers.
    fn counted(&self, page: &mut Page, provenance: &Provenance) -> Figures {
        let origin = self.origin(provenance, self.texts.counted_definition, self.texts.counted_source);
        Figures { origin: page.origin(origin) }
    }

    /// Figures read off a curve.
    fn estimated(&self, page: &mut Page, group: &GroupCurve) -> Figures {
        let origin = self.origin(&group.provenance, &self.definition(), self.texts.source);
        Figures { origin: page.origin(origin) }
    }

    /// Where figures come from. Who has no time at all is left out of every one of them.
    fn origin(&self, provenance: &Provenance, definition: &str, source: &str) -> Origin {
        let mut origin = self.say.origin(provenance, definition, source, self.say.words.customers_used);
        // Customers without a beginning are among the reasons all pages share.
        let further = self.passed_over(PassedOver { no_start: 0, ..self.found.passed_over });
        if !further.is_empty() {
            let known = Some(origin.left_out).filter(|known| known != self.say.words.none);
            origin.left_out = known.into_iter().chain(further).collect::<Vec<_>>().join("; ");
        }
        origin
    }
}

/// The groups that differ most.
struct Apart {
    said: String,
    best: String,
    worst: String,
}
