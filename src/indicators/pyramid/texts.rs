//! What is said of the pyramid.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the pyramid.
    PyramidTexts {
        promise: Fixed =
            "See the few customers who bring most, the many who bring little, those who cost more than they bring, and who is near a border.",
            "查看贡献最多的少数客户、贡献很少的多数客户、入不敷出的客户，以及接近层级边界的客户。";
        definition: Fixed =
            "Worth: the sum of a customer's amounts, less their cost where a column says it, or the sum of their margins. Customers worth more than zero are ranked; the layers end at shares of their number (rounded half up). Loss: worth zero or below. Reach: the least share of customers that brings 80% of the worth.",
            "价值：客户金额之和，有成本列时减去成本，有毛利列时为毛利之和。价值大于零的客户按价值排名，各层止于人数的一定比例（四舍五入）；亏损：价值为零或以下。覆盖：贡献 80% 价值所需的最少客户比例。";
        source: Fixed = "Curry, Curry, The Customer Marketing Method (2000)", "Curry、Curry《The Customer Marketing Method》(2000)";
        headline: With2 =
            |share, reach| format!("The best 20% of customers bring {share} of the money; 80% of it comes from {reach} of them."),
            |share, reach| format!("最好的 20% 客户贡献了 {share} 的价值；80% 的价值来自 {reach} 的客户。");
        headline_left: With2 =
            |share, reach| format!("The best 20% of customers bring {share} of the worth after cost; 80% of it comes from {reach} of them."),
            |share, reach| format!("最好的 20% 客户贡献了扣除成本后价值的 {share}；其中 80% 来自 {reach} 的客户。");
        headline_none: Fixed = "No customer is worth more than zero", "没有价值大于零的客户";
        names: [&'static str; 5] =
            ["VIP", "Important", "Ordinary", "Small", "Loss-making"],
            ["VIP 客户", "重要客户", "普通客户", "小客户", "亏损客户"];
        layers: Fixed = "The layers", "各层客户";
        effort: Fixed = "Share of cost", "成本占比";
        no_cost: Fixed =
            "What serving each layer costs, and who costs more than they bring, is therefore not known.",
            "因此无法得知各层客户的服务成本，也无法找出入不敷出的客户。";
        borders: Fixed = "Near a border", "边界客户";
        border: With2 =
            |layer, worth| format!("{layer} from {worth} on"),
            |layer, worth| format!("{layer}：{worth} 起");
        below: Fixed = "Lack least to rise", "差一点即可升层";
        above: Fixed = "First to fall", "最容易降层";
        customer: Fixed = "Customer", "客户";
        place: Fixed = "Border", "边界";
        worth: Fixed = "Worth", "价值";
        worth_of: Fixed = "what they are worth", "价值";
        lacks: Fixed = "Lacks", "尚差";
        ahead: Fixed = "Ahead of the next one below", "领先下一名";
        layer_on: With1 = |day| format!("Layer on {day}"), |day| format!("{day}所在层");
        moved: [&'static str; 2] = ["Rose to a higher layer", "Fell to a lower layer"], ["升层", "降层"];
        near_note: With1 =
            |n| format!("{n} of those listed near a border"),
            |n| format!("其中边界客户 {n} 名（见下）");
        moved_help: With2 =
            |day, n| format!("Since {day}, of {} ranked on both days by what they had brought by then.", counted(n, "customer", "customers")),
            |day, n| format!("自{day}以来；共 {n} 名客户在两个日期均有排名，按各日为止的价值排序。");
        to_movement: Fixed = "All moves between layers (Movement, classes: Pyramid)", "查看全部层级迁移（客户迁移，分类方式：客户金字塔）";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        top: Fixed = "Best 20% of customers bring", "最好的 20% 客户贡献";
        reach: Fixed = "80% comes from", "80% 的价值来自";
        of_customers: Fixed = "of customers with a worth above zero", "价值大于零的客户中";
        vip_field: Fixed = "VIP: the best (share of customers)", "VIP：最好的（客户占比）";
        important_field: Fixed = "Important: up to (share of customers)", "重要：至（客户占比）";
        ordinary_field: Fixed = "Ordinary: up to (share of customers)", "普通：至（客户占比）";
        error_layers: With3 =
            |vip, important, ordinary| format!("The layers end at {vip}, {important} and {ordinary}: each must end below the one before, all between 0 and 100%"),
            |vip, important, ordinary| format!("各层止于 {vip}、{important} 和 {ordinary}：须依次递增，且均在 0 与 100% 之间");
    }
}
