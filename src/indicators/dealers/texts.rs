//! What is said of dealers.

use crate::domain::texts::{Fixed, With1, With2, counted, texts};

texts! {
    /// Texts of dealers.
    DealersTexts {
        promise: Fixed =
            "See your dealers by stage (entry, growth, maturity), what they took in, and how much of it they sold on.",
            "按阶段（导入、成长、成熟）查看经销商的进货额，以及其中售出的比例。";
        definition: Fixed =
            "Purchases are what dealers took in, in the last days up to the last day known, against as many before. Entry: the first purchase is younger than the bar. Growth: past entry, and grown by the bar or more, or come back. Maturity: the others. Who took in nothing in these days is in no stage. Sell-through: what was sold on of what was taken in, of rows that say both. The bars are assumptions to be changed.",
            "交易视为经销商进货，取截至最后已知日期的若干天，与之前同样天数比较。导入期：首次进货距今短于设定天数。成长期：已过导入期，且增长达到设定比例或重新进货。成熟期：其余。期间没有进货的不归入任何阶段。售出率：同时注明两者的行中，售出量占进货量的比例。各界限均为可修改的假设。";
        source: Fixed =
            "Counted in the loaded purchases; the bars: yours to change",
            "根据已载入的交易计数；界限可自行修改";
        headline: fn(&str, &[String; 3]) -> String =
            |n, [entry, growth, maturity]| format!("Of {}, {entry} at entry, {growth} in growth, {maturity} in maturity.", counted(n, "dealer", "dealers")),
            |n, [entry, growth, maturity]| format!("{n} 家经销商中，导入期 {entry} 家，成长期 {growth} 家，成熟期 {maturity} 家。");
        unsaid: Fixed =
            "This page is for customers who buy to sell on, and no column says who does. Load purchases or customers with a column that says who is a dealer (called dealer, distributor, reseller, or with such a value, as customer type: dealer), or with one that says how much was sold on (sold on, sell-through).",
            "本页用于购货再售的客户，但没有列注明谁是经销商。请载入含此类列的交易或客户表：列名为“经销商”“分销商”等，或列中有这样的取值（如“客户类型”为“经销商”）；或载入注明售出量的列（如“动销”“售出量”）。";
        headline_none: With1 =
            |span| format!("No dealer took anything in: {span}."),
            |span| format!("{span} 没有经销商进货。");
        short: With1 =
            |days| format!("The loaded purchases do not reach over {days} days: growth is against less than the whole time before."),
            |days| format!("交易数据不足 {days} 天：增长率的对比期不完整。");
        few: With1 =
            |n| format!("Only {}: read the figures with care", counted(n, "dealer", "dealers")),
            |n| format!("仅 {n} 家经销商，请谨慎解读以下数字");
        entry: Fixed = "Entry", "导入期";
        growing: Fixed = "Growth", "成长期";
        maturity: Fixed = "Maturity", "成熟期";
        share_note: With1 = |share| format!("{share} of what was taken in"), |share| format!("占进货额 {share}");
        in_units: Fixed = "in units", "按数量";
        in_money: Fixed = "in money", "按金额";
        quiet: With2 =
            |n, span| format!("{} nothing in: {span}. They are in no stage.", counted(n, "further dealer took", "further dealers took")),
            |n, span| format!("另有 {n} 家在 {span} 没有进货，不归入任何阶段。");
        stages: Fixed = "Stages", "阶段";
        stage: Fixed = "Stage", "阶段";
        dealer: Fixed = "Dealer", "经销商";
        dealers: Fixed = "Dealers", "家数";
        sell_in: Fixed = "Taken in", "进货额";
        share: Fixed = "Share", "占比";
        growth: Fixed = "Growth", "增长率";
        sell_through: Fixed = "Sell-through", "售出率";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}：{figure}");
        list: Fixed = "Dealers who took in most", "进货最多的经销商";
        window_field: Fixed = "Days compared with as many before", "对比天数";
        entry_field: Fixed = "At entry for (days)", "导入期天数";
        growth_field: Fixed = "In growth from (0.1 is 10%)", "成长期的增长界限（0.1 即 10%）";
        growth_help: Fixed = "0.1 is ten per cent", "0.1 表示 10%";
        sold_on_field: Fixed = "Says how much was sold on", "售出量列";
        do_stages: [&'static str; 3] =
            [
                "Entry: train and visit, with small first orders, until the second and third order come by themselves.",
                "Growth: keep goods in stock and agree on a plan, before a rival does.",
                "Maturity: hold the terms, and look for what is not yet on the shelf.",
            ],
            [
                "导入期：培训与走访，首单从小，直到能自行补货。",
                "成长期：保证供货并商定计划，赶在对手之前。",
                "成熟期：稳定条件，寻找尚未铺货的品类。",
            ];
        by_stage: [&'static str; 3] =
            [
                "Dealers of one stage",
                "Choose a stage to see its dealers. It stays a filter on every page until you remove it from the filter bar.",
                "All dealers with their stages, as a file",
            ],
            [
                "某一阶段的经销商",
                "点击阶段可查看其经销商；该阶段会成为所有页面的筛选条件，直到在筛选栏中移除。",
                "全部经销商及所属阶段（下载文件）",
            ];
        error_days: With2 =
            |given, most| format!("{given} days are not possible: choose 1 to {most}"),
            |given, most| format!("天数不能为 {given}：请选择 1 至 {most}");
        error_growth: With1 =
            |given| format!("A growth of {given} is not possible: choose -1 to 10 (0.1 is ten per cent)"),
            |given| format!("增长界限不能为 {given}：请选择 -1 至 10（0.1 表示 10%）");
        error_listed: With2 =
            |given, most| format!("{given} dealers cannot be listed: choose 1 to {most}"),
            |given, most| format!("无法列出 {given} 家经销商：请选择 1 至 {most}");
    }
}
