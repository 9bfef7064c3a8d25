//! A page as a plain value: everything an indicator says, in the reader's language, ready to be drawn, printed or
//! exported. Whoever draws it knows these parts and no indicator.

mod cell;
mod chart;
mod control;
mod listed;
mod taken;

use serde::{Deserialize, Serialize};

use crate::domain::score::Attitude;

pub use cell::{CUSTOMERS, Cell, Figure, Inline, Link};
pub use chart::{
    AnswersOf, Band, Bar, Bars, Chart, Combination, Curve, Curves, Density, DensityField, Flow, Gauge, Lorenz, MapCell,
    Matrix, MatrixRow, Movable, Move, OverTime, PeriodName, Plot, RfmMap, Sankey, Scatter, Series, Shares, Spot, Tint,
    Trend, TrendPoint, Unit, UpSet,
};
pub use control::{Choice, Control, Input, Only, Setting};
pub use taken::{CustomersFile, FollowUp, ToFollowUp, WrittenFile};

/// What an indicator says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The answer in one or two sentences.
    pub headline: String,
    /// What must be known before the figures are read.
    pub notes: Vec<Note>,
    /// The rest, from top to bottom.
    pub sections: Vec<Section>,
    /// Where the figures come from; a figure names its origin by its place here.
    pub origins: Vec<Origin>,
}

/// The section of next steps: it stands right behind the headline figures ([`Page::steps_first`]).
pub const WHAT_TO_DO: &str = "what_to_do";

/// A stretch of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its name within the page: an anchor, the same in all languages.
    pub id: String,
    /// Its heading; empty for none.
    pub title: String,
    /// What is said beside the heading; may be empty.
    pub aside: String,
    /// How it stands on the page.
    pub frame: Frame,
    /// What can be chosen in it.
    pub controls: Vec<Control>,
    /// What it shows.
    pub parts: Vec<Part>,
}

/// How a section stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    /// On the page itself.
    Open,
    /// On a card.
    #[default]
    Card,
    /// On a card of half the width, where there is room for two.
    Half,
}

/// One thing a section shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A sentence.
    Text(String),
    /// A sentence that may be passed over.
    Muted(String),
    /// What something on the screen does when it is pressed: paper goes without.
    Hint(String),
    /// A sentence with a tone.
    Note(Note),
    /// Figures side by side.
    Tiles(Vec<Tile>),
    /// Smaller figures side by side.
    SmallTiles(Vec<Tile>),
    /// A chart.
    Chart(Box<Chart>),
    /// A table.
    Table(Table),
    /// Names and what stands behind them.
    Facts(Vec<(String, Cell)>),
    /// Points one below the other: next steps, overlaps.
    List(Vec<Cell>),
    /// Ways to go on.
    Actions(Vec<Link>),
    /// What people wrote.
    Comments(Vec<Comment>),
    /// Customers to get in touch with, of whom cases can be opened.
    FollowUp(FollowUp),
    /// Customers as files, made when they are asked for.
    Files(Vec<CustomersFile>),
    /// A text as a file.
    Written(WrittenFile),
    /// Folded away until asked for.
    Fold(Fold),
    /// What no general part can show: the page knows it by name.
    Named(Named),
}

/// What the page draws by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    /// The editor of the segment rules.
    RuleTable,
    /// The download of every customer with their scores.
    ScoresDownload,
}

/// Parts folded away.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fold {
    /// What it says while folded.
    pub summary: String,
    /// What is behind it.
    pub parts: Vec<Part>,
}

/// A sentence with a tone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// How bad it is.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
}

/// How bad something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Worth knowing.
    Info,
    /// To be read with care.
    Caution,
    /// Something is not as it should be.
    Warning,
}

/// A figure with its label above and a line below.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tile {
    /// Its label.
    pub label: String,
    /// The page that tells more, as a path (`/segments`); the label leads there.
    pub to: Option<String>,
    /// Whom that page chooses; `None` leaves the filter as it is.
    pub only: Option<Only>,
    /// The figure, or two with a dash between.
    pub value: Cell,
    /// An interval, a comparison, a warning; may be empty.
    pub note: String,
    /// The figure in each period, oldest first, drawn as a small line; may be empty.
    pub course: Vec<Option<f64>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// What it holds.
    pub caption: String,
    /// Whether the caption is shown, or only read aloud.
    pub show_caption: bool,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell per column; the first names the row.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub header: String,
    /// Whether it holds numbers, which are set to the right.
    pub numeric: bool,
}

impl Column {
    /// A column of texts.
    pub fn text(header: impl Into<String>) -> Self {
        Self { header: header.into(), numeric: false }
    }

    /// A column of numbers.
    pub fn number(header: impl Into<String>) -> Self {
        Self { header: header.into(), numeric: true }
    }
}

/// Where figures come from, said in the reader's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// What they are.
    pub definition: String,
    /// Whose definition it is.
    pub source: String,
    /// First and last day of the rows used.
    pub period: String,
    /// How much was used: `1,234 answers`.
    pub used: String,
    /// What was left out, and why.
    pub left_out: String,
}

/// What somebody wrote beside a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    /// The group of their score; `None` without one.
    pub attitude: Option<Attitude>,
    /// Score and group in words.
    pub badge: String,
    /// The day, as written and as ISO date; `None` where it is not known.
    pub day: Option<(String, String)>,
    /// Who; with a link where they are known.
    pub who: Cell,
    /// What they wrote.
    pub text: String,
}

impl Section {
    /// A section on a card.
    pub fn new(id: &str, title: impl Into<String>, parts: Vec<Part>) -> Self {
        Self {
            id: id.to_owned(),
            title: title.into(),
            aside: String::new(),
            frame: Frame::Card,
            controls: Vec::new(),
            parts,
        }
    }

    /// A section without heading, on the page itself.
    pub fn open(id: &str, parts: Vec<Part>) -> Self {
        Self { frame: Frame::Open, ..Self::new(id, "", parts) }
    }

    /// On a card of half the width.
    #[must_use]
    pub fn half(self) -> Self {
        Self { frame: Frame::Half, ..self }
    }

    /// With something to choose.
    #[must_use]
    pub fn with(mut self, controls: impl IntoIterator<Item = Control>) -> Self {
        self.controls.extend(controls);
        self
    }

    /// The charts that stand open in it.
    pub fn charts(&self) -> impl Iterator<Item = &Chart> {
        self.parts.iter().filter_map(|part| if let Part::Chart(chart) = part { Some(&**chart) } else { None })
    }

    /// With something said beside the heading.
    #[must_use]
    pub fn beside(self, aside: impl Into<String>) -> Self {
        Self { aside: aside.into(), ..self }
    }
}

impl Tile {
    /// A tile without more.
    pub fn new(label: impl Into<String>, value: impl Into<Cell>) -> Self {
        Self { label: label.into(), to: None, only: None, value: value.into(), note: String::new(), course: Vec::new() }
    }

    /// With a line below.
    #[must_use]
    pub fn noted(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// With the figure in each period, oldest first. What is no finite number is left out.
    #[must_use]
    pub fn over(self, course: impl IntoIterator<Item = Option<f64>>) -> Self {
        let course = course.into_iter().map(|value| value.filter(|value| value.is_finite()));
        Self { course: course.collect(), ..self }
    }

    /// With the page that tells more.
    #[must_use]
    pub fn leading(self, to: &str) -> Self {
        Self { to: Some(to.to_owned()), ..self }
    }

    /// With the customers it counts: its label leads to the list of them, unless it counts nobody.
    #[must_use]
    pub fn of(self, only: Only) -> Self {
        if self.value.figures().any(|figure| figure.value == "0") {
            return self;
        }
        Self { to: Some(CUSTOMERS.to_owned()), only: Some(only), ..self }
    }
}

impl Note {
    /// Worth knowing.
    pub fn info(text: impl Into<String>) -> Self {
        Self { tone: Tone::Info, text: text.into() }
    }

    /// To be read with care.
    pub fn caution(text: impl Into<String>) -> Self {
        Self { tone: Tone::Caution, text: text.into() }
    }

    /// Something is not as it should be.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { tone: Tone::Warning, text: text.into() }
    }
}

impl Page {
    /// A page that has only its first line so far.
    pub fn new(headline: impl Into<String>) -> Self {
        Self { headline: headline.into(), ..Self::default() }
    }

    /// The place of an origin, taken in where it is new.
    pub fn origin(&mut self, origin: Origin) -> usize {
        let known = self.origins.iter().position(|known| *known == origin);
        known.unwrap_or_else(|| {
            self.origins.push(origin);
            self.origins.len() - 1
        })
    }

    /// Adds a section; one that shows nothing is left out. Charts and tables stand on cards: on the page itself, what
    /// comes from the first of them on goes on one.
    pub fn add(&mut self, mut section: Section) {
        let framed = |part: &Part| matches!(part, Part::Chart(_) | Part::Table(_));
        let from = section.parts.iter().position(framed).filter(|_| section.frame == Frame::Open);
        let parts = from.map(|from| section.parts.split_off(from)).unwrap_or_default();
        let card = Section::new(&format!("{}-shown", section.id), "", parts);
        let shows = |section: &Section| !section.parts.is_empty() || !section.controls.is_empty();
        self.sections.extend([section, card].into_iter().filter(shows));
    }

    /// Puts the next steps right behind the headline figures: the first section with tiles, or the first of all.
    pub fn steps_first(&mut self) {
        let place = |is: &dyn Fn(&Section) -> bool| self.sections.iter().position(is);
        let Some(steps) = place(&|section| section.id == WHAT_TO_DO) else { return };
        let has_tiles = |section: &Section| section.parts.iter().any(|part| matches!(part, Part::Tiles(_)));
        let behind = place(&has_tiles).map_or(1, |figures| figures + 1);
        if let Some(moved) = self.sections.get_mut(behind..=steps).filter(|moved| !moved.is_empty()) {
            moved.rotate_right(1);
        }
    }

    /// Takes over what another page shows below its first line, its figures' origins with it.
    pub fn append(&mut self, mut other: Self) {
        let places: Vec<usize> =
            std::mem::take(&mut other.origins).into_iter().map(|origin| self.origin(origin)).collect();
        for figure in other.figures_mut() {
            figure.origin = places.get(figure.origin).copied().unwrap_or_default();
        }
        self.notes.extend(other.notes);
        self.sections.extend(other.sections);
    }

    /// Every figure, from top to bottom.
    pub fn figures(&self) -> Vec<&Figure> {
        let mut found = Vec::new();
        self.visit(&mut |cell| found.extend(cell.figures()));
        found
    }

    /// Every chart, from top to bottom.
    pub fn charts(&self) -> Vec<&Chart> {
        fn of<'a>(parts: &'a [Part], found: &mut Vec<&'a Chart>) {
            for part in parts {
                match part {
                    Part::Chart(chart) => found.push(chart),
                    Part::Fold(fold) => of(&fold.parts, found),
                    _ => {}
                }
            }
        }
        let mut found = Vec::new();
        self.sections.iter().for_each(|section| of(&section.parts, &mut found));
        found
    }

    /// Every tile, from top to bottom.
    pub fn tiles(&self) -> Vec<&Tile> {
        fn of<'a>(parts: &'a [Part], found: &mut Vec<&'a Tile>) {
            for part in parts {
                match part {
                    Part::Tiles(tiles) | Part::SmallTiles(tiles) => found.extend(tiles),
                    Part::Fold(fold) => of(&fold.parts, found),
                    _ => {}
                }
            }
        }
        let mut found = Vec::new();
        self.sections.iter().for_each(|section| of(&section.parts, &mut found));
        found
    }

    /// The customers it names to get in touch with, from top to bottom.
    pub fn to_follow_up(&self) -> Vec<&FollowUp> {
        let parts = self.sections.iter().flat_map(|section| &section.parts);
        parts.filter_map(|part| if let Part::FollowUp(named) = part { Some(named) } else { None }).collect()
    }

    fn visit<'a>(&'a self, each: &mut impl FnMut(&'a Cell)) {
        fn of<'a>(parts: &'a [Part], each: &mut impl FnMut(&'a Cell)) {
            for part in parts {
                match part {
                    Part::Tiles(tiles) | Part::SmallTiles(tiles) => tiles.iter().for_each(|tile| each(&tile.value)),
                    Part::Table(table) => table.rows.iter().flatten().for_each(&mut *each),
                    Part::Facts(facts) => facts.iter().for_each(|(_, cell)| each(cell)),
                    Part::List(cells) => cells.iter().for_each(&mut *each),
                    Part::Fold(fold) => of(&fold.parts, each),
                    _ => {}
                }
            }
        }
        self.sections.iter().for_each(|section| of(&section.parts, each));
    }

    /// Changes every part, from top to bottom, those folded away behind what they are folded in.
    pub(super) fn each_part(&mut self, mut each: impl FnMut(&mut Part)) {
        fn of(parts: &mut [Part], each: &mut impl FnMut(&mut Part)) {
            for part in parts {
                each(part);
                if let Part::Fold(fold) = part {
                    of(&mut fold.parts, each);
                }
            }
        }
        self.sections.iter_mut().for_each(|section| of(&mut section.parts, &mut each));
    }

    fn figures_mut(&mut self) -> Vec<&mut Figure> {
        fn in_cell(cell: &mut Cell) -> impl Iterator<Item = &mut Figure> {
            cell.0.iter_mut().filter_map(|piece| match piece {
                Inline::Figure(figure) => Some(figure),
                _ => None,
            })
        }
        fn of<'a>(parts: &'a mut [Part], found: &mut Vec<&'a mut Figure>) {
            for part in parts {
                match part {
                    Part::Tiles(tiles) | Part::SmallTiles(tiles) => {
                        found.extend(tiles.iter_mut().flat_map(|tile| in_cell(&mut tile.value)));
                    }
                    Part::Table(table) => found.extend(table.rows.iter_mut().flatten().flat_map(in_cell)),
                    Part::Facts(facts) => found.extend(facts.iter_mut().flat_map(|(_, cell)| in_cell(cell))),
                    Part::List(cells) => found.extend(cells.iter_mut().flat_map(in_cell)),
                    Part::Fold(fold) => of(&mut fold.parts, found),
                    _ => {}
                }
            }
        }
        let mut found = Vec::new();
        self.sections.iter_mut().for_each(|section| of(&mut section.parts, &mut found));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_steps_stand_behind_the_headline_figures() {
        let order = |ids: &[&str]| {
            let mut page = Page::default();
            for id in ids {
                let tiles = vec![Part::Tiles(vec![Tile::new("n", "1")])];
                let parts = if *id == "figures" { tiles } else { vec![Part::Text("said".into())] };
                page.add(Section::new(id, "", parts));
            }
            page.steps_first();
            page.sections.into_iter().map(|section| section.id).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(order(&["figures", "a", "b", WHAT_TO_DO, "c"]), "figures what_to_do a b c");
        assert_eq!(order(&["a", "figures", "b", WHAT_TO_DO]), "a figures what_to_do b");
        assert_eq!(order(&["a", "b", WHAT_TO_DO]), "a what_to_do b");
        assert_eq!(order(&["a", "figures"]), "a figures");
        assert_eq!(order(&[WHAT_TO_DO]), "what_to_do");
    }

    #[test]
    fn charts_and_tables_stand_on_cards() {
        let table = || {
            Part::Table(Table { caption: String::new(), show_caption: false, columns: Vec::new(), rows: Vec::new() })
        };
        let mut page = Page::default();
        page.add(Section::open("figures", vec![Part::Tiles(Vec::new()), table(), Part::Muted("note".into())]));
        page.add(Section::open("alone", vec![table()]));
        page.add(Section::open("plain", vec![Part::Tiles(Vec::new())]));
        page.add(Section::new("card", "Title", vec![Part::Text("said".into()), table()]));
        page.add(Section::open("nothing", Vec::new()));
        let seen: Vec<_> = page.sections.iter().map(|one| (one.id.as_str(), one.frame, one.parts.len())).collect();
        let expected = [
            ("figures", Frame::Open, 1),
            ("figures-shown", Frame::Card, 2),
            ("alone-shown", Frame::Card, 1),
            ("plain", Frame::Open, 1),
            ("card", Frame::Card, 2),
        ];
        assert_eq!(seen, expected);
    }
}
