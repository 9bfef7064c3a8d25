//! Whose turn it is to compute.
//!
//! Questions are worked on one by one, in the order in which they were asked: what stands first on a page is shown
//! first. A newer question of the same place on the page ends the older one, as nobody would see its answer.

use std::collections::{BTreeMap, BTreeSet};

/// The questions that are being worked on or wait for it. Numbers of questions rise as they are asked.
#[derive(Debug, Default)]
pub struct Line {
    waiting: BTreeSet<u32>,
    places: BTreeMap<String, u32>,
    cancelled: BTreeSet<u32>,
}

impl Line {
    /// Takes a place of the page, and one in the line: the question that had the place is told to stop.
    pub fn take(&mut self, place: &str, number: u32) {
        self.take_place(place, number);
        self.waiting.insert(number);
    }

    /// The same without standing in the line: another program computes.
    pub fn take_place(&mut self, place: &str, number: u32) {
        if let Some(older) = self.places.insert(place.to_owned(), number) {
            self.cancelled.insert(older);
        }
    }

    /// Gives both back; the place only where no newer question has taken it.
    pub fn leave(&mut self, place: &str, number: u32) {
        self.waiting.remove(&number);
        if self.places.get(place) == Some(&number) {
            self.places.remove(place);
        }
    }

    /// Tells a question to stop, whether it stands in the line or not.
    pub fn cancel(&mut self, number: u32) {
        self.cancelled.insert(number);
    }

    /// Forgets a question that was answered.
    pub fn answered(&mut self, number: u32) {
        self.cancelled.remove(&number);
    }

    /// Whether a question was told to stop.
    pub fn is_cancelled(&self, number: u32) -> bool {
        self.cancelled.contains(&number)
    }

    /// Whether a question has to wait for one that was asked earlier. One that stands in no line, or was told to stop,
    /// does not.
    pub fn must_wait(&self, number: u32) -> bool {
        self.waiting.contains(&number) && self.waiting.first() < Some(&number) && !self.is_cancelled(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_worked_on_as_they_were_asked() {
        let mut line = Line::default();
        for (number, place) in [(3, "headline"), (5, "chart"), (9, "table")] {
            line.take(place, number);
        }
        assert_eq!([3, 5, 9].map(|number| line.must_wait(number)), [false, true, true]);
        line.leave("headline", 3);
        assert_eq!([5, 9].map(|number| line.must_wait(number)), [false, true]);
        line.leave("table", 9);
        line.leave("chart", 5);
        assert!(!line.must_wait(11), "what stands in no line never waits");
        line.take_place("model", 13);
        line.take("figure", 15);
        assert!(!line.must_wait(13) && !line.must_wait(15), "nobody waits for what another program computes");
    }

    #[test]
    fn a_newer_question_of_a_place_ends_the_older_one() {
        let mut line = Line::default();
        line.take("page nps", 1);
        line.take("page rfm", 2);
        line.take("page nps", 3);
        assert_eq!([1, 2, 3].map(|number| line.is_cancelled(number)), [true, false, false]);
        line.leave("page nps", 1);
        line.answered(1);
        assert!(!line.is_cancelled(1));
        line.take("page nps", 4);
        assert!(line.is_cancelled(3), "the place was still the newer one's when the older left it");
    }

    #[test]
    fn who_is_told_to_stop_does_not_wait_to_hear_it() {
        let mut line = Line::default();
        line.take("a", 1);
        line.take("b", 2);
        line.cancel(2);
        assert!(line.is_cancelled(2) && !line.must_wait(2));
        line.cancel(7);
        assert!(line.is_cancelled(7), "a file being read stands in no line");
        line.answered(7);
        assert!(!line.is_cancelled(7));
    }
}
