//! Files through the intake, and what the indicators answer about them.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use loyalscope::domain::dataset::{Dataset, Filter};
use loyalscope::domain::format::Plain;
use loyalscope::domain::intake::{Imported, MemorySource, Overrides, Unpaced, block_on_ready, preview, read};
use loyalscope::domain::language::Language;
use loyalscope::domain::terms::{CHINESE, Lexicon};
use loyalscope::indicators::chosen::{Chosen, chosen, period_alone};
use loyalscope::indicators::{Answer, Document, Question, Results, Say, Settings, View, registry, rfm};
use serde_json::Value;

/// A file as the intake reads it by its own guess.
pub fn import(name: &str, bytes: impl Into<Vec<u8>>) -> Imported {
    let mut source = MemorySource::new(name, bytes);
    let plan = block_on_ready(preview(&mut source, &Overrides::default())).unwrap().plan;
    block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap()
}

/// The tables of some files.
pub fn dataset(files: &[(&str, &str)]) -> Dataset {
    let tables: Vec<_> = files.iter().map(|(name, text)| import(name, *text).table).collect();
    Dataset::build(&tables).0
}

/// The rows under a filter.
pub fn view(dataset: &Dataset, filter: &str, settings: &Settings) -> View {
    let filter: Filter = filter.parse().unwrap();
    let params = rfm::scoring(settings).unwrap_or_default();
    let dataset = Arc::new(dataset.clone());
    let lexicon = Rc::new(OnceCell::from(Lexicon::parse(CHINESE)));
    let view = |filter: &Filter, chosen: Option<&[bool]>| {
        let mut view =
            block_on_ready(View::of_chosen(0, &dataset, filter, chosen, &params, None, &mut Unpaced)).unwrap();
        view.lexicon = Rc::clone(&lexicon);
        view
    };
    let chosen = (!filter.classes.is_empty())
        .then(|| in_classes(&view(&period_alone(&filter), None), &filter, settings, Language::English).members);
    view(&filter, chosen.as_deref())
}

/// Who is in the classes of a filter; the view is that of its period alone.
pub fn in_classes(view: &View, filter: &Filter, settings: &Settings, language: Language) -> Chosen {
    ask(view, settings, language, |question| block_on_ready(chosen(&filter.classes, question, &mut Unpaced))).unwrap()
}

/// Answers a question about a view.
pub fn ask<T>(view: &View, settings: &Settings, language: Language, answer: impl FnOnce(Question<'_>) -> T) -> T {
    let (results, format) = (Results::default(), Plain(language));
    answer(Question { view, settings, results: &results, say: Say::new(language, &format) })
}

/// The document of what a filter leaves, as JSON.
pub fn document(dataset: &Dataset, filter: &str, settings: &Settings) -> Value {
    let view = view(dataset, filter, settings);
    let document =
        ask(&view, settings, Language::English, |question| block_on_ready(Document::of(question, &[], &mut Unpaced)));
    serde_json::to_value(document.unwrap()).unwrap()
}

/// The page of an indicator.
pub fn page(id: &str, view: &View, settings: &Settings, language: Language) -> Answer {
    ask(view, settings, language, |question| block_on_ready(registry::page(id, question, &mut Unpaced)))
        .unwrap()
        .unwrap()
}
