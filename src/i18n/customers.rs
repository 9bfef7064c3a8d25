//! The customer list and a customer's page.

use super::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the customer list and of a customer's page.
    CustomersTexts {
        promise: Fixed =
            "See every customer, how lately, how often and for how much they bought",
            "查看每位客户：最近何时购买、买过几次、花了多少";
        listed: With1 = |n| counted(n, "customer", "customers"), |n| format!("共 {n} 名客户");
        listed_of_filter: With1 = |n| counted(n, "customer under this filter", "customers under this filter"), |n| format!("当前筛选下有 {n} 名客户");
        found: With2 =
            |n, search| format!("{} “{search}”", counted(n, "customer matches", "customers match")),
            |n, search| format!("{n} 名客户符合“{search}”");
        found_none: With1 =
            |search| format!("No customer matches “{search}”"),
            |search| format!("没有客户符合“{search}”");
        nobody_named: Fixed = "No loaded row names a customer", "已载入的数据没有写明客户";
        nobody_named_help: Fixed =
            "If a column says who it was, choose it as the customer on the import page. All other pages work without.",
            "如有一列写明是谁，请在导入页面将其指定为客户。其他页面不受影响。";
        found_none_help: Fixed =
            "The search looks for a part of the id or of the name. Shorten it, or clear it to see everyone.",
            "搜索会匹配客户编号或姓名的一部分。请缩短关键词，或清除搜索以查看全部客户。";
        search: Fixed = "Search by id or name", "按编号或姓名搜索";
        clear_search: Fixed = "Clear search", "清除搜索";
        download: Fixed = "Download the list", "下载名单";
        file_name: Fixed = "customers", "客户名单";
        download_failed: Fixed =
            "The list could not be made into a file. Try again, or narrow the filter.",
            "无法生成列表文件。请重试，或缩小筛选范围。";
        on_paper: With2 =
            |printed, total| format!("The first {printed} of {total} customers in the order chosen; the download has all of them."),
            |printed, total| format!("按所选顺序列出 {total} 名客户中的前 {printed} 名；下载的文件含全部客户。");
        list: Fixed = "Customer list: scroll with the arrow keys", "客户列表：可用方向键滚动";
        id: Fixed = "Customer", "客户编号";
        file_id: Fixed = "Customer id", "客户编号";
        name: Fixed = "Name", "姓名";
        segment: Fixed = "Segment", "分群";
        // In the file alone: what it is called in every language and whatever the user calls it, for programs.
        segment_code: Fixed = "Segment code", "分群代码";
        recency: Fixed = "Days since last purchase", "距上次购买（天）";
        frequency: Fixed = "Orders", "订单数";
        monetary: Fixed = "Total spent", "消费总额";
        r: Fixed = "R", "R";
        f: Fixed = "F", "F";
        m: Fixed = "M", "M";
        score: Fixed = "Last score", "最近评分";
        back: Fixed = "All customers", "返回客户列表";
        before: Fixed = "‹ Previous", "‹ 上一位";
        after: Fixed = "Next ›", "下一位 ›";
        place: With2 = |place, all| format!("{place} of {all} in the list"), |place, all| format!("名单中第 {place} 位，共 {all} 位");
        headline: With3 =
            |who, segment, total| format!("{who} is in the segment “{segment}” and has spent {total} in all"),
            |who, segment, total| format!("{who}属于“{segment}”，累计消费 {total}");
        headline_last: With1 =
            |day| format!("; last purchase on {day}"),
            |day| format!("，最后一次购买在 {day}");
        as_of: With1 = |day| format!("As of {day}: "), |day| format!("截至 {day}：");
        headline_unscored: With1 =
            |who| format!("{who} has no purchase among the rows shown"),
            |who| format!("{who}在当前显示的数据中没有购买记录");
        days: With1 = |n| counted(n, "day", "days"), |n| format!("{n} 天");
        r_score: Fixed = "Recency score", "R 得分";
        f_score: Fixed = "Frequency score", "F 得分";
        m_score: Fixed = "Monetary score", "M 得分";
        score_out_of: With1 = |score| format!("{score} of 10"), |score| format!("{score} 分（满分 10）");
        attributes: Fixed = "What is known", "基本信息";
        attribute: Fixed = "Attribute", "项目";
        value: Fixed = "Value", "内容";
        since: Fixed = "Customer since", "成为客户的日期";
        events: Fixed = "What happened, newest first", "历史记录（从新到旧）";
        events_none: Fixed = "Nothing on record, or nothing that the filter lets through.", "没有记录，或没有通过当前筛选的记录。";
        events_shown: With2 =
            |shown, all| format!("The newest {shown} of {all} are shown."),
            |shown, all| format!("共 {all} 条，仅显示最新的 {shown} 条。");
        events_more: Fixed = "Show more", "显示更多";
        lines: With1 = |n| counted(n, "line", "lines"), |n| format!("{n} 行明细");
        day: Fixed = "Date", "日期";
        kind: Fixed = "What", "类型";
        amount: Fixed = "Amount", "金额";
        details: Fixed = "Details", "详情";
        no_day: Fixed = "no date", "无日期";
        purchase: Fixed = "Purchase", "购买";
        returned: Fixed = "Return", "退货";
        answer: Fixed = "Survey answer", "问卷回答";
        complaint: Fixed = "Complaint", "投诉";
        exit: Fixed = "Left", "离开";
        promoter: Fixed = "Answer of a promoter", "推荐者回答";
        passive: Fixed = "Answer of a passive", "中立者回答";
        detractor: Fixed = "Answer of a detractor", "贬损者回答";
        case: Fixed = "Case opened", "创建跟进";
        timeline: With2 = |from, to| format!("From {from} to {to}"), |from, to| format!("{from}至{to}");
        gave_score: With1 = |score| format!("score {score}"), |score| format!("评分 {score}");
        settled_on: With1 = |day| format!("settled on {day}"), |day| format!("{day} 办结");
        unsettled: Fixed = "not settled", "未办结";
    }
}
