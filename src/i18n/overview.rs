//! The overview.

use super::{Fixed, With1, With2, With3, counted};

texts! {
    /// Texts of the overview.
    OverviewTexts {
        promise: Fixed =
            "Who your customers are, how loyal they are, and what is at stake",
            "您的客户是谁、有多忠诚、面临什么损失";
        separator: Fixed = "; ", "；";
        head_customers: With1 = |n| counted(n, "customer", "customers"), |n| format!("{n} 名客户");
        head_rows: With2 = |n, kind| format!("{n} {kind}"), |n, kind| format!("{n} 条{kind}");
        head_top: With2 =
            |top, share| format!("the top {top} bring {share} of revenue"),
            |top, share| format!("前 {top} 的客户贡献 {share} 的消费额");
        head_nps: With3 =
            |score, low, high| format!("NPS {score} ({low} to {high})"),
            |score, low, high| format!("净推荐值 {score}（{low} 至 {high}）");
        head_at_stake: With2 =
            |n, money| format!("{} about to leave, worth {money}", counted(n, "valuable one is", "valuable ones are")),
            |n, money| format!("{n} 名高价值客户濒临流失，累计消费 {money}");
        customers: Fixed = "Customers who bought", "有消费的客户";
        customers_note: With1 = |days| format!("up to {days}"), |day| format!("截至 {day}");
        top_share: With1 =
            |top| format!("Revenue from the top {top}"),
            |top| format!("前 {top} 客户的消费额占比");
        top_share_note: With1 = |n| counted(n, "customer", "customers"), |n| format!("{n} 名客户");
        nps: Fixed = "Net Promoter Score", "净推荐值（NPS）";
        nps_note: With3 =
            |low, high, n| format!("{low} to {high}, n = {n}"),
            |low, high, n| format!("{low} 至 {high}，n = {n}");
        nps_odd: Fixed =
            "Nearly all scores are 1 to 5: asked on another scale?",
            "评分几乎都在 1–5 之间：量表可能不是 0–10 分";
        repeat_rate: Fixed = "Bought more than once", "复购率";
        repeat_note: With2 =
            |repeat, all| format!("{repeat} of {all} customers"),
            |repeat, all| format!("{all} 名客户中的 {repeat} 名");
        churn: Fixed = "Did not come back", "未再回购（流失率）";
        churn_note: With2 =
            |from, to| format!("of those active {from} – {to}"),
            |from, to| format!("{from} – {to} 的活跃客户");
        exits: Fixed = "Customers who left had brought", "流失客户此前的消费额";
        exits_note: With2 =
            |n, months| format!("{}, in the {} before leaving", counted(n, "customer", "customers"), counted(months, "month", "months")),
            |n, months| format!("{n} 名客户，离开前 {months} 个月");
        at_stake: Fixed = "Revenue at stake", "面临流失的消费额";
        at_stake_note: With2 =
            |n, share| format!("{}, {share} of revenue", counted(n, "customer", "customers")),
            |n, share| format!("{n} 名客户，占 {share}");
        call_title: Fixed = "Call these customers today", "今天就该联系的客户";
        call_help: With1 =
            |segments| format!("The most valuable customers of the segments {segments}: they used to buy much and have stopped."),
            |segments| format!("“{segments}”分群中消费最高的客户：他们曾大量购买，如今已停止。");
        call_nobody: Fixed =
            "No valuable customer is about to leave.",
            "目前没有濒临流失的高价值客户。";
        customer: Fixed = "Customer", "客户";
        segment: Fixed = "Segment", "分群";
        money: Fixed = "Money spent", "累计消费";
        days: Fixed = "Days since last purchase", "距上次购买天数";
        score: Fixed = "Last score (0–10)", "最近评分（0–10）";
        listed: Fixed = ", ", "、";
        and: Fixed = " and ", "、";
        loaded: Fixed = "Rows behind these figures", "以上数字所用的数据";
        more_files: With1 =
            |kinds| format!("Load {kinds} as well to see more."),
            |kinds| format!("再载入{kinds}可看到更多结果。");
    }
}
