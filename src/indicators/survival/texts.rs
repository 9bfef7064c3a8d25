//! What is said of how long customers stay.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of survival.
    SurvivalTexts {
        promise: Fixed =
            "See how long customers stay, how many are still there after a month or a year, and which groups leave sooner.",
            "查看客户能留存多久、一个月或一年后还剩多少，以及哪些群体离开更快。";
        definition: Fixed =
            "Share of customers still there after a time (Kaplan-Meier): at each time at which anybody left, those who left are divided by those followed until then at least, and the shares that stayed are multiplied. So customers who are still there count for as long as they have been followed. Intervals are made from Greenwood's variance on the log-log scale. The median is the first time at which half or fewer are still there.",
            "一段时间后仍未离开的客户占比（Kaplan-Meier 法）：在每个有人离开的时点，用离开人数除以当时仍在观察中的人数，再把各时点的留存比例相乘。尚未离开的客户按其已被观察的时长计入。置信区间由 Greenwood 方差在双对数尺度上得出。中位数是仍在客户降至一半或以下的最早时点。";
        of_contracts: Fixed =
            "Time is the tenure in the customers table, and the table says who left; who has not left is followed for their tenure.",
            "时长取客户表中的在网时长，是否已离开以客户表为准；未离开的客户按其在网时长观察。";
        of_exits: Fixed =
            "Time runs in days from the day since when somebody is a customer, or their first purchase where that is earlier, to their first exit; who has none is followed to the newest day in the data, or to the end of the chosen period.",
            "时长以天计，从成为客户之日（首次购买更早时取首次购买）到首次离开；未离开的客户观察到数据的最后一天，或所选时间范围结束。";
        of_silence: With1 =
            |n| format!("Time runs in days from the first purchase in all loaded data to the last, whatever the filter; the last is taken as leaving where nothing was bought for more than {} after it. All are followed until {} before the newest loaded purchase or the end of the chosen period: a later silence cannot be seen yet.", days(n), days(n)),
            |n| format!("时长以天计，从全部已载入数据中的首次购买到最后一次购买，不受筛选影响；最后一次购买后超过 {n} 天没有再买，即视为离开。观察截至最新一笔已载入交易或所选时间范围结束前 {n} 天，此后的沉默尚无法判断。");
        source: Fixed =
            "E. L. Kaplan, P. Meier, JASA 53 (1958) 457–481; variance: M. Greenwood (1926); log-log interval: J. D. Kalbfleisch, R. L. Prentice, The Statistical Analysis of Failure Time Data (1980); interval of the median: R. Brookmeyer, J. Crowley, Biometrics 38 (1982) 29–41",
            "E. L. Kaplan、P. Meier，JASA 53（1958）457–481；方差：M. Greenwood（1926）；双对数区间：J. D. Kalbfleisch、R. L. Prentice《The Statistical Analysis of Failure Time Data》（1980）；中位数区间：R. Brookmeyer、J. Crowley，Biometrics 38（1982）29–41";
        counted_definition: Fixed =
            "Customers whose time is known, each counted once; of them those who left.",
            "时长已知的客户，每人只计一次；其中离开的客户。";
        counted_source: Fixed = "Counted in the loaded files", "根据已载入的文件计数";
        test_definition: Fixed =
            "Log-rank test: at each time at which anybody left, those who did are spread over the groups by how many of each were still followed, and what differs from that is compared with chance. p is how often groups without any difference would differ at least as much. Wilcoxon's test weighs each time by how many were still followed, so that early departures count for more.",
            "对数秩检验：在每个有人离开的时点，按各群体仍在观察的人数分摊离开人数，再看实际与分摊之差是否超出偶然。p 表示各群体毫无差别时，出现至少这么大差异的概率。Wilcoxon 检验按当时仍在观察的人数加权，因此更看重早期离开。";
        test_source: Fixed =
            "N. Mantel, Cancer Chemotherapy Reports 50 (1966) 163–170; for several groups R. Peto, J. Peto, JRSS A 135 (1972) 185–207; Wilcoxon: E. A. Gehan, Biometrika 52 (1965) 203–223, N. Breslow, Biometrika 57 (1970) 579–594",
            "N. Mantel，Cancer Chemotherapy Reports 50（1966）163–170；多组：R. Peto、J. Peto，JRSS A 135（1972）185–207；Wilcoxon：E. A. Gehan，Biometrika 52（1965）203–223；N. Breslow，Biometrika 57（1970）579–594";

        days: With1 = |n| days(n), |n| format!("{n} 天");
        weeks: With1 = |n| counted(n, "week", "weeks"), |n| format!("{n} 周");
        months: With1 = |n| counted(n, "month", "months"), |n| format!("{n} 个月");
        years: With1 = |n| counted(n, "year", "years"), |n| format!("{n} 年");
        axis_days: Fixed = "Days since the beginning", "时长（天）";
        axis_weeks: Fixed = "Weeks since the beginning", "时长（周）";
        axis_months: Fixed = "Months since the beginning", "时长（月）";
        axis_years: Fixed = "Years since the beginning", "时长（年）";

        nobody: Fixed = "Nobody can be followed yet", "目前没有可以观察的客户";
        none_left: With2 =
            |n, until| format!("None of {} has left; they were followed for up to {until}.", counted(n, "customer", "customers")),
            |n, until| format!("{n} 名客户中尚无人离开，最长观察了 {until}。");
        half_gone: With3 =
            |half, share, until| format!("Half of the customers have left after {half}; {share} are still there after {until}."),
            |half, share, until| format!("半数客户在 {half}后离开；{until}后仍有 {share} 的客户。");
        half_later: With3 =
            |share, until, half| format!("{share} of the customers are still there after {until}; half have left after {half}."),
            |share, until, half| format!("{until}后仍有 {share} 的客户；半数客户在 {half}后离开。");
        all_gone: With2 =
            |half, until| format!("Half of the customers have left after {half}, all of them after {until}."),
            |half, until| format!("半数客户在 {half}后离开，{until}后全部离开。");
        gone_at_once: With2 =
            |share, until| format!("Half of the customers leave at once; {share} are still there after {until}."),
            |share, until| format!("半数客户一开始就离开；{until}后仍有 {share} 的客户。");
        once_only: With2 =
            |share, until| format!("Half of the customers bought on one day only; {share} are still there after {until}."),
            |share, until| format!("半数客户只在一天内购买过；{until}后仍有 {share} 的客户。");
        still_there: With2 =
            |share, until| format!("{share} of the customers are still there after {until}."),
            |share, until| format!("{until}后仍有 {share} 的客户。");
        groups_differ: fn(&str, &[String; 4]) -> String =
            |time, [best, most, worst, least]| format!("After {time}, {most} of “{best}” are still there, but {least} of “{worst}”."),
            |time, [best, most, worst, least]| format!("{time}后，“{best}”仍有 {most} 的客户，“{worst}”为 {least}。");
        by_chance: Fixed = "The groups do not differ by more than chance.", "各群体的差异未超出偶然范围。";

        used_contracts: Fixed =
            "Leaving is what the customers table says: it has the columns for tenure and for who left.",
            "离开以客户表为准：表中有在网时长和是否已离开两列。";
        used_exits: Fixed =
            "Leaving is the day in the table of customers who left.",
            "离开以离开记录中的日期为准。";
        used_silence: With1 =
            |n| format!("Leaving is the last purchase, where nothing was bought for more than {} after it.", days(n)),
            |n| format!("最后一次购买后超过 {n} 天没有再买，即视为在最后一次购买时离开。");
        why_exits: Fixed =
            "No customers table says for how long customers have been there and who left.",
            "没有客户表同时给出在网时长和是否已离开。";
        why_silence: Fixed =
            "No table says who left, so silence stands for it.",
            "没有任何表说明谁已离开，因此以沉默代替。";
        fallback: Fixed =
            "What was chosen as leaving is not in these files; the best that is known was used instead.",
            "所选的离开依据不在当前文件中，已改用其他可用依据。";
        within_period: Fixed =
            "A period is chosen: the customers seen in it are followed, from their beginning in all loaded data to its end. Who left before it is not among them, so customers seem to stay longer than they do.",
            "当前筛选限定了时间范围：只观察其间有记录的客户，时长从其在全部数据中的起点算到范围结束。更早离开的客户不在其中，因此留存会显得偏长。";
        looks_long: Fixed = "looks long: earlier leavers are in no table", "偏长：更早离开的客户不在表中";
        earlier: With2 =
            |n, first| format!("{} before {first}, the first exit in the files. Whoever left before that day is in no table, so customers seem to stay longer than they do. The page of renewal leaves these customers out.", counted(n, "customer began", "customers began")),
            |n, first| format!("有 {n} 名客户在 {first}（文件中最早的离开日期）之前就已开始。此前离开的客户不在任何表中，因此留存会显得偏长；续约页面不计入这些客户。");
        few_earlier: With2 =
            |n, first| format!("{} before {first}, the first exit in the files, and counted here; the page of renewal leaves these customers out", counted(n, "customer began", "customers began")),
            |n, first| format!("{n} 名客户在 {first}（文件中最早的离开日期）之前就已开始：此处计入，续约页面不计入");
        few: With1 =
            |n| format!("Only {} left: read times and shares with care.", counted(n, "customer", "customers")),
            |n| format!("仅 {n} 名客户离开：时长与占比请谨慎解读。");
        few_compared: With1 =
            |n| format!("Only {} left: read times and shares with care, and the test too.", counted(n, "customer", "customers")),
            |n| format!("仅 {n} 名客户离开：时长、占比与检验结果都请谨慎解读。");
        no_start: With1 =
            |n| format!("{} left out: when they began is not known", counted(n, "customer", "customers")),
            |n| format!("未计入 {n} 名客户：不知何时开始");
        no_time: With1 =
            |n| format!("{} left out: no usable time, or not known whether they left", counted(n, "customer", "customers")),
            |n| format!("未计入 {n} 名客户：时长无法使用，或不知是否已离开");
        too_recent: With1 =
            |n| format!("{} left out: they began too late for a silence to be seen", counted(n, "customer", "customers")),
            |n| format!("未计入 {n} 名客户：开始得太晚，尚无法判断是否沉默");
        other_exits: With1 =
            |n| format!("{} passed over: before the customer began, or after an earlier exit", counted(n, "exit", "exits")),
            |n| format!("略过 {n} 条离开记录：早于客户开始之日，或并非首次离开");

        title: Fixed = "How long customers stay", "客户留存时长";
        customers: Fixed = "Customers", "客户数";
        events: Fixed = "Left", "离开";
        median: Fixed = "Half have left after", "离开前时长中位数";
        not_reached: Fixed = "not reached", "未达到";
        last_share: With1 = |until| format!("Still there after {until}"), |until| format!("{until}后仍在");
        still: Fixed = "Still there", "仍在";
        at_risk: Fixed = "Followed until then", "仍在观察";
        all: Fixed = "All customers", "全部客户";
        group: Fixed = "Group", "群体";
        chart_all: Fixed = "Share of customers still there", "仍在客户占比";
        chart_by: With1 = |by| format!("Share still there, by {by}"), |by| format!("仍在客户占比（按{by}）");
        chart_summary: With2 =
            |groups, until| format!("Steps that fall from 100% at the beginning, over {until}: {groups}."),
            |groups, until| format!("自 100% 起逐级下降的曲线，时长 {until}：{groups}。");
        chart_of: With2 = |name, share| format!("{name} to {share}"), |name, share| format!("{name}降至 {share}");
        empty: Fixed = "Nobody was followed for any time", "没有任何客户被观察过";
        table_title: Fixed = "Still there after", "各时点仍在的客户";
        table_caption: Fixed =
            "Share still there, and below it how many were followed until then",
            "仍在客户占比，其下为当时仍在观察的人数";
        groups_title: With1 = |by| format!("By {by}"), |by| format!("按{by}");
        groups_caption: Fixed = "Groups, the largest first", "各群体（人数由多到少）";
        more_groups: With2 =
            |groups, n| format!("{} with {} are neither shown nor compared; they count among all.", counted(groups, "smaller group", "smaller groups"), counted(n, "customer", "customers")),
            |groups, n| format!("另有 {groups} 个较小的群体共 {n} 名客户，未列出也未参与比较，但计入总体。");
        without_value: With2 =
            |n, by| format!("{} no value of {by}: they are neither shown nor compared, and count among all.", counted(n, "customer has", "customers have")),
            |n, by| format!("有 {n} 名客户的{by}为空，未列出也未参与比较，但计入总体。");
        test_of_largest: With1 =
            |groups| format!("The test compares the {groups} largest groups alone."),
            |groups| format!("检验只比较人数最多的 {groups} 个群体。");
        test_real: With1 =
            |p| format!("The groups leave at different paces: differences this large come about by chance very rarely (log-rank test, {p})."),
            |p| format!("各群体的离开快慢确有差别：这样大的差异很少出于偶然（对数秩检验，{p}）。");
        test_chance: With1 =
            |p| format!("The groups may well leave at the same pace: differences like these come about by chance (log-rank test, {p})."),
            |p| format!("各群体的离开快慢可能并无差别：这样的差异出于偶然也不少见（对数秩检验，{p}）。");
        test_none: Fixed =
            "There is no test: it takes two groups, and somebody who left while others were still there.",
            "无法检验：至少要有两个群体，且有人离开时还有其他人在。";
        test_p: Fixed = "p of the log-rank test", "对数秩检验的 p 值";
        test_statistic: With1 =
            |degrees| format!("Chi-square, {}", counted(degrees, "degree of freedom", "degrees of freedom")),
            |degrees| format!("卡方值（自由度 {degrees}）");
        early_p: Fixed = "p of Wilcoxon's test, which weighs early departures more", "Wilcoxon 检验的 p 值（更看重早期离开）";
        early_alone: Fixed =
            "Wilcoxon's test, which weighs early departures more, does find a difference: the groups differ more early on than later.",
            "更看重早期离开的 Wilcoxon 检验显示有差别：各群体的差异早期较大、后期较小。";
        late_alone: Fixed =
            "Wilcoxon's test, which weighs early departures more, finds none: the groups differ more later than early on.",
            "更看重早期离开的 Wilcoxon 检验未见差别：各群体的差异后期较大、早期较小。";
        p_below: With1 = |p| format!("p < {p}"), |p| format!("p < {p}");
        p_is: With1 = |p| format!("p = {p}"), |p| format!("p = {p}");

        steepest_at_once: With1 =
            |share| format!("Most leave at once: {share} left on the day they began. Look after newcomers."),
            |share| format!("离开最集中的是开始当天：有 {share} 的客户离开，请重点关照新客户。");
        steepest_first: With2 =
            |until, share| format!("Most leave in the first {until}: {share} left. Look after newcomers."),
            |until, share| format!("离开最集中的是最初的 {until}：有 {share} 的客户离开，请重点关照新客户。");
        steepest: fn(&[String; 3]) -> String =
            |[from, to, share]| format!("Most leave between {from} and {to}: of those still there at its beginning, {share} left. Get in touch before it."),
            |[from, to, share]| format!("离开最集中的是 {from}到 {to}之间：期初仍在的客户中有 {share} 离开，请在此之前主动联系。");
        ask_why: With2 =
            |best, worst| format!("Find out what “{best}” get that “{worst}” do not: price, service, or only who they are."),
            |best, worst| format!("弄清“{best}”与“{worst}”的差别在哪里：价格、服务，还是客户本身不同。");
        no_group: Fixed =
            "Do not act on the differences between these groups; compare by something else, or wait for more data.",
            "不必针对这些群体间的差异采取行动；可换一个属性比较，或等待更多数据。";
        compare: Fixed =
            "Compare by an attribute of the customers table to see who leaves sooner.",
            "按客户表中的某个属性比较，看看谁离开得更快。";
        to_retention: Fixed = "Retention and churn by period", "按周期查看留存与流失";
        to_customers: Fixed = "Customers", "客户列表";
        how: Fixed = "How this is computed", "计算方法";

        event_field: Fixed = "What counts as leaving", "离开的依据";
        event_help: Fixed =
            "Automatic: the customers table where it says who left, else the table of customers who left, else silence",
            "自动：客户表给出是否已离开时以其为准，否则取离开记录，再否则以沉默判断";
        auto: Fixed = "Automatic", "自动";
        contracts: Fixed = "What the customers table says", "以客户表为准";
        exits: Fixed = "The table of customers who left", "以离开记录为准";
        silence: Fixed = "Silence after the last purchase", "最后一次购买后的沉默";
        silent_field: Fixed = "Days without a purchase that count as leaving", "多少天没有购买视为离开";
        unit_field: Fixed = "Tenure is given in", "在网时长的单位";
        unit_said: Fixed = "as its name says, else months", "按列名，否则为月";
        unit_days: Fixed = "days", "天";
        unit_weeks: Fixed = "weeks", "周";
        unit_months: Fixed = "months", "月";
        unit_years: Fixed = "years", "年";
        by_field: Fixed = "Compare by", "按属性比较";
        by_none: Fixed = "nothing: all customers together", "不比较（全部客户）";
        error_silent_days: With2 =
            |given, most| format!("A silence of {given} days cannot be looked for: choose 1 to {most}"),
            |given, most| format!("无法以 {given} 天判断沉默：请选择 1 至 {most}");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信度：请选择不小于 0.5 且小于 1 的值");
        error_attribute: With1 =
            |name| format!("The customers table has no column “{name}” to compare by: choose another, or load a table that has it"),
            |name| format!("客户表中没有“{name}”这一列，无法按其比较：请选择其他列，或载入含该列的表");
    }
}

fn days(n: &str) -> String {
    counted(n, "day", "days")
}
