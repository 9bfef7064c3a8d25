//! Names of columns as a reader writes them: `monthly_charges` is shown as `monthly charges`.

use std::collections::BTreeSet;

use crate::domain::dataset::Dataset;

use super::page::{Cell, Control, Inline, Input, Page, Part, Plot};

/// A column's name as a reader writes it.
#[must_use]
pub fn spelled(name: &str) -> String {
    name.replace('_', " ")
}

/// Writes blanks for the underscores of columns' names, wherever the page names one. What leads to customers or is typed in
/// stays as it is.
pub(super) fn spell_columns(page: &mut Page, dataset: &Dataset) {
    let purchases = dataset.purchases.iter().flat_map(|table| table.attributes());
    let customers = dataset.profiles.iter().flat_map(|table| table.attributes());
    let answers = dataset.answers.iter().flat_map(|table| table.attributes());
    let complaints = dataset.complaints.iter().flat_map(|table| table.attributes());
    let exits = dataset.exits.iter().flat_map(|table| table.attributes());
    let columns = purchases.chain(customers).chain(answers).chain(complaints).chain(exits);
    let names = columns.map(|column| column.name.as_str()).filter(|name| name.contains('_'));
    // The longest first: one name may be part of another.
    let mut names: Vec<&str> = names.collect::<BTreeSet<_>>().into_iter().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    if names.is_empty() {
        return;
    }
    let spell = |text: &mut String| {
        for name in &names {
            if text.contains(name) {
                *text = text.replace(name, &spelled(name));
            }
        }
    };
    spell(&mut page.headline);
    page.notes.iter_mut().for_each(|note| spell(&mut note.text));
    for section in &mut page.sections {
        spell(&mut section.title);
        spell(&mut section.aside);
        in_controls(&mut section.controls, &spell);
    }
    page.each_part(|part| in_part(part, &spell));
}

fn in_part(part: &mut Part, spell: &impl Fn(&mut String)) {
    match part {
        Part::Text(text) | Part::Muted(text) | Part::Hint(text) => spell(text),
        Part::Note(note) => spell(&mut note.text),
        Part::Tiles(tiles) | Part::SmallTiles(tiles) => {
            for tile in tiles {
                spell(&mut tile.label);
                spell(&mut tile.note);
                in_cell(&mut tile.value, spell);
            }
        }
        Part::Chart(chart) => {
            spell(&mut chart.title);
            spell(&mut chart.summary);
            in_plot(&mut chart.plot, spell);
        }
        Part::Table(table) => {
            spell(&mut table.caption);
            table.columns.iter_mut().for_each(|column| spell(&mut column.header));
            table.rows.iter_mut().flatten().for_each(|cell| in_cell(cell, spell));
        }
        Part::Facts(facts) => facts.iter_mut().for_each(|(name, cell)| {
            spell(name);
            in_cell(cell, spell);
        }),
        Part::List(points) => points.iter_mut().for_each(|point| in_cell(point, spell)),
        Part::Fold(fold) => spell(&mut fold.summary),
        Part::Actions(links) => links.iter_mut().for_each(|link| spell(&mut link.text)),
        Part::Comments(_) | Part::FollowUp(_) | Part::Files(_) | Part::Written(_) | Part::Named(_) => {}
    }
}

/// What can be chosen; what is chosen keeps its value.
fn in_controls(controls: &mut [Control], spell: &impl Fn(&mut String)) {
    for control in controls {
        spell(&mut control.label);
        if let Input::Choice { options, .. } | Input::Several { options, .. } = &mut control.input {
            for option in options {
                spell(&mut option.text);
            }
        }
    }
}

fn in_plot(plot: &mut Plot, spell: &impl Fn(&mut String)) {
    match plot {
        Plot::Bars(bars) | Plot::Steps(bars) | Plot::Differences(bars) | Plot::Ratios(bars) => {
            spell(&mut bars.group);
            spell(&mut bars.value);
            bars.bars.iter_mut().for_each(|bar| spell(&mut bar.label));
        }
        Plot::Shares(shares) => spell(&mut shares.group),
        Plot::Curves(curves) => spell(&mut curves.group),
        Plot::UpSet(sets) => sets.sets.iter_mut().for_each(spell),
        Plot::Density(density) => density.titles.iter_mut().for_each(spell),
        Plot::Scatter(scatter) => {
            spell(&mut scatter.group);
            scatter.titles.iter_mut().for_each(spell);
            scatter.spots.iter_mut().for_each(|spot| spell(&mut spot.label));
        }
        Plot::Gauge(_)
        | Plot::Trend(_)
        | Plot::OverTime(_)
        | Plot::Matrix(_)
        | Plot::RfmMap(_)
        | Plot::Lorenz(_)
        | Plot::Sankey(_) => {}
    }
}

fn in_cell(Cell(pieces): &mut Cell, spell: &impl Fn(&mut String)) {
    for piece in pieces {
        if let Inline::Text(text) | Inline::Muted(text) | Inline::Caution(text) | Inline::Whole(text) = piece {
            spell(text);
        }
        if let Inline::Link(link) = piece {
            spell(&mut link.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::language::Language;
    use crate::indicators::fixture::Fixture;

    #[test]
    fn columns_are_named_without_underscores() {
        let customers = "customer_id,home_branch\na,x_y\nb,x_y\nc,other\n";
        let page = Fixture::new(&[("customers.csv", customers)]).page("profile", Language::English).to_markdown();
        assert!(page.contains("By home branch") && !page.contains("## By home\\_branch"), "{page}");
        assert!(page.contains("x\\_y"), "values stay as they are: {page}");
    }
}
