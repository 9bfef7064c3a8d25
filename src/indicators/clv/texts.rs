//! What is said of lifetime value.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of lifetime value.
    ClvTexts {
        promise: Fixed =
            "See what your customers will bring in the months ahead, who is still a customer, and how far to trust the forecast.",
            "查看客户未来数月将带来多少价值、谁仍是客户，以及预测有多可信。";
        definition: Fixed =
            "Three models of buying are fitted by maximum likelihood to each customer's purchase days: how many after the first, when the last was, and for how long the customer is followed. Several purchases of a day count once. A purchase is worth what the Gamma-Gamma model says, made of the days after the first. Value: purchases expected in the months ahead, each discounted to today, times the margin. Intervals (delta method) cover how well the parameters are known, for the value those of the Gamma-Gamma model as well, or the mean used in its place; they cover neither chance in what customers do nor whether the model is right, which is what the test is for.",
            "用最大似然法对每位客户的购买日拟合三个购买模型：首购之后买了几天、最后一次在何时、被观察了多久。同一天多次购买只计一次。单次金额取 Gamma-Gamma 模型的估计，由首购之后的购买日得出。价值 = 未来数月预计的购买，逐笔折现到今天，再乘以毛利率。区间由参数估计的误差近似推出，只反映参数估得准不准（价值的区间也包括 Gamma-Gamma 模型的参数；未用该模型时则为所用平均值的误差），既不含客户行为的偶然，也不保证模型正确；后者要看回测。";
        source: Fixed =
            "BG/NBD: Fader, Hardie, Lee (2005); MBG/NBD: Batislam, Denizel, Filiztekin (2007); Pareto/NBD: Schmittlein, Morrison, Colombo (1987); Gamma-Gamma: Fader, Hardie (2013)",
            "BG/NBD：Fader、Hardie、Lee (2005)；MBG/NBD：Batislam、Denizel、Filiztekin (2007)；Pareto/NBD：Schmittlein、Morrison、Colombo (1987)；Gamma-Gamma：Fader、Hardie (2013)";
        test_definition: Fixed =
            "The models know the purchases up to a day; what they expect of the same customers after it is held against what these did. Miss per customer: the mean of the differences without their signs. Top tenth: the share of purchases made by the tenth of customers of whom a model expected most.",
            "模型只看某一天之前的购买，再把它对同一批客户此后购买的预计与实际对照。人均误差：差值绝对值的平均。前 10%：模型预计买得最多的十分之一客户实际所占的购买份额。";
        headline_tested: fn(&[String; 3]) -> String =
            |[expected, actual, off]| format!("Put to the test, the forecast expected {expected} purchases where {actual} were made ({off})."),
            |[expected, actual, off]| format!("回测中预计 {expected} 次购买，实际 {actual} 次（{off}）。");
        headline_value: fn(&[String; 3]) -> String =
            |[value, months, each]| format!("It expects customers to bring {value} in the next {months}, {each} each."),
            |[value, months, each]| format!("预计客户在未来 {months}将带来 {value}，人均 {each}。");
        headline_off_again: With1 =
            |value| format!("If it is off by as much again, that is {value}."),
            |value| format!("若偏差与回测相同，则为 {value}。");
        headline_untested: Fixed =
            "A forecast can be made, but the time is too short to put it to the test.",
            "可以作出预测，但时间太短，无法回测。";
        no_model: Fixed =
            "None of the models can be fitted to these purchases, so there is no forecast: what customers brought so far is below.",
            "这些购买记录无法拟合任何模型，因此没有预测；以下是客户至今带来的价值。";
        right: Fixed = "right to within 1%", "误差在 1% 以内";
        too_many: With1 = |share| format!("{share} too many"), |share| format!("高估 {share}");
        too_few: With1 = |share| format!("{share} too few"), |share| format!("低估 {share}");
        months: With1 = |n| counted(n, "month", "months"), |n| format!("{n} 个月");
        doubt_not_converged: With1 =
            |model| format!("{model}: the search found no best parameters, so its figures are not shown."),
            |model| format!("{model}：未能找到最优参数，因此不显示其数字。");
        doubt_border: With1 =
            |model| format!("{model}: the best parameters lie beyond all bounds, so its figures are not shown. Customers differ too little in how often they buy, or hardly any seem to leave."),
            |model| format!("{model}：最优参数趋于无穷，因此不显示其数字。可能是客户的购买频率差别太小，或几乎看不出有人离开。");
        doubt_flat: With1 =
            |model| format!("{model}: very different parameters explain these purchases as well, so its figures are not shown. It would take a longer time, or more customers who come back."),
            |model| format!("{model}：差别很大的参数都能同样好地解释这些购买，因此不显示其数字。需要更长的时间，或更多回头客。");
        disagree: fn(&[String; 4]) -> String =
            |[one, share, other, theirs]| format!("{one} and {other} are both fitted to the same purchases and disagree on who is still a customer: {share} or {theirs}. What they expect to be bought is the better guide."),
            |[one, share, other, theirs]| format!("{one} 与 {other} 拟合的是同一批购买，对谁仍是客户却看法不同：{share} 或 {theirs}。以预计的购买为准更可靠。");
        disagree_alike: fn(&[String; 4]) -> String =
            |[one, share, other, theirs]| format!("{one} and {other} fit these purchases alike and disagree on who is still a customer: {share} or {theirs}. Nothing in the data decides between them; what they expect to be bought is the better guide."),
            |[one, share, other, theirs]| format!("{one} 与 {other} 对这些购买拟合得同样好，对谁仍是客户却看法不同：{share} 或 {theirs}。数据无法判断哪个更对，以预计的购买为准更可靠。");
        one_time: Fixed =
            "BG/NBD gives everybody who bought once a P(alive) of 100%: in it a customer can leave only after a second purchase. It says nothing of them.",
            "BG/NBD 给只买过一次的客户的存活概率总是 100%：在该模型中，客户只有在第二次购买后才可能离开。这并不说明他们真的还在。";
        spend_no_fit: Fixed =
            "What a purchase brings could not be modelled; the mean of all repeat purchases is used for everybody.",
            "无法为单次金额建模，对所有客户都采用复购金额的平均值。";
        spend_correlated: With1 =
            |correlation| format!("Customers who buy more often spend another amount each time (correlation {correlation}), which the model of spending takes not to be so; the mean of all repeat purchases is used for everybody."),
            |correlation| format!("购买频率与单次金额相关（相关系数 {correlation}），不符合金额模型的前提，对所有客户都采用复购金额的平均值。");
        end_beyond: With2 =
            |end, last| format!("The day chosen as the end of the fit, {end}, lies after the data: their last day, {last}, is used. As nothing lies after it, the test is a second fit on the first two thirds of the time; choose an earlier day to test on all that came after it."),
            |end, last| format!("所选的拟合截止日（{end}）晚于数据：改用数据的最后一天（{last}）。其后没有数据，检验改为对前三分之二时间的第二次拟合；如要用其后的数据检验，请选择更早的日期。");
        as_of: With1 =
            |day| format!("As of {day}: the models know nothing after that day, which was chosen as the end of the fit."),
            |day| format!("截至{day}：这是所选的拟合截止日，模型不看此后的数据。");
        interval_of_parameters: With3 =
            |low, high, level| format!("{low} to {high} ({level} confidence of the parameters alone)"),
            |low, high, level| format!("{low} 至 {high}（置信度 {level}，只含参数误差）");
        if_off_again: With1 =
            |value| format!("{value} if off as in the test"),
            |value| format!("若偏差与回测相同，为 {value}");
        value: With1 = |months| format!("Value in the next {months}"), |months| format!("未来 {months}的价值");
        per_customer: Fixed = "Value per customer", "人均价值";
        per_customer_note: With2 =
            |n, repeat| format!("{} of whom {repeat} bought again", counted(n, "customer,", "customers,")),
            |n, repeat| format!("{n} 名客户，其中 {repeat} 名再次购买");
        so_far: Fixed = "Brought so far", "至今已带来";
        expected: With1 = |months| format!("Purchases in the next {months}"), |months| format!("未来 {months}的购买次数");
        expected_plain: Fixed = "Purchases expected", "预计购买";
        per_purchase: Fixed = "A repeat purchase brings", "单次复购金额";
        alive: Fixed = "Still customers", "仍是客户";
        alive_note: With1 = |model| format!("by {model}"), |model| format!("依据 {model}");
        alive_believed: Fixed = "Still customers, as the model believes", "模型认为仍是客户";
        not_borne_out: Fixed = "not borne out by the test", "回测不支持";
        top_decile_note: With1 =
            |share| format!("the best tenth brings {share} of it"),
            |share| format!("最好的十分之一客户占 {share}");
        tested: Fixed = "Put to the test", "回测";
        tested_aside: With2 =
            |from, to| format!("{from} – {to}, not seen by the models"),
            |from, to| format!("{from} – {to}，模型未见过");
        too_short: Fixed =
            "The time is too short to hold part of it out: it takes a fit on the first two thirds.",
            "时间太短，无法留出一部分做检验：需要先用前三分之二的时间拟合。";
        model: Fixed = "Model", "模型";
        own_rate: Fixed = "everybody goes on as before", "人人照旧";
        nobody: Fixed = "nobody returns", "无人再来";
        actual: Fixed = "What happened", "实际";
        missed: Fixed = "Miss per customer", "人均误差";
        rmse: Fixed = "Root mean square", "均方根误差";
        top_decile: Fixed = "Top tenth's purchases", "前 10% 所占购买";
        tracking_title: With2 =
            |model, off| format!("The forecast ({model}) against what happened since the first day: {off} by the end"),
            |model, off| format!("预测（{model}）与自首日以来的实际对照：期末累计{off}");
        tracking_plain: Fixed = "Repeat purchases, added up", "累计复购次数";
        tracking_note: Fixed =
            "Of customers who began before the test; the models expect as of each customer's first purchase.",
            "只含回测开始前的客户；模型按每位客户首购时的预计累加。";
        weeks_title: With3 =
            |model, week, off| format!("Week by week the forecast ({model}) strays furthest in week {week}: {off}"),
            |model, week, off| format!("逐周来看，预测（{model}）在第 {week} 周偏差最大：{off}");
        weeks_plain: Fixed = "Purchases since the test began, added up", "回测开始以来的累计购买次数";
        weeks_note: Fixed =
            "Each week counts all purchases since the test began, against what was expected of the same customers by all that was known of each when it did.",
            "每周的数字都是回测开始以来的累计购买，与根据回测开始时已知的情况对同一批客户的预计对照。";
        week: With2 = |n, day| format!("week {n}, to {day}"), |n, day| format!("第 {n} 周，截至{day}");
        week_of_test: Fixed = "Week of the test", "回测第几周";
        held_out_from: With1 = |day| format!("test from {day}"), |day| format!("回测自{day}起");
        by_count: Fixed = "By purchases before the test", "按回测前的购买次数";
        count: With1 = |n| n.to_owned(), |n| n.to_owned();
        or_more: With1 = |n| format!("{n} or more"), |n| format!("{n} 次及以上");
        repeat_before: Fixed = "Bought again before, times", "此前复购次数";
        customers: Fixed = "Customers", "客户数";
        actual_each: Fixed = "Purchases each", "人均实际购买";
        expected_each: Fixed = "Expected each", "人均预计购买";
        by_alive: Fixed = "Did those believed to be customers buy?", "被认为仍是客户的人买了吗？";
        p_alive: Fixed = "Chance to be a customer still", "仍是客户的概率";
        bought: Fixed = "Bought again", "再次购买";
        alive_title: Fixed = "Who is still a customer", "谁仍是客户";
        alive_aside: With1 = |model| format!("The chance to be a customer still, P(alive) by {model}"), |model| format!("仍是客户的概率（{model} 的存活概率）");
        silent: With2 =
            |from, to| format!("silent for {from}–{to} of their time"),
            |from, to| format!("沉默占其时长的 {from}–{to}");
        border: With2 =
            |n, value| format!("{} on the border, between 25% and 75%: worth {value} if they stay. A call may decide it.", counted(n, "customer is", "customers are")),
            |n, value| format!("{n} 名客户处于边界（25%–75%）：若留下，价值 {value}。主动联系可能起决定作用。");
        border_list: With1 =
            |n| format!("On the border, the {n} with most at risk"),
            |n| format!("处于边界、可能损失最多的 {n} 名");
        border_why: With2 =
            |share, days| format!("customer still with a chance of {share}, silent for {}", counted(days, "day", "days")),
            |share, days| format!("存活概率 {share}，已沉默 {days} 天");
        customer: Fixed = "Customer", "客户";
        at_risk: Fixed = "Worth if they stay", "若留下的价值";
        silence: Fixed = "Days silent", "沉默天数";
        mean_alive: Fixed = "That chance in the mean", "平均概率";
        bands_title: With2 =
            |still, gone| format!("{still} are as good as certainly customers still, {gone} as good as certainly no longer"),
            |still, gone| format!("{still} 几乎肯定仍是客户，{gone} 几乎肯定已不再是客户");
        refuted_title: With2 =
            |believed, bought| format!("The test does not bear out who is still a customer: of those it is surest of ({believed}), {bought} bought again"),
            |believed, bought| format!("回测不支持模型对谁仍是客户的判断：它最有把握的一组（{believed}）只有 {bought} 再次购买");
        simple: Fixed = "Simpler ways beside it", "更简单的算法";
        at_age: Fixed = "What a customer had brought after so many days", "客户在首购后若干天累计带来的价值";
        age: Fixed = "Days after the first purchase", "首购后天数";
        brought: Fixed = "Brought in the mean", "人均已带来";
        multiple: With1 =
            |multiple| format!("Margin multiple: a year of a customer's margin is worth {multiple} years of it, at last year's rate of return and the discount. It knows no differences between customers."),
            |multiple| format!("毛利乘数：按去年的回购率与折现率，客户一年的毛利相当于 {multiple} 年的价值。该算法不区分客户。");
        fits: Fixed = "The models", "模型参数";
        parameters: Fixed = "Parameters, with standard errors", "参数（括号内为标准误）";
        log_likelihood: Fixed = "Log likelihood", "对数似然";
        fitted_note: With2 =
            |patterns, unit| format!("Fitted on {patterns} different patterns of purchases; times in {unit}."),
            |patterns, unit| format!("基于 {patterns} 种不同的购买模式拟合；时间单位：{unit}。");
        unit_day: Fixed = "days", "天";
        unit_week: Fixed = "weeks", "周";
        how: Fixed = "How this is computed", "计算方法";
        months_field: Fixed = "Months ahead", "未来月数";
        discount_field: Fixed = "Discount a year", "年折现率";
        margin_field: Fixed = "Margin, as a share of revenue", "毛利率（占收入的比例）";
        margin_help: Fixed = "100%: figures are revenue", "100%：数字即收入";
        model_field: Fixed = "Model that leads", "采用的模型";
        auto: Fixed = "the one that did best in the test", "回测最好者";
        unit_field: Fixed = "Times are counted in", "时间单位";
        end_field: Fixed = "Fit on purchases up to", "拟合截止日";
        end_help: Fixed =
            "Blank: all of them; a second fit on the first two thirds of the time is the test",
            "留空：全部；另用前三分之二的时间拟合一次作为回测";
        correlation_field: Fixed = "Most correlation of how often and how much", "频率与金额相关系数上限";
        do_border: With1 =
            |n| format!("Get in touch with the {n} on the border first: the others are lost already, or will come anyway."),
            |n| format!("优先联系处于边界的 {n} 名客户：其余的要么已走，要么自会再来。");
        do_not_trust_alive: With3 =
            |model, believed, bought| format!("Do not choose whom to call by who is still a customer ({model}): where it was surest ({believed}), {bought} bought again in the test."),
            |model, believed, bought| format!("不要按 {model} 判断的“仍是客户”来决定联系谁：它最有把握的一组（{believed}）在回测中只有 {bought} 再次购买。");
        do_trust: With1 =
            |off| format!("Plan with the test's error in mind: {off}."),
            |off| format!("制定计划时请考虑回测误差：{off}。");
        do_wait: Fixed =
            "Load a longer time: the models need to see customers come back, and some not.",
            "请载入更长时间的数据：模型需要看到客户回来，也看到有人不再回来。";
        see_customers: Fixed = "See the customers", "查看客户";
        error_months: With2 =
            |given, most| format!("{given} months ahead cannot be told: choose 1 to {most}"),
            |given, most| format!("无法预测 {given} 个月：请选择 1 至 {most}");
        error_share: With1 = |given| format!("{given} is no share: choose 0 to 100%"), |given| format!("{given} 不是比例：请选择 0 至 100%");
        error_margin: With1 =
            |given| format!("{given} is no margin: choose more than 0, at most 100%"),
            |given| format!("{given} 不是毛利率：请选择大于 0、不超过 100% 的值");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
        error_no_purchases: Fixed =
            "There is no purchase up to the end of the fit: only returns, or a day before all purchases was chosen. Choose a later day.",
            "拟合截止日之前没有购买：只有退货，或所选日期早于全部购买。请选择更晚的日期。";
        too_few_repeat: With3 =
            |repeat, customers, least| format!("Only {repeat} of {} bought on a second day: a forecast needs at least {least} who came back. Load a longer time, or widen the filter.", counted(customers, "customer", "customers")),
            |repeat, customers, least| format!("{customers} 名客户中只有 {repeat} 名在另一天再次购买：预测至少需要 {least} 名回头客。请载入更长时间的数据，或放宽筛选。");
        too_few_days: With2 =
            |days, least| format!("The purchases span {}: a forecast needs more than {least}. Load a longer time, or choose a later day.", counted(days, "day", "days")),
            |days, least| format!("购买记录只跨 {days} 天：预测需要超过 {least} 天。请载入更长时间的数据，或选择更晚的日期。");
    }
}

texts! {
    /// Texts of what the models say of one customer.
    OneTexts {
        title: Fixed = "Still a customer?", "还是客户吗？";
        headline: With3 =
            |share, model, day| format!("As of {day} this is a customer still with a chance of {share} (P(alive) by {model})."),
            |share, model, day| format!("截至 {day}，仍是客户的概率为 {share}（{model} 的存活概率）。");
        definition: Fixed =
            "P(alive): how likely it is that a customer is one still, by the purchases up to a day. Model and parameters are those of the lifetime value page, fitted to all customers; the history says what the model would have said on each day.",
            "存活概率：根据截至某日的购买推断客户当时仍是客户的可能性。模型与参数与“客户终身价值”页相同，由全部客户拟合得出；曲线是该模型在每一天会给出的判断。";
        by: With1 = |model| format!("The chance to be a customer still, P(alive) by {model}"), |model| format!("仍是客户的概率（{model} 的存活概率）");
        one_time: Fixed =
            "This customer bought once. BG/NBD then always says 100%: in it a customer can leave only after a second purchase. It says nothing of this customer; look at the other models and at how long ago the purchase was.",
            "该客户只买过一次。此时 BG/NBD 总是给出 100%：在该模型中，客户只有在第二次购买后才可能离开。这并不说明该客户还在，请参考其他模型以及距上次购买的时间。";
        chart: With1 =
            |model| format!("The chance to be a customer still falls with silence and rises with each purchase ({model})"),
            |model| format!("仍是客户的概率随沉默下降，随每次购买回升（{model}）");
        days: With3 =
            |n, first, last| format!("{} from {first} to {last}", counted(n, "purchase day", "purchase days")),
            |n, first, last| format!("{n} 个购买日，{first} 至 {last}");
        bought: Fixed = "Bought", "购买";
        until: Fixed = "Up to", "截至";
        not_bought: Fixed =
            "There is no purchase of this customer in the rows that count, so no model says anything of them.",
            "在计入的记录中该客户没有购买，模型无从判断。";
        no_model: Fixed =
            "No model can be fitted to the loaded purchases, so nobody's P(alive) is known. It takes at least a week of purchases and ten customers who bought on a second day; the lifetime value page says what is missing.",
            "已载入的购买无法拟合模型，因此没有存活概率。至少需要一周的购买记录，以及十位在另一天再次购买的客户；“客户终身价值”页会说明缺少什么。";
        to_models: Fixed = "How far to trust it", "这一判断有多可信";
    }
}

texts! {
    /// Texts of payback.
    PaybackTexts {
        title: Fixed = "Payback of what acquiring customers cost, by channel", "各渠道获客成本的回收期";
        definition: Fixed =
            "What customers of a channel had brought so many months after their first purchase, in the mean of those followed for so long, times the margin. Payback is the first month in which it reaches what acquiring one cost: typed in, or the mean of a column. The channel is that of the customers table, else of the first purchase. Lifetime: the first year's margin and what the margin multiple of all customers makes of it for the years after.",
            "某渠道客户在首购后若干个月内人均带来的收入（只计观察时间足够长的客户），乘以毛利率。回收期：该金额首次达到单客获客成本的月份；成本由您填写，或取某列的平均值。渠道取自客户表，否则取首次购买。终身毛利：第一年毛利，加上按全体客户毛利乘数推算的以后各年。";
        source: Fixed =
            "Measured in the loaded purchases; costs: yours; the multiple: Gupta, Lehmann (2003)",
            "根据已载入的交易计算；成本由您提供；乘数：Gupta、Lehmann (2003)";
        no_channel: Fixed =
            "To see when customers have paid back what they cost, load customers or purchases with a column that says the channel (channel, 渠道), or choose one; and type in what acquiring a customer costs in each channel.",
            "要查看获客成本的回收期，请载入含渠道列（如“渠道”）的客户表或交易，或选择一列；并填写各渠道的单客获客成本。";
        no_cost: Fixed =
            "Type in what acquiring a customer costs in each channel, or choose a column of the customers table that says it, to see when they have paid it back.",
            "填写各渠道的单客获客成本，或选择客户表中记录该成本的列，即可查看回收期。";
        unknown: With1 =
            |names| format!("Nobody came through: {names}. Is the name as in the file?"),
            |names| format!("没有来自以下渠道的客户：{names}。名称是否与文件一致？");
        note: With1 =
            |level| format!("Months are counted from the first purchase; later ones rest on fewer customers. Interval: {level} of draws from the customers (bootstrap); “later” lies beyond what was followed. Whether a channel or those who come through it make the difference is not told."),
            |level| format!("月份从首次购买算起；越往后，可观察的客户越少。区间：对客户重复抽样（bootstrap）的 {level}；“更晚”表示超出可观察的时间。无法区分差异来自渠道本身还是来自该渠道的客户。");
        channel: Fixed = "Channel", "渠道";
        customers: Fixed = "Customers", "客户数";
        cost: Fixed = "Cost of acquiring one", "单客获客成本";
        after: With1 =
            |months| format!("Margin after {}", counted(months, "month", "months")),
            |months| format!("{months} 个月累计毛利");
        month: Fixed = "Paid back in month", "回收月份";
        not_yet: Fixed = "not yet", "尚未回收";
        shares_title: With2 =
            |channel, month| format!("{channel} pays back first, in month {month}"),
            |channel, month| format!("{channel}最先回收成本，在第 {month} 个月");
        shares_none: Fixed = "No channel has surely paid back what its customers cost so far", "目前尚无渠道确定收回获客成本";
        share_paid: Fixed = "Cost paid back, by month since the first purchase", "已收回成本的比例（按首购后月数）";
        shares_note: With1 =
            |least| format!("Each line ends where fewer than {least} customers are followed."),
            |least| format!("每条线止于可观察客户少于 {least} 名之处。");
        whole_cost: Fixed = "all of it", "全部收回";
        months_of_age: Fixed = "Months since the first purchase", "首购后月数";
        month_of_age: With1 = |month| format!("month {month}"), |month| format!("第 {month} 个月");
        months_title: With2 =
            |paid, all| if paid == all { "In which month each channel has paid back".to_owned() } else { format!("{paid} of {all} channels have paid back: in which month") },
            |paid, all| if paid == all { "各渠道的回收月份".to_owned() } else { format!("{all} 个渠道中有 {paid} 个已收回成本：回收月份") };
        of_few: With2 =
            |few, least| format!("{} fewer than {least} customers", counted(few, "more rests on", "more rest on")),
            |few, least| format!("另有 {few} 个仅依据少于 {least} 名客户");
        others_not_yet: With1 = |n| format!("{n} more not yet"), |n| format!("另有 {n} 个尚未回收");
        later: Fixed = "later", "更晚";
        lifetime_per_cost: Fixed = "Lifetime margin / cost", "终身毛利 / 成本";
        channel_field: Fixed = "Channel customers came through", "获客渠道列";
        costs_field: Fixed = "Cost of acquiring a customer (money), a line a channel", "单客获客成本（金额，每行一个渠道）";
        costs_help: Fixed = "channel: amount, as Ads: 30", "格式为“渠道: 金额”，如 广告: 30";
        cost_column_field: Fixed = "Column of that cost", "获客成本列";
        error_cost: With2 =
            |line, text| format!("Line {line}, “{text}”: wanted are a channel, a colon and an amount of zero or more"),
            |line, text| format!("第 {line} 行“{text}”：应为渠道、冒号和不小于零的金额");
    }
}
