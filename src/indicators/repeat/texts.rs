//! What is said of the second and third purchase.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the second and third purchase.
    RepeatTexts {
        promise: Fixed =
            "See how many come back after their first, second and third purchase, where the chain breaks, and what to begin with.",
            "查看首购、二购、三购之后各有多少客户回来，链条断在哪里，以及从什么开始更好。";
        definition: Fixed =
            "Purchases are days bought on. Share buying again: one less the Kaplan-Meier estimate after so many days, so that who has not come back yet counts for as long as they were followed. The chain breaks after the purchase with the lowest share, where its whole interval lies below all others. First purchase: the value of its first row. Customers who began with a value are compared with all others by the log-rank test, p times the number of values compared (Bonferroni).",
            "购买次数按有购买的天数计。再购率 = 1 - 该天数的 Kaplan-Meier 估计，尚未回来的客户按其已观察的时间计入。链条断在再购率最低的那次购买之后，且其整个区间须低于其余各次。首购取当日第一行的取值；以某取值开始的客户与其余客户用对数秩检验比较，p 乘以比较的个数（Bonferroni）。";
        source: Fixed =
            "own definition; E. L. Kaplan, P. Meier (1958); log-rank: N. Mantel (1966)",
            "自有定义；E. L. Kaplan、P. Meier (1958)；对数秩检验：N. Mantel (1966)";
        headline: With3 =
            |share, days, more| format!("{share} buy a second time within {days}{more}."),
            |share, days, more| format!("{days}内有 {share} 的客户第二次购买{more}。");
        headline_third: With1 = |share| format!(", and {share} of those a third"), |share| format!("，其中 {share} 再购买第三次");
        headline_breaks: With2 =
            |n, share| format!(" The chain breaks after purchase {n}: only {share} go on."),
            |n, share| format!("链条断在第 {n} 次购买之后：仅 {share} 继续。");
        headline_whole: Fixed =
            " The chain has no clear break: from purchase to purchase the shares differ no more than chance allows.",
            "链条没有明显的断点：各次购买之间的差异可能出于偶然。";
        headline_short: With1 =
            |days| format!("Nobody was followed for {days}: choose fewer days, or load more time."),
            |days| format!("没有客户被观察满{days}：请缩短天数或载入更长时间的数据。");
        days: With1 = |n| counted(n, "day", "days"), |n| format!(" {n} 天");
        step: With1 = |n| format!("After purchase {n}"), |n| format!("第 {n} 次购买后");
        again_tile: With1 = |n| format!("Buy again after purchase {n}"), |n| format!("第 {n} 次后再购率");
        steps: Fixed = "The chain", "购买链条";
        bought: Fixed = "Purchases so far", "已购次数";
        customers: Fixed = "Customers", "客户数";
        share: Fixed = "Buy again in time", "期内再购率";
        again: Fixed = "Have bought again", "已再购";
        median: Fixed = "Half have by", "半数再购于";
        of: With2 = |figure, what| format!("{figure}, {what}"), |figure, what| format!("{what}：{figure}");
        groups: With1 = |by| format!("By the first purchase: “{by}”"), |by| format!("按首购：“{by}”");
        groups_title: With3 =
            |name, share, others| format!("“{name}” makes the surest difference: {share} buy again in time, of all others {others}"),
            |name, share, others| format!("“{name}”差异最明确：{share} 期内再购，其余客户为 {others}");
        groups_none: Fixed = "No first purchase surely makes a difference", "没有哪种首购有确切差异";
        others: Fixed = "All others", "其余客户";
        p: Fixed = "p", "p";
        not_sure: Fixed = "may be chance", "可能出于偶然";
        few: Fixed =
            "Too few began with any one value to compare them: choose an attribute of fewer values.",
            "以各取值开始的客户都太少，无法比较：请选择取值较少的属性。";
        do_break: With1 =
            |n| format!("Get in touch soon after purchase {n}, where most are lost."),
            |n| format!("在第 {n} 次购买后尽快联系：此处流失最多。");
        do_better: With1 =
            |name| format!("Try leading new customers to “{name}”: who begins so comes back more. Test it on some first; it need not be the cause."),
            |name| format!("可尝试引导新客户从“{name}”开始：这样的客户更常回来。先小范围试行，相关不一定是原因。");
        to_next: Fixed = "When the next order is due", "下次购买时间";
        how: Fixed = "How this is computed", "计算方法";
        within_field: Fixed = "Back within how many days", "多少天内再购";
        steps_field: Fixed = "Purchases in a row", "购买链条长度";
        by_field: Fixed = "First purchase by", "首购按";
        error_steps: With2 =
            |given, most| format!("{given} purchases in a row cannot be told apart: choose 1 to {most}"),
            |given, most| format!("无法区分连续 {given} 次购买：请选择 1 至 {most}");
        error_within: With2 =
            |given, most| format!("Within {given} days cannot be followed: choose 1 to {most}"),
            |given, most| format!("无法观察 {given} 天：请选择 1 至 {most}");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
