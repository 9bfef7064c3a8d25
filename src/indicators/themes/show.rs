//! Themes by what they cost, the words that set groups apart, and one theme closely.

use crate::domain::certainty::SmallSample;
use crate::indicators::dividing::by_control;
use crate::indicators::nps::written;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Figure, Fold, Input, Link, Note, OverTime, Page, Part, Plot, Section,
    Series, Table, Tile, Tint, Unit,
};
use crate::indicators::settings::length_control;
use crate::indicators::{Figures, Say};

use super::dictionary::{Dictionary, DictionaryError, MOST_THEMES, lines, name_in, with_word};
use super::texts::ThemesTexts;
use super::{ChosenTheme, ID, MOST_PRIOR, Theme, ThemesError, ThemesFound, ThemesParams, Word};

/// Words listed of each group.
const MOST_WORDS: usize = 15;

/// Tiles, themes, words, one theme closely, and what to do.
pub fn show(found: &ThemesFound, params: &ThemesParams, say: &Say<'_>) -> Page {
    let texts = ThemesTexts::of(say.language);
    let mut page = Page::new(headline(found, say));
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let writer = Writer { found, params, few: params.small_sample, figures, say, texts };
    if found.other_scale || found.words.iter().all(|word| word.z.is_none()) {
        page.notes.push(if found.other_scale { Note::caution(texts.other_scale) } else { Note::info(texts.no_scores) });
    }
    page.add(Section::open(ID, vec![Part::Tiles(writer.tiles())]));
    page.add(writer.themes());
    writer.words().into_iter().for_each(|section| page.add(section));
    if let Some(chosen) = &found.chosen {
        page.add(writer.closely(chosen));
        page.add(writer.what_to_do(chosen));
    }
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &ThemesError, say: &Say<'_>) -> String {
    let texts = ThemesTexts::of(say.language);
    match error {
        ThemesError::NoWordList => texts.error_words.to_owned(),
        ThemesError::Dictionary(error) => explain_list(error, say),
        ThemesError::Prior(given) => (texts.error_prior)(&given.to_string(), &say.number(MOST_PRIOR)),
        ThemesError::Level(level) => (texts.error_level)(&level.0.to_string()),
        ThemesError::SpanTooLong(error) => error.explain(say),
    }
}

/// What is wrong with a list of themes.
pub fn explain_list(error: &DictionaryError, say: &Say<'_>) -> String {
    let texts = ThemesTexts::of(say.language);
    match error {
        DictionaryError::Line { line } => (texts.error_line)(&line.to_string()),
        DictionaryError::Twice { line, name } => (texts.error_twice)(&line.to_string(), name),
        DictionaryError::TooMany(n) => (texts.error_many)(&n.to_string(), &MOST_THEMES.to_string()),
    }
}

/// The list of themes, and how words are weighed.
pub fn controls(params: &ThemesParams, say: &Say<'_>) -> Vec<Control> {
    let texts = ThemesTexts::of(say.language);
    let prior = Input::Number { value: params.prior, min: 1.0, max: MOST_PRIOR, step: 0.0 };
    let dictionary = Input::Lines(params.dictionary.clone());
    vec![
        Control::new(ID, "dictionary", texts.dictionary_field, dictionary).helped(texts.dictionary_help),
        Control::new(ID, "prior", texts.prior_field, prior),
    ]
}

fn headline(found: &ThemesFound, say: &Say<'_>) -> String {
    let texts = ThemesTexts::of(say.language);
    let name = |theme: &Theme| name_in(&theme.name, say.language).to_owned();
    let costs = found.themes.iter().find(|theme| theme.surely_costs());
    if let Some((theme, impact)) = costs.and_then(|theme| Some((theme, theme.impact?))) {
        let words = if is_first(theme, found) { texts.headline } else { texts.headline_sure };
        return words(&name(theme), &say.count(theme.comments), &say.signed(impact));
    }
    let most = found.themes.iter().filter(|theme| theme.comments > 0).max_by_key(|theme| theme.comments);
    match most {
        Some(theme) if !is_weighed(found) => (texts.headline_most)(&name(theme), &say.count(theme.comments)),
        Some(theme) => (texts.headline_good)(&name(theme), &say.count(theme.comments)),
        None => (texts.headline_plain)(&say.count(found.comments)),
    }
}

/// Whether a theme stands first on the page; above one that surely costs may stand some that only may.
fn is_first(theme: &Theme, found: &ThemesFound) -> bool {
    found.themes.iter().find(|theme| theme.comments > 0).is_some_and(|first| first.name == theme.name)
}

/// Whether there are scores to weigh themes by.
fn is_weighed(found: &ThemesFound) -> bool {
    found.themes.iter().any(|theme| theme.impact.is_some())
}

struct Writer<'a> {
    found: &'a ThemesFound,
    params: &'a ThemesParams,
    few: SmallSample,
    figures: Figures,
    say: &'a Say<'a>,
    texts: &'static ThemesTexts,
}

impl Writer<'_> {
    fn count(&self, name: String, label: impl Into<String>, count: usize) -> Figure {
        self.figures.of(name, label, count, self.say.count(count))
    }

    fn tiles(&self) -> Vec<Tile> {
        let Self { found, say, texts, .. } = self;
        let comments = self.count("themes.comments".into(), texts.comments, found.comments);
        let touched = found.comments - found.untouched;
        let share = say.percent(touched as f64 / found.comments.max(1) as f64);
        let untouched = self.count("themes.untouched".into(), texts.touched, found.untouched);
        let untouched = Figure { text: say.count(touched), ..untouched };
        let score = found.score.map(|score| {
            Tile::new(texts.score, self.figures.of("themes.score", texts.score, score, say.signed(score)))
        });
        let tiles = [
            Tile::new(texts.comments, comments).leading(crate::indicators::comments::PATH),
            Tile::new(texts.touched, untouched).noted((texts.touched_note)(&share)),
        ];
        tiles.into_iter().chain(score).collect()
    }

    fn name<'b>(&self, name: &'b str) -> &'b str {
        name_in(name, self.say.language)
    }

    fn themes(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let shown: Vec<&Theme> = found.themes.iter().filter(|theme| theme.comments > 0).collect();
        let row = |theme: &&Theme| {
            let name = self.name(&theme.name);
            let label = |label: &str| (texts.of_theme)(label, name);
            let key = |figure: &str| format!("themes.themes.{}.{figure}", theme.name);
            let score = |figure: &str, heading: &str, value: Option<f64>| match value {
                Some(value) => Cell::from(self.figures.of(key(figure), label(heading), value, say.signed(value))),
                None => say.no_value(),
            };
            let range = theme.low.zip(theme.high);
            let unsure = range.is_some_and(|(low, high)| low <= 0.0 && high >= 0.0);
            let note = if unsure { texts.chance.to_owned() } else { String::new() };
            let counted = [
                Cell::from(name),
                Cell::from(self.count(key("comments"), label(texts.comments), theme.comments)),
                Cell::from(self.figures.of(key("share"), label(texts.share), theme.share, say.percent(theme.share))),
            ];
            let weighed = || {
                let interval = range.map_or_else(
                    || say.no_value(),
                    |(low, high)| Cell::muted(say.ends(&say.signed(low), &say.signed(high))),
                );
                let impact = score("impact", texts.impact, theme.impact);
                let note = Cell::caution(say.marked(note.clone(), self.few, theme.n));
                [score("score", texts.nps, theme.score), impact, interval, note]
            };
            counted.into_iter().chain(is_weighed(found).then(weighed).into_iter().flatten()).collect()
        };
        let of_scores = [
            Column::number(texts.nps),
            Column::number(texts.impact),
            Column::number(say.words.interval),
            Column::text(say.words.note),
        ];
        let of_scores = is_weighed(found).then_some(of_scores).into_iter().flatten();
        let columns = [Column::text(texts.theme), Column::number(texts.comments), Column::number(texts.share)];
        let table = Table {
            caption: texts.themes.to_owned(),
            show_caption: false,
            columns: columns.into_iter().chain(of_scores).collect(),
            rows: shown.iter().map(row).collect(),
        };
        let chart = is_weighed(found).then(|| self.impacts(&shown));
        let parts = chart.into_iter().chain([Part::Table(table), self.dictionary()]).collect();
        Section::new("themes-list", texts.themes, parts)
    }

    fn impacts(&self, themes: &[&Theme]) -> Part {
        let Self { found, say, texts, .. } = self;
        let bar = |theme: &&Theme| Bar {
            label: self.name(&theme.name).to_owned(),
            value: theme.impact,
            interval: theme.low.zip(theme.high),
            more: vec![say.count(theme.n)],
            tint: Tint::Accent,
        };
        let surely = themes.iter().find(|theme| theme.surely_costs());
        Part::Chart(Box::new(Chart {
            title: match surely {
                None => texts.impact_plain.to_owned(),
                Some(theme) if is_first(theme, found) => (texts.impact_title)(self.name(&theme.name)),
                Some(theme) => (texts.impact_title_sure)(self.name(&theme.name)),
            },
            note: say.sample_note(found.comments, found.provenance.period),
            summary: texts.impact_summary.to_owned(),
            empty: texts.no_scores.to_owned(),
            height: 280,
            plot: Plot::Differences(Bars {
                bars: themes.iter().map(bar).collect(),
                dots: true,
                unit: Unit::Score,
                group: texts.theme.to_owned(),
                value: texts.impact.to_owned(),
                interval: say.words.interval.to_owned(),
                more_columns: vec![texts.comments.to_owned()],
                most: MOST_THEMES,
                more: String::new(),
            }),
        }))
    }

    /// The list of themes, folded away, and how words are weighed.
    fn dictionary(&self) -> Part {
        let lines = lines(&self.params.dictionary).map(|(line, _)| Cell::from(line.trim())).collect();
        Part::Fold(Fold { summary: self.texts.dictionary.to_owned(), parts: vec![Part::List(lines)] })
    }

    fn words(&self) -> Vec<Section> {
        let Self { found, texts, params, .. } = self;
        let surely = |sign: f64| {
            let sure = found.words.iter().filter(move |word| word.z.is_some_and(|z| z * sign >= found.sure_z));
            sure.take(MOST_WORDS).collect::<Vec<_>>()
        };
        let least = Input::Number { value: params.least.into(), min: 1.0, max: 10_000.0, step: 1.0 };
        let least = Control::new(ID, "least", texts.least_field, least);
        if found.words.iter().all(|word| word.z.is_none()) {
            let most = found.words.iter().take(2 * MOST_WORDS).collect::<Vec<_>>();
            return vec![Section::new("words", texts.all_words, self.word_table(texts.all_words, &most)).with([least])];
        }
        let half =
            |id: &str, title: &str, words: &[&Word]| Section::new(id, title, self.word_table(title, words)).half();
        vec![
            half("words-unhappy", texts.unhappy_words, &surely(1.0)).with([least]),
            half("words-happy", texts.happy_words, &surely(-1.0)),
        ]
    }

    fn word_table(&self, caption: &str, words: &[&Word]) -> Vec<Part> {
        let Self { say, texts, .. } = self;
        if words.is_empty() {
            return vec![Part::Muted(texts.none_sure.to_owned())];
        }
        // Without scores nobody is a detractor or a promoter.
        let weighed = words.iter().any(|word| word.z.is_some());
        let row = |word: &&Word| {
            let odds = word.log_odds.map_or_else(|| say.no_value(), |odds| Cell::from(say.precise(odds)));
            let [detractors, promoters] = [word.detractors, word.promoters].map(|count| Cell::from(say.count(count)));
            let of_groups = weighed.then_some([detractors, promoters, odds]).into_iter().flatten();
            [Cell::from(word.word.clone()), Cell::from(say.count(word.comments))].into_iter().chain(of_groups).collect()
        };
        let of_groups = [texts.of_detractors, texts.of_promoters, texts.log_odds].map(Column::number);
        let of_groups = weighed.then_some(of_groups).into_iter().flatten();
        vec![Part::Table(Table {
            caption: caption.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.word), Column::number(texts.comments)].into_iter().chain(of_groups).collect(),
            rows: words.iter().map(row).collect(),
        })]
    }

    fn closely(&self, chosen: &ChosenTheme) -> Section {
        let Self { found, say, texts, params, .. } = self;
        let name = self.name(&chosen.name);
        let mut parts = Vec::new();
        if chosen.periods.len() > 1 {
            parts.push(self.over_time(chosen));
        }
        if let Some(by) = chosen.by.as_ref() {
            parts.push(self.groups(by, chosen));
        }
        let list: Vec<_> = chosen.list.iter().map(|comment| written(comment, say)).collect();
        if !list.is_empty() {
            parts.push(Part::Fold(Fold { summary: texts.newest.to_owned(), parts: vec![Part::Comments(list)] }));
        }
        let options = found.themes.iter().filter(|theme| theme.comments > 0);
        let options = options.map(|theme| (Some(&theme.name), self.name(&theme.name).to_owned()));
        let first = if found.themes.iter().any(Theme::surely_costs) { texts.costliest } else { texts.most_frequent };
        let options = [(None, first.to_owned())].into_iter().chain(options);
        // One chosen that no comment has gives way to the first.
        let in_force = params.theme.as_ref().filter(|theme| **theme == chosen.name);
        let theme = Control::new(ID, "theme", texts.theme_field, Input::choice(options, &in_force));
        let by = chosen.by.as_ref().map(|by| by_control(ID, texts.by_field, &chosen.offered, by));
        let length = (chosen.periods.len() > 1).then(|| length_control(params.length, say));
        let learn = self.learn(chosen);
        Section::new("theme", (texts.closely)(name), parts).with([theme]).with(learn).with(by).with(length)
    }

    /// The words shown above, to be taken into the list of the theme looked at by choosing one; without those that belong to a
    /// theme already.
    fn learn(&self, chosen: &ChosenTheme) -> Option<Control> {
        let Self { found, texts, params, .. } = self;
        let dictionary = Dictionary::parse(&params.dictionary).ok()?;
        let surely = |word: &&Word| word.z.is_none_or(|z| z.abs() >= found.sure_z);
        let new = found.words.iter().filter(surely).filter(|word| dictionary.of(&word.word).is_empty());
        let more = |word: &Word| Some((with_word(&params.dictionary, &chosen.name, &word.word)?, word.word.clone()));
        let more: Vec<(String, String)> = new.take(2 * MOST_WORDS).filter_map(more).collect();
        let none = [(params.dictionary.clone(), texts.learn_none.to_owned())];
        let label = (texts.learn_field)(self.name(&chosen.name));
        let input = Input::choice(none.into_iter().chain(more.iter().cloned()), &params.dictionary);
        let control = Control::new(ID, "dictionary", label, input).named("themes-learn").helped(texts.learn_help);
        (!more.is_empty()).then_some(control)
    }

    fn over_time(&self, chosen: &ChosenTheme) -> Part {
        let Self { found, say, texts, params, .. } = self;
        let name = self.name(&chosen.name);
        let title = (texts.over_time)(name);
        let values = chosen.periods.iter();
        let values = values.map(|period| (period.comments > 0).then(|| period.with as f64 / period.comments as f64));
        Part::Chart(Box::new(Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.comments, found.provenance.period),
            empty: texts.none_sure.to_owned(),
            height: 220,
            plot: Plot::OverTime(OverTime {
                periods: chosen.periods.iter().map(|period| say.chart_period(params.length, period.start)).collect(),
                series: vec![Series { name: name.to_owned(), values: values.collect(), tint: Tint::Accent }],
                columns: false,
                unit: Unit::Share,
                period: say.words.name.to_owned(),
                value: texts.share_axis.to_owned(),
            }),
        }))
    }

    fn groups(&self, by: &str, chosen: &ChosenTheme) -> Part {
        let Self { say, texts, .. } = self;
        let rows = chosen.groups.iter().take(MOST_WORDS).map(|group| {
            let name = say.value(&group.name);
            let label = |label: &str| (texts.of_theme)(label, name);
            let key = |figure: &str| format!("themes.chosen.groups.{}.{figure}", group.name);
            vec![
                Cell::from(name),
                Cell::from(self.count(key("comments"), label(texts.comments), group.comments)),
                Cell::from(self.count(key("with"), label(texts.with), group.with)),
                Cell::from(self.figures.of(key("share"), label(texts.share), group.share, say.percent(group.share))),
                Cell::caution(say.small_sample(self.few.marks(group.comments), group.comments)),
            ]
        });
        Part::Table(Table {
            caption: (texts.of_theme)(by, self.name(&chosen.name)),
            show_caption: true,
            columns: vec![
                Column::text(by),
                Column::number(texts.comments),
                Column::number(texts.with),
                Column::number(texts.share),
                Column::text(say.words.note),
            ],
            rows: rows.collect(),
        })
    }

    fn what_to_do(&self, chosen: &ChosenTheme) -> Section {
        let Self { found, say, texts, .. } = self;
        let name = self.name(&chosen.name);
        let comments = found.themes.iter().find(|theme| theme.name == chosen.name).map_or(0, |theme| theme.comments);
        let read = (texts.do_read)(name, &say.count(comments));
        let first = chosen.groups.iter().find(|group| !group.name.is_empty() && self.few.is_enough(group.comments));
        let group = first
            .filter(|_| is_weighed(found))
            .map(|group| (texts.do_group)(name, &group.name, &say.percent(group.share)));
        let steps = [Some(read), group].into_iter().flatten().map(Cell::from).collect();
        let links = vec![
            Link::new(texts.see_comments, crate::indicators::comments::PATH),
            Link::new(texts.follow_up, "/follow-up"),
        ];
        say.next_steps(steps, links)
    }
}
