//! Which indicators a program holds. What it does not hold, it links none of: that is what keeps the engine, which has
//! to be downloaded before the first figure shows, small.

use super::Indicator;

/// The indicators of one program.
pub trait Shelf {
    /// Whether an indicator is among them. Known when the program is built, so that the code of others falls away.
    fn holds<I: Indicator>() -> bool;
}

/// All of them: the command line's, and the tests'.
pub enum Every {}

/// Those that offer the overview something: the engine's.
pub enum First {}

/// The others, which are computed once somebody opens their page.
pub enum Further {}

impl Shelf for Every {
    fn holds<I: Indicator>() -> bool {
        true
    }
}

impl Shelf for First {
    fn holds<I: Indicator>() -> bool {
        I::OFFER.is_some()
    }
}

impl Shelf for Further {
    fn holds<I: Indicator>() -> bool {
        I::OFFER.is_none()
    }
}
