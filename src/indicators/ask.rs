//! From a question to an answer: checks parameters, computes or takes what was computed before, and shows it.

use std::pin::Pin;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::dataset::{Dataset, Kind};
use crate::domain::intake::{Cancelled, Pace};

use super::column_names::spell_columns;
use super::customer_names::name_customers;
use super::decimals::align_decimals;
use super::document::Part as DocumentPart;
use super::page::{Control, Note, Page};
use super::put::{self, Given};
use super::results::{Key, Results};
use super::settings::{SettingError, Settings};
use super::{About, CustomerTable, Group, Indicator, Say, Stopped, View, members, overview};

/// What everything is computed from, and said with.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// The rows.
    pub view: &'a View,
    /// The parameters.
    pub settings: &'a Settings,
    /// What was computed before.
    pub results: &'a Results,
    /// The reader's language.
    pub say: Say<'a>,
}

/// What an indicator answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Its id.
    pub id: String,
    /// What it shows, or why it cannot.
    pub shown: Result<Shown, Problem>,
}

/// What an indicator shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Its page.
    Page(Box<Page>),
    /// Nothing: its table is not there.
    Missing(Missing),
}

/// Why there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// What the page would show, or that nothing is left.
    pub headline: String,
    /// Which file it needs, or what to do.
    pub text: String,
    /// Whether a file is missing; else the filter left nothing of it.
    pub file: bool,
}

/// The name of the error where the filter leaves nothing.
const NOTHING_LEFT: &str = "nothing_left";

/// Why an indicator cannot be computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The error's name.
    pub kind: String,
    /// What is wrong and what to do, in the reader's language.
    pub message: String,
}

/// What is done by an indicator, whichever it is, to the end.
pub type Doing<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// What an indicator offers the overview, as a function.
pub type Offer<P> = for<'a> fn(Question<'a>, &'a mut P) -> Doing<'a, Result<Option<Page>, Cancelled>>;

/// An indicator as plain functions, for lists of them.
pub struct Entry<P> {
    /// What is known beforehand.
    pub about: About,
    /// Whether computing needs the view's word list.
    pub needs_words: bool,
    /// Its page.
    pub page: for<'a> fn(Question<'a>, &'a mut P) -> Doing<'a, Result<Answer, Cancelled>>,
    /// Its fields on the settings page.
    pub controls: fn(&Settings, &Say<'_>) -> Vec<Control>,
    /// Puts a value of one of its own parameters in its place, unchecked.
    pub put: fn(&mut Settings, &Given, &Say<'_>) -> Result<(), SettingError>,
    /// What is wrong with its parameters in force, in the reader's language.
    pub check: fn(&Settings, &Say<'_>) -> Result<(), String>,
    /// What follows from parameters that were put in place and passed the check, by name; before them were those first named.
    pub settle: fn(&Settings, &mut Settings, &[&str]),
}

impl<P: Pace> Entry<P> {
    /// An indicator's.
    pub fn of<I: Indicator>() -> Self {
        Self {
            about: I::ABOUT,
            needs_words: I::NEEDS_WORDS,
            page: |question, pace| Box::pin(page::<I, P>(question, pace)),
            controls: |settings, say| I::controls(&params::<I>(settings), say),
            put: put::put::<I>,
            check: put::check::<I>,
            settle: put::settle::<I>,
        }
    }
}

/// An indicator's parameters in force.
pub(super) fn params<I: Indicator>(settings: &Settings) -> I::Params {
    I::with_settings(settings.own(I::PARAMS_OF), settings)
}

/// What an indicator found.
type Finding<I> = Result<Option<Rc<<I as Indicator>::Found>>, Stopped<<I as Indicator>::Error>>;

/// The result, computed where it is not kept. Boxed and called: page, offer and document then share what computes it,
/// where each would hold a copy.
#[inline(never)]
fn found<'a, I: Indicator, P: Pace>(question: Question<'a>, pace: &'a mut P) -> Doing<'a, Finding<I>> {
    Box::pin(async move {
        let params = params::<I>(question.settings);
        // Parameters are read from JSON, so they can be written as such.
        let key = Key { view: question.view.number, params: serde_json::to_string(&params).unwrap_or_default() };
        if let Some(kept) = question.results.get(I::ABOUT.id, &key) {
            return Ok(kept);
        }
        let checked = I::check(params).map_err(Stopped::Error)?;
        let found = I::compute(question.view, &checked, pace).await?.map(Rc::new);
        question.results.keep(I::ABOUT.id, key, found.clone());
        Ok(found)
    })
}

async fn page<I: Indicator, P: Pace>(question: Question<'_>, pace: &mut P) -> Result<Answer, Cancelled> {
    let say = &question.say;
    let shown = match found::<I, P>(question, pace).await {
        Ok(Some(found)) => {
            let mut shown = I::show(&found, &params::<I>(question.settings), say);
            // The overview says it once, for all it shows.
            let has_rates = matches!(I::ABOUT.group, Group::Retention | Group::Overview);
            if has_rates && I::ABOUT.path != overview::PATH {
                shown.notes.extend(say.segment_chosen(&question.view.filter));
            }
            if question.view.filter.classes.contains_key(I::ABOUT.id) {
                shown.notes.push(Note::caution(say.words.divided_again));
            }
            if let Some(section) = members::section::<I>(&found, say) {
                shown.add(section);
            }
            finish(&mut shown, &question.view.all);
            Ok(Shown::Page(Box::new(shown)))
        }
        Ok(None) => Ok(Shown::Missing(missing::<I>(question.view, say))),
        Err(Stopped::Error(error)) => Err(problem::<I>(&error, say)),
        Err(Stopped::Cancelled) => return Err(Cancelled),
    };
    Ok(Answer { id: I::ABOUT.id.to_owned(), shown })
}

/// What holds for every page: where next steps stand, and how customers, columns and numbers are written.
pub(super) fn finish(page: &mut Page, dataset: &Dataset) {
    page.steps_first();
    name_customers(page, dataset);
    spell_columns(page, dataset);
    align_decimals(page);
}

/// What an indicator found, or what is wrong.
pub(super) async fn found_of<I: Indicator, P: Pace>(
    question: Question<'_>,
    pace: &mut P,
) -> Result<Result<Option<Rc<I::Found>>, Problem>, Cancelled> {
    match found::<I, P>(question, pace).await {
        Ok(found) => Ok(Ok(found)),
        Err(Stopped::Error(error)) => Ok(Err(problem::<I>(&error, &question.say))),
        Err(Stopped::Cancelled) => Err(Cancelled),
    }
}

/// An indicator's part of the document; `None` where its table is not there. Where the filter leaves nothing of it, that is
/// what is wrong: a script that asked for it learns why.
pub(super) async fn document<I: Indicator, T: DocumentPart, P: Pace>(
    question: Question<'_>,
    pace: &mut P,
) -> Result<Result<Option<T>, Problem>, Cancelled> {
    Ok(match found_of::<I, P>(question, pace).await? {
        Ok(Some(found)) => Ok(Some(T::of(&*found))),
        Ok(None) if missing::<I>(question.view, &question.say).file => Ok(None),
        Ok(None) => {
            let message = question.say.words.nothing_left_error.to_owned();
            Err(Problem { kind: NOTHING_LEFT.to_owned(), message })
        }
        Err(problem) => Err(problem),
    })
}

/// What an indicator says of each customer, or a further table of it.
pub(super) async fn table<I: Indicator, P: Pace>(
    question: Question<'_>,
    further: Option<&str>,
    pace: &mut P,
) -> Result<Result<Option<CustomerTable>, Problem>, Cancelled> {
    let found = match found_of::<I, P>(question, pace).await? {
        Ok(Some(found)) => found,
        Ok(None) => return Ok(Ok(None)),
        Err(problem) => return Ok(Err(problem)),
    };
    if let Some(name) = further {
        return Ok(Ok(I::further_table(question.view, &found, name)));
    }
    match I::check(params::<I>(question.settings)) {
        Ok(checked) => I::table(question.view, &found, &checked, pace).await.map(Ok),
        Err(error) => Ok(Err(problem::<I>(&error, &question.say))),
    }
}

/// What an indicator says of the customer with an id; `None` where there is no such customer, or it says nothing of them.
pub(super) async fn of_one<I: Indicator, P: Pace>(
    question: Question<'_>,
    customer: &str,
    pace: &mut P,
) -> Result<Option<Answer>, Cancelled> {
    let (view, say) = (question.view, &question.say);
    let Some(customer) = view.dataset.customers.find(customer) else { return Ok(None) };
    let answered = |shown| Ok(Some(Answer { id: I::ABOUT.id.to_owned(), shown }));
    let found = match found_of::<I, P>(question, pace).await? {
        Ok(Some(found)) => found,
        Ok(None) => return answered(Ok(Shown::Missing(missing::<I>(view, say)))),
        Err(problem) => return answered(Err(problem)),
    };
    match I::check(params::<I>(question.settings)) {
        Ok(checked) => {
            let said = I::of_one(view, &found, &checked, customer, say, pace).await?;
            said.map_or(Ok(None), |page| answered(Ok(Shown::Page(Box::new(page)))))
        }
        Err(error) => answered(Err(problem::<I>(&error, say))),
    }
}

/// What an indicator offers the overview; nothing where it cannot be computed.
pub(super) async fn offer<I: Indicator, P: Pace>(
    question: Question<'_>,
    pace: &mut P,
) -> Result<Option<Page>, Cancelled> {
    let Some(offer) = I::OFFER else { return Ok(None) };
    match found::<I, P>(question, pace).await {
        Ok(found) => Ok(found.and_then(|found| offer(&found, &params::<I>(question.settings), &question.say))),
        // Its own page says why.
        Err(Stopped::Error(_)) => Ok(None),
        Err(Stopped::Cancelled) => Err(Cancelled),
    }
}

pub(super) fn missing<I: Indicator>(view: &View, say: &Say<'_>) -> Missing {
    // A log of promises is read as complaints are, and is in no count of them.
    let is_log = |kind: Kind| kind == Kind::Complaints && view.all.promises.is_some();
    let loaded = I::ABOUT.needs.iter().any(|kind| view.is_loaded(*kind) || is_log(*kind));
    if let Some(text) = missing_column::<I>(view, say) {
        return Missing { headline: I::promise(say).to_owned(), text, file: true };
    }
    // Without a filter the tables there are lack what it takes.
    if loaded && !view.filter.is_empty() {
        return Missing {
            headline: say.words.nothing_left.to_owned(),
            text: say.words.nothing_left_help.to_owned(),
            file: false,
        };
    }
    let needs = I::ABOUT.needs.first().map(|kind| say.needs(*kind)).unwrap_or_default();
    Missing { headline: I::promise(say).to_owned(), text: needs, file: true }
}

/// What is said where a table it needs is loaded, and none has the column it needs.
fn missing_column<I: Indicator>(view: &View, say: &Say<'_>) -> Option<String> {
    let role = I::NEEDS_COLUMN.first()?;
    let kind = I::ABOUT.needs.iter().find(|kind| view.is_loaded(**kind))?;
    let is_there = |kind: &Kind| I::NEEDS_COLUMN.iter().any(|role| view.all.has_role(*kind, *role));
    (!I::ABOUT.needs.iter().any(is_there)).then(|| say.needs_column(*role, *kind))
}

fn problem<I: Indicator>(error: &I::Error, say: &Say<'_>) -> Problem {
    Problem { kind: kind_of(error), message: I::explain(error, say) }
}

/// An error's name, as it serialises: a text, or the key of an object.
pub fn kind_of(error: &impl Serialize) -> String {
    match serde_json::to_value(error) {
        Ok(Value::String(name)) => name,
        Ok(Value::Object(object)) => object.into_iter().next().map(|(name, _)| name).unwrap_or_default(),
        _ => String::new(),
    }
}
