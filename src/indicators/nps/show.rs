//! Would customers recommend us, which groups would not, and did the score really move?

use crate::domain::net_promoter::{Estimate, Verdict};
use crate::domain::provenance::Provenance;
use crate::domain::scale::Scale;
use crate::domain::score::{Attitude, Score};
use crate::indicators::change::{ChangeOf, why};
use crate::indicators::comments::all_comments;
use crate::indicators::page::{
    Cell, Column, Comment, Control, Figure, Input, Link, Note, Only, Page, Part, Section, Table, Tile,
};
use crate::indicators::settings::length_control;
use crate::indicators::{Figures, Say};

use super::texts::{NpsTexts, definition};
use super::{Count, GROUPS, ID, Nps, NpsComment, NpsError, NpsFound, NpsGroup, NpsParams, NpsTrend, charts, extremes};

/// What is compared.
#[derive(Clone, Copy)]
pub(super) struct Compared<'a> {
    /// The attribute's name.
    pub by: &'a str,
    /// Its groups.
    pub groups: &'a [NpsGroup],
    /// Whether they only say the score over again.
    pub says_the_score: bool,
}

/// Headline, figures, trend, groups, comments, and what to do.
pub fn show(found: &NpsFound, params: &NpsParams, say: &Say<'_>) -> Page {
    let texts = NpsTexts::of(say.language);
    if found.asked {
        return on_another_scale(found, say);
    }
    let Some(sentence) = score_sentence(&found.overall, say) else { return without_score(found, say) };
    let few = found.overall.estimate.small_sample.then(|| (texts.headline_few)(&say.count(found.overall.estimate.n)));
    let headline = [Some(sentence), few, latest(&found.trend, say)].into_iter().flatten().collect::<Vec<_>>();
    let mut page = Page::new(headline.join(say.words.between_sentences));
    let figures = figures(&mut page, found, say);
    page.add(Section::open("nps-figures", figures).with(count_control(found, params, say)));
    if found.overall.looks_unlike_nps {
        page.notes.push(Note::caution((texts.scale_confirmed)(&scales(found))));
        page.add(scale(found, say));
    }
    let (gauge, shares) = (charts::gauge(&found.overall, say), charts::shares(&found.overall, say));
    page.add(Section::new("nps-score", "", vec![gauge, shares]).half());
    page.add(Section::new("nps-answers", "", vec![charts::distribution(found, say)]).half());
    page.add(over_time(&found.trend, params, say));
    let compared = compared(found, params);
    let section = groups(&mut page, found, compared, say);
    page.add(section);
    page.add(comments(found.comments.iter().map(|comment| written(comment, say)).collect(), say));
    page.add(advice(found, compared, say));
    page
}

/// The tile for the overview, and its part of the first line; where nothing but answers is loaded, what they say besides.
pub fn offer(found: &NpsFound, params: &NpsParams, say: &Say<'_>) -> Option<Page> {
    let texts = NpsTexts::of(say.language);
    let estimate = &found.overall.estimate;
    if found.asked {
        let tile = Tile::new(texts.nps, say.no_value()).noted((texts.offered_scale)(&scales(found)));
        let mut page = Page::default();
        page.add(Section::open(ID, vec![Part::Tiles(vec![tile.leading("/loyalty")])]));
        return Some(page);
    }
    let score = estimate.score?;
    let [low, high] = [say.signed(estimate.low?), say.signed(estimate.high?)];
    let (text, n) = (say.signed(score), say.count(estimate.n));
    let few = || (texts.offered_head_few)(&text, &(texts.offered_interval)(&low, &high), &n);
    let headline = if estimate.small_sample { few() } else { (texts.offered_head)(&text, &low, &high) };
    let mut page = Page::new(headline);
    let few = say.small_sample(estimate.small_sample, estimate.n);
    let note = say.joined([(texts.offered_note)(&low, &high, &n), repeated(found, say), few]);
    let figure = origin(&mut page, &found.overall.provenance, say).of("nps.score", texts.nps, score, text);
    let figure = explained(figure, ChangeOf::Nps, found, say);
    let calendar = found.trend.calendar().into_iter();
    let course = calendar.map(|(_, period)| period.and_then(|period| period.estimate.score));
    let tile = Tile::new(texts.nps, figure).noted(note).leading("/loyalty").over(course);
    let attitudes = found.alone.then(|| {
        let figures = origin(&mut page, &found.overall.provenance, say);
        attitudes(figures, found, say).map(|(figure, share)| named(figure).noted(share).leading("/loyalty"))
    });
    let tiles = [tile].into_iter().chain(attitudes.into_iter().flatten()).collect();
    page.add(Section::open(ID, vec![Part::Tiles(tiles)]));
    if let Some(latest) = latest(&found.trend, say).filter(|_| found.trend.periods.len() > 1) {
        page.add(Section::new("score-by-period", "", vec![charts::trend(&found.trend, &latest, say)]).half());
    }
    if found.alone {
        page.add(Section::new("nps-answers", "", vec![charts::distribution(found, say)]).half());
        let compared = compared(found, params).filter(|compared| !compared.says_the_score);
        let groups = compared.map(|compared| charts::groups(found, compared, say));
        page.add(Section::new("nps-groups", "", groups.into_iter().collect()).half());
    }
    Some(page)
}

/// Promoters, passives and detractors: the number of each, and their share of all answers.
fn attitudes(figures: Figures, found: &NpsFound, say: &Say<'_>) -> [(Figure, String); 3] {
    let texts = NpsTexts::of(say.language);
    let estimate = &found.overall.estimate;
    let of = |key: &str, label: &str, count: usize| {
        let share = estimate.share(count).map(|share| (texts.of_answers)(&say.percent(share)));
        (figures.of(format!("nps.{key}"), label, count, say.count(count)), share.unwrap_or_default())
    };
    let [promoters, passives, detractors] = GROUPS;
    [
        of(promoters, texts.promoters, estimate.promoters),
        of(passives, texts.passives, estimate.passives),
        of(detractors, texts.detractors, estimate.detractors),
    ]
}

/// Answers that look as if asked on another scale: what they are, and the question, in the place of every score.
fn on_another_scale(found: &NpsFound, say: &Say<'_>) -> Page {
    let mut page = Page::new((NpsTexts::of(say.language).scale_asked)(&scales(found)));
    page.add(scale(found, say));
    // Beyond 10 there are no scores to count.
    if found.overall.estimate.n > 0 && found.overall.looks_like.iter().all(|scale| scale.to <= 10) {
        page.add(Section::new("nps-answers", "", vec![charts::distribution(found, say)]));
    }
    // Who is a detractor nobody knows before the scale is settled: the mark alone.
    let mark = |comment: &NpsComment| {
        let badge = comment.score.map(|score| score.get().to_string());
        let shown = written(comment, say);
        Comment { attitude: None, badge: badge.unwrap_or(shown.badge), ..shown }
    };
    page.add(comments(found.comments.iter().map(mark).collect(), say));
    page
}

/// What the answers look like: `1–5`, several with commas between.
fn scales(found: &NpsFound) -> String {
    let name = |scale: &Scale| format!("{}–{}", scale.from, scale.to);
    found.overall.looks_like.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// How it was asked, as a person says.
fn scale(found: &NpsFound, say: &Say<'_>) -> Section {
    let texts = NpsTexts::of(say.language);
    let (open, really) = (Vec::new(), found.overall.looks_like.clone());
    let in_force = if found.asked { &open } else { &really };
    let options = [(open.clone(), texts.scale_open.to_owned()), (really.clone(), texts.scale_really.to_owned())];
    let choice = Control::new(ID, "really_0_to_10", texts.scale_field, Input::choice(options, in_force));
    Section::new("nps-scale", texts.scale, vec![Part::Text(texts.scale_meaning.to_owned())]).with([choice])
}

/// Whether answers or people count; nothing to choose where everybody answered once.
fn count_control(found: &NpsFound, params: &NpsParams, say: &Say<'_>) -> Option<Control> {
    let texts = NpsTexts::of(say.language);
    let options = [(Count::Answers, texts.count_answers), (Count::People, texts.count_people)];
    let options = options.map(|(count, text)| (count, text.to_owned()));
    let choice = Control::new(ID, "count", texts.count_field, Input::choice(options, &params.count));
    (found.people < found.answers).then_some(choice)
}

/// That some answered several times; empty where nobody did.
fn repeated(found: &NpsFound, say: &Say<'_>) -> String {
    let texts = NpsTexts::of(say.language);
    let (answers, people) = (say.count(found.answers), say.count(found.people));
    match found.counted {
        _ if found.people >= found.answers => String::new(),
        Count::Answers => (texts.repeated)(&answers, &people),
        Count::People => (texts.repeated_once)(&people, &answers),
    }
}

/// What is wrong with the parameters.
pub fn explain(error: NpsError, say: &Say<'_>) -> String {
    let NpsError::Level(level) = error;
    (NpsTexts::of(say.language).error_level)(&level.0.to_string())
}

/// The name of a group of scores.
pub(super) fn attitude_name(attitude: Attitude, texts: &NpsTexts) -> &'static str {
    match attitude {
        Attitude::Promoter => texts.promoter,
        Attitude::Passive => texts.passive,
        Attitude::Detractor => texts.detractor,
    }
}

/// The score and its interval in a sentence; `None` where there is no answer.
pub(super) fn score_sentence(nps: &Nps, say: &Say<'_>) -> Option<String> {
    let Estimate { score, low, high, .. } = nps.estimate;
    let [score, low, high] = [say.signed(score?), say.signed(low?), say.signed(high?)];
    Some((NpsTexts::of(say.language).headline)(&score, &low, &high))
}

/// The latest period's score, and whether it really moved; `None` where no answer has a day.
pub(super) fn latest(trend: &NpsTrend, say: &Say<'_>) -> Option<String> {
    let texts = NpsTexts::of(say.language);
    let latest = trend.latest()?;
    let (period, score) = (say.period_name(trend.length, latest.start), say.signed(latest.estimate.score?));
    let Some(change) = latest.change else {
        let Estimate { n, small_sample, .. } = latest.estimate;
        let few = || (texts.latest_first_few)(&period, &score, &say.count(n));
        return Some(if small_sample { few() } else { (texts.latest)(&period, &score) });
    };
    let text = match Verdict::of(Some(&change.difference)) {
        Verdict::NoAnswers | Verdict::TooFew => texts.latest_few,
        Verdict::Same => texts.latest_same,
        Verdict::Higher => texts.latest_up,
        Verdict::Lower => texts.latest_down,
    };
    Some(text(&period, &score, &say.period_name(trend.length, change.since)))
}

/// There are rows, and no answer among them: because of the filter, or of what the rows hold.
fn without_score(found: &NpsFound, say: &Say<'_>) -> Page {
    if !found.filtered {
        return Page::new(NpsTexts::of(say.language).no_scores);
    }
    let mut page = Page::new(say.words.nothing_left);
    page.add(Section::open("nps-figures", vec![Part::Text(say.words.nothing_left_help.to_owned())]));
    page
}

fn origin(page: &mut Page, provenance: &Provenance, say: &Say<'_>) -> Figures {
    let (definition, source) = definition(say.language);
    Figures { origin: page.origin(say.origin(provenance, definition, source, say.words.answers_used)) }
}

/// With the way to why it changed, where answers are of several periods; that of a count of a group is to its share.
fn explained(figure: Figure, split: ChangeOf, found: &NpsFound, say: &Say<'_>) -> Figure {
    if found.trend.periods.len() > 1 { figure.explained(why(split, say.language)) } else { figure }
}

fn figures(page: &mut Page, found: &NpsFound, say: &Say<'_>) -> Vec<Part> {
    let texts = NpsTexts::of(say.language);
    let (nps, estimate) = (&found.overall, &found.overall.estimate);
    let few = || say.small_sample(estimate.small_sample, estimate.n);
    let figures = origin(page, &nps.provenance, say);
    let points = |name: &str, label: &str, score: Option<f64>| -> Cell {
        score.map_or_else(|| say.no_value(), |score| figures.of(name, label, score, say.signed(score)).into())
    };
    let counted = |name: &str, label: &str, count: usize, note: String| {
        named(figures.of(name, label, count, say.count(count))).noted(note)
    };
    let interval = points("nps.low", texts.low, estimate.low).to(points("nps.high", texts.high, estimate.high));
    let confidence = (texts.confidence)(&say.percent(nps.level.get()));
    let score = estimate.score.map(|score| figures.of("nps.score", texts.nps, score, say.signed(score)));
    let score = score.map(|score| Cell::from(explained(score, ChangeOf::Nps, found, say)));
    let first = vec![
        Tile::new(texts.nps, score.unwrap_or_else(|| say.no_value())).noted(say.joined([repeated(found, say), few()])),
        Tile::new(say.words.interval, interval).noted(confidence),
        counted("nps.n", texts.n, estimate.n, few()),
        counted("nps.not_answers", texts.not_answers, estimate.not_answers, texts.not_answers_note.to_owned()),
    ];
    let whys = [Some(ChangeOf::Promoters), None, Some(ChangeOf::Detractors)];
    let grouped = |((figure, share), why): ((Figure, String), Option<ChangeOf>)| {
        named(match why {
            Some(why) => explained(figure, why, found, say),
            None => figure,
        })
        .noted(share)
    };
    let second = attitudes(figures, found, say).into_iter().zip(whys).map(grouped);
    // Answers are no customers: some gave several.
    let leading =
        |(tile, key): (Tile, &str)| if found.counted == Count::People { tile.of(Only::class(ID, key)) } else { tile };
    vec![Part::Tiles(first), Part::Tiles(second.zip(GROUPS).map(leading).collect())]
}

/// A figure under its own label.
fn named(figure: Figure) -> Tile {
    Tile::new(figure.label.clone(), figure)
}

fn over_time(trend: &NpsTrend, params: &NpsParams, say: &Say<'_>) -> Section {
    let texts = NpsTexts::of(say.language);
    let parts = match latest(trend, say) {
        Some(latest) => vec![charts::trend(trend, &latest, say), Part::Muted(texts.change_note.to_owned())],
        None => vec![Part::Muted(texts.no_days.to_owned())],
    };
    Section::new("nps-trend", texts.over_time, parts).with([length_control(params.length, say)])
}

/// The attribute chosen, where the answers have it; else the first.
fn compared<'a>(found: &'a NpsFound, params: &NpsParams) -> Option<Compared<'a>> {
    let of = |name: &Option<String>| found.by.get_key_value(name.as_deref()?);
    let (by, groups) = of(&params.by).or_else(|| of(&found.first_by))?;
    Some(Compared { by, groups, says_the_score: found.says_the_score.contains(by) })
}

fn groups(page: &mut Page, found: &NpsFound, compared: Option<Compared<'_>>, say: &Say<'_>) -> Section {
    let texts = NpsTexts::of(say.language);
    let Some(compared) = compared else {
        return Section::new("nps-groups", texts.compare, vec![Part::Muted(texts.compare_none.to_owned())]);
    };
    let Compared { by, groups, says_the_score } = compared;
    let names = found.by.keys().map(|name| (name.clone(), name.clone()));
    let choice = Control::new(ID, "by", texts.compare_by, Input::choice(names, &by.to_owned())).named("compare-by");
    let mut parts = vec![charts::groups(found, compared, say)];
    if says_the_score {
        parts.push(Part::Muted(texts.compare_same_thing.to_owned()));
    }
    let few = groups.len() - charts::shown(groups).len();
    if few > 0 {
        parts.push(Part::Muted((texts.compare_few)(&say.count(few))));
    }
    parts.push(Part::Muted(texts.compare_note.to_owned()));
    parts.push(Part::Table(group_table(page, by, groups, say)));
    Section::new("nps-groups", texts.compare, parts).with([choice])
}

fn group_table(page: &mut Page, by: &str, groups: &[NpsGroup], say: &Say<'_>) -> Table {
    let texts = NpsTexts::of(say.language);
    let columns = vec![
        Column::text(by),
        Column::number(texts.n),
        Column::number(texts.score),
        Column::number(say.words.interval),
        Column::text(say.words.note),
    ];
    let rows =
        charts::in_order(groups.iter().collect()).into_iter().map(|group| group_row(page, by, group, say)).collect();
    Table { caption: (texts.compare_table)(by), show_caption: false, columns, rows }
}

fn group_row(page: &mut Page, by: &str, group: &NpsGroup, say: &Say<'_>) -> Vec<Cell> {
    let texts = NpsTexts::of(say.language);
    let name = say.or_blank(group.value.as_deref());
    let figures = origin(page, &group.provenance, say);
    let figure = |field: &str, label: &str, value: String, text: String| -> Figure {
        // Blank is the empty text, as in the filter.
        let key = format!("nps.by.{by}.{}.{field}", group.value.as_deref().unwrap_or_default());
        figures.of(key, format!("{label}, {name}"), value, text)
    };
    let points = |field: &str, label: &str, score: Option<f64>| -> Cell {
        score.map_or_else(|| say.no_value(), |score| figure(field, label, score.to_string(), say.signed(score)).into())
    };
    let Estimate { n, score, low, high, small_sample, .. } = group.estimate;
    vec![
        Cell::from(name),
        figure("n", texts.n, n.to_string(), say.count(n)).into(),
        points("score", texts.nps, score),
        points("low", texts.low, low).to(points("high", texts.high, high)),
        Cell::caution(say.small_sample(small_sample, n)),
    ]
}

fn comments(newest: Vec<Comment>, say: &Say<'_>) -> Section {
    let texts = NpsTexts::of(say.language);
    let parts = if newest.is_empty() {
        vec![Part::Muted(texts.comments_none.to_owned())]
    } else {
        let note = (texts.comments_note)(&say.count(newest.len()));
        vec![Part::Muted(note), Part::Comments(newest)]
    };
    Section::new("nps-comments", texts.comments, parts)
}

/// A comment as pages show it.
pub fn written(comment: &NpsComment, say: &Say<'_>) -> Comment {
    let texts = NpsTexts::of(say.language);
    let attitude = comment.score.map(Score::attitude);
    // In words; the colour only repeats them.
    let badge = match comment.score {
        Some(score) => format!("{} · {}", score.get(), attitude_name(score.attitude(), texts)),
        None => texts.no_score.to_owned(),
    };
    let who = match &comment.customer {
        Some(id) => Cell::from(Link::new(id, format!("/customers/{}", encoded(id)))),
        None => Cell::from(texts.anonymous),
    };
    let day = comment.day.map(|day| (say.day(day), day.to_string()));
    Comment { attitude, badge, day, who, text: comment.text.clone() }
}

/// As a part of a path.
fn encoded(id: &str) -> String {
    form_urlencoded::byte_serialize(id.as_bytes()).collect()
}

/// The next steps the figures suggest.
fn advice(found: &NpsFound, compared: Option<Compared<'_>>, say: &Say<'_>) -> Section {
    let texts = NpsTexts::of(say.language);
    let estimate = &found.overall.estimate;
    let small = estimate.small_sample.then(|| texts.do_small.to_owned());
    let lowest = compared.filter(|compared| !compared.says_the_score).and_then(|Compared { by, groups, .. }| {
        let (lowest, _) = extremes(groups)?;
        let score = say.signed(lowest.estimate.score?);
        Some((texts.do_lowest)(by, say.or_blank(lowest.value.as_deref()), &score))
    });
    let reachable = found.reachable_detractors;
    let detractors = (reachable > 0).then(|| (texts.do_detractors)(&say.count(reachable)));
    let movement = movement(&found.trend, texts).map(str::to_owned);
    let steps: Vec<Cell> = [small, lowest, detractors, movement].into_iter().flatten().map(Cell::from).collect();
    let follow_up = (reachable > 0).then(|| Link::new(texts.to_follow_up, "/follow-up"));
    let comments = (!found.comments.is_empty()).then(|| all_comments(say));
    let links: Vec<Link> = follow_up.into_iter().chain(comments).collect();
    say.next_steps(steps, links)
}

fn movement(trend: &NpsTrend, texts: &NpsTexts) -> Option<&'static str> {
    let difference = trend.latest()?.change?.difference;
    Some(match Verdict::of(Some(&difference)) {
        Verdict::NoAnswers | Verdict::TooFew => texts.do_few,
        Verdict::Same => texts.do_same,
        Verdict::Higher => texts.do_up,
        Verdict::Lower => texts.do_down,
    })
}
