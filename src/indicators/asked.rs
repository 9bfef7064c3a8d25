//! Asks indicators of a table of purchases, and finds a figure's value in the document: for tests.

#![allow(clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::sync::Arc;

use serde_json::Value;

use crate::domain::dataset::{Dataset, Filter, Purchases};
use crate::domain::dictionary::Dictionary;
use crate::domain::format::Plain;
use crate::domain::intake::{Unpaced, block_on_ready};
use crate::domain::language::Language;

use super::chosen::chosen;
use super::rfm::RfmParams;
use super::shelf::Every;
use super::{Answer, Page, Problem, Question, Results, Say, Settings, Shown, View, registry};

/// Purchases under a filter.
pub fn view(purchases: Purchases, filter: &str) -> View {
    let mut customers = Dictionary::new();
    for customer in 0..purchases.customer.iter().max().map_or(0, |last| last + 1) {
        customers.intern(&customer.to_string());
    }
    let all = Dataset { customers: Arc::new(customers), purchases: Some(Arc::new(purchases)), ..Dataset::default() };
    let (filter, rfm) = (filter.parse::<Filter>().unwrap(), RfmParams::default().check().unwrap());
    block_on_ready(View::new(1, &Arc::new(all), &filter, &rfm, None, &mut Unpaced)).unwrap()
}

/// Asks something under settings, in a language.
pub fn ask<T>(view: &View, settings: &Settings, language: Language, with: impl FnOnce(Question<'_>) -> T) -> T {
    let (format, results) = (Plain(language), Results::default());
    with(Question { view, settings, results: &results, say: Say::new(language, &format) })
}

/// What an indicator shows.
pub fn shown(id: &str, view: &View, settings: &Settings, language: Language) -> Result<Shown, Problem> {
    let Answer { shown, .. } = ask(view, settings, language, |question| {
        block_on_ready(registry::page(id, question, &mut Unpaced)).unwrap().unwrap()
    });
    shown
}

/// What an indicator offers the overview; `None` also where it never offers anything.
pub fn offer_of(id: &str, question: Question<'_>) -> Option<Page> {
    let (_, offer) = registry::offers_of::<Every, Unpaced>().into_iter().find(|(of, _)| *of == id)?;
    block_on_ready(offer(question, &mut Unpaced)).unwrap()
}

/// The page of an indicator that has one.
#[track_caller]
pub fn page(id: &str, view: &View, language: Language) -> Page {
    match shown(id, view, &Settings::default(), language) {
        Ok(Shown::Page(page)) => *page,
        other => panic!("{id} shows {other:?}"),
    }
}

/// An indicator's part of the document.
pub fn document(id: &str, view: &View) -> Result<Option<Value>, Problem> {
    ask(view, &Settings::default(), Language::English, |question| {
        block_on_ready(crate::indicators::document::of_one(id, question, &mut Unpaced)).unwrap()
    })
}

/// That every figure of a page stands in the indicator's part of the document under its name.
#[track_caller]
pub fn figures_resolve(id: &str, page: &Page, document: &Value) {
    assert!(!page.figures().is_empty());
    for figure in page.figures() {
        let path: Vec<&str> = figure.name.split('.').collect();
        let Some((&first, path)) = path.split_first() else { panic!("a figure without a name") };
        let found = value_at(document, path).unwrap_or_else(|| panic!("{} is not in the document", figure.name));
        let (shown, found): (f64, f64) = (figure.value.parse().unwrap(), found.as_f64().unwrap());
        assert!(first == id && (shown - found).abs() < 1e-12, "{} is {found}, not {shown}", figure.name);
        assert!(!figure.text.is_empty() && !figure.label.is_empty() && figure.origin < page.origins.len());
    }
}

/// That every figure that leads to customers leads to as many as it says, under a name; gives how many such there are.
#[track_caller]
pub fn lead_to_as_many(page: &Page, question: Question<'_>) -> usize {
    let leading = page.figures().into_iter().filter_map(|figure| Some((figure, figure.only.clone()?)));
    let leading: Vec<_> = leading.collect();
    for (figure, only) in &leading {
        let filter = only.clone().put_in(Filter::default());
        let found = block_on_ready(chosen(&filter.classes, question, &mut Unpaced)).unwrap();
        let customers = found.members.iter().filter(|member| **member).count();
        assert_eq!(figure.value, customers.to_string(), "{figure:?}");
        let [divided] = found.divided.as_slice() else { panic!("{:?}", found.divided) };
        let key = only.key().unwrap();
        assert!(divided.problem.is_empty() && divided.called(key) != key, "{figure:?}: {divided:?}");
    }
    leading.len()
}

/// Lists are searched by the field that names their entries; rows of a table by month by the list of months beside it.
fn value_at<'a>(document: &'a Value, path: &[&str]) -> Option<&'a Value> {
    let (mut at, mut months) = (document, None);
    for step in path {
        at = match at {
            Value::Object(object) => {
                months = object.get("months").and_then(Value::as_array);
                object.get(*step)?
            }
            Value::Array(list) => {
                let named = |entry: &&Value| {
                    [entry.get("start"), entry.get("days")].into_iter().flatten().any(|name| plain(name) == *step)
                };
                let by_month = months.take().and_then(|months| months.iter().position(|month| plain(month) == *step));
                let place = by_month.or_else(|| step.parse().ok()).and_then(|place: usize| list.get(place));
                list.iter().find(named).or(place)?
            }
            _ => return None,
        };
    }
    Some(at)
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
