//! Figures that have a past lead to why they changed: each to a page, a parameter and a value that there are.

use std::collections::BTreeSet;

use crate::asked::{ask, import, page, view};
use crate::indicators::{resolve, says};
use loyalscope::domain::dataset::Dataset;
use loyalscope::domain::intake::{Unpaced, block_on_ready};
use loyalscope::domain::language::Language;
use loyalscope::domain::sample::files;
use loyalscope::indicators::change::{self, ChangeOf};
use loyalscope::indicators::overview::overview;
use loyalscope::indicators::page::{Link, Setting};
use loyalscope::indicators::shelf::Every;
use loyalscope::indicators::{Answer, Document, Page, Settings, Shown, View, registry};
use serde_json::{Value, json};

fn sample() -> Dataset {
    let loaded: Vec<_> = files().into_iter().map(|file| import(file.name, file.bytes).table).collect();
    Dataset::build(&loaded).0
}

fn shown(answer: Answer) -> Page {
    match answer.shown {
        Ok(Shown::Page(page)) => *page,
        other => panic!("{}: {other:?}", answer.id),
    }
}

/// The settings once a link was followed, which leads to the page of whose parameter it sets.
fn followed(link: &Link, settings: &Settings, view: &View, language: Language) -> Settings {
    let Setting { of, parameter, value } = link.sets.as_ref().unwrap();
    let about = registry::abouts().iter().find(|about| about.id == of).unwrap();
    assert_eq!((link.to.as_str(), link.text.as_str()), (about.path, about.name(language)));
    let mut settings = settings.clone();
    ask(view, &settings.clone(), language, |question| {
        registry::set::<Unpaced>(&mut settings, of, parameter, value, &question.say)
    })
    .unwrap();
    settings
}

#[test]
fn each_figure_with_a_past_leads_to_its_own_change() {
    let (data, settings) = (sample(), Settings::default());
    let view = view(&data, "", &settings);
    for language in Language::ALL {
        let over = ask(&view, &settings, language, |question| {
            block_on_ready(overview::<Every, _>(question, &mut Unpaced)).unwrap()
        });
        let asked = ["revenue", "nps", "retention", "rates"].map(|id| page(id, &view, &settings, language));
        let mut led = BTreeSet::new();
        for page in asked.into_iter().chain([over]).map(shown) {
            for figure in page.figures() {
                let Some(why) = &figure.why else { continue };
                let then = followed(why, &settings, &view, language);
                let wanted = why.sets.as_ref().unwrap().value.as_str().unwrap().to_owned();
                // The score is all that is chosen where nothing is.
                assert_eq!(then.own[change::ID]["figure"], wanted, "{}", figure.name);
                let last = figure.name.rsplit('.').next().unwrap();
                led.insert(format!("{last} {wanted}"));
            }
        }
        let expected = [
            "active customers",
            "basket basket",
            "customers customers",
            "detractors detractors",
            "end revenue",
            "orders orders",
            "promoters promoters",
            "revenue revenue",
            "score nps",
            "start revenue",
        ];
        assert_eq!(led.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn every_figure_that_can_be_split_is_in_the_document() {
    let data = sample();
    for figure in ChangeOf::ALL {
        let mut settings = Settings::default();
        let view = view(&data, "", &settings);
        if figure != ChangeOf::Auto {
            let link = change::why(figure, Language::English);
            settings = followed(&link, &settings, &view, Language::English);
        }
        let page = shown(page(change::ID, &view, &settings, Language::English));
        let document = ask(&view, &settings, Language::English, |question| {
            let document = block_on_ready(Document::of(question, &[change::ID.to_owned()], &mut Unpaced));
            serde_json::to_value(document.unwrap()).unwrap()
        });
        let wanted = if figure == ChangeOf::Auto { ChangeOf::Revenue } else { figure };
        assert_eq!(document["change"]["figure"], json!(wanted));
        assert!(page.figures().len() >= 6, "{figure:?}");
        for shown in page.figures() {
            let value: Option<&Value> = resolve(&document, &shown.name);
            assert!(value.is_some_and(|value| says(value, &shown.value)), "{shown:?} is {value:?} in the document");
        }
    }
}
