//! What is said of occasions.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of occasions.
    OccasionsTexts {
        promise: Fixed =
            "See which customers have a birthday, an anniversary as a customer or a move in the next days, and what they brought.",
            "查看未来几天哪些客户过生日、迎来成为客户的周年或搬迁，以及他们的消费额。";
        definition: Fixed =
            "Birthdays, and anniversaries of the day somebody became a customer (as the customers table says it, or the first purchase of all loaded rows where that is earlier), that fall into the days shown, 29 February in other years on the 28th; moves of these days and of as many before. Customers whom the filter lets through; those who left are counted beside. Money: the purchases that count, up to the end of the chosen period.",
            "落在所示日期内的生日与成为客户的周年（客户表所记日期与全部已载入数据中首次购买两者取早；2 月 29 日在平年按 28 日计），以及这些日期内和此前同样天数内的搬迁。仅含通过筛选的客户；已离开的另行计数。金额为截至所选时间范围末尾计入的交易。";
        source: Fixed = "Counted in the loaded files", "根据已载入的文件计数";
        headline: With3 =
            |n, customers, span| format!("{} of {}: {span}.", counted(n, "occasion", "occasions"), counted(customers, "customer", "customers")),
            |n, customers, span| format!("{span} 共有 {customers} 名客户的 {n} 个联络时机。");
        headline_none: With1 =
            |span| format!("Nobody has an occasion: {span}."),
            |span| format!("{span} 没有联络时机。");
        headline_no_day: Fixed =
            "Nothing says on which day the calendar begins: choose its first day.",
            "无法确定日历从哪一天开始：请选择起始日期。";
        no_birthdays: Fixed =
            "No birthdays are known: load customers with a column of birthdays (birthday, date of birth). A column of moves (moving date) is understood as well.",
            "没有生日数据：请载入含生日列（如“生日”“出生日期”）的客户表；也支持搬迁日期列。";
        leap: With1 =
            |n| format!("{} for 29 February on the 28th, as this year has no 29th.", counted(n, "occasion stands", "occasions stand")),
            |n| format!("{n} 个时机原为 2 月 29 日，因当年没有该日，列在 28 日。");
        left: With1 =
            |n| format!("{} not shown.", counted(n, "customer who left is", "customers who left are")),
            |n| format!("另有 {n} 名已离开的客户未列出。");
        birthday: Fixed = "Birthday", "生日";
        anniversary: Fixed = "Years as a customer", "成为客户周年";
        counted_from: With1 =
            |day| format!("Where no column says since when somebody is a customer, the first loaded purchase counts: from {day} on. Who had bought before that has another day."),
            |day| format!("没有“成为客户日期”的客户按已载入的首次购买计算，数据自 {day} 起；此前已有购买的客户实际日期不同。");
        moved: Fixed = "Move", "搬迁";
        brought: With1 = |money| format!("brought {money}"), |money| format!("消费 {money}");
        age: With1 = |n| format!("turns {n}"), |n| format!("满 {n} 岁");
        years: With1 = |n| counted(n, "year", "years"), |n| format!("{n} 周年");
        calendar: Fixed = "Calendar", "日历";
        day: Fixed = "Day", "日期";
        customer: Fixed = "Customer", "客户";
        occasion: Fixed = "Occasion", "时机";
        which: Fixed = "Which", "第几年";
        value: Fixed = "Brought", "消费额";
        more: With1 = |n| format!("and {n} more"), |n| format!("另有 {n} 个");
        from_field: Fixed = "First day", "起始日期";
        from_help: Fixed =
            "Blank: the day after the chosen period, else today, else the day after the newest purchase; that day too where it is more than a year ago",
            "留空：所选时间范围的次日，否则为今天，否则为最近一笔交易的次日；该交易早于一年前时亦同";
        long_past: With1 =
            |day| format!("The newest purchase is of {day}, more than a year ago: the calendar begins the day after it. Choose a first day to begin at another."),
            |day| format!("最近一笔交易在{day}，已超过一年：日历从次日开始。可选择其他起始日期。");
        days_field: Fixed = "Days shown", "显示天数";
        listed_field: Fixed = "Occasions listed", "列出的时机数";
        do_first: Fixed =
            "Begin with those who brought most: a call or a card of somebody they know, not a mailing.",
            "从消费最多的客户开始：由熟悉的人致电或寄卡，而不是群发。";
        do_consent: Fixed =
            "Write only to those who agreed to be written to.",
            "只联系同意接收信息的客户。";
        see_follow_up: Fixed = "Go to follow-up", "前往跟进";
        error_days: With2 =
            |given, most| format!("The calendar cannot have {given} days: choose 1 to {most}"),
            |given, most| format!("日历不能为 {given} 天：请选择 1 至 {most}");
        error_listed: With2 =
            |given, most| format!("{given} occasions cannot be listed: choose 1 to {most}"),
            |given, most| format!("无法列出 {given} 个时机：请选择 1 至 {most}");
    }
}
