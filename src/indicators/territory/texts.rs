//! What is said of visits.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of visits.
    TerritoryTexts {
        promise: Fixed =
            "See what share of your accounts was visited lately, by territory, branch or owner, and which valuable ones were not.",
            "按区域、网点或负责人查看近期走访的客户占比，以及哪些高价值客户尚未走访。";
        definition: Fixed =
            "Accounts are the customers of the customers table whom the filter lets through, without those who left. Visited: the last visit lies within the chosen days up to the last day known (the newest visit or purchase, or the end of the chosen period). Never: the file has no visit. All accounts are counted, so there is no interval. Money: the purchases that count, up to the end of the chosen period.",
            "客户取自客户表中通过筛选者，不含已离开的。已走访：最近一次走访在截至最后已知日期（最近的走访或交易，或所选时间范围末尾）的所选天数内。从未走访：文件中没有走访记录。全部客户均计入，因此没有区间。金额为截至所选时间范围末尾计入的交易。";
        source: Fixed = "Counted in the loaded customers table", "根据已载入的客户表计数";
        headline: With3 =
            |share, n, days| format!("{share} of {} visited within {}.", counted(n, "account was", "accounts were"), counted(days, "day", "days")),
            |share, n, days| format!("{n} 名客户中，{share} 在 {days} 天内有走访。");
        headline_value: With2 =
            |n, money| format!("The {n} unvisited brought {money}: the goal is none."),
            |n, money| format!("未走访的 {n} 名客户共消费 {money}；目标是零遗漏。");
        headline_unvisited: With1 =
            |n| format!("{n} unvisited: the goal is none."),
            |n| format!("{n} 名未走访；目标是零遗漏。");
        headline_goal: Fixed = "Nobody is left unvisited.", "没有遗漏的客户。";
        headline_none: Fixed = "No column says when accounts were visited.", "没有列说明客户何时被走访。";
        headline_nobody: Fixed = "All accounts under this filter left.", "当前筛选下的客户均已离开。";
        no_column: Fixed =
            "Load customers with a column of the last visit (last visit, visit date), or set its role on the import page.",
            "请载入含最近走访日期（如“最近走访日期”“拜访日期”）的客户表，或在导入页面指定该列的含义。";
        share: Fixed = "Visited", "走访率";
        accounts: Fixed = "Accounts", "客户数";
        of_accounts: With1 = |n| format!("of {}", counted(n, "account", "accounts")), |n| format!("共 {n} 名客户");
        as_of: With1 = |day| format!("as of {day}"), |day| format!("截至 {day}");
        unvisited: Fixed = "Unvisited", "未走访";
        never: Fixed = "Never visited", "从未走访";
        value: Fixed = "Brought by the unvisited", "未走访客户消费额";
        left: With1 =
            |n| format!("{} not counted.", counted(n, "account that left is", "accounts that left are")),
            |n| format!("另有 {n} 名已离开的客户未计入。");
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}：{figure}");
        groups: With1 = |by| format!("By {by}"), |by| format!("按{by}");
        chart: With2 =
            |name, share| format!("Least covered: {name}, {share} visited"),
            |name, share| format!("覆盖最低：{name}，走访率 {share}");
        by_field: Fixed = "Divide by", "分组依据";
        group: Fixed = "Group", "分组";
        list: Fixed = "Unvisited accounts, those that brought most first", "未走访的客户（消费最多的在前）";
        account: Fixed = "Account", "客户";
        last_visit: Fixed = "Last visit", "最近走访";
        never_cell: Fixed = "never", "从未";
        days: Fixed = "Days ago", "距今天数";
        brought: Fixed = "Brought", "消费额";
        more: With1 = |n| format!("and {n} more"), |n| format!("另有 {n} 项");
        days_field: Fixed = "Visited within (days)", "走访天数范围";
        listed_field: Fixed = "Accounts listed", "列出的客户数";
        do_first: Fixed =
            "Go down the list below from its top: those brought most. Nobody is to be left.",
            "按列表从上往下走访：排在前面的消费最多；不留遗漏。";
        do_worst: With2 =
            |name, n| format!("Ask {name} for a plan: {} there, the lowest share of all.", counted(n, "account is unvisited", "accounts are unvisited")),
            |name, n| format!("请{name}制定走访计划：有 {n} 名客户未走访，覆盖率最低。");
        error_days: With2 =
            |given, most| format!("Lately cannot mean {given} days: choose 1 to {most}"),
            |given, most| format!("天数范围不能为 {given}：请选择 1 至 {most}");
        error_listed: With2 =
            |given, most| format!("{given} accounts cannot be listed: choose 1 to {most}"),
            |given, most| format!("无法列出 {given} 名客户：请选择 1 至 {most}");
    }
}
