//! The overview: what each indicator offers it, and which tables the figures rest on.

use crate::domain::dataset::Kind;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::provenance::{Provenance, TABLES};
use crate::domain::texts::{Fixed, With1, With2, counted, texts};

use super::ask::{Answer, Missing, Question, Shown, finish};
use super::page::{Cell, Page, Part, Section};
use super::registry;
use super::shelf::Shelf;
use super::{Figures, Say, View};

/// The overview's name among pages: no indicator has it.
pub const OVERVIEW: &str = "overview-page";

/// Its path.
pub const PATH: &str = "/overview";

texts! {
    /// Texts of the overview's own parts.
    OverviewTexts {
        promise: Fixed =
            "Who your customers are, how loyal they are, and who has gone quiet",
            "您的客户是谁、有多忠诚、哪些客户久未购买";
        customers: With1 = |n| counted(n, "customer", "customers"), |n| format!("{n} 名客户");
        rows: With2 = |n, kind| format!("{n} {kind}"), |n, kind| format!("{n} 条{kind}");
        rows_of_people: With2 = |n, kind| format!("{n} {kind}"), |n, kind| format!("{n} 名{kind}");
        rows_of_answers: With2 = |n, kind| format!("{n} {kind}"), |n, kind| format!("{n} 份{kind}");
        loaded: Fixed = "Rows behind these figures", "以上数字所用的数据";
        more_files: With1 =
            |kinds| format!("Load {kinds} as well to see more."),
            |kinds| format!("再载入{kinds}可看到更多结果。");
        rows_definition: Fixed =
            "Rows of all loaded files of this kind that the filter lets through.",
            "已载入的同类文件中通过当前筛选的行数。";
        counted_source: Fixed = "Counted in the loaded files", "根据已载入的文件计数";
    }
}

/// The overview of what is loaded, of what the indicators of a program offer. One indicator's fault leaves the others standing.
pub async fn overview<S: Shelf, P: Pace>(question: Question<'_>, pace: &mut P) -> Result<Answer, Cancelled> {
    let Question { view, say, .. } = question;
    let shown = |shown| Answer { id: OVERVIEW.to_owned(), shown: Ok(shown) };
    if Kind::ALL.into_iter().all(|kind| view.dataset.rows(kind) == 0) {
        return Ok(shown(Shown::Missing(missing(view, &say))));
    }
    let mut out = Page::default();
    let mut leads: Vec<String> = first_lead(view, &say).into_iter().collect();
    let mut tiles = Vec::new();
    for (_, offer) in registry::offers_of::<S, P>() {
        let Some(offer) = offer(question, pace).await? else { continue };
        leads.extend(Some(offer.headline.clone()).filter(|lead| !lead.is_empty()));
        out.append(offer);
    }
    // All tiles stand in one row, the other sections below them.
    out.sections.retain_mut(|section| {
        section.parts.retain_mut(|part| match part {
            Part::Tiles(offered) => {
                tiles.append(offered);
                false
            }
            _ => true,
        });
        !section.parts.is_empty()
    });
    if !tiles.is_empty() {
        out.sections.insert(0, Section::open("tiles", vec![Part::Tiles(tiles)]));
    }
    out.headline = leads.join(say.words.separator);
    out.notes = say.segment_chosen(&view.filter).into_iter().collect();
    let rows = rows(&mut out, view, &say);
    out.add(rows);
    finish(&mut out, &view.all);
    Ok(shown(Shown::Page(Box::new(out))))
}

/// How many customers there are; where no table names any, how many rows.
fn first_lead(view: &View, say: &Say<'_>) -> Option<String> {
    let texts = OverviewTexts::of(say.language);
    let customers = view.customers();
    if customers > 0 {
        return Some((texts.customers)(&say.count(customers)));
    }
    let kind = Kind::ALL.into_iter().find(|kind| view.dataset.rows(*kind) > 0)?;
    Some(counted_rows(kind, &say.count(view.dataset.rows(kind)), say))
}

/// So many rows of a kind: people, answers and others are counted by other words in Chinese.
fn counted_rows(kind: Kind, rows: &str, say: &Say<'_>) -> String {
    let texts = OverviewTexts::of(say.language);
    let counted = match kind {
        Kind::Customers | Kind::Exits => texts.rows_of_people,
        Kind::Answers => texts.rows_of_answers,
        Kind::Purchases | Kind::Complaints => texts.rows,
    };
    counted(rows, say.words.kind(kind))
}

fn missing(view: &View, say: &Say<'_>) -> Missing {
    let texts = OverviewTexts::of(say.language);
    if Kind::ALL.into_iter().any(|kind| view.is_loaded(kind)) {
        let (headline, text) = (say.words.nothing_left.to_owned(), say.words.nothing_left_help.to_owned());
        return Missing { headline, text, file: false };
    }
    Missing { headline: texts.promise.to_owned(), text: say.needs(Kind::Purchases), file: true }
}

/// Rows per kind of table, and which further kinds would tell more.
fn rows(page: &mut Page, view: &View, say: &Say<'_>) -> Section {
    let texts = OverviewTexts::of(say.language);
    let (mut counts, mut absent) = (Vec::new(), Vec::new());
    for kind in Kind::ALL {
        let (rows, name) = (view.dataset.rows(kind), say.words.kind(kind));
        if rows == 0 {
            absent.push(name);
            continue;
        }
        let provenance = view.with_held_back(Provenance::new(TABLES, view.dataset.period_of(kind), rows, &[]), kind);
        let origin = say.origin(&provenance, texts.rows_definition, texts.counted_source, say.words.rows);
        let figures = Figures { origin: page.origin(origin) };
        let text = counted_rows(kind, &say.count(rows), say);
        counts.push(Cell::from(figures.of(format!("overview.rows.{}", kind.name()), name, rows, text)));
    }
    let more = (!absent.is_empty()).then(|| Part::Muted((texts.more_files)(&absent.join(say.words.listed))));
    Section::new("rows", texts.loaded, [Part::List(counts)].into_iter().chain(more).collect())
}

#[cfg(test)]
mod tests {
    use crate::domain::format::Plain;
    use crate::domain::language::Language;

    use super::*;

    #[test]
    fn people_and_answers_are_counted_as_such() {
        let say = Say::new(Language::Chinese, &Plain(Language::Chinese));
        let said = Kind::ALL.map(|kind| counted_rows(kind, "5", &say));
        let of = |kind: Kind| Kind::ALL.iter().position(|known| *known == kind).map(|place| said[place].as_str());
        assert_eq!(of(Kind::Customers), Some("5 名客户"));
        assert_eq!(of(Kind::Exits), Some("5 名已离开的客户"));
        assert_eq!(of(Kind::Answers), Some("5 份问卷回答"));
        assert_eq!(of(Kind::Purchases), Some("5 条交易"));
    }
}
