//! Small data sets and their pages, for tests.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use crate::domain::dataset::{Dataset, Filter};
use crate::domain::format::Plain;
use crate::domain::intake::{
    Cancelled, MemorySource, Overrides, Pace, Progress, Unpaced, block_on_ready, preview, read,
};
use crate::domain::language::Language;
use crate::domain::terms::{CHINESE, Lexicon};

use super::asked;
use super::chosen;
use super::one;
use super::page::{Figure, Page};
use super::rfm::{CheckedRfm, ScoreBounds};
use super::shelf::Every;
use super::{Answer, CustomerTable, Indicator, Problem, Question, Results, Say, Settings, Shown, View, registry};

/// Files and parameters, asked for pages.
pub struct Fixture {
    pub settings: Settings,
    all: Arc<Dataset>,
    filter: Filter,
    view: View,
    results: Results,
}

impl Fixture {
    /// Files, each a name and its text.
    pub fn new(files: &[(&str, &str)]) -> Self {
        Self::filtered(files, "")
    }

    /// The same under a filter, written as in an address. Segments are those of the default rules.
    pub fn filtered(files: &[(&str, &str)], filter: &str) -> Self {
        let import = |(name, text): &(&str, &str)| {
            let mut source = MemorySource::new(*name, *text);
            let plan = block_on_ready(preview(&mut source, &Overrides::default())).unwrap().plan;
            block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap().table
        };
        let tables: Vec<_> = files.iter().map(import).collect();
        let all = Arc::new(Dataset::build(&tables).0);
        let filter: Filter = filter.parse().unwrap();
        let settings = Settings::default();
        let view = view(0, &all, &filter, &settings);
        Self { settings, all, filter, view, results: Results::default() }
    }

    /// The rows that count.
    pub fn view(&self) -> &View {
        &self.view
    }

    fn question<'a>(&'a self, language: Language, format: &'a Plain) -> Question<'a> {
        let say = Say::new(language, format);
        Question { view: &self.view, settings: &self.settings, results: &self.results, say }
    }

    /// What an indicator answers.
    pub fn answer(&self, id: &str, language: Language) -> Answer {
        let format = Plain(language);
        block_on_ready(registry::page(id, self.question(language, &format), &mut Unpaced)).unwrap().unwrap()
    }

    /// An indicator's page, which is there.
    #[track_caller]
    pub fn page(&self, id: &str, language: Language) -> Page {
        match self.answer(id, language).shown {
            Ok(Shown::Page(page)) => *page,
            other => panic!("{id}: {other:?}"),
        }
    }

    /// What an indicator says of one customer.
    pub fn of_one(&self, id: &str, customer: &str, language: Language) -> Option<Page> {
        let format = Plain(language);
        let question = self.question(language, &format);
        let answer = block_on_ready(one::page_of::<Every, _>(id, customer, question, &mut Unpaced)).unwrap()?;
        match answer.shown {
            Ok(Shown::Page(page)) => Some(*page),
            other => panic!("{id}: {other:?}"),
        }
    }

    /// How many figures of an indicator's page lead to customers, each to as many as it says.
    #[track_caller]
    pub fn led(&self, id: &str, language: Language) -> usize {
        let format = Plain(language);
        asked::lead_to_as_many(&self.page(id, language), self.question(language, &format))
    }

    /// The ids of the customers in the classes and groups that a filter names, written as in an address.
    pub fn chosen(&self, filter: &str) -> Vec<String> {
        let (filter, format) = (filter.parse::<Filter>().unwrap(), Plain(Language::English));
        let question = self.question(Language::English, &format);
        let found = block_on_ready(chosen::chosen(&filter.classes, question, &mut Unpaced)).unwrap();
        let members = (0_u32..).zip(found.members).filter(|(_, inside)| *inside);
        members.map(|(customer, _)| self.all.customers.get(customer).to_owned()).collect()
    }

    /// What an indicator offers the overview.
    pub fn offer(&self, id: &str, language: Language) -> Option<Page> {
        let format = Plain(language);
        asked::offer_of(id, self.question(language, &format))
    }

    /// An indicator's part of the document.
    pub fn document(&self, id: &str) -> Result<Option<Value>, Problem> {
        let format = Plain(Language::English);
        block_on_ready(crate::indicators::document::of_one(id, self.question(Language::English, &format), &mut Unpaced))
            .unwrap()
    }

    /// What an indicator says of each customer, under its header.
    pub fn members(&self, id: &str) -> Vec<Vec<String>> {
        let table = self.table(id).unwrap();
        [table.header].into_iter().chain(table.rows).collect()
    }

    /// What an indicator says of each customer.
    pub fn table(&self, id: &str) -> Option<CustomerTable> {
        let format = Plain(Language::English);
        let question = self.question(Language::English, &format);
        block_on_ready(crate::indicators::members::members(id, question, &mut Unpaced)).unwrap().unwrap()
    }

    /// How often an indicator gives way while it computes, which it does.
    #[track_caller]
    pub fn breaths<I: Indicator>(&self) -> usize {
        let params = I::with_settings(self.settings.own(I::PARAMS_OF), &self.settings);
        let mut breaths = Breaths(0);
        let found = block_on_ready(I::compute(&self.view, &I::check(params).unwrap(), &mut breaths));
        assert!(found.is_ok_and(|found| found.is_some()));
        breaths.0
    }

    /// Puts a parameter in force; what is wrong with it in English, where something is.
    pub fn set(&mut self, of: &str, parameter: &str, value: &Value) -> Result<(), String> {
        let say = Say::new(Language::English, &Plain(Language::English));
        registry::set::<Unpaced>(&mut self.settings, of, parameter, value, &say).map_err(|error| error.to_string())?;
        self.view = view(self.view.number + 1, &self.all, &self.filter, &self.settings);
        Ok(())
    }

    /// That every figure whose name begins with the indicator's id has its value in the document, on its page and in what it
    /// offers the overview.
    #[track_caller]
    pub fn every_figure_is_in_the_document(&self, id: &str) {
        self.figures_are_in_the_document(id, &self.page(id, Language::English));
        self.figures_are_in_the_document(id, &self.offer(id, Language::English).unwrap());
    }

    /// The same of one page.
    #[track_caller]
    pub fn figures_are_in_the_document(&self, id: &str, page: &Page) {
        let document = serde_json::json!({ id: self.document(id).unwrap().unwrap() });
        for Figure { name, value, .. } in page.figures().into_iter().filter(|figure| figure.name.starts_with(id)) {
            let found = resolve(&document, name).unwrap_or_else(|| panic!("{name} is not in the document"));
            assert!(is_same(found, value), "{name}: {value} on the page, {found} in the document");
        }
    }
}

/// Counts how often others are let in.
#[derive(Default)]
pub struct Breaths(pub usize);

impl Pace for Breaths {
    async fn breathe(&mut self, _: Progress) -> Result<(), Cancelled> {
        self.0 += 1;
        Ok(())
    }
}

/// The rows depend on the reference date.
fn view(number: u64, all: &Arc<Dataset>, filter: &Filter, settings: &Settings) -> View {
    let params = CheckedRfm::counted_to(settings.shared.reference_date);
    let mut view = block_on_ready(View::new(number, all, filter, &params, None, &mut Unpaced)).unwrap();
    view.lexicon = lexicon();
    view
}

/// The list of words, read once a thread.
fn lexicon() -> Rc<OnceCell<Lexicon>> {
    thread_local! {
        static LEXICON: Rc<OnceCell<Lexicon>> = Rc::new(OnceCell::from(Lexicon::parse(CHINESE)));
    }
    LEXICON.with(Rc::clone)
}

/// The value under a dotted name. A list's items go by their key, name, score, percent or period; keys may hold dots.
fn resolve<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    if name.is_empty() {
        return Some(value);
    }
    let ends = name.match_indices('.').map(|(place, _)| place).chain([name.len()]);
    ends.into_iter().find_map(|end| {
        let (first, rest) = (name.get(..end)?, name.get(end + 1..).unwrap_or_default());
        let inner = match value {
            Value::Object(object) => object.get(first)?,
            Value::Array(items) => items.iter().find(|item| {
                let keys = ["key", "name", "score", "percent", "start"].into_iter().filter_map(|key| item.get(key));
                keys.into_iter()
                    .any(|key| key == first || key.as_u64().map(|key| key.to_string()).as_deref() == Some(first))
            })?,
            _ => return None,
        };
        resolve(inner, rest)
    })
}

fn is_same(found: &Value, shown: &str) -> bool {
    match found {
        Value::Number(number) => shown.parse() == Ok(number.as_f64().unwrap()),
        Value::String(text) => text == shown,
        // The only objects that are figures.
        object => serde_json::from_value::<ScoreBounds>(object.clone()).is_ok_and(|bounds| bounds.to_string() == shown),
    }
}
