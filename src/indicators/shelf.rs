//! Which indicators a program holds. What it does not hold, it links none of: that is what keeps the engine, which has
//! to be downloaded before the first figure shows, small.

use super::Indicator;

/// The indicators of one program. Both are known when the program is built, so that the code of others falls away.
pub trait Shelf {
    /// Whether it makes an indicator's page and keeps its parameters.
    fn holds<I: Indicator>() -> bool;

    /// Whether it makes what an indicator offers the overview.
    fn offers<I: Indicator>() -> bool;
}

/// All of them: the command line's, and the tests'.
pub enum Every {}

/// What the overview shows, and the pages of most indicators that offer it something: the engine's.
pub enum First {}

/// The other pages, which are computed once somebody opens them.
pub enum Further {}

impl Shelf for Every {
    fn holds<I: Indicator>() -> bool {
        true
    }

    fn offers<I: Indicator>() -> bool {
        I::OFFER.is_some()
    }
}

impl Shelf for First {
    fn holds<I: Indicator>() -> bool {
        I::OFFER.is_some() && !I::PAGE_LATER
    }

    fn offers<I: Indicator>() -> bool {
        I::OFFER.is_some()
    }
}

impl Shelf for Further {
    fn holds<I: Indicator>() -> bool {
        !First::holds::<I>()
    }

    fn offers<I: Indicator>() -> bool {
        false
    }
}
