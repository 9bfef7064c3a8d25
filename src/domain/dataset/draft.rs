//! A filter being put together: what is chosen, before it is in force.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::day::{Day, Period};

use super::filter::{Filter, FilterError};
use super::range::Range;

/// What was chosen and typed so far. Its period reaches over the data's span where no end was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    chosen: Filter,
    /// Both ends of ranges, as typed since the draft began, by attribute.
    typed: BTreeMap<String, (String, String)>,
    data: Option<Period>,
}

impl Draft {
    /// Begins with the filter in force, over data of this span.
    pub fn of(filter: Filter, data: Option<Period>) -> Self {
        Self { chosen: filter, typed: BTreeMap::new(), data }
    }

    /// First and last day: those chosen, else those of the data.
    pub fn period(&self) -> (Option<Day>, Option<Day>) {
        (self.chosen.from.or(self.data.map(|data| data.from)), self.chosen.to.or(self.data.map(|data| data.to)))
    }

    /// Chooses the first day; the data's own first day, like none, chooses nothing.
    pub fn set_from(&mut self, day: Option<Day>) {
        self.chosen.from = day.filter(|&day| self.data.is_none_or(|data| day != data.from));
    }

    /// Chooses the last day; the data's own last day, like none, chooses nothing.
    pub fn set_to(&mut self, day: Option<Day>) {
        self.chosen.to = day.filter(|&day| self.data.is_none_or(|data| day != data.to));
    }

    /// The chosen segment.
    pub fn segment(&self) -> Option<&str> {
        self.chosen.segment.as_deref()
    }

    /// Chooses a segment, or none.
    pub fn set_segment(&mut self, key: Option<String>) {
        self.chosen.segment = key;
    }

    /// Whether a class is among those chosen.
    pub fn has_class(&self, of: &str, class: &str) -> bool {
        self.chosen.classes.get(of).is_some_and(|classes| classes.contains(class))
    }

    /// Chooses one more class of what divides customers, or one less. With none left it is not asked for.
    pub fn set_class(&mut self, of: &str, class: &str, chosen: bool) {
        let classes = self.chosen.classes.entry(of.to_owned()).or_default();
        if chosen {
            classes.insert(class.to_owned());
        } else {
            classes.remove(class);
        }
        self.chosen.classes.retain(|_, classes| !classes.is_empty());
    }

    /// Whether a value of an attribute is among those chosen.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.chosen.attributes.get(name).is_some_and(|values| values.contains(value))
    }

    /// Chooses one more value of an attribute, any of which lets a row through, or one less. With none left the
    /// attribute is not asked for.
    pub fn set(&mut self, name: &str, value: &str, chosen: bool) {
        let values = self.chosen.attributes.entry(name.to_owned()).or_default();
        if chosen {
            values.insert(value.to_owned());
        } else {
            values.remove(value);
        }
        self.chosen.attributes.retain(|_, values| !values.is_empty());
    }

    /// How many values of an attribute are chosen; its range counts as one.
    pub fn count(&self, name: &str) -> usize {
        let values = self.chosen.attributes.get(name).map_or(0, BTreeSet::len);
        let (from, to) = self.ends(name);
        let open = self.chosen.ranges.contains_key(name) && !self.typed.contains_key(name);
        values + usize::from(open || !from.is_empty() || !to.is_empty())
    }

    /// Both ends of an attribute's range, as typed; empty where they are open.
    pub fn ends(&self, name: &str) -> (String, String) {
        let chosen = || self.chosen.ranges.get(name).map(Range::ends).unwrap_or_default();
        self.typed.get(name).cloned().unwrap_or_else(chosen)
    }

    /// Types both ends of an attribute's range. With both empty the range is not asked for.
    pub fn set_ends(&mut self, name: &str, ends: (String, String)) {
        self.typed.insert(name.to_owned(), ends);
    }

    /// The filter it makes.
    ///
    /// # Errors
    /// The period ends before it begins, be it on the data's own first or last day; an end of a range is no number
    /// (or day).
    pub fn filter(&self) -> Result<Filter, FilterError> {
        if let (Some(from), Some(to)) = self.period()
            && to < from
        {
            return Err(FilterError::Backwards { from, to });
        }
        let mut filter = self.chosen.clone();
        for (name, (from, to)) in &self.typed {
            if from.is_empty() && to.is_empty() {
                filter.ranges.remove(name);
            } else {
                filter.ranges.insert(name.clone(), format!("{from}..{to}").parse()?);
            }
        }
        Ok(filter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        text.parse().ok()
    }

    fn draft(query: &str) -> Draft {
        let data = Period { from: day("2024-01-03").unwrap(), to: day("2024-12-09").unwrap() };
        Draft::of(query.parse().unwrap(), Some(data))
    }

    fn query(draft: &Draft) -> String {
        draft.filter().unwrap().to_string()
    }

    #[test]
    fn without_a_change_it_is_the_filter_in_force() {
        for text in ["", "from=2024-02-01&segment=champions&a.branch=North&a.branch=South&r.age=18..30&r.born=.."] {
            assert_eq!(query(&draft(text)), text);
        }
    }

    #[test]
    fn the_span_of_the_data_is_shown_and_chooses_nothing() {
        let mut draft = draft("to=2024-06-30");
        assert_eq!(draft.period(), (day("2024-01-03"), day("2024-06-30")));
        draft.set_from(day("2024-01-03"));
        draft.set_to(day("2024-12-09"));
        assert_eq!((query(&draft).as_str(), draft.period()), ("", (day("2024-01-03"), day("2024-12-09"))));
        draft.set_from(day("2023-01-01"));
        assert_eq!(query(&draft), "from=2023-01-01");
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_an_error_against_the_data_too() {
        let mut backwards = draft("to=2024-03-31");
        backwards.set_from(day("2024-04-01"));
        assert!(matches!(backwards.filter(), Err(FilterError::Backwards { .. })));
        let mut before = draft("");
        before.set_to(day("2023-12-31"));
        assert!(matches!(before.filter(), Err(FilterError::Backwards { .. })));
    }

    #[test]
    fn values_add_up_and_the_last_one_takes_the_attribute_with_it() {
        let mut draft = draft("");
        draft.set("branch", "South", true);
        draft.set("branch", "", true);
        assert_eq!((query(&draft).as_str(), draft.count("branch")), ("a.branch=&a.branch=South", 2));
        assert!(draft.has("branch", "South") && !draft.has("branch", "North"));
        draft.set("branch", "South", false);
        draft.set("branch", "", false);
        assert!(draft.filter().unwrap().is_empty());
    }

    #[test]
    fn the_last_class_takes_what_divides_with_it() {
        let mut draft = draft("c.lifecycle=lost");
        draft.set_class("lifecycle", "dormant", true);
        draft.set_class("grades", "", true);
        assert_eq!(query(&draft), "c.grades=&c.lifecycle=dormant&c.lifecycle=lost");
        assert!(draft.has_class("grades", "") && !draft.has_class("pyramid", "vip"));
        draft.set_class("grades", "", false);
        draft.set_class("lifecycle", "lost", false);
        assert_eq!(query(&draft), "c.lifecycle=dormant");
    }

    #[test]
    fn a_range_is_read_when_it_is_asked_for() {
        let mut draft = draft("r.age=18..30");
        draft.set_ends("age", ("21".into(), String::new()));
        assert_eq!((query(&draft).as_str(), draft.count("age")), ("r.age=21..", 1));
        draft.set_ends("age", ("21 years".into(), String::new()));
        assert!(matches!(draft.filter(), Err(FilterError::Range(_))));
        draft.set_ends("age", (String::new(), String::new()));
        assert!(draft.filter().unwrap().is_empty());
    }
}
