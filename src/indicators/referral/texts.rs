//! What is said of referral.

use crate::domain::texts::{Fixed, With1, With2, counted, texts};

texts! {
    /// Texts of referral.
    ReferralTexts {
        promise: Fixed =
            "See how many customers came by recommendation, what they are worth, and who recommends you most.",
            "查看多少客户由老客户推荐而来、价值如何，以及谁推荐得最多。";
        definition: Fixed =
            "A customer came by recommendation where the table says who recommended them: the id of another customer, or somebody else. A chain is who was recommended by somebody recommended. In all: everybody below a customer in the chains; brought: what all these spent. Those recommended are set against the others who joined in the same month, where the table says when, as who joined long ago has spent more: the difference of the means in each month, weighted by how many were recommended then, with a normal interval. They may differ in much else: the difference need not be the recommendation's doing.",
            "客户表注明推荐人的客户视为推荐而来，推荐人可以是另一客户的编号，也可以是其他人。推荐链：被推荐者再推荐他人。合计：链条上在其下方的所有客户；带来：这些客户的消费总额。将被推荐客户与同月加入的其他客户比较（客户表注明加入日期时；加入越早消费自然越多）：各月均值之差按当月被推荐人数加权，区间为正态近似。两组在其他方面也可能不同，差异不一定由推荐造成。";
        source: Fixed =
            "Counted in the loaded tables; like with like: W. G. Cochran (1968); intervals: B. L. Welch (1938), A. Agresti, B. Caffo (2000); that referred customers can be worth more: P. Schmitt, B. Skiera, C. Van den Bulte, Journal of Marketing 75 (2011)",
            "根据已载入的表计数；同类比较：W. G. Cochran (1968)；区间：B. L. Welch (1938)、A. Agresti 与 B. Caffo (2000)；推荐客户可能更有价值：P. Schmitt、B. Skiera、C. Van den Bulte，Journal of Marketing 75 (2011)";
        headline: With2 =
            |share, n| format!("{share} of {} came by recommendation", counted(n, "customer", "customers")),
            |share, n| format!("{n} 名客户中 {share} 由推荐而来");
        headline_differ: With2 =
            |referred, others| format!("; each brings {referred}, against {others} of others like them"),
            |referred, others| format!("，人均带来 {referred}，同类客户为 {others}");
        headline_alike: With2 =
            |referred, others| format!("; each brings {referred} against {others} of others like them, which may be chance"),
            |referred, others| format!("，人均带来 {referred}，同类客户为 {others}，差异可能出于偶然");
        stop: Fixed = ".", "。";
        no_column: Fixed =
            "The customers table does not say who recommended a customer.",
            "客户表没有注明推荐人。";
        no_column_help: Fixed =
            "Choose the column “who recommended us” for it on the import page: it holds the id of the customer who did.",
            "请在导入页面将相应列指定为“推荐人”：内容为推荐人的客户编号。";
        nobody: Fixed = "No customer came by recommendation.", "没有客户由推荐而来。";
        nobody_help: Fixed =
            "The column of who recommended a customer is blank for all of these.",
            "这些客户的推荐人一列均为空。";
        unknown: With1 =
            |n| format!("{} recommended by somebody who is no customer of the table: counted, but without a chain.", counted(n, "customer was", "customers were")),
            |n| format!("{n} 名客户的推荐人不在客户表中：计入推荐，但没有推荐链。");
        loops: With1 =
            |n| format!("{} back to the one who was recommended: the chain is cut there.", counted(n, "recommendation leads", "recommendations lead")),
            |n| format!("{n} 条推荐关系首尾相接：推荐链在此处断开。");
        share: Fixed = "Came by recommendation", "推荐来客占比";
        referred: Fixed = "Customers recommended", "被推荐客户";
        referrers: Fixed = "Customers who recommend", "推荐过他人的客户";
        longest_chain: Fixed = "Longest chain", "最长推荐链";
        chain_note: Fixed = "recommendations one after the other", "连续推荐次数";
        value: Fixed = "Spent more by those recommended", "被推荐客户多消费";
        staying: Fixed = "More of them still customers", "留存比例之差";
        beside: With2 = |referred, others| format!("{referred} of those recommended, {others} of others who joined at the same time"), |referred, others| format!("{referred}，同期加入的其他客户 {others}");
        chance: Fixed = "may be chance", "可能出于偶然";
        list: Fixed = "Who brought most", "谁带来的最多";
        customer: Fixed = "Customer", "客户";
        direct: Fixed = "Recommended", "直接推荐";
        in_all: Fixed = "In all", "合计带来";
        brought: Fixed = "What these spent", "所带来客户的消费";
        own: Fixed = "Spent themselves", "自身消费";
        why: With1 = |n| format!("recommended {}", counted(n, "customer", "customers")), |n| format!("推荐过 {n} 名客户");
        do_thank: Fixed = "Thank ", "感谢 ";
        thanked: With1 =
            |n| format!(" and the others listed under “Who brought most”: the first alone brought {}.", counted(n, "customer", "customers")),
            |n| format!(" 等“谁带来的最多”中的客户：仅其一人就带来 {n} 名客户。");
        do_ask: With1 =
            |money| format!("Ask promoters to recommend you: a customer recommended spends {money} more."),
            |money| format!("请推荐者多多推荐：被推荐客户人均多消费 {money}。");
        do_prove: Fixed =
            "Before paying for recommendations, try a reward on part of the customers: here those recommended spend no more than chance would make.",
            "在为推荐付费之前，先在部分客户中试行奖励：目前被推荐客户的消费差异可能只是偶然。";
        to_claims: Fixed = "Beside what the literature claims", "与文献说法对照";
        how: Fixed = "How this is computed", "计算方法";
        listed_field: Fixed = "Customers listed", "列出的客户数";
        error_listed: With2 =
            |given, most| format!("{given} customers cannot be listed: choose 1 to {most}"),
            |given, most| format!("无法列出 {given} 名客户：请选择 1 至 {most}");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
