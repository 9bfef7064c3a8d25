//! What is said of customers about to leave.

use crate::domain::texts::{Fixed, With1, With2, counted, texts};

texts! {
    /// Texts of revenue at stake and the customers to call.
    CallsTexts {
        promise: Fixed =
            "Who your customers are, how loyal they are, and what is at stake",
            "您的客户是谁、有多忠诚、面临什么损失";
        definition: Fixed =
            "All that the customers of the segments “can't lose” and “at risk” have spent, returns subtracted: they bought often and for much, but not lately.",
            "“不可失去的客户”与“流失风险客户”两个分群的累计消费金额，退货冲减：他们过去买得多、买得勤，但最近没有购买。";
        source: Fixed = "The segment rules in force, see Settings", "当前生效的分群规则，见“设置”";
        score_definition: Fixed =
            "The customer's newest answer with a score from 0 to 10, of those the filter lets through. Of several on one day the one further down in the file counts; answers without a date count as the oldest.",
            "通过当前筛选的回答中，该客户最新一次 0–10 的有效评分。同一天有多次回答时取文件中靠后的一条；没有日期的回答视为最早。";
        score_source: Fixed = "Counted in the loaded files", "根据已载入的文件计数";
        headline: With2 =
            |n, money| format!("{} about to leave, worth {money}", counted(n, "valuable customer is", "valuable customers are")),
            |n, money| format!("{n} 名高价值客户濒临流失，累计消费 {money}");
        offered: With2 =
            |n, money| format!("{} about to leave, worth {money}", counted(n, "valuable one is", "valuable ones are")),
            |n, money| format!("{n} 名高价值客户濒临流失，累计消费 {money}");
        at_stake: Fixed = "Revenue at stake", "面临流失的消费额";
        at_stake_note: With2 =
            |n, share| format!("{}, {share} of revenue", counted(n, "customer", "customers")),
            |n, share| format!("{n} 名客户，占 {share}");
        title: Fixed = "Call these customers today", "今天就该联系的客户";
        help: With1 =
            |segments| format!("The most valuable customers of the segments {segments}: they used to buy much and have stopped."),
            |segments| format!("“{segments}”分群中消费最高的客户：他们曾大量购买，如今已停止。");
        nobody: Fixed = "No valuable customer is about to leave.", "目前没有濒临流失的高价值客户。";
        customer: Fixed = "Customer", "客户";
        segment: Fixed = "Segment", "分群";
        money: Fixed = "Money spent", "累计消费";
        days: Fixed = "Days since last purchase", "距上次购买天数";
        score: Fixed = "Last score (0–10)", "最近评分（0–10）";
        and: Fixed = " and ", "、";
    }
}
