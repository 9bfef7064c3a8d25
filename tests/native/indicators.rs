//! Every indicator of the list, whatever the data: it computes, says what it found in both languages, names each
//! figure as the document does, draws sound charts, and names the file it needs.

use crate::asked::{ask, dataset, document, import, page, view};
use loyalscope::charts::{Mark, Rect, Scene, Size, WidthTable, from_page};
use loyalscope::domain::dataset::{Dataset, Field, Kind};
use loyalscope::domain::format::Plain;
use loyalscope::domain::intake::{Unpaced, block_on_ready};
use loyalscope::domain::language::Language;
use loyalscope::domain::own_json;
use loyalscope::domain::sample::files;
use loyalscope::indicators::one;
use loyalscope::indicators::overview::overview;
use loyalscope::indicators::page::{Cell, Input, Page, Part, Tile};
use loyalscope::indicators::shelf::Every;
use loyalscope::indicators::{Answer, Settings, Shown, registry};
use serde_json::Value;

const PURCHASES: &str = "customer,order,date,amount,branch\n";
const ANSWERS: &str = "customer,date,score,comment,branch\n";
const CUSTOMERS: &str = "customer_id,name,member since,grade\n";
const EXITS: &str = "customer_id,exit date,exit reason\n";

/// Data sets from nothing to the sample, by name.
fn datasets() -> Vec<(&'static str, Dataset)> {
    let some = |purchases: &str, answers: &str, customers: &str, exits: &str| {
        dataset(&[
            ("purchases.csv", &format!("{PURCHASES}{purchases}")),
            ("answers.csv", &format!("{ANSWERS}{answers}")),
            ("customers.csv", &format!("{CUSTOMERS}{customers}")),
            ("exits.csv", &format!("{EXITS}{exits}")),
        ])
    };
    let sample: Vec<_> = files().into_iter().map(|file| import(file.name, file.bytes).table).collect();
    vec![
        ("nothing", Dataset::default()),
        ("one row", dataset(&[("purchases.csv", "customer,date,amount\na,2024-01-05,10.50\n")])),
        ("one answer", dataset(&[("answers.csv", "score\n9\n")])),
        (
            "returns alone",
            dataset(&[("purchases.csv", "customer,order,date,amount\na,C1,2024-01-05,-10\nb,C2,2024-02-05,-1\n")]),
        ),
        (
            "one customer",
            some(
                "a,1,2024-01-05,10,North\na,2,2024-03-05,20.25,North\n",
                "a,2024-01-06,9,fine,North\n",
                "a,Anna,2020-01-01,gold\n",
                "a,2024-04-01,moved\n",
            ),
        ),
        (
            "one day",
            some(
                "a,1,2024-01-05,10,North\nb,2,2024-01-05,20,South\nc,3,2024-01-05,5,\n",
                "a,2024-01-05,9,,North\nb,2024-01-05,3,slow,South\n",
                "a,Anna,2020-01-01,gold\nb,,2020-01-01,silver\n",
                "c,2024-01-05,\n",
            ),
        ),
        (
            "an absurd date",
            some(
                "a,1,2024-01-05,10,North\nb,2,0013-01-05,20,South\nb,3,2024-02-05,20,South\na,4,2024-03-05,1,North\n",
                "a,2024-01-05,9,,North\nb,0013-01-05,3,slow,South\n",
                "a,Anna,0013-01-01,gold\n",
                "b,2024-03-05,price\n",
            ),
        ),
        ("all alike", all_alike()),
        ("the sample", Dataset::build(&sample).0),
    ]
}

/// Twelve customers who each bought on the same three days for the same money, and answered the same.
fn all_alike() -> Dataset {
    let each = |row: &dyn Fn(u32) -> String| (0..12).map(row).collect::<String>();
    let bought = ["2024-01-05", "2024-02-05", "2024-03-05"].map(|day| each(&|n| format!("c{n},{n}{day},{day},10\n")));
    dataset(&[
        ("purchases.csv", &format!("customer,order,date,amount\n{}", bought.concat())),
        ("answers.csv", &format!("customer,date,score\n{}", each(&|n| format!("c{n},2024-03-06,9\n")))),
        ("customers.csv", &format!("customer_id,age\n{}", each(&|n| format!("c{n},40\n")))),
    ])
}

fn pages(data: &Dataset, language: Language) -> Vec<Answer> {
    let settings = Settings::default();
    let view = view(data, "", &settings);
    let mut pages: Vec<Answer> =
        registry::abouts().iter().map(|about| page(about.id, &view, &settings, language)).collect();
    pages.push(
        ask(&view, &settings, language, |question| block_on_ready(overview::<Every, _>(question, &mut Unpaced)))
            .unwrap(),
    );
    pages
}

/// Calls `each` with every page there is, and with the data it is of.
fn for_each_page(each: impl Fn(&str, &str, &Page, Language, &Dataset)) {
    for (name, data) in datasets() {
        for language in Language::ALL {
            for answer in pages(&data, language) {
                if let Ok(Shown::Page(page)) = &answer.shown {
                    each(name, &answer.id, page, language, &data);
                }
            }
        }
    }
}

#[test]
fn every_answer_survives_its_way_to_the_page() {
    for (name, data) in datasets() {
        for answer in pages(&data, Language::English) {
            let text = serde_json::to_string(&answer).unwrap();
            let read: Answer = own_json::read(&text).unwrap();
            // Reading JSON may change the last bit of a chart's coordinate; texts and figures stay as they are.
            assert_eq!(read.id, answer.id);
            match (read.shown, answer.shown) {
                (Ok(Shown::Page(read)), Ok(Shown::Page(page))) => {
                    assert_eq!(
                        (read.figures(), &read.origins),
                        (page.figures(), &page.origins),
                        "{name}: {}",
                        answer.id
                    );
                    assert_eq!(read.to_markdown(), page.to_markdown(), "{name}: {}", answer.id);
                }
                (read, shown) => assert_eq!(read, shown, "{name}: {}", answer.id),
            }
        }
    }
}

#[test]
fn the_sample_fills_every_page() {
    let (_, sample) = datasets().pop().unwrap();
    for language in Language::ALL {
        for answer in pages(&sample, language) {
            assert!(matches!(answer.shown, Ok(Shown::Page(_))), "{}: {:?}", answer.id, answer.shown);
        }
    }
}

/// A class that nothing tells from another means nothing: who asks for classes is told that there is no difference, and what
/// would be needed.
#[test]
fn that_all_customers_are_alike_is_said_instead_of_a_class() {
    let data = all_alike();
    let classes = ["rfm", "eight_classes", "pyramid", "value_matrix", "core"];
    for (language, alike, needed) in [
        (Language::English, "12 customers are alike in ", "needed"),
        (Language::Chinese, "完全相同", "需要有差异的客户"),
    ] {
        for answer in pages(&data, language) {
            let Ok(Shown::Page(page)) = &answer.shown else { continue };
            let text = page.to_markdown();
            assert!(!text.contains("NaN") && !text.contains("inf%"), "{}: {text}", answer.id);
            if classes.contains(&answer.id.as_str()) {
                let said = page.headline.contains(alike) && page.headline.contains(needed);
                assert!(said, "{}: {}", answer.id, page.headline);
            }
            // Nor is there a chart that puts all of them into one class.
            let without = ["eight_classes", "pyramid", "clusters"].contains(&answer.id.as_str());
            assert!(!without || page.charts().is_empty(), "{}: {text}", answer.id);
        }
    }
    let found = document(&data, "", &Settings::default());
    for id in ["eight_classes", "value_matrix", "core"] {
        assert_eq!(found[id]["alike"], true, "{id}");
    }
    assert_eq!((&found["pyramid"]["alike"], &found["clusters"]["k"]), (&12.into(), &0.into()));
}

/// Whatever classes they are: nobody moves against others.
#[test]
fn of_customers_all_alike_nobody_is_said_to_move() {
    let data = all_alike();
    let say = |language| loyalscope::indicators::Say::new(language, &Plain(Language::English));
    for by in ["rfm", "eight_classes", "lifecycle", "tiers", "value_matrix", "pyramid", "core", "next_order"] {
        let mut settings = Settings::default();
        registry::set::<Unpaced>(&mut settings, "movement", "by", &Value::from(by), &say(Language::English)).unwrap();
        let view = view(&data, "", &settings);
        for (language, alike) in [
            (Language::English, "12 customers are alike in these classes"),
            (Language::Chinese, "12 名客户在此分类下完全相同"),
        ] {
            let Ok(Shown::Page(page)) = page("movement", &view, &settings, language).shown else { panic!("{by}") };
            assert!(page.headline.contains(alike), "{by}: {}", page.headline);
        }
    }
}

#[test]
fn a_page_is_served_by_any_table_one_of_its_indicators_can_do_with() {
    let only = |kind: Kind, roles: &'static [Field]| {
        move |wanted: Kind, any: &[Field]| {
            wanted == kind && (any.is_empty() || any.iter().any(|role| roles.contains(role)))
        }
    };
    let customers = only(Kind::Customers, &[]);
    assert!(registry::is_served("/overview", customers) && registry::is_served("/retention/survival", customers));
    assert!(!registry::is_served("/retention", customers) && !registry::is_served("/loyalty/referral", customers));
    assert!(registry::is_served("/retention", only(Kind::Exits, &[])), "the second indicator of the page");
    assert!(!registry::is_served("/loyalty/themes", only(Kind::Answers, &[Field::Score])));
    assert!(registry::is_served("/loyalty/themes", only(Kind::Answers, &[Field::Comment])));
}

#[test]
fn without_its_table_an_indicator_names_the_file_it_needs() {
    let settings = Settings::default();
    let view = view(&Dataset::default(), "", &settings);
    for about in registry::abouts() {
        for language in Language::ALL {
            let Ok(Shown::Missing(missing)) = page(about.id, &view, &settings, language).shown else {
                panic!("{} shows something of nothing", about.id)
            };
            let kind = loyalscope::indicators::Words::of(language).kind(about.needs[0]);
            assert!(missing.file && missing.text.contains(kind), "{}: {missing:?}", about.id);
            assert!(!missing.headline.is_empty(), "{}", about.id);
        }
    }
}

#[test]
fn no_indicator_fails_for_an_absurd_date_of_another_and_each_error_is_told() {
    for (name, data) in datasets() {
        let found = document(&data, "", &Settings::default());
        let errors = found.get("errors").cloned().unwrap_or_default();
        for (id, error) in errors.as_object().into_iter().flatten() {
            let expected = name == "an absurd date" || name == "returns alone" && error["kind"] == "no_purchases";
            assert!(expected, "{name}, {id}: {error}");
            assert!(error["kind"].as_str().is_some_and(|kind| !kind.is_empty()), "{id}");
            assert!(error["message"].as_str().is_some_and(|message| message.len() > 20), "{id}");
        }
        if name == "an absurd date" {
            for id in ["rfm", "concentration", "nps", "exits"] {
                assert!(found[id].is_object(), "{id}");
            }
        }
    }
}

/// A figure's name in the document: keys of objects; entries of lists by place, or by what they are called.
pub fn resolve<'a>(at: &'a Value, name: &str) -> Option<&'a Value> {
    if name.is_empty() {
        return Some(at);
    }
    match at {
        Value::Object(object) => object.iter().find_map(|(key, value)| {
            let rest = name.strip_prefix(key.as_str())?;
            if rest.is_empty() { Some(value) } else { resolve(value, rest.strip_prefix('.')?) }
        }),
        Value::Array(list) => list.iter().enumerate().find_map(|(place, entry)| {
            let called =
                ["key", "start", "days", "percent", "score", "name"].into_iter().filter_map(|key| entry.get(key));
            let called = called.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            called.chain([place.to_string()]).find_map(|called| {
                let rest = name.strip_prefix(called.as_str())?;
                if rest.is_empty() { Some(entry) } else { resolve(entry, rest.strip_prefix('.')?) }
            })
        }),
        _ => None,
    }
}

/// A cell of the cohorts' rows is named by its month, which stands in a list of its own.
fn resolve_cohort<'a>(document: &'a Value, name: &str) -> Option<&'a Value> {
    let rest = name.strip_prefix("cohorts.")?;
    let (list, rest) = rest.split_once('.')?;
    let (month, later) = rest.split_once('.').map_or((rest, None), |(month, later)| (month, Some(later)));
    let months = document["cohorts"]["months"].as_array()?;
    let row = months.iter().position(|known| known == month)?;
    let row = &document["cohorts"][list][row];
    match later {
        None => Some(row),
        Some(later) => row.get(later.parse::<usize>().ok()?),
    }
}

/// Bounds are written as mathematicians write them.
fn range(bounds: &Value) -> Option<String> {
    let object = bounds.as_object()?;
    let end = |name: &str, open: &str| {
        object.get(name).map(|end| end.as_f64().map_or_else(|| open.to_owned(), |end| end.to_string()))
    };
    let (left, right) = match object.get("ends")?.as_str()? {
        "both" => ('[', ']'),
        "lower" => ('[', ')'),
        _ => ('(', ']'),
    };
    Some(format!("{left}{}, {}{right}", end("lower", "-∞")?, end("upper", "∞")?))
}

pub fn says(value: &Value, figure: &str) -> bool {
    match value {
        Value::String(text) => text == figure,
        Value::Number(number) => {
            let (found, shown) = (number.as_f64().unwrap(), figure.parse::<f64>());
            shown.is_ok_and(|shown| (found - shown).abs() <= 1e-9 * found.abs().max(1.0))
        }
        Value::Object(_) => range(value).is_some_and(|range| range == figure),
        Value::Bool(_) | Value::Null | Value::Array(_) => false,
    }
}

#[test]
fn every_figure_has_its_name_and_value_in_the_document() {
    for (name, data) in datasets() {
        let found = document(&data, "", &Settings::default());
        for answer in pages(&data, Language::English) {
            let Ok(Shown::Page(page)) = answer.shown else { continue };
            for figure in page.figures() {
                // The overview counts rows of tables; customers are called by their ids.
                if figure.name.starts_with("overview.rows.") {
                    let kind: Kind = figure.name["overview.rows.".len()..].parse().unwrap();
                    assert_eq!(data.rows(kind).to_string(), figure.value);
                    continue;
                }
                if let Some(field) = figure.name.strip_prefix("customer.") {
                    let calls = found["overview"]["call_today"].as_array().unwrap();
                    assert!(calls.iter().any(|call| says(&call[field], &figure.value)), "{name}: {figure:?}");
                    continue;
                }
                let value = resolve_cohort(&found, &figure.name).or_else(|| resolve(&found, &figure.name));
                let value = value.unwrap_or_else(|| panic!("{name}: {} is not in the document", figure.name));
                assert!(says(value, &figure.value), "{name}: {figure:?} is {value} in the document");
            }
        }
    }
}

#[test]
fn no_text_is_empty_and_every_figure_has_an_origin() {
    for_each_page(|name, id, page, language, _| {
        let at = || format!("{name}, {id}, {language:?}");
        assert!(!page.headline.is_empty(), "{}", at());
        for origin in &page.origins {
            let texts = [&origin.definition, &origin.source, &origin.period, &origin.used, &origin.left_out];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}: {origin:?}", at());
        }
        for figure in page.figures() {
            assert!(figure.origin < page.origins.len(), "{}: {figure:?}", at());
            let texts = [&figure.name, &figure.label, &figure.value, &figure.text];
            assert!(texts.iter().all(|text| !text.is_empty() && !text.contains("NaN")), "{}: {figure:?}", at());
        }
        for chart in page.charts() {
            assert!(
                [&chart.title, &chart.note, &chart.summary, &chart.empty].iter().all(|text| !text.is_empty()),
                "{}: {}",
                at(),
                chart.title
            );
        }
        for section in &page.sections {
            assert!(!section.id.is_empty() && !section.id.contains(' '), "{}", at());
            for control in &section.controls {
                assert!(!control.label.is_empty() && !control.name.is_empty(), "{}", at());
                if let Input::Choice { options, chosen } = &control.input {
                    assert!(*chosen < options.len() && options.iter().all(|one| !one.text.is_empty()), "{}", at());
                }
            }
            parts(&section.parts, &at());
        }
    });
}

fn parts(parts_of: &[Part], at: &str) {
    for part in parts_of {
        match part {
            Part::Text(text) | Part::Muted(text) => assert!(!text.is_empty(), "{at}"),
            Part::Note(note) => assert!(!note.text.is_empty(), "{at}"),
            Part::Tiles(tiles) | Part::SmallTiles(tiles) => {
                assert!(!tiles.is_empty(), "{at}");
                for Tile { label, value, .. } in tiles {
                    assert!(!label.is_empty() && *value != Cell::empty(), "{at}: {label}");
                }
            }
            Part::Table(table) => {
                assert!(!table.caption.is_empty() && !table.columns.is_empty(), "{at}");
                assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{at}: {}", table.caption);
            }
            Part::Fold(fold) => {
                assert!(!fold.summary.is_empty(), "{at}");
                parts(&fold.parts, at);
            }
            Part::FollowUp(named) => {
                assert!(!named.customers.is_empty(), "{at}");
                assert!(named.customers.iter().all(|one| !one.id.is_empty() && !one.why.is_empty()), "{at}");
            }
            _ => {}
        }
    }
}

/// Whoever draws a page knows its sections by their ids: of two with one, the second would be the first again.
#[test]
fn no_two_sections_of_a_page_have_one_id() {
    let twice = std::cell::RefCell::new(std::collections::BTreeSet::new());
    for_each_page(|_, id, page, _, _| {
        let mut ids: Vec<&str> = page.sections.iter().map(|section| section.id.as_str()).collect();
        ids.sort_unstable();
        let found = ids.windows(2).filter(|two| two[0] == two[1]);
        twice.borrow_mut().extend(found.map(|two| format!("{id}: {}", two[0])));
    });
    let twice = twice.into_inner();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn what_is_said_of_one_customer_is_sound_whatever_the_data() {
    for (name, data) in datasets() {
        let view = view(&data, "", &Settings::default());
        let customers = (0..u32::try_from(data.customers.len()).unwrap()).take(2);
        for (customer, language) in customers.zip(Language::ALL) {
            let customer = data.customers.get(customer);
            for id in one::ids() {
                let answer = ask(&view, &Settings::default(), language, |question| {
                    block_on_ready(one::page_of::<Every, _>(id, customer, question, &mut Unpaced)).unwrap()
                });
                let at = format!("{name}, {id}, {customer}");
                let Some(Answer { shown: Ok(Shown::Page(page)), .. }) = answer else { continue };
                assert!(!page.headline.is_empty() && !page.sections.is_empty(), "{at}");
                page.sections.iter().for_each(|section| parts(&section.parts, &at));
                for chart in page.charts() {
                    let size = Size::new(320.0, f64::from(chart.height));
                    sound(&from_page::scene(chart, &Plain(language), size, &WidthTable), &at);
                }
            }
        }
    }
}

#[test]
fn every_chart_makes_a_sound_scene_narrow_and_wide() {
    for_each_page(|name, id, page, language, _| {
        for chart in page.charts() {
            for width in [320.0, 1200.0] {
                let size = Size::new(width, f64::from(chart.height));
                let scene = from_page::scene(chart, &Plain(language), size, &WidthTable);
                sound(&scene, &format!("{name}, {id}, {language:?}, {width}: {}", chart.title));
            }
        }
    });
}

/// Texts neither overlap nor leave the canvas, numbers are finite, the table is rectangular.
fn sound(scene: &Scene, at: &str) {
    let canvas = Rect { x: -0.01, y: -0.01, width: scene.width + 0.02, height: scene.height + 0.02 };
    let mut texts = Vec::new();
    for mark in &scene.marks {
        match mark {
            Mark::Text(text) => texts.push((text.text.clone(), text.bounds(&WidthTable))),
            Mark::Path { points, .. } | Mark::Area { points, .. } => {
                assert!(
                    points.iter().all(|point| point.x.is_finite() && point.y.is_finite() && canvas.contains(*point)),
                    "{at}"
                );
            }
            Mark::Rect { rect, .. } => {
                assert!(rect.x.is_finite() && rect.width.is_finite() && canvas.contains(rect.center()), "{at}");
            }
            Mark::Circle { center, .. } => assert!(canvas.contains(*center), "{at}"),
        }
    }
    for (place, (text, bounds)) in texts.iter().enumerate() {
        assert!(bounds.x >= -0.01 && bounds.right() <= scene.width + 0.01, "{at}: `{text}` leaves the canvas");
        for (other, other_bounds) in texts.iter().skip(place + 1) {
            assert!(!bounds.overlaps(*other_bounds), "{at}: `{text}` on `{other}`");
        }
    }
    assert!(scene.table.rows.iter().all(|row| row.len() == scene.table.columns.len()), "{at}");
    assert!(!scene.summary.is_empty(), "{at}");
}

#[test]
fn a_page_can_be_read_as_markdown() {
    for_each_page(|name, id, page, _, _| {
        let text = page.to_markdown();
        assert!(text.starts_with("# ") && !text.contains("NaN"), "{name}, {id}: {text}");
    });
}

#[test]
fn the_same_data_makes_the_same_pages() {
    let (_, sample) = datasets().pop().unwrap();
    assert_eq!(pages(&sample, Language::Chinese), pages(&sample, Language::Chinese));
}

#[test]
fn ids_and_paths_are_told_apart() {
    let abouts = registry::abouts();
    for (place, about) in abouts.iter().enumerate() {
        assert!(abouts.iter().skip(place + 1).all(|other| other.id != about.id), "{}", about.id);
        assert!(about.path.starts_with('/') && !about.needs.is_empty(), "{}", about.id);
        assert!(about.name.iter().all(|name| !name.is_empty()), "{}", about.id);
    }
}
