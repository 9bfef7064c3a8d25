//! What is said of who comes back, by month of the first purchase.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the cohorts.
    CohortsTexts {
        promise: Fixed =
            "See which of each month's new customers come back, month by month.",
            "查看每个月的新客户中有多少在之后各月再次购买。";
        definition: Fixed =
            "Customers grouped by the month of their first purchase in all loaded data. A cell is the share of the group that bought again so many months later; months after the end of the loaded data, or of the chosen period, are absent. Under a filter the purchases it lets through count, and a group is of the customers whose first purchase of all is one of them. Cells are hatched where the loaded data, or the chosen period, do not cover the month of the cell whole; means leave them out. Groups of few customers are marked. A month counts as whole to its last day on which there are ever rows: not when the shop is closed.",
            "按客户在全部已载入数据中首次购买的月份分组。每格为该组客户在相应月数之后再次购买的比例；已载入数据或所选时间范围结束之后的月份不显示。有筛选时只计通过筛选的购买，且每组只含首次购买通过筛选的客户。若该格所在月份未被已载入数据或所选时间范围完整覆盖，则以斜线标出，不计入平均。客户较少的分组会标出。月份以会有数据的最后一天为完整，歇业日不算缺失。";
        source: Fixed =
            "Fader, Hardie, How to project customer retention, Journal of Interactive Marketing (2007)",
            "Fader、Hardie《How to project customer retention》，Journal of Interactive Marketing (2007)";
        headline: With1 =
            |share| format!("{share} of new customers bought again in the month after their first purchase."),
            |share| format!("{share} 的新客户在首次购买后的下一个月再次购买。");
        headline_later: With2 =
            |months, share| format!("After {}, {share} of a cohort still bought.", counted(months, "month", "months")),
            |months, share| format!("{months} 个月后，平均仍有 {share} 的客户购买。");
        headline_one_month: Fixed =
            "All purchases are of one month: who buys again later is not known yet.",
            "所有购买都在同一个月内，尚不知道有多少客户会再次购买。";
        headline_not_whole: Fixed =
            "No month after the first purchase is covered whole yet: who buys again is not known.",
            "首次购买之后尚无完整的月份，还不知道有多少客户会再次购买。";
        few: With1 =
            |least| format!("fewer than {least} customers: read with care"),
            |least| format!("客户不足 {least} 名，请谨慎解读");
        few_in: With3 =
            |of_few, all, least| format!("{of_few} of {} that can be followed {} fewer than {least} customers, marked below: read their shares with care", counted(all, "group", "groups"), if of_few == "1" { "has" } else { "have" }),
            |of_few, all, least| format!("可观察后续购买的 {all} 个分组中，有 {of_few} 个客户不足 {least} 名，已在下方标出，其比例请谨慎解读");
        partial: Fixed = "month not complete; left out of means", "月份不完整，不计入平均";
        began_outside: With1 =
            |n| format!("{} first bought outside the filter and so in none of these groups.", counted(n, "customer", "customers")),
            |n| format!("另有 {n} 名客户的首次购买不在筛选范围内，不计入任何分组。");
        title: Fixed = "By month of the first purchase", "按首次购买月份";
        matrix_title: With1 =
            |share| format!("{share} of new customers bought again in the month after their first purchase"),
            |share| format!("{share} 的新客户在首次购买后的下一个月再次购买");
        matrix_plain: Fixed = "Customers by the month of their first purchase", "按首次购买月份分组的客户";
        cohort: Fixed = "First purchase", "首次购买";
        size: Fixed = "Customers", "客户数";
        since: Fixed = "Months after", "之后月数";
        share: Fixed = "Bought again", "再次购买";
        months_later: With1 = |months| format!("{} after", counted(months, "month", "months")), |months| format!("{months} 个月后");
        one_older: Fixed = "1 older month is not shown", "另有 1 个更早的月份未显示";
        older: Fixed = "{n} older months are not shown", "另有 {n} 个更早的月份未显示";
        mean_title: With2 =
            |months, share| format!("After {}, {share} of a cohort still bought", counted(months, "month", "months")),
            |months, share| format!("{months} 个月后，平均仍有 {share} 的客户购买");
        mean_plain: Fixed = "Mean of all cohorts, weighted by their size", "所有分组的加权平均";
        mean_note: Fixed =
            "Mean of all cohorts old enough, weighted by their size. Far to the right few cohorts count.",
            "对时间足够长的分组按人数加权平均；越靠右，参与计算的分组越少。";
        all: Fixed = "All cohorts", "全部分组";
        table: Fixed = "Cohorts: customers, and the share that bought again", "分组：客户数与再次购买的比例";
    }
}
