//! What is said of customers who bought much, and not lately.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of revenue at stake and the customers to call.
    CallsTexts {
        promise: Fixed =
            "Who your customers are, how loyal they are, and who has gone quiet",
            "您的客户是谁、有多忠诚、哪些客户久未购买";
        definition: Fixed =
            "All that the customers of the segments “can't lose” and “at risk” have spent, returns subtracted: they bought much, but not lately. A chosen period leaves nobody out: all who are known by its end are judged, also who bought nothing within it, and what they spent before it counts. Any other filter chooses whose and which money counts. Where customers are scored anew within the filter, who has no row in it has no scores, and only what was spent within it counts. It is what was spent, not a forecast. Whoever the table of exits names, without a purchase since, already left and is counted beside them.",
            "“不可失去的客户”与“流失风险客户”两个分群的累计消费金额，退货冲减：他们曾购买较多，但近期没有购买。所选时间范围不排除任何客户：截至其末日已知的客户都在判断之列，范围内没有购买的也包括在内，此前的消费同样计入。其他筛选决定计入哪些客户、哪些消费。若在筛选范围内重新打分，则范围内没有交易的客户没有得分，且只计范围内的消费。这是已发生的消费，不是预测。离开记录中有其记录且之后没有再购买的客户已离开，另行计数。";
        source: Fixed = "The segment rules in force, see Settings", "当前生效的分群规则，见“设置”";
        score_definition: Fixed =
            "The customer's newest answer with a score from 0 to 10, of those the filter lets through, before a chosen period too. Of several on one day the one further down in the file counts; answers without a date count as the oldest.",
            "通过当前筛选的回答中（含所选时间之前），该客户最新一次 0–10 的有效评分。同一天有多次回答时取文件中靠后的一条；没有日期的回答视为最早。";
        score_source: Fixed = "Counted in the loaded files", "根据已载入的文件计数";
        headline: With3 =
            |n, days, spent| format!("{} bought much, and not for {} or more; {spent}", counted(n, "customer", "customers"), counted(days, "day", "days")),
            |n, days, spent| format!("{n} 名客户曾购买较多，但已有至少 {days} 天未购买；{spent}");
        everyone: With1 = |segment| format!("All of “{segment}”"), |segment| format!("“{segment}”全部客户");
        spent_before: With2 =
            |scope, money| if scope.is_empty() { format!("spent before: {money}") } else { format!("spent before, {scope}: {money}") },
            |scope, money| if scope.is_empty() { format!("此前累计消费 {money}") } else { format!("{scope}累计消费 {money}") };
        offered: With3 =
            |n, days, spent| format!("{n} bought much, and not for {} or more ({spent})", counted(days, "day", "days")),
            |n, days, spent| format!("{n} 名曾购买较多，已至少 {days} 天未购买（{spent}）");
        spent: With2 =
            |scope, money| format!("{money} spent {scope}").trim_end().to_owned(),
            |scope, money| format!("{scope}累计消费 {money}");
        within_filter: Fixed = "within the filter", "筛选范围内";
        to_the_end: Fixed = "up to the end of the period", "截至所选时间末";
        within_filter_to_the_end: Fixed = "within the filter, before its period too", "筛选范围内（含所选时间之前）";
        so_far: With1 =
            |day| format!("A period is chosen: all customers known by its end are judged, also those who bought nothing within it, and what they spent before it counts. Days are counted to {day}."),
            |day| format!("当前筛选限定了时间范围：截至其末日已知的客户都在判断之列，范围内没有购买的客户也包括在内，此前的消费同样计入。天数计算至 {day}。");
        since: With1 =
            |from| format!("Customers are scored anew within the filter: who has no purchase or return from {from} on has no scores, and is not counted here."),
            |from| format!("当前在筛选范围内重新打分：{from} 起没有交易的客户没有得分，不在其中。");
        already_left: With1 =
            |n| format!("{n} more already left"),
            |n| format!("另有 {n} 名已离开");
        at_stake: Fixed = "Spent by good customers gone quiet", "久未购买的优质客户的消费额";
        at_stake_note: With3 =
            |n, share, scope| format!("{}, {share} of revenue {scope}", counted(n, "customer", "customers")).trim_end().to_owned(),
            |n, share, scope| format!("{n} 名客户，占{scope}消费额的 {share}");
        title: Fixed = "Call these customers today", "今天就该联系的客户";
        help: With1 =
            |segments| format!("The most valuable customers of the segments {segments}: they used to buy much, and have not bought lately."),
            |segments| format!("“{segments}”分群中消费最高的客户：他们曾购买较多，但近期没有购买。");
        nobody: With1 =
            |segments| format!("Nobody is in the segments {segments}"),
            |segments| format!("“{segments}”分群中没有客户");
        customer: Fixed = "Customer", "客户";
        why: With1 =
            |days| format!("bought much; no purchase for {}", counted(days, "day", "days")),
            |days| format!("曾购买较多，已 {days} 天未购买");
        segment: Fixed = "Segment", "分群";
        money: With1 = |scope| format!("Money spent {scope}").trim_end().to_owned(), |scope| format!("{scope}累计消费");
        days: Fixed = "Days since last purchase", "距上次购买天数";
        score: Fixed = "Last score (0–10)", "最近评分（0–10）";
        and: Fixed = " and ", "、";
    }
}
