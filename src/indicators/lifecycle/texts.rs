//! What is said of the life cycle.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the life cycle.
    LifecycleTexts {
        promise: Fixed =
            "See who is new, growing, mature, declining, dormant, lost (silent or left) or won back, judged by each customer's own rhythm.",
            "按每名客户自己的购买节奏，查看新客、成长、成熟、衰退、沉睡、流失（沉默或离开）与回流客户。";
        definition: Fixed =
            "The rhythm is the days between the days a customer bought on: their own where they have enough, else that of all customers. Silent beyond its first point: dormant; beyond its second, or known to have left: lost (silent or left). New: bought on one day. Won back: the last gap was beyond the second point of those before it. Growing: the later half of the gaps is shorter by the chosen share, or it was the second purchase; declining: longer by it; mature: neither. Prospects are in the customers table and never bought. The first that holds counts. Periods: new – first purchase of all; kept – bought in this and the one before; back – bought in this and earlier, not in the one before; stayed away – bought in the one before alone, which says nothing of a customer's rhythm.",
            "节奏指客户两次购买日之间的间隔天数：间隔足够多时用本人的，否则用全体客户的。沉默超过第一分位点为沉睡，超过第二分位点为流失（沉默），已知离开的也计入流失。新客：只在一天购买过。回流：最近一次间隔超过此前间隔的第二分位点。成长：后一半间隔比前一半缩短达到所选比例，或第二次购买；衰退：延长达到该比例；成熟：两者皆非。潜在客户在客户表中但从未购买。按此顺序取第一个成立的。两期口径：新增为首次购买；留存为本期与上期均购买；回流为本期与更早购买而上期未购买；未再购买为上期购买而本期未购买，与客户自身节奏无关。";
        source: Fixed =
            "Own definition; silence against one's own rhythm (80% warning, 90% lost) as is usual in China",
            "自有定义；以自身节奏判断沉默（80% 分位预警、90% 分位流失）";
        headline: With3 =
            |active, n, share| format!("{active} of {} ({share}) still buy in their usual rhythm", counted(n, "customer", "customers")),
            |active, n, share| format!("{n} 名客户中有 {active} 名（{share}）仍按平常的节奏购买");
        headline_silent: With2 =
            |dormant, lost| format!("; {dormant} are silent for longer than usual, {lost} count as lost (silent or left)."),
            |dormant, lost| format!("；{dormant} 名沉默超过平常，{lost} 名视为流失（沉默或离开）。");
        no_rhythm: Fixed =
            "No customer bought on two days: nobody's rhythm is known, and silence cannot be judged. A file that covers more time would tell.",
            "没有客户在两天购买过：无从得知购买节奏，也无法判断沉默。需要覆盖更长时间的数据。";
        rhythm: With3 =
            |own, n, rest| format!("{own} of {n} are judged by their own rhythm, the others by that of all customers: {rest}."),
            |own, n, rest| format!("{n} 名中有 {own} 名按本人节奏判断，其余按全体客户的节奏：{rest}。");
        points: With2 =
            |warning, lost| format!("dormant after {warning} days, lost by silence after {lost}"),
            |warning, lost| format!("超过 {warning} 天为沉睡，超过 {lost} 天为流失（沉默）");
        stages: Fixed = "Where customers stand", "客户所处阶段";
        names: [&'static str; 8] =
            ["Prospects", "New", "Growing", "Mature", "Declining", "Dormant", "Lost", "Won back"],
            ["潜在客户", "新客", "成长期", "成熟期", "衰退期", "沉睡", "流失", "回流"];
        lost_shown: Fixed = "Lost (silent or left)", "流失（沉默或离开）";
        stage_of: Fixed = "their stage", "所处阶段";
        flows: Fixed = "From period to period", "逐期流动";
        flow_title: With3 =
            |period, came, lost| format!("{period}: {came} came or came back, {lost} stayed away"),
            |period, came, lost| format!("{period}：新增与回流 {came} 名，未再购买 {lost} 名");
        ways: [&'static str; 4] = ["New", "Kept", "Back", "Stayed away"], ["新增", "留存", "回流", "未再购买"];
        of_period: With2 = |figure, period| format!("{figure}, {period}"), |figure, period| format!("{period}{figure}");
        customers: Fixed = "Customers", "客户数";
        incomplete: Fixed = "period not complete", "周期不完整";
        table: Fixed = "Every period, newest first", "各周期（由新到旧）";
        group_warning: Fixed = "Dormant after (all customers)", "沉睡分界（全体）";
        group_lost: Fixed = "Lost by silence after (all customers)", "流失（沉默）分界（全体）";
        days: With1 = |days| format!("{days} days"), |days| format!("{days} 天");
        of_gaps: With1 = |n| format!("from {}", counted(n, "gap", "gaps")), |n| format!("根据 {n} 个间隔");
        warning_field: Fixed = "Dormant beyond this share of gaps", "沉睡分位点";
        lost_field: Fixed = "Lost by silence beyond this share of gaps", "流失（沉默）分位点";
        least_field: Fixed = "Own rhythm from so many gaps on", "按本人节奏判断所需的间隔数";
        change_field: Fixed = "Growing or declining from a change of", "成长或衰退的变化幅度";
        error_points: With2 =
            |warning, lost| format!("The points are {warning} and {lost}: both must lie between 0 and 1 (0% and 100%), the first below the second"),
            |warning, lost| format!("分位点为 {warning} 和 {lost}：两者均须在 0 与 1（0% 与 100%）之间，且前者小于后者");
        error_least: Fixed = "A rhythm needs one gap at least: choose 1 or more", "节奏至少需要一个间隔：请选择 1 或以上";
        error_change: With1 =
            |given| format!("A change by {given} is none: choose 0 to 10 (0% to 1,000%)"),
            |given| format!("变化幅度 {given} 无效：请选择 0 到 10（0% 到 1000%）");
    }
}
