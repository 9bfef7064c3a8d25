//! What is said of members.

use crate::domain::texts::{Fixed, With1, With2, With3, texts};

texts! {
    /// Texts of the club.
    ClubTexts {
        promise: Fixed =
            "See what share of the sales the members of your club or card bring, beside what is claimed elsewhere.",
            "查看会员贡献的销售占比，并与文献中的说法对照。";
        definition: Fixed =
            "A member is whom the column says is one: yes, or any value that does not say otherwise. Of a column of the customers table all purchases of a member count as theirs, also earlier ones. Who buys much joins sooner, so the share does not say what the club does.",
            "会员由所选列决定：为“是”，或任何未表示非会员的值。若为客户表的列，会员的全部购买均计入，包括入会之前的。买得多的人更愿意入会，因此该占比不代表会员制度的作用。";
        source: Fixed = "Counted in the loaded purchases; the claim: yours to change", "根据已载入的交易计数；对照比例可自行修改";
        headline: With3 =
            |share, customers, claimed| format!("Members are {customers} of the customers and bring {share} of the sales; claimed elsewhere is {claimed}."),
            |share, customers, claimed| format!("会员占客户的 {customers}，贡献销售的 {share}；文献中的说法为 {claimed}。");
        headline_no_money: Fixed = "There are no sales to share out.", "没有可供划分的销售额。";
        headline_none: Fixed = "No column says who is a member.", "没有列说明谁是会员。";
        no_column: Fixed =
            "Load purchases or customers with a column that says it (member, 会员), or choose one below.",
            "请载入含会员列（如“会员”）的交易或客户表，或在下方选择一列。";
        column_field: Fixed = "Says who is a member", "会员列";
        others_field: Fixed = "Values that say no member", "表示非会员的值";
        claimed_field: Fixed = "Claimed elsewhere", "文献中的说法";
        share: Fixed = "Members' share of the sales", "会员销售占比";
        claimed_note: With1 = |claimed| format!("claimed elsewhere: {claimed}"), |claimed| format!("文献说法：{claimed}");
        customer_share: Fixed = "Members among the customers", "会员客户占比";
        sides: Fixed = "Members and others", "会员与非会员";
        side: Fixed = "Who", "客户";
        members: Fixed = "Members", "会员";
        others: Fixed = "Others", "非会员";
        customers: Fixed = "Customers", "客户数";
        transactions: Fixed = "Transactions", "交易数";
        value: Fixed = "Money", "金额";
        per_customer: Fixed = "Per customer", "人均金额";
        per_transaction: Fixed = "Per transaction", "笔均金额";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        error_claimed: With1 = |given| format!("Members cannot bring a share of {given}: choose 0 to 100 %"), |given| format!("会员占比不能为 {given}：请选择 0 至 100%");
    }
}
