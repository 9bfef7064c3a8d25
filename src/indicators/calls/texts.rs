//! What is said of customers who bought much, and not lately.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of revenue at stake and the customers to call.
    CallsTexts {
        promise: Fixed =
            "Who your customers are, how loyal they are, and what is at stake",
            "您的客户是谁、有多忠诚、面临什么损失";
        definition: Fixed =
            "All that the customers of the segments “can't lose” and “at risk” have spent, returns subtracted: they bought much, but not lately. It is what was spent, not a forecast. Whoever the table of exits names, without a purchase since, already left and is counted beside them.",
            "“不可失去的客户”与“流失风险客户”两个分群的累计消费金额，退货冲减：他们过去买得多、买得勤，但最近没有购买。";
        source: Fixed = "The segment rules in force, see Settings", "当前生效的分群规则，见“设置”";
        score_definition: Fixed =
            "The customer's newest answer with a score from 0 to 10, of those the filter lets through. Of several on one day the one further down in the file counts; answers without a date count as the oldest.",
            "通过当前筛选的回答中，该客户最新一次 0–10 的有效评分。同一天有多次回答时取文件中靠后的一条；没有日期的回答视为最早。";
        score_source: Fixed = "Counted in the loaded files", "根据已载入的文件计数";
        headline: With3 =
            |n, days, money| format!("{} bought much, and not for {} or more; spent before: {money}", counted(n, "customer", "customers"), counted(days, "day", "days")),
            |n, days, money| format!("{n} 名客户曾购买较多，但已有至少 {days} 天未购买；此前累计消费 {money}");
        offered: With3 =
            |n, days, money| format!("{n} bought much, and not for {} or more ({money} spent)", counted(days, "day", "days")),
            |n, days, money| format!("{n} 名曾购买较多，已至少 {days} 天未购买（累计消费 {money}）");
        already_left: With1 =
            |n| format!("{n} more already left"),
            |n| format!("另有 {n} 名已流失");
        at_stake: Fixed = "Revenue at stake", "有流失风险的消费额";
        at_stake_note: With2 =
            |n, share| format!("{}, {share} of revenue", counted(n, "customer", "customers")),
            |n, share| format!("{n} 名客户，占 {share}");
        title: Fixed = "Call these customers today", "今天就该联系的客户";
        help: With1 =
            |segments| format!("The most valuable customers of the segments {segments}: they used to buy much, and have not bought lately."),
            |segments| format!("“{segments}”分群中消费最高的客户：他们曾购买较多，但近期没有购买。");
        nobody: With1 =
            |segments| format!("Nobody is in the segments {segments}"),
            |segments| format!("“{segments}”分群中没有客户");
        customer: Fixed = "Customer", "客户";
        segment: Fixed = "Segment", "分群";
        money: Fixed = "Money spent", "累计消费";
        days: Fixed = "Days since last purchase", "距上次购买天数";
        score: Fixed = "Last score (0–10)", "最近评分（0–10）";
        and: Fixed = " and ", "、";
    }
}
