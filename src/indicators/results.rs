//! Results kept by what they were computed from, so that nothing is computed twice: pages share them, and changing a
//! parameter leaves those alone that do not depend on it.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Results of one indicator kept at most: those now in force, and those before the last change.
const MOST: usize = 3;

/// What a result depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The view's number, which stands for data and filter.
    pub view: u64,
    /// The parameters as JSON, shared ones included.
    pub params: String,
}

/// A kept result; `None` where there was nothing to say. Results have no type in common but that of the indicator
/// that put them in and takes them out.
type Kept = Option<Rc<dyn Any>>;

/// Kept results by indicator, the latest used last.
#[derive(Default)]
pub struct Results {
    by_indicator: RefCell<BTreeMap<&'static str, Vec<(Key, Kept)>>>,
}

impl Results {
    /// The result computed from this; the outer `None` where it is not kept.
    pub fn get<T: 'static>(&self, id: &'static str, key: &Key) -> Option<Option<Rc<T>>> {
        let mut all = self.by_indicator.borrow_mut();
        let kept = all.get_mut(id)?;
        let place = kept.iter().position(|(known, _)| known == key)?;
        let found = kept.remove(place);
        let result = match found.1.clone() {
            None => Some(None),
            Some(result) => result.downcast::<T>().ok().map(Some),
        };
        kept.push(found);
        result
    }

    /// Keeps a result.
    pub fn keep<T: 'static>(&self, id: &'static str, key: Key, result: Option<Rc<T>>) {
        let mut all = self.by_indicator.borrow_mut();
        let kept = all.entry(id).or_default();
        kept.retain(|(known, _)| *known != key);
        kept.push((key, result.map(|result| result as Rc<dyn Any>)));
        if kept.len() > MOST {
            kept.remove(0);
        }
    }

    /// Forgets all: the data changed.
    pub fn clear(&self) {
        self.by_indicator.borrow_mut().clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(view: u64) -> Key {
        Key { view, params: "{}".into() }
    }

    #[test]
    fn a_result_is_found_under_what_it_was_computed_from() {
        let results = Results::default();
        results.keep("nps", key(1), Some(Rc::new(5_u8)));
        results.keep::<u8>("nps", key(2), None);
        assert_eq!(results.get::<u8>("nps", &key(1)), Some(Some(Rc::new(5))));
        assert_eq!(results.get::<u8>("nps", &key(2)), Some(None));
        assert_eq!(results.get::<u8>("nps", &key(3)), None);
        assert_eq!(results.get::<u8>("rfm", &key(1)), None);
        results.clear();
        assert_eq!(results.get::<u8>("nps", &key(1)), None);
    }

    #[test]
    fn of_many_results_the_latest_used_stay() {
        let results = Results::default();
        for view in 0..3 {
            results.keep("nps", key(view), Some(Rc::new(view)));
        }
        assert!(results.get::<u64>("nps", &key(0)).is_some());
        results.keep("nps", key(3), Some(Rc::new(3_u64)));
        assert!(results.get::<u64>("nps", &key(1)).is_none() && results.get::<u64>("nps", &key(0)).is_some());
    }
}
