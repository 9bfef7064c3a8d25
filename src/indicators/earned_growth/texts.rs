//! What is said of earned growth.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of earned growth.
    EarnedTexts {
        promise: Fixed =
            "See how much of the growth is earned, by customers who come back and bring others along, and how much is bought.",
            "查看增长中有多少来自回头客及其推荐（口碑增长），有多少是买来的。";
        definition: Fixed =
            "Two windows of as many calendar months, those of retention in money. NRR: what customers of the first (with at least one order that is no return) brought in the second, over the net money of the first. ENC: what new customers who came by recommendation brought in the second, over the same. Earned growth: NRR + ENC − 100%; its ratio: that over the growth of all money. New: first purchase of all loaded data in the second window. Customers won back are in neither. Who has a referrer came by recommendation; of the others a column says why they came. New customers of whom nobody knows why they came are taken to be like the others; the bounds say what it is if all of them were bought, or all earned.",
            "采用“金额留存”的两个相邻等长窗口。NRR：前一窗口的客户（至少有一笔非退货订单）在后一窗口的消费 / 前一窗口的净收入。ENC：经推荐而来的新客户在后一窗口的消费 / 同一基数。口碑增长率 = NRR + ENC − 100%；占比 = 口碑增长率 / 总增长率。新客户：全部已载入数据中的首购在后一窗口。赢回的客户两者都不计。有推荐人者计为推荐而来，其余看说明来因的列。来因不明的新客户按已知者的比例推算；上下限分别假定其全部为买来或全部为推荐。";
        source: Fixed =
            "F. Reichheld, D. Darnell, M. Burns, Net Promoter 3.0, HBR 11/2021; F. Reichheld, Winning on Purpose (2021)",
            "F. Reichheld、D. Darnell、M. Burns，Net Promoter 3.0，HBR 2021 年 11 月；F. Reichheld，Winning on Purpose (2021)";
        headline: With3 =
            |rate, nrr, enc| format!("Earned growth is {rate}: {nrr} from customers of the window before, {enc} from new ones who were recommended to come."),
            |rate, nrr, enc| format!("口碑增长率为 {rate}：老客户贡献 {nrr}，经推荐而来的新客户贡献 {enc}。");
        headline_ratio: With2 =
            |ratio, growth| format!(" That is {ratio} of all growth, which is {growth}."),
            |ratio, growth| format!("占总增长（{growth}）的 {ratio}。");
        headline_shrinking: With1 =
            |growth| format!(" So what grew was bought: customers of the window before, with those recommended, bring less than was brought then; all money changed by {growth}."),
            |growth| format!("即增长并非来自口碑：老客户与推荐新客合计低于前一窗口；总金额变动 {growth}。");
        headline_growth: With1 = |growth| format!(" All money grew by {growth}."), |growth| format!("总增长为 {growth}。");
        headline_bounds: With2 =
            |low, high| format!("Earned growth lies between {low} and {high}: nothing says why new customers came."),
            |low, high| format!("口碑增长率在 {low} 与 {high} 之间：没有数据说明新客户因何而来。");
        lacks_start: Fixed =
            "Nothing was brought in the first window, so there is nothing to grow from.",
            "前一窗口没有收入，因此无从计算增长。";
        incomplete: Fixed =
            "The data do not cover both windows whole: the comparison is lopsided.",
            "数据没有完整覆盖两个窗口，比较会失真。";
        unknown: With2 =
            |n, bounds| format!("Of {} nobody knows why they came: were all of them bought, or all recommended, the rate would be {bounds}.", counted(n, "new customer", "new customers")),
            |n, bounds| format!("{n} 名新客户来因不明：若全部靠投放获得，或全部由推荐而来，增长率为 {bounds}。");
        unnamed: With2 =
            |earned, n| format!("Nothing says why each new customer came; {earned} of {n} that do not say who name a recommendation, and new money is taken to be as they say. Old customers may be among them.", n = counted(n, "answer", "answers")),
            |earned, n| format!("没有数据说明每名新客户的来因；{n} 份未注明客户的回答中有 {earned} 份提到推荐，新客户金额按此比例推算。其中可能有老客户。");
        few_known: With1 =
            |n| format!("Only {} said why they came: read the figures with care.", counted(n, "new customer", "new customers")),
            |n| format!("仅 {n} 名新客户说明来因：请谨慎解读。");
        names: [&'static str; 5] = [
            "Net revenue retention (NRR)", "Earned new customers (ENC)", "Earned growth rate", "Share of all growth",
            "Growth of all money",
        ], ["金额净留存率（NRR）", "推荐新客贡献（ENC）", "口碑增长率", "占总增长", "总增长率"];
        bounds: With2 = |low, high| format!("{low} if all bought, {high} if all earned"), |low, high| format!("若全部靠投放 {low}，若全部由推荐 {high}");
        not_known: Fixed = "nothing says why new customers came", "没有数据说明新客户来因";
        shrinking: Fixed = "no share: the rate is below zero", "口碑增长率为负，不计占比";
        referrer_named: Fixed = "somebody recommended them", "有推荐人";
        referrer_none: Fixed = "nobody is named who did", "没有推荐人";
        no_growth: Fixed = "all money did not grow", "总金额没有增长";
        sources: Fixed = "Where the money came from", "收入来自谁";
        title: With2 =
            |kept, earned| format!("{kept} from customers of the window before, {earned} from new ones by recommendation"),
            |kept, earned| format!("老客户带来 {kept}，经推荐的新客户带来 {earned}");
        title_unknown: With2 =
            |kept, new| format!("{kept} from customers of the window before, {new} from new ones"),
            |kept, new| format!("老客户带来 {kept}，新客户带来 {new}");
        from: Fixed = "From", "来自";
        source_names: [&'static str; 6] = [
            "Customers of the window before", "New, by recommendation", "New, for another reason", "New, not known why",
            "Won back", "Returns only",
        ], ["前一窗口的客户", "新客户：经推荐", "新客户：其他来因", "新客户：来因不明", "赢回", "仅退货"];
        customers: Fixed = "Customers", "客户数";
        money: Fixed = "Money in the second window", "后一窗口金额";
        adds_up: Fixed =
            "The parts add up exactly to what the second window brought.",
            "各部分之和与后一窗口的收入完全一致。";
        aside: With2 = |first, second| format!("{first}, then {second}"), |first, second| format!("{first}，其后 {second}");
        reasons: With1 = |by| format!("New customers by “{by}”"), |by| format!("新客户按“{by}”");
        reason: Fixed = "Why they came", "来因";
        counts_as: Fixed = "Counts as", "计为";
        earned: Fixed = "earned", "推荐";
        bought: Fixed = "bought", "买来";
        of: With2 = |figure, what| format!("{figure}, {what}"), |figure, what| format!("{what}：{figure}");
        do_ask: Fixed =
            "Ask new customers what brought them here, and load the answers: then the bounds become one figure.",
            "询问新客户因何而来并载入回答：上下限就会变成一个数字。";
        do_check: Fixed = "Look through the reasons below: the words that mean a recommendation can be changed.", "核对下方来因：可修改哪些词表示推荐。";
        to_money: Fixed = "Retention in money, and its windows", "金额留存及其窗口";
        how: Fixed = "How this is computed", "计算方法";
        by_field: Fixed = "Why customers came is said by", "说明来因的列";
        by_own: Fixed = "who recommended them, and the first column called so", "推荐人，以及自动识别的列";
        words_field: Fixed = "Words that mean a recommendation", "表示推荐的词";
        error_words: Fixed = "No word means a recommendation: name one at least", "没有表示推荐的词：请至少填写一个";
    }
}
