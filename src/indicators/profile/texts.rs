//! What is said of who the customers are.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the profile.
    ProfileTexts {
        promise: Fixed =
            "See who the customers are by any attribute, and in which group most left.",
            "按任意属性查看客户构成，以及哪一组离开最多。";
        definition: Fixed =
            "Customers are the rows of the customers table, each customer once. Left: those for whom the column of that meaning says yes, of all for whom it says yes or no. Numbers and dates of many values are divided into four groups of about as many customers. Money: the sum over these customers of the column chosen at import for what a customer brings.",
            "客户为客户表中的行，每名客户一行。离开：在含义为“是否已离开”的列中为“是”的客户，占注明“是”或“否”的客户的比例。取值很多的数字和日期按人数大致相等分为四组。金额：导入时选作“客户价值”的列在这些客户上的合计。";
        source: Fixed =
            "Counted in the loaded customers; interval: Wilson (1927)",
            "根据已载入的客户计数；区间：Wilson (1927)";
        headline: With1 = |n| counted(n, "customer", "customers"), |n| format!("{n} 名客户");
        headline_left: With1 = |share| format!("{share} have left"), |share| format!("{share} 已离开");
        headline_group: With3 =
            |by, group, share| format!(", most often with {by} {group} ({share})"),
            |by, group, share| format!("，{by}为{group}者离开最多（{share}）");
        headline_value: With2 =
            |share, column| format!("{share} of {column} went with them"),
            |share, column| format!("随之流失的{column}占 {share}");
        comma: Fixed = "; ", "；";
        stop: Fixed = ".", "。";
        customers: Fixed = "Customers", "客户数";
        share: Fixed = "Share", "占比";
        left: Fixed = "Left", "已离开";
        left_share: Fixed = "Share who left", "离开占比";
        value: With1 = |column| format!("“{column}” of all"), |column| format!("全部客户的“{column}”");
        value_column: Fixed = "What they bring", "客户价值";
        value_left: With1 = |column| format!("“{column}” of those who left"), |column| format!("已离开客户的“{column}”");
        value_left_column: Fixed = "Of those who left", "其中已离开";
        value_left_note: With2 =
            |share, column| format!("{share} of “{column}” of all"),
            |share, column| format!("占全部“{column}”的 {share}");
        still: Fixed = "Still here, in the group of which most left", "离开最多一组中尚未离开";
        still_in: With1 = |group| format!("Still here in “{group}”"), |group| format!("“{group}”中尚未离开");
        still_note: With1 =
            |share| format!("{share} of their group left: talk to them first"),
            |share| format!("该组已离开 {share}：请优先联系");
        of_group: With2 = |figure, group| format!("{figure}, {group}"), |figure, group| format!("{group}{figure}");
        known_note: With2 =
            |n, interval| format!("of {n} for whom it is known; {interval}"),
            |n, interval| format!("注明是否已离开的 {n} 名中；{interval}");
        groups: With1 = |by| format!("By {by}"), |by| format!("按{by}");
        group_title: With3 =
            |group, n, share| format!("Largest: {group} ({n}, {share} of all)"),
            |group, n, share| format!("最大一组：{group}（{n} 名，占 {share}）");
        left_title: With2 =
            |group, share| format!("{group}: {share} left, more than of any other group large enough"),
            |group, share| format!("{group}离开 {share}，在人数足够的各组中最高");
        left_plain: Fixed = "Share who left, by group", "各组离开占比";
        by_field: Fixed = "Divide by", "拆分维度";
        offered: Fixed = "Customers who left", "已离开的客户";
        offered_note: With2 = |left, n| format!("{left} of {}", counted(n, "customer", "customers")), |left, n| format!("{n} 名客户中的 {left} 名");
        do_survival: Fixed = "See how long customers stay", "查看客户留存时长";
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
