//! The retention page.

use super::{Fixed, With1, With2, With3, counted};

texts! {
    /// Texts of the retention page.
    RetentionTexts {
        promise: Fixed =
            "See how many customers come back, period by period, and which beginners stay.",
            "逐期查看有多少客户再次购买，以及哪些新客户留了下来。";
        headline: With1 =
            |repeat| format!("{repeat} of customers bought more than once."),
            |repeat| format!("{repeat} 的客户购买过不止一次。");
        headline_latest: With3 =
            |period, retention, churn| format!("Of those active in {period}, {retention} bought again in the next period and {churn} did not."),
            |period, retention, churn| format!("{period}活跃的客户中，{retention} 在下一周期再次购买，{churn} 没有。");
        churn_note: Fixed =
            "Churn here means: did not buy in the next period. Without a contract a pause is no proof that a customer has left.",
            "此处的流失指在下一周期没有购买。没有合同关系时，暂停购买并不等于离开。";
        repeat_rate: Fixed = "Repeat rate", "复购率";
        customers: Fixed = "Customers who bought", "购买过的客户";
        repeat_customers: Fixed = "Customers with two or more orders", "下单两次及以上的客户";
        retention: Fixed = "Retention", "留存率";
        churn: Fixed = "Churn", "流失率";
        of_period: With2 = |figure, period| format!("{figure}, {period}"), |figure, period| format!("{period}{figure}");
        inactive: Fixed = "Without a purchase for a while", "一段时间未购买的客户";
        inactive_note: With1 = |day| format!("Counted to {day}"), |day| format!("截至{day}");
        inactive_days: With1 = |days| format!("More than {}", counted(days, "day", "days")), |days| format!("超过 {days} 天");
        customers_n: With1 = |n| counted(n, "customer", "customers"), |n| format!("{n} 名客户");
        over_time: Fixed = "Over time", "随时间变化";
        activity_title: With3 =
            |period, active, new| format!("{period}: {} bought, {new} of them for the first time", counted(active, "customer", "customers")),
            |period, active, new| format!("{period}有 {active} 名客户购买，其中 {new} 名为首次");
        activity_plain: Fixed = "Customers who bought, by period", "各周期购买的客户数";
        activity_note: Fixed =
            "New: first purchase in the data. In the first periods everyone looks new.",
            "新客户：数据中的首次购买。最初几个周期的客户都会显示为新客户。";
        new: Fixed = "New", "新客户";
        returning: Fixed = "Returning", "回头客";
        active: Fixed = "Active", "活跃客户";
        retention_title: With2 =
            |period, retention| format!("{retention} of the customers of {period} came back in the next period"),
            |period, retention| format!("{period}的客户中有 {retention} 在下一周期回来");
        retention_plain: Fixed = "No period is complete enough for a retention yet", "尚无足够完整的周期可计算留存率";
        retention_note: Fixed =
            "Retention that may still rise, because the next period is not complete, is not drawn.",
            "下一周期尚不完整、可能继续上升的留存率未画出。";
        table: Fixed = "Retention by period, newest first", "各周期留存（由新到旧）";
        incomplete: Fixed = "period not complete", "周期不完整";
        provisional: Fixed = "provisional: the next period is not complete", "暂定：下一周期尚不完整";
        cohorts: Fixed = "By month of the first purchase", "按首次购买月份";
        cohorts_title: With1 =
            |share| format!("{share} of new customers buy again in the month after their first purchase"),
            |share| format!("{share} 的新客户在首次购买后的下一个月再次购买");
        cohorts_plain: Fixed = "Customers by the month of their first purchase", "按首次购买月份分组的客户";
        cohort: Fixed = "First purchase", "首次购买";
        cohort_size: Fixed = "Customers", "客户数";
        since: Fixed = "Months after", "之后月数";
        share: Fixed = "Bought again", "再次购买";
        months_later: With1 = |months| format!("{} after", counted(months, "month", "months")), |months| format!("{months} 个月后");
        older_left_out: With1 =
            |n| counted(n, "older month is not shown", "older months are not shown"),
            |n| format!("另有 {n} 个更早的月份未显示");
        mean_title: With2 =
            |months, share| format!("After {}, {share} of a cohort still buys", counted(months, "month", "months")),
            |months, share| format!("{months} 个月后，平均仍有 {share} 的客户在购买");
        mean_plain: Fixed = "Mean of all cohorts, weighted by their size", "所有分组的加权平均";
        mean_note: Fixed =
            "Mean of all cohorts old enough, weighted by their size. Far to the right few cohorts count.",
            "对时间足够长的分组按人数加权平均；越靠右，参与计算的分组越少。";
        all_cohorts: Fixed = "All cohorts", "全部分组";
        cohorts_table: Fixed = "Cohorts: customers, and the share that bought again", "分组：客户数与再次购买的比例";
        nothing: Fixed = "There are no purchases, only returns", "没有购买记录，只有退货";
        exits: Fixed = "What leaving customers cost", "客户流失的代价";
        exits_promise: Fixed =
            "See what customers who left had brought before they left, and for which reasons most was lost.",
            "查看流失客户在离开前的消费额，以及哪些原因造成的损失最大。";
        exits_none: Fixed = "Nobody left under this filter.", "当前筛选下没有流失客户。";
        exits_headline: fn(&[String; 2], &str, &str) -> String =
            |[n, months], revenue, mean| {
                let (left, months) = (counted(n, "customer", "customers"), counted(months, "month", "months"));
                format!("{left} left. In the {months} before, they had brought {revenue}, {mean} each on average.")
            },
            |[n, months], revenue, mean| format!("{n} 名客户已流失。离开前 {months} 个月共消费 {revenue}，人均 {mean}。");
        exits_unknown: With1 =
            |n| format!("{} left. What they had brought is not known: the files hold no purchase of theirs.", counted(n, "customer", "customers")),
            |n| format!("{n} 名客户已流失。数据中没有他们的购买记录，无法得知其消费额。");
        exits_understated: With2 =
            |n, months| format!("Understated: for {n} of them the purchases loaded do not reach over the whole {}.", counted(months, "month", "months")),
            |n, months| format!("金额偏低：其中 {n} 名客户的交易数据没有覆盖完整的 {months} 个月。");
        exits_without: With1 =
            |n| format!("{n} of them without a purchase in the files"),
            |n| format!("其中 {n} 名没有购买记录");
        exits_all: Fixed = "all who left", "全部流失客户";
        exits_customers: Fixed = "Customers who left", "流失客户数";
        exits_revenue: With1 =
            |months| format!("Revenue in the {} before", counted(months, "month", "months")),
            |months| format!("离开前 {months} 个月的消费额");
        exits_mean: Fixed = "Per customer", "人均";
        exits_reason: Fixed = "Reason", "原因";
        exits_by_reason: Fixed = "By reason, most revenue first", "按原因（消费额由高到低）";
        do_once: With1 =
            |n| format!("Invite the {} who bought only once to a second purchase: in the first weeks after the first it comes easiest.", counted(n, "customer", "customers")),
            |n| format!("邀请 {n} 名只购买过一次的客户再次购买，最好在首次购买后的几周内。");
        do_silent: With2 =
            |n, days| {
                let (silent, days) = (counted(n, "customer has", "customers have"), counted(days, "day", "days"));
                format!("Ask before they are gone: {silent} not bought for more than {days}.")
            },
            |n, days| format!("趁早联系：{n} 名客户已超过 {days} 天没有购买。");
        do_cohorts: Fixed =
            "Compare the newest rows of the cohort table with older ones: do customers won lately stay as well as earlier ones did?",
            "对比分组表中最新与较早的行：近期获得的客户是否像以前一样留下来？";
        see_customers: Fixed = "See the customers", "查看客户";
    }
}
