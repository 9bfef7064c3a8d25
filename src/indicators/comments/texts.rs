//! What is said of comments.

use crate::domain::texts::{Fixed, With1, With2, counted, texts};

texts! {
    /// Texts of comments.
    CommentsTexts {
        promise: Fixed =
            "Read what customers wrote: search it, and see what detractors say apart from promoters.",
            "阅读客户的留言：可搜索，并分别查看贬损者与推荐者的说法。";
        definition: Fixed =
            "Answers with a comment that is not blank, scored or not. The search finds a part of the text, letter case aside.",
            "留言不为空的回答，无论是否评分。搜索匹配文字的一部分，不区分大小写。";
        source: Fixed = "Counted in the loaded answers", "根据已载入的回答计数";
        headline: With1 = |n| counted(n, "comment", "comments"), |n| format!("共 {n} 条留言");
        headline_found: With2 =
            |n, all| format!("{n} of {}", counted(all, "comment", "comments")),
            |n, all| format!("{all} 条留言中的 {n} 条");
        headline_search: With2 =
            |headline, search| format!("{headline}, with “{search}”"),
            |headline, search| format!("{headline}，含“{search}”");
        comments: Fixed = "Comments", "留言";
        detractors: Fixed = "Of detractors (0 to 6)", "贬损者（0–6 分）";
        passives: Fixed = "Of passives (7, 8)", "中立者（7–8 分）";
        promoters: Fixed = "Of promoters (9, 10)", "推荐者（9–10 分）";
        unscored: Fixed = "Without a score", "未评分";
        search_field: Fixed = "Search in comments", "搜索留言";
        all: Fixed = "All comments", "全部留言";
        theme_field: Fixed = "About", "主题";
        any_theme: Fixed = "anything", "全部主题";
        of_field: Fixed = "Whose", "谁的留言";
        of_all: Fixed = "Everybody's", "全部";
        most_field: Fixed = "Comments listed at most", "最多列出的留言数";
        listed: With2 =
            |n, all| format!("The newest {n} of {all}, newest first"),
            |n, all| format!("{all} 条中最新的 {n} 条，由新到旧");
        none: Fixed = "No comment contains this. Shorten the search, or look among everybody's.", "没有符合的留言。请缩短搜索词，或改看全部客户。";
        error_most: With2 =
            |given, most| format!("{given} comments cannot be listed: choose 1 to {most}."),
            |given, most| format!("无法列出 {given} 条留言：请选择 1 至 {most}。");
    }
}
