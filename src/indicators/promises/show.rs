//! How promises were kept, by whom not, and which are overdue.

use std::collections::BTreeSet;

use crate::domain::interval::{Interval, Level};
use crate::domain::net_promoter::{Estimate, Verdict};
use crate::indicators::dividing::by_control;
use crate::indicators::page::{Cell, Column, Control, FollowUp, Input, Link, Note, Page, Part, Section, Table, Tile};
use crate::indicators::{Figures, Say};

use super::texts::PromisesTexts;
use super::{ID, Listed, MOST_LISTED, NamedTally, Of, Promises, PromisesError, PromisesParams, Tally};

/// Groups shown at most; the document has all.
const MOST: usize = 30;

/// The page.
pub fn show(found: &Promises, params: &PromisesParams, say: &Say<'_>) -> Page {
    let texts = PromisesTexts::of(say.language);
    let mut page = Page::new(headline(found, say));
    if found.of.is_none() || found.counted_to.is_none() {
        page.notes.push(Note::info(texts.no_column));
        return page;
    }
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let writer = Writer { found, params, say, texts, figures };
    if !found.says_kept {
        page.notes.push(Note::caution(texts.no_kept));
    }
    if found.backwards > 0 {
        page.notes.push(Note::caution((texts.backwards)(&say.count(found.backwards))));
    }
    let section = Section::open(ID, vec![Part::Tiles(writer.tiles())]).with(writer.table_control());
    page.add(section);
    page.add(writer.groups());
    page.add(writer.list());
    page.add(writer.scores());
    page.add(writer.what_to_do());
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &PromisesError, say: &Say<'_>) -> String {
    let texts = PromisesTexts::of(say.language);
    match error {
        PromisesError::Listed(given) => (texts.error_listed)(&given.to_string(), &MOST_LISTED.to_string()),
        PromisesError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// How many overdue promises are listed.
pub fn listed_control(params: &PromisesParams, say: &Say<'_>) -> Control {
    let input = Input::Number { value: params.listed as f64, min: 1.0, max: MOST_LISTED as f64, step: 1.0 };
    Control::new(ID, "listed", PromisesTexts::of(say.language).listed_field, input)
}

fn headline(found: &Promises, say: &Say<'_>) -> String {
    let texts = PromisesTexts::of(say.language);
    let Some(share) = found.all.share else {
        return if found.of.is_none() || found.counted_to.is_none() {
            texts.headline_none.to_owned()
        } else {
            (texts.headline_not_due)(&say.count(found.all.n))
        };
    };
    let first = (texts.headline)(&say.percent(share), &say.count(found.all.due));
    let overdue = found.counted_to.filter(|_| found.all.overdue > 0);
    let second = overdue.map(|day| (texts.headline_overdue)(&say.count(found.all.overdue), &say.day(day)));
    [Some(first), second].into_iter().flatten().collect::<Vec<_>>().join(say.words.between_sentences)
}

struct Writer<'a> {
    found: &'a Promises,
    params: &'a PromisesParams,
    say: &'a Say<'a>,
    texts: &'static PromisesTexts,
    figures: Figures,
}

impl Writer<'_> {
    /// Which table's promises, where there are two.
    fn table_control(&self) -> Option<Control> {
        let Self { found, texts, .. } = self;
        let of = found.of.filter(|_| found.tables.len() > 1)?;
        let name = |of: Of| match of {
            Of::Log => texts.of_log,
            Of::Complaints => texts.of_complaints,
            Of::Purchases => texts.of_purchases,
        };
        let options = found.tables.iter().map(|of| (*of, name(*of).to_owned()));
        Some(Control::new(ID, "of", texts.of_field, Input::choice(options, &of)))
    }

    fn tiles(&self) -> Vec<Tile> {
        let Self { found, say, texts, .. } = self;
        let all = &found.all;
        let few = self.params.small_sample;
        let share = all.share.map(|share| {
            let figure = self.figures.of(format!("{ID}.share"), texts.share, share, say.percent(share));
            let note = (texts.of_due)(&say.count(all.due), &self.interval(all));
            Tile::new(texts.share, figure).noted(say.marked(note, few, all.due))
        });
        let count = |key: &str, label: &str, n: usize, note: String| {
            let figure = self.figures.of(format!("{ID}.{key}"), label, n, say.count(n));
            Tile::new(label, figure).noted(note)
        };
        let to = found.counted_to.map(|day| (texts.as_of)(&say.day(day))).unwrap_or_default();
        let counts = [
            count("in_time", texts.in_time, all.in_time, String::new()),
            count("late", texts.late, all.late, String::new()),
            count("broken", texts.broken, all.broken, String::new()),
            count("overdue", texts.overdue, all.overdue, to),
            count("not_yet", texts.not_yet, all.not_yet, String::new()),
        ];
        share.into_iter().chain(counts).collect()
    }

    fn interval(&self, tally: &Tally) -> String {
        let level = Level::try_from(self.params.level).unwrap_or(Level::DEFAULT);
        let interval = tally.low.zip(tally.high).map(|(low, high)| Interval { low, high });
        interval.map(|interval| self.say.share_interval(interval, level)).unwrap_or_default()
    }

    fn groups(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let Some(by) = &found.by else { return Section::new("groups", "", Vec::new()) };
        let row = |NamedTally { name, tally }: &NamedTally| {
            let shown = say.value(name);
            let key = format!("{ID}.groups.{name}");
            let count = |field: &str, label: &str, n: usize| {
                Cell::from(self.figures.of(format!("{key}.{field}"), (texts.of)(label, shown), n, say.count(n)))
            };
            let share = tally.share.map(|share| {
                let label = (texts.of)(texts.share, shown);
                let cell = Cell::from(self.figures.of(format!("{key}.share"), label, share, say.percent(share)));
                match tally.low.zip(tally.high) {
                    Some((low, high)) => cell.above(say.ends(&say.percent(low), &say.percent(high))),
                    None => cell,
                }
            });
            vec![
                Cell::from(shown),
                count("due", texts.due, tally.due),
                share.unwrap_or_else(|| say.no_value()),
                count("late", texts.late, tally.late),
                count("broken", texts.broken, tally.broken),
                count("overdue", texts.overdue, tally.overdue),
                Cell::caution(say.small_sample(self.params.small_sample.marks(tally.due), tally.due)),
            ]
        };
        let numbers = [texts.due, texts.share, texts.late, texts.broken, texts.overdue].map(Column::number);
        let columns = [Column::text(by.as_str())].into_iter().chain(numbers).chain([Column::text(say.words.note)]);
        let table = Table {
            caption: (texts.groups)(by),
            show_caption: false,
            columns: columns.collect(),
            rows: found.groups.iter().take(MOST).map(row).collect(),
        };
        let more = found.groups.len().saturating_sub(MOST);
        let more = (more > 0).then(|| Part::Muted((say.words.more_left_out)(&say.count(more))));
        let parts = [Part::Table(table)].into_iter().chain(more).collect();
        Section::new("groups", (texts.groups)(by), parts).with([by_control(ID, texts.by_field, &found.offered, by)])
    }

    fn list(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let control = listed_control(self.params, say);
        if found.list.is_empty() {
            return Section::new("overdue", texts.list, vec![Part::Muted(texts.nothing_overdue.to_owned())]);
        }
        let row = |listed: &Listed| {
            let who = listed.customer.as_ref().map(|id| Cell::from(Link::to_customer(id, id)));
            vec![
                who.unwrap_or_else(|| Cell::from(texts.unknown)),
                Cell::from(say.day(listed.promised)),
                Cell::from(say.number(f64::from(listed.days))),
                Cell::from(say.value(&listed.group)),
                listed.value.map_or_else(|| say.no_value(), |value| Cell::from(say.money(value.to_f64()))),
            ]
        };
        let table = Table {
            caption: texts.list.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.customer),
                Column::text(texts.promised),
                Column::number(texts.days),
                Column::text(found.by.as_deref().unwrap_or(texts.group)),
                Column::number(texts.value),
            ],
            rows: found.list.iter().map(row).collect(),
        };
        let more = found.all.overdue.saturating_sub(found.list.len());
        let more = (more > 0).then(|| Part::Muted((texts.more)(&say.count(more))));
        // Of somebody with several the longest comes first, and says why.
        let mut met = BTreeSet::new();
        let known = found.list.iter().filter_map(|one| Some((one.customer.clone()?, one)));
        let first = known.filter(|(customer, _)| met.insert(customer.clone()));
        let why = first.map(|(customer, one)| (customer, (texts.why)(&say.day(one.promised))));
        let named = FollowUp::part(ID, why);
        let parts = [Part::Table(table)].into_iter().chain(more).chain(named).collect();
        Section::new("overdue", texts.list, parts).with([control])
    }

    fn scores(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let Some(scores) = &found.scores else { return Section::new("scores", "", Vec::new()) };
        let row = |(key, name, estimate): (&str, &str, &Estimate)| {
            let key = format!("{ID}.scores.{key}");
            let n =
                self.figures.of(format!("{key}.n"), (texts.of)(texts.answers, name), estimate.n, say.count(estimate.n));
            let score = estimate.score.map(|score| {
                let label = (texts.of)(texts.score, name);
                let cell = Cell::from(self.figures.of(format!("{key}.score"), label, score, say.signed(score)));
                match estimate.low.zip(estimate.high) {
                    Some((low, high)) => cell.above(say.ends(&say.signed(low), &say.signed(high))),
                    None => cell,
                }
            });
            let caution = say.small_sample(self.params.small_sample.marks(estimate.n), estimate.n);
            vec![Cell::from(name), n.into(), score.unwrap_or_else(|| say.no_value()), Cell::caution(caution)]
        };
        let rows = [("kept", texts.kept_all, &scores.kept), ("not_kept", texts.kept_not, &scores.not_kept)];
        let table = Table {
            caption: texts.scores.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.customers),
                Column::number(texts.answers),
                Column::number(texts.score),
                Column::text(say.words.note),
            ],
            rows: rows.into_iter().map(row).collect(),
        };
        let verdict = match Verdict::of(scores.difference.as_ref()) {
            Verdict::NoAnswers => texts.verdicts[0],
            Verdict::TooFew => texts.verdicts[1],
            Verdict::Same => texts.verdicts[2],
            Verdict::Higher => texts.verdicts[3],
            Verdict::Lower => texts.verdicts[4],
        };
        let parts =
            vec![Part::Note(Note::info(verdict)), Part::Table(table), Part::Muted(texts.scores_help.to_owned())];
        Section::new("scores", texts.scores, parts)
    }

    fn what_to_do(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let overdue = (found.all.overdue > 0).then(|| (texts.do_overdue)(&say.count(found.all.overdue)));
        let worst = found.all.share.and_then(|all| {
            let surely = |one: &&NamedTally| {
                let enough = self.params.small_sample.is_enough(one.tally.due);
                enough && !one.name.is_empty() && one.tally.high.is_some_and(|high| high < all)
            };
            let shares = found.groups.iter().filter(surely).filter_map(|one| Some((&one.name, one.tally.share?)));
            shares.min_by(|(_, one), (_, other)| one.total_cmp(other))
        });
        let worst = worst.map(|(name, share)| (texts.do_worst)(name, &say.percent(share)));
        let steps: Vec<Cell> = [overdue, worst].into_iter().flatten().map(Cell::from).collect();
        say.next_steps(steps, Vec::new())
    }
}
