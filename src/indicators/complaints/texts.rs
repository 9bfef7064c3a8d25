//! What is said of complaints.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of complaints.
    ComplaintsTexts {
        promise: Fixed =
            "See how many customers complain, why, how many complaints are open, and how long it takes to settle one.",
            "查看有多少客户投诉、原因是什么、多少尚未解决，以及解决一件投诉需要多久。";
        definition: Fixed =
            "Each row is a complaint; one without a date settled, or settled after the last day known, is open. That day is the newest of any loaded complaint or settlement, or the end of the chosen period where that is earlier. Days to settle: from the complaint to the day it was settled; the median counts open complaints as not settled yet (Kaplan-Meier), so that the slowest are not left out. Settled in time: of the complaints whose days are over by then, settled or not. A settlement dated before its complaint counts as settled, and in no time.",
            "每一行是一件投诉；没有解决日期、或在已知最后一天之后才解决的，为未解决。已知最后一天是所有已载入投诉与解决日期中最新的一天，所选时间范围更早结束时取其结束日。解决天数：从投诉到解决当天；中位数把未解决的投诉计为尚未解决（Kaplan-Meier），不会漏掉最慢的。按时解决率：只看期限已到的投诉，无论是否解决。解决日期早于投诉日期的计为已解决，但不计入天数。";
        source: Fixed =
            "Counted in the loaded complaints; median: Kaplan, Meier (1958), its interval: Brookmeyer, Crowley (1982); interval of the share: Wilson (1927)",
            "根据已载入的投诉计数；中位数：Kaplan、Meier (1958)，其区间：Brookmeyer、Crowley (1982)；比例区间：Wilson (1927)";
        headline: With2 =
            |complaints, customers| format!("{} from {}", counted(complaints, "complaint", "complaints"), counted(customers, "known customer", "known customers")),
            |complaints, customers| format!("{complaints} 件投诉，来自 {customers} 名已知客户");
        headline_nobody: With1 =
            |complaints| format!("{} of nobody known", counted(complaints, "complaint", "complaints")),
            |complaints| format!("{complaints} 件投诉，均未注明客户");
        headline_half: With1 = |days| format!("half are settled within {}", counted(days, "day", "days")), |days| format!("半数在 {days} 天内解决");
        headline_open: With1 = |open| format!("{open} are still open"), |open| format!("{open} 件尚未解决");
        comma: Fixed = "; ", "；";
        stop: Fixed = ".", "。";
        no_settled: Fixed =
            "The file does not say when complaints were settled: choose a column for it on the import page to see how long that takes.",
            "文件没有注明解决日期：可在导入页面指定该列，以查看解决所需时间。";
        settled_before: With1 =
            |n| format!("{} a date settled before the complaint: they count as settled, and in no time.", counted(n, "row has", "rows have")),
            |n| format!("{n} 行的解决日期早于投诉日期：计为已解决，不计入天数。");
        complaints: Fixed = "Complaints", "投诉数";
        customers: Fixed = "Customers who complained", "投诉客户数";
        open: Fixed = "Still open", "未解决";
        open_note: With1 = |day| format!("as of {day}"), |day| format!("截至{day}");
        median: Fixed = "Half are settled within, days", "半数解决所需天数";
        median_range: With2 = |low, high| format!("{low} to {high} days"), |low, high| format!("{low} 至 {high} 天");
        median_from: With1 = |low| format!("{} or more", counted(low, "day", "days")), |low| format!("{low} 天以上");
        in_time: With1 =
            |days| format!("Settled within {}", counted(days, "day", "days")),
            |days| format!("{days} 天内解决");
        in_time_note: With2 =
            |n, interval| format!("of {n} whose days are over; {interval}"),
            |n, interval| format!("期限已到的 {n} 件中；{interval}");
        of_group: With2 = |figure, group| format!("{figure}, {group}"), |figure, group| format!("{group}{figure}");
        over_time: Fixed = "Over time", "随时间变化";
        over_time_title: With2 =
            |period, complaints| format!("{} in {period}, the most of any", counted(complaints, "complaint", "complaints")),
            |period, complaints| format!("{period}最多，有 {complaints} 件投诉");
        over_time_plain: Fixed = "Complaints by period", "各周期投诉数";
        first_and_last: Fixed =
            "The first and the last period may not be whole.",
            "第一个和最后一个周期可能不完整。";
        reasons: Fixed = "Why", "投诉原因";
        reason: Fixed = "Reason", "原因";
        reasons_title: With3 =
            |reason, n, share| format!("Most often: {reason} ({n}, {share} of all)"),
            |reason, n, share| format!("最常见：{reason}（{n} 件，占 {share}）");
        reasons_plain: Fixed = "Complaints by reason", "各原因投诉数";
        groups: With1 = |by| format!("By {by}"), |by| format!("按{by}");
        by_field: Fixed = "Divide by", "拆分维度";
        do_open: With1 =
            |n| format!("Settle the {}, the oldest first, and tell those customers how far you are.", counted(n, "open complaint", "open complaints")),
            |n| format!("先处理最早的，解决 {n} 件未结投诉，并告知客户进展。");
        do_reason: With2 =
            |reason, n| format!("Look into “{reason}”: it is behind {n} of the complaints."),
            |reason, n| format!("查清“{reason}”的根源：它引发了 {n} 件投诉。");
        do_slow: With3 =
            |group, days, all| format!("Ask {group} what slows it down: half of its complaints take more than {} to settle, {all} of all.", counted(days, "day", "days")),
            |group, days, all| format!("了解{group}处理缓慢的原因：半数投诉需要 {days} 天以上才解决，全体为 {all} 天。");
        see_customers: Fixed = "See the customers", "查看客户";
        offered: Fixed = "Complaints still open", "未解决投诉";
        offered_note: With2 = |n, day| format!("of {n}, as of {day}"), |n, day| format!("共 {n} 件，截至{day}");
        days_field: Fixed = "A complaint is settled in time within, days", "投诉按时解决的期限（天）";
        error_days: With2 =
            |given, most| format!("In time cannot mean {given} days: choose at most {most}"),
            |given, most| format!("期限不能为 {given} 天：最多 {most} 天");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
