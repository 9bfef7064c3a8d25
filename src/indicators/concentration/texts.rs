//! What is said of concentration.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

use super::AbcClass;

texts! {
    /// Texts of concentration.
    ConcentrationTexts {
        promise: Fixed =
            "How much of the money a few customers bring",
            "少数客户带来了多少收入";
        definition: Fixed =
            "Customers ranked by the money they spent. A customer belongs to the class (A up to 80%, B up to 95%, C the rest) in which their share of the running total starts, and customers of equal totals to that of the first of them; customers with a total of zero or below are a class of their own. Under a filter, money is that of the rows it lets through.",
            "客户按消费金额从高到低排列，以其累计占比的起点归类（A 至 80%，B 至 95%，其余为 C），金额相同的客户同归其中第一名所在的类；累计金额为零或负的客户单独成一类。有筛选时只计通过筛选的消费。";
        source: Fixed =
            "Pareto, Cours d'économie politique (1896); Dickie, ABC inventory analysis (1951)",
            "Pareto《Cours d'économie politique》(1896)；Dickie ABC 分析法 (1951)";
        gini_definition: Fixed =
            "Gini coefficient of the money spent per customer: 0 when all spend the same, towards 1 when one customer spends everything. G = 2 Σ i·x(i) / (n Σ x) − (n + 1) / n, x ascending.",
            "客户消费金额的基尼系数：人人相同为 0，越集中越接近 1。G = 2 Σ i·x(i) / (n Σ x) − (n + 1) / n，x 升序。";
        gini_source: Fixed = "Gini, Variabilità e mutabilità (1912)", "Gini《Variabilità e mutabilità》(1912)";
        top_definition: Fixed =
            "Share of the money that the best customers bring, of those with a total above zero under the filter in force. How many are the best is chosen in Settings, a fifth by default; their number is rounded to the nearest whole one.",
            "在当前筛选下累计消费为正的客户中，消费最高的一部分客户所占的金额比例。这部分的比例可在“设置”中更改，默认五分之一；客户数四舍五入取整。";
        head_top: With3 =
            |top, n, share| format!("The top {top} of {} with revenue bring {share} of it", counted(n, "customer", "customers")),
            |top, n, share| format!("在 {n} 名净消费为正的客户中，前 {top} 贡献了 {share} 的消费额");
        head_customers: With1 =
            |n| counted(n, "customer, who brings no money on balance", "customers, none of whom brings money on balance"),
            |n| format!("{n} 名客户，净消费额均不为正");
        offered_top: With3 =
            |top, n, share| format!("the top {top} of {n} with revenue bring {share} of it"),
            |top, n, share| format!("{n} 名净消费为正的客户中前 {top} 贡献 {share}");
        best_of: With2 =
            |customers, n| format!("{customers} of {} with revenue", counted(n, "customer", "customers")),
            |customers, n| format!("净消费为正的 {n} 名客户中的 {customers} 名");
        best_of_known: With3 =
            |customers, n, known| format!("{customers} of {} with revenue; {known} are known in all", counted(n, "customer", "customers")),
            |customers, n, known| format!("净消费为正的 {n} 名客户中的 {customers} 名；已知客户共 {known} 名");
        customers: Fixed = "Customers", "客户数";
        revenue: Fixed = "Revenue", "消费额";
        of_customers: Fixed = "Share of customers", "客户占比";
        of_revenue: Fixed = "Share of revenue", "消费额占比";
        total: Fixed = "Revenue of customers with a positive total", "净消费为正的客户的消费额";
        best: With1 = |top| format!("top {top}"), |top| format!("前 {top}");
        top_share: With1 =
            |top| format!("Revenue from the top {top}"),
            |top| format!("前 {top} 客户的消费额占比");
        gini: Fixed = "How uneven (Gini coefficient)", "不均程度（基尼系数）";
        gini_note: Fixed = "0: all alike, 1: one has it all", "0 为人人相同，1 为一人独占";
        best_to_rest: Fixed = "Best to rest", "头部与其余客户之比";
        best_to_rest_note: With1 =
            |top| format!("mean of the top {top} over mean of the others"),
            |top| format!("前 {top} 客户的平均消费额 ÷ 其余客户的平均消费额");
        times: With1 = |n| format!("{n} : 1"), |n| format!("{n} : 1");
        nobody: Fixed = "No customers to show", "没有可显示的客户";
        total_of: Fixed = "the money they spent", "累计消费额";
        title: Fixed = "How far revenue rests on a few", "消费额集中度";
        lorenz_title: With2 =
            |customers, revenue| format!("Class A: {customers} of customers bring {revenue} of revenue"),
            |customers, revenue| format!("A 类客户：{customers} 的客户贡献 {revenue} 的消费额");
        lorenz_summary: With2 =
            |top, share| format!("Lorenz curve, the most valuable customers first. The top {top} bring {share}."),
            |top, share| format!("洛伦兹曲线，从消费最高的客户开始累计。前 {top} 的客户贡献 {share}。");
        lorenz_customers: Fixed = "Share of customers, most valuable first", "客户占比（消费高者在前）";
        lorenz_equal: Fixed = "if all spent the same", "人人消费相同";
        lorenz_mark: With2 =
            |top, share| format!("top {top}: {share}"),
            |top, share| format!("前 {top}：{share}");
        class: Fixed = "Class", "类别";
        class_a: With1 = |share| format!("A: the first {share} of revenue"), |share| format!("A：累计消费额前 {share}");
        class_b: With1 = |share| format!("B: up to {share}"), |share| format!("B：累计至 {share}");
        class_c: Fixed = "C: the rest", "C：其余";
        class_loss: Fixed = "Loss: a total of zero or below", "亏损：累计为零或负";
        abc_table: Fixed = "ABC classes", "ABC 分类";
        top_table: Fixed = "What the best bring", "头部客户的贡献";
        top: Fixed = "Top", "前";
        a_until: Fixed = "Class A ends at, % of revenue", "A 类截至累计收入的 %";
        b_until: Fixed = "Class B ends at, % of revenue", "B 类截至累计收入的 %";
        top_field: Fixed = "The best are so many % of customers", "头部客户占客户数的 %";
        error_top: Fixed = "The best must be 1 to 99% of customers", "头部客户须占 1 至 99%";
        error_ends: Fixed =
            "Class A must end above 0%, before class B, and class B at 100% at most",
            "A 类须大于 0%，且小于 B 类；B 类不超过 100%";
        error_nobody: Fixed = "No customer has a purchase to rank", "没有可排序的购买记录";
    }
}

impl ConcentrationTexts {
    /// The name of a class; the ends are given as texts.
    pub fn class_name(&self, class: AbcClass, a_until: &str, b_until: &str) -> String {
        match class {
            AbcClass::A => (self.class_a)(a_until),
            AbcClass::B => (self.class_b)(b_until),
            AbcClass::C => self.class_c.to_owned(),
            AbcClass::Loss => self.class_loss.to_owned(),
        }
    }
}
