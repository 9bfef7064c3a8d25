//! What is said of themes.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of themes.
    ThemesTexts {
        promise: Fixed =
            "See what comments are about, which words set unhappy customers apart, and what each theme costs the score.",
            "查看留言在谈什么、哪些词区分了不满的客户，以及每个主题让得分损失多少。";
        definition: Fixed =
            "A comment has a theme where it has one of the theme's words: a Chinese one anywhere, any other as a whole word. Impact: the NPS of all answers less that of all without the theme's, with a bootstrap interval; it says what goes with a theme, not what mending it would bring. Words: log-odds among detractors less those among promoters, with an informative Dirichlet prior; a word counts once a comment. Chinese is divided by a list of common words, as jieba does.",
            "留言含有某主题的任一词语即归入该主题：中文词出现即算，其他文字须为完整单词。影响：全部回答的 NPS 减去剔除该主题后的 NPS，区间由重复抽样得出；它说明与主题相伴的差异，并不等于改进后的收益。词语：贬损者与推荐者之间的对数优势差，采用信息性狄利克雷先验；每条留言中一个词只计一次。中文按常用词表切分，方法与 jieba 相同。";
        source: Fixed =
            "Monroe, Colaresi, Quinn (2008); intervals: Hanley, MacGibbon (2006); word list: jieba (MIT licence)",
            "Monroe、Colaresi、Quinn (2008)；区间：Hanley、MacGibbon (2006)；词表：jieba（MIT 许可）";
        headline: With3 =
            |theme, n, impact| format!("{theme} costs most: {}, {impact} points of the score.", counted(n, "comment", "comments")),
            |theme, n, impact| format!("“{theme}”影响最大：{n} 条留言，使得分变化 {impact} 分。");
        headline_sure: With3 =
            |theme, n, impact| format!("Of what is surely no chance, {theme} costs most: {}, {impact} points of the score.", counted(n, "comment", "comments")),
            |theme, n, impact| format!("在可以确定的主题中，“{theme}”影响最大：{n} 条留言，使得分变化 {impact} 分。");
        headline_most: With2 =
            |theme, n| format!("Most mentioned: {theme} ({}).", counted(n, "comment", "comments")),
            |theme, n| format!("提及最多：{theme}（{n} 条）。");
        headline_good: With2 =
            |theme, n| format!("No theme surely draws the score down; most talked about: {theme} ({n})."),
            |theme, n| format!("没有主题明确拉低得分；提及最多：{theme}（{n} 条）。");
        headline_plain: With1 =
            |n| format!("{}, none of a known theme.", counted(n, "comment", "comments")),
            |n| format!("{n} 条留言，均不属于已知主题。");
        comments: Fixed = "Comments", "留言";
        touched: Fixed = "With a theme", "归入主题";
        touched_note: With1 = |share| format!("{share} of all"), |share| format!("占 {share}");
        score: Fixed = "NPS of all answers", "全部回答的 NPS";
        themes: Fixed = "Themes", "主题";
        theme: Fixed = "Theme", "主题";
        share: Fixed = "Share", "占比";
        nps: Fixed = "NPS", "NPS";
        impact: Fixed = "Impact on the score", "对得分的影响";
        impact_title: With1 =
            |theme| format!("{theme} draws the score down most"),
            |theme| format!("“{theme}”对得分拉低最多");
        impact_title_sure: With1 =
            |theme| format!("Of what is surely no chance, {theme} draws the score down most; what stands above it may be"),
            |theme| format!("在可以确定的主题中，“{theme}”对得分拉低最多；排在其上的可能只是偶然波动");
        impact_plain: Fixed = "What each theme does to the score", "各主题对得分的影响";
        impact_summary: Fixed =
            "A dot each theme, left of zero where the score is lower with it than without.",
            "每个主题一个点；位于零左侧表示含该主题的回答拉低了得分。";
        chance: Fixed = "may be chance", "可能出于偶然";
        of_theme: With2 = |label, theme| format!("{label}, {theme}"), |label, theme| format!("{theme}：{label}");
        no_scores: Fixed =
            "The answers have no scores of both unhappy and happy customers: words and themes are counted, not weighed.",
            "回答中缺少不满与满意两类客户的得分：只统计词语和主题的次数，不作比较。";
        other_scale: Fixed =
            "The scores look like another scale than 0 to 10, so they are left aside. Were they asked from 0 to 10? Say so on the page of the Net Promoter Score.",
            "得分看起来不是 0–10 分制，因此未采用。若问卷确实采用 0–10 分，请在净推荐值页面确认。";
        unhappy_words: Fixed = "Words of detractors", "贬损者的用词";
        happy_words: Fixed = "Words of promoters", "推荐者的用词";
        all_words: Fixed = "Words in most comments", "出现最多的词";
        word: Fixed = "Word", "词语";
        of_detractors: Fixed = "Of detractors", "贬损者";
        of_promoters: Fixed = "Of promoters", "推荐者";
        log_odds: Fixed = "How typical (log-odds)", "典型程度（对数优势差）";
        none_sure: Fixed = "No word is surely one of theirs.", "没有明确属于他们的词语。";
        closely: With1 = |theme| format!("{theme} closely"), |theme| format!("主题详情：{theme}");
        theme_field: Fixed = "Theme", "主题";
        learn_field: With1 =
            |theme| format!("Add a word to “{theme}”"),
            |theme| format!("把词语加入“{theme}”");
        learn_none: Fixed = "choose a word", "选择词语";
        learn_help: Fixed =
            "Words shown above that belong to no theme yet. The list of themes, in Settings, takes the chosen one.",
            "上方显示且尚不属于任何主题的词语；选中即加入主题列表（可在“设置”中修改）。";
        costliest: Fixed = "The one that costs most", "影响最大的主题";
        most_frequent: Fixed = "The one in most comments", "提及最多的主题";
        by_field: Fixed = "Divided by", "划分依据";
        over_time: With1 = |theme| format!("Share of comments about {theme}"), |theme| format!("“{theme}”占留言的比例");
        share_axis: Fixed = "Share of comments", "占留言比例";
        with: Fixed = "About it", "涉及该主题";
        newest: Fixed = "The newest comments", "最新留言";
        dictionary: Fixed = "The themes and their words", "主题与词语";
        dictionary_field: Fixed = "Themes, a line each: Name: word, word", "主题（每行一个：名称: 词, 词）";
        dictionary_help: Fixed =
            "Empty for the themes that come with the program. A line may end in a semicolon.",
            "留空则使用自带主题；每行可用分号结束。";
        least_field: Fixed = "Words in at least so many comments", "词语至少出现的留言数";
        prior_field: Fixed = "Made-up words of the prior", "先验虚拟词数";
        do_read: With2 =
            |theme, n| format!("Read the {} about {theme} below, and find the one thing most of them ask for.", counted(n, "comment", "comments")),
            |theme, n| format!("阅读下方 {n} 条关于“{theme}”的留言，找出多数人要求的那一件事。");
        do_group: With3 =
            |theme, group, share| format!("Begin at {group}: {share} of its comments are about {theme}."),
            |theme, group, share| format!("从{group}开始：其 {share} 的留言涉及“{theme}”。");
        see_comments: Fixed = "All comments", "全部留言";
        follow_up: Fixed = "Call them back", "回访跟进";
        error_words: Fixed =
            "The list of Chinese words could not be loaded. Load the page again while you are connected.",
            "中文词表未能载入，请在联网时重新打开页面。";
        error_line: With1 =
            |line| format!("Line {line} of the themes cannot be read: write “Name: word, word”"),
            |line| format!("主题第 {line} 行无法识别：请写成“名称: 词, 词”");
        error_twice: With2 =
            |line, name| format!("Line {line} of the themes: “{name}” was there before"),
            |line, name| format!("主题第 {line} 行：“{name}”已经出现过");
        error_many: With2 =
            |n, most| format!("{n} themes are too many: at most {most}"),
            |n, most| format!("{n} 个主题过多：最多 {most} 个");
        error_prior: With2 =
            |n, most| format!("{n} made-up words cannot be added: choose from above 0 to {most}"),
            |n, most| format!("先验虚拟词数不能为 {n}：请选择大于 0、不超过 {most} 的数");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose at least 0.5 and below 1"),
            |given| format!("{given} 不是置信水平：请选择不小于 0.5 且小于 1 的值");
    }
}
