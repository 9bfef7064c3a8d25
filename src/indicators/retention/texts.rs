//! What is said of retention in money.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of retention in money.
    RetentionTexts {
        promise: Fixed =
            "See how much of the money customers brought stays, through which holes the rest runs out, and what new customers make up for.",
            "查看客户带来的钱留住了多少、流失在哪里，新客户又补上了多少。";
        definition: Fixed =
            "Two windows of as many calendar months, one right after the other. Active: at least one order that is no return. Lost: active in the first only, whatever their rhythm and whether an exit is known; new: first purchase of all loaded data in the second; won back: active in the second, not in the first, and bought before; down and up: active in both, by the change of their money; returns only: active in neither. Each part is the money of its customers in the second window less that in the first, so that the parts add up exactly. Net retention: what those active in the first bring in the second, over the start, which is the net money of all; gross retention: the same without up. Lost who had complained: since the first window began, and before they were lost, which is a window's length after their last order, or their exit where that is known to be earlier.",
            "两个相邻、月数相同的窗口。活跃：至少有一笔非退货订单。流失：只在前一窗口活跃，不论其自身节奏，也不论有无离开记录；新增：全部已载入数据中的首购在后一窗口；赢回：后一窗口活跃、前一窗口不活跃，但以前买过；减少与增加：两个窗口都活跃，按金额变化划分；仅退货：两个窗口都不活跃。每部分 = 其客户在后一窗口与前一窗口的金额之差，因此各部分之和分毫不差。净留存率 = 前一窗口活跃客户在后一窗口的金额 / 期初（期初为全部客户的净额）；毛留存率不计其中的增加部分。流失客户中“曾投诉”：投诉发生在前一窗口开始之后、客户流失之前；流失之日为最后一笔订单之后满一个窗口，若有更早的离开记录，则以该日为准。";
        source: Fixed =
            "Counted in the loaded purchases; gross and net revenue retention as in F. Reichheld, D. Darnell, M. Burns, HBR 11/2021",
            "根据已载入的交易计算；金额毛留存率与净留存率参见 F. Reichheld、D. Darnell、M. Burns，HBR 2021 年 11 月";
        headline: With3 =
            |net, gross, start| format!("Of {start} that one window brought its customers bring {net} in the next, {gross} without what some bought more."),
            |net, gross, start| format!("上一窗口收入 {start}，其客户在下一窗口带来其中的 {net}；不计部分客户的增购则为 {gross}。");
        headline_lost: With2 =
            |n, lost| format!("{} lost (no later order) took {lost} along.", counted(n, "customer", "customers")),
            |n, lost| format!("流失（后期无订单）{n} 名客户，带走 {lost}。");
        headline_none: Fixed =
            "There are no two windows to compare yet: it takes two whole months.",
            "还没有两个可比较的窗口：至少需要两个完整的月份。";
        headline_outside: With1 =
            |data| format!("The windows chosen do not both lie in the data, {data}: choose another last day of the second window, or fewer months."),
            |data| format!("所选的两个窗口并非都在数据范围内（{data}）：请为后一窗口选择其他最后一天，或减少月数。");
        headline_empty: With1 =
            |windows| format!("No purchase that counts lies in the two windows, {windows}: choose other windows, or let more through the filter."),
            |windows| format!("两个窗口（{windows}）内没有计入的交易：请选择其他窗口，或放宽筛选。");
        headline_no_start: Fixed =
            "Nothing was brought in the first window, so there is nothing to keep.",
            "前一窗口没有收入，因此无从计算留存。";
        incomplete: Fixed =
            "The data do not cover both windows whole: the comparison is lopsided.",
            "数据没有完整覆盖两个窗口，比较会失真。";
        offered_note: With2 =
            |from, to| format!("{to}, of the customers of {from}"),
            |from, to| format!("{from}的客户在{to}");
        nrr: Fixed = "Net revenue retention", "金额净留存率";
        grr: Fixed = "Gross revenue retention", "金额毛留存率";
        kept_note: With2 = |kept, all| format!("{kept} of {all} stayed"), |kept, all| format!("{all} 名中留下 {kept} 名");
        bucket: Fixed = "The leaky bucket", "漏桶";
        bucket_aside: With2 = |first, second| format!("{first}, then {second}"), |first, second| format!("{first}，其后 {second}");
        bridge_title: With2 =
            |in_, out| format!("{in_} ran in, {out} ran out"),
            |in_, out| format!("流入 {in_}，流出 {out}");
        bridge_plain: Fixed = "From one window to the next", "从一个窗口到下一个窗口";
        part: Fixed = "Part", "部分";
        money: Fixed = "Money", "金额";
        customers: Fixed = "Customers", "客户数";
        start: Fixed = "Start", "期初";
        lost: Fixed = "Lost (no later order)", "流失（后期无订单）";
        down: Fixed = "Less than before", "减少";
        up: Fixed = "More than before", "增加";
        new: Fixed = "New", "新增";
        won_back: Fixed = "Won back", "赢回";
        returns_only: Fixed = "Returns only", "仅退货";
        end: Fixed = "End", "期末";
        adds_up: Fixed = "The parts add up exactly: start and all parts are the end.", "各部分之和与期末完全一致。";
        holes: Fixed = "Where it runs out", "流失在哪里";
        hole: Fixed = "Lost customers, by what is known of why", "流失客户，按已知原因";
        took: Fixed = "Took along", "带走金额";
        no_exit: Fixed = "silent: no exit is known", "沉默：没有离开记录";
        complained: With2 =
            |n, money| format!("{} lost had complained before: they took {money} along.", counted(n, "customer", "customers")),
            |n, money| format!("流失客户中有 {n} 名在此前曾投诉，带走 {money}。");
        cohorts: Fixed = "By when they began", "按开始时间";
        mean_title: With3 =
            |since, customers, money| format!("{since} later {customers} of customers are active and {money} of the money is there"),
            |since, customers, money| format!("{since}后，{customers} 的客户仍活跃，金额为最初的 {money}");
        mean_plain: Fixed = "What stays of a cohort, by count and by value", "同期群按人数与按金额的留存";
        since: Fixed = "Periods since the first", "首期之后的周期数";
        share: Fixed = "Share of the first period", "占首期的比例";
        cohort: Fixed = "Began", "开始于";
        first_money: Fixed = "Money of the first period", "首期金额";
        later_customers: With1 = |since| format!("Active, +{since}"), |since| format!("活跃，第 {since} 期后");
        later_money: With1 = |since| format!("Money, +{since}"), |since| format!("金额，第 {since} 期后");
        table: Fixed = "Every cohort", "各同期群";
        weeks: With1 = |n| counted(n, "week", "weeks"), |n| format!("{n} 周");
        months: With1 = |n| counted(n, "month", "months"), |n| format!("{n} 个月");
        quarters: With1 = |n| counted(n, "quarter", "quarters"), |n| format!("{n} 个季度");
        by_week: Fixed = "week", "周";
        by_month: Fixed = "month", "月";
        by_quarter: Fixed = "quarter", "季度";
        cohort_field: Fixed = "Cohorts by", "同期群周期";
        months_field: Fixed = "Each window has", "每个窗口";
        months_auto: Fixed = "as many months as fit", "自动";
        until_field: Fixed = "Last day of the second window", "后一窗口的最后一天";
        until_help: Fixed = "Taken to the end of its month. Blank: the last whole month", "取至当月末；留空：最后一个完整月份";
        how: Fixed = "How this is computed", "计算方法";
        do_lost: With2 =
            |n, money| format!("Win back before you buy new: {} took {money} along. The list of customers shows who they are.", counted(n, "lost customer", "lost customers")),
            |n, money| format!("先赢回再拉新：{n} 名流失客户带走了 {money}，名单见客户列表。");
        do_down: With2 =
            |n, money| format!("Ask the {n} who buy less why, while they are still here: {money} less than before."),
            |n, money| format!("趁还在，问问购买减少的 {n} 名客户为什么：比之前少了 {money}。");
        do_hole: With1 =
            |reason| format!("Plug the largest hole that has a name: {reason}."),
            |reason| format!("先处理最大的已知流失原因：{reason}。");
        see_exits: Fixed = "Why customers left", "客户离开的原因";
        see_customers: Fixed = "See the customers", "查看客户";
        error_months: With2 =
            |given, most| format!("A window of {given} months cannot be compared: choose 1 to {most}"),
            |given, most| format!("无法比较 {given} 个月的窗口：请选择 1 至 {most}");
    }
}
