//! The import page.

use crate::domain::dataset::Field;

use super::{Fixed, Language, With1, With2, With3, counted, texts};

/// What people call the role of a column: the roles' own table says it.
pub type FieldName = fn(Field) -> &'static str;

texts! {
    /// Texts of the import page.
    ImportTexts {
        title: Fixed = "Import files", "导入文件";
        headline_empty: Fixed =
            "Drop your customer files here and see who is loyal, who is leaving and whom to call.",
            "把客户数据文件拖到这里，看清谁忠诚、谁在流失、今天该联系谁。";
        headline_loaded: With3 =
            |files, used, aside| format!("{} loaded: {} used, {aside} set aside.", counted(files, "file", "files"), counted(used, "row", "rows")),
            |files, used, aside| format!("已载入 {files} 个文件：使用 {used} 行，搁置 {aside} 行。");
        drop: Fixed = "Drop files here", "将文件拖放到此处";
        drop_help: Fixed =
            "CSV, TSV, Excel (XLSX, XLS), ODS or JSON; UTF-8, GBK, Big5 and others. Several at once.",
            "支持 CSV、TSV、Excel（XLSX、XLS）、ODS、JSON；UTF-8、GBK、Big5 等编码；可一次选择多个。";
        choose: Fixed = "Choose files…", "选择文件…";
        sample_lead: Fixed = "No file at hand?", "手边没有文件？";
        sample_help: Fixed =
            "A fictional retail bank: 5,000 customers, 60,000 transactions, surveys, complaints and exits.",
            "一家虚构的零售银行：5,000 名客户、60,000 笔交易，以及问卷、投诉与离开记录。";
        sample_badge: Fixed = "Sample, fictional", "示例（虚构）";
        kinds_lead: Fixed = "What can be read", "可以读取的内容";
        kind_customers_help: Fixed = "Id; name, customer since, grade, branch, …", "客户编号；姓名、开户日期、等级、网点等";
        kind_purchases_help: Fixed =
            "Customer, date, amount (or quantity and unit price); order number",
            "客户、日期、金额（或数量与单价）；订单号";
        kind_answers_help: Fixed = "Score 0–10; customer, date, comment", "0–10 评分；客户、日期、评论";
        kind_complaints_help: Fixed = "Date; customer, reason, date settled; or a log of promises: day promised, whether kept", "日期；客户、原因、解决日期；或承诺记录：承诺日期、是否兑现";
        kind_exits_help: Fixed = "Customer, date; reason", "客户、日期；原因";
        looking: Fixed = "Looking at the file…", "正在查看文件…";
        ready: Fixed = "Ready to read", "可以读取";
        export_known: With1 =
            |name| format!("This looks like {name}: kind and columns are set accordingly."),
            |name| format!("这像是{name}：类型和各列已据此设定。");
        export_refused: With1 =
            |name| format!("This looks like {name}, but is read like any other file."),
            |name| format!("这像是{name}，但按普通文件读取。");
        export_refuse: Fixed = "Read like any other file", "按普通文件读取";
        export_take: Fixed = "Read it as that", "按此读取";
        export_counts: Fixed = "Rows count where", "只计入满足以下条件的行：";
        export_only: With2 = |column, words| format!("{column} is {words}"), |column, words| format!("{column}为{words}");
        export_not: With2 = |column, words| format!("{column} is not {words}"), |column, words| format!("{column}不是{words}");
        export_blank: With1 = |column| format!("{column} is blank"), |column| format!("{column}为空");
        list: Fixed = "; ", "；";
        stop: Fixed = "; the others are set aside.", "；其余搁置。";
        kind: Fixed = "Each row is about", "每一行是";
        encoding: Fixed = "Encoding", "编码";
        delimiter: Fixed = "Columns separated by", "分隔符";
        delimiter_comma: Fixed = "comma ,", "逗号 ,";
        delimiter_semicolon: Fixed = "semicolon ;", "分号 ;";
        delimiter_tab: Fixed = "tab", "制表符";
        delimiter_pipe: Fixed = "pipe |", "竖线 |";
        quoting: Fixed = "Quotes", "引号方式";
        quoting_doubled: Fixed = "\"…\", a quote within twice", "\"…\"，内部引号写两次";
        quoting_spaced: Fixed = "\"…\" with blanks around it", "\"…\"，前后有空格";
        quoting_backslash: Fixed = "\"…\", \\ before a quote within", "\"…\"，内部引号前加 \\";
        quoting_unescaped: Fixed = "\"…\", quotes within as they are", "\"…\"，内部引号原样";
        quoting_apostrophe: Fixed = "'…'", "'…'";
        quoting_lines: Fixed = "whole lines in \"…\"", "整行放在 \"…\" 中";
        quoting_none: Fixed = "none: \" is a letter", "无：\" 是普通字符";
        further_headers: Fixed = "Rows between header and data", "表头与数据之间的行数";
        found: Fixed = "What was recognised", "识别结果";
        found_text: With3 =
            |encoding, delimiter, quoting| format!("Text in {encoding}, columns separated by “{delimiter}”, quotes: {quoting}."),
            |encoding, delimiter, quoting| format!("{encoding} 文本，分隔符：“{delimiter}”，引号：{quoting}。");
        found_sheet: With1 = |sheet| format!("Sheet “{sheet}” of a workbook."), |sheet| format!("工作簿中的工作表“{sheet}”。");
        found_json: With1 = |encoding| format!("JSON in {encoding}."), |encoding| format!("{encoding} 编码的 JSON。");
        found_array: With2 =
            |read, others| format!(" The rows are the objects of the list “{read}”; the file has others, which are not read: {others}."),
            |read, others| format!("行取自列表“{read}”；文件中还有其他列表，不读取：{others}。");
        json_rows: Fixed = "List of rows", "行所在的列表";
        json_whole: Fixed = "the whole document", "整个文档";
        found_header: With1 = |row| format!(" The header is in row {row}."), |row| format!("表头在第 {row} 行。");
        found_passed: With2 =
            |n, why| format!("{} over among the first: {why}.", counted(n, "row is passed", "rows are passed")),
            |n, why| format!("在前面的行中跳过 {n} 行：{why}。");
        found_end: With2 =
            |n, why| format!("{} over at the end of the file: {why}.", counted(n, "row is passed", "rows are passed")),
            |n, why| format!("在文件末尾跳过 {n} 行：{why}。");
        found_blank: With1 =
            |words| format!("These words count as blank: {words}."),
            |words| format!("以下词语视为空：{words}。");
        found_cleaned: With2 =
            |n, was| format!("{} than the file has them, and marked below; the first was {was}", counted(n, "cell is shown cleaner", "cells are shown cleaner")),
            |n, was| format!("有 {n} 个单元格经过清理，已在下方标出；第一个原为 {was}");
        cleaned_was: With1 = |was| format!("In the file: {was}"), |was| format!("文件中为：{was}");
        passed_title: Fixed = "Rows passed over", "跳过的行";
        keep_all_rows: Fixed =
            "Read totals, remarks, repeated headers, further lines of an order and what was cancelled or not paid like any other row",
            "合计、备注、重复表头、订单明细行以及已取消或未付款的行也按普通行读取";
        literal_blanks: Fixed =
            "Take words for nothing (NULL, N/A, 无, …) as they are, not as blank",
            "NULL、N/A、无 等词按原文保留，不视为空";
        one_day: Fixed = "No column holds days. Every purchase is of", "没有日期列。所有购买的日期";
        doubt_quoting: Fixed =
            "Not sure how cells are quoted: some rows fit no way well. Check the rows below, or choose under “Quotes”.",
            "引号方式不确定：有些行哪种方式都不完全符合。请查看下面的行，或在“引号方式”中选择。";
        doubt_header: Fixed =
            "Not sure which row is the header: none of its names is a known one. Choose another under “Header in row”.",
            "表头所在行不确定：其中没有已知的列名。可在“表头所在行”中更改。";
        doubt_no_header: Fixed =
            "The first row looks like data, not like names of columns. If the file has no header, put a row above it that names the columns (customer, date, amount …) and choose it again.",
            "第一行像数据而不是列名。如果文件没有表头，请在最上方加一行列名（客户、日期、金额等），再重新选择。";
        doubt_further: Fixed =
            "Not sure whether the rows right below the header are data. Change it under “Rows between header and data”.",
            "表头下方的行是否为数据不确定。可在“表头与数据之间的行数”中更改。";
        doubt_one_column: Fixed =
            "The file seems to have one column only, with the names of several in its header. Choose the sign that stands between cells, or save it as CSV or XLSX.",
            "文件似乎只有一列，而表头中含有多个列名。请选择分隔符，或将其另存为 CSV 或 XLSX。";
        doubt_customer_name: Fixed =
            "No column is a customer’s id: customers are told apart by their names, so that two of one name count as one. If another column tells them apart, make it the customer.",
            "没有客户编号列：以名称区分客户，同名者视为同一客户。如有其他列可以区分，请将其设为客户。";
        sheet: Fixed = "Sheet", "工作表";
        header_row: Fixed = "Header in row", "表头所在行";
        columns: Fixed = "Columns", "列";
        column: Fixed = "Column", "列名";
        samples: Fixed = "For example", "示例值";
        use_as: Fixed = "Used as", "用作";
        use_as_of: With1 = |column| format!("Use of column {column}"), |column| format!("列“{column}”用作");
        role_attribute: Fixed = "attribute, to group and filter by", "属性（用于分组和筛选）";
        values_of: With1 = |column| format!("What column {column} holds"), |column| format!("列“{column}”的内容");
        values_text: Fixed = "text", "文本";
        values_number: Fixed = "numbers", "数字";
        values_day: Fixed = "dates", "日期";
        values_yes_no: Fixed = "yes or no", "是或否";
        values_score: Fixed = "scores 0–10", "0–10 评分";
        role_ignore: Fixed = "not used", "不使用";
        date_order: Fixed = "Dates read as", "日期顺序";
        date_order_of: With1 = |column| format!("Date order of column {column}"), |column| format!("列“{column}”的日期顺序");
        decimal_mark_of: With1 = |column| format!("Decimal mark of column {column}"), |column| format!("列“{column}”的小数点");
        date_order_auto: Fixed = "as the whole column suggests", "由整列判断";
        date_order_dmy: Fixed = "day/month/year", "日/月/年";
        date_order_mdy: Fixed = "month/day/year", "月/日/年";
        date_order_ymd: Fixed = "year/month/day", "年/月/日";
        date_ambiguous: Fixed = "Both orders fit: please check", "两种顺序都说得通，请确认";
        preview: Fixed = "First rows", "前几行";
        missing: With1 = |fields| format!("Still needed: a column for {fields}."), |fields| format!("还需要指定：{fields}。");
        or: Fixed = " or ", " 或 ";
        and: Fixed = " and ", " 与 ";
        duplicates_choice: Fixed = "Set aside rows that repeat an earlier row in every cell", "搁置与前面某行完全相同的行";
        future_choice: Fixed = "Set aside rows dated in the future", "搁置日期在未来的行";
        absurd_choice: Fixed =
            "Use dates that programs write for none (0001-01-01, 1900-01-01, 9999-12-31, …) and those more than a year ahead too",
            "也使用程序表示“无日期”的日期（0001-01-01、1900-01-01、9999-12-31 等）以及一年之后的日期";
        utc_choice: Fixed =
            "Take the day in UTC, also where all times are midnights of a time zone ahead of it",
            "即使所有时间都是本地零点，也按 UTC 取日期";
        read: Fixed = "Read this file", "读取此文件";
        read_all: With1 = |n| format!("Read {}", counted(n, "file", "files")), |n| format!("读取 {n} 个文件");
        replace: Fixed = "Read it in its place", "替换已载入的文件";
        keep_both: Fixed = "Count both", "两份都计入";
        take_sample_out: Fixed = "Take the sample out once your file is read", "读取您的文件后移除示例数据";
        sample_mark: Fixed = "With sample data", "含示例数据";
        not_read_again: With1 =
            |n| format!("{} kept in this browser, but not read: reading was stopped.", counted(n, "file is", "files are")),
            |n| format!("有 {n} 个文件仍保存在本浏览器中，但尚未读取：读取已停止。");
        read_again: Fixed = "Read now", "现在读取";
        discard: Fixed = "Discard", "放弃";
        reading: Fixed = "Reading", "正在读取";
        reading_progress: With2 = |done, rows| format!("{done} · {}", counted(rows, "row", "rows")), |done, rows| format!("{done} · {rows} 行");
        restoring: Fixed = "Reading your kept files again", "正在重新读取已保存的文件";
        cancelled: Fixed = "Reading was stopped; nothing of this file was loaded.", "已停止读取；此文件未载入任何内容。";
        loaded: Fixed = "Loaded files", "已载入的文件";
        rows_read: Fixed = "Rows read", "读取行数";
        rows_used: Fixed = "Used", "使用";
        rows_set_aside: Fixed = "Set aside", "搁置";
        kept_underway: Fixed = "Being kept in this browser…", "正在保存到本浏览器……";
        kept_done: Fixed = "Kept in this browser: still here after a reload. Settings can turn that off.", "已保存在本浏览器中，重新打开后仍在；可在设置中关闭。";
        kept_off: Fixed = "Not kept: gone once this page is closed. Settings can turn keeping on.", "不保存：关闭页面后即清除；可在设置中开启保存。";
        see_overview: Fixed = "See the figures", "查看结果";
        download_set_aside: Fixed = "Download the rows set aside", "下载被搁置的行";
        set_aside_file: With1 = |name| format!("{name} - set aside"), |name| format!("{name} - 被搁置的行");
        reason_code: Fixed = "Reason code", "原因代码";
        set_aside_title: Fixed = "Rows set aside", "被搁置的行";
        set_aside_first: With2 = |shown, all| format!("The first {shown} of {all}; the download holds them all."), |shown, all| format!("显示前 {shown} 行，共 {all} 行；下载文件包含全部。");
        row: Fixed = "Row", "行";
        reason: Fixed = "Reason", "原因";
        content: Fixed = "Content", "内容";
        mapping: Fixed = "Columns used", "使用的列";
        remove: Fixed = "Remove", "移除";
        reopen: Fixed = "Change…", "更改…";
        removed: With1 = |name| format!("{name} was removed"), |name| format!("已移除 {name}");
        unreadable: With1 = |n| counted(n, "kept record cannot be read by this version. It is left as it is; “Erase everything” in the settings removes it.", "kept records cannot be read by this version. They are left as they are; “Erase everything” in the settings removes them."), |n| format!("有 {n} 条已保存的记录无法被此版本读取，已原样保留；可在设置中用“全部清除”删除。");
        not_restored: With2 = |name, why| format!("{name} could not be read again: {why}"), |name, why| format!("{name} 无法重新读取：{why}");
        join_duplicates: With1 =
            |n| counted(n, "row of the customers file repeats a customer; the last one counts.", "rows of the customers file repeat a customer; the last one counts."),
            |n| format!("客户文件中有 {n} 行为重复客户，以最后一行为准。");
        join_repeated: With1 =
            |n| counted(n, "answer of a kiosk came in more than one table; it counts once.", "answers of kiosks came in more than one table; each counts once."),
            |n| format!("有 {n} 条终端回答出现在多个表中，每条只计一次。");
        join_mixed: With1 =
            |names| format!("Read in different ways in different files, so together only text: {names}."),
            |names| format!("以下列在不同文件中的内容类型不同，合并后只作文本：{names}。");
        join_currencies: With1 =
            |names| format!("Files of purchases are in different currencies ({names}), and their money is added up as it is: it is shown without a sign. Keep files of one currency, or convert the others first."),
            |names| format!("各消费文件的币种不同（{names}），金额按原数相加，因此不带货币符号显示。请只保留同一币种的文件，或先换算其他文件。");
        join_unknown: With1 =
            |n| counted(n, "customer appears in other files but not in the customers file; they are counted all the same.", "customers appear in other files but not in the customers file; they are counted all the same."),
            |n| format!("{n} 名客户出现在其他文件中但不在客户文件里，仍计入分析。");
        join_rule: Fixed =
            "Customers are one where their ids are written alike; blanks around an id never count. Rows that two files share count once.",
            "编号写法完全相同才算同一客户，编号前后的空格不计；两个文件共有的行只计一次。";
        join_zeros: With1 =
            |n| format!("Leading zeros do not count: 00123 and 123 are one customer ({}).", counted(n, "pair", "pairs")),
            |n| format!("忽略开头的零：00123 与 123 是同一客户（{n} 对）。");
        join_case: With1 =
            |n| format!("Letter case does not count: ab1 and AB1 are one customer ({}).", counted(n, "pair", "pairs")),
            |n| format!("忽略大小写：ab1 与 AB1 是同一客户（{n} 对）。");
        join_blanks: With1 =
            |n| format!("Blanks inside ids do not count: AB 1 and AB1 are one customer ({}).", counted(n, "pair", "pairs")),
            |n| format!("忽略编号中的空格：AB 1 与 AB1 是同一客户（{n} 对）。");
        join_overlap: With1 =
            |n| format!("Count rows in each file that has them: {} (same order number, customer, day and amount; without order numbers, the same in every cell).", counted(n, "row stands in two files", "rows stand in two files")),
            |n| format!("两个文件共有的 {n} 行（订单号、客户、日期、金额均相同；没有订单号时，每个单元格均相同）在每个文件中都计入。");
        join_equal: With1 =
            |n| format!("Count once what two files have in every cell, without an order number: {}. Other rows of these days differ, so they may be purchases of their own.", counted(n, "row", "rows")),
            |n| format!("两个文件中每个单元格均相同且没有订单号的 {n} 行只计一次。这些日期的其他行并不相同，它们也可能是各自独立的消费。");
        unread: With3 =
            |column, cells, examples| format!("“{column}”: {cells} cannot be read, such as {examples}. These rows would be set aside or count without it. Try another order of dates, another column, or another use of this one."),
            |column, cells, examples| format!("“{column}”：{cells} 无法识别，例如 {examples}。这些行会被搁置或缺少该项。请尝试其他日期顺序、其他列，或改变此列的用途。");
        unread_of: With2 = |cells, filled| format!("{cells} of {filled} cells"), |cells, filled| format!("{filled} 个单元格中有 {cells} 个");
        score_unsure: With1 =
            |columns| format!("More than one column could be the score from 0 to 10: {columns}. Please say which one it is."),
            |columns| format!("有不止一列可能是 0–10 评分：{columns}。请指定是哪一列。");
        comments_alone: Fixed =
            "No column of scores is set: the comments alone are read. If a column says how likely people are to recommend you, set it below as the score.",
            "未指定评分列：只读取评论。如有一列是推荐意愿评分，请在下方将其设为评分。";
        score_column: Fixed = "Score", "评分列";
        alike_sheets: Fixed = "These sheets have the same header and are read as one table. Untick those to leave out:", "以下工作表表头相同，合并为一张表读取。可取消勾选不需要的工作表：";
        currencies: With1 =
            |codes| format!("The amounts are in several currencies: {codes}. They are never added up: those in other currencies than the one chosen are set aside."),
            |codes| format!("金额含多种货币：{codes}。不同货币不会相加：未选中的货币的行会被搁置。");
        currency: Fixed = "Currency used", "使用的币种";
        rate: With2 = |other, used| format!("1 {other} in {used} (blank: set aside)"), |other, used| format!("1 {other} 折合 {used}（留空则搁置）");
        currency_auto: Fixed = "the one most rows have", "行数最多的币种";
        unix_times: With1 =
            |column| format!("“{column}” holds seconds since 1970; the day is the one in UTC."),
            |column| format!("“{column}”为 1970 年以来的秒数，按 UTC 取日期。");
        field: FieldName = |field| field.text(Language::English), |field| field.text(Language::Chinese);
    }
}
