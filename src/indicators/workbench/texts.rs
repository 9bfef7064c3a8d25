//! What is said on the workbench.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the workbench.
    WorkbenchTexts {
        promise: Fixed =
            "See two segmentations side by side and crossed, what sets one class apart, what to do for each, and whom of it you may address.",
            "并排与交叉查看两种分群、某一类的特征、各类的策略，以及其中可触达的客户。";
        definition: Fixed =
            "Crossed: customers with a class of both segmentations; each stands in one cell. Money: the sum of amounts that count. NPS: of each customer's newest answer, blank where fewer answered than make no small sample. Retention: of those active in the first window of retention in money, the share active in the second. Cramér's V: the root of χ² over n times the lesser of rows and columns less one; 0 says that the two have nothing to do with each other, 1 that one follows from the other. Adjusted Rand index: pairs of customers whom both put together or apart, less what chance brings; 1 is the same classes, 0 chance. Profile: means by Hedges' g (difference over the pooled standard deviation, corrected for few), shares by their difference with Newcombe's interval; the class less all others.",
            "交叉：两种分群中均有类别的客户，每人恰在一格。消费额：计入的金额之和。净推荐值：取每名客户的最新回答，回答数不足小样本界限时留空。留存率：金额留存前一时间段内有购买的客户中，后一时间段仍有购买的比例。克莱姆 V：χ² 除以 n 与（行列数较小者减一）之积再开方；0 表示两者无关，1 表示一者决定另一者。调整兰德指数：两种分群同归一类或同分两类的客户对数，扣除偶然部分；1 表示分类相同，0 表示仅为偶然。特征：均值用 Hedges' g（差值除以合并标准差并作小样本修正），占比用差值及 Newcombe 区间；均为本类减去其他客户。";
        source: Fixed =
            "Cramér (1946); Pearson (1900); Hubert, Arabie (1985); Hedges (1981); Newcombe (1998)",
            "Cramér (1946)；Pearson (1900)；Hubert、Arabie (1985)；Hedges (1981)；Newcombe (1998)";
        headline: fn(&[String; 4]) -> String =
            |[rows, columns, how, v]| format!("{rows} and {columns} go together {how} ({v} of 1)"),
            |[rows, columns, how, v]| format!("“{rows}”与“{columns}”{how}相关（{v}，满值 1）");
        together: [&'static str; 3] = ["weakly", "fairly", "strongly"], ["弱", "中等", "强"];
        headline_chance: Fixed = ", no more than chance", "，可能只是偶然波动";
        headline_apart: With3 =
            |class, what, effect| format!("; {class} stands out most by {what} ({effect})."),
            |class, what, effect| format!("；{class}最突出的是{what}（{effect}）。");
        headline_end: Fixed = ".", "。";
        too_few: With1 =
            |n| format!("Two customers at least with a class of both segmentations are needed, and there are {n}: load more data or choose other segmentations"),
            |n| format!("至少需要两名在两种分群中均有类别的客户，目前为 {n} 名：请载入更多数据或选择其他分群方式");
        one_class: With1 =
            |by| format!("All customers are in one class of “{by}”: nothing can be compared. Choose another segmentation, or change its rules on its own page"),
            |by| format!("“{by}”中所有客户同属一类，无从比较：请选择其他分群方式，或在其页面调整规则");
        same: Fixed =
            "Rows and columns are the same segmentation: choose another one to compare.",
            "行与列为同一分群方式：请选择另一种进行比较。";
        outside: With1 =
            |n| format!("{} a class of one segmentation alone, and in no cell.", counted(n, "customer has", "customers have")),
            |n| format!("{n} 名客户只在其中一种分群中有类别，不在任何单元格中。");
        other_scale: Fixed =
            "No scores here: the answers look like those on another scale than 0–10; the loyalty page asks about it.",
            "此处不显示净推荐值：回答似乎不是 0–10 的评分，请先在净推荐值页确认。";
        rare: With1 =
            |share| format!("In {share} of the cells fewer than five customers are expected: p is a rough one (Cochran 1954)."),
            |share| format!("{share} 的单元格期望人数少于五：p 值仅供参考（Cochran 1954）。");
        not_found: With1 =
            |class| format!("Nobody is in the class “{class}” that was chosen: the first one is shown instead."),
            |class| format!("所选类别“{class}”没有客户：改为显示第一个类别。");
        crossed: Fixed = "Crossed", "交叉表";
        crossed_title: With2 = |rows, columns| format!("{rows} (rows) by {columns} (columns)"), |rows, columns| format!("{rows}（行）× {columns}（列）");
        all: Fixed = "All", "合计";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        both: With2 = |row, column| format!("{row} × {column}"), |row, column| format!("{row} × {column}");
        few_blank: With1 = |least| format!("Scores of fewer than {least} answers are left blank."), |least| format!("回答少于 {least} 份的净推荐值留空。");
        no_windows: Fixed =
            "Retention needs purchases of two months covered whole.",
            "留存率需要完整覆盖至少两个月的交易。";
        windows: With2 =
            |first, second| format!("Retention: of those active {first}, the share active {second}."),
            |first, second| format!("留存率：{first} 有购买的客户中，{second} 仍有购买的比例。");
        measures: [&'static str; 4] = ["Customers", "Money spent", "NPS", "Retention"], ["客户数", "消费额", "净推荐值", "留存率"];
        cramers_v: Fixed = "How closely they go together (Cramér's V)", "相关程度（克莱姆 V）";
        v_note: Fixed = "0: nothing to do with each other; 1: one follows from the other", "0 为无关，1 为一者决定另一者";
        chi_square: Fixed = "How far from chance (χ²)", "与偶然的差距（χ²）";
        degrees: With2 = |degrees, p| format!("{degrees} degrees of freedom; p {p}"), |degrees, p| format!("自由度 {degrees}；p {p}");
        rand_index: Fixed = "How alike (adjusted Rand index)", "相似度（调整兰德指数）";
        rand_note: Fixed = "1: the same classes; 0: as by chance", "1 为分类相同，0 为偶然";
        points: With1 = |n| format!("{n} points"), |n| format!("{n} 个百分点");
        left: Fixed = "Left", "已离开";
        stayed: Fixed = "Stayed", "未离开";
        statistics: Fixed = "How closely they go together, in statistics", "相关程度的统计量";
        of_crossed: With1 = |share| format!("{share} of the customers crossed"), |share| format!("占交叉客户的 {share}");
        crossed_customers: Fixed = "Customers crossed", "交叉的客户";
        profile: With1 = |class| format!("{class} against all others"), |class| format!("{class}与其他客户对比");
        profile_title: With2 =
            |class, what| format!("{class} differs most from the others in {what}"),
            |class, what| format!("{class}与其他客户差异最大的是{what}");
        profile_note: Fixed =
            "Of many comparisons some are beyond chance by chance: an interval of 95% misses in one of twenty. About 0.2 is usually called small, 0.5 middling, 0.8 large (Cohen 1988).",
            "比较很多项时，总有一些偶然显得超出偶然：95% 的区间每二十次约有一次落空。通常 0.2 左右为小、0.5 为中、0.8 为大（Cohen 1988）。";
        nothing_to_profile: Fixed =
            "There is nobody else to compare with, or nothing is known of both sides.",
            "没有可比较的其他客户，或双方均无可比较的数据。";
        numbers: Fixed = "Numbers", "数值特征";
        shares: Fixed = "Shares", "占比特征";
        what: Fixed = "What", "特征";
        inside: Fixed = "This class", "本类";
        others: Fixed = "All others", "其他客户";
        difference: Fixed = "Difference", "差异";
        customers_known: Fixed = "Customers known", "已知客户数";
        effect: Fixed = "Difference in standard deviations (g)", "标准化差异（g）";
        may_be_chance: Fixed = "may be chance", "可能为偶然";
        more_shares: With1 = |n| format!("{n} more values, with smaller differences, are in the downloaded figures (JSON)."), |n| format!("另有 {n} 个差异更小的取值，见下载的数据（JSON）。");
        own: [&'static str; 5] =
            ["Days since the last purchase", "Orders", "Money spent", "Days as a customer", "Newest score"],
            ["距上次购买天数", "订单数", "消费额", "成为客户的天数", "最新评分"];
        value_of: With2 = |column, value| format!("{column}: {value}"), |column, value| format!("{column}：{value}");
        playbook: Fixed = "Playbook", "策略手册";
        playbook_source: Fixed =
            "Advice of the literature, not findings: try it with a group left alone. Segments: Hughes, Strategic Database Marketing (2005); eight classes: as taught in China; value matrix: Verhoef, Donkers (2001); life cycle: Buttle, Maklan, Customer Relationship Management (2015); pyramid: Zeithaml, Rust, Lemon (2001); tiers: Drèze, Nunes (2009).",
            "以下为文献中的建议而非结论，宜留出对照组检验。客户分群：Hughes《Strategic Database Marketing》(2005)；八分类：国内教材；价值矩阵：Verhoef、Donkers (2001)；生命周期：Buttle、Maklan《Customer Relationship Management》(2015)；金字塔：Zeithaml、Rust、Lemon (2001)；等级：Drèze、Nunes (2009)。";
        no_treatment: Fixed = "Nothing written yet", "尚未填写";
        unknown_classes: With1 =
            |names| format!("The playbook names no class of this segmentation with: {names}"),
            |names| format!("策略手册中的以下名称不是当前分群的类别：{names}");
        audience: Fixed = "Audience", "可触达人群";
        audience_file: Fixed = "The audience for advertising platforms, as a file of hashes", "用于广告平台的受众名单（哈希值文件）";
        only_class: With1 =
            |class| format!("Go on with “{class}” alone on every page"),
            |class| format!("所有页面只看“{class}”");
        audience_of: With1 = |class| format!("Audience: {class}"), |class| format!("可触达人群：{class}");
        pseudonym: Fixed =
            "A hash is a pseudonym: whoever knows an address can find it again, so the list stays personal data. Hand it on only for what these customers agreed to.",
            "哈希值只是化名：知道原值的人可以重新识别，名单仍属个人信息。请仅在客户同意的范围内提供。";
        how_hashed: Fixed =
            "SHA-256 of the e-mail without blanks around it and in lower case, and of the telephone number's digits with the country code: once after a plus (E.164, Google), once alone (Meta). Sources: Google Ads API, Customer Match; Meta, Conversions API, customer information parameters.",
            "对电子邮箱（去除首尾空格、转为小写）与电话号码（含国家代码的数字）计算 SHA-256：电话分带加号（E.164，Google）与仅数字（Meta）两种。来源：Google Ads API Customer Match；Meta Conversions API 客户信息参数。";
        no_consent: Fixed =
            "No column of the customers table says who agreed to be addressed (consent, opt-in, 同意): nobody is listed. Load one, or choose it above.",
            "客户表中没有说明是否同意触达的列（如“同意”“授权”、consent）：不列出任何客户。请载入该列或在上方选择。";
        no_contact: Fixed =
            "No column of the customers table holds an e-mail or telephone number (email, phone, 邮箱, 手机): nobody is listed. Load one, or choose it above.",
            "客户表中没有电子邮箱或电话列（如“邮箱”“手机”、email、phone）：不列出任何客户。请载入该列或在上方选择。";
        consenting: Fixed = "Agreed", "已同意";
        refused: Fixed = "Said no", "未同意";
        unknown: Fixed = "Not known, counted as no", "未知（按未同意处理）";
        without_contact: Fixed = "Agreed, but no usable contact", "已同意但无可用联系方式";
        in_class: Fixed = "Customers of the class", "该类客户";
        without_country: With1 =
            |n| format!("{} no country code: type one in above to use them.", counted(n, "telephone number has", "telephone numbers have")),
            |n| format!("{n} 个电话号码没有国家代码：请在上方填写以便使用。");
        listed: With2 =
            |shown, all| format!("The first {shown} of {all}; the command line writes all of them (--table workbench=FILE)"),
            |shown, all| format!("前 {shown} 名，共 {all} 名；命令行可写出全部（--table workbench=FILE）");
        customer: Fixed = "Customer", "客户";
        hashes: [&'static str; 3] = ["E-mail (SHA-256)", "Telephone with + (SHA-256)", "Telephone, digits (SHA-256)"], ["邮箱（SHA-256）", "电话，带 +（SHA-256）", "电话，仅数字（SHA-256）"];
        rows_field: Fixed = "Rows", "行";
        columns_field: Fixed = "Columns", "列";
        measure_field: Fixed = "Shown", "显示";
        segment_field: Fixed = "Class", "类别";
        first_class: Fixed = "the first with customers", "第一个有客户的类别";
        playbook_field: Fixed = "Treatments", "策略";
        playbook_help: Fixed =
            "One a line, class: treatment. A class left out, or without a text, has the literature's. The name in brackets says which segmentation the lines below it are for: leave it.",
            "每行一条，“类别: 策略”。未列出或留空的类别采用文献建议。方括号中的名称表示其下各行属于哪种分群，请保留。";
        consent_field: Fixed = "Consent", "同意列";
        email_field: Fixed = "E-mail", "邮箱列";
        phone_field: Fixed = "Telephone", "电话列";
        by_name: Fixed = "found by its name", "按列名识别";
        country_field: Fixed = "Country code of numbers without one", "缺省国家代码";
        country_help: Fixed = "86, 44, 1; blank: such numbers are not used", "如 86、44、1；留空则不使用此类号码";
        error_nothing: Fixed =
            "Two segmentations are needed: load purchases, or a customers table with two columns that group customers (region, grade)",
            "需要两种分群：请载入交易，或含两个可分组列（如地区、等级）的客户表";
        error_country: With1 =
            |given| format!("“{given}” is no country code: type in one to three digits, such as 86 or 44, or leave it blank"),
            |given| format!("“{given}”不是国家代码：请输入一至三位数字（如 86、44），或留空");
        error_colon: With1 =
            |line| format!("Line {line} of the playbook has no colon: write class: treatment"),
            |line| format!("策略手册第 {line} 行没有冒号：请写成“类别: 策略”");
        error_lines: Fixed = "The playbook has more than 500 lines: keep fewer", "策略手册超过 500 行：请精简";
        error_level: With1 =
            |level| format!("{level} is no confidence level: choose 0.5 to below 1"),
            |level| format!("{level} 不是有效的置信度：请选择 0.5 至 1 之间的值");
    }
}
