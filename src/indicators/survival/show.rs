//! How long customers stay, as a page.

use crate::domain::certainty::SmallSample;
use crate::domain::day::Day;
use crate::domain::provenance::Provenance;
use crate::indicators::page::{
    Cell, Chart, Curve, Curves, Fold, Link, Note, Origin, Page, Part, Plot, Section, Tile, Tint,
};
use crate::indicators::who_left::WhoLeft;
use crate::indicators::{Figures, Say};

use super::controls;
use super::groups::GroupCurve;
use super::texts::SurvivalTexts;
use super::{
    Event, ID, LogRank, MAX_SILENT_DAYS, PassedOver, Survival, SurvivalError, SurvivalParams, TimeUnit, missing_leavers,
};

/// The share still there over time, the figures behind it, and what to do.
pub fn show(found: &Survival, params: &SurvivalParams, say: &Say<'_>) -> Page {
    let showing = Showing { found, small: params.small_sample, texts: SurvivalTexts::of(say.language), say };
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
pub fn offer(found: &Survival, small: SmallSample, say: &Say<'_>) -> Option<Page> {
    let showing = Showing { found, small, texts: SurvivalTexts::of(say.language), say };
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

/// What is wrong with the parameters.
pub fn explain(error: &SurvivalError, say: &Say<'_>) -> String {
    let texts = SurvivalTexts::of(say.language);
    match error {
        SurvivalError::SilentDays(given) => (texts.error_silent_days)(&given.to_string(), &MAX_SILENT_DAYS.to_string()),
        SurvivalError::Level(given) => (texts.error_level)(&given.to_string()),
        SurvivalError::Attribute { name } => (texts.error_attribute)(name),
    }
}

/// One result in one language.
pub struct Showing<'a> {
    /// The result.
    pub found: &'a Survival,
    /// Below how many figures are read with care.
    pub small: SmallSample,
    /// The indicator's own texts.
    pub texts: &'static SurvivalTexts,
    /// The language.
    pub say: &'a Say<'a>,
}

impl Showing<'_> {
    /// A time with its unit: `31 months`.
    pub fn time(&self, time: f64) -> String {
        let number = self.say.precise(time);
        let words = match self.found.unit {
            TimeUnit::Days => self.texts.days,
            TimeUnit::Weeks => self.texts.weeks,
            TimeUnit::Months => self.texts.months,
            TimeUnit::Years => self.texts.years,
        };
        let in_years = if self.found.unit == TimeUnit::Days { self.say.in_years(time) } else { String::new() };
        words(&number) + &in_years
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
    pub fn name(&self, group: &GroupCurve) -> String {
        match &group.range {
            _ if self.found.by.is_none() => self.texts.all.to_owned(),
            Some(range) => self.say.range(range),
            None => self.say.value(&group.name).to_owned(),
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
        let until = self.time(self.found.told_at);
        let share = self.say.percent(self.found.told_share);
        match self.found.median {
            Some(median) if median <= 0.0 && self.found.event == Event::Silence => {
                (self.texts.once_only)(&share, &until)
            }
            Some(median) if median <= 0.0 => (self.texts.gone_at_once)(&share, &until),
            Some(median) if self.found.last_share <= 0.0 => {
                (self.texts.all_gone)(&self.time(median), &self.time(self.found.until))
            }
            Some(median) if self.found.told_at < median => (self.texts.half_later)(&share, &until, &self.time(median)),
            Some(median) => (self.texts.half_gone)(&self.time(median), &share, &until),
            None => (self.texts.still_there)(&share, &until),
        }
    }

    /// Whether the groups differ by more than chance, at the confidence in force.
    pub fn is_real(&self) -> bool {
        self.found.log_rank.is_some_and(|test| self.is_significant(test))
    }

    /// Whether a test finds more than chance, at the confidence in force.
    pub fn is_significant(&self, test: LogRank) -> bool {
        test.p < 1.0 - self.found.level.get()
    }

    /// The groups of which most and fewest are still there, of those large enough to mean something where there are
    /// two; at the latest of the round times to which enough of each were followed, or else anybody was.
    fn furthest_apart(&self) -> Option<Apart> {
        let few = self.small;
        let large = |group: &&GroupCurve| few.is_enough(group.curve.n);
        let mut groups: Vec<&GroupCurve> = self.found.groups.iter().filter(large).collect();
        if groups.len() < 2 {
            groups = self.found.groups.iter().collect();
        }
        let latest = |enough: usize| {
            let followed =
                |place: usize| groups.iter().all(|group| group.at.get(place).is_some_and(|at| at.at_risk >= enough));
            groups.first()?.at.iter().enumerate().rfind(|(place, _)| followed(*place))
        };
        let (place, moment) = latest(few.least()).filter(|(place, _)| *place > 0).or_else(|| latest(1))?;
        let share = |group: &GroupCurve| group.at.get(place).map_or(0.0, |moment| moment.survival);
        // Of equal maxima `max_by` gives the last, so the order is turned round: the larger group counts.
        let best = groups.iter().rev().copied().max_by(|a, b| share(a).total_cmp(&share(b)))?;
        let worst = groups.iter().copied().min_by(|a, b| share(a).total_cmp(&share(b)))?;
        let (most, least) = (share(best), share(worst));
        (most > least).then(|| {
            let (best, worst) = (self.name(best), self.name(worst));
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
        if let Some((first, began)) = self.missing_leavers() {
            notes.push(Note::caution((self.texts.earlier)(&self.say.count(began), &self.say.day(first))));
        }
        if self.found.within_period {
            notes.push(Note::caution(self.texts.within_period));
        }
        // Where few left, intervals and test hold only roughly.
        if n > 0 && self.small.marks(events) {
            let few = if self.found.log_rank.is_some() { self.texts.few_compared } else { self.texts.few };
            notes.push(Note::caution(few(&self.say.count(events))));
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

    /// Whom the page of renewal does not follow, where they are too few for a caution.
    fn few_earlier(&self) -> Option<String> {
        let (first, began) = self.found.earlier.filter(|(_, began)| *began > 0)?;
        let few = self.missing_leavers().is_none();
        few.then(|| (self.texts.few_earlier)(&self.say.count(began), &self.say.day(first)))
    }

    fn main(&self, page: &mut Page, params: &SurvivalParams) -> Section {
        let mut parts = vec![Part::Muted(self.event_used())];
        if self.found.n > 0 {
            parts.push(Part::SmallTiles(self.tiles(page)));
            parts.push(Part::Chart(Box::new(self.chart())));
        }
        let mut passed_over = self.passed_over(self.found.passed_over);
        passed_over.extend(self.few_earlier());
        if !passed_over.is_empty() {
            parts.push(Part::List(passed_over.into_iter().map(Cell::muted).collect()));
        }
        let controls = controls::of_page(self.found, params, self.texts);
        Section::new("survival", self.texts.title, parts).with(controls)
    }

    fn tiles(&self, page: &mut Page) -> Vec<Tile> {
        let Survival { n, events, .. } = *self.found;
        let counted = self.counted(page, &self.found.provenance);
        let [to_all, to_left] = WhoLeft::ways(ID);
        vec![
            Tile::new(self.texts.customers, counted.of("survival.n", self.texts.customers, n, self.say.count(n)))
                .of(to_all),
            Tile::new(
                self.texts.events,
                counted.of("survival.events", self.texts.events, events, self.say.count(events)),
            )
            .of(to_left),
            self.median_tile(page),
            self.last_tile(page),
        ]
    }

    fn median_tile(&self, page: &mut Page) -> Tile {
        let Survival { median, median_low, median_high, .. } = *self.found;
        let figures = self.estimated(page, &self.found.all);
        let value = self.median(figures, "survival", self.texts.all, median);
        let interval = self.median_interval(median, median_low, median_high);
        Tile::new(self.texts.median, value).noted(interval)
    }

    fn last_tile(&self, page: &mut Page) -> Tile {
        let Survival { told_share, told_at, .. } = *self.found;
        let label = (self.texts.last_share)(&self.time(told_at));
        let figures = self.estimated(page, &self.found.all);
        let figure = figures.of("survival.told_share", label.as_str(), told_share, self.say.percent(told_share));
        let note = self.found.all.curve.at(told_at).interval.filter(|interval| interval.low < interval.high);
        let note = note.map(|interval| self.say.share_interval(interval, self.found.level)).unwrap_or_default();
        let looks_long = self.missing_leavers().map(|_| self.texts.looks_long.to_owned());
        Tile::new(label, figure).noted(self.say.joined([note, looks_long.unwrap_or_default()]))
    }

    /// Those of whose time who left earlier is in no table, where they matter.
    fn missing_leavers(&self) -> Option<(Day, usize)> {
        missing_leavers(self.found.earlier, self.found.n)
    }

    /// A median, or that it is not reached.
    pub fn median(&self, figures: Figures, key: &str, name: &str, median: Option<f64>) -> Cell {
        let label = format!("{}, {name}", self.texts.median);
        median.map_or_else(
            || Cell::from(self.texts.not_reached),
            |median| Cell::from(figures.of(format!("{key}.median"), label, median, self.time(median))),
        )
    }

    /// The interval of a median in words, with what is not reached said so. Empty where nothing is known of it.
    fn median_interval(&self, median: Option<f64>, low: Option<f64>, high: Option<f64>) -> String {
        if median.is_none() && low.is_none() {
            return String::new();
        }
        let end = |end: Option<f64>| end.map_or_else(|| self.texts.not_reached.to_owned(), |end| self.time(end));
        self.say.interval(&end(low), &end(high), self.found.level)
    }

    fn chart(&self) -> Chart {
        let groups = &self.found.groups;
        let until = self.time(self.found.until);
        let title = match &self.found.by {
            Some(by) => (self.texts.chart_by)(by),
            None => self.texts.chart_all.to_owned(),
        };
        let of =
            |group: &GroupCurve| (self.texts.chart_of)(&self.name(group), &self.say.percent(group.curve.last_share));
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
            name: if single { String::new() } else { self.name(group) },
            times: curve.times.clone(),
            shares: curve.survival.clone(),
            intervals: ends.map(|((low, high), survival)| (*survival > 0.0).then_some((*low, *high))).collect(),
            at_risk: curve.at_risk.iter().map(|n| *n as u64).collect(),
            until: curve.until,
            tint: if single { Tint::Accent } else { Tint::Group(u8::try_from(place).unwrap_or_default()) },
        }
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
    /// followed to the end.
    fn steepest(&self) -> Option<String> {
        let (at, few) = (&self.found.all.at, self.small);
        let lost =
            at.iter().zip(at.iter().skip(1)).filter(|(from, to)| few.is_enough(to.at_risk) && from.survival > 0.0);
        let lost = lost.map(|(from, to)| (from, to, 1.0 - to.survival / from.survival));
        let (from, to, share) = lost.max_by(|(_, _, a), (_, _, b)| a.total_cmp(b))?;
        let words = [self.time(f64::from(from.time)), self.time(f64::from(to.time)), self.say.percent(share)];
        let [_, until, lost] = &words;
        // Whoever left on the day they began is gone before the first of the round times.
        let at_once = at.first().filter(|first| first.time == 0).map_or(0.0, |first| 1.0 - first.survival);
        if at_once > share {
            return Some((self.texts.steepest_at_once)(&self.say.percent(at_once)));
        }
        (share > 0.0).then(|| {
            if from.time == 0 { (self.texts.steepest_first)(until, lost) } else { (self.texts.steepest)(&words) }
        })
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
    pub fn counted(&self, page: &mut Page, provenance: &Provenance) -> Figures {
        let origin = self.origin(provenance, self.texts.counted_definition, self.texts.counted_source);
        Figures { origin: page.origin(origin) }
    }

    /// Figures read off a curve.
    pub fn estimated(&self, page: &mut Page, group: &GroupCurve) -> Figures {
        let origin = self.origin(&group.provenance, &self.definition(), self.texts.source);
        Figures { origin: page.origin(origin) }
    }

    /// Where figures come from. Who has no time at all is left out of every one of them.
    pub fn origin(&self, provenance: &Provenance, definition: &str, source: &str) -> Origin {
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
