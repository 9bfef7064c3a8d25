//! What is said of shares of wallets.

use crate::domain::texts::{Fixed, With1, With2, counted, texts};

texts! {
    /// Texts of shares of wallets.
    WalletTexts {
        promise: Fixed =
            "See how much of what customers spend on such things they spend with you, who buys nowhere else, and whose money goes elsewhere.",
            "查看客户同类消费中有多少花在您这里、谁只在您这里购买、谁的钱花在了别处。";
        definition: Fixed =
            "Share: what a customer spends with us by all they spend on such things. Mean: over all customers whose wallet is known, those who buy nothing from us among them. Pooled: all money with us by all money. Of buyers: the same over those who buy from us. Sole: buyers who buy nowhere else. Left out: no total above zero, less than nothing with us, or more than the total. Allocation rule: of customers who use n ≥ 2 brands, (1 − rank ÷ (n + 1)) × 2 ÷ n, the rank by money.",
            "份额：客户在我方的消费除以其全部同类消费。平均：全部已知钱包的客户的均值，含未在我方购买者。合计：全部在我方的消费除以全部消费。购买者：同样计算，只取在我方购买者。独家：只在我方购买的客户。未计入：总额不大于零、在我方消费为负或超过总额。分配规则：使用 n ≥ 2 个品牌的客户，(1 − 名次 ÷ (n + 1)) × 2 ÷ n，按消费额排名。";
        source: Fixed =
            "Ehrenberg (1988); allocation rule: Keiningham, Aksoy, Buoye, Cooil (2011); interval of a share: Wilson (1927)",
            "Ehrenberg (1988)；分配规则：Keiningham、Aksoy、Buoye、Cooil (2011)；比例区间：Wilson (1927)";
        headline: With2 =
            |pooled, mean| format!("{pooled} of what customers spend is spent here; the average customer gives us {mean}."),
            |pooled, mean| format!("客户同类消费的 {pooled} 花在我方；平均每名客户给我方 {mean}。");
        readings: Fixed =
            "The readings differ: pooled counts large wallets more, and that of buyers leaves out who never came.",
            "各读法含义不同：合计更看重大钱包，购买者读法不含从未光顾的客户。";
        readings_of_buyers: Fixed = "The readings differ: pooled counts large wallets more.", "各读法含义不同：合计更看重大钱包。";
        mean: Fixed = "Mean share", "平均份额";
        pooled: Fixed = "Pooled share", "合计份额";
        buyers_mean: Fixed = "Mean share of buyers", "购买者平均份额";
        buyers_pooled: Fixed = "Pooled share of buyers", "购买者合计份额";
        sole: Fixed = "Sole customers", "独家客户";
        sole_note: With2 = |share, interval| format!("{share} of buyers; {interval}"), |share, interval| format!("占购买者 {share}；{interval}");
        buyers: Fixed = "Buyers", "购买者";
        allocation: Fixed = "Allocation rule", "分配规则份额";
        from_brands: With1 =
            |column| format!("Wallets are what the purchases say, by the column “{column}”: what is not in the file is in no wallet."),
            |column| format!("钱包按交易中的“{column}”列计算：文件之外的消费不在其中。");
        from_columns: With1 =
            |columns| format!("Wallets are what the columns {columns} say. People are not good at remembering what they spend."),
            |columns| format!("钱包取自列：{columns}。人们对自己消费的记忆并不准确。");
        from_purchases: With1 =
            |columns| format!("Totals are what the column {columns} says; what is spent here is from the purchases. Both must be of the same time."),
            |columns| format!("总额取自列“{columns}”，在我方的消费取自交易；两者须为同一时期。");
        from_named: With1 =
            |columns| format!("Wallets are what the column {columns} says beside the purchases. Both must be of the same time."),
            |columns| format!("钱包取自列“{columns}”，并与交易对照；两者须为同一时期。");
        left_out: With1 =
            |n| format!("{} left out: the wallet makes no sense or is not known.", counted(n, "customer is", "customers are")),
            |n| format!("{n} 名客户的钱包未知或不合理，未计入。");
        brands: Fixed = "By brand", "各品牌";
        brand: Fixed = "Brand", "品牌";
        chart_title: With2 = |brand, share| format!("{brand} has the largest share ({share})"), |brand, share| format!("{brand}的份额最大（{share}）");
        of: With2 = |figure, brand| format!("{figure}, {brand}"), |figure, brand| format!("{brand}：{figure}");
        choice: Fixed = "What is ours", "我方品牌";
        elsewhere: Fixed = "Who spends most elsewhere", "在别处消费最多的客户";
        money_elsewhere: Fixed = "Spent elsewhere by all", "全部客户在别处的消费";
        customer: Fixed = "Customer", "客户";
        spent_elsewhere: Fixed = "Spent elsewhere", "在别处的消费";
        spent_here: Fixed = "Spent here", "在我方的消费";
        share: Fixed = "Our share", "我方份额";
        do_begin: Fixed =
            "Nobody buys from us: find out why before offering anything.",
            "没有人在我方购买：先了解原因。";
        do_win: With1 =
            |share| format!("Those who buy from us spend {share} of their money here on average: ask the largest wallets below what they buy elsewhere, and why."),
            |share| format!("购买者平均把 {share} 的消费花在我方：向下方列出的大钱包客户了解他们在别处买什么、为什么。");
        do_sole: With1 =
            |n| format!("{} nothing to be won and all to be lost: keep them first.", counted(n, "sole customer has", "sole customers have")),
            |n| format!("{n} 名独家客户已无可增长、只会流失：首先留住他们。");
        see_customers: Fixed = "See the customers", "查看客户";
        lacks_total: Fixed =
            "Shares of wallets need what customers spend altogether: a column for it (and one for what they spend here) chosen on the import page, or purchases with a column of brands",
            "钱包份额需要客户的全部同类消费：请在导入页面指定总额列（及在我方消费列），或载入含品牌列的交易";
        lacks_own: With1 =
            |column| format!("Say which brand of “{column}” is ours to see our share of wallets"),
            |column| format!("请指定“{column}”中哪个品牌是我方，以查看我方的钱包份额");
        lacks_customers: Fixed =
            "No customer has a wallet that makes sense: the total must be above zero and not below what is spent here",
            "没有客户的钱包合理：总额须大于零且不小于在我方的消费";
        listed_field: Fixed = "Customers listed", "列出客户数";
        own_field: Fixed = "Our brand", "我方品牌";
        no_brand: Fixed = "not chosen", "未选择";
        class_names: [&'static str; 3] =
            ["Only with us", "With us and others", "Only with others"],
            ["只在我方消费", "我方与他方均有消费", "只在他方消费"];
        error_own: With1 =
            |name| format!("No purchase is of a brand called “{name}”: choose another, or load purchases with a column that has it"),
            |name| format!("没有名为“{name}”的品牌：请选择其他品牌，或载入含该品牌列的交易");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
