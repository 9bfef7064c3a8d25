//! What indicators say of one customer, for the customer's own page.
//!
//! Whoever shows it asks for the indicator's page with a customer beside it. Only indicators that say something are linked.

use crate::domain::intake::{Cancelled, Pace};

use super::Indicator;
use super::ask::{Answer, Doing, Question, of_one};
use super::registry::{self, Each};
use super::shelf::Shelf;

/// The ids of the indicators that say something of one customer, in the registry's order. Links none of their code.
pub fn ids() -> Vec<&'static str> {
    struct Ids(Vec<&'static str>);
    impl Each for Ids {
        fn one<I: Indicator>(&mut self) {
            if I::SAYS_OF_ONE {
                self.0.push(I::ABOUT.id);
            }
        }
    }
    let mut ids = Ids(Vec::new());
    registry::for_each(&mut ids);
    ids.0
}

/// Asks one indicator of one customer.
type Of<P> = for<'a> fn(Question<'a>, &'a str, &'a mut P) -> Doing<'a, Result<Option<Answer>, Cancelled>>;

/// What an indicator of a program says of the customer with an id. `None` where the program has no such indicator, there
/// is no such customer, or it says nothing of them.
pub async fn page_of<S: Shelf, P: Pace>(
    id: &str,
    customer: &str,
    question: Question<'_>,
    pace: &mut P,
) -> Result<Option<Answer>, Cancelled> {
    struct Pages<'a, S, P>(&'a str, Option<Of<P>>, std::marker::PhantomData<S>);
    impl<S: Shelf, P: Pace> Each for Pages<'_, S, P> {
        fn one<I: Indicator>(&mut self) {
            if I::SAYS_OF_ONE && S::holds::<I>() && I::ABOUT.id == self.0 {
                self.1 = Some(|question, customer, pace| Box::pin(of_one::<I, P>(question, customer, pace)));
            }
        }
    }
    let mut pages = Pages::<S, P>(id, None, std::marker::PhantomData);
    registry::for_each(&mut pages);
    match pages.1 {
        Some(of) => of(question, customer, pace).await,
        None => Ok(None),
    }
}
