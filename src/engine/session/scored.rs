//! What lists need: the rows under the filter, with each customer's scores.

use std::ops::Deref;
use std::rc::Rc;

use crate::indicators::View;
use crate::indicators::rfm::{OTHER, Rfm};

/// A view with its RFM.
pub struct Scored {
    view: Rc<View>,
    /// RFM of the rows let through; `None` where there is nobody to score.
    pub rfm: Option<Rc<Rfm>>,
    /// RFM before a segment was chosen; the same where none is.
    pub rfm_of_all: Option<Rc<Rfm>>,
}

impl Deref for Scored {
    type Target = View;

    fn deref(&self) -> &View {
        &self.view
    }
}

impl Scored {
    /// A view and the scores of its customers.
    pub fn new(view: Rc<View>, rfm: Option<Rc<Rfm>>, rfm_of_all: Option<Rc<Rfm>>) -> Self {
        Self { view, rfm, rfm_of_all }
    }

    /// The key of the segment in this place of the rule table.
    pub fn segment_key(&self, place: u16) -> &str {
        let rfm = self.rfm.as_ref();
        rfm.and_then(|rfm| rfm.segments.get(usize::from(place))).map_or(OTHER, |segment| segment.key.as_str())
    }
}
