//! What is said of prices.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of prices.
    PriceTexts {
        promise: Fixed =
            "See which prices customers find right, from the four questions of the price sensitivity meter, or how quantity went with price in your purchases.",
            "根据价格敏感度测试的四个问题查看客户认为合适的价格，或查看交易中数量随价格的变化。";
        definition: Fixed =
            "Of people whose four prices rise. At a price: too cheap and cheap for those who gave it or a higher one, expensive and too expensive for those who gave it or a lower one, linear between the prices given. Marginal cheapness: as many find it too cheap as not cheap. Optimal: as many too cheap as too expensive. Indifference: as many cheap as expensive. Marginal expensiveness: as many not expensive as too expensive. Acceptable: from marginal cheapness to marginal expensiveness. Intervals: 1,000 resamples of the people.",
            "只取四个价格递增的受访者。在某价格上：给出该价或更高价者认为太便宜、便宜，给出该价或更低价者认为贵、太贵，所给价格之间线性插值。便宜边界点：认为太便宜与不便宜的人数相等。最优价格点：太便宜与太贵相等。无差异价格点：便宜与贵相等。昂贵边界点：不贵与太贵相等。可接受区间：从便宜边界点到昂贵边界点。区间由受访者的 1,000 次重抽样得出。";
        source: Fixed = "van Westendorp (1976); bootstrap: Efron, Tibshirani (1993)", "van Westendorp (1976)；重复抽样：Efron、Tibshirani (1993)";
        headline: With3 =
            |low, high, best| format!("People accept prices from {low} to {high}; fewest object at {best}."),
            |low, high, best| format!("受访者可接受的价格为 {low} 至 {high}；反对者最少的价格为 {best}。");
        questions: [&'static str; 4] =
            ["Too cheap", "Cheap", "Expensive", "Too expensive"],
            ["太便宜", "便宜", "贵", "太贵"];
        pmc: Fixed = "Point of marginal cheapness", "便宜边界点";
        opp: Fixed = "Optimal price point", "最优价格点";
        ipp: Fixed = "Indifference price point", "无差异价格点";
        pme: Fixed = "Point of marginal expensiveness", "昂贵边界点";
        curves: Fixed = "What people say at each price", "各价格上的看法";
        chart_title: With1 =
            |price| format!("As many find {price} too cheap as find it too expensive"),
            |price| format!("在 {price}，认为太便宜与太贵的人数相等");
        price: Fixed = "Price", "价格";
        share: Fixed = "Share of people", "受访者占比";
        said_not_paid: Fixed =
            "This is what people say when asked, not what they pay: it finds the range a trial is worth making in.",
            "这是受访者的回答，不是实际支付：它给出值得试验的价格范围。";
        left_out: With2 =
            |n, all| format!("{n} of {all} left out: their four prices do not rise from too cheap to too expensive."),
            |n, all| format!("{all} 名受访者中有 {n} 名的四个价格没有从“太便宜”到“太贵”递增，未计入。");
        incomplete: With1 =
            |n| format!("{} fewer than four prices, and left out.", counted(n, "person gave", "people gave")),
            |n| format!("{n} 名受访者未给全四个价格，未计入。");
        missing: With1 =
            |names| format!("No column is found for: {names}. Choose one below, if there is."),
            |names| format!("未找到以下问题的列：{names}。如有，请在下方选择。");
        lacks_data: Fixed =
            "Prices need a survey with four prices a person (too cheap, cheap, expensive, too expensive), or purchases with a product, a quantity and a price or money: load one, or choose its columns below",
            "价格分析需要每人四个价格的问卷（太便宜、便宜、贵、太贵），或含产品、数量与单价（或金额）的交易：请载入，或在下方选择列";
        lacks_questions: Fixed =
            "The price sensitivity meter needs all four questions: too cheap, cheap, expensive, too expensive",
            "价格敏感度测试需要全部四个问题：太便宜、便宜、贵、太贵";
        lacks_answers: Fixed =
            "Nobody gave four prices that rise from too cheap to too expensive: look whether the columns are those of the four questions",
            "没有受访者的四个价格从“太便宜”到“太贵”递增：请检查四个问题对应的列";
        lacks_prices: Fixed =
            "No product was sold at two prices: how quantity went with price needs prices that differ by more than 1% within a product",
            "没有产品以两种价格售出：需要同一产品的价格相差超过 1%，才能看出数量随价格的变化";
        elasticity: Fixed = "How quantity went with price", "数量随价格的变化";
        elasticity_definition: Fixed =
            "Of purchases that are no returns: the slope of the logarithm of the quantity of a row over that of its price, least squares with an effect of its own for each product whose price differs by more than 1%. The interval allows for rests that are alike within products (20 products or more), else for rests of different sizes.",
            "取非退货交易：每行数量的对数对价格的对数的斜率，对价格相差超过 1% 的每种产品设固定效应，最小二乘。区间考虑同一产品内残差相关（20 种产品及以上），否则考虑异方差。";
        elasticity_source: Fixed = "White (1980); Liang, Zeger (1986)", "White (1980)；Liang、Zeger (1986)";
        went_down: With1 =
            |size| format!("Where a product cost 1% more, a row had {size}% fewer of it: that is how quantity went with price in this file, not what a price change would do."),
            |size| format!("同一产品价格高 1%，每行数量少 {size}%：这是本文件中数量随价格的变化，而非调价的效果。");
        went_up: With1 =
            |size| format!("Where a product cost 1% more, a row had {size}% more of it: that is how quantity went with price in this file, not what a price change would do."),
            |size| format!("同一产品价格高 1%，每行数量多 {size}%：这是本文件中数量随价格的变化，而非调价的效果。");
        no_forecast: Fixed =
            "Who orders more often pays less for one, prices are cut when nobody buys, and who did not buy at all is in no row. A trial says what a price change does.",
            "大量购买者往往单价较低，滞销时才降价，未购买者不在数据中。调价的效果须由试验得出。";
        from_column: With3 =
            |product, price, quantity| format!("By the columns “{product}”, “{price}” and “{quantity}”."),
            |product, price, quantity| format!("取自列“{product}”“{price}”“{quantity}”。");
        from_money: With2 =
            |product, quantity| format!("By the columns “{product}” and “{quantity}”; the price is the money of a row by its quantity."),
            |product, quantity| format!("取自列“{product}”“{quantity}”；单价为每行金额除以数量。");
        one_price: With1 =
            |n| format!("{} of one price, which says nothing.", counted(n, "product is", "products are")),
            |n| format!("{n} 种产品只有一种价格，无法说明。");
        slope: Fixed = "Elasticity in this file", "本文件中的弹性";
        products: Fixed = "Products of two prices or more", "有两种以上价格的产品";
        rows: Fixed = "Rows", "行数";
        prices: Fixed = "Prices", "价格范围";
        by_product: Fixed = "By product", "各产品";
        product: Fixed = "Product", "产品";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}：{figure}");
        price_field: Fixed = "Price of one", "单价列";
        quantity_field: Fixed = "Quantity", "数量列";
        by_name: Fixed = "the column called so", "按列名识别";
        do_try: With2 =
            |low, high| format!("Try prices between {low} and {high} on customers drawn by lot, and compare what they buy."),
            |low, high| format!("对随机抽取的客户试行 {low} 至 {high} 之间的价格，比较购买情况。");
        do_trial: Fixed =
            "Before changing a price, try it in some branches or weeks drawn by lot: this file cannot say what it would do.",
            "调价前，先在随机抽取的门店或周次试行：本文件无法说明调价的效果。";
        error_column: With1 =
            |name| format!("There is no column of numbers called “{name}”: choose another, or load a file that has it"),
            |name| format!("没有名为“{name}”的数字列：请选择其他列，或载入含该列的文件");
        error_twice: With1 =
            |name| format!("“{name}” is chosen for two of the four questions: choose a column for each"),
            |name| format!("“{name}”被用于两个问题：请为每个问题各选一列");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
