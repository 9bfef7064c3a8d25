//! Where questions are answered: a snapshot of what is loaded, that computing holds while files come and go.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use crate::domain::currency::Currency;
use crate::domain::dataset::{Dataset, Filter};
use crate::domain::day::Day;
use crate::domain::export::table::FileFormat;
use crate::domain::format::{Format, InCurrency};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::language::Language;
use crate::domain::terms::Lexicon;
use crate::engine::protocol::{Computation, Computed, Failure, FileRequest, PageRequest, Query, TableAsked};
use crate::indicators::chosen::{self, Chosen};
use crate::indicators::members::members;
use crate::indicators::one;
use crate::indicators::overview::{OVERVIEW, overview};
use crate::indicators::registry;
use crate::indicators::rfm::{self, CheckedRfm, Rfm, RfmError};
use crate::indicators::shelf::Shelf;
use crate::indicators::{
    Answer, AsOf, CustomerTable, Document, Known, Question, Results, Say, Settings, Stopped, View,
};

use super::customers::Order;
use super::facets;
use super::scored::Scored;

/// Views kept at most: the filter in force, and those before it. As many are the ends of periods of which what is known
/// is kept.
const MOST_VIEWS: usize = 3;

/// What is kept between questions.
#[derive(Default)]
pub(super) struct Desk {
    /// The views asked for last, the latest last.
    views: RefCell<Vec<KeptView>>,
    /// What views share whose periods end alike, the latest used last.
    known: RefCell<Vec<Rc<Known>>>,
    /// Who is in the classes of the filters asked for last, the latest last.
    chosen: RefCell<Vec<KeptChosen>>,
    results: Results,
    /// Gives each view its number.
    next: Cell<u64>,
    /// The list of words, once it is loaded; all views have it.
    lexicon: Rc<OnceCell<Lexicon>>,
    /// The customer list in the order asked for last.
    pub(super) order: RefCell<Option<Order>>,
}

struct KeptView {
    version: u64,
    filter: Filter,
    /// The parameters the rows depend on: all of them where a segment is chosen, else the reference date.
    params: CheckedRfm,
    today: Option<Day>,
    /// Who is in the classes the filter names.
    chosen: Option<Rc<Chosen>>,
    view: Rc<View>,
}

/// Who is in the classes of a filter, and what that was told from: whatever else the parameters hold may change it.
struct KeptChosen {
    version: u64,
    filter: Filter,
    settings: Settings,
    language: Language,
    chosen: Rc<Chosen>,
}

impl Desk {
    /// Forgets everything: the data changed.
    pub fn clear(&self) {
        self.views.borrow_mut().clear();
        self.known.borrow_mut().clear();
        self.chosen.borrow_mut().clear();
        self.results.clear();
        self.order.replace(None);
    }
}

/// What is loaded at one moment, and what was computed from it. Cloning copies no table.
#[derive(Clone)]
pub struct Snapshot {
    pub(super) version: u64,
    pub(super) dataset: Arc<Dataset>,
    /// What the loaded money is in.
    pub(super) currency: Option<Currency>,
    pub(super) desk: Rc<Desk>,
}

impl Snapshot {
    /// Whether the list of words is there.
    pub fn has_words(&self) -> bool {
        self.desk.lexicon.get().is_some()
    }

    /// Takes the list of words; one that is there stays.
    pub fn take_words(&self, lexicon: Lexicon) {
        // Where two were asked for at once they are the same.
        let _ = self.desk.lexicon.set(lexicon);
    }

    /// Who is in the classes a filter names, as it is kept; `None` where it names some and is not known yet
    /// ([`Self::choose`], [`Self::take_chosen`]).
    pub fn chosen(&self, filter: &Filter, settings: &Settings, language: Language) -> Option<Rc<Chosen>> {
        if filter.classes.is_empty() {
            return Some(Rc::default());
        }
        let asked = only_classes(filter);
        let kept = self.desk.chosen.borrow();
        let fits = |kept: &&KeptChosen| {
            kept.version == self.version
                && kept.filter == asked
                && kept.settings == *settings
                && kept.language == language
        };
        kept.iter().find(fits).map(|kept| Rc::clone(&kept.chosen))
    }

    /// Keeps who is in the classes a filter names, as another program told.
    pub fn take_chosen(&self, filter: &Filter, settings: &Settings, language: Language, chosen: Chosen) {
        let (filter, settings) = (only_classes(filter), settings.clone());
        let mut kept = self.desk.chosen.borrow_mut();
        kept.push(KeptChosen { version: self.version, filter, settings, language, chosen: Rc::new(chosen) });
        if kept.len() > MOST_VIEWS {
            kept.remove(0);
        }
    }

    /// Works out who is in the classes the filter of a question names, where it is not known yet. Links what all indicators
    /// compute, so that one program only should ask for it.
    pub async fn choose<P: Pace>(
        &self,
        request: &PageRequest,
        format: &dyn Format,
        pace: &mut P,
    ) -> Result<Rc<Chosen>, Stopped<RfmError>> {
        let PageRequest { filter, settings, language, today, .. } = request;
        if let Some(kept) = self.chosen(filter, settings, *language) {
            return Ok(kept);
        }
        let view = self.view(&chosen::period_alone(filter), settings, *language, *today, pace).await?;
        let format = self.in_currency(format, settings);
        let question = self.question(&view, settings, *language, &format);
        let found = chosen::chosen(&filter.classes, question, pace).await?;
        self.take_chosen(filter, settings, *language, found);
        Ok(self.chosen(filter, settings, *language).unwrap_or_default())
    }

    /// Answers what is no indicator: lists, one customer, what can be filtered by.
    pub async fn compute<P: Pace>(&self, computation: &Computation, pace: &mut P) -> Result<Computed, Failure> {
        let Computation { filter, settings, language, today, .. } = computation;
        let scored = self.scored(filter, settings, *language, *today, pace).await?;
        match &computation.query {
            Query::Customers(list) => Ok(Computed::Customers(scored.customers(list, &self.desk.order))),
            Query::Candidates(list) => scored.candidates(list).map(Computed::Candidates),
            Query::Known(ids) => Ok(Computed::Known(scored.known_customers(ids))),
            Query::Customer { id, among } => scored.customer(id, among, &self.desk.order).map(Computed::Customer),
            Query::Facets => {
                let chosen = self.chosen(filter, settings, *language).unwrap_or_default();
                Ok(Computed::Facets(facets::facets(&self.dataset, &scored, chosen.divided.clone())))
            }
        }
    }

    /// The page of an indicator of a program, or the overview; `None` where there is no such page.
    pub async fn page<S: Shelf, P: Pace>(
        &self,
        request: &PageRequest,
        format: &dyn Format,
        pace: &mut P,
    ) -> Result<Option<Answer>, Stopped<RfmError>> {
        let PageRequest { id, filter, settings, language, today, .. } = request;
        let view = self.view(filter, settings, *language, *today, pace).await?;
        let format = self.in_currency(format, settings);
        let question = self.question(&view, settings, *language, &format);
        if let Some(customer) = &request.customer {
            return Ok(one::page_of::<S, P>(id, customer, question, pace).await?);
        }
        if id == OVERVIEW {
            return Ok(Some(overview::<S, P>(question, pace).await?));
        }
        Ok(registry::page_of::<S, P>(id, question, pace).await?)
    }

    /// What an indicator finds, or all of them for the overview, as the command line's document.
    pub async fn document<P: Pace>(
        &self,
        request: &PageRequest,
        format: &dyn Format,
        pace: &mut P,
    ) -> Result<Vec<u8>, Stopped<RfmError>> {
        let PageRequest { id, filter, settings, language, today, .. } = request;
        let view = self.view(filter, settings, *language, *today, pace).await?;
        let format = self.in_currency(format, settings);
        let question = self.question(&view, settings, *language, &format);
        let only = if id == OVERVIEW { Vec::new() } else { vec![id.clone()] };
        let document: Document<String> = Document::of(question, &only, pace).await?;
        Ok(document.to_json().into_bytes())
    }

    /// A table of customers as a file. Links what all indicators compute, as [`Self::choose`] does.
    pub async fn file<P: Pace>(
        &self,
        request: &FileRequest,
        format: &dyn Format,
        pace: &mut P,
    ) -> Result<Vec<u8>, Failure> {
        let FileRequest { page, table, format: file } = request;
        match table {
            TableAsked::Indicator(name) => self.of_indicator(page, name, *file, format, pace).await,
            TableAsked::List(list) => {
                let PageRequest { filter, settings, language, today, .. } = page;
                let scored = self.scored(filter, settings, *language, *today, pace).await?;
                scored.customers_file(list, *file, &self.desk.order)
            }
            TableAsked::Shown(table) => written(table, *file),
        }
    }

    /// What an indicator says of each customer, as a file.
    async fn of_indicator<P: Pace>(
        &self,
        asked: &PageRequest,
        name: &str,
        file: FileFormat,
        format: &dyn Format,
        pace: &mut P,
    ) -> Result<Vec<u8>, Failure> {
        let PageRequest { filter, settings, language, today, .. } = asked;
        let view = self.view(filter, settings, *language, *today, pace).await?;
        let format = self.in_currency(format, settings);
        let question = self.question(&view, settings, *language, &format);
        let table = members(name, question, pace).await?.map_err(|problem| Failure::NoTable(problem.message))?;
        written(&table.ok_or_else(|| Failure::NoSuchPage(name.to_owned()))?, file)
    }

    /// What writes money in the currency of the data, else in the one chosen.
    fn in_currency<'a>(&self, format: &'a dyn Format, settings: &Settings) -> InCurrency<'a> {
        InCurrency { format, currency: self.currency.or(settings.shared.currency) }
    }

    /// A question about a view; its results are kept here.
    fn question<'a>(
        &'a self,
        view: &'a View,
        settings: &'a Settings,
        language: Language,
        format: &'a InCurrency<'a>,
    ) -> Question<'a> {
        Question { view, settings, results: &self.desk.results, say: Say::new(language, format) }
    }

    /// The rows under a filter, from what is kept where they are there. Who is in the classes it names must be known by
    /// then: else nobody is.
    async fn view<P: Pace>(
        &self,
        filter: &Filter,
        settings: &Settings,
        language: Language,
        today: Option<Day>,
        pace: &mut P,
    ) -> Result<Rc<View>, Stopped<RfmError>> {
        // Without a segment chosen the rows do not depend on how customers are scored.
        let params = match filter.segment {
            Some(_) => rfm::scoring(settings).map_err(Stopped::Error)?,
            None => CheckedRfm::counted_to(settings.shared.reference_date),
        };
        let chosen = self.chosen(filter, settings, language).filter(|_| !filter.classes.is_empty());
        let fits = |kept: &KeptView| {
            let same_rows = kept.filter == *filter && members_of(kept.chosen.as_ref()) == members_of(chosen.as_ref());
            kept.version == self.version && same_rows && kept.params == params && kept.today == today
        };
        let kept = self.desk.views.borrow().iter().find(|kept| fits(kept)).map(|kept| Rc::clone(&kept.view));
        if let Some(view) = kept {
            return Ok(view);
        }
        let number = self.desk.next.get();
        self.desk.next.set(number + 1);
        let known = self.known(filter, &params);
        let mut view = {
            let chosen = members_of(chosen.as_ref());
            View::knowing(&known, number, &self.dataset, filter, chosen, &params, today, pace).await?
        };
        view.lexicon = Rc::clone(&self.desk.lexicon);
        let view = Rc::new(view);
        let mut views = self.desk.views.borrow_mut();
        let (filter, kept) = (filter.clone(), Rc::clone(&view));
        views.push(KeptView { version: self.version, filter, params, today, chosen, view: kept });
        if views.len() > MOST_VIEWS {
            views.remove(0);
        }
        Ok(view)
    }

    /// What is known at the end of the chosen period, from what is kept where it is there.
    fn known(&self, filter: &Filter, params: &CheckedRfm) -> Rc<Known> {
        let as_of = AsOf::new(self.dataset.purchases.as_deref(), filter.to, params.params().reference_date);
        let mut all = self.desk.known.borrow_mut();
        let place = all.iter().position(|known| known.is_of(&self.dataset, as_of));
        let known = place.map_or_else(|| Rc::new(Known::new(&self.dataset, as_of)), |place| all.remove(place));
        all.push(Rc::clone(&known));
        if all.len() > MOST_VIEWS {
            all.remove(0);
        }
        known
    }

    async fn scored<P: Pace>(
        &self,
        filter: &Filter,
        settings: &Settings,
        language: Language,
        today: Option<Day>,
        pace: &mut P,
    ) -> Result<Scored, Failure> {
        let view = self.view(filter, settings, language, today, pace).await?;
        let params = rfm::scoring(settings).map_err(Stopped::Error)?;
        let rfm: Option<Rc<Rfm>> = view.rfm(&params, pace).await?;
        let rfm_of_all = view.whole().rfm(&params, pace).await?;
        Ok(Scored::new(view, rfm, rfm_of_all, language))
    }
}

/// Whether a file of this form takes so many rows.
pub(super) fn fits(rows: usize, file: FileFormat) -> Result<(), Failure> {
    match file.most_rows() {
        Some(most) if rows > most => Err(Failure::TooManyRows(most)),
        _ => Ok(()),
    }
}

fn written(table: &CustomerTable, file: FileFormat) -> Result<Vec<u8>, Failure> {
    fits(table.rows.len(), file)?;
    table.to_file(file).map_err(|error| Failure::NoTable(error.to_string()))
}

fn members_of(chosen: Option<&Rc<Chosen>>) -> Option<&[bool]> {
    chosen.map(|chosen| chosen.members.as_slice())
}

/// What of a filter who is in its classes depends on.
fn only_classes(filter: &Filter) -> Filter {
    Filter { classes: filter.classes.clone(), ..chosen::period_alone(filter) }
}

impl From<Stopped<RfmError>> for Failure {
    fn from(stopped: Stopped<RfmError>) -> Self {
        match stopped {
            Stopped::Cancelled => Self::Cancelled,
            Stopped::Error(error) => Self::Scores(error),
        }
    }
}

impl From<Cancelled> for Failure {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}
