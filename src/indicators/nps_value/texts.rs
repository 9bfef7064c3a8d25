//! What is said of the score joined with money.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the score and money.
    NpsValueTexts {
        promise: Fixed =
            "See the score weighted by what customers bring and as of all customers, who stays silent, and what promoters and detractors bought afterwards.",
            "查看按消费额加权、推及全体客户的净推荐值，谁没有作答，以及推荐者与贬损者之后的消费。";
        definition: Fixed =
            "People count with their newest answer, customers are those with a purchase. Weighted: each answer weighs as much as its customer has brought. As of all customers: answers weighted until groups of value and recency, and of the chosen attribute, have the shares they have among all customers (raking). Retention: of those active in the first window of retention in money, the share active in the second. Afterwards: money of so many days after the answer less that of as many before; of the silent around the median day of those answers.",
            "每人按最新回答计，客户指有购买者。加权：每份回答的权重为该客户的消费额。推及全体：对回答加权，使价值组、最近购买组及所选属性的占比与全体客户一致（逐项反复调整权重，直到各项占比都吻合）。留存：金额留存第一个窗口的活跃客户中，第二个窗口仍活跃的比例。之后：作答后若干天的消费减去作答前同样天数的消费；未作答者以这些回答的中位日期为界。";
        source: Fixed =
            "Counted in the loaded files; raking: Deming, Stephan 1940; effective n: Kish 1965; intervals: Rocks 2016, Wilson, normal",
            "根据已载入的文件计算；按占比调整权重：Deming、Stephan 1940；有效样本量：Kish 1965；区间：Rocks 2016、Wilson、正态";
        headline: With3 =
            |plain, by_value, raked| format!("The score of customers who answered is {plain}; weighted by what they bring {by_value}, as of all customers {raked}."),
            |plain, by_value, raked| format!("作答客户的净推荐值为 {plain}；按消费额加权为 {by_value}，推及全体客户为 {raked}。");
        headline_plain: With1 =
            |plain| format!("The score of customers who answered is {plain}."),
            |plain| format!("作答客户的净推荐值为 {plain}。");
        lacks: Fixed =
            "To join the score with money, purchases are needed of customers whom answers name.",
            "需要问卷回答中客户的交易数据，才能把净推荐值与消费结合。";
        other_scale: Fixed =
            "The answers look like those on another scale than 0–10; the loyalty page asks about it.",
            "这些回答看起来不是 0–10 分制；请先在忠诚度页面确认。";
        uncovered: With1 =
            |n| format!("{} are in groups nobody answered from: the score as of all customers is without them.", counted(n, "customer", "customers")),
            |n| format!("有 {n} 名客户所在的组无人作答：推及全体的得分不含他们。");
        not_raked: Fixed =
            "The answers cannot be weighted to the shares of all customers: choose fewer groups.",
            "无法把回答加权到全体客户的占比：请减少分组。";
        outside: With1 =
            |n| format!("{n} who answered have no name or no purchase, and are in no figure here."),
            |n| format!("另有 {n} 份回答没有客户编号或没有购买，不计入此处。");
        unweighted: Fixed = "Score of who answered", "作答客户的净推荐值";
        weighted: Fixed = "Weighted by value", "按消费额加权";
        raked: Fixed = "As of all customers", "推及全体客户";
        effective: With1 = |n| format!("worth {n} equal answers"), |n| format!("相当于 {n} 份等权回答");
        response: Fixed = "Response rate", "回收率";
        of: With2 = |n, all| format!("{n} of {all}"), |n, all| format!("{all} 份中的 {n} 份");
        silent_title: Fixed = "Who answered, and who stays silent", "作答者与沉默者";
        silent_note: Fixed =
            "Where the silent buy less or leave more, the score of who answered says too much.",
            "若沉默者消费更少或流失更多，作答者的得分就偏乐观。";
        who: Fixed = "Who", "人群";
        responders: Fixed = "answered", "作答者";
        silent: Fixed = "silent", "沉默者";
        customers: Fixed = "Customers", "客户数";
        mean_value: Fixed = "Value in the mean", "人均消费额";
        recency: Fixed = "Days since last purchase, median", "距上次购买天数（中位数）";
        retention: Fixed = "Retention", "留存率";
        after_title: Fixed = "What they bought afterwards", "之后的消费";
        kinds: [&'static str; 4] = ["detractors", "passives", "promoters", "silent"], ["贬损者", "中立者", "推荐者", "沉默者"];
        before: Fixed = "Before", "之前";
        afterwards: Fixed = "After", "之后";
        change: Fixed = "Change", "变化";
        against: Fixed = "Against the silent", "与沉默者之差";
        after_note: Fixed =
            "Mean money a customer. No experiment: who answers differs from who does not.",
            "每位客户的平均金额。这不是实验：作答者与沉默者本来就不同。";
        lacks_after: With1 =
            |days| format!("No answer has {days} days of purchases before and after it: choose fewer days."),
            |days| format!("没有回答在前后各有 {days} 天的交易数据：请减少天数。");
        groups_field: Fixed = "Groups of value and of recency", "价值与最近购买的分组数";
        by_field: Fixed = "Weight to the shares of, as well", "同时按此属性加权";
        after_field: Fixed = "Days before and after an answer", "作答前后的天数";
        sent_field: Fixed = "Customers asked", "发出的问卷数";
        how: Fixed = "How this is worked out", "计算方法";
        error_groups: With1 =
            |given| format!("{given} groups cannot be weighted to: choose 1 to 10"),
            |given| format!("分组数不能为 {given}：请选择 1 至 10");
        error_after: With1 =
            |given| format!("Money of {given} days cannot be compared: choose 1 to 1000"),
            |given| format!("无法比较 {given} 天的消费：请选择 1 至 1000");
        error_level: With1 =
            |given| format!("{given} is no confidence level: choose 0.5 to below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择 0.5 至 1（不含 1）");
    }
}
