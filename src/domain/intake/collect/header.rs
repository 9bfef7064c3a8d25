//! Names of columns from the header row.

use std::collections::BTreeSet;

use crate::domain::intake::value::bare;

/// The names of a file's columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::domain::intake) struct Headers {
    /// One per column: trimmed, no two the same, none blank.
    pub names: Vec<String>,
    /// Those the file repeats or leaves blank, as renamed.
    pub renamed: Vec<String>,
}

/// Names the columns after a header row, freed of wrapping. A name met again gets ` (2)`, a blank one `column 3`.
pub(in crate::domain::intake) fn headers_of<'a>(row: impl Iterator<Item = &'a str>) -> Headers {
    let mut headers = Headers::default();
    let mut taken = BTreeSet::new();
    for (index, cell) in row.enumerate() {
        let own = bare(cell, true).text;
        let mut name = if own.is_empty() { format!("column {}", index + 1) } else { own.to_owned() };
        let base = name.clone();
        let mut copy = 2_usize;
        while taken.contains(&name) {
            name = format!("{base} ({copy})");
            copy += 1;
        }
        if name != own {
            headers.renamed.push(name.clone());
        }
        taken.insert(name.clone());
        headers.names.push(name);
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_unique_and_never_blank() {
        let headers = headers_of(["NETPRO  ", "x", "", "x", "x (2)", "\u{3000}"].into_iter());
        assert_eq!(headers.names, ["NETPRO", "x", "column 3", "x (2)", "x (2) (2)", "column 6"]);
        assert_eq!(headers.renamed, ["column 3", "x (2)", "x (2) (2)", "column 6"]);
    }
}
