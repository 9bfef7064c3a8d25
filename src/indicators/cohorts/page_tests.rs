//! What the page of the cohorts says, and that its figures are those of the document.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use crate::domain::dataset::Purchases;
use crate::domain::language::Language;
use crate::indicators::asked::{document, figures_resolve, page, shown, view};
use crate::indicators::page::{Note, Page, Part, Plot, Table};
use crate::indicators::reference::{money, purchases};
use crate::indicators::{Settings, Shown};

/// Of two who began in January one buys in February and one in March; of one who began in March none can be told.
fn bought() -> Purchases {
    purchases([
        ("a", None, "2024-01-01", money("5")),
        ("b", None, "2024-01-10", money("5")),
        ("a", None, "2024-02-03", money("5")),
        ("b", None, "2024-03-10", money("5")),
        ("c", None, "2024-03-31", money("5")),
    ])
}

fn table(page: &Page) -> &Table {
    let Some(Part::Fold(fold)) = page.sections[0].parts.last() else { panic!("nothing folded away") };
    let [Part::Table(table)] = &fold.parts[..] else { panic!("no table") };
    assert!(!fold.summary.is_empty());
    table
}

#[test]
fn the_headline_says_who_buys_again_at_once_and_later() {
    let view = view(bought(), "");
    let english = page("cohorts", &view, Language::English);
    assert_eq!(
        english.headline,
        "50% of new customers bought again in the month after their first purchase. After 2 months, 50% of a cohort still bought."
    );
    assert_eq!(
        page("cohorts", &view, Language::Chinese).headline,
        "50% 的新客户在首次购买后的下一个月再次购买。2 个月后，平均仍有 50% 的客户购买。"
    );
    let one_month = self::view(bought(), "from=2024-03-01");
    let found = page("cohorts", &one_month, Language::English);
    assert_eq!(found.headline, "All purchases are of one month: who buys again later is not known yet.");
    assert_eq!(found.charts()[0].title, "Customers by the month of their first purchase");
    assert_eq!(found.origins[0].left_out, "3 – held back by the filter");
}

#[test]
fn the_matrix_has_a_row_for_each_month_somebody_began_in() {
    let found = page("cohorts", &view(bought(), ""), Language::English);
    let charts = found.charts();
    let Plot::Matrix(matrix) = &charts[0].plot else { panic!("another chart") };
    let rows: Vec<_> = matrix.rows.iter().map(|row| (row.period.full.as_str(), row.size, row.active.clone())).collect();
    assert_eq!(rows, [("Jan 2024", 2, vec![2, 1, 1]), ("Mar 2024", 1, vec![1])]);
    let Plot::OverTime(mean) = &charts[1].plot else { panic!("another chart") };
    assert_eq!(mean.series[0].values, [Some(0.5), Some(0.5)]);
    assert_eq!(mean.periods[1].full, "2 months after");
    assert_eq!(charts[1].title, "After 2 months, 50% of a cohort still bought");
    assert_eq!(charts[0].note, "n = 3, 1 Jan 2024 – 31 Mar 2024");
}

#[test]
fn every_figure_stands_in_the_document_under_its_name() {
    let view = view(bought(), "");
    let document = document("cohorts", &view).unwrap().unwrap();
    for language in Language::ALL {
        let found = page("cohorts", &view, language);
        figures_resolve("cohorts", &found, &document);
        let names: Vec<_> = found.figures().iter().map(|figure| figure.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "cohorts.weighted_mean_retention.1",
                "cohorts.weighted_mean_retention.2",
                "cohorts.sizes.2024-01",
                "cohorts.retention.2024-01.1",
                "cohorts.retention.2024-01.2",
                "cohorts.sizes.2024-03",
            ]
        );
        assert!(table(&found).rows.iter().all(|row| row.len() == table(&found).columns.len()));
    }
}

#[test]
fn cohorts_of_few_customers_are_marked() {
    // Only those who can have come back count: not the one who began in the last month.
    let few = view(bought(), "");
    assert_eq!(
        page("cohorts", &few, Language::English).notes,
        [Note::caution("Only 2 customers: read the figures with care")]
    );
    let ids: Vec<String> = (0..30).map(|number| number.to_string()).collect();
    let began = ids.iter().map(|id| (id.as_str(), None, "2024-01-05", money("5")));
    let many = view(purchases(began.chain([("0", None, "2024-02-05", money("5"))])), "");
    assert_eq!(page("cohorts", &many, Language::English).notes, []);
}

#[test]
fn each_cohort_of_few_is_marked_and_said() {
    // Thirty begin in January, two in February, one in the last month, of whom nothing is known yet.
    let ids: Vec<String> = (0..33).map(|number| number.to_string()).collect();
    let began = |number: usize| match number {
        0..30 => "2024-01-05",
        30..32 => "2024-02-05",
        _ => "2024-03-05",
    };
    let rows = || purchases(ids.iter().enumerate().map(|(number, id)| (id.as_str(), None, began(number), money("5"))));
    let english = page("cohorts", &view(rows(), ""), Language::English);
    assert_eq!(
        english.notes,
        [Note::caution(
            "1 of 2 groups that can be followed has fewer than 30 customers, marked below: read their shares with care"
        )]
    );
    assert_eq!(
        page("cohorts", &view(rows(), ""), Language::Chinese).notes,
        [Note::caution("可观察后续购买的 2 个分组中，有 1 个客户不足 30 名，已在下方标出，其比例请谨慎解读")]
    );
    let Plot::Matrix(matrix) = &english.charts()[0].plot else { panic!("another chart") };
    assert_eq!(matrix.rows.iter().map(|row| row.few).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(matrix.few, "fewer than 30 customers: read with care");
    let text = english.to_markdown();
    assert_eq!(text.matches("Only 2: read it with care").count(), 1, "{text}");
    assert!(!text.contains("Only 1: read it with care"), "{text}");
    // How few are few is a setting.
    let mut settings = Settings::default();
    settings.shared.small_sample = 2.try_into().unwrap();
    let Ok(Shown::Page(page)) = shown("cohorts", &view(rows(), ""), &settings, Language::English) else { panic!() };
    assert_eq!((page.notes.len(), page.to_markdown().contains("read it with care")), (0, false));
}
