//! What is said of repeat rate, retention and churn.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the rates.
    RatesTexts {
        promise: Fixed =
            "See how many customers come back, period by period, and which beginners stay.",
            "逐期查看有多少客户再次购买，以及哪些新客户留了下来。";
        definition: Fixed =
            "A customer is active in a period with at least one purchase; returns do not count. Retention of a period: the share of its active customers who are active again in the next one; churn is the rest: who did not buy again in the next period. Repeat rate: customers with two or more orders as a share of all. Under a filter, purchases and orders are those it lets through, and a period in which nobody comes back has a retention of zero as long as other loaded data go on. Known from all loaded data, whatever the filter: whether a customer is new (first purchase of all) or returning, and the last purchase before which somebody counts as silent. A period is complete where the loaded data, and the chosen period, cover it to its last day on which there are ever rows: not when the shop is closed; a month given without days is covered whole.",
            "周期内至少购买一次的客户为活跃客户，退货不计。某周期的留存率：该周期活跃客户中在下一周期仍活跃的比例；其余为流失率，即下一周期未再购买的比例。复购率：下过两次及以上订单的客户占比。有筛选时，购买与订单只计通过筛选的；只要其他已载入数据仍在继续，无人回来的周期留存率为零。以下不受筛选影响，按全部已载入数据判断：客户是新客户（全部数据中的首次购买）还是回头客，以及最后一次购买距今多久。周期的最后一个会有数据的日子被已载入数据和所选时间范围覆盖，即为完整：歇业日不算缺失；只写月份的日期视为覆盖整月。";
        source: Fixed =
            "Farris, Bendle, Pfeifer, Reibstein, Marketing Metrics (2010); intervals: Wilson (1927)",
            "Farris、Bendle、Pfeifer、Reibstein《Marketing Metrics》(2010)；区间：Wilson (1927)";
        headline: With1 =
            |repeat| format!("{repeat} of customers bought more than once."),
            |repeat| format!("{repeat} 的客户购买过不止一次。");
        headline_filtered: With1 =
            |repeat| format!("{repeat} of customers bought more than once within the filter."),
            |repeat| format!("在筛选范围内，{repeat} 的客户购买过不止一次。");
        headline_latest: With3 =
            |period, retention, churn| format!("Of those active in {period}, {retention} bought again in the next period and {churn} did not."),
            |period, retention, churn| format!("{period}活跃的客户中，{retention} 在下一周期再次购买，{churn} 没有。");
        churn_note: Fixed =
            "Churn here means: did not buy again in the next period. Without a contract a pause is no proof that a customer has left or is lost: the life cycle judges silence by each customer's own rhythm.",
            "此处的流失率指在下一周期未再购买的比例。没有合同关系时，暂停购买并不等于离开或流失：生命周期页按每名客户自身的节奏判断沉默。";
        repeat_rate: Fixed = "Repeat rate", "复购率";
        customers: Fixed = "Customers who bought", "购买过的客户";
        repeat_customers: Fixed = "Customers with two or more orders", "下单两次及以上的客户";
        retention: Fixed = "Retention", "留存率";
        churn: Fixed = "Did not buy again (churn)", "未再购买（流失率）";
        of_period: With2 = |figure, period| format!("{figure}, {period}"), |figure, period| format!("{period}{figure}");
        inactive: Fixed = "Without a purchase for a while", "一段时间未购买的客户";
        inactive_note: With1 = |day| format!("Counted to {day}"), |day| format!("截至{day}");
        already_left: With1 = |n| format!("{n} more already left"), |n| format!("另有 {n} 名已离开");
        inactive_since: With1 =
            |from| format!("only of customers who bought from {from} on"),
            |from| format!("只统计 {from} 起有购买的客户");
        silent: With1 =
            |days| format!("Silent for more than {}", counted(days, "day", "days")),
            |days| format!("超过 {days} 天未购买");
        inactive_days: With1 = |days| format!("More than {}", counted(days, "day", "days")), |days| format!("超过 {days} 天");
        over_time: Fixed = "Over time", "随时间变化";
        activity_title: With3 =
            |period, active, new| format!("{period}: {} bought, {new} of them for the first time", counted(active, "customer", "customers")),
            |period, active, new| format!("{period}有 {active} 名客户购买，其中 {new} 名为首次");
        activity_plain: Fixed = "Customers who bought, by period", "各周期购买的客户数";
        activity_note: Fixed =
            "New: first purchase in all loaded data, whatever the filter. In the first periods of the data everyone looks new.",
            "新客户：全部已载入数据中的首次购买，不受筛选影响。数据最初几个周期的客户都会显示为新客户。";
        new: Fixed = "New", "新客户";
        returning: Fixed = "Returning", "回头客";
        active: Fixed = "Active", "活跃客户";
        retention_title: With2 =
            |period, retention| format!("{retention} of the customers of {period} came back in the next period"),
            |period, retention| format!("{period}的客户中有 {retention} 在下一周期回来");
        retention_plain: Fixed = "No period is complete enough for a retention yet", "尚无足够完整的周期可计算留存率";
        retention_note: Fixed =
            "Retention of a period that is not complete, or that may still rise because the next one is not, is not drawn.",
            "周期本身不完整，或下一周期尚不完整、可能继续上升的留存率未画出。";
        table: Fixed = "Retention by period, newest first", "各周期留存（由新到旧）";
        incomplete: Fixed = "period not complete", "周期不完整";
        provisional: Fixed = "provisional: the next period is not complete", "暂定：下一周期尚不完整";
        do_once: With1 =
            |n| format!("Invite the {} who bought only once to a second purchase.", counted(n, "customer", "customers")),
            |n| format!("邀请 {n} 名只购买过一次的客户再次购买。");
        do_silent: With2 =
            |n, days| {
                let (silent, days) = (counted(n, "customer has", "customers have"), counted(days, "day", "days"));
                format!("Ask what keeps them away: {silent} not bought for more than {days}.")
            },
            |n, days| format!("主动询问原因：{n} 名客户已超过 {days} 天没有购买。");
        do_cohorts: Fixed =
            "Compare the newest rows of the cohort table with older ones: do customers won lately stay as well as earlier ones did?",
            "对比分组表中最新与较早的行：近期获得的客户是否像以前一样留下来？";
        see_customers: Fixed = "See the customers", "查看客户";
        offered_repeat: Fixed = "Bought more than once", "复购率";
        offered_repeat_note: With2 =
            |repeat, all| format!("{repeat} of {}", counted(all, "customer", "customers")),
            |repeat, all| format!("{all} 名客户中的 {repeat} 名");
        offered_churn: Fixed = "Did not buy again (churn)", "未再购买（流失率）";
        offered_churn_note: With2 =
            |from, to| format!("of those active {from} – {to}"),
            |from, to| format!("{from} – {to} 的活跃客户");
        inactive_field: Fixed = "Count customers without a purchase for more than so many days", "统计超过以下天数未购买的客户";
        inactive_help: With1 =
            |most| format!("Up to {most} whole numbers, separated by commas: 30, 90, 365"),
            |most| format!("最多 {most} 个整数，用逗号分隔：30, 90, 365");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
        error_inactive: With2 =
            |given, most| format!("Inactive customers cannot be counted for {given} spans of days: choose at most {most}"),
            |given, most| format!("无法统计 {given} 种天数的未购买客户：最多选择 {most} 种");
    }
}
