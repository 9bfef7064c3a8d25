//! Names in the place of ids: whoever lists customers by id has them shown by name, the id beside it.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::domain::dataset::{Dataset, Field};

use super::page::{Cell, Inline, Link, Page, Part};

/// Names every customer whom a table, a list or a comment of the page leads to by id, where the customers table has a name.
pub(super) fn name_customers(page: &mut Page, dataset: &Dataset) {
    let Some(table) = dataset.profiles.as_deref().filter(|table| table.of(Field::Name).is_some()) else { return };
    // Made when the first customer is met: of several rows of one the last counts.
    let rows: OnceCell<HashMap<u32, usize>> = OnceCell::new();
    let name = |id: &str| {
        let customer = dataset.customers.find(id)?;
        let rows = rows.get_or_init(|| table.customer.iter().copied().zip(0..).collect());
        table.of(Field::Name)?.value(*rows.get(&customer)?)
    };
    page.each_part(|part| match part {
        Part::Table(table) => table.rows.iter_mut().flatten().for_each(|cell| in_cell(cell, &name)),
        Part::List(points) => points.iter_mut().for_each(|point| in_sentence(point, &name)),
        Part::Comments(comments) => comments.iter_mut().for_each(|comment| in_cell(&mut comment.who, &name)),
        _ => {}
    });
}

fn in_cell<'a>(Cell(pieces): &mut Cell, name: &impl Fn(&str) -> Option<&'a str>) {
    let [Inline::Link(link)] = pieces.as_slice() else { return };
    let id = link.text.clone();
    if *link != Link::to_customer(&id, &id) {
        return;
    }
    if let Some(name) = name(&id) {
        *pieces = vec![Inline::Link(Link::to_customer(name, &id)), Inline::Text(" ".into()), Inline::Muted(id)];
    }
}

/// In a sentence the name stands alone: it leads to the customer, whose page says the id.
fn in_sentence<'a>(Cell(pieces): &mut Cell, name: &impl Fn(&str) -> Option<&'a str>) {
    for piece in pieces {
        let Inline::Link(link) = piece else { continue };
        if *link == Link::to_customer(&link.text, &link.text)
            && let Some(name) = name(&link.text)
        {
            *link = Link::to_customer(name, &link.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::language::Language;
    use crate::indicators::fixture::Fixture;
    use crate::indicators::page::{Inline, Part};

    #[test]
    fn customers_are_listed_by_name_where_one_is_known() {
        let customers = "customer_id,name\na,Ann\na,Anna\nb,\n";
        let orders = "customer_id,date,amount\na,2024-01-01,10\nb,2024-02-01,20\na,2024-06-01,30\nb,2024-07-01,5\n";
        let fixture = Fixture::new(&[("customers.csv", customers), ("orders.csv", orders)]);
        let page = fixture.page("movement", Language::English);
        let mut seen = Vec::new();
        for part in page.sections.iter().flat_map(|section| &section.parts) {
            let Part::Table(table) = part else { continue };
            for cell in table.rows.iter().flatten() {
                if let Some(Inline::Link(link)) = cell.0.first() {
                    seen.push((link.text.clone(), link.to.clone(), cell.0.len()));
                }
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen, [("Anna".into(), "/customers/a".into(), 3), ("b".into(), "/customers/b".into(), 1)]);
    }

    #[test]
    fn who_wrote_a_comment_is_named() {
        let answers = "customer_id,date,score,comment\na,2024-01-01,9,good\nb,2024-01-02,3,bad\n";
        let files = [("customers.csv", "customer_id,name\na,Ann\nb,\n"), ("answers.csv", answers)];
        let page = Fixture::new(&files).page("comments", Language::English).to_markdown();
        assert!(page.contains("[Ann](#/customers/a) a: good") && page.contains("[b](#/customers/b): bad"), "{page}");
    }
}
