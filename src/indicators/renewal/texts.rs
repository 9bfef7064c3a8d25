//! What is said of renewal.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of renewal.
    RenewalTexts {
        promise: Fixed =
            "See how many contracts are renewed period by period, how many will be, and how many payments a customer is good for.",
            "查看合同逐期续约多少、今后还会续约多少，以及一名客户还能带来多少期付款。";
        definition: Fixed =
            "Who left did at the end of the period their tenure falls in; who has not is there after the whole periods of theirs. sBG: each customer's own chance of leaving stays the same, and those with a high one go first. BdW: the chance also changes with time, by the power c; c = 1 is sBG. Both are fitted by maximum likelihood; the likelihood-ratio test says whether the change with time is more than chance. As seen: Kaplan-Meier. Payments: one at the beginning of each period, discounted; of a customer in a period, from the next on. Intervals: as seen by log-log; of the models, for every period and for payments, by the delta method from the covariance of the parameters, which covers how well these are known, not whether the model is right.",
            "离开者视为在其在网时长所在周期的期末离开；未离开者视为已度过其整数个周期。sBG：每位客户自身的离开概率不变，概率高的先走。BdW：概率还随时间以幂 c 变化，c = 1 即 sBG。两者均用最大似然法拟合；似然比检验判断随时间的变化是否超出偶然。“观察值”为 Kaplan-Meier。付款：每期期初一次，经折现；处于某期的客户从下一次付款算起。区间：观察值用双对数法；模型的各期留存与付款期数由参数估计的误差（delta 法）近似推出，只反映参数估得准不准，不保证模型正确。";
        source: Fixed =
            "sBG: Fader, Hardie (2007); BdW: Fader, Hardie, Liu, Davin, Steenburgh (2018); discounted lifetime: Fader, Hardie (2010); Kaplan, Meier (1958)",
            "sBG：Fader、Hardie (2007)；BdW：Fader、Hardie、Liu、Davin、Steenburgh (2018)；折现寿命：Fader、Hardie (2010)；Kaplan、Meier (1958)";
        headline: With2 =
            |share, periods| format!("{share} of customers are still there after {periods} (projected)."),
            |share, periods| format!("{periods}后预计仍有 {share} 的客户。");
        headline_payments: With1 =
            |payments| format!("A new customer is good for {payments} payments, discounted."),
            |payments| format!("一名新客户相当于 {payments} 期付款（已折现）。");
        headline_seen: With3 =
            |seen, periods, modelled| format!("{seen} of customers were still there after {periods}, as seen. The model says {modelled} of that time, which is more than chance can explain: what it projects further on is no forecast."),
            |seen, periods, modelled| format!("观察到 {seen} 的客户在{periods}后仍在。模型对同一时点给出 {modelled}，差距超出偶然：其后的推算不能当作预测。");
        lacks_columns: Fixed =
            "The customers table does not say for how long customers have been there and who left: choose columns for tenure and for who left on the import page, load a table of exits beside a column of the day since when they are customers, or type in counts in the settings.",
            "客户表没有在网时长和是否已离开：请在导入页面指定这两列；或指定“成为客户之日”一列并载入离开记录；或在设置中输入各期人数。";
        lacks_customers: Fixed =
            "No row says both for how long a customer has been there and whether they left.",
            "没有任何一行同时给出在网时长和是否已离开。";
        lacks_nobody: With1 =
            |n| format!("None of {} has left: nothing says how many would.", counted(n, "customer", "customers")),
            |n| format!("{n} 名客户中尚无人离开：无从推算续约。");
        lacks_periods: Fixed =
            "All who left did in one period: it takes two or more to tell how renewal changes.",
            "离开都发生在同一周期：至少需要两个周期才能看出续约如何变化。";
        lacks_too_long: Fixed =
            "Tenures are longer than 600 periods: they seem to be in a smaller unit. Give tenure in whole contract periods.",
            "在网时长超过 600 个周期：单位似乎更小。请以合同周期为单位给出时长。";
        no_model: Fixed =
            "Neither model can be fitted, so nothing is projected; what was seen is below.",
            "两个模型都无法拟合，因此不作推算；以下是观察到的情况。";
        doubt_not_converged: With1 =
            |model| format!("{model}: the search found no best parameters, so its figures are not shown."),
            |model| format!("{model}：未能找到最优参数，因此不显示其数字。");
        doubt_border: With1 =
            |model| format!("{model}: the best parameters lie beyond all bounds, so its figures are not shown: these renewals are explained as well by ever more extreme ones."),
            |model| format!("{model}：最优参数趋于无穷，因此不显示其数字：越极端的参数越能解释这些续约。");
        doubt_flat: With1 =
            |model| format!("{model}: very different parameters explain these renewals as well, so its figures are not shown. It takes more periods."),
            |model| format!("{model}：差别很大的参数都能同样好地解释这些续约，因此不显示其数字。需要更多周期。");
        test_changes: With1 =
            |p| format!("Chances of leaving change with time by more than chance would (likelihood-ratio test, {p}): the model that lets them change (BdW) leads."),
            |p| format!("离开概率随时间的变化超出偶然（似然比检验，{p}）：采用允许概率变化的模型（BdW）。");
        test_same: With1 =
            |p| format!("Chances of leaving may as well stay the same (likelihood-ratio test, {p}): the simpler model (sBG) leads."),
            |p| format!("离开概率可能并不随时间变化（似然比检验，{p}）：采用更简单的模型（sBG）。");
        typed: Fixed = "Counts typed in take the place of the customers table.", "采用输入的各期人数，不看客户表。";
        no_time: With1 =
            |n| format!("{} left out: no usable tenure, or not known when they began or whether they left.", counted(n, "customer", "customers")),
            |n| format!("未计入 {n} 名客户：时长无法使用，或不知何时开始、是否已离开。");
        customers: Fixed = "Customers", "客户数";
        left: Fixed = "Left", "离开";
        projected: With1 = |periods| format!("Still there after {periods}"), |periods| format!("{periods}后仍在");
        misses: Fixed = "by a model that misses what was seen: no forecast", "所用模型与观察不符，不能当作预测";
        payments: Fixed = "Payments of a new customer, discounted", "新客户的折现付款期数";
        first_renewal: Fixed = "Stay beyond the first period", "首期后续约";
        chart: With2 =
            |seen, periods| format!("As seen {seen} stay for {periods}; beyond it both models project"),
            |seen, periods| format!("观察到 {seen} 的客户留存 {periods}，之后由两个模型推算");
        chart_one: With2 =
            |seen, periods| format!("As seen {seen} stay for {periods}; beyond it the model projects"),
            |seen, periods| format!("观察到 {seen} 的客户留存 {periods}，之后由模型推算");
        chart_seen: With2 =
            |seen, periods| format!("As seen {seen} stay for {periods}"),
            |seen, periods| format!("观察到 {seen} 的客户留存 {periods}");
        chart_plain: Fixed = "Share still there", "仍在客户占比";
        seen: Fixed = "As seen", "观察值";
        periods: Fixed = "Periods", "周期数";
        table: Fixed = "Retention by period", "逐期留存";
        followed: Fixed = "Followed for so long", "仍在观察";
        residual: Fixed = "Payments still to come", "剩余付款期数";
        residual_note: Fixed =
            "Discounted, of a customer in that period who has not renewed yet: who has stayed longer is worth more.",
            "已折现，针对处于该期、尚未续约的客户：留得越久，价值越高。";
        in_period: Fixed = "In period", "处于第几期";
        parameters: Fixed = "Parameters, with standard errors", "参数（括号内为标准误）";
        model: Fixed = "Model", "模型";
        log_likelihood: Fixed = "Log likelihood", "对数似然";
        p_below: With1 = |p| format!("p < {p}"), |p| format!("p < {p}");
        p_is: With1 = |p| format!("p = {p}"), |p| format!("p = {p}");
        days: With1 = |n| counted(n, "day", "days"), |n| format!("{n} 天");
        weeks: With1 = |n| counted(n, "week", "weeks"), |n| format!("{n} 周");
        months: With1 = |n| counted(n, "month", "months"), |n| format!("{n} 个月");
        years: With1 = |n| counted(n, "year", "years"), |n| format!("{n} 年");
        unit_days: Fixed = "days", "天";
        unit_weeks: Fixed = "weeks", "周";
        unit_months: Fixed = "months", "月";
        unit_years: Fixed = "years", "年";
        how: Fixed = "How this is computed", "计算方法";
        do_first: With1 =
            |share| format!("Look after the first period: {share} leave at its end, more than at any later one."),
            |share| format!("重点关照首期客户：{share} 在首期末离开，高于以后任何一期。");
        do_worst: With2 =
            |period, share| format!("Get in touch before the end of period {period}: {share} of those still there leave then, more than at any other."),
            |period, share| format!("在第 {period} 期结束前主动联系：此时仍在的客户有 {share} 离开，高于其他各期。");
        do_value: With1 =
            |payments| format!("Spend on winning a customer no more than the margin of {payments} payments."),
            |payments| format!("获客成本不要超过 {payments} 期付款的毛利。");
        to_survival: Fixed = "How long customers stay, by group", "按群体查看留存时长";
        unit_field: Fixed = "A period is", "一个周期为";
        ahead_field: Fixed = "Periods projected beyond the longest tenure", "推算的周期数";
        discount_field: Fixed = "Discount a year", "年折现率";
        counts_field: Fixed = "Counts in place of the table", "以各期人数代替客户表";
        counts_help: Fixed =
            "Customers at the beginning and after each period, separated by commas; blank for the table",
            "期初及各期末的客户数，以逗号分隔；留空则用客户表";
        error_ahead: With2 =
            |given, most| format!("{given} periods ahead cannot be projected: choose 1 to {most}"),
            |given, most| format!("无法推算 {given} 个周期：请选择 1 至 {most}");
        error_discount: With1 = |given| format!("{given} is no share: choose 0 to 100%"), |given| format!("{given} 不是比例：请选择 0 至 100%");
        error_counts: With1 =
            |most| format!("Counts of those still there: two or more whole numbers of 0 to {most}, none above the one before it. Type in shares as so many of 1000"),
            |most| format!("各期人数：至少两个，须为 0 至 {most} 的整数，且不大于前一个。比例请按每 1000 人填写");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
