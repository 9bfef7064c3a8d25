//! What the page of the rates says, and that its figures are those of the document.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::json;

use crate::domain::calendar::PeriodLength;
use crate::domain::dataset::Purchases;
use crate::domain::intake::{Cancelled, Pace, Progress, Unpaced, block_on_ready};
use crate::domain::language::Language;
use crate::indicators::asked::{ask, document, figures_resolve, offer_of, page, shown, view};
use crate::indicators::fixture::Fixture;
use crate::indicators::left::Left;
use crate::indicators::page::{Cell, Input, Note, Part, Plot, Tile};
use crate::indicators::reference::{money, purchases};
use crate::indicators::settings::SHARED;
use crate::indicators::{Horizon, Indicator, Page, Problem, Settings, Shown, Stopped, registry};

use super::{MAX_INACTIVE, RatesIndicator, RatesParams, rates_paced};

/// January, from its first day: a, b and c buy; February: a again, and c returns; March: a and b, to its last day.
fn bought() -> Purchases {
    purchases([
        ("a", None, "2024-01-01", money("5")),
        ("b", None, "2024-01-10", money("5")),
        ("c", None, "2024-01-20", money("5")),
        ("a", None, "2024-02-03", money("5")),
        ("c", None, "2024-02-04", -money("5")),
        ("b", None, "2024-03-10", money("5")),
        ("a", None, "2024-03-31", money("5")),
    ])
}

fn tiles(page: &Page) -> Vec<&Tile> {
    let parts = page.sections.iter().flat_map(|section| &section.parts);
    let tiles = parts.filter_map(|part| match part {
        Part::Tiles(tiles) | Part::SmallTiles(tiles) => Some(tiles),
        _ => None,
    });
    tiles.flatten().collect()
}

fn text(cell: &Cell) -> String {
    let figures: Vec<_> = cell.figures().map(|figure| format!("{}={}", figure.name, figure.text)).collect();
    figures.join(" ")
}

#[test]
fn the_headline_and_the_tiles_say_who_came_back() {
    let view = view(bought(), "");
    let english = page("rates", &view, Language::English);
    assert_eq!(
        english.headline,
        "66.7% of customers bought more than once. \
         Of those active in Feb 2024, 100% bought again in the next period and 0% did not."
    );
    assert_eq!(
        page("rates", &view, Language::Chinese).headline,
        "66.7% 的客户购买过不止一次。2024年2月活跃的客户中，100% 在下一周期再次购买，0% 没有。"
    );
    let found: Vec<_> = tiles(&english).iter().take(6).map(|tile| text(&tile.value)).collect();
    assert_eq!(
        found,
        [
            "rates.repeat_rate=66.7%",
            "rates.customers=3",
            "rates.repeat_customers=2",
            "rates.periods.2024-02-01.retention=100.0%",
            "rates.periods.2024-02-01.churn=0%",
            // Only c is silent for more than 30 days before 1 April.
            "rates.inactive.30.share=33.3%",
        ]
    );
    assert_eq!(tiles(&english)[3].label, "Retention, Feb 2024");
    assert_eq!(tiles(&english)[5].note, "1 customer");
    let ids: Vec<_> = english.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids, ["rates", "what_to_do", "inactive", "over-time"]);
    assert_eq!((english.sections[2].aside.as_str(), english.origins.len()), ("Counted to 1 Apr 2024", 1));
    assert_eq!(english.origins[0].left_out, "1 – returns and cancellations");
}

#[test]
fn the_charts_and_the_table_go_period_by_period() {
    let found = page("rates", &view(bought(), ""), Language::English);
    let charts = found.charts();
    let [activity, retention] = &charts[..] else { panic!("{} charts", charts.len()) };
    assert_eq!(activity.title, "Feb 2024: 1 customer bought, 0 of them for the first time");
    assert_eq!(activity.note, "n = 3, 1 Jan 2024 – 31 Mar 2024");
    let (Plot::OverTime(activity), Plot::OverTime(retention)) = (&activity.plot, &retention.plot) else {
        panic!("other charts")
    };
    let values = |values: &[f64]| values.iter().map(|value| Some(*value)).collect::<Vec<_>>();
    assert!(activity.columns && !retention.columns);
    assert_eq!(
        (&activity.series[0].values, &activity.series[1].values),
        (&values(&[0., 1., 2.]), &values(&[3., 0., 0.]))
    );
    assert_eq!(retention.series[0].values, [Some(1.0 / 3.0), Some(1.0), None]);
    let Some(Part::Table(table)) =
        found.sections.iter().find(|section| section.id == "over-time").unwrap().parts.last()
    else {
        panic!("no table")
    };
    assert_eq!((table.rows.len(), table.columns.len()), (3, 8));
    assert_eq!(table.rows[0][0], Cell::whole("Mar 2024"));
    assert_eq!(text(&table.rows[2][3]), "rates.periods.2024-01-01.returning=0");
    assert!(table.rows.iter().all(|row| row.len() == 8));
}

#[test]
fn every_figure_stands_in_the_document_under_its_name() {
    let view = view(bought(), "");
    let document = document("rates", &view).unwrap().unwrap();
    for language in Language::ALL {
        figures_resolve("rates", &page("rates", &view, language), &document);
        let offer = ask(&view, &Settings::default(), language, |question| offer_of("rates", question)).unwrap();
        figures_resolve("rates", &offer, &document);
        let names: Vec<_> = offer.figures().iter().map(|figure| figure.name.as_str()).collect();
        assert_eq!(names, ["rates.repeat_rate", "rates.periods.2024-02-01.churn"]);
        assert!(tiles(&offer).iter().all(|tile| tile.to.as_deref() == Some("/retention") && !tile.note.is_empty()));
        assert!(offer.headline.is_empty());
    }
}

#[test]
fn the_length_of_periods_is_chosen_on_the_page() {
    let mut settings = Settings::default();
    settings.shared.length = PeriodLength::Quarter;
    let Ok(Shown::Page(found)) = shown("rates", &view(bought(), ""), &settings, Language::English) else {
        panic!("no page")
    };
    let over_time = found.sections.iter().find(|section| section.id == "over-time").unwrap();
    let control = &over_time.controls[0];
    assert_eq!(
        (control.of.as_str(), control.parameter.as_str(), control.name.as_str()),
        (SHARED, "length", "period-length")
    );
    let Input::Choice { options, chosen } = &control.input else { panic!("no choice") };
    assert_eq!((&options[*chosen].value, options[*chosen].text.as_str()), (&json!("quarter"), "a quarter"));
    // One quarter has none after it to be retained in.
    assert_eq!(found.headline, "66.7% of customers bought more than once.");
}

#[test]
fn the_days_of_silence_are_chosen_in_the_settings() {
    let view = view(bought(), "");
    ask(&view, &Settings::default(), Language::English, |question| {
        let controls = RatesIndicator::controls(&RatesParams::default(), &question.say);
        assert_eq!((controls[0].name.as_str(), controls[0].parameter.as_str()), ("inactive-days", "inactive_days"));
        assert_eq!(controls[0].input, Input::Numbers(vec![30.0, 60.0, 90.0, 120.0, 180.0, 365.0]));
        let mut settings = Settings::default();
        let mut set = |value| registry::set::<Unpaced>(&mut settings, "rates", "inactive_days", &value, &question.say);
        assert!(set(json!([7, 14])).is_ok());
        let refused = set(json!((0..=MAX_INACTIVE).collect::<Vec<_>>())).unwrap_err().to_string();
        assert!(refused.contains("at most 24"), "{refused}");
        assert!(set(json!([-1])).is_err());
        assert_eq!(settings.own::<RatesParams>("rates").inactive_days, [7, 14]);
    });
}

#[test]
fn rows_held_back_by_the_filter_are_told() {
    let found = page("rates", &view(bought(), "from=2024-03-01"), Language::Chinese);
    assert_eq!(found.origins[0].left_out, "5 – 被筛选排除");
}

#[test]
fn where_nothing_was_bought_the_page_says_so() {
    let returns = || purchases([("a", None, "2024-01-02", -money("5")), ("a", None, "2024-02-02", -money("5"))]);
    for id in ["rates", "cohorts", "revenue"] {
        let found = page(id, &view(returns(), ""), Language::English);
        assert_eq!((found.headline.as_str(), found.sections.len()), ("There are no purchases, only returns", 0));
        let filtered = page(id, &view(returns(), "from=2024-02-01"), Language::Chinese);
        assert_eq!(filtered.headline, "没有购买记录，只有退货");
        assert_eq!(filtered.sections[0].parts, [Part::Muted("请放宽时间范围或清除筛选。".into())]);

        let Ok(Shown::Missing(missing)) =
            shown(id, &view(returns(), "from=2025-01-01"), &Settings::default(), Language::English)
        else {
            panic!("{id} shows something")
        };
        assert_eq!((missing.headline.as_str(), missing.file), ("The filter leaves no rows", false));
        let missing = shown(id, &view(Purchases::default(), ""), &Settings::default(), Language::English);
        let Ok(Shown::Missing(missing)) = missing else { panic!("{id} shows something") };
        assert_eq!((missing.text.as_str(), missing.file), ("This page needs a file of purchases.", true));
        assert!(missing.headline.starts_with("See "));
    }
}

#[test]
fn a_span_too_long_is_a_fault_of_the_data() {
    let mistyped = || purchases([("a", None, "1024-01-31", money("1")), ("a", None, "2024-03-01", money("1"))]);
    let view = view(mistyped(), "");
    // All that go month by month.
    let stepping = ["rates", "cohorts", "revenue", "lifecycle", "tiers", "retention"];
    for id in stepping {
        let Err(Problem { kind, message }) = document(id, &view) else { panic!("{id} computes") };
        assert_eq!(kind, "span_too_long");
        assert_eq!(
            message,
            "The purchases span 31 Jan 1024 – 1 Mar 2024: 12,003 periods, more than the 1,200 that can be shown. \
             Is a date mistyped? Choose a period in the filter that leaves it out, or correct it in the file and \
             load the file again."
        );
        let refused = shown(id, &view, &Settings::default(), Language::Chinese).unwrap_err();
        assert!(refused.message.contains("1024年1月31日") && refused.message.contains("是否有日期录入错误"));
    }
    for about in registry::abouts().iter().filter(|about| !stepping.contains(&about.id)) {
        assert!(document(about.id, &view).is_ok(), "{} stands", about.id);
    }
    // What the message advises helps.
    let helped = self::view(mistyped(), "from=2000-01-01");
    assert_eq!(helped.dataset.purchases.as_ref().unwrap().len(), 1);
    assert!(document("rates", &helped).unwrap().is_some());
    let refused = super::rates(&mistyped(), &RatesParams::default().check().unwrap());
    let Err(Stopped::Error(refused)) = refused else { panic!("rates of a thousand years") };
    assert_eq!(
        serde_json::to_value(refused).unwrap(),
        json!({"span_too_long": {"span": {"from": "1024-01-31", "to": "2024-03-01"}, "periods": 12_003}})
    );
}

#[test]
fn a_level_that_is_none_is_explained() {
    let view = view(bought(), "");
    let mut settings = Settings::default();
    settings.shared.level = 95.0;
    let refused = |language| shown("rates", &view, &settings, language).unwrap_err();
    let english = refused(Language::English);
    assert_eq!(english.kind, "level");
    assert_eq!(english.message, "95 is not a confidence level: choose one of at least 0.5 and below 1");
    assert_eq!(refused(Language::Chinese).message, "95 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
}

/// Stops after so many breaths.
struct Breaths(usize);

impl Pace for Breaths {
    async fn breathe(&mut self, _: Progress) -> Result<(), Cancelled> {
        self.0 = self.0.checked_sub(1).ok_or(Cancelled)?;
        Ok(())
    }
}

#[test]
fn computing_gives_way_and_can_be_stopped_anywhere() {
    let params = RatesParams::default().check().unwrap();
    let table = bought();
    let horizon = Horizon::of(&table, None);
    let stopped = |breaths| {
        let found = block_on_ready(rates_paced(&table, &horizon, &Left::default(), &params, &mut Breaths(breaths)));
        assert!(matches!(found, Ok(_) | Err(Stopped::Cancelled)));
        found.is_err()
    };
    let needed = (0..100).find(|breaths| !stopped(*breaths)).unwrap();
    // Two passes for the activity, one for the lives, one over customers for each, and each while.
    assert!(needed >= 10, "{needed} breaths");
    assert!((0..needed).all(stopped));
}

#[test]
fn rates_of_few_customers_are_marked() {
    let few = view(bought(), "");
    let notes = |language| page("rates", &few, language).notes;
    assert_eq!(notes(Language::English), [Note::caution("Only 1 customer: read the figures with care")]);
    assert_eq!(notes(Language::Chinese), [Note::caution("仅 1 名客户，请谨慎解读以下数字")]);
    let many = (0..40).map(|number| (format!("c{number}"), if number % 2 == 0 { "2024-01-31" } else { "2024-01-02" }));
    let many: Vec<(String, &str)> = many.collect();
    let many = purchases(many.iter().map(|(customer, day)| (customer.as_str(), None, *day, money("5"))));
    assert_eq!(page("rates", &view(many, ""), Language::English).notes, []);
}

#[test]
fn cohorts_are_compared_only_where_there_are_several() {
    let advice = |rows: Purchases| page("rates", &view(rows, ""), Language::English).to_markdown();
    assert!(advice(bought()).contains("Compare the newest rows"));
    let january = purchases([("a", None, "2024-01-02", money("5")), ("b", None, "2024-01-31", money("5"))]);
    assert!(!advice(january).contains("Compare the newest rows"));
}

#[test]
fn whoever_already_left_is_not_silent_and_counted_beside_the_others() {
    let bought = "customer,order,date,amount\na,1,2023-01-05,5\nb,2,2023-01-05,5\nc,3,2024-03-01,5\nd,4,2024-03-01,5\n";
    let exits = "customer_id,left_on\na,2023-06-01\nc,2023-06-01\n";
    let fixture = Fixture::new(&[("purchases.csv", bought), ("exits.csv", exits)]);
    let found = fixture.document("rates").unwrap().unwrap();
    assert_eq!(found["already_left"], 1, "c bought again");
    assert_eq!((&found["inactive"][2]["customers"], &found["inactive"][2]["share"]), (&json!(1), &json!(1.0 / 3.0)));
    let asides = |language| {
        let sections = fixture.page("rates", language).sections.into_iter().map(|section| section.aside);
        sections.collect::<String>()
    };
    assert!(asides(Language::English).contains("; 1 more already left"), "{}", asides(Language::English));
    assert!(asides(Language::Chinese).contains("另有 1 名已离开"));
}

#[test]
fn nobody_who_left_is_invited_to_a_second_purchase() {
    let bought = "customer,order,date,amount\na,1,2023-05-01,5\nb,2,2023-05-02,5\nc,3,2023-06-01,5\nc,4,2023-06-30,5\n";
    let exits = "customer_id,left_on\na,2023-06-01\n";
    let fixture = Fixture::new(&[("purchases.csv", bought), ("exits.csv", exits)]);
    let (en, zh) = (Language::English, Language::Chinese);
    let (en, zh) = (fixture.page("rates", en).to_markdown(), fixture.page("rates", zh).to_markdown());
    assert!(en.contains("Invite the 1 customer who bought only once"), "{en}");
    assert!(zh.contains("邀请 1 名只购买过一次的客户"), "{zh}");
}

#[test]
fn under_a_period_the_silent_are_said_to_be_of_those_who_bought_in_it() {
    let bought = "customer,order,date,amount\na,1,2023-05-01,5\na,2,2023-05-20,5\nb,3,2023-06-01,5\nb,4,2023-07-31,5\n";
    let said = |filter: &str, language| {
        Fixture::filtered(&[("purchases.csv", bought)], filter).page("rates", language).to_markdown()
    };
    let (en, zh) = (Language::English, Language::Chinese);
    assert!(said("from=2023-06-01", en).contains("only of customers who bought from 1 Jun 2023 on"));
    assert!(said("from=2023-06-01", zh).contains("只统计 2023年6月1日 起有购买的客户"));
    assert!(!said("", en).contains("only of customers"));
}
