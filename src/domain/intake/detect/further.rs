//! Rows between the header and the data: the questions of a survey, ids as JSON, units, sub-headings.

use super::header::{clean, filled, is_typed, typed_columns};

/// The most rows between header and data.
const MOST: usize = 3;

/// What such rows say of a column, in lower case, where they say nothing of their own.
const SUBHEADINGS: &str = "response open-endedresponse text string number int integer float double decimal date datetime timestamp \
                           varchar char boolean 文本 数字 数值 日期 时间 单位 元 万元 人民币 单选 多选 填空 量表 必填 选填";

/// Rows below the header that are none of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::domain::intake) struct FurtherHeaders {
    pub rows: usize,
    /// Whether only what the columns hold speaks for it.
    pub is_unsure: bool,
}

/// Guesses how many of the first rows below the header are none of the data.
///
/// A row is none where all it holds are JSON objects, and then those above it too; or where it has words
/// in columns of numbers or dates and no number or date in any of these: in two at least, or with nothing
/// beside it but sub-headings; or where it is nothing but sub-headings that no row below has.
pub(in crate::domain::intake) fn further_headers(below: &[Vec<String>]) -> FurtherHeaders {
    let first = below.get(..MOST.min(below.len())).unwrap_or_default();
    if let Some(last) = first.iter().rposition(|row| is_json(row))
        && below.get(last + 1).is_some_and(|row| !is_json(row))
    {
        return FurtherHeaders { rows: last + 1, is_unsure: false };
    }
    let are_further = |last: &usize| {
        let (rows, body) = below.split_at_checked(last + 1).unwrap_or((below, &[]));
        rows.iter().all(|row| is_further(row, body))
    };
    let rows = (0..first.len()).rev().find(are_further).map_or(0, |last| last + 1);
    let is_unsure = first.get(..rows).unwrap_or_default().iter().any(|row| !is_subheading(row));
    FurtherHeaders { rows, is_unsure }
}

fn is_json(row: &[String]) -> bool {
    let is_object = |cell: &str| cell.starts_with('{') && cell.ends_with('}');
    filled(row).count() > 0 && filled(row).all(is_object)
}

fn is_further(row: &[String], body: &[Vec<String>]) -> bool {
    if body.len() < 2 {
        return false;
    }
    let typed = typed_columns(body);
    let cells: Vec<&str> = typed
        .iter()
        .filter_map(|column| row.get(column.index))
        .map(|cell| clean(cell))
        .filter(|cell| !cell.is_empty())
        .collect();
    if cells.is_empty() {
        return is_subheading(row) && !filled(row).any(|cell| occurs(body, cell));
    }
    let is_alone = || cells.len() == filled(row).count() || is_subheading(row);
    !cells.iter().any(|cell| is_typed(cell)) && (cells.len() >= 2 || is_alone())
}

fn occurs(rows: &[Vec<String>], text: &str) -> bool {
    rows.iter().any(|row| filled(row).any(|cell| cell == text))
}

/// Whether a row says nothing but what kind of answer, number or unit its columns hold.
fn is_subheading(row: &[String]) -> bool {
    let is_one = |cell: &str| {
        let word: String = cell.to_lowercase().chars().filter(|letter| !letter.is_whitespace()).collect();
        let enclosed = [('(', ')'), ('（', '）'), ('[', ']')]
            .iter()
            .any(|(open, close)| word.starts_with(*open) && word.ends_with(*close));
        enclosed || SUBHEADINGS.split_whitespace().any(|known| known == word)
    };
    filled(row).all(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (usize, bool) {
        let rows: Vec<Vec<String>> =
            text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>()).collect();
        let FurtherHeaders { rows, is_unsure } = further_headers(&rows);
        (rows, is_unsure)
    }

    #[test]
    fn rows_between_header_and_data_are_found() {
        for (text, wanted) in [
            (",,Response,Open-Ended Response\n1,2024-03-05,9,ok\n2,2024-03-06,8,no", (1, false)),
            (
                "Start,How likely,Why\n{\"ImportId\":\"s\"},{\"ImportId\":\"Q1\"},{\"ImportId\":\"Q2\"}\n2024-03-05,9,x\n2024-03-05,8,y",
                (2, false),
            ),
            (",(yyyy-mm-dd),(EUR)\nA,2024-03-05,1\nB,2024-03-06,2", (1, false)),
            ("编号,日期,金额(元)\nA,2024-03-05,1\nB,2024-03-06,2", (1, true)),
            (",Response,Open-Ended Response\n1,Very likely - 10,ok\n2,3,no", (1, false)),
            ("文本,数字\nA,1\nB,2", (1, false)),
            ("Who,When,How much\nstring,date,float\nA,2024-03-05,1\nB,2024-03-06,2", (2, true)),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_first_row_of_data_stays() {
        for text in [
            "A,2024-03-05,1\nB,2024-03-06,2\nC,2024-03-06,3",
            "A,x,1\nB,2024-03-06,2\nC,2024-03-06,3",
            "A,N/A,-\nB,2024-03-06,2\nC,2024-03-06,3",
            "A,x\nB,5\nC,9",
            "x,y\nz,w\nu,v",
            "date,text\nstring,text\ndate,number",
            "A,when,much\nB,2024-03-06,2",
            "",
        ] {
            assert_eq!(found(text).0, 0, "{text}");
        }
    }
}
