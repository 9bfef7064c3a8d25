//! What is said of revenue.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of revenue.
    RevenueTexts {
        promise: Fixed =
            "See revenue, customers, orders and basket month by month, against last month and last year, and by branch or channel.",
            "逐月查看营收、客户数、订单数与客单价，与上期和去年同期比较，并按网点或渠道拆分。";
        definition: Fixed =
            "Revenue: the sum of all amounts; returns lower it, or are left out where Settings say so. Customers and orders: those with a purchase, each counted once; returns make neither. Basket: revenue per order. A change is (now − then) / then, told only between periods that the loaded data, and the chosen period, cover whole. An order with rows in two periods or groups counts in each, and once in all.",
            "营收：全部金额之和；退货冲减营收，或按“设置”不计入。客户数与订单数：有购买的客户与订单，各计一次，退货不计。客单价：营收除以订单数。变化 =（本期 − 对比期）/ 对比期，只在已载入数据和所选时间范围完整覆盖的周期之间比较。跨两个周期或分组的订单在各处分别计入，在合计中只计一次。";
        source: Fixed =
            "Summed from the loaded purchases; for the terms: Farris, Bendle, Pfeifer, Reibstein, Marketing Metrics (2010)",
            "根据已载入的交易汇总；术语参照 Farris、Bendle、Pfeifer、Reibstein《Marketing Metrics》(2010)";
        left_out_of_all: With1 = |left_out| format!("of all periods: {left_out}"), |left_out| format!("全部周期合计：{left_out}");
        headline: With2 =
            |period, revenue| format!("Revenue of {period}: {revenue}"),
            |period, revenue| format!("{period}营收 {revenue}");
        headline_all: With3 =
            |revenue, customers, orders| format!("{revenue} from {} in {}. No period is complete enough to compare.", counted(customers, "customer", "customers"), counted(orders, "order", "orders")),
            |revenue, customers, orders| format!("营收 {revenue}，来自 {customers} 名客户的 {orders} 笔订单。尚无完整周期可供比较。");
        comma: Fixed = ", ", "，";
        stop: Fixed = ".", "。";
        against: With2 =
            |change, period| format!("{change} on {period}"),
            |change, period| format!("较{period} {change}");
        before: With1 = |change| format!("{change} on the period before"), |change| format!("环比 {change}");
        year_ago: With1 = |change| format!("{change} on a year ago"), |change| format!("同比 {change}");
        revenue: Fixed = "Revenue", "营收";
        customers: Fixed = "Customers", "客户数";
        orders: Fixed = "Orders", "订单数";
        basket: Fixed = "Basket", "客单价";
        of_period: With2 = |figure, period| format!("{figure}, {period}"), |figure, period| format!("{period}{figure}");
        over_time: Fixed = "Over time", "随时间变化";
        revenue_title: With2 =
            |period, revenue| format!("{period} brought {revenue}"),
            |period, revenue| format!("{period}营收 {revenue}");
        revenue_plain: Fixed = "Revenue by period", "各周期营收";
        customers_title: With2 =
            |period, customers| format!("{}, {period}", counted(customers, "customer bought", "customers bought")),
            |period, customers| format!("{period}有 {customers} 名客户购买");
        customers_plain: Fixed = "Customers by period", "各周期客户数";
        incomplete_note: Fixed =
            "A period that is not complete is not drawn.",
            "不完整的周期未画出。";
        table: Fixed = "Every period, newest first", "各周期（由新到旧）";
        incomplete: Fixed = "period not complete", "周期不完整";
        groups: With1 = |by| format!("By {by}"), |by| format!("按{by}");
        groups_title: With3 =
            |name, revenue, share| format!("{name} brought most: {revenue}, {share} of revenue"),
            |name, revenue, share| format!("{name}最高：{revenue}，占营收 {share}");
        groups_named_title: With3 =
            |name, revenue, share| format!("Of the groups with a name {name} brought most: {revenue}, {share} of revenue"),
            |name, revenue, share| format!("有名称的分组中{name}最高：{revenue}，占营收 {share}");
        groups_plain: Fixed = "Revenue by group", "分组营收";
        share: Fixed = "Share of revenue", "营收占比";
        by_field: Fixed = "Divide by", "拆分维度";
        offered: With1 = |period| format!("Revenue, {period}"), |period| format!("{period}营收");
    }
}
