//! What lists need: the rows under the filter, with each customer's scores.

use std::ops::Deref;
use std::rc::Rc;

use crate::domain::language::Language;
use crate::indicators::View;
use crate::indicators::rfm::{OTHER, Rfm, SegmentSummary, segment_name};

/// A view with its RFM.
pub struct Scored {
    view: Rc<View>,
    /// RFM of the rows let through; `None` where there is nobody to score.
    pub rfm: Option<Rc<Rfm>>,
    /// RFM before a segment was chosen; the same where none is.
    pub rfm_of_all: Option<Rc<Rfm>>,
    /// The reader's.
    pub language: Language,
}

impl Deref for Scored {
    type Target = View;

    fn deref(&self) -> &View {
        &self.view
    }
}

impl Scored {
    /// A view and the scores of its customers.
    pub fn new(view: Rc<View>, rfm: Option<Rc<Rfm>>, rfm_of_all: Option<Rc<Rfm>>, language: Language) -> Self {
        Self { view, rfm, rfm_of_all, language }
    }

    /// The key of the segment in this place of the rule table.
    pub fn segment_key(&self, place: u16) -> &str {
        self.segment(place).map_or(OTHER, |segment| segment.key.as_str())
    }

    /// What the segment in this place of the rule table is called.
    pub fn segment_name(&self, place: u16) -> &str {
        let (key, name) = self.segment(place).map_or((OTHER, ""), |segment| (&segment.key, &segment.name));
        segment_name(self.language, key, name)
    }

    fn segment(&self, place: u16) -> Option<&SegmentSummary> {
        self.rfm.as_ref()?.segments.get(usize::from(place))
    }
}
