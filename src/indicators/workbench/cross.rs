//! Customers by two segmentations at once: how many, what they brought, what they answered, and whether they stayed.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::Certainty;
use crate::domain::contingency::{ChiSquare, adjusted_rand_index, chi_square, cramers_v};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::net_promoter::Tally;
use crate::domain::score::Score;
use crate::indicators::segmentations::Classed;

/// What is known of one customer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Person {
    /// The sum of their amounts that count.
    pub value: Money,
    /// Their newest score.
    pub score: Option<Score>,
    /// Whether they were active in the two windows of retention.
    pub active: [bool; 2],
}

/// The figures of some customers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Measures {
    /// How many.
    pub customers: usize,
    /// The sum of their amounts that count.
    pub value: Money,
    /// The score of their newest answers; `None` where fewer answered than make no small sample.
    pub score: Option<f64>,
    /// How many of them answered.
    pub n: usize,
    /// Of those active in the first window of retention in money the share active in the second; `None` of nobody.
    pub retention: Option<f64>,
    /// How many were active in the first.
    pub active: usize,
}

/// A class, with the figures of its customers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Margin {
    /// Its key.
    pub key: String,
    /// What its maker calls it.
    #[serde(skip)]
    pub name: String,
    /// The figures of its customers who have a class of the other segmentation too.
    #[serde(flatten)]
    pub of: Measures,
}

/// The customers of one class of each segmentation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// Both keys, for names of figures.
    pub key: String,
    /// The class of the rows.
    pub row: String,
    /// That of the columns.
    pub column: String,
    /// The figures.
    #[serde(flatten)]
    pub of: Measures,
}

/// Two segmentations crossed; classes of nobody are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Crossed {
    /// The classes of the rows.
    pub rows: Vec<Margin>,
    /// Those of the columns.
    pub columns: Vec<Margin>,
    /// Row by row.
    pub cells: Vec<Cell>,
    /// All of them.
    pub total: Measures,
    /// Whether the two have anything to do with each other.
    pub chi_square: Option<ChiSquare>,
    /// How much.
    pub cramers_v: Option<f64>,
    /// How alike they are.
    pub rand_index: Option<f64>,
    /// Customers with a class of one segmentation alone.
    pub outside: usize,
}

/// Sums of one cell.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    customers: usize,
    value: Money,
    tally: Tally,
    active: usize,
    stayed: usize,
}

impl Slot {
    fn add(&mut self, person: &Person) {
        self.customers += 1;
        self.value += person.value;
        if person.score.is_some() {
            self.tally.add(person.score);
        }
        let [before, after] = person.active;
        self.active += usize::from(before);
        self.stayed += usize::from(before && after);
    }

    fn measures(&self, certainty: Certainty) -> Measures {
        let estimate = self.tally.estimate(certainty);
        Measures {
            customers: self.customers,
            value: self.value,
            score: estimate.score.filter(|_| certainty.small_sample.is_enough(estimate.n)),
            n: estimate.n,
            retention: (self.active > 0).then(|| self.stayed as f64 / self.active as f64),
            active: self.active,
        }
    }
}

/// Crosses two segmentations of these customers, by number.
pub async fn crossed<P: Pace>(
    rows: &Classed,
    columns: &Classed,
    people: &[Person],
    certainty: Certainty,
    pace: &mut P,
) -> Result<Crossed, Cancelled> {
    let (height, width) = (rows.classes.len(), columns.classes.len());
    let mut slots = vec![Slot::default(); height * width];
    let (mut of_rows, mut of_columns) = (vec![Slot::default(); height], vec![Slot::default(); width]);
    let (mut total, mut outside) = (Slot::default(), 0);
    in_blocks_paced(people.len(), pace, |range| {
        let all = rows.of.iter().zip(&columns.of).zip(people).skip(range.start).take(range.len());
        for ((row, column), person) in all {
            match (row, column) {
                (Some(row), Some(column)) => {
                    let (row, column) = (usize::from(*row), usize::from(*column));
                    let places = [
                        slots.get_mut(row * width + column),
                        of_rows.get_mut(row),
                        of_columns.get_mut(column),
                        Some(&mut total),
                    ];
                    places.into_iter().flatten().for_each(|slot| slot.add(person));
                }
                (None, None) => {}
                _ => outside += 1,
            }
        }
    })
    .await?;
    let counts: Vec<Vec<usize>> =
        slots.chunks(width.max(1)).map(|row| row.iter().map(|slot| slot.customers).collect()).collect();
    let margins = |classed: &Classed, slots: &[Slot]| -> Vec<Margin> {
        let some = classed.classes.iter().zip(slots).filter(|(_, slot)| slot.customers > 0);
        some.map(|(class, slot)| Margin {
            key: class.key.clone(),
            name: class.name.clone(),
            of: slot.measures(certainty),
        })
        .collect()
    };
    let mut cells = Vec::new();
    for (place, row) in slots.chunks(width.max(1)).enumerate() {
        let in_use = of_rows.get(place).filter(|slot| slot.customers > 0).and_then(|_| rows.classes.get(place));
        let Some(in_row) = in_use else { continue };
        for ((class, slot), _) in columns.classes.iter().zip(row).zip(&of_columns).filter(|(_, of)| of.customers > 0) {
            let (row, column) = (in_row.key.clone(), class.key.clone());
            cells.push(Cell { key: format!("{row}|{column}"), row, column, of: slot.measures(certainty) });
        }
    }
    Ok(Crossed {
        rows: margins(rows, &of_rows),
        columns: margins(columns, &of_columns),
        cells,
        total: total.measures(certainty),
        chi_square: chi_square(&counts),
        cramers_v: cramers_v(&counts),
        rand_index: adjusted_rand_index(&counts),
        outside,
    })
}
