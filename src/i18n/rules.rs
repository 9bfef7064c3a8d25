//! The editor of the segment rules, and the download of scores.

use super::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the parts of pages that the page program draws by itself.
    RulesTexts {
        not_kept: Fixed =
            "Not in force yet: the figures still follow the last settings without a mistake.",
            "尚未生效：计算仍沿用上一次无误的设置。";
        rules: Fixed = "Segments: the first rule that fits wins", "分群规则：按顺序取第一条符合的规则";
        rules_help: Fixed =
            "Ranges are fifths from 1 to 5, 5 the best, however many scores a measure has.",
            "范围按五档计，1 至 5，5 最好，与分数级数无关。";
        rule_name: Fixed = "Segment", "分群名称";
        range_from: With1 = |measure| format!("{measure} from"), |measure| format!("{measure} 从");
        range_to: With1 = |measure| format!("{measure} to"), |measure| format!("{measure} 到");
        rule_up: With1 = |name| format!("Move {name} up"), |name| format!("上移：{name}");
        rule_down: With1 = |name| format!("Move {name} down"), |name| format!("下移：{name}");
        rule_remove: With1 = |name| format!("Remove {name}"), |name| format!("删除：{name}");
        rule_add: Fixed = "Add a rule", "添加规则";
        rule_reset: Fixed = "Back to the default rules", "恢复默认规则";
        rule_package: Fixed = "Take the rules of the R package rfm", "使用 R 软件包 rfm 的规则";
        rule_new: With1 = |n| format!("Segment {n}"), |n| format!("分群 {n}");
        rule_wins: With1 = |n| format!("takes {n} of 125 codes"), |n| format!("占 125 种组合中的 {n} 种");
        check: Fixed = "Check of the rules", "规则检查";
        check_fine: Fixed = "Every rule takes some codes, and every code has a rule.", "每条规则都有组合归入，每种组合都有规则。";
        check_dead: With1 =
            |names| format!("Never reached, because earlier rules take all their codes: {names}"),
            |names| format!("永远轮不到（前面的规则已占去全部组合）：{names}");
        check_uncovered: With2 =
            |n, codes| format!("{} to “Other”: {codes}", counted(n, "code (R F M) has no rule and goes", "codes (R F M) have no rule and go")),
            |n, codes| format!("{n} 种组合（R F M）没有规则，归入“其他”：{codes}");
        check_overlaps: With1 =
            |n| format!("Pairs of rules that fit the same codes, where order decides: {n}"),
            |n| format!("有重叠、由顺序决定归属的规则对：{n}");
        check_overlap: With3 =
            |first, second, n| format!("{first} before {second}: {}", counted(n, "code", "codes")),
            |first, second, n| format!("{first} 先于 {second}：{n} 种组合");
        error_name: Fixed = "A segment needs a name", "分群需要名称";
        download: Fixed = "Download scored customers", "下载客户打分表";
    }
}
