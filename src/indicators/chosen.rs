//! Classes as a filter: who is in them, whichever indicator divides customers into them. The groups of customers that its
//! figures count ([`Indicator::groups`]) are chosen as its classes are.
//!
//! Classes are those of the indicator's own page under the parameters in force, of all loaded rows of the chosen period:
//! what else a filter says changes nobody's class, as it changes nobody's segment. A filter may name several that divide;
//! then customers must be in a class of each.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::dataset::Filter;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::language::Language;

use super::Indicator;
use super::ask::{Doing, Problem, Question, found_of, missing};
use super::members::{ClassName, CustomerGroup};
use super::registry::{self, Each};

/// Customers between two breaths.
const BLOCK: usize = 8192;

/// Who is in the classes a filter names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chosen {
    /// By customer number; whoever comes after the last is not.
    pub members: Vec<bool>,
    /// What divides them, in text order of the ids.
    pub divided: Vec<Divided>,
}

/// One way customers are divided, that a filter names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Divided {
    /// The indicator's id, as in the filter.
    pub of: String,
    /// What it is called.
    pub name: String,
    /// Its classes in its own order, then those of its groups that the filter names; of what the filter names and it does not
    /// have, the key is the name.
    pub classes: Vec<ClassName>,
    /// Why nobody is in any of them, in the reader's language; empty where somebody may be.
    pub problem: String,
}

impl Divided {
    /// What the class of a key is called.
    pub fn called<'a>(&'a self, key: &'a str) -> &'a str {
        self.classes.iter().find(|class| class.key == key).map_or(key, |class| &class.name)
    }
}

/// The classes a filter chooses of one thing that divides, as the reader knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// The indicator's id.
    pub of: String,
    /// What it is called.
    pub name: String,
    /// What the classes are called.
    pub classes: Vec<String>,
}

/// What a filter's classes are called; by their keys where `divided` does not know them yet.
pub fn called(filter: &Filter, divided: &[Divided], language: Language) -> Vec<Called> {
    let one = |(of, keys): (&String, &BTreeSet<String>)| {
        let known = divided.iter().find(|divided| divided.of == *of);
        let class = |key: &String| known.map_or(key.as_str(), |known| known.called(key)).to_owned();
        Called { of: of.clone(), name: name_of(of, language), classes: keys.iter().map(class).collect() }
    };
    filter.classes.iter().map(one).collect()
}

/// What of a filter classes depend on: its period.
pub fn period_alone(filter: &Filter) -> Filter {
    Filter { from: filter.from, to: filter.to, ..Filter::default() }
}

/// Who is in the classes; the question's view is that of [`period_alone`].
pub async fn chosen<P: Pace>(
    classes: &BTreeMap<String, BTreeSet<String>>,
    question: Question<'_>,
    pace: &mut P,
) -> Result<Chosen, Cancelled> {
    let mut all = Chosen { members: vec![true; question.view.all.customers.len()], divided: Vec::new() };
    for (of, keys) in classes {
        let asked = Asked { keys, members: &mut all.members };
        let mut divided = if let Some(divide) = divider::<P>(of) {
            divide(question, asked, pace).await?
        } else {
            all.members.fill(false);
            Divided { problem: (question.say.words.divides_nothing)(of), ..Divided::default() }
        };
        divided.of.clone_from(of);
        divided.name = name_of(of, question.say.language);
        for key in keys {
            if divided.classes.iter().all(|class| class.key != *key) {
                divided.classes.push(ClassName { key: key.clone(), name: question.say.value(key).to_owned() });
            }
        }
        all.divided.push(divided);
    }
    Ok(all)
}

/// What an indicator is called; its id where there is none.
fn name_of(id: &str, language: Language) -> String {
    let about = registry::abouts().iter().find(|about| about.id == id);
    about.map_or_else(|| id.to_owned(), |about| about.name(language).to_owned())
}

/// The classes asked for, and who is left.
struct Asked<'a> {
    keys: &'a BTreeSet<String>,
    members: &'a mut [bool],
}

type Divide<P> = for<'a> fn(Question<'a>, Asked<'a>, &'a mut P) -> Doing<'a, Result<Divided, Cancelled>>;

/// What divides by the indicator with this id; `None` where there is none.
fn divider<P: Pace>(id: &str) -> Option<Divide<P>> {
    struct Dividers<'a, P>(&'a str, Option<Divide<P>>);
    impl<P: Pace> Each for Dividers<'_, P> {
        fn one<I: Indicator>(&mut self) {
            if I::ABOUT.id == self.0 {
                self.1 = Some(|question, asked, pace| Box::pin(divide::<I, P>(question, asked, pace)));
            }
        }
    }
    let mut dividers = Dividers::<P>(id, None);
    registry::for_each(&mut dividers);
    dividers.1
}

/// Leaves those alone who are in one of the classes.
async fn divide<I: Indicator, P: Pace>(
    question: Question<'_>,
    asked: Asked<'_>,
    pace: &mut P,
) -> Result<Divided, Cancelled> {
    let nobody = |members: &mut [bool], problem| {
        members.fill(false);
        Ok(Divided { problem, ..Divided::default() })
    };
    let found = match found_of::<I, P>(question, pace).await? {
        Ok(Some(found)) => found,
        Ok(None) => return nobody(asked.members, missing::<I>(question.view, &question.say).text),
        Err(Problem { message, .. }) => return nobody(asked.members, message),
    };
    let (members, groups) = (I::members(&found), I::groups(&found, &question.say));
    if members.is_none() && groups.is_empty() {
        return nobody(asked.members, (question.say.words.divides_nothing)(I::ABOUT.id));
    }
    let rows = members.into_iter().flat_map(|members| members.rows);
    let in_class = rows.filter(|member| asked.keys.contains(member.class)).map(|member| member.customer);
    let mut inside = vec![false; asked.members.len()];
    take(in_class, &mut inside, pace).await?;
    // The indicator's classes can all be chosen beside the one in force; of its groups, which may be many, those in force are
    // known by name.
    let mut classes = I::classes(&found, &question.say);
    for CustomerGroup { key, name, customers } in groups {
        if asked.keys.contains(&key) {
            take(customers, &mut inside, pace).await?;
            if classes.iter().all(|class| class.key != key) {
                classes.push(ClassName { key, name });
            }
        }
    }
    for (member, inside) in asked.members.iter_mut().zip(inside) {
        *member &= inside;
    }
    Ok(Divided { classes, ..Divided::default() })
}

/// Notes that these customers are inside.
async fn take<P: Pace>(
    customers: impl Iterator<Item = u32>,
    inside: &mut [bool],
    pace: &mut P,
) -> Result<(), Cancelled> {
    for (count, customer) in (1_usize..).zip(customers) {
        if let Some(slot) = inside.get_mut(customer as usize) {
            *slot = true;
        }
        if count % BLOCK == 0 {
            pace.breathe(Progress::default()).await?;
        }
    }
    Ok(())
}
