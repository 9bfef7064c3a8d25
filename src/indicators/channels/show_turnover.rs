//! Scores of branches against their employee turnover.

use crate::domain::interval::Level;
use crate::indicators::page::{Cell, Column, Note, Page, Part, Section, Table, Tile};
use crate::indicators::{Figures, Say};

use super::texts::ChannelsTexts;
use super::turnover::{OfBranch, Turnover};
use super::{Channels, ChannelsParams, ID};

/// With fewer branches a correlation says hardly anything.
const FEW_BRANCHES: usize = 10;

/// Branches listed at most; the document has all.
const MOST: usize = 30;

/// The section, its figures of an origin of their own; nothing where no column says the turnover.
pub fn section(page: &mut Page, found: &Channels, params: &ChannelsParams, say: &Say<'_>) -> Section {
    let texts = ChannelsTexts::of(say.language);
    let Some(turnover) = &found.turnover else { return Section::new("turnover", "", Vec::new()) };
    let definition = (texts.turnover_definition, texts.turnover_source);
    let origin = say.origin(&turnover.provenance, definition.0, definition.1, say.words.answers_used);
    let figures = Figures { origin: page.origin(origin) };
    let n = turnover.branches.len();
    let Some(correlation) = turnover.correlation else {
        let why = (texts.turnover_too_few)(&say.count(n));
        return Section::new("turnover", texts.turnover, vec![Part::Muted(why), table(turnover, params, figures, say)]);
    };
    let level = Level::try_from(params.level).unwrap_or(Level::DEFAULT);
    let range = turnover.low.zip(turnover.high);
    let label = texts.turnover_correlation;
    let figure = figures.of(format!("{ID}.turnover.correlation"), label, correlation, say.precise(correlation));
    let span = range.map(|(low, high)| say.interval(&say.precise(low), &say.precise(high), level)).unwrap_or_default();
    let note = say.joined([(texts.turnover_n)(&say.count(n)), span]);
    let sure = range.is_some_and(|(low, high)| low > 0.0 || high < 0.0);
    let verdict = match (sure, correlation < 0.0) {
        (false, _) => texts.turnover_verdicts[0],
        (true, true) => texts.turnover_verdicts[1],
        (true, false) => texts.turnover_verdicts[2],
    };
    let few = (n < FEW_BRANCHES).then(|| Part::Note(Note::caution((texts.turnover_few)(&say.count(n)))));
    let tile = Part::SmallTiles(vec![Tile::new(label, figure).noted(note)]);
    let parts = [Some(Part::Text(verdict.to_owned())), few, Some(tile)].into_iter().flatten();
    let parts = parts.chain([table(turnover, params, figures, say)]).collect();
    Section::new("turnover", texts.turnover, parts)
}

fn table(turnover: &Turnover, params: &ChannelsParams, figures: Figures, say: &Say<'_>) -> Part {
    let texts = ChannelsTexts::of(say.language);
    let row = |branch: &OfBranch| {
        let key = format!("{ID}.turnover.branches.{}", branch.name);
        let n = branch.estimate.n;
        let label = (texts.of)(&turnover.column, &branch.name);
        let value = figures.of(format!("{key}.turnover"), label, branch.turnover, say.precise(branch.turnover));
        let answers = figures.of(format!("{key}.n"), (texts.of)(texts.answers, &branch.name), n, say.count(n));
        let score = branch.estimate.score.map(|score| {
            let label = (texts.of)(texts.score, &branch.name);
            let cell = Cell::from(figures.of(format!("{key}.score"), label, score, say.signed(score)));
            match branch.estimate.low.zip(branch.estimate.high) {
                Some((low, high)) => cell.above(say.ends(&say.signed(low), &say.signed(high))),
                None => cell,
            }
        });
        vec![
            Cell::from(branch.name.as_str()),
            value.into(),
            answers.into(),
            score.unwrap_or_else(|| say.no_value()),
            Cell::caution(say.small_sample(params.small_sample.marks(n), n)),
        ]
    };
    let numbers = [turnover.column.as_str(), texts.answers, texts.score].map(Column::number);
    Part::Table(Table {
        caption: texts.turnover.to_owned(),
        show_caption: false,
        columns: [Column::text(texts.branch)]
            .into_iter()
            .chain(numbers)
            .chain([Column::text(say.words.note)])
            .collect(),
        rows: turnover.branches.iter().take(MOST).map(row).collect(),
    })
}
