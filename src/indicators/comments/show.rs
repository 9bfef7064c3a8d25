//! How many comments there are, and what they say.

use crate::indicators::nps::written;
use crate::indicators::page::{Control, Input, Link, Page, Part, Section, Tile};
use crate::indicators::themes::{self, Dictionary, name_in};
use crate::indicators::{Figures, Say};

use super::texts::CommentsTexts;
use super::{CommentsError, CommentsFound, CommentsParams, ID, MOST, Whose};

/// Figures, and the comments looked for.
pub fn show(found: &CommentsFound, params: &CommentsParams, say: &Say<'_>) -> Page {
    let texts = CommentsTexts::of(say.language);
    let mut page = Page::new(headline(found, &params.search, say));
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let all = &found.found;
    let tiles = [
        ("comments", texts.comments, all.comments),
        ("detractors", texts.detractors, all.by.detractors),
        ("passives", texts.passives, all.by.passives),
        ("promoters", texts.promoters, all.by.promoters),
        ("unscored", texts.unscored, all.by.unscored),
    ];
    let tile = |(key, label, count): (&str, &'static str, usize)| {
        Tile::new(label, figures.of(format!("{ID}.found.{key}"), label, count, say.count(count)))
    };
    // Who gave no score is only worth a tile where there are some.
    let shown = tiles.into_iter().filter(|(key, _, count)| *key != "unscored" || *count > 0);
    let tiles = shown.map(tile).collect();
    page.add(Section::open(ID, vec![Part::Tiles(tiles)]).with(controls(params, say)));
    page.add(list(found, say));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &CommentsError, say: &Say<'_>) -> String {
    match error {
        CommentsError::Most(given) => {
            (CommentsTexts::of(say.language).error_most)(&given.to_string(), &say.count(MOST as usize))
        }
        CommentsError::Themes(error) => themes::explain(error, say),
    }
}

fn headline(found: &CommentsFound, search: &str, say: &Say<'_>) -> String {
    let texts = CommentsTexts::of(say.language);
    let (n, all) = (say.count(found.found.comments), say.count(found.written.comments));
    let headline = if n == all { (texts.headline)(&n) } else { (texts.headline_found)(&n, &all) };
    match search.trim() {
        "" => headline,
        search => (texts.headline_search)(&headline, search),
    }
}

fn controls(params: &CommentsParams, say: &Say<'_>) -> Vec<Control> {
    let texts = CommentsTexts::of(say.language);
    let name = |whose: Whose| match whose {
        Whose::All => texts.of_all,
        Whose::Detractors => texts.detractors,
        Whose::Passives => texts.passives,
        Whose::Promoters => texts.promoters,
        Whose::Unscored => texts.unscored,
    };
    let options = Whose::ALL.map(|whose| (whose, name(whose).to_owned()));
    let most = Input::Number { value: params.most.into(), min: 1.0, max: MOST.into(), step: 1.0 };
    vec![
        Control::new(ID, "search", texts.search_field, Input::Text(params.search.clone())),
        Control::new(ID, "theme", texts.theme_field, Input::choice(theme_options(params, say), &params.theme)),
        Control::new(ID, "of", texts.of_field, Input::choice(options, &params.of)),
        Control::new(ID, "most", texts.most_field, most),
    ]
}

/// All comments, and each theme of the list.
fn theme_options(params: &CommentsParams, say: &Say<'_>) -> Vec<(Option<String>, String)> {
    let list = Dictionary::parse(&params.dictionary).map(|list| list.names().to_vec()).unwrap_or_default();
    let all = (None, CommentsTexts::of(say.language).any_theme.to_owned());
    let named = list.into_iter().map(|name| {
        let shown = name_in(&name, say.language).to_owned();
        (Some(name), shown)
    });
    [all].into_iter().chain(named).collect()
}

fn list(found: &CommentsFound, say: &Say<'_>) -> Section {
    let texts = CommentsTexts::of(say.language);
    if found.list.is_empty() {
        return Section::new("comments-list", texts.comments, vec![Part::Muted(texts.none.to_owned())]);
    }
    let note = (texts.listed)(&say.count(found.list.len()), &say.count(found.found.comments));
    let comments = found.list.iter().map(|comment| written(comment, say)).collect();
    Section::new("comments-list", texts.comments, vec![Part::Muted(note), Part::Comments(comments)])
}

/// The way to all comments.
pub fn all_comments(say: &Say<'_>) -> Link {
    Link::new(CommentsTexts::of(say.language).all, super::PATH)
}
