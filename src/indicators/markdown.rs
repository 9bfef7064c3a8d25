//! A page as Markdown, so that it can be read where there is no browser.

use std::fmt::Write;

use super::ask::kind_of;
use super::page::{Cell, Chart, Comment, Control, Inline, Input, Page, Part, Section, Table, Tile};

impl Page {
    /// The page as Markdown.
    pub fn to_markdown(&self) -> String {
        let mut out = String::new();
        line(&mut out, &format!("# {}", escaped(&self.headline)));
        for note in &self.notes {
            line(&mut out, &format!("> {}", escaped(&note.text)));
        }
        for section in &self.sections {
            of_section(&mut out, section);
        }
        out
    }
}

/// A paragraph of its own.
fn line(out: &mut String, text: &str) {
    if !text.is_empty() {
        out.push_str(text);
        out.push_str("\n\n");
    }
}

fn of_section(out: &mut String, section: &Section) {
    if !section.title.is_empty() {
        line(out, &format!("## {}", escaped(&section.title)));
    }
    line(out, &escaped(&section.aside));
    for control in &section.controls {
        line(out, &format!("*{}: {}*", escaped(&control.label), chosen(control)));
    }
    of_parts(out, &section.parts, &section.title);
}

/// What stands under a heading: a chart or a table that says the same is not headed once more.
fn of_parts(out: &mut String, parts: &[Part], heading: &str) {
    for part in parts {
        match part {
            Part::Text(text) | Part::Muted(text) | Part::Hint(text) => line(out, &escaped(text)),
            Part::Note(note) => line(out, &format!("> {}", escaped(&note.text))),
            Part::Tiles(tiles) | Part::SmallTiles(tiles) => of_tiles(out, tiles),
            Part::Chart(chart) => of_chart(out, chart, heading),
            Part::Table(table) => of_table(out, table, heading),
            Part::Facts(facts) => {
                list(out, facts.iter().map(|(name, cell)| format!("{}: {}", escaped(name), of_cell(cell))));
            }
            Part::List(cells) => list(out, cells.iter().map(of_cell)),
            Part::Actions(links) => {
                list(out, links.iter().map(|link| format!("[{}](#{})", escaped(&link.text), link.to)));
            }
            Part::Files(files) => {
                list(out, files.iter().map(|file| format!("{} ({})", escaped(&file.text), file.table)));
            }
            Part::Written(file) => line(out, &format!("{} ({}.{})", escaped(&file.label), file.name, file.extension)),
            Part::Comments(comments) => list(out, comments.iter().map(of_comment)),
            Part::Fold(fold) => {
                line(out, &format!("**{}**", escaped(&fold.summary)));
                of_parts(out, &fold.parts, &fold.summary);
            }
            // What it names stands in the table above it.
            Part::FollowUp(_) | Part::Named(_) => {}
        }
    }
}

fn list(out: &mut String, items: impl Iterator<Item = String>) {
    for item in items {
        // Writing to a text cannot fail.
        let _ = writeln!(out, "- {item}");
    }
    out.push('\n');
}

fn of_comment(comment: &Comment) -> String {
    let day = comment.day.as_ref().map(|(day, _)| escaped(day)).unwrap_or_default();
    let head = [escaped(&comment.badge), day, of_cell(&comment.who)];
    let head: Vec<String> = head.into_iter().filter(|piece| !piece.is_empty()).collect();
    format!("{}: {}", head.join(", "), escaped(&comment.text))
}

fn of_tiles(out: &mut String, tiles: &[Tile]) {
    let text = |tile: &Tile| {
        let note = if tile.note.is_empty() { String::new() } else { format!(" ({})", escaped(&tile.note)) };
        format!("{}: **{}**{note}", escaped(&tile.label), of_cell(&tile.value))
    };
    list(out, tiles.iter().map(text));
}

fn of_chart(out: &mut String, chart: &Chart, heading: &str) {
    let kind = kind_of(&chart.plot).replace('_', " ");
    let title = if chart.title == heading { String::new() } else { format!("**{}** ", escaped(&chart.title)) };
    line(out, &format!("![{kind}] {title}{}", escaped(&chart.note)));
}

fn of_table(out: &mut String, table: &Table, heading: &str) {
    if table.caption != heading {
        line(out, &format!("**{}**", escaped(&table.caption)));
    }
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&row(table.columns.iter().map(|column| escaped(&column.header)).collect()));
    out.push_str(&row(table
        .columns
        .iter()
        .map(|column| if column.numeric { "--:" } else { "---" }.to_owned())
        .collect()));
    for cells in &table.rows {
        out.push_str(&row(cells.iter().map(of_cell).collect()));
    }
    out.push('\n');
}

fn of_cell(cell: &Cell) -> String {
    let piece = |piece: &Inline| match piece {
        Inline::Text(text)
        | Inline::Muted(text)
        | Inline::Caution(text)
        | Inline::Partial(text)
        | Inline::Whole(text) => escaped(text),
        Inline::Figure(figure) => escaped(&figure.text),
        Inline::Link(link) => format!("[{}](#{})", escaped(&link.text), link.to),
        Inline::Break => " ".to_owned(),
    };
    cell.0.iter().map(piece).collect()
}

fn chosen(control: &Control) -> String {
    match &control.input {
        Input::Choice { options, chosen } => {
            options.get(*chosen).map(|option| escaped(&option.text)).unwrap_or_default()
        }
        Input::Several { options, chosen } => {
            let chosen = options.iter().enumerate().filter(|(place, _)| chosen.contains(place));
            chosen.map(|(_, option)| escaped(&option.text)).collect::<Vec<_>>().join(", ")
        }
        Input::Number { value, .. } | Input::Optional { value: Some(value), share: false, .. } => value.to_string(),
        Input::Optional { value: None, blank, .. } => escaped(blank),
        Input::Numbers(values) => values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Input::Text(text) => escaped(text),
        Input::Draft { text, .. } | Input::Lines(text) => text.lines().map(escaped).collect::<Vec<_>>().join(" / "),
        Input::Toggle(on) => on.to_string(),
        Input::Button(_) | Input::File(_) | Input::Entry { .. } => String::new(),
        Input::Share(share)
        | Input::Optional { value: Some(share), share: true, .. }
        | Input::Slider { value: share, .. } => {
            format!("{}%", (share * 1e6).round() / 1e4)
        }
        Input::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// What a file holds is never markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' => out.extend(['\\', letter]),
            '\n' | '\r' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}
