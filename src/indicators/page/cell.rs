//! What stands in one place of a page: texts, figures, and ways on.

use serde::{Deserialize, Serialize};

use super::{Only, Setting};

/// The list of customers, as a path.
pub const CUSTOMERS: &str = "/customers";

/// What stands in one place: texts, figures and links in a row. Empty for nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell(pub Vec<Inline>);

/// A piece of a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Plain.
    Text(String),
    /// Less important.
    Muted(String),
    /// To be read with care.
    Caution(String),
    /// The mark of a figure of something that is not whole: a month that is not over. Its cell is hatched.
    Partial(String),
    /// What must not be broken over two lines.
    Whole(String),
    /// A figure.
    Figure(Figure),
    /// A link.
    Link(Link),
    /// The next line.
    Break,
}

impl Cell {
    /// Nothing.
    pub const fn empty() -> Self {
        Self(Vec::new())
    }

    /// A text that may be passed over.
    pub fn muted(text: impl Into<String>) -> Self {
        Self(vec![Inline::Muted(text.into())])
    }

    /// A text to be read with care; nothing where it is empty.
    pub fn caution(text: impl Into<String>) -> Self {
        let text = text.into();
        Self(if text.is_empty() { Vec::new() } else { vec![Inline::Caution(text)] })
    }

    /// A text that must not be broken over two lines.
    pub fn whole(text: impl Into<String>) -> Self {
        Self(vec![Inline::Whole(text.into())])
    }

    /// From one cell to the other: `12 – 34`.
    #[must_use]
    pub fn to(mut self, other: Self) -> Self {
        self.0.push(Inline::Text(" – ".into()));
        self.0.extend(other.0);
        self
    }

    /// With the mark of what is not whole.
    #[must_use]
    pub fn partial(mut self, mark: &str) -> Self {
        self.0.push(Inline::Partial(mark.to_owned()));
        self
    }

    /// With something muted on the next line.
    #[must_use]
    pub fn above(mut self, text: impl Into<String>) -> Self {
        self.0.extend([Inline::Break, Inline::Muted(text.into())]);
        self
    }

    /// What customers are called, as the way to them where there are any.
    pub fn of_those(name: &str, only: Only, customers: usize) -> Self {
        if customers == 0 { Self::from(name) } else { Link::to_those(name, only).into() }
    }

    /// The figures in it.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.0.iter().filter_map(|piece| match piece {
            Inline::Figure(figure) => Some(figure),
            _ => None,
        })
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self(if text.is_empty() { Vec::new() } else { vec![Inline::Text(text)] })
    }
}

impl From<Figure> for Cell {
    fn from(figure: Figure) -> Self {
        Self(vec![Inline::Figure(figure)])
    }
}

impl From<Link> for Cell {
    fn from(link: Link) -> Self {
        Self(vec![Inline::Link(link)])
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map(Into::into).unwrap_or_default()
    }
}

/// A number that can be asked where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Its name, as in the JSON document: `nps.score`.
    pub name: String,
    /// Its label.
    pub label: String,
    /// In full precision.
    pub value: String,
    /// As shown.
    pub text: String,
    /// The place of its origin among [`Page::origins`](super::Page::origins).
    pub origin: usize,
    /// The customers it counts: it is the way to the list of them, in the place of the way to its origin, which other figures
    /// of its table have. `None` for most.
    pub only: Option<Only>,
    /// The way to why it changed, which stands beside where it comes from; `None` for most.
    pub why: Option<Box<Link>>,
}

impl Figure {
    /// As the way to the customers it counts, unless it counts nobody.
    #[must_use]
    pub fn leading(self, only: Only) -> Self {
        if self.value == "0" { self } else { Self { only: Some(only), ..self } }
    }

    /// With the way to why it changed.
    #[must_use]
    pub fn explained(self, why: Link) -> Self {
        Self { why: Some(Box::new(why)), ..self }
    }
}

/// A way to another page; the filter in force goes along.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// The page, as a path: `/customers`.
    pub to: String,
    /// What is said of it when pointed at; may be empty.
    pub title: String,
    /// Whom it chooses; `None` leaves the filter as it is.
    pub only: Option<Only>,
    /// What it puts in force on the way; `None` leaves the parameters as they are.
    pub sets: Option<Setting>,
}

impl Link {
    /// A link without more.
    pub fn new(text: impl Into<String>, to: impl Into<String>) -> Self {
        Self { text: text.into(), to: to.into(), ..Self::default() }
    }

    /// With a parameter that it puts in force on the way.
    #[must_use]
    pub fn setting(self, setting: Setting) -> Self {
        Self { sets: Some(setting), ..self }
    }

    /// The way to the list of the customers that are chosen.
    pub fn to_those(text: impl Into<String>, only: Only) -> Self {
        Self { only: Some(only), ..Self::new(text, CUSTOMERS) }
    }

    /// The way to a customer's own page.
    pub fn to_customer(text: impl Into<String>, id: &str) -> Self {
        let id: String = form_urlencoded::byte_serialize(id.as_bytes()).collect();
        Self::new(text, format!("/customers/{id}"))
    }
}
