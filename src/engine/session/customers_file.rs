//! The customer list as a file, in the reader's words.

use std::cell::RefCell;

use crate::domain::dataset::Customers;
use crate::domain::export::table::{FileFormat, TableWriter};
use crate::engine::protocol::{CustomerList, CustomerRow, Failure};
use crate::i18n::CustomersTexts;

use super::customers::Order;
use super::desk::fits;
use super::scored::Scored;

impl Scored {
    /// The whole list, one row after another: what the page shows, and what the customers table says of each.
    pub fn customers_file(
        &self,
        list: &CustomerList,
        format: FileFormat,
        kept: &RefCell<Option<Order>>,
    ) -> Result<Vec<u8>, Failure> {
        let order = self.ordered(list, kept);
        fits(order.customers().len(), format)?;
        let texts = CustomersTexts::of(self.language);
        let profiles = self.dataset.profiles.as_deref();
        let attributes: Vec<_> = profiles.into_iter().flat_map(Customers::attributes).collect();
        let CustomersTexts { id, name, segment, segment_code, recency, frequency, monetary, r, f, m, score, .. } =
            texts;
        let own = [id, name, segment, segment_code, recency, frequency, monetary, r, f, m, score];
        let names = attributes.iter().map(|attribute| attribute.name.as_str());
        let header: Vec<&str> = own.into_iter().copied().chain(names).collect();
        let mut table = TableWriter::new(format, &header);
        for &customer in order.customers() {
            let known = order.of(customer);
            let CustomerRow { id, name, rfm, score, .. } = self.row(customer, known);
            let code = known.rfm.map(|row| self.segment_key(row.segment)).unwrap_or_default();
            let mut cells = vec![id, name.unwrap_or_default()];
            cells.extend(match rfm {
                Some(rfm) => [
                    rfm.segment,
                    code.to_owned(),
                    rfm.recency.to_string(),
                    rfm.frequency.to_string(),
                    rfm.monetary.to_string(),
                    rfm.r.to_string(),
                    rfm.f.to_string(),
                    rfm.m.to_string(),
                ],
                None => Default::default(),
            });
            cells.push(score.map(|score| score.get().to_string()).unwrap_or_default());
            let said = |row: usize| attributes.iter().map(move |attribute| attribute.value(row).unwrap_or_default());
            table.row(cells.iter().map(String::as_str).chain(known.profile.into_iter().flat_map(said)));
        }
        kept.replace(Some(order));
        table.finish().map_err(|error| Failure::NoTable(error.to_string()))
    }
}
