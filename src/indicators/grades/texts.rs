//! What is said of grades by rule.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

use super::grading::State;
use super::parse::Expected;
use super::people::Trouble;

texts! {
    /// Texts of grades by rule.
    GradesTexts {
        promise: Fixed =
            "Grade customers by your own rules, one a line, and see what each grade is worth, which rules never count and whom none fits.",
            "用自己编写的规则（一行一条）为客户分级，查看各级价值、哪些规则从不生效、哪些客户未被覆盖。";
        definition: Fixed =
            "Rules are tried in order; the first that fits a customer gives the grade. What is blank passes no test but “is blank”; “not” turns a test around. What customers spent, their orders and days since the last purchase are known up to the end of the chosen period; a grade's money is that of the rows that count. NPS: all answers of a grade's customers.",
            "按顺序逐条判断，首条符合的规则决定级别。空白只符合“为空”；“非”取反。消费额、订单数与未购天数计算到所选时间范围结束；级别的消费额只计入被统计的行。NPS：该级客户的全部回答。";
        source: Fixed = "The rules on this page; interval of the NPS: Rocks (2016)", "本页的规则；NPS 区间：Rocks (2016)";
        headline: With3 =
            |customers, grades, best| format!("{} in {}: {best}.", counted(customers, "customer", "customers"), counted(grades, "grade", "grades")),
            |customers, grades, best| format!("{customers} 名客户分为 {grades} 级：{best}。");
        best: With2 = |grade, share| format!("{grade} brings most, {share} of the money"), |grade, share| format!("{grade} 级贡献最多，占消费额 {share}");
        best_of: With3 =
            |grade, share, column| format!("{grade} brings most, {share} of {column}"),
            |grade, share, column| format!("{grade} 级贡献最多，占{column} {share}");
        no_money: Fixed = "nothing says what they bring", "没有消费数据";
        uncovered: Fixed = "No rule fits", "未被覆盖";
        uncovered_note: With1 = |value| format!("who brought {value}"), |value| format!("其消费额 {value}");
        made: Fixed =
            "These rules were made from the data as a beginning: what customers spent, in thirds, and how lately. Write your own over them.",
            "以下规则根据数据自动生成（按消费额三等分并参考最近购买），仅供起步，请改写为自己的规则。";
        made_of_column: With1 =
            |column| format!("These rules were made from the data as a beginning: the column “{column}”, in thirds. Write your own over them."),
            |column| format!("以下规则根据数据自动生成（按“{column}”列三等分），仅供起步，请改写为自己的规则。");
        made_of_nothing: Fixed =
            "Nothing in the data tells customers apart by size, so one rule takes all of them. Write your own over it.",
            "数据中没有可用于分级的数字，因此一条规则适用于所有客户，请改写为自己的规则。";
        at: With3 =
            |line, column, what| format!("Line {line}, column {column}: {what}"),
            |line, column, what| format!("第 {line} 行第 {column} 列：{what}");
        before_at: With1 = |what| format!("Rules before: {what}"), |what| format!("原有规则：{what}");
        wanted: With2 =
            |wanted, found| format!("wanted is {wanted}, not “{found}”"),
            |wanted, found| format!("此处应为{wanted}，而不是“{found}”");
        wanted_at_end: With1 = |wanted| format!("wanted is {wanted}, but the line ends"), |wanted| format!("此处应为{wanted}，但该行已结束");
        name: Fixed = "the name of a grade and a colon", "级别名称和冒号";
        condition: Fixed = "a condition", "条件";
        value: Fixed = "a value", "值";
        number: Fixed = "a number or a day", "数字或日期";
        end: Fixed = "both ends of a range", "区间的两端";
        close: Fixed = "a closing bracket", "右括号";
        joint: Fixed = "“and”, “or” or the end of the line", "“且”“或”或行尾";
        quote: Fixed = "a closing quotation mark", "右引号";
        shallow: Fixed = "fewer brackets within one another", "更少的括号嵌套";
        fewer: Fixed = "100 rules at most", "最多 100 条规则";
        no_field: With1 =
            |of| format!("no column of the customers table and no figure is called “{of}”. The rule fits nobody"),
            |of| format!("客户表与指标中都没有“{of}”，该规则不适用于任何人");
        no_comparison: With1 =
            |of| format!("“{of}” is no column of yes and no: say what it is compared with. The rule fits nobody"),
            |of| format!("“{of}”不是是/否列，请写明比较的值。该规则不适用于任何人");
        only_texts: With1 =
            |of| format!("“{of}” holds texts, which are neither more nor less than anything. The rule fits nobody"),
            |of| format!("“{of}”是文本，无法比较大小，该规则不适用于任何人");
        no_number: With2 =
            |value, of| format!("“{value}” is no number or day, which “{of}” holds. The rule fits nobody"),
            |value, of| format!("“{of}”为数字或日期，而“{value}”不是，该规则不适用于任何人");
        no_classes: With2 =
            |of, why| format!("“{of}” puts nobody into classes here: {why}. The rule fits nobody"),
            |of, why| format!("“{of}”在此没有可用的类别：{why}。该规则不适用于任何人");
        not_loaded: Fixed = "the file it is made from is not loaded", "尚未载入所需的文件";
        of_grades: Fixed =
            "grades cannot ask for grades: name another segmentation, a column or a figure. The rule fits nobody",
            "分级规则不能引用分级本身，请改用其他分类、列或指标。该规则不适用于任何人";
        unseen: With2 =
            |value, of| format!("nobody's “{of}” is “{value}”"),
            |value, of| format!("没有客户的“{of}”是“{value}”");
        rules: Fixed = "The rules", "规则";
        rules_field: Fixed = "Rules, one a line", "规则（一行一条）";
        rules_help: Fixed =
            "name: condition. The first rule that fits gives the grade. Join with and, or, not and brackets; compare with =, >, <=, 25-40, in A, B, is blank; else fits everybody. Put names that hold such words in quotes. Example: Gold: age 25-40 and credit in A, B and assets over 50,000",
            "格式为“名称: 条件”，首条符合的规则决定级别。可用且、或、非与括号；可用 =、>、<=、25-40、属于 A, B、为空比较；其余适用于所有人。含上述词语的名称请加引号。例：金卡: 年龄 25-40 且 信用 属于 A, B 且 资产 超过 50000";
        before_field: Fixed = "Rules before, to see who moves", "原有规则（用于查看变动）";
        before_help: Fixed =
            "Filled in by each change. Clear it to see no moves.",
            "每次修改后自动填入；清空后不再显示变动。";
        tried: Fixed =
            "These are the figures of rules being tried out, against the rules in force. Nothing has changed yet.",
            "以下为试用规则的结果，并与现行规则对比；现行规则尚未改变。";
        sets: Fixed = "Rule sets", "规则方案";
        sets_help: Fixed =
            "Keep the rules in force under a name, go back to them later, or hand all sets on as a file.",
            "可将现行规则以名称保存，以后再次启用，或将全部方案导出为文件。";
        undo: With1 =
            |n| format!("Take the last change back ({n} can be)"),
            |n| format!("撤销上次修改（可撤销 {n} 次）");
        save_as: Fixed = "Keep the rules in force as", "将现行规则保存为";
        save: Fixed = "Keep", "保存";
        load: With1 = |name| format!("Put “{name}” in force"), |name| format!("启用“{name}”");
        forget: With1 = |name| format!("Remove “{name}”"), |name| format!("删除“{name}”");
        import: Fixed = "Take sets from a file", "从文件导入方案";
        import_help: Fixed =
            "A JSON file of sets; a set of the same name is replaced.",
            "方案的 JSON 文件；同名方案将被替换。";
        export: Fixed = "All sets as a file (JSON)", "导出全部方案（JSON）";
        file_name: Fixed = "rule-sets", "规则方案";
        in_force: Fixed = "in force", "现行规则";
        error_name: With1 =
            |name| format!("“{name}” cannot be the name of a set: use 1 to 60 letters"),
            |name| format!("“{name}”不能作为方案名称：请使用 1 至 60 个字符");
        error_no_set: With1 = |name| format!("There is no set “{name}”"), |name| format!("没有名为“{name}”的方案");
        error_sets: Fixed =
            "More than 50 sets would be kept: remove some first",
            "方案将超过 50 个：请先删除一些";
        error_large: Fixed = "The file is larger than 1 MB: it is no file of rule sets", "文件超过 1 MB，不是规则方案文件";
        error_json: With2 =
            |line, column| format!("The file is no JSON: line {line}, position {column}"),
            |line, column| format!("文件不是有效的 JSON：第 {line} 行第 {column} 个字符处");
        error_not_sets: Fixed =
            "The file is JSON, but not a file of rule sets as this page exports them",
            "文件是 JSON，但不是由本页导出的规则方案";
        error_in_set: With2 =
            |name, what| format!("In the set “{name}”: {what}"),
            |name, what| format!("方案“{name}”中：{what}");
        asked: With2 =
            |columns, figures| format!("Columns: {columns}. Figures: {figures}."),
            |columns, figures| format!("可用列：{columns}。可用指标：{figures}。");
        asked_columns: With1 = |columns| format!("Columns: {columns}."), |columns| format!("可用列：{columns}。");
        asked_classes: With1 =
            |names| format!("Classes of other pages: {names}; as in “lifecycle = lost”."),
            |names| format!("其他页面的类别：{names}；例如“客户生命周期 = 流失”。");
        bought: With1 = |column| format!("bought {column}"), |column| format!("购买过{column}");
        asked_bought: With1 =
            |names| format!("Any purchase: {names}; as in “bought product = Loan”, which holds where one purchase is such."),
            |names| format!("任一交易：{names}；例如“购买过产品 = 贷款”，只要有一笔符合即可。");
        number_of: Fixed = "Rule", "序号";
        grade: Fixed = "Grade", "级别";
        condition_of: Fixed = "Condition", "条件内容";
        fits: Fixed = "Fits", "符合人数";
        first: Fixed = "Takes", "定级人数";
        value_of: Fixed = "What they brought", "其消费额";
        would_move: Fixed = "Moved by it", "因此变动";
        line: With1 = |line| format!("line {line}"), |line| format!("第 {line} 行");
        taken: With2 =
            |n, by| format!("earlier rules take {n}, rule {by} most"),
            |n, by| format!("{n} 名被靠前的规则抢先，多为第 {by} 条");
        uncovered_help: Fixed = "a last rule takes them: “Rest: else”", "可加最后一条规则“其他: 其余”";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        dead: Fixed = "fits nobody", "无人符合";
        shadowed: With1 = |by| format!("takes nobody: rule {by} takes most before"), |by| format!("从不生效，多被第 {by} 条抢先");
        not_usable: Fixed = "cannot be used", "无法使用";
        never: With1 =
            |rules| format!("Rules that grade nobody: {rules}. The table of rules says why."),
            |rules| format!("未给任何客户定级的规则：{rules}，原因见规则表。");
        overlaps: Fixed = "Rules that fit the same customers", "重叠的规则";
        overlaps_help: Fixed = "The earlier rule takes them. Ten pairs at most.", "以靠前的规则为准，最多列出十对。";
        earlier: Fixed = "Takes them", "生效规则";
        later: Fixed = "Would fit too", "也符合的规则";
        customers: Fixed = "Customers", "客户数";
        grades: Fixed = "The grades", "各级客户";
        nps: Fixed = "NPS", "NPS";
        moved: Fixed = "Who moves", "级别变动";
        moved_customers: Fixed = "In another grade than before", "级别变动的客户";
        moved_value: Fixed = "What they brought", "其消费额";
        moved_help_alone: Fixed = "Rows: grades by the rules before. Columns: grades now.", "行为原级别，列为现级别。";
        moved_help: Fixed = "Rows: grades by the rules before. Columns: grades now. What they brought stands below.", "行为原级别，列为现级别，下方为其消费额。";
    }
}

impl GradesTexts {
    /// What was expected.
    pub const fn expected(&self, expected: Expected) -> &'static str {
        match expected {
            Expected::Name => self.name,
            Expected::Condition => self.condition,
            Expected::Value => self.value,
            Expected::Number => self.number,
            Expected::End => self.end,
            Expected::Close => self.close,
            Expected::Joint => self.joint,
            Expected::Quote => self.quote,
            Expected::Shallow => self.shallow,
            Expected::Fewer => self.fewer,
        }
    }

    /// Why a test cannot be made.
    pub fn trouble(&self, trouble: &Trouble, of: &str, value: &str, why: &str) -> String {
        match trouble {
            Trouble::NoField => (self.no_field)(of),
            Trouble::NoComparison => (self.no_comparison)(of),
            Trouble::OnlyTexts => (self.only_texts)(of),
            Trouble::NoNumber => (self.no_number)(value, of),
            Trouble::NoClasses => (self.no_classes)(of, why),
            Trouble::OfGrades => self.of_grades.to_owned(),
        }
    }

    /// Why a rule grades nobody; empty where it does.
    pub fn state(&self, state: State, taken_by: Option<&str>) -> String {
        match state {
            State::Used => String::new(),
            State::Dead => self.dead.to_owned(),
            State::Shadowed => (self.shadowed)(taken_by.unwrap_or_default()),
            State::Unusable => self.not_usable.to_owned(),
        }
    }
}
