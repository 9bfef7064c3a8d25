//! The customer list as a file, in the reader's words.

use std::cell::RefCell;

use crate::domain::dataset::Customers;
use crate::domain::export::csv::CsvWriter;
use crate::engine::protocol::{CustomerList, CustomerRow};
use crate::i18n::CustomersTexts;

use super::customers::Order;
use super::scored::Scored;

impl Scored {
    /// The whole list as CSV: what the page shows, and what the customers table says of each.
    pub fn customers_csv(&self, list: &CustomerList, kept: &RefCell<Option<Order>>) -> Vec<u8> {
        let order = self.ordered(list, kept);
        let texts = CustomersTexts::of(self.language);
        let profiles = self.dataset.profiles.as_deref();
        let attributes: Vec<_> = profiles.into_iter().flat_map(Customers::attributes).collect();
        let mut csv = CsvWriter::new();
        let CustomersTexts { id, name, segment, segment_code, recency, frequency, monetary, r, f, m, score, .. } =
            texts;
        let own = [id, name, segment, segment_code, recency, frequency, monetary, r, f, m, score];
        csv.row(own.into_iter().copied().chain(attributes.iter().map(|attribute| attribute.name.as_str())));
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
            csv.row(cells.iter().map(String::as_str).chain(known.profile.into_iter().flat_map(said)));
        }
        kept.replace(Some(order));
        csv.finish()
    }
}
