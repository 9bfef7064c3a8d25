//! Two ways of putting the same things into classes, crossed: whether they go together, how closely, and how alike they
//! are.

use serde::Serialize;

use super::likelihood::special::chi_square_p;

/// Pearson's test of whether rows and columns have nothing to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ChiSquare {
    /// The statistic.
    pub statistic: f64,
    /// (rows - 1) (columns - 1), of those that have anything.
    pub degrees: usize,
    /// The probability of one at least as large, were there nothing.
    pub p: f64,
    /// The share of cells where fewer than five are expected: with more than a fifth of them `p` is a rough one
    /// (W. G. Cochran, Some methods for strengthening the common χ² tests, Biometrics 10 (1954) 417-451).
    pub rare: f64,
}

/// Counts by row and column, with the sums of both. Rows and columns of nothing are left out.
struct Margins {
    cells: Vec<Vec<f64>>,
    rows: Vec<f64>,
    columns: Vec<f64>,
    all: f64,
}

impl Margins {
    fn of(counts: &[Vec<usize>]) -> Self {
        let width = counts.iter().map(Vec::len).max().unwrap_or_default();
        let sum_of = |column: usize| counts.iter().filter_map(|row| row.get(column)).sum::<usize>();
        let sums: Vec<usize> = (0..width).map(sum_of).collect();
        let filled = |row: &Vec<usize>| -> Vec<f64> {
            let padded = row.iter().copied().chain(std::iter::repeat(0));
            padded.zip(&sums).filter(|(_, sum)| **sum > 0).map(|(count, _)| count as f64).collect()
        };
        let cells: Vec<Vec<f64>> = counts.iter().filter(|row| row.iter().any(|n| *n > 0)).map(filled).collect();
        let rows: Vec<f64> = cells.iter().map(|row| row.iter().sum()).collect();
        let columns: Vec<f64> = sums.into_iter().filter(|sum| *sum > 0).map(|sum| sum as f64).collect();
        let all = rows.iter().sum();
        Self { cells, rows, columns, all }
    }
}

/// The test; `None` where there are not two rows and two columns with anything in them.
///
/// Source: K. Pearson, Philosophical Magazine 50 (1900) 157-175; degrees of freedom after R. A. Fisher (1922).
pub fn chi_square(counts: &[Vec<usize>]) -> Option<ChiSquare> {
    let Margins { cells, rows, columns, all } = Margins::of(counts);
    let degrees = rows.len().saturating_sub(1) * columns.len().saturating_sub(1);
    if degrees == 0 {
        return None;
    }
    let (mut statistic, mut rare) = (0.0, 0_usize);
    for (row, row_sum) in cells.iter().zip(&rows) {
        for (count, column_sum) in row.iter().zip(&columns) {
            let expected = row_sum * column_sum / all;
            statistic += (count - expected) * (count - expected) / expected;
            rare += usize::from(expected < 5.0);
        }
    }
    let rare = rare as f64 / (rows.len() * columns.len()) as f64;
    Some(ChiSquare { statistic, degrees, p: chi_square_p(statistic, degrees), rare })
}

/// Cramér's V, 0 to 1: how closely rows and columns go together, whatever the number of things; `None` as above.
///
/// Source: H. Cramér, Mathematical Methods of Statistics (1946), 21.9: the root of χ² over n times the lesser of rows and
/// columns, less one. Not corrected for bias: of few things in many classes it is somewhat above zero by chance.
pub fn cramers_v(counts: &[Vec<usize>]) -> Option<f64> {
    let ChiSquare { statistic, .. } = chi_square(counts)?;
    let Margins { rows, columns, all, .. } = Margins::of(counts);
    let lesser = rows.len().min(columns.len()).saturating_sub(1);
    Some((statistic / (all * lesser as f64)).sqrt().min(1.0))
}

/// The adjusted Rand index: how alike two classings are, pair by pair of things that both put together or apart. 1 where
/// they are the same, 0 as by chance, below zero where less than that. `None` where neither parts anything, or both part
/// everything: chance then leaves no room.
///
/// Source: L. Hubert, P. Arabie, Comparing partitions, Journal of Classification 2 (1985) 193-218.
pub fn adjusted_rand_index(counts: &[Vec<usize>]) -> Option<f64> {
    let Margins { cells, rows, columns, all } = Margins::of(counts);
    let pairs = |n: &f64| n * (n - 1.0) / 2.0;
    let together: f64 = cells.iter().flatten().map(pairs).sum();
    let (by_rows, by_columns): (f64, f64) = (rows.iter().map(pairs).sum(), columns.iter().map(pairs).sum());
    let all = pairs(&all);
    if all <= 0.0 {
        return None;
    }
    let expected = by_rows * by_columns / all;
    let room = f64::midpoint(by_rows, by_columns) - expected;
    (room > 0.0).then(|| (together - expected) / room)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() <= 1e-10 * right.abs().max(1.0), "{left} is not {right}");
    }

    #[test]
    fn figures_equal_those_of_scipy_and_scikit_learn() {
        // chi2_contingency(correction=False) and contingency.association of scipy 1.17.1, adjusted_rand_score of
        // scikit-learn 1.9.1.
        let [three, two, none] = [
            vec![vec![12, 5, 0], vec![3, 20, 7], vec![1, 4, 30]],
            vec![vec![8, 2], vec![1, 5]],
            vec![vec![40, 38, 45, 41], vec![37, 44, 39, 42], vec![41, 40, 38, 43]],
        ];
        for (counts, statistic, degrees, p, v, alike, rare) in [
            (
                three,
                66.855_905_358_415_5,
                4,
                1.045_528_335_659_760_1e-13,
                0.638_480_978_183_793_3,
                0.410_906_058_670_716_94,
                1.0 / 9.0,
            ),
            (two, 6.112_169_312_169_312, 1, 0.013_425_424_881_491_248, 0.618_070_046_200_737_7, 0.35, 0.75),
            (
                none,
                1.413_232_511_543_720_5,
                6,
                0.965_048_518_084_356_8,
                0.038_052_386_662_074_715,
                -0.003_789_784_209_400_311_4,
                0.0,
            ),
        ] {
            let test = chi_square(&counts).unwrap();
            assert_eq!(test.degrees, degrees);
            close(test.statistic, statistic);
            assert!((test.p / p - 1.0).abs() < 1e-9, "{} is not {p}", test.p);
            close(test.rare, rare);
            close(cramers_v(&counts).unwrap(), v);
            close(adjusted_rand_index(&counts).unwrap(), alike);
        }
    }

    #[test]
    fn a_classing_is_like_itself_and_unlike_one_that_cuts_across_it() {
        let same = vec![vec![3, 0], vec![0, 5]];
        close(cramers_v(&same).unwrap(), 1.0);
        close(adjusted_rand_index(&same).unwrap(), 1.0);
        let across = vec![vec![4, 4], vec![4, 4]];
        close(cramers_v(&across).unwrap(), 0.0);
        close(chi_square(&across).unwrap().p, 1.0);
        assert!(adjusted_rand_index(&across).unwrap() < 0.0);
    }

    #[test]
    fn where_nothing_is_parted_there_is_nothing_to_tell() {
        for counts in [vec![], vec![vec![]], vec![vec![0, 0], vec![0, 0]], vec![vec![7]], vec![vec![3, 0], vec![4, 0]]]
        {
            assert_eq!((chi_square(&counts), cramers_v(&counts)), (None, None), "{counts:?}");
        }
        assert_eq!(adjusted_rand_index(&[vec![7]]), None);
        assert_eq!(adjusted_rand_index(&[vec![1, 0], vec![0, 1]]), None);
    }
}
