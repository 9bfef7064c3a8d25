//! What is said of customers who bought much, and not lately.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of revenue at stake and the customers to call.
    CallsTexts {
        promise: Fixed =
            "Who your customers are, how loyal they are, and who has gone quiet",
            "您的客户是谁、有多忠诚、哪些客户久未购买";
        definition: Fixed =
            "All that the customers of the segments “can't lose” and “at risk” have spent, returns subtracted: they bought much, but not lately. Under a filter it is what they spent within it, and who has no row in a chosen period is not counted. It is what was spent, not a forecast. Whoever the table of exits names, without a purchase since, already left and is counted beside them.",
            "“不可失去的客户”与“流失风险客户”两个分群的累计消费金额，退货冲减：他们曾购买较多，但近期没有购买。有筛选时只计筛选范围内的消费；所选时间范围内没有交易的客户不计入。这是已发生的消费，不是预测。流失记录中有其记录且之后没有再购买的客户已流失，另行计数。";
        source: Fixed = "The segment rules in force, see Settings", "当前生效的分群规则，见“设置”";
        score_definition: Fixed =
            "The customer's newest answer with a score from 0 to 10, of those the filter lets through. Of several on one day the one further down in the file counts; answers without a date count as the oldest.",
            "通过当前筛选的回答中，该客户最新一次 0–10 的有效评分。同一天有多次回答时取文件中靠后的一条；没有日期的回答视为最早。";
        score_source: Fixed = "Counted in the loaded files", "根据已载入的文件计数";
        headline: With3 =
            |n, days, money| format!("{} bought much, and not for {} or more; spent before: {money}", counted(n, "customer", "customers"), counted(days, "day", "days")),
            |n, days, money| format!("{n} 名客户曾购买较多，但已有至少 {days} 天未购买；此前累计消费 {money}");
        headline_filtered: With3 =
            |n, days, money| format!("{} bought much, and not for {} or more; spent before, within the filter: {money}", counted(n, "customer", "customers"), counted(days, "day", "days")),
            |n, days, money| format!("{n} 名客户曾购买较多，但已有至少 {days} 天未购买；此前在筛选范围内消费 {money}");
        offered: With3 =
            |n, days, money| format!("{n} bought much, and not for {} or more ({money} spent)", counted(days, "day", "days")),
            |n, days, money| format!("{n} 名曾购买较多，已至少 {days} 天未购买（累计消费 {money}）");
        offered_filtered: With3 =
            |n, days, money| format!("{n} bought much, and not for {} or more ({money} spent within the filter)", counted(days, "day", "days")),
            |n, days, money| format!("{n} 名曾购买较多，已至少 {days} 天未购买（筛选范围内消费 {money}）");
        since: With1 =
            |from| format!("A period is chosen: only customers with a purchase or return from {from} on are counted here. Who has been silent since before then is not."),
            |from| format!("当前筛选限定了时间范围：此处只统计 {from} 起有交易的客户，更早就不再购买的客户不在其中。");
        already_left: With1 =
            |n| format!("{n} more already left"),
            |n| format!("另有 {n} 名已流失");
        at_stake: Fixed = "Spent by good customers gone quiet", "久未购买的优质客户的消费额";
        at_stake_note: With2 =
            |n, share| format!("{}, {share} of revenue", counted(n, "customer", "customers")),
            |n, share| format!("{n} 名客户，占消费额的 {share}");
        at_stake_note_filtered: With2 =
            |n, share| format!("{}, {share} of revenue within the filter", counted(n, "customer", "customers")),
            |n, share| format!("{n} 名客户，占筛选范围内消费额的 {share}");
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
        money_filtered: Fixed = "Money spent within the filter", "筛选范围内消费";
        days: Fixed = "Days since last purchase", "距上次购买天数";
        score: Fixed = "Last score (0–10)", "最近评分（0–10）";
        and: Fixed = " and ", "、";
    }
}
