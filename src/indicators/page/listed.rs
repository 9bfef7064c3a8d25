//! Tables that list customers, as files: whoever a page names can be taken along.

use crate::indicators::CustomerTable;

use super::{Cell, Figure, Inline, Link, Table};

impl Link {
    /// The id of the customer whose own page it leads to; `None` where it leads elsewhere.
    pub fn customer(&self) -> Option<String> {
        let encoded = self.to.strip_prefix("/customers/")?;
        // One value, encoded as in a form, is a form of one key without a value.
        form_urlencoded::parse(encoded.as_bytes()).next().map(|(id, _)| id.into_owned())
    }
}

impl Table {
    /// The customers it lists as they can be taken along, their ids first under `id`, then its own columns. Figures are in
    /// full precision. `None` where it does not list customers.
    pub fn customers(&self, id: &str) -> Option<CustomerTable> {
        let named = |row: &Vec<Cell>| {
            let (_, customer) = row.iter().find_map(of_customer)?;
            let shown = |cell: &Cell| of_customer(cell).map_or_else(|| plain(cell), |(link, _)| link.text.clone());
            Some([customer].into_iter().chain(row.iter().map(shown)).collect())
        };
        let rows: Vec<Vec<String>> = self.rows.iter().map(named).collect::<Option<_>>()?;
        let headers = self.columns.iter().map(|column| column.header.clone());
        let header = [id.to_owned()].into_iter().chain(headers).collect();
        (!rows.is_empty()).then_some(CustomerTable { header, rows })
    }
}

/// The customer a cell begins with, and the way there.
fn of_customer(cell: &Cell) -> Option<(&Link, String)> {
    match cell.0.first()? {
        Inline::Link(link) => Some((link, link.customer()?)),
        _ => None,
    }
}

/// A cell as text; one that is a figure as its number.
fn plain(cell: &Cell) -> String {
    if let [Inline::Figure(Figure { value, .. })] = cell.0.as_slice() {
        return value.clone();
    }
    let text = |piece: &Inline| match piece {
        Inline::Text(text)
        | Inline::Muted(text)
        | Inline::Caution(text)
        | Inline::Partial(text)
        | Inline::Whole(text) => text.clone(),
        Inline::Figure(figure) => figure.text.clone(),
        Inline::Link(link) => link.text.clone(),
        Inline::Break => " · ".to_owned(),
    };
    // A file has the minus sign that spreadsheets read.
    cell.0.iter().map(text).collect::<String>().replace('−', "-")
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;
    use crate::domain::export::table::FileFormat;

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        let columns = vec![Column::text("Customer"), Column::number("Money"), Column::text("Silent for")];
        Table { caption: String::new(), show_caption: false, columns, rows }
    }

    fn money(value: &str) -> Cell {
        let (name, label, text) = ("m".into(), "m".into(), "about".into());
        Cell::from(Figure { name, label, value: value.into(), text, origin: 0, only: None, why: None })
    }

    #[test]
    fn customers_stand_with_id_and_name_and_no_cell_runs_as_a_formula() {
        let named = Cell(vec![
            Inline::Link(Link::to_customer("=Ann", "a b/1&2")),
            Inline::Text(" ".into()),
            Inline::Muted("a b/1&2".into()),
        ]);
        let silent = Cell::whole("80 days").above("warning after 20 days");
        let listed = table(vec![vec![named, money("12.5"), silent], vec![Link::to_customer("b", "b").into()]]);
        let file = listed.customers("Id").unwrap().to_file(FileFormat::Csv).unwrap();
        let text = String::from_utf8(file).unwrap();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(
            lines,
            ["Id,Customer,Money,Silent for", "a b/1&2,'=Ann,12.5,80 days · warning after 20 days", "b,b"]
        );
    }

    #[test]
    fn other_tables_list_no_customers() {
        let later = table(vec![vec![Cell::from("5 Mar"), Link::to_customer("Ann", "a").into(), Cell::from("x")]]);
        assert_eq!(later.customers("Id").unwrap().rows, [["a", "5 Mar", "Ann", "x"]]);
        assert_eq!(table(Vec::new()).customers("Id"), None);
        let other = table(vec![vec![Link::new("All", "/customers").into()], vec![Cell::from("North")]]);
        assert_eq!(other.customers("Id"), None);
    }
}
