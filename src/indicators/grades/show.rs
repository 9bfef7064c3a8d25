//! The rules and what they do, the grades, and who moves.

use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::indicators::classes::{Brings, Class, ShowClasses};
use crate::indicators::page::{Cell, Column, Control, Figure, Input, Note, Only, Page, Part, Section, Table, Tile};
use crate::indicators::rfm;
use crate::indicators::{Figures, Say};

use super::further::segmentations;
use super::grading::{Overlap, RuleFound, State, UNCOVERED};
use super::parse::Misread;
use super::people::Finding;
use super::show_sets;
use super::start::Start;
use super::texts::GradesTexts;
use super::{Grade, Grades, GradesError, GradesParams, ID, MOVED, Moved};

/// The page.
pub fn show(found: &Grades, params: &GradesParams, say: &Say<'_>) -> Page {
    let texts = GradesTexts::of(say.language);
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
    let figures = Figures { origin: page.origin(origin) };
    let writer = Writer { found, params, say, texts, figures };
    page.headline = writer.headline();
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    page.notes.extend(params.draft.as_ref().map(|_| Note::info(texts.tried)));
    page.notes.extend(writer.notes());
    let classes: Vec<Class> = found.grades.iter().map(|grade| grade.class.clone()).collect();
    let names = |classes: &[Class]| {
        let name = |class: &Class| if class.key == UNCOVERED { texts.uncovered } else { &class.key }.to_owned();
        classes.iter().map(name).collect()
    };
    let shown = |classes| ShowClasses {
        key: "grades.grades",
        leads: params.draft.is_none(),
        names: names(classes),
        classes,
        figures,
        few: params.small_sample,
        period: found.provenance.period,
        say,
    };
    page.add(Section::open(ID, vec![Part::Tiles(writer.tiles(&shown(&classes)))]));
    page.add(writer.rules());
    page.add(writer.moved());
    if found.customers > found.uncovered {
        for section in shown(&classes).charts() {
            page.add(section);
        }
    }
    let table = shown(&classes).table(texts.grades, &[texts.nps], |class| vec![writer.nps(class)]);
    page.add(Section::new("grades-table", texts.grades, vec![table]));
    page.add(writer.overlaps());
    page.add(show_sets::section(params, say));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &GradesError, say: &Say<'_>) -> String {
    let texts = GradesTexts::of(say.language);
    match error {
        GradesError::Rules(misread) => misread_text(misread, texts),
        GradesError::Before(misread) => (texts.before_at)(&misread_text(misread, texts)),
        GradesError::Sets(error) => show_sets::explain(error, texts),
        GradesError::Level(level) => level.to_string(),
        GradesError::Rfm(error) => rfm::explain(error, say.language),
    }
}

pub(super) fn misread_text(Misread { line, column, expected, found }: &Misread, texts: &GradesTexts) -> String {
    let wanted = texts.expected(*expected);
    let what = if found.is_empty() { (texts.wanted_at_end)(wanted) } else { (texts.wanted)(wanted, found) };
    (texts.at)(&line.to_string(), &column.to_string(), &what)
}

/// The fields: rules as they are in force, and those before.
pub fn controls(rules: &str, params: &GradesParams, say: &Say<'_>) -> [Control; 2] {
    let texts = GradesTexts::of(say.language);
    let lines = |text: &str| Input::Lines(text.to_owned());
    [
        Control::new(ID, "rules", texts.rules_field, lines(rules)).helped(texts.rules_help),
        Control::new(ID, "before", texts.before_field, lines(&params.before)),
    ]
}

/// The rules in force, to be changed with their effect in view, and those before.
fn drafted(rules: &str, params: &GradesParams, say: &Say<'_>) -> [Control; 2] {
    let texts = GradesTexts::of(say.language);
    let [in_force, before] = controls(rules, params, say);
    let draft = Input::Draft { text: rules.to_owned(), keep: "rules".to_owned() };
    let draft = Control::new(ID, "draft", in_force.label, draft).named(&in_force.name).helped(in_force.help);
    [draft, before.helped(texts.before_help)]
}

/// A rule's number and name.
fn named(rule: &RuleFound) -> String {
    format!("{} {}", rule.key, rule.name)
}

struct Writer<'a> {
    found: &'a Grades,
    params: &'a GradesParams,
    say: &'a Say<'a>,
    texts: &'static GradesTexts,
    figures: Figures,
}

impl Writer<'_> {
    fn figure(&self, name: &str, label: impl Into<String>, n: usize) -> Figure {
        self.figures.of(format!("{ID}.{name}"), label, n, self.say.count(n))
    }

    fn money(&self, name: &str, label: impl Into<String>, value: Money) -> Figure {
        self.figures.of(format!("{ID}.{name}"), label, value, self.say.money(value.to_f64()))
    }

    fn headline(&self) -> String {
        let Self { found, say, texts, .. } = self;
        let classes: Vec<Class> = found.grades.iter().map(|grade| grade.class.clone()).collect();
        let best = Class::most_valuable(&classes).and_then(|class| Some((class, class.value_share?)));
        let best = match (best, &found.brings) {
            (Some((class, share)), Brings::Column(column)) => (texts.best_of)(&class.key, &say.percent(share), column),
            (Some((class, share)), _) => (texts.best)(&class.key, &say.percent(share)),
            (None, _) => texts.no_money.to_owned(),
        };
        (texts.headline)(&say.count(found.customers), &say.count(found.grades.len()), &best)
    }

    fn notes(&self) -> Vec<Note> {
        let Self { found, params, say, texts, .. } = self;
        let at =
            |finding: &Finding, what: &str| (texts.at)(&finding.line.to_string(), &finding.column.to_string(), what);
        let unusable = found.unusable.iter().map(|unusable| {
            let finding = &unusable.finding;
            let why = unusable.why.as_ref().map_or_else(|| texts.not_loaded.to_owned(), |why| why.explain(say));
            let text = at(finding, &texts.trouble(&unusable.trouble, &finding.of, &finding.value, &why));
            Note::warning(if unusable.before { (texts.before_at)(&text) } else { text })
        });
        let unseen = found.unseen.iter();
        let unseen = unseen.map(|finding| Note::caution(at(finding, &(texts.unseen)(&finding.value, &finding.of))));
        let never = found.rules.iter().filter(|rule| matches!(rule.state, State::Dead | State::Shadowed));
        let never: Vec<String> = never.map(named).collect();
        let never = (!never.is_empty()).then(|| Note::caution((texts.never)(&never.join(self.say.words.listed))));
        let made = found.start.as_ref().filter(|_| params.draft.is_none()).map(|start| {
            Note::info(match start {
                Start::Bought { .. } => texts.made.to_owned(),
                Start::Column { name, .. } => (texts.made_of_column)(name),
                Start::All => texts.made_of_nothing.to_owned(),
            })
        });
        unusable.chain(unseen).chain(never).chain(made).collect()
    }

    /// Whether anything says what customers brought.
    fn has_money(&self) -> bool {
        self.found.brings != Brings::Nothing
    }

    /// What customers brought is called by the column that says it.
    fn value_of(&self) -> &str {
        match &self.found.brings {
            Brings::Column(column) => column,
            _ => self.texts.value_of,
        }
    }

    /// A tile with its customers; no filter knows whom rules that are tried out would take.
    fn leading(&self, tile: Tile, key: &str) -> Tile {
        if self.params.draft.is_some() { tile } else { tile.of(Only::class(ID, key)) }
    }

    fn tiles(&self, shown: &ShowClasses<'_>) -> Vec<Tile> {
        let Self { found, say, texts, .. } = self;
        let uncovered = self.figure("uncovered", texts.uncovered, found.uncovered);
        let value = (texts.uncovered_note)(&say.compact_money(found.uncovered_value.to_f64()));
        let says = found.uncovered > 0 && self.has_money();
        let uncovered = Tile::new(texts.uncovered, uncovered).noted(if says { value } else { String::new() });
        let uncovered = self.leading(uncovered, "");
        found.grades.iter().take(3).map(|grade| shown.tile(&grade.class)).chain([uncovered]).collect()
    }

    fn rules(&self) -> Section {
        let Self { found, params, say, texts, .. } = self;
        let written = found.start.as_ref().map(|start| start.written(say.language));
        let written = written.as_deref().filter(|_| params.rules.trim().is_empty());
        let rules = written.unwrap_or(&params.rules);
        // Those made from the data are in the reader's words, as in the field; others as they were typed in.
        let condition = |rule: &RuleFound| {
            let line = written.filter(|_| params.draft.is_none())?.lines().nth(rule.line.checked_sub(1)?)?;
            Some(line.split_once(": ")?.1.to_owned())
        };
        let row = |rule: &RuleFound| {
            let key = &rule.key;
            let label = |figure: &str| (texts.of)(figure, key);
            let number = Cell::from(key.as_str());
            let line = rule.line.to_string();
            let moved = rule.moved.map(|moved| {
                let cell = Cell::from(self.figure(&format!("rules.{key}.moved"), label(texts.would_move), moved));
                match rule.moved_value.filter(|_| moved > 0 && self.has_money()) {
                    Some(value) => cell.above(say.compact_money(value.to_f64())),
                    None => cell,
                }
            });
            let cells = [
                // Blank lines and remarks count as lines, which is what is said of errors.
                if line == *key { number } else { number.above((texts.line)(&line)) },
                Cell::from(rule.name.as_str()),
                Cell::from(condition(rule).unwrap_or_else(|| rule.text.clone())),
                self.figure(&format!("rules.{key}.fits"), label(texts.fits), rule.fits).into(),
                self.figure(&format!("rules.{key}.first"), label(texts.first), rule.first).into(),
            ];
            let value = self.money(&format!("rules.{key}.value"), label(self.value_of()), rule.value);
            let value = self.has_money().then(|| Cell::from(value));
            cells.into_iter().chain(value).chain(moved).chain([Cell::caution(self.remark(rule))]).collect()
        };
        let texts_of = [texts.number_of, texts.grade, texts.condition_of].map(Column::text);
        let value = self.has_money().then(|| self.value_of());
        let moved = found.moved.as_ref().map(|_| texts.would_move);
        let numbers = [texts.fits, texts.first].into_iter().chain(value).chain(moved);
        let columns = texts_of.into_iter().chain(numbers.map(Column::number));
        let table = Table {
            caption: texts.rules.to_owned(),
            show_caption: false,
            columns: columns.chain([Column::text(say.words.note)]).collect(),
            rows: found.rules.iter().map(row).chain([self.uncovered()]).collect(),
        };
        let place = usize::from(say.language == Language::Chinese);
        let figures: Vec<&str> = found.figures.iter().filter_map(|names| names.get(place).copied()).collect();
        let columns =
            if found.columns.is_empty() { say.words.none.to_owned() } else { found.columns.join(say.words.listed) };
        let asked = if figures.is_empty() {
            (texts.asked_columns)(&columns)
        } else {
            (texts.asked)(&columns, &figures.join(say.words.listed))
        };
        let classes: Vec<String> = segmentations().map(|by| by.name(say.language)).collect();
        let classes = (texts.asked_classes)(&classes.join(say.words.listed));
        let bought: Vec<String> = found.bought.iter().map(|column| (texts.bought)(column)).collect();
        let bought = (!bought.is_empty()).then(|| (texts.asked_bought)(&bought.join(say.words.listed)));
        let asked = [asked, classes].into_iter().chain(bought).map(Part::Muted);
        Section::new("rules", texts.rules, asked.chain([Part::Table(table)]).collect())
            .with(drafted(rules, params, say))
    }

    /// Whom the rules leave out, below the rules.
    fn uncovered(&self) -> Vec<Cell> {
        let Self { found, texts, .. } = self;
        let label = |figure: &str| (texts.of)(figure, texts.uncovered);
        let moved = found
            .moved
            .as_ref()
            .map(|moved| Cell::from(self.figure("moved.uncovered", label(texts.would_move), moved.uncovered)));
        let cells = [
            Cell::from(texts.uncovered),
            Cell::empty(),
            Cell::empty(),
            Cell::empty(),
            self.figure("uncovered", texts.uncovered, found.uncovered).into(),
        ];
        let value = self.money("uncovered_value", label(self.value_of()), found.uncovered_value);
        let value = self.has_money().then(|| Cell::from(value));
        let help = if found.uncovered > 0 { texts.uncovered_help } else { "" };
        cells.into_iter().chain(value).chain(moved).chain([Cell::caution(help)]).collect()
    }

    /// Why a rule takes nobody, or whom it shares with earlier ones.
    fn remark(&self, rule: &RuleFound) -> String {
        let Self { say, texts, .. } = self;
        match (rule.state, &rule.taken_by) {
            (State::Used, Some(by)) if !rule.for_all => (texts.taken)(&say.count(rule.taken), by),
            (state, by) => texts.state(state, by.as_deref()),
        }
    }

    fn nps(&self, class: &Class) -> Cell {
        let Self { found, say, texts, .. } = self;
        let grade = found.grades.iter().find(|grade| grade.name == class.key);
        let of_grade = |grade: &Grade| {
            let (nps, name) = (grade.nps?, &grade.name);
            let score = nps.score?;
            let label = (texts.of)(texts.nps, name);
            let figure = self.figures.of(format!("{ID}.grades.{name}.nps.score"), label, score, say.signed(score));
            let [low, high] = [nps.low?, nps.high?].map(|end| say.signed(end));
            Some(Cell::from(figure).above(say.ends(&low, &high)))
        };
        grade.and_then(of_grade).unwrap_or_else(|| say.no_value())
    }

    fn overlaps(&self) -> Section {
        let Self { found, texts, .. } = self;
        if found.overlaps.is_empty() {
            return Section::new("overlaps", "", Vec::new());
        }
        let named = |key: &str| {
            let rule = found.rules.iter().find(|rule| rule.key == key);
            Cell::from(rule.map_or_else(|| key.to_owned(), named))
        };
        let row = |(place, overlap): (usize, &Overlap)| {
            let label = (texts.of)(texts.customers, &format!("{} + {}", overlap.rule, overlap.with));
            let customers = self.figure(&format!("overlaps.{place}.customers"), label, overlap.customers);
            vec![named(&overlap.rule), named(&overlap.with), customers.into()]
        };
        let table = Table {
            caption: texts.overlaps.to_owned(),
            show_caption: false,
            columns: vec![Column::text(texts.earlier), Column::text(texts.later), Column::number(texts.customers)],
            rows: found.overlaps.iter().enumerate().map(row).collect(),
        };
        let help = Part::Muted(texts.overlaps_help.to_owned());
        Section::new("overlaps", texts.overlaps, vec![help, Part::Table(table)])
    }

    fn moved(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let Some(moved) = &found.moved else { return Section::new("moved", "", Vec::new()) };
        let Moved { customers, value, rows, columns, matrix, values, .. } = moved;
        let name = |name: &str| if name == UNCOVERED { texts.uncovered.to_owned() } else { name.to_owned() };
        let customers = self.figure("moved.customers", texts.moved_customers, *customers);
        let text = say.compact_money(value.to_f64());
        let of_value = match &found.brings {
            Brings::Column(column) => column,
            _ => texts.moved_value,
        };
        let value = self.figures.of(format!("{ID}.moved.value"), of_value, value, text);
        let value = self.has_money().then(|| Tile::new(of_value, value));
        let tiles = [Tile::new(texts.moved_customers, customers)].into_iter().chain(value);
        let tiles = tiles.map(|tile| self.leading(tile, MOVED)).collect();
        let row = |(place, (from, (counts, values))): (usize, (&String, (&Vec<usize>, &Vec<_>)))| {
            let cell = |(column, (to, (n, value))): (usize, (&String, (&usize, &crate::domain::money::Money)))| {
                let label = format!("{} – {}", name(from), name(to));
                let cell = Cell::from(self.figure(&format!("moved.matrix.{place}.{column}"), label, *n));
                if *n > 0 && self.has_money() { cell.above(say.compact_money(value.to_f64())) } else { cell }
            };
            let cells = columns.iter().zip(counts.iter().zip(values)).enumerate().map(cell);
            [Cell::from(name(from))].into_iter().chain(cells).collect()
        };
        let table = Table {
            caption: texts.moved.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.grade)]
                .into_iter()
                .chain(columns.iter().map(|column| Column::number(name(column))))
                .collect(),
            rows: rows.iter().zip(matrix.iter().zip(values)).enumerate().map(row).collect(),
        };
        let help = if self.has_money() { texts.moved_help } else { texts.moved_help_alone };
        let help = Part::Muted(help.to_owned());
        Section::new("moved", texts.moved, vec![Part::SmallTiles(tiles), help, Part::Table(table)])
    }
}
