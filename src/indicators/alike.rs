//! Customers who are all alike in what a page goes by: nothing puts one apart from another, and a class would mean nothing.

use crate::domain::texts::{With1, With2, texts};

use super::Say;

texts! {
    /// Texts of customers who are all alike.
    AlikeTexts {
        all: With2 =
            |n, what| format!("All {n} customers are alike in {what}, so there is nothing to tell classes apart by: customers who differ are needed, from more time or more customers"),
            |n, what| format!("{n} 名客户的{what}完全相同，没有可用于区分类别的差异：需要有差异的客户，请载入更长时间或更多客户的数据");
        one: With1 =
            |what| format!("There is one customer alone, and nobody to compare their {what} with: more customers are needed"),
            |what| format!("只有 1 名客户，其{what}无从比较：请载入更多客户的数据");
    }
}

/// Whether each is the same as the first; of nobody they are not, of one alone they are.
pub(super) fn are_alike<T: PartialEq>(mut values: impl Iterator<Item = T>) -> bool {
    values.next().is_some_and(|first| values.all(|value| value == first))
}

/// That so many customers are all alike in something, and what would be needed.
pub(super) fn all_alike(n: usize, what: &str, say: &Say<'_>) -> String {
    let texts = AlikeTexts::of(say.language);
    if n == 1 { (texts.one)(what) } else { (texts.all)(&say.count(n), what) }
}

#[cfg(test)]
mod tests {
    use crate::domain::language::Language;
    use crate::indicators::fixture::Fixture;

    #[test]
    fn tiers_life_cycle_and_concentration_say_it() {
        let days = ["2024-01-01", "2024-02-01", "2024-03-01"];
        let orders: String = days.iter().map(|day| format!("a,{day},10\nb,{day},10\n")).collect();
        let fixture = Fixture::new(&[("orders.csv", &format!("customer_id,date,amount\n{orders}"))]);
        for id in ["tiers", "lifecycle", "concentration"] {
            for (language, said) in
                [(Language::English, "All 2 customers are alike in"), (Language::Chinese, "完全相同")]
            {
                let page = fixture.page(id, language).to_markdown();
                assert!(page.contains(said), "{id}: {page}");
            }
        }
    }
}
