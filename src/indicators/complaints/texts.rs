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
        promises: With1 =
            |n| format!("{} and in none of these figures: their file gives no reason and no date settled. They stand under Promises.", counted(n, "promise of a log is no complaint", "promises of a log are no complaints")),
            |n| format!("{n} 项承诺不是投诉，未计入以下数字：其文件没有投诉原因，也没有解决日期。请见“承诺”页面。");
        complaints: Fixed = "Complaints", "投诉数";
        customers: Fixed = "Customers who complained", "投诉客户数";
        open: Fixed = "Still open", "未解决";
        with_open: Fixed = "With a complaint still open", "有未解决的投诉";
        open_note: With1 = |day| format!("as of {day}"), |day| format!("截至{day}");
        median: Fixed = "Days until half are settled", "半数解决所需天数";
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
        over_time_several: With2 =
            |period, complaints| format!("{} in {period}; no other period has more", counted(complaints, "complaint", "complaints")),
            |period, complaints| format!("{period}有 {complaints} 件投诉，其他周期均不超过此数");
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
        p90: Fixed = "Days until nine in ten are settled", "九成解决所需天数";
        as_expected: Fixed = "Settled as soon as expected", "在期望时限内解决";
        complained_to: Fixed = "Complained to", "投诉对象";
        tiers: Fixed = "How far they went", "投诉层级";
        silent: Fixed = "Unhappy and silent", "不满但未投诉";
        silent_now: Fixed = "Unhappy customers who said nothing", "不满而未投诉的客户";
        of_answered: With1 = |n| format!("of {n} who answered"), |n| format!("在 {n} 名作答客户中");
        open_list: Fixed = "With a complaint still open, the oldest first", "有未解决投诉的客户（最久的在前）";
        silent_list: Fixed = "Unhappy and silent, who brought most first", "不满而未投诉的客户（消费最多的在前）";
        customer: Fixed = "Customer", "客户";
        complained_on: Fixed = "Complained on", "投诉日期";
        days_open: Fixed = "Days open", "未解决天数";
        score: Fixed = "Score", "评分";
        value: Fixed = "Money spent", "消费额";
        why_open: With1 = |day| format!("complaint of {day} still open"), |day| format!("{day} 的投诉尚未解决");
        why_silent: With1 = |score| format!("scored {score} and never complained"), |score| format!("评分 {score}，未曾投诉");
        who_complain: Fixed = "Of the unhappy, those who complain", "不满客户中投诉的比例";
        of_unhappy: With2 = |complained, unhappy| format!("{complained} of {unhappy}"), |complained, unhappy| format!("{unhappy} 名中的 {complained} 名");
        estimate: Fixed = "Silent among all, estimated", "全体中沉默者估计";
        estimate_note: With1 =
            |n| format!("for {}, were all like those who answered", counted(n, "customer who complained", "customers who complained")),
            |n| format!("对应 {n} 名投诉客户，假设全体与作答者相同");
        assumed: With1 = |one_in| format!("Were it one in {one_in}"), |one_in| format!("若每 {one_in} 名中有 1 名投诉");
        assumed_note: Fixed = "an assumption of the literature, yours to change", "文献中的假设，可自行修改";
        too_many: With1 =
            |n| format!("comes to more than all {} known: the rule of thumb does not fit these data", counted(n, "customer", "customers")),
            |n| format!("推算结果超过已知的全部 {n} 名客户：该经验法则不适用于这些数据");
        too_many_measured: With1 =
            |n| format!("comes to more than all {} known: those who did not answer are not like those who did", counted(n, "customer", "customers")),
            |n| format!("推算结果超过已知的全部 {n} 名客户：未作答者与作答者并不相同");
        silent_help: Fixed =
            "Unhappy: the newest score is at or below the one chosen. Who answers a survey may complain more readily than who does not.",
            "不满：最近一次评分不高于所选分数。愿意作答的客户可能比不作答的更愿意投诉。";
        no_answers: Fixed =
            "Load survey answers that name their customers to see who is unhappy and silent.",
            "载入注明客户的问卷回答，即可查看不满而沉默的客户。";
        unhappy_field: Fixed = "Unhappy up to a score of", "不满：评分不高于";
        one_in_field: Fixed = "Assumed: one complains in so many unhappy customers", "假设：每多少名不满客户中有 1 名投诉";
        recovery: Fixed = "Does recovery pay?", "补救是否有回报";
        recovery_field: Fixed = "Came back within, days", "回头期限（天）";
        recovery_help: With2 =
            |day, days| format!("All bought within {days} days up to {day}; came back: bought in the {days} days after. Settled: every complaint of these days by then. Spent: in these days, on average, nought for who bought nothing. Score: of each customer's newest answer in them. Who complained earlier only is in no group. Which complaints were settled was not drawn by lot, so the groups may differ in more."),
            |day, days| format!("均在截至{day}的 {days} 天内购买过；回头：其后 {days} 天内再次购买。已解决：这段时间的投诉届时全部解决。消费：其后这段时间的人均金额，未购买者计为 0。净推荐值：取这段时间各客户最新一次回答。仅在更早投诉过的客户不计入。是否解决并非随机，各组可能另有差异。");
        no_recovery: With1 =
            |days| format!("To see whether customers come back, purchases over more than twice {days} days and the days complaints were settled are needed."),
            |days| format!("需要跨度超过 {days} 天两倍的交易数据和投诉解决日期，才能查看客户是否回头。");
        group: Fixed = "Customers whose complaint", "客户组";
        group_settled: Fixed = "was settled", "投诉已解决";
        group_unsettled: Fixed = "was not settled", "投诉未解决";
        group_never: Fixed = "never was made", "从未投诉";
        group_customers: Fixed = "Customers", "客户数";
        came_back: Fixed = "Came back", "回头率";
        spent_each: Fixed = "Spent, each", "人均消费";
        score_after: Fixed = "NPS", "净推荐值";
        group_difference: Fixed = "settled less not settled", "已解决减未解决";
        matched: Fixed = "The same, like with like", "同类比较";
        matched_help: With1 =
            |days| format!("Customers are put into quarters by what they spent in the {days} days before any of these complaints, and compared within each quarter; the quarters weigh as many as complained in each. So no group looks better only because it spent more to begin with. They may still differ in other things. Where a difference's range has nought in it, it may be chance."),
            |days| format!("按投诉之前 {days} 天的消费把客户分为四档，在各档内比较，再按各档投诉人数加权：避免某组仅因原本消费更多而显得更好。各组在其他方面仍可能不同。差异的范围包含 0 时，可能出于偶然。");
        no_matched: With1 =
            |days| format!("To compare like with like, purchases over more than three times {days} days are needed, and two customers of each group who spent about as much."),
            |days| format!("要做同类比较，需要跨度超过 {days} 天三倍的交易数据，且各组都有两名以上原本消费相近的客户。");
        pays: Fixed = "Customers whose complaint was settled came back more often than those whose was not; chance alone hardly explains it.", "回头率：投诉已解决的客户更高，难以用偶然解释。";
        pays_not: Fixed = "Customers whose complaint was settled came back less often than those whose was not: look at how complaints are settled.", "回头率：投诉已解决的客户反而更低，请检查处理方式。";
        may_be_chance: Fixed = "How many came back: between settled and not settled the difference may be chance.", "回头率：已解决与未解决之间的差异可能出于偶然。";
        spent_more: Fixed = "What each spent, like with like: more where the complaint was settled; chance alone hardly explains it.", "人均消费（同类比较）：投诉已解决者更高，难以用偶然解释。";
        spent_less: Fixed = "What each spent, like with like: less where the complaint was settled; chance alone hardly explains it.", "人均消费（同类比较）：投诉已解决者更低，难以用偶然解释。";
        too_few: With2 =
            |n, group| format!("Only {} whose complaint {group}: too few to compare.", counted(n, "customer", "customers")),
            |n, group| format!("“{group}”仅 {n} 名客户：人数太少，无法比较。");
        not_compared: Fixed = "too few to compare", "人数太少，无法比较";
        nobody_to_compare: Fixed = "One of the groups is empty: there is nothing to compare yet.", "有一组没有客户，尚无法比较。";
        error_unhappy: With1 = |given| format!("Unhappy cannot end at {given}: choose 0 to 9"), |given| format!("不满的分数上限不能为 {given}：请选择 0 至 9");
        error_one_in: With1 = |given| format!("One in {given} cannot complain: choose 1 to 1000"), |given| format!("每 {given} 名中 1 名不成立：请选择 1 至 1000");
        do_open: With1 =
            |n| format!("Settle the {}, the oldest first, and tell those customers how far you are.", counted(n, "open complaint", "open complaints")),
            |n| format!("先处理最早的，解决 {n} 件未结投诉，并告知客户进展。");
        do_reason: With2 =
            |reason, n| format!("Look into “{reason}”: it is behind {n} of the complaints."),
            |reason, n| format!("查清“{reason}”的根源：它引发了 {n} 件投诉。");
        do_slow: With3 =
            |group, days, all| format!("Ask {group} what slows it down: half of its complaints take more than {}, while half of all are settled within {all}.", counted(days, "day", "days")),
            |group, days, all| format!("了解{group}处理缓慢的原因：半数投诉需要 {days} 天以上才解决，而全体的半数在 {all} 天内解决。");
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
