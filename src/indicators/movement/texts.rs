//! What is said of movement.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of movement.
    MovementTexts {
        promise: Fixed =
            "See who moved from class to class between two days, and what lost, new and returning customers did to revenue.",
            "查看两个日期之间客户在各类之间的迁移，以及流失、新增与回流客户对营收的影响。";
        definition: Fixed =
            "Classes are rebuilt as of each day from the rows up to it; core customers are told apart by the sets they are in and no other. Not yet bought: bought first after the first day; left: had left by the loaded exits. The bridge compares two windows of equal length, one ending with the first day, one from then to the second (whole months where both days end one). Lost: an order in the first only; new: first purchase of all in the second; won back: an order in the second only, and bought before; up and down: orders in both. Each part is the second less the first, of its customers; the parts add up exactly. Chance: the exact sign test, for classes McNemar's, of those who came against those who went.",
            "各日期的分类均只依据该日及之前的数据重新计算；核心客户按其恰好所属的集合区分。尚未购买：首次购买晚于起始日；已离开：离开记录中的客户。营收桥比较两个等长的时间段：一段止于起始日，一段从其次日到截止日（两日均为月末时取整月）。流失：只在前一段有订单；新增：首次购买在后一段；回流：只在后一段有订单且此前购买过；增长与下降：两段均有订单。各部分为其客户后段减前段的金额，合计精确相等。偶然性：精确符号检验（对类别即 McNemar 检验），比较转入与转出人数。";
        source: Fixed =
            "Counted in the loaded purchases; tests: Conover (1999), McNemar (1947)",
            "根据已载入的交易计算；检验：Conover (1999)、McNemar (1947)";
        headline: With3 =
            |share, from, to| format!("{share} of the customers known on {from} were in another class on {to}"),
            |share, from, to| format!("{from}已有的客户中，{share} 到{to}换了类别");
        headline_none: With1 =
            |from| format!("Nobody had bought by {from}: all customers are new since"),
            |from| format!("{from}及之前没有客户购买：全部客户均为此后新增");
        one_way: With2 =
            |n, way| format!("All {n} customers are alike in these classes (“{way}”), so nobody is seen to move against others: customers who differ are needed, from other classes, other days or more data"),
            |n, way| format!("{n} 名客户在此分类下完全相同（“{way}”），看不出谁相对他人发生了迁移：需要有差异的客户，请更换分类方式、日期或载入更多数据");
        headline_money: With2 =
            |start, end| format!("; revenue went from {start} to {end}."),
            |start, end| format!("；营收由 {start} 变为 {end}。");
        start: With1 = |window| format!("Revenue, {window}"), |window| format!("营收，{window}");
        money: Fixed = "Revenue", "营收";
        change: Fixed = "Change", "变化";
        known: With1 = |n| format!("of {} known by the first day", counted(n, "customer", "customers")), |n| format!("起始日已有的 {n} 名客户中");
        moved: Fixed = "Changed class", "换了类别";
        bridge: Fixed = "From then to now", "营收桥";
        part: Fixed = "Part", "部分";
        customers: Fixed = "Customers", "客户数";
        parts: [&'static str; 6] =
            ["Lost (no later order)", "Down", "Up", "New", "Won back", "Returns only"],
            ["流失（后期无订单）", "下降", "增长", "新增", "回流", "只有退货"];
        then_now: [&'static str; 2] = ["Before", "After"], ["前一段", "后一段"];
        bridge_title: With2 =
            |part, money| format!("“{part}” weighs most: {money}"),
            |part, money| format!("影响最大的是“{part}”：{money}");
        up_down_chance: Fixed =
            "As many customers spend more as spend less: the difference is no more than chance (exact sign test).",
            "消费增加与减少的客户人数之差可能只是偶然波动（精确符号检验）。";
        uncovered: Fixed =
            "The loaded purchases do not cover both windows whole: part of the difference is that one of them has fewer days of data. Choose days closer together, or load more.",
            "已载入的交易未完整覆盖两个时间段：部分差异源于其中一段的数据天数较少。请选择更近的两个日期，或载入更多数据。";
        matrix: Fixed = "From class to class", "类别迁移矩阵";
        matrix_help: With2 =
            |from, to| format!("Rows: the class on {from}. Columns: the class on {to}. Each customer with a purchase by then stands in one place."),
            |from, to| format!("行：{from}的类别；列：{to}的类别。截至当时有购买的每名客户恰在一格中。");
        largest_move: With2 =
            |way, n| format!("Largest move: {way} ({n})"),
            |way, n| format!("人数最多的迁移：{way}（{n} 名）");
        class: Fixed = "Class", "类别";
        all: Fixed = "All", "合计";
        was: With1 = |class| format!("“{class}” on the first day"), |class| format!("起始日为“{class}”");
        is: With1 = |class| format!("“{class}” on the second day"), |class| format!("截止日为“{class}”");
        flows: Fixed = "Who came and who went", "转入与转出";
        before: Fixed = "Before", "起始日";
        after: Fixed = "After", "截止日";
        stayed: Fixed = "Stayed", "留在本类";
        came: Fixed = "Came", "转入";
        first: Fixed = "Bought first", "首次购买";
        went: Fixed = "Went", "转出";
        by_chance: Fixed = "no more than chance", "可能只是偶然波动";
        risers: Fixed = "Spend more", "消费增加最多";
        fallers: Fixed = "Spend less", "消费减少最多";
        customer: Fixed = "Customer", "客户";
        way: Fixed = "From – to", "由 – 至";
        not_yet: Fixed = "Not yet bought", "尚未购买";
        gone: Fixed = "Left", "已离开";
        between_field: Fixed = "Compared", "比较";
        between: [&'static str; 4] =
            ["two days", "the last whole month and the one before", "the last whole quarter and the one before", "the last whole year and the one before"],
            ["两个日期", "最近完整月与上一月", "最近完整季度与上一季度", "最近完整年与上一年"];
        between_help: Fixed =
            "Of periods the last day of each counts; a second day set below is the last one known.",
            "按时期比较时取各期最后一天；若下方设定了截止日，则视为已知的最后一天。";
        from_field: Fixed = "First day", "起始日";
        to_field: Fixed = "Second day", "截止日";
        from_help: Fixed = "Blank: the middle of the data", "留空则取数据的中间日期";
        to_help: Fixed = "Blank: the last day known", "留空则取已知的最后一天";
        by_field: Fixed = "Classes", "分类方式";
        by_help: Fixed =
            "Clusters are not offered: they are found anew from the customers of each day, so that cluster 1 of one day is not cluster 1 of the other, and nobody could be said to have moved.",
            "不提供聚类：聚类按每个日期的客户重新计算，前后两日的“第 1 类”并非同一类，无法说明谁发生了迁移。";
        no_class: Fixed = "No class", "未分类";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        error_order: With2 =
            |from, to| format!("The first day ({from}) must be before the second ({to}): choose an earlier first or a later second day"),
            |from, to| format!("起始日（{from}）须早于截止日（{to}）：请选择更早的起始日或更晚的截止日");
        error_outside: With2 =
            |day, data| format!("{day} is no day of the data ({data}): choose days within them, or periods short enough for a whole one to be in them. The settings have the fields"),
            |day, data| format!("{day}不在数据范围内（{data}）：请选择该范围内的日期，或改用更短、能完整落在其中的时期。可在设置页修改");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
