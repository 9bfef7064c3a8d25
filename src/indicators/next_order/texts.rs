//! What is said of the next order.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the next order.
    NextOrderTexts {
        promise: Fixed =
            "See whose next order is due, when products are bought again, and how often such windows held in your own data.",
            "查看哪些客户即将再次购买、商品多久回购一次，以及这样的时间窗在自有数据中有多准。";
        definition: Fixed =
            "An order is expected after the median of the days between a customer's purchases, within a window of two quantiles that hold the claimed share of gaps between them; by the gaps of all customers where a customer has too few. Backtest: each order day in the last part of the file, judged by what was known when the customer had last bought; inside is the share within the window. It can only be asked of orders that came. Replenishment: the median of the days between two days on which one customer bought the product.",
            "预计在客户购买间隔的中位数之后再次购买，时间窗取两个分位点，其间包含所声明比例的间隔；间隔太少的客户用全体客户的间隔。回测：文件最后一段中的每个购买日，按该客户上次购买时已知的信息判断，命中率为落在时间窗内的比例。只能检验确实发生的购买。回购周期：同一客户两次购买该商品之间间隔天数的中位数。";
        source: Fixed =
            "Own definition; quantiles: Hyndman and Fan (1996), type 7; interval: Wilson (1927)",
            "自有定义；分位数：Hyndman、Fan (1996) 第 7 型；区间：Wilson (1927)";
        headline: With2 =
            |due, overdue| format!("{} due for the next order; {overdue} are overdue", counted(due, "customer is", "customers are")),
            |due, overdue| format!("{due} 名客户已到再次购买的时间；{overdue} 名已逾期");
        headline_backtest: With3 =
            |inside, n, claimed| format!(". In your own data {inside} of {n} orders came inside the window, which claims {claimed}."),
            |inside, n, claimed| format!("。在自有数据中，{n} 笔购买有 {inside} 落在时间窗内（标称 {claimed}）。");
        headline_end: Fixed = ".", "。";
        no_rhythm: Fixed =
            "No customer bought on two days: when they buy again cannot be told. A file that covers more time is needed.",
            "没有客户在两天购买过，无法推断何时再次购买。需要覆盖更长时间的数据。";
        off: With2 =
            |inside, claimed| format!("The windows hold {inside} instead of the {claimed} they claim, which is more than chance: customers' rhythm has changed, or changes with the season. Read the days as a rough guide."),
            |inside, claimed| format!("时间窗的命中率为 {inside}，与标称的 {claimed} 之差超过偶然：客户的节奏已改变或有季节性，请仅作粗略参考。");
        states: Fixed = "Whose window is open", "时间窗状态";
        names: [&'static str; 3] = ["Not yet", "Due", "Overdue"], ["未到", "已到", "逾期"];
        usual: Fixed = "Usual gap of all customers", "全体客户的通常间隔";
        usual_note: With2 =
            |low, high| format!("window {low} to {high} days"),
            |low, high| format!("时间窗 {low} 至 {high} 天");
        days: With1 = |days| format!("{days} days"), |days| format!("{days} 天");
        why: With1 =
            |window| format!("next order expected {window}"),
            |window| format!("预计在 {window} 再次下单");
        inside: Fixed = "Inside the window", "回测命中率";
        inside_note: With3 =
            |n, claimed, interval| format!("of {} since then; claimed {claimed}; {interval}", counted(n, "order", "orders")),
            |n, claimed, interval| format!("{n} 笔购买中；标称 {claimed}；{interval}");
        own: Fixed = "By their own rhythm", "按本人节奏";
        own_note: With1 = |n| format!("of {}", counted(n, "customer", "customers")), |n| format!("共 {n} 名客户");
        due: Fixed = "Due now: those who spent most, by expected day", "已到时间：消费最多者，按预计日期排列";
        customer: Fixed = "Customer", "客户";
        last: Fixed = "Last purchase", "上次购买";
        expected: Fixed = "Expected", "预计";
        window: Fixed = "Window", "时间窗";
        value: Fixed = "Money spent", "消费额";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        products: With1 = |by| format!("Bought again after, by {by}"), |by| format!("回购周期，按{by}");
        product_title: With2 =
            |name, days| format!("{name} is bought again most often, half of the time within {days}"),
            |name, days| format!("{name}回购最多，半数在 {days}内再次购买");
        no_products: Fixed =
            "No product was bought again by one customer often enough to tell.",
            "没有商品被同一客户多次回购，无法推断。";
        gaps: Fixed = "Gaps", "间隔数";
        buyers: Fixed = "Customers who bought it again", "回购客户数";
        median: Fixed = "Median days", "中位天数";
        middle: Fixed = "Middle half", "中间一半";
        claimed_field: Fixed = "Windows hold (share of gaps)", "时间窗包含的间隔比例";
        least_field: Fixed = "Own rhythm from so many gaps on", "按本人节奏判断所需的间隔数";
        tested_field: Fixed = "Last part of the time tested (share)", "回测所用的最后一段时间";
        product_field: Fixed = "Product", "商品列";
        left: With1 =
            |n| format!("{} known to have left: nothing is expected of them.", counted(n, "customer is", "customers are")),
            |n| format!("另有 {n} 名客户已知离开，不作预计。");
        error_share: With1 =
            |given| format!("{given} is no such share: choose more than 0 and less than 1 (0% and 100%)"),
            |given| format!("{given} 不是有效的比例：请选择大于 0 且小于 1 的值（0% 到 100%）");
        error_least: Fixed = "A rhythm needs one gap at least: choose 1 or more", "节奏至少需要一个间隔：请选择 1 或以上";
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
