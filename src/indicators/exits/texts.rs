//! What is said of customers who left.

use crate::domain::texts::{Fixed, With1, With2, counted, texts};

texts! {
    /// Texts of the cost of leaving.
    ExitsTexts {
        promise: Fixed =
            "See what customers who left had brought before they left, and for which reasons most was lost.",
            "查看流失客户在离开前的消费额，以及哪些原因造成的损失最大。";
        definition: Fixed =
            "What customers who left had bought in the 12 calendar months (or as many as Settings say) up to the day they left, that day included; returns as the policy in force says. Of several exits of one customer the newest counts. A chosen period chooses the exits, and what those customers had bought before it counts as well; any other filter chooses the purchases too. The mean is per customer with any purchase that counts; one who had stopped buying counts as zero. It is what was measured, not a forecast of what they would have bought.",
            "流失客户在离开之日（含当日）前 12 个自然月（或“设置”中所选月数）内的消费额；退货按当前规则处理。同一客户多次流失时取最近一次。时间范围筛选的是流失记录，这些客户在范围之前的消费同样计入；其他筛选也决定计入哪些消费。人均以有计入购买的流失客户计算，此前已停止购买的按零计。这是实际发生的金额，不是对未来消费的预测。";
        source: Fixed =
            "Measured in the loaded purchases and exits; for the idea: Reichheld, Sasser, Zero Defections, Harvard Business Review (September 1990)",
            "根据已载入的交易与流失记录计算；思路参照 Reichheld、Sasser《Zero Defections》，《哈佛商业评论》1990 年 9 月";
        customers_definition: Fixed =
            "Customers named by the rows of the table of exits that the filter lets through, each counted once.",
            "通过当前筛选的流失记录中出现的客户，每人只计一次。";
        customers_source: Fixed = "Counted in the loaded files", "根据已载入的文件计数";
        title: Fixed = "What leaving customers cost", "客户流失的代价";
        none: Fixed = "Nobody left under this filter.", "当前筛选下没有流失客户。";
        headline: fn(&[String; 2], &str, &str) -> String =
            |[n, months], revenue, mean| {
                let (left, months) = (counted(n, "customer", "customers"), counted(months, "month", "months"));
                format!("{left} left. In the {months} before, they had brought {revenue}, {mean} each on average.")
            },
            |[n, months], revenue, mean| format!("{n} 名客户已流失。离开前 {months} 个月共消费 {revenue}，人均 {mean}。");
        headline_some: fn(&[String; 3], &str, &str) -> String =
            |[n, months, bought], revenue, mean| {
                let (left, months) = (counted(n, "customer", "customers"), counted(months, "month", "months"));
                format!("{left} left. In the {months} before, the {bought} of them with purchases counted here had brought {revenue}, {mean} each on average.")
            },
            |[n, months, bought], revenue, mean| format!("{n} 名客户已流失。其中 {bought} 名有计入的购买，离开前 {months} 个月共消费 {revenue}，人均 {mean}。");
        mean_note: With1 =
            |n| format!("of {} with purchases counted here", counted(n, "customer", "customers")),
            |n| format!("按有计入购买的 {n} 名客户计算");
        unknown: With1 =
            |n| format!("{} left. What they had brought is not known: no purchase of theirs is counted here.", counted(n, "customer", "customers")),
            |n| format!("{n} 名客户已流失。没有计入他们的任何购买，无法得知其消费额。");
        understated: With2 =
            |n, months| format!("Understated: for {n} of them the purchases loaded do not reach over the whole {}.", counted(months, "month", "months")),
            |n, months| format!("金额偏低：其中 {n} 名客户的交易数据没有覆盖完整的 {months} 个月。");
        without: With1 =
            |n| format!("{n} of them without a purchase counted here"),
            |n| format!("其中 {n} 名没有计入的购买");
        all: Fixed = "all who left", "全部流失客户";
        customers: Fixed = "Customers who left", "流失客户数";
        revenue: With1 =
            |months| format!("Revenue in the {} before", counted(months, "month", "months")),
            |months| format!("离开前 {months} 个月的消费额");
        mean: Fixed = "Per customer", "人均";
        reason: Fixed = "Reason", "原因";
        by_reason: Fixed = "By reason, most revenue first", "按原因（消费额由高到低）";
        offered: Fixed = "Customers who left had brought", "流失客户此前的消费额";
        offered_note: With2 =
            |n, months| format!("{}, in the {} before leaving", counted(n, "customer", "customers"), counted(months, "month", "months")),
            |n, months| format!("{n} 名客户，离开前 {months} 个月");
        months_field: Fixed = "Revenue before leaving is counted over", "流失前消费额的统计时长";
        months: With1 = |n| counted(n, "month", "months"), |n| format!("{n} 个月");
        error_months: With2 =
            |given, most| format!("The revenue of {given} months cannot be counted: choose 1 to {most}"),
            |given, most| format!("无法统计 {given} 个月的消费额：请选择 1 至 {most}");
    }
}
