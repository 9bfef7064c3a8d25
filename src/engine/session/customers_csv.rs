//! The customer list as a file, in the reader's words.

use std::cell::RefCell;

use crate::domain::dataset::Customers;
use crate::domain::export::csv::CsvWriter;
use crate::domain::texts::{Fixed, texts};
use crate::engine::protocol::{CustomerList, CustomerRow};

use super::customers::Order;
use super::scored::Scored;

texts! {
    /// Headers of the file.
    HeaderTexts {
        id: Fixed = "Customer", "客户编号";
        name: Fixed = "Name", "姓名";
        segment: Fixed = "Segment", "分群";
        // What it is called in every language and whatever the user calls it: programs read it.
        segment_code: Fixed = "Segment code", "分群代码";
        recency: Fixed = "Days since last purchase", "距上次购买（天）";
        frequency: Fixed = "Orders", "订单数";
        monetary: Fixed = "Total spent", "消费总额";
        r: Fixed = "R", "R";
        f: Fixed = "F", "F";
        m: Fixed = "M", "M";
        score: Fixed = "Last score", "最近评分";
    }
}

impl Scored {
    /// The whole list as CSV: what the page shows, and what the customers table says of each.
    pub fn customers_csv(&self, list: &CustomerList, kept: &RefCell<Option<Order>>) -> Vec<u8> {
        let order = self.ordered(list, kept);
        let texts = HeaderTexts::of(self.language);
        let profiles = self.dataset.profiles.as_deref();
        let attributes: Vec<_> = profiles.into_iter().flat_map(Customers::attributes).collect();
        let mut csv = CsvWriter::new();
        let HeaderTexts { id, name, segment, segment_code, recency, frequency, monetary, r, f, m, score } = texts;
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
